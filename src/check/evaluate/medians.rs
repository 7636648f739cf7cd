//! Medians of some values, and their median distance from it (MAD). A median that is
//! taken of figures which the rule names elsewhere too is tied to them as far as that
//! can be written out; where it cannot, the rule is settled by what the median can be
//! at all, and by true values that are tried.

use super::evaluated::{Evaluated, Reason, Tie};
use super::{Evaluation, Result};
use crate::check::bind::{Leaf, Over};
use crate::figure::exact::int;
use crate::figure::{End, Range, Rat};
use crate::rule::{Function, Span};
use crate::solve::decide::decide;
use crate::solve::decision::Decision;
use crate::solve::dimension::Dim;
use crate::solve::extremes;
use crate::solve::formula::{Atom, Formula, Relation, all, any};
use crate::solve::median::{in_middle, middle, middle_of_numbers};
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use num_traits::{One, Zero};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Medians of a rule, and the figures that they are taken of.
#[derive(Debug, Default)]
pub(crate) struct Medians {
    /// The figures that they are worked out from.
    figures: BTreeSet<Var>,
    /// How each is worked out, in their order.
    steps: Vec<Step>,
    /// What ties them to their figures, where they are not free to take all values
    /// of their ranges.
    pub(super) ties: Vec<Formula>,
    /// Whether some tie has too many choices to be written out.
    pub(super) loose: bool,
}

/// How a figure is worked out from others.
#[derive(Debug)]
enum Step {
    /// It is what the middle ones of these add up to.
    Middle(Var, Vec<Poly>),
    /// It is the size of this.
    Size(Var, Poly),
    /// It was worked out before: what it is where all figures in its columns are as
    /// printed.
    Known(Var, KnownMedian),
}

/// A column by its report and its table.
type ColumnKey = (bool, usize, usize);

/// A median that was worked out before, of figures that are not at hand.
#[derive(Clone, Debug)]
pub(super) struct KnownMedian {
    /// What it can be.
    range: Range,
    /// What it is where all figures are as printed, where they can be.
    printed: Option<Rat>,
    dim: Dim,
    /// Where its figures are.
    columns: Vec<ColumnKey>,
}

/// Which true values are tried for figures that medians are taken of.
#[derive(Clone, Copy)]
enum Tried {
    Printed,
    Least,
    Greatest,
}

/// Whether a function is a median of something.
pub(super) fn is_median(function: Function) -> bool {
    matches!(function, Function::Median | Function::Mad)
}

impl Evaluation<'_, '_> {
    /// The median of some values, or the median of their distances from it.
    pub(super) fn median(
        &mut self,
        function: Function,
        values: Vec<Value>,
        dim: Dim,
        before: &[usize],
        span: Span,
    ) -> Result<Value> {
        let values: Vec<Value> = values.into_iter().map(Value::settled).collect();
        if values.is_empty() {
            return Err(Reason::NoRows(span));
        }
        // Side by side with other rules nothing is said of a median.
        if self.open || !values.iter().all(Value::is_poly) {
            return Err(Reason::TooComplex);
        }
        let polys: Vec<Poly> = values.into_iter().map(|value| value.num).collect();
        // The distances from it are taken of the same figures.
        let alone = function == Function::Median;
        let median = self.middle(&polys, before, alone)?;
        if alone {
            return Ok(Value::of_poly(median, dim));
        }
        let distances = polys.into_iter().map(|poly| self.size(poly.minus(&median)));
        let distances = distances.collect::<Result<Vec<Poly>>>()?;
        let mad = self.middle(&distances, before, true)?;
        Ok(Value::of_poly(mad, dim))
    }

