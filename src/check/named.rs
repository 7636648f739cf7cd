//! Which figures of a report its rules name, before these are checked.

use super::coverage::named_cells;
use super::options::CheckOptions;
use super::run::bound_then;
use crate::report::{Options, Report};
use crate::rule::Config;
use std::collections::HashMap;

/// The figures of a report that rules name.
pub(crate) struct NamedFigures {
    /// Of each section, by row and column.
    named: HashMap<String, (usize, Vec<bool>)>,
}

impl NamedFigures {
    /// Whether a rule names a figure.
    pub(crate) fn has(&self, section: &str, row: usize, column: usize) -> bool {
        let named = self.named.get(section);
        named.is_some_and(|(width, named)| named.get(row * width + column) == Some(&true))
    }
}

/// Which figures of a report its rules name.
pub(crate) fn named_figures(report: &mut Report, config: &Config, read: &Options) -> NamedFigures {
    let mut all = NamedFigures {
        named: HashMap::new(),
    };
    if config.rules.is_empty() {
        return all;
    }
    let options = CheckOptions {
        read: read.clone(),
        ..CheckOptions::default()
    };
    // Mistakes in rules are told when these are checked.
    let known = report.errors.len();
    let outcome = bound_then(report, config, &options, |scope, bound| {
        let named = named_cells(bound, scope, &options);
        for (table, named) in scope.report.tables.iter().zip(named) {
            let width = table.layout.columns.len();
            all.named.insert(table.section().to_owned(), (width, named));
        }
    });
    let mistakes = outcome.errors.len() - known.min(outcome.errors.len());
    report
        .errors
        .extend(outcome.errors.into_iter().skip(mistakes));
    all
}
