//! A table without its rows: what its header and the configuration say of how
//! each row is to be read.

use super::apart::{RowsApart, SameIn};
use super::cells::Cell;
use super::column::{Column, ColumnKind};
use super::evidence::{ColumnPrints, Evidence};
use super::head::{Head, in_one_line};
use super::header::HeaderError;
use super::header_unit::unit_of_header;
use super::held::{Common, CommonByUnit};
use super::key_text::key_columns;
use super::missing::MissingOf;
use super::row::TableRow;
use super::shown::Shown;
use super::signed_words::NamedColumns;
use crate::figure::{
    Context, DecimalSign, Decimals, EmptyKind, Multiple, Reading, Rounding, Unit, UnitBook,
    two_figures,
};
use crate::place::Excerpt;
use crate::rule::{
    ColumnConfig, Config, Missing, MissingSettings, PrintSettings, SectionConfig, Words,
};
use crate::source::{RawRow, TableForm};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// How figures were rounded, where it is said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rounded {
    /// In what way.
    pub rounding: Option<Rounding>,
    /// To multiples of what.
    pub to: Option<Multiple>,
}

/// A table without its rows: how each row is to be read.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// The section: the file's name without its ending.
    pub section: String,
    /// The header row.
    pub header: Excerpt,
    /// What stands in the file beside its rows.
    pub form: TableForm,
    /// The columns in the file's order.
    pub columns: Vec<Column>,
    /// What the configuration calls the section.
    pub title: Words,
    /// What the configuration calls its rows, by their keys.
    pub(super) labels: BTreeMap<String, Words>,
    missing: MissingSettings,
    pub(super) signed: Option<bool>,
    pub(super) shown: OnceLock<Shown>,
    /// What the names of its columns say, once looked up.
    pub(super) named: OnceLock<NamedColumns>,
    /// What its rows have in common, once looked up.
    pub(super) common: OnceLock<Arc<Common>>,
    /// The same of rows that say a unit.
    pub(super) by_unit: CommonByUnit,
    /// How the figures of each column are printed.
    pub prints: Vec<ColumnPrints>,
    print_settings: PrintSettings,
    /// How many columns the file has; those behind them stand in brackets.
    pub(super) printed: usize,
    /// By what rows of one key are told apart.
    pub apart: RowsApart,
    /// The unit of its figures that say none.
    pub unit: Option<Unit>,
    base: Rounded,
    forced: Rounded,
    /// Whether those who made the table have no say in how it is read.
    pub(super) untrusted: bool,
    /// Whether its rows are the figures of sentences.
    pub of_text: bool,
}

impl Layout {
    /// Reads a header.
    ///
    /// # Errors
    /// A line that is no header.
    pub(crate) fn new(
        path: &Path,
        section: &str,
        header: &RawRow<'_>,
        config: &Config,
        base: Rounded,
        forced: Rounded,
    ) -> Result<Layout, HeaderError> {
        Layout::under(Head::of_row(path, header), section, config, base, forced)
    }

