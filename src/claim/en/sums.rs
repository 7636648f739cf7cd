//! Whether amounts make up a total, or must: how surely words say that a list is
//! one of all parts, and what speaks for a slip where they miss it.

use super::reader::{English, LAST};
use crate::claim::claimed::{Claim, ClaimKind, Operand, Stands};
use crate::claim::evidence::Evidence;
use crate::figure::{Hedge, Rat};

/// `W, of which A … and B …`.
pub(super) const OF_WHICH: &str = "parts-of-which";

/// `Of W …, A … and the other B …`.
pub(super) const REST: &str = "parts-and-rest";

/// A total with fewer steps is one wrong digit from many others.
const STEPS: i64 = 100;

/// How surely a list is one of all parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closed {
    /// It names some: including, the largest.
    Open,
    /// It is one only if it adds up.
    Perhaps,
    /// It reads as one: a slip away from the total it is wrong.
    Likely,
    /// Its words say so.
    Surely,
}

impl English<'_> {
    pub(super) fn all_alike(&self, whole: usize, parts: &[usize]) -> bool {
        parts.len() >= 2
            && !parts.contains(&whole)
            && parts
                .iter()
                .all(|part| self.alike(whole, *part) && self.add_up(whole, *part))
    }

    /// Whether both count whole things, or both are measured: 48 is no part of
    /// 2.101.
    pub(super) fn add_up(&self, whole: usize, part: usize) -> bool {
        let plain = |figure: usize| {
            let figure = &self.figures[figure].figure;
            figure.unit.is_none() && figure.multiplier_exp10 == 0
        };
        let whole_number = |figure: usize| self.figures[figure].figure.step.is_integer();
        let counts = whole_number(whole) && whole_number(part);
        !plain(whole) && !plain(part) || counts || plain(whole) != plain(part)
    }

    /// Claims a sum where it holds, or must; says whether it did.
    pub(super) fn sum(
        &mut self,
        pattern: &'static str,
        whole: usize,
        parts: &[usize],
        closed: Closed,
    ) -> bool {
        if !self.all_alike(whole, parts) {
            return false;
        }
        let operands = Operand::all(parts);
        let same = |claim: &Claim| {
            let all = claim
                .figures()
                .all(|figure| figure == whole || parts.contains(&figure));
            let kind = matches!(claim.kind, ClaimKind::Sum | ClaimKind::Difference);
            kind && all && claim.operands.len() + 1 > parts.len()
        };
        if self.claims.iter().rev().take(LAST).any(same) {
            return true;
        }
        let hedged = parts
            .iter()
            .chain([&whole])
            .any(|figure| self.figures[*figure].figure.hedge != Hedge::None);
        if hedged && closed < Closed::Surely {
            return false;
        }
        if self.holds(ClaimKind::Sum, whole, &operands) {
            // 2.2 million girls and 2.0 million boys in 36 countries
            let kept = self.without_places(whole, parts);
            if kept < parts.len() {
                return self.sum(pattern, whole, &parts[..kept], closed);
            }
            self.add(ClaimKind::Sum, pattern, whole, &operands, Stands::Holds);
            return true;
        }
        let evidence = Evidence::of(self.figures, whole, parts);
        let much = self.figures[whole].figure.nominal >= Rat::whole(10);
        let fails = match closed {
            Closed::Open => false,
            Closed::Perhaps => {
                let stated = matches!(pattern, OF_WHICH | REST);
                stated && self.reads_as_all(whole, parts, evidence)
            }
            Closed::Likely => {
                let above = !self.misses(whole, parts).is_positive();
                let near = evidence.slip || evidence.very_near;
                let listed = self.ends_list(parts);
                listed && much && above && near || self.reads_as_all(whole, parts, evidence)
            }
            Closed::Surely => much && evidence.slip || evidence.near,
        };
        if fails && !hedged {
            self.add(ClaimKind::Sum, pattern, whole, &operands, Stands::Fails);
        }
        fails && !hedged
    }

    /// How many parts are left without a last one that is too small to count in the
    /// total and says where the others are: in 36 countries.
    fn without_places(&self, whole: usize, parts: &[usize]) -> usize {
        let [kept @ .., last] = parts else {
            return parts.len();
        };
        let said = &self.figures[*last].figure;
        let small = said.nominal <= &self.figures[whole].figure.step / &Rat::whole(2);
        let placed = self.tokens[..self.places[*last]]
            .last()
            .is_some_and(|token| matches!(token.word.as_str(), "in" | "across" | "at" | "from"));
        let without = kept.len() >= 2 && small && placed;
        match without && self.holds(ClaimKind::Sum, whole, &Operand::all(kept)) {
            true => kept.len(),
            false => parts.len(),
        }
    }

    /// Whether parts that miss their total read as all of it: a list of three or
    /// more that "and" closes, and one wrong digit, no missing rest, explains it.
    fn reads_as_all(&self, whole: usize, parts: &[usize], evidence: Evidence) -> bool {
        let missing = self.misses(whole, parts);
        let step = &self.figures[whole].figure.step;
        let much = missing.is_negative() || missing >= step * &Rat::whole(10);
        // What is left of round numbers is round, be it right or wrong.
        let odd = |figure: &usize| {
            let figure = &self.figures[*figure].figure;
            !(&figure.nominal / &(&figure.step * &Rat::whole(10))).is_integer()
        };
        let odd = parts.iter().filter(|part| odd(part)).count() > 1;
        // Of 86, 62, 14 and 18: of two digits one that is wrong explains too much.
        let many = self.figures[whole].steps() >= Rat::whole(STEPS);
        let odd = odd && many;
        self.ends_list(parts) && odd && much && evidence.slip && evidence.near
    }

    /// Whether parts are three or more, and "and" stands before the last.
    fn ends_list(&self, parts: &[usize]) -> bool {
        let [.., before, last] = parts else {
            return false;
        };
        let between = &self.tokens[self.places[*before]..self.places[*last]];
        parts.len() > 2 && between.iter().any(|token| token.word == "and")
    }

    /// By how much parts miss their whole.
    fn misses(&self, whole: usize, parts: &[usize]) -> Rat {
        let whole = self.figures[whole].figure.nominal.clone();
        parts.iter().fold(whole, |rest, part| {
            rest - self.figures[*part].figure.nominal.clone()
        })
    }
}
