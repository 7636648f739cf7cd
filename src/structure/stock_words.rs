//! Names of rows and columns that hold what was there at the start of a period,
//! and what is left at its end.

/// What stands at the start of a period.
const OPENING: &[&str] = &[
    "opening",
    "brought forward",
    "at the start",
    "at the beginning",
    "上年结转",
    "上期结转",
    "结转上年",
    "期初",
    "年初",
    "上年末",
    "上年遗留",
];
/// What stands at the end of a period.
const CLOSING: &[&str] = &[
    "closing",
    "carried over",
    "carried forward",
    "at the end",
    "outstanding",
    "结转下年",
    "结转下期",
    "期末",
    "年末",
    "结转下一年",
];

/// A name as words: underscores and hyphens part them as spaces do.
pub(crate) fn plain_name(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', '-'], " ")
}

/// Whether a name says that it stands at the start of a period.
pub(crate) fn is_opening(name: &str) -> bool {
    let name = plain_name(name);
    OPENING.iter().any(|word| name.contains(word))
}

/// Whether a name says that it stands at the end of a period.
pub(crate) fn is_closing(name: &str) -> bool {
    let name = plain_name(name);
    CLOSING.iter().any(|word| name.contains(word))
}