    /// The same of a header that may have several rows.
    ///
    /// # Errors
    /// A line that is no header.
    pub(crate) fn under(
        head: Head,
        section: &str,
        config: &Config,
        base: Rounded,
        forced: Rounded,
    ) -> Result<Layout, HeaderError> {
        let known = config.section(section);
        let mut columns: Vec<Column> = Vec::new();
        let called = head.called(known)?;
        let mut names = Names::default();
        for config in called.iter().flatten() {
            names.taken.insert(config.name.clone());
        }
        for (index, cell) in head.cells.iter().enumerate() {
            let mut name = in_one_line(cell.text.trim()).into_owned();
            let place = head.place(index);
            let whole = head.cells.len() == 1 && name.contains(['，', '；', '|', '、']);
            let hint = index == 0 && name.to_lowercase().starts_with("sep=");
            if whole || hint {
                return Err(HeaderError {
                    name,
                    place,
                    slip: None,
                });
            }
            let short = called[index];
            let told_apart = match short {
                Some(_) => None,
                None => names.told_apart(&name, index),
            };
            let is_told_apart = told_apart.is_some();
            let header = short.map(|_| name.clone());
            name = match short {
                Some(short) => short.name.clone(),
                None => told_apart.unwrap_or(name),
            };
            let described = short.or_else(|| {
                let own = known?.column(&name);
                let written = || known?.column(cell.text.trim());
                // A column that another one is by its header is not this one.
                let free = |config: &&ColumnConfig| {
                    let mut called = called.iter().flatten();
                    !called.any(|called| called.name == config.name)
                };
                own.or_else(written).filter(free)
            });
            let config = described.cloned().unwrap_or_default();
            let kind = kind(index, &name, &config, known);
            columns.push(Column {
                name,
                header,
                kind,
                config,
                place,
                described: described.is_some(),
                told_apart: is_told_apart,
                text_by: None,
                bracketed_in: None,
            });
        }
        let key = key_columns(known, |name| named(&columns, name));
        let period = known.and_then(SectionConfig::period_name);
        let period = period.and_then(|name| named(&columns, name));
        let apart = RowsApart::new(&columns, config, section).with_key(key, period);
        let print_settings = known.map(|known| known.prints.clone()).unwrap_or_default();
        let prints = Evidence::new(&columns, ',').settle(&columns, &print_settings, &config.units);
        Ok(Layout {
            section: section.to_owned(),
            header: head.excerpt,
            form: known
                .map(|known| known.input.form.clone())
                .unwrap_or_default(),
            prints,
            print_settings,
            printed: columns.len(),
            columns,
            apart,
            title: known.map_or_else(Words::default, |known| known.title.clone()),
            labels: known.map_or_else(BTreeMap::new, |known| known.labels.clone()),
            missing: known.map(|known| known.missing.clone()).unwrap_or_default(),
            signed: known.and_then(|known| known.signed),
            shown: OnceLock::new(),
            named: OnceLock::new(),
            common: OnceLock::new(),
            by_unit: CommonByUnit::default(),
            unit: known.and_then(|known| known.unit.clone()),
            base: Rounded {
                rounding: known.and_then(|known| known.rounding).or(base.rounding),
                to: known.and_then(|known| known.rounded_to).or(base.to),
            },
            forced,
            untrusted: false,
            of_text: false,
        })
    }

    /// Takes the table for one that was handed in: it does not say itself how
    /// far its figures are known, or in another unit than was asked for.
    pub(crate) fn distrust(&mut self) {
        self.untrusted = true;
        self.common = OnceLock::new();
        self.by_unit = CommonByUnit::default();
        for column in &mut self.columns {
            if matches!(column.kind, ColumnKind::Decimals | ColumnKind::RoundedTo) {
                column.kind = ColumnKind::Aside;
            }
        }
    }

    /// The unit that was asked for, where a row says another one and was not
    /// asked to.
    pub(crate) fn asked_unit(&self, row_unit: Option<&Unit>, column: usize) -> Option<&Unit> {
        let own = row_unit.filter(|_| self.untrusted)?;
        let of_column = self.columns[column].config.unit.as_ref();
        let asked = of_column.or(self.unit.as_ref())?;
        let alike = own.bases == asked.bases && own.exp10 == asked.exp10;
        // A section's unit is that of its plain rows: a list may have rates too.
        let rate = of_column.is_none() && own.is_rate();
        (!alike && !rate).then_some(asked)
    }

    /// Whether it is said of a column, by those who may, how far its figures
    /// are known.
    pub(crate) fn says_decimals(&self, column: usize) -> bool {
        let own = self.columns[column].config.decimals.is_some();
        own || self.base.to.is_some() || self.forced.to.is_some()
    }

