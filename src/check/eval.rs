//! From a bound rule and the prints of its figures to a condition over their
//! true values. A figure that its print leaves no choice becomes a number at
//! once; every other becomes a variable with its range.

use super::bind::Scope;
use super::bound::{Absent, CellRef, Condition, Number, Over, RowRef};
use super::dim::Dim;
use super::poly::{Poly, Ranges, Var, hull};
use super::solve::{Atom, Formula, Relation};
use crate::figure::exact::int;
use crate::figure::{Figure, Range, Rat, Reading, Rounding};
use crate::rule::{Comparison, Function, Missing, Rule, Span, Tolerance};
use crate::table::{Table, TableRow};
use num_traits::{One, Signed, Zero};
use std::collections::HashMap;

/// A cell that takes part in a check, whichever way it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellKey {
    /// Whether it is in the report one period before.
    pub prior: bool,
    /// Its table.
    pub table: usize,
    /// Its row; `None` is the checked row of a streamed table.
    pub row: Option<usize>,
    /// Its column.
    pub column: usize,
}

/// Why something is not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The figure is blank.
    NotReported(CellKey),
    /// The figure does not apply.
    NotApplicable(CellKey),
    /// The figure is kept back.
    Withheld(CellKey),
    /// The figure cannot be read.
    Unreadable(CellKey),
    /// The figure's row is ragged, so that its cells cannot be told apart.
    Ragged(CellKey),
    /// There is nothing by this name in this report.
    Absent(Absent),
    /// The divisor may be zero; where it stands in the rule.
    DivisionByZero(Span),
    /// A function over rows found none.
    NoRows(Span),
    /// Whether a row is selected depends on true values that the prints leave open.
    Selection(Span),
    /// Unlike units are added or compared.
    UnitClash(Box<[(String, Span); 2]>),
    /// The limits of the search were reached.
    TooComplex,
}

/// How a figure enters the arithmetic of its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// On its own, or first in a product.
    Plain,
    /// Added.
    Plus,
    /// Subtracted.
    Minus,
    /// Multiplied.
    Times,
    /// Divides.
    Over,
}

/// A figure that takes part in a check.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its cell.
    pub cell: CellKey,
    /// Where the rule names it.
    pub span: Span,
    /// How it enters.
    pub role: Role,
    /// The figure, where there is one.
    pub figure: Option<Figure>,
    /// Its row and place, for messages.
    pub row: TableRow,
    /// Which comparison's which side it stands on.
    pub side: usize,
}

/// A number over true values: a quotient with a positive divisor.
#[derive(Clone, Debug)]
pub struct Value {
    /// The dividend.
    pub num: Poly,
    /// The divisor.
    pub den: Poly,
    /// Its unit.
    pub dim: Dim,
}

/// A comparison as it was evaluated.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Its left side.
    pub left: Value,
    /// Its right side.
    pub right: Value,
    /// Its sign.
    pub sign: Comparison,
    /// Where its sides stand.
    pub spans: [Span; 2],
    /// What it asks of the true values.
    pub formula: Formula,
}

/// What a rule asks of the true values behind a report's prints.
#[derive(Debug, Default)]
pub struct Evaluated {
    /// The figures that are not settled.
    pub ranges: Ranges,
    /// What the prints say of them, where they are printed.
    pub printed: Vec<Option<Rat>>,
    /// Which cell each is, where it is one.
    pub cells: Vec<Option<CellKey>>,
    /// All figures that take part, in the rule's order.
    pub parts: Vec<Part>,
    /// The comparisons.
    pub compared: Vec<Compared>,
    /// Figures that are not printed and could be anything.
    pub unknown: Vec<Reason>,
    /// What keeps an `includes` from being an exhaustive split.
    pub remainder: Option<Formula>,
    /// Numbers of GRIM tests: the whole numbers looked for.
    pub grim: bool,
    uses: Vec<usize>,
    side: Vec<(Vec<(Var, usize)>, Formula)>,
}

/// A supposed change to a figure: what if it were rounded so, or were this.
#[derive(Clone, Debug)]
pub enum Suppose {
    /// Rounded by another mode.
    Rounding(Rounding),
    /// Another range.
    Range(Range),
}

