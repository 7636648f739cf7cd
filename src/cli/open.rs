//! A report as the commands for a single one open it: a table of a configured
//! report within that report.

use super::targets;
use crate::check::{CheckOptions, Outcome};
use crate::date::Date;
use crate::explain;
use crate::report::{Loaded, Options, ReadError, Report, configuration};
use crate::rule::Config;
use std::path::Path;

/// An opened report with all that checking it takes.
pub struct Opened {
    /// The report.
    pub report: Report,
    /// Its configuration.
    pub config: Config,
    /// What is wrong with its configuration.
    pub config_errors: Vec<ReadError>,
    /// How it is to be checked: every finding kept, and of a table of a
    /// report only that section's.
    pub options: CheckOptions,
}

/// A way of checking a report: rule by rule, or as a whole too.
pub type Check = fn(&mut Report, &Config, &CheckOptions) -> Outcome;

impl Opened {
    /// Opens a report, or one table.
    pub fn new(path: &Path, read: Options, today: Date) -> Opened {
        let folder = targets::folder_of(path);
        let Loaded { config, errors } = configuration(folder, &read);
        let within = targets::section_within(path, &config);
        let opened = if within.is_some() { folder } else { path };
        Opened {
            report: Report::open(opened, &config, &read),
            options: CheckOptions {
                sections: within.into_iter().collect(),
                keep: usize::MAX,
                read,
                today: Some(today),
                other_rules: !errors.is_empty(),
                ..CheckOptions::default()
            },
            config,
            config_errors: errors,
        }
    }

    /// Checks it.
    pub fn check(&mut self, how: Check) -> Outcome {
        how(&mut self.report, &self.config, &self.options)
    }
}

/// What is wrong with a name that neither a rule nor a check has.
pub fn unknown_rule(name: &str, config: &Config) -> Option<ReadError> {
    let rules = config.rules.iter().map(|rule| rule.name.as_str());
    let codes = explain::entries().map(|entry| entry.code);
    let known: Vec<&str> = rules.chain(codes).collect();
    let unknown = !known.contains(&name);
    unknown.then(|| ReadError::unknown_option("--rule", name, &known))
}
