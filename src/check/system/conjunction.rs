//! Which conditions ask for several comparisons, all of them, and for nothing
//! else: only those are taken side by side.

use crate::check::bind::{BoundRule, Condition, Leaf};
use crate::figure::Rat;
use crate::finding::WhyLeftOut;
use crate::rule::{Expr, Severity};
use crate::solve::formula::{Atom, Formula, Relation};
use crate::solve::polynomial::{Poly, Var};
use num_traits::{One, Zero};

/// Whether a rule asks for all of its comparisons and for nothing else.
pub(crate) fn is_list(expr: &Expr) -> bool {
    match expr {
        Expr::And(members) => members.iter().all(is_list),
        Expr::Or(_) | Expr::Not(..) | Expr::If { .. } => false,
        _ => true,
    }
}

/// Whether another figure could make a rule look at other rows.
pub(crate) fn selects_by_figures(bound: &BoundRule) -> bool {
    fn by_figures(condition: &Condition) -> bool {
        let mut found = false;
        condition.visit(&mut |leaf| found |= matches!(leaf, Leaf::Figure(..) | Leaf::Over(_)));
        found
    }
    let mut found = bound.filter.as_ref().is_some_and(by_figures);
    bound.condition.visit(&mut |leaf| {
        if let Leaf::Over(over) = leaf {
            found |= over.filter.as_ref().is_some_and(by_figures);
        }
    });
    found
}

/// The comparisons of a condition that is a list of them.
fn listed(
    formula: &Formula,
    severity: Severity,
    atoms: &mut Vec<(Atom, Severity)>,
) -> Result<(), WhyLeftOut> {
    match formula {
        // What holds or fails whatever the figures are says nothing of them.
        Formula::Constant(_) => Ok(()),
        Formula::Atom(atom) if atom.relation == Relation::NotZero => Err(WhyLeftOut::Condition),
        Formula::Atom(atom) => {
            atoms.push((atom.clone(), severity));
            Ok(())
        }
        Formula::All(members) => members
            .iter()
            .try_for_each(|member| listed(member, severity, atoms)),
        Formula::Tolerant(sides) => listed(&sides[0], severity, atoms),
        Formula::Any(_) => Err(WhyLeftOut::Condition),
    }
}

/// The same, where greatest figures take part. A greatest figure may only be
/// held below something: then all that it is taken of are, and it is said of
/// them in its place.
pub(crate) fn list(
    formula: &Formula,
    greatest: &[Var],
    severity: Severity,
    atoms: &mut Vec<(Atom, Severity)>,
) -> Result<(), WhyLeftOut> {
    // What ties greatest figures to their arguments comes first, the rest last.
    let (ties, rest) = match formula {
        Formula::All(members) if !greatest.is_empty() => match members.split_last() {
            Some((rest, ties)) => (ties, rest),
            None => return Ok(()),
        },
        other => (&[][..], other),
    };
    let mut own = Vec::new();
    listed(rest, severity, &mut own)?;
    // One that is taken of another is put in before that one.
    for (var, tie) in greatest.iter().zip(ties).rev() {
        // `part ≤ greatest · over`, of each part.
        let mut tied = Vec::new();
        listed(tie, severity, &mut tied)?;
        let parts = tied.iter().map(|(tie, _)| {
            let over = tie.poly.coefficient_of(*var).scaled(&-Rat::one());
            (tie.poly.at(*var, &Rat::zero()), over)
        });
        let parts: Vec<(Poly, Poly)> = parts.collect();
        let mut put_in = Vec::new();
        for (atom, severity) in own {
            let held = atom.poly.coefficient_of(*var);
            if held.terms().next().is_none() {
                put_in.push((atom, severity));
                continue;
            }
            let limits = held.as_constant().filter(Rat::is_positive);
            let factor = limits.filter(|_| atom.relation != Relation::Zero);
            let factor = factor.ok_or(WhyLeftOut::Greatest)?;
            let rest = atom.poly.at(*var, &Rat::zero());
            put_in.extend(parts.iter().map(|(part, over)| {
                let mut poly = rest.times(over);
                poly.add_scaled(part, &factor);
                let relation = atom.relation;
                (Atom { poly, relation }, severity)
            }));
        }
        own = put_in;
    }
    atoms.extend(own);
    Ok(())
}

/// That the left side is no more than the right one, in the place of both
/// being the same.
pub(crate) fn at_most(formula: Formula) -> Formula {
    match formula {
        Formula::Atom(atom) if atom.relation == Relation::Zero => Formula::Atom(Atom {
            relation: Relation::NotPositive,
            ..atom
        }),
        Formula::All(members) => Formula::All(members.into_iter().map(at_most).collect()),
        Formula::Tolerant(sides) => {
            let [holds, fails] = *sides;
            Formula::Tolerant(Box::new([at_most(holds), fails]))
        }
        other => other,
    }
}
