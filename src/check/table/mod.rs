//! The checks that need no rule: what a table holds, row by row, and what it
//! says of its source and its period.

mod gaps;
pub(super) mod gaps_in_stream;
pub(super) mod keys;
mod marks;
mod odd_prints;
pub(super) mod provenance;
pub(super) mod repeats;
pub(super) mod required;
pub(super) mod undescribed;

use crate::cell::NumberedRow;
use crate::figure::exact::int;
use crate::figure::{Decimals, Figure, Multiple, Rat, Reading, Unit};
use crate::finding::{CellLabels, Code, Detail, Finding, Findings, Mark, MarkRole, Slot};
use crate::report::{AsideKind, ReadError, Report};
use crate::rule::{ColumnBy, Config, Rates, Rule, Severity, nearest};
use crate::table::{ColumnKind, Layout, SameIn, Table, TableRow};
use gaps::check_gaps;
use keys::{Blocks, Repeated, is_usual};
use num_traits::Zero;
use odd_prints::{check_multiples, check_places, check_zeros};
use provenance::{SourceIndex, other_year, stands_in};
use required::{HandedIn, faults_of, missing_columns, missing_rows};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::{Range, RangeInclusive};
use undescribed::{Labels, NoFigures, is_undescribed};

/// What the checks of a report's rows share.
pub(super) struct RowChecks<'a> {
    config: &'a Config,
    source: Option<SourceIndex>,
    year: Option<(RangeInclusive<u32>, String)>,
    /// Units already reported as unknown.
    unknown_units: BTreeSet<String>,
    /// Sections and units of theirs already told not to be obeyed.
    units_aside: BTreeSet<(String, String)>,
    /// Which figures the rules take for rates, where tables were handed in.
    rates: OnceCell<Rates>,
    /// What tables that nobody described hold beside figures.
    no_figures: NoFigures,
    /// Sections and years already reported, with their finding's slot.
    years_told: BTreeMap<(String, u32), Option<Slot>>,
}

