//! Functions of a rule: over their arguments, or over the rows of a table.

use super::evaluated::{Reason, Role, Tie};
use super::medians::is_median;
use super::open_rows::Taken;
use super::own_group::RowsOf;
use super::part_rows::taken_of;
use super::{Evaluation, Result};
use crate::check::bind::{Condition, Number, Over, RowRef};
use crate::figure::exact::int;
use crate::figure::{Range, Rat};
use crate::rule::{Function, Missing, Span};
use crate::solve::dimension::Dim;
use crate::solve::formula::{Atom, Formula, Relation};
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use crate::table::{Table, TableRow};
use num_traits::One;
use std::collections::HashMap;

/// Rows of one function that the prints may leave open: each doubles the cases.
const OPEN_ROWS: usize = 16;

/// Whether a function counts, whatever the figures are.
fn counts(function: Function) -> bool {
    matches!(function, Function::Count | Function::Reported)
}

/// The rows that a function may select of those that are its; those with a text,
/// where that settles it before all else.
fn rows_chosen<'t>(
    over: &'t Over,
    table: &'t Table,
    own: &'t RowsOf,
) -> impl Iterator<Item = usize> + 't {
    let chosen = text_chosen(over).filter(|_| matches!(own, RowsOf::All));
    let chosen = chosen.and_then(|(column, text)| table.rows_with(column, text));
    match chosen {
        Some(rows) => Either::Chosen(rows),
        None => Either::All(own.rows(table)),
    }
}

/// The text that rows must have in a column for a function to select them, where
/// that is looked at first.
pub(super) fn text_chosen(over: &Over) -> Option<(usize, &str)> {
    let first = match over.filter.as_ref()? {
        Condition::And(members) => members.first()?,
        other => other,
    };
    let Condition::Text {
        cell,
        text,
        equal: true,
        ..
    } = first
    else {
        return None;
    };
    let own = cell.row == RowRef::Each && cell.prior == over.prior && cell.table == over.table;
    own.then_some((cell.column, text.as_str()))
}

/// All rows, or those that were chosen.
enum Either<All, Chosen> {
    All(All),
    Chosen(Chosen),
}

impl<All, Chosen> Iterator for Either<All, Chosen>
where
    All: Iterator<Item = usize>,
    Chosen: Iterator<Item = usize>,
{
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match self {
            Either::All(all) => all.next(),
            Either::Chosen(chosen) => chosen.next(),
        }
    }
}

