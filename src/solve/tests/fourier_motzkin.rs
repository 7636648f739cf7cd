//! The oracle that the simplex is held against, with which it shares no code:
//! several linear comparisons at once, decided exactly; equations are used to
//! replace figures, inequalities are eliminated one figure at a time
//! (Fourier 1826, Motzkin 1936), strict and non-strict apart. Whole-number
//! figures are settled by branching on the solution found (Land and Doig 1960).

use crate::figure::{End, Range, Rat};
use crate::solve::decision::Decision;
use crate::solve::formula::{Atom, Relation};
use crate::solve::polynomial::{Poly, Var};
use crate::solve::ranges::Ranges;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// Comparisons that elimination may make before it gives up.
const ROW_LIMIT: usize = 3_000;
/// Sub-problems that branching on whole numbers may open.
const BRANCH_LIMIT: usize = 200;

/// `poly ≤ 0`, or `< 0` when strict.
#[derive(Clone, Debug)]
struct Row {
    poly: Poly,
    strict: bool,
}

/// An eliminated figure: what it equals, or what bounds it.
enum Step {
    Equals(Var, Poly),
    Between(Var, Vec<(Poly, bool)>, Vec<(Poly, bool)>),
}

enum Outcome {
    None,
    Values(BTreeMap<Var, Rat>),
    GaveUp,
}

/// Decides linear comparisons that must all hold.
pub(crate) fn decide(atoms: &[Atom], ranges: &Ranges) -> Decision {
    if !atoms.iter().all(|atom| atom.poly.is_linear()) {
        return Decision::GaveUp;
    }
    let mut budget = BRANCH_LIMIT;
    either_side(atoms, ranges, &mut budget)
}

/// `≠` is `<` or `>`.
fn either_side(atoms: &[Atom], ranges: &Ranges, budget: &mut usize) -> Decision {
    let Some(at) = atoms
        .iter()
        .position(|atom| atom.relation == Relation::NotZero)
    else {
        return branch(atoms, ranges, budget);
    };
    let mut worst = Decision::No;
    for sign in [Rat::one(), -Rat::one()] {
        let mut side = atoms.to_vec();
        side[at] = Atom {
            poly: atoms[at].poly.scaled(&sign),
            relation: Relation::Negative,
        };
        match either_side(&side, ranges, budget) {
            Decision::Yes => return Decision::Yes,
            Decision::GaveUp => worst = Decision::GaveUp,
            Decision::No => {}
        }
    }
    worst
}

fn branch(atoms: &[Atom], ranges: &Ranges, budget: &mut usize) -> Decision {
    let Some(left) = budget.checked_sub(1) else {
        return Decision::GaveUp;
    };
    *budget = left;
    let values = match solve(atoms, ranges) {
        Outcome::None => return Decision::No,
        Outcome::GaveUp => return Decision::GaveUp,
        Outcome::Values(values) => values,
    };
    let broken = values
        .iter()
        .find(|(var, value)| ranges.range(**var).whole && !value.is_integer());
    let Some((&var, value)) = broken else {
        return Decision::Yes;
    };
    let range = ranges.range(var);
    let below = Range {
        hi: End::Closed(value.floor()),
        ..range.clone()
    };
    let above = Range {
        lo: End::Closed(value.ceil()),
        ..range.clone()
    };
    let mut worst = Decision::No;
    for half in [below, above] {
        if half.is_empty() {
            continue;
        }
        match branch(atoms, &ranges.with(var, half), budget) {
            Decision::Yes => return Decision::Yes,
            Decision::GaveUp => worst = Decision::GaveUp,
            Decision::No => {}
        }
    }
    worst
}

/// Values that satisfy all comparisons and ranges, all figures taken as real.
fn solve(atoms: &[Atom], ranges: &Ranges) -> Outcome {
    let vars: BTreeSet<Var> = atoms.iter().flat_map(|atom| atom.poly.vars()).collect();
    let mut equations = Vec::new();
    let mut rows = Vec::new();
    for atom in atoms {
        match atom.relation {
            Relation::Zero => equations.push(atom.poly.clone()),
            Relation::Negative => rows.push(Row {
                poly: atom.poly.clone(),
                strict: true,
            }),
            Relation::NotPositive => rows.push(Row {
                poly: atom.poly.clone(),
                strict: false,
            }),
            Relation::NotZero => return Outcome::GaveUp,
        }
    }
    for &var in &vars {
        rows.extend(range_rows(var, ranges.range(var)));
    }
    let mut steps = Vec::new();
    if !use_equations(equations, &mut rows, &mut steps, ranges) {
        return Outcome::None;
    }
    for row in &mut rows {
        sharpen(row, ranges);
    }
    match eliminate(rows, &mut steps) {
        Some(true) => Outcome::Values(values_of(&steps, &vars, ranges)),
        Some(false) => Outcome::None,
        None => Outcome::GaveUp,
    }
}

