//! Looks up a rule's names: first in its own section, then as
//! `section.key.column`. What stands for nothing is a mistake with the
//! nearest name that does.

mod binder;
mod bound;
mod calls;
mod grouped;
pub(super) mod in_short;
pub(super) mod names;
mod other_rows;
mod own_totals;
mod parts;
mod resolve;
mod said;
mod texts;

pub(crate) use binder::Scope;
pub(super) use bound::Absent;
pub(super) use bound::By;
use bound::unmet;
pub(crate) use bound::{
    AboutText, CellRef, Condition, Leaf, Number, Over, PartAt, RowRef, TextAsks, TextTest,
};

use crate::period::Parts;
use crate::rule::{
    Across, Comparison, ConfigError, ConfigProblem, Expr, Function, Missing, OutOfForce, Path,
    Rule, Span,
};
use crate::table::{ColumnKind, Table, TableRow};
use binder::{BindResult, Binder, Resolved};
use own_totals::leave_out_own;
use std::collections::BTreeSet;
use texts::text_test;

/// A rule whose names have become cells.
#[derive(Clone, Debug)]
pub(crate) struct BoundRule {
    /// Its condition.
    pub condition: Condition,
    /// The table whose rows it is checked for, one by one; or groups of them, each
    /// for its first row.
    pub rows_of: Option<usize>,
    /// Where it is checked once for each group of them, the columns whose texts
    /// make the groups.
    pub by: Option<Vec<usize>>,
    /// The kinds of parts that it goes over: it is for rows of periods that are made
    /// of such.
    pub over: Vec<Parts>,
    /// Which of those rows.
    pub filter: Option<Condition>,
    /// Names that this report has nothing for: mistakes in the rule, unless
    /// another report has them.
    pub lacks: Vec<ConfigError>,
}

impl BoundRule {
    /// A rule that is not in force in the report's period.
    fn not_in_force(rule: &Rule, times: &OutOfForce) -> BoundRule {
        let absent = Absent::NotInForce {
            column: None,
            times: times.clone(),
        };
        BoundRule {
            condition: unmet(absent, rule.expr.span()),
            rows_of: None,
            by: None,
            over: Vec::new(),
            filter: None,
            lacks: Vec::new(),
        }
    }

    /// The table whose rows it is checked for, where each is checked by itself.
    pub(crate) fn each_row_of(&self) -> Option<usize> {
        self.rows_of.filter(|_| self.by.is_none())
    }

    /// What is said to be checked for a row: the row by its key, or its group.
    pub(crate) fn called(&self, table: &Table, row: &TableRow) -> String {
        let Some(columns) = &self.by else {
            return row.key().to_owned();
        };
        let one = |column: &usize| {
            let name = &table.layout.columns[*column].name;
            format!("{name} = {}", row.text(*column))
        };
        columns.iter().map(one).collect::<Vec<String>>().join(", ")
    }

    /// The rows of its table that it is checked for; of each group the first.
    pub(crate) fn rows_in(&self, table: &Table) -> Vec<usize> {
        let Some(columns) = &self.by else {
            return (0..table.rows.len()).collect();
        };
        let groups = table.grouped_by(columns);
        let totals = self.totals_among_groups();
        let is_total = |row: usize| totals.binary_search(&row).is_ok();
        let numbers = (0..groups.len()).filter(|group| !groups.rows(*group).all(is_total));
        let firsts: Vec<usize> = numbers
            .filter_map(|group| groups.rows(group).next())
            .collect();
        // Where there are only such, they are what is meant.
        match firsts.is_empty() {
            true => groups.firsts().collect(),
            false => firsts,
        }
    }

    /// The rows of its table that sum up others: those alone are no group.
    fn totals_among_groups(&self) -> &[usize] {
        let mut totals: &[usize] = &[];
        self.condition.visit(&mut |leaf| {
            if let Leaf::Over(over) = leaf
                && !over.prior
                && self.rows_of == Some(over.table)
            {
                totals = &over.totals;
            }
        });
        totals
    }

    /// Whether functions over rows select these by their figures.
    pub(super) fn selects_by_figures(&self) -> bool {
        let mut found = false;
        self.condition.visit(&mut |leaf| {
            if let Leaf::Over(Over {
                filter: Some(filter),
                ..
            }) = leaf
            {
                filter.visit(&mut |leaf| {
                    found |= matches!(leaf, Leaf::Figure(..) | Leaf::Over(_));
                });
            }
        });
        found
    }

