//! How names are written in rules.

use crate::figure::plain_char;
use std::borrow::Cow;

/// What stands for a column in `check`, `rows` and `name`.
pub(super) const COLUMN: &str = "$";

/// Words of the language, which a bare name cannot be.
pub(super) const KEYWORDS: [&str; 8] = [
    "and", "or", "not", "if", "then", "else", "includes", "where",
];

/// Whether a name can stand in a rule without back-quotes.
pub(crate) fn is_bare_name(name: &str) -> bool {
    let is_first = |c: char| c.is_alphabetic() || c == '_';
    let folded = name.chars().all(|c| plain_char(c) == c);
    let plain = name.starts_with(is_first) && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    plain && folded && !KEYWORDS.contains(&name)
}

/// A name as a rule writes it: bare where it can be, else in quotes.
pub(crate) fn written_name(name: &str) -> Cow<'_, str> {
    match (is_bare_name(name), name.contains('`')) {
        (true, _) => Cow::Borrowed(name),
        (false, true) => Cow::Owned(format!("\"{name}\"")),
        (false, false) => Cow::Owned(format!("`{name}`")),
    }
}
