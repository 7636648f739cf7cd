//! From a bound rule and the prints of its figures to a condition over their
//! true values. A figure that its print leaves no choice becomes a number at
//! once; every other becomes a variable with its range. Here: figures and
//! arithmetic; `functions` and `conditions` hold the rest.

mod columns;
mod condensed;
mod conditions;
mod decided;
mod evaluated;
mod functions;
mod medians;
mod middle;
mod open_rows;
mod own_group;
mod part_rows;
mod places;
mod texts;

pub(crate) use columns::{ColumnFunctions, Cost};
use evaluated::Tie;
pub(crate) use evaluated::{CellKey, Suppose};
pub(super) use evaluated::{Compared, Evaluated, Operand, Reason, Role, TextTold};
pub(super) use own_group::AskedFor;
pub(super) use part_rows::{is_for_row, row_of_part};

use crate::check::bind::Scope;
use crate::check::bind::{CellRef, Condition, Number, RowRef};
use crate::figure::{Figure, Range, Rat, Reading, Rounding};
use crate::rule::{Missing, Rule, Span};
use crate::solve::dimension::Dim;
use crate::solve::extremes::hull;
use crate::solve::formula::{Atom, Formula, Relation};
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use crate::table::{Table, TableRow};
use condensed::{GroupAt, GroupKey};
use num_traits::{One, Zero};
use std::collections::HashMap;

