//! Puts what reasoning found into a report's outcome: clashes into findings,
//! findings of one cause into one, and new findings where no rule fails alone.

use super::clashes::{ClashSearch, FoundClash, named};
use super::component::{CHECKS, Component, FIGURES, STEPS, components, limit};
use super::constraints::Constraints;
use super::deduce::deduced;
use super::inquiry::{Inquiry, mark_of};
use super::localise::{Localised, Localiser};
use super::program::{Core, Program};
use crate::check::system::System;
use crate::check::together::Together;
use crate::check::{CheckedRules, Outcome};
use crate::figure::Rat;
use crate::finding::{Clash, Code, Detail, Finding, LeftOut, Limit, Mark, Reasoned};
use crate::rule::Severity;
use crate::solve::effort::Effort;
use crate::solve::formula::Relation;
use crate::solve::polynomial::Var;
use num_traits::Zero;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Checks that may fail in one report.
pub(super) const FAILED: u64 = 500;
/// Searches for the figures of one component: another where what was found is
/// refuted.
const ROUNDS: usize = 4;
/// Figures that a finding shows beside its own.
const SHOWN: usize = 24;

/// Proofs of figures of which one must be wrong, as far as any may be.
fn known(refuted: &[BTreeSet<Var>], weight: &dyn Fn(Var) -> Option<u64>) -> Vec<Core> {
    let may_be_wrong = |one: &&BTreeSet<Var>| one.iter().any(|var| weight(*var).is_some());
    let figures = refuted.iter().filter(may_be_wrong);
    let core = |figures: &BTreeSet<Var>| Core {
        figures: figures.clone(),
        ..Core::default()
    };
    figures.map(core).collect()
}

/// Reasons over a report whose rules were checked one by one.
pub(super) fn tell(checked: &CheckedRules<'_>, outcome: &mut Outcome) {
    let found = outcome.findings.kept.iter();
    let mismatch = |finding: &Finding| matches!(finding.detail, Detail::Mismatch(_));
    if !found.into_iter().any(mismatch) && !checked.could_clash() {
        outcome.reasoned = Some(Reasoned::default());
        return;
    }
    // Checks whose failure is not known in full would be taken for holding.
    if checked.failed() > FAILED {
        outcome.reasoned = Some(Reasoned {
            gave_up: vec![Limit::Failed(FAILED)],
            ..Reasoned::default()
        });
        return;
    }
    let system = checked.system();
    let constraints = Constraints::of(&system);
    let mut reasoned = Reasoned {
        left_out: left_out(&system, &constraints, checked),
        ..Reasoned::default()
    };
    let checks = numbered(&system);
    forget_factors(outcome);
    let waived = outcome.waived.iter().map(|waived| &waived.finding);
    // A rule that is off by a factor says nothing of its figures either.
    let by_rule = outcome.findings.kept.iter().filter(|one| factor_of(one));
    let waived: BTreeSet<usize> = waived
        .chain(by_rule)
        .filter_map(|finding| check_of(finding, &checks))
        .collect();
    let findings: Vec<(usize, usize)> = outcome
        .findings
        .kept
        .iter()
        .enumerate()
        .filter(|(_, finding)| mismatch(finding))
        .filter_map(|(number, finding)| Some((check_of(finding, &checks)?, number)))
        .collect();
    let failing: BTreeSet<usize> = findings.iter().map(|(check, _)| *check).collect();
    let together = OnceCell::new();
    let gone = outcome.waived.iter().map(|waived| &waived.finding);
    let at = |finding: &Finding| {
        let rule = finding.rule.as_ref()?.name.clone();
        Some((check_of(finding, &checks), (rule, finding.row_number())))
    };
    let elsewhere = outcome.findings.kept.iter().chain(gone).filter_map(at);
    let elsewhere: Vec<(Option<usize>, CheckAt)> = elsewhere.collect();
    let mut clashes = Vec::new();
    let parts = components(&system, &constraints, &waived);
    let is_open = |part: &Component| part.is_open(&system, &constraints, &failing);
    let mut to_come = parts.iter().filter(|part| is_open(part)).count();
    let effort = Effort::new(STEPS);
    for component in parts {
        // No part takes what the others need.
        let put_by = effort.put_by_all_but(effort.share(to_come));
        to_come -= usize::from(is_open(&component));
        let part = Examination {
            effort: &effort,
            checked,
            system: &system,
            constraints: &constraints,
            component: &component,
            failing: &failing,
            elsewhere: &elsewhere,
            together: &together,
        };
        clashes.extend(part.examine(&mut reasoned));
        effort.add(put_by);
    }
    reasoned.spent = STEPS - effort.left().min(STEPS);
    write(
        clashes,
        &findings,
        checked,
        (&system, &constraints),
        outcome,
    );
    outcome.reasoned = Some(reasoned);
}

