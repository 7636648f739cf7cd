//! Amounts that several have alike, 一、二、三等奖各6项: each counts as often as it
//! is had. Told only where a total is made up, and never a finding.

use super::reader::{Chinese, Role};
use super::words::{OF_WHICH, holds};
use crate::claim::claimed::{ClaimKind, Operand};
use crate::figure::Rat;

/// `一、二、三等奖各N项，共W项`.
const EACH: &str = "parts-each";
/// So many have an amount alike at most.
const MOST: usize = 12;
/// A total with fewer steps may be made up by chance.
const STEPS: i64 = 30;

impl Chinese<'_> {
    /// How many have an amount: three, of 一、二、三等奖各6项; else it is one.
    pub(super) fn times_had(&self, figure: usize) -> usize {
        let span = self.since(figure, &[',', ';', ':', '。', '(', ')']);
        let last = figure
            .checked_sub(1)
            .map(|last| self.figures[last].span.end);
        // 三 of 三等奖 is a word.
        let last = last.filter(|_| self.roles.get(figure - 1) != Some(&Role::Spelled));
        let words = self.words(span.start.max(last.unwrap_or(0))..span.end);
        let Some(names) = words.strip_suffix('各') else {
            return 1;
        };
        let names = names.trim_start_matches(['、', '和', '及', '与']);
        let items: Vec<&str> = names.split(['、', '和', '及', '与']).collect();
        let short = items.iter().skip(1).all(|item| {
            let length = item.chars().count();
            (1..=8).contains(&length) && !item.contains(|c: char| c.is_ascii_digit())
        });
        match short && (2..=MOST).contains(&items.len()) {
            true => items.len(),
            false => 1,
        }
    }

    /// The totals that amounts make up which several have alike.
    pub(super) fn had_by_each(&mut self) {
        for figure in 0..self.figures.len() {
            let level = self.roles[figure] == Role::Plain && self.figures[figure].is_amount();
            if level && self.times_had(figure) > 1 {
                self.totalled_by_each(figure);
            }
        }
    }

    fn totalled_by_each(&mut self, figure: usize) {
        let said = &self.figures[figure];
        let row: Vec<usize> = (figure.saturating_sub(MOST)..self.figures.len())
            .take(2 * MOST)
            .filter(|other| {
                let own = &self.figures[*other];
                let level = matches!(self.roles[*other], Role::Plain | Role::To);
                own.sentence == said.sentence && level && own.adds_to(said)
            })
            .collect();
        let Some(place) = row.iter().position(|other| *other == figure) else {
            return;
        };
        let totals = ["共", "合计", "总计"];
        for (at, whole) in row.iter().copied().enumerate() {
            let runs: Vec<&[usize]> = match at < place {
                true => (place..row.len()).map(|end| &row[at + 1..=end]).collect(),
                false => (0..=place).map(|start| &row[start..at]).collect(),
            };
            let named = match at < place {
                true => holds(&self.gap(row[at + 1]), OF_WHICH),
                false => holds(self.lead(whole), &totals),
            };
            let enough = named || self.figures[whole].steps() >= Rat::whole(STEPS);
            let runs = runs.into_iter().filter(|_| enough && at != place);
            let parts = runs.map(|run| self.had(run));
            let made = parts
                .into_iter()
                .find(|parts| self.holds(ClaimKind::Sum, whole, parts));
            if let Some(parts) = made {
                self.claim(ClaimKind::Sum, EACH, whole, &parts);
                return;
            }
        }
    }

    /// Amounts as often as they are had.
    fn had(&self, run: &[usize]) -> Vec<Operand> {
        let each = run.iter().flat_map(|part| {
            let times = self.times_had(*part);
            std::iter::repeat_n(Operand::from(*part), times)
        });
        each.collect()
    }
}
