//! Whether all checks hold together with some figures supposed to be others:
//! also those that are not checked as printed, since they divide by zero, and
//! those that are no list of sums. What reasoning suggests is held against it.

use super::bind::{BoundRule, Scope};
use super::coverage::selects;
use super::evaluate::{CellKey, Evaluated, Evaluation, Suppose};
use super::options::CheckOptions;
use super::system::selects_by_figures;
use crate::rule::Rule;
use crate::solve::decide::decide;
use crate::solve::decision::Decision;
use crate::solve::formula::{Atom, Formula};
use crate::solve::polynomial::Var;
use crate::solve::ranges::Ranges;
use crate::table::TableRow;
use std::collections::{BTreeSet, HashMap};

/// Rows that a table may have for its rules to be asked.
const ROWS: usize = 5_000;
/// Checks that are put in at the start.
const INDEXED: usize = 50_000;
/// Checks that are asked together for one supposition.
const ASKED: usize = 60;

/// A check: a rule by its number, and the row that it is made for.
type CheckAt = (usize, Option<usize>);

/// The checks of a report by the cells that they name.
pub(crate) struct Together<'a> {
    bound: &'a [(&'a Rule, BoundRule)],
    scope: &'a Scope<'a>,
    options: &'a CheckOptions,
    naming: HashMap<CellKey, Vec<CheckAt>>,
    /// Checks whose rows hang on figures: any change may matter to them.
    always: Vec<CheckAt>,
    /// Whether there are checks that it does not know of.
    partly: bool,
}

/// What came of asking checks together.
pub(crate) struct Asked {
    /// Whether some values fit.
    pub decision: Decision,
    /// The cells that the checks name which have none.
    pub cells: BTreeSet<CellKey>,
    /// Those checks, by rule and row.
    pub checks: Vec<(String, Option<usize>)>,
}

impl<'a> Together<'a> {
    /// Of the rules that are bound, as far as their tables are in memory.
    pub(super) fn of(
        bound: &'a [(&'a Rule, BoundRule)],
        scope: &'a Scope<'a>,
        options: &'a CheckOptions,
    ) -> Together<'a> {
        let mut all = Together {
            bound,
            scope,
            options,
            naming: HashMap::new(),
            always: Vec::new(),
            partly: false,
        };
        let mut left = INDEXED;
        for number in 0..bound.len() {
            for at in all.checks_of(number) {
                let Some(fewer) = left.checked_sub(1) else {
                    all.partly = true;
                    return all;
                };
                left = fewer;
                all.add(at);
            }
        }
        all
    }

    fn add(&mut self, at: CheckAt) {
        if selects_by_figures(&self.bound[at.0].1) {
            self.always.push(at);
            return;
        }
        let (evaluated, _) = self.evaluate(at, &HashMap::new());
        let cells: BTreeSet<CellKey> = evaluated.operands.iter().map(|one| one.cell).collect();
        for cell in cells {
            self.naming.entry(cell).or_default().push(at);
        }
    }

    /// The checks of a rule: one, or one for each of its rows.
    fn checks_of(&self, number: usize) -> Vec<CheckAt> {
        let (rule, bound) = &self.bound[number];
        let Some(table) = bound.rows_of else {
            return vec![(number, None)];
        };
        let held = &self.scope.report.tables[table];
        if held.streamed || held.rows.len() > ROWS {
            return Vec::new();
        }
        let rows = held.rows.iter().enumerate();
        let own = rows.filter(|(at, row)| {
            let row = (table, Some(*at), *row);
            selects_by_figures(bound) || selects(rule, bound, row, self.scope, self.options)
        });
        own.map(|(at, _)| (number, Some(at))).collect()
    }

    fn row_of(&self, at: CheckAt) -> Option<(usize, usize, &'a TableRow)> {
        let (number, row) = at;
        let (table, row) = self.bound[number].1.rows_of.zip(row)?;
        Some((table, row, &self.scope.report.tables[table].rows[row]))
    }

    /// A check with figures supposed to be others; no condition where it is
    /// not checked.
    fn evaluate(
        &self,
        at: CheckAt,
        supposed: &HashMap<CellKey, Suppose>,
    ) -> (Evaluated<'a>, Option<Formula>) {
        let (rule, bound) = &self.bound[at.0];
        let rounding = self.options.read.rounding;
        let evaluation = || {
            let evaluation = Evaluation::new(self.scope, rule, rounding, supposed);
            match self.row_of(at) {
                Some((table, number, row)) => evaluation.for_row(table, Some(number), row),
                None => evaluation,
            }
        };
        if let (Some(filter), Some((_, rows))) = (&bound.filter, &rule.rows) {
            match evaluation().selects(filter, rows.span()) {
                Ok(true) => {}
                _ => return (Evaluated::default(), None),
            }
        }
        let (mut evaluated, formula) = evaluation().run(&bound.condition);
        let formula = formula.ok().map(|formula| {
            let remainder = evaluated.remainder.take();
            match remainder.filter(|_| rule.remainder.is_some()) {
                Some(remainder) => Formula::All(vec![formula, remainder]),
                None => formula,
            }
        });
        (evaluated, formula)
    }

    /// Whether the checks that name supposed figures hold, one by one and
    /// together with those that they are tied to; `ignored` are not asked.
    /// Where there are too many to ask them all, nobody knows.
    pub(crate) fn ask(
        &self,
        supposed: &HashMap<CellKey, Suppose>,
        ignored: &dyn Fn(&str, Option<usize>) -> bool,
    ) -> Asked {
        let named = supposed.keys().filter_map(|cell| self.naming.get(cell));
        let mut waiting: Vec<CheckAt> = named.flatten().chain(&self.always).copied().collect();
        waiting.sort_unstable();
        waiting.reverse();
        let mut seen = BTreeSet::new();
        let mut joint = Joint::default();
        let mut settled = !self.partly;
        let mut found = Asked {
            decision: Decision::Yes,
            cells: BTreeSet::new(),
            checks: Vec::new(),
        };
        while let Some(at) = waiting.pop() {
            let name = &self.bound[at.0].0.name;
            if seen.contains(&at) || ignored(name, at.1) {
                continue;
            }
            if seen.len() == ASKED {
                settled = false;
                break;
            }
            seen.insert(at);
            let (evaluated, formula) = self.evaluate(at, supposed);
            let Some(formula) = formula else { continue };
            let cells = evaluated.operands.iter().map(|one| one.cell);
            let mut alone = decide(&formula, &evaluated.ranges);
            // Where its divisor is zero, there is nothing to check.
            joint.divides |= !evaluated.divisors.is_empty();
            if alone == Decision::No && !evaluated.divisors.is_empty() {
                alone = Decision::GaveUp;
            }
            if alone == Decision::No {
                return Asked {
                    decision: Decision::No,
                    cells: cells.collect(),
                    checks: vec![(name.clone(), at.1)],
                };
            }
            found.cells.extend(cells);
            found.checks.push((name.clone(), at.1));
            found.decision = Decision::all([found.decision, alone]);
            let open = evaluated.cells.iter().flatten();
            let tied = open.filter_map(|cell| self.naming.get(cell)).flatten();
            let tied = tied.filter(|at| !seen.contains(at));
            waiting.splice(0..0, tied.copied());
            joint.add(&evaluated, &formula);
        }
        if joint.members.len() > 1 {
            found.decision = decide(&Formula::All(joint.members), &joint.ranges);
        }
        let open = match found.decision {
            Decision::Yes => !settled,
            // A divisor among them may be zero after all.
            _ => joint.divides,
        };
        if open {
            found.decision = Decision::GaveUp;
        }
        found
    }
}

