//! Which rows are the parts of the period of the row that is checked, in its own
//! table or in another one: the quarters of its year.

use super::evaluated::Reason;
use crate::check::bind::{Absent, BoundRule, CellRef, Leaf, Number, PartAt, RowRef, Scope};
use crate::period::{MadeOf, Parts, Period};
use crate::rule::Function;
use crate::table::{NoneBefore, TableRow};

/// A row with its table and its number there.
type Checked<'r> = (usize, Option<usize>, &'r TableRow);

/// What there is of a part of a period.
pub(super) enum PartRow {
    /// This row.
    Row(usize),
    /// No row; the period.
    Missing(String),
    /// The period has no such part: a half has no third quarter.
    Beyond,
}

/// Which period a row is about: by the column that says it, else that of the report.
fn period_of(scope: &Scope<'_>, (table, number, _): Checked<'_>) -> Option<Period> {
    let table = scope.report.tables.get(table)?;
    match table.layout.period_column() {
        Some(_) => table.series(scope.config.period).period(number?).cloned(),
        None => scope.report.period.clone(),
    }
}

/// Whether a rule is for a row: not where that is of a period which is not made of
/// the parts that the rule goes over.
pub(in crate::check) fn is_for_row(
    scope: &Scope<'_>,
    bound: &BoundRule,
    row: Option<Checked<'_>>,
) -> bool {
    let Some(row) = row.filter(|_| !bound.over.is_empty()) else {
        return true;
    };
    // Where the period cannot be told, that is the reason to tell.
    period_of(scope, row).is_none_or(|period| {
        let made = |parts: &Parts| period.made_of(*parts) != MadeOf::Others;
        bound.over.iter().all(made)
    })
}

/// The row of a part of the period of a row.
///
/// # Errors
/// Why that cannot be told.
pub(super) fn part_row(
    scope: &Scope<'_>,
    row: Checked<'_>,
    cell: &CellRef,
    (parts, at): (Parts, PartAt),
) -> Result<PartRow, Reason> {
    let absent = |absent| Err(Reason::Absent(absent));
    let Some(period) = period_of(scope, row) else {
        return absent(Absent::NoneBefore(NoneBefore::Unread));
    };
    let made = match period.made_of(parts) {
        MadeOf::These(made) => made,
        MadeOf::Untold => return absent(Absent::UntoldMonths),
        MadeOf::Others => return Err(Reason::TooComplex),
    };
    let part = match at {
        PartAt::Number(number) => made.get(number),
        PartAt::Last => made.last(),
    };
    let Some(part) = part else {
        return Ok(PartRow::Beyond);
    };
    let (home, _, checked) = row;
    let home = scope.report.tables.get(home).ok_or(Reason::TooComplex)?;
    let there = scope.report.tables.get(cell.table);
    let there = there.ok_or(Reason::TooComplex)?;
    let series = home.layout.series_there(checked, &there.layout);
    let series = series.ok_or(Reason::TooComplex)?;
    match there.series(scope.config.period).at(&series, part) {
        Ok(Some(row)) => Ok(PartRow::Row(row)),
        Ok(None) => Ok(PartRow::Missing(part.plain())),
        Err(_) => absent(Absent::SeveralOfPart(part.plain())),
    }
}

/// The row of a part of the period of a row, where there is just one.
pub(in crate::check) fn row_of_part(
    scope: &Scope<'_>,
    row: Checked<'_>,
    cell: &CellRef,
    which: (Parts, PartAt),
) -> Option<usize> {
    match part_row(scope, row, cell, which) {
        Ok(PartRow::Row(row)) => Some(row),
        _ => None,
    }
}

/// That there is no row of some parts of the period of the row at hand.
pub(super) fn no_parts(scope: &Scope<'_>, cell: &CellRef, periods: Vec<String>) -> Reason {
    let table = scope.report.tables.get(cell.table);
    let section = table.map_or("", |table| table.section()).to_owned();
    Reason::Absent(Absent::Parts { section, periods })
}

/// What a function takes of its arguments: all, or of the parts of a period those
/// that this one has.
///
/// # Errors
/// All parts of which there is no row, unless those count as zero: a sum is never
/// silently of fewer.
pub(super) fn taken_of<'n>(
    scope: &Scope<'_>,
    row: Option<Checked<'_>>,
    function: Function,
    args: &'n [Number],
    zero: bool,
) -> Result<Vec<&'n Number>, Reason> {
    let counts = matches!(function, Function::Count | Function::Reported);
    let (mut taken, mut missing) = (Vec::with_capacity(args.len()), Vec::new());
    let mut lacks = None;
    for arg in args {
        let Some((cell, which)) = part_in(arg) else {
            taken.push(arg);
            continue;
        };
        let row = row.ok_or(Reason::TooComplex)?;
        match part_row(scope, row, cell, which)? {
            PartRow::Row(_) => taken.push(arg),
            PartRow::Beyond => {}
            // What is not there is not reported.
            PartRow::Missing(_) if counts => {}
            PartRow::Missing(period) => {
                missing.push(period);
                lacks = Some(cell);
                taken.push(arg);
            }
        }
    }
    match lacks.filter(|_| !zero) {
        Some(cell) => Err(no_parts(scope, cell, missing)),
        None => Ok(taken),
    }
}

/// The first cell of a part in a number.
fn part_in(number: &Number) -> Option<(&CellRef, (Parts, PartAt))> {
    let mut found = None;
    number.visit(&mut |leaf| {
        if let Leaf::Figure(cell, _) | Leaf::Text(cell) | Leaf::WholeText(cell) = leaf
            && let RowRef::Part(parts, at) = cell.row
        {
            found = found.or(Some((cell, (parts, at))));
        }
    });
    found
}
