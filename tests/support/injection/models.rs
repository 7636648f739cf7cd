//! A report as the benchmark makes it: its tables, its figures, and the rules
//! that they keep, once for the library and once for the benchmark itself.

use super::print::{Kind, Reading};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

/// The year that is checked.
pub(crate) const YEAR: u32 = 2024;

/// A figure of a report.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// Its table, by number.
    pub sheet: usize,
    /// Its row there.
    pub row: usize,
    /// Its column there, among those of figures.
    pub column: usize,
    /// What it is a number of.
    pub kind: Kind,
    /// How it is printed.
    pub print: String,
    /// Whether it stands in the report before, and is taken as right.
    pub fixed: bool,
}

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// The year of its report.
    pub year: u32,
    /// Its section.
    pub section: String,
    /// Its columns of figures; a list has one.
    pub columns: Vec<String>,
    /// The keys of its rows.
    pub keys: Vec<String>,
    /// A column of text beside the keys: its name and its cells.
    pub text: Option<(&'static str, Vec<String>)>,
    /// Its figures, row by row.
    pub cells: Vec<Vec<usize>>,
}

/// A figure times a small factor.
pub(crate) type Term = (i64, usize);

/// What one check asks.
#[derive(Clone, Debug)]
pub(crate) enum Asks {
    /// The terms add up to nothing.
    Zero(Vec<Term>),
    /// The terms add up to nothing or less.
    AtMost(Vec<Term>),
    /// A rate is one sum over another.
    Rate {
        /// The rate.
        rate: usize,
        /// What is divided.
        part: Vec<Term>,
        /// By what.
        over: Vec<Term>,
    },
}

/// One check of a rule.
#[derive(Clone, Debug)]
pub(crate) struct Check {
    /// The rule's name.
    pub rule: String,
    /// What it asks.
    pub asks: Asks,
}

/// A consistent report with its rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    /// What it is.
    pub name: String,
    /// Its tables, and those of the report before.
    pub sheets: Vec<Sheet>,
    /// Its figures, and those of the report before.
    pub cells: Vec<Cell>,
    /// Its checks.
    pub checks: Vec<Check>,
    /// Its configuration.
    pub toml: String,
    /// The figures by name: `section.key.column`, after `prior.` in the report before.
    names: HashMap<String, usize>,
}

/// A column of figures in the making: its name, its kind, its prints.
pub(crate) type Column = (String, Kind, Vec<String>);

impl Model {
    /// A report without tables.
    pub(crate) fn new(name: &str) -> Model {
        Model {
            name: name.to_owned(),
            ..Model::default()
        }
    }

