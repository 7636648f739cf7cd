//! Suggestions held against all rules as they are, and not only against their
//! sums: what is told to make everything hold must.

use super::inquiry::Inquiry;
use crate::check::together::Asked;
use crate::check::{CellKey, Suppose};
use crate::figure::Range;
use crate::solve::decision::Decision;
use crate::solve::polynomial::Var;
use std::collections::{BTreeSet, HashMap};

/// How often all rules are asked for one component; after that, what is
/// suggested is not sure.
const ASKED: usize = 400;

/// What it costs to put one figure into a rule, beside working out numbers.
const ASKING: u64 = 20;

/// A figure supposed to be something else.
#[derive(Clone, Debug)]
pub(super) enum Supposition<'m> {
    /// Whatever lies in a range.
    Within(&'m Range),
    /// This print.
    Print(&'m str),
}

/// What came of asking all rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Some values fit.
    Surely,
    /// Nobody knows.
    Perhaps,
    /// None do: beside the supposed figures one of these must be wrong.
    Never(BTreeSet<Var>),
}

impl Inquiry<'_, '_> {
    /// Whether everything holds with figures supposed to be others, those of
    /// other clashes as they are suggested, or as whatever they could be.
    pub(super) fn holds_with(&mut self, supposed: &[(Var, Supposition<'_>)]) -> Holds {
        self.asked += 1;
        if self.asked > ASKED {
            return Holds::Perhaps;
        }
        let mut all: HashMap<CellKey, Suppose> = HashMap::new();
        for &var in &self.background {
            if let Some(cell) = self.cell(var) {
                let figure = &self.system.figures[var as usize];
                all.insert(cell.key, Suppose::Range(figure.domain.clone()));
            }
        }
        for (&var, range) in &self.settled {
            if let Some(cell) = self.cell(var) {
                all.insert(cell.key, Suppose::Range(range.clone()));
            }
        }
        for (var, supposition) in supposed {
            let Some(cell) = self.cell(*var) else {
                continue;
            };
            let suppose = match supposition {
                Supposition::Within(range) => Suppose::Range((*range).clone()),
                Supposition::Print(print) => match self.read_in(&cell, print) {
                    Some((figure, _)) => Suppose::Print(Box::new(figure)),
                    None => return Holds::Never(self.others(supposed)),
                },
            };
            all.insert(cell.key, suppose);
        }
        let ignored =
            |rule: &str, row: Option<usize>| self.ignored.contains(&(rule.to_owned(), row));
        let asked = self.together.ask(&all, &ignored);
        let cost = u64::try_from(asked.cost).unwrap_or(u64::MAX);
        let effort = self.program.simplex.effort();
        effort.charge(cost.saturating_add(10).saturating_mul(ASKING));
        match asked.decision {
            Decision::Yes => Holds::Surely,
            Decision::GaveUp => Holds::Perhaps,
            Decision::No => Holds::Never(self.blamed(&asked, supposed)),
        }
    }

    /// The figures of checks without values that are not supposed to be others.
    fn blamed(&self, asked: &Asked, supposed: &[(Var, Supposition<'_>)]) -> BTreeSet<Var> {
        let others = self.others(supposed).into_iter();
        let named = |var: &Var| {
            let cell = self.cell(*var);
            cell.is_some_and(|cell| asked.cells.contains(&cell.key))
        };
        others.filter(named).collect()
    }

    /// All figures of the component but those that are supposed to be others.
    fn others(&self, supposed: &[(Var, Supposition<'_>)]) -> BTreeSet<Var> {
        let wrong = self.wrong(supposed.iter().map(|(var, _)| *var));
        let figures = self.component.figures.iter().copied();
        figures.filter(|var| !wrong.contains(var)).collect()
    }
}
