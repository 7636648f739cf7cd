//! Words in keys and labels that say what a row or a column is. Data, and how
//! it is looked up; those of totals are the table's.

use crate::table::total_name;

/// A part of the row above begins so.
const OF_WHICH: &[&str] = &["其中", "of which", "including", "thereof"];
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
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', '-'], " ")
}

/// Whether a row of this key or label sums up the others.
pub(super) fn is_total(name: &str) -> bool {
    total_name(name).is_some()
}

/// Whether a row of this label is a part of the row above.
pub(super) fn is_part(label: &str) -> bool {
    let label = plain(label);
    OF_WHICH.iter().any(|word| label.starts_with(word))
}

/// Whether a name says that it stands at the start of a period.
pub(super) fn is_opening(name: &str) -> bool {
    let name = plain(name);
    OPENING.iter().any(|word| name.contains(word))
}

/// Whether a name says that it stands at the end of a period.
pub(super) fn is_closing(name: &str) -> bool {
    let name = plain(name);
    CLOSING.iter().any(|word| name.contains(word))
}
