//! The checks that need no rule: what a table holds, row by row, and what it
//! says of its source and its period.

use super::provenance::{SourceIndex, other_year, stands_in};
use crate::figure::exact::int;
use crate::figure::{Decimals, Figure, Rat, Reading};
use crate::finding::{Code, Detail, Finding, Findings, Mark, MarkRole, Slot};
use crate::place::Place;
use crate::report::Report;
use crate::rule::{Config, nearest};
use crate::table::{ColumnKind, Layout, Table, TableRow};
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the checks of a report's rows share.
pub struct Rows<'a> {
    config: &'a Config,
    source: Option<SourceIndex>,
    year: Option<(u32, String)>,
    /// Units already reported as unknown.
    unknown_units: BTreeSet<String>,
    /// Sections and years already reported, with their finding's slot.
    years_told: BTreeMap<(String, u32), Option<Slot>>,
}

impl<'a> Rows<'a> {
    /// For the rows of a report.
    pub fn new(report: &Report, config: &'a Config) -> Rows<'a> {
        Rows {
            config,
            source: report.source.as_ref().map(SourceIndex::new),
            year: report
                .period
                .as_ref()
                .map(|period| (period.year, period.text().to_owned())),
            unknown_units: BTreeSet::new(),
            years_told: BTreeMap::new(),
        }
    }

    /// Checks a row by itself; findings beyond `limit` are only counted.
    pub fn check(&mut self, layout: &Layout, row: &TableRow, limit: usize, to: &mut Findings) {
        if !row.complete {
            let (found, expected) = (row.cells.len(), layout.columns.len());
            let mark = reported(row.whole(), None);
            self.push(
                layout,
                row,
                Code::RaggedRow,
                mark,
                Detail::Ragged { found, expected },
                limit,
                to,
            );
            return;
        }
        if let Some(column) = layout.of_kind(ColumnKind::Decimals) {
            let text = row.text(column);
            if !text.is_empty() && text.parse::<Decimals>().is_err() {
                let mark = reported(row.place(column), None);
                self.push(
                    layout,
                    row,
                    Code::UnreadableFigure,
                    mark,
                    Detail::Decimals,
                    limit,
                    to,
                );
            }
        }
        for column in layout.figure_columns() {
            self.check_cell(layout, row, column, limit, to);
        }
        self.check_unit(layout, row, limit, to);
        self.check_quote(layout, row, limit, to);
        self.check_year(layout, row, limit, to);
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one call a finding, all of them needed"
    )]
    fn push(
        &self,
        layout: &Layout,
        row: &TableRow,
        code: Code,
        primary: Mark,
        detail: Detail,
        limit: usize,
        to: &mut Findings,
    ) -> Option<Slot> {
        let severity = self.config.severity_of(code)?;
        if !to.wants(severity, limit) && !to.watches(code.name()) {
            to.count_one(severity, &layout.section);
            return None;
        }
        let finding = Finding {
            code,
            severity,
            rule: None,
            section: layout.section.clone(),
            row: Some(row.key().to_owned()),
            row_number: None,
            primary,
            related: Vec::new(),
            detail,
            clash: None,
        };
        to.offer(finding, limit)
    }

    fn check_cell(
        &self,
        layout: &Layout,
        row: &TableRow,
        column: usize,
        limit: usize,
        to: &mut Findings,
    ) {
        let place = || row.place(column);
        let figure = match &row.readings[column] {
            Reading::Unreadable(reason) => {
                let detail = Detail::Unreadable(reason.clone());
                let mark = reported(place(), None);
                self.push(layout, row, Code::UnreadableFigure, mark, detail, limit, to);
                return;
            }
            Reading::Figure(figure) => figure,
            Reading::Blank | Reading::NotApplicable | Reading::Withheld => return,
        };
        let mark = || reported(place(), Some(figure.clone()));
        if figure.fractional_count {
            self.push(
                layout,
                row,
                Code::FractionalCount,
                mark(),
                Detail::FractionalCount,
                limit,
                to,
            );
        }
        if layout.columns[column].config.share && outside_share(figure) {
            self.push(
                layout,
                row,
                Code::ShareOutOfRange,
                mark(),
                Detail::ShareOutOfRange,
                limit,
                to,
            );
        }
        let expected = layout.unit_of(row.unit.as_ref(), column);
        if let (Some(expected), Some(own)) = (expected, &figure.unit)
            && expected.bases != own.bases
        {
            let detail = Detail::UnitClash {
                left: own.text.clone(),
                right: expected.text.clone(),
            };
            self.push(layout, row, Code::UnitClash, mark(), detail, limit, to);
        }
    }