/// Conditions of several checks over figures of which each is one variable.
#[derive(Default)]
struct Joint {
    members: Vec<Formula>,
    ranges: Ranges,
    known: HashMap<CellKey, Var>,
    /// Whether a divisor of theirs is taken for not zero though it may be.
    divides: bool,
}

impl Joint {
    fn add(&mut self, evaluated: &Evaluated<'_>, formula: &Formula) {
        let mut vars = Vec::new();
        for (at, cell) in evaluated.cells.iter().enumerate() {
            let own = Var::try_from(at).unwrap_or(Var::MAX);
            let range = evaluated.ranges.range(own).clone();
            let known = cell.and_then(|cell| self.known.get(&cell).copied());
            // Where two rules take a figure for rounded otherwise, either may be.
            let var = match known {
                Some(var) => {
                    let joined = self.ranges.range(var).join(&range);
                    self.ranges = self.ranges.with(var, joined);
                    var
                }
                None => self.ranges.push(range),
            };
            if let Some(cell) = cell {
                self.known.insert(*cell, var);
            }
            vars.push(var);
        }
        self.members
            .push(renamed(formula, &|var| vars[var as usize]));
    }
}

fn renamed(formula: &Formula, name: &dyn Fn(Var) -> Var) -> Formula {
    let all = |members: &[Formula]| members.iter().map(|one| renamed(one, name)).collect();
    match formula {
        Formula::Constant(value) => Formula::Constant(*value),
        Formula::Atom(atom) => Formula::Atom(Atom {
            poly: atom.poly.renamed(name),
            relation: atom.relation,
        }),
        Formula::All(members) => Formula::All(all(members)),
        Formula::Any(members) => Formula::Any(all(members)),
        Formula::Tolerant(sides) => Formula::Tolerant(Box::new([
            renamed(&sides[0], name),
            renamed(&sides[1], name),
        ])),
    }
}