/// A rule being evaluated for one row (or none).
pub struct Evaluation<'a> {
    scope: &'a Scope<'a>,
    rule: &'a Rule,
    rounding: Option<Rounding>,
    checked: Option<(usize, Option<usize>, &'a TableRow)>,
    each: Option<(usize, &'a TableRow)>,
    supposed: &'a HashMap<CellKey, Suppose>,
    vars: HashMap<CellKey, Var>,
    now_side: usize,
    out: Evaluated,
}

type Result<T> = std::result::Result<T, Reason>;

impl<'a> Evaluation<'a> {
    /// Prepares a rule; `rounding` is the command line's.
    pub fn new(
        scope: &'a Scope<'a>,
        rule: &'a Rule,
        rounding: Option<Rounding>,
        supposed: &'a HashMap<CellKey, Suppose>,
    ) -> Evaluation<'a> {
        Evaluation {
            scope,
            rule,
            rounding: rounding.or(rule.rounding),
            checked: None,
            each: None,
            supposed,
            vars: HashMap::new(),
            now_side: 0,
            out: Evaluated::default(),
        }
    }

    /// For a row of a table: its number where the table holds its rows.
    pub fn for_row(mut self, table: usize, number: Option<usize>, row: &'a TableRow) -> Self {
        self.checked = Some((table, number, row));
        self
    }

    /// Whether a row selection takes the row.
    ///
    /// # Errors
    /// The reason why it cannot be told.
    pub fn selects(&mut self, filter: &Condition, span: Span) -> Result<bool> {
        match self.condition(filter)? {
            Formula::Constant(selected) => Ok(selected),
            _ => Err(Reason::Selection(span)),
        }
    }

    /// What the rule asks of the true values; all that was learned on the way
    /// comes back also where it stopped.
    pub fn run(mut self, condition: &Condition) -> (Evaluated, Result<Formula>) {
        let formula = self.condition(condition);
        let mut out = self.out;
        let uses = &out.uses;
        // A greatest or least figure whose arguments occur nowhere else is
        // free in its range; elsewhere it stays tied to them.
        let tied = out.side.iter().filter(|(inside, _)| {
            !inside
                .iter()
                .all(|(var, times)| *times == 1 && uses[*var as usize] == 1)
        });
        let tied: Vec<Formula> = tied.map(|(_, formula)| formula.clone()).collect();
        out.side.clear();
        let formula = formula.map(|formula| match tied.is_empty() {
            true => formula,
            false => Formula::All(tied.into_iter().chain([formula]).collect()),
        });
        (out, formula)
    }

    /// A number of the rule over true values; nothing where it cannot be told.
    pub fn value(mut self, number: &Number) -> (Evaluated, Option<Value>) {
        let value = self.number(number, Role::Plain);
        (self.out, value.ok())
    }

    fn table(&self, cell: &CellRef) -> Option<&'a Table> {
        let report = if cell.prior {
            self.scope.prior?
        } else {
            self.scope.report
        };
        report.tables.get(cell.table)
    }

    /// The row of a cell and its number in its table.
    fn row(&self, cell: &CellRef) -> Result<(&'a TableRow, Option<usize>)> {
        let table = self.table(cell).ok_or(Reason::TooComplex)?;
        match cell.row {
            RowRef::Fixed(row) => Ok((&table.rows[row], Some(row))),
            RowRef::Each => self
                .each
                .map(|(at, row)| (row, Some(at)))
                .ok_or(Reason::TooComplex),
            RowRef::Checked => {
                let (_, number, row) = self.checked.ok_or(Reason::TooComplex)?;
                if !cell.prior {
                    return Ok((row, number));
                }
                let found = table.row(row.key());
                let at =
                    found.ok_or_else(|| Reason::Absent(Absent::Prior(row.key().to_owned())))?;
                Ok((&table.rows[at], Some(at)))
            }
        }
    }

    fn new_var(&mut self, range: Range, printed: Option<Rat>, cell: Option<CellKey>) -> Var {
        self.out.printed.push(printed);
        self.out.cells.push(cell);
        self.out.uses.push(0);
        self.out.ranges.push(range)
    }

    fn cell(&mut self, cell: &CellRef, span: Span, role: Role) -> Result<Value> {
        let (row, number) = self.row(cell)?;
        let key = CellKey {
            prior: cell.prior,
            table: cell.table,
            row: number,
            column: cell.column,
        };
        let table = self.table(cell).ok_or(Reason::TooComplex)?;
        let reading = row.readings.get(cell.column);
        let figure = match reading {
            Some(Reading::Figure(figure)) => Some(figure.clone()),
            _ => None,
        };
        self.out.parts.push(Part {
            cell: key,
            span,
            role,
            figure: figure.clone(),
            row: row.clone(),
            side: self.now_side,
        });
        if !row.complete {
            return Err(Reason::Ragged(key));
        }
        let unit = table.layout.unit_of(row.unit.as_ref(), cell.column);
        let missing = |reason: Reason| (reason, unit.is_some_and(|unit| unit.counting));
        let (reason, counting) = match reading {
            Some(Reading::Figure(figure)) => {
                let dim = Dim::of(figure.unit.as_ref());
                return Ok(self.figure(key, figure, dim));
            }
            Some(Reading::NotApplicable) => return Err(Reason::NotApplicable(key)),
            Some(Reading::Unreadable(_)) => return Err(Reason::Unreadable(key)),
            Some(Reading::Withheld) => missing(Reason::Withheld(key)),
            Some(Reading::Blank) | None => missing(Reason::NotReported(key)),
        };
        if let Some(Suppose::Range(range)) = self.supposed.get(&key) {
            return Ok(self.variable(key, range.clone(), None, Dim::of(unit)));
        }
        if self.rule.missing == Missing::Zero && matches!(reason, Reason::NotReported(_)) {
            return Ok(Value::constant(Rat::zero(), Dim::of(unit)));
        }
        // Not printed, yet it has a value: the rule is inconsistent already
        // when no value at all could make it hold.
        let whole = table.layout.columns[cell.column]
            .config
            .whole
            .unwrap_or(counting);
        self.out.unknown.push(reason);
        Ok(self.variable(key, Range::everything(whole), None, Dim::of(unit)))
    }

    fn figure(&mut self, key: CellKey, figure: &Figure, dim: Dim) -> Value {
        let range = match (self.supposed.get(&key), self.rounding) {
            (Some(Suppose::Range(range)), _) => range.clone(),
            (Some(Suppose::Rounding(mode)), _) => figure.range_under(*mode),
            (None, Some(mode)) => figure.range_under(mode),
            (None, None) => figure.range.clone(),
        };
        self.variable(key, range, Some(figure.nominal.clone()), dim)
    }

    fn variable(&mut self, key: CellKey, range: Range, printed: Option<Rat>, dim: Dim) -> Value {
        let range = range.tighten();
        if let Some(value) = range.is_point() {
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

    fn number(&mut self, number: &Number, role: Role) -> Result<Value> {
        match number {
            Number::Literal { value, percent } => {
                let dim = if *percent { Dim::pure() } else { Dim::Any };
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
            Number::Absent(absent, _) => Err(Reason::Absent(absent.clone())),
        }
    }

    fn sum(&mut self, members: &[(bool, Number)], span: Span) -> Result<Value> {
        let mut total: Option<Value> = None;
        let mut stopped = None;
        for (minus, member) in members {
            let role = if *minus { Role::Minus } else { Role::Plus };
            // All members are looked at, so that a message can show them all.
            match (self.number(member, role), &mut total) {
                (Err(reason), _) => stopped = stopped.or(Some(reason)),
                (Ok(value), None) => total = Some(value),
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

    fn product(&mut self, members: &[(bool, Number)], role: Role) -> Result<Value> {
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
            let scales = matches!(member, Number::Literal { .. });
            if !scales {
                product.dim = product.dim.times(&value.dim, *divides);
            }
            if !divides {
                product.num = product.num.times(&value.num);
                product.den = product.den.times(&value.den);
                continue;
            }
            let range = hull(&value.num, &self.out.ranges).map_err(|_| Reason::TooComplex)?;
            if range.contains(&Rat::zero()) {
                // A divisor that is not printed is the reason to tell.
                let unknown = self.out.unknown.first().cloned();
                stopped = stopped.or(Some(
                    unknown.unwrap_or(Reason::DivisionByZero(span_of(member))),
                ));
                continue;
            }
            let negative = super::poly::bound(&range.hi).is_some_and(|hi| !hi.is_positive());
            let sign = if negative { -Rat::one() } else { Rat::one() };
            product.num = product.num.times(&value.den).scaled(&sign);
            product.den = product.den.times(&value.num).scaled(&sign);
        }
        match stopped {
            Some(reason) => Err(reason),
            None => Ok(product.settled()),
        }
    }

    fn same_unit(&self, left: &Dim, right: &Dim, spans: [Span; 2]) -> Result<Dim> {
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

    fn function(&mut self, function: Function, args: &[Number], span: Span) -> Result<Value> {
        let before = self.out.uses.clone();
        let role = if matches!(function, Function::Sum | Function::Mean) {
            Role::Plus
        } else {
            Role::Plain
        };
        let mut values = Vec::new();
        for arg in args {
            match (self.number(arg, role), function) {
                (Ok(value), _) => values.push(value),
                (Err(Reason::NotApplicable(_)), Function::Count) => {}
                (Err(reason), _) => return Err(reason),
            }
        }
        self.combine(function, values, &before, span)
    }

    fn over(&mut self, over: &Over) -> Result<Value> {
        let report = if over.prior {
            self.scope.prior
        } else {
            Some(self.scope.report)
        };
        let table = report.and_then(|report| report.tables.get(over.table));
        let table = table.ok_or(Reason::TooComplex)?;
        let totals = self
            .scope
            .config
            .section(table.section())
            .map(|section| &section.totals);
        let before = self.out.uses.clone();
        let mut values = Vec::new();
        let mut rows = 0_i64;
        for (at, row) in table.rows.iter().enumerate() {
            if totals.is_some_and(|totals| totals.iter().any(|key| key == row.key())) {
                continue;
            }
            self.each = Some((at, row));
            let selected = match &over.filter {
                None => Ok(true),
                Some(filter) => self.selects(filter, over.span),
            };
            let counted = over
                .counted
                .is_none_or(|column| !row.text(column).is_empty());
            let value = match (selected, &over.argument) {
                (Ok(true), Some(argument)) => Some(self.counted(argument, over.function)),
                (Ok(true), None) => {
                    rows += i64::from(counted);
                    None
                }
                (Ok(false), _) => None,
                (Err(reason), _) => Some(Err(reason)),
            };
            self.each = None;
            match value {
                Some(Ok(Some(value))) => values.push(value),
                Some(Err(reason)) => return Err(reason),
                Some(Ok(None)) | None => {}
            }
        }
        if over.argument.is_none() {
            return Ok(Value::constant(int(rows), Dim::Any));
        }
        self.combine(over.function, values, &before, over.span)
    }

    /// A row's value; `None` where it is not one to count.
    fn counted(&mut self, argument: &Number, function: Function) -> Result<Option<Value>> {
        let unknown = self.out.unknown.len();
        let value = self.number(argument, Role::Plus);
        if function != Function::Count {
            return value.map(Some);
        }
        let not_printed = self.out.unknown.len() > unknown;
        self.out.unknown.truncate(unknown);
        match value {
            Ok(value) => Ok((!not_printed).then_some(value)),
            Err(Reason::NotApplicable(_)) => Ok(None),
            Err(reason) => Err(reason),
        }
    }

    fn combine(
        &mut self,
        function: Function,
        values: Vec<Value>,
        before: &[usize],
        span: Span,
    ) -> Result<Value> {
        let count = i64::try_from(values.len()).map_err(|_| Reason::TooComplex)?;
        if function == Function::Count {
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
            Function::Count | Function::Growth | Function::Grim => Err(Reason::TooComplex),
        }
    }

    /// The greatest of some values, as a figure of its own that is one of
    /// them and not below any.
    fn greatest(
        &mut self,
        values: Vec<Value>,
        dim: Dim,
        before: &[usize],
        span: Span,
    ) -> Result<Value> {
        let mut polys = Vec::new();
        for value in values {
            let divisor = value.den.as_constant().ok_or(Reason::TooComplex)?;
            polys.push(value.num.scaled(&(Rat::one() / divisor)));
        }
        if polys.is_empty() {
            return Err(Reason::NoRows(span));
        }
        let constants: Option<Vec<Rat>> = polys.iter().map(Poly::as_constant).collect();
        if let Some(greatest) = constants.and_then(|constants| constants.into_iter().max()) {
            return Ok(Value::constant(greatest, dim));
        }
        let mut range =
            super::hulls::greatest(&polys, &self.out.ranges).ok_or(Reason::TooComplex)?;
        range.whole = polys
            .iter()
            .all(|poly| super::hulls::is_whole(poly, &self.out.ranges));
        let mut inside: HashMap<Var, usize> = HashMap::new();
        for var in polys.iter().flat_map(Poly::vars) {
            let earlier = before.get(var as usize).copied().unwrap_or(0);
            inside.insert(var, self.out.uses[var as usize] - earlier);
        }
        let repeated = polys.iter().map(|poly| poly.vars().len()).sum::<usize>() > inside.len();
        let greatest = self.new_var(range, None, None);
        let above = |poly: &Poly| {
            let poly = poly.clone().minus(&Poly::var(greatest));
            Formula::Atom(Atom {
                poly,
                relation: Relation::NotPositive,
            })
        };
        let equal = |poly: &Poly| {
            let poly = poly.clone().minus(&Poly::var(greatest));
            Formula::Atom(Atom {
                poly,
                relation: Relation::Zero,
            })
        };
        let mut all: Vec<Formula> = polys.iter().map(above).collect();
        all.push(Formula::Any(polys.iter().map(equal).collect()));
        let inside = inside
            .into_iter()
            .map(|(var, times)| (var, if repeated { times.max(2) } else { times }))
            .collect();
        self.out.side.push((inside, Formula::All(all)));
        Ok(Value {
            num: Poly::var(greatest),
            den: Poly::constant(Rat::one()),
            dim,
        })
    }

    fn condition(&mut self, condition: &Condition) -> Result<Formula> {
        match condition {
            Condition::Compare(members, signs, spans) => self.comparisons(members, signs, spans),
            Condition::Text { cell, text, equal } => {
                let (row, _) = self.row(cell)?;
                Ok(Formula::Constant((row.text(cell.column) == text) == *equal))
            }
            Condition::Includes(whole, parts, spans) => self.includes(whole, parts, *spans),
            Condition::And(members) => self.joined(members, false),
            Condition::Or(members) => self.joined(members, true),
            Condition::Not(inner) => Ok(negated(self.condition(inner)?)),
            Condition::If(condition, then, otherwise) => {
                let condition = self.condition(condition)?;
                let then_holds = match condition {
                    Formula::Constant(false) => Formula::Constant(true),
                    _ => self.condition(then)?,
                };
                let otherwise = match (otherwise, &condition) {
                    (None, _) | (_, Formula::Constant(true)) => Formula::Constant(true),
                    (Some(otherwise), _) => self.condition(otherwise)?,
                };
                Ok(all(vec![
                    any(vec![negated(condition.clone()), then_holds]),
                    any(vec![condition, otherwise]),
                ]))
            }
            Condition::Grim(args, span) => self.grim(args, *span),
        }
    }

    /// `and` (or `or`): one member that settles it does so whatever the rest.
    fn joined(&mut self, members: &[Condition], settles: bool) -> Result<Formula> {
        let mut stopped = None;
        let mut formulas = Vec::new();
        for member in members {
            match self.condition(member) {
                Ok(Formula::Constant(value)) if value == settles => {
                    return Ok(Formula::Constant(settles));
                }
                Ok(formula) => formulas.push(formula),
                Err(reason) => stopped = stopped.or(Some(reason)),
            }
        }
        match stopped {
            Some(reason) => Err(reason),
            None if settles => Ok(any(formulas)),
            None => Ok(all(formulas)),
        }
    }

    fn comparisons(
        &mut self,
        members: &[Number],
        signs: &[(Comparison, Span)],
        spans: &[Span],
    ) -> Result<Formula> {
        let mut values = Vec::new();
        let mut stopped = None;
        for member in members {
            // A figure named twice in a chain is one figure, named once more.
            match self.number(member, Role::Plain) {
                Ok(value) => values.push(value),
                Err(reason) => stopped = stopped.or(Some(reason)),
            }
            self.now_side += 1;
        }
        if let Some(reason) = stopped {
            return Err(reason);
        }
        let mut formulas = Vec::new();
        for (at, (sign, _)) in signs.iter().enumerate() {
            let (left, right) = (&values[at], &values[at + 1]);
            let sides = [spans[at], spans[at + 1]];
            self.same_unit(&left.dim, &right.dim, sides)?;
            let poly = self.difference(left, right, *sign);
            let formula = self.settled(compared(poly, *sign));
            self.out.compared.push(Compared {
                left: left.clone(),
                right: right.clone(),
                sign: *sign,
                spans: sides,
                formula: formula.clone(),
            });
            formulas.push(formula);
        }
        Ok(all(formulas))
    }

    /// Left less right, times the divisors, less what the rule tolerates.
    fn difference(&mut self, left: &Value, right: &Value, sign: Comparison) -> Poly {
        let difference = left
            .num
            .times(&right.den)
            .minus(&right.num.times(&left.den));
        let Some(tolerance) = self
            .rule
            .tolerance
            .clone()
            .filter(|_| sign != Comparison::Unequal)
        else {
            return difference;
        };
        let (size, scale) = match tolerance {
            Tolerance::Absolute(size) => (size, left.den.times(&right.den)),
            Tolerance::Relative(size) => (size, right.num.times(&left.den)),
        };
        let range = Range {
            lo: crate::figure::End::Closed(-size.clone()),
            hi: crate::figure::End::Closed(size),
            whole: false,
        };
        let slack = self.new_var(range, Some(Rat::zero()), None);
        difference.minus(&scale.times(&Poly::var(slack)))
    }

    /// A comparison that comes out the same whatever the true values are is
    /// settled at once, so that `if` and `or` need not look further.
    fn settled(&self, formula: Formula) -> Formula {
        use super::solve::{Decision, decide};
        if let Formula::Constant(_) = formula {
            return formula;
        }
        match decide(&formula, &self.out.ranges) {
            Decision::No => Formula::Constant(false),
            _ => match decide(&negated(formula.clone()), &self.out.ranges) {
                Decision::No => Formula::Constant(true),
                _ => formula,
            },
        }
    }

    fn includes(&mut self, whole: &Number, parts: &Number, spans: [Span; 2]) -> Result<Formula> {
        let whole = self.number(whole, Role::Plain);
        self.now_side += 1;
        let parts = self.number(parts, Role::Plus);
        let (whole, parts) = (whole?, parts?);
        self.same_unit(&whole.dim, &parts.dim, spans)?;
        let over = self.difference(&parts, &whole, Comparison::AtMost);
        let equal = self.difference(&whole, &parts, Comparison::Equal);
        self.out.remainder = Some(compared(equal, Comparison::Equal));
        let formula = compared(over, Comparison::AtMost);
        self.out.compared.push(Compared {
            left: whole,
            right: parts,
            sign: Comparison::AtLeast,
            spans,
            formula: formula.clone(),
        });
        Ok(formula)
    }

    /// `x` times the count of whole numbers must be a whole number itself.
    fn grim(&mut self, args: &[Number], span: Span) -> Result<Formula> {
        let mean = self.number(&args[0], Role::Plain);
        self.now_side += 1;
        let mut count = Value::constant(Rat::one(), Dim::Any);
        for arg in &args[1..] {
            let value = self.number(arg, Role::Times)?;
            count.num = count.num.times(&value.num);
            count.den = count.den.times(&value.den);
        }
        let mean = mean?;
        self.out.grim = true;
        let sum = self.new_var(Range::everything(true), None, None);
        // mean · count = sum, divisors cleared.
        let left = mean.num.times(&count.num);
        let poly = left.minus(&Poly::var(sum).times(&mean.den).times(&count.den));
        let formula = Formula::Atom(Atom {
            poly,
            relation: Relation::Zero,
        });
        self.out.compared.push(Compared {
            left: mean,
            right: count,
            sign: Comparison::Equal,
            spans: [span, span],
            formula: formula.clone(),
        });
        Ok(formula)
    }
}

impl Value {
    fn constant(value: Rat, dim: Dim) -> Value {
        Value {
            num: Poly::constant(value),
            den: Poly::constant(Rat::one()),
            dim,
        }
    }

    fn negative(self) -> Value {
        Value {
            num: self.num.scaled(&-Rat::one()),
            ..self
        }
    }

    /// Adds `sign · other` in place, over a common divisor.
    pub(super) fn add(&mut self, other: &Value, sign: &Rat) {
        if self.den == other.den {
            self.num.add_scaled(&other.num, sign);
            return;
        }
        let mut num = self.num.times(&other.den);
        num.add_scaled(&other.num.times(&self.den), sign);
        self.num = num;
        self.den = self.den.times(&other.den);
    }

    /// With a divisor that is a number divided out.
    fn settled(self) -> Value {
        match self.den.as_constant() {
            Some(divisor) if !divisor.is_zero() => Value {
                num: self.num.scaled(&(Rat::one() / divisor)),
                den: Poly::constant(Rat::one()),
                dim: self.dim,
            },
            _ => self,
        }
    }
}

fn span_of(number: &Number) -> Span {
    match number {
        Number::Cell(_, span)
        | Number::Sum(_, span)
        | Number::Product(_, span)
        | Number::Of(_, _, span)
        | Number::Absent(_, span) => *span,
        Number::Over(over) => over.span,
        Number::Negate(inner) => span_of(inner),
        Number::Literal { .. } => Span { start: 0, end: 0 },
    }
}

/// A comparison of `difference` with zero.
fn compared(difference: Poly, sign: Comparison) -> Formula {
    let negative = || difference.scaled(&-Rat::one());
    let (poly, relation) = match sign {
        Comparison::Equal => (difference, Relation::Zero),
        Comparison::Unequal => (difference, Relation::NotZero),
        Comparison::Less => (difference, Relation::Negative),
        Comparison::AtMost => (difference, Relation::NotPositive),
        Comparison::Greater => (negative(), Relation::Negative),
        Comparison::AtLeast => (negative(), Relation::NotPositive),
    };
    match poly.as_constant() {
        None => Formula::Atom(Atom { poly, relation }),
        Some(value) => Formula::Constant(match relation {
            Relation::Zero => value.is_zero(),
            Relation::NotZero => !value.is_zero(),
            Relation::Negative => value.is_negative(),
            Relation::NotPositive => !value.is_positive(),
        }),
    }
}

/// The condition that holds exactly where this one does not.
fn negated(formula: Formula) -> Formula {
    match formula {
        Formula::Constant(value) => Formula::Constant(!value),
        Formula::All(members) => any(members.into_iter().map(negated).collect()),
        Formula::Any(members) => all(members.into_iter().map(negated).collect()),
        Formula::Atom(Atom { poly, relation }) => {
            let (poly, relation) = match relation {
                Relation::Zero => (poly, Relation::NotZero),
                Relation::NotZero => (poly, Relation::Zero),
                Relation::Negative => (poly.scaled(&-Rat::one()), Relation::NotPositive),
                Relation::NotPositive => (poly.scaled(&-Rat::one()), Relation::Negative),
            };
            Formula::Atom(Atom { poly, relation })
        }
    }
}

fn all(members: Vec<Formula>) -> Formula {
    flattened(members, false).unwrap_or_else(Formula::All)
}

fn any(members: Vec<Formula>) -> Formula {
    flattened(members, true).unwrap_or_else(Formula::Any)
}

/// Without members that change nothing; what is left when one settles it.
fn flattened(members: Vec<Formula>, settles: bool) -> std::result::Result<Formula, Vec<Formula>> {
    let mut left = Vec::new();
    for member in members {
        match member {
            Formula::Constant(value) if value == settles => return Ok(Formula::Constant(settles)),
            Formula::Constant(_) => {}
            other => left.push(other),
        }
    }
    match left.len() {
        0 => Ok(Formula::Constant(!settles)),
        1 => left.pop().ok_or_else(Vec::new),
        _ => Err(left),
    }
}
