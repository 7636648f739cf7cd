//! What the sentences of a document state of their figures: each figure becomes
//! a row of a table of its own, and each claim a rule over those rows, so that
//! they are checked, told and reasoned about as rules that were written.

use super::claim_keys::{Names, key_of};
use super::expression::sum;
use super::sentences::{ReadPassage, Sentences, read_sentences};
use super::ties::{Tie, ties};
use crate::claim::{Claim, ClaimKind, Counted, Said, Stands, is_han};
use crate::document::Document;
use crate::place::Excerpt;
use crate::rule::{Code, Rule, Severity, Stated, rule_of_claim};
use crate::table::{FigureOfText, ReadBy, Table, table_of_text};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

/// Rules that claims of one document become at most.
const RULES: usize = 20_000;
/// The longest words that are told of a claim, in characters.
const LONGEST_WORDS: usize = 120;

/// The pattern of a figure that a table of the document prints too.
pub(super) const SAME_CELL: &str = "same-cell";

/// What the sentences of a document are in a report.
#[derive(Debug, Default)]
pub(super) struct TextClaims {
    /// Their figures, where some claim can be checked.
    pub table: Option<Table>,
    /// The claims that can be.
    pub rules: Vec<Rule>,
    /// How much was read.
    pub count: Counted,
}

/// The claims of a document that has these tables, where `taken` are the names
/// of all sections.
pub(super) fn claims_of(
    document: &Document,
    tables: &[Table],
    taken: &HashSet<&str>,
    by: ReadBy<'_>,
) -> TextClaims {
    let read = read_sentences(document, &by.config.units);
    let tied = ties(&read, tables);
    let count = count(&read, &tied);
    let none = TextClaims {
        count,
        ..TextClaims::default()
    };
    let checked = |claim: &Claim| matches!(claim.stands, Stands::Holds | Stands::Fails);
    let mut all = read.iter().flat_map(|passage| &passage.read.claims);
    if tied.is_empty() && !all.any(|claim| checked(claim) && claim.kind != ClaimKind::Count) {
        return none;
    }
    let section = section_of(&read, taken);
    let mut names = Names::default();
    let mut figures = Vec::new();
    let mut rules = Vec::new();
    let mut sentences = Sentences::of(&document.path, taken.len());
    for (number, passage) in read.iter().enumerate() {
        sentences.begin();
        let mut keys = Vec::new();
        for said in &passage.read.figures {
            let there = sentences.at(passage, said.span.start);
            let key = names.told_apart(key_of(passage, said));
            keys.push(key.clone());
            figures.push(FigureOfText {
                key,
                excerpt: there.excerpt.clone(),
                number: there.span(&passage.bytes(&said.number)),
                unit: there.span(&passage.bytes(&unit_of(passage, said))),
                figure: said.figure.clone(),
            });
        }
        let mut writer = Writer {
            passage,
            keys: &keys,
            sentences: &mut sentences,
            section: &section,
        };
        let claims = passage.read.claims.iter().filter(|claim| checked(claim));
        for claim in claims {
            if rules.len() < RULES {
                rules.extend(writer.rule(claim, &mut names));
            }
        }
        for tie in Tie::of_passage(&tied, number) {
            if rules.len() < RULES {
                rules.extend(writer.tie(tie, tables, &mut names));
            }
        }
    }
    match table_of_text((&document.path, &section), figures, by) {
        Ok(table) => TextClaims {
            table: Some(table),
            rules,
            count,
        },
        Err(_) => none,
    }
}

/// How many figures there are, and how many of them are in claims.
fn count(read: &[ReadPassage], tied: &[Tie]) -> Counted {
    let mut count = Counted::default();
    for (number, passage) in read.iter().enumerate() {
        let tied = Tie::of_passage(tied, number);
        let claimed = passage.read.claims.iter().flat_map(Claim::figures);
        let claimed: BTreeSet<usize> = claimed.chain(tied.iter().map(|tie| tie.said.1)).collect();
        count.add(Counted {
            figures: passage.read.figures.len() as u64,
            claimed: claimed.len() as u64,
            claims: (passage.read.claims.len() + tied.len()) as u64,
            ..Counted::default()
        });
    }
    count
}

