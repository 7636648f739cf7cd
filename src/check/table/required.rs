//! What must be there: rows, columns and cells that the configuration asks
//! for, and figures that must be plain.

use crate::figure::{Hedge, Reading};
use crate::finding::{Code, Detail, Finding, Findings, Mark};
use crate::rule::{Config, SectionConfig, nearest};
use crate::table::{ColumnKind, Layout, TableRow};

/// What a cell of a row lacks: its column, and what is told of it.
pub(super) type Fault = (usize, Code, Detail);

/// What of a row must be there, or must be plain, and is not. `named` are the
/// cells that some rule names, where the table was handed in.
pub(super) fn faults_of(
    layout: &Layout,
    row: &TableRow,
    section: Option<&SectionConfig>,
    named: Option<&[bool]>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    // A line without anything is no row.
    let blank = || row.cells.iter().all(|cell| cell.text.trim().is_empty());
    if (section.is_none() && named.is_none()) || blank() {
        return faults;
    }
    for (number, column) in layout.columns.iter().enumerate() {
        let is_figure = column.kind == ColumnKind::Figure;
        let required =
            section.is_some_and(|section| section.requires(row.key(), &column.config, is_figure));
        let reading = row.readings.get(number);
        let given = match is_figure {
            true => matches!(reading, Some(Reading::Figure(_) | Reading::Unreadable(_))),
            false => !row.text(number).is_empty(),
        };
        if required && !given && !layout.says_zero(number, reading) {
            faults.push((number, Code::RequiredMissing, Detail::RequiredCell));
        }
        let of_rule = named.and_then(|named| named.get(number)).copied();
        let allowed = section.is_some_and(|section| section.may_be_hedged(&column.config));
        if !allowed && (required || of_rule.unwrap_or_default()) {
            let fault = not_plain(layout, row, number, named.is_some());
            faults.extend(fault.map(|detail| (number, Code::HedgedFigure, detail)));
        }
    }
    faults
}

/// Why a figure is not plain: it is hedged, or where it was handed in and
/// counts things, or is a rate, rough.
fn not_plain(layout: &Layout, row: &TableRow, column: usize, handed_in: bool) -> Option<Detail> {
    let figure = row.figure(column)?;
    if figure.hedge != Hedge::None {
        return Some(Detail::Hedged);
    }
    let counts = layout.domain(row, column).whole && !figure.fractional_count;
    let inexact = counts && figure.range.is_point().is_none();
    let known = !handed_in || layout.says_decimals(column);
    (!known && (inexact || figure.is_rough_rate())).then_some(Detail::Rough)
}

/// Tells the columns of a table that must be there and are not.
pub(super) fn missing_columns(layout: &Layout, config: &Config, to: &mut Findings) {
    let Some(section) = config.section(&layout.section) else {
        return;
    };
    let Some(severity) = config.severity_of(Code::RequiredMissing) else {
        return;
    };
    let required = section.columns.iter();
    let required = required.filter(|column| column.required == Some(true));
    for column in required.filter(|column| layout.column(&column.name).is_none()) {
        let known = layout.columns.iter().map(|column| column.name.as_str());
        let nearest = nearest(&column.name, known).map(str::to_owned);
        let mark = Mark::table(layout).named(column.name.clone());
        let detail = Detail::RequiredColumn(nearest);
        to.push(Finding::new(Code::RequiredMissing, severity, mark, detail));
    }
}

/// Tells the rows of a table that must be there and are not.
pub(in crate::check) fn missing_rows(
    layout: &Layout,
    is_there: impl Fn(&str) -> bool,
    nearest: impl Fn(&str) -> Option<String>,
    config: &Config,
    to: &mut Findings,
) {
    let section = config.section(&layout.section);
    let rows = section.map_or(&[][..], |section| &section.required.rows);
    let Some(severity) = config.severity_of(Code::RequiredMissing) else {
        return;
    };
    for (key, _) in rows.iter().filter(|(key, _)| !is_there(key)) {
        let mark = Mark::table(layout).named(key.clone());
        let detail = Detail::RequiredRow(nearest(key));
        to.push(Finding::new(Code::RequiredMissing, severity, mark, detail));
    }
}
