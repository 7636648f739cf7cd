//! Relations of few lines that are no plain sums: a line that says another once
//! more, and balances (opening and what came in, less what went out).

use super::additive::told as sum_told;
use super::bits::{BIT, log2};
use super::candidate::{Candidate, Effort, least};
use super::judge::{MOST, Told};
use super::one_slip_of::ways;
use super::pen::one_slip;
use super::pilots::reach;
use super::relation::RelationKind;
use super::view::{Number, View};
use super::words;

/// Lines of a balance stand right before its result, so many.
const BALANCE: usize = 3;

/// A change is of two of so many lines before it.
const CHANGED: usize = 3;

/// How rare slips are.
const RARE: i64 = 5 * BIT;

/// Lines that are others once more.
pub(super) fn repeated(view: &View, active: &[usize], effort: &mut Effort) -> Vec<Candidate> {
    let mut found = Vec::new();
    let reach = reach(view);
    let least = least(active.len()) + 8 * BIT;
    for (at, &result) in active.iter().enumerate() {
        // Of two that are the same, the later one repeats.
        for &other in active[..at].iter().rev().take(reach) {
            if !effort.take(view.crossing) {
                return found;
            }
            let pairs = view.line(result).iter().zip(view.line(other));
            let told: Vec<Told> = pairs.map(|(own, other)| same(own, other)).collect();
            if !but_for_a_slip(view, (result, other), &told) {
                continue;
            }
            let lines = (result, &[other][..]);
            let gap = other.abs_diff(result) - 1;
            let equal = Candidate::of(view, RelationKind::Equal, lines, told, gap, least);
            if let Some(equal) = equal {
                found.push(equal);
                break;
            }
        }
    }
    found
}

/// Whether a line is another one but for one figure, which a slip of the pen
/// makes of the other.
fn but_for_a_slip(view: &View, (result, other): (usize, usize), told: &[Told]) -> bool {
    let fails = |told: &Told| matches!(told, Told::Fails(_));
    let mut fails = (0..told.len()).filter(|at| fails(&told[*at]));
    // A total of one line that is there has its name to speak for it.
    let rare = match words::claims(&view.labels[result], RelationKind::Sum) {
        true => 0,
        false => RARE,
    };
    let is_slip = |at: usize| {
        let (own, same) = (view.line(result)[at], view.line(other)[at]);
        let size = log2(same.value.abs()) - log2(same.grain.max(own.grain));
        let chance = ways(same.value / 2) * BIT / 10 + rare;
        one_slip(own.value / 2, same.value / 2) && size > chance
    };
    match (fails.next(), fails.next()) {
        (None, _) => true,
        (Some(at), None) => is_slip(at),
        _ => false,
    }
}

/// Whether a figure is another one.
fn same(own: &Number, other: &Number) -> Told {
    if !own.there || !other.there {
        return Told::Blank;
    }
    let off = own.value - other.value;
    if off != 0 {
        return Told::Fails(off);
    }
    match own.value {
        0 => Told::Trivial,
        value => Told::Holds((log2(value.abs()) - log2(own.grain)).clamp(0, MOST)),
    }
}

/// Balances, where the name of a line says that it is what is left: the first
/// of three lines and one of the others, less the third.
pub(super) fn balances(view: &View, active: &[usize], effort: &mut Effort) -> Vec<Candidate> {
    let mut found = Vec::new();
    let least = least(active.len()) + 6 * BIT;
    for four in active.windows(BALANCE + 1) {
        if !effort.take(view.crossing * 2) {
            return found;
        }
        let [first, second, third, result] = *four else {
            continue;
        };
        // Of four figures that follow one another, one often comes near to it.
        if !words::claims(&view.labels[result], RelationKind::Balance) {
            continue;
        }
        for (plus, minus) in [(second, third), (third, second)] {
            let told = balance_told(view, (result, minus), [first, plus]);
            let lines = (result, &[first, plus, minus][..]);
            let kind = RelationKind::Balance;
            found.extend(Candidate::of(view, kind, lines, told, 0, least));
        }
    }
    found
}

