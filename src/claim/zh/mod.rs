//! The claims of Chinese sentences: what each figure is to the others by its
//! words, and the patterns that are read from that.

mod alike;
mod balances;
mod changes;
mod counts;
mod others;
mod parts;
mod rates;
mod roles;
mod shares;
mod totals;
mod turns;
mod wholes;
mod words;

use super::claimed::{Claim, ClaimKind, Operand, Stands, Why};
use super::judge;
use super::said::Said;
use super::text::Text;
use parts::List;
use roles::Role;
use std::ops::Range;

/// Reads the claims of the figures of a text.
pub(super) fn claims(text: &Text, figures: &[Said], unread: &[usize]) -> Vec<Claim> {
    let mut reader = Chinese {
        text,
        figures,
        unread,
        roles: Vec::new(),
        claims: Vec::new(),
        leads: Vec::new(),
        tails: Vec::new(),
        whole_of: vec![None; figures.len()],
        lists: Vec::new(),
    };
    reader.leads = figures
        .iter()
        .map(|said| reader.words(said.lead.clone()))
        .collect();
    reader.tails = figures
        .iter()
        .map(|said| reader.words(said.tail.clone()))
        .collect();
    for figure in 0..figures.len() {
        let role = reader.role(figure);
        reader.roles.push(role);
    }
    reader.parts();
    reader.changes();
    reader.rates();
    reader.others();
    reader.claims
}

/// What is known of a text while its claims are read.
pub(super) struct Chinese<'a> {
    text: &'a Text,
    figures: &'a [Said],
    /// The sentences in which a number could not be read.
    unread: &'a [usize],
    /// What each figure is to the others.
    roles: Vec<Role>,
    claims: Vec<Claim>,
    /// What stands before and behind each figure, up to the next sign or figure.
    leads: Vec<String>,
    tails: Vec<String>,
    /// What each figure is told to be a part of.
    whole_of: Vec<Option<usize>>,
    /// The lists of parts.
    lists: Vec<List>,
}

impl Chinese<'_> {
    /// Words in their plain forms, without spaces.
    fn words(&self, span: Range<usize>) -> String {
        let mut words = self.text.plain(span);
        words.retain(|c| c != ' ');
        words
    }

    /// What stands before a figure, from the last sign or figure.
    fn lead(&self, figure: usize) -> &str {
        &self.leads[figure]
    }

    /// What stands behind a figure, up to the next sign or figure.
    fn tail(&self, figure: usize) -> &str {
        &self.tails[figure]
    }

    /// The same, where it is not also what stands before the next figure.
    fn own_tail(&self, figure: usize) -> &str {
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
    fn since(&self, figure: usize, signs: &[char]) -> Range<usize> {
        let said = &self.figures[figure];
        let sentence = &self.text.sentences[said.sentence];
        let start = said.span.start;
        let sign = (sentence.start..start)
            .rev()
            .find(|at| signs.contains(&self.text.chars[*at]) && !self.is_in_number(*at));
        sign.map_or(sentence.start, |at| at + 1)..start
    }

    /// Whether a sign belongs to a number.
    fn is_in_number(&self, at: usize) -> bool {
        let index = self.figures.partition_point(|said| said.span.end <= at);
        self.figures
            .get(index)
            .is_some_and(|said| said.number.contains(&at))
    }

    /// Its clause so far.
    fn clause(&self, figure: usize) -> String {
        self.words(self.since(figure, &[',', ';', ':', '。', '(', ')']))
    }

    /// Its part of the sentence so far: from the last semicolon.
    fn group_start(&self, figure: usize) -> usize {
        self.since(figure, &[';']).start
    }

    /// The figures before one in its part of the sentence, nearest first.
    fn before_in_group(&self, figure: usize) -> impl Iterator<Item = usize> {
        let start = self.group_start(figure);
        (0..figure)
            .rev()
            .take_while(move |other| self.figures[*other].span.start >= start)
    }

    /// The figures before one in its sentence, nearest first.
    fn before_in_sentence(&self, figure: usize) -> impl Iterator<Item = usize> {
        let sentence = self.figures[figure].sentence;
        (0..figure)
            .rev()
            .take_while(move |other| self.figures[*other].sentence == sentence)
    }

    /// The figures of a row that one stands in: 4,218件和9,736件.
    fn row_of(&self, figure: usize, like: &dyn Fn(usize) -> bool) -> Range<usize> {
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
    fn is_joined(&self, one: usize, other: usize) -> bool {
        let between = self.words(self.figures[one].span.end..self.figures[other].span.start);
        between == ":"
            || !between.contains([',', ';', '。', '(', ')', ':']) && between.chars().count() <= 8
    }

    /// Whether an exact reading holds.
    fn holds(&self, kind: ClaimKind, reported: usize, operands: &[Operand]) -> bool {
        judge::holds(kind, &self.figures[reported], operands, self.figures) == Some(true)
    }

    /// Adds a claim of one reading.
    fn claim(
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
    fn add(
        &mut self,
        kind: ClaimKind,
        pattern: &'static str,
        reported: usize,
        operands: &[Operand],
        stands: Stands,
    ) {
        let all = operands
            .iter()
            .map(|operand| operand.figure)
            .chain([reported]);
        let spans: Vec<&Range<usize>> = all.map(|figure| &self.figures[figure].span).collect();
        let start = spans.iter().map(|span| span.start).min().unwrap_or(0);
        let end = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let claim = Claim {
            kind,
            pattern,
            reported,
            operands: operands.to_vec(),
            counted: 0,
            words: start..end,
            stands,
            reads_complete: false,
        };
        if !self.claims.contains(&claim) {
            self.claims.push(claim);
        }
    }

    /// The first of several readings that holds; else the first, where there is
    /// but one or it is `sure`; else none of them can be told.
    fn best(
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
        let unread = self
            .unread
            .iter()
            .any(|other| (other..=&(other + 2)).contains(&&sentence));
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
}