impl<'a> RowChecks<'a> {
    /// For the rows of a report.
    pub(super) fn new(report: &Report, config: &'a Config) -> RowChecks<'a> {
        RowChecks {
            config,
            source: report.source.as_ref().map(SourceIndex::new),
            year: report
                .period
                .as_ref()
                .map(|period| (period.years(), period.text().to_owned())),
            unknown_units: BTreeSet::new(),
            units_aside: BTreeSet::new(),
            rates: OnceCell::new(),
            no_figures: NoFigures::default(),
            years_told: BTreeMap::new(),
        }
    }

    /// Checks a row by itself.
    pub(super) fn check(&mut self, at: RowToCheck<'_>, to: &mut Findings) {
        let RowToCheck { layout, row, .. } = at;
        if !row.is_complete() {
            let (found, expected) = (row.cells(), layout.printed_columns().len());
            let detail = Detail::Ragged { found, expected };
            self.push(at, Code::RaggedRow, || at.whole(), detail, to);
            return;
        }
        if let Some(column) = layout.of_kind(ColumnKind::Decimals) {
            let text = row.text(column);
            if !text.is_empty() && text.parse::<Decimals>().is_err() {
                let (code, detail) = (Code::UnreadableFigure, Detail::Decimals);
                self.push(at, code, || at.cell(column), detail, to);
            }
        }
        if let Some(column) = layout.of_kind(ColumnKind::RoundedTo) {
            let text = row.text(column);
            if !text.is_empty() && text.parse::<Multiple>().is_err() {
                let (code, detail) = (Code::UnreadableFigure, Detail::RoundedTo);
                self.push(at, code, || at.cell(column), detail, to);
            }
        }
        for column in layout.figure_columns() {
            self.check_cell(at, column, to);
        }
        let section = self.config.section(&layout.section);
        let handed_in = at.named.map(|named| HandedIn {
            named,
            rates: self.rates.get_or_init(|| Rates::of(&self.config.rules)),
        });
        for (column, code, detail) in faults_of(layout, row, section, handed_in) {
            let mark = || match row.figure(column) {
                Some(figure) => at.cell(column).with_figure(figure),
                None => at.cell(column),
            };
            self.push(at, code, mark, detail, to);
        }
        self.check_unit(at, to);
        self.check_asked_unit(at, to);
        self.check_quote(at, to);
        self.check_year(at, to);
    }

    fn push(
        &self,
        at: RowToCheck<'_>,
        code: Code,
        mark: impl FnOnce() -> Mark,
        detail: Detail,
        to: &mut Findings,
    ) -> Option<Slot> {
        let severity = self.config.severity_of(code)?;
        if !to.wants(severity, at.limit) && !to.watches(code.name()) {
            to.count_one(severity, &at.layout.section);
            return None;
        }
        to.offer(Finding::new(code, severity, mark(), detail), at.limit)
    }

    fn check_cell(&mut self, at: RowToCheck<'_>, column: usize, to: &mut Findings) {
        if let Some(Reading::Unreadable(reason)) = at.row.no_figure(column) {
            if is_undescribed(at.layout, self.config) {
                let (section, print) = (at.layout.section.as_str(), at.row.text(column));
                let mark = || at.cell(column);
                self.no_figures
                    .tell((section, print, reason), mark, at.limit, to);
                return;
            }
            let detail = Detail::Unreadable(reason.as_ref().clone());
            self.push(at, Code::UnreadableFigure, || at.cell(column), detail, to);
            return;
        }
        let Some(own) = at.row.figure_unit(column) else {
            return;
        };
        let share = at.layout.columns[column].config.share;
        let expected = at.layout.unit_of(at.row.unit(), column);
        let alike = |(expected, own): (&Unit, &Unit)| expected.bases == own.bases;
        // Of most figures this is all there is to see.
        if !share && expected.zip(own).is_none_or(alike) && at.row.is_plain(column) {
            return;
        }
        let Some(figure) = at.row.glance(column) else {
            return;
        };
        let mark = || at.cell(column).with_figure(&figure);
        if figure.fractional_count {
            let (code, detail) = (Code::FractionalCount, Detail::FractionalCount);
            self.push(at, code, mark, detail, to);
        }
        if figure.is_unrounded() {
            let detail = Detail::Unrounded(figure.rounded_to());
            self.push(at, Code::UnroundedFigure, mark, detail, to);
        }
        if share && outside_share(&figure) {
            let (code, detail) = (Code::ShareOutOfRange, Detail::ShareOutOfRange);
            self.push(at, code, mark, detail, to);
        }
        if let (Some(expected), Some(own)) = (expected, &figure.unit)
            && !alike((expected, own))
        {
            let detail = Detail::UnitClash {
                left: own.text.clone(),
                right: expected.text.clone(),
            };
            self.push(at, Code::UnitClash, mark, detail, to);
        }
    }

    /// Whether every unit of a table's columns is known, or was told not to be.
    pub(super) fn units_told(&self, layout: &Layout) -> bool {
        layout.figure_columns().all(|column| {
            let unit = layout.unit_of(None, column);
            unit.is_none_or(|unit| unit.known || self.unknown_units.contains(&unit.text))
        })
    }

    fn check_unit(&mut self, at: RowToCheck<'_>, to: &mut Findings) {
        let RowToCheck { layout, row, .. } = at;
        for column in layout.figure_columns() {
            let unit = row.figure_unit(column).flatten();
            let Some(unit) = unit.filter(|unit| !unit.known) else {
                continue;
            };
            if self.unknown_units.insert(unit.text.clone()) {
                let detail = Detail::UnknownUnit(unit.text.clone());
                let said = layout.of_kind(ColumnKind::Unit);
                let said = said.filter(|unit| !row.text(*unit).is_empty());
                let mark = || at.cell(said.unwrap_or(column));
                self.push(at, Code::UnknownUnit, mark, detail, to);
            }
        }
    }

    /// A unit of a row that is not the one that was asked for; each once a table.
    fn check_asked_unit(&mut self, at: RowToCheck<'_>, to: &mut Findings) {
        let RowToCheck { layout, row, .. } = at;
        let (Some(column), Some(own)) = (layout.of_kind(ColumnKind::Unit), row.unit()) else {
            return;
        };
        let mut figures = layout.figure_columns();
        let asked = figures.find_map(|figure| layout.asked_unit(Some(own), figure));
        let told = (layout.section.clone(), own.text.clone());
        let Some(asked) = asked.filter(|_| self.units_aside.insert(told)) else {
            return;
        };
        let detail = Detail::NotObeyed(AsideKind::Unit {
            own: own.text.clone(),
            asked: asked.text.clone(),
        });
        self.push(at, Code::NotObeyed, || at.cell(column), detail, to);
    }

    fn check_quote(&self, at: RowToCheck<'_>, to: &mut Findings) {
        let RowToCheck { layout, row, .. } = at;
        let (Some(source), Some(column)) = (&self.source, layout.of_kind(ColumnKind::Quote)) else {
            return;
        };
        let quote = row.text(column);
        if quote.is_empty() {
            return;
        }
        if !source.holds(quote) {
            let detail = Detail::QuoteNotInSource {
                source: source.name.clone(),
            };
            self.push(at, Code::QuoteNotInSource, || at.cell(column), detail, to);
        }
        for cell in layout.figure_columns() {
            let Some(figure) = row.glance(cell) else {
                continue;
            };
            if !stands_in(&figure, quote) {
                let mark = || at.cell(cell).with_figure(&figure);
                let detail = Detail::FigureNotInQuote;
                self.push(at, Code::FigureNotInQuote, mark, detail, to);
            }
        }
    }

    /// A row whose text names another year; rows of one section and year are
    /// one finding, since one sentence usually states them all.
    fn check_year(&mut self, at: RowToCheck<'_>, to: &mut Findings) {
        let RowToCheck { layout, row, .. } = at;
        let Some((own, period)) = &self.year else {
            return;
        };
        for kind in [ColumnKind::Label, ColumnKind::Quote, ColumnKind::Note] {
            let Some(column) = layout.of_kind(kind) else {
                continue;
            };
            let Some((found, year)) = other_year(row.text(column), own) else {
                continue;
            };
            let mark = || year_mark(at, column, year);
            let key = (layout.section.clone(), found);
            if let Some(slot) = self.years_told.get(&key) {
                if let Some(finding) = slot.and_then(|slot| to.at(slot)) {
                    finding.add(mark().with_role(MarkRole::Also));
                }
                return;
            }
            let detail = Detail::OtherPeriod {
                found,
                own: period.clone(),
            };
            let slot = self.push(at, Code::OtherPeriod, mark, detail, to);
            self.years_told.insert(key, slot);
            return;
        }
    }
}

/// A row that is checked by itself.
#[derive(Clone, Copy)]
pub(super) struct RowToCheck<'r> {
    /// How its table is read.
    pub layout: &'r Layout,
    /// Its number, where its table holds its rows.
    pub number: Option<usize>,
    /// The row.
    pub row: &'r TableRow,
    /// Which of its cells some rule names, where it was handed in.
    pub named: Option<&'r [bool]>,
    /// Findings of a severity beyond so many are only counted.
    pub limit: usize,
}

