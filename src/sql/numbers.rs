//! A rule's numbers as polynomials over the figures that its query reads.

use super::arithmetic::{Stages, Whole};
use super::conditions::selected;
use super::leaves::{Home, Leaf};
use super::reasons::Why;
use super::tables::{FigureAt, TableAt, Tables};
use super::text::{FALSE, TRUE, all, any, either, not, one_line};
use crate::check::{CellRef, Condition, Leaf as Named, Number, Over, RowRef, Scope};
use crate::figure::Rat;
use crate::figure::exact::{pow10, scaled};
use crate::rule::{Function, Missing, Rule, Span, Tolerance};
use crate::solve::dimension::Dim;
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeMap;

/// More rows than a sum may have, as digits.
const ROWS: i32 = 9;

/// What a leaf stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Cell(CellRef),
    Reported(CellRef),
    Rows(usize, usize, bool, bool),
    Tolerance(usize),
}

/// A rule whose numbers become arithmetic.
pub(super) struct Numbers<'a, 't> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) rule: &'a Rule,
    pub(super) tables: &'t mut Tables<'a>,
    /// What the rule's queries are called.
    pub(super) name: String,
    pub(super) leaves: Vec<Leaf>,
    known: BTreeMap<Meaning, usize>,
    /// What is joined to the rows that are checked.
    pub(super) joins: Vec<String>,
    /// Comparisons of texts, each a column of the rule's query.
    pub(super) texts: Vec<String>,
    /// Whether what is read is put into one expression.
    pub(super) inline: bool,
    /// Queries that come before the rule's own.
    pub(super) before: Vec<String>,
    /// What is divided by.
    pub(super) divisors: Vec<Poly>,
    /// Whether columns without a unit are taken to print rates.
    pub(super) as_rates: bool,
    /// Whether units clash.
    pub(super) clash: bool,
    /// Whether a name stands for nothing in this report.
    pub(super) absent: bool,
    /// Whether functions over rows leave out rows without any figure.
    pub(super) headings: Vec<String>,
    /// Whether what is read stands in a function over rows.
    each: bool,
    inside: bool,
}

impl<'a, 't> Numbers<'a, 't> {
    /// Of a rule.
    pub(super) fn new(
        scope: &'a Scope<'a>,
        rule: &'a Rule,
        tables: &'t mut Tables<'a>,
        name: String,
    ) -> Numbers<'a, 't> {
        Numbers {
            scope,
            rule,
            tables,
            name,
            leaves: Vec::new(),
            known: BTreeMap::new(),
            joins: Vec::new(),
            texts: Vec::new(),
            inline: false,
            before: Vec::new(),
            divisors: Vec::new(),
            as_rates: true,
            clash: false,
            absent: false,
            headings: Vec::new(),
            each: false,
            inside: false,
        }
    }

    /// The same for what stands in a function over rows.
    fn of_each(&mut self) -> Numbers<'a, '_> {
        let mut numbers = Numbers::new(self.scope, self.rule, self.tables, self.name.clone());
        numbers.as_rates = self.as_rates;
        (numbers.each, numbers.inside, numbers.inline) = (true, true, true);
        numbers
    }

    /// The unit of two numbers that are added or compared.
    pub(super) fn joined(&mut self, left: &Dim, right: &Dim) -> Dim {
        if self.rule.any_units {
            return Dim::Any;
        }
        let joined = left.joined(right, &self.scope.config.units);
        joined.unwrap_or_else(|| {
            self.clash = true;
            Dim::Any
        })
    }

