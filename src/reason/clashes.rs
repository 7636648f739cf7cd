//! From proofs and least changes to clashes: what belongs together, its
//! suspects in order, and what can be said of the first.

use super::component::{Component, limit};
use super::factors::{Factor, factors, without_certain};
use super::held::with_held;
use super::inquiry::Inquiry;
use super::localise::{Cause, Group, Localised, SETS};
use super::program::{Core, Program};
use super::proof::derivation;
use super::ranking::{add, both, ranked};
use super::suspects::Suspected;
use crate::check::system::System;
use crate::figure::{Range, Rat};
use crate::finding::{Clash, ClashCheck, Likeliest, Limit, Mending, ProofStep, RuleNote};
use crate::solve::polynomial::Var;
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet};

/// What clashes, before findings are made of it.
#[derive(Clone, Debug)]
pub(super) struct FoundClash {
    /// The checks of it that fail by themselves.
    pub failing: BTreeSet<usize>,
    /// A smallest set of checks and figures without values, where no check
    /// fails by itself.
    pub joint: Option<Core>,
    /// What a finding will tell of it; its checks are named only then.
    pub clash: Clash,
}

/// A component whose clashes are told.
pub(super) struct ClashSearch<'p, 's> {
    /// Where its wrong figures are looked for.
    pub inquiry: Inquiry<'p, 's>,
    /// The checks that fail by themselves.
    pub failing: &'p BTreeSet<usize>,
    /// What was localised.
    pub found: &'p Localised,
    /// Whether changes were refuted that sums would let pass: then others may do
    /// that no sum tells of.
    pub refuted: bool,
    /// Whether some clash is left without changes that would mend it.
    pub bereft: bool,
}

