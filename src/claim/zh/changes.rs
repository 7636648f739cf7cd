//! Changes against an earlier value: by how much, and by how many per cent.

use super::names::common;
use super::reader::Chinese;
use super::reader::Role;
use super::words::{Way, is_adjusted, is_earlier, noun_of_change};
use crate::claim::claimed::{ClaimKind, Operand, Stands, Why};
use std::ops::Range;

/// `比上年增加D，增长P%`.
const BY: &str = "change-by";
/// `由B增至A，增长P%`, `较上年的B增长P%`.
const FROM: &str = "change-from";
/// `同比增长P%`, and nothing of what was before.
const ALONE: &str = "change-alone";

impl Chinese<'_> {
    /// Reads the changes of a text.
    pub(super) fn changes(&mut self) {
        for figure in 0..self.figures.len() {
            if let Role::Change(way) = self.roles[figure] {
                let said = &self.figures[figure];
                match said.is_percent() || said.is_multiple() {
                    true => self.change_in_percent(figure, way),
                    false => self.change_in_amount(figure, way),
                }
            }
        }
    }

    /// Whether a figure may be what changed.
    fn can_change(&self, figure: usize) -> bool {
        matches!(
            self.roles[figure],
            Role::Plain | Role::To | Role::Rate | Role::Share | Role::Other | Role::Each
        )
    }

    /// What changed: what the words before the verb name; else the nearest
    /// amount before, in its part of the sentence, and where that says 与上年相比,
    /// what the sentence before begins with.
    fn subject(&self, figure: usize, like: &dyn Fn(usize) -> bool) -> Option<usize> {
        let depth = self.figures[figure].depth;
        let fits = |other: &usize| {
            self.can_change(*other) && like(*other) && self.figures[*other].depth <= depth
        };
        let noun = noun_of_change(self.lead(figure));
        let sentence = self.figures[figure].sentence;
        // 人数 of 2,038人: what is counted by that measure word.
        let counted = noun.strip_suffix('数').unwrap_or_default();
        if !counted.is_empty() {
            let mut before = self.before_in_group(figure).filter(fits);
            if let Some(found) = before.find(|other| self.figures[*other].unit == counted) {
                return Some(found);
            }
        }
        if noun.chars().count() >= 2 && !noun.contains(['年', '月', '季', '周', '期', '比', '届'])
        {
            let all = (0..figure)
                .rev()
                .take_while(|other| self.figures[*other].sentence + 2 >= sentence)
                .filter(fits);
            let scored: Vec<(usize, usize)> = all
                .map(|other| (common(&noun, &self.name_of(other)), other))
                .collect();
            let best = scored.iter().map(|(score, _)| *score).max()?;
            let found = scored.into_iter().find(|(score, _)| *score == best);
            let enough = best >= 2 && best * 3 >= noun.chars().count();
            return found.filter(|_| enough).map(|(_, other)| other);
        }
        if let Some(found) = self.before_in_group(figure).find(fits) {
            return Some(found);
        }
        let start = self.text.sentences[sentence].start;
        let begins = self.words(start..(start + 8).min(self.figures[figure].span.start));
        let compares = begins.starts_with(['与', '较', '比']) || begins.starts_with("同比");
        let first = (0..figure)
            .filter(|other| self.figures[*other].sentence + 1 == sentence)
            .find(fits);
        first.filter(|_| compares)
    }

    /// What changed, of several that changed 分别: the one at the same place.
    fn subject_in_turn(&self, figure: usize) -> Option<usize> {
        let change = |other: usize| {
            matches!(self.roles[other], Role::Change(_) | Role::Other)
                && self.figures[other].is_percent() == self.figures[figure].is_percent()
        };
        let changes = self.row_of(figure, &change);
        let first = changes.start;
        if !self.clause(first).contains("分别") || changes.len() < 2 {
            return None;
        }
        let group = self.group_start(first);
        let before: Vec<usize> = self
            .before_in_sentence(first)
            .filter(|other| matches!(self.roles[*other], Role::Plain | Role::To))
            .filter(|other| self.figures[*other].depth <= self.figures[first].depth)
            .collect();
        let own = before
            .iter()
            .take_while(|other| self.figures[**other].span.start >= group)
            .count();
        let of = *before.first()?;
        let row = self.row_of(of, &|other| self.can_change(other));
        // As many amounts as changes stand in a row, in the part of the
        // sentence, in the sentence.
        let count = changes.len();
        let place = figure - first;
        match () {
            () if row.len() == count => Some(row.start + place),
            () if own == count || before.len() == count => before.get(count - 1 - place).copied(),
            () => None,
        }
    }

    /// The changes in per cent that stand in a row with one: 20.7%和17.4%.
    fn percents_in_row(&self, figure: usize) -> Range<usize> {
        self.row_of(figure, &|other| {
            matches!(self.roles[other], Role::Change(_)) && self.figures[other].is_percent()
        })
    }

    /// What a change called by its measure word is of, where both times are told
    /// in several: 412件655人，较上年同期的480件802人，件数和人数分别减少….
    fn counted_pair(&self, figure: usize) -> Option<[usize; 2]> {
        let row = self.percents_in_row(figure);
        if let Some(pair) = self.thens_in_turn(&row, figure) {
            return Some(pair);
        }
        if let Some(pair) = self.four_before(&row) {
            return Some(pair.map(|of| of + (figure - row.start)));
        }
        let named = noun_of_change(self.lead(row.start));
        let nouns: Vec<&str> = named.split(['和', '、', '及', '与']).collect();
        let clause = self.clause(row.start);
        let place = figure - row.start;
        let noun = match nouns.len() == row.len() {
            true => nouns[place].to_owned(),
            false => {
                let nouns: Vec<&str> = clause.split(['和', '、', '及', '与', '分']).collect();
                let near = nouns
                    .len()
                    .checked_sub(row.len() + usize::from(row.len() > 1))?;
                nouns.get(near + place)?.to_string()
            }
        };
        let unit = noun.strip_suffix('数')?;
        let counted = |role: Role| {
            let mut before = self.before_in_group(row.start);
            before.find(|other| self.roles[*other] == role && self.figures[*other].unit == unit)
        };
        let (now, earlier) = (counted(Role::Plain)?, counted(Role::Earlier)?);
        (now < earlier).then_some([now, earlier])
    }

    /// 1026件1443人，较上年的1148件1690人分别下降: two amounts now and two earlier right
    /// before a row of two changes; the first of each.
    fn four_before(&self, row: &Range<usize>) -> Option<[usize; 2]> {
        let (now, earlier) = (row.start.checked_sub(4)?, row.start - 2);
        let unit = |at: usize| self.figures[at].unit.as_str();
        let same_sentence = self.figures[now].sentence == self.figures[row.start].sentence;
        let pairs = unit(now) == unit(earlier)
            && unit(now + 1) == unit(earlier + 1)
            && unit(now) != unit(now + 1);
        let levels = (now..now + 2).all(|at| self.roles[at] == Role::Plain)
            && self.roles[earlier] == Role::Earlier
            && (now..row.start).all(|at| self.figures[at].is_amount());
        let in_turn = self.lead(row.start).contains("分别");
        (row.len() == 2 && same_sentence && pairs && levels && in_turn).then_some([now, earlier])
    }

    /// The amount of a change in per cent, beside it: in the clause before or
    /// behind.
    fn amount_beside(&self, figure: usize, way: Way) -> Option<usize> {
        // 增加4.5万公顷（67.5万亩），增长0.7%
        let again = figure
            .checked_sub(1)
            .is_some_and(|last| self.figures[last].depth > self.figures[figure].depth);
        let over = figure.checked_sub(2).filter(|_| again);
        let row = self.percents_in_row(figure);
        let in_turn = |at: usize| self.clause(at).contains("分别");
        let before = row.start.checked_sub(row.len());
        if row.len() > 1 && (in_turn(row.start) || before.is_some_and(in_turn)) {
            // 起数减少6起，人数减少4人，分别下降20.7%和17.4%: each its own amount, or none.
            let amounts = row.start.checked_sub(row.len())?..row.start;
            let all = amounts.clone().all(|at| {
                self.roles[at] == Role::Change(way)
                    && self.figures[at].is_amount()
                    && self.figures[at].sentence == self.figures[figure].sentence
            });
            return all.then_some(amounts.start + (figure - row.start));
        }
        let beside = [figure.checked_sub(1), over, Some(figure + 1)];
        beside.into_iter().flatten().find(|other| {
            *other < self.figures.len()
                && self.roles[*other] == Role::Change(way)
                && self.figures[*other].is_amount()
                && self.is_one_clause_from(figure, *other)
        })
    }

    /// The earlier value that is stated before a change.
    fn earlier_value(&self, before: usize) -> Option<usize> {
        let depth = self.figures[before].depth;
        let near =
            |other: &usize| self.figures[*other].depth == depth || self.is_of_time_in_front(*other);
        let mut before = self.before_in_group(before).filter(near).take(3);
        before.find(|other| matches!(self.roles[*other], Role::Earlier | Role::From))
    }

    fn change_in_percent(&mut self, figure: usize, way: Way) {
        let adjusted = is_adjusted(&self.clause(figure));
        let (grown, grown_by) = match way {
            Way::Up => (ClaimKind::Growth, ClaimKind::GrowthBy),
            Way::Down => (ClaimKind::Decline, ClaimKind::DeclineBy),
        };
        let amount = self
            .amount_beside(figure, way)
            .filter(|amount| !self.changes_anew(figure, *amount));
        if amount.is_some_and(|amount| self.of_two_times(figure, amount, way)) {
            return;
        }
        let first = amount.map_or(figure, |amount| amount.min(figure));
        // （三季度5.18亿元） behind the percentage.
        if let Some(behind) = self.earlier_behind(figure) {
            let like = |other: usize| self.figures[other].adds_to(&self.figures[behind]);
            if let Some(now) = self.subject(figure, &like) {
                self.changed(grown, FROM, figure, [now, behind], adjusted);
                return;
            }
        }
        if let Some(pair) = self.counted_pair(figure) {
            self.changed(grown, FROM, figure, pair, adjusted);
            return;
        }
        let noun = noun_of_change(self.lead(figure));
        let about = |now: usize| {
            noun.chars().count() < 2
                || noun.contains(['年', '月', '季', '周', '期', '比', '届'])
                || common(&noun, &self.name_of(now)) >= 2
                || amount.is_some()
        };
        if let Some(earlier) = self.earlier_value(first) {
            let like = |other: usize| self.figures[other].adds_to(&self.figures[earlier]);
            let mut between = earlier + 1..figure;
            let to = between.find(|other| self.roles[*other] == Role::To && like(*other));
            // 去年同期为2.68亿元（调整后）; 按可比价格计算 in a clause of its own
            let between = self.figures[earlier].span.end..self.figures[figure].span.start;
            let words = self.words(between.start..between.end.max(between.start));
            let restated = ["调整", "重述", "追溯"];
            let adjusted =
                adjusted || is_adjusted(&words) || restated.iter().any(|word| words.contains(word));
            match to.or_else(|| self.subject(earlier, &like)) {
                Some(now) if about(now) => {
                    self.changed(grown, FROM, figure, [now, earlier], adjusted);
                    return;
                }
                None if amount.is_some() => return,
                _ => {}
            }
        }
        if let Some(amount) = amount {
            let like = |other: usize| self.figures[other].adds_to(&self.figures[amount]);
            if let Some(now) = self
                .subject(first, &like)
                .or_else(|| self.level_behind(figure, amount))
            {
                self.changed_by(grown_by, figure, [now, amount], adjusted);
            }
            return;
        }
        let why = match adjusted {
            true => Why::Adjusted,
            false => Why::NoEarlier,
        };
        let is_amount = |other: usize| self.figures[other].is_amount();
        let now = self
            .subject_in_turn(figure)
            .or_else(|| self.subject(figure, &is_amount));
        if let Some(now) = now {
            self.add(grown, ALONE, figure, &[now.into()], Stands::Depends(why));
        }
    }

    /// The earlier value in the brackets behind a change; of changes in a row, the one
    /// at the same place, where there is one for each: 分别下降12%和10.3%（上年468件730人）.
    fn earlier_behind(&self, figure: usize) -> Option<usize> {
        let row = self.percents_in_row(figure);
        let row = match row.len() > 1 && self.clause(row.start).contains("分别") {
            true => row,
            false => figure..figure + 1,
        };
        let is_earlier = |at: usize| {
            self.roles.get(at) == Some(&Role::Earlier)
                && self.figures[at].depth == self.figures[figure].depth + 1
        };
        let all = (row.end..row.end + row.len()).all(is_earlier);
        all.then_some(row.end + (figure - row.start))
    }

    /// 增加46.3亿元，增长9.4%，余额达到538.7亿元: what it came to stands behind.
    fn level_behind(&self, figure: usize, amount: usize) -> Option<usize> {
        let behind = figure.max(amount) + 1;
        let said = self.figures.get(behind)?;
        let lead = self.lead(behind);
        let level = lead.ends_with(['达', '到', '至', '为']) && self.roles[behind] != Role::Share;
        let same =
            said.sentence == self.figures[figure].sentence && said.adds_to(&self.figures[amount]);
        (level && same).then_some(behind)
    }

    /// A change by an amount; of the last part of a list it may be that of the
    /// whole.
    fn changed_by(
        &mut self,
        kind: ClaimKind,
        figure: usize,
        [now, amount]: [usize; 2],
        adjusted: bool,
    ) {
        let adjusted = adjusted || self.is_told_adjusted(now);
        let whole = self.whole_of[now].filter(|_| self.is_listed_last(now));
        // 累计发送3亿人次，日均800万人次，较上年增加9000万人次
        let total = self.plain_before(now).into_iter().find(|other| {
            let by_mean =
                self.roles[now] == Role::Each && self.figures[now].adds_to(&self.figures[*other]);
            by_mean && *other < now
        });
        let whole = whole.or(total);
        if adjusted || whole.is_none() {
            self.changed(kind, BY, figure, [now, amount], adjusted);
            return;
        }
        let subjects = [Some(now), whole].into_iter().flatten();
        let readings: Vec<(ClaimKind, Vec<Operand>)> = subjects
            .map(|subject| (kind, vec![subject.into(), amount.into()]))
            .collect();
        self.best(BY, figure, &readings, false);
    }

    /// Whether an amount is said to be told otherwise than as it came in: 预算收入
    /// （同口径）完成30,186万元.
    fn is_told_adjusted(&self, figure: usize) -> bool {
        let clause = self.words(self.since(figure, &[',', ';', ':', '。']));
        is_adjusted(&clause)
    }

    fn changed(
        &mut self,
        kind: ClaimKind,
        pattern: &'static str,
        figure: usize,
        operands: [usize; 2],
        adjusted: bool,
    ) {
        let operands = operands.map(Operand::from);
        // What is told in other prices may not follow from the amounts.
        match adjusted && !self.holds(kind, figure, &operands) {
            true => self.add(
                kind,
                pattern,
                figure,
                &operands,
                Stands::Depends(Why::Adjusted),
            ),
            false => self.claim(kind, pattern, figure, &operands),
        }
    }

    /// Whether only a comma parts the clauses of two figures.
    fn is_one_clause_from(&self, one: usize, other: usize) -> bool {
        let (first, last) = (one.min(other), one.max(other));
        let between = self.figures[first].span.end..self.figures[last].span.start;
        let mut words = self.words(between);
        if last - first == 2 && words.starts_with('(') {
            words = words
                .split_once(')')
                .map(|(_, behind)| behind.to_owned())
                .unwrap_or(words);
        }
        let opens = self.figures[last].depth == self.figures[first].depth + 1;
        (opens && words.starts_with('(') && !words[1..].contains(['。', ';', ',', '(', ')'])
            || !words.contains(['。', ';', '(', ')']))
            && words.matches([',', '、']).count() <= 1
    }

    /// `由B增至A，增加D`, `较上年的B减少D`.
    fn change_in_amount(&mut self, figure: usize, way: Way) {
        let like = &self.figures[figure];
        let points = like.is_points();
        let fits = |other: usize| {
            let other = &self.figures[other];
            match points {
                true => other.is_percent(),
                false => other.adds_to(like),
            }
        };
        let Some(earlier) = self.earlier_value(figure).filter(|other| fits(*other)) else {
            return;
        };
        let mut between = earlier + 1..figure;
        let to = between
            .find(|other| matches!(self.roles[*other], Role::To | Role::Plain) && fits(*other));
        let Some(now) = to.or_else(|| self.subject(earlier, &fits)) else {
            return;
        };
        let (high, low) = match way {
            Way::Up => (now, earlier),
            Way::Down => (earlier, now),
        };
        // An earlier time of another kind than the one compared with is none.
        let then = self.clause(earlier);
        if is_adjusted(&then) && !is_earlier(&then) {
            return;
        }
        self.claim(
            ClaimKind::Difference,
            FROM,
            figure,
            &[high.into(), low.into()],
        );
    }
}
