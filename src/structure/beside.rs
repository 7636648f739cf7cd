//! Which columns of a grid are tables that stand side by side: parted by a blank
//! column, each with labels of its own before its figures; or under a header
//! that says the same columns several times.

use super::kind::Kind;
use super::profile::Profile;
use std::collections::BTreeSet;
use std::ops::Range;

/// Lines from the top in which a header that repeats itself is looked for.
const HEADER_LINES: usize = 30;

/// Blank columns that part tables at most.
const MOST: usize = 24;

/// The columns of the tables that stand side by side: one where there is but
/// one.
pub(super) fn side_by_side(profile: &Profile<'_>) -> Vec<Range<u32>> {
    let whole = 0..profile.width;
    let repeated = || repeated_columns(profile);
    let parted = || parted_by_blanks(profile);
    let found = repeated().or_else(parted);
    found.unwrap_or_else(|| std::iter::once(whole).collect())
}

/// The columns of tables that blank columns part.
fn parted_by_blanks(profile: &Profile<'_>) -> Option<Vec<Range<u32>>> {
    let rows = profile.grid.rows.iter();
    let cells = rows.flat_map(|row| &row.cells);
    let filled = cells.filter(|cell| !cell.text.trim().is_empty() && cell.columns == 1);
    let filled: BTreeSet<u32> = filled.map(|cell| cell.column).collect();
    let mut runs: Vec<Range<u32>> = Vec::new();
    for column in filled {
        match runs.last_mut() {
            Some(run) if run.end == column => run.end += 1,
            _ => runs.push(column..column + 1),
        }
    }
    if !(2..=MOST).contains(&runs.len()) {
        return None;
    }
    let mut tables: Vec<Range<u32>> = Vec::new();
    for run in runs {
        let own = run.len() > 1 && is_table(profile, &run);
        match tables.last_mut() {
            Some(last) if !own || !is_table(profile, last) => last.end = run.end,
            _ => tables.push(run),
        }
    }
    // What stands left of the first belongs to it, right of the last to that.
    tables.first_mut()?.start = 0;
    tables.last_mut()?.end = profile.width;
    (tables.len() > 1).then_some(tables)
}

/// The columns of tables whose header says the same columns several times.
fn repeated_columns(profile: &Profile<'_>) -> Option<Vec<Range<u32>>> {
    let whole = 0..profile.width;
    let rows = 0..profile.grid.rows.len().min(HEADER_LINES);
    rows.into_iter().find_map(|row| {
        let cells: Vec<_> = profile.cells(row, &whole).collect();
        let first = cells.first()?.0.column;
        let close = cells.iter().zip(first..).all(|((cell, kind), at)| {
            cell.column == at && matches!(kind, Kind::Text | Kind::Worded)
        });
        if !close || cells.len() < 4 {
            return None;
        }
        let texts: Vec<&str> = cells.iter().map(|(cell, _)| cell.text.trim()).collect();
        let repeats = |length: &usize| {
            let rest = texts.len() % length;
            rest == 0 && (*length..texts.len()).all(|at| texts[at] == texts[at - length])
        };
        let length = (2..=texts.len() / 2).find(repeats)?;
        let length = u32::try_from(length).ok()?;
        let count = u32::try_from(texts.len()).ok()? / length;
        let mut tables: Vec<Range<u32>> = (0..count)
            .map(|at| first + at * length..first + (at + 1) * length)
            .collect();
        let all = tables.iter().all(|table| is_table(profile, table));
        tables.first_mut()?.start = 0;
        tables.last_mut()?.end = profile.width;
        all.then_some(tables)
    })
}

/// Whether some columns are a table of their own: figures stand in several of
/// its lines, and before nearly all of them a text in the first column.
fn is_table(profile: &Profile<'_>, width: &Range<u32>) -> bool {
    let (mut lines, mut called) = (0, 0);
    for row in 0..profile.grid.rows.len() {
        let mut cells = profile.cells(row, width);
        let first = cells.next();
        let behind = cells.any(|(_, kind)| kind.is_figure());
        let alone = first.is_some_and(|(_, kind)| kind.is_figure());
        if behind || alone {
            let label = first.is_some_and(|(cell, kind)| {
                cell.column == width.start && matches!(kind, Kind::Text | Kind::Time)
            });
            lines += 1;
            called += usize::from(label && behind);
        }
    }
    lines > 1 && called * 5 >= lines * 4
}
