//! What is kept of a row beside its line: what all rows of its table have in
//! common, what few rows have, and what was made of it when it was asked for.

use super::cells::Cell;
use crate::figure::{LeanColumn, Reading, Unit};
use crate::place::{Excerpt, Origin};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

/// What the rows of a table have in common.
#[derive(Debug)]
pub(crate) struct Common {
    /// The file that they stand in.
    pub(super) path: Arc<Path>,
    /// The unit that they say; none of rows that say none, or one of their own.
    pub(super) unit: Option<Unit>,
    /// The columns that make up their key.
    pub(super) key: Box<[usize]>,
    /// How the plain prints of each column are read.
    pub(super) columns: Vec<Option<LeanColumn>>,
}

/// What the rows of a table have in common that say one unit of their figures,
/// for each such unit.
pub(super) type CommonByUnit = Arc<Mutex<Vec<Arc<Common>>>>;

/// What few rows have.
#[derive(Clone, Debug, Default)]
pub(super) struct Rest {
    /// The unit that the row says and few others do.
    pub(super) unit: Option<Unit>,
    /// Whether it has other cells than the header.
    pub(super) incomplete: bool,
    /// Where its cells stand in a document.
    pub(super) origin: Option<Arc<Origin>>,
    /// The cells that are parts of others, or have quotes within.
    pub(super) cells: BTreeMap<usize, Cell>,
    /// What was read in full, in the order of the columns.
    pub(super) read: Vec<(u32, Reading)>,
}

impl Rest {
    /// Whether there is nothing.
    pub(super) fn is_nothing(&self) -> bool {
        let plain = self.unit.is_none() && self.origin.is_none() && !self.incomplete;
        plain && self.cells.is_empty() && self.read.is_empty()
    }

    /// What was read of a column.
    pub(super) fn read(&self, column: usize) -> Option<&Reading> {
        self.at(column).map(|at| &self.read[at].1)
    }

    /// The same, to be changed.
    pub(super) fn read_mut(&mut self, column: usize) -> Option<&mut Reading> {
        self.at(column).map(|at| &mut self.read[at].1)
    }

    fn at(&self, column: usize) -> Option<usize> {
        let of = |(of, _): &(u32, Reading)| (*of as usize).cmp(&column);
        self.read.binary_search_by(of).ok()
    }
}

/// What was made of a row when it was asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// Its line, with where it stands.
    pub(super) excerpt: OnceLock<Excerpt>,
    /// Its key, where several columns make it up.
    pub(super) key: OnceLock<Box<str>>,
    /// The figures of its plain prints.
    pub(super) figures: OnceLock<Box<[OnceLock<Reading>]>>,
}