/// What the sentences are called as a section, in their own language.
fn section_of(read: &[ReadPassage], tables: &HashSet<&str>) -> String {
    let texts = read.iter().map(|passage| passage.passage.text.as_str());
    let chars = texts.flat_map(str::chars).filter(|c| c.is_alphabetic());
    let (han, all) = chars.fold((0_usize, 0_usize), |(han, all), c| {
        (han + usize::from(is_han(c)), all + 1)
    });
    let name = if han * 4 > all { "正文" } else { "text" };
    let numbered = (2..).map(|number: usize| format!("{name}-{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let free = names.find(|name| !tables.contains(name.as_str()));
    free.unwrap_or_default()
}

/// Where the unit of a figure stands, in characters.
fn unit_of(passage: &ReadPassage, said: &Said) -> Range<usize> {
    let behind = said.number.end.min(said.span.end)..said.span.end;
    let words = passage.words(&behind);
    let at = words
        .find(said.unit.as_str())
        .filter(|_| !said.unit.is_empty());
    let start = behind.start + at.map_or(0, |at| words[..at].chars().count());
    let length = at.map_or(0, |_| said.unit.chars().count());
    start..start + length
}

/// Writes the claims of a passage as rules.
struct Writer<'a, 'p> {
    passage: &'a ReadPassage,
    /// What its figures are called.
    keys: &'a [String],
    sentences: &'a mut Sentences<'p>,
    section: &'a str,
}

impl Writer<'_, '_> {
    fn rule(&mut self, claim: &Claim, names: &mut Names) -> Option<Rule> {
        let name = |figure: usize| {
            let key = self.keys.get(figure)?;
            Some(crate::rule::written_name(key).into_owned())
        };
        let text = expression(claim, &name)?;
        let kind = claim.kind.id();
        let about = (claim.reported, self.passage.words_of(claim));
        let code = code_of(claim.kind, claim.reads_complete);
        let mut rule = self.stated(about, (kind, kind, claim.pattern, code), &text, names)?;
        // Letters and visits are added where the words say that they are, and what falls
        // on each (人均办案2件, 平均每期77.5人次) is printed without what it falls on.
        let figures = &self.passage.read.figures;
        let unlike = claim
            .figures()
            .any(|figure| !figures[figure].adds_to(&figures[claim.reported]));
        rule.any_units = match claim.kind {
            ClaimKind::Sum => unlike,
            ClaimKind::Average
            | ClaimKind::AverageOfMany(_)
            | ClaimKind::Ratio
            | ClaimKind::Multiple => true,
            _ => false,
        };
        if claim.reads_complete {
            rule.remainder = Some(Severity::Warning);
        }
        Some(rule)
    }

    /// A rule of some words about a figure: what it is called by, its kind, its
    /// pattern, and what its failure is called.
    fn stated(
        &mut self,
        (figure, words): (usize, Range<usize>),
        (called, kind, pattern, code): (&str, &'static str, &'static str, Code),
        text: &str,
        names: &mut Names,
    ) -> Option<Rule> {
        let key = self.keys.get(figure)?;
        let said = self.passage.read.figures.get(figure)?;
        let shown = self.sentences.at(self.passage, said.span.start);
        let place = shown.place(&self.passage.bytes(&said.number));
        let excerpt = Excerpt::of(shown.excerpt.path.clone(), place.line(), text);
        let stated = Stated {
            kind,
            pattern,
            words: in_short(self.passage.words(&words).trim()),
            place,
            code,
        };
        let name = names.told_apart(format!("stated-{called}:{}.{key}", self.section));
        let mut rule = rule_of_claim(&name, excerpt, stated).ok()?;
        rule.section = Some(self.section.to_owned());
        Some(rule)
    }

    /// That a figure of the passage is a cell of a table; a warning, since words
    /// tell that both are one quantity.
    fn tie(&mut self, tie: &Tie, tables: &[Table], names: &mut Names) -> Option<Rule> {
        let (_, figure) = tie.said;
        let own = crate::rule::written_name(self.keys.get(figure)?);
        let (table, row, column) = tie.cell;
        let cell = tables.get(table)?.full_name_in_rules(row, column);
        let sign = if tie.opposite { "-" } else { "" };
        let text = format!("{own} = {sign}{cell}");
        let said = self.passage.read.figures.get(figure)?;
        let about = (figure, said.lead.start..said.span.end);
        let code = code_of(ClaimKind::Repeat, false);
        let kind = ClaimKind::Repeat.id();
        let mut rule = self.stated(about, ("cell", kind, SAME_CELL, code), &text, names)?;
        rule.severity = Severity::Warning;
        Some(rule)
    }
}

/// Words that are not too long to be told, on one line.
fn in_short(words: &str) -> String {
    let words = words.replace(['\n', '\r'], " ");
    match words.chars().count() > LONGEST_WORDS {
        true => words.chars().take(LONGEST_WORDS).chain(['…']).collect(),
        false => words,
    }
}

/// A claim as an expression over what its figures are called; none where it is
/// no relation of figures.
pub(super) fn expression(claim: &Claim, name: &dyn Fn(usize) -> Option<String>) -> Option<String> {
    let own = name(claim.reported)?;
    let operands = claim.operands.iter();
    let called: Option<Vec<String>> = operands.map(|operand| name(operand.figure)).collect();
    let called = called?;
    let one = called.first()?;
    let other = || called.get(1);
    let includes = || format!("{own} includes {}", called.join(" + "));
    Some(match claim.kind {
        ClaimKind::Sum if claim.reads_complete => includes(),
        ClaimKind::Sum | ClaimKind::Balance => {
            let minus = claim.operands.iter().map(|operand| operand.minus);
            format!("{own} = {}", sum(minus.zip(called.iter().cloned())))
        }
        ClaimKind::Part => includes(),
        ClaimKind::Ratio | ClaimKind::Average | ClaimKind::Multiple => {
            format!("{own} = {one} / {}", other()?)
        }
        ClaimKind::AverageOfMany(many) => format!("{own} = {one} * {many} / {}", other()?),
        ClaimKind::RatioInHundredths => format!("{own} = {one} * 100 / {}", other()?),
        ClaimKind::RatioOfSum => format!("{own} = {one} / ({one} + {})", other()?),
        ClaimKind::RatioOfParts => {
            let (whole, parts) = called.split_last()?;
            format!("{own} = ({}) / {whole}", parts.join(" + "))
        }
        ClaimKind::Margin => format!("{own} = ({one} - {}) / {one}", other()?),
        ClaimKind::Shares => format!("{} = 100%", called.join(" + ")),
        ClaimKind::Growth => format!("{own} = ({one} - {old}) / {old}", old = other()?),
        ClaimKind::Decline => format!("{own} = ({old} - {one}) / {old}", old = other()?),
        ClaimKind::GrowthBy => format!("{own} = {by} / ({one} - {by})", by = other()?),
        ClaimKind::DeclineBy => format!("{own} = {by} / ({one} + {by})", by = other()?),
        ClaimKind::Difference => format!("{own} = {one} - {}", other()?),
        ClaimKind::AtLeast => each(&called, &format!(">= {own}")),
        ClaimKind::AtMost => each(&called, &format!("<= {own}")),
        ClaimKind::Repeat => each(&called, &format!("= {own}")),
        ClaimKind::Count => return None,
    })
}

/// What is said of each operand.
fn each(called: &[String], said: &str) -> String {
    let all = called.iter().map(|name| format!("{name} {said}"));
    all.collect::<Vec<String>>().join(" and ")
}

/// What the failure of a claim is called.
fn code_of(kind: ClaimKind, reads_complete: bool) -> Code {
    match kind {
        ClaimKind::Sum if reads_complete => Code::PartsExceedWhole,
        ClaimKind::Sum | ClaimKind::Shares => Code::SumMismatch,
        ClaimKind::Part => Code::PartsExceedWhole,
        ClaimKind::Ratio
        | ClaimKind::RatioInHundredths
        | ClaimKind::RatioOfSum
        | ClaimKind::RatioOfParts
        | ClaimKind::Margin
        | ClaimKind::Average
        | ClaimKind::AverageOfMany(_)
        | ClaimKind::Multiple => Code::RateMismatch,
        ClaimKind::Growth | ClaimKind::Decline | ClaimKind::GrowthBy | ClaimKind::DeclineBy => {
            Code::GrowthMismatch
        }
        ClaimKind::Difference | ClaimKind::Balance => Code::BalanceMismatch,
        ClaimKind::AtLeast | ClaimKind::AtMost => Code::BoundViolated,
        ClaimKind::Repeat => Code::RepeatMismatch,
        ClaimKind::Count => Code::CountMismatch,
    }
}
