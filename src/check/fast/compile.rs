//! From a rule to its arithmetic.

use super::rule::{DecimalTerm, FastRule};
use crate::check::bind::{BoundRule, Condition, Number, Over, RowRef, Scope};
use crate::check::evaluate::Evaluation;
use crate::figure::Rat;
use crate::rule::{Missing, Rule};
use crate::solve::dimension::Dim;
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use crate::table::Layout;
use num_integer::Integer;
use num_traits::{One, ToPrimitive};
use std::collections::HashMap;

/// Compiles a row rule; `None` where it has other parts than arithmetic on
/// the row's own figures.
pub(crate) fn compile(
    rule: &Rule,
    bound: &BoundRule,
    scope: &Scope<'_>,
    layout: &Layout,
) -> Option<FastRule> {
    if rule.tolerance.is_some() || rule.missing != Missing::Skip || rule.rounding.is_some() {
        return None;
    }
    let filter = match &bound.filter {
        None => None,
        Some(Condition::Text {
            cell, text, equal, ..
        }) if !cell.prior && cell.row == RowRef::Checked => {
            Some((cell.column, text.clone(), *equal))
        }
        Some(_) => return None,
    };
    let Condition::Compare(members, signs, _) = &bound.condition else {
        return None;
    };
    let ([left, right], [(sign, _)]) = (members.as_slice(), signs.as_slice()) else {
        return None;
    };
    let mut compiler = Compiler {
        rule,
        scope,
        layout,
        any_units: rule.any_units,
        as_rates: true,
        divisors: Vec::new(),
    };
    // A column without a unit may print rates or plain numbers: units must
    // agree either way.
    let (as_rate, other) = (compiler.value(left)?, compiler.value(right)?);
    compiler.joined(&as_rate.dim, &other.dim)?;
    (compiler.as_rates, compiler.divisors) = (false, Vec::new());
    let (left, right) = (compiler.value(left)?, compiler.value(right)?);
    compiler.joined(&left.dim, &right.dim)?;
    let poly = left
        .num
        .times(&right.den)
        .minus(&right.num.times(&left.den));
    let divisors = compiler
        .divisors
        .iter()
        .map(terms)
        .collect::<Option<Vec<_>>>()?;
    let terms = terms(&poly)?;
    let mut vars = poly.vars();
    vars.extend(compiler.divisors.iter().flat_map(Poly::vars));
    let columns: Vec<usize> = vars.into_iter().map(column).collect::<Option<_>>()?;
    let occurs = |column: usize| {
        terms
            .iter()
            .flat_map(|term| &term.columns)
            .filter(|&&other| other == column)
            .count()
    };
    let repeated = columns
        .iter()
        .copied()
        .filter(|&column| occurs(column) > 1)
        .collect();
    // A square is not at its extremes in the corners.
    let square = terms
        .iter()
        .any(|term| term.columns.windows(2).any(|pair| pair[0] == pair[1]));
    (!square).then_some(FastRule {
        terms,
        divisors,
        sign: *sign,
        repeated,
        columns,
        filter,
    })
}

fn column(var: Var) -> Option<usize> {
    usize::try_from(var).ok()
}

/// A polynomial's terms with their coefficients as decimal numbers.
fn terms(poly: &Poly) -> Option<Vec<DecimalTerm>> {
    poly.terms()
        .map(|(monomial, coefficient)| {
            let (factor, exp) = decimal(coefficient)?;
            let columns = monomial
                .iter()
                .map(|&var| column(var))
                .collect::<Option<_>>()?;
            Some(DecimalTerm {
                factor,
                exp,
                columns,
            })
        })
        .collect()
}

/// A number as `factor·10^exp`, where it is one.
pub(crate) fn decimal(value: &Rat) -> Option<(i128, i32)> {
    let ten = num_bigint::BigInt::from(10);
    let mut scaled = value.clone();
    for places in 0..30 {
        if scaled.is_integer() {
            let mut factor = scaled.to_integer();
            let mut exp = -places;
            while factor.is_multiple_of(&ten) && factor != num_bigint::BigInt::ZERO {
                factor /= &ten;
                exp += 1;
            }
            return Some((factor.to_i128()?, exp));
        }
        scaled *= Rat::from_integer(ten.clone());
    }
    None
}

struct Compiler<'a> {
    rule: &'a Rule,
    scope: &'a Scope<'a>,
    layout: &'a Layout,
    any_units: bool,
    /// Whether columns without a unit are taken to print rates.
    as_rates: bool,
    divisors: Vec<Poly>,
}

impl Compiler<'_> {
    fn joined(&self, left: &Dim, right: &Dim) -> Option<Dim> {
        if self.any_units {
            Some(Dim::Any)
        } else {
            left.joined(right, &self.scope.config.units)
        }
    }

    fn value(&mut self, number: &Number) -> Option<Value> {
        let one = || Poly::constant(Rat::one());
        match number {
            Number::Literal { value, percent } => {
                let dim = Dim::of_literal(value, *percent);
                Some(Value::constant(value.clone(), dim))
            }
            Number::Cell(cell, _) if !cell.prior && cell.row == RowRef::Checked => {
                let unit = self.layout.unit_of(None, cell.column);
                let var = Var::try_from(cell.column).ok()?;
                Some(Value {
                    num: Poly::var(var),
                    den: one(),
                    dim: match unit {
                        None if self.as_rates => Dim::pure(),
                        unit => Dim::of(unit),
                    },
                })
            }
            Number::Negate(inner) => {
                let value = self.value(inner)?;
                Some(Value {
                    num: value.num.scaled(&-Rat::one()),
                    ..value
                })
            }
            Number::Sum(members, _) => {
                let mut total: Option<Value> = None;
                for (minus, member) in members {
                    let value = self.value(member)?;
                    let sign = if *minus { -Rat::one() } else { Rat::one() };
                    match &mut total {
                        None => total = Some(value),
                        Some(total) => {
                            total.dim = self.joined(&total.dim, &value.dim)?;
                            total.add(&value, &sign);
                        }
                    }
                }
                total
            }
            Number::Product(members, _) => {
                let mut product = Value {
                    num: one(),
                    den: one(),
                    dim: Dim::pure(),
                };
                for (divides, member) in members {
                    let value = self.value(member)?;
                    if !matches!(member, Number::Literal { .. }) {
                        product.dim = product.dim.times(&value.dim, *divides);
                    }
                    let (num, den) = if *divides {
                        (&value.den, &value.num)
                    } else {
                        (&value.num, &value.den)
                    };
                    product.num = product.num.times(num);
                    product.den = product.den.times(den);
                    if *divides {
                        self.divisors.push(value.num.clone());
                    }
                }
                Some(product)
            }
            Number::Over(over) => self.over_rows(number, over),
            Number::Cell(..) | Number::Of(..) | Number::OfText(..) | Number::Absent(..) => None,
        }
    }

    /// What a function over the rows of a long table comes to, where its prints
    /// leave it no choice.
    fn over_rows(&self, number: &Number, over: &Over) -> Option<Value> {
        let own = self.scope.report.tables.get(over.table);
        own.filter(|table| !over.prior && table.is_condensed() && over.by.is_none())?;
        let none = HashMap::new();
        let evaluation = Evaluation::new(self.scope, self.rule, None, &none);
        let (evaluated, value) = evaluation.value(number);
        let settled = evaluated.unknown.is_empty() && !evaluated.headings;
        let is_number =
            |value: &Value| value.num.as_constant().is_some() && value.den.as_constant().is_some();
        value.filter(|value| settled && is_number(value))
    }
}
