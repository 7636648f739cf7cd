//! Words in keys and labels that say what a row or a column is. Data, and how
//! it is looked up; those of totals are the table's.

use crate::structure::plain_name;
use crate::table::total_name;

/// A part of the row above begins so.
const OF_WHICH: &[&str] = &["其中", "of which", "including", "thereof"];
/// Whether a row of this key or label sums up the others.
pub(super) fn is_total(name: &str) -> bool {
    total_name(name).is_some()
}

/// Whether a row of this label is a part of the row above.
pub(super) fn is_part(label: &str) -> bool {
    let label = plain_name(label);
    OF_WHICH.iter().any(|word| label.starts_with(word))
}
