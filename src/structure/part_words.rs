//! Names of rows and columns that are a part of the one before them.

use super::stock_words::plain_name;

/// A part of the line before begins so.
const OF_WHICH: &[&str] = &["其中", "of which", "including", "thereof"];

/// Whether a name says that its line is a part of the one before it.
pub(crate) fn begins_as_part(name: &str) -> bool {
    let name = plain_name(name);
    OF_WHICH.iter().any(|word| name.starts_with(word))
}