impl ClashSearch<'_, '_> {
    /// The clashes of the component.
    pub(super) fn clashes(&mut self) -> Vec<FoundClash> {
        let mut split = Vec::new();
        for (number, group) in self.found.groups.iter().enumerate() {
            self.inquiry.background = self.first_but(number);
            split.extend(self.split(group));
        }
        let provable = self.provable();
        let (factors, owned) = self.owners(split, &provable);
        let mut told = Vec::new();
        let effort = self.inquiry.program.simplex.effort().clone();
        for (number, factor) in factors.iter().enumerate() {
            // None takes what the others need.
            let put_by = effort.put_by_all_but(effort.share(factors.len() - number));
            let others = factors
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != number);
            let first = others.filter_map(|(_, factor)| factor.sets.first());
            self.inquiry.background = first.flatten().copied().collect();
            let own = owned.iter().filter(|(_, of)| **of == number);
            let failing: BTreeSet<usize> = own.map(|(check, _)| *check).collect();
            let joint = match failing.is_empty() {
                true => self.joint_of(factor).filter(|core| self.is_told(core)),
                false => None,
            };
            if !failing.is_empty() || joint.is_some() {
                told.extend(self.clash(factor, failing, joint));
            }
            effort.add(put_by);
        }
        let first = factors.iter().filter_map(|factor| factor.sets.first());
        self.inquiry.background = first.flatten().copied().collect();
        for (cores, cause) in &self.found.given_up {
            told.extend(self.given_up(cores, *cause));
        }
        for core in &self.found.hopeless {
            if self.is_told(core) {
                told.push(self.hopeless(core));
            }
        }
        let mut told = joined(told);
        if told.len() > 1 {
            told.iter_mut().for_each(|one| one.clash.beside = true);
        }
        told
    }

    /// A least set of each group but one.
    fn first_but(&self, but: usize) -> BTreeSet<Var> {
        let groups = self.found.groups.iter().enumerate();
        let others = groups.filter(|(number, _)| *number != but);
        let first = others.filter_map(|(_, group)| group.sets.first());
        first.flatten().copied().collect()
    }

    /// The sets of a group in independent factors. A figure that is in all
    /// sets is a factor by itself, unless one move explains the whole group.
    fn split(&mut self, group: &Group) -> Vec<Factor> {
        let (certain, rest) = without_certain(group);
        if rest.sets.is_empty() && certain.len() == 1 {
            return factors(group);
        }
        let figures: BTreeSet<Var> = group.cores.iter().flatten().copied().collect();
        let about = |check: &&usize| {
            let own = self.inquiry.constraints.figures_of(**check);
            !own.is_disjoint(&figures)
        };
        let failing: BTreeSet<usize> = self.failing.iter().filter(about).copied().collect();
        if !certain.is_empty() {
            let moves = self.inquiry.moves(&failing);
            if moves.is_ok_and(|moves| !moves.is_empty()) {
                return factors(group);
            }
        }
        // What has to do with one another is told together: the one's value
        // hangs on the other's.
        let all: BTreeSet<Var> = group.sets.iter().flatten().copied().collect();
        let tied = self.inquiry.program.tied(&all);
        let mut factors: Vec<Factor> = Vec::new();
        let single = certain.into_iter().map(|var| Factor {
            figures: BTreeSet::from([var]),
            sets: vec![vec![var]],
            more: false,
        });
        let rest = match rest.sets.is_empty() {
            true => Vec::new(),
            false => super::factors::factors(&rest),
        };
        for factor in single.chain(rest) {
            let places = |factor: &Factor| -> BTreeSet<usize> {
                let places = factor.figures.iter();
                places.filter_map(|var| tied.get(var).copied()).collect()
            };
            let own = places(&factor);
            let beside = factors.iter_mut().find(|other| {
                let fits = other.sets.len() * factor.sets.len() <= SETS;
                fits && !places(other).is_disjoint(&own)
            });
            match beside {
                Some(other) => other.join(factor),
                None => factors.push(factor),
            }
        }
        factors
    }

    /// The failing checks that the constraints prove wrong by themselves: only those
    /// are mended with the suspects that they name.
    fn provable(&mut self) -> BTreeSet<usize> {
        let mut program = self.inquiry.program.copied();
        program.relax(&BTreeSet::new());
        let all: BTreeSet<usize> = self.inquiry.component.checks.iter().copied().collect();
        let mut provable = BTreeSet::new();
        for &check in self.failing {
            let mut others = all.clone();
            others.remove(&check);
            program.leave_out(&others);
            if matches!(program.conflict(), Ok(Some(_))) {
                provable.insert(check);
            }
        }
        provable.difference(&self.found.left_out).copied().collect()
    }

    /// Which factor each failing check is told with. A factor that neither
    /// has a failing check nor a proof without one is joined to the one whose
    /// checks its proofs are of.
    fn owners(
        &self,
        mut factors: Vec<Factor>,
        provable: &BTreeSet<usize>,
    ) -> (Vec<Factor>, BTreeMap<usize, usize>) {
        loop {
            let mut owned: BTreeMap<usize, usize> = BTreeMap::new();
            for &check in provable {
                let figures = self.inquiry.constraints.figures_of(check);
                let about = |factor: &Factor| !factor.figures.is_disjoint(&figures);
                if let Some(of) = factors.iter().position(about) {
                    owned.insert(check, of);
                }
            }
            let idle = (0..factors.len()).find(|number| {
                let owns = owned.values().any(|of| of == number);
                !owns && self.joint_of(&factors[*number]).is_none()
            });
            let Some(idle) = idle else {
                return (factors, owned);
            };
            let idle = factors.remove(idle);
            let about = |core: &&Core| !core.figures.is_disjoint(&idle.figures);
            let checks = self
                .found
                .cores
                .iter()
                .filter(about)
                .flat_map(|core| &core.checks);
            let checks: BTreeSet<usize> = checks.copied().collect();
            let figures = checks
                .iter()
                .flat_map(|check| self.inquiry.constraints.figures_of(*check));
            let figures: BTreeSet<Var> = figures.collect();
            let beside = factors
                .iter_mut()
                .find(|factor| !factor.figures.is_disjoint(&figures));
            match beside {
                Some(factor) => factor.join(idle),
                // Nothing to tell it with: no check of its proofs fails.
                None => return (factors, owned),
            }
        }
    }

    /// A proof of a factor in which no check fails by itself.
    fn joint_of(&self, factor: &Factor) -> Option<Core> {
        let alone = |core: &&Core| core.checks.is_disjoint(self.failing);
        let about = |core: &&Core| !core.figures.is_disjoint(&factor.figures);
        let mut cores = self.found.cores.iter().filter(alone).filter(about);
        cores.next().cloned()
    }

    /// Whether a proof is told: relations that nobody wrote, each of which
    /// holds, clash only by how their figures were rounded, and that was a guess.
    fn is_told(&self, core: &Core) -> bool {
        let written = |check: &usize| self.inquiry.system.checks[*check].rule.is_written();
        !core.checks.is_disjoint(self.failing) || core.checks.iter().any(written)
    }

    /// `None` where no set does after all: then each finding stands by itself.
    fn clash(
        &mut self,
        factor: &Factor,
        failing: BTreeSet<usize>,
        joint: Option<Core>,
    ) -> Option<FoundClash> {
        let (mut stopped, mut dropped, mut hangs) = (None, false, false);
        let mut suspected = Vec::new();
        let sets = self.inquiry.worth_a_look(&factor.sets);
        let unseen = sets.len() < factor.sets.len();
        for set in sets {
            match self.inquiry.suspected(set) {
                Ok(Some(one)) => suspected.push(one),
                Ok(None) => {
                    dropped = true;
                    hangs |= self.hangs_on_others(set);
                }
                Err(why) => {
                    stopped = Some(why);
                    break;
                }
            }
        }
        let checks = match &joint {
            Some(core) => core.checks.clone(),
            None => failing.clone(),
        };
        match self.inquiry.moves(&checks) {
            Ok(moves) => moves.into_iter().for_each(|one| add(one, &mut suspected)),
            Err(why) => stopped = Some(why),
        }
        // Where no set does after all, the least are others.
        let none_does = dropped && suspected.is_empty();
        let more = factor.more || unseen || self.refuted || stopped.is_some() || none_does || hangs;
        self.bereft |= none_does;
        if dropped && suspected.is_empty() && joint.is_none() {
            return None;
        }
        let zeroed = suspected.iter().any(|one| self.is_zeroed(one, &checks));
        let (repairs, verdict) = ranked(suspected, more);
        let verdict = match zeroed {
            true => Likeliest::OnlyZero,
            false => verdict,
        };
        self.settle(&repairs);
        let joint = joint.map(|core| self.smallest(core));
        let derivation = joint.as_ref().map(|(_, steps)| steps.clone());
        Some(FoundClash {
            failing,
            joint: joint.map(|(core, _)| core),
            clash: Clash {
                checks: Vec::new(),
                derivation: derivation.unwrap_or_default(),
                repairs,
                more,
                verdict,
                beside: false,
                gave_up: stopped.map(limit),
            },
        })
    }

    /// Whether a set that does not do would, if what is suggested elsewhere
    /// were not taken for right.
    fn hangs_on_others(&mut self, set: &[Var]) -> bool {
        if self.inquiry.settled.is_empty() {
            return false;
        }
        let settled = std::mem::take(&mut self.inquiry.settled);
        let background = self.inquiry.background.clone();
        self.inquiry.background.extend(settled.keys());
        let does = matches!(self.inquiry.suspected(set), Ok(Some(_)));
        self.inquiry.background = background;
        self.inquiry.settled = settled;
        does
    }

    /// Whether the checks by themselves, whatever is printed, leave all figures
    /// of a set nothing but 0, and no single one of them does.
    fn is_zeroed(&self, suspected: &Suspected, checks: &BTreeSet<usize>) -> bool {
        let zero = |range: &Range| range.is_point().is_some_and(Rat::is_zero);
        let changes = &suspected.mending.changes;
        let all_zero = changes.iter().all(|change| zero(&change.range));
        if !all_zero || changes.is_empty() || checks.len() < 2 {
            return false;
        }
        let leaves = |checks: &BTreeSet<usize>, var: Var| {
            let mut program = self.inquiry.program.clone();
            program.relax(&self.inquiry.component.figures.iter().copied().collect());
            let own = self.inquiry.component.checks.iter();
            let absent = own.filter(|check| !checks.contains(check));
            program.leave_out(&absent.copied().collect());
            let left = program.range(var).ok().flatten();
            left.is_some_and(|range| zero(&range.tighten()))
        };
        let by_one = |var: Var| {
            let mut single = checks.iter().map(|check| BTreeSet::from([*check]));
            single.any(|check| leaves(&check, var))
        };
        let mut figures = suspected.figures.iter().copied();
        figures.all(|var| leaves(checks, var) && !by_one(var))
    }

    /// What is suggested first is taken for right where other clashes are told.
    fn settle(&mut self, repairs: &[Mending]) {
        let changes = repairs.first().map_or(&[][..], |first| &first.changes);
        for change in changes {
            let figures = self.inquiry.component.figures.iter().copied();
            let here = |var: &Var| {
                let cell = self.inquiry.cell(*var);
                cell.is_some_and(|cell| cell.place() == change.mark.place)
            };
            let Some(var) = figures.into_iter().find(here) else {
                continue;
            };
            let cell = self.inquiry.cell(var);
            let read = cell.zip(change.print.as_ref()).and_then(|(cell, print)| {
                let (_, range) = self.inquiry.read_in(&cell, print)?;
                Some(range)
            });
            if let Some(range) = read {
                self.inquiry.settled.insert(var, range);
            }
        }
    }

    /// Proofs for which the search was stopped: a move may still explain them.
    fn given_up(&mut self, cores: &[Core], cause: Cause) -> Option<FoundClash> {
        let own: BTreeSet<usize> = cores
            .iter()
            .flat_map(|core| &core.checks)
            .copied()
            .collect();
        let failing: BTreeSet<usize> = self.failing.intersection(&own).copied().collect();
        let absent = self.found.left_out.difference(&own).copied().collect();
        self.inquiry.program.leave_out(&absent);
        let moves = self.inquiry.moves(&failing).unwrap_or_default();
        self.inquiry.program.leave_out(&self.found.left_out);
        let joint = match failing.is_empty() {
            true => cores
                .iter()
                .find(|core| core.checks.is_disjoint(self.failing)),
            false => None,
        };
        let limit = match cause {
            Cause::Stopped(why) => limit(why),
            Cause::Changes => Limit::Changes(super::localise::CHANGES),
        };
        let (repairs, verdict) = ranked(moves, true);
        let joint = joint.map(|core| self.smallest(core.clone()));
        let (joint, derivation) = joint.unzip();
        (joint.is_some() || !failing.is_empty()).then(|| FoundClash {
            failing,
            joint,
            clash: Clash {
                checks: Vec::new(),
                derivation: derivation.unwrap_or_default(),
                gave_up: Some(limit),
                beside: false,
                verdict: match repairs.is_empty() {
                    true => verdict,
                    // Nobody looked for the fewest changes to the end.
                    false => Likeliest::CannotBeTold,
                },
                repairs,
                more: true,
            },
        })
    }

    /// A proof that no figure can be blamed for.
    fn hopeless(&mut self, core: &Core) -> FoundClash {
        let failing: BTreeSet<usize> = self.failing.intersection(&core.checks).copied().collect();
        let joint = failing.is_empty().then(|| self.smallest(core.clone()));
        let (joint, derivation) = joint.unzip();
        FoundClash {
            failing,
            joint,
            clash: Clash {
                checks: Vec::new(),
                derivation: derivation.unwrap_or_default(),
                repairs: Vec::new(),
                more: false,
                verdict: Likeliest::NoRepair,
                beside: false,
                gave_up: None,
            },
        }
    }

    /// Makes a proof as small as it can be: without any one of its checks or
    /// prints there are values. With the lines of its derivation.
    fn smallest(&mut self, core: Core) -> (Core, Vec<ProofStep>) {
        let mut program = self.inquiry.program.copied();
        let component = &self.inquiry.component;
        let elsewhere: BTreeSet<Var> = &self.inquiry.background - &core.figures;
        let core = fewer_checks(core, &mut program, component, &elsewhere);
        let small = smallest(core, &mut program, component);
        let (system, constraints) = (self.inquiry.system, self.inquiry.constraints);
        let steps = derivation(&small, system, constraints);
        let steps = with_held(steps, &small, system);
        (small, steps)
    }
}

