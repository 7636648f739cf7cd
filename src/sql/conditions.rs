//! A rule's condition as truth values of a query: whether it can hold, whether
//! it must, and whether what it needs is there.

use super::arithmetic::{Against, Compared, Stages, Whole};
use super::leaves::Leaf;
use super::numbers::Numbers;
use super::reasons::Why;
use super::text::{FALSE, TRUE, all, any, not};
use crate::check::Condition;
use crate::rule::{Comparison, Tolerance};
use crate::solve::polynomial::Poly;
use crate::solve::quotient::Value;
use std::collections::BTreeSet;

/// How a condition comes out, each as a truth value.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// Nothing can be said.
    pub stop: String,
    /// It holds whatever the true values are.
    pub yes: String,
    /// The same, be it settled or not.
    pub certain: String,
    /// It holds for none.
    pub no: String,
    /// It holds for some; surely not where this does not hold.
    pub possible: String,
    /// Whether `possible` is sure.
    pub sure: String,
    /// A figure that it needs is not printed.
    pub unknown: String,
    /// The rule insists on one that is not there.
    pub insists: String,
    /// The figures in it.
    pub leaves: BTreeSet<usize>,
}

impl Outcome {
    fn constant(condition: &str) -> Outcome {
        Outcome {
            stop: FALSE.to_owned(),
            yes: condition.to_owned(),
            certain: condition.to_owned(),
            no: not(condition),
            possible: condition.to_owned(),
            sure: TRUE.to_owned(),
            unknown: FALSE.to_owned(),
            insists: FALSE.to_owned(),
            leaves: BTreeSet::new(),
        }
    }
}

/// Where comparisons are worked out.
pub(super) enum Place<'s> {
    /// In columns of their own.
    Staged(&'s mut Stages),
    /// In one expression.
    Inline,
}

impl Place<'_> {
    /// A truth value under a name of its own, where there is room for one.
    fn keep(&mut self, what: &str, expression: String) -> String {
        match self {
            Place::Staged(stages) => stages.keep(what, expression),
            Place::Inline => expression,
        }
    }

    fn keep_all(&mut self, outcome: Outcome) -> Outcome {
        Outcome {
            stop: self.keep("stops", outcome.stop),
            yes: self.keep("is_settled", outcome.yes),
            certain: self.keep("is_certain", outcome.certain),
            no: self.keep("is_not", outcome.no),
            possible: self.keep("is_possible", outcome.possible),
            sure: self.keep("is_sure", outcome.sure),
            unknown: self.keep("is_unknown", outcome.unknown),
            insists: self.keep("insists", outcome.insists),
            leaves: outcome.leaves,
        }
    }
}

/// A comparison, its sides as polynomials, to be worked out.
#[derive(Clone)]
pub(super) struct Sides {
    pub left: Poly,
    pub right: Poly,
    pub sign: Comparison,
    tolerated: Option<Poly>,
}

impl Sides {
    /// Left less right, with divisors cleared.
    pub(super) fn difference(&self) -> Poly {
        let difference = self.left.clone().minus(&self.right);
        match &self.tolerated {
            Some(tolerated) => difference.minus(tolerated),
            None => difference,
        }
    }
}

/// A condition whose names have become figures.
#[derive(Clone)]
pub(super) enum Tree {
    /// A text comparison.
    Text(String),
    /// Comparisons that must all hold.
    Compare(Vec<Sides>),
    /// The whole, and its parts.
    Includes(Sides),
    All(Vec<Tree>),
    Any(Vec<Tree>),
    If(Box<Tree>, Box<Tree>, Option<Box<Tree>>),
}

