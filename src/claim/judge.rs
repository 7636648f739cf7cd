//! Whether a reading of a sentence holds: exact, by the ranges that the prints
//! allow, so that of two readings the one that holds is taken. The verdict that
//! is told is that of the rule which the claim becomes.

use super::claimed::{ClaimKind, Operand};
use super::evidence::is_slip;
use super::said::Said;
use crate::figure::{Range, Rat};
use num_traits::{One, Zero};

/// Whether true values within the prints meet the relation; nothing where it
/// has none (a division by nothing).
pub(super) fn holds(
    kind: ClaimKind,
    reported: &Said,
    operands: &[Operand],
    figures: &[Said],
) -> Option<bool> {
    let range = |operand: &Operand| figures.get(operand.figure).map(allowed);
    let (own, one, other) = (
        allowed(reported),
        operands.first().and_then(range),
        operands.get(1).and_then(range),
    );
    let unit = Range::exact(Rat::one());
    let meets = |range: Range| !range.meet(&own).is_empty();
    Some(match kind {
        ClaimKind::Sum | ClaimKind::Balance | ClaimKind::Difference => {
            meets(total(kind, operands, figures)?)
        }
        ClaimKind::Part => {
            let parts = total(kind, operands, figures)?;
            at_most(&parts, &own)
        }
        ClaimKind::Shares => {
            let all = total(kind, operands, figures)?;
            all.contains(&Rat::one())
        }
        ClaimKind::Ratio | ClaimKind::Average | ClaimKind::Multiple => meets(one?.over(&other?)?),
        ClaimKind::AverageOfMany(many) => {
            meets(one?.times(&Rat::whole(many.into())).over(&other?)?)
        }
        ClaimKind::RatioInHundredths => meets(one?.times(&Rat::whole(100)).over(&other?)?),
        // a / (a + b) = 1 / (1 + b / a)
        ClaimKind::RatioOfSum => {
            let (a, b) = (one?, other?);
            meets(unit.over(&unit.plus(&b.over(&a)?))?)
        }
        ClaimKind::RatioOfParts => {
            let (whole, parts) = operands.split_last()?;
            meets(total(kind, parts, figures)?.over(&range(whole)?)?)
        }
        // (a - b) / a = 1 - b / a
        ClaimKind::Margin => meets(unit.plus(&other?.over(&one?)?.negative())),
        ClaimKind::Growth => meets(one?.over(&other?)?.plus(&unit.negative())),
        ClaimKind::Decline => meets(unit.plus(&one?.over(&other?)?.negative())),
        // d / (n - d) = 1 / (n / d - 1), d / (n + d) = 1 / (n / d + 1)
        ClaimKind::GrowthBy | ClaimKind::DeclineBy => {
            let (now, by) = (one?, other?);
            if by.is_point().is_some_and(Rat::is_zero) {
                return Some(own.contains(&Rat::zero()));
            }
            let shift = match kind {
                ClaimKind::GrowthBy => unit.negative(),
                _ => unit.clone(),
            };
            meets(unit.over(&now.over(&by)?.plus(&shift))?)
        }
        ClaimKind::AtLeast => at_most(&own, &one?),
        ClaimKind::AtMost => at_most(&one?, &own),
        ClaimKind::Repeat => meets(one?),
        ClaimKind::Count => return None,
    })
}

/// What the prints of a figure allow, fractions included: rates are compared,
/// not counted.
fn allowed(said: &Said) -> Range {
    said.figure.range.clone().with_fractions()
}

/// Whether a reading that does not hold may yet be what is meant: it misses by
/// such a part at most, or by one slip of the pen.
pub(super) fn is_near(
    kind: ClaimKind,
    reported: &Said,
    operands: &[Operand],
    (figures, part): (&[Said], i64),
) -> bool {
    let right = || {
        let other = figures.get(operands.get(1)?.figure)?;
        let of_two = matches!(
            kind,
            ClaimKind::Difference
                | ClaimKind::Growth
                | ClaimKind::Decline
                | ClaimKind::AverageOfMany(_)
                | ClaimKind::RatioInHundredths
                | ClaimKind::Ratio
                | ClaimKind::Margin
                | ClaimKind::Average
                | ClaimKind::Multiple
        );
        let does = of_two && other.figure.nominal.is_positive();
        does.then(|| made_of(kind, operands, figures)).flatten()
    };
    let Some(right) = right() else {
        return false;
    };
    let miss = (&reported.figure.nominal - &right).abs();
    miss * Rat::whole(part) <= right.abs() || is_slip(reported, &right)
}

/// What operands make by their prints as the reported figure of a claim; none of a
/// division by nothing, and of claims that give no number.
pub(super) fn made_of(kind: ClaimKind, operands: &[Operand], figures: &[Said]) -> Option<Rat> {
    let value = |operand: &Operand| {
        let nominal = figures.get(operand.figure)?.figure.nominal.clone();
        Some(if operand.minus { -nominal } else { nominal })
    };
    let values: Option<Vec<Rat>> = operands.iter().map(value).collect();
    let values = values?;
    let (one, other) = (values.first()?.clone(), values.get(1));
    let over = |one: &Rat, other: &Rat| (!other.is_zero()).then(|| one / other);
    let unit = Rat::one();
    match kind {
        ClaimKind::Sum | ClaimKind::Balance | ClaimKind::Shares => {
            Some(values.iter().fold(Rat::zero(), |sum, value| sum + value))
        }
        ClaimKind::Difference => Some(&one - other?),
        ClaimKind::Ratio | ClaimKind::Average | ClaimKind::Multiple => over(&one, other?),
        ClaimKind::RatioInHundredths => over(&(one * Rat::whole(100)), other?),
        ClaimKind::AverageOfMany(many) => over(&(one * Rat::whole(many.into())), other?),
        ClaimKind::RatioOfSum => over(&one, &(&one + other?)),
        ClaimKind::RatioOfParts => {
            let (whole, parts) = values.split_last()?;
            over(
                &parts.iter().fold(Rat::zero(), |sum, part| sum + part),
                whole,
            )
        }
        ClaimKind::Margin => Some(unit - over(other?, &one)?),
        ClaimKind::Growth => Some(over(&one, other?)? - unit),
        ClaimKind::Decline => Some(unit - over(&one, other?)?),
        ClaimKind::GrowthBy => over(other?, &(&one - other?)),
        ClaimKind::DeclineBy => over(other?, &(&one + other?)),
        _ => None,
    }
}

fn total(kind: ClaimKind, operands: &[Operand], figures: &[Said]) -> Option<Range> {
    let mut sum = Range::exact(Rat::zero());
    for (at, operand) in operands.iter().enumerate() {
        let range = allowed(figures.get(operand.figure)?);
        let minus = operand.minus || kind == ClaimKind::Difference && at == 1;
        sum = match minus {
            true => sum.plus(&range.negative()),
            false => sum.plus(&range),
        };
    }
    Some(sum)
}

/// Whether some value of the one is at most some value of the other.
fn at_most(low: &Range, high: &Range) -> bool {
    match (low.lo.value(), high.hi.value()) {
        (Some(lo), Some(hi)) if low.lo.is_closed() && high.hi.is_closed() => lo <= hi,
        (Some(lo), Some(hi)) => lo < hi,
        _ => true,
    }
}