/// A rule being evaluated for one row (or none).
pub(super) struct Evaluation<'a, 's> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) rule: &'a Rule,
    pub(super) rounding: Option<Rounding>,
    pub(super) checked: Option<(usize, Option<usize>, &'a TableRow)>,
    pub(super) each: Option<(usize, &'a TableRow)>,
    /// The group of rows that a function over rows has come to.
    pub(super) group: Option<GroupAt<'a>>,
    /// The group that functions over rows are taken of, where that is not the one
    /// of the row that is checked.
    pub(super) of_group: Option<usize>,
    /// What is left open of the figures of groups.
    pub(super) of_groups: HashMap<GroupKey, Var>,
    pub(super) supposed: &'s HashMap<CellKey, Suppose>,
    /// Functions over rows that were worked out before.
    pub(super) columns: Option<&'s ColumnFunctions<'a>>,
    pub(super) vars: HashMap<CellKey, Var>,
    pub(super) now_side: usize,
    /// Whether what is evaluated stands under `and`, `or`, `not` or `if`.
    pub(super) branches: bool,
    /// Whether every figure stays a variable, also one that its print leaves
    /// no choice.
    pub(super) open: bool,
    /// Whether a greatest or least figure stays tied to those that it is taken
    /// of, also where nothing else in the rule names them.
    tied: bool,
    /// Whether what is evaluated stands inside a function.
    pub(super) inside: bool,
    /// Whether rows without any figure are none reported, and no headings.
    pub(super) headings: bool,
    /// Whether rows are being selected.
    pub(super) selecting: bool,
    pub(super) out: Evaluated<'a>,
}

/// What could be told, or the reason why not.
pub(super) type Result<T> = std::result::Result<T, Reason>;

impl<'a, 's> Evaluation<'a, 's> {
    /// Prepares a rule; `rounding` is the command line's.
    pub(super) fn new(
        scope: &'a Scope<'a>,
        rule: &'a Rule,
        rounding: Option<Rounding>,
        supposed: &'s HashMap<CellKey, Suppose>,
    ) -> Evaluation<'a, 's> {
        Evaluation {
            scope,
            rule,
            rounding: rounding.or(rule.rounding),
            checked: None,
            each: None,
            group: None,
            of_group: None,
            of_groups: HashMap::new(),
            supposed,
            columns: None,
            vars: HashMap::new(),
            now_side: 0,
            branches: false,
            open: false,
            tied: false,
            inside: false,
            headings: false,
            selecting: false,
            out: Evaluated::default(),
        }
    }

    /// With every figure a variable, so that rules can be put side by side.
    pub(super) fn left_open(mut self) -> Self {
        self.open = true;
        self.headings = true;
        self
    }

    /// With every greatest or least figure tied to those that it is taken of,
    /// which other rules may name.
    pub(super) fn beside_others(mut self) -> Self {
        self.tied = true;
        self
    }

    /// With functions over rows that were worked out before.
    pub(super) fn knowing(mut self, columns: &'s ColumnFunctions<'a>) -> Self {
        self.columns = Some(columns);
        self
    }

    /// With rows without any figure as rows that are not reported.
    pub(super) fn with_headings(mut self) -> Self {
        self.headings = true;
        self
    }

    /// For a row of a table: its number where the table holds its rows.
    pub(super) fn for_row(
        mut self,
        table: usize,
        number: Option<usize>,
        row: &'a TableRow,
    ) -> Self {
        self.checked = Some((table, number, row));
        self
    }

    /// Whether a row selection takes the row.
    ///
    /// # Errors
    /// The reason why it cannot be told.
    pub(super) fn selects(&mut self, filter: &Condition, span: Span) -> Result<bool> {
        match self.selection(filter)? {
            Formula::Constant(selected) => Ok(selected),
            _ => Err(Reason::Selection(span)),
        }
    }

    /// What the true values must be for a row selection to take the row.
    ///
    /// # Errors
    /// The reason why that cannot be told.
    pub(super) fn selection(&mut self, filter: &Condition) -> Result<Formula> {
        let branches = std::mem::replace(&mut self.branches, true);
        let needed = self.out.unknown.len();
        let divided = self.out.divisors.len();
        let selecting = std::mem::replace(&mut self.selecting, true);
        let (compared, named) = (self.out.compared.len(), self.out.operands.len());
        let selected = self.condition(filter);
        // What is compared to select rows is not what the rule compares.
        self.out.compared.truncate(compared);
        if matches!(selected, Ok(Formula::Constant(_))) {
            self.out.operands.truncate(named);
        }
        self.selecting = selecting;
        self.branches = branches;
        // What is not printed is the reason to tell.
        let unknown = self.out.unknown.get(needed).cloned();
        self.out.unknown.truncate(needed);
        let divided = self.out.divisors.drain(divided..).next();
        if let Some((reason, _)) = divided {
            return Err(reason);
        }
        match (selected?, unknown) {
            (Formula::Constant(selected), _) => Ok(Formula::Constant(selected)),
            (_, Some(unknown)) => Err(unknown),
            (open, None) => Ok(open),
        }
    }

    /// What the rule asks of the true values; all that was learned on the way
    /// comes back also where it stopped.
    pub(super) fn run(mut self, condition: &Condition) -> (Evaluated<'a>, Result<Formula>) {
        let mut formula = self.condition(condition);
        if let (Missing::ZeroIfAny, Some(reason)) = (self.rule.missing, self.nothing_reported()) {
            formula = Err(reason);
        }
        let mut out = self.out;
        let uses = &out.uses;
        // A greatest or least figure whose arguments occur nowhere else is
        // free in its range; elsewhere it stays tied to them.
        let free = |(var, times): &(Var, usize)| *times == 1 && uses[*var as usize] == 1;
        let tied = self.open || self.tied;
        let tied = out
            .side
            .iter()
            .filter(|tie| tied || !tie.inside.iter().all(free));
        let (of_medians, tied): (Vec<&Tie>, Vec<&Tie>) = tied.partition(|tie| tie.of_median);
        out.medians.loose |= of_medians.iter().any(|tie| tie.loose);
        let ties = of_medians.into_iter().map(|tie| tie.formula.clone());
        out.medians.ties = ties.collect();
        let divisors = out.divisors.iter().map(|(_, formula)| formula);
        let tied = tied.into_iter().map(|tie| &tie.formula).chain(divisors);
        let tied: Vec<Formula> = tied.cloned().collect();
        out.side.clear();
        if let (Some(remainder), false) = (&mut out.remainder, tied.is_empty()) {
            let formula = std::mem::replace(remainder, Formula::Constant(true));
            *remainder = Formula::All(tied.iter().cloned().chain([formula]).collect());
        }
        let formula = formula.map(|formula| match tied.is_empty() {
            true => formula,
            false => Formula::All(tied.into_iter().chain([formula]).collect()),
        });
        (out, formula)
    }

    /// That none of the figures that take part is reported; `None` where one is.
    fn nothing_reported(&self) -> Option<Reason> {
        let out = &self.out;
        let mut operands = out.operands.iter();
        let reported = |operand: &Operand<'_>| {
            operand.is_printed() || self.supposed.contains_key(&operand.cell)
        };
        if out.some_reported || !out.groups.is_empty() || operands.any(reported) {
            return None;
        }
        let first = out.operands.first();
        let blank = first.map(|operand| Reason::NotReported(operand.cell));
        blank.or_else(|| out.lacked.clone().map(Reason::Absent))
    }

    /// A number of the rule over true values; nothing where it cannot be told.
    pub(super) fn value(mut self, number: &Number) -> (Evaluated<'a>, Option<Value>) {
        let value = self.number(number, Role::Plain);
        let value = value.ok().filter(|_| self.out.divisors.is_empty());
        (self.out, value)
    }

    /// What functions over rows are asked for.
    pub(super) fn asked_for(&self) -> AskedFor<'a> {
        AskedFor {
            row: self.checked,
            group: self.of_group,
        }
    }

    pub(super) fn table(&self, cell: &CellRef) -> Option<&'a Table> {
        self.scope.table(cell.prior, cell.table)
    }

    pub(super) fn new_var(
        &mut self,
        range: Range,
        printed: Option<Rat>,
        cell: Option<CellKey>,
    ) -> Var {
        self.out.printed.push(printed);
        self.out.cells.push(cell);
        self.out.uses.push(0);
        self.out.ranges.push(range)
    }

    pub(super) fn cell(&mut self, cell: &CellRef, span: Span, role: Role) -> Result<Value> {
        if let Some(group) = self.group.filter(|_| cell.row == RowRef::Each) {
            return self.of_group(group, cell, span);
        }
        let (row, key) = match self.place(cell) {
            // A row that a table lacks says no more than a blank one.
            Err(Reason::Absent(absent)) if self.rule.missing.is_zero() && absent.is_row() => {
                self.out.lacked.get_or_insert(absent);
                return Ok(Value::constant(Rat::zero(), Dim::Any));
            }
            found => found?,
        };
        // As it was found, which may be in the report before.
        let cell = &CellRef {
            prior: key.prior,
            table: key.table,
            column: key.column,
            ..*cell
        };
        let table = self.table(cell).ok_or(Reason::TooComplex)?;
        let reading = row.no_figure(cell.column);
        self.out.operands.push(Operand {
            cell: key,
            span,
            role,
            row,
            side: self.now_side,
        });
        if !row.is_complete() {
            return Err(Reason::Ragged(key));
        }
        let unit = table.layout.unit_of(row.unit(), cell.column);
        if let Some(figure) = row.glance(cell.column) {
            let dim = Dim::of(figure.unit.as_ref());
            return Ok(self.figure(key, &figure, dim));
        }
        let reason = match reading {
            empty if table.layout.says_zero(cell.column, empty) => {
                return Ok(match empty {
                    Some(Reading::NotApplicable) => Value::constant(Rat::zero(), Dim::of(unit)),
                    _ => self.zero(key, Dim::of(unit)),
                });
            }
            // A function leaves it out or is not defined; in a rule that several
            // share it says nothing.
            Some(Reading::NotApplicable) if self.open || self.inside => {
                return Err(Reason::NotApplicable(key));
            }
            Some(Reading::NotApplicable) => Reason::NotApplicable(key),
            Some(Reading::Unreadable(_)) => return Err(Reason::Unreadable(key)),
            Some(Reading::Withheld) => Reason::Withheld(key),
            Some(Reading::Blank | Reading::Figure(_)) | None => Reason::NotReported(key),
        };
        let mode = table.layout.missing(cell.column, self.rule.missing);
        if mode.is_zero() && matches!(reason, Reason::NotReported(_)) {
            return Ok(self.zero(key, Dim::of(unit)));
        }
        let supposed = self.supposed.get(&key);
        if let Some(range) = supposed.and_then(|other| other.range_of(None, self.rounding)) {
            return Ok(self.variable(key, range, None, Dim::of(unit)));
        }
        // Not printed, yet it has a value: the rule is inconsistent already
        // when no value at all could make it hold.
        // What does not apply is nothing that could be counted.
        let range = match reason {
            Reason::NotApplicable(_) => Range::everything(false),
            _ => table.layout.domain(row, cell.column).range(),
        };
        self.out.unknown.push(reason);
        Ok(self.variable(key, range, None, Dim::of(unit)))
    }

    /// A blank that counts as zero, or as what is supposed of it.
    fn zero(&mut self, key: CellKey, dim: Dim) -> Value {
        self.out.zeros.insert(key);
        let supposed = self.supposed.get(&key);
        let supposed = supposed.and_then(|suppose| suppose.range_of(None, self.rounding));
        let range = supposed.unwrap_or_else(|| Range::exact(Rat::zero()));
        self.variable(key, range, Some(Rat::zero()), dim)
    }

    pub(super) fn figure(&mut self, key: CellKey, figure: &Figure, dim: Dim) -> Value {
        let range = match (self.supposed.get(&key), self.rounding) {
            (Some(suppose), mode) => suppose.range_of(Some(figure), mode),
            (None, Some(mode)) => Some(figure.range_under(mode)),
            (None, None) => None,
        };
        let range = range.unwrap_or_else(|| figure.range.clone());
        self.variable(key, range, Some(figure.nominal.clone()), dim)
    }

    pub(super) fn variable(
        &mut self,
        key: CellKey,
        range: Range,
        printed: Option<Rat>,
        dim: Dim,
    ) -> Value {
        let range = range.tighten();
        if let (Some(value), false) = (range.is_point(), self.open) {
            return Value::constant(value.clone(), dim);
        }
        let var = match self.vars.get(&key) {
            Some(var) => *var,
            None => {
                let var = self.new_var(range, printed, Some(key));
                self.vars.insert(key, var);
                var
            }
        };
        self.out.uses[var as usize] += 1;
        Value {
            num: Poly::var(var),
            den: Poly::constant(Rat::one()),
            dim,
        }
    }

    pub(super) fn number(&mut self, number: &Number, role: Role) -> Result<Value> {
        match number {
            Number::Literal { value, percent } => {
                let dim = Dim::of_literal(value, *percent);
                Ok(Value::constant(value.clone(), dim))
            }
            Number::Cell(cell, span) => self.cell(cell, *span, role),
            Number::Negate(inner) => {
                let value = self.number(inner, Role::Minus)?;
                Ok(Value {
                    num: value.num.scaled(&-Rat::one()),
                    ..value
                })
            }
            Number::Sum(members, span) => self.sum(members, *span),
            Number::Product(members, _) => self.product(members, role),
            Number::Of(function, args, span) => self.function(*function, args, *span),
            Number::Over(over) => self.over(over),
            Number::OfText(about, cell, span) => self.about_text(*about, cell, *span),
            // A row that a table lacks says no more than a blank one.
            Number::Absent(absent, _) if self.rule.missing.is_zero() && absent.is_row() => {
                self.out.lacked.get_or_insert_with(|| absent.clone());
                Ok(Value::constant(Rat::zero(), Dim::Any))
            }
            Number::Absent(absent, _) => Err(Reason::Absent(absent.clone())),
        }
    }

    pub(super) fn sum(&mut self, members: &[(bool, Number)], span: Span) -> Result<Value> {
        let mut total: Option<Value> = None;
        let mut stopped = None;
        for (minus, member) in members {
            let role = if *minus { Role::Minus } else { Role::Plus };
            // All members are looked at, so that a message can show them all.
            match (self.number(member, role), &mut total) {
                (Err(reason), _) => stopped = stopped.or(Some(reason)),
                (Ok(value), None) => total = Some(value),
                (Ok(value), Some(total)) if total.is_too_long_with(&value) => {
                    stopped = stopped.or(Some(Reason::TooComplex));
                }
                (Ok(value), Some(total)) => {
                    let dim = self.same_unit(&total.dim, &value.dim, [span, span]);
                    match dim {
                        Ok(dim) => total.dim = dim,
                        Err(reason) => stopped = stopped.or(Some(reason)),
                    }
                    let sign = if *minus { -Rat::one() } else { Rat::one() };
                    total.add(&value, &sign);
                }
            }
        }
        match stopped {
            Some(reason) => Err(reason),
            None => total.ok_or(Reason::NoRows(span)),
        }
    }

    pub(super) fn product(&mut self, members: &[(bool, Number)], role: Role) -> Result<Value> {
        let mut product = Value::constant(Rat::one(), Dim::pure());
        let mut stopped = None;
        for (index, (divides, member)) in members.iter().enumerate() {
            let role = match (divides, index) {
                (true, _) => Role::Over,
                (false, 0) => role,
                (false, _) => Role::Times,
            };
            let value = match self.number(member, role) {
                Ok(value) => value,
                Err(reason) => {
                    stopped = stopped.or(Some(reason));
                    continue;
                }
            };
            if product.is_too_long_times(&value) {
                stopped = stopped.or(Some(Reason::TooComplex));
                continue;
            }
            let scales = matches!(member, Number::Literal { .. });
            if !scales {
                product.dim = product.dim.times(&value.dim, *divides);
            }
            if !divides {
                product.num = product.num.times(&value.num);
                product.den = product.den.times(&value.den);
                continue;
            }
            let sign = match self.divisor(&value.num, span_of(member)) {
                Ok(true) => Rat::one(),
                Ok(false) => -Rat::one(),
                Err(Reason::DivisionByZero(span))
                    if product
                        .num
                        .as_constant()
                        .is_none_or(|value| !value.is_zero()) =>
                {
                    stopped = stopped.or(Some(Reason::OverZero(span)));
                    continue;
                }
                Err(reason) => {
                    stopped = stopped.or(Some(reason));
                    continue;
                }
            };
            product.num = product.num.times(&value.den).scaled(&sign);
            product.den = product.den.times(&value.num).scaled(&sign);
        }
        match stopped {
            Some(reason) => Err(reason),
            None => Ok(product.settled()),
        }
    }

    /// Whether a divisor is above zero or below. Where it ends at zero, it is
    /// asked not to be there.
    pub(super) fn divisor(&mut self, divisor: &Poly, span: Span) -> Result<bool> {
        let range = hull(divisor, &self.out.ranges).map_err(|_| Reason::TooComplex)?;
        if let Some(positive) = range.sign() {
            return Ok(positive);
        }
        // A divisor that is not printed is the reason to tell.
        let divides = divisor.vars();
        let cells = divides
            .iter()
            .filter_map(|var| self.out.cells[*var as usize]);
        let cells: Vec<CellKey> = cells.collect();
        let about = |reason: &&Reason| reason.cell().is_some_and(|cell| cells.contains(&cell));
        let unknown = self.out.unknown.iter().find(about).cloned();
        let reason = unknown.unwrap_or(Reason::DivisionByZero(span));
        let (from, to) = (range.lo.value(), range.hi.value());
        let negative = match (from.map(Zero::is_zero), to.map(Zero::is_zero)) {
            (Some(true), Some(true)) => return Err(reason),
            (Some(true), _) => divisor.scaled(&-Rat::one()),
            (_, Some(true)) => divisor.clone(),
            _ => return Err(reason),
        };
        let positive = from.is_some_and(Zero::is_zero);
        let apart = Formula::Atom(Atom {
            poly: negative,
            relation: Relation::Negative,
        });
        self.out.divisors.push((reason.clone(), apart));
        // Side by side, rules say nothing where one of them may not be checked.
        match self.open {
            true => Err(reason),
            false => Ok(positive),
        }
    }

    pub(super) fn same_unit(&self, left: &Dim, right: &Dim, spans: [Span; 2]) -> Result<Dim> {
        if self.rule.any_units {
            return Ok(Dim::Any);
        }
        left.joined(right, &self.scope.config.units).ok_or_else(|| {
            Reason::UnitClash(Box::new([
                (left.text(), spans[0]),
                (right.text(), spans[1]),
            ]))
        })
    }
}

pub(super) fn span_of(number: &Number) -> Span {
    match number {
        Number::Cell(_, span)
        | Number::Sum(_, span)
        | Number::Product(_, span)
        | Number::Of(_, _, span)
        | Number::OfText(_, _, span)
        | Number::Absent(_, span) => *span,
        Number::Over(over) => over.span,
        Number::Negate(inner) => span_of(inner),
        Number::Literal { .. } => Span { start: 0, end: 0 },
    }
}
