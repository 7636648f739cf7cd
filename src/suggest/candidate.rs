//! A rule that might hold, what speaks for it beside that it holds, and which
//! of those that hold are worth saying.

use crate::figure::{Figure, Hedge, Rat};
use crate::rule::{is_bare_name, parse_name, written_name};
use num_traits::Zero;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a rule says, in the order in which one is preferred where several say
/// something of the same figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// A total of its parts.
    #[default]
    Sum,
    /// A whole with parts that leave a remainder.
    Includes,
    /// Parts no greater than their whole.
    Bound,
    /// A rate of two figures.
    Rate,
    /// What was there, came and went.
    Balance,
    /// The end of the period before.
    Prior,
}

/// A rule that might hold.
#[derive(Clone, Debug, Default)]
pub(super) struct CandidateRule {
    /// Its section.
    pub section: String,
    /// What it says.
    pub shape: Shape,
    /// The figure that it is about: of several rules of it one is suggested.
    pub subject: String,
    /// The expression.
    pub check: String,
    /// How many figures take part; more are better.
    pub size: usize,
    /// How far apart in the table they stand; less is better.
    pub spread: usize,
    /// Whether words in the table say so.
    pub hinted: bool,
    /// In how many rows (one, for a rule of single figures) holding says something.
    pub telling: usize,
    /// Whether its figures are so exact that holding is hardly chance.
    pub exact: bool,
    /// What it says for a column that others say for theirs, where it is one of
    /// a row: which row, and what of it.
    pub row: Option<String>,
    /// Of how many columns it says so.
    pub columns: usize,
}

/// A candidate that holds wherever it can be checked.
#[derive(Clone, Debug)]
pub(super) struct HoldingRule {
    /// The candidate.
    pub candidate: CandidateRule,
    /// In how many rows of all reports.
    pub checks: u64,
    /// In how many reports.
    pub reports: usize,
}

/// A rule to suggest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SuggestedRule {
    /// Its name.
    pub name: String,
    /// Its expression.
    pub check: String,
    /// Whether a remainder of an `includes` is to be passed over.
    pub silent_remainder: bool,
    /// How many checks it held in.
    pub checks: u64,
    /// How many reports it held in.
    pub reports: usize,
    /// Of how many columns it is, where it is several rules in one.
    pub columns: usize,
}

/// A relation that tables show, and that one of them breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BrokenRule {
    /// Its name.
    pub name: String,
    /// Its expression, for the lines in which it does not hold.
    pub check: String,
    /// In how many lines of all reports it holds.
    pub holds: u64,
    /// In how many it was tried.
    pub tried: u64,
    /// The lines in which it does not hold.
    pub breaks: Vec<Break>,
}

/// A line that breaks a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Break {
    /// The report, where there are several.
    pub report: Option<String>,
    /// What its row or its column is called.
    pub line: String,
}

/// Columns of which a row says the same from which on that is one rule.
const COLUMNS: usize = 3;

/// Rules in which a row says the same for each of its columns, as one. The
/// language has no rule for all columns, as it has one for all rows: what there
/// is are comparisons joined by `and`, which is one rule to read, to waive and
/// to change, and whose finding names the column that fails.
pub(super) fn joined(held: Vec<HoldingRule>) -> Vec<HoldingRule> {
    let mut rows: BTreeMap<(String, String), Vec<HoldingRule>> = BTreeMap::new();
    let mut all: Vec<(usize, HoldingRule)> = Vec::new();
    let mut first = BTreeMap::new();
    for (at, rule) in held.into_iter().enumerate() {
        match rule.candidate.row.clone() {
            Some(row) => {
                let of = (rule.candidate.section.clone(), row);
                first.entry(of.clone()).or_insert(at);
                rows.entry(of).or_default().push(rule);
            }
            None => all.push((at, rule)),
        }
    }
    for (of, rules) in rows {
        let at = first.get(&of).copied().unwrap_or_default();
        match rules.as_slice() {
            [one, ..] if rules.len() >= COLUMNS => all.push((at, in_one(one, &rules))),
            _ => all.extend(rules.into_iter().map(|rule| (at, rule))),
        }
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, rule)| rule).collect()
}

