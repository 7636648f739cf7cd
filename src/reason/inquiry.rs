//! A component while its wrong figures are looked for: what prints would say in
//! its cells, and whether everything holds with them.

use super::component::Component;
use super::constraints::Constraints;
use super::odds::odds;
use super::program::Program;
use crate::check::system::{FigureCell, System};
use crate::check::together::Together;
use crate::check::{CellKey, CheckedRules};
use crate::figure::{Figure, Range, Rat, Rounding, Unit};
use crate::finding::{Mark, MarkRole, SlipKind};
use crate::solve::polynomial::Var;
use crate::solve::simplex::Stopped;
use crate::solve::sum_range::SumRange;
use num_traits::Zero;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What it costs to read a print, beside working out numbers.
const READING: u64 = 20;

/// A component of a report while its wrong figures are looked for.
pub(super) struct Inquiry<'p, 's> {
    /// The report.
    pub checked: &'p CheckedRules<'s>,
    /// All its figures and checks.
    pub system: &'s System<'s>,
    /// The same as constraints.
    pub constraints: &'s Constraints,
    /// The component's program.
    pub program: &'p mut Program<'s>,
    /// The checks that fail, alone or together.
    pub failing: &'p BTreeSet<usize>,
    /// The component itself.
    pub component: Component,
    /// Figures that are taken for wrong for the sake of other clashes.
    pub background: BTreeSet<Var>,
    /// What is suggested for some of those already.
    pub settled: BTreeMap<Var, Range>,
    /// All checks, to be asked as they are.
    pub together: &'p Together<'s>,
    /// Checks that are not, since they fail for other reasons: rule and row.
    pub ignored: BTreeSet<(String, Option<usize>)>,
    /// How often they were asked.
    pub asked: usize,
    /// Sets of figures that do not do after all, each with figures of which
    /// another must be wrong beside it.
    pub refuted: Vec<BTreeSet<Var>>,
    /// The prints that a range was last found to leave a figure, which is asked
    /// several times in a row.
    pub fitting: RefCell<Option<Fitting>>,
}

/// The prints that a range leaves a cell, each with what it allows.
pub(super) struct Fitting {
    cell: CellKey,
    print: String,
    range: Range,
    found: Vec<(String, Range)>,
}

/// A print that would do for a figure.
#[derive(Clone, Debug)]
pub(super) struct Meant {
    /// The slip; none where only the range says so.
    pub slip: Option<SlipKind>,
    /// The print.
    pub print: String,
    /// The slip's odds; 0 without one.
    pub odds: u64,
    /// What the print allows.
    pub range: Range,
    /// Whether no other print in its notation would do.
    pub only: bool,
}

