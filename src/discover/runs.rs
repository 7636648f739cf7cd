//! Sums and averages of lines that follow one another, beside their result or
//! farther off. Right beside it every crossing line is looked at; farther off
//! the few that tell most, before all are.

use super::additive::{Running, told};
use super::bits::{BIT, log2};
use super::candidate::{BESIDE, CLAIMED, Candidate, Effort, least};
use super::judge::Told;
use super::pilots::pilots;
use super::relation::RelationKind;
use super::view::View;
use super::words;
use std::collections::BTreeMap;

/// Lines that an average, or every so manieth line, may leave out between the
/// result and its parts.
const GAP: usize = 6;
/// Every so manieth line may be a part.
const STRIDE: usize = 4;

/// More lines than this are many.
const LARGE: usize = 300;

/// Where sums are looked for.
struct Search<'a> {
    view: &'a View,
    /// The crossing lines that hold rates, which nobody sums up.
    unlike: &'a [bool],
    /// The line that may be a sum.
    result: usize,
    /// Whether there are so many lines that few crossing lines are looked at
    /// first everywhere, and less is tried.
    large: bool,
    /// The crossing lines that tell most of it.
    pilots: Vec<usize>,
    /// How much must speak for it.
    least: i64,
    found: Vec<Candidate>,
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
        let mut search = Search {
            view,
            unlike,
            result,
            large: active.len() > LARGE,
            pilots: pilots(view, result),
            least: least(active.len()) - if claimed { CLAIMED } else { BESIDE },
            found: Vec::new(),
        };
        let below: Vec<usize> = active[at + 1..].to_vec();
        let above: Vec<usize> = active[..at].iter().rev().copied().collect();
        for others in [above, below] {
            if !search.along(&others, &alike, effort) {
                return found;
            }
        }
        found.extend(search.found);
    }
    found
}

impl Search<'_> {
    /// Looks for sums among the lines on one side of the result, from the
    /// nearest; whether it could be done.
    fn along(&mut self, others: &[usize], alike: &[Vec<usize>], effort: &mut Effort) -> bool {
        let among = |lines: &Vec<usize>| -> Vec<usize> {
            let found = others.iter().copied();
            found
                .filter(|line| lines.binary_search(line).is_ok())
                .collect()
        };
        let mut sequences: Vec<Vec<usize>> = alike.iter().map(among).collect();
        sequences.extend(coarse(self.view, self.result, others));
        if !self.large {
            sequences.push(others.to_vec());
        }
        for lines in sequences.iter().filter(|lines| lines.len() > 1) {
            if !effort.take(lines.len() * self.view.crossing) {
                return false;
            }
            let gap = others.iter().position(|line| *line == lines[0]);
            self.beside(lines, gap.unwrap_or(0).min(GAP));
        }
        let (strides, gaps) = match self.large {
            true => (1, GAP / 3),
            false => (STRIDE, GAP),
        };
        for (stride, gap) in (1..=strides).flat_map(|by| (0..=gaps).map(move |gap| (by, gap))) {
            let every = others.iter().skip(gap).step_by(stride);
            let every: Vec<usize> = every.copied().collect();
            if !effort.take(every.len() * self.pilots.len()) {
                return false;
            }
            self.by_pilots(&every, gap, stride);
        }
        self.far_off(others, effort)
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
                if worth >= self.least && count > 0 {
                    self.look(kind, &others[..=count], gap, self.least);
                }
            }
        }
    }

    /// The same, where few crossing lines are looked at before all are.
    fn by_pilots(&mut self, others: &[usize], gap: usize, stride: usize) {
        if self.pilots.is_empty() {
            return;
        }
        let target = self.view.line(self.result);
        let needed = self.pilots.len().div_ceil(2);
        let mut running = vec![Running::NONE; self.pilots.len()];
        for (count, &other) in others.iter().enumerate() {
            let numbers = self.view.line(other);
            let (mut sums, mut averages) = (0, 0);
            for (running, &cross) in running.iter_mut().zip(&self.pilots) {
                running.add(&numbers[cross]);
                let (sum, average) = running.holds(&target[cross]);
                sums += usize::from(sum);
                averages += usize::from(average && stride == 1);
            }
            if count == 0 {
                continue;
            }
            let more = if stride > 1 { 2 * BIT } else { 0 };
            for (kind, held) in [(RelationKind::Sum, sums), (RelationKind::Average, averages)] {
                if held >= needed {
                    self.look(kind, &others[..=count], gap, self.least + more);
                }
            }
        }
    }

    /// Sums of lines that follow one another anywhere, by the crossing line that
    /// tells most; whether all could be looked at.
    fn far_off(&mut self, others: &[usize], effort: &mut Effort) -> bool {
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
        for start in GAP + 1..others.len() {
            let wanted = sums[start] + target.value;
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
                if self.agrees(&others[start..end]) && effort.take(self.view.crossing) {
                    self.look(RelationKind::Sum, &others[start..end], start, least);
                }
            }
        }
        true
    }

    /// Whether some lines sum up to the result in most of the crossing lines
    /// that are looked at first.
    fn agrees(&self, lines: &[usize]) -> bool {
        let target = self.view.line(self.result);
        let holds = |cross: &&usize| {
            let mut running = Running::NONE;
            lines
                .iter()
                .for_each(|line| running.add(&self.view.line(*line)[**cross]));
            running.holds(&target[**cross]).0
        };
        self.pilots.iter().filter(holds).count() * 2 > self.pilots.len()
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
        let whole = format!("={}", label.trim().to_lowercase());
        if whole.len() > 1 {
            by_name.entry(whole).or_default().push(line);
        }
    }
    let sums = active.iter().copied();
    let sums = sums
        .filter(|line| words::claims(&view.labels[*line], RelationKind::Sum))
        .collect();
    let few = |lines: &Vec<usize>| lines.len() > 1 && lines.len() < active.len() * 3 / 4;
    by_name.into_values().chain([sums]).filter(few).collect()
}