    /// The median of some values; `alone` says whether they are not looked at again.
    fn middle(&mut self, polys: &[Poly], before: &[usize], alone: bool) -> Result<Poly> {
        let share = Rat::one() / int(i64::try_from(in_middle(polys.len())).unwrap_or(1));
        let numbers: Option<Vec<Rat>> = polys.iter().map(Poly::as_constant).collect();
        if let Some(middle) = numbers.and_then(middle_of_numbers) {
            return Ok(Poly::constant(middle * share));
        }
        let hulls = polys.iter().map(|poly| {
            let hull = extremes::hull(poly, &self.out.ranges);
            hull.map_err(|_| Reason::TooComplex)
        });
        let hulls = hulls.collect::<Result<Vec<Range>>>()?;
        let found = middle(polys, &hulls).ok_or(Reason::TooComplex)?;
        if let Some(sum) = found.settled(polys) {
            return Ok(sum.scaled(&share));
        }
        let mut range = found.range.clone();
        range.whole = polys
            .iter()
            .all(|poly| extremes::is_whole(poly, &self.out.ranges));
        let printed = polys.iter().map(|poly| {
            let print = |var: Var| self.out.printed.get(usize::try_from(var).ok()?)?.clone();
            poly.put_in(print).as_constant()
        });
        let printed = printed.collect::<Option<Vec<Rat>>>();
        let printed = printed.and_then(middle_of_numbers);
        let free = alone && extremes::takes_all(polys, &self.out.ranges);
        let of_polys = |poly: &Poly| Value::of_poly(poly.clone(), Dim::Any);
        let values: Vec<Value> = polys.iter().map(of_polys).collect();
        let inside = self.inside(&values, before, free);
        let var = self.new_var(range.tighten(), printed, None);
        let tie = found.tie(polys, &Poly::var(var));
        self.out.side.push(match tie {
            Some(formula) => Tie::of_median(inside, formula, false),
            None => Tie::of_median(inside, Formula::Constant(true), true),
        });
        let figures = polys.iter().flat_map(Poly::vars);
        self.out.medians.figures.extend(figures);
        let step = Step::Middle(var, polys.to_vec());
        self.out.medians.steps.push(step);
        Ok(Poly::var(var).scaled(&share))
    }

    /// The size of a value without its sign.
    fn size(&mut self, poly: Poly) -> Result<Poly> {
        let hull = extremes::hull(&poly, &self.out.ranges).map_err(|_| Reason::TooComplex)?;
        let negative = poly.scaled(&-Rat::one());
        let (lo, hi) = (hull.lo.value(), hull.hi.value());
        if lo.is_some_and(|lo| !lo.is_negative()) {
            return Ok(poly);
        }
        if hi.is_some_and(|hi| !hi.is_positive()) {
            return Ok(negative);
        }
        let none = Range::between(End::Closed(Rat::zero()), End::Closed(Rat::zero()));
        let mut range = hull.greater(&hull.negative()).greater(&none);
        range.whole = extremes::is_whole(&poly, &self.out.ranges);
        let print = |var: Var| self.out.printed.get(usize::try_from(var).ok()?)?.clone();
        let printed = poly.put_in(print).as_constant().map(|value| value.abs());
        let var = self.new_var(range, printed, None);
        let is = |poly: &Poly, relation: Relation| {
            let poly = poly.clone();
            Formula::Atom(Atom { poly, relation })
        };
        let size = Poly::var(var);
        let either = any(vec![
            all(vec![
                is(&poly.clone().minus(&size), Relation::Zero),
                is(&negative, Relation::NotPositive),
            ]),
            all(vec![
                is(&negative.clone().minus(&size), Relation::Zero),
                is(&poly, Relation::NotPositive),
            ]),
        ]);
        let tie = Tie::of_median(vec![(var, 2)], either, false);
        self.out.side.push(tie);
        self.out.medians.figures.extend(poly.vars());
        self.out.medians.steps.push(Step::Size(var, poly));
        Ok(size)
    }
}

impl<'a> Evaluation<'a, '_> {
    /// A median that was worked out before.
    pub(super) fn median_known(&mut self, known: &KnownMedian) -> Value {
        let var = self.new_var(known.range.clone(), known.printed.clone(), None);
        let medians = &mut self.out.medians;
        medians.steps.push(Step::Known(var, known.clone()));
        medians.loose = true;
        Value::of_poly(Poly::var(var), known.dim.clone())
    }
}

impl KnownMedian {
    /// What a function over rows was evaluated to; `None` where it is no median, or
    /// one that its figures leave no choice.
    pub(super) fn of(evaluated: &Evaluated<'_>, value: &Value, over: &Over) -> Option<KnownMedian> {
        if !is_median(over.function) || value.num.as_constant().is_some() {
            return None;
        }
        let range = extremes::hull(&value.num, &evaluated.ranges).ok()?;
        let printed = || {
            let mut values = evaluated.values_at(Tried::Printed)?;
            for var in value.num.vars() {
                if let Entry::Vacant(vacant) = values.entry(var) {
                    vacant.insert(evaluated.value_at(var, Tried::Printed)?);
                }
            }
            let print = |var: Var| values.get(&var).cloned();
            value.num.put_in(print).as_constant()
        };
        let mut columns = Vec::new();
        over.argument.as_ref()?.visit(&mut |leaf| {
            if let Leaf::Figure(cell, _) = leaf {
                columns.push((cell.prior, cell.table, cell.column));
            }
        });
        Some(KnownMedian {
            range,
            printed: printed(),
            dim: value.dim.clone(),
            columns,
        })
    }
}

