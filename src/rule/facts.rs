//! Reads `report.toml`, what a report says of itself. Every mistake is kept with
//! its place.

use super::amounts::multiple;
use super::config_error::{ConfigError, ConfigProblem};
use super::load::rounding;
use super::placed_text::PlacedText;
use super::report_words::{ReportWord, read_words};
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};
use super::waiver::{WAIVERS, Waiver, read_waivers};
use super::words::Words;
use crate::figure::{Multiple, Rounding};
use crate::period::readings;
use crate::place::{Excerpt, Place};
use std::collections::BTreeMap;
use std::path::Path;

/// What `report.toml` says of its report.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Its title.
    pub title: Words,
    /// Who published it.
    pub publisher: Words,
    /// The period it is about, where its folder's name is not.
    pub period: Option<String>,
    /// The file of its published text.
    pub source: Option<PlacedText>,
    /// How its figures were rounded.
    pub rounding: Option<Rounding>,
    /// What they were rounded to multiples of.
    pub rounded_to: Option<Multiple>,
    /// Words of its own, which rules may name.
    pub words: BTreeMap<String, ReportWord>,
    /// The findings that it accepts.
    pub waivers: Vec<Waiver>,
    /// Where it says what, by its keys.
    pub places: BTreeMap<String, Place>,
}

fn period(toml: &mut TomlReader, entry: &TomlEntry) -> Option<String> {
    let text = match &entry.value {
        TomlValue::Date(day) => day.clone(),
        _ => toml.scalar(entry)?,
    };
    if readings(&text).is_empty() {
        toml.error(ConfigProblem::Period(text), &entry.value_span);
        return None;
    }
    Some(text)
}

/// That a published text is said to be outside the report's folder.
pub(crate) fn source_outside(source: &PlacedText) -> ConfigError {
    ConfigError {
        problem: ConfigProblem::SourceOutside(source.text.clone()),
        place: source.whole(),
    }
}

/// Reads `report.toml`; returns all that could be read, and every mistake.
pub(crate) fn load_facts(path: &Path, text: &str) -> (Facts, Vec<ConfigError>) {
    let mut toml = TomlReader::new(Excerpt::new(path, 1, text));
    let mut facts = Facts::default();
    let root = toml.parse(text);
    let known = [
        "title",
        "publisher",
        "period",
        "source",
        "rounding",
        "rounded_to",
        "words",
        WAIVERS,
    ];
    for entry in toml.entries(&root, &known) {
        let place = toml.place(&(entry.key_span.start..entry.value_span.end));
        facts.places.insert(entry.key.clone(), place);
        match entry.key.as_str() {
            "title" => facts.title = toml.words(&entry),
            "publisher" => facts.publisher = toml.words(&entry),
            "period" => facts.period = period(&mut toml, &entry),
            "source" => facts.source = toml.located(&entry),
            "rounding" => facts.rounding = rounding(&mut toml, &entry),
            "rounded_to" => facts.rounded_to = multiple(&mut toml, &entry),
            "words" => facts.words = read_words(&mut toml, &entry),
            WAIVERS => facts.waivers = read_waivers(&mut toml, &entry),
            _ => {}
        }
    }
    (facts, toml.errors)
}
