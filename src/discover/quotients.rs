//! Quotients: rates, shares, figures per unit, relative changes. Each line may
//! be the quotient of any two within reach.

use super::bits::{BIT, log2};
use super::candidate::{Candidate, Effort, least};
use super::judge::{MOST, Told};
use super::pilots::{PILOTS, pilots, reach};
use super::relation::RelationKind;
use super::small::{Fares, Small, quotient};
use super::view::{Number, View};
use std::collections::BTreeSet;

const KINDS: [RelationKind; 4] = [
    RelationKind::Quotient,
    RelationKind::Percentage,
    RelationKind::RelativeChange,
    RelationKind::PercentChange,
];

/// All quotients of lines that are searched.
pub(super) fn candidates(view: &View, active: &[usize], effort: &mut Effort) -> Vec<Candidate> {
    let mut found = Vec::new();
    let reach = reach(view);
    let least = least(active.len()) + 4 * BIT;
    // Where figures are told in words, so is one.
    let one = i64::try_from(view.one).unwrap_or_default();
    for (at, &result) in active.iter().enumerate() {
        let near = &active[at.saturating_sub(reach)..active.len().min(at + reach + 1)];
        let pilots = pilots(view, result);
        for &first in near.iter().filter(|line| **line != result) {
            if !effort.take(near.len() * PILOTS) {
                return found;
            }
            let words = view.words(result).zip(view.words(first));
            for &second in near
                .iter()
                .filter(|line| **line != result && **line != first)
            {
                let lines = (result, [first, second]);
                let words = words.zip(view.words(second));
                for kind in KINDS {
                    let promises = match words {
                        Some(((r, a), b)) => promises_in_words(one, kind, [r, a, b], &pilots),
                        None => promises(view, kind, lines, &pilots),
                    };
                    if promises {
                        found.extend(candidate(view, kind, lines, least));
                    }
                }
            }
        }
    }
    found
}

/// Whether a quotient holds in some of the crossing lines that are tried first.
fn promises(
    view: &View,
    kind: RelationKind,
    (result, operands): (usize, [usize; 2]),
    pilots: &[usize],
) -> bool {
    let [r, a, b] = [result, operands[0], operands[1]].map(|line| view.line(line));
    often(pilots.iter().map(|cross| {
        let (told, _) = told(view.one, kind, &r[*cross], &a[*cross], &b[*cross]);
        match told {
            Told::Holds(_) => Fares::Holds,
            Told::Fails(_) => Fares::Fails,
            Told::Trivial | Told::Blank => Fares::Nothing,
        }
    }))
}

/// The same, of figures in words.
fn promises_in_words(
    one: i64,
    kind: RelationKind,
    [r, a, b]: [&[Small]; 3],
    pilots: &[usize],
) -> bool {
    let told = pilots
        .iter()
        .map(|cross| quotient(one, kind, (&r[*cross], &a[*cross], &b[*cross])));
    often(told)
}

/// Whether something holds, and fails in no more than two lines.
fn often(told: impl Iterator<Item = Fares>) -> bool {
    let (mut holds, mut fails) = (0, 0);
    for told in told {
        holds += usize::from(told == Fares::Holds);
        fails += usize::from(told == Fares::Fails);
        if fails > 2 {
            return false;
        }
    }
    holds > 0
}

