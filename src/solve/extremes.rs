//! Ranges of computed numbers beyond one polynomial: the greatest of several,
//! and quotients as messages show them.

use super::polynomial::{Poly, Ranges, Var, hull};
use super::quotient::Value;
use crate::figure::{End, Range, Rat};
use num_traits::{One, Signed, Zero};

/// The range of the greatest of some polynomials that share no figure.
pub fn greatest(polys: &[Poly], ranges: &Ranges) -> Option<Range> {
    let mut hulls = Vec::new();
    for poly in polys {
        hulls.push(hull(poly, ranges).ok()?);
    }
    let known: Vec<&End> = hulls.iter().map(|range| &range.lo).collect();
    let low = known.iter().filter_map(|end| end.value()).max().cloned();
    let lo = match low {
        None => End::Free,
        Some(value) => {
            let tied = known.iter().filter(|end| end.value() == Some(&value));
            let open = tied.into_iter().any(|end| matches!(end, End::Open(_)));
            if open {
                End::Open(value)
            } else {
                End::Closed(value)
            }
        }
    };
    let highs: Option<Vec<&Rat>> = hulls.iter().map(|range| range.hi.value()).collect();
    let hi = match highs.and_then(|highs| highs.into_iter().max().cloned()) {
        None => End::Free,
        Some(value) => {
            let closed = hulls
                .iter()
                .any(|range| range.hi == End::Closed(value.clone()));
            if closed {
                End::Closed(value)
            } else {
                End::Open(value)
            }
        }
    };
    Some(Range {
        lo,
        hi,
        whole: false,
    })
}

/// Whether a polynomial of whole numbers is a whole number.
pub fn is_whole(poly: &Poly, ranges: &Ranges) -> bool {
    poly.terms().all(|(monomial, coefficient)| {
        coefficient.is_integer() && monomial.iter().all(|&var| ranges.range(var).whole)
    })
}

/// Whether polynomials take every value of their range (every whole one where
/// they are whole): real ones do, being continuous; sums of whole numbers do,
/// one step at a time; a mixture or a multiple leaves gaps.
pub fn takes_all(polys: &[Poly], ranges: &Ranges) -> bool {
    let whole = |poly: &Poly| poly.vars().into_iter().any(|var| ranges.range(var).whole);
    let steps = |poly: &Poly| {
        let one_each = |(monomial, coefficient): (&[Var], &Rat)| match monomial {
            [] => coefficient.is_integer(),
            [var] => ranges.range(*var).whole && coefficient.abs().is_one(),
            _ => false,
        };
        poly.terms().all(one_each)
    };
    !polys.iter().any(whole) || polys.iter().all(steps)
}

/// The range of a value as a message shows it: exact where the value is a
/// polynomial or its dividend and divisor share no figure; otherwise `None`.
pub fn shown(value: &Value, ranges: &Ranges) -> Option<Range> {
    let top = hull(&value.num, ranges).ok()?;
    if let Some(divisor) = value.den.as_constant() {
        return divisor.is_positive().then(|| top.scale(&divisor.recip()));
    }
    if !value.num.vars().is_disjoint(&value.den.vars()) {
        return None;
    }
    let divisor = hull(&value.den, ranges).ok()?;
    let (low, high) = (divisor.lo.value(), divisor.hi.value());
    let quotient = |end: &End, small: bool| -> Option<End> {
        let value = end.value()?;
        // A positive end over the smallest divisor is greatest, and so on.
        let by = if value.is_negative() == small {
            high
        } else {
            low
        };
        let by = by.filter(|by| !by.is_zero())?;
        let exact = if Some(by) == low {
            &divisor.lo
        } else {
            &divisor.hi
        };
        let closed = matches!(end, End::Closed(_)) && matches!(exact, End::Closed(_));
        let value = value / by;
        Some(if closed {
            End::Closed(value)
        } else {
            End::Open(value)
        })
    };
    let lo = quotient(&top.lo, false).unwrap_or(End::Free);
    let hi = quotient(&top.hi, true).unwrap_or(End::Free);
    Some(Range {
        lo,
        hi,
        whole: false,
    })
}
