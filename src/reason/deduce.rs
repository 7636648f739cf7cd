//! What the rules leave a figure: blank ones that have only one value, and the
//! range of any figure on request.

use super::clashes::named;
use super::component::{Component, STEPS, components, limit};
use super::constraints::{Constraint, Constraints};
use super::inquiry::mark_of;
use super::program::Program;
use super::proof::name_of;
use crate::cell::CellName;
use crate::check::system::{FigureCell, System};
use crate::check::{CheckOptions, CheckedRules, check_then};
use crate::figure::{NumberText, Range, Rat, Unit};
use crate::finding::{Deduced, Implied};
use crate::report::Report;
use crate::rule::Config;
use crate::solve::effort::Effort;
use crate::solve::polynomial::Var;
use num_traits::{One, Zero};
use std::collections::BTreeSet;

/// Blank figures of one component that are worked out.
const BLANKS: usize = 200;
/// Checks of one component that are left out one by one to see which bind.
const TRIED: usize = 300;

/// The blank figures of a component that have one value only. All of the component's
/// checks must hold together.
pub(super) fn deduced(
    system: &System<'_>,
    constraints: &Constraints,
    component: &Component,
    program: &mut Program<'_>,
) -> Vec<Deduced> {
    program.relax(&BTreeSet::new());
    let blank = |var: &&Var| !system.figures[**var as usize].is_printed();
    let mut found = Vec::new();
    for &var in component.figures.iter().filter(blank).take(BLANKS) {
        let Some(cell) = system.figures[var as usize]
            .cell
            .filter(|cell| !cell.key.prior)
        else {
            continue;
        };
        if system.zeros.contains(&cell.key) {
            continue;
        }
        let Ok(Some(range)) = program.range(var) else {
            continue;
        };
        let Some(value) = range.is_point().cloned() else {
            continue;
        };
        let binding = binding(var, &range, constraints, component, program);
        let (row, column) = (cell.row, cell.key.column);
        let shown = cell.table.print_like(row, column, &value);
        let unit = cell.table.layout.unit_of(row.unit(), column);
        found.push(Deduced {
            mark: mark_of(&cell),
            print: shown.text.clone(),
            shown: with_rate(shown, unit),
            by: expression(var, &value, system, constraints, &binding),
            checks: named(binding, system),
            value,
        });
    }
    found
}

/// A print that says that it is a rate, where its column alone did.
fn with_rate(mut shown: NumberText, unit: Option<&Unit>) -> NumberText {
    if let Some(unit) = unit.filter(|unit| unit.is_rate())
        && !shown.text.ends_with(['%', '‰', '％'])
        && !shown.text.ends_with(&unit.text)
    {
        shown.text.push_str(&unit.text);
    }
    shown
}

/// The checks without any one of which a figure's range would be another.
fn binding(
    var: Var,
    range: &Range,
    constraints: &Constraints,
    component: &Component,
    program: &mut Program<'_>,
) -> BTreeSet<usize> {
    let all: BTreeSet<usize> = component.checks.iter().copied().collect();
    let naming: BTreeSet<usize> = constraints
        .checks_of(var)
        .intersection(&all)
        .copied()
        .collect();
    let mut absent: BTreeSet<usize> = all.difference(&naming).copied().collect();
    program.leave_out(&absent);
    // Most often those that name it are all.
    let enough = program.range(var) == Ok(Some(range.clone()));
    if !enough {
        absent.clear();
    }
    let tried = if enough { &naming } else { &all };
    let mut needed: BTreeSet<usize> = tried.iter().skip(TRIED).copied().collect();
    for &check in tried.iter().take(TRIED) {
        absent.insert(check);
        program.leave_out(&absent);
        if program.range(var) != Ok(Some(range.clone())) {
            absent.remove(&check);
            needed.insert(check);
        }
    }
    program.leave_out(&BTreeSet::new());
    needed
}

