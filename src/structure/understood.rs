//! What is found in a grid: its tables, their columns and rows.

use super::doubt::Doubt;
use super::said::Said;
use crate::period::Period;
use std::collections::HashMap;
use std::ops::Range;

/// What a grid means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Structure {
    /// Its tables, in the order in which they stand.
    pub tables: Vec<Understood>,
    /// What each of its rows is; of tables side by side, what it is to the first.
    pub classes: Vec<LineClass>,
}

/// What a line of a grid is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LineClass {
    /// Nothing stands in it.
    #[default]
    Blank,
    /// What the table is of.
    Title,
    /// What its figures are in: 单位：万元, in thousands.
    Unit,
    /// What the columns are called; on later pages, once more.
    Header,
    /// A heading over some rows, without figures.
    Group,
    /// Figures.
    Data,
    /// Figures that sum up some rows, by their name.
    Subtotal,
    /// Figures that sum up all rows, by their name.
    Total,
    /// A footnote, a source, a remark.
    Note,
}

impl LineClass {
    /// Whether figures stand in it.
    pub(crate) fn is_data(self) -> bool {
        matches!(
            self,
            LineClass::Data | LineClass::Subtotal | LineClass::Total
        )
    }

    /// Its name in English, as machines read it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            LineClass::Blank => "blank",
            LineClass::Title => "title",
            LineClass::Unit => "unit",
            LineClass::Header => "header",
            LineClass::Group => "group",
            LineClass::Data => "data",
            LineClass::Subtotal => "subtotal",
            LineClass::Total => "total",
            LineClass::Note => "note",
        }
    }
}

/// A table that was found in a grid. All rows and columns are those of the grid.
#[derive(Clone, Debug)]
pub(crate) struct Understood {
    /// What it is of: its title lines, else its caption or its sheet's name.
    pub title: Option<String>,
    /// Its lines, from its title to its last note.
    pub lines: Range<usize>,
    /// The columns that it takes.
    pub width: Range<u32>,
    /// The rows of its title.
    pub titles: Vec<usize>,
    /// The rows of its header; empty where it has none.
    pub header: Range<usize>,
    /// Rows that say the header once more.
    pub repeated: Vec<usize>,
    /// The rows of its footnotes and sources.
    pub notes: Vec<usize>,
    /// The columns that call its rows, from the left.
    pub keys: Vec<u32>,
    /// Its other columns, from the left.
    pub columns: Vec<UnderstoodColumn>,
    /// Its rows with figures and its group headings, in their order.
    pub rows: Vec<UnderstoodRow>,
    /// What all its figures are in, as its title or its unit line states.
    pub unit: Option<Said>,
    /// The period that its title states.
    pub period: Option<Period>,
    /// What was not certain.
    pub doubts: Vec<Doubt>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(crate) struct UnderstoodColumn {
    /// The column of the grid.
    pub column: u32,
    /// What it is called: all that its header says, from above; empty where
    /// nothing does.
    pub name: String,
    /// What its header says, line by line.
    pub parts: Vec<String>,
    /// Its number, and how it is worked out, where a line of the header counts
    /// the columns: `3`, `3=1+2`.
    pub number: Option<Said>,
    /// What its figures are in, where its header states it.
    pub unit: Option<Said>,
    /// The period that its header states.
    pub period: Option<Period>,
    /// Whether its header names it as one that sums up others.
    pub total: bool,
    /// What it holds.
    pub holds: Holds,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Figures.
    Figures,
    /// Texts.
    Text,
    /// Days, months or years.
    Times,
    /// The numbers of the rows: 1, 2, 3.
    Numbers,
    /// The units of the rows.
    Units,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct UnderstoodRow {
    /// The row of the grid.
    pub row: usize,
    /// What it is.
    pub class: LineClass,
    /// What it is called: the headings that it stands under, then its own
    /// labels; a label that is left out since it stands above is there.
    pub key: Vec<String>,
    /// What its figures are in, where its label or a heading states it.
    pub unit: Option<String>,
    /// Whether words stand in it where others have figures, and no figure.
    pub words: bool,
}

/// What each row is called: by its own label where no other row has it, else
/// with the headings that it stands under.
pub(crate) fn row_names(rows: &[&UnderstoodRow]) -> Vec<String> {
    let own = |key: &[String]| key.last().cloned().unwrap_or_default();
    let mut count: HashMap<String, usize> = HashMap::new();
    for row in rows {
        *count.entry(own(&row.key)).or_default() += 1;
    }
    let alone = |key: &[String]| count.get(&own(key)) == Some(&1);
    rows.iter()
        .map(|row| match alone(&row.key) {
            true => own(&row.key),
            false => row.key.join(" / "),
        })
        .collect()
}
