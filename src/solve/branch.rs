//! Values within bounds that also keep out of gaps: whole numbers where they
//! must be whole, no zero where there must be none. Where the simplex lands in
//! a gap, what lies below it and what lies above are looked at in turn (Land
//! and Doig 1960).

use super::close::Close;
use super::simplex::{Bound, Certificate, Purpose, Simplex, Stopped, SumVar};
use crate::figure::Rat;
use crate::figure::exact::int;
use num_traits::One;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What values must keep out of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gaps<'a> {
    /// Variables that must be whole.
    pub wholes: &'a [SumVar],
    /// Variables that must not be zero, each with its values below and above.
    pub nonzero: &'a [(SumVar, Close, Close)],
    /// What the bounds of a branch are said to be there for.
    pub purpose: Purpose,
    /// How often a question may be split.
    pub splits: u32,
}

/// Looks for values within all bounds that keep out of the gaps; otherwise the
/// certificates of the branches, one where no branch was needed.
///
/// # Errors
/// [`Stopped`] after too many steps or splits.
pub(crate) fn check(
    simplex: &mut Simplex,
    gaps: Gaps<'_>,
) -> Result<Option<Vec<Certificate>>, Stopped> {
    let mut search = BranchSearch {
        simplex,
        left: gaps.splits,
        gaps,
        taken: BTreeMap::new(),
    };
    search.branch()
}

