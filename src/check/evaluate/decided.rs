//! Whether true values make a rule hold in which medians take part. Where a median is
//! taken of figures that the rule names elsewhere too, it is tied to them as far as
//! that can be written out; where it cannot, the rule is settled by what the median can
//! be at all, and by true values that are tried.

use super::evaluated::Evaluated;
use super::medians::{ColumnKey, KnownMedian, Step, is_median};
use crate::check::bind::{Leaf, Over};
use crate::figure::Rat;
use crate::solve::decide::decide;
use crate::solve::decision::Decision;
use crate::solve::extremes;
use crate::solve::formula::Formula;
use crate::solve::median::middle_of_numbers;
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Which true values are tried for figures that medians are taken of.
#[derive(Clone, Copy)]
enum Tried {
    Printed,
    Least,
    Greatest,
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