/// Whether a finding tells that its rule is off by a factor.
fn factor_of(finding: &Finding) -> bool {
    matches!(&finding.detail, Detail::Mismatch(mismatch) if mismatch.factor.is_some())
}

/// Where a rule holds more often than it would with another factor, a figure
/// is wrong, and not the rule.
fn forget_factors(outcome: &mut Outcome) {
    let mut off: BTreeMap<&str, u64> = BTreeMap::new();
    let rules = outcome.findings.kept.iter().filter(|one| factor_of(one));
    for rule in rules.filter_map(|finding| finding.rule.as_ref()) {
        *off.entry(rule.name.as_str()).or_default() += 1;
    }
    let holds: BTreeSet<String> = outcome
        .rules
        .iter()
        .filter(|rule| {
            off.get(rule.name.as_str())
                .is_some_and(|off| *off <= rule.tally.consistent)
        })
        .map(|rule| rule.name.clone())
        .collect();
    for finding in &mut outcome.findings.kept {
        let rule = finding.rule.as_ref().map(|rule| &rule.name);
        if let (Detail::Mismatch(mismatch), true) = (
            &mut finding.detail,
            rule.is_some_and(|rule| holds.contains(rule)),
        ) {
            mismatch.factor = None;
        }
    }
}

fn left_out(
    system: &System<'_>,
    constraints: &Constraints,
    checked: &CheckedRules<'_>,
) -> Vec<LeftOut> {
    let all = system.left_out.iter().chain(&constraints.left_out);
    // Nobody misses a rule that nobody wrote.
    let written = all.filter(|out| out.rule.is_written());
    let mut left_out: Vec<LeftOut> = written.cloned().collect();
    let rules = &checked.config().rules;
    let order = |out: &LeftOut| rules.iter().position(|rule| rule.name == out.rule.name);
    left_out.sort_by_key(order);
    left_out
}

/// The checks of a system by rule and row.
type Numbered<'s> = BTreeMap<(&'s str, Option<usize>), usize>;

fn numbered<'s>(system: &'s System<'_>) -> Numbered<'s> {
    let checks = system.checks.iter().enumerate();
    checks
        .map(|(number, check)| {
            let row = check.row.map(|(_, row)| row);
            ((check.rule.name.as_str(), row), number)
        })
        .collect()
}

fn check_of(finding: &Finding, checks: &Numbered<'_>) -> Option<usize> {
    let rule = finding.rule.as_ref()?;
    checks
        .get(&(rule.name.as_str(), finding.row_number()))
        .copied()
}

/// A component of a report under examination.
struct Examination<'a, 's> {
    checked: &'a CheckedRules<'s>,
    system: &'a System<'s>,
    constraints: &'a Constraints,
    component: &'a Component,
    failing: &'a BTreeSet<usize>,
    /// What it may cost.
    effort: &'a Effort,
    /// All checks that fail or are waived, by number where the system has
    /// them, and by rule and row.
    elsewhere: &'a [(Option<usize>, CheckAt)],
    /// The checks as they are, put together where they are needed.
    together: &'a OnceCell<Together<'s>>,
}

/// A check by its rule and row.
type CheckAt = (String, Option<usize>);

