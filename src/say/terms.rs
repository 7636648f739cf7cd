//! Words that all sentences share: what a severity is called, and plurals.

use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;

/// What a severity is called.
pub(crate) fn severity_name(severity: Severity, lang: Lang) -> String {
    match severity {
        Severity::Error => say!(lang, "error", "错误"),
        Severity::Warning => say!(lang, "warning", "警告"),
        Severity::Note => say!(lang, "note", "提示"),
    }
}

/// The English plural's ending; empty in Chinese.
pub(crate) fn plural(count: u64, lang: Lang) -> &'static str {
    if lang == Lang::En && count != 1 {
        "s"
    } else {
        ""
    }
}

/// Names or things, one behind the other.
pub(crate) fn listed(items: &[impl AsRef<str>], lang: Lang) -> String {
    joined(items, &say!(lang, ", ", "、"))
}

/// Such a list where `more` are left out; in Chinese they are counted by
/// `measure`.
pub(crate) fn listed_in_part(
    items: &[impl AsRef<str>],
    more: u64,
    measure: &str,
    lang: Lang,
) -> String {
    let list = listed(items, lang);
    match more {
        0 => list,
        more => say!(
            lang,
            "{list} and {more} more",
            "{list} 等，另有 {more} {measure}"
        ),
    }
}

/// Phrases of one sentence.
pub(crate) fn phrases(items: &[impl AsRef<str>], lang: Lang) -> String {
    joined(items, &say!(lang, ", ", "，"))
}

/// Clauses that could be sentences of their own.
pub(crate) fn clauses(items: &[impl AsRef<str>], lang: Lang) -> String {
    joined(items, &say!(lang, "; ", "；"))
}

fn joined(items: &[impl AsRef<str>], between: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    items.join(between)
}

/// A text with what is said of it in brackets.
pub(crate) fn aside(text: &str, said: &str, lang: Lang) -> String {
    say!(lang, "{text} ({said})", "{text}（{said}）")
}

/// A text with what it is called before it.
pub(crate) fn labelled(label: &str, text: &str, lang: Lang) -> String {
    say!(lang, "{label}: {text}", "{label}：{text}")
}
