//! Functions over rows that come to the same whichever row a rule is checked
//! for, or whichever row of a group: worked out once, or once for each group,
//! where the rule is checked for every row. What a sum
//! takes that its print leaves open is one figure, apart from the row's own
//! figures, which the rule may name too.

use super::evaluated::{CellKey, Evaluated, Operand, Reason};
use super::medians::KnownMedian;
use super::own_group::{AskedFor, RowsOf};
use super::{Evaluation, Result};
use crate::check::bind::{BoundRule, CellRef, Leaf, Over, RowRef, Scope};
use crate::figure::{Range, Rat, Rounding};
use crate::rule::{Function, Rule, Span};
use crate::solve::dimension::Dim;
use crate::solve::polynomial::Poly;
use crate::solve::quotient::Value;
use crate::solve::sum_range::SumRange;
use crate::table::TableRow;
use num_traits::One;
use std::collections::HashMap;

/// The functions over rows of one rule that are worked out once.
#[derive(Default)]
pub(crate) struct ColumnFunctions<'a> {
    known: Vec<(Called, Column<'a>)>,
    /// Those of single groups, by their numbers.
    of_groups: Vec<(Called, HashMap<usize, Column<'a>>)>,
}

/// Groups of so few rows are put in anew for each of them.
const SMALL: usize = 8;

/// A function over rows by where it stands, and in which report it looks.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Called {
    span: Span,
    prior: bool,
}

impl Called {
    fn of(over: &Over) -> Called {
        Called {
            span: over.span,
            prior: over.prior,
        }
    }
}

/// What a function over rows comes to.
struct Column<'a> {
    sum: Result<Sum>,
    /// A median that is more than a figure, in its place.
    median: Option<KnownMedian>,
    /// What is not printed of it, with those cells.
    unknown: Vec<Reason>,
    operands: Vec<Operand<'a>>,
    headings: bool,
    /// How many figures it took.
    taken: usize,
    /// Whether one of them is reported.
    reported: bool,
}

/// A sum of figures, as far as their prints leave them open.
struct Sum {
    constant: Rat,
    dim: Dim,
    open: Vec<Term>,
    /// The open ones of each row, by their place among all.
    by_row: HashMap<usize, Vec<usize>>,
    /// Those that are not printed.
    unprinted: Vec<usize>,
    /// Where the figures are: whether in the report before, and in which table.
    place: (bool, usize),
    /// All open ones together.
    range: SumRange,
    nominal: Rat,
    /// Whether all are whole numbers, each taken once.
    whole: bool,
}

/// An open figure of a sum.
struct Term {
    /// Its cell; none for what many rows add up to.
    cell: Option<CellKey>,
    factor: Rat,
    range: Range,
    printed: Option<Rat>,
}

impl<'a> ColumnFunctions<'a> {
    /// Those of a rule, with its figures as printed.
    pub(crate) fn of(
        scope: &'a Scope<'a>,
        rule: &'a Rule,
        bound: &BoundRule,
        rounding: Option<Rounding>,
    ) -> ColumnFunctions<'a> {
        let mut all: Vec<&Over> = Vec::new();
        let mut figures: Vec<CellRef> = Vec::new();
        bound.condition.visit(&mut |leaf| match leaf {
            Leaf::Over(over) => all.push(over),
            Leaf::Figure(cell, _) => figures.push(*cell),
            Leaf::Text(_) | Leaf::WholeText(_) | Leaf::Absent(..) => {}
        });
        let alone = all.len() == 1;
        let none = HashMap::new();
        // What is taken for one figure may not be named otherwise too.
        let apart = |sum: &Sum| alone && figures.iter().all(|cell| is_apart(cell, sum));
        let column = |over: &Over, group: Option<usize>| {
            let mut anew = Evaluation::new(scope, rule, rounding, &none);
            anew.of_group = group;
            let (evaluated, value) = anew.of_rows(over);
            let median = value.as_ref().ok();
            let median = median.and_then(|value| KnownMedian::of(&evaluated, value, over));
            if let Some(median) = median {
                return Some(Column::of_median(evaluated, median));
            }
            let column = Column::of(evaluated, value, over)?;
            let open = column.sum.as_ref().ok().filter(|sum| !sum.open.is_empty());
            open.is_none_or(apart).then_some(column)
        };
        let mut found = ColumnFunctions::default();
        for over in all.into_iter().filter(|over| !hangs_on_row(over)) {
            let Some(by) = &over.by else {
                found
                    .known
                    .extend(column(over, None).map(|column| (Called::of(over), column)));
                continue;
            };
            let table = scope.table(over.prior, over.table);
            // A rule for groups asks for each of them once.
            let Some(table) = table.filter(|_| bound.by.is_none()) else {
                continue;
            };
            let groups = table.grouped_by(&by.columns);
            let large = (0..groups.len()).filter(|group| groups.size(*group) > SMALL);
            let known = large.filter_map(|group| Some((group, column(over, Some(group))?)));
            found.of_groups.push((Called::of(over), known.collect()));
        }
        found
    }

    /// A function over rows that is known, and of which rows.
    fn find(&self, over: &Over, own: impl FnOnce() -> Option<RowsOf>) -> Option<&Column<'a>> {
        let called = Called::of(over);
        if over.by.is_none() {
            let found = self.known.iter().find(|(known, _)| *known == called);
            return found.map(|(_, column)| column);
        }
        let (_, columns) = self.of_groups.iter().find(|(known, _)| *known == called)?;
        match own()? {
            RowsOf::Group(_, group) => columns.get(&group),
            RowsOf::All | RowsOf::None => None,
        }
    }

    /// How many figures a rule puts in for a row: those that are known already, of
    /// which a finding tells, and those that are anew; a greatest or least one is
    /// worth several of these.
    pub(crate) fn cost(
        &self,
        scope: &'a Scope<'a>,
        bound: &BoundRule,
        row: Option<(usize, Option<usize>, &TableRow)>,
    ) -> Cost {
        let mut cost = Cost::default();
        bound.condition.visit(&mut |leaf| {
            let Leaf::Over(over) = leaf else { return };
            let table = scope.table(over.prior, over.table);
            let asked = AskedFor { row, group: None };
            let own = || asked.rows_of(over, table?).ok();
            if let Some(column) = self.find(over, own) {
                cost.known = cost.known.saturating_add(column.taken);
                return;
            }
            let rows = table.zip(own()).map_or(0, |(table, own)| own.count(table));
            let worth = match over.function {
                Function::Max | Function::Min | Function::Median => 40,
                Function::Mad => 100,
                _ => 1,
            };
            // A rule for groups puts in each of them once.
            let once = over.by.is_some() && (rows <= SMALL || bound.by.is_some());
            if !once {
                cost.anew = cost.anew.saturating_add(rows.saturating_mul(worth));
            }
        });
        cost
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.known.is_empty() && self.of_groups.is_empty()
    }
}

