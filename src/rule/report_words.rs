//! The words that `report.toml` has for the rules: `[words]`, which they name as
//! `report.country`.

use super::config_error::ConfigProblem;
use super::lists::number_of;
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};
use crate::figure::Rat;
use std::collections::BTreeMap;

/// What rules call the report itself.
pub(crate) const REPORT: &str = "report";
/// The words that every report has by its period.
pub(crate) const OF_PERIOD: [&str; 2] = ["year", "period"];

/// A word of `report.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReportWord {
    /// A text.
    Text(String),
    /// A number.
    Number(Rat),
}

/// Reads the words.
pub(super) fn read_words(toml: &mut TomlReader, entry: &TomlEntry) -> BTreeMap<String, ReportWord> {
    let mut words = BTreeMap::new();
    for item in toml.any_entries(entry) {
        if OF_PERIOD.contains(&item.key.as_str()) {
            toml.error(ConfigProblem::WordTaken(item.key), &item.key_span);
            continue;
        }
        let TomlValue::Number(number) = &item.value else {
            let text = toml.string(&item).map(ReportWord::Text);
            words.extend(text.map(|text| (item.key, text)));
            continue;
        };
        match number_of(number) {
            Some((number, _)) => {
                words.insert(item.key, ReportWord::Number(number));
            }
            None => toml.error(ConfigProblem::Number(number.clone()), &item.value_span),
        }
    }
    words
}
