//! Rates and shares: of a figure that stands before 的, of a whole that is
//! named, of what was taken in.

use super::Reader;
use super::roles::Role;
use super::words::{DONE, TAKEN_IN, holds};
use crate::claim::claimed::{ClaimKind, Operand, Stands, Why};

/// `A，占B的P%`, `A，完成B的P%`.
const OF_FIGURE: &str = "share-of-figure";
/// `A，占总数的P%`, `A，占P%`, `A（P%）`.
const OF_WHOLE: &str = "share-of-whole";
/// `受理B，办结A，办结率P%`.
const NAMED: &str = "named-rate";

impl Reader<'_> {
    /// Reads the rates and shares of a text.
    pub(super) fn rates(&mut self) {
        for figure in 0..self.figures.len() {
            if !self.figures[figure].is_percent() {
                continue;
            }
            match self.roles[figure] {
                Role::OfFigure => self.share_of_figure(figure),
                Role::Share => self.share_of_whole(figure),
                Role::Rate => self.named_rate(figure),
                _ => {}
            }
        }
    }

    /// Amounts before a figure in its sentence that may be what it is about.
    fn plain_before(&self, figure: usize) -> Vec<usize> {
        let before = self.before_in_sentence(figure);
        before
            .filter(|other| {
                matches!(self.roles[*other], Role::Plain | Role::To)
                    && self.figures[*other].is_amount()
            })
            .collect()
    }

    fn share_of_figure(&mut self, figure: usize) {
        let base = figure - 1;
        let lead = self.lead(base);
        let states = holds(
            &lead,
            &[
                "占",
                "佔",
                "完成",
                "为",
                "達",
                "达",
                "是",
                "相当于",
                "实现",
                "執行",
                "执行",
                "預算",
                "预算",
            ],
        );
        let about = self
            .plain_before(base)
            .into_iter()
            .find(|other| self.figures[*other].adds_to(&self.figures[base]));
        if let Some(about) = about.filter(|_| states) {
            self.claim(
                ClaimKind::Ratio,
                OF_FIGURE,
                figure,
                &[about.into(), base.into()],
            );
        }
    }

    fn share_of_whole(&mut self, figure: usize) {
        let Some(part) = self.plain_before(figure).first().copied() else {
            return;
        };
        let wholes = self.wholes_of(part, figure);
        let operands = |whole: &usize| vec![Operand::from(part), Operand::from(*whole)];
        let readings: Vec<(ClaimKind, Vec<Operand>)> = wholes
            .iter()
            .map(|whole| (ClaimKind::Ratio, operands(whole)))
            .collect();
        if readings.is_empty() {
            self.add(
                ClaimKind::Ratio,
                OF_WHOLE,
                figure,
                &[part.into()],
                Stands::Depends(Why::NoBase),
            );
            return;
        }
        let sure = readings.len() == 1;
        self.best(OF_WHOLE, figure, &readings, sure);
    }

    /// What a share may be of.
    fn wholes_of(&self, part: usize, figure: usize) -> Vec<usize> {
        let said = &self.figures[part];
        let first = said.sentence.saturating_sub(2);
        (0..part)
            .rev()
            .take_while(|other| self.figures[*other].sentence >= first)
            .filter(|other| {
                let whole = &self.figures[*other];
                matches!(self.roles[*other], Role::Plain | Role::To)
                    && whole.adds_to(said)
                    && whole.figure.nominal >= said.figure.nominal
                    && whole.depth <= said.depth
            })
            .filter(|other| *other != figure)
            .collect()
    }

    fn named_rate(&mut self, figure: usize) {
        let lead = self.lead(figure);
        let Some(at) = lead.rfind('率') else {
            return;
        };
        let name: String = lead[..at]
            .chars()
            .rev()
            .take(6)
            .collect::<Vec<char>>()
            .into_iter()
            .rev()
            .collect();
        let stem = DONE.iter().find(|word| name.ends_with(*word));
        let before = self.plain_before(figure);
        let about: Vec<usize> = match stem {
            Some(stem) => before
                .iter()
                .copied()
                .filter(|other| {
                    self.lead(*other).contains(stem) || self.tail(*other).contains(stem)
                })
                .collect(),
            None => Vec::new(),
        };
        let mut readings = Vec::new();
        for part in about {
            for whole in self.wholes_of(part, figure) {
                readings.push((ClaimKind::Ratio, vec![part.into(), whole.into()]));
            }
        }
        let sure = match readings.first() {
            Some((_, operands)) => {
                let whole = operands.get(1).map(|whole: &Operand| whole.figure);
                readings.len() == 1 || whole.is_some_and(|whole| holds(&self.lead(whole), TAKEN_IN))
            }
            None => false,
        };
        if !readings.is_empty() {
            self.best(NAMED, figure, &readings, sure);
        }
    }
}