fn candidate(
    view: &View,
    kind: RelationKind,
    (result, operands): (usize, [usize; 2]),
    least: i64,
) -> Option<Candidate> {
    let (r, a, b) = (
        view.line(result),
        view.line(operands[0]),
        view.line(operands[1]),
    );
    let (mut held, mut strictly, mut exactly) = (0, 0, 0);
    let all = r.iter().zip(a).zip(b);
    let told = all.map(|((r, a), b)| {
        let (told, strict) = told(view.one, kind, r, a, b);
        if matches!(told, Told::Holds(_)) {
            held += 1;
            strictly += usize::from(strict);
            let (own, given) = (r.value.checked_mul(b.value), a.value.checked_mul(view.one));
            exactly += usize::from(own.is_some() && own == given);
        }
        told
    });
    let told = told.collect();
    let gap = operands
        .iter()
        .map(|line| line.abs_diff(result) - 1)
        .min()
        .unwrap_or(0);
    let mut found = Candidate::of(view, kind, (result, &operands), told, gap, least)?;
    let product = exactly == held && held > 2 && is_product(view, result, operands);
    if product && kind == RelationKind::Quotient {
        found.kind = RelationKind::Product;
        found.result = operands[0];
        found.operands = vec![result.min(operands[1]), result.max(operands[1])];
    }
    // Changes are often worked out of figures with more places than are printed.
    let change = matches!(
        kind,
        RelationKind::RelativeChange | RelationKind::PercentChange
    );
    let enough = match change {
        true => strictly * 3 >= held * 2,
        false => strictly * 4 >= held * 3,
    };
    enough.then_some(found)
}

/// Whether a quotient that is exact everywhere is a factor: a rate has places
/// that its operands have not, a product has those of both; and what is divided
/// by sevens seldom comes to an end.
fn is_product(view: &View, result: usize, operands: [usize; 2]) -> bool {
    let (r, a, b) = (
        view.grain(result),
        view.grain(operands[0]),
        view.grain(operands[1]),
    );
    let endless = |number: &&Number| number.there && has_other_factors(number.value);
    let divisors = view.line(operands[1]).iter().filter(endless);
    let divisors: BTreeSet<i128> = divisors.map(|number| number.value).collect();
    a <= r && a <= b || divisors.len() > 2
}

/// Whether a number has factors other than two and five.
fn has_other_factors(number: i128) -> bool {
    let mut rest = number.abs();
    for factor in [2, 5] {
        while rest > 0 && rest % factor == 0 {
            rest /= factor;
        }
    }
    rest > 1
}

/// How a quotient fares in a crossing line, and whether its print is just what
/// the printed operands give when rounded.
pub(super) fn told(
    one: i128,
    kind: RelationKind,
    result: &Number,
    first: &Number,
    second: &Number,
) -> (Told, bool) {
    if !result.there || !first.there || !second.there {
        return (Told::Blank, false);
    }
    weighed(one, kind, result, first, second).unwrap_or((Told::Blank, false))
}

/// None where it cannot be told: nothing is divided by, or it outgrows what is
/// reckoned with.
fn weighed(
    one: i128,
    kind: RelationKind,
    result: &Number,
    first: &Number,
    second: &Number,
) -> Option<(Told, bool)> {
    let scale = match kind {
        RelationKind::Percentage | RelationKind::PercentChange => one.checked_mul(100)?,
        _ => one,
    };
    let change = matches!(
        kind,
        RelationKind::RelativeChange | RelationKind::PercentChange
    );
    let (over, under) = match change {
        false => (first.value, second),
        true => (second.value - first.value, first),
    };
    if under.value == 0 {
        return None;
    }
    let given = over.checked_mul(scale)?;
    let own = result.value.checked_mul(under.value)?;
    // The least of all numbers has no opposite.
    let off = own.checked_sub(given).filter(|off| *off != i128::MIN)?;
    let strict = result.rounding.checked_mul(under.value.abs())?;
    let of_operands = match change {
        false => first
            .half
            .checked_mul(scale)?
            .checked_add(result.value.abs().checked_mul(under.half)?)?,
        true => second.half.checked_mul(scale)?.checked_add(
            result
                .value
                .checked_add(scale)?
                .abs()
                .checked_mul(under.half)?,
        )?,
    };
    let strictly = off.abs() <= strict;
    if off.abs() > strict.checked_add(of_operands)? {
        return Some((Told::Fails(off / under.value), false));
    }
    if over == 0 || result.value == 0 || first.value == second.value || first.value == result.value
    {
        return Some((Told::Trivial, strictly));
    }
    let unit = result
        .grain
        .checked_mul(under.value.abs())?
        .max(off.abs().checked_mul(2)?);
    let bits = log2(own.saturating_abs()) - log2(unit);
    Some((Told::Holds(bits.clamp(0, MOST)), strictly))
}
