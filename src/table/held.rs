//! What the figure columns of a row hold: a plain print as its digits, of which
//! the figure is made when it is asked for, and everything else as it was read.

use crate::figure::{Figure, LeanColumn, LeanPrint, Reading, Unit};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// What a column holds in a row.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// What was read.
    Read(Reading),
    /// A plain print.
    Lean(LeanPrint),
}

/// How the plain prints of each column of a table are read.
pub(super) type LeanColumns = Arc<Vec<Option<LeanColumn>>>;

/// What the columns of a row hold; blank for columns that hold no figures.
#[derive(Clone, Debug)]
pub(crate) struct Readings {
    held: Box<[Held]>,
    columns: LeanColumns,
    /// Figures of plain prints that were asked for.
    made: OnceLock<Box<[OnceLock<Reading>]>>,
}

impl Readings {
    /// The same without figures.
    pub(super) fn without_figures(&self) -> Readings {
        let blank = self.held.iter().map(|_| Held::Read(Reading::Blank));
        Readings::new(blank.collect(), self.columns.clone())
    }

    pub(super) fn new(held: Box<[Held]>, columns: LeanColumns) -> Readings {
        Readings {
            held,
            columns,
            made: OnceLock::new(),
        }
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.held.len()
    }

    /// What a column holds, whose cell has this text; a figure that is made of
    /// it is kept.
    pub(super) fn get(&self, column: usize, text: &str) -> Option<&Reading> {
        let lean = match self.held.get(column)? {
            Held::Read(reading) => return Some(reading),
            Held::Lean(lean) => *lean,
        };
        let room = || self.held.iter().map(|_| OnceLock::new()).collect();
        let made = self.made.get_or_init(room).get(column)?;
        let of = self.columns.get(column)?.as_ref()?;
        let figure = || Reading::Figure(Box::new(of.figure(lean, text)));
        Some(made.get_or_init(figure))
    }

    /// The figure that a column holds, made to be looked at and not kept.
    pub(super) fn glance(&self, column: usize, text: &str) -> Option<Cow<'_, Figure>> {
        match self.held.get(column)? {
            Held::Read(Reading::Figure(figure)) => Some(Cow::Borrowed(figure)),
            Held::Read(_) => None,
            Held::Lean(lean) => match self.made.get().and_then(|made| made.get(column)?.get()) {
                Some(Reading::Figure(figure)) => Some(Cow::Borrowed(figure)),
                _ => {
                    let of = self.columns.get(column)?.as_ref()?;
                    Some(Cow::Owned(of.figure(*lean, text)))
                }
            },
        }
    }

    /// The digits that a column holds, where it is a plain print.
    pub(super) fn lean(&self, column: usize) -> Option<(LeanPrint, &LeanColumn)> {
        match self.held.get(column)? {
            Held::Read(_) => None,
            Held::Lean(lean) => Some((*lean, self.columns.get(column)?.as_ref()?)),
        }
    }

    /// What a column holds that was read in full.
    pub(super) fn read(&self, column: usize) -> Option<&Reading> {
        match self.held.get(column)? {
            Held::Read(reading) => Some(reading),
            Held::Lean(_) => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn read_mut(&mut self, column: usize) -> Option<&mut Reading> {
        match self.held.get_mut(column)? {
            Held::Read(reading) => Some(reading),
            Held::Lean(_) => None,
        }
    }

    /// The unit of the figure that a column holds; none where it holds none.
    pub(super) fn unit(&self, column: usize) -> Option<Option<&Unit>> {
        match self.held.get(column)? {
            Held::Read(Reading::Figure(figure)) => Some(figure.unit.as_ref()),
            Held::Read(_) => None,
            Held::Lean(_) => self.lean(column).map(|(lean, of)| of.unit(lean)),
        }
    }
}
