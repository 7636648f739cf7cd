//! Whether all checks hold together with some figures supposed to be others:
//! also those that are not checked as printed, since they divide by zero, and
//! those that are no list of sums. What reasoning suggests is held against it.

use super::bind::{BoundRule, Condition, Scope};
use super::coverage::selects;
use super::evaluate::{CellKey, Evaluated, Evaluation, Suppose, is_for_row};
use super::options::CheckOptions;
use super::straight::Straight;
use super::system::selects_by_figures;
use crate::rule::Rule;
use crate::solve::decide::decide;
use crate::solve::decision::Decision;
use crate::solve::formula::{Atom, Formula};
use crate::solve::polynomial::Var;
use crate::solve::ranges::Ranges;
use crate::table::TableRow;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

/// Rows that a table may have for its rules to be asked.
const ROWS: usize = 5_000;
/// Checks that are put in at the start.
const INDEXED: usize = 50_000;
/// Figures that they may name in all.
const NAMED: usize = 400_000;
/// Checks that are asked together for one supposition.
const ASKED: usize = 60;

/// Figures of a check that is put in anew where a test runs.
const SMALL: usize = 12;

/// A check: a rule by its number, and the row that it is made for.
type CheckAt = (usize, Option<usize>);

/// The checks of a report by the cells that they name.
pub(crate) struct Together<'a> {
    bound: &'a [(&'a Rule, BoundRule)],
    scope: &'a Scope<'a>,
    options: &'a CheckOptions,
    naming: HashMap<CellKey, Vec<CheckAt>>,
    known: HashMap<CheckAt, Known>,
    /// Checks whose rows hang on figures: any change may matter to them.
    always: Vec<CheckAt>,
    /// Whether there are checks that it does not know of.
    partly: bool,
}

/// What is known of a check whatever is supposed.
struct Known {
    /// The cells that it names.
    cells: BTreeSet<CellKey>,
    /// The check as one sum, where it is one, with those of its figures that
    /// other checks name too; made when it is first asked.
    sum: OnceCell<Option<(Straight, Vec<CellKey>)>>,
}

