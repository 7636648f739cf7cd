//! Sums: running sums from each line in both directions, whose parts stand
//! beside it or a few lines off.

use super::bits::{BIT, log2};
use super::judge::{MOST, Told, best_run};
use super::view::{Number, View};
use std::ops::Range;

/// Lines that a sum may leave out between itself and its parts.
const GAP: usize = 6;

/// A sum that may be one.
#[derive(Clone, Debug)]
pub(super) struct SumCandidate {
    /// The line that is the sum.
    pub result: usize,
    /// Its parts, from the nearest.
    pub parts: Vec<usize>,
    /// The crossing lines that it is about.
    pub run: Range<usize>,
    /// What speaks for it, in sixteenths of a bit.
    pub bits: i64,
    /// How many lines stand between it and its parts.
    pub gap: usize,
}

/// How much has been tried, and how much may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// Comparisons made.
    pub work: u64,
    /// Comparisons that may be made.
    pub most: u64,
}

impl Effort {
    /// Counts some comparisons; whether they may be made.
    pub(super) fn take(&mut self, comparisons: usize) -> bool {
        self.work += comparisons as u64;
        self.work <= self.most
    }
}

/// The sum of some parts so far, in a crossing line.
#[derive(Clone, Copy, Default)]
struct Running {
    sum: i128,
    half: i128,
    /// The greatest part, by size.
    greatest: i128,
    /// How many parts are there, and how many of these are not zero.
    there: u32,
    nonzero: u32,
    grain: i128,
}

impl Running {
    fn add(&mut self, number: &Number) {
        if number.there {
            self.sum += number.value;
            self.half += number.half;
            self.greatest = self.greatest.max(number.value.abs());
            self.there += 1;
            self.nonzero += u32::from(number.value != 0);
            self.grain = self.grain.max(number.grain);
        }
    }

    /// How the sum fares against its result.
    fn told(&self, result: &Number) -> Told {
        if !result.there || self.there == 0 {
            return Told::Blank;
        }
        let off = result.value - self.sum;
        if off.abs() > self.half + result.half {
            return Told::Fails(off);
        }
        if self.nonzero < 2 || result.value == 0 && self.nonzero == 0 {
            return Told::Trivial;
        }
        // What the parts beside the greatest add: had they been left out, the
        // sum would not be it.
        let rest = (result.value.abs() - self.greatest).abs().max(self.grain);
        let size = (log2(result.value.abs().max(self.greatest)) + log2(rest)) / 2;
        let unit = self.grain.max(result.grain).max(2 * off.abs());
        Told::Holds((size - log2(unit)).clamp(0, MOST))
    }
}

/// All sums of lines that are searched.
pub(super) fn candidates(view: &View, active: &[usize], effort: &mut Effort) -> Vec<SumCandidate> {
    let mut found = Vec::new();
    let least = 5 * BIT + 7 * log2(active.len() as i128) / 10;
    for (at, &result) in active.iter().enumerate() {
        let below: Vec<usize> = active[at + 1..].to_vec();
        let above: Vec<usize> = active[..at].iter().rev().copied().collect();
        for others in [above, below] {
            for gap in 0..=GAP.min(others.len()) {
                if !effort.take((others.len() - gap) * view.crossing) {
                    return found;
                }
                from_here(view, (result, gap), &others[gap..], least, &mut found);
            }
        }
    }
    found
}

/// The sums of the first of some lines, of the first two, and so on.
fn from_here(
    view: &View,
    (result, gap): (usize, usize),
    others: &[usize],
    least: i64,
    found: &mut Vec<SumCandidate>,
) {
    let target = view.line(result);
    let mut running = vec![Running::default(); view.crossing];
    for (count, &other) in others.iter().enumerate() {
        let mut worth = 0;
        for ((running, number), result) in running.iter_mut().zip(view.line(other)).zip(target) {
            running.add(number);
            if let Told::Holds(bits) = running.told(result) {
                worth += bits;
            }
        }
        if worth < least || count == 0 {
            continue;
        }
        let told = running
            .iter()
            .zip(target)
            .map(|(running, result)| running.told(result));
        let (run, bits) = best_run(told);
        if bits >= least {
            found.push(SumCandidate {
                result,
                parts: others[..=count].to_vec(),
                run,
                bits,
                gap,
            });
        }
    }
}

/// How a sum fares in every crossing line.
pub(super) fn told(view: &View, result: usize, parts: &[usize]) -> Vec<Told> {
    let mut running = vec![Running::default(); view.crossing];
    for &part in parts {
        for (running, number) in running.iter_mut().zip(view.line(part)) {
            running.add(number);
        }
    }
    let results = running.iter().zip(view.line(result));
    results
        .map(|(running, result)| running.told(result))
        .collect()
}
