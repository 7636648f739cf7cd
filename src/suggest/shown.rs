//! Rules that the figures of tables show by themselves: their relations, as rules
//! to begin with, of all reports together.

use super::candidate::{Break, BrokenRule, CandidateRule, Shape};
use super::holding::{Fared, Trial};
use crate::figure::UnitBook;
use crate::report::{Sought, TotalLine, relation_rules, summed_columns};
use crate::rule::{Code, Lines, Rule, parse_name};
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// Broken relations that are written down for a section.
const MOST_BROKEN: usize = 6;
/// Reports that are searched, the newest.
const REPORTS: usize = 6;
/// Lines of a broken relation whose rules are written down.
const LINES: usize = 3;
/// A relation nearly holds in a report that breaks it in so many lines,
const FEW: u64 = 2;
/// and in one more of so many.
const RARE: u64 = 25;
/// So often it holds at least for each line that breaks it.
const OFTEN: u64 = 3;

/// What the tables of a section show.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The relations, each as its rules.
    relations: Vec<Vec<Rule>>,
    /// Keys of rows that sum up others, in the newest table.
    pub totals: Vec<String>,
}

impl Shown {
    /// Of the tables of a section, the newest first, by the units that are known.
    pub(super) fn of(tables: &[&Table], units: &UnitBook) -> Shown {
        let mut shown = Shown::default();
        let mut known = BTreeSet::new();
        for (at, table) in tables.iter().take(REPORTS).enumerate() {
            let found = relation_rules(&Sought {
                tables: &[table],
                earlier: &[],
                first_rows: &|_| None,
                units,
                covered: &|_, _, _| false,
            });
            if at == 0 && table.layout.list_column().is_none() {
                let rows = found.totals.iter();
                let rows = rows.filter(|total| matches!(total.line, TotalLine::Row(_)));
                let keys = rows.map(|total| total.name.clone());
                shown.totals = keys.filter(|key| table.only_row(key).is_some()).collect();
            }
            // What a newer report says of a figure is not said again.
            let mut own = BTreeSet::new();
            let mut relations: BTreeMap<usize, Vec<Rule>> = BTreeMap::new();
            for rule in found.rules.into_iter().chain(found.to_try) {
                let Some(found) = &rule.found else { continue };
                // A part by its name is a bound on single figures: no line shows it for
                // others, and reports differ in their rows.
                if found.code == Code::PartsExceedWhole {
                    continue;
                }
                let about = (found.code, about(&rule, found.over));
                if !known.contains(&about) {
                    own.insert(about);
                    relations.entry(found.relation).or_default().push(rule);
                }
            }
            known.extend(own);
            shown.relations.extend(relations.into_values());
        }
        shown
    }

    /// Its relations as candidates; those that need no slack.
    pub(super) fn candidates(&self, section: &str) -> Vec<CandidateRule> {
        let numbered = self.relations.iter().enumerate();
        let rules = numbered.flat_map(|(at, rules)| rules.iter().map(move |rule| (at, rule)));
        let plain = rules.filter(|(_, rule)| rule.tolerance.is_none() && rule.rows.is_none());
        plain
            .filter_map(|(at, rule)| candidate(section, at, rule))
            .collect()
    }

    /// The relations that some line breaks, and that hold in all others of all
    /// reports, nearly; `held` are the expressions of rules that hold.
    pub(super) fn broken(
        &self,
        section: &str,
        held: &BTreeSet<&str>,
        trial: &mut Trial<'_>,
    ) -> Vec<BrokenRule> {
        let rules: Vec<Rule> = self.relations.iter().flatten().cloned().collect();
        let mut fared = trial.fares(&rules).into_iter();
        let broken = self.relations.iter().filter_map(|rules| {
            let of_rules: Vec<Fared> = fared.by_ref().take(rules.len()).collect();
            broken(section, rules, &of_rules, held)
        });
        broken.take(MOST_BROKEN).collect()
    }
}