/// Reads a condition; turned around where `opposite` says so.
///
/// # Errors
/// Why it cannot be written.
pub(super) fn tree(
    condition: &Condition,
    numbers: &mut Numbers<'_, '_>,
    opposite: bool,
    branches: bool,
) -> Result<Tree, Why> {
    let mut members = |list: &[Condition]| -> Result<Vec<Tree>, Why> {
        let trees = list.iter().map(|one| tree(one, numbers, opposite, true));
        trees.collect()
    };
    Ok(match condition {
        Condition::And(list) if !opposite => Tree::All(members(list)?),
        Condition::Or(list) if opposite => Tree::All(members(list)?),
        Condition::And(list) | Condition::Or(list) => Tree::Any(members(list)?),
        Condition::Not(inner) => tree(inner, numbers, !opposite, true)?,
        Condition::Text {
            cell, text, equal, ..
        } => Tree::Text(numbers.text(cell, text, *equal != opposite)?),
        Condition::Said(_) => return Err(Why::ReportWord),
        Condition::OfText(test) => Tree::Text(numbers.text_test(test, test.is != opposite)?),
        Condition::Compare(sides, signs, _) => {
            let values = sides.iter().map(|side| numbers.value(side));
            let values = values.collect::<Result<Vec<Value>, Why>>()?;
            let mut compared = Vec::new();
            for (pair, (sign, _)) in values.windows(2).zip(signs) {
                compared.push(compare(&pair[0], &pair[1], *sign, numbers, branches)?);
            }
            match opposite {
                false => Tree::Compare(compared),
                true => Tree::Any(compared.into_iter().map(turned).collect()),
            }
        }
        Condition::Includes(whole, parts, _) if !opposite => {
            let (whole, parts) = (numbers.value(whole)?, numbers.value(parts)?);
            let sides = compare(&whole, &parts, Comparison::AtLeast, numbers, branches)?;
            match branches {
                true => Tree::Compare(vec![sides]),
                false => Tree::Includes(sides),
            }
        }
        Condition::If(condition, then, otherwise) if !opposite => {
            let otherwise = match otherwise {
                Some(otherwise) => Some(Box::new(tree(otherwise, numbers, false, true)?)),
                None => None,
            };
            Tree::If(
                Box::new(tree(condition, numbers, false, true)?),
                Box::new(tree(then, numbers, false, true)?),
                otherwise,
            )
        }
        Condition::Includes(..) | Condition::If(..) => return Err(Why::Turned),
        Condition::Grim(..) => return Err(Why::Function("grim")),
    })
}

fn turned(sides: Sides) -> Tree {
    let sign = match sides.sign {
        Comparison::Equal => Comparison::Unequal,
        Comparison::Unequal => Comparison::Equal,
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtMost => Comparison::Greater,
        Comparison::Greater => Comparison::AtMost,
        Comparison::AtLeast => Comparison::Less,
    };
    Tree::Compare(vec![Sides { sign, ..sides }])
}

fn compare(
    left: &Value,
    right: &Value,
    sign: Comparison,
    numbers: &mut Numbers<'_, '_>,
    branches: bool,
) -> Result<Sides, Why> {
    numbers.joined(&left.dim, &right.dim);
    let tolerance = numbers.rule.tolerance.clone();
    let tolerance = tolerance.filter(|_| sign != Comparison::Unequal);
    let tolerated = match &tolerance {
        Some(_) if branches => return Err(Why::Tolerance),
        Some(tolerance) => {
            let scale = match tolerance {
                Tolerance::Absolute(_) => left.den.times(&right.den),
                Tolerance::Relative(_) => right.num.times(&left.den),
            };
            Some(scale.times(&numbers.tolerated(tolerance)?))
        }
        None => None,
    };
    Ok(Sides {
        left: left.num.times(&right.den),
        right: right.num.times(&left.den),
        sign,
        tolerated,
    })
}

/// Whether a row is selected, and whether that is unsure.
///
/// # Errors
/// Why it cannot be written.
pub(super) fn selected(
    filter: &Condition,
    numbers: &mut Numbers<'_, '_>,
) -> Result<(String, String), Why> {
    let divided = numbers.divisors.len();
    let tree = tree(filter, numbers, false, true)?;
    if numbers.divisors.len() > divided {
        return Err(Why::Division);
    }
    let leaves = numbers.leaves.clone();
    let outcome = outcome(&tree, &leaves, &mut Place::Inline, true)?;
    let unsure = all([not(&outcome.yes), not(&outcome.no)]);
    Ok((outcome.yes, unsure))
}