impl RowToCheck<'_> {
    fn whole(&self) -> Mark {
        Mark::row(self.layout, (self.number, self.row))
    }

    fn cell(&self, column: usize) -> Mark {
        Mark::cell(self.layout, (self.number, self.row), column)
    }
}

/// The year that a text names, inside its cell.
fn year_mark(at: RowToCheck<'_>, column: usize, year: Range<usize>) -> Mark {
    let mut mark = at.cell(column);
    let cell = &mark.place;
    // A doubled quote before it would shift the place: then mark the cell.
    if cell.words().get(year.clone()) == at.row.text(column).get(year.clone()) {
        mark.place = cell
            .excerpt
            .place(cell.start + year.start, cell.start + year.end);
    }
    mark
}

/// Whether no true value of a figure lies within 0–100 %.
fn outside_share(figure: &Figure) -> bool {
    let (range, zero, one) = (&figure.range, Rat::zero(), int(1));
    let below = |hi: &Rat| *hi < zero || (*hi == zero && !range.contains(hi));
    let above = |lo: &Rat| *lo > one || (*lo == one && !range.contains(lo));
    range.hi.value().is_some_and(below) || range.lo.value().is_some_and(above)
}

/// Checks a table as a whole: its columns, and keys that occur twice.
pub(super) fn check_table(table: &Table, config: &Config, limit: usize, to: &mut Findings) {
    let layout = &table.layout;
    check_columns(layout, config, to);
    check_decimal_sign(layout, &table.rows, config, to);
    check_brackets(layout, &table.rows, config, to);
    check_flags(layout, &table.rows, config, to);
    if is_undescribed(layout, config) {
        check_zeros(layout, &table.rows, config, to);
        check_multiples(layout, &table.rows, config, to);
        check_places(layout, &table.rows, config, to);
    }
    let is_there = |key: &str| table.row(key).is_some();
    let nearest_key = |key: &str| {
        let known = table.rows.iter().map(|row| row.key());
        nearest(key, known).map(str::to_owned)
    };
    missing_rows(layout, is_there, nearest_key, config, to);
    if table.has_repeated_keys() {
        check_repeated(table, config, limit, to);
    }
    check_gaps(table, config, limit, to);
}

