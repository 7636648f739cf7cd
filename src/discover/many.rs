//! Sums and averages among many lines, in a time that grows as their number: the
//! nearest lines are tried one after another; how many more make a sum is looked up
//! among the sums of the first lines.

use super::bits::{BIT, log2};
use super::called_alike::Alike;
use super::candidate::Effort;
use super::judge::MOST;
use super::relation::RelationKind;
use super::runs::{GAP, Search, coarse};
use super::side::{Sequence, Side};
use std::ops::Range;

/// So many of the nearest lines are tried one after another.
const NEAR: usize = 300;
/// So many lines may be left out between the result and these.
const GAPS: usize = GAP / 3;

impl Search<'_> {
    /// Looks for sums among the lines on one side of the result; whether it could be
    /// done.
    pub(super) fn among_many(&mut self, side: Side, alike: &Alike, effort: &mut Effort) -> bool {
        let near = side.lines(self.active, self.at, NEAR);
        for gap in 0..=GAPS.min(near.len()) {
            let next = Sequence {
                lines: &near[gap..],
                side: Some(side),
                gap,
                means: true,
                least: self.least,
            };
            if !self.may_try(next, effort) || !self.longer(side, gap, effort) {
                return false;
            }
        }
        let mut others = alike.beside((self.result, side), &near);
        others.extend(coarse(self.view, self.result, &near));
        for lines in &others {
            let gap = lines
                .first()
                .and_then(|first| near.iter().position(|line| line == first));
            let some = Sequence {
                lines,
                side: None,
                gap: gap.unwrap_or(GAP).min(GAP),
                means: self.is_called_mean,
                least: self.least,
            };
            if !self.may_try(some, effort) {
                return false;
            }
        }
        self.anywhere(side, effort)
    }

    fn may_try(&mut self, sequence: Sequence<'_>, effort: &mut Effort) -> bool {
        let may = effort.take(sequence.lines.len() * self.pilots.len());
        if may {
            self.by_pilots(sequence);
        }
        may
    }

    /// Sums of more of the nearest lines, and what is made of all on a side; whether
    /// it could be done.
    fn longer(&mut self, side: Side, gap: usize, effort: &mut Effort) -> bool {
        let count = side.count(self.active.len(), self.at).saturating_sub(gap);
        if count <= NEAR {
            return true;
        }
        let least = self.least + log2(i128::try_from(count).unwrap_or(0));
        let all = side.places(self.at, gap, count);
        let mut tried = vec![(RelationKind::Average, all.clone())];
        let fitting = self.fitting(side, gap).into_iter().chain([all]);
        let longer = fitting.filter(|places| places.len() > NEAR);
        tried.extend(longer.map(|places| (RelationKind::Sum, places)));
        if !effort.take(tried.len() * self.view.crossing) {
            return false;
        }
        for (kind, places) in tried {
            self.look_at(kind, side, &places, least);
        }
        true
    }

    /// Sums of lines that follow one another anywhere on a side; whether it could be
    /// done.
    fn anywhere(&mut self, side: Side, effort: &mut Effort) -> bool {
        let count = side.count(self.active.len(), self.at);
        let least = self.least + log2(i128::try_from(count).unwrap_or(0));
        // Farther off, more speaks against it than all crossing lines can for it.
        let crossing = i64::try_from(self.view.crossing).unwrap_or(i64::MAX);
        let farthest = MOST.saturating_mul(crossing.saturating_add(1)) / (BIT / 2);
        let farthest = usize::try_from(farthest).unwrap_or(usize::MAX);
        for start in GAPS + 1..count.min(farthest) {
            let fitting = self.fitting(side, start);
            if !effort.take(fitting.len() + 1) {
                return false;
            }
            for places in fitting.iter().filter(|places| places.len() > 2) {
                if self.agrees(places) && effort.take(self.view.crossing) {
                    self.look_at(RelationKind::Sum, side, places, least);
                }
            }
        }
        true
    }

    /// The lines on a side, so many left out, that add up to nearly the result in the
    /// crossing line that tells most.
    fn fitting(&self, side: Side, gap: usize) -> Vec<Range<usize>> {
        let Some(&pilot) = self.pilots.first() else {
            return Vec::new();
        };
        let target = self.view.line(self.result)[pilot];
        match side {
            Side::Before => {
                let end = self.at - gap;
                let starts = self.sums.fitting(end, pilot, (-target.value, target.half));
                let before = starts.into_iter().filter(|start| *start < end);
                before.map(|start| start..end).collect()
            }
            Side::Behind => {
                let start = self.at + 1 + gap;
                let ends = self.sums.fitting(start, pilot, (target.value, target.half));
                let behind = ends.into_iter().filter(|end| *end > start);
                behind.map(|end| start..end).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::discover::{Along, Field, FieldCell, Line, Printed, discover};

    /// A table of so many rows and columns of figures that have nothing to do with one
    /// another.
    fn wide(rows: usize, columns: usize) -> Field {
        let lines = |count: usize| {
            (0..count)
                .map(|at| Line::called(format!("k{at}")))
                .collect()
        };
        let mut field = Field::new(lines(rows), lines(columns));
        let mut state = 42_u64;
        for row in 0..rows {
            for column in 0..columns {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(97);
                set(
                    &mut field,
                    (row, column),
                    i128::from((state >> 33) % 9_000 + 17),
                );
            }
        }
        field
    }

    fn set(field: &mut Field, (row, column): (usize, usize), digits: i128) {
        let printed = FieldCell::Figure(Printed::plain(digits, 0));
        field.set(row, column, printed);
    }

    fn sum(field: &Field, row: usize, columns: impl Iterator<Item = usize>) -> i128 {
        let figures = columns.filter_map(|column| field.figure((row, column)));
        figures.map(|figure| figure.digits).sum()
    }

    #[test]
    fn every_fifth_column_of_many_is_a_total() {
        let mut field = wide(4, 1_500);
        for at in (4..1_500).step_by(5) {
            for row in 0..4 {
                let total = sum(&field, row, at - 4..at);
                set(&mut field, (row, at), total);
            }
        }
        let found = discover(&field);
        let sums = found.relations.iter();
        let sums = sums.filter(|one| one.along == Along::Columns && one.operands.len() == 4);
        assert!(!found.gave_up);
        assert_eq!(sums.count(), 300);
    }

    #[test]
    fn the_last_column_is_the_sum_of_all_before_it() {
        let mut field = wide(6, 1_200);
        for row in 0..6 {
            let total = sum(&field, row, 0..1_199);
            set(&mut field, (row, 1_199), total);
        }
        let found = discover(&field);
        assert!(!found.gave_up && found.relations.len() == 1);
        assert_eq!(found.relations[0].result, 1_199);
        assert_eq!(found.relations[0].operands.len(), 1_199);
    }

    #[test]
    fn a_row_of_many_columns_is_the_sum_of_those_above_it() {
        let mut field = wide(3, 1_500);
        for column in 0..1_500 {
            let parts = (0..2).filter_map(|row| field.figure((row, column)));
            let total = parts.map(|one| one.digits).sum();
            set(&mut field, (2, column), total);
        }
        let found = discover(&field);
        assert!(!found.gave_up && found.relations.len() == 1);
        assert_eq!(
            (found.relations[0].along, found.relations[0].result),
            (Along::Rows, 2)
        );
    }

    #[test]
    fn the_work_grows_as_the_columns() {
        let work = |columns: usize| {
            let found = discover(&wide(4, columns));
            assert!(!found.gave_up && found.relations.is_empty());
            found.work
        };
        assert!(work(2_800) < 3 * work(1_400));
    }
}
