//! Whether linear sums can all lie within their bounds, decided exactly, with
//! a certificate where they cannot: the general simplex of Dutertre and de
//! Moura (2006, "A fast linear-arithmetic solver for DPLL(T)") over exact
//! numbers, open ends as amounts beside them. Bounds come and go without the
//! tableau being built anew, which is what a search for wrong figures needs.

#[cfg(test)]
mod tests;

use super::close::Close;
use super::effort::Effort;
pub(crate) use super::effort::Stopped;
use crate::figure::Rat;
use crate::figure::{End, Range};
use num_traits::Zero;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// A variable, by number: the columns first, then one for each sum.
pub(crate) type SumVar = usize;

/// What a bound is there for, to be named in a certificate.
pub(crate) type Purpose = u32;

/// A bound of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    /// Where it lies.
    pub at: Close,
    /// What it is there for.
    pub purpose: Purpose,
}

/// Why there are no values: bounds, each times a positive factor, that add up
/// to a contradiction. No one of them can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Certificate(pub Vec<Used>);

/// A bound in a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Used {
    /// The variable.
    pub column: SumVar,
    /// Whether it is the variable's upper bound.
    pub upper: bool,
    /// Where the bound lies.
    pub at: Close,
    /// What it is there for.
    pub purpose: Purpose,
    /// How often it is taken.
    pub factor: Rat,
}

/// A sum of columns that is a variable of its own, written by the others.
#[derive(Clone, Debug)]
struct TableauRow {
    basic: SumVar,
    /// Sorted by column; no factor is zero; all columns are not basic.
    terms: Vec<(SumVar, Rat)>,
}

/// Terms in all, and in one sum, from which on sums lean towards their bounds
/// Sums from which on columns are chosen so that the sums stay short.
const MANY_ROWS: usize = 40;
/// before columns change places: short sums have no room.
const LONG: usize = 150;
const LONG_SUM: usize = 30;
/// How often they do.
const SWEEPS: usize = 8;

/// A tableau with bounds and a value for each variable.
#[derive(Clone, Debug)]
pub(crate) struct Simplex {
    lower: Vec<Option<Bound>>,
    upper: Vec<Option<Bound>>,
    value: Vec<Close>,
    rows: Vec<TableauRow>,
    /// For a basic variable its row.
    row_of: Vec<Option<usize>>,
    /// For each variable the rows that it stands in.
    stands_in: Vec<BTreeSet<usize>>,
    /// Basic variables that may be outside their bounds.
    suspects: BTreeSet<SumVar>,
    /// Variables whose bounds leave nothing between them.
    crossed: BTreeSet<SumVar>,
    /// What may still be worked out.
    effort: Effort,
    /// Whether columns are chosen so that the sums stay short.
    spares: bool,
    /// Whether sums lean towards their bounds before columns change places.
    leans: bool,
}

impl Simplex {
    /// A tableau over columns with these values, and sums of them; nothing is
    /// bounded yet.
    pub(crate) fn new(values: Vec<Rat>, sums: &[Vec<(SumVar, Rat)>], effort: Effort) -> Simplex {
        let columns = values.len();
        let all = columns + sums.len();
        let terms: usize = sums.iter().map(Vec::len).sum();
        let mut simplex = Simplex {
            lower: vec![None; all],
            upper: vec![None; all],
            value: values.into_iter().map(Close::at).collect(),
            rows: Vec::with_capacity(sums.len()),
            row_of: vec![None; all],
            stands_in: vec![BTreeSet::new(); all],
            suspects: BTreeSet::new(),
            crossed: BTreeSet::new(),
            effort,
            spares: sums.len() >= MANY_ROWS,
            leans: terms > LONG && terms / sums.len().max(1) >= LONG_SUM,
        };
        for (number, sum) in sums.iter().enumerate() {
            let mut terms = sum.clone();
            terms.sort_by_key(|(column, _)| *column);
            let mut value = Close::at(Rat::ZERO);
            for (column, factor) in &terms {
                value = value.plus_times(factor, &simplex.value[*column]);
                simplex.stands_in[*column].insert(number);
            }
            simplex.value.push(value);
            simplex.row_of[columns + number] = Some(number);
            let basic = columns + number;
            simplex.rows.push(TableauRow { basic, terms });
        }
        simplex
    }