/// What a figure is worked out by, where a single equation gives its value.
fn expression(
    var: Var,
    value: &Rat,
    system: &System<'_>,
    constraints: &Constraints,
    binding: &BTreeSet<usize>,
) -> Option<String> {
    let (Some(check), 1) = (binding.first(), binding.len()) else {
        return None;
    };
    let own = constraints
        .all
        .iter()
        .filter(|constraint| constraint.check == *check);
    let mut equations =
        own.filter(|constraint| constraint.range.is_point().is_some() && constraint.rate.is_none());
    let constraint = equations.next()?;
    solved(constraint, var, value, system)
}

/// `total − refused` for `granted` in `total − granted − refused = 0`.
fn solved(constraint: &Constraint, var: Var, value: &Rat, system: &System<'_>) -> Option<String> {
    let (_, factor) = constraint.terms.iter().find(|(other, _)| *other == var)?;
    let constant = constraint.range.is_point()? / factor;
    let mut terms: Vec<(Rat, String)> = Vec::new();
    for (other, times) in constraint.terms.iter().filter(|(other, _)| *other != var) {
        terms.push((-(times / factor), name_of(system, *other)));
    }
    // What is added comes before what is taken off.
    terms.sort_by_key(|(times, _)| times.is_negative());
    let mut text = String::new();
    for (times, name) in terms {
        if name.is_empty() {
            return None;
        }
        let sign = match (text.is_empty(), times.is_negative()) {
            (true, false) => "",
            (true, true) => "−",
            (false, false) => " + ",
            (false, true) => " − ",
        };
        let size = times.abs();
        text.push_str(sign);
        if !size.is_one() {
            text.push_str(&format!("{} × ", crate::figure::exact::show(&size, 6).text));
        }
        text.push_str(&name);
    }
    if !constant.is_zero() || text.is_empty() {
        let sign = match (text.is_empty(), constant.is_negative()) {
            (true, _) => "",
            (false, false) => " + ",
            (false, true) => " − ",
        };
        let shown = match text.is_empty() {
            true => value.clone(),
            false => constant.abs(),
        };
        text.push_str(sign);
        text.push_str(&crate::figure::exact::show(&shown, 6).text);
    }
    Some(text)
}

/// What the rules of a report leave a figure; `None` where no rule that can be
/// reasoned over names it, or there is no such cell.
pub(crate) fn implied(
    report: &mut Report,
    config: &Config,
    options: &CheckOptions,
    cell: &CellName,
) -> Option<Implied> {
    let mut found = None;
    check_then(report, config, options, |checked, _| {
        found = of_cell(checked, cell);
    });
    found
}

fn of_cell(checked: &CheckedRules<'_>, wanted: &CellName) -> Option<Implied> {
    let mut system = checked.system();
    let is_it = |cell: &FigureCell<'_>| !cell.key.prior && cell.name() == *wanted;
    let at = system
        .figures
        .iter()
        .position(|figure| figure.cell.as_ref().is_some_and(is_it))?;
    let var = Var::try_from(at).ok()?;
    let cell = system.figures[at].cell?;
    // Not what a corrected print would likely say, but all that it could be.
    system.figures[at].domain = cell.possible(&system.figures[at].range);
    let system = system;
    let constraints = Constraints::of(&system);
    let all = components(&system, &constraints, &BTreeSet::new());
    let component = all
        .into_iter()
        .find(|component| component.figures.contains(&var))?;
    let mut program = Program::new(&system, &constraints, &component, Effort::new(STEPS));
    program.to_the_end = true;
    program.relax(&BTreeSet::from([var]));
    let range = program.range(var);
    let binding = match &range {
        Ok(Some(range)) => binding(var, range, &constraints, &component, &mut program),
        _ => BTreeSet::new(),
    };
    let others = constraints.checks_of(var);
    let others: BTreeSet<usize> = others.difference(&binding).copied().collect();
    Some(Implied {
        mark: mark_of(&cell),
        own: cell.figure().map(|_| system.figures[at].range.clone()),
        gave_up: range.as_ref().err().map(|why| limit(*why)),
        implied: range.ok().flatten(),
        binding: named(binding, &system),
        others: named(others, &system),
    })
}
