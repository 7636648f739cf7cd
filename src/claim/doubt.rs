//! Whether a claim that fails misses by so much that the sentence is likelier to
//! be misread than to be wrong: published figures are seldom off by a fifth,
//! unless by one slip of the pen. Of such a claim nothing is told.

use super::claimed::{Claim, ClaimKind, Operand, SHARE_OF_WHOLE, Stands, Why};
use super::evidence::is_slip;
use super::judge::{holds, made_of};
use super::said::Said;
use crate::figure::{Hedge, Rat};
use num_traits::{One, Zero};
use std::collections::BTreeSet;

/// Claims as they are told: what fails too widely is left open.
pub(super) fn doubted(mut claims: Vec<Claim>, figures: &[Said]) -> Vec<Claim> {
    let shares = claims
        .iter()
        .filter(|claim| claim.kind == ClaimKind::Ratio && claim.stands == Stands::Holds);
    let wholes: BTreeSet<usize> = shares
        .filter_map(|claim| Some(claim.operands.get(1)?.figure))
        .collect();
    let levelled = levelled(&claims, figures);
    for claim in &mut claims {
        let sure = || {
            claim
                .operands
                .get(1)
                .is_some_and(|whole| wholes.contains(&whole.figure))
        };
        let doubtful = || {
            levelled.contains(&claim.reported)
                || is_far(claim, figures)
                || !sure() && is_of_others(claim, figures)
        };
        if claim.stands == Stands::Fails && doubtful() {
            claim.stands = Stands::Depends(Why::Unclear);
        }
    }
    claims
}

/// Shares that make up just a hundred, of which one is off by its last place: it was
/// levelled so that they would (8.5：40.9：50.6 of 50.67).
fn levelled(claims: &[Claim], figures: &[Said]) -> BTreeSet<usize> {
    let print = |figure: usize| figures[figure].figure.nominal.clone();
    let holds = |figure: usize| {
        let mut ratios = claims.iter();
        let own = |claim: &Claim| claim.kind == ClaimKind::Ratio && claim.reported == figure;
        ratios.any(|claim| own(claim) && claim.stands == Stands::Holds)
    };
    let whole = |claim: &&Claim| {
        let all = claim.operands.iter().map(|own| print(own.figure));
        let open = claim.operands.iter().filter(|own| !holds(own.figure));
        claim.kind == ClaimKind::Shares
            && open.count() == 1
            && all.fold(Rat::zero(), |sum, own| sum + own).is_one()
    };
    let whole: BTreeSet<usize> = claims
        .iter()
        .filter(whole)
        .flat_map(|claim| claim.operands.iter().map(|own| own.figure))
        .collect();
    let off_by_one = |claim: &&Claim| {
        let right = made_of(claim.kind, &claim.operands, figures);
        let step = &figures[claim.reported].figure.step;
        claim.kind == ClaimKind::Ratio
            && right.is_some_and(|right| (right - print(claim.reported)).abs() <= *step)
    };
    let shares = claims
        .iter()
        .filter(|claim| claim.stands == Stands::Fails && whole.contains(&claim.reported));
    shares
        .filter(off_by_one)
        .map(|claim| claim.reported)
        .collect()
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
    !near && !slip && !operand_slips(claim, figures, &miss) || overfull(claim, figures, &right)
}

/// Whether parts are more than a whole that has fewer than thirty steps by a fifth
/// or more: of two digits, one that is wrong explains too much.
fn overfull(claim: &Claim, figures: &[Said], right: &Rat) -> bool {
    let sum = claim.kind == ClaimKind::Sum && claim.pattern == "parts-listed";
    sum && figures.get(claim.reported).is_some_and(|whole| {
        let own = &whole.figure.nominal;
        whole.steps() < Rat::whole(30) && (right - own) * Rat::whole(5) >= *own
    })
}

/// Whether a share fails that would hold of another amount in place of its part
/// or its whole: then that one may be what is meant.
fn is_of_others(claim: &Claim, figures: &[Said]) -> bool {
    let ([part, whole], Some(reported)) = (claim.operands.as_slice(), figures.get(claim.reported))
    else {
        return false;
    };
    if !matches!(claim.pattern, SHARE_OF_WHOLE | "named-rate")
        || reported.figure.hedge != Hedge::None
    {
        return false;
    }
    let does = |operands: [Operand; 2]| {
        holds(ClaimKind::Ratio, reported, &operands, figures) == Some(true)
    };
    let unit = |at: usize| figures[at].figure.unit.as_ref().map(|unit| &unit.bases);
    let near = |at: &usize| figures[*at].sentence.abs_diff(reported.sentence) <= 1;
    let taken = [claim.reported, part.figure, whole.figure];
    let mut others = (0..figures.len()).filter(|at| near(at) && !taken.contains(at));
    others.any(|other| {
        let of_part = unit(other) == unit(part.figure);
        let of_whole = unit(other) == unit(whole.figure);
        of_part && does([other.into(), *whole]) || of_whole && does([*part, other.into()])
    })
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
    let hedged = claim.operands.iter().any(|operand| {
        let said = figures.get(operand.figure);
        said.is_none_or(|said| said.figure.hedge != Hedge::None)
    });
    let mean = matches!(claim.kind, ClaimKind::Average | ClaimKind::Multiple);
    match hedged || mean {
        true => None,
        false => made_of(claim.kind, &claim.operands, figures),
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::{Stands, read};
    use crate::figure::UnitBook;

    fn fails(text: &str) -> bool {
        let read = read(text, &UnitBook::default());
        read.claims
            .iter()
            .any(|claim| claim.stands == Stands::Fails)
    }

    #[test]
    fn a_share_of_another_amount_is_no_finding() {
        for text in [
            "年末全市公路总里程1,240.5公里。等级公路1,180.2公里，占公路里程比重为95.1%；其中，二级以上公路172.4公里，占公路里程比重为13.9%。",
            "全年受理投诉38,200件。其中网购投诉18,900件，2023年为16,900件，增长11.8%，约占全部投诉的49.5%。",
            "企业经费支出776.0亿元，院所124.0亿元，高校78.0亿元，其他主体22.0亿元。企业、院所、高校经费支出所占比重分别为77.6%、12.4%和7.8%。",
            "Output increased 9.2 percent, or $2.15 billion, to $25.52 billion, compared with an increase of 10.7 percent, or $2.25 billion, in 2021.",
        ] {
            assert!(!fails(text), "{text}");
        }
    }

    #[test]
    fn a_share_beside_shares_that_hold_is_one() {
        // 58 is 25.1 % of all 231, and 28.4 % of the 204 that the others are of.
        assert!(fails(
            "共收到提案231件，经审查立案204件。立案提案中，已解决的137件，占67.2%；正在解决的58件，占25.1%；留作参考的9件，占4.4%。"
        ));
    }
}