    /// Takes what the table's cells show of what its columns hold and of how its
    /// figures are printed; a decimal sign that was given goes before all.
    pub(crate) fn believe(
        &mut self,
        evidence: &Evidence,
        decimal: Option<DecimalSign>,
        config: &Config,
    ) {
        let units = &config.units;
        self.columns.truncate(self.printed);
        self.take_units_of_headers(evidence, units);
        let names_rows: Vec<bool> = (0..self.columns.len())
            .map(|column| self.apart.names_rows(column))
            .collect();
        for (number, column) in self.columns.iter_mut().enumerate() {
            let named = names_rows[number].then(|| evidence.name_by(number));
            if let Some(text) = evidence.text_by(number).or(named.flatten()) {
                column.kind = ColumnKind::Text;
                self.apart.is_text(number);
                column.text_by = Some(text.to_owned());
            }
            // A column that is empty from top to bottom is none.
            let unnamed = column.place.words().trim().is_empty();
            column.told_apart &= !(unnamed && evidence.is_blank(number));
        }
        self.named = OnceLock::new();
        self.common = OnceLock::new();
        self.by_unit = CommonByUnit::default();
        self.prints = evidence.settle(&self.columns, &self.print_settings, units);
        for (index, seen) in evidence.bracketed().enumerate() {
            let column = &self.columns[index];
            if column.kind == ColumnKind::Figure && (seen || column.config.in_brackets.is_some()) {
                let behind = bracketed(index, &self.columns, config.section(&self.section), units);
                self.columns.push(behind);
                self.prints.push(ColumnPrints {
                    prints: self.prints[index].prints.clone(),
                    doubtful: None,
                    noted: None,
                    flagged: None,
                    bare_rates: false,
                });
            }
        }
        if let Some(sign) = decimal {
            for column in &mut self.prints {
                column.prints.decimal = sign;
                column.prints.undecided = false;
                column.doubtful = None;
            }
        }
    }

    /// Takes the units that headers say of columns that nothing else is said of:
    /// shares, and multiples such as 万元 where all other figures have them too.
    fn take_units_of_headers(&mut self, evidence: &Evidence, units: &UnitBook) {
        if self.unit.is_some() || self.of_kind(ColumnKind::Unit).is_some() {
            return;
        }
        let two: Vec<bool> = evidence.bracketed().collect();
        let open = |index: usize, column: &Column| {
            let described = column.described || column.text_by.is_some();
            column.kind == ColumnKind::Figure
                && !described
                && !two.get(index).is_some_and(|two| *two)
        };
        let found: Vec<Option<Unit>> = (self.columns.iter().enumerate())
            .map(|(index, column)| {
                let own = open(index, column).then(|| unit_of_header(&column.name, units));
                own.flatten()
            })
            .collect();
        let figures = || {
            self.columns
                .iter()
                .zip(&found)
                .filter(|(column, _)| column.kind == ColumnKind::Figure)
        };
        let all = figures().all(|(_, unit)| unit.is_some());
        for (column, unit) in self.columns.iter_mut().zip(found) {
            column.config.unit = unit
                .filter(|unit| unit.is_rate() || all)
                .or(column.config.unit.take());
        }
    }

    /// Whether a comma is the decimal sign of some column.
    pub(crate) fn has_decimal_comma(&self) -> bool {
        let comma = |column: usize| self.prints[column].prints.decimal == DecimalSign::Comma;
        self.figure_columns().any(comma)
    }

    /// The columns of the file, without those in brackets.
    pub(crate) fn printed_columns(&self) -> &[Column] {
        &self.columns[..self.printed]
    }

