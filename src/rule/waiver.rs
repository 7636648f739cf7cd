//! Waivers: findings that `report.toml` accepts, each with its reason. What
//! one holds, and how it is read; `waiver_text` writes them.

use super::config_error::ConfigProblem;
use super::toml_reader::{TomlEntry, TomlReader};
use crate::date::Date;
use crate::place::Place;
use std::collections::BTreeMap;
use std::ops::Range;

/// The key of `report.toml` that waivers stand under.
pub(super) const WAIVERS: &str = "waivers";

/// What a waiver is for: one finding, by what stood in its cells when it was
/// accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WaiverSubject {
    /// The rule's name, or the code of a check that needs no rule.
    pub rule: String,
    /// The cell, as rules write it; none for a rule over no section's cell.
    pub cell: Option<String>,
    /// What stands in the cell.
    pub print: String,
    /// The other figures that take part, and what stands there.
    pub with: Vec<(String, String)>,
}

/// A waiver to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WaiverDraft {
    /// What it is for.
    pub subject: WaiverSubject,
    /// How many findings alike it is for.
    pub times: u64,
    /// Why the finding is accepted.
    pub reason: String,
    /// The last day on which it is.
    pub expires: Option<Date>,
}

/// A waiver of a `report.toml`.
#[derive(Clone, Debug)]
pub(crate) struct Waiver {
    /// What it says.
    pub says: WaiverDraft,
    /// Where it stands: its `rule`.
    pub place: Place,
    /// Where its `print` stands.
    pub print_place: Place,
    /// Where the prints of `with` stand.
    pub with_places: Vec<Place>,
    /// Where its `expires` stands.
    pub expires_place: Option<Place>,
    /// All of it in the file's text, from its heading to its last value.
    pub(super) span: Range<usize>,
}

/// Reads the waivers; every mistake is kept with its place.
pub(super) fn read_waivers(toml: &mut TomlReader, entry: &TomlEntry) -> Vec<Waiver> {
    let mut waivers: Vec<Waiver> = Vec::new();
    let mut first: BTreeMap<WaiverSubject, usize> = BTreeMap::new();
    for item in toml.tables(entry) {
        let mistakes = toml.errors.len();
        let Some(waiver) = read_waiver(toml, &item) else {
            continue;
        };
        let start = waiver.place.start;
        let known = *first.entry(waiver.says.subject.clone()).or_insert(start);
        if known != start {
            let line = toml.excerpt.place(known, known).line_column().0;
            toml.error(ConfigProblem::WaivedTwice(line), &(start..waiver.place.end));
        }
        // A waiver that is only half understood would accept too much.
        waivers.extend(Some(waiver).filter(|_| toml.errors.len() == mistakes));
    }
    waivers
}

fn read_waiver(toml: &mut TomlReader, item: &TomlEntry) -> Option<Waiver> {
    let known = [
        "rule", "cell", "print", "with", "times", "reason", "expires",
    ];
    let entries = toml.entries(item, &known);
    let find = |key: &str| entries.iter().find(|entry| entry.key == key);
    let rule = needed(toml, item, find("rule"), "rule");
    let print = needed(toml, item, find("print"), "print");
    let reason = needed(toml, item, find("reason"), "reason");
    for (key, text) in [("rule", &rule), ("reason", &reason)] {
        let blank = text.as_ref().is_some_and(|text| text.trim().is_empty());
        if let Some(entry) = find(key).filter(|_| blank) {
            toml.error(ConfigProblem::Empty(key), &entry.value_span);
        }
    }
    let with = find("with").map(|with| toml.any_entries(with));
    let mut others = Vec::new();
    let mut with_places = Vec::new();
    for entry in with.unwrap_or_default() {
        if let Some(text) = toml.string(&entry) {
            with_places.push(toml.place(&entry.value_span));
            others.push((entry.key, text));
        }
    }
    // All of it is read before any of it is missed, so that each mistake is told.
    let cell = find("cell").and_then(|entry| toml.string(entry));
    let times = find("times").map_or(Some(1), |entry| times(toml, entry));
    let expires = find("expires").and_then(|entry| toml.date(entry));
    let place = |key: &str| find(key).map(|entry| toml.place(&entry.value_span));
    let end = entries.iter().map(|entry| entry.value_span.end).max();
    let heading = &item.value_span;
    Some(Waiver {
        place: place("rule")?,
        print_place: place("print")?,
        with_places,
        expires_place: place("expires"),
        span: heading.start..end.unwrap_or_default().max(heading.end),
        says: WaiverDraft {
            subject: WaiverSubject {
                rule: rule?,
                cell,
                print: print?,
                with: others,
            },
            times: times?,
            reason: reason?,
            expires,
        },
    })
}

fn needed(
    toml: &mut TomlReader,
    item: &TomlEntry,
    entry: Option<&TomlEntry>,
    key: &'static str,
) -> Option<String> {
    match entry {
        Some(entry) => toml.string(entry),
        None => {
            toml.error(ConfigProblem::Needs(key), &item.key_span);
            None
        }
    }
}

/// How many findings alike: a whole number from 1.
fn times(toml: &mut TomlReader, entry: &TomlEntry) -> Option<u64> {
    let text = toml.scalar(entry)?;
    let times = text.parse().ok().filter(|times| *times > 0);
    if times.is_none() {
        toml.error(ConfigProblem::Number(text), &entry.value_span);
    }
    times
}