impl Medians {
    /// Whether there are none that matter.
    pub(super) fn is_empty(&self) -> bool {
        self.ties.is_empty() && !self.loose
    }
}

impl Evaluated<'_> {
    /// Whether some true values make a condition hold that was evaluated with these
    /// figures. By itself it says nothing of what medians are taken of: here they are
    /// tied to that.
    pub(crate) fn decide(&self, formula: &Formula) -> Decision {
        let loosely = decide(formula, &self.ranges);
        if self.medians.is_empty() || loosely == Decision::No {
            return loosely;
        }
        let tried = [Tried::Printed, Tried::Least, Tried::Greatest];
        if tried.into_iter().any(|tried| self.holds_at(formula, tried)) {
            return Decision::Yes;
        }
        let ties = self.medians.ties.iter().chain([formula]).cloned();
        match decide(&Formula::All(ties.collect()), &self.ranges) {
            Decision::Yes if self.medians.loose => Decision::GaveUp,
            decided => decided,
        }
    }

    /// Whether medians take part that are more than figures.
    pub(crate) fn has_medians(&self) -> bool {
        !self.medians.is_empty()
    }

    /// Whether a condition holds where the figures that medians are taken of have
    /// these true values.
    fn holds_at(&self, formula: &Formula, tried: Tried) -> bool {
        if *formula == Formula::Constant(true) {
            return true;
        }
        let Some(values) = self.values_at(tried) else {
            return false;
        };
        let value = |var: Var| values.get(&var).cloned();
        decide(&formula.put_in(&value), &self.ranges) == Decision::Yes
    }

    /// True values of the figures that medians are taken of, and of the medians.
    fn values_at(&self, tried: Tried) -> Option<BTreeMap<Var, Rat>> {
        let mut values: BTreeMap<Var, Rat> = BTreeMap::new();
        let worked_out = |step: &Step| match step {
            Step::Middle(var, _) | Step::Size(var, _) | Step::Known(var, _) => *var,
        };
        let worked_out: BTreeSet<Var> = self.medians.steps.iter().map(worked_out).collect();
        let mut figures = self.medians.figures.clone();
        for step in &self.medians.steps {
            if let Step::Known(_, known) = step {
                figures.extend(self.in_columns(&known.columns));
            }
        }
        for var in figures.difference(&worked_out) {
            values.insert(*var, self.value_at(*var, tried)?);
        }
        for step in &self.medians.steps {
            let put_in = |poly: &Poly| {
                let value = |var: Var| values.get(&var).cloned();
                poly.put_in(value).as_constant()
            };
            let (var, value) = match step {
                Step::Middle(var, polys) => {
                    let numbers = polys.iter().map(put_in).collect::<Option<Vec<Rat>>>()?;
                    (*var, middle_of_numbers(numbers)?)
                }
                Step::Size(var, poly) => (*var, put_in(poly)?.abs()),
                Step::Known(var, known) => match tried {
                    Tried::Printed => (*var, known.printed.clone()?),
                    Tried::Least | Tried::Greatest => return None,
                },
            };
            values.insert(var, value);
        }
        Some(values)
    }

    /// The figures in some columns.
    fn in_columns(&self, columns: &[ColumnKey]) -> impl Iterator<Item = Var> {
        let cells = self.cells.iter().enumerate();
        let own = cells.filter(|(_, cell)| {
            let column = cell.map(|cell| (cell.prior, cell.table, cell.column));
            column.is_some_and(|column| columns.contains(&column))
        });
        own.filter_map(|(var, _)| Var::try_from(var).ok())
    }

    /// A true value of a figure.
    fn value_at(&self, var: Var, tried: Tried) -> Option<Rat> {
        let range = self.ranges.range(var);
        let end = match tried {
            Tried::Printed => {
                let printed = self.printed.get(usize::try_from(var).ok()?)?.clone();
                return printed.filter(|printed| range.contains(printed));
            }
            Tried::Least => &range.lo,
            Tried::Greatest => &range.hi,
        };
        end.value().filter(|end| range.contains(end)).cloned()
    }
}