fn range_rows(var: Var, range: &Range) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(lo) = range.lo.value() {
        let poly = Poly::constant(lo.clone()).minus(&Poly::var(var));
        rows.push(Row {
            poly,
            strict: matches!(range.lo, End::Open(_)),
        });
    }
    if let Some(hi) = range.hi.value() {
        let poly = Poly::var(var).minus(&Poly::constant(hi.clone()));
        rows.push(Row {
            poly,
            strict: matches!(range.hi, End::Open(_)),
        });
    }
    rows
}

/// The divisor that the steps of a sum of whole numbers have in common, where
/// all its figures are whole and some are left.
fn common_step(poly: &Poly, ranges: &Ranges) -> Option<Rat> {
    if !poly.vars().into_iter().all(|var| ranges.range(var).whole) {
        return None;
    }
    let factors = || poly.terms().filter(|(monomial, _)| !monomial.is_empty());
    let scale = factors().fold(BigInt::one(), |scale, (_, factor)| {
        scale.lcm(&factor.denom())
    });
    let whole = |factor: &Rat| (factor * Rat::from_integer(scale.clone())).to_integer();
    let step = factors().fold(BigInt::zero(), |step, (_, factor)| step.gcd(&whole(factor)));
    (!step.is_zero()).then(|| Rat::new(step, scale))
}

/// A bound on a sum of whole numbers becomes the last value that the sum can
/// take (Chvátal 1973).
fn sharpen(row: &mut Row, ranges: &Ranges) {
    let Some(step) = common_step(&row.poly, ranges) else {
        return;
    };
    let constant = constant_of(&row.poly);
    let steps = -(&constant / &step);
    let last = match row.strict {
        true => steps.ceil() - Rat::one(),
        false => steps.floor(),
    };
    row.strict = false;
    row.poly
        .add_scaled(&Poly::constant(-(last * step) - constant), &Rat::one());
}

fn constant_of(poly: &Poly) -> Rat {
    let constant = poly.terms().find(|(monomial, _)| monomial.is_empty());
    constant.map_or_else(Rat::zero, |(_, value)| value.clone())
}

/// Replaces one figure by each equation; false when an equation cannot hold.
fn use_equations(
    mut equations: Vec<Poly>,
    rows: &mut [Row],
    steps: &mut Vec<Step>,
    ranges: &Ranges,
) -> bool {
    while let Some(equation) = equations.pop() {
        if let Some(value) = equation.as_constant() {
            if !value.is_zero() {
                return false;
            }
            continue;
        }
        if let Some(step) = common_step(&equation, ranges)
            && !(constant_of(&equation) / step).is_integer()
        {
            return false;
        }
        // A real figure first, so that whole ones keep their own solution;
        // else the one with the smallest step, which is most often whole then.
        let order = |var: &Var| {
            let whole = ranges.range(*var).whole;
            (whole, factor_of(&equation, *var).abs())
        };
        let Some(var) = equation.vars().into_iter().min_by_key(order) else {
            continue;
        };
        let value = solved_for(&equation, var);
        for other in &mut equations {
            *other = replaced(other, var, &value);
        }
        for row in rows.iter_mut() {
            row.poly = replaced(&row.poly, var, &value);
        }
        steps.push(Step::Equals(var, value));
    }
    true
}

fn factor_of(poly: &Poly, var: Var) -> Rat {
    poly.factor(var).cloned().unwrap_or_else(Rat::zero)
}

/// What `var` is where `poly = 0`.
fn solved_for(poly: &Poly, var: Var) -> Poly {
    let factor = factor_of(poly, var);
    poly.at(var, &Rat::zero()).scaled(&(-Rat::one() / factor))
}

fn replaced(poly: &Poly, var: Var, value: &Poly) -> Poly {
    let factor = factor_of(poly, var);
    let mut rest = poly.at(var, &Rat::zero());
    rest.add_scaled(value, &factor);
    rest
}

/// Eliminates every figure; whether the constants left agree, `None` when the
/// limit is reached.
fn eliminate(mut rows: Vec<Row>, steps: &mut Vec<Step>) -> Option<bool> {
    loop {
        if !drop_constants(&mut rows) {
            return Some(false);
        }
        let vars: BTreeSet<Var> = rows.iter().flat_map(|row| row.poly.vars()).collect();
        let cost = |var: &Var| {
            let factors = || rows.iter().filter_map(|row| row.poly.factor(*var));
            let above = factors().filter(|factor| factor.is_positive()).count();
            above * (factors().count() - above)
        };
        let Some(var) = vars.iter().copied().min_by_key(&cost) else {
            return Some(true);
        };
        let (mut lows, mut highs, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            match row.poly.factor(var).map(Rat::is_positive) {
                None => rest.push(row),
                Some(true) => highs.push((solved_for(&row.poly, var), row.strict)),
                Some(false) => lows.push((solved_for(&row.poly, var), row.strict)),
            }
        }
        if rest.len() + lows.len() * highs.len() > ROW_LIMIT {
            return None;
        }
        for (low, low_strict) in &lows {
            for (high, high_strict) in &highs {
                let poly = low.clone().minus(high);
                rest.push(Row {
                    poly,
                    strict: *low_strict || *high_strict,
                });
            }
        }
        steps.push(Step::Between(var, lows, highs));
        rows = rest;
    }
}