/// How a condition comes out.
///
/// # Errors
/// Why it cannot be written.
pub(super) fn outcome(
    tree: &Tree,
    leaves: &[Leaf],
    place: &mut Place<'_>,
    branches: bool,
) -> Result<Outcome, Why> {
    let found = match tree {
        Tree::Text(text) => Outcome::constant(text),
        Tree::Compare(list) => {
            let members = list
                .iter()
                .map(|sides| compared(sides, leaves, place, branches));
            together(&members.collect::<Result<Vec<_>, Why>>()?, leaves)
        }
        Tree::Includes(sides) => compared(sides, leaves, place, branches)?,
        Tree::All(list) => {
            let members = list.iter().map(|one| outcome(one, leaves, place, true));
            let members = members.collect::<Result<Vec<_>, Why>>()?;
            let all_of = together(&members, leaves);
            let no = any(members.iter().map(|member| member.no.clone()));
            let unless = |what: String| all([not(&no), what]);
            Outcome {
                stop: unless(all_of.stop),
                possible: unless(all_of.possible),
                unknown: unless(all_of.unknown),
                insists: unless(all_of.insists),
                sure: any([no.clone(), all_of.sure]),
                yes: all_of.yes,
                certain: all_of.certain,
                leaves: all_of.leaves,
                no,
            }
        }
        Tree::Any(list) => {
            let members = list.iter().map(|one| outcome(one, leaves, place, true));
            one_of(&members.collect::<Result<Vec<_>, Why>>()?)
        }
        Tree::If(condition, then, otherwise) => {
            let condition = outcome(condition, leaves, place, true)?;
            let then = outcome(then, leaves, place, true)?;
            let otherwise = match otherwise {
                Some(otherwise) => outcome(otherwise, leaves, place, true)?,
                None => Outcome::constant(TRUE),
            };
            if_then(&condition, &then, &otherwise)
        }
    };
    Ok(place.keep_all(found))
}

/// Members that must all hold.
fn together(members: &[Outcome], leaves: &[Leaf]) -> Outcome {
    let of = |part: &dyn Fn(&Outcome) -> &String| {
        members
            .iter()
            .map(|one| part(one).clone())
            .collect::<Vec<_>>()
    };
    // Two that are not certain may hang on the same figure.
    let mut sure = of(&|one| &one.sure);
    for (at, one) in members.iter().enumerate() {
        for other in &members[at + 1..] {
            let mut shared = Vec::new();
            for left in &one.leaves {
                for right in &other.leaves {
                    let (a, b) = (&leaves[*left], &leaves[*right]);
                    if left == right {
                        shared.push(a.loose());
                    } else if a.shares(b) {
                        shared.push(all([a.loose(), b.loose()]));
                    }
                }
            }
            let hangs = all([not(&one.certain), not(&other.certain), any(shared)]);
            sure.push(not(&hangs));
        }
    }
    let possible = all(of(&|one| &one.possible));
    Outcome {
        stop: any(of(&|one| &one.stop)),
        yes: all(of(&|one| &one.yes)),
        certain: all(of(&|one| &one.certain)),
        no: any(of(&|one| &one.no)),
        sure: any([not(&possible), all(sure)]),
        possible,
        unknown: any(of(&|one| &one.unknown)),
        insists: any(of(&|one| &one.insists)),
        leaves: members.iter().flat_map(|one| one.leaves.clone()).collect(),
    }
}

/// Members of which one must hold.
fn one_of(members: &[Outcome]) -> Outcome {
    let of = |part: &dyn Fn(&Outcome) -> &String| {
        members
            .iter()
            .map(|one| part(one).clone())
            .collect::<Vec<_>>()
    };
    let yes = any(of(&|one| &one.yes));
    let possible = any(of(&|one| &one.possible));
    let surely = members
        .iter()
        .map(|one| all([one.possible.clone(), one.sure.clone()]));
    let unless = |what: String| all([not(&yes), what]);
    Outcome {
        stop: unless(any(of(&|one| &one.stop))),
        certain: any(of(&|one| &one.certain)),
        no: all(of(&|one| &one.no)),
        sure: any(surely.chain([not(&possible)])),
        possible,
        unknown: unless(any(of(&|one| &one.unknown))),
        insists: unless(any(of(&|one| &one.insists))),
        leaves: members.iter().flat_map(|one| one.leaves.clone()).collect(),
        yes,
    }
}

