//! What the sentences of a document state of their figures: each figure becomes
//! a row of a table of its own, and each claim a rule over those rows, so that
//! they are checked, told and reasoned about as rules that were written.

use super::expression::sum;
use super::passages::{Passage, ShownPassage, passages};
use crate::claim::{self, Claim, ClaimKind, Counted, Read, Said, Stands, is_han};
use crate::document::Document;
use crate::figure::UnitBook;
use crate::place::Excerpt;
use crate::rule::{Code, Rule, Severity, Stated, rule_of_claim};
use crate::table::{FigureOfText, ReadBy, Table, table_of_text};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

/// Rules that claims of one document become at most.
const RULES: usize = 20_000;
/// The longest name of a figure, in characters.
const LONGEST_KEY: usize = 12;
/// The longest words that are told of a claim, in characters.
const LONGEST_WORDS: usize = 120;

/// A passage with what was read of it.
#[derive(Debug)]
pub(crate) struct ReadPassage {
    /// The passage.
    pub passage: Passage,
    /// Its figures and claims. Spans are in characters of it.
    pub read: Read,
    /// The byte at which each of its characters begins, and its end.
    bytes: Vec<usize>,
}

impl ReadPassage {
    fn of(passage: Passage, book: &UnitBook) -> ReadPassage {
        let read = claim::read(&passage.text, book);
        let starts = passage.text.char_indices().map(|(at, _)| at);
        let bytes = starts.chain([passage.text.len()]).collect();
        ReadPassage {
            passage,
            read,
            bytes,
        }
    }

    /// The bytes of some of its characters.
    pub(crate) fn bytes(&self, chars: &Range<usize>) -> Range<usize> {
        let last = self.bytes.len() - 1;
        let start = self.bytes[chars.start.min(last)];
        start..self.bytes[chars.end.min(last)].max(start)
    }

    /// Some of its characters.
    pub(crate) fn words(&self, chars: &Range<usize>) -> &str {
        &self.passage.text[self.bytes(chars)]
    }

    /// The sentence that a character stands in, in bytes.
    pub(crate) fn sentence(&self, at: usize) -> (usize, Range<usize>) {
        let sentences = &self.read.sentences;
        let number = sentences.partition_point(|sentence| sentence.end <= at);
        let number = number.min(sentences.len().saturating_sub(1));
        let chars = sentences.get(number);
        let bytes = chars.map_or(0..self.passage.text.len(), |chars| self.bytes(chars));
        (number, bytes)
    }

    /// The words that state a claim: from the words before its first figure on.
    pub(crate) fn words_of(&self, claim: &Claim) -> Range<usize> {
        let figures = claim.figures().filter_map(|at| self.read.figures.get(at));
        let first = figures.min_by_key(|said| said.span.start);
        let lead = first.map_or(claim.words.start, |said| said.lead.start);
        let words = lead.min(claim.words.start)..claim.words.end;
        // A bracket that opens in them closes in them.
        let text = self.words(&words);
        let open = text.matches(['(', '（']).count() > text.matches([')', '）']).count();
        let behind = self.words(&(words.end..words.end + 1));
        let closes = open && matches!(behind, ")" | "）");
        words.start..words.end + usize::from(closes)
    }
}

/// The sentences of the passages of a document as messages show them, each made
/// once; a passage of lines is shown as a whole.
pub(super) struct Sentences<'a> {
    path: &'a Path,
    /// Tells the sentences of a document without lines apart.
    number: u32,
    /// Those of the passage at hand, by their numbers in it.
    shown: BTreeMap<usize, ShownPassage>,
}

