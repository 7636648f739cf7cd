//! Lists in a sentence: names one after another, and how many more there are.

use crate::lang::Lang;
use crate::say;

/// `a, b, c`.
pub(crate) fn listed(names: &[impl AsRef<str>], lang: Lang) -> String {
    joined(names, &say!(lang, ", ", "、"))
}

/// `a, b and c`.
pub(crate) fn and(names: &[impl AsRef<str>], lang: Lang) -> String {
    ended(names, &say!(lang, " and ", "和"), lang)
}

/// `a, b or c`.
pub(crate) fn or(names: &[impl AsRef<str>], lang: Lang) -> String {
    ended(names, &say!(lang, " or ", " 或 "), lang)
}

/// `and 3 more`; in Chinese of what they are, by the word that counts them.
pub(crate) fn more(count: usize, counted: &str, lang: Lang) -> String {
    say!(lang, "and {count} more", "另有 {count} {counted}")
}

/// What follows a list that is cut: ` and 3 more`; nothing where none are left.
pub(crate) fn rest(count: usize, counted: &str, lang: Lang) -> String {
    let more = more(count, counted, lang);
    match count {
        0 => String::new(),
        _ => say!(lang, " {more}", " 等，{more}"),
    }
}

/// `a, b and 3 more`: some of the names, and how many are left.
pub(crate) fn cut(names: &[impl AsRef<str>], most: usize, counted: &str, lang: Lang) -> String {
    let shown = &names[..names.len().min(most)];
    let rest = rest(names.len() - shown.len(), counted, lang);
    format!("{}{rest}", listed(shown, lang))
}

fn ended(names: &[impl AsRef<str>], between: &str, lang: Lang) -> String {
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{}{between}{}", listed(before, lang), last.as_ref())
        }
        _ => listed(names, lang),
    }
}

fn joined(names: &[impl AsRef<str>], comma: &str) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(comma)
}
