//! The name of a cell as people and rules write it: `section.key`, or
//! `section.key.column` in a grid. A name outlives the line that the cell
//! stands on, so that waivers and fingerprints can hold on to it.

use crate::place::{Excerpt, Place};
use crate::report::Report;
use crate::rule::written_name;
use crate::source::Source;
use crate::table::Layout;
use std::fmt;

/// The name of a cell, a column or a section of a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellName {
    /// The section.
    pub section: String,
    /// The row's key; none for a header or a section as a whole.
    pub key: Option<String>,
    /// The column; none for the one figure column of a list, and for a whole row.
    pub column: Option<String>,
}

impl CellName {
    /// A section as a whole.
    pub fn of_section(section: &str) -> CellName {
        CellName {
            section: section.to_owned(),
            key: None,
            column: None,
        }
    }

    /// The name of what stands at a place in one of a report's tables; `None`
    /// for a place outside them, such as one in a configuration.
    pub fn at(place: &Place, report: &Report) -> Option<CellName> {
        let of_place = |layout: &&Layout| layout.header.path == place.excerpt.path;
        let layout = report
            .tables
            .iter()
            .map(|table| &table.layout)
            .find(of_place)?;
        if place.excerpt == layout.header {
            let at_place = |column: &&crate::table::Column| column.place.start == place.start;
            let whole = place.start == 0 && place.end == layout.header.text.len();
            let column = layout.columns.iter().find(at_place).filter(|_| !whole);
            return Some(CellName {
                section: layout.section.clone(),
                key: None,
                column: column.map(|column| column.name.clone()),
            });
        }
        let (key, column) = key_and_column(&place.excerpt, place.start, layout)?;
        let whole = place.start == 0 && place.end == place.excerpt.text.len();
        let column = column.filter(|column| !whole && layout.list_column() != Some(*column));
        Some(CellName {
            section: layout.section.clone(),
            key: Some(key),
            column: column.map(|column| layout.columns[column].name.clone()),
        })
    }
}

/// The key of a row, and the column that holds a byte of it. The row is read
/// again below its header, which says what separates its cells.
fn key_and_column(row: &Excerpt, byte: usize, layout: &Layout) -> Option<(String, Option<usize>)> {
    let text = format!("{}\n{}\n", layout.header.text, row.text);
    let source = Source::from_bytes(&row.path, text.into_bytes(), None).ok()?;
    let mut rows = source.rows();
    rows.next_row().ok()?;
    let read = rows.next_row().ok()??;
    let column = read
        .fields
        .iter()
        .rposition(|field| field.start as usize <= byte)
        .filter(|column| *column < layout.columns.len());
    Some((read.text(0).trim().to_owned(), column))
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [Some(&self.section), self.key.as_ref(), self.column.as_ref()];
        for (number, part) in parts.into_iter().flatten().enumerate() {
            let dot = if number > 0 { "." } else { "" };
            write!(f, "{dot}{}", written_name(part))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::CellName;

    #[test]
    fn names_are_written_as_rules_write_them() {
        let name = CellName {
            section: "requests".to_owned(),
            key: Some("a b".to_owned()),
            column: Some("数量".to_owned()),
        };
        assert_eq!(name.to_string(), "requests.`a b`.数量");
        assert_eq!(CellName::of_section("2016").to_string(), "`2016`");
    }
}
