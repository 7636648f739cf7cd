//! What the figures of sentences are called as rows of a table: by the words
//! before them, or those behind them; no two alike.

use super::sentences::ReadPassage;
use crate::claim::{Said, is_han};
use std::collections::HashMap;

/// The longest name of a figure, in characters.
const LONGEST_KEY: usize = 12;

/// Words that say nothing of what a figure is.
const EMPTY_WORDS: &[&str] = &[
    "其中",
    "共计",
    "总计",
    "合计",
    "全年",
    "今年",
    "本年",
    "同时",
    "目前",
    "累计",
    "分别为",
    "分别",
    "占",
    "达到",
    "达",
    "为",
    "是",
    "了",
    "共",
    "的",
    "有",
    "已",
    "比",
    "较",
    "同比",
    "环比",
    "and",
    "of",
    "the",
    "a",
    "an",
    "in",
    "to",
    "were",
    "was",
    "is",
    "are",
    "which",
    "from",
    "with",
    "by",
    "for",
    "at",
    "or",
];

/// What a figure is called: the words before it, or those behind it.
pub(super) fn key_of(passage: &ReadPassage, said: &Said) -> String {
    let lead = named(passage.words(&said.lead), true);
    let key = match lead.is_empty() {
        true => named(passage.words(&said.tail), false),
        false => lead,
    };
    match key.is_empty() {
        true => passage.words(&said.span).trim().replace(['`', '"'], ""),
        false => key,
    }
}

/// Some words as a name: what is nearest to the figure.
fn named(words: &str, last: bool) -> String {
    let han = words.chars().any(is_han);
    let plain: String = words
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    if !han {
        let mut all: Vec<&str> = plain.split_whitespace().collect();
        all.retain(|word| {
            let says = word.contains(char::is_alphabetic);
            says && !EMPTY_WORDS.contains(&word.to_lowercase().as_str())
        });
        let from = if last { all.len().saturating_sub(3) } else { 0 };
        let some: Vec<String> = all
            .iter()
            .skip(from)
            .take(3)
            .map(|word| word.to_lowercase())
            .collect();
        return some.join("_");
    }
    let mut text: &str = &plain.split_whitespace().collect::<String>();
    let mut cut = true;
    while cut {
        let before = text.len();
        for word in EMPTY_WORDS {
            text = text.strip_prefix(word).unwrap_or(text);
            text = text.strip_suffix(word).unwrap_or(text);
        }
        cut = text.len() < before;
    }
    let count = text.chars().count();
    let from = if last {
        count.saturating_sub(LONGEST_KEY)
    } else {
        0
    };
    let some: String = text.chars().skip(from).take(LONGEST_KEY).collect();
    let digits = |c: char| c.is_numeric();
    match last && from > 0 {
        true => some.trim_start_matches(digits).to_owned(),
        false => some,
    }
}

/// Names that are taken, of figures and of rules.
#[derive(Default)]
pub(super) struct Names {
    taken: HashMap<String, usize>,
}

impl Names {
    /// The name, with a number behind it where another has it.
    pub(super) fn told_apart(&mut self, name: String) -> String {
        let mut other = name.clone();
        while self.taken.contains_key(&other) {
            let count = self.taken.entry(name.clone()).or_default();
            *count += 1;
            other = format!("{name}_{count}");
        }
        self.taken.insert(other.clone(), 1);
        other
    }
}