    /// Adds a sum of columns as a variable of its own, not bounded.
    pub(crate) fn add_sum(&mut self, sum: &[(SumVar, Rat)]) -> SumVar {
        let mut factors: BTreeMap<SumVar, Rat> = BTreeMap::new();
        let mut value = Close::at(Rat::ZERO);
        let mut add = |column: SumVar, factor: Rat| {
            let known = factors.entry(column).or_insert(Rat::ZERO);
            *known += factor;
        };
        for (column, factor) in sum {
            value = value.plus_times(factor, &self.value[*column]);
            match self.row_of[*column] {
                None => add(*column, factor.clone()),
                Some(row) => {
                    for (other, inner) in &self.rows[row].terms {
                        add(*other, factor * inner);
                    }
                }
            }
        }
        let terms: Vec<(SumVar, Rat)> = factors
            .into_iter()
            .filter(|(_, factor)| !factor.is_zero())
            .collect();
        let (basic, number) = (self.value.len(), self.rows.len());
        for (column, _) in &terms {
            self.stands_in[*column].insert(number);
        }
        self.lower.push(None);
        self.upper.push(None);
        self.value.push(value);
        self.row_of.push(Some(number));
        self.stands_in.push(BTreeSet::new());
        self.rows.push(TableauRow { basic, terms });
        basic
    }

    /// The same tableau once more, to be changed by itself; what both may cost
    /// is one amount.
    pub(crate) fn copied(&self) -> Simplex {
        self.pay_for_copy();
        self.clone()
    }

    /// Takes what a copy costs.
    pub(crate) fn pay_for_copy(&self) {
        let terms: usize = self.rows.iter().map(|row| row.terms.len()).sum();
        // Copied is sooner than worked out.
        self.effort.charge(count(terms + self.value.len()) / 8);
    }

    /// What may still be worked out.
    pub(crate) fn effort(&self) -> &Effort {
        &self.effort
    }

    /// A variable's value, as the last check left it.
    pub(crate) fn value(&self, column: SumVar) -> &Close {
        &self.value[column]
    }

    /// A variable's bounds.
    pub(crate) fn bounds(&self, column: SumVar) -> (Option<&Bound>, Option<&Bound>) {
        (self.lower[column].as_ref(), self.upper[column].as_ref())
    }

    /// Bounds a variable, in the place of earlier bounds.
    pub(crate) fn bound(&mut self, column: SumVar, lower: Option<Bound>, upper: Option<Bound>) {
        let crossed = match (&lower, &upper) {
            (Some(lower), Some(upper)) => lower.at > upper.at,
            _ => false,
        };
        match crossed {
            true => self.crossed.insert(column),
            false => self.crossed.remove(&column),
        };
        self.lower[column] = lower;
        self.upper[column] = upper;
        if self.row_of[column].is_some() {
            self.suspects.insert(column);
            return;
        }
        // One that is not basic always keeps to its bounds; where those are
        // crossed, to either of them.
        let value = &self.value[column];
        let below = self.lower[column]
            .as_ref()
            .filter(|bound| *value < bound.at);
        let above = self.upper[column]
            .as_ref()
            .filter(|bound| *value > bound.at);
        if let Some(bound) = below.or(above) {
            let at = bound.at.clone();
            self.set(column, at);
        }
    }

    /// Gives a variable that is not basic another value.
    fn set(&mut self, column: SumVar, to: Close) {
        let by = to.minus(&self.value[column]);
        self.value[column] = to;
        self.effort.charge(count(self.stands_in[column].len()));
        for &row in &self.stands_in[column] {
            let TableauRow { basic, terms } = &self.rows[row];
            let factor = factor_in(terms, column);
            self.value[*basic] = self.value[*basic].plus_times(&factor, &by);
            self.suspects.insert(*basic);
        }
    }

