//! Which sections and columns reports have, what their columns hold, and in
//! which unit.

use super::candidate::{BrokenRule, SuggestedRule};
use crate::figure::{Figure, Reading, UnitBook};
use crate::place::Excerpt;
use crate::report::{CONFIG_FILE, Options, ReadError, Report, row_reader};
use crate::rule::{
    ColumnConfig, Config, InForce, InputSettings, KeySettings, MissingSettings, PrintSettings,
    Required, SectionConfig, Trust, Words,
};
use crate::table::{ColumnKind, Table, TableRow, TotalName, in_brackets, total_name};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A section that a configuration would have.
#[derive(Clone, Debug, Default)]
pub(crate) struct SectionPlan {
    /// Its name.
    pub name: String,
    /// What its table calls itself.
    pub title: Option<String>,
    /// Whether a comma is the sign before the fraction, as the table shows.
    pub decimal_comma: bool,
    /// The columns that hold figures or text, in the tables' order.
    pub columns: Vec<ColumnPlan>,
    /// Keys of rows that sum up the others.
    pub totals: Vec<String>,
    /// Rules that hold.
    pub suggestions: Vec<SuggestedRule>,
    /// Relations that the newest table shows and breaks.
    pub broken: Vec<BrokenRule>,
}

/// A column that a configuration would describe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ColumnPlan {
    /// Its name.
    pub name: String,
    /// Whether it holds text.
    pub text: bool,
    /// The unit of its figures, where it can be told.
    pub unit: Option<String>,
}

/// What was seen in a column.
#[derive(Default)]
struct Seen {
    figures: u64,
    /// Cells that are neither figures nor empty.
    words: u64,
    /// Figures without a unit of their own.
    bare: u64,
    /// Figures with a multiplier of their own: 5万.
    multiplied: u64,
    units: BTreeSet<String>,
}

/// What was seen in the tables of one section.
#[derive(Default)]
struct SeenSection {
    columns: Vec<(String, Seen)>,
    totals: Vec<String>,
    /// Whether its rows say their units.
    unit_column: bool,
}

/// Reads every table once.
///
/// # Errors
/// What could not be read.
pub(super) fn describe(
    reports: &[Report],
    options: &Options,
) -> Result<Vec<SectionPlan>, Vec<ReadError>> {
    let mut errors = Vec::new();
    let mut sections: BTreeMap<String, SeenSection> = BTreeMap::new();
    for report in reports {
        for table in &report.tables {
            let seen = sections.entry(table.section().to_owned()).or_default();
            let order = seen.meet(table);
            if let Err(error) = each_row(table, options, |row| seen.look(table, &order, row)) {
                errors.push(error);
            }
            for row in table.totals(None) {
                seen.total(table.rows[row].key());
            }
        }
    }
    match errors.is_empty() {
        true => Ok(sections.into_iter().map(SeenSection::plan).collect()),
        false => Err(errors),
    }
}

/// Calls a function with each row, also of a table that is read row by row.
fn each_row(
    table: &Table,
    options: &Options,
    mut each: impl FnMut(&TableRow),
) -> Result<(), ReadError> {
    if !table.streamed {
        table.rows.iter().for_each(each);
        return Ok(());
    }
    let config = Config::default();
    let mut rows = row_reader(&table.layout, &config, options)?;
    rows.next_row()?;
    while let Some(row) = rows.next_row()? {
        each(&table.layout.read(&row, &config.units));
    }
    Ok(())
}

impl SeenSection {
    /// Notes a table's columns; where each of them is kept.
    fn meet(&mut self, table: &Table) -> Vec<Option<usize>> {
        self.unit_column |= table.layout.of_kind(ColumnKind::Unit).is_some();
        let place = |column: &crate::table::Column| {
            if column.kind != ColumnKind::Figure && column.text_by.is_none() {
                return None;
            }
            let known = self
                .columns
                .iter()
                .position(|(name, _)| *name == column.name);
            let at = known.unwrap_or_else(|| {
                self.columns.push((column.name.clone(), Seen::default()));
                self.columns.len() - 1
            });
            self.columns[at].1.words += u64::from(column.text_by.is_some());
            Some(at)
        };
        table.layout.columns.iter().map(place).collect()
    }