    /// Whether this report can tell that a name is a mistake: it has every
    /// table that the rule names.
    pub(super) fn judges_names(&self) -> bool {
        let mut judges = true;
        self.condition.visit(&mut |leaf| {
            if let Leaf::Absent(
                Absent::Table(_) | Absent::Report(_) | Absent::NotInForce { .. },
                _,
            ) = leaf
            {
                judges = false;
            }
        });
        judges
    }
}

/// What keeps a rule from being bound.
#[derive(Debug)]
pub(super) enum Unbound {
    /// A mistake in the rule.
    Mistake(Box<ConfigError>),
    /// It needs the rows of tables that are streamed.
    NeedsRows(BTreeSet<usize>),
    /// It is a sum of a tree whose codes the table does not have.
    NotThere,
}

/// Binds a rule.
///
/// # Errors
/// See [`Unbound`].
pub(super) fn bind(rule: &Rule, scope: &Scope) -> Result<BoundRule, Unbound> {
    if let Some(times) = &rule.out {
        return Ok(BoundRule::not_in_force(rule, times));
    }
    let home = rule.section.as_deref();
    if let Some(section) = home
        && scope.report.table(section).is_none()
        && scope.config.section(section).is_none()
        && !scope.report.failed(section)
    {
        let problem = ConfigProblem::SectionName(section.to_owned());
        return Err(Unbound::Mistake(Box::new(ConfigError {
            problem,
            place: rule.check.whole(),
        })));
    }
    let mut binder = Binder {
        scope,
        home,
        text: &rule.check,
        each: None,
        part: None,
        over: Vec::new(),
        checked: None,
        needs_rows: BTreeSet::new(),
        back: false,
        lenient: rule.restates,
        of_tree: rule.tree.is_some(),
        lacking: None,
        lacks: Vec::new(),
    };
    let bound = binder.rule(rule);
    // What seems a mistake may be a row that was not read: that comes first.
    if !binder.needs_rows.is_empty() {
        return Err(Unbound::NeedsRows(binder.needs_rows));
    }
    let mut bound = bound.map_err(Unbound::Mistake)?;
    // Of a tree that is a mistake there are no sums.
    let open = rule.is_open() && home.is_some_and(|home| scope.report.table(home).is_some());
    let keeps = rule.tree.is_none() || keeps_sum(&mut bound.condition, rule);
    match keeps && !open {
        true => Ok(bound),
        false => Err(Unbound::NotThere),
    }
}

/// Whether a sum of a tree is about codes that the table has: the code itself and
/// some of those below it, or any of them where all must be there. Those that the
/// table need not have are left out of it.
fn keeps_sum(condition: &mut Condition, rule: &Rule) -> bool {
    let Condition::Compare(members, ..) = condition else {
        return true;
    };
    let is_gone = |number: &Number| matches!(number, Number::Absent(absent, _) if absent.is_row());
    let [code, below] = members.as_mut_slice() else {
        return true;
    };
    let some = match &*below {
        Number::Sum(parts, _) => !parts.iter().all(|(_, part)| is_gone(part)),
        one => !is_gone(one),
    };
    if rule.missing == Missing::Fail {
        return some || !is_gone(code);
    }
    let present = rule.tree.as_ref().is_some_and(|tree| tree.present);
    if let Number::Sum(parts, _) = below
        && present
    {
        parts.retain(|(_, part)| !is_gone(part));
    }
    some && !is_gone(code)
}

impl<'a> Binder<'a> {
    fn rule(&mut self, rule: &'a Rule) -> BindResult<BoundRule> {
        let mut condition = match (rule.is_open(), self.home) {
            // Its section has no table.
            (true, Some(home)) => {
                let absent = Absent::Table(home.to_owned());
                unmet(absent, self.text_span())
            }
            _ => self.condition(&rule.expr)?,
        };
        let rows_of = self.checked;
        let mut filter = match &rule.rows {
            None => None,
            Some((text, expr)) => {
                self.text = text;
                let filter = self.condition(expr)?;
                let report = self.scope.report;
                let missing_table = self.home.is_some_and(|home| report.table(home).is_none());
                if rows_of.is_none() && !missing_table && self.lacking.is_none() {
                    let place = text.whole();
                    let mut groups = false;
                    rule.expr.each_grouping(&mut |_| groups = true);
                    let problem = match groups {
                        true => ConfigProblem::RowsOfGroups,
                        false => ConfigProblem::RowsWithoutColumns,
                    };
                    return Err(Box::new(ConfigError { problem, place }));
                }
                Some(filter)
            }
        };
        let mut by = self.settle_groups(&mut condition, filter.as_mut())?;
        // What the whole report lacks is said once, not for every row.
        if let Some((absent, span)) = self.lacking.take()
            && (self.checked.is_some() || by.is_some())
            && (!rule.missing.is_zero() || !absent.is_row())
        {
            (self.checked, by) = (None, None);
            condition = unmet(absent, span);
        }
        let (of_groups, by) = by.unzip();
        Ok(BoundRule {
            condition,
            rows_of: self.checked.or(of_groups),
            by,
            over: std::mem::take(&mut self.over),
            filter,
            lacks: std::mem::take(&mut self.lacks),
        })
    }

