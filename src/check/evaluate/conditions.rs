//! Conditions of a rule: comparisons, `includes`, `grim`, and what joins them.

use super::evaluated::{Compared, Reason, Role};
use super::{Evaluation, Result, span_of};
use crate::check::bind::{Condition, Number};
use crate::check::comparisons::{compared, tolerant, tolerated_range};
use crate::figure::{Range, Rat};
use crate::rule::{Comparison, Span, Tolerance};
use crate::solve::dimension::Dim;
use crate::solve::formula::{Atom, Formula, Relation};
use crate::solve::formula::{all, any, negated};
use crate::solve::polynomial::Poly;
use crate::solve::quotient::Value;
use num_traits::{One, Zero};

impl<'a> Evaluation<'a, '_> {
    pub(super) fn condition(&mut self, condition: &Condition) -> Result<Formula> {
        match condition {
            Condition::Compare(members, signs, spans) => self.comparisons(members, signs, spans),
            Condition::Text {
                cell,
                text,
                equal,
                span,
            } => {
                let found = self.text_of(cell, *span)?;
                Ok(Formula::Constant((found == text) == *equal))
            }
            Condition::Said(holds) => Ok(Formula::Constant(*holds)),
            Condition::OfText(test) => self.text_test(test),
            Condition::Includes(whole, parts, spans) => self.includes(whole, parts, *spans),
            Condition::And(members) => self.joined(members, false),
            Condition::Or(members) => self.joined(members, true),
            Condition::Not(inner) => {
                self.branches = true;
                Ok(negated(self.condition(inner)?))
            }
            Condition::If(condition, then, otherwise) => {
                self.branches = true;
                let before = self.out.needs();
                let condition = match self.condition(condition) {
                    Ok(_)
                        if self.out.needs_more_divisors(&before)
                            && self.asks_nothing(then, otherwise.as_deref()) =>
                    {
                        self.out.needs_only(before);
                        return Ok(Formula::Constant(true));
                    }
                    Ok(condition) => condition,
                    // What it asks for holds either way.
                    Err(_) if self.asks_nothing(then, otherwise.as_deref()) => {
                        return Ok(Formula::Constant(true));
                    }
                    Err(reason) => return Err(reason),
                };
                let then_holds = match condition {
                    Formula::Constant(false) => Formula::Constant(true),
                    _ => self.condition(then)?,
                };
                let otherwise = match (otherwise, &condition) {
                    (None, _) | (_, Formula::Constant(true)) => Formula::Constant(true),
                    (Some(otherwise), _) => self.condition(otherwise)?,
                };
                Ok(all(vec![
                    any(vec![negated(condition.clone()), then_holds]),
                    any(vec![condition, otherwise]),
                ]))
            }
            Condition::Grim(args, span) => self.grim(args, *span),
        }
    }

    /// `and` (or `or`): one member that settles it does so whatever the rest.
    pub(super) fn joined(&mut self, members: &[Condition], settles: bool) -> Result<Formula> {
        self.branches = true;
        let mut stopped = None;
        let mut formulas = Vec::new();
        let before = self.out.needs();
        for member in members {
            match self.condition(member) {
                Ok(Formula::Constant(value)) if value == settles => {
                    // Nor are the figures needed that were looked at before it.
                    self.out.needs_only(before);
                    return Ok(Formula::Constant(settles));
                }
                Ok(formula) => formulas.push(formula),
                Err(reason) => stopped = stopped.or(Some(reason)),
            }
        }
        match stopped {
            Some(reason) => Err(reason),
            None if settles => Ok(any(formulas)),
            None => Ok(all(formulas)),
        }
    }

    /// Whether both outcomes of an `if` hold whatever the figures are.
    fn asks_nothing(&mut self, then: &Condition, otherwise: Option<&Condition>) -> bool {
        let certain = |condition: Result<Formula>| condition == Ok(Formula::Constant(true));
        certain(self.condition(then))
            && otherwise.is_none_or(|otherwise| certain(self.condition(otherwise)))
    }

    pub(super) fn comparisons(
        &mut self,
        members: &[Number],
        signs: &[(Comparison, Span)],
        spans: &[Span],
    ) -> Result<Formula> {
        let mut values = Vec::with_capacity(members.len());
        let mut stopped = None;
        let first = self.now_side;
        for member in members {
            // A figure named twice in a chain is one figure, named once more.
            match self.number(member, Role::Plain) {
                Ok(value) => values.push(value),
                Err(reason) => stopped = stopped.or(Some(reason)),
            }
            // What selects rows stands on the side of what is taken of them.
            self.now_side += usize::from(!self.selecting);
        }
        if let Some(reason) = stopped {
            return Err(reason);
        }
        let mut formulas = Vec::with_capacity(signs.len());
        self.out.compared.reserve_exact(signs.len());
        let mut values = values.into_iter().peekable();
        for (at, (sign, _)) in signs.iter().enumerate() {
            let left = values.next();
            let right = match at + 1 == signs.len() {
                true => values.next(),
                false => values.peek().cloned(),
            };
            let (Some(left), Some(right)) = (left, right) else {
                break;
            };
            let sides = [spans[at], spans[at + 1]];
            self.same_unit(&left.dim, &right.dim, sides)?;
            if left.is_too_long_with(&right) {
                return Err(Reason::TooComplex);
            }
            let formula = self.compare(&left, &right, *sign);
            let formula = self.settled(formula);
            self.out.compared.push(Compared {
                left,
                right,
                sign: *sign,
                spans: sides,
                sides: [first + at, first + at + 1],
                formula: formula.clone(),
            });
            formulas.push(formula);
        }
        Ok(all(formulas))
    }

    /// Left against right, divisors cleared, give or take what the rule tolerates.
    pub(super) fn compare(&mut self, left: &Value, right: &Value, sign: Comparison) -> Formula {
        let difference = left
            .num
            .times(&right.den)
            .minus(&right.num.times(&left.den));
        let tolerance = self.rule.tolerance.clone();
        let Some(tolerance) = tolerance.filter(|_| sign != Comparison::Unequal) else {
            return compared(difference, sign);
        };
        let scale = match &tolerance {
            Tolerance::Absolute(_) => left.den.times(&right.den),
            Tolerance::Relative(_) => right.num.times(&left.den),
        };
        let slack = self.new_var(tolerated_range(&tolerance), Some(Rat::zero()), None);
        tolerant(difference, &scale, slack, &tolerance, sign)
    }

    /// A comparison that comes out the same whatever the true values are is
    /// settled at once, so that `if` and `or` need not look further.
    pub(super) fn settled(&self, formula: Formula) -> Formula {
        use crate::solve::decide::decide;
        use crate::solve::decision::Decision;
        // Side by side with other rules a figure may turn out to be wrong.
        let stays = self.open && !self.selecting;
        if matches!(formula, Formula::Constant(_)) || !self.branches || stays {
            return formula;
        }
        match decide(&formula, &self.out.ranges) {
            Decision::No => Formula::Constant(false),
            _ => match decide(&negated(formula.clone()), &self.out.ranges) {
                Decision::No => Formula::Constant(true),
                _ => formula,
            },
        }
    }

    pub(super) fn includes(
        &mut self,
        whole: &Number,
        parts: &Number,
        spans: [Span; 2],
    ) -> Result<Formula> {
        let whole = self.number(whole, Role::Plain);
        self.now_side += 1;
        let parts = self.number(parts, Role::Plus);
        let (whole, parts) = (whole?, parts?);
        self.same_unit(&whole.dim, &parts.dim, spans)?;
        let equal = self.compare(&whole, &parts, Comparison::Equal);
        // Inside a larger condition a split need not be meant at all.
        if !self.branches {
            self.out.remainder = Some(equal);
        }
        let formula = self.compare(&whole, &parts, Comparison::AtLeast);
        self.out.compared.push(Compared {
            left: whole,
            right: parts,
            sign: Comparison::AtLeast,
            spans,
            sides: [self.now_side - 1, self.now_side],
            formula: formula.clone(),
        });
        self.now_side += 1;
        Ok(formula)
    }

    /// `x` times the count of whole numbers must be a whole number itself.
    pub(super) fn grim(&mut self, args: &[Number], span: Span) -> Result<Formula> {
        let mean = self.number(&args[0], Role::Plain);
        self.now_side += 1;
        let mut count = Value::constant(Rat::one(), Dim::Any);
        for arg in &args[1..] {
            let value = self.number(arg, Role::Times)?;
            count.num = count.num.times(&value.num);
            count.den = count.den.times(&value.den);
        }
        let mean = mean?;
        // Of nothing there is no mean.
        let span_of_count = args.get(1).map_or(span, span_of);
        if count.num.as_constant().is_some_and(|count| count.is_zero()) {
            return Err(Reason::DivisionByZero(span_of_count));
        }
        self.divisor(&count.num, span_of_count)?;
        self.out.grim = true;
        let sum = self.new_var(Range::everything(true), None, None);
        // mean · count = sum, divisors cleared.
        let left = mean.num.times(&count.num);
        let poly = left.minus(&Poly::var(sum).times(&mean.den).times(&count.den));
        let formula = Formula::Atom(Atom {
            poly,
            relation: Relation::Zero,
        });
        self.out.compared.push(Compared {
            left: mean,
            right: count,
            sign: Comparison::Equal,
            spans: [span, span],
            sides: [self.now_side - 1, self.now_side],
            formula: formula.clone(),
        });
        self.now_side += 1;
        Ok(formula)
    }
}
