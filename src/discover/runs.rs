//! Sums and averages of lines that follow one another, beside their result or
//! farther off. Right beside it every crossing line is looked at; farther off
//! the few that tell most, before all are.

use super::additive::{Running, told};
use super::bits::{BIT, log2};
use super::candidate::{BESIDE, CLAIMED, Candidate, Effort, MEAN, least_of_runs};
use super::judge::{Told, at_most, best_run};
use super::relation::RelationKind;
use super::side::{Sequence, Side};
use super::sums::Sums;
use super::view::View;
use std::ops::Range;

/// Lines that an average, or every so manieth line, may leave out between the
/// result and its parts.
pub(super) const GAP: usize = 6;
/// Every so manieth line may be a part.
const STRIDE: usize = 4;

/// Where sums are looked for.
pub(super) struct Search<'a> {
    pub view: &'a View,
    /// The lines that are searched, and what the first of them add up to.
    pub active: &'a [usize],
    pub sums: &'a Sums,
    /// The crossing lines that hold rates, which nobody sums up.
    pub unlike: &'a [bool],
    /// The line that may be a sum, and its place among those that are searched.
    pub result: usize,
    pub at: usize,
    /// The crossing lines that tell most of it.
    pub pilots: Vec<usize>,
    /// How much must speak for it.
    pub least: i64,
    /// Whether its name says that it is a mean.
    pub is_called_mean: bool,
    /// How lines fare at best, while they are looked at.
    pub told: Vec<Told>,
    pub found: Vec<Candidate>,
}

