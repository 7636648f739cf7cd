//! Sums that are off by as little as rounding makes: they are taken for right, and
//! it is said that they were, since a count that is off by one looks the same.

use super::as_rules::Writer;
use super::found_total::called;
use super::searched::Searched;
use crate::discover::{Miss, Relation, RelationKind};

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
    /// Whether it is a sum of parts, and no difference.
    pub adds: bool,
    /// By how much it is more than they give.
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
            let name = |along, line| Some(called(searched, along, line)?.1);
            let along = relation.along;
            let names = name(along, relation.result).zip(name(along.across(), crossing));
            self.shown.extend(names.map(|(name, crossing)| RoundedSum {
                name,
                crossing,
                adds: relation.kind == RelationKind::Sum,
                miss,
            }));
        }
    }
}