/// Changes, where the name of a line says that it is one: what one of the lines
/// right before it is more than another.
pub(super) fn changes(view: &View, active: &[usize], effort: &mut Effort) -> Vec<Candidate> {
    let mut found = Vec::new();
    let least = least(active.len()) + 6 * BIT;
    for (at, &result) in active.iter().enumerate() {
        if !words::claims(&view.labels[result], RelationKind::Difference) {
            continue;
        }
        let before = &active[at.saturating_sub(CHANGED)..at];
        for (from, &earlier) in before.iter().enumerate() {
            for &later in &before[from + 1..] {
                if !effort.take(view.crossing * 2) {
                    return found;
                }
                let gap = result.abs_diff(later) - 1 + later.abs_diff(earlier) - 1;
                for (whole, part) in [(later, earlier), (earlier, later)] {
                    let lines = (result, &[whole, part][..]);
                    let told = sum_told(view, RelationKind::Sum, whole, &[part, result]);
                    let told = told.into_iter().map(turned).collect();
                    let kind = RelationKind::Difference;
                    found.extend(Candidate::of(view, kind, lines, told, gap, least));
                }
            }
        }
    }
    found
}

/// How a difference fares, of how its first line fares as a sum.
fn turned(told: Told) -> Told {
    match told {
        Told::Fails(off) => Told::Fails(-off),
        told => told,
    }
}

/// How a balance fares: its result and what goes out are together the rest.
fn balance_told(view: &View, (result, minus): (usize, usize), rest: [usize; 2]) -> Vec<Told> {
    let lines = [rest[0], rest[1], minus, result].map(|line| view.line(line));
    let told = |cross: usize| {
        let [first, plus, minus, result] = lines.map(|line| line[cross]);
        let some = [first, plus, minus]
            .iter()
            .filter(|number| number.there)
            .count();
        if !result.there || some < 2 {
            return Told::Blank;
        }
        let off = result.value - (first.value + plus.value - minus.value);
        let slack = result.half + first.half + plus.half + minus.half;
        if off.abs() > slack {
            return Told::Fails(off);
        }
        let sizes = [first, plus, minus].map(|number| number.value.abs());
        let least = sizes.into_iter().min().unwrap_or(0);
        if least == 0 {
            return Told::Trivial;
        }
        let unit = result.grain.max(2 * off.abs()).max(1);
        let bits = (log2(result.value.abs().max(least)) + log2(least)) / 2 - log2(unit);
        Told::Holds(bits.clamp(0, MOST))
    };
    (0..view.crossing).map(told).collect()
}

/// What is called a total and says one line once more, with nothing but named lines
/// without figures between them, is the sum of that line and of these.
pub(super) fn with_blank_parts(view: &View, found: Candidate) -> Candidate {
    let [other] = found.operands[..] else {
        return found;
    };
    let between = other + 1..found.result;
    let is_open = |line: usize| view.count(line) == 0 && !view.labels[line].is_empty();
    let total = words::claims(&view.labels[found.result], RelationKind::Sum);
    let equal = found.kind == RelationKind::Equal;
    if !equal || !total || between.is_empty() || !between.clone().all(is_open) {
        return found;
    }
    Candidate {
        kind: RelationKind::Sum,
        operands: [other].into_iter().chain(between).collect(),
        ..found
    }
}

/// What a sum of few parts is called: where the last part is by its name what is
/// left, that is the result of taking the others away.
pub(super) fn renamed(view: &View, found: Candidate) -> Candidate {
    let two = found.kind == RelationKind::Sum && found.operands.len() == 2;
    let total = words::claims(&view.labels[found.result], RelationKind::Sum);
    let last = found.operands.iter().copied().max();
    let Some(last) = last.filter(|last| two && !total && *last > found.result) else {
        return found;
    };
    let label = &view.labels[last];
    if !words::claims(label, RelationKind::Difference) {
        return found;
    }
    let other = found.operands.iter().copied().find(|line| *line != last);
    let Some(other) = other else { return found };
    let told = found.told.iter().copied().map(turned);
    Candidate {
        kind: RelationKind::Difference,
        result: last,
        operands: vec![found.result, other],
        told: told.collect(),
        ..found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::field::{Field, FieldCell, Line, Printed};

    #[test]
    fn what_is_not_there_is_not_the_same() {
        let mut field = Field::new(vec![Line::default(); 2], vec![Line::default()]);
        field.set(0, 0, FieldCell::Figure(Printed::plain(7, 0)));
        let view = View::of_rows(&field);
        let told = same(&view.line(0)[0], &view.line(1)[0]);
        assert_eq!(told, Told::Blank);
        assert_eq!(sum_told(&view, RelationKind::Sum, 0, &[1]), [Told::Blank]);
    }
}
