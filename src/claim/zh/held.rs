//! What Chinese sentences tell without a sign that any pattern knows: told only
//! where it holds, and where that is no chance. So nothing here is ever a
//! finding; it says what was checked.

use super::names::common;
use super::reader::{Chinese, Role};
use super::words::{Way, holds, is_earlier};
use crate::claim::claimed::{ClaimKind, Operand, told};
use crate::claim::evidence::only_pair;
use crate::claim::said::around;
use crate::figure::Rat;
use std::collections::HashSet;

/// A change against a value of its sentence or the one before.
const FROM: &str = "change-from";
/// A change by an amount of its sentence.
const BY: &str = "change-by";
/// Points between two rates.
const POINTS: &str = "points-between";
/// Parts in sentences behind their whole.
const ACROSS: &str = "parts-across";

/// Runs of parts are looked for from so many places on.
const NEAR: usize = 8;
/// Sentences behind a whole in which its parts are looked for.
const SENTENCES: usize = 4;
/// Parts of one whole at most.
const PARTS: usize = 8;
/// A whole with fewer steps than this may be made up by chance.
const STEPS: i64 = 1000;

impl Chinese<'_> {
    /// Reads what is told only where it holds.
    pub(super) fn held(&mut self) {
        let told = told(&self.claims);
        let mut settled = HashSet::new();
        for figure in 0..self.figures.len() {
            let said = &self.figures[figure];
            if told.contains(&figure) {
                continue;
            }
            let found = match self.roles[figure] {
                _ if said.is_points() => self.held_points(figure),
                Role::Change(way) if said.is_percent() => self.held_rate(figure, way),
                Role::Change(way) if said.is_amount() => self.held_amount(figure, way),
                _ => false,
            };
            if found {
                settled.insert(figure);
            }
        }
        // What was left open for want of a value is settled now.
        self.claims
            .retain(|claim| !(claim.is_open() && settled.contains(&claim.reported)));
        for whole in 0..self.figures.len() {
            self.held_parts(whole);
        }
    }

    /// The figures around one, in its sentence and the one before.
    fn near(&self, figure: usize) -> Vec<usize> {
        around(self.figures, figure, 1)
    }

    /// The pairs of a value and an earlier one around a figure.
    fn pairs_near(&self, figure: usize) -> Vec<[usize; 2]> {
        let near = self.near(figure);
        let earlier: Vec<usize> = near
            .iter()
            .copied()
            .filter(|other| match self.roles[*other] {
                Role::Earlier | Role::From => true,
                Role::Plain => is_of_earlier(self.lead(*other)),
                _ => false,
            })
            .collect();
        let nows = near
            .iter()
            .copied()
            .filter(|other| matches!(self.roles[*other], Role::Plain | Role::To | Role::Each));
        nows.flat_map(|now| earlier.iter().map(move |earlier| [now, *earlier]))
            .filter(|[now, earlier]| self.figures[*now].adds_to(&self.figures[*earlier]))
            .collect()
    }

    /// Whether a figure has so many steps that it is seldom met by chance.
    fn has_steps(&self, figure: usize, steps: i64) -> bool {
        self.figures[figure].steps().abs() >= Rat::whole(steps)
    }

    /// A rate of change: of a value and an earlier one, or of the amount of the
    /// change that stands right before it and what changed.
    fn held_rate(&mut self, rate: usize, way: Way) -> bool {
        let (grown, grown_by) = match way {
            Way::Up => (ClaimKind::Growth, ClaimKind::GrowthBy),
            Way::Down => (ClaimKind::Decline, ClaimKind::DeclineBy),
        };
        if !self.has_steps(rate, 10) {
            return false;
        }
        for pair in self.pairs_near(rate) {
            let operands = pair.map(Operand::from);
            if self.holds(grown, rate, &operands) {
                self.claim(grown, FROM, rate, &operands);
                return true;
            }
        }
        if let Some(pair) = self.only_change(rate, grown) {
            self.claim(grown, FROM, rate, &pair.map(Operand::from));
            return true;
        }
        let near = self.near(rate);
        let amount = near.iter().copied().find(|other| {
            let said = &self.figures[*other];
            let same = said.sentence == self.figures[rate].sentence;
            same && self.roles[*other] == Role::Change(way) && said.is_amount() && !said.is_points()
        });
        let Some(amount) = amount.filter(|amount| amount.abs_diff(rate) <= 2) else {
            return false;
        };
        let now = near.iter().copied().find(|now| {
            let level = matches!(self.roles[*now], Role::Plain | Role::To | Role::Each);
            let operands = [Operand::from(*now), Operand::from(amount)];
            level
                && self.figures[*now].adds_to(&self.figures[amount])
                && self.holds(grown_by, rate, &operands)
        });
        match now {
            Some(now) => {
                self.claim(grown_by, BY, rate, &[now.into(), amount.into()]);
                true
            }
            None => false,
        }
    }

    /// The only two amounts of its sentence that a rate of change holds of, where it
    /// is so precise that this is no chance: 比预算50万元节约11.4万元，下降22.8%.
    fn only_change(&self, rate: usize, kind: ClaimKind) -> Option<[usize; 2]> {
        let sentence = self.figures[rate].sentence;
        let near = self.near(rate).into_iter().filter(|other| {
            let said = &self.figures[*other];
            let level = matches!(self.roles[*other], Role::Plain | Role::To | Role::Earlier);
            said.sentence == sentence && *other < rate && level && said.is_amount()
        });
        let near: Vec<usize> = near.take(4).collect();
        let only = only_pair(&near, |now, earlier| {
            let alike = self.figures[now].adds_to(&self.figures[earlier]);
            alike && self.holds(kind, rate, &[now.into(), earlier.into()])
        });
        only.filter(|_| self.has_steps(rate, 100))
    }

    /// The amount of a change: what is more or less than an earlier value.
    fn held_amount(&mut self, amount: usize, way: Way) -> bool {
        for [now, earlier] in self.pairs_near(amount) {
            let operands: [Operand; 2] = match way {
                Way::Up => [now.into(), earlier.into()],
                Way::Down => [earlier.into(), now.into()],
            };
            let alike = self.figures[now].adds_to(&self.figures[amount]);
            if alike && self.holds(ClaimKind::Difference, amount, &operands) {
                self.claim(ClaimKind::Difference, FROM, amount, &operands);
                return true;
            }
        }
        false
    }

    /// Points between the only two rates around them that are so far apart.
    fn held_points(&mut self, points: usize) -> bool {
        // A small number is met by chance, but where two rates stand right before it.
        let pair = points >= 2
            && (points - 2..points).all(|other| {
                let said = &self.figures[other];
                said.is_percent() && said.sentence == self.figures[points].sentence
            });
        // 上涨2.1%，涨幅扩大0.6个百分点，上年涨幅为1.5%: one rate right before it, and an
        // earlier one right behind.
        let around = points
            .checked_sub(1)
            .zip(Some(points + 1))
            .filter(|(own, then)| {
                let rate = |at: usize| {
                    let said = self.figures.get(at);
                    said.is_some_and(|said| {
                        said.is_percent() && said.sentence == self.figures[points].sentence
                    })
                };
                rate(*own) && rate(*then) && is_earlier(self.lead(*then))
            });
        if let Some((own, then)) = around {
            for [high, low] in [[own, then], [then, own]] {
                let operands = [high.into(), low.into()];
                if self.holds(ClaimKind::Difference, points, &operands) {
                    self.claim(ClaimKind::Difference, POINTS, points, &operands);
                    return true;
                }
            }
        }
        // 较上年分别提升0.2、3.6、2.4个百分点 are of three rates, and between none.
        let row = self.row_of(points, &|other| self.figures[other].is_points());
        if !pair && !self.has_steps(points, 10) || row.len() > 1 {
            return false;
        }
        if self.points_before_rate(points) {
            return true;
        }
        let near = self.near(points).into_iter();
        let rates = near.filter(|other| self.figures[*other].is_percent() && *other < points);
        let rates: Vec<usize> = rates.take(4).collect();
        let changes = |figure: usize| matches!(self.roles[figure], Role::Change(_));
        let pair = only_pair(&rates, |high, low| {
            let operands = [high.into(), low.into()];
            changes(high) == changes(low) && self.holds(ClaimKind::Difference, points, &operands)
        });
        let Some([high, low]) = pair else {
            return false;
        };
        let operands = [high.into(), low.into()];
        self.claim(ClaimKind::Difference, POINTS, points, &operands);
        true
    }

    /// 高于全省平均2.1个百分点，全省平均为91.5%: points between a rate before them and the one
    /// that they name, which stands behind them.
    fn points_before_rate(&mut self, points: usize) -> bool {
        let sentence = self.figures[points].sentence;
        let rate = |other: usize, last: usize| {
            let said = self.figures.get(other)?;
            let level = said.is_percent() && !said.is_points() && said.sentence <= last;
            (level && said.sentence >= sentence).then_some(other)
        };
        let Some(own) = points.checked_sub(1).and_then(|own| rate(own, sentence)) else {
            return false;
        };
        let Some(other) = rate(points + 1, sentence + 1) else {
            return false;
        };
        let named = common(self.lead(points), &self.name_of(other)) >= 2;
        for [high, low] in [[own, other], [other, own]] {
            let operands = [high.into(), low.into()];
            if named && self.holds(ClaimKind::Difference, points, &operands) {
                self.claim(ClaimKind::Difference, POINTS, points, &operands);
                return true;
            }
        }
        false
    }

    /// Amounts in a row behind a whole, be they in sentences of their own, that
    /// make it up.
    fn held_parts(&mut self, whole: usize) {
        let said = &self.figures[whole];
        let level = matches!(self.roles[whole], Role::Plain | Role::To | Role::Each);
        if !level || !said.is_amount() || !self.has_steps(whole, STEPS) {
            return;
        }
        let behind: Vec<usize> = (whole + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence <= said.sentence + SENTENCES)
            .filter(|other| {
                let part = &self.figures[*other];
                self.is_level(*other, whole) && part.adds_to(said) && part.depth == said.depth
            })
            .take(2 * NEAR)
            .collect();
        // What is left of two amounts was told as that.
        let left: Vec<Vec<usize>> = self
            .claims
            .iter()
            .filter(|claim| matches!(claim.kind, ClaimKind::Difference | ClaimKind::Balance))
            .map(|claim| claim.figures().collect::<Vec<usize>>())
            .filter(|all| all.contains(&whole))
            .collect();
        let smaller = |part: &usize| self.figures[*part].figure.nominal < said.figure.nominal;
        for start in 0..behind.len().min(NEAR) {
            for length in 2..=PARTS {
                let Some(parts) = behind.get(start..start + length) else {
                    break;
                };
                let operands = Operand::all(parts);
                let free = !parts.iter().any(|part| self.whole_of[*part] == Some(whole));
                let free = free
                    && !left
                        .iter()
                        .any(|all| parts.iter().all(|part| all.contains(part)));
                let sum = || self.holds(ClaimKind::Sum, whole, &operands);
                if free && parts.iter().all(smaller) && sum() && !self.is_told(whole, parts) {
                    let parts = parts.to_vec();
                    self.claim(ClaimKind::Sum, ACROSS, whole, &operands);
                    self.remember(whole, &parts);
                    return;
                }
            }
        }
    }
}

/// 去年全年招聘: words of an amount that was so before.
fn is_of_earlier(lead: &str) -> bool {
    is_earlier(lead) && !holds(lead, &["比", "较", "结转", "旧存", "结余", "遗留", "年初"])
}