/// Drops comparisons without figures; false when one does not hold.
fn drop_constants(rows: &mut Vec<Row>) -> bool {
    let mut agree = true;
    rows.retain(|row| match row.poly.as_constant() {
        None => true,
        Some(value) => {
            agree &= value.is_negative() || (value.is_zero() && !row.strict);
            false
        }
    });
    agree
}

/// Walks the eliminated figures back, last first, and picks a value for each.
fn values_of(steps: &[Step], vars: &BTreeSet<Var>, ranges: &Ranges) -> BTreeMap<Var, Rat> {
    let mut values: BTreeMap<Var, Rat> = BTreeMap::new();
    for step in steps.iter().rev() {
        match step {
            Step::Between(var, lows, highs) => {
                let lo = tightest(lows, &mut values, ranges, true);
                let hi = tightest(highs, &mut values, ranges, false);
                let range = Range {
                    lo,
                    hi,
                    whole: false,
                };
                values.insert(*var, chosen(&range, ranges.range(*var).whole));
            }
            Step::Equals(var, poly) => {
                let value = evaluate(poly, &mut values, ranges);
                values.insert(*var, value);
            }
        }
    }
    for &var in vars {
        settle(var, &mut values, ranges);
    }
    values
}

fn evaluate(poly: &Poly, values: &mut BTreeMap<Var, Rat>, ranges: &Ranges) -> Rat {
    for var in poly.vars() {
        settle(var, values, ranges);
    }
    let rest = poly.put_in(|var| values.get(&var).cloned());
    rest.as_constant().unwrap_or_else(Rat::zero)
}

/// A figure that nothing bounds any more may take any value of its range.
fn settle(var: Var, values: &mut BTreeMap<Var, Rat>, ranges: &Ranges) -> Rat {
    let range = ranges.range(var);
    values
        .entry(var)
        .or_insert_with(|| chosen(range, range.whole))
        .clone()
}

fn tightest(
    bounds: &[(Poly, bool)],
    values: &mut BTreeMap<Var, Rat>,
    ranges: &Ranges,
    low: bool,
) -> End {
    let mut best: Option<(Rat, bool)> = None;
    for (poly, strict) in bounds {
        let value = evaluate(poly, values, ranges);
        let better = best.as_ref().is_none_or(|(known, known_strict)| {
            let beyond = if low { value > *known } else { value < *known };
            beyond || (value == *known && *strict && !known_strict)
        });
        if better {
            best = Some((value, *strict));
        }
    }
    match best {
        None => End::Free,
        Some((value, true)) => End::Open(value),
        Some((value, false)) => End::Closed(value),
    }
}

/// A value of a range: a whole one when it must be and there is one.
fn chosen(range: &Range, whole: bool) -> Rat {
    if whole {
        let tight = Range {
            whole: true,
            ..range.clone()
        }
        .tighten();
        if !tight.is_empty() {
            return tight
                .is_point()
                .cloned()
                .unwrap_or_else(|| tight.middle().floor());
        }
    }
    range.is_point().cloned().unwrap_or_else(|| range.middle())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::exact::int;
    use crate::inside::support::often::often;
    use proptest::prelude::*;

    fn atom((factors, constant, relation): ([i64; 3], i64, u8)) -> Atom {
        let mut poly = Poly::constant(int(constant));
        for (var, factor) in (0..3).zip(factors) {
            poly.add_scaled(&Poly::var(var), &int(factor));
        }
        let relation = match relation {
            0 => Relation::Zero,
            1 => Relation::Negative,
            _ => Relation::NotPositive,
        };
        Atom { poly, relation }
    }

    fn range((lo, width, ends): (i64, i64, u8)) -> Range {
        let end = |value: i64, kind: u8| match kind {
            0 => End::Open(int(value)),
            1 => End::Free,
            _ => End::Closed(int(value)),
        };
        Range {
            lo: end(lo, ends % 3),
            hi: end(lo + width, ends / 3),
            whole: false,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(often(500)))]

        /// A solution is shown, so that `Yes` is a proof.
        #[test]
        fn what_is_solved_holds(
            atoms in proptest::collection::vec((proptest::array::uniform3(-3..4_i64), -6..7_i64, 0..3_u8), 1..5),
            box_ in proptest::array::uniform3((-4..4_i64, 1..5_i64, 0..9_u8)),
        ) {
            let atoms: Vec<Atom> = atoms.into_iter().map(atom).collect();
            let mut ranges = Ranges::default();
            for edges in box_ {
                ranges.push(range(edges));
            }
            if let Outcome::Values(values) = solve(&atoms, &ranges) {
                for (var, value) in &values {
                    prop_assert!(ranges.range(*var).contains(value));
                }
                for atom in &atoms {
                    let value = atom.poly.put_in(|var| values.get(&var).cloned());
                    let value = value.as_constant().expect("all figures have values");
                    let holds = match atom.relation {
                        Relation::Zero => value.is_zero(),
                        Relation::Negative => value.is_negative(),
                        _ => !value.is_positive(),
                    };
                    prop_assert!(holds);
                }
            }
        }
    }
}
