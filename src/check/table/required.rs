//! What must be there: rows, columns and cells that the configuration asks
//! for, and figures that must be plain.

use crate::figure::{Hedge, Reading, Unit};
use crate::finding::{Code, Detail, Finding, Findings, Mark};
use crate::rule::{Config, Rates, SectionConfig, nearest};
use crate::table::{ColumnKind, Layout, TableRow};

/// What a cell of a row lacks: its column, and what is told of it.
pub(super) type Fault = (usize, Code, Detail);

/// What is known of a row of a table that was handed in.
#[derive(Clone, Copy)]
pub(super) struct HandedIn<'r> {
    /// Which of its cells some rule names.
    pub named: &'r [bool],
    /// Which figures the rules take for rates.
    pub rates: &'r Rates,
}

/// What of a row must be there, or must be plain, and is not.
pub(super) fn faults_of(
    layout: &Layout,
    row: &TableRow,
    section: Option<&SectionConfig>,
    handed_in: Option<HandedIn<'_>>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    // A line without anything is no row.
    let blank = || (0..row.cells()).all(|column| row.text(column).is_empty());
    if (section.is_none() && handed_in.is_none()) || blank() {
        return faults;
    }
    let key = row.key();
    for (number, column) in layout.columns.iter().enumerate() {
        let is_figure = column.kind == ColumnKind::Figure;
        let required =
            section.is_some_and(|section| section.requires(key, &column.config, is_figure));
        if required && !is_given(layout, row, number) {
            faults.push((number, Code::RequiredMissing, Detail::RequiredCell));
        }
        let of_rule = handed_in.filter(|one| one.named.get(number) == Some(&true));
        let allowed = section.is_some_and(|section| section.may_be_hedged(&column.config));
        if !allowed && (required || of_rule.is_some()) {
            let fault = not_plain(layout, row, number, handed_in);
            faults.extend(fault.map(|detail| (number, Code::HedgedFigure, detail)));
        }
        let clash = of_rule.and_then(|one| rate_for_count(layout, row, number, one.rates));
        faults.extend(clash.map(|detail| (number, Code::UnitClash, detail)));
    }
    faults
}

/// Whether a cell says anything, or the layout says that it means zero.
fn is_given(layout: &Layout, row: &TableRow, column: usize) -> bool {
    let reading = row.no_figure(column);
    let given = match layout.columns[column].kind == ColumnKind::Figure {
        true => row.has_figure(column) || matches!(reading, Some(Reading::Unreadable(_))),
        false => !row.text(column).is_empty(),
    };
    given || layout.says_zero(column, reading)
}

/// Why a figure is not plain: it is hedged, or where it was handed in and
/// counts things, or is a rate, rough.
fn not_plain(
    layout: &Layout,
    row: &TableRow,
    column: usize,
    handed_in: Option<HandedIn<'_>>,
) -> Option<Detail> {
    let figure = row.glance(column)?;
    if figure.hedge != Hedge::None {
        return Some(Detail::Hedged);
    }
    let rates = handed_in.filter(|_| !layout.says_decimals(column))?.rates;
    let counts = layout.domain(row, column).whole && !figure.fractional_count;
    if counts && figure.range.is_point().is_none() || figure.is_rough_rate() {
        return Some(Detail::Rough);
    }
    let plain = |unit: &Unit| unit.is_pure() && unit.exp10 == 0;
    if !figure.unit.as_ref().is_none_or(plain) {
        return None;
    }
    let name = &layout.columns[column].name;
    match () {
        // Tens or more of nobody knows what.
        () if figure.is_in_tens() => Some(Detail::Rough),
        () if !figure.is_in_tenths_of_one() => None,
        () if rates.is_rate(&layout.section, row.key(), name) => Some(Detail::RoughRate),
        () => None,
    }
}

/// That a figure is printed as a rate (`101%`), where the section's unit is
/// another and no rule takes it for one: a count would then be a rounded one.
fn rate_for_count(layout: &Layout, row: &TableRow, column: usize, rates: &Rates) -> Option<Detail> {
    let own = row.figure_unit(column)?.filter(|unit| unit.is_rate())?;
    let config = &layout.columns[column].config;
    let asked = layout.unit.as_ref().filter(|unit| !unit.is_pure())?;
    let free =
        config.unit.is_none() && !config.share && layout.columns[column].bracketed_in.is_none();
    let count = free && rates.is_none(&layout.section, row.key(), &layout.columns[column].name);
    count.then(|| Detail::UnitClash {
        left: own.text.clone(),
        right: asked.text.clone(),
    })
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
        let nearest = column.nearest(known).map(str::to_owned);
        let mark = Mark::table(layout).named(column.name.clone());
        let detail = Detail::RequiredColumn(nearest);
        to.push(Finding::new(Code::RequiredMissing, severity, mark, detail));
    }
    let keys = section.key_names().filter(|name| {
        let required = section.column(name).and_then(|column| column.required);
        required != Some(true) && layout.column(name).is_none()
    });
    for name in keys {
        let known = layout.columns.iter().map(|column| column.name.as_str());
        let nearest = nearest(name, known).map(str::to_owned);
        let mark = Mark::table(layout).named(name.to_owned());
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
    for key in rows.iter().map(|row| &row.key).filter(|key| !is_there(key)) {
        let mark = Mark::table(layout).named(key.clone());
        let detail = Detail::RequiredRow(nearest(key));
        to.push(Finding::new(Code::RequiredMissing, severity, mark, detail));
    }
}