impl<'s> Inquiry<'_, 's> {
    /// A figure's cell.
    pub(super) fn cell(&self, var: Var) -> Option<FigureCell<'s>> {
        self.system.figures[var as usize].cell
    }

    /// These figures, and those that are wrong in other clashes.
    pub(super) fn wrong(&self, figures: impl Iterator<Item = Var>) -> BTreeSet<Var> {
        let others = self.background.iter().chain(self.settled.keys());
        figures.chain(others.copied()).collect()
    }

    /// The range of a print read in a cell in place of its own: where the rules
    /// that name it take it for rounded otherwise, any of theirs.
    pub(super) fn range_of(&self, cell: &FigureCell<'_>, figure: &Figure) -> Range {
        let under = |mode: Option<Rounding>| match mode {
            Some(mode) => figure.range_under(mode),
            None => figure.range.clone(),
        };
        if let Some(mode) = self.checked.options().read.rounding {
            return under(Some(mode));
        }
        let own = self.modes_of(cell).into_iter().map(under);
        let joined = own.reduce(|one, other| one.join(&other));
        joined.unwrap_or_else(|| figure.range.clone())
    }

    /// A cell as the changes of a clash mark it: its figure allows what the
    /// rules that name it take it to.
    pub(super) fn mark_in_rules(&self, cell: &FigureCell<'_>) -> Mark {
        let mut mark = mark_of(cell);
        if let Some(figure) = &mut mark.figure {
            figure.range = self.range_of(cell, figure);
        }
        mark
    }

    /// How the rules that name a cell take its figure for rounded.
    pub(super) fn modes_of(&self, cell: &FigureCell<'_>) -> Vec<Option<Rounding>> {
        let rounding = |check: &usize| self.system.checks[*check].rule.rounding;
        let checks = &self.component.checks;
        if checks.iter().all(|check| rounding(check).is_none()) {
            return Vec::new();
        }
        let is_own = |var: &Var| self.cell(*var).is_some_and(|own| own.key == cell.key);
        let var = self.component.figures.iter().copied().find(is_own);
        let named = var.map_or_else(BTreeSet::new, |var| self.constraints.checks_of(var));
        let mut modes = Vec::new();
        for mode in named.iter().map(rounding) {
            if !modes.contains(&mode) {
                modes.push(mode);
            }
        }
        modes
    }

    /// A print in the place of a cell's own, and what it allows.
    pub(super) fn read_in(&self, cell: &FigureCell<'_>, print: &str) -> Option<(Figure, Range)> {
        self.program.simplex.effort().charge(READING);
        let units = &self.checked.config().units;
        let layout = &cell.table.layout;
        let figure = layout.read_in(cell.row, cell.key.column, print, units)?;
        let range = self.range_of(cell, &figure);
        Some((figure, range))
    }

    /// Whether some print with a figure's own places would do for a range.
    pub(super) fn has_print(&self, cell: &FigureCell<'_>, figure: &Figure, range: &Range) -> bool {
        let ends = [range.lo.value(), range.hi.value()].into_iter().flatten();
        let middle = range.lo.value().zip(range.hi.value());
        let middle = middle.map(|(lo, hi)| (lo + hi) / Rat::from_integer(2.into()));
        ends.chain(&middle).any(|value| {
            let read = self.read_in(cell, &figure.reprint(value));
            read.is_some_and(|(_, allows)| !allows.meet(range).is_empty())
        })
    }

    /// The prints in a figure's notation that a range of no more than one step
    /// leaves; what lies halfway between two may be printed as either.
    pub(super) fn fitting_prints(
        &self,
        cell: &FigureCell<'_>,
        figure: &Figure,
        range: &Range,
    ) -> Vec<(String, Range)> {
        let same = |known: &&Fitting| {
            known.cell == cell.key && known.range == *range && known.print == figure.print
        };
        if let Some(known) = self.fitting.borrow().as_ref().filter(same) {
            return known.found.clone();
        }
        let found = self.find_fitting_prints(cell, figure, range);
        *self.fitting.borrow_mut() = Some(Fitting {
            cell: cell.key,
            print: figure.print.clone(),
            range: range.clone(),
            found: found.clone(),
        });
        found
    }

    fn find_fitting_prints(
        &self,
        cell: &FigureCell<'_>,
        figure: &Figure,
        range: &Range,
    ) -> Vec<(String, Range)> {
        let mut fitting: Vec<(String, Range)> = Vec::new();
        let Some((lo, hi)) = range.lo.value().zip(range.hi.value()) else {
            return fitting;
        };
        if hi - lo > figure.step {
            return fitting;
        }
        let below = lo - &figure.step;
        let above = hi + &figure.step;
        for value in [&below, lo, hi, &above] {
            let print = figure.reprint(value);
            let allows = self.read_in(cell, &print).map(|(_, allows)| allows);
            let fits = allows.filter(|allows| !allows.meet(range).is_empty());
            if let Some(range) = fits
                && !fitting.iter().any(|(known, _)| *known == print)
            {
                fitting.push((print, range));
            }
        }
        fitting
    }

    /// The one print in the figure's notation that a range leaves.
    pub(super) fn only_print(
        &self,
        cell: &FigureCell<'_>,
        figure: &Figure,
        range: &Range,
    ) -> Option<Meant> {
        let mut fitting = self.fitting_prints(cell, figure, range);
        let (print, range) = fitting.pop().filter(|_| fitting.is_empty())?;
        Some(Meant {
            slip: None,
            print,
            odds: 0,
            range,
            only: true,
        })
    }

    /// Whether everything holds with these ranges in the place of prints.
    pub(super) fn fits(&mut self, ranges: &[(Var, Range)]) -> Result<bool, Stopped> {
        self.program
            .relax(&self.wrong(ranges.iter().map(|(var, _)| *var)));
        let apart = ranges
            .iter()
            .any(|(var, _)| self.is_quotient(*var) || self.divides(*var));
        if apart || !self.settled.is_empty() {
            let core = self.supposing(ranges).conflict();
            return core.map(|core| core.is_none());
        }
        for (var, range) in ranges {
            self.program.suppose(*var, Some(range.clone()));
        }
        let core = self.program.conflict();
        for (var, _) in ranges {
            self.program.suppose(*var, None);
        }
        core.map(|core| core.is_none())
    }

    /// The program with these ranges in the place of prints, and with what is
    /// suggested elsewhere.
    pub(super) fn supposing(&self, ranges: &[(Var, Range)]) -> Program<'s> {
        let mut program = self.program.copied();
        let own = |var: &Var| ranges.iter().any(|(other, _)| other == var);
        let known = self.settled.iter().filter(|(var, _)| !own(var));
        let known = known.map(|(var, range)| (*var, range));
        for (var, range) in known.chain(ranges.iter().map(|(var, range)| (*var, range))) {
            match self.is_quotient(var) {
                true => program.suppose_rate(var, range),
                false => program.suppose(var, Some(range.clone())),
            }
        }
        program.settle_quotients();
        program
    }

    /// What a figure's print allows; nothing is known of those that are wrong
    /// for the sake of other clashes.
    pub(super) fn as_printed(&self, var: Var) -> Option<Range> {
        let known = !self.background.contains(&var);
        known.then(|| self.system.figures[var as usize].range.clone())
    }

    /// Whether a rate that several checks share is taken of a figure.
    pub(super) fn divides(&self, var: Var) -> bool {
        let shared = |rate: Var| self.constraints.checks_of(rate).len() > 1;
        let mut quotients = self.constraints.quotients.iter();
        quotients.any(|quotient| quotient.over.vars().contains(&var) && shared(quotient.rate))
    }

    fn is_quotient(&self, var: Var) -> bool {
        let mut quotients = self.constraints.quotients.iter();
        quotients.any(|quotient| quotient.rate == var)
    }
}

