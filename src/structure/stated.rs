//! What titles, headers and unit lines state: a title, a unit, a period.

use super::lines::Lines;
use super::profile::Profile;
use super::said::Said;
use super::understood::LineClass;
use super::words::{unit_alone, unit_within};
use crate::figure::UnitBook;
use crate::period::{Period, in_name, readings};

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

/// The unit that a table's unit lines or its title state.
pub(super) fn unit(profile: &Profile<'_>, lines: &Lines, units: &UnitBook) -> Option<Said> {
    let unit_lines = lines.rows_of(LineClass::Unit).into_iter();
    let titles = lines.rows_of(LineClass::Title).into_iter().rev();
    unit_lines.chain(titles).find_map(|row| {
        let mut cells = profile.cells(row, &lines.width).rev();
        cells.find_map(|(cell, _)| {
            let said = unit_alone(&cell.text, units).or_else(|| unit_within(&cell.text, units));
            Some(Said {
                text: said?.to_owned(),
                row,
                column: cell.column,
            })
        })
    })
}

/// The one period that a table's title states.
pub(super) fn period(profile: &Profile<'_>, lines: &Lines) -> Option<Period> {
    let titles = lines.rows_of(LineClass::Title).into_iter();
    let texts = titles.flat_map(|row| {
        let cells = profile.cells(row, &lines.width);
        cells.map(|(cell, _)| cell.text.as_str())
    });
    let mut found = texts.filter_map(period_of);
    let first = found.next()?;
    found.all(|other| other.is(&first)).then_some(first)
}

/// The one period that a text states.
pub(super) fn period_of(text: &str) -> Option<Period> {
    let whole = readings(text);
    let found = match whole.is_empty() {
        true => in_name(text)?.readings,
        false => whole,
    };
    let sure = found.into_iter().find(|reading| reading.sure);
    sure.map(|reading| reading.period)
}
