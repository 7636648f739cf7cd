//! What a check asks for: comparisons, all of them, and conditions of which one side
//! or another must hold.

use crate::check::bind::{BoundRule, Condition, Leaf};
use crate::figure::Rat;
use crate::finding::WhyLeftOut;
use crate::rule::Severity;
use crate::solve::formula::{Atom, Formula, Relation};
use crate::solve::polynomial::{Poly, Var};
use num_traits::{One, Zero};

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

/// What a check asks for, all of it.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// Comparisons.
    pub atoms: Vec<(Atom, Severity)>,
    /// Conditions of which one side or another must hold.
    pub conditions: Vec<(Formula, Severity)>,
}

impl Asked {
    /// Adds a condition: what it asks for in any case, and what only in some.
    fn add(&mut self, formula: &Formula, severity: Severity) {
        match formula {
            // What holds or fails whatever the figures are says nothing of them.
            Formula::Constant(_) => {}
            Formula::Atom(atom) if atom.relation != Relation::NotZero => {
                self.atoms.push((atom.clone(), severity));
            }
            Formula::Atom(_) | Formula::Any(_) => self.conditions.push((formula.clone(), severity)),
            Formula::All(members) => members.iter().for_each(|one| self.add(one, severity)),
            Formula::Tolerant(sides) => self.add(&sides[0], severity),
        }
    }
}

/// What a check asks for, where greatest figures take part. A greatest figure may only be
/// held below something: then all that it is taken of are, and it is said of
/// them in its place.
pub(crate) fn list(
    formula: &Formula,
    greatest: &[Var],
    severity: Severity,
    asked: &mut Asked,
) -> Result<(), WhyLeftOut> {
    // What ties greatest figures to their arguments comes first, the rest last.
    let (ties, rest) = match formula {
        Formula::All(members) if !greatest.is_empty() => match members.split_last() {
            Some((rest, ties)) => (ties, rest),
            None => return Ok(()),
        },
        other => (&[][..], other),
    };
    let mut own = Asked::default();
    own.add(rest, severity);
    let conditions = std::mem::take(&mut own.conditions);
    let takes_greatest = |formula: &Formula| {
        let vars = formula.vars();
        greatest.iter().any(|var| vars.contains(var))
    };
    if conditions.iter().any(|(one, _)| takes_greatest(one)) {
        return Err(WhyLeftOut::Greatest);
    }
    asked.conditions.extend(conditions);
    let mut own = own.atoms;
    // One that is taken of another is put in before that one.
    for (var, tie) in greatest.iter().zip(ties).rev() {
        // `part ≤ greatest · over`, of each part.
        let mut tied = Asked::default();
        tied.add(tie, severity);
        if !tied.conditions.is_empty() {
            return Err(WhyLeftOut::Greatest);
        }
        let parts = tied.atoms.iter().map(|(tie, _)| {
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
    asked.atoms.extend(own);
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
