//! How a sum or an average of some lines fares in the crossing lines, and what
//! that says for it.

use super::bits::{BIT, log2};
use super::judge::{MOST, Told};
use super::relation::RelationKind;
use super::view::{Number, View};

/// The sum of some parts so far, in a crossing line.
#[derive(Clone, Copy)]
pub(super) struct Running {
    sum: i128,
    half: i128,
    /// The least and the greatest part.
    least: i128,
    greatest: i128,
    /// How many parts are there, of how many, and how many are not zero.
    there: i128,
    all: i128,
    nonzero: u32,
    grain: i128,
}

impl Running {
    pub(super) const NONE: Running = Running {
        sum: 0,
        half: 0,
        least: i128::MAX,
        greatest: i128::MIN,
        there: 0,
        all: 0,
        nonzero: 0,
        grain: 0,
    };

    /// The sum of so many parts, of which so many are there, where nothing else of them
    /// is asked for.
    pub(super) fn summed(sum: i128, half: i128, there: i128, all: i128) -> Running {
        Running {
            sum,
            half,
            there,
            all,
            ..Running::NONE
        }
    }

    pub(super) fn add(&mut self, number: &Number) {
        self.all += 1;
        if number.there {
            self.sum += number.value;
            self.half += number.half;
            self.least = self.least.min(number.value);
            self.greatest = self.greatest.max(number.value);
            self.there += 1;
            self.nonzero += u32::from(number.value != 0);
            self.grain = self.grain.max(number.grain);
        }
    }

    /// How the sum fares against its result; of which the greatest of its parts
    /// over all crossing lines is so much here.
    pub(super) fn sum_told(&self, result: &Number, main: Option<i128>) -> Told {
        // Nothing at all is zero, but only zero is nothing.
        match (result.there, self.there, result.value) {
            (false, ..) => return Told::Blank,
            (_, 0, 0) => return Told::Trivial,
            (_, 0, _) => return Told::Blank,
            _ => {}
        }
        let off = result.value - self.sum;
        if off.abs() > self.half + result.half {
            return Told::Fails(off);
        }
        // What the parts beside the greatest add: had they been left out, the
        // sum would not be it.
        // What is no more than rounding could make of it says nothing.
        if off != 0 && self.is_small(result) {
            return Told::Trivial;
        }
        let greatest = self.greatest.abs().max(self.least.abs());
        let rest = (self.sum - main.unwrap_or(0)).abs();
        if rest == 0 || main.is_none() && self.nonzero < 2 {
            return Told::Trivial;
        }
        let size = (log2(result.value.abs().max(greatest)) + log2(rest.max(self.grain))) / 2;
        let unit = self.grain.max(result.grain).max(2 * off.abs());
        Told::Holds((size - log2(unit)).clamp(BIT / 2, MOST))
    }

    /// How the average fares against its result.
    pub(super) fn average_told(&self, result: &Number) -> Told {
        if !result.there || self.there == 0 {
            return Told::Blank;
        }
        let of = |count: i128| result.value * count - self.sum;
        let holds = |count: i128| of(count).abs() <= self.half + result.half * count;
        // What is not there counts as nothing, in some tables.
        let count = match holds(self.there) || !holds(self.all) {
            true => self.there,
            false => self.all,
        };
        let off = of(count);
        if !holds(count) {
            return Told::Fails(off / count);
        }
        if self.there < 2 || self.least == self.greatest {
            return Told::Trivial;
        }
        let unit = (result.grain * count).max(2 * off.abs());
        let size = (self.greatest - self.least) * count;
        Told::Holds((log2(size) - log2(unit)).clamp(0, MOST))
    }

    /// How it fares at best: a line in which it holds says as much as one can.
    pub(super) fn at_best(&self, kind: RelationKind, result: &Number) -> Told {
        let (sum, average) = self.holds(result);
        let holds = match kind {
            RelationKind::Average => average,
            _ => sum,
        };
        match (result.there && self.there > 0, holds) {
            (false, _) => Told::Blank,
            (true, true) => Told::Holds(MOST),
            (true, false) => Told::Fails(0),
        }
    }

