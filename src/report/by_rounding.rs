//! Sums that are off by as little as rounding makes: they are taken for right, and
//! it is said that they were, since a count that is off by one looks the same.

use super::as_rules::Writer;
use super::found_total::total_line;
use super::searched::Searched;
use crate::discover::{Along, Miss, Relation};

/// Places of a section that are told one by one.
const SHOWN: usize = 3;

/// What was taken for rounding in a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ByRounding {
    /// The section of its table.
    pub section: String,
    /// How many sums.
    pub count: usize,
    /// The first of them.
    pub shown: Vec<RoundedSum>,
}

/// A sum that is off by little.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoundedSum {
    /// The line that is the sum of others.
    pub name: String,
    /// The line that it crosses there.
    pub crossing: String,
    /// By how much it is more than its parts.
    pub miss: Miss,
}

impl ByRounding {
    /// Nothing of a section yet.
    pub(super) fn of(section: &str) -> ByRounding {
        ByRounding {
            section: section.to_owned(),
            count: 0,
            shown: Vec::new(),
        }
    }

    /// Adds the sums of a relation.
    pub(super) fn add(&mut self, searched: &Searched<'_>, relation: &Relation, by: &Writer<'_>) {
        for (crossing, miss) in by.taken_for_rounding() {
            self.count += 1;
            if self.shown.len() >= SHOWN {
                continue;
            }
            let name = total_line(searched, relation).map(|(_, name)| name);
            self.shown.extend(name.map(|name| RoundedSum {
                name,
                crossing: crossing_name(searched, relation.along, crossing),
                miss,
            }));
        }
    }
}

/// What the table calls a line that a relation crosses.
fn crossing_name(searched: &Searched<'_>, along: Along, crossing: usize) -> String {
    let table = searched.table;
    match along {
        Along::Rows => {
            let column = searched.columns.get(crossing);
            let column = column.and_then(|at| table.layout.columns.get(*at));
            column.map(|column| column.name.clone())
        }
        Along::Columns => table.rows.get(crossing).map(|row| row.key().to_owned()),
    }
    .unwrap_or_default()
}
