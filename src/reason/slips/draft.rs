//! A print that a slip may have been made of, before it is read.

use super::spelling::Spelling;
use crate::figure::Rat;
use crate::finding::SlipKind;
use crate::reason::odds::{odds, ways};

/// A changed print before it is read.
pub(super) struct Draft {
    pub kind: SlipKind,
    /// Its digits, which decide in how many ways the slip could have happened.
    digits: Vec<u8>,
    pub print: String,
    /// The value that it must have when it is read.
    pub value: Rat,
}

impl Draft {
    pub(super) fn new(kind: SlipKind, meant: &Spelling) -> Draft {
        Draft {
            kind,
            digits: meant.plain(),
            print: meant.print(),
            value: meant.value(),
        }
    }

    pub(super) fn odds(&self) -> u64 {
        odds(&self.kind, ways(&self.kind, &self.digits))
    }
}
