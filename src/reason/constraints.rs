//! Every check as linear sums with bounds. What divides or multiplies is made
//! linear by the range of a rate: where `rate · b = a` and the rate's print
//! allows `lo` to `hi`, some rate fits exactly where `lo · b ≤ a ≤ hi · b`,
//! as `b` is above zero. Of a condition (`if`, `or`, `!=`) the side is taken that prints
//! leave, so long as none of the figures that rule the others out is taken for wrong.

use crate::check::system::{Stated, System, uses};
use crate::figure::exact::common_denominator;
use crate::figure::{End, Range, Rat};
use crate::finding::{LeftOut, RuleNote, WhyLeftOut};
use crate::rule::Severity;
use crate::solve::extremes::sign;
use crate::solve::formula::{Atom, Formula, Relation};
use crate::solve::polynomial::{Poly, Var};
use crate::solve::ranges::Ranges;
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// A linear sum of figures that must lie within bounds.
#[derive(Clone, Debug)]
pub(super) struct Constraint {
    /// Its check, by number in the system.
    pub check: usize,
    /// How much it matters.
    pub severity: Severity,
    /// The figures with their factors, in the order of the figures.
    pub terms: Vec<(Var, Rat)>,
    /// Between which bounds the sum must lie.
    pub range: Range,
    /// The rate whose range made it, where one did.
    pub rate: Option<Var>,
    /// Figures whose prints it goes by, beside its terms: with one of them
    /// taken for wrong it says nothing.
    pub given: Vec<Var>,
}

/// `rate · over + rest`, against zero: where a rate stands in a check.
#[derive(Clone, Debug)]
pub(super) struct Quotient {
    /// Its check.
    pub check: usize,
    /// The rate.
    pub rate: Var,
    /// What it is taken of; above zero.
    pub over: Poly,
    /// The other figures.
    pub rest: Poly,
    /// Whether the rate is at most `−rest / over`.
    pub at_most: bool,
    /// Whether it is at least that.
    pub at_least: bool,
    /// Whether it may not be exactly that.
    pub strict: bool,
}

impl Quotient {
    /// All figures that it names.
    pub(super) fn figures(&self) -> BTreeSet<Var> {
        let mut figures = self.over.vars();
        figures.extend(self.rest.vars());
        figures.insert(self.rate);
        figures
    }

    /// Where values leave no choice of what the rate is taken of, the quotient
    /// as a sum: then the rate has one value for all checks.
    pub(super) fn exactly(&self, value: &dyn Fn(Var) -> Option<Rat>) -> Option<(Poly, Range)> {
        let over = self.over.put_in(value).as_constant()?;
        let mut sum = Poly::var(self.rate).scaled(&over);
        sum.add_scaled(&self.rest, &Rat::one());
        // A rate that is only at least something is below it by none.
        if !self.at_most {
            sum = sum.scaled(&-Rat::one());
        }
        let relation = match (self.at_most && self.at_least, self.strict) {
            (true, _) => Relation::Zero,
            (false, true) => Relation::Negative,
            (false, false) => Relation::NotPositive,
        };
        Some((sum, relation.range()))
    }

    /// What a range of the rate says of the other figures: `lo · over + rest`
    /// is at most zero, `hi · over + rest` at least.
    pub(super) fn sides(&self, range: &Range) -> Vec<(Poly, Range)> {
        let side = |end: &End, low: bool| {
            let value = end.value()?;
            let mut sum = self.over.scaled(value);
            sum.add_scaled(&self.rest, &Rat::one());
            let open = self.strict || !end.is_closed();
            let zero = End::at(Rat::zero(), !open);
            let range = match low {
                true => Range::between(End::Free, zero),
                false => Range::between(zero, End::Free),
            };
            Some((sum, range))
        };
        let low = side(&range.lo, true).filter(|_| self.at_most);
        let high = side(&range.hi, false).filter(|_| self.at_least);
        low.into_iter().chain(high).collect()
    }
}

/// The checks of a system as constraints.
#[derive(Clone, Debug, Default)]
pub(super) struct Constraints {
    /// All constraints, by check.
    pub all: Vec<Constraint>,
    /// Where rates stand.
    pub quotients: Vec<Quotient>,
    /// Rules of which some check cannot be said in constraints.
    pub left_out: Vec<LeftOut>,
    /// For each figure the constraints that name it, by number, also as their rate.
    pub naming: Vec<Vec<usize>>,
    /// For each check its figures, also those that no constraint names: a rate
    /// that is not printed has no ends to bound the others by.
    named: Vec<BTreeSet<Var>>,
    /// For each figure its checks.
    checks: Vec<BTreeSet<usize>>,
}

impl Constraint {
    /// The factor of a figure.
    pub(super) fn factor(&self, var: Var) -> Option<&Rat> {
        let at = self.terms.binary_search_by_key(&var, |(other, _)| *other);
        at.ok().map(|at| &self.terms[at].1)
    }