impl<'s: 'a, 'a> Examination<'a, 's> {
    fn examine(&self, reasoned: &mut Reasoned) -> Vec<FoundClash> {
        let open = self
            .component
            .is_open(self.system, self.constraints, self.failing);
        let blanks = self.component.has_blanks(self.system);
        if !open && !blanks {
            return Vec::new();
        }
        let (figures, checks) = (self.component.figures.len(), self.component.checks.len());
        if figures > FIGURES || checks > CHECKS {
            reasoned.gave_up.push(match figures > FIGURES {
                true => Limit::Figures(FIGURES),
                false => Limit::Checks(CHECKS),
            });
            return Vec::new();
        }
        reasoned.parts += 1;
        reasoned.figures += figures;
        reasoned.checks += checks;
        let effort = self.effort;
        // Some is kept for telling what is found.
        let kept = effort.left() / 4;
        let mut put_by = effort.put_by_all_but(effort.left() - kept);
        let (system, constraints) = (self.system, self.constraints);
        let mut program = Program::new(system, constraints, self.component, effort.clone());
        let weights = self
            .component
            .figures
            .iter()
            .map(|var| (*var, self.weight(*var)));
        let weights: HashMap<Var, Option<u64>> = weights.collect();
        let weight = |var: Var| weights.get(&var).copied().flatten();
        let mut refuted: Vec<BTreeSet<Var>> = Vec::new();
        for round in 1..=ROUNDS {
            program.relax(&BTreeSet::new());
            program.leave_out(&BTreeSet::new());
            let found = Localiser {
                program: &mut program,
                weight: &weight,
                known: known(&refuted, &weight),
            }
            .run();
            effort.add(std::mem::take(&mut put_by));
            if let Some(why) = found.stopped {
                reasoned.gave_up.push(limit(why));
                return Vec::new();
            }
            let sound =
                found.cores.is_empty() && found.hopeless.is_empty() && found.given_up.is_empty();
            if sound {
                if blanks {
                    let (system, constraints) = (self.system, self.constraints);
                    let deduced = deduced(system, constraints, self.component, &mut program);
                    reasoned.deduced.extend(deduced);
                }
                return Vec::new();
            }
            let (told, more) = self.clashes(&mut program, &found, round > 1);
            // Where nothing that was found does after all, more figures are wrong.
            if more.is_empty() || round == ROUNDS {
                let gave_up = told.iter().filter_map(|told| told.clash.gave_up);
                reasoned.gave_up.extend(gave_up);
                return told;
            }
            refuted.extend(more);
        }
        Vec::new()
    }

    /// The clashes of what was localised; and what another search must know,
    /// where one of them is left without changes that would mend it.
    fn clashes(
        &self,
        program: &mut Program<'a>,
        found: &Localised,
        refuted: bool,
    ) -> (Vec<FoundClash>, Vec<BTreeSet<Var>>) {
        let own: BTreeSet<usize> = self.component.checks.iter().copied().collect();
        let failing: BTreeSet<usize> = self.failing.intersection(&own).copied().collect();
        let cores = found.cores.iter().flat_map(|core| &core.checks);
        let clashing: BTreeSet<usize> = cores.chain(&failing).copied().collect();
        let others = self.elsewhere.iter();
        let others = others.filter(|(check, _)| check.is_none_or(|check| !own.contains(&check)));
        let left_out = found.left_out.iter().map(|check| {
            let stated = &self.system.checks[*check];
            let row = stated.row.map(|(_, row)| row);
            (stated.rule.name.clone(), row)
        });
        let ignored = others.map(|(_, at)| at.clone()).chain(left_out);
        let mut search = ClashSearch {
            inquiry: Inquiry {
                checked: self.checked,
                system: self.system,
                constraints: self.constraints,
                component: self.component.clone(),
                program,
                failing: &clashing,
                background: BTreeSet::new(),
                settled: BTreeMap::new(),
                together: self.together.get_or_init(|| self.checked.together()),
                ignored: ignored.collect(),
                asked: 0,
                refuted: Vec::new(),
                fitting: RefCell::default(),
            },
            failing: &failing,
            found,
            refuted,
            bereft: false,
        };
        let told = search.clashes();
        let more = match search.bereft {
            true => search.inquiry.refuted,
            false => Vec::new(),
        };
        (told, more)
    }

    /// Whether a check that fails says no more than that a figure of the report
    /// before is repeated in this one.
    fn is_restated(&self, var: Var) -> bool {
        let prior = |var: &Var| {
            let cell = self.system.figures[*var as usize].cell;
            cell.is_some_and(|cell| cell.key.prior)
        };
        let repeats = |check: &usize| {
            let check = &self.system.checks[*check];
            let ([(atom, _)], true) = (check.atoms.as_slice(), check.conditions.is_empty()) else {
                return false;
            };
            let vars: Vec<Var> = atom.poly.vars().into_iter().collect();
            let factors: Vec<&Rat> = vars
                .iter()
                .filter_map(|var| atom.poly.factor(*var))
                .collect();
            let opposite = |factors: &[&Rat]| match factors {
                [one, other] => (*one + *other).is_zero(),
                _ => false,
            };
            let alone = atom.poly.terms().count() == 2;
            let own = vars.iter().filter(|var| !prior(var)).count();
            atom.relation == Relation::Zero
                && atom.poly.is_linear()
                && alone
                && own == 1
                && opposite(&factors)
        };
        let checks = self.constraints.checks_of(var);
        let mut failing = checks.intersection(self.failing);
        failing.any(repeats)
    }

    /// What it costs to take a figure for wrong; none where that may not be.
    fn weight(&self, var: Var) -> Option<u64> {
        let figure = &self.system.figures[var as usize];
        let cell = figure.cell.filter(|_| figure.is_printed())?;
        // What the period before reported is published, and taken for right,
        // unless it is what a figure of this report repeats, and does not.
        if cell.key.prior && !self.is_restated(var) {
            return None;
        }
        let layout = &cell.table.layout;
        let column = &layout.columns[cell.key.column].name;
        let config = self.checked.config();
        config
            .weight_of(&layout.section, cell.row.key(), column)
            .map(u64::from)
    }
}

