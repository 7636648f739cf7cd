//! What a search may still cost. All that share in it draw on one amount, so
//! that copies of a tableau cost no more together than one of them may; it is
//! counted in numbers worked out, never in time.

use std::cell::Cell;
use std::rc::Rc;

/// Why a search was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// It cost too much.
    Effort,
    /// Too many cases of whole numbers.
    Cases,
}

/// An amount of work that several searches share.
#[derive(Clone, Debug)]
pub(crate) struct Effort {
    left: Rc<Cell<u64>>,
}

impl Effort {
    /// So much.
    pub(crate) fn new(amount: u64) -> Effort {
        Effort {
            left: Rc::new(Cell::new(amount)),
        }
    }

    /// What is left.
    pub(crate) fn left(&self) -> u64 {
        self.left.get()
    }

    /// Leaves no more than so much, and says what was put by.
    pub(crate) fn put_by_all_but(&self, share: u64) -> u64 {
        let left = self.left.get();
        self.left.set(left.min(share));
        left - self.left.get()
    }

    /// Adds what was put by.
    pub(crate) fn add(&self, put_by: u64) {
        self.left.set(self.left.get().saturating_add(put_by));
    }

    /// The share of the next one of so many that are still to come: twice as
    /// much as would be even, since most need less.
    pub(crate) fn share(&self, to_come: usize) -> u64 {
        let to_come = u64::try_from(to_come).unwrap_or(u64::MAX).max(1);
        self.left.get().div_ceil(to_come).saturating_mul(2)
    }

    /// Takes what something costs that is done in any case.
    pub(crate) fn charge(&self, cost: u64) {
        self.left.set(self.left.get().saturating_sub(cost));
    }

    /// Takes what something costs, before it is done.
    ///
    /// # Errors
    /// [`Stopped`] where not so much is left.
    pub(crate) fn spend(&self, cost: u64) -> Result<(), Stopped> {
        let left = self.left.get().checked_sub(cost);
        self.left.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(Stopped::Effort)
    }
}