    pub(super) fn condition(&mut self, expr: &Expr) -> BindResult<Condition> {
        Ok(match expr {
            Expr::Compare { first, rest } => self.compare(first, rest)?,
            Expr::Includes { whole, parts } => {
                let spans = [whole.span(), parts.span()];
                let mut members = [self.number(whole)?, self.number(parts)?];
                leave_out_own(&mut members, &[]);
                let [whole, parts] = members;
                Condition::Includes(whole, parts, spans)
            }
            Expr::And(members) => Condition::And(self.conditions(members)?),
            Expr::Or(members) => Condition::Or(self.conditions(members)?),
            Expr::Not(inner, _) => {
                self.no_grim(inner)?;
                Condition::Not(Box::new(self.condition(inner)?))
            }
            Expr::If {
                condition,
                then,
                otherwise,
                ..
            } => {
                self.no_grim(condition)?;
                Condition::If(
                    Box::new(self.condition(condition)?),
                    Box::new(self.condition(then)?),
                    match otherwise {
                        Some(otherwise) => Some(Box::new(self.condition(otherwise)?)),
                        None => None,
                    },
                )
            }
            Expr::Call {
                function: Function::Grim,
                args,
                span,
                ..
            } => Condition::Grim(self.numbers(args)?, *span),
            Expr::Call {
                function: Function::Matches,
                args,
                span,
                ..
            } => self.matches(args, *span)?,
            Expr::In {
                item,
                list,
                not,
                span,
            } => self.listed(item, list, !not, *span)?,
            Expr::Number { span, .. } | Expr::Negate(_, span) | Expr::Call { span, .. } => {
                return self.not_a_condition(*span);
            }
            Expr::Name(_) | Expr::Sum(..) | Expr::Product(..) => {
                return self.not_a_condition(expr.span());
            }
        })
    }

    /// "Some whole number gives it" has no opposite that could be asked of a
    /// print, so `grim` may not be turned around.
    fn no_grim(&self, expr: &Expr) -> BindResult<()> {
        match expr.grim() {
            Some(span) => self.mistake(ConfigProblem::GrimTurned, span),
            None => Ok(()),
        }
    }

    fn not_a_condition<T>(&self, span: Span) -> BindResult<T> {
        let problem = ConfigProblem::Expression(crate::rule::ExprProblem::NotACondition);
        self.mistake(problem, span)
    }

    fn conditions(&mut self, members: &[Expr]) -> BindResult<Vec<Condition>> {
        members
            .iter()
            .map(|member| self.condition(member))
            .collect()
    }

    pub(super) fn numbers(&mut self, members: &[Expr]) -> BindResult<Vec<Number>> {
        members.iter().map(|member| self.number(member)).collect()
    }