fn if_then(condition: &Outcome, then: &Outcome, otherwise: &Outcome) -> Outcome {
    let certain = all([then.yes.clone(), otherwise.yes.clone()]);
    let (is, is_not) = (&condition.yes, &condition.no);
    let open = all([not(is), not(is_not)]);
    let both = |then: &String, otherwise: &String| {
        any([
            all([not(is_not), then.clone()]),
            all([not(is), otherwise.clone()]),
        ])
    };
    let no = any([
        all([is.clone(), then.no.clone()]),
        all([is_not.clone(), otherwise.no.clone()]),
        all([open.clone(), then.no.clone(), otherwise.no.clone()]),
    ]);
    let possible = any([
        all([is.clone(), then.possible.clone()]),
        all([is_not.clone(), otherwise.possible.clone()]),
        all([
            open.clone(),
            any([then.possible.clone(), otherwise.possible.clone()]),
        ]),
    ]);
    let sure = any([
        not(&possible),
        all([is.clone(), then.sure.clone()]),
        all([is_not.clone(), otherwise.sure.clone()]),
        all([
            open,
            condition.sure.clone(),
            any([then.yes.clone(), otherwise.yes.clone()]),
        ]),
    ]);
    let mut leaves = condition.leaves.clone();
    leaves.extend(then.leaves.iter().chain(&otherwise.leaves));
    let yes = any([
        certain.clone(),
        all([is.clone(), then.yes.clone()]),
        all([is_not.clone(), otherwise.yes.clone()]),
    ]);
    Outcome {
        stop: all([
            not(&certain),
            any([condition.stop.clone(), both(&then.stop, &otherwise.stop)]),
        ]),
        certain: yes.clone(),
        yes,
        no,
        possible,
        sure,
        unknown: any([
            condition.unknown.clone(),
            both(&then.unknown, &otherwise.unknown),
        ]),
        insists: any([
            condition.insists.clone(),
            both(&then.insists, &otherwise.insists),
        ]),
        leaves,
    }
}

/// One comparison.
pub(super) fn compared(
    sides: &Sides,
    leaves: &[Leaf],
    place: &mut Place<'_>,
    branches: bool,
) -> Result<Outcome, Why> {
    let poly = sides.difference();
    let named: BTreeSet<usize> = [&sides.left, &sides.right]
        .into_iter()
        .flat_map(|side| side.vars())
        .map(|var| var as usize)
        .collect();
    let found = against(&poly, sides.sign, leaves, place)?;
    let found = Compared {
        possible: place.keep("is_possible", found.possible),
        certain: place.keep("is_certain", found.certain),
        sure: place.keep("is_sure", found.sure),
        constant: place.keep("is_constant", found.constant),
        leaves: found.leaves,
    };
    let part = |part: &dyn Fn(&Leaf) -> &String| {
        any(named.iter().map(|leaf| part(&leaves[*leaf]).clone()))
    };
    let stop = place.keep("stops", part(&|leaf| &leaf.stop));
    let told = |what: String| all([not(&stop), what]);
    let constant = all([found.possible.clone(), found.constant.clone()]);
    let certain = any([found.certain.clone(), constant.clone()]);
    let yes = match branches {
        // What comes out the same whatever the true values are is settled.
        true => certain.clone(),
        false => constant,
    };
    Ok(Outcome {
        yes: told(yes),
        certain: told(certain),
        no: told(not(&found.possible)),
        possible: found.possible,
        sure: found.sure,
        unknown: part(&|leaf| &leaf.unknown),
        insists: part(&|leaf| &leaf.insists),
        leaves: found.leaves,
        stop,
    })
}

/// A polynomial compared with zero.
fn against(
    poly: &Poly,
    sign: Comparison,
    leaves: &[Leaf],
    place: &mut Place<'_>,
) -> Result<Compared, Why> {
    let whole = match sign {
        Comparison::Greater | Comparison::AtLeast => {
            let negative = poly.scaled(&-crate::figure::Rat::from_integer(1.into()));
            Whole::of(&negative, leaves)?
        }
        _ => Whole::of(poly, leaves)?,
    };
    let (ends, repeated) = match place {
        Place::Staged(stages) => stages.bounds_of(&whole, leaves)?,
        Place::Inline => {
            let none = [FALSE, FALSE].map(str::to_owned);
            (Stages::inline(&whole, leaves)?, none)
        }
    };
    let against = Against {
        whole: &whole,
        leaves,
        ends,
        repeated,
    };
    Ok(match sign {
        Comparison::Equal => against.equal(false),
        Comparison::Unequal => against.equal(true),
        Comparison::Less | Comparison::Greater => against.at_most(true),
        Comparison::AtMost | Comparison::AtLeast => against.at_most(false),
    })
}

/// That an `includes` leaves no remainder.
pub(super) fn without_remainder(
    sides: &Sides,
    leaves: &[Leaf],
    place: &mut Place<'_>,
) -> Result<Outcome, Why> {
    let equal = Sides {
        sign: Comparison::Equal,
        ..sides.clone()
    };
    compared(&equal, leaves, place, false)
}

/// The numbers that a condition compares at its head, where it is one
/// comparison.
pub(super) fn only_sides(tree: &Tree) -> Option<&Sides> {
    match tree {
        Tree::Compare(list) => match list.as_slice() {
            [one] => Some(one),
            _ => None,
        },
        Tree::Includes(sides) => Some(sides),
        _ => None,
    }
}
