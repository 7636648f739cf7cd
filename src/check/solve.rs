//! Decides whether some true values, each within the range of its print, make
//! a condition hold. Exact: `No` and `Yes` are proofs; what the limits leave
//! open is `GaveUp`, never a guess.
//!
//! One comparison over real ranges is settled by the exact range of its
//! polynomial (see `poly`). Whole-number figures are settled by narrowing and
//! branching. Several comparisons that share figures go to `linear`.

use super::linear;
use super::poly::{Poly, Ranges, TooMany, Var, bound, hull, inner_point};
use crate::figure::{End, Range, Rat};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::collections::BTreeSet;

/// How a polynomial is compared with zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `p = 0`
    Zero,
    /// `p ≠ 0`
    NotZero,
    /// `p < 0`
    Negative,
    /// `p ≤ 0`
    NotPositive,
}

/// One comparison: a polynomial against zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// The polynomial.
    pub poly: Poly,
    /// What it must be.
    pub relation: Relation,
}

/// A condition over comparisons; negation has been pushed into them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// Holds or does not, whatever the figures.
    Constant(bool),
    /// One comparison.
    Atom(Atom),
    /// All of them.
    All(Vec<Formula>),
    /// At least one of them.
    Any(Vec<Formula>),
}

/// Whether true values exist that satisfy a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Some do.
    Yes,
    /// None do.
    No,
    /// Not settled within the limits.
    GaveUp,
}

/// Alternatives that one condition may unfold into.
const ALTERNATIVE_LIMIT: usize = 512;
/// Sub-boxes looked at before a branching search gives up.
const BRANCH_LIMIT: usize = 5_000;

impl Decision {
    fn of(holds: bool) -> Decision {
        if holds { Decision::Yes } else { Decision::No }
    }
}

/// Decides a condition over figures with these ranges.
pub fn decide(formula: &Formula, ranges: &Ranges) -> Decision {
    let Some(ranges) = tightened(ranges) else {
        return Decision::No;
    };
    if let Formula::Atom(atom) = formula {
        return alone(atom, &ranges);
    }
    let Some(alternatives) = unfold(formula, &ranges) else {
        return Decision::GaveUp;
    };
    any(alternatives.iter().map(|atoms| decide_all(atoms, &ranges)))
}

/// Whole-number figures get whole ends; `None` when one has no value at all.
fn tightened(ranges: &Ranges) -> Option<Ranges> {
    let mut tight = Ranges::default();
    for var in 0..ranges.len() {
        let range = ranges.range(Var::try_from(var).ok()?).clone().tighten();
        if range.is_empty() {
            return None;
        }
        tight.push(range);
    }
    Some(tight)
}

fn any(decisions: impl Iterator<Item = Decision>) -> Decision {
    let mut worst = Decision::No;
    for decision in decisions {
        match decision {
            Decision::Yes => return Decision::Yes,
            Decision::GaveUp => worst = Decision::GaveUp,
            Decision::No => {}
        }
    }
    worst
}

/// The condition as alternatives, each a list of comparisons that must all
/// hold (disjunctive normal form). Alternatives with a comparison that no
/// values satisfy are dropped on the way.
fn unfold(formula: &Formula, ranges: &Ranges) -> Option<Vec<Vec<Atom>>> {
    match formula {
        Formula::Constant(true) => Some(vec![Vec::new()]),
        Formula::Constant(false) => Some(Vec::new()),
        Formula::Atom(atom) => match alone(atom, ranges) {
            Decision::No => Some(Vec::new()),
            _ if certain(atom, ranges) => Some(vec![Vec::new()]),
            _ => Some(vec![vec![atom.clone()]]),
        },
        Formula::Any(members) => {
            let mut all = Vec::new();
            for member in members {
                all.extend(unfold(member, ranges)?);
                if all.len() > ALTERNATIVE_LIMIT {
                    return None;
                }
            }
            Some(all)
        }
        Formula::All(members) => {
            let mut product = vec![Vec::new()];
            for member in members {
                let options = unfold(member, ranges)?;
                if product.len() * options.len() > ALTERNATIVE_LIMIT {
                    return None;
                }
                product = product
                    .iter()
                    .flat_map(|so_far| {
                        options
                            .iter()
                            .map(move |option| [so_far.as_slice(), option].concat())
                    })
                    .collect();
            }
            Some(product)
        }
    }
}