impl<'a> Evaluation<'a, '_> {
    pub(super) fn function(
        &mut self,
        function: Function,
        args: &[Number],
        span: Span,
    ) -> Result<Value> {
        let before = self.out.uses.clone();
        let mut values = Vec::new();
        let zero = self.rule.missing.is_zero();
        for arg in taken_of(self.scope, self.checked, function, args, zero)? {
            values.extend(self.counted(arg, function)?);
        }
        self.combine(function, (values, 0), &before, span)
    }

    pub(super) fn over(&mut self, over: &Over) -> Result<Value> {
        match self.over_known(over) {
            Some(value) => value,
            None => self.over_anew(over),
        }
    }

    /// A function over rows, from its rows.
    pub(super) fn over_anew(&mut self, over: &Over) -> Result<Value> {
        let table = self.scope.table(over.prior, over.table);
        let table = table.ok_or(Reason::TooComplex)?;
        let before = self.out.uses.clone();
        let (headings, skip) = (self.headings, self.rule.missing == Missing::Skip);
        let asked = self.asked_for();
        let own = asked.rows_of(over, table)?;
        let itself = asked.left_out_of(over);
        let is_heading = |row: usize| over.headings.binary_search(&row).is_ok();
        let heading = |row: usize| skip && !headings && is_heading(row);
        let any = || match &own {
            RowsOf::All => !over.headings.is_empty(),
            own => own.rows(table).any(is_heading),
        };
        self.out.headings |= skip && !headings && any();
        let others = |row: usize| !over.leaves_out(row) && Some(row) != itself && !heading(row);
        let mut taken = self.rows_over(over, (table, &own), others)?;
        let other_groups = |group: usize| !over.leaves_out_group(group);
        self.groups_over(over, (table, &own), other_groups, &mut taken)?;
        // Where no other row is selected, those that sum up others are meant.
        if taken.selected == 0 && over.filter.is_some() && !over.totals.is_empty() {
            let own_total =
                |row: usize| over.own.binary_search(&row).is_ok() || Some(row) == itself;
            let totals = |row: usize| over.leaves_out(row) && !own_total(row);
            taken = self.rows_over(over, (table, &own), totals)?;
            let groups = |group: usize| over.leaves_out_group(group);
            self.groups_over(over, (table, &own), groups, &mut taken)?;
        }
        // Where it may be that no row is selected, there may be nothing to check.
        if taken.open > 0 && taken.open == taken.selected && !counts(over.function) {
            return Err(Reason::Selection(over.span));
        }
        if counts(over.function) {
            let mut count = Value::constant(int(taken.rows), Dim::Any);
            for value in &taken.values {
                count.add(value, &Rat::one());
            }
            return Ok(count);
        }
        if !taken.perhaps.is_empty() {
            return self.of_some_rows(over, taken);
        }
        let values = (taken.values, taken.more);
        self.combine(over.function, values, &before, over.span)
    }

    /// What a function over rows takes of those that are its.
    fn rows_over(
        &mut self,
        over: &Over,
        (table, own): (&'a Table, &RowsOf),
        is_its: impl Fn(usize) -> bool,
    ) -> Result<Taken> {
        let mut taken = Taken::default();
        for at in rows_chosen(over, table, own).filter(|at| is_its(*at)) {
            let row = &table.rows[at];
            self.each = Some((at, row));
            let selected = match &over.filter {
                None => Ok(Formula::Constant(true)),
                Some(filter) => self.selection(filter),
            };
            let taking = selected.and_then(|selected| self.take(over, row, selected, &mut taken));
            self.each = None;
            taking?;
        }
        Ok(taken)
    }

    /// Takes a row, where that is selected.
    fn take(
        &mut self,
        over: &Over,
        row: &TableRow,
        selected: Formula,
        taken: &mut Taken,
    ) -> Result<()> {
        if selected == Formula::Constant(false) {
            return Ok(());
        }
        taken.selected += 1;
        let one = || Value::constant(Rat::one(), Dim::Any);
        let counts = counts(over.function);
        let value = match &over.argument {
            Some(argument) if !counts => self.counted(argument, over.function)?,
            Some(argument) => self.counted(argument, over.function)?.map(|_| one()),
            None => {
                let text = |column: usize| !row.text(column).is_empty();
                over.counted.is_none_or(text).then(one)
            }
        };
        let Some(value) = value else {
            return Ok(());
        };
        match selected {
            Formula::Constant(_) if counts => taken.rows += 1,
            Formula::Constant(_) => taken.values.push(value),
            open => {
                taken.open += 1;
                let value = value.settled();
                let told = !self.open && !is_median(over.function);
                if !told || taken.open > OPEN_ROWS || !value.is_poly() {
                    return Err(Reason::Selection(over.span));
                }
                match over.function {
                    Function::Mean | Function::Max | Function::Min => {
                        taken.perhaps.push((open, value));
                    }
                    _ => {
                        let dim = value.dim.clone();
                        let num = self.taken_if(open, &value.num)?;
                        taken.values.push(Value::of_poly(num, dim));
                    }
                }
            }
        }
        Ok(())
    }

    /// A row's value; `None` where it is not one to count.
    pub(super) fn counted(
        &mut self,
        argument: &Number,
        function: Function,
    ) -> Result<Option<Value>> {
        self.out.counts |= counts(function);
        if counts(function)
            && let Number::Absent(absent, _) = argument
            && absent.is_row()
        {
            return Ok(None);
        }
        let (unknown, named) = (self.out.unknown.len(), self.out.operands.len());
        let lacked = self.out.lacked.take();
        let role = match function {
            Function::Sum | Function::Mean => Role::Plus,
            _ => Role::Plain,
        };
        let inside = std::mem::replace(&mut self.inside, true);
        let value = self.number(argument, role);
        self.inside = inside;
        let lacks = self.out.lacked.is_some();
        self.out.lacked = lacked.or(self.out.lacked.take());
        if !counts(function) {
            return value.map(Some);
        }
        // What counts as zero is not reported all the same.
        let mut operands = self.out.operands[named..].iter();
        let not_printed = operands
            .any(|operand| !operand.is_printed() && !self.supposed.contains_key(&operand.cell));
        self.out.unknown.truncate(unknown);
        match value {
            Ok(value) => Ok((!not_printed && !lacks).then_some(value)),
            Err(Reason::NotApplicable(_)) => Ok(None),
            // No row of its key is there, and so no figure of it.
            Err(Reason::Absent(absent)) if absent.is_row() => Ok(None),
            Err(reason) => Err(reason),
        }
    }

    /// A function of some values, which stand for so many more.
    pub(super) fn combine(
        &mut self,
        function: Function,
        (values, more): (Vec<Value>, i64),
        before: &[usize],
        span: Span,
    ) -> Result<Value> {
        let count = i64::try_from(values.len()).map_err(|_| Reason::TooComplex)?;
        let count = count.checked_add(more).ok_or(Reason::TooComplex)?;
        if counts(function) {
            return Ok(Value::constant(int(count), Dim::Any));
        }
        let mut dim = Dim::Any;
        for value in &values {
            dim = self.same_unit(&dim, &value.dim, [span, span])?;
        }
        match function {
            Function::Sum | Function::Mean => {
                let mut values = values.into_iter();
                let mut total = values.next().ok_or(Reason::NoRows(span))?;
                for value in values {
                    if total.is_too_long_with(&value) {
                        return Err(Reason::TooComplex);
                    }
                    total.add(&value, &Rat::one());
                }
                if function == Function::Mean {
                    total.num = total.num.scaled(&(Rat::one() / int(count)));
                }
                Ok(Value { dim, ..total })
            }
            Function::Max => self.greatest(values, dim, before, span),
            Function::Min => {
                let negative = values.into_iter().map(Value::negative).collect();
                self.greatest(negative, dim, before, span)
                    .map(Value::negative)
            }
            Function::Abs => {
                let value = values.into_iter().next().ok_or(Reason::NoRows(span))?;
                self.greatest(vec![value.clone(), value.negative()], dim, before, span)
            }
            Function::Median | Function::Mad => self.median(function, values, dim, before, span),
            Function::Count
            | Function::Reported
            | Function::Growth
            | Function::Grim
            | Function::Length
            | Function::Matches
            | Function::First
            | Function::Last => Err(Reason::TooComplex),
        }
    }

    /// The greatest of some values, as a figure of its own that is one of
    /// them and not below any.
    pub(super) fn greatest(
        &mut self,
        values: Vec<Value>,
        dim: Dim,
        before: &[usize],
        span: Span,
    ) -> Result<Value> {
        let values = settled(values, span)?;
        let one = Poly::constant(Rat::one());
        let quotients = values.iter().any(|value| value.den != one);
        let polys: Vec<Poly> = values.iter().map(|value| value.num.clone()).collect();
        let constants: Option<Vec<Rat>> = polys.iter().map(Poly::as_constant).collect();
        if let (Some(constants), false) = (constants, quotients)
            && let Some(greatest) = constants.into_iter().max()
        {
            return Ok(Value::constant(greatest, dim));
        }
        let mut range = Range::everything(false);
        if !quotients {
            let found = crate::solve::extremes::greatest(&polys, &self.out.ranges);
            range = found.ok_or(Reason::TooComplex)?;
            range.whole = polys
                .iter()
                .all(|poly| crate::solve::extremes::is_whole(poly, &self.out.ranges));
            // Where figures may be others than printed, so may the greatest.
            if self.open {
                range = Range::everything(range.whole);
            }
        }
        let free = !quotients && crate::solve::extremes::takes_all(&polys, &self.out.ranges);
        let inside = self.inside(&values, before, free);
        let prints = values.iter().map(|value| self.out.printed_value(value));
        let most = prints.collect::<Option<Vec<Rat>>>();
        let printed = most.and_then(|prints| prints.into_iter().max());
        let greatest = self.new_var(range, printed, None);
        let against = |value: &Value, relation: Relation| {
            let poly = value.num.clone();
            let poly = poly.minus(&Poly::var(greatest).times(&value.den));
            Formula::Atom(Atom { poly, relation })
        };
        let below = |value| against(value, Relation::NotPositive);
        let equal = |value| against(value, Relation::Zero);
        let mut all: Vec<Formula> = values.iter().map(below).collect();
        match self.open {
            // Whoever leaves figures open asks where it is a limit only.
            true => self.out.greatest.push(greatest),
            false => all.push(Formula::Any(values.iter().map(equal).collect())),
        }
        self.out.side.push(Tie::new(inside, Formula::All(all)));
        Ok(Value {
            num: Poly::var(greatest),
            den: one,
            dim,
        })
    }

    /// How often each figure is used in some values; more than once where
    /// they are not free to take all values of their range.
    pub(super) fn inside(
        &self,
        values: &[Value],
        before: &[usize],
        free: bool,
    ) -> Vec<(Var, usize)> {
        let mut inside: HashMap<Var, usize> = HashMap::new();
        let mut occur = 0;
        for value in values {
            let mut vars = value.num.vars();
            vars.extend(value.den.vars());
            occur += vars.len();
            for var in vars {
                let earlier = before.get(var as usize).copied().unwrap_or(0);
                inside.insert(var, self.out.uses[var as usize] - earlier);
            }
        }
        let tied = !free || occur > inside.len();
        let times = |(var, times): (Var, usize)| (var, if tied { times.max(2) } else { times });
        inside.into_iter().map(times).collect()
    }
}

/// Values that a function chooses among, each settled; there must be some.
pub(super) fn settled(values: Vec<Value>, span: Span) -> Result<Vec<Value>> {
    match values.is_empty() {
        true => Err(Reason::NoRows(span)),
        false => Ok(values.into_iter().map(Value::settled).collect()),
    }
}