    /// Whether every unit of a table's columns is known, or was told not to be.
    pub fn units_told(&self, layout: &Layout) -> bool {
        layout.figure_columns().all(|column| {
            let unit = layout.unit_of(None, column);
            unit.is_none_or(|unit| unit.known || self.unknown_units.contains(&unit.text))
        })
    }

    fn check_unit(&mut self, layout: &Layout, row: &TableRow, limit: usize, to: &mut Findings) {
        for column in layout.figure_columns() {
            let Reading::Figure(figure) = &row.readings[column] else {
                continue;
            };
            let Some(unit) = figure.unit.as_ref().filter(|unit| !unit.known) else {
                continue;
            };
            if self.unknown_units.insert(unit.text.clone()) {
                let detail = Detail::UnknownUnit(unit.text.clone());
                let place = match layout.of_kind(ColumnKind::Unit) {
                    Some(at) if !row.text(at).is_empty() => row.place(at),
                    _ => row.place(column),
                };
                self.push(
                    layout,
                    row,
                    Code::UnknownUnit,
                    reported(place, None),
                    detail,
                    limit,
                    to,
                );
            }
        }
    }

    fn check_quote(&self, layout: &Layout, row: &TableRow, limit: usize, to: &mut Findings) {
        let (Some(source), Some(column)) = (&self.source, layout.of_kind(ColumnKind::Quote)) else {
            return;
        };
        let quote = row.text(column);
        if quote.is_empty() {
            return;
        }
        if !source.holds(quote) {
            let mark = reported(row.place(column), None);
            let detail = Detail::QuoteNotInSource {
                source: source.name.clone(),
            };
            self.push(layout, row, Code::QuoteNotInSource, mark, detail, limit, to);
        }
        for cell in layout.figure_columns() {
            let Reading::Figure(figure) = &row.readings[cell] else {
                continue;
            };
            if !stands_in(figure, quote) {
                let mark = reported(row.place(cell), Some(figure.clone()));
                let detail = Detail::FigureNotInQuote;
                self.push(layout, row, Code::FigureNotInQuote, mark, detail, limit, to);
            }
        }
    }

    /// A row whose text names another year; rows of one section and year are
    /// one finding, since one sentence usually states them all.
    fn check_year(&mut self, layout: &Layout, row: &TableRow, limit: usize, to: &mut Findings) {
        let Some((own, period)) = &self.year else {
            return;
        };
        for kind in [ColumnKind::Label, ColumnKind::Quote, ColumnKind::Note] {
            let Some(column) = layout.of_kind(kind) else {
                continue;
            };
            let Some((found, at)) = other_year(row.text(column), *own) else {
                continue;
            };
            let cell = row.place(column);
            // A doubled quote before it would shift the place: then mark the cell.
            let exact = cell.words().get(at.clone()) == row.text(column).get(at.clone());
            let place = match exact {
                true => cell
                    .excerpt
                    .place(cell.start + at.start, cell.start + at.end),
                false => cell,
            };
            let key = (layout.section.clone(), found);
            if let Some(slot) = self.years_told.get(&key) {
                if let Some(finding) = slot.and_then(|slot| to.at(slot)) {
                    let mark = Mark {
                        role: MarkRole::Also,
                        ..reported(place, None)
                    };
                    finding.related.push(mark);
                }
                return;
            }
            let detail = Detail::OtherPeriod {
                found,
                own: period.clone(),
            };
            let mark = reported(place, None);
            let slot = self.push(layout, row, Code::OtherPeriod, mark, detail, limit, to);
            self.years_told.insert(key, slot);
            return;
        }
    }
}

fn reported(place: Place, figure: Option<Figure>) -> Mark {
    Mark {
        place,
        role: MarkRole::Reported,
        name: String::new(),
        figure,
    }
}

