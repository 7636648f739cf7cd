//! What is told a second time: a figure that points back to one before it
//! (上述86例), and a whole that is divided anew (男性49例，女性37例).

use super::names::common;
use super::reader::{Chinese, Role};
use crate::claim::claimed::{ClaimKind, Operand};
use crate::claim::evidence::is_slip;

/// `上述N例病例中`, `在受理的N件案件中`.
const POINTS_BACK: &str = "repeat-back";
/// `…，其中A件、B件；男性C人，女性D人`.
const PARTED_AGAIN: &str = "parts-again";
/// Figures before one that it may point back to.
const BEFORE: usize = 12;
/// Parts into which a whole is divided anew, at most.
const PARTS: usize = 8;

impl Chinese<'_> {
    /// Reads what is told again.
    pub(super) fn again(&mut self) {
        for figure in 1..self.figures.len() {
            self.pointed_back(figure);
        }
        for list in 0..self.lists.len() {
            self.parted_again(list);
        }
    }

    /// A figure whose words point back to one before it. Another number is told
    /// only where it is one slip of the pen from that, under a like name.
    fn pointed_back(&mut self, figure: usize) {
        let said = &self.figures[figure];
        if self.roles[figure] == Role::Spelled || !said.is_amount() || said.unit.is_empty() {
            return;
        }
        let lead = self.lead(figure);
        let points = ["上述", "以上", "这"]
            .iter()
            .any(|word| lead.ends_with(word));
        let tail = self.tail(figure).trim_end_matches('的');
        let of_them = tail.ends_with('中') && !tail.ends_with("集中");
        let named = lead.is_empty() || lead.ends_with('的') && lead.starts_with('在');
        if !(points || of_them && named) {
            return;
        }
        let before: Vec<usize> = (figure.saturating_sub(BEFORE)..figure)
            .rev()
            .filter(|other| {
                let amount = matches!(self.roles[*other], Role::Plain | Role::To | Role::Base);
                amount && self.figures[*other].adds_to(said)
            })
            .collect();
        let same = before
            .iter()
            .find(|other| self.holds(ClaimKind::Repeat, figure, &[(**other).into()]));
        let name = format!("{lead}{tail}");
        let slips = || {
            let like = |other: &&usize| {
                let long = said
                    .figure
                    .print
                    .chars()
                    .filter(char::is_ascii_digit)
                    .count()
                    >= 3;
                let alike = common(&name, &self.name_of(**other)) >= 2;
                long && alike && is_slip(&self.figures[**other], &said.figure.nominal)
            };
            before.iter().find(like)
        };
        if let Some(first) = same.or_else(slips).copied() {
            self.claim(ClaimKind::Repeat, POINTS_BACK, figure, &[first.into()]);
        }
    }

    /// A whole whose parts were listed, divided in another way behind them: told
    /// where the amounts there add up to it.
    fn parted_again(&mut self, list: usize) {
        let whole = self.lists[list].whole;
        let Some(last) = self.lists[list].parts.iter().max().copied() else {
            return;
        };
        let sentence = self.figures[last].sentence;
        let reported = &self.figures[whole];
        let part = |figure: &usize| {
            let said = &self.figures[*figure];
            self.roles[*figure] == Role::Plain
                && said.sentence <= sentence + 1
                && said.adds_to(reported)
                && self.whole_of[*figure].is_none()
        };
        let amount = |figure: &usize| self.roles[*figure] != Role::Share;
        let behind = (last + 1..self.figures.len()).filter(amount);
        let parts: Vec<usize> = behind.take_while(part).take(PARTS).collect();
        let operands: Vec<Operand> = parts.iter().map(|part| (*part).into()).collect();
        let exact = reported.figure.range.is_point().is_some();
        let adds_up = (2..=operands.len())
            .find(|count| exact && self.holds(ClaimKind::Sum, whole, &operands[..*count]));
        if let Some(count) = adds_up {
            self.claim(ClaimKind::Sum, PARTED_AGAIN, whole, &operands[..count]);
            self.remember(whole, &parts[..count]);
        }
    }
}
