//! Sums and averages: running sums from each line in both directions, whose
//! parts stand beside it or a few lines off.

use super::bits::{BIT, log2};
use super::candidate::{Candidate, Effort, least};
use super::judge::{MOST, Told};
use super::relation::RelationKind;
use super::view::{Number, View};

/// Lines that a sum may leave out between itself and its parts.
const GAP: usize = 6;
/// Every so manieth line may be a part.
const STRIDE: usize = 4;

/// The sum of some parts so far, in a crossing line.
#[derive(Clone, Copy)]
struct Running {
    sum: i128,
    half: i128,
    /// The least and the greatest part.
    least: i128,
    greatest: i128,
    /// How many parts are there, and how many of these are not zero.
    there: i128,
    nonzero: u32,
    grain: i128,
}

impl Running {
    const NONE: Running = Running {
        sum: 0,
        half: 0,
        least: i128::MAX,
        greatest: i128::MIN,
        there: 0,
        nonzero: 0,
        grain: 0,
    };

    fn add(&mut self, number: &Number) {
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
    fn sum_told(&self, result: &Number, main: Option<i128>) -> Told {
        if !result.there || self.there == 0 {
            return Told::Blank;
        }
        let off = result.value - self.sum;
        if off.abs() > self.half + result.half {
            return Told::Fails(off);
        }
        // What the parts beside the greatest add: had they been left out, the
        // sum would not be it.
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
    fn average_told(&self, result: &Number) -> Told {
        if !result.there || self.there == 0 {
            return Told::Blank;
        }
        let off = result.value * self.there - self.sum;
        if off.abs() > self.half + result.half * self.there {
            return Told::Fails(off / self.there);
        }
        if self.there < 2 || self.least == self.greatest {
            return Told::Trivial;
        }
        let unit = (result.grain * self.there).max(2 * off.abs());
        let size = (self.greatest - self.least) * self.there;
        Told::Holds((log2(size) - log2(unit)).clamp(0, MOST))
    }

    fn told(&self, kind: RelationKind, result: &Number, main: Option<i128>) -> Told {
        match kind {
            RelationKind::Average => self.average_told(result),
            _ => self.sum_told(result, main),
        }
    }
}

/// All sums and averages of lines that are searched.
pub(super) fn candidates(
    view: &View,
    active: &[usize],
    unlike: &[bool],
    effort: &mut Effort,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let least = least(active.len());
    for (at, &result) in active.iter().enumerate() {
        let below: Vec<usize> = active[at + 1..].to_vec();
        let above: Vec<usize> = active[..at].iter().rev().copied().collect();
        for others in [above, below] {
            for gap in 0..=GAP.min(others.len()) {
                if !effort.take((others.len() - gap) * view.crossing) {
                    return found;
                }
                from_here(view, unlike, (result, gap), &others[gap..], (least, true), &mut found);
            }
            for (stride, gap) in strides() {
                let every: Vec<usize> = others.iter().skip(gap).step_by(stride).copied().collect();
                if !effort.take(every.len() * view.crossing) {
                    return found;
                }
                from_here(view, unlike, (result, gap), &every, (least + 2 * BIT, false), &mut found);
            }
        }
    }
    found
}

/// Every second line, every third and so on, as where numbers and shares take
/// turns; and how many lines are left out before the first.
fn strides() -> impl Iterator<Item = (usize, usize)> {
    (2..=STRIDE).flat_map(|stride| (0..=GAP).map(move |gap| (stride, gap)))
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
        if whole.there && let Some(nearest) = (0..parts.len()).min_by_key(off) {
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
    (0..view.crossing).map(one).collect()
}

/// The sums and averages of the first of some lines, of the first two, and so on.
fn from_here(
    view: &View,
    unlike: &[bool],
    (result, gap): (usize, usize),
    others: &[usize],
    (least, averages): (i64, bool),
    found: &mut Vec<Candidate>,
) {
    let target = view.line(result);
    let mut running = vec![Running::NONE; view.crossing];
    for (count, &other) in others.iter().enumerate() {
        let (mut sum, mut average) = (0, 0);
        for ((running, number), result) in running.iter_mut().zip(view.line(other)).zip(target) {
            running.add(number);
            match running.sum_told(result, None) {
                Told::Holds(bits) => sum += bits,
                Told::Trivial if result.value != 0 => sum += BIT,
                _ => {}
            }
            if let Told::Holds(bits) = running.average_told(result) {
                average += bits;
            }
        }
        if count == 0 {
            continue;
        }
        for (kind, worth) in [(RelationKind::Sum, sum), (RelationKind::Average, average)] {
            if worth >= least && (kind == RelationKind::Sum || averages) {
                let lines = (result, &others[..=count]);
                let told = told(view, kind, lines.0, lines.1).into_iter().zip(unlike);
                let told = told.map(|(told, unlike)| match told {
                    Told::Fails(_) if *unlike => Told::Blank,
                    told => told,
                });
                let told = told.collect();
                found.extend(Candidate::of(view, kind, lines, told, gap, least));
            }
        }
    }
}
