//! Shares that make up a share: 超标天数比例为23.3%，其中轻度污染15.9%，中度4.2%，重度2.5%，严重
//! 0.7%. Told only where it holds, so it is never a finding.

use super::held_shares::OTHERS;
use super::reader::{Chinese, LISTED, Role};
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand};
use crate::figure::{Hedge, Rat};

/// A share with fewer steps is made up by chance.
const STEPS: i64 = 30;
/// Shares within one at most.
const MOST: usize = 10;

impl Chinese<'_> {
    /// Reads the shares that others right behind them make up.
    pub(super) fn shares_within(&mut self) {
        for whole in 0..self.figures.len() {
            if !self.is_level_share(whole) || self.figures[whole].steps() < Rat::whole(STEPS) {
                continue;
            }
            let said = &self.figures[whole];
            let run: Vec<usize> = (whole + 1..self.figures.len())
                .take_while(|part| self.figures[*part].sentence == said.sentence)
                .filter(|part| self.figures[*part].is_percent())
                .take_while(|part| {
                    let own = &self.figures[*part];
                    self.is_level_share(*part) && own.figure.nominal < said.figure.nominal
                })
                .take(MOST)
                .collect();
            let begins = run.first().is_some_and(|first| {
                let between = self.words(said.span.end..self.figures[*first].span.start);
                holds(&between, &["其中", "包括", "("]) && !between.contains('。')
            });
            let found = (2..=run.len())
                .rev()
                .map(|length| Operand::all(&run[..length]))
                .find(|parts| begins && self.holds(ClaimKind::Sum, whole, parts));
            if let Some(parts) = found {
                self.claim(ClaimKind::Sum, LISTED, whole, &parts);
            }
        }
    }

    /// Whether it is a percentage that is told for itself, and of no change.
    fn is_level_share(&self, figure: usize) -> bool {
        let said = &self.figures[figure];
        said.is_percent()
            && !said.is_points()
            && said.figure.hedge == Hedge::None
            && !self.in_structure(figure)
            && !holds(self.lead(figure), OTHERS)
            && matches!(self.roles[figure], Role::Share | Role::Rate | Role::Other)
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::{ClaimKind, read};
    use crate::figure::UnitBook;

    #[test]
    fn shares_make_up_a_share() {
        for (text, is) in [
            (
                "超标天数比例为23.3%，其中轻度污染15.9%，中度4.2%，重度2.5%，严重0.7%。",
                true,
            ),
            ("本科率42.6%（其中一本18.4%，二本24.2%）。", true),
            (
                "结案率为98.2%，其中按时结案率96.4%，当场办结率45.1%。",
                false,
            ),
            ("产值增长4.1%，其中种植业增长3.2%，畜牧业增长0.9%。", false),
            ("存款利率1.75%，其中活期0.2%，一年期1.55%。", false),
        ] {
            let read = read(text, &UnitBook::default());
            let sum = read.claims.iter().any(|claim| claim.kind == ClaimKind::Sum);
            assert_eq!(sum, is, "{text}");
        }
    }
}
