//! What stands over each column: the cells of the header's lines that span it,
//! as the document marks or, where it marks nothing, as blanks show.

use super::doubt::Doubt;
use super::lines::Lines;
use super::profile::Profile;
use super::roles::Roles;
use std::collections::BTreeMap;

/// What stands over each column, from above.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads {
    parts: BTreeMap<u32, Vec<String>>,
}

impl Heads {
    /// What stands over a column.
    pub(super) fn parts(&self, column: u32) -> Vec<String> {
        self.parts.get(&column).cloned().unwrap_or_default()
    }
}

/// Reads a table's header.
pub(super) fn heads(
    profile: &Profile<'_>,
    lines: &Lines,
    _roles: &Roles,
    _doubts: &mut [Doubt],
) -> Heads {
    let mut heads = Heads::default();
    let header = lines.header.clone();
    for row in header.clone() {
        let cells: Vec<_> = profile.cells(row, &lines.width).collect();
        for (at, (cell, _)) in cells.iter().enumerate() {
            let own_end = cell.column + cell.columns;
            let next = cells
                .get(at + 1)
                .map_or(lines.width.end, |(next, _)| next.column);
            let below = |column: u32| {
                let mut rows = row + 1..header.end;
                rows.any(|row| profile.cell(row, column).is_some())
            };
            let reaches = (own_end..next).take_while(|column| below(*column));
            let end = reaches.last().map_or(own_end, |last| last + 1);
            for column in cell.column..end {
                let parts = heads.parts.entry(column).or_default();
                parts.push(cell.text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    heads
}
