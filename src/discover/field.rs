//! What is searched: a table as lines of figures over crossing lines. It knows
//! nothing of documents or configurations; whoever has a table makes one of it.

/// A table as it is searched for relations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    /// Its rows, from above.
    pub rows: Vec<Line>,
    /// Its columns, from the left.
    pub columns: Vec<Line>,
    /// Its cells, row by row.
    cells: Vec<FieldCell>,
}

/// A row or a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// What it is called; empty where nothing calls it.
    pub label: String,
    /// Other words that stand in it, which may say what it is.
    pub words: String,
    /// What calls it, one part a line, also where that is a number: 2019, 2023-07.
    pub key: String,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FieldCell {
    /// Nothing, or a mark of a figure that is not there.
    #[default]
    Blank,
    /// Words: a heading, a label, a year that calls a column, a figure that
    /// cannot be read.
    Words,
    /// A figure.
    Figure(Printed),
}

/// A figure as its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    /// Its digits with their sign: -860 of `-86.0%`.
    pub digits: i128,
    /// How many of them stand behind the point; below zero where its last
    /// place is a ten or more (`12万` has -4).
    pub places: i32,
    /// Whether it is printed as a percentage.
    pub percent: bool,
}

impl Field {
    /// A table of these rows and columns in which nothing stands yet.
    pub(crate) fn new(rows: Vec<Line>, columns: Vec<Line>) -> Field {
        Field {
            cells: vec![FieldCell::Blank; rows.len() * columns.len()],
            rows,
            columns,
        }
    }

    /// What stands in a cell; nothing beyond the edges.
    pub(crate) fn cell(&self, row: usize, column: usize) -> FieldCell {
        match column < self.columns.len() {
            true => self.cells.get(row * self.columns.len() + column).copied(),
            false => None,
        }
        .unwrap_or_default()
    }

    /// The figure in a cell, where one stands there.
    pub(crate) fn figure(&self, (row, column): (usize, usize)) -> Option<Printed> {
        match self.cell(row, column) {
            FieldCell::Figure(printed) => Some(printed),
            _ => None,
        }
    }

    /// Puts something into a cell.
    pub(crate) fn set(&mut self, row: usize, column: usize, cell: FieldCell) {
        let width = self.columns.len();
        if column < width
            && let Some(kept) = self.cells.get_mut(row * width + column)
        {
            *kept = cell;
        }
    }
}

impl Line {
    /// A line that is called so.
    pub(crate) fn called(label: impl Into<String>) -> Line {
        Line {
            label: label.into(),
            ..Line::default()
        }
    }

    /// All that it says of itself.
    pub(super) fn said(&self) -> String {
        match self.words.is_empty() {
            true => self.label.clone(),
            false => format!("{}\n{}", self.label, self.words),
        }
    }
}

impl Printed {
    /// Whether it is a whole number: `5.00000` is.
    pub(crate) fn is_whole(self) -> bool {
        let places = u32::try_from(self.places).unwrap_or(0);
        let unit = 10_i128.checked_pow(places);
        unit.is_some_and(|unit| self.digits % unit == 0)
    }

    /// Its digits, so many of them behind the point; none where it has more.
    pub(crate) fn digits_in(self, places: i32) -> Option<i128> {
        let more = u32::try_from(places.checked_sub(self.places)?).ok()?;
        self.digits.checked_mul(10_i128.checked_pow(more)?)
    }

    /// A figure of so many places, no percentage.
    #[cfg(test)]
    pub(crate) fn plain(digits: i128, places: i32) -> Printed {
        Printed {
            digits,
            places,
            percent: false,
        }
    }
}
