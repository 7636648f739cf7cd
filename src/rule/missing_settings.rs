//! What a section or a column says of figures that are missing: what marks them,
//! and what a rule makes of them.

use super::config_error::{ConfigError, ConfigProblem};
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};
use crate::figure::EmptyKind;
use crate::place::Place;

/// The keys of a section that say it.
pub(super) const OF_SECTION: [&str; 3] = ["blank", "not_applicable", "missing_marks"];
/// Those of a column.
pub(super) const OF_COLUMN: [&str; 4] = ["blank", "not_applicable", "missing_marks", "missing"];

/// What to do where a rule's figure is not reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Missing {
    /// The rule is not checked, unless no value at all could make it hold.
    #[default]
    Skip,
    /// It counts as zero.
    Zero,
    /// It counts as zero where another of the rule's figures is reported; where
    /// none is, the rule is not checked.
    ZeroIfAny,
    /// It is a finding.
    Fail,
}

impl Missing {
    /// Whether what is not reported counts as zero, where something is.
    pub(crate) fn is_zero(self) -> bool {
        matches!(self, Missing::Zero | Missing::ZeroIfAny)
    }
}

/// What is said of figures that are missing.
#[derive(Clone, Debug, Default)]
pub(crate) struct MissingSettings {
    /// Whether a blank cell says zero.
    pub blank_is_zero: Option<bool>,
    /// Whether a cell marked as not applicable says zero.
    pub dash_is_zero: Option<bool>,
    /// What a rule makes of one that is not reported.
    pub missing: Option<Missing>,
    /// What marks them.
    pub marks: Vec<MissingMark>,
}

/// A text that stands where a figure is missing.
#[derive(Clone, Debug)]
pub(crate) struct MissingMark {
    /// The text.
    pub text: String,
    /// What it says.
    pub kind: EmptyKind,
    /// Where the configuration says so.
    pub place: Place,
}

impl MissingSettings {
    /// Reads one of its keys.
    pub(super) fn read(&mut self, toml: &mut TomlReader, entry: &TomlEntry) {
        match entry.key.as_str() {
            "blank" => self.blank_is_zero = is_zero(toml, entry),
            "not_applicable" => self.dash_is_zero = is_zero(toml, entry),
            "missing" => self.missing = missing_of_column(toml, entry),
            "missing_marks" => self.marks = marks(toml, entry),
            _ => {}
        }
    }
}

/// `"zero"`, or `"missing"` as it is without saying.
fn is_zero(toml: &mut TomlReader, entry: &TomlEntry) -> Option<bool> {
    let word = toml.choice(entry, &["zero", "missing"])?;
    Some(word == "zero")
}

/// What a rule makes of a figure that is not reported.
pub(super) fn missing(toml: &mut TomlReader, entry: &TomlEntry) -> Option<Missing> {
    word_of(toml, entry, &["skip", "zero", "zero-if-any", "fail"])
}

/// The same, where a column says it.
fn missing_of_column(toml: &mut TomlReader, entry: &TomlEntry) -> Option<Missing> {
    word_of(toml, entry, &["skip", "zero", "fail"])
}

fn word_of(toml: &mut TomlReader, entry: &TomlEntry, known: &[&'static str]) -> Option<Missing> {
    let word = toml.choice(entry, known)?;
    Some(match word.as_str() {
        "zero" => Missing::Zero,
        "zero-if-any" => Missing::ZeroIfAny,
        "fail" => Missing::Fail,
        _ => Missing::Skip,
    })
}

/// A list of marks for what is not reported, or a table that says of each mark
/// what it means.
fn marks(toml: &mut TomlReader, entry: &TomlEntry) -> Vec<MissingMark> {
    let mut marks = Vec::new();
    if let TomlValue::Array(_) = &entry.value {
        for (text, place) in toml.placed_strings(entry) {
            if text.trim().is_empty() {
                toml.errors.push(ConfigError {
                    problem: ConfigProblem::Empty("missing_marks"),
                    place,
                });
                continue;
            }
            let kind = EmptyKind::NotReported;
            marks.push(MissingMark { text, kind, place });
        }
        return marks;
    }
    if !matches!(entry.value, TomlValue::Table(_)) {
        toml.error(
            ConfigProblem::Type("marks", entry.value.kind()),
            &entry.value_span,
        );
        return marks;
    }
    let names = EmptyKind::ALL.map(|(name, _)| name);
    for mark in toml.any_entries(entry) {
        if mark.key.trim().is_empty() {
            toml.error(ConfigProblem::Empty("missing_marks"), &mark.key_span);
            continue;
        }
        let Some(word) = toml.choice(&mark, &names) else {
            continue;
        };
        let known = EmptyKind::ALL.into_iter().find(|(name, _)| *name == word);
        let place = toml.place(&mark.key_span);
        marks.extend(known.map(|(_, kind)| MissingMark {
            text: mark.key.clone(),
            kind,
            place,
        }));
    }
    marks
}
