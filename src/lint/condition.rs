//! From a rule's expression to what it asks of figures that may be anything:
//! a condition that is satisfied exactly by the values that the rule holds for,
//! and one by those that it fails for. Where a divisor is zero it does neither.
//!
//! What cannot be said in such terms (a function over rows, a text) becomes a
//! variable of its own. That only ever lets in more values, so "there are
//! none" stays a proof.

use super::normal_form::{plain, written};
use super::variables::Variables;
use crate::check::comparisons::{compared, tolerant};
use crate::figure::exact::int;
use crate::figure::{End, Range, Rat};
use crate::rule::{Across, Back, Comparison, Entry, Expr, Function, Listed, Rule, Tolerance};
use crate::solve::dimension::Dim;
use crate::solve::formula::{Atom, Formula, Relation};
use crate::solve::formula::{all, any, negated};
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use num_bigint::BigInt;
use num_traits::{One, Zero};

/// Members of a list that are looked at one by one.
const LISTED: usize = 60;

/// The values for which a rule holds, and those for which it fails.
pub(super) struct RuleFormulas {
    /// Where it holds.
    pub holds: Formula,
    /// Where it fails.
    pub fails: Formula,
    /// What it divides by: where one of these is zero it may do neither.
    pub divisors: Vec<Poly>,
}

impl RuleFormulas {
    fn unless_zero(formula: Formula, divisors: Vec<Poly>) -> RuleFormulas {
        let nonzero = |poly: &Poly| compared(poly.clone(), Comparison::Unequal);
        let sound: Vec<Formula> = divisors.iter().map(nonzero).collect();
        let with = |formula: Formula| all(sound.iter().cloned().chain([formula]).collect());
        RuleFormulas {
            holds: with(formula.clone()),
            fails: with(negated(formula)),
            divisors,
        }
    }

    /// Of the divisors of several conditions.
    fn divisors_of(members: &[&RuleFormulas]) -> Vec<Poly> {
        let divisors = members.iter().flat_map(|member| &member.divisors);
        divisors.cloned().collect()
    }
}

/// A rule while it is read.
pub(super) struct ConditionReader<'n, 'c> {
    variables: &'n mut Variables<'c>,
    rule: &'c Rule,
    home: Option<&'c str>,
    tolerance: Option<&'c Tolerance>,
    /// Whether a remainder of an `includes` is found too.
    remainder: bool,
    /// Whether names are looked up in the report of the period before.
    back: bool,
    divisors: Vec<Poly>,
}

/// Reads what a rule asks.
pub(super) fn condition<'c>(rule: &'c Rule, variables: &mut Variables<'c>) -> RuleFormulas {
    let mut reader = ConditionReader {
        variables,
        rule,
        home: rule.section.as_deref(),
        tolerance: rule.tolerance.as_ref(),
        remainder: rule.remainder.is_some(),
        back: false,
        divisors: Vec::new(),
    };
    reader.condition(&rule.expr)
}

