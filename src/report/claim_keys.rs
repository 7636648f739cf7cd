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

/// Words that say how something changed or that it is a share, and not what it is
/// of.
const CHANGES: &[(&str, &str)] = &[
    ("增长", "增长"),
    ("下降", "下降"),
    ("增加", "增加"),
    ("减少", "减少"),
    ("提高", "提高"),
    ("上升", "上升"),
    ("降低", "降低"),
    ("占", "占比"),
];

/// Words beside those that do not say it either.
const TIMES: &[&str] = &[
    "上年", "去年", "同期", "上月", "上季", "年初", "年末", "年底", "度", "末", "底", "同比",
    "环比", "比", "较", "分别", "约", "近", "了",
];

/// What a figure is called: the words before it, or those behind it; a change or
/// a share that is only called so, by what it is of.
pub(super) fn key_of(passage: &ReadPassage, said: &Said) -> String {
    if let Some(change) = change_of(passage, said)
        && let Some(of) = subject_of(passage, said)
    {
        return of + change;
    }
    let lead = named(own_lead(passage, said), true);
    let key = match lead.is_empty() {
        true => named(passage.words(&said.tail), false),
        false => lead,
    };
    match key.is_empty() {
        true => passage.words(&said.span).trim().replace(['`', '"'], ""),
        false => key,
    }
}

/// The words before a figure; of English words that follow another figure only
/// those behind their last `and`: in `41 by post and 117 in person` the post is
/// none of the 117.
fn own_lead<'a>(passage: &'a ReadPassage, said: &Said) -> &'a str {
    let lead = passage.words(&said.lead);
    let figures = &passage.read.figures;
    let before = figures.partition_point(|other| other.span.start < said.span.start);
    let follows = before
        .checked_sub(1)
        .is_some_and(|last| figures[last].span.end == said.lead.start);
    if !follows || lead.chars().any(is_han) {
        return lead;
    }
    let ands = [" and ", " or ", " but "];
    let at = ands
        .iter()
        .filter_map(|and| Some(lead.rfind(and)? + and.len()));
    at.max().map_or(lead, |at| &lead[at..])
}

/// What a figure is called that is only called a change or a share.
fn change_of(passage: &ReadPassage, said: &Said) -> Option<&'static str> {
    let words = passage.words(&said.lead).trim();
    let (verb, name) = CHANGES.iter().find(|(verb, _)| words.contains(verb))?;
    let mut rest = words.replacen(verb, "", 1);
    for word in TIMES {
        rest = rest.replace(word, "");
    }
    rest.trim().is_empty().then_some(*name)
}

/// What the nearest figure before one in its sentence is called that is called
/// by what it is.
fn subject_of(passage: &ReadPassage, said: &Said) -> Option<String> {
    let figures = &passage.read.figures;
    let before = figures.partition_point(|other| other.span.start < said.span.start);
    let mut own = figures[..before]
        .iter()
        .rev()
        .take_while(|other| other.sentence == said.sentence);
    let of = own.find(|other| change_of(passage, other).is_none())?;
    let name = named(passage.words(&of.lead), true);
    (!name.is_empty()).then_some(name)
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
