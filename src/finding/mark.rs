//! The cells of a finding. Each is marked where it is known, so that nobody
//! has to look for it again from its place.

use crate::cell::{CellName, NamedCell, NumberedRow};
use crate::figure::Figure;
use crate::place::Place;
use crate::rule::Words;
use crate::table::{Layout, TableRow};

/// A cell in a finding; also a row, a column or a table as a whole, or a place
/// in a configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it stands; it may be only part of the cell.
    pub(crate) place: Place,
    /// The cell; none for a place in a configuration.
    pub(crate) cell: Option<NamedCell>,
    /// How it enters the arithmetic.
    pub(crate) role: MarkRole,
    /// What the rule calls it; empty where no rule does.
    pub(crate) name: String,
    /// The figure in it, where there is one.
    pub(crate) figure: Option<Figure>,
    /// What people call it.
    pub(crate) labels: CellLabels,
}

/// What the table and the configuration call a cell beside its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CellLabels {
    /// Its section.
    pub section: Words,
    /// Its row.
    pub row: Words,
    /// Its column, where its row has several figures.
    pub column: Words,
}

impl Mark {
    /// A place in a configuration.
    pub(crate) fn in_file(place: Place) -> Mark {
        Mark {
            place,
            cell: None,
            role: MarkRole::Reported,
            name: String::new(),
            figure: None,
            labels: CellLabels::default(),
        }
    }

    fn in_table(layout: &Layout, row: Option<&TableRow>, place: Place, cell: NamedCell) -> Mark {
        let column = cell.column.filter(|_| cell.name.column.is_some());
        let column = column.and_then(|column| layout.columns.get(column));
        let labels = CellLabels {
            section: layout.title.clone(),
            row: row.map_or_else(Words::default, |row| layout.row_label(row).words()),
            column: column.map_or_else(Words::default, |column| column.config.label.clone()),
        };
        Mark {
            cell: Some(cell),
            labels,
            ..Mark::in_file(place)
        }
    }

    /// A table as a whole, by its header.
    pub(crate) fn table(layout: &Layout) -> Mark {
        let header = &layout.header;
        let place = header.place(0, header.text.len());
        Mark::in_table(layout, None, place, NamedCell::of_table(layout))
    }

    /// A column, by its name in the header.
    pub(crate) fn column(layout: &Layout, column: usize) -> Mark {
        let place = layout.columns[column].place.clone();
        Mark::in_table(layout, None, place, NamedCell::of_column(layout, column))
    }

    /// A row as a whole.
    pub(crate) fn row(layout: &Layout, row: NumberedRow<'_>) -> Mark {
        let (place, cell) = (row.1.whole(), NamedCell::of_row(layout, row));
        Mark::in_table(layout, Some(row.1), place, cell)
    }

    /// A cell of a row.
    pub(crate) fn cell(layout: &Layout, row: NumberedRow<'_>, column: usize) -> Mark {
        let cell = NamedCell::in_row(layout, row, column);
        Mark::in_table(layout, Some(row.1), row.1.place(column), cell)
    }

    /// The same, in the report of the period before or not.
    pub(crate) fn in_prior(self, prior: bool) -> Mark {
        Mark {
            cell: self.cell.map(|cell| cell.in_prior(prior)),
            ..self
        }
    }

    /// The same with the figure that stands there.
    pub(crate) fn with_figure(self, figure: &Figure) -> Mark {
        Mark {
            figure: Some(figure.clone()),
            ..self
        }
    }

    /// The same in another role.
    pub(crate) fn with_role(self, role: MarkRole) -> Mark {
        Mark { role, ..self }
    }

    /// The same by the name that a rule gives it.
    pub(crate) fn named(self, name: String) -> Mark {
        Mark { name, ..self }
    }

    /// The name of its cell in its own report; a blank one for what is in no
    /// table.
    pub(crate) fn named_cell(&self) -> &CellName {
        static NOWHERE: CellName = CellName {
            section: String::new(),
            key: None,
            column: None,
        };
        self.cell.as_ref().map_or(&NOWHERE, |cell| &cell.name)
    }

    /// The row that it stands in, by the row's line in its file; none for a
    /// header and what is in no table.
    pub(crate) fn row_line(&self) -> Option<u64> {
        let cell = self.cell.as_ref()?;
        let row = cell.name.key.as_ref();
        row.map(|_| self.place.excerpt.first_line)
    }

    /// The name of its cell, with `prior.` before it where it is in the report
    /// of the period before.
    pub fn cell_name(&self) -> Option<String> {
        self.cell.as_ref().map(NamedCell::to_string)
    }
}

/// How a cell enters a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkRole {
    /// It is what the finding is about.
    Reported,
    /// It is added.
    Plus,
    /// It is subtracted.
    Minus,
    /// It is multiplied.
    Times,
    /// It divides.
    Over,
    /// It is compared.
    Compared,
    /// It was there first.
    First,
    /// It has the same fault.
    Also,
}
