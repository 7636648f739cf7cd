//! The relations between the tables of a document, to be listed beside those of each.

use super::opened::Report;
use super::options::Options;
use super::relations::{Sought, relation_rules};
use crate::figure::UnitBook;
use crate::rule::{Config, Lines};
use crate::table::Table;
use std::collections::BTreeMap;
use std::path::Path;

/// A relation between tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Between {
    /// What it says of each figure, as rules.
    pub checks: Vec<String>,
    /// In how many of them it holds.
    pub holds: usize,
}

impl Between {
    /// Whether it holds in all of them.
    pub(crate) fn holds_everywhere(&self) -> bool {
        self.holds == self.checks.len()
    }
}

/// The relations between the tables of a document; none where it cannot be read.
pub(crate) fn between(path: &Path, options: &Options) -> Vec<Between> {
    let config = Config::default();
    let report = Report::open(path, &config, options);
    let tables = report.tables.iter().filter(|table| !table.layout.of_text);
    let tables: Vec<&Table> = tables.collect();
    let found = relation_rules(&Sought {
        tables: &tables,
        earlier: &[],
        first_rows: &|_| None,
        units: &UnitBook::default(),
        covered: &|_, _, _| false,
    });
    let mut all: BTreeMap<usize, Between> = BTreeMap::new();
    for rule in &found.rules {
        let Some(relation) = &rule.found else {
            continue;
        };
        if matches!(relation.over, Lines::Figures | Lines::Tables) {
            let one = all.entry(relation.relation).or_insert(Between {
                checks: Vec::new(),
                holds: relation.holds,
            });
            one.checks.push(rule.check.text.clone());
        }
    }
    all.into_values().collect()
}
