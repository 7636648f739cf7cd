//! Lists in a sentence: names one after another, and how many more there are.
//! In Chinese those are counted by `measure`.

use crate::lang::Lang;
use crate::say;

/// Names or things, one behind the other.
pub(crate) fn listed(items: &[impl AsRef<str>], lang: Lang) -> String {
    joined(items, &say!(lang, ", ", "、"))
}

/// Phrases of one sentence.
pub(crate) fn phrases(items: &[impl AsRef<str>], lang: Lang) -> String {
    joined(items, &say!(lang, ", ", "，"))
}

/// Clauses that could be sentences of their own.
pub(crate) fn clauses(items: &[impl AsRef<str>], lang: Lang) -> String {
    joined(items, &say!(lang, "; ", "；"))
}

/// `a, b and c`.
pub(crate) fn and(items: &[impl AsRef<str>], lang: Lang) -> String {
    ended(items, &say!(lang, " and ", "和"), lang)
}

/// `a, b or c`.
pub(crate) fn or(items: &[impl AsRef<str>], lang: Lang) -> String {
    ended(items, &say!(lang, " or ", " 或 "), lang)
}

/// `a, b and 3 more`: at most so many names, and how many are left out.
pub(crate) fn cut(items: &[impl AsRef<str>], most: usize, measure: &str, lang: Lang) -> String {
    let shown = &items[..items.len().min(most)];
    listed_in_part(shown, (items.len() - shown.len()) as u64, measure, lang)
}

/// Such a list where `more` are left out.
pub(crate) fn listed_in_part(
    items: &[impl AsRef<str>],
    more: u64,
    measure: &str,
    lang: Lang,
) -> String {
    format!("{}{}", listed(items, lang), rest(more, measure, lang))
}

/// What follows a list where `more` are left out; nothing where none are.
pub(crate) fn rest(more: u64, measure: &str, lang: Lang) -> String {
    match more {
        0 => String::new(),
        _ => {
            let more = and_more(more, measure, lang);
            say!(lang, " {more}", " 等，{more}")
        }
    }
}

/// `and 3 more`.
pub(crate) fn and_more(more: u64, measure: &str, lang: Lang) -> String {
    say!(lang, "and {more} more", "另有 {more} {measure}")
}

fn ended(items: &[impl AsRef<str>], between: &str, lang: Lang) -> String {
    match items.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{}{between}{}", listed(before, lang), last.as_ref())
        }
        _ => listed(items, lang),
    }
}

fn joined(items: &[impl AsRef<str>], between: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    items.join(between)
}