    /// A number over the rule's figures.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub(super) fn value(&mut self, number: &Number) -> Result<Value, Why> {
        match number {
            Number::Literal { value, percent } => {
                let dim = Dim::of_literal(value, *percent);
                Ok(Value::constant(value.clone(), dim))
            }
            Number::Cell(cell, span) => self.cell(cell, *span),
            Number::Negate(inner) => Ok(self.value(inner)?.negative()),
            Number::Sum(members, _) => self.sum(members),
            Number::Product(members, _) => self.product(members),
            Number::Of(function, args, _) => self.function(*function, args),
            Number::Over(over) => self.over(over),
            Number::Absent(absent, _) if self.rule.missing == Missing::Zero && absent.is_row() => {
                Ok(Value::constant(Rat::zero(), Dim::Any))
            }
            Number::Absent(..) if self.rule.missing == Missing::Fail => Err(Why::Absent),
            Number::Absent(..) => {
                self.absent = true;
                Ok(Value::constant(Rat::zero(), Dim::Any))
            }
        }
    }

    fn sum(&mut self, members: &[(bool, Number)]) -> Result<Value, Why> {
        let mut total: Option<Value> = None;
        for (minus, member) in members {
            let value = self.value(member)?;
            let sign = if *minus { -Rat::one() } else { Rat::one() };
            match &mut total {
                None => total = Some(value),
                Some(total) => {
                    total.dim = self.joined(&total.dim, &value.dim);
                    total.add(&value, &sign);
                }
            }
        }
        total.ok_or(Why::Absent)
    }

    fn product(&mut self, members: &[(bool, Number)]) -> Result<Value, Why> {
        let mut product = Value::constant(Rat::one(), Dim::pure());
        for (divides, member) in members {
            let value = self.value(member)?;
            if product.is_too_long_times(&value) {
                return Err(Why::TooLong);
            }
            if !matches!(member, Number::Literal { .. }) {
                product.dim = product.dim.times(&value.dim, *divides);
            }
            let (num, den) = match divides {
                true => (&value.den, &value.num),
                false => (&value.num, &value.den),
            };
            product.num = product.num.times(num);
            product.den = product.den.times(den);
            match value.num.as_constant() {
                Some(number) if *divides && number.is_zero() => return Err(Why::Division),
                None if *divides => self.divisors.push(value.num.clone()),
                _ => {}
            }
        }
        Ok(product)
    }

    fn function(&mut self, function: Function, args: &[Number]) -> Result<Value, Why> {
        let around = std::mem::replace(&mut self.inside, true);
        let value = self.of_arguments(function, args);
        self.inside = around;
        value
    }

    fn of_arguments(&mut self, function: Function, args: &[Number]) -> Result<Value, Why> {
        match function {
            Function::Sum | Function::Mean => {
                let members: Vec<(bool, Number)> =
                    args.iter().map(|arg| (false, arg.clone())).collect();
                let mut total = self.sum(&members)?;
                if function == Function::Mean {
                    let count = Rat::from_integer(args.len().into());
                    total.den = total.den.scaled(&count);
                }
                Ok(total)
            }
            Function::Reported | Function::Count => {
                let mut total = Value::constant(Rat::zero(), Dim::Any);
                for arg in args {
                    let Number::Cell(cell, span) = arg else {
                        return Err(Why::InFunction);
                    };
                    total.add(&self.reported(cell, *span)?, &Rat::one());
                }
                Ok(total)
            }
            other => Err(Why::Function(other.name())),
        }
    }

    fn var(&mut self, meaning: Meaning, leaf: Leaf) -> Result<Value, Why> {
        let at = *self.known.entry(meaning).or_insert(self.leaves.len());
        if at == self.leaves.len() {
            self.leaves.push(leaf);
        }
        let var = Var::try_from(at).map_err(|_| Why::TooLong)?;
        Ok(Value {
            num: Poly::var(var),
            den: Poly::constant(Rat::one()),
            dim: Dim::Any,
        })
    }

    fn words(&self, span: Span) -> String {
        let text = &self.rule.check.text;
        text.get(span.start..span.end)
            .unwrap_or_default()
            .to_owned()
    }

    /// The table of a cell, and where its row is found in the query.
    fn place(&mut self, cell: &CellRef) -> Result<(TableAt, String), Why> {
        let at = (cell.prior, cell.table);
        let figures = self.tables.figures(at)?;
        let table = self.tables.table(at).ok_or(Why::Absent)?;
        let dialect = self.tables.dialect;
        let key = self.tables.text(at, 0)?;
        let alias = match cell.row {
            RowRef::Each | RowRef::Checked if !cell.prior || self.each => {
                return Ok((at, "f".to_owned()));
            }
            RowRef::Each => return Err(Why::Joined),
            // The row of the same key in the report before, where it is one.
            RowRef::Checked => {
                let own = self.scope.report.tables.iter();
                let section = table.section();
                let now = own.enumerate().find(|(_, own)| own.section() == section);
                let now = now.ok_or(Why::Joined)?.0;
                let own_key = self.tables.text((false, now), 0)?;
                let alias = "before";
                let join = format!(
                    "LEFT JOIN (\n    SELECT * FROM {figures} WHERE {key} <> '' AND {key} IN (\n      \
                     SELECT {key} FROM {figures} GROUP BY {key} HAVING count(*) = 1)\n  ) AS {alias} ON {alias}.{key} = f.{own_key}"
                );
                self.join(join);
                alias.to_owned()
            }
            RowRef::Fixed(row) => {
                let name = table.rows.get(row).map(|row| row.key().to_owned());
                let name = name.ok_or(Why::Absent)?;
                if table.rows.iter().filter(|row| row.key() == name).count() != 1 {
                    return Err(Why::SeveralRows(name));
                }
                let before = if cell.prior { "before" } else { "row" };
                let alias = format!("{before}_{}_{}", cell.table + 1, row + 1);
                let name = dialect.quoted(&name);
                let join = format!(
                    "LEFT JOIN (\n    SELECT * FROM {figures} WHERE {key} = {name} AND (\n      \
                     SELECT count(*) FROM {figures} WHERE {key} = {name}) = 1\n  ) AS {alias} ON TRUE"
                );
                self.join(join);
                alias
            }
        };
        Ok((at, alias))
    }

    fn join(&mut self, join: String) {
        if !self.joins.contains(&join) {
            self.joins.push(join);
        }
    }

    fn figure_at(&self, cell: &CellRef) -> FigureAt {
        FigureAt {
            column: cell.column,
            rounding: self.rule.rounding,
            by_row: match cell.row {
                RowRef::Fixed(row) => Some(row),
                RowRef::Checked | RowRef::Each => None,
            },
        }
    }

    fn cell(&mut self, cell: &CellRef, span: Span) -> Result<Value, Why> {
        let (at, alias) = self.place(cell)?;
        let figure = self.figure_at(cell);
        let (name, reading) = self.tables.figure(at, figure)?;
        let dialect = self.tables.dialect;
        let table = self.tables.table(at).ok_or(Why::Absent)?;
        let layout = &table.layout;
        // Rows that say their own units are named, or all alike.
        let row = match cell.row {
            RowRef::Fixed(row) => table.rows.get(row),
            RowRef::Checked | RowRef::Each => table.rows.first(),
        };
        let unit = layout.unit_of(row.and_then(|row| row.unit.as_ref()), cell.column);
        let part = |part: &str| format!("{alias}.{}", dialect.name_of(&format!("{name} {part}")));
        let mode = layout.missing(cell.column, self.rule.missing);
        let k = format!("coalesce({}, 5)", part("k"));
        let zero = match mode {
            Missing::Zero => format!("{k} = 1"),
            _ => FALSE.to_owned(),
        };
        let unknown = match (mode, self.inside) {
            (Missing::Zero, true) => format!("{k} = 3"),
            (Missing::Zero, false) => format!("{k} IN (2, 3)"),
            (_, true) => format!("{k} IN (1, 3)"),
            (_, false) => format!("{k} IN (1, 2, 3)"),
        };
        let stop = if self.inside { "2, 4, 5" } else { "4, 5" };
        let insists = match mode {
            Missing::Fail => format!("{k} IN (1, 3)"),
            _ => FALSE.to_owned(),
        };
        let home = match cell.row {
            RowRef::Fixed(row) => Home::Cell(at, Some(row)),
            _ => Home::Cell(at, None),
        };
        let leaf = Leaf {
            words: self.words(span),
            lo: either(&zero, "0", &part("lo")),
            hi: either(&zero, "0", &part("hi")),
            lo_open: format!("coalesce({}, FALSE)", part("lo open")),
            hi_open: format!("coalesce({}, FALSE)", part("hi open")),
            whole: all([not(&zero), format!("coalesce({}, FALSE)", part("w"))]),
            mixed: FALSE.to_owned(),
            unknown,
            stop: format!("{k} IN ({stop})"),
            gone: match (self.rule.missing, cell.row) {
                (Missing::Fail, RowRef::Fixed(_)) => format!("{k} = 5"),
                (Missing::Fail, _) if cell.prior => format!("{k} = 5"),
                _ => FALSE.to_owned(),
            },
            insists,
            percent: match reading.may_be_rate() && unit.is_none() {
                true => format!("coalesce({}, FALSE)", part("pct")),
                false => FALSE.to_owned(),
            },
            scale: reading.scale(),
            size: reading.size(),
            home,
        };
        let dim = match unit {
            None if self.as_rates && reading.may_be_rate() => Dim::pure(),
            unit => Dim::of(unit),
        };
        let value = self.var(Meaning::Cell(*cell), leaf)?;
        Ok(Value { dim, ..value })
    }

    /// 1 where a figure is reported, else 0.
    fn reported(&mut self, cell: &CellRef, span: Span) -> Result<Value, Why> {
        let (at, alias) = self.place(cell)?;
        let figure = self.figure_at(cell);
        let (name, _) = self.tables.figure(at, figure)?;
        let k = self.tables.dialect.name_of(&format!("{name} k"));
        let k = format!("coalesce({alias}.{k}, 5)");
        let value = format!("CASE WHEN {k} = 0 THEN 1 ELSE 0 END");
        let mut leaf = Leaf::number(&format!("reported({})", self.words(span)), &value, 0, 1);
        leaf.stop = format!("{k} IN (4, 5)");
        self.var(Meaning::Reported(*cell), leaf)
    }

    /// What a tolerance allows to either side, of one comparison.
    pub(super) fn tolerated(&mut self, tolerance: &Tolerance) -> Result<Poly, Why> {
        let (Tolerance::Absolute(size) | Tolerance::Relative(size)) = tolerance;
        let scale = (0..30).find(|scale| (size * &scaled(1, *scale)).is_integer());
        let scale = scale.ok_or(Why::Fraction)?;
        let size = (size * &scaled(1, scale)).to_integer().to_string();
        let digits = i32::try_from(size.len()).map_err(|_| Why::TooLong)?;
        let mut leaf = Leaf::number("tolerance", &size, scale, digits);
        leaf.lo = format!("-{size}");
        let number = self.leaves.len();
        Ok(self.var(Meaning::Tolerance(number), leaf)?.num)
    }

    /// A sum, mean or count over the rows of a table, worked out once.
    fn over(&mut self, over: &Over) -> Result<Value, Why> {
        if hangs_on_row(over) {
            return Err(Why::HangsOnRow);
        }
        let counts = over.function == Function::Count;
        if !counts && !matches!(over.function, Function::Sum | Function::Mean) {
            return Err(Why::Function(over.function.name()));
        }
        let meaning = |rows: bool| Meaning::Rows(over.span.start, over.span.end, over.prior, rows);
        let at = (over.prior, over.table);
        let words = self.words(over.span);
        let home = Home::Rows(at, [over.totals.as_slice(), &over.own].concat());
        let name = format!("{}_over_{}", self.name, self.before.len() + 1);
        let taken = self.rows_of(over, at)?;
        let alias = format!("over_{}", self.before.len() + 1);
        self.before.push(format!(
            "-- {}\n{} AS (\n  {}\n)",
            one_line(&words),
            name,
            taken.query
        ));
        self.join(format!("CROSS JOIN {name} AS {alias}"));
        let part = |part: &str| format!("{alias}.{part}");
        let headings = self.rule.missing == Missing::Skip && !over.headings.is_empty();
        if headings {
            self.headings.push(format!("{} > 0", part("headings")));
        }
        let mut count = Leaf::number(&words, &part("taken"), 0, ROWS);
        count.stop = part("stop");
        if counts {
            return self.var(meaning(true), count);
        }
        let sum = Leaf {
            words: words.clone(),
            lo: part("lo"),
            hi: part("hi"),
            lo_open: part("lo_open"),
            hi_open: part("hi_open"),
            whole: all([part("whole"), not(&part("fractions"))]),
            mixed: all([part("whole"), part("fractions")]),
            unknown: part("unknown"),
            stop: any([part("stop"), format!("{} = 0", part("taken"))]),
            // Which of them is met first, the rows' order tells.
            insists: all([part("insists"), not(&part("stop"))]),
            gone: FALSE.to_owned(),
            percent: part("percent"),
            scale: taken.scale,
            size: taken.size + ROWS,
            home,
        };
        let mut value = self.var(meaning(false), sum)?;
        if over.function == Function::Mean {
            value.den = self.var(meaning(true), count)?.num;
        }
        value.dim = taken.dim;
        Ok(value)
    }

    /// The query of what a function over rows takes.
    fn rows_of(&mut self, over: &Over, at: TableAt) -> Result<Taken, Why> {
        let figures = self.tables.figures(at)?;
        let left_out = self.left_out(at, &over.own)?;
        let totals = self.left_out(at, &over.totals)?;
        let skip = self.rule.missing == Missing::Skip;
        let counted = match over.counted {
            Some(column) => format!("f.{} <> ''", self.tables.text(at, column)?),
            None => TRUE.to_owned(),
        };
        let counts = over.function == Function::Count;
        let mut each = self.of_each();
        let value = match &over.argument {
            Some(Number::Cell(cell, span)) if counts => Some(each.reported(cell, *span)?),
            Some(_) if counts => return Err(Why::InFunction),
            Some(argument) => Some(each.value(argument)?),
            None => None,
        };
        if value
            .as_ref()
            .is_some_and(|value| value.den != Poly::constant(Rat::one()))
            || !each.divisors.is_empty()
        {
            return Err(Why::Division);
        }
        let selection = match &over.filter {
            None => (TRUE.to_owned(), FALSE.to_owned()),
            Some(filter) => selected(filter, &mut each)?,
        };
        let (clash, absent) = (each.clash, each.absent);
        let leaves = std::mem::take(&mut each.leaves);
        self.clash |= clash;
        self.absent |= absent;
        let (yes, unsure) = selection;
        let zero = Poly::default();
        let poly = value.as_ref().map_or(&zero, |value| &value.num);
        let whole = Whole::of(poly, &leaves)?;
        let ends = Stages::inline(&whole, &leaves)?;
        let named: Vec<&Leaf> = whole.vars().iter().map(|leaf| &leaves[*leaf]).collect();
        let part = |part: &dyn Fn(&Leaf) -> String| any(named.iter().map(|leaf| part(leaf)));
        // Whole numbers that are taken other than once leave other gaps.
        let once = whole.terms.iter().all(|(factor, vars)| {
            let own: i32 = vars.iter().map(|leaf| leaves[*leaf].scale).sum();
            let steps = u32::try_from(whole.scale - own).ok();
            vars.is_empty() || steps.is_some_and(|steps| factor.abs() == pow10(steps))
        });
        let open_whole = part(&|leaf| leaf.whole.clone());
        let fractions = match once {
            true => part(&|leaf| all([leaf.loose(), not(&leaf.whole)])),
            false => part(&|leaf| leaf.loose()),
        };
        let left_out_totals = match over.filter.is_some() && !over.totals.is_empty() {
            // Where no other row is selected, the totals are meant.
            true => format!(
                "({totals}) = (SELECT count(*) = 0 FROM {figures} AS f WHERE {} AND NOT {totals} AND {})",
                all([not(&left_out), heading(skip)]),
                any([yes.clone(), unsure.clone()])
            ),
            false => not(&totals),
        };
        let rows = all([not(&left_out), left_out_totals]);
        let taken = match counts && value.is_some() {
            true => part(&|leaf| format!("{} = 1", leaf.lo)),
            false => counted,
        };
        let is_heading = if skip { "f.heading" } else { FALSE };
        let picked = format!(
            "SELECT {taken} AS is_taken, {is_heading} AS is_heading, {} AS stop, {} AS unknown, {} AS insists, {} AS percent,\n      \
             {} AS lo, {} AS hi, {} AS lo_open, {} AS hi_open, {open_whole} AS whole, {fractions} AS fractions\n    \
             FROM {figures} AS f\n    WHERE {}",
            any([unsure.clone(), part(&|leaf| leaf.stop.clone())]),
            part(&|leaf| leaf.unknown.clone()),
            part(&|leaf| leaf.insists.clone()),
            part(&|leaf| leaf.percent.clone()),
            ends.lo,
            ends.hi,
            ends.lo_open,
            ends.hi_open,
            all([rows, any([yes, unsure])]),
        );
        let some = |column: &str| {
            format!("coalesce(bool_or({column} AND NOT is_heading), FALSE) AS {column}")
        };
        let integer = self.tables.dialect.integer();
        let sum = |end: &str| {
            let own = format!("CASE WHEN is_heading THEN 0 ELSE {end} END");
            format!(
                "CASE WHEN bool_or({end} IS NULL AND NOT is_heading) THEN NULL ELSE \
                 coalesce(sum(CAST({own} AS {integer})), 0) END AS {end}"
            )
        };
        let flags = [
            "stop",
            "unknown",
            "insists",
            "percent",
            "lo_open",
            "hi_open",
            "whole",
            "fractions",
        ];
        let flags: Vec<String> = flags.iter().map(|flag| some(flag)).collect();
        let query = format!(
            "SELECT coalesce(sum(CASE WHEN is_taken AND NOT is_heading THEN 1 ELSE 0 END), 0) AS taken,\n    \
             coalesce(sum(CASE WHEN is_heading THEN 1 ELSE 0 END), 0) AS headings,\n    {},\n    {},\n    {}\n  FROM (\n    {picked}\n  ) AS rows_taken",
            sum("lo"),
            sum("hi"),
            flags.join(",\n    ")
        );
        let sizes = whole.terms.iter().map(|(factor, vars)| {
            let digits = i32::try_from(factor.to_string().len()).unwrap_or(40);
            digits + vars.iter().map(|leaf| leaves[*leaf].size).sum::<i32>()
        });
        let size = sizes.max().unwrap_or(1) + 1;
        if size + ROWS > 37 {
            return Err(Why::TooLong);
        }
        Ok(Taken {
            query,
            scale: whole.scale,
            size,
            dim: value.map_or(Dim::Any, |value| value.dim),
        })
    }

    /// Whether a row is one of these.
    fn left_out(&mut self, at: TableAt, rows: &[usize]) -> Result<String, Why> {
        if rows.is_empty() {
            return Ok(FALSE.to_owned());
        }
        let table = self.tables.table(at).ok_or(Why::Absent)?;
        let keys: Vec<&str> = rows.iter().map(|row| table.rows[*row].key()).collect();
        let others = table.rows.iter().enumerate();
        let mut others = others.filter(|(row, _)| rows.binary_search(row).is_err());
        if let Some((_, row)) = others.find(|(_, row)| keys.contains(&row.key())) {
            return Err(Why::SeveralRows(row.key().to_owned()));
        }
        let dialect = self.tables.dialect;
        let mut quoted: Vec<String> = keys.iter().map(|key| dialect.quoted(key)).collect();
        quoted.dedup();
        let key = self.tables.text(at, 0)?;
        Ok(format!("f.{key} IN ({})", quoted.join(", ")))
    }

    /// Whether the text of a cell is another, or is not.
    pub(super) fn text(&mut self, cell: &CellRef, text: &str, is: bool) -> Result<String, Why> {
        let (at, alias) = self.place(cell)?;
        let column = self.tables.text(at, cell.column)?;
        let sign = if is { "=" } else { "<>" };
        let text = self.tables.dialect.quoted(text);
        let compared = format!("(coalesce({alias}.{column}, '') {sign} {text})");
        if self.inline {
            return Ok(compared);
        }
        let known = self.texts.iter().position(|known| *known == compared);
        let at = known.unwrap_or(self.texts.len());
        if at == self.texts.len() {
            self.texts.push(compared);
        }
        Ok(format!("text_{}", at + 1))
    }
}

fn heading(skip: bool) -> String {
    match skip {
        true => "NOT f.heading".to_owned(),
        false => TRUE.to_owned(),
    }
}

/// What a function over rows takes.
struct Taken {
    query: String,
    scale: i32,
    size: i32,
    dim: Dim,
}

/// Whether what a function over rows takes hangs on the row that is checked.
fn hangs_on_row(over: &Over) -> bool {
    let mut found = false;
    let mut see = |leaf: Named<'_>| match leaf {
        Named::Figure(cell, _) | Named::Text(cell) => found |= cell.row != RowRef::Each,
        Named::Over(_) | Named::Absent(..) => found = true,
    };
    if let Some(argument) = &over.argument {
        argument.visit(&mut see);
    }
    if let Some(filter) = &over.filter {
        Condition::visit(filter, &mut see);
    }
    found
}
