//! What year a document, a heading, or a figure of a sentence is of, by the
//! years that the text names.

use super::sentences::ReadPassage;
use std::collections::HashMap;

/// Passages at the head of a document that say what year it is of.
const FIRST_LINES: usize = 2;
/// The longest heading that is asked for a year, in characters.
const HEADING: usize = 40;

/// The years of our time that a text names.
pub(super) fn years(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| !c.is_ascii_digit());
    let year = |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    parts.filter(year).collect()
}

/// What year a document is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dated<'a> {
    /// Of this one.
    Of(&'a str),
    /// Of more than one: what was, and what is to be.
    Several,
    /// It says none.
    Unknown,
}

impl<'a> Dated<'a> {
    /// By its first lines; else by the year that it names most often.
    pub(super) fn of(read: &'a [ReadPassage]) -> Dated<'a> {
        let texts = || read.iter().map(|passage| passage.passage.text.as_str());
        let mut first = texts().take(FIRST_LINES).flat_map(years);
        if let Some(year) = first.next() {
            return match first.all(|other| other == year) {
                true => Dated::Of(year),
                false => Dated::Several,
            };
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for year in texts().flat_map(years) {
            *counts.entry(year).or_default() += 1;
        }
        let counts = counts.into_iter();
        let most = counts.max_by_key(|(year, count)| (*count, *year));
        most.map_or(Dated::Unknown, |(year, _)| Dated::Of(year))
    }
}

/// The year that a heading names, where it is one and names one.
pub(super) fn year_of_heading(text: &str) -> Option<&str> {
    let ends = text.contains(['。', '；', ';', '，', ',']) || text.ends_with('.');
    if ends || text.chars().count() > HEADING {
        return None;
    }
    match years(text).as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}
