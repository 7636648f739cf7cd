//! Whether a claim that fails misses by so much that the sentence is likelier to
//! be misread than to be wrong: published figures are seldom off by a fifth,
//! unless by one slip of the pen. Of such a claim nothing is told.

use super::claimed::{Claim, ClaimKind, Stands, Why};
use super::evidence::is_slip;
use super::said::Said;
use crate::figure::{Hedge, Rat};
use num_traits::{One, Zero};

/// Claims as they are told: what fails too widely is left open.
pub(super) fn doubted(mut claims: Vec<Claim>, figures: &[Said]) -> Vec<Claim> {
    for claim in &mut claims {
        if claim.stands == Stands::Fails && is_far(claim, figures) {
            claim.stands = Stands::Depends(Why::Unclear);
        }
    }
    claims
}

/// Whether a claim misses by a fifth or more and no slip of the pen explains it.
fn is_far(claim: &Claim, figures: &[Said]) -> bool {
    let Some(reported) = figures.get(claim.reported) else {
        return false;
    };
    let Some(right) = right_value(claim, figures) else {
        return false;
    };
    let told = match claim.kind {
        ClaimKind::Shares => Rat::one(),
        // 下降-3.2% is a fall.
        _ if is_rate_of_change(claim.kind) => reported.figure.nominal.abs(),
        _ => reported.figure.nominal.clone(),
    };
    let right = match is_rate_of_change(claim.kind) {
        true => right.abs(),
        false => right,
    };
    let miss = (&told - &right).abs();
    let larger = if told.abs() > right.abs() {
        told.abs()
    } else {
        right.abs()
    };
    // Points of a rate of change weigh the same whatever the rate.
    let points = Rat::whole(3) / Rat::whole(100);
    let near = &miss * &Rat::whole(5) <= larger || is_rate_of_change(claim.kind) && miss <= points;
    // A shift of the point, or a change that was taken of what came out.
    let tenfold = [&right * &Rat::whole(10), &right / &Rat::whole(10)];
    let shifted = tenfold
        .iter()
        .any(|other| (&told - other).abs() * Rat::whole(20) <= other.abs());
    let other_base = of_other_base(claim, figures)
        .is_some_and(|other| (&told.abs() - &other).abs() <= reported.figure.step);
    if shifted || other_base || reported.is_multiple() {
        return false;
    }
    // Of rounded amounts a part that matters little is often left out.
    let rounded = reported.figure.range.is_point().is_none();
    let short = claim.kind == ClaimKind::Sum && rounded && right < told;
    let near = near && !short;
    let slip = claim.kind != ClaimKind::Shares && is_slip(reported, &right);
    !near && !slip && !operand_slips(claim, figures, &miss)
}

fn is_rate_of_change(kind: ClaimKind) -> bool {
    matches!(
        kind,
        ClaimKind::Growth | ClaimKind::Decline | ClaimKind::GrowthBy | ClaimKind::DeclineBy
    )
}

/// What a rate of change would be if it were taken of the value that it led to.
fn of_other_base(claim: &Claim, figures: &[Said]) -> Option<Rat> {
    let value = |at: usize| {
        let operand = claim.operands.get(at)?;
        Some(figures.get(operand.figure)?.figure.nominal.clone())
    };
    let (now, other) = (value(0)?, value(1)?);
    if now.is_zero() || !is_rate_of_change(claim.kind) {
        return None;
    }
    let by = match claim.kind {
        ClaimKind::Growth | ClaimKind::Decline => (&now - &other).abs(),
        _ => other,
    };
    Some(by / now)
}

/// Whether one slip in a part explains a total that its parts do not make up.
fn operand_slips(claim: &Claim, figures: &[Said], miss: &Rat) -> bool {
    let adds = matches!(
        claim.kind,
        ClaimKind::Sum | ClaimKind::Balance | ClaimKind::Difference
    );
    let mut operands = claim.operands.iter();
    adds && operands.any(|operand| {
        figures.get(operand.figure).is_some_and(|said| {
            let own = &said.figure.nominal;
            is_slip(said, &(own + miss)) || is_slip(said, &(own - miss))
        })
    })
}

/// What the reported figure should be, by the prints; none where that is no
/// number, or a hedge leaves it open.
fn right_value(claim: &Claim, figures: &[Said]) -> Option<Rat> {
    let mut values = Vec::new();
    for operand in &claim.operands {
        let figure = &figures.get(operand.figure)?.figure;
        if figure.hedge != Hedge::None {
            return None;
        }
        values.push(match operand.minus {
            true => -figure.nominal.clone(),
            false => figure.nominal.clone(),
        });
    }
    let (one, other) = (values.first()?.clone(), values.get(1));
    let over = |one: &Rat, other: &Rat| (!other.is_zero()).then(|| one / other);
    let unit = Rat::one();
    match claim.kind {
        ClaimKind::Sum | ClaimKind::Balance | ClaimKind::Shares => {
            Some(values.iter().fold(Rat::zero(), |sum, value| sum + value))
        }
        ClaimKind::Difference => Some(&one - other?),
        ClaimKind::Ratio => over(&one, other?),
        ClaimKind::RatioInHundredths => over(&(one * Rat::whole(100)), other?),
        ClaimKind::AverageOfMany(many) => over(&(one * Rat::whole(many.into())), other?),
        ClaimKind::RatioOfSum => over(&one, &(&one + other?)),
        ClaimKind::Growth => Some(over(&one, other?)? - unit),
        ClaimKind::Decline => Some(unit - over(&one, other?)?),
        ClaimKind::GrowthBy => over(other?, &(&one - other?)),
        ClaimKind::DeclineBy => over(other?, &(&one + other?)),
        _ => None,
    }
}
