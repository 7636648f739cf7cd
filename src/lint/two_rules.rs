//! Each rule beside those before it that name the same figures: whether it
//! asks the same again, or what cannot hold together.

use super::condition::{RuleFormulas, condition};
use super::normal_form::{normal_form, written};
use super::one_rule::{Satisfiability, shares_are_held};
use super::rule_finding::rule_finding;
use super::unsatisfiable::unsatisfiable;
use super::variables::Variables;
use crate::figure::Range;
use crate::finding::{Code, Detail, Finding};
use crate::rule::{Config, Expr, Rule};
use crate::solve::formula::all;
use crate::solve::formula::{Formula, Relation};
use crate::solve::polynomial::Var;
use std::collections::{BTreeMap, BTreeSet};

/// Earlier rules that one rule is put beside, the nearest first.
const BESIDE: usize = 100;
/// Pairs that are decided in one configuration.
const PAIRS: usize = 5_000;

/// A rule with what pairs are found and compared by.
struct NormalRule<'c> {
    rule: &'c Rule,
    /// Its row selection in normal form.
    rows: Option<String>,
    /// What it asks, in normal form.
    asks: String,
    /// The names of its variables.
    names: BTreeSet<String>,
    /// Of these, one that nothing else holds and that can make it true, whatever the others are.
    free: BTreeSet<String>,
    /// Whether some values satisfy it.
    satisfiable: bool,
}

/// Rules that repeat or contradict an earlier one.
pub(super) fn findings(rules: &[(&Rule, Satisfiability)], config: &Config) -> Vec<Finding> {
    let known: Vec<NormalRule<'_>> = rules
        .iter()
        .map(|(rule, comes_to)| normal_rule(rule, comes_to, config))
        .collect();
    let mut naming: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut left = PAIRS;
    let mut findings = Vec::new();
    for (at, later) in known.iter().enumerate() {
        let beside: BTreeSet<usize> = later
            .names
            .iter()
            .filter_map(|name| naming.get(name.as_str()))
            .flat_map(|rules| rules.iter().rev().take(BESIDE))
            .copied()
            .collect();
        let far = beside.len().saturating_sub(BESIDE);
        let beside: Vec<&NormalRule<'_>> = beside
            .into_iter()
            .skip(far)
            .map(|rule| &known[rule])
            .collect();
        findings.extend(beside_earlier(later, &beside, config, &mut left));
        for name in &later.names {
            naming.entry(name).or_default().push(at);
        }
    }
    findings
}

fn beside_earlier<'c>(
    later: &NormalRule<'c>,
    earlier: &[&NormalRule<'c>],
    config: &Config,
    left: &mut usize,
) -> Option<Finding> {
    if let Some(first) = earlier.iter().find(|earlier| repeats(later, earlier)) {
        let detail = Detail::Repeated {
            earlier: first.rule.name.clone(),
        };
        return rule_finding(
            Code::RuleRepeated,
            later.rule,
            &[first.rule],
            detail,
            config,
        );
    }
    for earlier in earlier {
        if !may_clash(later, earlier) {
            continue;
        }
        *left = left.checked_sub(1)?;
        if let Some(shares) = contradiction(later.rule, earlier.rule, config) {
            let detail = Detail::Contradict {
                others: vec![earlier.rule.name.clone()],
                shares,
            };
            return rule_finding(
                Code::RulesContradict,
                later.rule,
                &[earlier.rule],
                detail,
                config,
            );
        }
    }
    None
}

fn normal_rule<'c>(
    rule: &'c Rule,
    comes_to: &Satisfiability,
    config: &'c Config,
) -> NormalRule<'c> {
    let mut variables = Variables::new(config, false);
    let asked = condition(rule, &mut variables);
    let home = rule.section.as_deref();
    let rows = rule.rows.as_ref();
    NormalRule {
        rule,
        rows: rows.map(|(_, expr)| written(expr, &variables, home, false)),
        asks: asks(rule, &asked, &variables),
        free: free(&asked.holds, &variables),
        satisfiable: *comes_to == Satisfiability::Contingent,
        names: variables.named().cloned().collect(),
    }
}

/// What a rule asks, in normal form: where it holds, and where it fails.
fn asks(rule: &Rule, asked: &RuleFormulas, variables: &Variables<'_>) -> String {
    let kind = match rule.expr {
        Expr::Includes { .. } => "includes",
        _ => "",
    };
    let holds = normal_form(&asked.holds, &variables.keys);
    format!(
        "{kind} {holds} else {}",
        normal_form(&asked.fails, &variables.keys)
    )
}

/// Names that let an equation or bound hold whatever its other figures are.
fn free(holds: &Formula, variables: &Variables<'_>) -> BTreeSet<String> {
    let Formula::Atom(atom) = holds else {
        return BTreeSet::new();
    };
    if !atom.poly.is_linear() || !variables.ties.is_empty() || atom.relation == Relation::NotZero {
        return BTreeSet::new();
    }
    let anything = |var: &Var| {
        let all = *variables.ranges.range(*var) == Range::everything(false);
        all && !variables.held.contains_key(var)
    };
    let vars = atom.poly.vars().into_iter().filter(anything);
    vars.map(|var| variables.keys[var as usize].clone())
        .collect()
}

fn repeats(later: &NormalRule<'_>, earlier: &NormalRule<'_>) -> bool {
    let (a, b) = (later.rule, earlier.rule);
    let same_kind = a.missing == b.missing
        && a.rounding == b.rounding
        && a.tolerance == b.tolerance
        && a.any_units == b.any_units
        && a.in_force.written() == b.in_force.written();
    later.satisfiable && same_kind && same_rows(later, earlier) && later.asks == earlier.asks
}

fn same_rows(later: &NormalRule<'_>, earlier: &NormalRule<'_>) -> bool {
    let sections = later.rule.section == earlier.rule.section;
    later.rows == earlier.rows && (later.rows.is_none() || sections)
}

/// Whether two rules are for the same rows, and neither holds a figure that
/// the other leaves open and that would make it true.
fn may_clash(later: &NormalRule<'_>, earlier: &NormalRule<'_>) -> bool {
    let rows = match (&later.rows, &earlier.rows) {
        (None, None) => true,
        (Some(a), Some(b)) => a == b && later.rule.section == earlier.rule.section,
        // A selection without a check of the same rows selects among all of them.
        _ => later.rule.section == earlier.rule.section,
    };
    let open = |one: &NormalRule<'_>, other: &NormalRule<'_>| !one.free.is_subset(&other.names);
    let satisfiable = later.satisfiable && earlier.satisfiable;
    // Two times may have no report in common.
    let (own, other) = (&later.rule.in_force, &earlier.rule.in_force);
    let at_once = own.is_always() || other.is_always() || own.written() == other.written();
    rows && at_once && satisfiable && !open(later, earlier) && !open(earlier, later)
}

/// The shares that must stay within 0–100 % for two rules to exclude each
/// other; `None` where some values satisfy both, or it cannot be told.
pub(super) fn contradiction(later: &Rule, earlier: &Rule, config: &Config) -> Option<Vec<String>> {
    for shares in [false, true] {
        let mut variables = Variables::new(config, shares);
        let asked = [
            condition(earlier, &mut variables),
            condition(later, &mut variables),
        ];
        let both = all(asked.map(|condition| condition.holds).into());
        if unsatisfiable(both, &variables) {
            return Some(variables.held_columns());
        }
        if variables.held.is_empty() || !shares_are_held(config) {
            break;
        }
    }
    None
}