    /// All figures that it names.
    pub(super) fn figures(&self) -> BTreeSet<Var> {
        let terms = self.terms.iter().map(|(var, _)| *var);
        let given = self.given.iter().copied();
        terms.chain(given).chain(self.rate).collect()
    }
}

impl Constraints {
    /// Of a system.
    pub(super) fn of(system: &System<'_>) -> Constraints {
        let mut ranges = Ranges::default();
        for figure in &system.figures {
            ranges.push(figure.range.clone().tighten());
        }
        let uses = uses(&system.checks);
        let mut found = Constraints::default();
        for (check, stated) in system.checks.iter().enumerate() {
            let from = (found.all.len(), found.quotients.len());
            let mut reader = Reader {
                system,
                ranges: &ranges,
                uses: &uses,
                check,
                severity: stated.rule.severity,
                found: &mut found,
            };
            if let Err(why) = reader.check(stated) {
                found.all.truncate(from.0);
                found.quotients.truncate(from.1);
                let known = found.left_out.last();
                if known.is_none_or(|known| known.rule.name != stated.rule.name) {
                    found.left_out.push(LeftOut {
                        rule: RuleNote::of(stated.rule),
                        why,
                    });
                }
            }
        }
        found.index(system.figures.len(), system.checks.len());
        found
    }

    /// Which figure is named where.
    fn index(&mut self, figures: usize, checks: usize) {
        self.naming = vec![Vec::new(); figures];
        self.named = vec![BTreeSet::new(); checks];
        self.checks = vec![BTreeSet::new(); figures];
        for (number, constraint) in self.all.iter().enumerate() {
            for var in constraint.figures() {
                self.naming[var as usize].push(number);
                self.named[constraint.check].insert(var);
            }
        }
        for quotient in &self.quotients {
            self.named[quotient.check].extend(quotient.figures());
        }
        for (check, figures) in self.named.iter().enumerate() {
            for var in figures {
                self.checks[*var as usize].insert(check);
            }
        }
    }

    /// The checks that name a figure.
    pub(super) fn checks_of(&self, var: Var) -> BTreeSet<usize> {
        self.checks.get(var as usize).cloned().unwrap_or_default()
    }

    /// The figures that a check names.
    pub(super) fn figures_of(&self, check: usize) -> BTreeSet<Var> {
        self.named.get(check).cloned().unwrap_or_default()
    }
}

struct Reader<'a, 's> {
    system: &'a System<'s>,
    ranges: &'a Ranges,
    uses: &'a BTreeMap<Var, usize>,
    check: usize,
    severity: Severity,
    found: &'a mut Constraints,
}

impl Reader<'_, '_> {
    /// The constraints of a check.
    fn check(&mut self, stated: &Stated<'_>) -> Result<(), WhyLeftOut> {
        let always = BTreeSet::new();
        for (atom, severity) in &stated.atoms {
            self.severity = *severity;
            self.atom(atom, &always).ok_or(WhyLeftOut::Product)?;
        }
        for (condition, severity) in &stated.conditions {
            self.severity = *severity;
            self.condition(condition, &always)?;
        }
        Ok(())
    }

    /// The constraints of a condition, as far as prints say which side of it must
    /// hold: one that they rule out leaves the others, so long as none of its figures
    /// is taken for wrong. Where they rule out all, each must hold as soon as no
    /// figure of the others is wrong.
    fn condition(&mut self, condition: &Formula, given: &BTreeSet<Var>) -> Result<(), WhyLeftOut> {
        match condition {
            Formula::Constant(_) => Ok(()),
            Formula::Atom(atom) => match atom.sides() {
                Some(sides) => self.one_of(&sides.map(Formula::Atom), given),
                None => self.atom(atom, given).ok_or(WhyLeftOut::Product),
            },
            Formula::All(members) => {
                let mut members = members.iter();
                members.try_for_each(|one| self.condition(one, given))
            }
            Formula::Tolerant(sides) => self.condition(&sides[0], given),
            Formula::Any(members) => self.one_of(members, given),
        }
    }

    /// The constraints of a condition of which one side must hold.
    fn one_of(&mut self, sides: &[Formula], given: &BTreeSet<Var>) -> Result<(), WhyLeftOut> {
        let open = |at: &usize| !sides[*at].is_ruled_out(self.ranges);
        let left: Vec<usize> = (0..sides.len()).filter(open).collect();
        let must_hold = match left.len() {
            0 => (0..sides.len()).collect(),
            1 => left,
            // Another figure may undo it; that is found when all rules are asked.
            _ if sides.iter().any(|side| side.is_certain(self.ranges)) => return Ok(()),
            _ => return Err(WhyLeftOut::Condition),
        };
        for at in must_hold {
            let others = (0..sides.len()).filter(|other| *other != at);
            let mut given = given.clone();
            given.extend(others.flat_map(|other| sides[other].vars()));
            self.condition(&sides[at], &given)?;
        }
        Ok(())
    }

