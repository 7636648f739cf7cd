//! Sums and averages: running sums from each line in both directions, whose
//! parts stand beside it or a few lines off.

use super::bits::{BIT, log2};
use super::candidate::{BESIDE, CLAIMED, Candidate, Effort, least};
use super::judge::{MOST, Told};
use super::relation::RelationKind;
use super::view::{Number, View};
use super::words;
use std::collections::BTreeMap;

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
    /// How many parts are there, of how many, and how many are not zero.
    there: i128,
    all: i128,
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
        all: 0,
        nonzero: 0,
        grain: 0,
    };

    fn add(&mut self, number: &Number) {
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
    fn sum_told(&self, result: &Number, main: Option<i128>) -> Told {
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
    let alike = alike(view, active);
    for (at, &result) in active.iter().enumerate() {
        let claimed = words::claims(&view.labels[result], RelationKind::Sum);
        let least = least(active.len()) - if claimed { CLAIMED } else { BESIDE };
        let below: Vec<usize> = active[at + 1..].to_vec();
        let above: Vec<usize> = active[..at].iter().rev().copied().collect();
        for others in [above, below] {
            for gap in 0..=GAP.min(others.len()) {
                if !effort.take((others.len() - gap) * view.crossing) {
                    return found;
                }
                from_here(
                    view,
                    unlike,
                    (result, gap),
                    &others[gap..],
                    (least, true),
                    &mut found,
                );
            }
            for (stride, gap) in strides() {
                let every: Vec<usize> = others.iter().skip(gap).step_by(stride).copied().collect();
                if !effort.take(every.len() * view.crossing) {
                    return found;
                }
                let least = (least + 2 * BIT, false);
                from_here(view, unlike, (result, gap), &every, least, &mut found);
            }
            let coarse = coarse(view, result, &others);
            for lines in alike.iter().chain(&coarse) {
                let among = others.iter().filter(|line| lines.contains(line));
                let among: Vec<usize> = among.copied().collect();
                if among.len() < 2 || !effort.take(among.len() * view.crossing) {
                    continue;
                }
                let gap = others
                    .iter()
                    .position(|line| *line == among[0])
                    .unwrap_or(0)
                    .min(GAP);
                from_here(
                    view,
                    unlike,
                    (result, gap),
                    &among,
                    (least, true),
                    &mut found,
                );
            }
        }
    }
    found
}

/// The lines that count in nothing finer than a result does: a whole number is
/// no sum of fractions. None where these are all.
fn coarse(view: &View, result: usize, others: &[usize]) -> Option<Vec<usize>> {
    let own = view.grain(result);
    let coarse = others.iter().filter(|line| view.grain(**line) >= own);
    let coarse: Vec<usize> = coarse.copied().collect();
    (coarse.len() < others.len()).then_some(coarse)
}

/// Lines that are called alike: those whose names say that they sum up others,
/// and those whose names end in the same words, as under a header of two lines.
fn alike(view: &View, active: &[usize]) -> Vec<Vec<usize>> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &line in active {
        let label = view.labels[line].lines().next().unwrap_or_default();
        let name = label
            .split_whitespace()
            .next_back()
            .unwrap_or_default()
            .to_lowercase();
        if !name.is_empty() {
            by_name.entry(name).or_default().push(line);
        }
    }
    let sums = active.iter().copied();
    let sums = sums
        .filter(|line| words::claims(&view.labels[*line], RelationKind::Sum))
        .collect();
    let few = |lines: &Vec<usize>| lines.len() > 1 && lines.len() < active.len() * 3 / 4;
    by_name.into_values().chain([sums]).filter(few).collect()
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
            *bits = (*bits - (log2(2 * mean) - log2(own))).max(BIT / 4);
        }
    }
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
