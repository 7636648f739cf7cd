//! The lines of a table, and what each of them is.

use super::understood::LineClass;
use std::collections::BTreeSet;
use std::ops::Range;

/// A table: its lines and what they are.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    /// All its lines.
    pub extent: Range<usize>,
    /// The columns that it takes.
    pub width: Range<u32>,
    /// The lines of its header.
    pub header: Range<usize>,
    /// Lines that say the header once more.
    pub repeated: Vec<usize>,
    /// The columns in which figures stand.
    pub figures: BTreeSet<u32>,
    /// Lines that count the columns: 1, 2, 3.
    pub numbering: BTreeSet<usize>,
    /// What its lines are, from the first.
    pub classes: Vec<LineClass>,
}

impl Lines {
    /// A table of whose lines nothing is known but which are its header.
    pub(super) fn blank(extent: Range<usize>, width: Range<u32>, header: Range<usize>) -> Lines {
        Lines {
            classes: vec![LineClass::Blank; extent.len()],
            extent,
            width,
            header,
            repeated: Vec::new(),
            figures: BTreeSet::new(),
            numbering: BTreeSet::new(),
        }
    }

    /// Says what a line is.
    pub(super) fn set(&mut self, row: usize, class: LineClass) {
        if let Some(kept) = self.classes.get_mut(row - self.extent.start) {
            *kept = class;
        }
    }

    /// All lines and what they are.
    pub(super) fn classes(&self) -> impl Iterator<Item = (usize, LineClass)> + '_ {
        self.extent.clone().zip(self.classes.iter().copied())
    }

    /// The lines of one class.
    pub(super) fn rows_of(&self, class: LineClass) -> Vec<usize> {
        let rows = self.classes().filter(|(_, found)| *found == class);
        rows.map(|(row, _)| row).collect()
    }
}
