//! Names and stretches of rules as a sentence quotes them.

use crate::lang::Lang;
use crate::say;

/// Text on one line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A stretch of a rule as a sentence quotes it, on one line. What holds the
/// quotes itself goes without.
pub(crate) fn quoted(text: &str, lang: Lang) -> String {
    let text = one_line(text);
    let plain = text
        .strip_prefix('`')
        .and_then(|text| text.strip_suffix('`'));
    let text = plain.filter(|text| !text.contains('`')).unwrap_or(&text);
    match text.contains('`') {
        true => say!(lang, "{text}", " {text} "),
        false => say!(lang, "`{text}`", "“{text}”"),
    }
}