    /// The constraints of a comparison, so long as none of the given figures is taken
    /// for wrong; `None` where there are none that say it.
    fn atom(&mut self, atom: &Atom, given: &BTreeSet<Var>) -> Option<()> {
        if atom.poly.is_linear() {
            let given = given.iter().copied().collect();
            self.add(&atom.poly, atom.relation.range(), None, given);
            return Some(());
        }
        let quotient = self.rate_of(atom)?;
        let rate = &self.system.figures[quotient.rate as usize];
        let (print, domain) = (rate.range.clone(), rate.domain.clone());
        let by_rate = given.iter().copied().chain([quotient.rate]);
        self.rate_constraints(&quotient, &print, by_rate.collect());
        // What must hold in some cases only says no more of the rate in all of them.
        let always = given.is_empty();
        if always {
            self.rate_constraints(&quotient, &domain, Vec::new());
        }
        self.exact_constraint(&quotient, given);
        if !always {
            return Some(());
        }
        // It is a rate of something: what it is taken of is above zero.
        let above = Range {
            lo: End::Open(Rat::zero()),
            hi: End::Free,
            whole: false,
        };
        if quotient.over.as_constant().is_none() {
            self.add(&quotient.over, above, None, Vec::new());
        }
        self.found.quotients.push(quotient);
        Some(())
    }

    /// The quotient that a comparison is, of the figure that is its rate.
    fn rate_of(&self, atom: &Atom) -> Option<Quotient> {
        let mut rates: Vec<Var> = self.candidates(&atom.poly).into_iter().collect();
        rates.sort_by_key(|rate| self.order(*rate));
        rates.into_iter().find_map(|rate| self.quotient(atom, rate))
    }

    /// The figures that stand once in every product.
    fn candidates(&self, poly: &Poly) -> BTreeSet<Var> {
        let products = poly.terms().filter(|(vars, _)| vars.len() > 1);
        let once = |vars: &[Var]| -> BTreeSet<Var> {
            let single = |var: &&Var| vars.iter().filter(|other| other == var).count() == 1;
            vars.iter().filter(single).copied().collect()
        };
        let common = products.map(|(vars, _)| once(vars));
        common
            .reduce(|a, b| a.intersection(&b).copied().collect())
            .unwrap_or_default()
    }

    /// Which figure is taken for the rate first: what no cell holds, a figure
    /// without a unit but %, the one in the fewest checks.
    fn order(&self, var: Var) -> (bool, bool, usize, Var) {
        let cell = self.system.figures[var as usize].cell;
        let unit = cell.and_then(|cell| cell.figure()?.unit.as_ref());
        let pure = unit.is_some_and(|unit| unit.is_pure());
        let uses = self.uses.get(&var).copied().unwrap_or(0);
        (cell.is_some(), !pure, uses, var)
    }

    fn quotient(&self, atom: &Atom, rate: Var) -> Option<Quotient> {
        let mut over = atom.poly.coefficient_of(rate);
        let mut rest = atom.poly.at(rate, &Rat::zero());
        if !over.is_linear() || !rest.is_linear() {
            return None;
        }
        let positive = sign(&over, self.ranges)?;
        // `rate · over + rest ≤ 0` with `over` below zero bounds the rate from
        // below; turned around, so that it is always taken of what is above zero.
        let equal = atom.relation == Relation::Zero;
        if !positive {
            let turn = -Rat::one();
            (over, rest) = (over.scaled(&turn), rest.scaled(&turn));
        }
        Some(Quotient {
            check: self.check,
            rate,
            over,
            rest,
            at_most: equal || positive,
            at_least: equal || !positive,
            strict: atom.relation == Relation::Negative,
        })
    }

    /// The constraints of a quotient for a range of its rate.
    fn rate_constraints(&mut self, quotient: &Quotient, range: &Range, given: Vec<Var>) {
        for (sum, range) in quotient.sides(range) {
            self.add(&sum, range, Some(quotient.rate), given.clone());
        }
    }

    /// The quotient as a constraint of its own, where prints settle what the rate is
    /// taken of.
    fn exact_constraint(&mut self, quotient: &Quotient, given: &BTreeSet<Var>) {
        let printed = |var| self.ranges.range(var).is_point().cloned();
        if let Some((sum, range)) = quotient.exactly(&printed) {
            let mut given = given.clone();
            given.extend(quotient.over.vars());
            self.add(&sum, range, None, given.into_iter().collect());
        }
    }

    /// Adds a constraint: the sum without its constant, its factors whole numbers.
    fn add(&mut self, sum: &Poly, range: Range, rate: Option<Var>, given: Vec<Var>) {
        let (mut terms, mut constant) = (Vec::new(), Rat::zero());
        for (vars, factor) in sum.terms() {
            match vars.first() {
                Some(var) => terms.push((*var, factor.clone())),
                None => constant = factor.clone(),
            }
        }
        let scale = common_denominator(terms.iter().map(|(_, factor)| factor));
        for (_, factor) in &mut terms {
            *factor = &*factor * &scale;
        }
        self.found.all.push(Constraint {
            check: self.check,
            severity: self.severity,
            terms,
            range: range.shift(&-constant).scale(&scale),
            rate,
            given,
        });
    }
}
