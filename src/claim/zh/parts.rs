//! Totals and their parts: lists behind 其中, a colon or a bracket, amounts that
//! follow a total or that a total follows, and shares that make up a whole.

use super::reader::{COMPLETE, Chinese, LISTED, List, MOST, Role};
use super::words::{OF_WHICH, REST, Way, ends, holds};
use crate::claim::claimed::{ClaimKind, Operand, Stands, Why};
use crate::claim::evidence::Evidence;
use crate::figure::Rat;
use num_traits::Zero;

/// Sentences back in which a whole stands that is divided anew.
const DIVIDED: usize = 3;
/// So many parts are seldom only some.
const MANY: usize = 5;
/// A whole with fewer steps than this is one wrong digit from many others.
const STEPS: i64 = 1000;
/// Wholes that are tried for a list.
const WHOLES: usize = 6;

impl Chinese<'_> {
    /// Reads the list of parts that begins with a figure, if one does.
    pub(super) fn list_at(&mut self, figure: usize) {
        if let Some(weight) = self.list_begins(figure) {
            self.listed(figure, weight);
        } else if self.changes_begin(figure) {
            let zone = self.zone(figure);
            self.changes_both_ways(figure, &zone, figure);
        }
    }

    /// Whether a list of changes begins with a figure: 增加18个，其中医院增加4个.
    fn changes_begin(&self, figure: usize) -> bool {
        let change = matches!(self.roles[figure], Role::Change(_));
        let gap = self.gap(figure);
        let behind = gap.rsplit('。').next().unwrap_or_default();
        change && self.figures[figure].is_amount() && holds(behind, &["其中", "当中"])
    }

    /// Whether a list of parts begins with a figure, and how much its sign
    /// speaks for it.
    fn list_begins(&self, figure: usize) -> Option<i32> {
        let said = &self.figures[figure];
        if !said.is_amount() || !matches!(self.roles[figure], Role::Plain | Role::Each) {
            return None;
        }
        let gap = self.gap(figure);
        let behind = gap.rsplit('。').next().unwrap_or_default();
        let begins = gap.rsplit(['。', ';']).next().unwrap_or_default();
        let weight = match () {
            () if holds(behind, &["其中", "当中"]) => 1,
            () if holds(begins, OF_WHICH) => 2,
            () if behind.contains("中,") && self.tail(figure - 1).ends_with('中') => 1,
            () if behind.contains("按") && holds(behind, &["分", "看", "类型", "划分"]) => 2,
            () if begins.contains(':') => 2,
            () if holds(self.lead(figure), &["用于"]) => 1,
            () if said.depth > 0
                && begins.contains('(')
                && said.depth > self.figures[figure - 1].depth =>
            {
                2
            }
            () => return None,
        };
        let one = said.depth > 0 && behind.ends_with("(含");
        (!one).then_some(weight)
    }

    /// A list that begins with a figure.
    fn listed(&mut self, first: usize, weight: i32) {
        let zone = self.zone(first);
        let mut units_seen: Vec<usize> = Vec::new();
        let heads: Vec<usize> = zone
            .iter()
            .copied()
            .take_while(|other| *other == first || !self.gap(*other).contains(';'))
            .collect();
        for head in heads {
            let said = &self.figures[head];
            let seen = units_seen.iter().any(|other| {
                self.figures[*other].adds_to(said) && self.roles[*other] == self.roles[head]
            });
            if seen
                || !said.is_amount()
                || !matches!(self.roles[head], Role::Plain | Role::Each | Role::Change(_))
            {
                continue;
            }
            units_seen.push(head);
            if self.changes_both_ways(head, &zone, first) {
                continue;
            }
            let (parts, open) = self.parts_from(head, &zone);
            let wholes = self.wholes_before(first, head);
            self.list(weight, &wholes, &parts, open, LISTED);
        }
    }

    /// Whether a list is one of changes that go both ways: they make up a change where
    /// those that go the other way are taken away, and only that is told.
    fn changes_both_ways(&mut self, head: usize, zone: &[usize], first: usize) -> bool {
        let said = &self.figures[head];
        let change = |other: usize| match self.roles[other] {
            Role::Change(way) if self.figures[other].adds_to(said) => Some(way),
            _ => None,
        };
        if change(head).is_none() {
            return false;
        }
        let parts: Vec<(usize, Way)> = zone
            .iter()
            .filter(|other| **other >= head)
            .filter_map(|other| Some((*other, change(*other)?)))
            .collect();
        let both = parts.iter().any(|(_, way)| Some(*way) != change(head));
        if !both {
            return false;
        }
        let wholes: Vec<(usize, Way)> = (0..first)
            .rev()
            .take_while(|other| self.figures[*other].sentence + 1 >= said.sentence)
            .filter_map(|other| Some((other, change(other)?)))
            .take(WHOLES)
            .collect();
        let signed = |whole: Way| -> Vec<Operand> {
            let one = |(figure, way): &(usize, Way)| Operand {
                figure: *figure,
                minus: *way != whole,
            };
            parts.iter().map(one).collect()
        };
        let found = wholes.iter().find(|(whole, way)| {
            let operands = signed(*way);
            self.holds(ClaimKind::Balance, *whole, &operands)
        });
        if let Some((whole, way)) = found.copied() {
            let operands = signed(way);
            self.claim(ClaimKind::Balance, LISTED, whole, &operands);
        }
        true
    }

    /// The figures of a list that begins with one: to the end of its sentence,
    /// or of its bracket.
    fn zone(&self, first: usize) -> Vec<usize> {
        let said = &self.figures[first];
        let mut zone = Vec::new();
        for other in first..self.figures.len().min(first + 2 * MOST) {
            let figure = &self.figures[other];
            let left = figure.sentence != said.sentence || figure.depth < said.depth;
            let closed = said.depth > 0
                && other > first
                && self
                    .words(self.figures[other - 1].span.end..figure.span.start)
                    .contains(')')
                && figure.depth <= said.depth
                && {
                    let between = self.figures[other - 1].span.end..figure.span.start;
                    self.text.depth[between]
                        .iter()
                        .any(|depth| *depth < said.depth)
                };
            if left || closed {
                break;
            }
            if figure.depth == said.depth {
                zone.push(other);
            }
        }
        zone
    }

    /// The parts of a list, by what its first part counts; and whether its
    /// words leave others out.
    fn parts_from(&self, head: usize, zone: &[usize]) -> (Vec<usize>, bool) {
        let like = &self.figures[head];
        let role = self.roles[head];
        let fits = |other: &usize| self.figures[*other].adds_to(like) && self.roles[*other] == role;
        let group = |other: usize| {
            let from = zone.iter().position(|one| *one == head).unwrap_or(0);
            zone[from + 1..]
                .iter()
                .take_while(|one| **one <= other)
                .filter(|one| self.gap(**one).contains(';'))
                .count()
        };
        let own: Vec<usize> = zone
            .iter()
            .copied()
            .filter(|other| *other >= head && fits(other))
            .collect();
        let by_semicolons = own.iter().filter(|other| group(**other) == 0).count() == 1;
        let mut parts: Vec<usize> = Vec::new();
        let mut taken = None;
        for other in own {
            let at = group(other);
            if at > 0 && self.states_anew(other) && !self.states_anew(head) {
                break;
            }
            match by_semicolons {
                true if taken == Some(at) => continue,
                false if at > 0 => break,
                _ => {}
            }
            // 合计到账2.44亿美元 is no part of its own, but may be the total of
            // what stands before it.
            let total = other != head && holds(self.lead(other), &["合计", "共计", "总计", "累计"]);
            match (total, parts.len()) {
                (false, _) => {}
                (true, 1) => break,
                (true, _) => return (Vec::new(), false),
            }
            if other != head && self.is_another_flow(head, other) {
                break;
            }
            // 年末蓄水2.1亿立方米 behind 兴利库容 is no part.
            if other != head && self.tells_of_now(other) && !self.tells_of_now(head) {
                break;
            }
            let nested = other != head && holds(&self.gap(other), &["其中", "包括"]);
            if nested && !by_semicolons || self.divides_a_part(&parts, other) {
                break;
            }
            taken = Some(at);
            parts.push(other);
        }
        let last = parts.last().copied().unwrap_or(head);
        let end = self.figures[last].tail.clone();
        let tail = self.words(self.figures[last].span.end..end.end);
        let unit_and_tail = format!("{}{tail}", self.figures[last].unit);
        let marker = self.gap(head);
        let open = ends(&tail, &["等"])
            || tail.starts_with('等')
            || unit_and_tail.ends_with('等')
            || holds(&marker, &["主要", "重点", "例如", "比如", "部分", "仅"])
            || parts.iter().any(|part| self.tail(*part).starts_with('等'));
        (parts, open)
    }

    /// Whether a figure is what went out, or was left, behind parts that are neither:
    /// 收入50万元，其中拨款40万元，本年支出30万元.
    fn is_another_flow(&self, head: usize, other: usize) -> bool {
        const FLOWS: &[&str] = &["支出", "年末", "期末", "年初", "期初"];
        holds(self.lead(other), FLOWS) && !holds(self.lead(head), FLOWS)
    }

    /// Whether a clause tells of something else by a verb of its own: 实现利润总额 behind
    /// 其中主营业务收入.
    fn states_anew(&self, figure: usize) -> bool {
        const VERBS: &[&str] = &["实现", "完成", "取得", "达成", "上缴", "缴纳"];
        let lead = self.lead(figure);
        VERBS.iter().any(|verb| lead.starts_with(verb))
    }

    /// Whether a clause tells of how it stands at a time: 年末蓄水, 目前在册.
    fn tells_of_now(&self, figure: usize) -> bool {
        const NOW: &[&str] = &[
            "年末", "期末", "年底", "目前", "截至", "当前", "现有", "现存",
        ];
        let lead = self.lead(figure);
        NOW.iter().any(|word| lead.starts_with(word))
    }

    /// What a list may be of: amounts before it, nearest first, in its
    /// sentence, or in the one before where it begins one.
    fn wholes_before(&self, first: usize, head: usize) -> Vec<usize> {
        let said = &self.figures[head];
        let role = self.roles[head];
        let depth = self.figures[first].depth;
        let fits = |other: &usize| {
            let whole = &self.figures[*other];
            let same = match role {
                Role::Change(_) | Role::Each => self.roles[*other] == role,
                _ => matches!(self.roles[*other], Role::Plain | Role::To),
            };
            same && whole.adds_to(said) && whole.depth <= depth
        };
        let own: Vec<usize> = self
            .before_in_sentence(first)
            .filter(fits)
            .take(WHOLES)
            .collect();
        let in_bracket = depth > 0;
        if in_bracket {
            return own
                .into_iter()
                .filter(|other| self.figures[*other].depth < depth)
                .take(1)
                .collect();
        }
        let split = self.gap(first);
        let split = split.contains('按') && split.contains('分')
            || split.contains('从') && split.contains('看');
        let own: Vec<usize> = own
            .into_iter()
            .filter(|other| !split || self.whole_of[*other].is_none())
            .collect();
        if !own.is_empty() {
            return own;
        }
        let sentence = said.sentence;
        let gap = self.gap(first);
        let begins = gap.rsplit(['。', ';']).next().unwrap_or_default();
        let name = begins
            .split(['按', '从'])
            .next()
            .unwrap_or_default()
            .to_owned();
        let named = |other: usize| {
            name.chars().count() >= 2
                && self.lead(other).ends_with(&name)
                && self.lead(other).chars().count() <= name.chars().count() + 1
        };
        // A whole that is divided anew may stand before the sentence that divided
        // it first.
        let reach = if split { DIVIDED } else { 1 };
        let before = (0..first)
            .rev()
            .skip_while(|other| self.figures[*other].sentence == sentence)
            .take_while(|other| self.figures[*other].sentence + reach >= sentence);
        before
            .filter(fits)
            .filter(|other| !split || self.whole_of[*other].is_none() || named(*other))
            .take(WHOLES)
            .collect()
    }

    /// Tells of a list: which whole it makes up, if any, or that it should.
    fn list(
        &mut self,
        weight: i32,
        wholes: &[usize],
        parts: &[usize],
        open: bool,
        pattern: &'static str,
    ) {
        if parts.is_empty() || parts.len() > MOST {
            return;
        }
        let operands = Operand::all(parts);
        let making = (2..=parts.len()).rev().find_map(|count| {
            let found = wholes
                .iter()
                .find(|whole| self.holds(ClaimKind::Sum, **whole, &operands[..count]))?;
            Some((*found, count))
        });
        if let Some((whole, count)) = making {
            let all = count == parts.len();
            let kind = match open && all {
                true => ClaimKind::Part,
                false => ClaimKind::Sum,
            };
            self.claim(kind, pattern, whole, &operands[..count]);
            self.remember(whole, &parts[..count]);
            return;
        }
        let wholes = self.wholes_called(parts[0], wholes);
        let slipped = |whole: &&usize| Evidence::of(self.figures, **whole, parts).slip;
        let first = wholes.iter().find(slipped).or(wholes.first());
        let Some(whole) = first.copied() else {
            return;
        };
        // 受理755件，结案600件 are no parts beside each other.
        let listed = parts.len();
        let parts = self.alike(parts);
        // Where the list goes on with something else, or its parts are said to
        // overlap, it is not known to be complete.
        let each = parts.iter().any(|part| self.times_had(*part) > 1);
        let row = self.is_last_of_row(whole) && self.gap(parts[0]).contains("其中");
        let cut = parts.len() < listed || each || row || self.says_overlap(&parts);
        let operands = Operand::all(&parts);
        let within = self.holds(ClaimKind::Part, whole, &operands);
        let evidence = Evidence::of(self.figures, whole, &parts);
        let rest = parts
            .last()
            .is_some_and(|last| holds(&self.gap(*last), REST));
        // Highlights, each with its change, are seldom all.
        let highlights = parts.iter().any(|part| {
            let next = part + 1;
            next < self.figures.len() && matches!(self.roles[next], Role::Change(_))
        });
        let mut speaks = weight - i32::from(highlights)
            + i32::from(parts.len() >= 3)
            + 2 * i32::from(rest && parts.len() >= 2);
        speaks +=
            2 * i32::from(evidence.slip) + i32::from(evidence.near) + i32::from(evidence.very_near);
        speaks += 2 * i32::from(!within && !evidence.above)
            - 3 * i32::from(evidence.far_below)
            - 5 * i32::from(evidence.far_above);
        let mixed = self.overlap(&parts);
        let sure = wholes.len() == 1 || evidence.slip || self.names_whole(whole, &parts);
        // Two parts that are named may be only some.
        let counted = self.figures[whole].figure.range.is_point().is_some();
        let mut all = parts.iter().chain([&whole]);
        let few_steps = match counted {
            true => self.figures[whole].steps() < Rat::whole(STEPS),
            false => all.any(|figure| self.figures[*figure].steps() < Rat::whole(STEPS)),
        };
        // What there was none of names no part.
        let some = parts
            .iter()
            .filter(|part| !self.figures[**part].figure.nominal.is_zero())
            .count();
        let two = some <= 2 && within && (!evidence.slip || few_steps) && weight < 2;
        match (wholes.len() == 1 || sure) && within {
            true => self.remember(whole, &parts),
            false => self.lists.push(List {
                whole,
                parts: parts.clone(),
            }),
        }
        // 其中 names what matters; less than a fiftieth is often left out, and of
        // amounts that are rounded also more.
        // What is left may be one more of those named, as large as the least of them.
        // Of rounded amounts with few digits, one that is wrong explains too much.
        let slip = evidence.slip
            && !self.leaves_another(whole, &parts)
            && (counted || !few_steps || parts.len() >= MANY);
        let small = (evidence.very_near || !counted) && !slip;
        let some = within && small && !rest && self.gap(parts[0]).contains("其中");
        let two = two || some || within && self.leaves_even(&parts);
        let complete = parts.len() >= 2 && speaks >= COMPLETE && sure && !mixed && !two && !cut;
        match (within, open || !complete) {
            (true, true) => self.claim(ClaimKind::Part, pattern, whole, &operands),
            (false, true) if !complete => {
                self.add(
                    ClaimKind::Part,
                    pattern,
                    whole,
                    &operands,
                    Stands::Depends(Why::Unclear),
                );
            }
            (_, true) => self.claim(ClaimKind::Part, pattern, whole, &operands),
            (_, false) => {
                self.claim(ClaimKind::Sum, pattern, whole, &operands);
                if let Some(claim) = self.claims.last_mut().filter(|_| weight < 2 && !rest) {
                    claim.reads_complete = true;
                }
            }
        }
    }
}
