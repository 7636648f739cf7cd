//! Which cells of a table take part in which findings, and the numbers that
//! the findings get.

use crate::finding::{Finding, Mark};
use crate::format::view::document::Footnote;
use crate::lang::Lang;
use crate::place::Excerpt;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where a mark stands in a table: the line of its row (none for the header)
/// and the column (none where it is about the whole row).
pub(crate) type Spot = (Option<u64>, Option<usize>);

/// Where in a section's table a mark stands; nothing where it is elsewhere.
pub(crate) fn spot(mark: &Mark, section: &str) -> Option<Spot> {
    let cell = mark.cell.as_ref()?;
    let name = cell.own_name()?;
    (name.section == section).then(|| (mark.row_line(), cell.column))
}

/// The findings of one table, by number in the list of all findings.
#[derive(Default)]
pub(crate) struct Located<'m> {
    /// Those that mark a cell, a column, a row or the table as a whole.
    pub spots: HashMap<Spot, Vec<usize>>,
    /// The rows that are marked, by their lines.
    pub rows: BTreeMap<u64, &'m Excerpt>,
}

impl<'m> Located<'m> {
    /// Of the marks of some findings, those in a section's table.
    pub(crate) fn new(
        marks: impl Iterator<Item = (usize, &'m Mark)>,
        section: &str,
    ) -> Located<'m> {
        let mut located = Located::default();
        for (number, mark) in marks {
            let Some(spot) = spot(mark, section) else {
                continue;
            };
            let numbers = located.spots.entry(spot).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
            if let (Some(line), _) = spot {
                located.rows.insert(line, &mark.place.excerpt);
            }
        }
        located
    }

    /// The findings that mark anything.
    pub(crate) fn findings(&self) -> BTreeSet<usize> {
        self.spots.values().flatten().copied().collect()
    }
}

/// Numbers for findings, from 1.
#[derive(Default)]
pub(crate) struct Numbers {
    given: HashMap<usize, usize>,
    order: Vec<usize>,
}

impl Numbers {
    /// Numbers that are given already, in the order of the findings.
    pub(crate) fn given(count: usize) -> Numbers {
        Numbers {
            given: (0..count).map(|at| (at, at + 1)).collect(),
            order: (0..count).collect(),
        }
    }

    /// The numbers of some findings, ascending; those that have none yet get
    /// the next ones.
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
