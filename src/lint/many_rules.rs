//! Rules that hang together by the figures they name: the smallest set that no values
//! satisfy, and rules that follow from others. Pairs that clash are told elsewhere;
//! here are three and more, and whatever one or several others imply.
//!
//! Comparisons that some figure of their own can always make true are put aside, so
//! that few rules are left of a configuration of sums, and what is left is decided as
//! one system of linear sums.

use super::condition::condition;
use super::normal_form::written;
use super::one_rule::{Satisfiability, shares_are_held};
use super::rule_finding::rule_finding;
use super::system::{Statement, System};
use super::variables::Variables;
use crate::finding::{Code, Detail, Finding};
use crate::rule::{Config, Missing, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// Questions that are decided for one configuration.
const QUESTIONS: usize = 2_000;
/// Selections of rows and times that are looked at by themselves.
const KINDS: usize = 40;

/// What is found among many rules.
pub(super) struct Among {
    /// What is wrong with them.
    pub findings: Vec<Finding>,
    /// Rules that were not put together with all others that they hang together with.
    pub beyond: Vec<String>,
}

/// For which rows rules are, in normal form, and when they are in force; none where
/// they always are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    rows: Option<(Option<String>, String)>,
    time: Option<String>,
}

/// Rules that clash, or follow from others; but for those about which something was
/// found already.
pub(super) fn findings(
    rules: &[(&Rule, Satisfiability)],
    known: &[Finding],
    config: &Config,
) -> Among {
    let told: BTreeSet<&str> = known
        .iter()
        .filter_map(|finding| Some(finding.rule.as_ref()?.name.as_str()))
        .collect();
    let of_interest = rules.iter().filter(|(rule, comes_to)| {
        *comes_to == Satisfiability::Contingent && !told.contains(rule.name.as_str())
    });
    let rules: Vec<(&Rule, Kind)> = of_interest
        .map(|(rule, _)| (*rule, kind(rule, config)))
        .collect();
    let kinds: BTreeSet<&Kind> = rules.iter().map(|(_, kind)| kind).collect();
    let mut search = Search {
        config,
        questions: QUESTIONS,
        told: BTreeSet::new(),
        findings: Vec::new(),
        beyond: BTreeMap::new(),
    };
    for (number, kind) in kinds.into_iter().enumerate() {
        let own = |(at, (rule, other)): (usize, &(&'_ Rule, Kind))| {
            is_with(other, rule, kind).then_some(at)
        };
        let members: Vec<usize> = rules.iter().enumerate().filter_map(own).collect();
        if number >= KINDS {
            let names = members.iter().map(|at| (*at, rules[*at].0.name.clone()));
            search.beyond.extend(names);
            continue;
        }
        search.look_at(&rules, &members, kind);
    }
    Among {
        findings: search.findings,
        beyond: search.beyond.into_values().collect(),
    }
}

fn kind(rule: &Rule, config: &Config) -> Kind {
    let variables = Variables::new(config, false);
    let home = rule.section.as_deref();
    let rows = rule.rows.as_ref();
    let rows = rows.map(|(_, expr)| written(expr, &variables, home, false));
    Kind {
        rows: rows.map(|rows| (rule.section.clone(), rows)),
        time: match rule.in_force.is_always() {
            true => None,
            false => Some(format!("{:?}", rule.in_force.written())),
        },
    }
}

/// Whether a rule is asked of all that rules of a kind are for.
fn is_with(own: &Kind, rule: &Rule, kind: &Kind) -> bool {
    let rows = match (&own.rows, &kind.rows) {
        // A selection without a check of the same rows selects among all of them.
        (None, Some((section, _))) => rule.section == *section,
        (own, other) => own == other,
    };
    rows && (own.time.is_none() || own.time == kind.time)
}

/// What is looked for in the rules of a configuration.
struct Search<'c> {
    config: &'c Config,
    /// Questions that may still be decided.
    questions: usize,
    /// Rules about which something was found.
    told: BTreeSet<usize>,
    findings: Vec<Finding>,
    beyond: BTreeMap<usize, String>,
}