/// That a table adds up others of its form, as candidates: one for each column.
pub(super) fn of_tables(tables: &[&Table]) -> Vec<CandidateRule> {
    let columns = summed_columns(tables).into_iter();
    let candidates = columns.map(|column| CandidateRule {
        section: column.section,
        shape: Shape::Sum,
        subject: column.column,
        check: column.check,
        size: column.tables + 1,
        hinted: true,
        telling: column.rows,
        exact: true,
        ..CandidateRule::default()
    });
    candidates.collect()
}

fn candidate(section: &str, relation: usize, rule: &Rule) -> Option<CandidateRule> {
    let found = rule.found.as_ref()?;
    let check = &rule.check.text;
    Some(CandidateRule {
        section: section.to_owned(),
        shape: match found.code {
            Code::LikelyRateMismatch | Code::LikelyGrowthMismatch => Shape::Rate,
            Code::LikelyBalanceMismatch => Shape::Balance,
            _ => Shape::Sum,
        },
        subject: subject(rule),
        check: check.clone(),
        size: check.matches(" + ").count() + 1,
        hinted: found.named,
        telling: found.holds,
        exact: true,
        row: (found.over == Lines::Columns).then(|| format!("relation {relation}")),
        ..CandidateRule::default()
    })
}

/// What a rule says something of: one that is for a row of many, of its column.
fn about(rule: &Rule, over: Lines) -> String {
    let path = parse_name(left(rule)).filter(|_| over == Lines::Rows);
    let column = path.and_then(|path| Some(path.parts.last()?.0.clone()));
    column.unwrap_or_else(|| left(rule).to_owned())
}

/// The left side of a rule.
fn left(rule: &Rule) -> &str {
    let check = &rule.check.text;
    check.split_once(" = ").map_or(check, |(left, _)| left)
}

/// What a rule is about: its left side, as names of rules are written.
fn subject(rule: &Rule) -> String {
    // Parts of a whole are many.
    let whole = rule.name.strip_prefix("found-whole:");
    if let Some((_, called)) = whole.and_then(|name| name.split_once('.')) {
        return format!("whole-{}", called.replace(['`', '"'], ""));
    }
    match parse_name(left(rule)) {
        Some(path) => {
            let parts: Vec<&str> = path.parts.iter().map(|(part, _)| part.as_str()).collect();
            parts.join("-")
        }
        None => left(rule).replace(['`', '"'], "").replace('.', "-"),
    }
}

/// A relation that some line breaks, though it nearly holds in every report.
fn broken(
    section: &str,
    rules: &[Rule],
    fared: &[Fared],
    held: &BTreeSet<&str>,
) -> Option<BrokenRule> {
    let found = rules.first()?.found.as_ref()?;
    let mut of_reports: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    for (report, holds, fails) in fared.iter().flat_map(|fared| &fared.reports) {
        let sum = of_reports.entry(*report).or_default();
        *sum = (sum.0 + holds, sum.1 + fails);
    }
    let nearly =
        |(holds, fails): &(u64, u64)| *fails <= FEW + holds / RARE && *holds >= OFTEN * fails;
    // The name of a total that its parts do not give speaks by itself, in one.
    let nearly_all = of_reports.values().all(nearly);
    let by_name = found.named && of_reports.len() == 1;
    if !(nearly_all || by_name) {
        return None;
    }
    let (holds, fails) = of_reports
        .values()
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let failing = || {
        let all = rules.iter().zip(fared);
        all.filter(|(rule, fared)| {
            !fared.breaks.is_empty() && !held.contains(rule.check.text.as_str())
        })
    };
    let (first, _) = failing().next()?;
    let checks: Vec<&str> = failing()
        .map(|(rule, _)| rule.check.text.as_str())
        .collect();
    let breaks: BTreeSet<Break> = failing()
        .flat_map(|(_, fared)| fared.breaks.iter().cloned())
        .collect();
    Some(BrokenRule {
        name: format!("{section}-{}", subject(first).replace(['_', ' '], "-")),
        check: checks[..checks.len().min(LINES)].join("\nand "),
        holds,
        tried: holds + fails,
        breaks: breaks.into_iter().collect(),
    })
}
