//! What was understood of a table that stands in a document, for programs.

use crate::place::Spot;
use crate::report::Report;
use crate::structure::Holds;

/// What was understood of a table in a document.
pub(crate) struct StructureView {
    /// The document.
    pub file: String,
    /// Where its grid stands.
    pub spot: Spot,
    /// What it is of.
    pub title: Option<String>,
    /// What its figures are in.
    pub unit: Option<String>,
    /// The period that its title states.
    pub period: Option<String>,
    /// The rows of its header, from 1.
    pub header: Vec<u64>,
    /// The columns that call its rows, from 1.
    pub keys: Vec<u32>,
    /// Its other columns.
    pub columns: Vec<ColumnOfStructure>,
    /// The class of each line of its grid.
    pub lines: Vec<&'static str>,
}

/// A column of a table in a document.
pub(crate) struct ColumnOfStructure {
    /// The column of the grid, from 1.
    pub column: u32,
    /// What its header says, line by line.
    pub header: Vec<String>,
    /// What its figures are in, where its header states it.
    pub unit: Option<String>,
    /// The period that its header states.
    pub period: Option<String>,
    /// What it holds.
    pub holds: &'static str,
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
            unit: column.unit.as_ref().map(|unit| unit.text.clone()),
            period: column
                .period
                .as_ref()
                .map(|period| period.text().to_owned()),
            holds: match column.holds {
                Holds::Figures => "figures",
                Holds::Text => "text",
                Holds::Times => "times",
                Holds::Numbers => "numbers",
                Holds::Units => "units",
            },
        });
        Some(StructureView {
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
