//! Severities by the size of the difference, in one rule:
//! `severity = { warning = { relative = "5%" }, error = { relative = "20%" } }`.

use super::amounts::tolerance;
use super::config::{Config, Rule, Tolerance};
use super::config_error::ConfigProblem;
use super::severity::Severity;
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};

impl Tolerance {
    /// Whether it allows less than another one of its kind; none of two kinds.
    fn is_below(&self, other: &Tolerance) -> Option<bool> {
        match (self, other) {
            (Tolerance::Absolute(own), Tolerance::Absolute(other))
            | (Tolerance::Relative(own), Tolerance::Relative(other)) => Some(own < other),
            _ => None,
        }
    }
}

impl Rule {
    /// How much it matters at most.
    pub(crate) fn gravest(&self) -> Severity {
        self.graver
            .last()
            .map_or(self.severity, |(severity, _)| *severity)
    }
}

/// `severity` of a rule: a word, or a bound for each of some.
pub(super) fn read_severity(
    toml: &mut TomlReader,
    entry: &TomlEntry,
    config: &Config,
    rule: &mut Rule,
) -> Option<()> {
    let words = ["error", "warning", "note"];
    if !matches!(entry.value, TomlValue::Table(_)) {
        let word = toml.choice(entry, &words)?;
        rule.severity = Severity::named(&word)?;
        return Some(());
    }
    if rule.tolerance.is_some() {
        toml.error(ConfigProblem::LevelsAndTolerance, &entry.key_span);
        return None;
    }
    let mut levels = Vec::new();
    for item in toml.entries(entry, &words) {
        let bound = tolerance(toml, &item, config)?;
        levels.push((Severity::named(&item.key)?, bound, item.value_span.clone()));
    }
    levels.sort_by_key(|(severity, ..)| *severity);
    for pair in levels.windows(2) {
        if pair[0].1.is_below(&pair[1].1) != Some(true) {
            let problem = ConfigProblem::LevelsNotRising(pair[0].0, pair[1].0);
            toml.error(problem, &pair[1].2);
            return None;
        }
    }
    let mut levels = levels.into_iter();
    let Some((severity, bound, _)) = levels.next() else {
        toml.error(ConfigProblem::Empty("severity"), &entry.value_span);
        return None;
    };
    rule.severity = severity;
    rule.tolerance = Some(bound);
    rule.graver = levels
        .map(|(severity, bound, _)| (severity, bound))
        .collect();
    Some(())
}
