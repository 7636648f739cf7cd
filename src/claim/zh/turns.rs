//! Rates and shares that are told of several amounts in turn.

use super::reader::Chinese;
use super::reader::Role;
use super::shares::Share;
use crate::claim::claimed::ClaimKind;
use std::ops::Range;

/// `A，占B的P%`, `A，完成B的P%`.
pub(super) const OF_FIGURE: &str = "share-of-figure";
/// `受理B，办结A，办结率P%`.
pub(super) const NAMED: &str = "named-rate";

impl Chinese<'_> {
    /// 抽取120份和85份，合格112份和79份，合格率93.3%和92.9%.
    pub(super) fn rates_in_turn(&mut self, first: usize, name: &str) {
        let rates = self.row_of(first, &|other| self.figures[other].is_percent());
        if rates.start != first {
            return;
        }
        let plain =
            |other: usize| self.roles[other] == Role::Plain && self.figures[other].is_amount();
        let mut rows: Vec<Range<usize>> = Vec::new();
        for other in self.before_in_sentence(first).filter(|other| plain(*other)) {
            if rows.last().is_none_or(|row| other < row.start) {
                rows.push(self.row_of(other, &plain));
            }
        }
        rows.retain(|row| row.len() == rates.len());
        let at = rows.iter().position(|row| self.is_called(row.start, name));
        let Some((parts, wholes)) =
            at.and_then(|at| Some((rows[at].clone(), rows.get(at + 1)?.clone())))
        else {
            return;
        };
        let larger = |(part, whole): (usize, usize)| {
            let (part, whole) = (&self.figures[part], &self.figures[whole]);
            whole.adds_to(part) && whole.figure.nominal >= part.figure.nominal
        };
        if !parts.clone().zip(wholes.clone()).all(larger) {
            return;
        }
        for ((rate, part), whole) in rates.zip(parts).zip(wholes) {
            self.claim(ClaimKind::Ratio, NAMED, rate, &[part.into(), whole.into()]);
        }
    }

    /// 占获奖总数150项的10%、30%和50%, of amounts that stand before in turn.
    pub(super) fn shares_in_turn(&mut self, first: usize, row: Range<usize>) -> Vec<Share> {
        let whole = first - 1;
        let mut parts: Vec<usize> = self
            .plain_before(whole)
            .into_iter()
            .filter(|other| self.figures[*other].adds_to(&self.figures[whole]))
            .collect();
        if parts.len() != row.len() {
            return Vec::new();
        }
        parts.reverse();
        let mut shares = Vec::new();
        for (share, part) in row.zip(parts) {
            self.claim(
                ClaimKind::Ratio,
                OF_FIGURE,
                share,
                &[part.into(), whole.into()],
            );
            shares.push(Share {
                share,
                part: Some(part),
                whole: Some(whole),
                named: true,
            });
        }
        shares
    }

    /// Whether shares are told of several amounts in turn: 分别为100%和87%.
    pub(super) fn is_in_turn(&self, figure: usize) -> bool {
        let in_row = self.row_of(figure, &|other| self.figures[other].is_percent());
        in_row.len() > 1 || self.clause(figure).contains("分别")
    }

    /// The amount at the same place as a share among those told before.
    pub(super) fn part_in_turn(&self, figure: usize) -> Option<usize> {
        let shares = self.row_of(figure, &|other| self.figures[other].is_percent());
        if self.in_structure(figure) {
            let sentence = self.figures[figure].sentence;
            let list = self.lists.iter().rev().take(6).find(|list| {
                let near = self.figures[list.whole].sentence + 2 >= sentence;
                near && list.parts.len() == shares.len() && list.whole < figure
            })?;
            return list.parts.get(figure - shares.start).copied();
        }
        let of = self
            .before_in_sentence(shares.start)
            .find(|other| self.roles[*other] == Role::Plain)?;
        let amounts = self.row_of(of, &|other| self.roles[other] == Role::Plain);
        let group = self.group_start(shares.start);
        let own: Vec<usize> = self
            .plain_before(shares.start)
            .into_iter()
            .take_while(|other| self.figures[*other].span.start >= group)
            .collect();
        let place = figure - shares.start;
        match () {
            () if amounts.len() == shares.len() => Some(amounts.start + place),
            () if own.len() == shares.len() => own.get(shares.len() - 1 - place).copied(),
            () => None,
        }
    }
}
