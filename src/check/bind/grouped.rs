//! `sum(votes by precinct)`: which columns make the groups of rows, and of which
//! group a function is taken: that of the row that is checked, or of each in turn
//! where a rule names no figure of a row.

use super::binder::{BindResult, Binder, Resolved};
use super::bound::{Absent, By, Condition, Number, Over};
use crate::rule::{ConfigProblem, Path, Span};
use crate::table::Table;

impl<'a> Binder<'a> {
    /// The groups that a function over the rows of a table is taken of.
    pub(super) fn grouped(
        &mut self,
        prior: bool,
        table: usize,
        by: &[Path],
    ) -> BindResult<Result<Option<By>, Absent>> {
        if by.is_empty() {
            return Ok(Ok(None));
        }
        if let Some(path) = by.iter().find(|path| path.sign.is_some())
            && !self.lacks_home()
        {
            return self.mistake(ConfigProblem::ColumnSign, path.span);
        }
        let names = by.iter().flat_map(|path| path.parts.iter().cloned());
        let names: Vec<(String, Span)> = names.collect();
        let table = match self.report(prior) {
            Ok(report) => &report.tables[table],
            Err(absent) => return Ok(Err(absent)),
        };
        Ok(self.columns_of(prior, table, &names).map(|columns| {
            Some(By {
                columns,
                own: Vec::new(),
                names,
                without_checked: false,
            })
        }))
    }

    /// The columns of these names.
    fn columns_of(
        &mut self,
        prior: bool,
        table: &'a Table,
        names: &[(String, Span)],
    ) -> Result<Vec<usize>, Absent> {
        let mut columns = Vec::new();
        for (name, span) in names {
            match table.layout.column(name) {
                Some(column) => columns.push(column),
                None if prior => return Err(Absent::Prior(name.clone())),
                None => return Err(self.no_such_column(table, name, *span)),
            }
        }
        Ok(columns)
    }

    fn no_such_column(&mut self, table: &'a Table, name: &str, span: Span) -> Absent {
        let path = Path {
            prior: false,
            parts: vec![(name.to_owned(), span)],
            quoted: false,
            sign: None,
            span,
        };
        match self.no_column(&path, table, name) {
            Resolved::Absent(absent) => absent,
            Resolved::Cell(_) => Absent::Here(name.to_owned()),
        }
    }

    /// Finds by which columns of the rows that are checked their groups are known.
    /// Where a rule is checked for no rows, it is for groups of them: those of this
    /// table, by these columns.
    pub(super) fn settle_groups(
        &mut self,
        condition: &mut Condition,
        filter: Option<&mut Condition>,
    ) -> BindResult<Option<(usize, Vec<usize>)>> {
        let mut groups: Option<(usize, Vec<usize>)> = None;
        let mut failed = None;
        let mut settle = |over: &mut Over| {
            let (prior, table) = (over.prior, over.table);
            if let (Some(by), None) = (&mut over.by, &failed) {
                match self.settle(by, (prior, table), groups.as_ref()) {
                    Ok(Some(found)) => groups = groups.take().or(Some(found)),
                    Ok(None) => {}
                    Err(mistake) => failed = Some(mistake),
                }
            }
        };
        each_over(condition, &mut settle);
        if let Some(filter) = filter {
            each_over(filter, &mut settle);
        }
        match failed {
            Some(mistake) => Err(mistake),
            None => Ok(groups),
        }
    }

    /// The same of one function: the groups that the rule is for, where it is for
    /// groups.
    fn settle(
        &mut self,
        by: &mut By,
        (prior, table): (bool, usize),
        others: Option<&(usize, Vec<usize>)>,
    ) -> BindResult<Option<(usize, Vec<usize>)>> {
        let now = self.scope.report;
        let of_function = match self.report(prior) {
            Ok(report) => report.tables[table].section(),
            Err(_) => return Ok(None),
        };
        // The groups to check are this report's, also where the one before is asked.
        let Some(checked) = self.checked.or_else(|| now.table(of_function)) else {
            return Ok(None);
        };
        let Ok(own) = self.columns_of(false, &now.tables[checked], &by.names) else {
            return Ok(None);
        };
        by.own = own;
        if self.checked.is_some() {
            return Ok(None);
        }
        if !now.tables[checked].has_rows() {
            self.needs_rows.insert(checked);
        }
        let in_order = |columns: &[usize]| {
            let mut columns = columns.to_vec();
            columns.sort_unstable();
            columns
        };
        if let Some((other, columns)) = others
            && (*other != checked || in_order(columns) != in_order(&by.own))
        {
            let spans = by.names.iter().map(|(_, span)| *span);
            let span = spans.reduce(Span::to).unwrap_or(self.text_span());
            return self.mistake(ConfigProblem::OtherGroups, span);
        }
        Ok(Some((checked, by.own.clone())))
    }

    /// All of the expression.
    pub(super) fn text_span(&self) -> Span {
        let end = self.text.text.len();
        Span { start: 0, end }
    }
}

/// Visits the functions over rows in a condition, to settle something of them.
fn each_over(condition: &mut Condition, see: &mut impl FnMut(&mut Over)) {
    match condition {
        Condition::Compare(members, ..) | Condition::Grim(members, _) => {
            members.iter_mut().for_each(|member| overs_in(member, see));
        }
        Condition::Text { .. } | Condition::OfText(_) | Condition::Said(_) => {}
        Condition::Includes(whole, parts, _) => {
            overs_in(whole, see);
            overs_in(parts, see);
        }
        Condition::And(members) | Condition::Or(members) => {
            members.iter_mut().for_each(|member| each_over(member, see));
        }
        Condition::Not(inner) => each_over(inner, see),
        Condition::If(condition, then, otherwise) => {
            each_over(condition, see);
            each_over(then, see);
            if let Some(otherwise) = otherwise {
                each_over(otherwise, see);
            }
        }
    }
}

fn overs_in(number: &mut Number, see: &mut impl FnMut(&mut Over)) {
    match number {
        Number::Over(over) => see(over),
        Number::Negate(inner) => overs_in(inner, see),
        Number::Sum(members, _) | Number::Product(members, _) => {
            members.iter_mut().for_each(|(_, one)| overs_in(one, see));
        }
        Number::Of(_, args, _) => args.iter_mut().for_each(|arg| overs_in(arg, see)),
        Number::Literal { .. } | Number::Cell(..) | Number::OfText(..) | Number::Absent(..) => {}
    }
}
