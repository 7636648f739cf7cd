//! Shares and rates.
use super::Reader;
impl Reader<'_> {
    pub(super) fn rates(&mut self) {}
}