    /// Looks for values within all bounds.
    ///
    /// # Errors
    /// [`Stopped`] after too many steps.
    pub(crate) fn check(&mut self) -> Result<Option<Certificate>, Stopped> {
        self.effort.spend(1)?;
        if let Some(crossed) = self.crossed() {
            return Ok(Some(crossed));
        }
        if self.leans {
            self.lean()?;
        }
        // Of many sums, what one of them proves by itself is found first, and
        // those columns change that have room for all that is asked and stand in
        // the fewest sums, so that these stay short; for so long as that may well
        // end.
        let mut sparing = match self.spares {
            true => 4 * self.rows.len(),
            false => 0,
        };
        if self.spares
            && let Some(proof) = self.short_of_bounds()?
        {
            return Ok(Some(proof));
        }
        // The lowest number first, on both sides: that never runs in circles
        // (Bland 1977).
        while let Some(basic) = self.first_outside() {
            let low = self.is_below(basic);
            let Some(row) = self.row_of[basic] else {
                continue;
            };
            self.effort.spend(1 + count(self.rows[row].terms.len()))?;
            if sparing > 0 && !self.reaches(row, low) {
                return Ok(Some(self.certificate(row, low)));
            }
            let mut room = self.rows[row].terms.iter().filter(|(column, factor)| {
                let up = (factor.sign() == Ordering::Greater) == low;
                self.has_room(*column, up)
            });
            let column = match sparing {
                0 => room.next(),
                _ => room.min_by_key(|(column, factor)| {
                    let all = self.has_room_for(*column, factor, (basic, low));
                    (!all, self.stands_in[*column].len())
                }),
            };
            sparing = sparing.saturating_sub(1);
            let Some(&(column, _)) = column else {
                return Ok(Some(self.certificate(row, low)));
            };
            let bound = if low { &self.lower } else { &self.upper };
            let Some(at) = bound[basic].as_ref().map(|bound| bound.at.clone()) else {
                continue;
            };
            self.pivot(row, column);
            self.set(basic, at);
        }
        Ok(None)
    }

    /// Moves the columns of sums that are outside their bounds towards them, as
    /// far as their own bounds allow, without any changing places: where there
    /// is room for all sums, little is left to do.
    fn lean(&mut self) -> Result<(), Stopped> {
        for _ in 0..SWEEPS {
            let suspects = self.suspects.iter().copied();
            let outside: Vec<(SumVar, usize)> = suspects
                .filter(|column| self.is_below(*column) || self.is_above(*column))
                .filter_map(|column| Some((column, self.row_of[column]?)))
                .collect();
            if outside.is_empty() {
                break;
            }
            for (basic, row) in outside {
                self.lean_sum(basic, row)?;
            }
        }
        Ok(())
    }

    fn lean_sum(&mut self, basic: SumVar, row: usize) -> Result<(), Stopped> {
        let low = self.is_below(basic);
        let bounds = if low { &self.lower } else { &self.upper };
        let outside = low || self.is_above(basic);
        let Some(to) = bounds[basic].clone().filter(|_| outside) else {
            return Ok(());
        };
        let terms = self.rows[row].terms.clone();
        self.effort.spend(1 + count(terms.len()))?;
        // Each sum begins elsewhere, so that not all lean on the same columns.
        let from = (row * 7) % terms.len().max(1);
        for (column, factor) in terms[from..].iter().chain(&terms[..from]) {
            let up = (factor.sign() == Ordering::Greater) == low;
            if !self.has_room(*column, up) {
                continue;
            }
            let wanted = to.at.minus(&self.value[basic]).over(factor);
            let wanted = self.value[*column].plus_times(&Rat::ONE, &wanted);
            let bounds = if up { &self.upper } else { &self.lower };
            let end = bounds[*column].as_ref().map(|bound| bound.at.clone());
            let stops = end.filter(|end| if up { *end < wanted } else { *end > wanted });
            let reached = stops.is_none();
            // A long number would be carried on into all sums that it stands in.
            if reached && !wanted.number.is_short() {
                continue;
            }
            self.set(*column, stops.unwrap_or(wanted));
            if reached {
                break;
            }
        }
        Ok(())
    }

