//! What was understood of a table that stands in a document, for programs.

use crate::place::Spot;
use crate::report::Report;
use crate::structure::Holds;

/// What was understood of a table in a document.
pub(crate) struct StructureView {
    /// The document.
    pub file: String,
    /// The languages that the document is in, by their codes.
    pub languages: Vec<&'static str>,
    /// Where its grid stands.
    pub spot: Spot,
    /// What it is of.
    pub title: Option<String>,
    /// What its figures are in.
    pub unit: Option<String>,
    /// The period that its title states.
    pub period: Option<String>,
    /// Its first and its last row, from 1.
    pub rows_of_area: [u64; 2],
    /// Its first and its last column, from 1.
    pub columns_of_area: [u32; 2],
    /// The rows of its title, from 1.
    pub titles: Vec<u64>,
    /// The rows of its header, from 1.
    pub header: Vec<u64>,
    /// The rows that say its header once more.
    pub repeated: Vec<u64>,
    /// The rows of its notes.
    pub notes: Vec<u64>,
    /// The columns that call its rows, from 1.
    pub keys: Vec<u32>,
    /// Its other columns.
    pub columns: Vec<ColumnOfStructure>,
    /// Its rows with figures, and its group headings.
    pub rows: Vec<RowOfStructure>,
    /// The class of each line of its grid.
    pub lines: Vec<&'static str>,
}

/// A column of a table in a document.
pub(crate) struct ColumnOfStructure {
    /// The column of the grid, from 1.
    pub column: u32,
    /// What its header says, line by line.
    pub header: Vec<String>,
    /// Its number, where a line of the header counts the columns.
    pub number: Option<String>,
    /// What its figures are in, where its header states it.
    pub unit: Option<String>,
    /// The period that its header states.
    pub period: Option<String>,
    /// Whether its header names it as one that sums up others.
    pub total: bool,
    /// What it holds.
    pub holds: &'static str,
}

/// A row of a table in a document.
pub(crate) struct RowOfStructure {
    /// The row of the grid, from 1.
    pub row: u64,
    /// What it is.
    pub class: &'static str,
    /// The headings that it stands under, then its own labels.
    pub key: Vec<String>,
    /// What its figures are in, where its label or a heading states it.
    pub unit: Option<String>,
}

impl StructureView {
    /// What was understood of a section's table; none where it stands in no
    /// document.
    pub(super) fn of(report: &Report, section: &str) -> Option<StructureView> {
        let (read, grid, table) = report.documents.iter().find_map(|read| {
            let (grid, table) = read.table(section)?;
            Some((read, grid, table))
        })?;
        let columns = table.columns.iter().map(|column| ColumnOfStructure {
            column: column.column + 1,
            header: column.parts.clone(),
            number: column.number.as_ref().map(|number| number.text.clone()),
            unit: column.unit.as_ref().map(|unit| unit.text.clone()),
            period: column
                .period
                .as_ref()
                .map(|period| period.text().to_owned()),
            total: column.total,
            holds: match column.holds {
                Holds::Figures => "figures",
                Holds::Text => "text",
                Holds::Times => "times",
                Holds::Numbers => "numbers",
                Holds::Units => "units",
            },
        });
        let rows = table.rows.iter().map(|row| RowOfStructure {
            row: grid.number(row.row),
            class: row.class.name(),
            key: row.key.clone(),
            unit: row.unit.clone(),
        });
        let numbers = |rows: &[usize]| rows.iter().map(|row| grid.number(*row)).collect();
        let last = table.lines.end.saturating_sub(1);
        Some(StructureView {
            languages: read.languages.clone(),
            rows_of_area: [grid.number(table.lines.start), grid.number(last)],
            columns_of_area: [table.width.start + 1, table.width.end],
            titles: numbers(&table.titles),
            repeated: numbers(&table.repeated),
            notes: numbers(&table.notes),
            rows: rows.collect(),
            file: read.document.path.display().to_string(),
            spot: grid.spot.clone(),
            title: table.title.clone(),
            unit: table.unit.as_ref().map(|unit| unit.text.clone()),
            period: table.period.as_ref().map(|period| period.text().to_owned()),
            header: table.header.clone().map(|row| grid.number(row)).collect(),
            keys: table.keys.iter().map(|column| column + 1).collect(),
            columns: columns.collect(),
            lines: read
                .classes(section)
                .iter()
                .map(|class| class.name())
                .collect(),
        })
    }
}
