//! Lines that split a whole which stands nowhere: shares that add up to a hundred
//! in each line that they cross, or to one, with no total beside them.

use super::bits::{BIT, log2};
use super::field::Field;
use super::judge::MOST;
use super::pen::one_slip;
use super::relation::{Along, Miss, Outcome, Relation, RelationKind, Whole};
use super::view::View;
use super::words;
use std::ops::Range;

/// What must speak for shares that nothing calls so, and the same where their
/// prints or names do; beyond what so many lines take.
const ENOUGH: i64 = 30 * BIT;
const NAMED: i64 = 14 * BIT;
/// In so many lines they must add up, and the same where they are called shares.
const HOLDS: usize = 3;
const HOLDS_NAMED: usize = 2;
/// In so many lines they may fail, and in one more for so many in which they hold.
const FEW: usize = 1;
const RARE: usize = 25;
/// A line without one slip that explains it is told where so many others hold.
const MANY: usize = 8;
/// Lines that split a whole are looked for among so many.
const LINES: usize = 60;
/// The wholes of a table's lines; those that a total stands beside are known.
pub(super) fn wholes(field: &Field, view: &View, known: &[Relation]) -> Vec<Whole> {
    let lines = (0..view.lines).filter(|line| view.count(*line) > 0);
    let lines: Vec<usize> = lines.collect();
    if lines.len() > LINES {
        return Vec::new();
    }
    let mut found: Vec<Whole> = Vec::new();
    for sum in [100, 1] {
        let search = Search { field, view, sum };
        let mut all = search.candidates(&lines);
        all.sort_by_key(|(bits, run)| (-*bits, run.len(), run.start));
        for (bits, run) in all {
            let parts = &lines[run];
            let of_other = |other: &Whole| other.parts.iter().any(|line| parts.contains(line));
            let of_sum = |other: &Relation| {
                let operands = other.operands.iter().map(|operand| operand.line);
                let mut lines = operands.chain([other.result]);
                other.along == view.along
                    && other.kind == RelationKind::Sum
                    && lines.any(|line| parts.contains(&line))
            };
            if !found.iter().any(of_other) && !known.iter().any(of_sum) {
                found.extend(search.whole(parts, bits));
            }
        }
    }
    found.sort_by(|one, other| one.parts.cmp(&other.parts));
    found
}

/// How lines add up in one that they cross.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// What they add up to, and by how much that may be off.
    sum: i128,
    half: i128,
    /// What the finest of them count in.
    grain: i128,
    /// How many there are, not zero, and beyond the whole or below nothing.
    there: usize,
    nonzero: usize,
    strange: usize,
}

/// A search for lines that add up to a number.
struct Search<'a> {
    field: &'a Field,
    view: &'a View,
    sum: u8,
}

