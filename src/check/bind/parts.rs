//! `sum(received over quarters)`: a function of the rows that are the parts of the
//! row's own period, in its own table or in another one.

use super::binder::{BindResult, Binder};
use super::bound::{Absent, CellRef, Leaf, Number, PartAt, RowRef};
use crate::period::Parts;
use crate::rule::{ConfigProblem, Function, Span};

impl Binder<'_> {
    /// That the rows of a table are not those of periods, or not of the row's own
    /// series.
    pub(super) fn no_series(
        &mut self,
        now: usize,
        there: usize,
        span: Span,
    ) -> BindResult<Option<Absent>> {
        let tables = &self.scope.report.tables;
        let (home, layout) = (&tables[now].layout, &tables[there].layout);
        let section = tables[there].section();
        if layout.period_column().is_none() {
            let known = self.scope.config.section(section);
            let Some(column) = known.and_then(|known| known.period_name()) else {
                let problem = ConfigProblem::NoPeriodColumn(section.to_owned());
                return self.mistake(problem, span);
            };
            // That the table lacks it is told of the table.
            let (section, column) = (section.to_owned(), column.to_owned());
            let absent = Absent::Column { section, column };
            self.lacking.get_or_insert_with(|| (absent.clone(), span));
            return Ok(Some(absent));
        }
        let Err(lacks) = home.columns_of_series(layout) else {
            return Ok(None);
        };
        let (section, column) = (section.to_owned(), lacks.to_owned());
        let problem = ConfigProblem::OtherKey {
            section: section.clone(),
            column: column.clone(),
            home: tables[now].section().to_owned(),
        };
        let absent = Absent::OtherKey { section, column };
        Ok(Some(self.lack(absent, problem, span)))
    }

    /// A column of the rows that are parts of the row's period.
    pub(super) fn of_part(&self, names: &[&str]) -> Option<CellRef> {
        let (table, parts, at) = self.part?;
        let there = &self.scope.report.tables[table];
        let name = match names {
            [name] => name,
            [section, name] if *section == there.section() => name,
            _ => return None,
        };
        let column = there.layout.column(name)?;
        Some(CellRef {
            prior: false,
            table,
            row: RowRef::Part(parts, at),
            column,
        })
    }
}

/// The parts that a function takes, of the longest period there is.
pub(super) fn parts_of(function: Function, parts: Parts) -> Vec<PartAt> {
    match function {
        Function::First => vec![PartAt::Number(0)],
        Function::Last => vec![PartAt::Last],
        _ => (0..parts.in_year() as usize).map(PartAt::Number).collect(),
    }
}

/// Whether a figure of a part stands in a number.
pub(super) fn takes_part(number: &Number) -> bool {
    let mut found = false;
    number.visit(&mut |leaf| match leaf {
        Leaf::Figure(cell, _) | Leaf::Text(cell) | Leaf::WholeText(cell) => {
            found |= matches!(cell.row, RowRef::Part(..));
        }
        // What is not there is told as it is.
        Leaf::Absent(..) => found = true,
        Leaf::Over(_) => {}
    });
    found
}
