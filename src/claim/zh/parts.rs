//! Totals and their parts.

use super::Reader;

impl Reader<'_> {
    /// Reads the totals of a text.
    pub(super) fn parts(&mut self) {}
}