/// What came of asking checks together.
pub(crate) struct Asked {
    /// Whether some values fit.
    pub decision: Decision,
    /// Where none do, the cells that the checks name which have none.
    pub cells: BTreeSet<CellKey>,
    /// How many figures were put in.
    pub cost: usize,
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
            known: HashMap::new(),
            always: Vec::new(),
            partly: false,
        };
        let mut named = 0;
        let checks = (0..bound.len()).flat_map(|number| all.checks_of(number));
        let mut checks: Vec<CheckAt> = checks.take(INDEXED + 1).collect();
        all.partly = checks.len() > INDEXED;
        checks.truncate(INDEXED);
        for at in checks {
            if named > NAMED {
                all.partly = true;
                break;
            }
            named += all.add(at);
        }
        all
    }

    /// Adds a check, and says how many figures it names.
    fn add(&mut self, at: CheckAt) -> usize {
        if selects_by_figures(&self.bound[at.0].1) {
            self.always.push(at);
            return 1;
        }
        let cells = self.named_whatever(at);
        for cell in &cells {
            self.naming.entry(*cell).or_default().push(at);
        }
        let (sum, named) = (OnceCell::new(), cells.len());
        self.known.insert(at, Known { cells, sum });
        named
    }

    /// The cells that a check names whatever is supposed: as printed, one side of a
    /// condition may settle what stands on others, which then are not looked at.
    fn named_whatever(&self, at: CheckAt) -> BTreeSet<CellKey> {
        let none = HashMap::new();
        let (printed, _) = self.evaluate(at, &none);
        let mut cells = cells_of(&printed);
        let condition = &self.bound[at.0].1.condition;
        let is_of_sides = matches!(
            condition,
            Condition::And(_) | Condition::Or(_) | Condition::Not(_) | Condition::If(..)
        );
        if is_of_sides {
            let open = self.evaluation(at, &none).left_open();
            cells.extend(cells_of(&self.run(at, open, &none).0));
        }
        cells
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
        let own = bound.rows_in(held).into_iter().filter(|at| {
            let row = (table, Some(*at), &held.rows[*at]);
            is_for_row(self.scope, bound, Some(row))
                && (selects_by_figures(bound)
                    || selects(rule, bound, row, self.scope, self.options))
        });
        own.map(|at| (number, Some(at))).collect()
    }

    fn row_of(&self, at: CheckAt) -> Option<(usize, usize, &'a TableRow)> {
        let (number, row) = at;
        let (table, row) = self.bound[number].1.rows_of.zip(row)?;
        Some((table, row, &self.scope.report.tables[table].rows[row]))
    }

    fn evaluation<'e>(
        &self,
        (number, row): CheckAt,
        supposed: &'e HashMap<CellKey, Suppose>,
    ) -> Evaluation<'a, 'e> {
        let rule = self.bound[number].0;
        let rounding = self.options.read.rounding;
        let evaluation = Evaluation::new(self.scope, rule, rounding, supposed);
        match self.row_of((number, row)) {
            Some((table, number, row)) => evaluation.for_row(table, Some(number), row),
            None => evaluation,
        }
    }

    fn is_selected(&self, at: CheckAt, supposed: &HashMap<CellKey, Suppose>) -> bool {
        let (rule, bound) = &self.bound[at.0];
        let (Some(filter), Some((_, rows))) = (&bound.filter, &rule.rows) else {
            return true;
        };
        let selected = self.evaluation(at, supposed).selects(filter, rows.span());
        selected == Ok(true)
    }

    /// A check as one sum, where it is one whatever is supposed.
    fn sum(&self, at: CheckAt) -> Option<&(Straight, Vec<CellKey>)> {
        let known = self.known.get(&at)?;
        let sum = known.sum.get_or_init(|| {
            let (rule, bound) = &self.bound[at.0];
            let none = HashMap::new();
            if !self.is_selected(at, &none) {
                return None;
            }
            let evaluation = self.evaluation(at, &none).left_open();
            let (evaluated, formula) = evaluation.run(&bound.condition);
            let formula = match (&evaluated.remainder, rule.remainder) {
                // What is all of the whole is no more than it.
                (Some(equal), Some(_)) => equal.clone(),
                _ => formula.ok()?,
            };
            let rounding = self.options.read.rounding.or(rule.rounding);
            let sum = Straight::of(&evaluated, &formula, rounding)?;
            let shared = |cell: &CellKey| self.naming.get(cell).is_some_and(|all| all.len() > 1);
            let shared = sum.cells().filter(shared).collect();
            Some((sum, shared))
        });
        sum.as_ref()
    }

    /// A check with figures supposed to be others; no condition where it is
    /// not checked.
    fn evaluate(
        &self,
        at: CheckAt,
        supposed: &HashMap<CellKey, Suppose>,
    ) -> (Evaluated<'a>, Option<Formula>) {
        let evaluation = self.evaluation(at, supposed);
        self.run(at, evaluation, supposed)
    }

    fn run(
        &self,
        at: CheckAt,
        evaluation: Evaluation<'a, '_>,
        supposed: &HashMap<CellKey, Suppose>,
    ) -> (Evaluated<'a>, Option<Formula>) {
        let (rule, bound) = &self.bound[at.0];
        if !self.is_selected(at, supposed) {
            return (Evaluated::default(), None);
        }
        let (mut evaluated, formula) = evaluation.run(&bound.condition);
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
        let mut joint: Vec<CheckAt> = Vec::new();
        // Those of them that are no check where something in them is zero.
        let mut dividing: BTreeSet<CheckAt> = BTreeSet::new();
        let mut settled = !self.partly;
        let mut found = Asked {
            decision: Decision::Yes,
            cells: BTreeSet::new(),
            cost: 0,
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
            let Some(alone) = self.alone(at, supposed) else {
                continue;
            };
            found.cost += alone.cost;
            if alone.divides {
                dividing.insert(at);
            }
            if alone.decision == Decision::No {
                found.decision = Decision::No;
                found.cells = alone.cells.unwrap_or_else(|| self.named_by(at));
                return found;
            }
            found.decision = Decision::all([found.decision, alone.decision]);
            let tied = alone.open.iter().filter_map(|cell| self.naming.get(cell));
            let tied = tied.flatten().filter(|at| !seen.contains(at));
            waiting.splice(0..0, tied.copied());
            joint.push(at);
        }
        if joint.len() > 1 {
            self.ask_all(&joint, supposed, &mut found);
        }
        if found.decision != Decision::Yes && !dividing.is_empty() {
            // A divisor among them may be zero after all; the others have to
            // hold whether it is or not.
            found.decision = Decision::GaveUp;
            joint.retain(|at| !dividing.contains(at));
            if joint.len() > 1 {
                let mut others = Asked {
                    cells: BTreeSet::new(),
                    ..found
                };
                self.ask_all(&joint, supposed, &mut others);
                found.cost = others.cost;
                if others.decision == Decision::No {
                    return others;
                }
            }
        }
        if found.decision == Decision::Yes && !settled {
            found.decision = Decision::GaveUp;
        }
        found
    }

    /// A check by itself; none where it is not checked.
    fn alone(&self, at: CheckAt, supposed: &HashMap<CellKey, Suppose>) -> Option<Alone> {
        let sum = self.sum(at);
        if let Some(((sum, shared), decision)) =
            sum.and_then(|sum| Some((sum, sum.0.decide(supposed)?)))
        {
            debug_assert!(
                self.agrees(at, supposed, decision),
                "{}: {decision:?} with {supposed:?}",
                self.bound[at.0].0.check.text
            );
            let open = shared.iter().filter(|cell| sum.is_open(cell, supposed));
            return Some(Alone {
                decision,
                open: open.copied().collect(),
                cells: None,
                divides: false,
                cost: supposed.len() + shared.len(),
            });
        }
        let (evaluated, formula) = self.evaluate(at, supposed);
        let cells = cells_of(&evaluated);
        let divides = !evaluated.divisors.is_empty();
        // Where its divisor is zero, there is nothing to check.
        let decision = match evaluated.decide(&formula?) {
            Decision::No if divides => Decision::GaveUp,
            decision => decision,
        };
        Some(Alone {
            decision,
            divides,
            open: evaluated.cells.iter().flatten().copied().collect(),
            cost: cells.len(),
            cells: Some(cells),
        })
    }

    /// Whether a small check, put in anew, says the same as its sum: every
    /// question of every test asks.
    fn agrees(
        &self,
        at: CheckAt,
        supposed: &HashMap<CellKey, Suppose>,
        decision: Decision,
    ) -> bool {
        if self.named_by(at).len() > SMALL {
            return true;
        }
        let (evaluated, formula) = self.evaluate(at, supposed);
        formula.is_some_and(|formula| decide(&formula, &evaluated.ranges) == decision)
    }

    fn named_by(&self, at: CheckAt) -> BTreeSet<CellKey> {
        let known = self.known.get(&at);
        known.map_or_else(BTreeSet::new, |known| known.cells.clone())
    }

    /// Checks that hold one by one, together.
    fn ask_all(&self, checks: &[CheckAt], supposed: &HashMap<CellKey, Suppose>, found: &mut Asked) {
        let mut joint = Joint::default();
        let mut medians = false;
        for &at in checks {
            let evaluation = self.evaluation(at, supposed).beside_others();
            let (evaluated, formula) = self.run(at, evaluation, supposed);
            if let Some(formula) = formula {
                found.cells.extend(cells_of(&evaluated));
                joint.add(&evaluated, &formula);
                medians |= evaluated.has_medians();
            }
        }
        found.cost += found.cells.len();
        found.decision = match decide(&Formula::All(joint.members), &joint.ranges) {
            // Nothing is said here of what medians are taken of.
            Decision::Yes if medians => Decision::GaveUp,
            decided => decided,
        };
    }
}

/// What came of asking one check.
struct Alone {
    decision: Decision,
    /// Its figures that are open and may tie it to other checks.
    open: Vec<CellKey>,
    /// All its cells, where they are at hand.
    cells: Option<BTreeSet<CellKey>>,
    /// Whether something in it is divided by what may be zero.
    divides: bool,
    cost: usize,
}

fn cells_of(evaluated: &Evaluated<'_>) -> BTreeSet<CellKey> {
    let operands = evaluated.operands.iter();
    operands.map(|operand| operand.cell).collect()
}

/// Conditions of several checks over figures of which each is one variable.
#[derive(Default)]
struct Joint {
    members: Vec<Formula>,
    ranges: Ranges,
    known: HashMap<CellKey, Var>,
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
                    if *self.ranges.range(var) != range {
                        let joined = self.ranges.range(var).join(&range);
                        self.ranges = self.ranges.with(var, joined);
                    }
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
