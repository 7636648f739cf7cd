//! A rule's numbers as polynomials over the figures that its query reads.

use super::leaves::{Home, Leaf};
use super::reasons::Why;
use super::tables::{FigureAt, TableAt, Tables};
use super::text::{FALSE, all, either, not};
use crate::check::{AboutText, CellRef, Number, RowRef, Scope};
use crate::figure::Rat;
use crate::figure::exact::scaled;
use crate::rule::{Function, Missing, Rule, Span, Tolerance};
use crate::solve::dimension::Dim;
use crate::solve::polynomial::{Poly, Var};
use crate::solve::quotient::Value;
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// What a leaf stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    Cell(CellRef),
    Reported(CellRef),
    Text(AboutText, CellRef),
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
    /// The table whose rows, or groups of rows, are checked.
    pub(super) checked: Option<usize>,
    /// That the row that is checked is in no group, of each function over groups.
    pub(super) no_group: Vec<String>,
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
            checked: None,
            no_group: Vec::new(),
            each: false,
            inside: false,
        }
    }

    /// The same for what stands in a function over rows.
    pub(super) fn of_each(&mut self) -> Numbers<'a, '_> {
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
            Number::OfText(about, cell, span) => self.about_text(*about, cell, *span),
            Number::Absent(absent, _) if self.rule.missing.is_zero() && absent.is_row() => {
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

    pub(super) fn var(&mut self, meaning: Meaning, leaf: Leaf) -> Result<Value, Why> {
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

    pub(super) fn words(&self, span: Span) -> String {
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
        let columns = table.layout.key_columns();
        let key = self.tables.key(at, columns, None)?;
        let alias = match cell.row {
            RowRef::Each | RowRef::Checked if !cell.prior || self.each => {
                return Ok((at, "f".to_owned()));
            }
            RowRef::Each => return Err(Why::Joined),
            RowRef::Before | RowRef::YearAgo | RowRef::Above | RowRef::Part(..) => {
                return Err(Why::RowBefore);
            }
            // The row of the same key in another table or the report before, where it is one.
            RowRef::Checked | RowRef::Joined => {
                let home = self.rule.section.as_deref();
                let now = home.and_then(|home| self.scope.report.table(home));
                let now = now.ok_or(Why::Joined)?;
                // Of a row that is not there, and of several, it is told apart what is said.
                if cell.row == RowRef::Joined && self.rule.missing != Missing::Skip {
                    return Err(Why::Joined);
                }
                let home = &self.scope.report.tables[now].layout;
                let own = home
                    .columns_of_key(&table.layout)
                    .map_err(|_| Why::Joined)?;
                let own_key = self.tables.key((false, now), &own, Some("f"))?;
                let alias = match (cell.row, cell.prior) {
                    (RowRef::Joined, true) => format!("joined_before_{}", cell.table + 1),
                    (RowRef::Joined, false) => format!("joined_{}", cell.table + 1),
                    _ => "before".to_owned(),
                };
                let there = self.tables.key(at, columns, Some(&alias))?;
                let join = format!(
                    "LEFT JOIN (\n    SELECT * FROM {figures} WHERE {key} <> '' AND {key} IN (\n      \
                     SELECT {key} FROM {figures} GROUP BY {key} HAVING count(*) = 1)\n  ) AS {alias} ON {there} = {own_key}"
                );
                self.join(join);
                alias
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

    pub(super) fn join(&mut self, join: String) {
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
                _ => None,
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
            _ => table.rows.first(),
        };
        let unit = layout.unit_of(row.and_then(|row| row.unit()), cell.column);
        let part = |part: &str| format!("{alias}.{}", dialect.name_of(&format!("{name} {part}")));
        let mode = layout.missing(cell.column, self.rule.missing);
        let k = format!("coalesce({}, 5)", part("k"));
        let zero = match mode {
            Missing::Zero | Missing::ZeroIfAny => format!("{k} = 1"),
            _ => FALSE.to_owned(),
        };
        let unknown = match (mode, self.inside) {
            (Missing::Zero | Missing::ZeroIfAny, true) => format!("{k} = 3"),
            (Missing::Zero | Missing::ZeroIfAny, false) => format!("{k} IN (2, 3)"),
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
    pub(super) fn reported(&mut self, cell: &CellRef, span: Span) -> Result<Value, Why> {
        // No row of its key, and several of them, say different things.
        if cell.row == RowRef::Joined {
            return Err(Why::Joined);
        }
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

    /// Whether the text of a cell is another, or is not.
    pub(super) fn text(&mut self, cell: &CellRef, text: &str, is: bool) -> Result<String, Why> {
        let column = self.text_of(cell)?;
        let sign = if is { "=" } else { "<>" };
        let text = self.tables.dialect.quoted(text);
        self.kept(format!("({column} {sign} {text})"))
    }

    /// The text of a cell; a blank one where there is none.
    pub(super) fn text_of(&mut self, cell: &CellRef) -> Result<String, Why> {
        let (at, alias) = self.place(cell)?;
        let column = self.tables.text(at, cell.column)?;
        Ok(format!("coalesce({alias}.{column}, '')"))
    }

    /// A comparison of texts, kept as a column of the rule's query where it is not
    /// put into one expression.
    pub(super) fn kept(&mut self, compared: String) -> Result<String, Why> {
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
