//! A text as characters that are read alike however they were set (full-width
//! forms are plain), each with its byte in the text; and how it falls apart
//! into sentences.

use super::traditional::simplified;
use crate::figure::plain_char;
use std::ops::Range;

/// A text, ready to be read.
#[derive(Debug)]
pub(super) struct Text {
    /// Its characters in their plain forms.
    pub chars: Vec<char>,
    /// Its characters as they stand there.
    pub raw: Vec<char>,
    /// Its sentences, in characters.
    pub sentences: Vec<Range<usize>>,
    /// How deep in brackets each character stands.
    pub depth: Vec<u8>,
}

impl Text {
    /// Takes a text apart.
    pub(super) fn new(text: &str) -> Text {
        let raw: Vec<char> = text.chars().collect();
        let chars: Vec<char> = raw.iter().copied().map(plain).collect();
        let sentences = sentences(&raw, &chars);
        let depth = depths(&chars, &sentences);
        Text {
            chars,
            raw,
            sentences,
            depth,
        }
    }

    /// Some characters in their plain forms.
    pub(super) fn plain(&self, span: Range<usize>) -> String {
        let end = span.end.min(self.chars.len());
        self.chars[span.start.min(end)..end].iter().collect()
    }

    /// Some characters as they stand there.
    pub(super) fn printed(&self, span: Range<usize>) -> String {
        let end = span.end.min(self.raw.len());
        self.raw[span.start.min(end)..end].iter().collect()
    }

    /// The character at a place, in its plain form.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The character before a place.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|before| self.at(before))
    }

    /// Whether a word stands at a place.
    pub(super) fn has(&self, at: usize, word: &str) -> bool {
        let mut at = at;
        word.chars().all(|c| {
            let same = self.at(at) == Some(c);
            at += 1;
            same
        })
    }

    /// Whether a word ends at a place.
    pub(super) fn ends(&self, end: usize, word: &str) -> bool {
        let length = word.chars().count();
        end.checked_sub(length)
            .is_some_and(|start| self.has(start, word))
    }

    /// The first place from here on that is no space.
    pub(super) fn past_spaces(&self, at: usize) -> usize {
        let rest = self.chars.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|c| **c == ' ').count()
    }

    /// The place behind the last character before this one that is no space.
    pub(super) fn before_spaces(&self, at: usize) -> usize {
        let before = &self.chars[..at.min(self.chars.len())];
        at - before.iter().rev().take_while(|c| **c == ' ').count()
    }

    /// The number of the sentence that a place is in.
    pub(super) fn sentence_at(&self, at: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.end <= at)
            .min(self.sentences.len().saturating_sub(1))
    }
}

/// A character in its plain form; all white space is a space.
fn plain(c: char) -> char {
    match simplified(plain_char(c)) {
        '\n' | '\t' | '\r' | '\u{A0}' | '\u{202F}' | '\u{2009}' => ' ',
        '﹪' => '%',
        '—' | '–' | '－' | '―' | '‐' | '‑' | '−' => '-',
        '：' => ':',
        '﹐' => ',',
        '“' | '”' | '„' | '「' | '」' | '『' | '』' => '"',
        '【' | '〔' | '［' => '[',
        '】' | '〕' | '］' => ']',
        c => c,
    }
}

/// A sentence is cut here, so that no text costs more than its length.
const LONGEST: usize = 2_000;

/// Where sentences end: `。！？`, and a full stop of Latin text that a space
/// and no small letter follows.
fn sentences(raw: &[char], plain: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in raw.iter().enumerate() {
        let ends = match c {
            '。' | '！' | '？' | '｡' | '!' | '?' => true,
            // A line that breaks off goes on in the next one.
            '\n' => !goes_on(plain, at),
            '.' => full_stop(plain, at),
            '；' | ';' => begins_point(plain, at + 1),
            _ => false,
        };
        if ends || at - start >= LONGEST {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < plain.len() {
        found.push(start..plain.len());
    }
    found
}

/// Whether what stands before a line's end leaves its sentence open.
fn goes_on(plain: &[char], end: usize) -> bool {
    let last = plain[..end].iter().rev().find(|c| **c != ' ');
    matches!(last, Some(',' | ';' | ':' | '、' | '('))
}

/// Whether a point of an enumeration begins: 二是, （三）, 4、.
fn begins_point(plain: &[char], at: usize) -> bool {
    let rest = plain.get(at..).unwrap_or_default();
    let rest: Vec<char> = rest.iter().copied().filter(|c| *c != ' ').take(4).collect();
    let number = |c: &char| "一二三四五六七八九十".contains(*c) || c.is_ascii_digit();
    match rest.as_slice() {
        [one, '是', ..] | ['(', one, ')', ..] => number(one),
        ['十', one, '是', ..] => number(one),
        [one, '、', ..] => number(one),
        _ => false,
    }
}

/// Words before a full stop that ends no sentence.
const SHORT: &[&str] = &[
    "no", "nos", "approx", "vs", "cf", "dr", "mr", "mrs", "ms", "st", "art", "sec", "fig", "e.g",
    "i.e", "inc", "ltd", "co", "rs", "p", "pp", "para", "vol", "ca", "u.s", "u.k", "hon", "prof",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

fn full_stop(plain: &[char], at: usize) -> bool {
    let next = plain[at + 1..].iter().position(|c| *c != ' ');
    let Some(gap) = next else {
        return true;
    };
    let follows = plain[at + 1 + gap];
    if gap == 0 && !matches!(follows, '"' | ')' | '\'') {
        // A full stop within Chinese text that Chinese follows.
        return !follows.is_ascii() && at > 0 && !plain[at - 1].is_ascii();
    }
    let word: String = plain[..at]
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_alphabetic() || **c == '.')
        .take(8)
        .collect();
    let word: String = word.chars().rev().collect::<String>().to_lowercase();
    // £12.4m. and 12p. end sentences.
    let unit = at > word.len() && plain[at - word.len() - 1].is_ascii_digit();
    let short = !unit && (SHORT.contains(&word.as_str()) || word.len() == 1 && word != "i");
    !short && !follows.is_lowercase()
}

/// How deep in brackets each character stands; a bracket that its sentence
/// does not close is none.
fn depths(plain: &[char], sentences: &[Range<usize>]) -> Vec<u8> {
    let mut depth = vec![0; plain.len()];
    for sentence in sentences {
        let mut open: Vec<usize> = Vec::new();
        for at in sentence.clone() {
            match plain[at] {
                '(' => open.push(at),
                ')' => {
                    if let Some(start) = open.pop() {
                        let inside = &mut depth[start + 1..at];
                        inside.iter_mut().for_each(|depth| *depth += 1);
                    }
                }
                _ => {}
            }
        }
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Vec<String> {
        let read = Text::new(text);
        let parts = read.sentences.iter().map(|span| read.printed(span.clone()));
        parts.collect()
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        assert_eq!(parted("共3件。其中1.5万元。"), ["共3件。", "其中1.5万元。"]);
        assert_eq!(
            parted("It took 3.5 days. Of 60 requests, approx. 41 were met (No. 7). Done"),
            [
                "It took 3.5 days.",
                " Of 60 requests, approx. 41 were met (No. 7).",
                " Done"
            ]
        );
    }

    #[test]
    fn brackets_that_are_not_closed_are_none() {
        let depth = |text: &str| Text::new(text).depth;
        assert_eq!(depth("a(b)c"), [0, 0, 1, 0, 0]);
        assert_eq!(depth("a(b。c)"), [0; 6]);
    }
}
