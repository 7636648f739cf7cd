//! Reads `report.toml`, what a report says of itself. Every mistake is kept with
//! its place.

use super::load::rounding;
use super::problem::{ConfigError, ConfigProblem};
use super::toml_reader::{TomlEntry, TomlReader};
use super::waiver::{WAIVERS, Waiver, read_waivers};
use super::words::Words;
use crate::figure::Rounding;
use crate::period::Period;
use crate::place::Excerpt;
use std::path::Path;

/// What `report.toml` says of its report.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Its title.
    pub title: Words,
    /// Who published it.
    pub publisher: Words,
    /// The period it is about, where its folder's name is not.
    pub period: Option<String>,
    /// The file of its published text.
    pub source: Option<String>,
    /// How its figures were rounded.
    pub rounding: Option<Rounding>,
    /// The findings that it accepts.
    pub waivers: Vec<Waiver>,
}

fn period(walk: &mut TomlReader, entry: &TomlEntry) -> Option<String> {
    let text = walk.scalar(entry)?;
    if Period::read(&text).is_none() {
        walk.error(ConfigProblem::Period(text), &entry.value_span);
        return None;
    }
    Some(text)
}

/// Reads `report.toml`; returns all that could be read, and every mistake.
pub fn load_facts(path: &Path, text: &str) -> (Facts, Vec<ConfigError>) {
    let mut walk = TomlReader::new(Excerpt::new(path, 1, text));
    let mut facts = Facts::default();
    let root = walk.parse(text);
    let known = [
        "title",
        "publisher",
        "period",
        "source",
        "rounding",
        WAIVERS,
    ];
    for entry in walk.entries(&root, &known) {
        match entry.key.as_str() {
            "title" => facts.title = walk.words(&entry),
            "publisher" => facts.publisher = walk.words(&entry),
            "period" => facts.period = period(&mut walk, &entry),
            "source" => facts.source = walk.string(&entry),
            "rounding" => facts.rounding = rounding(&mut walk, &entry),
            WAIVERS => facts.waivers = read_waivers(&mut walk, &entry),
            _ => {}
        }
    }
    (facts, walk.errors)
}
