//! Values as JSON text, which is harmless wherever it is shown.

use crate::clean::escaped_in_json;
use crate::lang::Lang;
use serde::{Serialize, Serializer};
use std::io::Write;

/// A value as JSON, its lines after the first further to the right. A line
/// break in it is never part of a text: JSON writes those as `\n`.
pub(crate) fn indented(value: &impl Serialize, by: usize) -> String {
    let mut lines = Lines {
        text: Vec::new(),
        by,
    };
    // Nothing here can fail to be written: no map has keys that are no text.
    let _written = serde_json::to_writer_pretty(&mut lines, value);
    escaped_in_json(String::from_utf8(lines.text).unwrap_or_default())
}

/// Lines that are moved to the right while they are written: long lists are
/// held once.
struct Lines {
    text: Vec<u8>,
    by: usize,
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.text.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.text.resize(self.text.len() + self.by, b' ');
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A list whose members are made while it is written.
pub(super) struct Made<'l, T, D> {
    /// What they are made of.
    pub of: &'l [T],
    /// How.
    pub by: fn(&T, Lang) -> D,
    /// For whom.
    pub lang: Lang,
}

impl<T, D: Serialize> Serialize for Made<'_, T, D> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.of.iter().map(|one| (self.by)(one, self.lang)))
    }
}

/// A whole document.
pub(super) fn whole(value: &impl Serialize) -> String {
    indented(value, 0) + "\n"
}