    /// The column of a name; `key` is the first one, whatever its header says.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        named(&self.columns, name)
    }

    /// In which columns rows agree that nothing tells apart.
    pub(crate) fn same_in(&self) -> SameIn {
        self.apart.same_in(self.printed_columns())
    }

    /// The first column of a kind.
    pub(crate) fn of_kind(&self, kind: ColumnKind) -> Option<usize> {
        self.columns.iter().position(|column| column.kind == kind)
    }

    /// The columns that hold figures.
    pub(crate) fn figure_columns(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns.len()).filter(|&index| self.columns[index].kind == ColumnKind::Figure)
    }

    /// Its one figure column, if it is a list of figures.
    pub(crate) fn list_column(&self) -> Option<usize> {
        let printed = |index: &usize| *index < self.printed;
        let mut figures = self.figure_columns().filter(printed);
        let first = figures.next()?;
        figures.next().is_none().then_some(first)
    }

    /// How a column's figures were rounded.
    pub(crate) fn rounding(&self, column: usize) -> Rounding {
        self.forced
            .rounding
            .or(self.columns[column].config.rounding)
            .or(self.base.rounding)
            .unwrap_or_default()
    }

    pub(super) fn missing_of(&self, column: usize) -> MissingOf<'_> {
        MissingOf {
            column: &self.columns[column].config.missing,
            section: &self.missing,
        }
    }

    /// Whether a cell without a figure says zero, whatever rule looks at it.
    pub(crate) fn says_zero(&self, column: usize, reading: Option<&Reading>) -> bool {
        self.missing_of(column).says_zero(reading)
    }

    /// What a rule makes of a column's figure that is not reported: what the
    /// column says, else what the rule does.
    pub(crate) fn missing(&self, column: usize, of_rule: Missing) -> Missing {
        let own = self.columns[column].config.missing.missing;
        own.unwrap_or(of_rule)
    }

    /// Whether a column or its section names marks of missing figures.
    pub(crate) fn has_marks(&self, column: usize) -> bool {
        self.missing_of(column).has_marks()
    }

    /// The marks of missing figures that a column or its section names, with
    /// what each says.
    pub(crate) fn marks(&self, column: usize) -> Vec<(String, EmptyKind)> {
        self.missing_of(column).marks()
    }

    /// Whether a column's blanks say zero, and its marks of what does not apply.
    pub(crate) fn zeros(&self, column: usize) -> [bool; 2] {
        [Reading::Blank, Reading::NotApplicable]
            .map(|reading| self.says_zero(column, Some(&reading)))
    }

    /// The unit of a column's figures in a row.
    pub(crate) fn unit_of<'a>(
        &'a self,
        row_unit: Option<&'a Unit>,
        column: usize,
    ) -> Option<&'a Unit> {
        if self.columns[column].bracketed_in.is_some() {
            return self.columns[column].config.unit.as_ref();
        }
        let asked = self.asked_unit(row_unit, column);
        let of_column = self.columns[column].config.unit.as_ref();
        // In a column of shares those of amounts are shares too.
        let shares = of_column.filter(|unit| unit.is_rate());
        let row_unit = row_unit.filter(|unit| shares.is_none() || unit.is_rate());
        asked.or(row_unit).or(of_column).or(self.unit.as_ref())
    }

    /// How a cell's print is to be read.
    pub(crate) fn context<'a>(
        &'a self,
        row: &'a TableRow,
        column: usize,
        units: &'a UnitBook,
    ) -> Context<'a> {
        let text = |kind| self.of_kind(kind).map(|index| row.text(index));
        let known = known_of_row(text(ColumnKind::Decimals), text(ColumnKind::RoundedTo));
        self.context_of(row.unit(), known, column, units)
    }

    /// How the prints of a column are to be read where no row says otherwise.
    pub(crate) fn column_context<'a>(&'a self, column: usize, units: &'a UnitBook) -> Context<'a> {
        self.context_of(None, None, column, units)
    }

    pub(super) fn context_of<'a>(
        &'a self,
        row_unit: Option<&'a Unit>,
        of_row: Option<Decimals>,
        column: usize,
        units: &'a UnitBook,
    ) -> Context<'a> {
        let config = &self.columns[column].config;
        let everywhere = |to: Option<Multiple>| to.map(|to| Decimals::Multiple(to.of_all()));
        Context {
            unit: self.unit_of(row_unit, column),
            decimals: everywhere(self.forced.to)
                .or(of_row)
                .or(config.decimals)
                .or(everywhere(self.base.to)),
            rounding: self.rounding(column),
            whole: config.whole,
            units,
            prints: &self.prints[column].prints,
        }
    }

    /// Parts the cells of two figures, and puts those in brackets behind all.
    pub(super) fn part(&self, row: &RawRow<'_>, cells: &mut Vec<Cell>) {
        for column in self.columns.iter().skip(self.printed) {
            let Some(index) = column.bracketed_in else {
                continue;
            };
            let cell = &mut cells[index];
            let plain = cell.unquoted.is_none();
            let within = |at: usize| {
                cell.start
                    .saturating_add(u32::try_from(at).unwrap_or(u32::MAX))
            };
            let spans = two_figures(cell.text(row.raw)).filter(|_| plain);
            let spans = spans.map(|two| {
                [two.first, two.second].map(|part| (within(part.start), within(part.end)))
            });
            let [first, second] = spans.unwrap_or([(cell.start, cell.end), (cell.end, cell.end)]);
            let part_of = u32::try_from(index).ok();
            if spans.is_some() {
                (cell.start, cell.end) = first;
                cell.part_of = part_of;
            }
            cells.push(Cell {
                start: second.0,
                end: second.1,
                part_of,
                unquoted: None,
            });
        }
    }
}

