//! Changes against an earlier value: by how much, and by how many per cent.

use super::Reader;
use super::roles::Role;
use super::words::{Way, is_adjusted};
use crate::claim::claimed::{ClaimKind, Operand, Stands, Why};

/// `比上年增加D，增长P%`.
const BY: &str = "change-by";
/// `由B增至A，增长P%`, `较上年的B增长P%`.
const FROM: &str = "change-from";
/// `同比增长P%`, and nothing of what was before.
const ALONE: &str = "change-alone";

impl Reader<'_> {
    /// Reads the changes of a text.
    pub(super) fn changes(&mut self) {
        for figure in 0..self.figures.len() {
            if let Role::Change(way) = self.roles[figure] {
                match self.figures[figure].is_percent() {
                    true => self.change_in_percent(figure, way),
                    false => self.change_in_amount(figure, way),
                }
            }
        }
    }

    /// What changed: the nearest amount or level before, in its part of the
    /// sentence; of percentages for points.
    fn subject(&self, figure: usize, like: Option<usize>) -> Option<usize> {
        let fits = |other: &usize| {
            let said = &self.figures[*other];
            let role = matches!(
                self.roles[*other],
                Role::Plain | Role::To | Role::Rate | Role::Share | Role::Other | Role::Each
            );
            let like = match like {
                Some(like) => said.adds_to(&self.figures[like]),
                None => said.is_amount(),
            };
            role && like && said.depth <= self.figures[figure].depth
        };
        self.before_in_group(figure).find(fits)
    }

    fn change_in_percent(&mut self, figure: usize, way: Way) {
        let clause = self.clause(figure);
        let adjusted = is_adjusted(&clause);
        let near = |other: &usize| self.figures[*other].depth == self.figures[figure].depth;
        // The amount of the change, beside it: in the clause before or behind.
        let beside = [figure.checked_sub(1), Some(figure + 1)];
        let amount = beside.into_iter().flatten().find(|other| {
            *other < self.figures.len()
                && matches!(self.roles[*other], Role::Change(other) if other == way)
                && self.figures[*other].is_amount()
                && self.is_one_clause_from(figure, *other)
        });
        let (grown, grown_by) = match way {
            Way::Up => (ClaimKind::Growth, ClaimKind::GrowthBy),
            Way::Down => (ClaimKind::Decline, ClaimKind::DeclineBy),
        };
        // An earlier value that is stated.
        let first = amount.map_or(figure, |amount| amount.min(figure));
        let earlier = self
            .before_in_group(first)
            .filter(near)
            .take(3)
            .find(|other| matches!(self.roles[*other], Role::Earlier | Role::From));
        if let Some(earlier) = earlier {
            let to = (earlier + 1..figure).find(|other| {
                self.roles[*other] == Role::To
                    && self.figures[*other].adds_to(&self.figures[earlier])
            });
            let now = to.or_else(|| self.subject(earlier, Some(earlier)));
            if let Some(now) = now {
                let operands = [now.into(), earlier.into()];
                match adjusted {
                    true => self.add(
                        grown,
                        FROM,
                        figure,
                        &operands,
                        Stands::Depends(Why::Adjusted),
                    ),
                    false => self.claim(grown, FROM, figure, &operands),
                }
                return;
            }
        }
        if let Some(amount) = amount {
            let Some(now) = self.subject(first, Some(amount)) else {
                return;
            };
            let operands = [Operand::from(now), Operand::from(amount)];
            match adjusted {
                true => self.add(
                    grown_by,
                    BY,
                    figure,
                    &operands,
                    Stands::Depends(Why::Adjusted),
                ),
                false => self.claim(grown_by, BY, figure, &operands),
            }
            return;
        }
        let why = match adjusted {
            true => Why::Adjusted,
            false => Why::NoEarlier,
        };
        if let Some(now) = self.subject(figure, None) {
            self.add(grown, ALONE, figure, &[now.into()], Stands::Depends(why));
        }
    }

    /// Whether only a comma parts the clauses of two figures.
    fn is_one_clause_from(&self, one: usize, other: usize) -> bool {
        let (first, last) = (one.min(other), one.max(other));
        let between = self.figures[first].span.end..self.figures[last].span.start;
        let words = self.words(between);
        !words.contains(['。', ';', '(', ')']) && words.matches([',', '、']).count() <= 1
    }

    /// `由B增至A，增加D`, `较上年的B减少D`.
    fn change_in_amount(&mut self, figure: usize, way: Way) {
        let like = &self.figures[figure];
        let points = like.is_points();
        let fits = |other: &usize| {
            let other = &self.figures[*other];
            match points {
                true => other.is_percent(),
                false => other.adds_to(like),
            }
        };
        let earlier = self
            .before_in_group(figure)
            .take(3)
            .find(|other| matches!(self.roles[*other], Role::Earlier | Role::From) && fits(other));
        let Some(earlier) = earlier else {
            return;
        };
        let to = (earlier + 1..figure)
            .find(|other| matches!(self.roles[*other], Role::To | Role::Plain) && fits(other));
        let before = || {
            self.before_in_group(earlier).find(|other| {
                fits(other)
                    && matches!(
                        self.roles[*other],
                        Role::Plain
                            | Role::To
                            | Role::Rate
                            | Role::Share
                            | Role::Other
                            | Role::Each
                    )
            })
        };
        let Some(now) = to.or_else(before) else {
            return;
        };
        let (high, low) = match way {
            Way::Up => (now, earlier),
            Way::Down => (earlier, now),
        };
        self.claim(
            ClaimKind::Difference,
            FROM,
            figure,
            &[high.into(), low.into()],
        );
    }
}
