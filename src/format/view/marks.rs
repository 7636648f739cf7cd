//! Which cells of a table take part in which findings, and the numbers that
//! the findings get.

use crate::finding::Finding;
use crate::format::view::Footnote;
use crate::lang::Lang;
use crate::place::Place;
use crate::table::Table;
use std::collections::HashMap;

/// Where a mark stands in a table: the row (none is the header) and the
/// column (none where it is about the whole row).
pub type Spot = (Option<usize>, Option<usize>);

/// The findings of one table, by number in the list of all findings.
#[derive(Default)]
pub struct Located {
    /// Those that mark a cell.
    pub spots: HashMap<Spot, Vec<usize>>,
    /// Those about the section without a cell in its table.
    pub loose: Vec<usize>,
}

/// Finds the places of all findings in a table.
pub fn locate(findings: &[Finding], section: &str, table: Option<&Table>) -> Located {
    let mut located = Located::default();
    let rows: HashMap<u64, usize> = table.map_or_else(HashMap::new, |table| {
        let lines = table.rows.iter().enumerate();
        lines
            .map(|(row, at)| (at.excerpt.first_line, row))
            .collect()
    });
    for (number, finding) in findings.iter().enumerate() {
        let marks = std::iter::once(&finding.primary).chain(&finding.related);
        let spots: Vec<Spot> = marks
            .filter_map(|mark| spot(&mark.place, table?, &rows))
            .collect();
        if spots.is_empty() && finding.section == section {
            located.loose.push(number);
        }
        for spot in spots {
            let numbers = located.spots.entry(spot).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    located
}

/// The cell that a place is in.
fn spot(place: &Place, table: &Table, rows: &HashMap<u64, usize>) -> Option<Spot> {
    let layout = &table.layout;
    if place.excerpt.path != layout.header.path {
        return None;
    }
    let line = place.excerpt.first_line;
    if line == layout.header.first_line {
        let column = layout
            .columns
            .iter()
            .position(|column| encloses(&column.place, place));
        return Some((None, column));
    }
    let row = *rows.get(&line)?;
    let at = &table.rows[row];
    let whole = *place == at.whole();
    let column =
        (0..layout.columns.len()).find(|&column| !whole && encloses(&at.place(column), place));
    Some((Some(row), column))
}

/// Whether a place lies inside a cell's.
fn encloses(cell: &Place, place: &Place) -> bool {
    cell.start <= place.start && place.end <= cell.end
}

/// Numbers for findings, in the order in which they are first asked for.
#[derive(Default)]
pub struct Numbers {
    given: HashMap<usize, usize>,
    order: Vec<usize>,
}

impl Numbers {
    /// The numbers of some findings, ascending.
    pub fn of(&mut self, findings: &[usize]) -> Vec<usize> {
        let mut numbers: Vec<usize> = findings
            .iter()
            .map(|&finding| {
                *self.given.entry(finding).or_insert_with(|| {
                    self.order.push(finding);
                    self.order.len()
                })
            })
            .collect();
        numbers.sort_unstable();
        numbers
    }

    /// The footnotes of all numbers given.
    pub fn footnotes(&self, findings: &[Finding], lang: Lang) -> Vec<Footnote> {
        let numbered = self.order.iter().enumerate();
        numbered
            .map(|(at, &finding)| Footnote::new(at + 1, &findings[finding], lang))
            .collect()
    }
}