    /// A comparison of figures, or of a text column with a text.
    fn compare(
        &mut self,
        first: &Expr,
        rest: &[(Comparison, Span, Expr)],
    ) -> BindResult<Condition> {
        if let [(sign @ (Comparison::Equal | Comparison::Unequal), _, second)] = rest
            && let (Expr::Name(left), Expr::Name(right)) = (first, second)
        {
            if let Some(said) = self.compare_said((left, right), *sign)? {
                return Ok(said);
            }
            for (column, text) in [(left, right), (right, left)] {
                if let Some(cell) = self.text_cell(column) {
                    if let Some(other) = self.text_cell(text) {
                        let span = column.span.to(text.span);
                        let asks = TextAsks::Same(other, text.span);
                        let is = *sign == Comparison::Equal;
                        return Ok(text_test((cell, column.span), asks, is, span));
                    }
                    if !text.quoted {
                        let name = text.parts.iter().map(|(part, _)| part.as_str());
                        let name = name.collect::<Vec<_>>().join(".");
                        if let Some(Resolved::Cell(_)) = self.probe(text) {
                            return self.mistake(ConfigProblem::FigureAsText(name), text.span);
                        }
                        return self.mistake(ConfigProblem::Unquoted(name), text.span);
                    }
                    let text = text.parts[0].0.clone();
                    let equal = *sign == Comparison::Equal;
                    let span = column.span;
                    return Ok(Condition::Text {
                        cell,
                        text,
                        equal,
                        span,
                    });
                }
            }
            for (column, text) in [(left, right), (right, left)] {
                if text.quoted && !column.quoted && self.probe(text).is_none() {
                    let name = column.parts.last().map_or("", |(part, _)| part);
                    if let Resolved::Absent(absent) = self.resolve(column)? {
                        return Ok(unmet(absent, column.span));
                    }
                    let problem = ConfigProblem::FigureAsText(name.to_owned());
                    return self.mistake(problem, column.span);
                }
            }
        }
        let mut members = Vec::with_capacity(rest.len() + 1);
        let mut signs = Vec::with_capacity(rest.len());
        let mut spans = Vec::with_capacity(rest.len() + 1);
        members.push(self.number(first)?);
        spans.push(first.span());
        for (sign, at, member) in rest {
            members.push(self.number(member)?);
            signs.push((*sign, *at));
            spans.push(member.span());
        }
        let only: Vec<Comparison> = signs.iter().map(|(sign, _)| *sign).collect();
        leave_out_own(&mut members, &only);
        Ok(Condition::Compare(members, signs, spans))
    }

    pub(super) fn number(&mut self, expr: &Expr) -> BindResult<Number> {
        Ok(match expr {
            Expr::Number { value, percent, .. } => Number::Literal {
                value: value.clone(),
                percent: *percent,
            },
            Expr::Name(path) => match self.said(path)? {
                Some(said) => self.said_number(said, path)?,
                None => self.figure(path)?,
            },
            Expr::Negate(inner, _) => Number::Negate(Box::new(self.number(inner)?)),
            Expr::Sum(members, span) => Number::Sum(self.marked(members)?, *span),
            Expr::Product(members, span) => Number::Product(self.marked(members)?, *span),
            Expr::Call {
                function,
                args,
                across: Some(Across::Over(parts)),
                span,
                ..
            } => self.over_parts(*function, &args[0], *parts, *span)?,
            Expr::Call {
                function: Function::Growth,
                args,
                across,
                span,
                ..
            } => self.growth(&args[0], *across, *span)?,
            Expr::Call {
                function: Function::Length,
                args,
                span,
                ..
            } => self.about_text(AboutText::Length, args, *span)?,
            Expr::Call {
                function,
                args,
                filter,
                by,
                span,
                ..
            } => self.call(*function, args, (filter.as_deref(), by), *span)?,
            Expr::Compare { .. }
            | Expr::Includes { .. }
            | Expr::In { .. }
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(..)
            | Expr::If { .. } => {
                let problem = ConfigProblem::Expression(crate::rule::ExprProblem::NotANumber);
                return self.mistake(problem, expr.span());
            }
        })
    }

    /// The figure of a name.
    fn figure(&mut self, path: &Path) -> BindResult<Number> {
        Ok(match self.resolve(path)? {
            Resolved::Absent(absent) => Number::Absent(absent, path.span),
            Resolved::Cell(cell) => {
                let table = self.table_of(&cell);
                let column = table.map(|table| &table.layout.columns[cell.column]);
                if let Some(column) = column.filter(|column| column.text_by.is_some()) {
                    let section = table.map_or("", |table| table.section());
                    let (section, column) = (section.to_owned(), column.name.clone());
                    let absent = Absent::Text { section, column };
                    self.lacking
                        .get_or_insert_with(|| (absent.clone(), path.span));
                    return Ok(Number::Absent(absent, path.span));
                }
                if let Some(column) = column.filter(|column| column.kind != ColumnKind::Figure) {
                    let problem = ConfigProblem::TextAsFigure(column.name.clone());
                    return self.mistake(problem, path.span);
                }
                Number::Cell(cell, path.span)
            }
        })
    }

    fn marked(&mut self, members: &[(bool, Expr)]) -> BindResult<Vec<(bool, Number)>> {
        members
            .iter()
            .map(|(mark, member)| Ok((*mark, self.number(member)?)))
            .collect()
    }
}
