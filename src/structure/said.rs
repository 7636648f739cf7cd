//! Units and periods that titles, headers and unit lines state.

use super::lines::Lines;
use super::profile::Profile;
use super::understood::LineClass;
use super::words::{unit_alone, within};
use crate::figure::UnitBook;
use crate::period::{Period, in_name};

/// Something that a cell states, as written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// As written: 万元, %, NOK million.
    pub text: String,
    /// The row of the grid.
    pub row: usize,
    /// The column of the grid.
    pub column: u32,
}

/// What a table's title lines say, in one line; else what the document calls it.
pub(super) fn title(profile: &Profile<'_>, lines: &Lines) -> Option<String> {
    let rows = lines.rows_of(LineClass::Title);
    let texts = rows.iter().flat_map(|row| {
        let cells = profile.cells(*row, &lines.width);
        cells.map(|(cell, _)| cell.text.trim())
    });
    let title = texts.collect::<Vec<_>>().join(" ");
    match title.is_empty() {
        true => profile.grid.name.clone(),
        false => Some(title),
    }
}

/// The unit and the period that a table's title and unit lines state.
pub(super) fn of_table(
    profile: &Profile<'_>,
    lines: &Lines,
    units: &UnitBook,
) -> (Option<Said>, Option<Period>) {
    let unit_lines = lines.rows_of(LineClass::Unit).into_iter();
    let titles = lines.rows_of(LineClass::Title);
    let mut unit = None;
    for row in unit_lines.chain(titles.iter().rev().copied()) {
        for (cell, _) in profile.cells(row, &lines.width) {
            let said = unit_alone(&cell.text).or_else(|| within(&cell.text, units));
            unit = unit.or(said.map(|text| Said {
                text: text.to_owned(),
                row,
                column: cell.column,
            }));
        }
    }
    let texts = titles.iter().flat_map(|row| {
        let cells = profile.cells(*row, &lines.width);
        cells.map(|(cell, _)| cell.text.as_str())
    });
    let periods = texts.filter_map(in_name);
    let sure = periods.filter_map(|name| name.readings.into_iter().find(|reading| reading.sure));
    (unit, sure.map(|reading| reading.period).next())
}