/// Whether a comparison holds whatever the true values are.
fn certain(atom: &Atom, ranges: &Ranges) -> bool {
    let Ok(range) = hull(&atom.poly, ranges) else {
        return false;
    };
    let zero = Rat::zero();
    match atom.relation {
        Relation::Zero => range.is_point() == Some(&zero),
        Relation::NotZero => !range.contains(&zero),
        Relation::Negative => match &range.hi {
            End::Closed(hi) => hi.is_negative(),
            End::Open(hi) => !hi.is_positive(),
            End::Free => false,
        },
        Relation::NotPositive => bound(&range.hi).is_some_and(|hi| !hi.is_positive()),
    }
}

/// One comparison with whole-number figures taken as real ones, then exactly.
fn alone(atom: &Atom, ranges: &Ranges) -> Decision {
    let relaxed = over_reals(atom, ranges);
    if relaxed == Decision::Yes
        && atom.relation == Relation::Zero
        && !free_wholes(&atom.poly, ranges).is_empty()
    {
        let mut budget = BRANCH_LIMIT;
        return whole_zero(&atom.poly, ranges.clone(), &mut budget);
    }
    relaxed
}

/// One comparison, all figures real. Exact for multi-affine polynomials.
fn over_reals(atom: &Atom, ranges: &Ranges) -> Decision {
    let Ok(range) = hull(&atom.poly, ranges) else {
        return Decision::GaveUp;
    };
    let zero = Rat::zero();
    let possible = match atom.relation {
        Relation::Zero => range.contains(&zero),
        Relation::NotZero => range.is_point() != Some(&zero),
        Relation::Negative => bound(&range.lo).is_none_or(Signed::is_negative),
        Relation::NotPositive => match &range.lo {
            End::Free => true,
            End::Closed(lo) => !lo.is_positive(),
            End::Open(lo) => lo.is_negative(),
        },
    };
    if !possible || atom.poly.is_multi_affine() {
        return Decision::of(possible);
    }
    bisect(std::slice::from_ref(atom), ranges)
}

/// The figures of a polynomial that are whole numbers and not yet settled.
fn free_wholes(poly: &Poly, ranges: &Ranges) -> Vec<Var> {
    poly.vars()
        .into_iter()
        .filter(|&var| ranges.range(var).whole && ranges.range(var).is_point().is_none())
        .collect()
}

/// Whether `poly = 0` has a solution with whole numbers where they must be:
/// narrow each, test by the greatest common divisor, try a value, part in two.
fn whole_zero(poly: &Poly, mut ranges: Ranges, budget: &mut usize) -> Decision {
    let Some(left) = budget.checked_sub(1) else {
        return Decision::GaveUp;
    };
    *budget = left;
    match narrow(poly, &mut ranges) {
        Ok(true) => {}
        Ok(false) => return Decision::No,
        Err(TooMany) => return Decision::GaveUp,
    }
    let mut rest = poly.clone();
    for var in poly.vars() {
        if let Some(value) = ranges.range(var).is_point().cloned() {
            rest = rest.at(var, &value);
        }
    }
    let atom = Atom {
        poly: rest,
        relation: Relation::Zero,
    };
    let relaxed = over_reals(&atom, &ranges);
    let wholes = free_wholes(&atom.poly, &ranges);
    if relaxed != Decision::Yes || wholes.is_empty() {
        return relaxed;
    }
    if !divisible(&atom.poly, &ranges) {
        return Decision::No;
    }
    let widest = |var: &Var| width(ranges.range(*var));
    let Some(&var) = wholes
        .iter()
        .min_by_key(|var| (widest(var).is_none(), widest(var)))
    else {
        return Decision::GaveUp;
    };
    let (below, middle, above) = part(ranges.range(var));
    let halves = [Some(middle), below, above];
    any(halves
        .into_iter()
        .flatten()
        .map(|half| whole_zero(&atom.poly, ranges.with(var, half), budget)))
}

/// Narrows each whole-number figure to the whole numbers that the others
/// leave it, wherever its coefficient cannot be zero: `x = −A / B`.
fn narrow(poly: &Poly, ranges: &mut Ranges) -> Result<bool, TooMany> {
    for var in free_wholes(poly, ranges) {
        let slope = poly.coefficient_of(var);
        let rest = poly.at(var, &Rat::zero());
        let (slope, rest) = (hull(&slope, ranges)?, hull(&rest, ranges)?);
        let Some(quotient) = quotient(&rest, &slope) else {
            continue;
        };
        let known = ranges.range(var).clone();
        let narrowed = Range {
            lo: tighter(known.lo, quotient.lo, true),
            hi: tighter(known.hi, quotient.hi, false),
            whole: true,
        }
        .tighten();
        if narrowed.is_empty() {
            return Ok(false);
        }
        *ranges = ranges.with(var, narrowed);
    }
    Ok(true)
}

