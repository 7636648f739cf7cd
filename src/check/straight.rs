//! A check that is one sum of figures held against a number. What it makes of
//! a figure supposed to be another is a difference to what it makes of the
//! prints: one term, where putting all figures in anew would be hundreds.

use super::evaluate::{CellKey, Evaluated, Suppose};
use crate::figure::{Range, Rat, Rounding};
use crate::solve::decide::decide;
use crate::solve::decision::Decision;
use crate::solve::formula::{Atom, Formula, Relation};
use crate::solve::polynomial::Poly;
use crate::solve::ranges::Ranges;
use crate::solve::sum_range::SumRange;
use num_traits::One;
use std::collections::{HashMap, HashSet};

/// A check that is one sum.
#[derive(Debug)]
pub(super) struct Straight {
    /// How the sum is compared with zero.
    relation: Relation,
    /// What is added to its figures.
    constant: Rat,
    /// Its figures, in the order in which the rule names them.
    terms: Vec<Term>,
    at: HashMap<CellKey, usize>,
    /// What the sum can be by the prints.
    printed: SumRange,
    /// The sum with the prints put in, where all are printed.
    nominal: Option<Rat>,
    /// Figures that must be whole numbers and are not settled by their prints.
    open_wholes: usize,
    rounding: Option<Rounding>,
}

/// A figure of the sum.
#[derive(Debug)]
struct Term {
    /// Its cell; none for what a rule tolerates.
    cell: Option<CellKey>,
    factor: Rat,
    range: Range,
    /// What is printed, or the only value that the print leaves.
    printed: Option<Rat>,
}

fn is_open_whole(range: &Range) -> bool {
    range.whole && range.is_point().is_none()
}

impl Straight {
    /// What a rule asks of figures that were all left open; `None` where that
    /// is not one sum of them, or hangs on more.
    pub(super) fn of(
        evaluated: &Evaluated<'_>,
        formula: &Formula,
        rounding: Option<Rounding>,
    ) -> Option<Straight> {
        let formula = match formula {
            Formula::Tolerant(sides) => &sides[0],
            other => other,
        };
        let Formula::Atom(Atom { poly, relation }) = formula else {
            return None;
        };
        let [compared] = evaluated.compared.as_slice() else {
            return None;
        };
        // What is divided by must not be zero, whatever is supposed of it.
        let sides = [&compared.left, &compared.right];
        let divides = !evaluated.divisors.is_empty()
            || sides.iter().any(|side| side.den.as_constant().is_none());
        let more = evaluated.grim || evaluated.counts || !evaluated.greatest.is_empty();
        if divides || more || !poly.is_linear() {
            return None;
        }
        let operands = evaluated.operands.iter();
        let named: HashSet<CellKey> = operands.map(|operand| operand.cell).collect();
        let constant = poly.constant_term();
        let mut straight = Straight {
            relation: *relation,
            printed: SumRange::of(&constant),
            nominal: Some(constant.clone()),
            constant,
            terms: Vec::new(),
            at: HashMap::new(),
            open_wholes: 0,
            rounding,
        };
        let known = evaluated.cells.iter().zip(&evaluated.printed);
        for ((cell, printed), var) in known.zip(0..) {
            let range = evaluated.ranges.range(var).clone();
            if range.is_empty() {
                return None;
            }
            straight.add(Term {
                cell: *cell,
                // One that does not matter may come to, with others supposed.
                factor: poly.factor(var)?.clone(),
                printed: range.is_point().or(printed.as_ref()).cloned(),
                range,
            });
        }
        // A cell that is one number whatever is supposed of it is no term.
        (named.len() == straight.at.len()).then_some(straight)
    }

    fn add(&mut self, term: Term) {
        let factor = &term.factor;
        self.printed.add(factor, &term.range);
        self.open_wholes += usize::from(is_open_whole(&term.range));
        let nominal = self.nominal.take().zip(term.printed.as_ref());
        self.nominal = nominal.map(|(sum, printed)| sum.plus_times(factor, printed));
        if let Some(cell) = term.cell {
            self.at.insert(cell, self.terms.len());
        }
        self.terms.push(term);
    }

    /// The figures that it names, in their order.
    pub(super) fn cells(&self) -> impl Iterator<Item = CellKey> {
        self.terms.iter().filter_map(|term| term.cell)
    }

    /// Whether its print leaves a figure a choice, or what is supposed of it does.
    pub(super) fn is_open(&self, cell: &CellKey, supposed: &HashMap<CellKey, Suppose>) -> bool {
        let Some(term) = self.at.get(cell).map(|at| &self.terms[*at]) else {
            return false;
        };
        let other = supposed.get(cell);
        let other = other.and_then(|suppose| self.range_of(suppose));
        other.as_ref().unwrap_or(&term.range).is_point().is_none()
    }

    /// What is supposed of a figure; `None` where that hangs on its print.
    fn range_of(&self, suppose: &Suppose) -> Option<Range> {
        let range = suppose.range_of(None, self.rounding);
        range.map(Range::tighten)
    }

    /// Whether some values fit with figures supposed to be others; `None` where
    /// what is supposed hangs on their prints.
    pub(super) fn decide(&self, supposed: &HashMap<CellKey, Suppose>) -> Option<Decision> {
        let mut sum = self.printed.clone();
        let mut open_wholes = self.open_wholes;
        let mut others: HashMap<usize, Range> = HashMap::new();
        for (cell, suppose) in supposed {
            let Some(&at) = self.at.get(cell) else {
                continue;
            };
            let term = &self.terms[at];
            let range = self.range_of(suppose)?;
            if range.is_empty() {
                return Some(Decision::No);
            }
            let factor = &term.factor;
            sum.take(factor, &term.range);
            sum.add(factor, &range);
            open_wholes -= usize::from(is_open_whole(&term.range));
            open_wholes += usize::from(is_open_whole(&range));
            others.insert(at, range);
        }
        let possible = self.relation.is_possible(&sum.range());
        Some(
            match possible && self.relation == Relation::Zero && open_wholes > 0 {
                true => self.decide_among_wholes(&others),
                false => Decision::of(possible),
            },
        )
    }

    /// The same where whole numbers may leave gaps in what the sum can be.
    fn decide_among_wholes(&self, others: &HashMap<usize, Range>) -> Decision {
        let mut constant = self.constant.clone();
        let mut poly = Poly::default();
        let mut ranges = Ranges::default();
        for (at, term) in self.terms.iter().enumerate() {
            let range = others.get(&at).unwrap_or(&term.range);
            match range.is_point() {
                Some(value) => {
                    constant = constant.plus_times(&term.factor, value);
                }
                None => {
                    let var = ranges.push(range.clone());
                    poly.add_scaled(&Poly::var(var), &term.factor);
                }
            }
        }
        poly.add_scaled(&Poly::constant(constant), &Rat::one());
        let relation = self.relation;
        decide(&Formula::Atom(Atom { poly, relation }), &ranges)
    }

    /// What a figure must be for an equation to hold as printed.
    pub(super) fn solved(&self, cell: CellKey) -> Option<Rat> {
        let term = &self.terms[*self.at.get(&cell)?];
        let factor = &term.factor;
        let own = factor * term.printed.as_ref()?;
        let rest = self.nominal.as_ref()? - own;
        Some(-rest / factor)
    }
}
