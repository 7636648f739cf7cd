//! What is known of a Chinese text while its claims are read: its figures with
//! their words, what each is to the others, the lists and the claims so far.

use super::words::Way;
use crate::claim::claimed::{Claim, ClaimKind, Operand, Stands, Why};
use crate::claim::judge;
use crate::claim::said::Said;
use crate::claim::text::Text;
use std::ops::Range;

/// `共W，其中A、B、C`, `W：A、B`, `W（A、B）`.
pub(super) const LISTED: &str = "parts-listed";
/// Parts of one list at most.
pub(super) const MOST: usize = 40;
/// Evidence that a list is meant to be complete, from which on it is told that
/// it is not.
pub(super) const COMPLETE: i32 = 3;

/// What a figure is to the others of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// An amount of something.
    Plain,
    /// By how much something changed: an amount or a percentage.
    Change(Way),
    /// A share: 占…的P%.
    Share,
    /// A rate with a name: 办结率.
    Rate,
    /// A percentage of the figure before it: 60999万元的40.4%.
    OfFigure,
    /// What a percentage that follows is of.
    Base,
    /// A value of an earlier time.
    Earlier,
    /// From what something changed: 由B增至A.
    From,
    /// To what something changed.
    To,
    /// For each of something: 人均.
    Each,
    /// For so many of something: 每千人口.
    EachOfMany(u32),
    /// A small number spelled in words: 三个方面.
    Spelled,
    /// A percentage or a multiple of which nothing is known.
    Other,
}

/// Amounts that are told as the parts of one whole.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// What they are parts of.
    pub whole: usize,
    /// The parts.
    pub parts: Vec<usize>,
}

/// What is known of a text while its claims are read.
pub(super) struct Chinese<'a> {
    pub(super) text: &'a Text,
    pub(super) figures: &'a [Said],
    /// The sentences in which a number could not be read.
    pub(super) unread: &'a [usize],
    /// What each figure is to the others.
    pub(super) roles: Vec<Role>,
    pub(super) claims: Vec<Claim>,
    /// What stands before and behind each figure, up to the next sign or figure.
    pub(super) leads: Vec<String>,
    pub(super) tails: Vec<String>,
    /// What each figure is told to be a part of.
    pub(super) whole_of: Vec<Option<usize>>,
    /// The lists of parts.
    pub(super) lists: Vec<List>,
}

