//! A rule's functions while their names are looked up: over their arguments,
//! over the rows of a table, or over two years.

use super::binder::{BindResult, Binder, Resolved};
use super::bound::{AboutText, Absent, Condition, Number, Over};
use super::parts::{parts_of, takes_part};
use crate::figure::Rat;
use crate::period::Parts;
use crate::rule::{Across, Back, ConfigProblem, Expr, ExprProblem, Function, Path, Span};

impl Binder<'_> {
    /// `growth(x)` is `(x - prior.x) / prior.x`, and likewise from another row.
    pub(super) fn growth(
        &mut self,
        expr: &Expr,
        across: Option<Across>,
        span: Span,
    ) -> BindResult<Number> {
        let now = self.number(expr)?;
        let before = match across {
            Some(Across::Since(back @ (Back::YearAgo | Back::Previous))) => {
                self.number(&looking_back(expr, &|path| in_other_row(path, back)))?
            }
            _ => {
                let around = std::mem::replace(&mut self.back, true);
                let prior = |path: &Path| Path {
                    prior: true,
                    ..path.clone()
                };
                let before = self.number(&looking_back(expr, &prior));
                self.back = around;
                before?
            }
        };
        let change = Number::Sum(vec![(false, now), (true, before.clone())], span);
        Ok(Number::Product(vec![(false, change), (true, before)], span))
    }

    /// A function over the parts of the row's period.
    pub(super) fn over_parts(
        &mut self,
        function: Function,
        argument: &Expr,
        parts: Parts,
        span: Span,
    ) -> BindResult<Number> {
        let Some(home) = self.home else {
            return self.mistake(ConfigProblem::Needs("section"), span);
        };
        if self.each.is_some() || self.part.is_some() {
            return self.mistake(ConfigProblem::NestedRows, span);
        }
        if self.back {
            return self.mistake(ConfigProblem::PriorOfParts, span);
        }
        let mut looks_back = false;
        argument.each_name(&mut |path| looks_back |= path.prior);
        if looks_back {
            return self.mistake(ConfigProblem::PriorOfParts, argument.span());
        }
        let Some(now) = self.scope.report.table(home) else {
            return Ok(Number::Absent(Absent::Table(home.to_owned()), span));
        };
        let there = match self.rows_named_in(argument)? {
            Some(Ok((_, table))) => table,
            Some(Err(absent)) => return Ok(Number::Absent(absent, span)),
            None => now,
        };
        if let Some(absent) = self.no_series(now, there, span)? {
            return Ok(Number::Absent(absent, span));
        }
        for table in [now, there] {
            if !self.scope.report.tables[table].has_rows() {
                self.needs_rows.insert(table);
            }
        }
        let mut taken = Vec::new();
        for at in parts_of(function, parts) {
            self.part = Some((there, parts, at));
            let bound = self.number(argument);
            self.part = None;
            taken.push(bound?);
        }
        self.checked = Some(now);
        if !self.over.contains(&parts) {
            self.over.push(parts);
        }
        if !taken.iter().all(takes_part) {
            return self.mistake(ConfigProblem::NothingOfParts, argument.span());
        }
        Ok(match (function, taken.pop()) {
            (Function::First | Function::Last, Some(one)) => one,
            (_, last) => {
                taken.extend(last);
                Number::Of(function, taken, span)
            }
        })
    }

    pub(super) fn call(
        &mut self,
        function: Function,
        args: &[Expr],
        (filter, by): (Option<&Expr>, &[Path]),
        span: Span,
    ) -> BindResult<Number> {
        if let (Function::Reported, [Expr::Name(path)]) = (function, args)
            && let Some(says) = self.says(path)
        {
            return Ok(Number::Literal {
                value: Rat::from_integer(i32::from(says).into()),
                percent: false,
            });
        }
        if let (Function::Reported, [Expr::Name(path)]) = (function, args)
            && let Some(cell) = self.text_cell(path)
        {
            return Ok(Number::OfText(AboutText::Reported, cell, span));
        }
        let over = match args {
            [] => self.home_table(span)?,
            [one] if !matches!(function, Function::Abs | Function::Reported) => {
                self.rows_named_in(one)?
            }
            _ => None,
        };
        let Some(over) = over else {
            if filter.is_some() || !by.is_empty() {
                if let [Expr::Name(path)] = args
                    && let Resolved::Absent(absent) = self.resolve(path)?
                {
                    return Ok(Number::Absent(absent, path.span));
                }
                let problem = match filter {
                    Some(_) => ExprProblem::FilterNotAllowed(function.name()),
                    None => ExprProblem::GroupsNotAllowed(function.name()),
                };
                return self.mistake(ConfigProblem::Expression(problem), span);
            }
            return Ok(Number::Of(function, self.numbers(args)?, span));
        };
        let (prior, table) = match over {
            Ok(found) => found,
            Err(absent) => return Ok(Number::Absent(absent, span)),
        };
        if self.each.is_some() {
            return self.mistake(ConfigProblem::NestedRows, span);
        }
        if !prior && !self.scope.report.tables[table].has_rows() {
            self.needs_rows.insert(table);
        }
        self.each = Some((prior, table));
        let bound = self.over(function, args.first(), filter);
        self.each = None;
        let (argument, counted, filter) = bound?;
        let by = match self.grouped(prior, table, by)? {
            Ok(by) => by,
            Err(absent) => return Ok(Number::Absent(absent, span)),
        };
        let rows = self.scope.table(prior, table);
        let config = rows.and_then(|rows| self.scope.config.section(rows.section()));
        let totals = rows.map_or(Vec::new(), |rows| rows.totals(config));
        let total_groups = rows.map_or(Vec::new(), |rows| rows.total_groups(config));
        let headings = rows.map_or(Vec::new(), |table| table.headings().to_vec());
        Ok(Number::Over(Box::new(Over {
            totals,
            total_groups,
            headings,
            own: Vec::new(),
            function,
            prior,
            table,
            argument,
            counted,
            filter,
            by,
            span,
        })))
    }

    fn over(
        &mut self,
        function: Function,
        argument: Option<&Expr>,
        filter: Option<&Expr>,
    ) -> BindResult<(Option<Number>, Option<usize>, Option<Condition>)> {
        let mut counted = None;
        let mut number = None;
        if let Some(expr) = argument {
            let text = match expr {
                Expr::Name(path) if function == Function::Count => self.text_cell(path),
                _ => None,
            };
            match text {
                Some(cell) => counted = Some(cell.column),
                None => number = Some(self.number(expr)?),
            }
        }
        let filter = match filter {
            Some(filter) => Some(self.condition(filter)?),
            None => None,
        };
        Ok((number, counted, filter))
    }

    fn home_table(&self, span: Span) -> BindResult<Option<Result<(bool, usize), Absent>>> {
        let Some(home) = self.home else {
            let problem = ConfigProblem::Needs("section");
            return self.mistake(problem, span);
        };
        let report = match self.report(self.back) {
            Ok(report) => report,
            Err(absent) => return Ok(Some(Err(absent))),
        };
        Ok(Some(match report.table(home) {
            Some(table) => Ok((self.back, table)),
            None => Err(Absent::Table(home.to_owned())),
        }))
    }

    /// The table whose column an expression names, if it names one: then a
    /// function with it as its one argument runs over the rows.
    pub(super) fn rows_named_in(
        &self,
        expr: &Expr,
    ) -> BindResult<Option<Result<(bool, usize), Absent>>> {
        let mut paths = Vec::new();
        expr.each_name(&mut |path| paths.push(path));
        let mut found: Option<(bool, usize)> = None;
        for path in paths {
            let (section, column) = match path.parts.as_slice() {
                [(column, _)] => (self.home, column),
                [(section, _), (column, _)] => (Some(section.as_str()), column),
                _ => continue,
            };
            let Some(section) = section else { continue };
            let report = match self.report(path.prior) {
                Ok(report) => report,
                Err(absent) if self.is_column_now(section, column) => {
                    return Ok(Some(Err(absent)));
                }
                Err(_) => continue,
            };
            let Some(index) = report.table(section) else {
                // `section.column` of a table that is not there: only the
                // configuration can tell that it would be a column.
                let known = self.scope.config.section(section);
                if path.parts.len() == 1 {
                    return Ok(Some(Err(Absent::whole(section, path.prior))));
                }
                if known.is_some_and(|known| known.column(column).is_some() || column == "key") {
                    return Ok(Some(Err(Absent::Table(section.to_owned()))));
                }
                continue;
            };
            let table = &report.tables[index];
            let is_key = table.row(column).is_some() && table.layout.list_column().is_some();
            let own_row = path.parts.len() == 2
                && self
                    .home
                    .and_then(|home| report.table(home))
                    .is_some_and(|home| report.tables[home].row(section).is_some());
            if is_key || own_row || table.layout.column(column).is_none() {
                continue;
            }
            match found {
                None => found = Some((path.prior, index)),
                Some(known) if known == (path.prior, index) => {}
                Some((_, other)) => {
                    let other = report.tables.get(other).map_or("", |table| table.section());
                    let problem =
                        ConfigProblem::TwoTables(other.to_owned(), table.section().to_owned());
                    return self.mistake(problem, path.span);
                }
            }
        }
        Ok(found.map(Ok))
    }

    fn is_column_now(&self, section: &str, column: &str) -> bool {
        self.scope.report.table(section).is_some_and(|index| {
            let table = &self.scope.report.tables[index];
            table.layout.column(column).is_some() && table.row(column).is_none()
        })
    }
}

/// A name in another row of the table.
fn in_other_row(path: &Path, back: Back) -> Path {
    let mut path = path.clone();
    path.parts.insert(0, (back.name().to_owned(), path.span));
    path.quoted = false;
    path
}

/// The same expression with its names in the report one period before, or in
/// another row.
fn looking_back(expr: &Expr, name: &impl Fn(&Path) -> Path) -> Expr {
    let back = |expr: &Expr| looking_back(expr, name);
    let marked = |members: &[(bool, Expr)]| {
        let one = |(mark, member): &(bool, Expr)| (*mark, back(member));
        members.iter().map(one).collect()
    };
    match expr {
        Expr::Name(path) => Expr::Name(name(path)),
        Expr::Negate(inner, span) => Expr::Negate(Box::new(back(inner)), *span),
        Expr::Sum(members, span) => Expr::Sum(marked(members), *span),
        Expr::Product(members, span) => Expr::Product(marked(members), *span),
        Expr::Call {
            function,
            args,
            filter,
            by,
            across,
            span,
        } => Expr::Call {
            function: *function,
            args: args.iter().map(back).collect(),
            filter: filter.clone(),
            by: by.clone(),
            across: *across,
            span: *span,
        },
        other => other.clone(),
    }
}
