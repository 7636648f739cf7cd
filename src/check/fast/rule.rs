//! A compiled rule, and whether a row surely satisfies it.

use super::columns::QuickColumns;
use crate::figure::Quick;
use crate::rule::Comparison;
use crate::table::TableRow;
use std::cmp::Ordering;

/// Figures that occur more than once and are not settled, at most: each
/// doubles the corners.
const REPEATED_LIMIT: usize = 4;

/// A compiled rule.
pub(crate) struct FastRule {
    /// Left less right, divisors cleared.
    pub(crate) terms: Vec<DecimalTerm>,
    /// The divisors: none may hold zero, all must be positive in a bound.
    pub(crate) divisors: Vec<Vec<DecimalTerm>>,
    pub(crate) sign: Comparison,
    /// Columns of figures that occur in more than one term.
    pub(crate) repeated: Vec<usize>,
    /// All columns it reads.
    pub columns: Vec<usize>,
    /// A text column that must hold (or not hold) a text for the rule to apply.
    pub filter: Option<(usize, String, bool)>,
}

/// `factor·10^exp` times some columns' figures.
pub(crate) struct DecimalTerm {
    pub(super) factor: i128,
    pub(super) exp: i32,
    pub(super) columns: Vec<usize>,
}

/// An interval `lo·10^exp … hi·10^exp`.
#[derive(Clone, Copy)]
struct Interval {
    lo: i128,
    hi: i128,
    exp: i32,
}

impl FastRule {
    /// Whether a row of a table in memory surely satisfies the rule (or is
    /// not one that the rule is for).
    pub(crate) fn surely_holds_in(
        &self,
        row: &TableRow,
        quick: &QuickColumns,
        figures: &mut [Quick],
    ) -> bool {
        if !row.is_complete() || self.filter.is_some() {
            return false;
        }
        for &column in &self.columns {
            if !quick.read(column, row.text(column).as_bytes(), &mut figures[column]) {
                return false;
            }
        }
        self.surely_holds(figures)
    }

    /// Whether the row's figures surely satisfy the rule.
    pub(crate) fn surely_holds(&self, figures: &[Quick]) -> bool {
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
        Some(is_met(self.sign, range.lo.cmp(&0), range.hi.cmp(&0), open))
    }

    /// The closed hull of left less right: exact, since figures that occur
    /// more than once are tried at each end.
    fn range(&self, figures: &[Quick]) -> Option<Interval> {
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
        let mut hull: Option<Interval> = None;
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
                    Interval {
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

/// Whether some value between two ends, compared with zero, is so to zero.
#[inline]
pub(super) fn is_met(sign: Comparison, lo: Ordering, hi: Ordering, open: bool) -> bool {
    let (low, high) = (lo.is_lt(), hi.is_gt());
    let at_most = low || (lo.is_eq() && !open);
    let at_least = high || (hi.is_eq() && !open);
    match sign {
        Comparison::Equal => (low && high) || (!open && at_most && at_least),
        Comparison::Unequal => low || high,
        Comparison::Less => low,
        Comparison::AtMost => at_most,
        Comparison::Greater => high,
        Comparison::AtLeast => at_least,
    }
}

/// The interval of a sum of terms; `None` on overflow.
fn sum(terms: &[DecimalTerm], figures: &[Quick]) -> Option<Interval> {
    let mut total: Option<Interval> = None;
    for term in terms {
        let mut span = Interval {
            lo: term.factor,
            hi: term.factor,
            exp: term.exp,
        };
        for &column in &term.columns {
            let figure = &figures[column];
            let (lo, hi) = (i128::from(figure.lo), i128::from(figure.hi));
            span = if span.lo == span.hi && lo == hi {
                let product = span.lo.checked_mul(lo)?;
                Interval {
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
                Interval {
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
                Interval {
                    lo: a.lo.checked_add(b.lo)?,
                    hi: a.hi.checked_add(b.hi)?,
                    exp: a.exp,
                }
            }
        });
    }
    total.or(Some(Interval {
        lo: 0,
        hi: 0,
        exp: 0,
    }))
}

/// Two intervals at one power of ten.
fn aligned(a: Interval, b: Interval) -> Option<(Interval, Interval)> {
    let exp = a.exp.min(b.exp);
    Some((lowered(a, exp)?, lowered(b, exp)?))
}

fn lowered(span: Interval, exp: i32) -> Option<Interval> {
    if span.exp == exp {
        return Some(span);
    }
    let factor = 10_i128.checked_pow(u32::try_from(span.exp - exp).ok()?)?;
    Some(Interval {
        lo: span.lo.checked_mul(factor)?,
        hi: span.hi.checked_mul(factor)?,
        exp,
    })
}