/// A cell as findings mark it.
pub(super) fn mark_of(cell: &FigureCell<'_>) -> Mark {
    let row = (cell.key.row, cell.row);
    let mark = Mark::cell(&cell.table.layout, row, cell.key.column).in_prior(cell.key.prior);
    Mark {
        figure: cell.figure().cloned(),
        ..mark.with_role(MarkRole::Compared).named(cell.written())
    }
}

/// Whether two units measure one kind of thing, scale aside.
pub(super) fn same_kind(one: Option<&Unit>, other: Option<&Unit>) -> bool {
    one.map(|unit| &unit.bases) == other.map(|unit| &unit.bases)
}

/// A slip that takes other cells into account, with a print that it gives.
pub(super) fn meant(kind: SlipKind, ways: u64, print: String, range: Range) -> Meant {
    let odds = odds(&kind, ways);
    Meant {
        slip: Some(kind),
        print,
        odds,
        range,
        only: false,
    }
}

/// The ends of what a sum can be; open ends aside.
pub(super) fn reach(
    terms: &[(Var, Rat)],
    range_of: &dyn Fn(Var) -> Option<Range>,
) -> (Option<Rat>, Option<Rat>) {
    let mut sum = SumRange::of(&Rat::zero());
    for (var, factor) in terms {
        let range = range_of(*var).unwrap_or_else(|| Range::everything(false));
        sum.add(factor, &range);
    }
    (sum.least().cloned(), sum.greatest().cloned())
}