/// A core without the checks that the others can do without, with whatever is
/// printed: then all but any one of them hold together.
fn fewer_checks(
    core: Core,
    program: &mut Program<'_>,
    component: &Component,
    elsewhere: &BTreeSet<Var>,
) -> Core {
    let mut small = core;
    let mut needed: BTreeSet<usize> = BTreeSet::new();
    program.relax(elsewhere);
    while let Some(check) = small.checks.difference(&needed).next().copied() {
        let others = component.checks.iter();
        let others = others.filter(|other| **other == check || !small.checks.contains(other));
        program.leave_out(&others.copied().collect());
        match program.conflict() {
            Ok(Some(less)) => small = less,
            _ => {
                needed.insert(check);
            }
        }
    }
    small
}

/// A core of which nothing can be left out (the deletion filter of Chinneck
/// and Dravnieks 1991).
fn smallest(core: Core, program: &mut Program<'_>, component: &Component) -> Core {
    let mut small = core;
    let mut needed: BTreeSet<Label> = BTreeSet::new();
    loop {
        let labels = small.checks.iter().map(|check| Label::Check(*check));
        let labels = labels.chain(small.figures.iter().map(|var| Label::Figure(*var)));
        let Some(label) = labels.into_iter().find(|label| !needed.contains(label)) else {
            // Once more, so that the certificate is of what is left.
            only(&small, None, program, component);
            return match program.conflict() {
                Ok(Some(core)) => core,
                _ => small,
            };
        };
        only(&small, Some(label), program, component);
        match program.conflict() {
            Ok(Some(less)) => small = less,
            _ => {
                needed.insert(label);
            }
        }
    }
}

