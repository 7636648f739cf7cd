//! Crossing lines that say the same twice: where the figures of one are those
//! of another times a constant, a relation that holds in the one holds in the
//! other, whatever it is. Such a line counts only for how much it differs.

use super::bits::{BIT, log2};
use super::judge::Told;
use super::relation::RelationKind;
use super::view::View;

/// Beyond so much evidence nothing is taken away any more.
const ENOUGH: i64 = 64 * BIT;
/// With so many crossing lines that counted before, at most, each is compared.
const COMPARED: usize = 24;
/// So many operands are compared, at most.
const OPERANDS: usize = 48;

/// Takes from what is told what was told before.
pub(super) fn discount(
    view: &View,
    kind: RelationKind,
    (result, operands): (usize, &[usize]),
    told: &mut [Told],
) {
    let mut counted: Vec<Vec<i128>> = Vec::new();
    let mut sum = 0;
    for (cross, told) in told.iter_mut().enumerate() {
        let Told::Holds(bits) = told else { continue };
        let own = figures(view, kind, (result, operands), cross);
        let half = view.line(result)[cross].half;
        let unit = view.line(result)[cross].grain.max(1);
        let news = counted.iter().rev().take(COMPARED);
        let news = news.map(|other| difference(kind, half, &own, other).saturating_mul(4) / unit);
        if let Some(least) = news.min() {
            *bits = (*bits).min(log2(least + 1));
        }
        if *bits > BIT {
            counted.push(own);
        }
        sum += *bits;
        if sum > ENOUGH {
            return;
        }
    }
}

/// What a crossing line says: the figures of the operands; for averages, how
/// far they are from the result; of quotients, what they come to.
fn figures(
    view: &View,
    kind: RelationKind,
    (result, operands): (usize, &[usize]),
    cross: usize,
) -> Vec<i128> {
    let value = |line: usize| view.line(line)[cross].value;
    let operands = operands.iter().take(OPERANDS);
    match kind {
        kind if kind.adds() => operands.map(|line| value(*line)).collect(),
        RelationKind::Average => operands.map(|line| value(*line) - value(result)).collect(),
        _ => vec![value(result)],
    }
}

/// How much the figures of one crossing line differ from those of another, times
/// a constant.
fn difference(kind: RelationKind, half: i128, own: &[i128], other: &[i128]) -> i128 {
    let additive = kind.adds() || kind == RelationKind::Average;
    if !additive {
        return own
            .iter()
            .zip(other)
            .map(|(a, b)| (a - b).abs())
            .max()
            .unwrap_or(0);
    }
    let greatest = (0..other.len()).max_by_key(|at| other[*at].abs());
    let Some(greatest) = greatest.filter(|at| other[*at] != 0) else {
        return own.iter().map(|own| own.abs()).max().unwrap_or(0);
    };
    let (over, under) = (own[greatest], other[greatest]);
    let apart = |(own, other): (&i128, &i128)| {
        let like = other.checked_mul(over).map_or(0, |product| product / under);
        let noise = half
            .checked_mul(over)
            .map_or(0, |product| (product / under).abs());
        ((own - like).abs() - noise).max(0)
    };
    own.iter().zip(other).map(apart).max().unwrap_or(0)
}
