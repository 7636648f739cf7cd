//! Where a figure comes from: whether its quote stands in the source, whether
//! it stands in its quote, and which year a text speaks of.

use crate::figure::Figure;
use crate::report::SourceText;
use std::ops::Range;

/// A source text, ready to be searched: white space dropped, full-width forms
/// folded.
pub struct SourceIndex {
    /// The source's file.
    pub name: String,
    text: String,
}

impl SourceIndex {
    /// Prepares a source text.
    pub fn new(source: &SourceText) -> SourceIndex {
        SourceIndex {
            name: source.path.display().to_string(),
            text: folded(&source.text),
        }
    }

    /// Whether a quote stands in it.
    pub fn holds(&self, quote: &str) -> bool {
        self.text.contains(&folded(quote))
    }
}

/// Without white space, full-width ASCII as ASCII.
fn folded(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFF01 + 0x21).unwrap_or(c),
            _ => c,
        })
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// Whether a figure stands in its quote as a number of its own, not as some
/// digits of another.
pub fn stands_in(figure: &Figure, quote: &str) -> bool {
    let quote = folded(quote);
    let print = folded(&figure.print);
    let print = figure.mark.as_ref().map_or(print.as_str(), |mark| {
        print.strip_suffix(folded(mark).as_str()).unwrap_or(&print)
    });
    if found(print, &quote) {
        return true;
    }
    // The unit may stand elsewhere in the quote, or the number be grouped.
    let number: String = print
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let plain = quote.replace(',', "");
    !number.is_empty() && found(&number, &plain)
}

fn found(print: &str, quote: &str) -> bool {
    if print.is_empty() {
        return false;
    }
    let part_of_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    quote.match_indices(print).any(|(at, _)| {
        let before = quote[..at].chars().next_back();
        let mut after = quote[at + print.len()..].chars();
        let next = after.next();
        let starts = print.starts_with(|c: char| c.is_ascii_digit());
        let ends = print.ends_with(|c: char| c.is_ascii_digit());
        let joined_before = starts && before.is_some_and(part_of_number);
        let joined_after = ends
            && next.is_some_and(|c| {
                c.is_ascii_digit()
                    || (matches!(c, '.' | ',') && after.next().is_some_and(|c| c.is_ascii_digit()))
            });
        !joined_before && !joined_after
    })
}

/// Words that set a year beside the report's own rather than apart from it.
const BESIDE: [&str; 12] = [
    "比", "较", "同", "与", "和", "自", "从", "至", "到", "than", "since", "from",
];
/// English words that say which year a figure is for.
const FOR: [&str; 8] = ["in", "during", "for", "of", "year", "fy", "as of", "ended"];

/// The first year that a text speaks of and that is not the report's own,
/// with its place. A text that compares with another year, or names the
/// fiscal year of something (`2015 年度预算`), does not speak of it.
pub fn other_year(text: &str, own: u32) -> Option<(u32, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let year = text[start..at]
            .parse::<u32>()
            .ok()
            .filter(|year| (1900..2100).contains(year));
        let Some(year) = year.filter(|_| at - start == 4) else {
            continue;
        };
        if year != own
            && let Some(end) = speaks_of(&text[..start], &text[at..])
        {
            return Some((year, start..at + end));
        }
    }
    None
}

/// Whether a year between these texts is what a figure is for; how far the
/// year's own words reach.
fn speaks_of(before: &str, after: &str) -> Option<usize> {
    let before = before.trim_end().to_lowercase();
    if BESIDE.iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let rest = after.trim_start();
    let space = after.len() - rest.len();
    if let Some(after_year) = rest.strip_prefix('年') {
        let after_year = after_year.trim_start();
        let other = after_year.starts_with('度')
            || ["至", "到", "以来", "底相比"]
                .iter()
                .any(|word| after_year.starts_with(word));
        return (!other).then_some(space + '年'.len_utf8());
    }
    let word = |word: &&str| {
        before
            .strip_suffix(*word)
            .is_some_and(|head| !head.ends_with(char::is_alphanumeric))
    };
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '-' | '/'));
    (FOR.iter().any(|known| word(known)) && ends).then_some(0)
}