fn in_one(first: &HoldingRule, rules: &[HoldingRule]) -> HoldingRule {
    let candidates = || rules.iter().map(|rule| &rule.candidate);
    let checks: Vec<&str> = candidates().map(|one| one.check.as_str()).collect();
    let key = first.candidate.check.split_once(" = ");
    let key = key.and_then(|(left, _)| Some(parse_name(left)?.parts.first()?.0.clone()));
    HoldingRule {
        candidate: CandidateRule {
            subject: format!("{} in each column", key.as_deref().unwrap_or_default()),
            row: key,
            check: checks.join("\nand "),
            hinted: candidates().any(|one| one.hinted),
            exact: candidates().any(|one| one.exact),
            telling: candidates().map(|one| one.telling).sum(),
            columns: rules.len(),
            ..first.candidate.clone()
        },
        checks: rules
            .iter()
            .map(|rule| rule.checks)
            .min()
            .unwrap_or_default(),
        reports: rules
            .iter()
            .map(|rule| rule.reports)
            .min()
            .unwrap_or_default(),
    }
}

impl HoldingRule {
    /// Whether that it holds can hardly be chance.
    fn convinces(&self) -> bool {
        let candidate = &self.candidate;
        let reports = self.reports;
        candidate.telling > 0
            && match candidate.shape {
                Shape::Includes | Shape::Bound => candidate.hinted,
                Shape::Sum => {
                    candidate.hinted || candidate.exact || candidate.telling > 1 || reports > 1
                }
                Shape::Rate => candidate.exact || candidate.telling > 1 || reports > 1,
                Shape::Balance => {
                    candidate.hinted || candidate.exact && (candidate.telling > 2 || reports > 1)
                }
                Shape::Prior => candidate.hinted,
            }
    }
}

/// The best rules of a section: one of each figure, and not too many.
pub(super) fn best(section: &str, held: &[HoldingRule], most: usize) -> Vec<SuggestedRule> {
    let own = held
        .iter()
        .filter(|held| held.candidate.section == section && held.convinces());
    let mut own: Vec<(usize, &HoldingRule)> = own.enumerate().collect();
    own.sort_by_key(|(at, held)| {
        let candidate = &held.candidate;
        let weight = (candidate.hinted, held.reports, candidate.telling);
        let size = Reverse(candidate.size);
        (
            candidate.shape,
            size,
            Reverse(weight),
            candidate.spread,
            *at,
        )
    });
    let mut subjects = BTreeSet::new();
    own.retain(|(_, held)| subjects.insert(held.candidate.subject.clone()));
    own.truncate(most);
    own.sort_by_key(|(at, _)| *at);
    let suggestion = |(_, held): &(usize, &HoldingRule)| SuggestedRule {
        name: rule_name(section, &held.candidate),
        check: held.candidate.check.clone(),
        silent_remainder: held.candidate.shape == Shape::Includes,
        checks: held.checks,
        reports: held.reports,
        columns: held.candidate.columns,
    };
    own.iter().map(suggestion).collect()
}

/// `requests-answer-rate`; made to stand once in the file by `settle`.
fn rule_name(section: &str, candidate: &CandidateRule) -> String {
    let row = candidate.row.as_ref().filter(|_| candidate.columns > 1);
    let subject = row.unwrap_or(&candidate.subject).replace(['_', ' '], "-");
    format!("{section}-{subject}")
}

/// A key or a column as a rule writes it; none where no quotes can hold it.
pub(super) fn in_rule(name: &str) -> Option<String> {
    let printable = !name.is_empty() && !name.chars().any(char::is_control);
    let quotable = is_bare_name(name) || !(name.contains('`') && name.contains('"'));
    (printable && quotable).then(|| written_name(name).into_owned())
}

/// Whether a figure was printed as a plain number.
pub(super) fn is_plain(figure: &Figure) -> bool {
    figure.hedge == Hedge::None
}

/// Whether two figures can be added.
pub(super) fn alike(a: &Figure, b: &Figure) -> bool {
    match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a.bases == b.bases && a.is_pure() == b.is_pure(),
        (None, None) => true,
        _ => false,
    }
}

/// Whether a figure is so many steps of its last place that small numbers'
/// chance agreement is left behind.
pub(super) fn is_large(figure: &Figure, least: i64) -> bool {
    figure.nominal.abs() >= &figure.step * Rat::from_integer(least.into())
}

/// Whether a rate says something: neither none nor all, of more than a few.
pub(super) fn telling_rate(rate: &Figure, part: &Figure, whole: &Figure) -> bool {
    let trivial = rate.nominal.is_zero() || rate.nominal == Rat::from_integer(1.into());
    let positive = part.nominal.is_positive() && whole.nominal.is_positive();
    !trivial && positive && is_large(whole, 10) && is_plain(part) && is_plain(whole)
}

/// Whether a rate is printed to a tenth of a per cent or finer.
pub(super) fn fine_rate(rate: &Figure) -> bool {
    rate.step <= Rat::new(1.into(), 1000.into()) && is_plain(rate)
}