    /// Adds a table; a list is one column called `value`.
    pub(crate) fn table(
        &mut self,
        year: u32,
        section: &str,
        keys: Vec<String>,
        text: Option<(&'static str, Vec<String>)>,
        columns: &[Column],
    ) {
        let sheet = self.sheets.len();
        let mut rows = Vec::new();
        for (row, key) in keys.iter().enumerate() {
            let mut cells = Vec::new();
            for (column, (name, kind, prints)) in columns.iter().enumerate() {
                let prior = if year == YEAR { "" } else { "prior." };
                let list = name == "value";
                let dotted = if list {
                    String::new()
                } else {
                    format!(".{name}")
                };
                let full = format!("{prior}{section}.{key}{dotted}");
                self.names.insert(full, self.cells.len());
                cells.push(self.cells.len());
                self.cells.push(Cell {
                    sheet,
                    row,
                    column,
                    kind: *kind,
                    print: prints[row].clone(),
                    fixed: year != YEAR,
                });
            }
            rows.push(cells);
        }
        self.sheets.push(Sheet {
            year,
            section: section.to_owned(),
            columns: columns.iter().map(|column| column.0.clone()).collect(),
            keys,
            text,
            cells: rows,
        });
    }

    /// Adds a list, whose rows have a kind each.
    pub(crate) fn list(&mut self, year: u32, section: &str, rows: &[(&str, Kind, String)]) {
        let keys = rows.iter().map(|row| row.0.to_owned()).collect();
        let prints = rows.iter().map(|row| row.2.clone()).collect();
        let units = rows.iter().map(|row| unit(row.1, &row.2).to_owned());
        let units = Some(("unit", units.collect()));
        let columns = [("value".to_owned(), Kind::Count, prints)];
        let first = self.cells.len();
        self.table(year, section, keys, units, &columns);
        for (cell, row) in self.cells[first..].iter_mut().zip(rows) {
            cell.kind = row.1;
        }
    }

    /// Adds a rule to the configuration, under a section.
    pub(crate) fn rule(&mut self, section: &str, name: &str, check: &str) {
        let _ = writeln!(
            self.toml,
            "[[sections.{section}.rules]]\nname = \"{name}\"\ncheck = \"{check}\"\n"
        );
    }

    /// Adds a check of a rule.
    pub(crate) fn asks(&mut self, rule: &str, asks: Asks) {
        self.checks.push(Check {
            rule: rule.to_owned(),
            asks,
        });
    }

    /// The figure of a name.
    pub(crate) fn at(&self, name: &str) -> usize {
        *self
            .names
            .get(name)
            .unwrap_or_else(|| panic!("no figure {name}"))
    }

    /// Figures by their names, each with a factor.
    pub(crate) fn terms(&self, terms: &[(i64, &str)]) -> Vec<Term> {
        let term = |(factor, name): &(i64, &str)| (*factor, self.at(name));
        terms.iter().map(term).collect()
    }

    /// A whole that is the sum of parts.
    pub(crate) fn sum(&self, whole: &str, parts: impl IntoIterator<Item = String>) -> Asks {
        let parts = parts.into_iter().map(|part| (1, self.at(&part)));
        Asks::Zero(std::iter::once((-1, self.at(whole))).chain(parts).collect())
    }

    /// The figures of the report itself.
    pub(crate) fn own(&self) -> Vec<usize> {
        let own = |cell: &usize| !self.cells[*cell].fixed;
        (0..self.cells.len()).filter(own).collect()
    }

    /// All figures as they are printed.
    pub(crate) fn prints(&self) -> Vec<String> {
        self.cells.iter().map(|cell| cell.print.clone()).collect()
    }

    /// A print of one of its figures, taken apart.
    pub(crate) fn read(&self, cell: usize, print: &str) -> Reading {
        Reading::of(print, self.cells[cell].kind)
    }

    /// The same figure in the report before, where it is printed there.
    pub(crate) fn before(&self, cell: usize) -> Option<usize> {
        let name = format!("prior.{}", self.called(cell));
        self.names.get(&name).copied()
    }

    /// The key of a figure's row.
    pub(crate) fn key(&self, cell: usize) -> &str {
        let Cell { sheet, row, .. } = self.cells[cell];
        &self.sheets[sheet].keys[row]
    }

    /// What the library calls a figure's cell.
    pub(crate) fn called(&self, cell: usize) -> String {
        let Cell {
            sheet, row, column, ..
        } = self.cells[cell];
        let sheet = &self.sheets[sheet];
        let column = &sheet.columns[column];
        let name = format!("{}.{}", sheet.section, sheet.keys[row]);
        match column.as_str() {
            "value" => name,
            column => format!("{name}.{column}"),
        }
    }

    /// Writes the tables with these prints, and the configuration above them.
    pub(crate) fn write(&self, folder: &Path, prints: &[String]) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join("reportcheck.toml"), &self.toml)?;
        for sheet in &self.sheets {
            let report = folder.join(sheet.year.to_string());
            std::fs::create_dir_all(&report)?;
            let table = report.join(format!("{}.csv", sheet.section));
            std::fs::write(table, sheet.written(prints))?;
        }
        Ok(())
    }
}

impl Sheet {
    /// The table as a file.
    fn written(&self, prints: &[String]) -> String {
        let text_name = self.text.as_ref().map(|(name, _)| *name);
        let header = std::iter::once("key")
            .chain(text_name)
            .chain(self.columns.iter().map(String::as_str));
        let mut file = header.collect::<Vec<_>>().join(",") + "\n";
        for (row, key) in self.keys.iter().enumerate() {
            let text = self.text.as_ref().map(|(_, cells)| cells[row].as_str());
            let figures = self.cells[row].iter().map(|cell| prints[*cell].as_str());
            let cells = std::iter::once(key.as_str()).chain(text).chain(figures);
            file += &(cells.collect::<Vec<_>>().join(",") + "\n");
        }
        file
    }
}

/// The unit of a figure in a list.
fn unit(kind: Kind, print: &str) -> &'static str {
    match kind {
        Kind::Count => "件",
        Kind::Rate => "%",
        Kind::Amount if print.contains('亿') => "亿元",
        Kind::Amount => "万元",
    }
}