    /// A variable whose bounds leave nothing between them.
    fn crossed(&self) -> Option<Certificate> {
        let found = *self.crossed.first()?;
        let used = |upper: bool, bound: &Bound| Used {
            column: found,
            upper,
            at: bound.at.clone(),
            purpose: bound.purpose,
            factor: Rat::ONE,
        };
        let lower = self.lower[found].as_ref().map(|bound| used(false, bound));
        let upper = self.upper[found].as_ref().map(|bound| used(true, bound));
        Some(Certificate(lower.into_iter().chain(upper).collect()))
    }

    fn is_below(&self, column: SumVar) -> bool {
        let bound = self.lower[column].as_ref();
        bound.is_some_and(|bound| self.value[column] < bound.at)
    }

    fn is_above(&self, column: SumVar) -> bool {
        let bound = self.upper[column].as_ref();
        bound.is_some_and(|bound| self.value[column] > bound.at)
    }

    fn first_outside(&mut self) -> Option<SumVar> {
        while let Some(&column) = self.suspects.first() {
            let basic = self.row_of[column].is_some();
            if basic && (self.is_below(column) || self.is_above(column)) {
                return Some(column);
            }
            self.suspects.pop_first();
        }
        None
    }

    /// Whether a variable can move up (or down) from where it is.
    fn has_room(&self, column: SumVar, up: bool) -> bool {
        let value = &self.value[column];
        match up {
            true => self.upper[column]
                .as_ref()
                .is_none_or(|bound| *value < bound.at),
            false => self.lower[column]
                .as_ref()
                .is_none_or(|bound| *value > bound.at),
        }
    }

    /// A sum that is outside its bounds and cannot be within them, wherever its
    /// columns are between theirs.
    fn short_of_bounds(&mut self) -> Result<Option<Certificate>, Stopped> {
        for &column in &self.suspects {
            let low = self.is_below(column);
            let outside = low || self.is_above(column);
            let Some(row) = self.row_of[column].filter(|_| outside) else {
                continue;
            };
            self.effort.spend(1 + count(self.rows[row].terms.len()))?;
            if !self.reaches(row, low) {
                return Ok(Some(self.certificate(row, low)));
            }
        }
        Ok(None)
    }

    /// Whether a sum that is below (or above) its bounds could be within them
    /// for all that the bounds of its columns say.
    fn reaches(&self, row: usize, low: bool) -> bool {
        let TableauRow { basic, terms } = &self.rows[row];
        let bound = if low { &self.lower } else { &self.upper };
        let Some(bound) = &bound[*basic] else {
            return true;
        };
        let mut farthest = Close::at(Rat::ZERO);
        for (column, factor) in terms {
            let up = (factor.sign() == Ordering::Greater) == low;
            let ends = if up { &self.upper } else { &self.lower };
            let Some(end) = &ends[*column] else {
                return true;
            };
            farthest = farthest.plus_times(factor, &end.at);
        }
        match low {
            true => farthest >= bound.at,
            false => farthest <= bound.at,
        }
    }

    /// Whether a column alone can bring a sum to its bounds within its own.
    fn has_room_for(&self, column: SumVar, factor: &Rat, (basic, low): (SumVar, bool)) -> bool {
        let bound = if low { &self.lower } else { &self.upper };
        let Some(to) = &bound[basic] else {
            return true;
        };
        let by = to.at.minus(&self.value[basic]).over(factor);
        let wanted = self.value[column].plus_times(&Rat::ONE, &by);
        let up = (factor.sign() == Ordering::Greater) == low;
        let end = if up { &self.upper } else { &self.lower };
        end[column].as_ref().is_none_or(|end| match up {
            true => wanted <= end.at,
            false => wanted >= end.at,
        })
    }

