//! Which cells of a table take part in which findings, and the numbers that
//! the findings get.

use crate::finding::{Finding, Mark};
use crate::format::view::document::Footnote;
use crate::lang::Lang;
use std::collections::HashMap;

/// Where a mark stands in a table: the row (none is the header) and the
/// column (none where it is about the whole row).
pub(crate) type Spot = (Option<usize>, Option<usize>);

/// The findings of one table, by number in the list of all findings.
#[derive(Default)]
pub(crate) struct Located {
    /// Those that mark a cell.
    pub spots: HashMap<Spot, Vec<usize>>,
    /// Those about the section without a cell in its table.
    pub loose: Vec<usize>,
}

/// Finds the places of all findings in a table.
pub(crate) fn locate(findings: &[Finding], section: &str) -> Located {
    let mut located = Located::default();
    for (number, finding) in findings.iter().enumerate() {
        let marks = finding.marks();
        let spots: Vec<Spot> = marks.filter_map(|mark| spot(mark, section)).collect();
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

/// Where in a section's table a mark stands.
fn spot(mark: &Mark, section: &str) -> Option<Spot> {
    let cell = mark.cell.as_ref()?;
    let name = cell.own_name().filter(|name| name.section == section)?;
    match name.key {
        Some(_) => Some((Some(cell.row?), cell.column)),
        None => Some((None, cell.column)),
    }
}

/// Numbers for findings, in the order in which they are first asked for.
#[derive(Default)]
pub(crate) struct Numbers {
    given: HashMap<usize, usize>,
    order: Vec<usize>,
}

impl Numbers {
    /// The numbers of some findings, ascending.
    pub(crate) fn of(&mut self, findings: &[usize]) -> Vec<usize> {
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
    pub(crate) fn footnotes(&self, findings: &[Finding], lang: Lang) -> Vec<Footnote> {
        let numbered = self.order.iter().enumerate();
        numbered
            .map(|(at, &finding)| Footnote::new(at + 1, &findings[finding], lang))
            .collect()
    }
}