impl<'c> ConditionReader<'_, 'c> {
    fn condition(&mut self, expr: &'c Expr) -> RuleFormulas {
        match expr {
            Expr::Compare { first, rest } => self.comparison(first, rest),
            Expr::Includes { whole, parts } => self.includes(whole, parts),
            Expr::And(members) => {
                let members = self.inner(members);
                let divisors = RuleFormulas::divisors_of(&members.iter().collect::<Vec<_>>());
                let (holds, fails) = members.into_iter().map(|m| (m.holds, m.fails)).unzip();
                RuleFormulas {
                    holds: all(holds),
                    fails: any(fails),
                    divisors,
                }
            }
            Expr::Or(members) => {
                let members = self.inner(members);
                let divisors = RuleFormulas::divisors_of(&members.iter().collect::<Vec<_>>());
                let (holds, fails) = members.into_iter().map(|m| (m.holds, m.fails)).unzip();
                RuleFormulas {
                    holds: any(holds),
                    fails: all(fails),
                    divisors,
                }
            }
            Expr::Not(inner, _) => {
                self.remainder = false;
                let RuleFormulas {
                    holds,
                    fails,
                    divisors,
                } = self.condition(inner);
                RuleFormulas {
                    holds: fails,
                    fails: holds,
                    divisors,
                }
            }
            Expr::If {
                condition,
                then,
                otherwise,
                ..
            } => self.conditional(condition, then, otherwise.as_deref()),
            Expr::Call {
                function: Function::Grim,
                args,
                ..
            } => self.grim(args),
            Expr::In {
                item, list, not, ..
            } => self.listed(expr, item, list, *not),
            Expr::Call {
                function: Function::Matches,
                ..
            } => self.untold(expr),
            // The parser lets nothing else be a condition.
            _ => RuleFormulas {
                holds: Formula::Constant(true),
                fails: Formula::Constant(true),
                divisors: Vec::new(),
            },
        }
    }

    fn inner(&mut self, members: &'c [Expr]) -> Vec<RuleFormulas> {
        self.remainder = false;
        let read = members.iter().map(|member| self.condition(member));
        read.collect()
    }

    fn conditional(
        &mut self,
        condition: &'c Expr,
        then: &'c Expr,
        otherwise: Option<&'c Expr>,
    ) -> RuleFormulas {
        self.remainder = false;
        let condition = self.condition(condition);
        let then = self.condition(then);
        let otherwise = match otherwise {
            Some(otherwise) => self.condition(otherwise),
            None => RuleFormulas {
                holds: Formula::Constant(true),
                fails: Formula::Constant(false),
                divisors: Vec::new(),
            },
        };
        let divisors = RuleFormulas::divisors_of(&[&condition, &then, &otherwise]);
        let either = |then: Formula, otherwise: Formula| {
            any(vec![
                all(vec![condition.holds.clone(), then]),
                all(vec![condition.fails.clone(), otherwise]),
            ])
        };
        RuleFormulas {
            holds: either(then.holds, otherwise.holds),
            fails: either(then.fails, otherwise.fails),
            divisors,
        }
    }

    fn comparison(
        &mut self,
        first: &'c Expr,
        rest: &'c [(Comparison, crate::rule::Span, Expr)],
    ) -> RuleFormulas {
        if let [(sign, _, second)] = rest
            && let Some(formula) = self.text(first, *sign, second)
        {
            return RuleFormulas::unless_zero(formula, Vec::new());
        }
        let outer = std::mem::take(&mut self.divisors);
        let mut left = self.number(first);
        let mut formulas = Vec::new();
        for (sign, _, right) in rest {
            let right = self.number(right);
            formulas.push(self.compare(&left, &right, *sign));
            left = right;
        }
        let divisors = std::mem::replace(&mut self.divisors, outer);
        RuleFormulas::unless_zero(all(formulas), divisors)
    }

    /// A text column against a text; `None` where both sides are figures.
    fn text(&mut self, first: &Expr, sign: Comparison, second: &Expr) -> Option<Formula> {
        let (Expr::Name(left), Expr::Name(right)) = (first, second) else {
            return None;
        };
        if !matches!(sign, Comparison::Equal | Comparison::Unequal) || left.quoted == right.quoted {
            return None;
        }
        let (column, text) = match right.quoted {
            true => (left, &right.parts[0].0),
            false => (right, &left.parts[0].0),
        };
        let key = self.variables.key(column, self.home, self.back);
        let anything = Range::everything(false);
        let (cell, _) = self.variables.var(&format!("text {key}"), anything.clone());
        let mut difference = Poly::var(cell);
        if self.variables.is_text(column, self.home) {
            difference.add_scaled(&Poly::constant(number_of(text)), &-Rat::one());
        } else {
            // A figure of this name, or a text: only a table could tell.
            let key = format!("figure or text {text}");
            let (other, _) = self.variables.var(&key, anything);
            difference.add_scaled(&Poly::var(other), &-Rat::one());
        }
        Some(compared(difference, sign))
    }

    /// `item in list`: as each member compared by itself, where the list is short
    /// and it is clear what it is of.
    fn listed(
        &mut self,
        expr: &'c Expr,
        item: &'c Expr,
        list: &'c Listed,
        not: bool,
    ) -> RuleFormulas {
        let entries = self.variables.entries_of(list);
        let Some(entries) = entries.filter(|entries| entries.len() <= LISTED) else {
            return self.untold(expr);
        };
        let sign = match not {
            false => Comparison::Equal,
            true => Comparison::Unequal,
        };
        let texts = entries.iter().all(|entry| matches!(entry, Entry::Text(_)));
        let here = matches!(list, Listed::Here(_));
        let formulas = match item {
            Expr::Name(path) if texts && (here || self.variables.is_text(path, self.home)) => {
                let key = self.variables.key(path, self.home, self.back);
                let (cell, _) = self
                    .variables
                    .var(&format!("text {key}"), Range::everything(false));
                let one = |entry: &Entry| {
                    let Entry::Text(text) = entry else {
                        return Formula::Constant(false);
                    };
                    let mut difference = Poly::var(cell);
                    difference.add_scaled(&Poly::constant(number_of(text)), &-Rat::one());
                    compared(difference, sign)
                };
                entries.iter().map(one).collect()
            }
            _ if here && !texts => {
                let outer = std::mem::take(&mut self.divisors);
                let value = self.number(item);
                // What is divided on the way is not said twice: it is left open.
                if !std::mem::replace(&mut self.divisors, outer).is_empty() {
                    return self.untold(expr);
                }
                let mut formulas = Vec::new();
                for entry in &entries {
                    let Entry::Number(number, _) = entry else {
                        return self.untold(expr);
                    };
                    let number = Value::constant(number.clone(), Dim::Any);
                    formulas.push(self.compare(&value, &number, sign));
                }
                formulas
            }
            _ => return self.untold(expr),
        };
        let formula = match not {
            false => any(formulas),
            true => all(formulas),
        };
        RuleFormulas::unless_zero(formula, Vec::new())
    }

    /// A condition of which only the tables could tell whether it holds.
    fn untold(&mut self, expr: &Expr) -> RuleFormulas {
        let range = Range {
            lo: End::Closed(Rat::zero()),
            hi: End::Closed(Rat::one()),
            whole: true,
        };
        let mut holds = self.unknown(expr, range).num;
        holds.add_scaled(&Poly::constant(Rat::one()), &-Rat::one());
        RuleFormulas::unless_zero(compared(holds, Comparison::Equal), Vec::new())
    }

    fn includes(&mut self, whole: &'c Expr, parts: &'c Expr) -> RuleFormulas {
        let outer = std::mem::take(&mut self.divisors);
        let (whole, parts) = (self.number(whole), self.number(parts));
        let formula = self.compare(&whole, &parts, Comparison::AtLeast);
        let equal = self.compare(&whole, &parts, Comparison::Equal);
        let divisors = std::mem::replace(&mut self.divisors, outer);
        let mut condition = RuleFormulas::unless_zero(formula, divisors.clone());
        if self.remainder {
            condition.fails = RuleFormulas::unless_zero(equal, divisors).fails;
        }
        condition
    }

    /// Some whole number gives a print; that none does cannot be said here.
    fn grim(&mut self, args: &'c [Expr]) -> RuleFormulas {
        let outer = std::mem::take(&mut self.divisors);
        let mut product = Value::constant(Rat::one(), Dim::Any);
        for arg in args {
            let value = self.number(arg);
            product.num = product.num.times(&value.num);
            product.den = product.den.times(&value.den);
        }
        let sum = Poly::var(self.variables.whole());
        let difference = product.num.minus(&sum.times(&product.den));
        let formula = compared(difference, Comparison::Equal);
        let divisors = std::mem::replace(&mut self.divisors, outer);
        RuleFormulas {
            fails: Formula::Constant(true),
            ..RuleFormulas::unless_zero(formula, divisors)
        }
    }

    /// Left against right, divisors cleared: by their sign where that matters.
    fn compare(&mut self, left: &Value, right: &Value, sign: Comparison) -> Formula {
        let common = left.den == right.den;
        let (difference, scale, right) = match common {
            true => (
                left.num.clone().minus(&right.num),
                left.den.clone(),
                right.num.clone(),
            ),
            false => (
                left.num
                    .times(&right.den)
                    .minus(&right.num.times(&left.den)),
                left.den.times(&right.den),
                right.num.times(&left.den),
            ),
        };
        let tolerance = self.tolerance.filter(|_| sign != Comparison::Unequal);
        let slack = tolerance.map(|tolerance| (tolerance, self.variables.slack(tolerance)));
        let one_sign = |turn: Rat| {
            let difference = difference.scaled(&turn);
            match slack {
                None => compared(difference, sign),
                Some((tolerance, slack)) => {
                    let scale = match tolerance {
                        Tolerance::Absolute(_) => &scale,
                        Tolerance::Relative(_) => &right,
                    };
                    tolerant(difference, &scale.scaled(&turn), slack, tolerance, sign)
                }
            }
        };
        let equation = matches!(sign, Comparison::Equal | Comparison::Unequal);
        match scale.as_constant() {
            Some(scale) if scale.is_negative() => one_sign(-Rat::one()),
            Some(_) => one_sign(Rat::one()),
            None if equation && slack.is_none() => one_sign(Rat::one()),
            None => {
                let positive = compared(scale.clone(), Comparison::Greater);
                let negative = compared(scale.clone(), Comparison::Less);
                any(vec![
                    all(vec![positive, one_sign(Rat::one())]),
                    all(vec![negative, one_sign(-Rat::one())]),
                ])
            }
        }
    }

    fn number(&mut self, expr: &'c Expr) -> Value {
        match expr {
            Expr::Number { value, .. } => Value::constant(value.clone(), Dim::Any),
            Expr::Name(path) => of(self.variables.figure(path, self.home, self.back)),
            Expr::Negate(inner, _) => self.number(inner).negative(),
            Expr::Sum(members, _) => {
                let mut total = Value::constant(Rat::zero(), Dim::Any);
                for (minus, member) in members {
                    let value = self.number(member);
                    let sign = if *minus { -Rat::one() } else { Rat::one() };
                    total.add(&value, &sign);
                }
                total
            }
            Expr::Product(members, _) => {
                let mut product = Value::constant(Rat::one(), Dim::Any);
                for (divides, member) in members {
                    let value = self.number(member);
                    product = match divides {
                        true => self.quotient(&product, &value),
                        false => Value {
                            num: product.num.times(&value.num),
                            den: product.den.times(&value.den),
                            dim: Dim::Any,
                        },
                    };
                }
                product.settled()
            }
            // Which rows those are, only the tables could tell.
            Expr::Call {
                function,
                across: Some(Across::Over(_) | Across::Since(Back::YearAgo | Back::Previous)),
                ..
            } if *function != Function::Count => self.unknown(expr, Range::everything(false)),
            Expr::Call {
                function,
                args,
                filter,
                by,
                ..
            } => self.call(expr, *function, args, filter.is_some() || !by.is_empty()),
            _ => self.unknown(expr, Range::everything(false)),
        }
    }

    fn quotient(&mut self, left: &Value, right: &Value) -> Value {
        self.divisors.push(right.num.clone());
        let num = left.num.times(&right.den);
        let den = left.den.times(&right.num);
        // Divisors that differ by a number are made one.
        let scale = den.terms().next().map(|(_, first)| Rat::one() / first);
        let scale = scale.unwrap_or_else(Rat::one);
        Value {
            num: num.scaled(&scale),
            den: den.scaled(&scale),
            dim: Dim::Any,
        }
    }

    fn call(&mut self, expr: &'c Expr, function: Function, args: &'c [Expr], rows: bool) -> Value {
        match (function, args) {
            (Function::Growth, [arg]) => {
                let mut change = self.number(arg);
                let around = std::mem::replace(&mut self.back, true);
                let before = self.number(arg);
                self.back = around;
                change.add(&before, &-Rat::one());
                self.quotient(&change, &before).settled()
            }
            (Function::Abs, [arg]) => {
                let value = self.number(arg);
                self.greatest(expr, vec![value.clone(), value.negative()])
            }
            (Function::Count | Function::Reported | Function::Length, _) => {
                let hi = match function {
                    Function::Reported => End::Closed(Rat::one()),
                    _ => End::Free,
                };
                let lo = End::Closed(Rat::zero());
                self.unknown(
                    expr,
                    Range {
                        lo,
                        hi,
                        whole: true,
                    },
                )
            }
            (Function::Mad, _) => {
                let least = End::Closed(Rat::zero());
                self.unknown(expr, Range::between(least, End::Free))
            }
            // One argument is a column: over its rows.
            _ if rows || args.len() < 2 => self.unknown(expr, Range::everything(false)),
            (Function::Max, _) => {
                let values = args.iter().map(|arg| self.number(arg)).collect();
                self.greatest(expr, values)
            }
            (Function::Min, _) => {
                let values = args.iter().map(|arg| self.number(arg).negative());
                let values = values.collect();
                self.greatest(expr, values).negative()
            }
            (Function::Sum | Function::Mean, _) => {
                let mut total = Value::constant(Rat::zero(), Dim::Any);
                for arg in args {
                    let value = self.number(arg);
                    total.add(&value, &Rat::one());
                }
                if function == Function::Mean {
                    let count = i64::try_from(args.len()).unwrap_or(i64::MAX);
                    total.num = total.num.scaled(&(Rat::one() / int(count)));
                }
                total
            }
            _ => self.unknown(expr, Range::everything(false)),
        }
    }

    /// The greatest of some values: one of them, and not below any.
    fn greatest(&mut self, expr: &'c Expr, values: Vec<Value>) -> Value {
        let values: Vec<Value> = values.into_iter().map(Value::settled).collect();
        let one = Poly::constant(Rat::one());
        if values.iter().any(|value| value.den != one) {
            return self.unknown(expr, Range::everything(false));
        }
        let against = |poly: &Poly, greatest: Var, relation| {
            let poly = poly.clone().minus(&Poly::var(greatest));
            Formula::Atom(Atom { poly, relation })
        };
        let plain = |value: &Value| plain(&value.num, &self.variables.keys);
        let mut plain: Vec<String> = values.iter().map(plain).collect();
        plain.sort();
        let key = format!("greatest({})", plain.join(";"));
        let (greatest, new) = self.variables.var(&key, Range::everything(false));
        if new {
            let below = values
                .iter()
                .map(|value| against(&value.num, greatest, Relation::NotPositive));
            let equal = values
                .iter()
                .map(|value| against(&value.num, greatest, Relation::Zero));
            let tie = all(below.chain([any(equal.collect())]).collect());
            self.variables.ties.push(tie);
        }
        of(greatest)
    }

    /// Whether a function over a group of rows may leave out the row that is
    /// checked: the same words elsewhere may mean another number.
    fn hangs_on_row(&self, expr: &Expr) -> bool {
        let mut groups = false;
        expr.each_grouping(&mut |_| groups = true);
        groups && self.rule.expr.names_outside_calls()
    }

    /// What only the tables could tell.
    fn unknown(&mut self, expr: &Expr, range: Range) -> Value {
        let mut key = written(expr, self.variables, self.home, self.back);
        if self.hangs_on_row(expr) {
            let (check, from) = (&self.rule.check.text, expr.span().start);
            key.push_str(&format!(" at {from} of {check}"));
        }
        of(self.variables.var(&key, range).0)
    }
}

/// A number for each text, and another for each other one.
fn number_of(text: &str) -> Rat {
    let bytes = [&[1], text.as_bytes()].concat();
    Rat::from_integer(BigInt::from_bytes_be(num_bigint::Sign::Plus, &bytes))
}

fn of(var: Var) -> Value {
    Value {
        num: Poly::var(var),
        den: Poly::constant(Rat::one()),
        dim: Dim::Any,
    }
}