/// Puts the clashes into the findings.
fn write(
    clashes: Vec<FoundClash>,
    findings: &[(usize, usize)],
    checked: &CheckedRules<'_>,
    (system, constraints): (&System<'_>, &Constraints),
    outcome: &mut Outcome,
) {
    let severity = checked.config().severity_of(Code::JointlyInconsistent);
    let mut merged: BTreeMap<usize, usize> = BTreeMap::new();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut told: Vec<(usize, Clash)> = Vec::new();
    let mut joint = Vec::new();
    for clash in clashes {
        if let (Some(core), Some(severity)) = (&clash.joint, severity) {
            let least = core.severity.unwrap_or(Severity::Error);
            let core = (core.figures.clone(), core.checks.clone());
            let least = least.min(severity);
            joint.extend(joint_finding(clash, core, least, (system, constraints)));
            continue;
        }
        let own = findings
            .iter()
            .filter(|(check, _)| clash.failing.contains(check));
        // Each finding is told once, with the first clash that it is part of.
        let own = own.filter(|(_, number)| !used.contains(number));
        let mut own: Vec<(usize, usize)> = own.copied().collect();
        let severity_at = |number: usize| outcome.findings.kept[number].severity;
        own.sort_by_key(|(_, number)| (std::cmp::Reverse(severity_at(*number)), *number));
        let Some(((_, lead), others)) = own.split_first() else {
            continue;
        };
        // What was given up is told once, and each finding by itself.
        if clash.clash.repairs.is_empty() && clash.clash.gave_up.is_some() {
            continue;
        }
        used.extend(own.iter().map(|(_, number)| *number));
        for (_, other) in others {
            merged.insert(*other, *lead);
        }
        let checks = own.iter().map(|(check, _)| *check);
        let checks = named(checks, system);
        told.push((
            *lead,
            Clash {
                checks,
                ..clash.clash
            },
        ));
    }
    let places = outcome.findings.merge(&merged);
    for (lead, clash) in told {
        let Some((place, explains)) = places.get(&lead) else {
            continue;
        };
        let finding = &mut outcome.findings.kept[*place];
        finding.explains.clone_from(explains);
        finding.clash = Some(Box::new(clash));
    }
    for finding in joint {
        outcome.findings.push(finding);
    }
}

/// A finding of checks that hold one by one.
fn joint_finding(
    told: FoundClash,
    (figures, checks): (BTreeSet<Var>, BTreeSet<usize>),
    severity: Severity,
    (system, constraints): (&System<'_>, &Constraints),
) -> Option<Finding> {
    // A proof that needs no print is about all figures of its checks.
    let of_checks = checks
        .iter()
        .flat_map(|check| constraints.figures_of(*check));
    let figures: BTreeSet<Var> = match figures.is_empty() {
        true => of_checks.collect(),
        false => figures,
    };
    let cells = figures
        .iter()
        .filter_map(|var| system.figures[*var as usize].cell);
    let mut marks: Vec<Mark> = cells.map(|cell| mark_of(&cell)).collect();
    // The likeliest to be wrong comes first.
    let suspect = told
        .clash
        .repairs
        .first()
        .and_then(|repair| repair.changes.first());
    let at = suspect.and_then(|change| {
        marks
            .iter()
            .position(|mark| mark.place == change.mark.place)
    });
    if marks.is_empty() {
        return None;
    }
    let primary = marks.remove(at.unwrap_or(0));
    marks.truncate(SHOWN);
    let rule = checks.first().map(|check| system.checks[*check].rule);
    let cell = primary.cell.as_ref().map(|cell| &cell.name);
    let section = cell.map(|name| name.section.clone());
    let section = section.or(rule.and_then(|rule| rule.section.clone()));
    let checks = named(checks, system);
    let code = Code::JointlyInconsistent;
    let mut finding = Finding::new(code, severity, primary, Detail::Joint)
        .in_section(&section.unwrap_or_default())
        .beside(marks);
    finding.clash = Some(Box::new(Clash {
        checks,
        ..told.clash
    }));
    Some(finding)
}
