//! Whether a rule that does not hold is off by the factor of its percent: a
//! `* 100` too much against figures in %, or missing against plain numbers.

use crate::check::evaluate::{Compared, Evaluated};
use crate::figure::{Range, Rat};
use crate::finding::{Factor, Mismatch, Side};
use crate::rule::{Comparison, Expr, Span};
use num_traits::One;

/// Factors that stand in rules for the sake of %, ‰ and one in ten thousand.
const FACTORS: [i32; 3] = [100, 1_000, 10_000];
/// The factor that is missed where a plain number is a percentage.
const PERCENT: i32 = 100;
/// Quotients above this are taken for no percentage.
const MOST: i32 = 2;

/// The factor of a rule that does not hold with it, or without it.
pub(super) fn factor(
    expr: &Expr,
    compared: &Compared,
    mismatch: &Mismatch,
    evaluated: &Evaluated<'_>,
) -> Option<Factor> {
    let Expr::Compare { first, rest } = expr else {
        return None;
    };
    let [(Comparison::Equal, _, last)] = rest.as_slice() else {
        return None;
    };
    let (left, right) = (&mismatch.left, &mismatch.right);
    let sides = [(&**first, left, right), (last, right, left)];
    let spans = [compared.spans[1], compared.spans[0]];
    let mut ways = sides.into_iter().zip(spans);
    ways.find_map(|((own, one, other), beside)| {
        let rates = in_percent(beside, evaluated) || in_percent(own.span(), evaluated);
        let mut scalings = scalings(own).into_iter().filter(|_| rates && !is_zero(one));
        let too_much = scalings.find(|scaling| meets(one, other, &scaling.without));
        if let Some(scaling) = too_much {
            return Some(Factor {
                by: scaling.by,
                too_much: Some(scaling.sign),
            });
        }
        let percent = whole(PERCENT);
        let small = |value: &Rat| !is_zero(one) && value.abs() <= whole(MOST);
        let quotient = divides(own) && one.printed.as_ref().is_some_and(small);
        let missing = quotient && plain(beside, evaluated) && meets(one, other, &percent);
        missing.then_some(Factor {
            by: percent,
            too_much: None,
        })
    })
}

/// A plain number that a side is multiplied or divided by.
struct Scaling {
    by: Rat,
    sign: char,
    /// What undoes it.
    without: Rat,
}

fn whole(number: i32) -> Rat {
    Rat::from_integer(number.into())
}

/// The factors that a side is multiplied or divided by for the sake of %.
fn scalings(side: &Expr) -> Vec<Scaling> {
    let Expr::Product(members, _) = side else {
        return Vec::new();
    };
    let known = |(divides, member): &(bool, Expr)| match member {
        Expr::Number {
            value,
            percent: false,
            ..
        } if FACTORS.iter().any(|factor| *value == whole(*factor)) => Some(Scaling {
            by: value.clone(),
            sign: if *divides { '÷' } else { '×' },
            without: match divides {
                true => value.clone(),
                false => Rat::one() / value,
            },
        }),
        _ => None,
    };
    members.iter().filter_map(known).collect()
}

/// Whether a side is a quotient of figures.
fn divides(side: &Expr) -> bool {
    let by = |(divides, member): &(bool, Expr)| *divides && !matches!(member, Expr::Number { .. });
    matches!(side, Expr::Product(members, _) if members.iter().any(by))
}

/// Whether one side, scaled, meets the other.
fn meets(one: &Side, other: &Side, by: &Rat) -> bool {
    let real = |range: &Range| Range {
        whole: false,
        ..range.clone()
    };
    let ranges = one.range.as_ref().zip(other.range.as_ref());
    ranges.is_some_and(|(one, other)| !real(one).scale(by).meet(&real(other)).is_empty())
}

fn is_zero(side: &Side) -> bool {
    side.printed
        .as_ref()
        .is_none_or(|value| !value.is_positive() && !value.is_negative())
}

/// Whether a figure within a span is printed in % or ‰.
fn in_percent(span: Span, evaluated: &Evaluated<'_>) -> bool {
    let mut figures = within(span, evaluated);
    figures.any(|figure| figure.is_rate())
}

/// Whether the figures within a span have no unit at all.
fn plain(span: Span, evaluated: &Evaluated<'_>) -> bool {
    let mut figures = within(span, evaluated).peekable();
    figures.peek().is_some() && figures.all(|figure| figure.unit.is_none())
}

fn within<'e>(
    span: Span,
    evaluated: &'e Evaluated<'_>,
) -> impl Iterator<Item = &'e crate::figure::Figure> {
    let own = evaluated
        .operands
        .iter()
        .filter(move |operand| operand.span.start >= span.start && operand.span.end <= span.end);
    own.filter_map(|operand| operand.figure())
}
