//! Parts that stand each in brackets of its own (不合格12家，主要是更新不及时（8家）和链接不可用
//! （4家）), and shares of what 中有 names right before their part (12个行业中有9个增长，增长面
//! 75%). Told only where they hold, so nothing here is ever a finding.

use super::reader::{Chinese, LISTED, Role};
use crate::claim::claimed::{Claim, ClaimKind, Operand, SHARE_OF_WHOLE, Stands};

/// Parts in brackets at most.
const MOST: usize = 8;

impl Chinese<'_> {
    /// Reads parts in brackets, and shares among some.
    pub(super) fn among(&mut self) {
        for whole in 0..self.figures.len() {
            if self.roles[whole] == Role::Plain && self.figures[whole].is_amount() {
                self.parts_in_brackets(whole);
            }
        }
        for share in 1..self.figures.len() {
            if self.is_open_share(share) {
                self.share_among_some(share);
            }
        }
    }

    /// Amounts behind a whole, each alone in its brackets, that make it up.
    fn parts_in_brackets(&mut self, whole: usize) {
        let said = &self.figures[whole];
        let alone = |part: usize| {
            let own = &self.figures[part];
            let opens = self.text.before(self.text.before_spaces(own.span.start)) == Some('(');
            opens && self.text.at(self.text.past_spaces(own.span.end)) == Some(')')
        };
        let parts: Vec<usize> = (whole + 1..self.figures.len())
            .take(MOST)
            .take_while(|part| {
                let own = &self.figures[*part];
                own.sentence == said.sentence
                    && own.depth == said.depth + 1
                    && own.adds_to(said)
                    && alone(*part)
            })
            .collect();
        let operands = Operand::all(&parts);
        let told = parts.len() < 2 || self.is_told(whole, &parts);
        if told || !self.holds(ClaimKind::Sum, whole, &operands) {
            return;
        }
        // What was told of one of them was told of too few.
        self.claims.retain(|claim| {
            let some = claim.reported == whole && claim.kind == ClaimKind::Part;
            !(some && claim.operands.iter().all(|own| parts.contains(&own.figure)))
        });
        self.claim(ClaimKind::Sum, LISTED, whole, &operands);
        self.remember(whole, &parts);
    }

    /// 12个行业中有9个行业实现增长，增长面为75%: of what stands right before 中有.
    fn share_among_some(&mut self, share: usize) {
        let told = |claim: &Claim| {
            claim.reported == share
                && claim.kind == ClaimKind::Ratio
                && !matches!(claim.stands, Stands::Depends(_))
        };
        let Some(part) = self.amounts_before(share).first().copied() else {
            return;
        };
        let gap = self.gap(part);
        let among = gap.ends_with("中有") || gap.ends_with("中,有") || gap.ends_with("里有");
        let base = part.checked_sub(1).filter(|base| {
            let (one, other) = (&self.figures[*base], &self.figures[part]);
            one.sentence == other.sentence && one.adds_to(other)
        });
        let Some(base) = base.filter(|_| among && !gap[..gap.len() - 3].contains([';', '。']))
        else {
            return;
        };
        let operands = [Operand::from(part), Operand::from(base)];
        if self.claims.iter().any(told) || !self.holds(ClaimKind::Ratio, share, &operands) {
            return;
        }
        self.claims
            .retain(|claim| claim.reported != share || claim.kind != ClaimKind::Ratio);
        self.claim(ClaimKind::Ratio, SHARE_OF_WHOLE, share, &operands);
    }
}