    /// The bounds that hold a row's variable on the wrong side of its own.
    fn certificate(&self, row: usize, low: bool) -> Certificate {
        let TableauRow { basic, terms } = &self.rows[row];
        let mut used = Vec::new();
        let mut add = |column: SumVar, upper: bool, factor: Rat| {
            let bounds = if upper { &self.upper } else { &self.lower };
            if let Some(bound) = &bounds[column] {
                used.push(Used {
                    column,
                    upper,
                    at: bound.at.clone(),
                    purpose: bound.purpose,
                    factor,
                });
            }
        };
        add(*basic, !low, Rat::ONE);
        for (column, factor) in terms {
            let upper = (factor.sign() == Ordering::Greater) == low;
            add(*column, upper, factor.abs());
        }
        Certificate(used)
    }

    /// Makes a column basic in a row, in the place of the row's own variable.
    fn pivot(&mut self, row: usize, column: SumVar) {
        let basic = self.rows[row].basic;
        let mut terms = std::mem::take(&mut self.rows[row].terms);
        let factor = factor_in(&terms, column);
        // basic = factor · column + rest, so column = basic / factor − rest / factor.
        let by = factor.recip();
        terms.retain(|(other, _)| *other != column);
        for (_, factor) in &mut terms {
            *factor = -(&*factor * &by);
        }
        let at = terms.partition_point(|(other, _)| *other < basic);
        terms.insert(at, (basic, by));
        self.stands_in[column].remove(&row);
        let others: Vec<usize> = self.stands_in[column].iter().copied().collect();
        self.stands_in[basic].insert(row);
        for other in others {
            let replaced = self.replaced(other, column, &terms);
            let sizes = replaced.iter().map(|(_, factor)| factor.words());
            self.effort.charge(sizes.sum());
            self.rows[other].terms = replaced;
        }
        self.rows[row] = TableauRow {
            basic: column,
            terms,
        };
        self.row_of[basic] = None;
        self.row_of[column] = Some(row);
        self.suspects.insert(column);
    }

