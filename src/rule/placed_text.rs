//! Text inside a configuration that knows where each of its bytes stands,
//! whatever quotes and escapes it is written with.

use super::syntax::Span;
use crate::place::{Excerpt, Place};
use std::ops::Range;

/// Text inside a configuration, with the place of each of its bytes.
#[derive(Clone, Debug)]
pub(crate) struct PlacedText {
    /// The text.
    pub text: String,
    /// The configuration it stands in.
    pub excerpt: Excerpt,
    /// For each byte of `text`, and its end, the byte in the configuration.
    pub offsets: Vec<usize>,
}

impl PlacedText {
    /// All of an excerpt.
    pub(super) fn all_of(excerpt: Excerpt) -> PlacedText {
        let text = excerpt.text.to_string();
        PlacedText {
            offsets: (0..=text.len()).collect(),
            text,
            excerpt,
        }
    }

    /// The value of a TOML string that stands, with its quotes, at `span`.
    pub(super) fn of_toml(text: String, excerpt: &Excerpt, span: &Range<usize>) -> PlacedText {
        let raw = excerpt.text.get(span.clone()).unwrap_or_default();
        PlacedText {
            offsets: offsets(raw, &text, span.start),
            text,
            excerpt: excerpt.clone(),
        }
    }

    /// The place of a span of the text.
    pub(crate) fn place(&self, span: Span) -> Place {
        let at = |byte: usize| {
            self.offsets
                .get(byte)
                .or(self.offsets.last())
                .copied()
                .unwrap_or_default()
        };
        self.excerpt
            .place(at(span.start), at(span.end).max(at(span.start) + 1))
    }

    /// The place of all of it.
    pub(crate) fn whole(&self) -> Place {
        self.place(Span {
            start: 0,
            end: self.text.len(),
        })
    }
}

/// For each byte of a TOML string's value, and its end, where it stands in
/// the file, given the string as written with its quotes.
fn offsets(raw: &str, value: &str, start: usize) -> Vec<usize> {
    let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
        3
    } else {
        1
    };
    let literal = raw.starts_with('\'');
    let mut at = quotes;
    if quotes == 3 && raw[at..].starts_with("\r\n") {
        at += 2;
    } else if quotes == 3 && raw[at..].starts_with('\n') {
        at += 1;
    }
    let mut offsets = Vec::with_capacity(value.len() + 1);
    for c in value.chars() {
        let rest = raw.get(at..).unwrap_or_default();
        at += continuation(rest, literal);
        let rest = raw.get(at..).unwrap_or_default();
        let escaped = !literal && is_escape(rest);
        offsets.extend((0..c.len_utf8()).map(|byte| start + at + if escaped { 0 } else { byte }));
        at += if escaped {
            escape_length(rest)
        } else {
            c.len_utf8()
        };
    }
    at += continuation(raw.get(at..).unwrap_or_default(), literal);
    offsets.push(start + at);
    offsets
}

/// How long a backslash at a line's end is, with the white space after it:
/// all of that stands for nothing.
fn continuation(rest: &str, literal: bool) -> usize {
    let Some(after) = rest.strip_prefix('\\').filter(|_| !literal) else {
        return 0;
    };
    let line = after.trim_start_matches([' ', '\t']);
    if !line.starts_with(['\r', '\n']) {
        return 0;
    }
    rest.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

/// Whether an escape that TOML knows stands here; an unknown one stands for
/// itself.
fn is_escape(rest: &str) -> bool {
    rest.strip_prefix('\\').is_some_and(|after| {
        after.starts_with(['b', 'e', 'f', 'n', 'r', 't', '"', '\\', 'x', 'u', 'U'])
    })
}

/// How long an escape such as `\n` or `\u4E2D` is.
fn escape_length(rest: &str) -> usize {
    match rest.as_bytes().get(1) {
        Some(b'x') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        _ => 2,
    }
}