/// Whether no true value of a figure lies within 0–100 %.
fn outside_share(figure: &Figure) -> bool {
    let (range, zero, one) = (&figure.range, Rat::zero(), int(1));
    let below = |hi: &Rat| *hi < zero || (*hi == zero && !range.contains(hi));
    let above = |lo: &Rat| *lo > one || (*lo == one && !range.contains(lo));
    range.hi.value().is_some_and(below) || range.lo.value().is_some_and(above)
}

/// Checks a table as a whole: its columns, and keys that occur twice.
pub fn check_table(table: &Table, config: &Config, to: &mut Findings) {
    check_columns(&table.layout, config, to);
    let mut first: HashMap<&str, &TableRow> = HashMap::new();
    for row in table.rows.iter().filter(|row| !row.key().is_empty()) {
        match first.get(row.key()) {
            Some(earlier) => duplicate(&table.layout, row, Some(earlier), config, to),
            None => {
                first.insert(row.key(), row);
            }
        }
    }
}

/// Keeps the finding that a row's key was there before.
pub fn duplicate(
    layout: &Layout,
    row: &TableRow,
    earlier: Option<&TableRow>,
    config: &Config,
    to: &mut Findings,
) {
    let Some(severity) = config.severity_of(Code::DuplicateKey) else {
        return;
    };
    let related = earlier
        .map(|earlier| Mark {
            role: MarkRole::First,
            ..reported(earlier.place(0), None)
        })
        .into_iter()
        .collect();
    to.push(Finding {
        code: Code::DuplicateKey,
        severity,
        rule: None,
        section: layout.section.clone(),
        row: Some(row.key().to_owned()),
        row_number: None,
        primary: reported(row.place(0), None),
        related,
        detail: Detail::DuplicateKey,
        clash: None,
    });
}

/// Checks that a table's columns are the configuration's.
pub fn check_columns(layout: &Layout, config: &Config, to: &mut Findings) {
    let Some(section) = config.section(&layout.section) else {
        return;
    };
    let Some(severity) = config.severity_of(Code::UnknownColumn) else {
        return;
    };
    if section.columns.is_empty() {
        return;
    }
    for column in layout
        .columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Figure)
    {
        if section.column(&column.name).is_some() {
            continue;
        }
        let known = section.columns.iter().map(|column| column.name.as_str());
        let reserved = ColumnKind::RESERVED.map(|(name, _)| name);
        let nearest = nearest(&column.name, known.chain(reserved)).map(str::to_owned);
        to.push(Finding {
            code: Code::UnknownColumn,
            severity,
            rule: None,
            section: layout.section.clone(),
            row: None,
            row_number: None,
            primary: reported(column.place.clone(), None),
            related: Vec::new(),
            detail: Detail::UnknownColumn(nearest),
            clash: None,
        });
    }
}

/// Checks that the report's tables are the configuration's sections.
pub fn check_sections(report: &Report, config: &Config, to: &mut Findings) {
    if config.sections.is_empty() || !report.path.is_dir() {
        return;
    }
    if let Some(severity) = config.severity_of(Code::MissingTable) {
        for section in &config.sections {
            if report.table(&section.name).is_none() && !report.failed(&section.name) {
                to.push(Finding {
                    code: Code::MissingTable,
                    severity,
                    rule: None,
                    section: section.name.clone(),
                    row: None,
                    row_number: None,
                    primary: reported(section.place.clone(), None),
                    related: Vec::new(),
                    detail: Detail::MissingTable,
                    clash: None,
                });
            }
        }
    }
    let Some(severity) = config.severity_of(Code::UnknownTable) else {
        return;
    };
    for table in &report.tables {
        if config.section(table.section()).is_some() {
            continue;
        }
        let known = config.sections.iter().map(|section| section.name.as_str());
        let nearest = nearest(table.section(), known).map(str::to_owned);
        let header = &table.layout.header;
        to.push(Finding {
            code: Code::UnknownTable,
            severity,
            rule: None,
            section: table.section().to_owned(),
            row: None,
            row_number: None,
            primary: reported(header.place(0, header.text.len()), None),
            related: Vec::new(),
            detail: Detail::UnknownTable(nearest),
            clash: None,
        });
    }
}