    /// A row's terms with a column replaced by what it equals.
    fn replaced(&mut self, row: usize, column: SumVar, by: &[(SumVar, Rat)]) -> Vec<(SumVar, Rat)> {
        let old = std::mem::take(&mut self.rows[row].terms);
        let times = factor_in(&old, column);
        self.stands_in[column].remove(&row);
        let mut new = Vec::with_capacity(old.len() + by.len());
        let mut own = old
            .into_iter()
            .filter(|(other, _)| *other != column)
            .peekable();
        let mut added = by.iter().peekable();
        loop {
            let order = match (own.peek(), added.peek()) {
                (None, None) => return new,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((a, _)), Some((b, _))) => a.cmp(b),
            };
            match order {
                Ordering::Less => new.extend(own.next()),
                Ordering::Greater => {
                    if let Some((other, factor)) = added.next() {
                        self.stands_in[*other].insert(row);
                        new.push((*other, &times * factor));
                    }
                }
                Ordering::Equal => {
                    if let (Some((other, a)), Some((_, b))) = (own.next(), added.next()) {
                        let sum = a.plus_times(&times, b);
                        match sum.is_zero() {
                            true => {
                                self.stands_in[other].remove(&row);
                            }
                            false => new.push((other, sum)),
                        }
                    }
                }
            }
        }
    }

    /// The greatest (or least) value that a variable can take; `None` where it
    /// has no limit. There must be values within all bounds: check first.
    ///
    /// # Errors
    /// [`Stopped`] after too many steps.
    pub(crate) fn extreme(
        &mut self,
        column: SumVar,
        greatest: bool,
    ) -> Result<Option<Close>, Stopped> {
        // Those before have no room until some variable changes places.
        let mut from = 0;
        loop {
            self.effort.spend(1 + count(self.stands_in[column].len()))?;
            let Some(row) = self.row_of[column] else {
                // Its own bound may be out of reach of the basic ones: make it basic.
                if self.stands_in[column].is_empty() || !self.has_room(column, greatest) {
                    let bounds = if greatest { &self.upper } else { &self.lower };
                    return Ok(bounds[column].as_ref().map(|bound| bound.at.clone()));
                }
                match self.step(column, greatest) {
                    StepEnd::Free => return Ok(None),
                    StepEnd::AtBound | StepEnd::Pivoted => continue,
                }
            };
            let terms = &self.rows[row].terms;
            let room = terms[from..].iter().position(|(other, factor)| {
                let up = (factor.sign() == Ordering::Greater) == greatest;
                self.has_room(*other, up)
            });
            let Some(at) = room.map(|at| from + at) else {
                return Ok(Some(self.value[column].clone()));
            };
            let (other, factor) = terms[at].clone();
            let up = (factor.sign() == Ordering::Greater) == greatest;
            from = match self.step(other, up) {
                StepEnd::Free => return Ok(None),
                StepEnd::AtBound => at + 1,
                StepEnd::Pivoted => 0,
            };
        }
    }

    /// Moves a variable that is not basic as far as the bounds of all allow;
    /// where a basic one stops it, that one changes places with it.
    fn step(&mut self, column: SumVar, up: bool) -> StepEnd {
        let own = if up {
            &self.upper[column]
        } else {
            &self.lower[column]
        };
        let mut best = own.as_ref().map(|bound| {
            let far = bound.at.minus(&self.value[column]);
            (
                if up {
                    far
                } else {
                    Close::at(Rat::ZERO).minus(&far)
                },
                None,
            )
        });
        for &row in &self.stands_in[column] {
            let TableauRow { basic, terms } = &self.rows[row];
            let factor = factor_in(terms, column);
            let rises = (factor.sign() == Ordering::Greater) == up;
            let bounds = if rises { &self.upper } else { &self.lower };
            let Some(bound) = &bounds[*basic] else {
                continue;
            };
            let far = bound.at.minus(&self.value[*basic]);
            let far = far.over(&factor);
            let far = if up {
                far
            } else {
                Close::at(Rat::ZERO).minus(&far)
            };
            let nearer = best
                .as_ref()
                .is_none_or(|(known, at): &(Close, Option<usize>)| {
                    let earlier = at.is_none_or(|at| *basic < self.rows[at].basic);
                    far < *known || (far == *known && at.is_some() && earlier)
                });
            if nearer {
                best = Some((far, Some(row)));
            }
        }
        let Some((far, row)) = best else {
            return StepEnd::Free;
        };
        let sign = if up { Rat::ONE } else { Rat::whole(-1) };
        let to = self.value[column].plus_times(&sign, &far);
        self.set(column, to);
        match row {
            None => StepEnd::AtBound,
            Some(row) => {
                self.pivot(row, column);
                StepEnd::Pivoted
            }
        }
    }
}

/// How a step ended.
enum StepEnd {
    /// There is no limit.
    Free,
    /// The variable is at its own bound.
    AtBound,
    /// Another is, and changed places with it.
    Pivoted,
}

fn factor_in(terms: &[(SumVar, Rat)], column: SumVar) -> Rat {
    let at = terms.binary_search_by_key(&column, |(other, _)| *other);
    at.map_or(Rat::ZERO, |at| terms[at].1.clone())
}

/// The bounds of a range; whole numbers lie within whole ends.
pub(crate) fn bounds(range: &Range, purpose: Purpose) -> (Option<Bound>, Option<Bound>) {
    let range = range.clone().tighten();
    let bound = |end: &End, inward: i64| {
        let beside = match end {
            End::Free => return None,
            End::Closed(_) => Rat::ZERO,
            End::Open(_) => Rat::whole(inward),
        };
        let number = end.value()?.clone();
        let at = Close { number, beside };
        Some(Bound { at, purpose })
    };
    (bound(&range.lo, 1), bound(&range.hi, -1))
}

fn count(things: usize) -> u64 {
    u64::try_from(things).unwrap_or(u64::MAX)
}
