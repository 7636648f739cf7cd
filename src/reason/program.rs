//! A component of a report as a program of linear sums: whether values
//! fit all prints and checks, why not, and what they leave a figure, with any
//! of its figures taken for wrong. Whole numbers by branching (Land and Doig
//! 1960).

use super::component::{CASES, Component};
use super::constraints::{Constraint, Constraints};
use crate::check::system::System;
use crate::figure::{Range, Rat};
use crate::rule::Severity;
use crate::solve::branch::{self, Gaps};
use crate::solve::close::Close;
use crate::solve::components::Components;
use crate::solve::effort::Effort;
use crate::solve::lattice::{Equation, broken_sum};
use crate::solve::polynomial::{Poly, Var};
use crate::solve::simplex::{Certificate, Purpose, Simplex, Stopped, SumVar, bounds};
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet};

/// Cases where whole numbers stay near what is printed.
const NEAR_CASES: u32 = 300;
/// Cases of the figures alone, before their sums are split too.
const PLAIN_CASES: u32 = 100;
/// How far that is, in the order of looking.
const NEAR: [i64; 2] = [20, 100];
/// Proofs that are taken of one sum.
const CORES_OF_ONE: usize = 60;
/// Terms of equations that whole numbers are looked for in side by side.
const WHOLE_TERMS: usize = 600;

/// Figures as printed and checks that have no values together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Core {
    /// The figures, by number in the system.
    pub figures: BTreeSet<Var>,
    /// The checks.
    pub checks: BTreeSet<usize>,
    /// The least that one of its constraints matters.
    pub severity: Option<Severity>,
}

/// What a bound of the program is there for.
#[derive(Clone, Copy, Debug)]
enum BoundOrigin {
    /// What the print of a column's figure allows.
    Print(SumVar),
    /// What any print of it could say.
    Domain,
    /// A constraint, by number.
    Constraint(usize),
    /// A supposition.
    Supposed,
}

/// The program of a component.
#[derive(Clone, Debug)]
pub(super) struct Program<'s> {
    pub(super) system: &'s System<'s>,
    pub(super) constraints: &'s Constraints,
    pub(super) figures: Vec<Var>,
    pub(super) columns: BTreeMap<Var, SumVar>,
    /// The constraints of the component, by number among all.
    own: Vec<usize>,
    origins: Vec<BoundOrigin>,
    pub(super) simplex: Simplex,
    /// Which figures are whole numbers as things stand, by column.
    whole: Vec<bool>,
    relaxed: BTreeSet<Var>,
    pub(super) absent: BTreeSet<usize>,
    /// Ranges of figures other than the printed ones.
    pub(super) supposed: BTreeMap<Var, Range>,
    /// Whether ends of figures with fractions are sought among whole numbers too.
    pub(super) to_the_end: bool,
}