/// The one of these columns that has a name.
fn named(columns: &[Column], name: &str) -> Option<usize> {
    let name = &*in_one_line(name);
    let found = columns.iter().position(|column| column.name == name);
    found.or((name == "key" && !columns.is_empty()).then_some(0))
}

/// How far a row says that its figures are known, by its cells for that.
pub(super) fn known_of_row(decimals: Option<&str>, rounded_to: Option<&str>) -> Option<Decimals> {
    let multiple = rounded_to.and_then(|text| text.parse().ok());
    let multiple = multiple.map(Decimals::Multiple);
    multiple.or(decimals.and_then(|text| text.parse().ok()))
}

/// The names of the columns so far.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    /// The number to try next behind a name that was met before.
    next: HashMap<String, usize>,
}

impl Names {
    /// What rules call a column that the header gives no name of its own:
    /// `rate#2` for the second `rate`, `#5` for the fifth column where it has
    /// no name.
    fn told_apart(&mut self, name: &str, index: usize) -> Option<String> {
        if name.is_empty() {
            let numbered = format!("#{}", index + 1);
            self.taken.insert(match index {
                0 => String::new(),
                _ => numbered.clone(),
            });
            return (index > 0).then_some(numbered);
        }
        if self.taken.insert(name.to_owned()) {
            return None;
        }
        let next = self.next.entry(name.to_owned()).or_insert(2);
        loop {
            let numbered = format!("{name}#{next}");
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return Some(numbered);
            }
        }
    }
}

/// The column that the figures in brackets behind those of another would be.
fn bracketed(
    index: usize,
    columns: &[Column],
    section: Option<&SectionConfig>,
    units: &UnitBook,
) -> Column {
    let beside = &columns[index];
    let named = beside.config.in_brackets.clone();
    let name = named.unwrap_or_else(|| format!("{} %", beside.name));
    let config = section.and_then(|section| section.column(&name)).cloned();
    let config = config.unwrap_or_else(|| ColumnConfig {
        name: name.clone(),
        unit: units.read("%"),
        ..ColumnConfig::default()
    });
    Column {
        name,
        header: None,
        kind: ColumnKind::Figure,
        config,
        place: beside.place.clone(),
        described: true,
        told_apart: false,
        text_by: None,
        bracketed_in: Some(index),
    }
}

fn kind(
    index: usize,
    name: &str,
    config: &ColumnConfig,
    section: Option<&SectionConfig>,
) -> ColumnKind {
    if index == 0 {
        return ColumnKind::Key;
    }
    if config.text {
        return ColumnKind::Text;
    }
    match ColumnKind::reserved(name) {
        // A column that the configuration describes holds what it says there.
        Some(kind) if section.is_none_or(|section| section.column(name).is_none()) => kind,
        // A short name for a header is no more than that.
        Some(kind) if config.by.is_some() => kind,
        _ => ColumnKind::Figure,
    }
}
