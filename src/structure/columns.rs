//! What the columns beside the keys are called, and what their header says of
//! them.

use super::doubt::{Doubt, DoubtKind};
use super::header::{Heads, Part};
use super::lines::Lines;
use super::profile::Profile;
use super::roles::Roles;
use super::said::Said;
use super::stated::period_of;
use super::total_words::{TotalName, total_name};
use super::understood::{Holds, UnderstoodColumn};
use super::units::unit_of_name;
use crate::figure::UnitBook;
use std::collections::HashMap;

/// Describes the columns beside the keys.
pub(super) fn described(
    profile: &Profile<'_>,
    lines: &Lines,
    (roles, heads): (&Roles, &Heads),
    units: &UnitBook,
    doubts: &mut Vec<Doubt>,
) -> Vec<UnderstoodColumn> {
    let others = roles.others.iter();
    let mut columns: Vec<UnderstoodColumn> = others
        .map(|(column, holds)| UnderstoodColumn {
            number: number(profile, lines, *column),
            ..describe(*column, *holds, heads, units)
        })
        .collect();
    for column in &mut columns {
        let known = |said: &Said| units.stated(&said.text).is_some();
        if let Some(said) = column.unit.take_if(|said| !known(said)) {
            doubts.push(said.doubt(DoubtKind::UnknownUnit(said.text.clone())));
        }
    }
    if !lines.header.is_empty() {
        doubt_names(lines, &columns, doubts);
    }
    columns
}

/// The number of a column, in a line that counts them.
fn number(profile: &Profile<'_>, lines: &Lines, column: u32) -> Option<Said> {
    let row = *lines.numbering.first()?;
    let (cell, _) = profile.cell(row, column)?;
    let text = cell.text.trim().to_owned();
    Some(Said { text, row, column })
}

fn describe(column: u32, holds: Holds, heads: &Heads, units: &UnitBook) -> UnderstoodColumn {
    let parts = heads.parts(column);
    let texts: Vec<String> = parts.iter().map(|part| part.text.clone()).collect();
    let said = |part: &Part, text: &str| Said {
        text: text.to_owned(),
        row: part.row,
        column: part.column,
    };
    let of_part = |part: &Part| Some(said(part, unit_of_name(&part.text, units)?));
    let of_line = heads.unit(column).map(|part| said(part, &part.text));
    let sums_up = |part: &Part| total_name(&part.text) == Some(TotalName::Sure);
    UnderstoodColumn {
        column,
        name: texts.join(" "),
        unit: of_line.or_else(|| parts.iter().rev().find_map(of_part)),
        number: None,
        period: parts.iter().rev().find_map(|part| period_of(&part.text)),
        total: parts.last().is_some_and(sums_up),
        parts: texts,
        holds,
    }
}

/// Says which columns of figures have no name, or that of another one.
fn doubt_names(lines: &Lines, columns: &[UnderstoodColumn], doubts: &mut Vec<Doubt>) {
    let mut names: HashMap<&str, usize> = HashMap::new();
    for column in columns {
        *names.entry(column.name.as_str()).or_default() += 1;
    }
    let figures = columns
        .iter()
        .filter(|column| column.holds == Holds::Figures);
    for column in figures {
        let kind = match names.get(column.name.as_str()) {
            _ if column.name.is_empty() => DoubtKind::NoName,
            Some(2..) => DoubtKind::SameName,
            _ => continue,
        };
        doubts.push(Doubt {
            kind,
            row: lines.header.end - 1,
            column: column.column,
        });
    }
}
