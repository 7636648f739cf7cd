//! What titles, headers and unit lines state: a title, a unit, a period.

use super::doubt::{Doubt, DoubtKind};
use super::lines::Lines;
use super::profile::Profile;
use super::said::Said;
use super::understood::{LineClass, UnderstoodColumn};
use super::units::{has_exceptions, several, unit_alone, unit_of_name, unit_within};
use super::words::names_rate;
use crate::figure::{Stated, UnitBook};
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
pub(super) fn unit(
    profile: &Profile<'_>,
    lines: &Lines,
    units: &UnitBook,
    doubts: &mut Vec<Doubt>,
) -> Option<Said> {
    let data = lines.classes().find(|(_, class)| class.is_data());
    let data = data.map_or(usize::MAX, |(row, _)| row);
    let above = lines.rows_of(LineClass::Unit).into_iter();
    let unit_lines = above.filter(|row| *row < data);
    let titles = lines.rows_of(LineClass::Title).into_iter().rev();
    let first = lines.rows_of(LineClass::Title).first().copied();
    let of_cells = unit_lines.chain(titles).find_map(|row| {
        let mut cells = profile.cells(row, &lines.width).rev();
        // `Percent of labour force` below another title is what figures are in.
        let share = |text: &'_ str| {
            let below = first.is_some_and(|first| first < row);
            below
                .then(|| unit_of_name(text, units).map(str::to_owned))
                .flatten()
        };
        cells.find_map(|(cell, _)| {
            let at = (row, cell.column);
            said_in(&cell.text, at, units).or_else(|| {
                let (row, column) = at;
                let text = share(&cell.text)?;
                Some((Said { text, row, column }, cell.text.as_str()))
            })
        })
    });
    let name = profile.grid.name.as_deref().unwrap_or_default();
    let at = (lines.header.start, lines.width.start);
    let (said, whole) = of_cells.or_else(|| said_in(name, at, units))?;
    let of_several = said.text.contains(['、', ',', '，', ';', '；']);
    if has_exceptions(whole) && !of_several {
        doubts.push(said.doubt(DoubtKind::Exceptions(said.text.clone())));
    }
    Some(said)
}

/// The unit that a text states alone or beside other words, and the text.
fn said_in<'t>(
    text: &'t str,
    (row, column): (usize, u32),
    units: &UnitBook,
) -> Option<(Said, &'t str)> {
    let said = unit_alone(text, units).or_else(|| unit_within(text, units))?;
    let said = Said {
        text: said.to_owned(),
        row,
        column,
    };
    Some((said, text))
}

/// What of a statement is taken for the unit of all figures; columns that are
/// called shares or rates take the one that is a share, where two are stated.
pub(super) fn settled(
    said: Said,
    columns: &mut [UnderstoodColumn],
    units: &UnitBook,
    doubts: &mut Vec<Doubt>,
) -> Option<Said> {
    let of = |text: &str| Said {
        text: text.to_owned(),
        ..said.clone()
    };
    let parts = several(&said.text, units);
    let rate =
        |text: &str| matches!(units.stated(text), Some(Stated::Known(unit)) if unit.is_rate());
    let (rates, others): (Vec<&str>, Vec<&str>) = parts.into_iter().partition(|part| rate(part));
    match (rates.as_slice(), others.as_slice()) {
        ([], []) => {}
        ([rate], [unit]) => {
            let figures = columns.iter_mut().filter(|column| column.unit.is_none());
            for column in figures.filter(|column| names_rate(&column.name)) {
                column.unit = Some(of(rate));
            }
            doubts.push(said.doubt(DoubtKind::RateAndUnit {
                rate: (*rate).to_owned(),
                unit: (*unit).to_owned(),
            }));
            return Some(of(unit));
        }
        _ => {
            doubts.push(said.doubt(DoubtKind::SeveralUnits(said.text.clone())));
            return None;
        }
    }
    match units.stated(&said.text) {
        Some(Stated::Known(_)) => {}
        Some(Stated::MultipleOf(_, word)) => doubts.push(said.doubt(DoubtKind::MultipleOf {
            said: said.text.clone(),
            of: word,
        })),
        None => {
            doubts.push(said.doubt(DoubtKind::UnknownUnit(said.text.clone())));
            return None;
        }
    }
    Some(said)
}

/// The one period that a table's title states.
pub(super) fn period(profile: &Profile<'_>, lines: &Lines) -> Option<Period> {
    let titles = lines.rows_of(LineClass::Title).into_iter();
    let texts = titles.flat_map(|row| {
        let cells = profile.cells(row, &lines.width);
        cells.map(|(cell, _)| cell.text.as_str())
    });
    // When it was published is not what it is of.
    let texts = texts.filter(|text| !is_of_publishing(text));
    let mut found = texts.filter_map(period_of);
    let first = found.next()?;
    found.all(|other| other.is(&first)).then_some(first)
}

/// Whether a text says when something was published.
fn is_of_publishing(text: &str) -> bool {
    let plain = text.to_lowercase();
    [
        "release",
        "publish",
        "updated",
        "retrieved",
        "printed",
        "generated",
        "发布",
        "更新",
        "打印",
        "填报日期",
        "制表日期",
        "报出日期",
        "veröffentlicht",
        "stand:",
        "publié",
        "mise à jour",
        "publicado",
    ]
    .iter()
    .any(|word| plain.contains(word))
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