/// How many figures of functions over rows are put in for a row.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cost {
    /// Of those that are known.
    pub known: usize,
    /// Of all others.
    pub anew: usize,
}

/// Whether a figure is none of a sum's, or one of the row's own.
fn is_apart(cell: &CellRef, sum: &Sum) -> bool {
    sum.place != (cell.prior, cell.table) || (cell.row == RowRef::Checked && !cell.prior)
}

/// Whether what a function over rows takes hangs on the row that is checked, and
/// not on its group alone.
fn hangs_on_row(over: &Over) -> bool {
    let mut found = over.by.as_ref().is_some_and(|by| by.without_checked);
    let mut see = |leaf: Leaf<'_>| match leaf {
        Leaf::Figure(cell, _) | Leaf::Text(cell) | Leaf::WholeText(cell) => {
            found |= !matches!(cell.row, RowRef::Fixed(_) | RowRef::Each);
        }
        Leaf::Over(_) => found = true,
        Leaf::Absent(..) => {}
    };
    if let Some(argument) = &over.argument {
        argument.visit(&mut see);
    }
    if let Some(filter) = &over.filter {
        filter.visit(&mut see);
    }
    found
}

impl<'a> Column<'a> {
    /// Of what a function was evaluated to; `None` where that is more than a
    /// sum of figures.
    fn of(evaluated: Evaluated<'a>, value: Result<Value>, over: &Over) -> Option<Column<'a>> {
        let plain = evaluated.side.is_empty()
            && evaluated.divisors.is_empty()
            && evaluated.compared.is_empty();
        let cells: Vec<CellKey> = evaluated
            .unknown
            .iter()
            .chain(value.as_ref().err())
            .filter_map(Reason::cell)
            .collect();
        let sum = match value {
            Ok(value) if plain => Ok(Sum::of(&evaluated, &value, over)?),
            Err(reason) if plain => Err(reason),
            _ => return None,
        };
        Some(Column::about(evaluated, sum, &cells))
    }

    /// Of a median that is more than a figure.
    fn of_median(evaluated: Evaluated<'a>, median: KnownMedian) -> Column<'a> {
        let cells = evaluated.unknown.iter().filter_map(Reason::cell);
        let cells: Vec<CellKey> = cells.collect();
        Column {
            median: Some(median),
            ..Column::about(evaluated, Err(Reason::TooComplex), &cells)
        }
    }

    /// What it comes to, with those of its figures that are not printed.
    fn about(evaluated: Evaluated<'a>, sum: Result<Sum>, cells: &[CellKey]) -> Column<'a> {
        let taken = evaluated.operands.len();
        let reported = evaluated.operands.iter().any(Operand::is_printed);
        let operands = evaluated.operands.into_iter();
        Column {
            sum,
            median: None,
            operands: operands
                .filter(|operand| cells.contains(&operand.cell))
                .collect(),
            unknown: evaluated.unknown,
            headings: evaluated.headings,
            taken,
            reported,
        }
    }
}

impl Sum {
    fn of(evaluated: &Evaluated<'_>, value: &Value, over: &Over) -> Option<Sum> {
        if !value.num.is_linear() || value.den.as_constant() != Some(Rat::one()) {
            return None;
        }
        let mut sum = Sum {
            constant: value.num.constant_term(),
            dim: value.dim.clone(),
            open: Vec::new(),
            by_row: HashMap::new(),
            unprinted: Vec::new(),
            place: (over.prior, over.table),
            range: SumRange::of(&Rat::from_integer(0.into())),
            nominal: Rat::ZERO,
            whole: true,
        };
        for (vars, factor) in value.num.terms() {
            let [var] = vars else { continue };
            let at = *var as usize;
            let cell = evaluated.cells[at];
            sum.add(Term {
                cell,
                factor: factor.clone(),
                range: evaluated.ranges.range(*var).clone(),
                printed: evaluated.printed[at].clone(),
            });
        }
        // Whole numbers among others leave gaps that no range tells of.
        let any_whole = sum.open.iter().any(|term| term.range.whole);
        (sum.whole || !any_whole).then_some(sum)
    }

    fn add(&mut self, term: Term) {
        let (at, factor) = (self.open.len(), &term.factor);
        self.range.add(factor, &term.range);
        self.whole &= term.range.whole && term.factor.abs().is_one();
        match &term.printed {
            Some(printed) => self.nominal = self.nominal.plus_times(factor, printed),
            None => self.unprinted.push(at),
        }
        if let Some(row) = term.cell.and_then(|cell| cell.row) {
            self.by_row.entry(row).or_default().push(at);
        }
        self.open.push(term);
    }
}

impl<'a> Evaluation<'a, '_> {
    /// A function over rows by itself.
    fn of_rows(mut self, over: &Over) -> (Evaluated<'a>, Result<Value>) {
        let value = self.over_anew(over);
        (self.out, value)
    }

    /// A function over rows that was worked out before.
    pub(super) fn over_known(&mut self, over: &Over) -> Option<Result<Value>> {
        let columns = self.columns.filter(|_| {
            let as_printed = self.supposed.is_empty() && !self.open;
            as_printed && self.each.is_none() && !self.selecting
        })?;
        let own = || {
            self.asked_for()
                .rows_of(over, self.scope.table(over.prior, over.table)?)
                .ok()
        };
        let column = columns.find(over, own)?;
        self.out.unknown.extend(column.unknown.iter().cloned());
        let side = self.now_side;
        let operands = column.operands.iter().cloned();
        let operands = operands.map(|operand| Operand { side, ..operand });
        self.out.operands.extend(operands);
        self.out.headings |= column.headings;
        self.out.some_reported |= column.reported;
        if let Some(median) = &column.median {
            return Some(Ok(self.median_known(median)));
        }
        Some(match &column.sum {
            Ok(sum) => Ok(self.sum_of_rows(sum)),
            Err(reason) => Err(reason.clone()),
        })
    }

    /// A sum over rows, its figures of this row and those that are not printed
    /// by themselves.
    fn sum_of_rows(&mut self, sum: &Sum) -> Value {
        let mut num = Poly::constant(sum.constant.clone());
        let (mut range, mut nominal) = (sum.range.clone(), sum.nominal.clone());
        let checked = self
            .checked
            .filter(|(table, _, _)| sum.place == (false, *table));
        let row = checked.and_then(|(_, number, _)| number);
        let own = row.and_then(|row| sum.by_row.get(&row));
        let mut by_themselves: Vec<usize> = own.into_iter().flatten().copied().collect();
        by_themselves.extend(&sum.unprinted);
        by_themselves.sort_unstable();
        by_themselves.dedup();
        for at in &by_themselves {
            let term = &sum.open[*at];
            let Some(cell) = term.cell else { continue };
            let factor = &term.factor;
            range.take(factor, &term.range);
            if let Some(printed) = &term.printed {
                nominal = nominal.plus_times(&-factor, printed);
            }
            let (own, printed) = (term.range.clone(), term.printed.clone());
            let value = self.variable(cell, own, printed, sum.dim.clone());
            num.add_scaled(&value.num, &term.factor);
        }
        if by_themselves.len() < sum.open.len() {
            let range = Range {
                whole: sum.whole,
                ..range.range()
            };
            let rest = self.new_var(range.tighten(), Some(nominal), None);
            self.out.uses[rest as usize] += 1;
            num.add_scaled(&Poly::var(rest), &Rat::one());
        }
        Value {
            num,
            den: Poly::constant(Rat::one()),
            dim: sum.dim.clone(),
        }
    }
}