impl Search<'_> {
    /// Looks for sums among the lines on one side of the result, from the
    /// nearest; whether it could be done.
    pub(super) fn along(&mut self, side: Side, alike: &[Vec<usize>], effort: &mut Effort) -> bool {
        let others = side.lines(self.active, self.at, usize::MAX);
        let among = |lines: &Vec<usize>| -> Vec<usize> {
            let found = others.iter().copied();
            found
                .filter(|line| lines.binary_search(line).is_ok())
                .collect()
        };
        let mut sequences: Vec<Vec<usize>> = alike.iter().map(among).collect();
        sequences.extend(coarse(self.view, self.result, &others));
        sequences.push(others.clone());
        for lines in sequences.iter().filter(|lines| lines.len() > 1) {
            if !effort.take(lines.len() * self.view.crossing) {
                return false;
            }
            let gap = others.iter().position(|line| *line == lines[0]);
            self.beside(lines, gap.unwrap_or(0).min(GAP));
        }
        for (stride, gap) in (1..=STRIDE).flat_map(|by| (0..=GAP).map(move |gap| (by, gap))) {
            let every = others.iter().skip(gap).step_by(stride);
            let every: Vec<usize> = every.copied().collect();
            if !effort.take(every.len() * self.pilots.len()) {
                return false;
            }
            let next = stride == 1;
            self.by_pilots(Sequence {
                lines: &every,
                side: next.then_some(side),
                gap,
                means: next,
                least: self.least + if next { 0 } else { 2 * BIT },
            });
        }
        self.far_off(&others, side, effort)
    }

    /// The sums and averages of the first of some lines, of the first two, and
    /// so on.
    fn beside(&mut self, others: &[usize], gap: usize) {
        let target = self.view.line(self.result);
        let mut running = vec![Running::NONE; self.view.crossing];
        for (count, &other) in others.iter().enumerate() {
            let (mut sum, mut average) = (0, 0);
            let numbers = self.view.line(other);
            for ((running, number), result) in running.iter_mut().zip(numbers).zip(target) {
                running.add(number);
                let (is_sum, is_average) = running.holds(result);
                if is_sum {
                    match running.sum_told(result, None) {
                        Told::Holds(bits) => sum += bits,
                        Told::Trivial if result.value != 0 => sum += BIT,
                        _ => {}
                    }
                }
                if is_average && let Told::Holds(bits) = running.average_told(result) {
                    average += bits;
                }
            }
            for (kind, worth) in [(RelationKind::Sum, sum), (RelationKind::Average, average)] {
                let least = self.least;
                if worth >= least && count > 0 && self.may_be(kind, |cross| running[cross], least) {
                    self.look(kind, &others[..=count], gap, least);
                }
            }
        }
    }

    /// The same, where few crossing lines are looked at before all are.
    pub(super) fn by_pilots(&mut self, sequence: Sequence<'_>) {
        if self.pilots.is_empty() {
            return;
        }
        let target = self.view.line(self.result);
        let needed = self.pilots.len().div_ceil(2);
        let mut running = vec![Running::NONE; self.pilots.len()];
        for (count, &other) in sequence.lines.iter().enumerate() {
            let numbers = self.view.line(other);
            let (mut sums, mut averages) = (0, 0);
            for (running, &cross) in running.iter_mut().zip(&self.pilots) {
                running.add(&numbers[cross]);
                let (sum, average) = running.holds(&target[cross]);
                sums += usize::from(sum);
                averages += usize::from(average && sequence.means);
            }
            if count == 0 {
                continue;
            }
            for (kind, held) in [(RelationKind::Sum, sums), (RelationKind::Average, averages)] {
                let places = sequence
                    .side
                    .map(|side| side.places(self.at, sequence.gap, count + 1));
                let mut may_be = |places| self.places_may_be(kind, &places, sequence.least);
                if held >= needed && places.is_none_or(&mut may_be) {
                    self.look(
                        kind,
                        &sequence.lines[..=count],
                        sequence.gap,
                        sequence.least,
                    );
                }
            }
        }
    }

    /// Sums of lines that follow one another anywhere, by the crossing line that
    /// tells most; whether all could be looked at.
    fn far_off(&mut self, others: &[usize], side: Side, effort: &mut Effort) -> bool {
        let Some(&pilot) = self.pilots.first() else {
            return true;
        };
        let target = self.view.line(self.result)[pilot];
        let numbers = others.iter().map(|line| self.view.line(*line)[pilot]);
        let half = numbers.clone().map(|number| number.half).max().unwrap_or(0);
        let (mut sum, mut before) = (0, vec![(0, 0)]);
        for (at, number) in numbers.enumerate() {
            sum += number.value;
            before.push((sum, at + 1));
        }
        let sums: Vec<i128> = before.iter().map(|(sum, _)| *sum).collect();
        before.sort_unstable();
        let least = self.least + log2(i128::try_from(others.len()).unwrap_or(0));
        for (start, sum) in sums.iter().enumerate().take(others.len()).skip(GAP + 1) {
            let wanted = sum + target.value;
            let slack = target.half + half * 16;
            let from = before.partition_point(|(sum, _)| *sum < wanted - slack);
            let fitting = before[from..]
                .iter()
                .take_while(|(sum, _)| *sum <= wanted + slack);
            let ends: Vec<usize> = fitting.map(|(_, end)| *end).collect();
            if !effort.take(ends.len() + 1) {
                return false;
            }
            for end in ends.into_iter().filter(|end| *end > start + 2) {
                let places = side.places(self.at, start, end - start);
                if self.agrees(&places) && effort.take(self.view.crossing) {
                    self.look_at(RelationKind::Sum, side, &places, least);
                }
            }
        }
        true
    }

    /// Whether some lines that follow one another sum up to the result in most of
    /// the crossing lines that are looked at first.
    pub(super) fn agrees(&self, places: &Range<usize>) -> bool {
        let target = self.view.line(self.result);
        let holds = |cross: &&usize| self.sums.running(places, **cross).holds(&target[**cross]).0;
        self.pilots.iter().filter(holds).count() * 2 > self.pilots.len()
    }

    /// Whether enough may speak for the lines at some places.
    fn places_may_be(&mut self, kind: RelationKind, places: &Range<usize>, least: i64) -> bool {
        let sums = self.sums;
        self.may_be(kind, |cross| sums.running(places, cross), least)
    }

    /// Whether enough may speak for lines that add up to so much in each crossing
    /// line, also where what it takes to say which they are is the least that it can
    /// be: most of what is tried is told to be none here.
    fn may_be(&mut self, kind: RelationKind, sum: impl Fn(usize) -> Running, least: i64) -> bool {
        let target = self.view.line(self.result);
        let mut told = std::mem::take(&mut self.told);
        told.clear();
        told.extend(
            target
                .iter()
                .zip(self.unlike)
                .enumerate()
                .map(
                    |(cross, (result, unlike))| match sum(cross).at_best(kind, result) {
                        Told::Fails(_) if *unlike => Told::Blank,
                        told => told,
                    },
                ),
        );
        let most = best_run(&told).1;
        let lines = least_of_runs(self.view.along, self.view.lines);
        let may_be = match kind {
            RelationKind::Average if !self.is_called_mean => most > lines + MEAN,
            RelationKind::Average => true,
            _ => at_most(&told, most) > lines - CLAIMED - BESIDE,
        };
        self.told = told;
        most >= least && may_be
    }

    /// Looks at lines that follow one another, if enough may speak for them.
    pub(super) fn look_at(
        &mut self,
        kind: RelationKind,
        side: Side,
        places: &Range<usize>,
        least: i64,
    ) {
        if !self.places_may_be(kind, places, least) {
            return;
        }
        let mut lines = self.active[places.clone()].to_vec();
        let gap = match side {
            Side::Before => {
                lines.reverse();
                self.at - places.end
            }
            Side::Behind => places.start - self.at - 1,
        };
        self.look(kind, &lines, gap, least);
    }

    /// Looks at all crossing lines.
    fn look(&mut self, kind: RelationKind, lines: &[usize], gap: usize, least: i64) {
        let told = told(self.view, kind, self.result, lines)
            .into_iter()
            .zip(self.unlike);
        let told = told.map(|(told, unlike)| match told {
            Told::Fails(_) if *unlike => Told::Blank,
            told => told,
        });
        let told = told.collect();
        let lines = (self.result, lines);
        self.found
            .extend(Candidate::of(self.view, kind, lines, told, gap, least));
    }
}

/// The lines that count in nothing finer than a result does: a whole number is
/// no sum of fractions. None where these are all.
pub(super) fn coarse(view: &View, result: usize, others: &[usize]) -> Option<Vec<usize>> {
    let own = view.grain(result);
    let coarse = others.iter().filter(|line| view.grain(**line) >= own);
    let coarse: Vec<usize> = coarse.copied().collect();
    (coarse.len() < others.len()).then_some(coarse)
}