/// A closed range that holds `−a / b` for all a and b; `None` when b may be zero
/// or an end is not known.
fn quotient(a: &Range, b: &Range) -> Option<Range> {
    if b.contains(&Rat::zero()) {
        return None;
    }
    let (alo, ahi) = (bound(&a.lo)?, bound(&a.hi)?);
    let (blo, bhi) = (bound(&b.lo)?, bound(&b.hi)?);
    if blo.is_zero() || bhi.is_zero() {
        return None;
    }
    let corners = [-(alo / blo), -(alo / bhi), -(ahi / blo), -(ahi / bhi)];
    let lo = corners.iter().min()?.clone();
    let hi = corners.iter().max()?.clone();
    Some(Range {
        lo: End::Closed(lo),
        hi: End::Closed(hi),
        whole: false,
    })
}

fn tighter(known: End, found: End, low: bool) -> End {
    match (bound(&known), bound(&found)) {
        (None, _) => found,
        (_, None) => known,
        (Some(a), Some(b)) if (low && b > a) || (!low && b < a) => found,
        _ => known,
    }
}

/// Whether whole numbers alone can make a linear polynomial zero, by the
/// greatest common divisor of its coefficients; true where that says nothing.
fn divisible(poly: &Poly, ranges: &Ranges) -> bool {
    let all_whole = poly.vars().into_iter().all(|var| ranges.range(var).whole);
    if !all_whole || !poly.is_linear() {
        return true;
    }
    let scale = poly
        .terms()
        .fold(BigInt::one(), |scale, (_, c)| scale.lcm(c.denom()));
    let mut constant = BigInt::zero();
    let mut divisor = BigInt::zero();
    for (monomial, coefficient) in poly.terms() {
        let whole = (coefficient * Rat::from_integer(scale.clone())).to_integer();
        if monomial.is_empty() {
            constant = whole;
        } else {
            divisor = divisor.gcd(&whole);
        }
    }
    divisor.is_zero() || (constant % divisor).is_zero()
}

fn width(range: &Range) -> Option<Rat> {
    Some(bound(&range.hi)? - bound(&range.lo)?)
}

/// A whole-number range as one value in its middle, what lies below, what above.
fn part(range: &Range) -> (Option<Range>, Range, Option<Range>) {
    let middle = inner_point(range).floor();
    let one = Rat::one();
    let below = Range {
        lo: range.lo.clone(),
        hi: End::Closed(&middle - &one),
        whole: true,
    };
    let above = Range {
        lo: End::Closed(&middle + &one),
        hi: range.hi.clone(),
        whole: true,
    };
    let non_empty = |range: Range| (!range.is_empty()).then_some(range);
    (non_empty(below), Range::exact(middle), non_empty(above))
}

/// Comparisons that must all hold: parted into groups that share no figure.
fn decide_all(atoms: &[Atom], ranges: &Ranges) -> Decision {
    let mut decision = Decision::Yes;
    for group in groups(atoms) {
        let found = decide_group(&group, ranges);
        match found {
            Decision::No => return Decision::No,
            Decision::GaveUp => decision = Decision::GaveUp,
            Decision::Yes => {}
        }
    }
    decision
}

