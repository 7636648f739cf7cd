//! Medians of some values, and their median distance from it (MAD): as far as the
//! prints leave them open each is a figure of its own, that is tied to the others.

use super::evaluated::{Reason, Tie};
use super::functions::settled;
use super::medians::{KnownMedian, Step};
use super::{Evaluation, Result};
use crate::figure::exact::int;
use crate::figure::{End, Range, Rat};
use crate::rule::{Function, Span};
use crate::solve::dimension::Dim;
use crate::solve::extremes;
use crate::solve::formula::{Atom, Formula, Relation, all, any};
use crate::solve::median::{in_middle, middle, middle_of_numbers};
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use num_traits::{One, Zero};

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
        let values = settled(values, span)?;
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

impl Evaluation<'_, '_> {
    /// A median that was worked out before.
    pub(super) fn median_known(&mut self, known: &KnownMedian) -> Value {
        let var = self.new_var(known.range.clone(), known.printed.clone(), None);
        let medians = &mut self.out.medians;
        medians.steps.push(Step::Known(var, known.clone()));
        medians.loose = true;
        Value::of_poly(Poly::var(var), known.dim.clone())
    }
}
