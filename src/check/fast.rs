//! Row rules compiled to arithmetic over scaled integers, for long tables.
//!
//! A compiled rule only ever answers "surely consistent"; every other row goes
//! to the exact check. So it may give up anywhere (overflow, open ends that
//! meet, a divisor that may be negative) without a verdict being at stake.

use super::bind::{BoundRule, Scope};
use super::bind::{Condition, Number, RowRef};
use crate::figure::{Quick, QuickColumn, Rat, UnitBook};
use crate::rule::{Comparison, Missing, Rule};
use crate::solve::dimension::Dim;
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use crate::table::{ColumnKind, Layout, TableRow};
use num_integer::Integer;
use num_traits::{One, ToPrimitive};

/// Figures that occur more than once and are not settled, at most: each
/// doubles the corners.
const REPEATED_LIMIT: usize = 4;

/// How the figure columns of a table are read the quick way.
pub(super) struct QuickColumns {
    /// For each column, where the quick way can be tried at all.
    columns: Vec<Option<QuickColumn>>,
}

impl QuickColumns {
    /// For a table; none where a unit or decimals differ from row to row.
    pub(super) fn new(layout: &Layout, units: &UnitBook) -> QuickColumns {
        let by_row = [ColumnKind::Unit, ColumnKind::Decimals]
            .into_iter()
            .any(|kind| layout.of_kind(kind).is_some());
        let columns = (0..layout.columns.len()).map(|column| {
            let figures = layout.columns[column].kind == ColumnKind::Figure && !by_row;
            figures
                .then(|| QuickColumn::new(&layout.column_context(column, units)))
                .flatten()
        });
        QuickColumns {
            columns: columns.collect(),
        }
    }

    /// Whether every figure column can be tried.
    pub(super) fn all(&self, layout: &Layout) -> bool {
        layout
            .figure_columns()
            .all(|column| self.columns[column].is_some())
    }

    /// A cell read the quick way.
    pub(super) fn read(&self, column: usize, cell: &str) -> Option<Quick> {
        self.columns[column].as_ref()?.read(cell.as_bytes())
    }
}

/// A compiled rule.
pub(super) struct FastRule {
    /// Left less right, divisors cleared.
    terms: Vec<Term>,
    /// The divisors: none may hold zero, all must be positive in a bound.
    divisors: Vec<Vec<Term>>,
    sign: Comparison,
    /// Columns of figures that occur in more than one term.
    repeated: Vec<usize>,
    /// All columns it reads.
    pub columns: Vec<usize>,
    /// A text column that must hold (or not hold) a text for the rule to apply.
    pub filter: Option<(usize, String, bool)>,
}

/// `factor·10^exp` times some columns' figures.
struct Term {
    factor: i128,
    exp: i32,
    columns: Vec<usize>,
}

/// An interval `lo·10^exp … hi·10^exp`.
#[derive(Clone, Copy)]
struct Span {
    lo: i128,
    hi: i128,
    exp: i32,
}

/// Compiles a row rule; `None` where it has other parts than arithmetic on
/// the row's own figures.
pub(super) fn compile(
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
        Some(Condition::Text { cell, text, equal })
            if !cell.prior && cell.row == RowRef::Checked =>
        {
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
fn terms(poly: &Poly) -> Option<Vec<Term>> {
    poly.terms()
        .map(|(monomial, coefficient)| {
            let (factor, exp) = decimal(coefficient)?;
            let columns = monomial
                .iter()
                .map(|&var| column(var))
                .collect::<Option<_>>()?;
            Some(Term {
                factor,
                exp,
                columns,
            })
        })
        .collect()
}

/// A number as `factor·10^exp`, where it is one.
fn decimal(value: &Rat) -> Option<(i128, i32)> {
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
            Number::Cell(..) | Number::Of(..) | Number::Over(_) | Number::Absent(..) => None,
        }
    }
}

impl FastRule {
    /// Whether a row of a table in memory surely satisfies the rule (or is
    /// not one that the rule is for).
    pub(super) fn surely_holds_in(
        &self,
        row: &TableRow,
        quick: &QuickColumns,
        figures: &mut [Quick],
    ) -> bool {
        if !row.complete || self.filter.is_some() {
            return false;
        }
        for &column in &self.columns {
            match quick.read(column, row.text(column)) {
                Some(figure) => figures[column] = figure,
                None => return false,
            }
        }
        self.surely_holds(figures)
    }

    /// Whether the row's figures surely satisfy the rule.
    pub(super) fn surely_holds(&self, figures: &[Quick]) -> bool {
        self.try_holds(figures).unwrap_or(false)
    }