/// Looks for such values straight on: each number in a gap is held at the
/// nearer end of it, or the other. False says nothing.
///
/// # Errors
/// [`Stopped`] after too many steps.
pub(crate) fn dive(mut simplex: Simplex, gaps: Gaps<'_>) -> Result<bool, Stopped> {
    if simplex.check()?.is_some() {
        return Ok(false);
    }
    let search = BranchSearch {
        simplex: &mut simplex,
        left: 0,
        gaps,
        taken: BTreeMap::new(),
    };
    while let Some((column, below, above)) = search.in_gap() {
        let value = search.simplex.value(column);
        let nearer_above = value.minus(&below) > above.minus(value);
        let mut ends = [below, above];
        if nearer_above {
            ends.reverse();
        }
        let mut found = false;
        for at in ends {
            let bound = Some(Bound {
                at,
                purpose: gaps.purpose,
            });
            search.simplex.bound(column, bound.clone(), bound);
            found = search.simplex.check()?.is_none();
            if found {
                break;
            }
        }
        if !found {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How far up (or down) a variable can go within all bounds and out of the
/// gaps; without an end where none stops it, nothing where no values fit.
///
/// # Errors
/// [`Stopped`] after too many steps or splits.
pub(crate) fn extreme(
    simplex: &mut Simplex,
    gaps: Gaps<'_>,
    column: SumVar,
    up: bool,
) -> Result<Option<Option<Close>>, Stopped> {
    let mut search = BranchSearch {
        simplex,
        left: gaps.splits,
        gaps,
        taken: BTreeMap::new(),
    };
    let mut best = None;
    search.furthest(column, up, &mut best)?;
    Ok(best)
}

/// Whether there are such values where whole numbers without an end stay so
/// near to where the search starts. False says nothing.
///
/// # Errors
/// [`Stopped`] where it cost too much.
pub(crate) fn near(mut simplex: Simplex, gaps: Gaps<'_>, far: i64) -> Result<bool, Stopped> {
    if !held_near(&mut simplex, gaps.wholes, (far, gaps.purpose)) {
        return Ok(false);
    }
    match check(&mut simplex, gaps) {
        Ok(found) => Ok(found.is_none()),
        Err(Stopped::Cases) => Ok(false),
        Err(why) => Err(why),
    }
}

/// Holds whole numbers without an end so near to where the search starts;
/// false where there is none.
pub(super) fn held_near(
    simplex: &mut Simplex,
    wholes: &[SumVar],
    (far, purpose): (i64, Purpose),
) -> bool {
    let mut limited = false;
    for &column in wholes {
        let (lower, upper) = simplex.bounds(column);
        if lower.is_some() && upper.is_some() {
            continue;
        }
        limited = true;
        let (lower, upper) = (lower.cloned(), upper.cloned());
        let start = simplex.value(column).number.floor();
        let bound = |by: i64| {
            let at = Close::at(&start + int(by));
            Some(Bound { at, purpose })
        };
        let (lower, upper) = (lower.or(bound(-far)), upper.or(bound(far)));
        simplex.bound(column, lower, upper);
    }
    limited
}

struct BranchSearch<'a> {
    simplex: &'a mut Simplex,
    gaps: Gaps<'a>,
    /// Splits that are left.
    left: u32,
    /// How often each variable is split on the way to where the search is.
    taken: BTreeMap<SumVar, u32>,
}

/// What holds a variable from below and from above.
type Bounds = (Option<Bound>, Option<Bound>);

impl BranchSearch<'_> {
    fn branch(&mut self) -> Result<Option<Vec<Certificate>>, Stopped> {
        if let Some(certificate) = self.simplex.check()? {
            return Ok(Some(vec![certificate]));
        }
        let Some((column, below, above)) = self.in_gap() else {
            return Ok(None);
        };
        let (lower, upper) = self.begin_split(column)?;
        self.simplex
            .bound(column, lower.clone(), self.held_at(below));
        let mut found = self.branch();
        if let Ok(Some(none_below)) = &found
            && self.rests_on_branches(none_below)
        {
            self.simplex
                .bound(column, self.held_at(above), upper.clone());
            found = match (self.branch(), found) {
                (Ok(Some(none_above)), Ok(Some(mut both))) => {
                    both.extend(none_above);
                    Ok(Some(both))
                }
                (other, _) => other,
            };
        }
        self.end_split(column, (lower, upper));
        found
    }

    /// Begins to split at a variable: its bounds outside of the branches.
    fn begin_split(&mut self, column: SumVar) -> Result<Bounds, Stopped> {
        self.left = self.left.checked_sub(1).ok_or(Stopped::Cases)?;
        *self.taken.entry(column).or_default() += 1;
        let (lower, upper) = self.simplex.bounds(column);
        Ok((lower.cloned(), upper.cloned()))
    }

    /// Leaves both branches of a variable.
    fn end_split(&mut self, column: SumVar, (lower, upper): Bounds) {
        self.simplex.bound(column, lower, upper);
        if let Some(times) = self.taken.get_mut(&column) {
            *times -= 1;
        }
    }

    /// The bound of a branch.
    fn held_at(&self, at: Close) -> Option<Bound> {
        let purpose = self.gaps.purpose;
        Some(Bound { at, purpose })
    }

    /// Goes as far as the bounds let it, then the same in each branch, as long
    /// as that could lead further than the best so far.
    fn furthest(
        &mut self,
        column: SumVar,
        up: bool,
        best: &mut Option<Option<Close>>,
    ) -> Result<(), Stopped> {
        if self.simplex.check()?.is_some() {
            return Ok(());
        }
        let Some(end) = self.simplex.extreme(column, up)? else {
            // Whole numbers go on where others do, if there are any at all.
            if self.branch()?.is_none() {
                *best = Some(None);
            }
            return Ok(());
        };
        let further = match best {
            None => true,
            Some(None) => false,
            Some(Some(best)) if up => end > *best,
            Some(Some(best)) => end < *best,
        };
        if !further {
            return Ok(());
        }
        let Some((split, below, above)) = self.in_gap() else {
            *best = Some(Some(end));
            return Ok(());
        };
        let (lower, upper) = self.begin_split(split)?;
        self.simplex
            .bound(split, lower.clone(), self.held_at(below));
        let mut found = self.furthest(column, up, best);
        if found.is_ok() {
            self.simplex
                .bound(split, self.held_at(above), upper.clone());
            found = self.furthest(column, up, best);
        }
        self.end_split(split, (lower, upper));
        found
    }

    fn rests_on_branches(&self, certificates: &[Certificate]) -> bool {
        let mut used = certificates.iter().flat_map(|certificate| &certificate.0);
        used.any(|used| used.purpose == self.gaps.purpose)
    }

    /// A variable in a gap, with the gap's ends: the one that was split least,
    /// so that none that is tied to another without end comes first for ever.
    fn in_gap(&self) -> Option<(SumVar, Close, Close)> {
        let value = |column: SumVar| self.simplex.value(column);
        let times = |column: SumVar| self.taken.get(&column).copied().unwrap_or(0);
        // The first of the list where all were split as often.
        let wholes = self.gaps.wholes.iter().copied();
        let broken = wholes.filter(|&column| !value(column).is_whole());
        if let Some(column) = broken.min_by_key(|&column| times(column)) {
            let (below, above) = wholes_beside(value(column));
            return Some((column, below, above));
        }
        let zero = Close::at(Rat::ZERO);
        let mut nonzero = self.gaps.nonzero.iter();
        let at_zero = |(column, ..): &&(SumVar, Close, Close)| *value(*column) == zero;
        nonzero.find(at_zero).cloned()
    }
}

/// The whole numbers below and above a value that is not one.
fn wholes_beside(value: &Close) -> (Close, Close) {
    let number = &value.number;
    let one = Rat::one();
    let (below, above) = match (number.is_integer(), value.beside.sign()) {
        (true, Ordering::Less) => (number - one, number.clone()),
        (true, _) => (number.clone(), number + one),
        (false, _) => (number.floor(), number.ceil()),
    };
    (Close::at(below), Close::at(above))
}
