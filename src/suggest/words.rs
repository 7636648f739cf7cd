//! Words in keys and labels that say what a row or a column is. Data, and how
//! it is looked up; those of totals are the table's.

use crate::table::total_name;

/// Whether a row of this key or label sums up the others.
pub(super) fn is_total(name: &str) -> bool {
    total_name(name).is_some()
}