/// Finds rows whose key, with what stands beside it, was there before.
fn check_repeated(table: &Table, config: &Config, limit: usize, to: &mut Findings) {
    let layout = &table.layout;
    let mut first: HashMap<String, (NumberedRow<'_>, u64, bool)> = HashMap::new();
    let mut blocks = Blocks::default();
    let mut labels = is_undescribed(layout, config).then(Labels::default);
    for (number, row) in table.rows.iter().enumerate() {
        let text = |column: usize| Cow::Borrowed(row.text(column));
        let (block, at) = (blocks.next(layout, text), (Some(number), row));
        // A key that no other row has is nowhere repeated, whatever stands beside it.
        if row.key().is_empty() || !table.is_repeated(row.key()) {
            continue;
        }
        let Some((earlier, of, told)) = first.get_mut(&layout.apart.identity(text)) else {
            first.insert(layout.apart.identity(text), (at, block, false));
            continue;
        };
        let before = *earlier;
        let usual = is_usual(layout, row.key(), [*of, block]);
        if *of != block {
            (*earlier, *of) = (at, block);
        }
        if let Some(labels) = &mut labels {
            let first = layout.key_columns().first().copied().unwrap_or_default();
            let mark = |row| Mark::cell(layout, row, first);
            let copied = Detail::DuplicateKey(SameIn::All);
            labels.tell([at, before], mark, (limit, copied), to);
            continue;
        }
        let told = usual && std::mem::replace(told, true);
        if told && !to.watches_row(Code::DuplicateKey.name(), row.key()) {
            continue;
        }
        let repeated = Repeated {
            row: at,
            earlier: Some(before),
            usual,
        };
        duplicate(layout, repeated, (config, limit), to);
    }
}

/// Keeps the finding that a row's key was there before.
pub(super) fn duplicate(
    layout: &Layout,
    repeated: Repeated<NumberedRow<'_>>,
    (config, limit): (&Config, usize),
    to: &mut Findings,
) {
    let code = Code::DuplicateKey;
    let Some(severity) = config.severity_of(code) else {
        return;
    };
    let severity = match repeated.usual || is_undescribed(layout, config) {
        true => severity.min(Severity::Note),
        false => severity,
    };
    if !to.wants(severity, limit) && !to.watches_row(code.name(), repeated.row.1.key()) {
        to.count_one(severity, &layout.section);
        return;
    }
    let first = layout.key_columns().first().copied().unwrap_or_default();
    let key = |row| Mark::cell(layout, row, first);
    let detail = Detail::DuplicateKey(layout.same_in());
    let mut finding = Finding::new(code, severity, key(repeated.row), detail);
    if let Some(earlier) = repeated.earlier {
        finding.add(key(earlier).with_role(MarkRole::First));
    }
    to.push(finding);
}

/// Checks what a table's columns are called, and what they hold.
pub(super) fn check_columns(layout: &Layout, config: &Config, to: &mut Findings) {
    check_header(layout, config, to);
    check_described(layout, config, to);
    missing_columns(layout, config, to);
    let Some(severity) = config.severity_of(Code::TextColumn) else {
        return;
    };
    let lists = config.section(&layout.section);
    if lists.is_some_and(|section| !section.columns.is_empty()) {
        // It is told as a column that is not among them.
        return;
    }
    let of_key = |number: &usize| layout.says_key() && layout.key_columns().contains(number);
    let columns = layout.columns.iter().enumerate();
    let texts = columns.filter_map(|(number, column)| Some((number, column.text_by.as_ref()?)));
    let texts: Vec<(usize, &String)> = texts.filter(|(number, _)| !of_key(number)).collect();
    let mark = |number: usize| Mark::column(layout, number);
    if let [(first, _), others @ ..] = texts.as_slice()
        && !others.is_empty()
        && is_undescribed(layout, config)
    {
        let names = texts.iter().map(|(at, _)| layout.columns[*at].name.clone());
        let detail = Detail::TextColumns(names.collect());
        let mut finding = Finding::new(Code::TextColumn, severity, mark(*first), detail);
        for (other, _) in others {
            finding.add(mark(*other).with_role(MarkRole::Also));
        }
        to.push(finding);
        return;
    }
    for (number, text) in texts {
        let detail = Detail::TextColumn(text.clone());
        to.push(Finding::new(
            Code::TextColumn,
            severity,
            mark(number),
            detail,
        ));
    }
}

/// Tells what rules call columns to which the header gives no names of their own.
fn check_header(layout: &Layout, config: &Config, to: &mut Findings) {
    let columns = layout.columns.iter().enumerate();
    let unclear: Vec<usize> = columns
        .filter(|(_, column)| column.told_apart)
        .map(|(number, _)| number)
        .collect();
    let (Some(severity), Some((first, others))) = (
        config.severity_of(Code::UnclearHeader),
        unclear.split_first(),
    ) else {
        return;
    };
    let names = unclear
        .iter()
        .map(|number| layout.columns[*number].name.clone());
    let detail = Detail::UnclearHeader(names.collect());
    let mark = Mark::column(layout, *first);
    let mut finding = Finding::new(Code::UnclearHeader, severity, mark, detail);
    for other in others {
        finding.add(Mark::column(layout, *other).with_role(MarkRole::Also));
    }
    to.push(finding);
}

/// Checks that a table's columns are the configuration's.
fn check_described(layout: &Layout, config: &Config, to: &mut Findings) {
    let Some(section) = config.section(&layout.section) else {
        return;
    };
    let Some(severity) = config.severity_of(Code::UnknownColumn) else {
        return;
    };
    if section.columns.is_empty() {
        return;
    }
    for (number, column) in layout.columns.iter().enumerate() {
        let figures = column.kind == ColumnKind::Figure || column.text_by.is_some();
        let said = column.described || layout.names_rows(number);
        if !figures || said || column.bracketed_in.is_some() {
            continue;
        }
        let known = section.columns.iter().map(|column| column.name.as_str());
        let reserved = ColumnKind::RESERVED.map(|(name, _)| name);
        // Headers that the configuration waits for, and that are not here.
        let headers = section
            .columns
            .iter()
            .filter_map(|column| column.by.as_ref());
        let headers = headers.flat_map(ColumnBy::headers).map(String::as_str);
        let nearest = nearest(&column.name, known.chain(headers).chain(reserved));
        let nearest = nearest.map(str::to_owned);
        let mark = Mark::column(layout, number);
        let detail = Detail::UnknownColumn(nearest);
        to.push(Finding::new(Code::UnknownColumn, severity, mark, detail));
    }
}

/// Tells the first column whose decimal sign is no more than likely; the others
/// are read alike. The rows of a table that is streamed are not at hand.
pub(super) fn check_decimal_sign(
    layout: &Layout,
    rows: &[TableRow],
    config: &Config,
    to: &mut Findings,
) {
    let doubtful = |column: usize| {
        let prints = layout.prints.get(column)?;
        Some((column, prints.doubtful.clone()?, prints.prints.decimal))
    };
    let first = layout.figure_columns().find_map(doubtful);
    let severity = config.severity_of(Code::DecimalSign);
    if let (Some((column, print, taken)), Some(severity)) = (first, severity) {
        let mark = first_print(layout, rows, (column, &print));
        let detail = Detail::DecimalSign { print, taken };
        to.push(Finding::new(Code::DecimalSign, severity, mark, detail));
    }
}

/// Tells of each column that numbers in brackets behind its figures were taken
/// for footnote marks.
pub(super) fn check_brackets(
    layout: &Layout,
    rows: &[TableRow],
    config: &Config,
    to: &mut Findings,
) {
    let Some(severity) = config.severity_of(Code::NumberInBrackets) else {
        return;
    };
    for column in layout.figure_columns() {
        let noted = layout.prints.get(column);
        if let Some(print) = noted.and_then(|prints| prints.noted.clone()) {
            let mark = first_print(layout, rows, (column, &print));
            let detail = Detail::NumberInBrackets(print);
            to.push(Finding::new(Code::NumberInBrackets, severity, mark, detail));
        }
    }
}

/// Tells once of a table that letters right behind some of its figures were taken for
/// flags.
pub(super) fn check_flags(layout: &Layout, rows: &[TableRow], config: &Config, to: &mut Findings) {
    let flagged = |column: usize| {
        let known = layout.prints.get(column)?;
        Some((column, known.flagged.clone()?, known.prints.flags.clone()))
    };
    let first = layout.figure_columns().find_map(flagged);
    let severity = config.severity_of(Code::LetterAsFlag);
    if let (Some((column, print, flags)), Some(severity)) = (first, severity) {
        let mark = first_print(layout, rows, (column, &print));
        let detail = Detail::LetterAsFlag(print, flags);
        to.push(Finding::new(Code::LetterAsFlag, severity, mark, detail));
    }
}

/// The first cell of a column with a print; the table, where its rows are not held.
fn first_print(layout: &Layout, rows: &[TableRow], (column, print): (usize, &str)) -> Mark {
    let mut cells = rows.iter().enumerate();
    match cells.find(|(_, row)| row.text(column).trim() == print) {
        Some((number, row)) => Mark::cell(layout, (Some(number), row), column),
        None => Mark::table(layout),
    }
}

/// Checks that the report's tables are the configuration's sections.
pub(super) fn check_sections(
    (report, unread): (&Report, &[ReadError]),
    config: &Config,
    untrusted: bool,
    to: &mut Findings,
) {
    if !report.is_folder {
        return;
    }
    if let Some(severity) = config.severity_of(Code::MissingTable) {
        let said = config.checks.contains_key(&Code::MissingTable);
        for section in &config.sections {
            let severity = match section.required.table {
                Some(false) => continue,
                Some(true) if !said => Severity::Error,
                None if untrusted && !said => Severity::Error,
                _ => severity,
            };
            let failed = || {
                unread
                    .iter()
                    .any(|error| report.keeps_out(error, &section.name))
            };
            if report.table(&section.name).is_none() && !failed() {
                let mark = Mark {
                    labels: CellLabels {
                        section: section.title.clone(),
                        ..CellLabels::default()
                    },
                    ..Mark::in_file(section.place.clone())
                };
                let finding =
                    Finding::new(Code::MissingTable, severity, mark, Detail::MissingTable);
                to.push(finding.in_section(&section.name));
            }
        }
    }
    let Some(severity) = config.severity_of(Code::UnknownTable) else {
        return;
    };
    let no_rules = config.excerpt.is_none() || !untrusted;
    if config.sections.is_empty() && no_rules {
        return;
    }
    let names = |section: &str| {
        let own = |rule: &Rule| rule.section.as_deref() == Some(section);
        let mut rules = config.rules.iter();
        untrusted && rules.any(|rule| own(rule) || rule.expr_names_section(section))
    };
    for table in &report.tables {
        if config.section(table.section()).is_some() || names(table.section()) {
            continue;
        }
        let known = config.sections.iter().map(|section| section.name.as_str());
        let nearest = nearest(table.section(), known).map(str::to_owned);
        let mark = Mark::table(&table.layout);
        let detail = Detail::UnknownTable(nearest);
        to.push(Finding::new(Code::UnknownTable, severity, mark, detail));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Options;

    /// A long table of one key would otherwise be held as findings.
    #[test]
    fn keys_that_occur_again_are_counted_where_no_more_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let rows = "same,1\n".repeat(50);
        std::fs::write(folder.path().join("t.csv"), format!("key,a\n{rows}")).expect("a file");
        let config = Config::default();
        let mut report = Report::open(folder.path(), &config, &Options::default());
        report.load_rows(&[0], &config, &Options::default());
        let mut found = Findings::default();
        check_table(&report.tables[0], &config, 3, &mut found);
        let repeated = |finding: &&Finding| finding.code == Code::DuplicateKey;
        assert_eq!(found.kept.iter().filter(repeated).count(), 3);
        assert_eq!(found.count(Severity::Error), 49);
    }
}