impl<'a> Sentences<'a> {
    /// Of a document; its sentences are numbered behind `tables`.
    pub(super) fn of(path: &'a Path, tables: usize) -> Sentences<'a> {
        Sentences {
            path,
            number: u32::try_from(tables).unwrap_or(u32::MAX / 2),
            shown: BTreeMap::new(),
        }
    }

    /// Begins another passage.
    pub(super) fn begin(&mut self) {
        self.shown.clear();
    }

    /// What shows a character of the passage at hand.
    pub(super) fn at(&mut self, passage: &ReadPassage, at: usize) -> &ShownPassage {
        let (number, sentence) = match passage.passage.is_of_lines() {
            true => (0, 0..0),
            false => passage.sentence(at),
        };
        self.shown.entry(number).or_insert_with(|| {
            self.number = self.number.saturating_add(1);
            passage.passage.shown(self.path, &sentence, self.number)
        })
    }
}

/// What was read of the sentences of a document.
pub(crate) fn read_sentences(document: &Document, book: &UnitBook) -> Vec<ReadPassage> {
    let passages = passages(document).into_iter();
    passages
        .map(|passage| ReadPassage::of(passage, book))
        .collect()
}

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

/// The claims of a document whose tables are `tables` sections.
pub(super) fn claims_of(document: &Document, tables: &HashSet<&str>, by: ReadBy<'_>) -> TextClaims {
    let read = read_sentences(document, &by.config.units);
    let count = count(&read);
    let none = TextClaims {
        count,
        ..TextClaims::default()
    };
    let checked = |claim: &Claim| matches!(claim.stands, Stands::Holds | Stands::Fails);
    let mut all = read.iter().flat_map(|passage| &passage.read.claims);
    if !all.any(|claim| checked(claim) && claim.kind != ClaimKind::Count) {
        return none;
    }
    let section = section_of(&read, tables);
    let mut names = Names::default();
    let mut figures = Vec::new();
    let mut rules = Vec::new();
    let mut sentences = Sentences::of(&document.path, tables.len());
    for passage in &read {
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
fn count(read: &[ReadPassage]) -> Counted {
    let mut count = Counted::default();
    for passage in read {
        let claimed = passage.read.claims.iter().flat_map(Claim::figures);
        let claimed: BTreeSet<usize> = claimed.collect();
        count.add(Counted {
            figures: passage.read.figures.len() as u64,
            claimed: claimed.len() as u64,
            claims: passage.read.claims.len() as u64,
            hold: 0,
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

/// Words that say nothing of what a figure is.
const EMPTY_WORDS: &[&str] = &[
    "其中",
    "共计",
    "总计",
    "合计",
    "全年",
    "今年",
    "本年",
    "同时",
    "目前",
    "累计",
    "分别为",
    "分别",
    "占",
    "达到",
    "达",
    "为",
    "是",
    "了",
    "共",
    "的",
    "有",
    "已",
    "比",
    "较",
    "同比",
    "环比",
    "and",
    "of",
    "the",
    "a",
    "an",
    "in",
    "to",
    "were",
    "was",
    "is",
    "are",
    "which",
    "from",
    "with",
    "by",
    "for",
    "at",
    "or",
];

/// What a figure is called: the words before it, or those behind it.
fn key_of(passage: &ReadPassage, said: &Said) -> String {
    let lead = named(passage.words(&said.lead), true);
    let key = match lead.is_empty() {
        true => named(passage.words(&said.tail), false),
        false => lead,
    };
    match key.is_empty() {
        true => passage.words(&said.span).trim().replace(['`', '"'], ""),
        false => key,
    }
}

/// Some words as a name: what is nearest to the figure.
fn named(words: &str, last: bool) -> String {
    let han = words.chars().any(is_han);
    let plain: String = words
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    if !han {
        let mut all: Vec<&str> = plain.split_whitespace().collect();
        all.retain(|word| {
            let says = word.contains(char::is_alphabetic);
            says && !EMPTY_WORDS.contains(&word.to_lowercase().as_str())
        });
        let from = if last { all.len().saturating_sub(3) } else { 0 };
        let some: Vec<String> = all
            .iter()
            .skip(from)
            .take(3)
            .map(|word| word.to_lowercase())
            .collect();
        return some.join("_");
    }
    let mut text: &str = &plain.split_whitespace().collect::<String>();
    let mut cut = true;
    while cut {
        let before = text.len();
        for word in EMPTY_WORDS {
            text = text.strip_prefix(word).unwrap_or(text);
            text = text.strip_suffix(word).unwrap_or(text);
        }
        cut = text.len() < before;
    }
    let count = text.chars().count();
    let from = if last {
        count.saturating_sub(LONGEST_KEY)
    } else {
        0
    };
    let some: String = text.chars().skip(from).take(LONGEST_KEY).collect();
    let digits = |c: char| c.is_numeric();
    match last && from > 0 {
        true => some.trim_start_matches(digits).to_owned(),
        false => some,
    }
}

/// Names that are taken, of figures and of rules.
#[derive(Default)]
struct Names {
    taken: HashMap<String, usize>,
}

impl Names {
    /// The name, with a number behind it where another has it.
    fn told_apart(&mut self, name: String) -> String {
        let mut other = name.clone();
        while self.taken.contains_key(&other) {
            let count = self.taken.entry(name.clone()).or_default();
            *count += 1;
            other = format!("{name}_{count}");
        }
        self.taken.insert(other.clone(), 1);
        other
    }
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
        let said = self.passage.read.figures.get(claim.reported)?;
        let shown = self.sentences.at(self.passage, said.span.start);
        let place = shown.place(&self.passage.bytes(&said.number));
        let at = shown.excerpt.path.clone();
        let words = self.passage.words_of(claim);
        let stated = Stated {
            kind: claim.kind.id(),
            pattern: claim.pattern,
            words: in_short(self.passage.words(&words).trim()),
            place: place.clone(),
            code: code_of(claim),
        };
        let called = self.keys.get(claim.reported)?;
        let name = format!("stated-{}:{}.{called}", claim.kind.id(), self.section);
        let name = names.told_apart(name);
        let excerpt = Excerpt::of(at, place.line(), &text);
        let mut rule = rule_of_claim(&name, excerpt, stated).ok()?;
        if claim.reads_complete {
            rule.remainder = Some(Severity::Warning);
        }
        rule.section = Some(self.section.to_owned());
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
        ClaimKind::RatioOfSum => format!("{own} = {one} / ({one} + {})", other()?),
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
fn code_of(claim: &Claim) -> Code {
    match claim.kind {
        ClaimKind::Sum if claim.reads_complete => Code::PartsExceedWhole,
        ClaimKind::Sum | ClaimKind::Shares => Code::SumMismatch,
        ClaimKind::Part => Code::PartsExceedWhole,
        ClaimKind::Ratio | ClaimKind::RatioOfSum | ClaimKind::Average | ClaimKind::Multiple => {
            Code::RateMismatch
        }
        ClaimKind::Growth | ClaimKind::Decline | ClaimKind::GrowthBy | ClaimKind::DeclineBy => {
            Code::GrowthMismatch
        }
        ClaimKind::Difference | ClaimKind::Balance => Code::BalanceMismatch,
        ClaimKind::AtLeast | ClaimKind::AtMost => Code::BoundViolated,
        ClaimKind::Repeat => Code::RepeatMismatch,
        ClaimKind::Count => Code::CountMismatch,
    }
}