impl Chinese<'_> {
    /// Words in their plain forms, without spaces.
    pub(super) fn words(&self, span: Range<usize>) -> String {
        let mut words = self.text.plain(span);
        words.retain(|c| c != ' ');
        words
    }

    /// What stands before a figure; where only a word such as 为 parts it from a
    /// bracket, with what stands before that: 比重（城镇化率）为, 人口（含…）.
    pub(super) fn lead_over_brackets(&self, said: &Said) -> String {
        const ONLY: &[&str] = &["", "为", "达", "达到", "是", "约", "共", "约为"];
        let lead = self.words(said.lead.clone());
        let start = said.lead.start;
        let closes = self.text.before(self.text.before_spaces(start)) == Some(')');
        if !closes || !ONLY.contains(&lead.as_str()) {
            return lead;
        }
        let sentence = &self.text.sentences[said.sentence];
        let opens = (sentence.start..start)
            .rev()
            .skip(1)
            .find(|at| self.text.chars[*at] == '(' && self.text.depth[*at] <= said.depth + 1);
        let Some(opens) = opens else {
            return lead;
        };
        let parts = |at: &usize| {
            matches!(
                self.text.chars[*at],
                ',' | ';' | ':' | '、' | '。' | '(' | ')'
            )
        };
        let from = (sentence.start..opens).rev().find(parts);
        let from = from.map_or(sentence.start, |at| at + 1);
        let before = self.words(from..opens);
        // What stands before the bracket belongs to a figure there; a rate that
        // takes in more is another one.
        let figure = self
            .figures
            .iter()
            .any(|other| from <= other.span.start && other.span.start < opens)
            || said.is_percent() && self.words(opens..start).contains('含');
        match figure {
            true => lead,
            false => before + &lead,
        }
    }

    /// What stands before a figure, from the last sign or figure.
    pub(super) fn lead(&self, figure: usize) -> &str {
        &self.leads[figure]
    }

    /// What stands behind a figure, up to the next sign or figure.
    pub(super) fn tail(&self, figure: usize) -> &str {
        &self.tails[figure]
    }

    /// The words by which a figure is called: before it, its unit, behind it.
    pub(super) fn name_of(&self, figure: usize) -> String {
        format!(
            "{}{}{}",
            self.lead(figure),
            self.figures[figure].unit,
            self.tail(figure)
        )
    }

    /// The same, where it is not also what stands before the next figure.
    pub(super) fn own_tail(&self, figure: usize) -> &str {
        let end = self.figures[figure].tail.end;
        let shared = self
            .figures
            .get(figure + 1)
            .is_some_and(|next| next.span.start == end);
        match shared {
            true => "",
            false => self.tail(figure),
        }
    }

    /// What stands before a figure in its clause, be there other figures or
    /// not, from the last sign of some.
    pub(super) fn since(&self, figure: usize, signs: &[char]) -> Range<usize> {
        let said = &self.figures[figure];
        let sentence = &self.text.sentences[said.sentence];
        let start = said.span.start;
        let sign = (sentence.start..start)
            .rev()
            .find(|at| signs.contains(&self.text.chars[*at]) && !self.is_in_number(*at));
        sign.map_or(sentence.start, |at| at + 1)..start
    }

    /// Whether a sign belongs to a number.
    pub(super) fn is_in_number(&self, at: usize) -> bool {
        let index = self.figures.partition_point(|said| said.span.end <= at);
        self.figures
            .get(index)
            .is_some_and(|said| said.number.contains(&at))
    }

    /// Its clause so far.
    pub(super) fn clause(&self, figure: usize) -> String {
        self.words(self.since(figure, &[',', ';', ':', '。', '(', ')']))
    }

    /// Its part of the sentence so far: from the last semicolon.
    pub(super) fn group_start(&self, figure: usize) -> usize {
        self.since(figure, &[';']).start
    }

    /// The figures before one in its part of the sentence, nearest first.
    pub(super) fn before_in_group(&self, figure: usize) -> impl Iterator<Item = usize> {
        let start = self.group_start(figure);
        (0..figure)
            .rev()
            .take_while(move |other| self.figures[*other].span.start >= start)
    }

    /// The figures before one in its sentence, nearest first.
    pub(super) fn before_in_sentence(&self, figure: usize) -> impl Iterator<Item = usize> {
        let sentence = self.figures[figure].sentence;
        (0..figure)
            .rev()
            .take_while(move |other| self.figures[*other].sentence == sentence)
    }

    /// The figures of a row that one stands in: 4,218件和9,736件.
    pub(super) fn row_of(&self, figure: usize, like: &dyn Fn(usize) -> bool) -> Range<usize> {
        let mut first = figure;
        while first > 0 && like(first - 1) && self.is_joined(first - 1, first) {
            first -= 1;
        }
        let mut end = figure + 1;
        while end < self.figures.len() && like(end) && self.is_joined(end - 1, end) {
            end += 1;
        }
        first..end
    }

    /// Whether only 和, 、 or words of change stand between two figures.
    pub(super) fn is_joined(&self, one: usize, other: usize) -> bool {
        let between = self.words(self.figures[one].span.end..self.figures[other].span.start);
        between == ":"
            || !between.contains([',', ';', '。', '(', ')', ':']) && between.chars().count() <= 8
    }

    /// Whether an exact reading holds.
    pub(super) fn holds(&self, kind: ClaimKind, reported: usize, operands: &[Operand]) -> bool {
        judge::holds(kind, &self.figures[reported], operands, self.figures) == Some(true)
    }

    /// Whether a reading that does not hold may yet be what is meant.
    pub(super) fn is_near(&self, kind: ClaimKind, reported: usize, operands: &[Operand]) -> bool {
        judge::is_near(kind, &self.figures[reported], operands, (self.figures, 10))
    }

    /// Whether it all but holds: by a fiftieth, or by one slip of the pen.
    pub(super) fn is_very_near(
        &self,
        kind: ClaimKind,
        reported: usize,
        operands: &[Operand],
    ) -> bool {
        judge::is_near(kind, &self.figures[reported], operands, (self.figures, 50))
    }

    /// Adds a claim of one reading.
    pub(super) fn claim(
        &mut self,
        kind: ClaimKind,
        pattern: &'static str,
        reported: usize,
        operands: &[Operand],
    ) {
        let stands = match judge::holds(kind, &self.figures[reported], operands, self.figures) {
            Some(true) => Stands::Holds,
            Some(false) => Stands::Fails,
            None => Stands::Depends(Why::Unclear),
        };
        self.add(kind, pattern, reported, operands, stands);
    }

    /// Adds a claim of which is known what can be said.
    pub(super) fn add(
        &mut self,
        kind: ClaimKind,
        pattern: &'static str,
        reported: usize,
        operands: &[Operand],
        stands: Stands,
    ) {
        let claim = Claim::of((kind, pattern), reported, operands, stands, self.figures);
        if !self.claims.contains(&claim) {
            self.claims.push(claim);
        }
    }

    /// The first of several readings that holds; else the first, where there is
    /// but one or it is `sure`; else none of them can be told.
    pub(super) fn best(
        &mut self,
        pattern: &'static str,
        reported: usize,
        readings: &[(ClaimKind, Vec<Operand>)],
        sure: bool,
    ) {
        let holding = readings
            .iter()
            .find(|(kind, operands)| self.holds(*kind, reported, operands));
        let Some((kind, operands)) = holding.or(readings.first()) else {
            return;
        };
        let (kind, operands) = (*kind, operands.clone());
        // What could not be read may be what is meant.
        let sentence = self.figures[reported].sentence;
        let near = self.unread.partition_point(|other| other + 2 < sentence);
        let unread = self
            .unread
            .get(near)
            .is_some_and(|other| *other <= sentence);
        match holding.is_some() || sure && !unread {
            true => self.claim(kind, pattern, reported, &operands),
            false => self.add(
                kind,
                pattern,
                reported,
                &operands,
                Stands::Depends(Why::Unclear),
            ),
        }
    }

    /// What stands between a figure and the one before it; small numbers in
    /// words (三次产业) are words.
    pub(super) fn gap(&self, figure: usize) -> String {
        let before = (0..figure)
            .rev()
            .find(|other| self.roles[*other] != Role::Spelled);
        let end = before.map_or(0, |before| self.figures[before].span.end);
        self.words(end..self.figures[figure].span.start)
    }

    pub(super) fn remember(&mut self, whole: usize, parts: &[usize]) {
        for part in parts {
            self.whole_of[*part].get_or_insert(whole);
        }
        self.lists.push(List {
            whole,
            parts: parts.to_vec(),
        });
    }

    /// Amounts before a figure in its sentence that may be what it is about.
    pub(super) fn plain_before(&self, figure: usize) -> Vec<usize> {
        let before = self.before_in_sentence(figure);
        before
            .filter(|other| matches!(self.roles[*other], Role::Plain | Role::To))
            .filter(|other| self.figures[*other].is_amount())
            .collect()
    }

    /// The same, of amounts for each person too.
    pub(super) fn amounts_before(&self, figure: usize) -> Vec<usize> {
        let before = self.before_in_sentence(figure);
        before
            .filter(|other| matches!(self.roles[*other], Role::Plain | Role::To | Role::Each))
            .filter(|other| self.figures[*other].is_amount())
            .collect()
    }

    pub(super) fn is_told(&self, whole: usize, parts: &[usize]) -> bool {
        self.lists
            .iter()
            .any(|list| list.whole == whole && list.parts == parts)
    }

    /// Whether an amount is the last part of a list in one row.
    pub(super) fn is_listed_last(&self, part: usize) -> bool {
        let mut lists = self.lists.iter();
        lists.any(|list| list.parts.len() > 1 && list.parts.last() == Some(&part))
    }
}