impl Search<'_> {
    fn whole_size(&self) -> i128 {
        self.view.one * i128::from(self.sum)
    }

    /// Runs of lines that add up to the whole in some lines, with what that says.
    fn candidates(&self, lines: &[usize]) -> Vec<(i64, Range<usize>)> {
        let mut found = Vec::new();
        for first in 0..lines.len() {
            let mut sums = vec![Sum::default(); self.view.crossing];
            for (last, line) in lines.iter().enumerate().skip(first) {
                for (cross, sum) in sums.iter_mut().enumerate() {
                    self.add(sum, *line, cross);
                }
                let bits = sums.iter().filter_map(|sum| self.bits(sum));
                let bits: i64 = bits.sum();
                if last > first && bits >= NAMED / 2 {
                    found.push((bits, first..last + 1));
                }
            }
        }
        found
    }

    fn add(&self, sum: &mut Sum, line: usize, cross: usize) {
        let number = self.view.line(line)[cross];
        if !number.there {
            return;
        }
        sum.sum += number.value;
        sum.half += number.half;
        sum.grain = match sum.grain {
            0 => number.grain,
            grain if number.value == 0 => grain,
            grain => grain.min(number.grain),
        };
        sum.there += 1;
        sum.nonzero += usize::from(number.value != 0);
        sum.strange += usize::from(!(0..=self.whole_size()).contains(&number.value));
    }

    /// What it says that lines add up to the whole; nothing where they do not, or
    /// one alone is all.
    fn bits(&self, sum: &Sum) -> Option<i64> {
        let off = (sum.sum - self.whole_size()).abs();
        let holds = off <= sum.half && sum.strange == 0 && sum.nonzero > 1;
        let unit = sum.grain.max(2 * off).max(1);
        holds.then(|| (log2(self.whole_size()) - log2(unit)).clamp(0, MOST))
    }

    /// Some lines as a whole, if enough speaks for it.
    fn whole(&self, parts: &[usize], bits: i64) -> Option<Whole> {
        let sums = (0..self.view.crossing).map(|cross| {
            let mut sum = Sum::default();
            parts
                .iter()
                .for_each(|line| self.add(&mut sum, *line, cross));
            sum
        });
        let sums: Vec<Sum> = sums.collect();
        let mut over = Vec::new();
        let (mut fails, mut exact) = (Vec::new(), true);
        for (cross, sum) in sums.iter().enumerate() {
            if self.bits(sum).is_some() {
                over.push((cross, Outcome::Holds));
                exact &= sum.sum == self.whole_size();
            } else if self.is_near(sum) {
                fails.push(cross);
            }
        }
        let holds = over.len();
        let named = self.is_named(parts, &over);
        let (least, lines) = match named {
            true => (NAMED, HOLDS_NAMED),
            false => (ENOUGH, HOLDS),
        };
        // The more lines there are, the more is found by chance.
        let least = least + log2(i128::try_from(self.view.lines).unwrap_or(0));
        // What fails in many lines is no whole.
        if bits < least || holds < lines || fails.len() > FEW + holds / RARE {
            return None;
        }
        let slips = fails
            .iter()
            .filter(|cross| self.is_slip(parts, (**cross, &sums[**cross]), &over));
        let places = self.view.places;
        let told = slips.map(|cross| {
            let by = (sums[*cross].sum - self.whole_size()) / 2;
            (*cross, Outcome::Fails(Miss { by, places }))
        });
        let told: Vec<(usize, Outcome)> = told.collect();
        over.extend(told);
        over.sort_unstable_by_key(|(cross, _)| *cross);
        Some(Whole {
            along: self.view.along,
            parts: parts.to_vec(),
            sum: self.sum,
            over,
            bits: u32::try_from(bits / BIT).unwrap_or(0),
            exact: exact && holds >= HOLDS,
        })
    }

    /// Whether lines that do not add up are shares all the same, but for one.
    fn is_near(&self, sum: &Sum) -> bool {
        let (whole, all) = (self.whole_size(), sum.sum);
        let is_near = (whole / 2..whole * 3 / 2).contains(&all) && sum.strange == 0;
        sum.nonzero > 1 && (is_near || sum.strange == 1)
    }

    /// Whether a line in which they do not add up likely has a slip in it: all are
    /// there that are in the others, and one slip of the pen explains it, or many
    /// others hold.
    fn is_slip(
        &self,
        parts: &[usize],
        (cross, sum): (usize, &Sum),
        over: &[(usize, Outcome)],
    ) -> bool {
        let there = |line: usize, cross: usize| self.view.line(line)[cross].there;
        let is_lost = |line: &usize| {
            let held = over.iter().filter(|(at, _)| there(*line, *at)).count();
            !there(*line, cross) && held * 2 > over.len()
        };
        if over.len() < HOLDS || parts.iter().any(is_lost) {
            return false;
        }
        let off = sum.sum - self.whole_size();
        let grain = sum.grain.max(1);
        let within = sum.half / grain;
        let explains = |line: &usize| {
            let number = self.view.line(*line)[cross];
            let (own, digits) = (number.value, grain);
            let mut meant = (-within..=within).map(|step| own - off + step * grain);
            number.there && meant.any(|meant| meant >= 0 && one_slip(own / digits, meant / digits))
        };
        over.len() >= MANY && sum.strange == 0 || parts.iter().any(explains)
    }

    /// Whether the prints of lines or the names around them say that these are
    /// shares.
    fn is_named(&self, parts: &[usize], over: &[(usize, Outcome)]) -> bool {
        let crossed = match self.view.along {
            Along::Rows => &self.field.columns,
            Along::Columns => &self.field.rows,
        };
        let mut crossing = over.iter().filter_map(|(at, _)| crossed.get(*at));
        let percent = |line: &usize| {
            let mut held = over.iter();
            held.all(|(at, _)| {
                let number = self.view.line(*line)[*at];
                !number.there || number.percent
            })
        };
        parts
            .iter()
            .all(|line| words::is_share(&self.view.labels[*line]))
            || crossing.all(|line| words::is_share(&line.label))
            || parts.iter().all(percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::Crosses;
    use crate::discover::discover;
    use crate::discover::tests::field;

    fn shares(last: &str) -> Field {
        field(&[
            ("North", &["1204", "41.2", "33.1", "25.7"]),
            ("South", &["2331", "38.4", "36.9", "24.7"]),
            ("East", &["3187", "22.5", "51.8", "25.7"]),
            ("West", &["4096", "47.3", "29.6", "23.1"]),
            ("Centre", &["512", last, "44.0", "24.9"]),
        ])
    }

    #[test]
    fn shares_of_each_row_add_up_to_a_hundred() {
        let found = discover(&shares("31.1")).wholes;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].along, found[0].sum), (Along::Columns, 100));
        assert_eq!(found[0].parts, [1, 2, 3]);
        assert_eq!((found[0].holds(), found[0].fails().count()), (5, 0));
    }

    #[test]
    fn a_row_of_them_that_does_not_has_a_slip_in_it() {
        let found = discover(&shares("13.1")).wholes;
        let fails: Vec<(usize, Miss)> = found[0].fails().collect();
        assert_eq!(
            fails,
            [(
                4,
                Miss {
                    by: -180,
                    places: 1
                }
            )]
        );
        // Shares of something else.
        assert!(discover(&shares("70.0")).wholes[0].fails().next().is_none());
    }

    #[test]
    fn figures_that_happen_to_add_up_are_none() {
        let table = field(&[
            ("North", &["41", "59"]),
            ("South", &["38", "62"]),
            ("East", &["22", "91"]),
            ("West", &["47", "13"]),
        ]);
        assert!(discover(&table).wholes.is_empty());
    }
}