    fn look(&mut self, table: &Table, order: &[Option<usize>], row: &TableRow) {
        for (column, place) in order.iter().enumerate() {
            if let (Some(place), Some(reading)) = (place, row.reading(column)) {
                self.columns[*place].1.look(reading);
            }
        }
        // What only figures can show is not looked for in a long table.
        let label = table.layout.of_kind(ColumnKind::Label);
        let label = label.map_or("", |column| row.text(column));
        let sure = |name: &str| total_name(name) == Some(TotalName::Sure);
        if table.streamed && (sure(row.key()) || sure(label)) {
            self.total(row.key());
        }
    }

    fn total(&mut self, key: &str) {
        let known = self.totals.iter().any(|known| known == key);
        if !known && !key.is_empty() {
            self.totals.push(key.to_owned());
        }
    }

    /// Whether a header ends in a letter that only numbers the columns: `(g)`
    /// behind one that ends in `(f)`.
    fn is_lettered(&self, name: &str) -> bool {
        let letter = |name: &str| match in_brackets(name)?.as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => Some(*letter),
            _ => None,
        };
        let Some(own) = letter(name) else {
            return false;
        };
        let mut others = self.columns.iter().filter_map(|(name, _)| letter(name));
        others.any(|other| other.abs_diff(own) == 1)
    }

    fn plan((name, seen): (String, SeenSection)) -> SectionPlan {
        let column = |(name, column): &(String, Seen)| {
            let text = column.figures == 0 && column.words > 0;
            let unit = match text || seen.unit_column || seen.is_lettered(name) {
                true => None,
                false => column.unit(name),
            };
            ColumnPlan {
                name: name.clone(),
                text,
                unit,
            }
        };
        let columns: Vec<ColumnPlan> = seen.columns.iter().map(column).collect();
        let figures = columns.iter().filter(|column| !column.text).count();
        SectionPlan {
            // In a list a total is a figure as any other.
            totals: if figures > 1 { seen.totals } else { Vec::new() },
            columns,
            name,
            ..SectionPlan::default()
        }
    }
}

impl Seen {
    fn look(&mut self, reading: &Reading) {
        match reading {
            Reading::Figure(figure) => self.figure(figure),
            Reading::Unreadable(_) => self.words += 1,
            Reading::Blank | Reading::NotApplicable | Reading::Withheld => {}
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.figures += 1;
        self.multiplied += u64::from(figure.multiplier_exp10 != 0);
        match &figure.unit {
            None => self.bare += 1,
            // More than one is as good as many.
            Some(unit) if self.units.len() < 2 => {
                self.units.insert(unit.text.replace('％', "%"));
            }
            Some(_) => {}
        }
    }

    /// The unit that every figure prints, or that the header says in brackets.
    fn unit(&self, column: &str) -> Option<String> {
        let book = UnitBook::default();
        let known = |text: &str| book.read(text).is_some_and(|unit| unit.known);
        if self.bare == 0 {
            let only = self.units.first().filter(|_| self.units.len() == 1);
            return only.filter(|text| known(text)).cloned();
        }
        let plain = self.bare == self.figures && self.multiplied == 0;
        let said = in_brackets(column).filter(|text| plain && known(text));
        said.map(str::to_owned)
    }
}

/// The configuration without its rules.
pub(super) fn config(sections: &[SectionPlan]) -> Config {
    let place = Excerpt::new(Path::new(CONFIG_FILE), 1, "").place(0, 0);
    let mut config = Config::default();
    for plan in sections {
        let column = |column: &ColumnPlan| ColumnConfig {
            name: column.name.clone(),
            text: column.text,
            unit: column
                .unit
                .as_ref()
                .and_then(|unit| config.units.read(unit)),
            ..ColumnConfig::default()
        };
        let columns = plan.columns.iter().map(column).collect();
        config.sections.push(SectionConfig {
            name: plan.name.clone(),
            place: place.clone(),
            in_force: InForce::default(),
            out: Vec::new(),
            input: InputSettings::default(),
            title: Words::default(),
            totals: plan.totals.clone(),
            no_totals: false,
            key: KeySettings::default(),
            columns,
            described: Vec::new(),
            labels: BTreeMap::new(),
            unit: None,
            rounding: None,
            rounded_to: None,
            prints: PrintSettings::default(),
            missing: MissingSettings::default(),
            signed: None,
            required: Required::default(),
            hedges: None,
            restates: Vec::new(),
            trust: Trust::default(),
        });
    }
    config
}
