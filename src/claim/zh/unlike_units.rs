//! Totals of what is counted in several ways at once: 14.6万件（批）次，其中来信3.2万件、来访
//! 2.7万批次、来电8.7万次. Told only where it holds, so it is never a finding.

use super::reader::{Chinese, LISTED, Role};
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand};
use crate::figure::Rat;

/// A total with fewer steps is made up by chance.
const STEPS: i64 = 30;
/// Parts of one total at most.
const MOST: usize = 12;
/// What things are counted in that are dealt with one by one.
const COUNTED: &[&str] = &[
    "件", "批", "批次", "次", "件次", "人次", "封", "个", "起", "宗", "例", "份", "条", "项", "张",
    "篇", "期", "场", "单", "笔", "通", "户次", "案", "案次", "票", "名", "人",
];

impl Chinese<'_> {
    /// Reads the totals whose parts are counted in several ways.
    pub(super) fn unlike_units(&mut self) {
        for whole in 0..self.figures.len() {
            let told = self.lists.iter().any(|list| list.whole == whole);
            let sum = told
                && self
                    .claims
                    .iter()
                    .any(|claim| claim.reported == whole && claim.kind == ClaimKind::Sum);
            if sum || !self.is_counted(whole) || self.figures[whole].steps() < Rat::whole(STEPS) {
                continue;
            }
            let behind = self.counted_behind(whole);
            let before = self.counted_before(whole);
            let runs = (2..=behind.len())
                .rev()
                .map(|length| &behind[..length])
                .chain((0..before.len().saturating_sub(1)).map(|from| &before[from..]));
            let found = runs
                .filter(|run| self.is_unlike(run, whole))
                .find(|run| self.holds(ClaimKind::Sum, whole, &Operand::all(run)))
                .map(<[usize]>::to_vec);
            if let Some(parts) = found {
                self.claims.retain(|claim| {
                    let some = claim.reported == whole && claim.kind == ClaimKind::Part;
                    !(some && claim.operands.iter().all(|own| parts.contains(&own.figure)))
                });
                self.claim(ClaimKind::Sum, LISTED, whole, &Operand::all(&parts));
                self.remember(whole, &parts);
            }
        }
    }

    fn is_counted(&self, figure: usize) -> bool {
        let said = &self.figures[figure];
        COUNTED.contains(&said.unit.as_str())
            && matches!(self.roles[figure], Role::Plain | Role::To)
            && !said.spelled
    }

    fn is_unlike(&self, parts: &[usize], whole: usize) -> bool {
        let unit = |part: usize| self.figures[part].unit.as_str();
        parts.iter().any(|part| unit(*part) != unit(whole))
    }

    /// Amounts behind a total in its sentence; of 527批1034人次 the first.
    fn counted_behind(&self, whole: usize) -> Vec<usize> {
        let said = &self.figures[whole];
        let last = (whole + 1..self.figures.len())
            .take_while(|other| self.figures[*other].sentence == said.sentence);
        let parts: Vec<usize> = last
            .filter(|other| self.is_part_of_count(*other, whole))
            .take(MOST)
            .collect();
        let begins = parts.first().is_some_and(|first| {
            let gap = self.words(said.span.end..self.figures[*first].span.start);
            holds(&gap, &["其中", "包括", "分别", ":", "("])
        });
        if begins { parts } else { Vec::new() }
    }

    /// Amounts before a total that says to be one.
    fn counted_before(&self, whole: usize) -> Vec<usize> {
        if !holds(self.lead(whole), &["合计", "共计", "总计", "相加"]) {
            return Vec::new();
        }
        let before = self.before_in_sentence(whole);
        let mut parts: Vec<usize> = before
            .filter(|other| self.is_part_of_count(*other, whole))
            .take(MOST)
            .collect();
        parts.reverse();
        parts
    }

    fn is_part_of_count(&self, part: usize, whole: usize) -> bool {
        let (own, said) = (&self.figures[part], &self.figures[whole]);
        let again = part
            .checked_sub(1)
            .is_some_and(|last| self.figures[last].span.end == own.span.start);
        let depth = own.depth == said.depth || own.depth == said.depth + 1;
        self.is_counted(part) && !again && depth
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::{ClaimKind, Stands, read};
    use crate::figure::UnitBook;

    #[test]
    fn letters_visits_and_calls_make_up_a_total() {
        for (text, parts) in [
            (
                "全年接收14.6万件（批）次，其中来信3.2万件、来访2.7万批次、来电8.7万次。",
                3,
            ),
            (
                "共受理诉求277件，其中工单135件，信件41封，县长信箱101封。",
                3,
            ),
            ("来信412件、来访218批、来电1370个，三项共计2000件次。", 3),
            ("来访312件次，其中来信100件、来访200批、来电8次。", 0),
        ] {
            let read = read(text, &UnitBook::default());
            let sums = read
                .claims
                .iter()
                .filter(|claim| claim.kind == ClaimKind::Sum);
            let sums: Vec<_> = sums.collect();
            let found = sums.first().map_or(0, |sum| sum.operands.len());
            assert_eq!(found, parts, "{text}");
            assert!(sums.iter().all(|sum| sum.stands == Stands::Holds), "{text}");
        }
    }
}