fn groups(atoms: &[Atom]) -> Vec<Vec<Atom>> {
    let mut groups: Vec<(BTreeSet<Var>, Vec<Atom>)> = Vec::new();
    for atom in atoms {
        let mut vars = atom.poly.vars();
        let mut members = vec![atom.clone()];
        let (touching, apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(group, _)| !group.is_disjoint(&vars));
        groups = apart;
        for (group, others) in touching {
            vars.extend(group);
            members.extend(others);
        }
        groups.push((vars, members));
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

fn decide_group(atoms: &[Atom], ranges: &Ranges) -> Decision {
    if let [atom] = atoms {
        return alone(atom, ranges);
    }
    if atoms.iter().all(|atom| atom.poly.is_linear()) {
        return linear::decide(atoms, ranges);
    }
    bisect(atoms, ranges)
}

/// Several comparisons with products, or one with a square: sub-boxes are
/// ruled out by each comparison alone, and settled by fixing the figures that
/// are multiplied so that what is left is linear.
fn bisect(atoms: &[Atom], ranges: &Ranges) -> Decision {
    let multiplied: Vec<Var> = atoms
        .iter()
        .flat_map(|atom| atom.poly.terms().filter(|(monomial, _)| monomial.len() > 1))
        .flat_map(|(monomial, _)| monomial.to_vec())
        .collect::<BTreeSet<Var>>()
        .into_iter()
        .collect();
    let mut open = vec![ranges.clone()];
    let mut visited = 0_usize;
    while let Some(sub) = open.pop() {
        visited += 1;
        if visited > BRANCH_LIMIT / 10 {
            return Decision::GaveUp;
        }
        if atoms.iter().any(|atom| rules_out(atom, &sub)) {
            continue;
        }
        if settled(atoms, &sub, &multiplied) {
            return Decision::Yes;
        }
        let widest = multiplied
            .iter()
            .filter(|&&var| sub.range(var).is_point().is_none())
            .max_by_key(|&&var| {
                let range = sub.range(var);
                (width(range).is_none(), width(range).unwrap_or_default())
            });
        let Some(&var) = widest else {
            return Decision::GaveUp;
        };
        open.splice(
            0..0,
            halves(sub.range(var))
                .into_iter()
                .map(|half| sub.with(var, half)),
        );
    }
    Decision::No
}

fn rules_out(atom: &Atom, ranges: &Ranges) -> bool {
    let Ok(range) = hull(&atom.poly, ranges) else {
        return false;
    };
    let zero = Rat::zero();
    match atom.relation {
        Relation::Zero => !range.contains(&zero),
        Relation::NotZero => range.is_point() == Some(&zero),
        Relation::Negative => bound(&range.lo).is_some_and(|lo| !lo.is_negative()),
        Relation::NotPositive => match &range.lo {
            End::Free => false,
            End::Closed(lo) => lo.is_positive(),
            End::Open(lo) => !lo.is_negative(),
        },
    }
}

/// Whether the comparisons hold for some values of the rest when all but one
/// of the multiplied figures stand at an end or in the middle of their range.
fn settled(atoms: &[Atom], ranges: &Ranges, multiplied: &[Var]) -> bool {
    let choices = |var: Var| -> Vec<Rat> {
        let range = ranges.range(var);
        let mut values = vec![];
        let inside = inner_point(range);
        values.push(if range.whole { inside.floor() } else { inside });
        for end in [&range.lo, &range.hi] {
            if let End::Closed(value) = end {
                values.push(value.clone());
            }
        }
        values
    };
    for pick in 0..3_usize {
        let mut fixed = atoms.to_vec();
        for &var in multiplied {
            let values = choices(var);
            let value = &values[pick % values.len()];
            for atom in &mut fixed {
                atom.poly = atom.poly.at(var, value);
            }
        }
        if linear::decide(&fixed, ranges) == Decision::Yes {
            return true;
        }
    }
    // A square that changes its sign between two points has a zero between them.
    if let [
        Atom {
            poly,
            relation: Relation::Zero,
        },
    ] = atoms
        && free_wholes(poly, ranges).is_empty()
    {
        return changes_sign(poly, ranges);
    }
    false
}

fn changes_sign(poly: &Poly, ranges: &Ranges) -> bool {
    let mut signs = BTreeSet::new();
    for pick in 0..2_u8 {
        let mut value = poly.clone();
        for var in poly.vars() {
            let range = ranges.range(var);
            let end = bound(if pick == 0 { &range.lo } else { &range.hi });
            let inside = inner_point(range);
            // Open ends are not values themselves: step an inch inside.
            let point = end.map_or(inside.clone(), |end| {
                let inch = Rat::new(BigInt::one(), BigInt::from(1_000_000_000_u64));
                end + (inside - end) * inch
            });
            value = value.at(var, &point);
        }
        signs.extend(
            value
                .as_constant()
                .and_then(|value| value.signum().to_integer().to_i8()),
        );
    }
    signs.contains(&0) || signs.len() > 1
}

fn halves(range: &Range) -> Vec<Range> {
    if range.whole {
        let (below, middle, above) = part(range);
        return [Some(middle), below, above].into_iter().flatten().collect();
    }
    let middle = inner_point(range);
    vec![
        Range {
            lo: range.lo.clone(),
            hi: End::Closed(middle.clone()),
            whole: false,
        },
        Range {
            lo: End::Closed(middle),
            hi: range.hi.clone(),
            whole: false,
        },
    ]
}