    /// Whether its parts sum up to a result, and whether they average to it.
    pub(super) fn holds(&self, result: &Number) -> (bool, bool) {
        let within = |count: i128, times: i128| {
            let off = result.value * count - self.sum;
            off.abs() <= self.half + result.half * times
        };
        let some = result.there && self.there > 0;
        (
            some && within(1, 1),
            some && (within(self.there, self.there) || within(self.all, self.all)),
        )
    }

    /// Whether its parts and a result are no larger than what rounding each of them
    /// could make of their sum.
    pub(super) fn is_small(&self, result: &Number) -> bool {
        let greatest = match self.there {
            0 => 0,
            _ => self.greatest.abs().max(self.least.abs()),
        };
        result.value.abs().max(greatest) <= self.half + result.half
    }

    /// Whether all its parts are nothing.
    pub(super) fn is_nothing(&self) -> bool {
        self.nonzero == 0
    }

    /// Whether its parts as printed are to the last digit what a result says.
    pub(super) fn is_exact(&self, kind: RelationKind, result: &Number) -> bool {
        let within = |count: i128| (result.value * count - self.sum).abs() <= result.half * count;
        match kind {
            RelationKind::Average => within(self.there) || within(self.all),
            _ => result.value == self.sum,
        }
    }

    fn told(&self, kind: RelationKind, result: &Number, main: Option<i128>) -> Told {
        match kind {
            RelationKind::Average => self.average_told(result),
            _ => self.sum_told(result, main),
        }
    }
}

/// The part that is nearest to the whole most often: a sum that is hardly more
/// than it says little.
fn main_part(view: &View, result: usize, parts: &[usize]) -> Option<usize> {
    let mut wins = vec![0_usize; parts.len()];
    for cross in 0..view.crossing {
        let whole = view.line(result)[cross];
        let off = |at: &usize| {
            let part = view.line(parts[*at])[cross];
            (whole.value - part.value).abs()
        };
        if whole.there
            && let Some(nearest) = (0..parts.len()).min_by_key(off)
        {
            wins[nearest] += 1;
        }
    }
    let most = (0..parts.len()).max_by_key(|at| wins[*at])?;
    Some(parts[most])
}

/// How a sum or an average fares in every crossing line.
pub(super) fn told(view: &View, kind: RelationKind, result: usize, parts: &[usize]) -> Vec<Told> {
    let mut running = vec![Running::NONE; view.crossing];
    for &part in parts {
        for (running, number) in running.iter_mut().zip(view.line(part)) {
            running.add(number);
        }
    }
    let main = main_part(view, result, parts);
    let main = main.map(|part| view.line(part));
    let one = |cross: usize| {
        let main = main.map(|line| line[cross].value);
        running[cross].told(kind, &view.line(result)[cross], main)
    };
    let mut told: Vec<Told> = (0..view.crossing).map(one).collect();
    let off = |cross: usize| {
        let (running, result) = (&running[cross], &view.line(result)[cross]);
        match kind {
            RelationKind::Average => {
                let off = |count: i128| (result.value * count - running.sum).abs();
                off(running.there).min(off(running.all))
            }
            _ => (result.value - running.sum).abs(),
        }
    };
    blur(view, result, &mut told, off);
    told
}

/// Takes from what is told what the residuals of the other crossing lines do: a
/// sum that is off by some in most of them says little where it happens to be
/// just right.
fn blur(view: &View, result: usize, told: &mut [Told], off: impl Fn(usize) -> i128) {
    let held = told
        .iter()
        .enumerate()
        .filter(|(_, told)| matches!(told, Told::Holds(_)));
    let offs: Vec<i128> = held.map(|(cross, _)| off(cross)).collect();
    let count = i128::try_from(offs.len()).unwrap_or(0);
    let mean = offs.iter().sum::<i128>().checked_div(count).unwrap_or(0);
    if mean == 0 {
        return;
    }
    let numbers = view.line(result);
    for (cross, told) in told.iter_mut().enumerate() {
        let own = numbers[cross].grain.max(2 * off(cross));
        if let Told::Holds(bits) = told
            && 2 * mean > own
        {
            let least = (*bits).min(BIT / 4);
            *bits = (*bits - (log2(2 * mean) - log2(own))).max(least);
        }
    }
}