impl<'s> Program<'s> {
    /// The program of a component; `effort` is what all its questions may cost.
    pub(super) fn new(
        system: &'s System<'s>,
        constraints: &'s Constraints,
        part: &Component,
        effort: Effort,
    ) -> Program<'s> {
        let figures = part.figures.clone();
        let columns: BTreeMap<Var, SumVar> = figures.iter().copied().zip(0..).collect();
        let checks: BTreeSet<usize> = part.checks.iter().copied().collect();
        let own = constraints.all.iter().enumerate();
        let own: Vec<usize> = own
            .filter(|(_, constraint)| checks.contains(&constraint.check))
            .map(|(number, _)| number)
            .collect();
        let sums: Vec<Vec<(SumVar, Rat)>> = own
            .iter()
            .map(|&constraint| {
                let terms = constraints.all[constraint].terms.iter();
                let column =
                    |(var, factor): &(Var, Rat)| Some((columns.get(var).copied()?, factor.clone()));
                terms.filter_map(column).collect()
            })
            .collect();
        let start = |var: &Var| {
            let cell = system.figures[*var as usize].cell;
            let figure = cell.and_then(|cell| cell.figure());
            figure.map_or(Rat::ZERO, |figure| figure.nominal.clone())
        };
        let values = figures.iter().map(start).collect();
        let simplex = Simplex::new(values, &sums, effort);
        let origins = (0..figures.len()).map(BoundOrigin::Print);
        let origins = origins.chain((0..own.len()).map(BoundOrigin::Constraint));
        let origins = origins
            .chain([BoundOrigin::Domain, BoundOrigin::Supposed])
            .collect();
        let mut program = Program {
            system,
            constraints,
            figures,
            columns,
            own,
            origins,
            simplex,
            whole: vec![false; part.figures.len()],
            relaxed: BTreeSet::new(),
            absent: BTreeSet::new(),
            supposed: BTreeMap::new(),
            to_the_end: false,
        };
        for column in 0..program.figures.len() {
            program.bound_figure(column);
        }
        for constraint in 0..program.own.len() {
            program.bound_constraint(constraint);
        }
        program
    }

    fn purpose(&self, number: usize) -> Purpose {
        Purpose::try_from(number).unwrap_or(Purpose::MAX)
    }

    fn domain_purpose(&self) -> Purpose {
        self.purpose(self.figures.len() + self.own.len())
    }

    pub(super) fn supposed_purpose(&self) -> Purpose {
        self.purpose(self.figures.len() + self.own.len() + 1)
    }

    /// The range of a figure as things stand, and what it is there for.
    pub(super) fn range_now(&self, column: SumVar) -> (Range, Purpose) {
        let var = self.figures[column];
        let figure = &self.system.figures[var as usize];
        if let Some(range) = self.supposed.get(&var) {
            return (range.clone(), self.supposed_purpose());
        }
        match (self.relaxed.contains(&var), figure.is_printed()) {
            // What is not printed may be anything.
            (_, false) => (figure.range.clone(), self.domain_purpose()),
            (true, _) => (figure.domain.clone(), self.domain_purpose()),
            (false, _) => (figure.range.clone(), self.purpose(column)),
        }
    }

    fn bound_figure(&mut self, column: SumVar) {
        let (range, purpose) = self.range_now(column);
        self.whole[column] = range.whole;
        let (lower, upper) = bounds(&range, purpose);
        self.simplex.bound(column, lower, upper);
    }

    fn bound_constraint(&mut self, number: usize) {
        let constraint = &self.constraints.all[self.own[number]];
        let present = !self.absent.contains(&constraint.check);
        let given = constraint.given.iter();
        let holds = present && given.into_iter().all(|var| !self.relaxed.contains(var));
        let purpose = self.purpose(self.figures.len() + number);
        let (lower, upper) = match holds {
            true => bounds(&constraint.range, purpose),
            false => (None, None),
        };
        self.simplex
            .bound(self.figures.len() + number, lower, upper);
    }

    fn rebound(&mut self, var: Var) {
        if let Some(&column) = self.columns.get(&var) {
            self.bound_figure(column);
        }
        for number in 0..self.own.len() {
            if self.constraints.all[self.own[number]].given.contains(&var) {
                self.bound_constraint(number);
            }
        }
    }

    /// Takes exactly these figures for wrong: each may be whatever a print of
    /// it could say.
    pub(super) fn relax(&mut self, figures: &BTreeSet<Var>) {
        let changed: Vec<Var> = self
            .relaxed
            .symmetric_difference(figures)
            .copied()
            .collect();
        self.relaxed.clone_from(figures);
        for var in changed {
            self.rebound(var);
        }
    }

    /// Leaves exactly these checks out.
    pub(super) fn leave_out(&mut self, checks: &BTreeSet<usize>) {
        let changed: BTreeSet<usize> = self.absent.symmetric_difference(checks).copied().collect();
        self.absent.clone_from(checks);
        for number in 0..self.own.len() {
            if changed.contains(&self.constraints.all[self.own[number]].check) {
                self.bound_constraint(number);
            }
        }
    }

    /// For each figure that is open, or among these, a number that it has in
    /// common with those that constraints tie it to by way of open ones only.
    pub(super) fn tied(&self, wrong: &BTreeSet<Var>) -> BTreeMap<Var, usize> {
        let open = |var: &Var| {
            let figure = &self.system.figures[*var as usize];
            wrong.contains(var) || figure.range.clone().tighten().is_point().is_none()
        };
        let mut place: BTreeMap<Var, usize> = BTreeMap::new();
        let figures = self.figures.iter().copied().filter(open);
        place.extend(figures.zip(0..));
        let mut components = Components::new(place.len());
        for &constraint in &self.own {
            let constraint = &self.constraints.all[constraint];
            if self.absent.contains(&constraint.check) {
                continue;
            }
            let figures = constraint.figures();
            components.join_all(figures.iter().filter_map(|var| place.get(var).copied()));
        }
        for quotient in &self.constraints.quotients {
            if !self.absent.contains(&quotient.check) {
                let figures = quotient.figures();
                components.join_all(figures.iter().filter_map(|var| place.get(var).copied()));
            }
        }
        let own = place.into_iter();
        own.map(|(var, at)| (var, components.least(at))).collect()
    }

    /// Supposes a range for a figure in the place of its print's; not for
    /// figures that stand in quotients.
    pub(super) fn suppose(&mut self, var: Var, range: Option<Range>) {
        match range {
            Some(range) => self.supposed.insert(var, range),
            None => self.supposed.remove(&var),
        };
        if let Some(&column) = self.columns.get(&var) {
            self.bound_figure(column);
        }
    }

    /// Supposes a range for a rate, in all quotients that it stands in; for
    /// good, so for a copy of the program.
    pub(super) fn suppose_rate(&mut self, rate: Var, range: &Range) {
        self.suppose(rate, Some(range.clone()));
        let purpose = self.supposed_purpose();
        let constraints = self.constraints;
        let own = constraints
            .quotients
            .iter()
            .filter(|quotient| quotient.rate == rate);
        for quotient in own {
            if self.absent.contains(&quotient.check) {
                continue;
            }
            for (sum, within) in quotient.sides(range) {
                self.add(&sum, within, purpose);
            }
        }
    }

    /// Takes quotients whose divisors are supposed to be single values for what
    /// they are then: sums; for good, so for a copy of the program.
    pub(super) fn settle_quotients(&mut self) {
        let purpose = self.supposed_purpose();
        let constraints = self.constraints;
        for quotient in &constraints.quotients {
            let over = quotient.over.vars();
            let supposed = over.iter().any(|var| self.supposed.contains_key(var));
            let known = over
                .iter()
                .chain(&quotient.rest.vars())
                .all(|var| self.columns.contains_key(var));
            if !supposed || !known || self.absent.contains(&quotient.check) {
                continue;
            }
            let now = |var: Var| {
                let (range, _) = self.range_now(*self.columns.get(&var)?);
                range.tighten().is_point().cloned()
            };
            let Some((sum, range)) = quotient.exactly(&now) else {
                continue;
            };
            self.add(&sum, range, purpose);
        }
    }

    /// One more sum that must lie within a range.
    fn add(&mut self, sum: &Poly, range: Range, purpose: Purpose) {
        if let Some((terms, constant)) = self.terms(sum) {
            let column = self.simplex.add_sum(&terms);
            let (lower, upper) = bounds(&range.shift(&-constant), purpose);
            self.simplex.bound(column, lower, upper);
        }
    }

    /// The same program once more, to suppose other things in; what both may
    /// cost is one amount.
    pub(super) fn copied(&self) -> Program<'s> {
        self.simplex.pay_for_copy();
        self.clone()
    }

    /// Whether some values fit; otherwise what has none.
    ///
    /// # Errors
    /// [`Stopped`] where that costs too much.
    pub(super) fn conflict(&mut self) -> Result<Option<Core>, Stopped> {
        if let Some(certificate) = self.simplex.check()? {
            return Ok(Some(self.core(certificate)));
        }
        let wholes = (0..self.figures.len()).filter(|&column| self.whole[column]);
        let wholes: Vec<SumVar> = wholes.collect();
        let is_whole = |column: &SumVar| self.simplex.value(*column).is_whole();
        if wholes.iter().all(is_whole) {
            return Ok(None);
        }
        self.among_wholes(wholes)
    }

    /// The same, with more proofs that come of the same sum: together they name
    /// what does by itself, so that no other has to be tried one by one.
    pub(super) fn conflicts(&mut self) -> Result<Vec<Core>, Stopped> {
        match self.simplex.check()? {
            Some(certificate) => Ok(self.cores(certificate)),
            None => Ok(self.conflict()?.into_iter().collect()),
        }
    }

    /// The same where the simplex leaves some whole number broken.
    fn among_wholes(&mut self, wholes: Vec<SumVar>) -> Result<Option<Core>, Stopped> {
        let gaps = |wholes, splits| Gaps {
            wholes,
            nonzero: &[],
            purpose: self.supposed_purpose(),
            splits,
        };
        if branch::dive(self.simplex.copied(), gaps(&wholes, 0))? {
            return Ok(None);
        }
        if let Some(core) = self.broken_equations() {
            return Ok(Some(core));
        }
        // Whole numbers without an end near what is printed first: branching
        // would follow them for ever.
        for far in NEAR {
            if branch::near(self.simplex.copied(), gaps(&wholes, NEAR_CASES), far)? {
                return Ok(None);
            }
        }
        let simplex = self.simplex.copied();
        // Where figures have ends, there are far fewer cases of them than of
        // their sums.
        let found = match branch::check(&mut simplex.copied(), gaps(&wholes, PLAIN_CASES)) {
            Err(Stopped::Cases) => self.among_sums(simplex, wholes),
            found => found,
        };
        let cores = found?
            .into_iter()
            .flatten()
            .map(|certificate| self.core(certificate));
        Ok(cores.reduce(Core::joined))
    }

    /// The same with sums split too: they have ends where their figures have none.
    fn among_sums(
        &self,
        mut simplex: Simplex,
        wholes: Vec<SumVar>,
    ) -> Result<Option<Vec<Certificate>>, Stopped> {
        let sums = self.whole_sums();
        let sums = sums.iter().map(|sum| simplex.add_sum(sum));
        let wholes: Vec<SumVar> = sums.chain(wholes).collect();
        let gaps = Gaps {
            wholes: &wholes,
            nonzero: &[],
            purpose: self.supposed_purpose(),
            splits: CASES,
        };
        branch::check(&mut simplex, gaps)
    }

    /// The constraints that say something here, by their place among the own ones.
    pub(super) fn present(&self) -> impl Iterator<Item = (usize, &'s Constraint)> {
        let constraints = self.constraints;
        let own = self.own.iter().enumerate();
        let own = own.map(|(number, own)| (number, &constraints.all[*own]));
        own.filter(|(_, constraint)| {
            !self.absent.contains(&constraint.check)
                && constraint
                    .given
                    .iter()
                    .all(|var| !self.relaxed.contains(var))
        })
    }

    /// What of each constraint is a whole number where its figures are: it is
    /// bounded where they need not be.
    fn whole_sums(&self) -> Vec<Vec<(SumVar, Rat)>> {
        let mut left = WHOLE_TERMS;
        let sums = self.present().filter_map(|(_, constraint)| {
            let terms = constraint.terms.iter();
            let terms = terms.filter_map(|(var, factor)| Some((*self.columns.get(var)?, factor)));
            let open: Vec<(SumVar, &Rat)> = terms
                .filter(|(column, _)| self.whole[*column] && !self.is_settled(*column))
                .collect();
            left = left.checked_sub(open.len())?;
            let whole = open.len() > 1 && open.iter().all(|(_, factor)| factor.is_integer());
            let common = |step: Rat, (_, factor): &(SumVar, &Rat)| step.common_step(factor);
            let step = open.iter().fold(Rat::ZERO, common);
            let scaled = |(column, factor): (SumVar, &Rat)| (column, factor / &step);
            whole.then(|| open.into_iter().map(scaled).collect())
        });
        sums.collect()
    }

    /// Whether the bounds of a figure leave it one value.
    fn is_settled(&self, column: SumVar) -> bool {
        let (lower, upper) = self.simplex.bounds(column);
        lower
            .zip(upper)
            .is_some_and(|(lower, upper)| lower.at == upper.at)
    }

    /// Equations that no whole numbers solve together, whatever their bounds.
    fn broken_equations(&self) -> Option<Core> {
        let equations = self.present();
        let equations = equations.filter_map(|(number, constraint)| {
            let right = constraint.range.is_point()?.clone();
            Some((number, constraint, right))
        });
        let own: Vec<(usize, &Constraint, Rat)> = equations.collect();
        let terms: usize = own.iter().map(|(_, own, _)| own.terms.len()).sum();
        if terms > WHOLE_TERMS {
            return None;
        }
        let mut columns: BTreeMap<SumVar, usize> = BTreeMap::new();
        let stated = own.iter().map(|(_, constraint, right)| {
            let (mut right, mut terms) = (right.clone(), Vec::new());
            for (var, factor) in &constraint.terms {
                let column = *self.columns.get(var)?;
                if self.is_settled(column) {
                    right -= &self.simplex.bounds(column).0?.at.number * factor;
                    continue;
                }
                let next = columns.len();
                terms.push((*columns.entry(column).or_insert(next), factor.clone()));
            }
            Some(Equation { terms, right })
        });
        let stated = stated.collect::<Option<Vec<Equation>>>()?;
        let mut whole = vec![false; columns.len()];
        for (column, at) in &columns {
            whole[*at] = self.whole[*column];
        }
        let times = broken_sum(&stated, &whole)?;
        let mut core = Core::default();
        for ((number, constraint, _), _) in
            own.iter().zip(&times).filter(|(_, times)| !times.is_zero())
        {
            self.blame(&mut core, BoundOrigin::Constraint(*number));
            for (var, _) in &constraint.terms {
                let column = *self.columns.get(var)?;
                if self.is_settled(column) {
                    let (_, purpose) = self.range_now(column);
                    self.blame(&mut core, self.origins[purpose as usize]);
                }
            }
        }
        Some(core)
    }

    /// What the bounds of a proof add up to is below zero: by so much.
    fn to_spare(certificate: &Certificate) -> Close {
        let mut spare = Close::at(Rat::ZERO);
        for used in &certificate.0 {
            let sign = if used.upper { Rat::whole(-1) } else { Rat::ONE };
            spare = spare.plus_times(&(&used.factor * &sign), &used.at);
        }
        spare
    }

    /// The prints of a proof that it could do without, each with what that would
    /// take of what there is to spare; cheapest first.
    fn costs(&self, certificate: &Certificate) -> Vec<(Close, usize)> {
        let mut costs: Vec<(Close, usize)> = Vec::new();
        for (number, used) in certificate.0.iter().enumerate() {
            let BoundOrigin::Print(column) = self.origins[used.purpose as usize] else {
                continue;
            };
            let figure = &self.system.figures[self.figures[column] as usize];
            let (lower, upper) = bounds(&figure.domain, self.domain_purpose());
            let domain = if used.upper { upper } else { lower };
            let Some(domain) = domain else {
                continue;
            };
            let apart = match used.upper {
                true => domain.at.minus(&used.at),
                false => used.at.minus(&domain.at),
            };
            let zero = Close::at(Rat::ZERO);
            costs.push((zero.plus_times(&used.factor, &apart), number));
        }
        costs.sort();
        costs
    }

    /// Leaves out of a proof the prints that it can do without: where what
    /// any print of a figure must keep to is enough, by as much as the proof
    /// has to spare. Cheapest first, so that few prints are left to blame.
    fn core(&self, certificate: Certificate) -> Core {
        let spare = Program::to_spare(&certificate);
        let mut costs = self.costs(&certificate);
        let spared = taken_within(&spare, &mut costs);
        self.without(&certificate, &spared)
    }

    /// The proofs that come of one sum: each does without other prints, as far
    /// as it has to spare, until each print that it can do without is left out
    /// of one.
    fn cores(&self, certificate: Certificate) -> Vec<Core> {
        let spare = Program::to_spare(&certificate);
        let mut costs = self.costs(&certificate);
        let mut cores = Vec::new();
        while cores.len() < CORES_OF_ONE {
            let spared = taken_within(&spare, &mut costs);
            if spared.is_empty() && !cores.is_empty() {
                break;
            }
            cores.push(self.without(&certificate, &spared));
        }
        cores
    }

    /// What a proof names, some of its prints aside.
    fn without(&self, certificate: &Certificate, spared: &BTreeSet<usize>) -> Core {
        let mut core = Core::default();
        let used = certificate.0.iter().enumerate();
        for (_, used) in used.filter(|(number, _)| !spared.contains(number)) {
            self.blame(&mut core, self.origins[used.purpose as usize]);
        }
        core
    }

    /// Takes what a bound is there for into a core.
    fn blame(&self, core: &mut Core, origin: BoundOrigin) {
        match origin {
            BoundOrigin::Print(column) => {
                core.figures.insert(self.figures[column]);
            }
            BoundOrigin::Constraint(number) => {
                let constraint = &self.constraints.all[self.own[number]];
                core.checks.insert(constraint.check);
                let least = core.severity.unwrap_or(constraint.severity);
                core.severity = Some(least.min(constraint.severity));
                core.figures.extend(&constraint.given);
            }
            BoundOrigin::Domain | BoundOrigin::Supposed => {}
        }
    }

    /// The checks of the component.
    pub(super) fn checks(&self) -> BTreeSet<usize> {
        let constraints = self.own.iter();
        constraints
            .map(|&constraint| self.constraints.all[constraint].check)
            .collect()
    }

    /// A sum over columns, and its constant; `None` where a figure of it is
    /// not of this component.
    pub(super) fn terms(&self, sum: &Poly) -> Option<(Vec<(SumVar, Rat)>, Rat)> {
        let (mut terms, mut constant) = (Vec::new(), Rat::zero());
        for (vars, factor) in sum.terms() {
            match vars.first() {
                Some(var) => terms.push((*self.columns.get(var)?, factor.clone())),
                None => constant = factor.clone(),
            }
        }
        Some((terms, constant))
    }
}

/// Takes the first of some costs that are within an amount together.
fn taken_within(amount: &Close, costs: &mut Vec<(Close, usize)>) -> BTreeSet<usize> {
    let zero = Close::at(Rat::ZERO);
    let mut left = amount.clone();
    let mut within = 0;
    for (cost, _) in costs.iter() {
        let less = left.minus(cost);
        if less <= zero {
            break;
        }
        left = less;
        within += 1;
    }
    costs.drain(..within).map(|(_, number)| number).collect()
}

impl Core {
    /// Both of them.
    fn joined(mut self, other: Core) -> Core {
        self.figures.extend(other.figures);
        self.checks.extend(other.checks);
        self.severity = self.severity.into_iter().chain(other.severity).min();
        self
    }
}