/// A check or a print in a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Check(usize),
    Figure(Var),
}

/// Leaves nothing in a program but a core, and of that not this.
fn only(core: &Core, but: Option<Label>, program: &mut Program<'_>, component: &Component) {
    let kept = |check: &usize| core.checks.contains(check) && but != Some(Label::Check(*check));
    let absent = component
        .checks
        .iter()
        .filter(|check| !kept(check))
        .copied();
    program.leave_out(&absent.collect());
    let printed = |var: &Var| core.figures.contains(var) && but != Some(Label::Figure(*var));
    let open = component
        .figures
        .iter()
        .filter(|var| !printed(var))
        .copied();
    program.relax(&open.collect());
}

/// Checks as clashes name them.
pub(super) fn named(
    checks: impl IntoIterator<Item = usize>,
    system: &System<'_>,
) -> Vec<ClashCheck> {
    let name = |check: usize| {
        let stated = &system.checks[check];
        ClashCheck {
            rule: RuleNote::of(stated.rule),
            row: stated.key.clone(),
            severity: stated.rule.severity,
        }
    };
    checks.into_iter().map(name).collect()
}

/// Clashes that the same changes of several figures explain first are one.
fn joined(told: Vec<FoundClash>) -> Vec<FoundClash> {
    let mut joined: Vec<FoundClash> = Vec::new();
    for one in told {
        let cells = |told: &FoundClash| {
            let first = told
                .clash
                .repairs
                .first()
                .filter(|first| first.changes.len() > 1)?;
            let cells = first
                .changes
                .iter()
                .map(|change| change.mark.named_cell().clone());
            Some(cells.collect::<BTreeSet<_>>())
        };
        let own = cells(&one);
        let same = joined
            .iter_mut()
            .find(|other| own.is_some() && cells(other) == own && other.joint.is_none());
        match same.filter(|_| one.joint.is_none()) {
            Some(other) => {
                other.failing.extend(one.failing);
                other.clash.repairs = both(&other.clash.repairs, &one.clash.repairs);
                other.clash.more |= one.clash.more;
            }
            None => joined.push(one),
        }
    }
    joined
}