impl<'c> Search<'c> {
    /// Looks at the rules that are asked of the same rows at the same time: for any
    /// values, then for shares within 0–100 %.
    fn look_at(&mut self, rules: &[(&'c Rule, Kind)], members: &[usize], kind: &Kind) {
        let mut variables = Variables::new(self.config, false);
        let mut statements = Vec::new();
        for &at in members {
            let asked = condition(rules[at].0, &mut variables);
            statements.push(Statement::of(at, asked));
        }
        let mut system = System::new(statements, &variables);
        self.clashes(rules, &mut system, kind, &variables);
        self.implied(rules, &mut system, kind, &variables);
        if !variables.held.is_empty() && shares_are_held(self.config) {
            system.hold(variables.hold_shares());
            self.clashes(rules, &mut system, kind, &variables);
            self.implied(rules, &mut system, kind, &variables);
        }
    }

    /// Rules that no values satisfy together with earlier ones.
    fn clashes(
        &mut self,
        rules: &[(&'c Rule, Kind)],
        system: &mut System,
        kind: &Kind,
        variables: &Variables<'_>,
    ) {
        let mut sound: Vec<usize> = Vec::new();
        for later in system.that_may_clash() {
            if self.told.contains(&later) {
                continue;
            }
            let near = system.near(later, &sound);
            if !near.all {
                self.beyond.insert(later, rules[later].0.name.clone());
            }
            let clash = system.smallest_clash(later, near.rules, &mut self.questions);
            let Some(others) = clash else {
                sound.push(later);
                continue;
            };
            self.told.insert(later);
            if is_of_kind(&others, later, rules, kind) {
                let shares = variables.held_columns();
                let detail = |others| Detail::Contradict { others, shares };
                self.tell(Code::RulesContradict, rules, later, &others, detail);
            }
        }
    }

    /// Rules that follow from others: the last ones first, so that of several that
    /// follow from one another the earlier ones stay.
    fn implied(
        &mut self,
        rules: &[(&'c Rule, Kind)],
        system: &mut System,
        kind: &Kind,
        variables: &Variables<'_>,
    ) {
        let mut left: Vec<usize> = system.rules().collect();
        left.retain(|at| !self.told.contains(at));
        for rule in left.clone().into_iter().rev() {
            // One for more rows or times is looked at with those that are for these too.
            if rules[rule].1 != *kind || self.insists(rules[rule].0) {
                continue;
            }
            let stands_in =
                |other: &usize| *other != rule && stands_in(rules[*other].0, rules[rule].0);
            let others: Vec<usize> = left.iter().copied().filter(stands_in).collect();
            let Some(others) = system.that_may_imply(rule, &others) else {
                continue;
            };
            let near = system.near(rule, &others);
            if !near.all {
                self.beyond.insert(rule, rules[rule].0.name.clone());
            }
            let found = system.smallest_proof(rule, near.rules, &mut self.questions);
            let Some(others) = found else { continue };
            left.retain(|other| *other != rule);
            self.told.insert(rule);
            let shares = variables.held_columns();
            let detail = |others| Detail::Implied { others, shares };
            self.tell(Code::RuleImplied, rules, rule, &others, detail);
        }
    }

    /// A rule that insists on its figures says that they are there, too.
    fn insists(&self, rule: &Rule) -> bool {
        rule.missing == Missing::Fail || self.config.sections.some_column_insists()
    }

    fn tell(
        &mut self,
        code: Code,
        rules: &[(&Rule, Kind)],
        rule: usize,
        others: &[usize],
        detail: impl FnOnce(Vec<String>) -> Detail,
    ) {
        let others: Vec<&Rule> = others.iter().map(|other| rules[*other].0).collect();
        let names = others.iter().map(|other| other.name.clone()).collect();
        let finding = rule_finding(code, rules[rule].0, &others, detail(names), self.config);
        self.findings.extend(finding);
    }
}

/// Whether a rule that follows from another is not missed where that one stays: it
/// is no graver, and takes figures as the other does.
fn stands_in(other: &Rule, rule: &Rule) -> bool {
    other.missing == rule.missing
        && other.rounding == rule.rounding
        && other.any_units == rule.any_units
        && other.severity >= rule.severity
        && rule.graver.is_empty()
}

/// Whether rules are of a kind together: else they are found together elsewhere too.
fn is_of_kind(others: &[usize], rule: usize, rules: &[(&Rule, Kind)], kind: &Kind) -> bool {
    let mut all = others.iter().chain([&rule]).map(|at| &rules[*at].1);
    let rows = kind.rows.is_none() || all.clone().any(|own| own.rows == kind.rows);
    rows && (kind.time.is_none() || all.any(|own| own.time == kind.time))
}