    fn try_holds(&self, figures: &[Quick]) -> Option<bool> {
        let bounded = !matches!(self.sign, Comparison::Equal | Comparison::Unequal);
        for divisor in &self.divisors {
            let span = sum(divisor, figures)?;
            if span.lo <= 0 && (bounded || span.hi >= 0) {
                return None;
            }
        }
        let range = self.range(figures)?;
        let open = self.columns.iter().any(|&column| figures[column].open);
        let (low, high) = (range.lo < 0, range.hi > 0);
        let (at_most, at_least) = (
            low || (range.lo == 0 && !open),
            high || (range.hi == 0 && !open),
        );
        Some(match self.sign {
            Comparison::Equal => (low && high) || (!open && at_most && at_least),
            Comparison::Unequal => low || high,
            Comparison::Less => low,
            Comparison::AtMost => at_most,
            Comparison::Greater => high,
            Comparison::AtLeast => at_least,
        })
    }

    /// The closed hull of left less right: exact, since figures that occur
    /// more than once are tried at each end.
    fn range(&self, figures: &[Quick]) -> Option<Span> {
        let loose = self
            .repeated
            .iter()
            .filter(|&&column| !figures[column].is_point());
        let mut loose = loose.peekable();
        if loose.peek().is_none() {
            return sum(&self.terms, figures);
        }
        let loose: Vec<usize> = loose.copied().collect();
        if loose.len() > REPEATED_LIMIT {
            return None;
        }
        let mut corner = figures.to_vec();
        let mut hull: Option<Span> = None;
        for bits in 0..1_u32 << loose.len() {
            for (bit, &column) in loose.iter().enumerate() {
                let figure = figures[column];
                let end = if bits >> bit & 1 == 0 {
                    figure.lo
                } else {
                    figure.hi
                };
                corner[column] = Quick {
                    lo: end,
                    hi: end,
                    ..figure
                };
            }
            let span = sum(&self.terms, &corner)?;
            hull = Some(match hull {
                None => span,
                Some(hull) => {
                    let (a, b) = aligned(hull, span)?;
                    Span {
                        lo: a.lo.min(b.lo),
                        hi: a.hi.max(b.hi),
                        exp: a.exp,
                    }
                }
            });
        }
        hull
    }
}

/// The interval of a sum of terms; `None` on overflow.
fn sum(terms: &[Term], figures: &[Quick]) -> Option<Span> {
    let mut total: Option<Span> = None;
    for term in terms {
        let mut span = Span {
            lo: term.factor,
            hi: term.factor,
            exp: term.exp,
        };
        for &column in &term.columns {
            let figure = &figures[column];
            let (lo, hi) = (i128::from(figure.lo), i128::from(figure.hi));
            span = if span.lo == span.hi && lo == hi {
                let product = span.lo.checked_mul(lo)?;
                Span {
                    lo: product,
                    hi: product,
                    exp: span.exp + figure.exp,
                }
            } else {
                let corners = [
                    span.lo.checked_mul(lo)?,
                    span.lo.checked_mul(hi)?,
                    span.hi.checked_mul(lo)?,
                    span.hi.checked_mul(hi)?,
                ];
                let lo = corners.iter().copied().min()?;
                let hi = corners.iter().copied().max()?;
                Span {
                    lo,
                    hi,
                    exp: span.exp + figure.exp,
                }
            };
        }
        total = Some(match total {
            None => span,
            Some(total) => {
                let (a, b) = if total.exp == span.exp {
                    (total, span)
                } else {
                    aligned(total, span)?
                };
                Span {
                    lo: a.lo.checked_add(b.lo)?,
                    hi: a.hi.checked_add(b.hi)?,
                    exp: a.exp,
                }
            }
        });
    }
    total.or(Some(Span {
        lo: 0,
        hi: 0,
        exp: 0,
    }))
}

/// Two intervals at one power of ten.
fn aligned(a: Span, b: Span) -> Option<(Span, Span)> {
    let exp = a.exp.min(b.exp);
    Some((lowered(a, exp)?, lowered(b, exp)?))
}

fn lowered(span: Span, exp: i32) -> Option<Span> {
    if span.exp == exp {
        return Some(span);
    }
    let factor = 10_i128.checked_pow(u32::try_from(span.exp - exp).ok()?)?;
    Some(Span {
        lo: span.lo.checked_mul(factor)?,
        hi: span.hi.checked_mul(factor)?,
        exp,
    })
}
