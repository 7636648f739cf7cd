//! The tables that the queries read: where their rows live, and the columns
//! that their figures become.

use super::dialect::Dialect;
use super::prints::{Columns, Reading, Said};
use super::reasons::Why;
use super::sample::{ColumnSample, sample};
use super::text::{all, one_line};
use crate::figure::Rounding;
use crate::report::{Options, Report, row_reader};
use crate::rule::Config;
use crate::table::{Column, ColumnKind, Layout, Table, TableRow};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A table: whether in the report before, and its number there.
pub(super) type TableAt = (bool, usize);

/// A column of figures as a rule reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FigureAt {
    /// Its number.
    pub column: usize,
    /// How it was rounded, where the rule or the command line says so.
    pub rounding: Option<Rounding>,
    /// The row by which it is read, where rows say their own units.
    pub by_row: Option<usize>,
}

/// Where the tables' rows live, and what of them is needed.
pub(super) struct Tables<'a> {
    pub(super) dialect: Dialect,
    report: &'a Report,
    prior: Option<&'a Report>,
    config: &'a Config,
    options: &'a Options,
    /// Where the rows of sections live, where it is said: by the name, behind
    /// `prior.` for the report before.
    sources: &'a BTreeMap<String, String>,
    samples: BTreeMap<TableAt, Vec<ColumnSample>>,
    needed: BTreeMap<TableAt, BTreeMap<FigureAt, Reading>>,
}

impl<'a> Tables<'a> {
    /// Nothing needed yet.
    pub(super) fn new(
        dialect: Dialect,
        (report, prior): (&'a Report, Option<&'a Report>),
        (config, options): (&'a Config, &'a Options),
        sources: &'a BTreeMap<String, String>,
    ) -> Tables<'a> {
        Tables {
            dialect,
            report,
            prior,
            config,
            options,
            sources,
            samples: BTreeMap::new(),
            needed: BTreeMap::new(),
        }
    }

    /// A table of one of the reports.
    pub(super) fn table(&self, (prior, table): TableAt) -> Option<&'a Table> {
        let report = if prior { self.prior } else { Some(self.report) };
        report.and_then(|report| report.tables.get(table))
    }

    /// The name of a table's figures in the queries.
    pub(super) fn figures(&mut self, at: TableAt) -> Result<String, Why> {
        self.in_form(at)?;
        self.needed.entry(at).or_default();
        Ok(belonging("figures", at))
    }

    /// A column that a rule compares texts in, by its name in the queries.
    pub(super) fn text(&mut self, at: TableAt, column: usize) -> Result<String, Why> {
        let table = self.table(at).ok_or(Why::Absent)?;
        self.needed.entry(at).or_default();
        self.usable(at, &table.layout.columns[column])?;
        Ok(self.dialect.name_of(&label(&table.layout, column)))
    }

    /// What the key of a row is made of these columns; those of a table in the
    /// query, where that is named.
    pub(super) fn key(
        &mut self,
        at: TableAt,
        columns: &[usize],
        within: Option<&str>,
    ) -> Result<String, Why> {
        let mut texts = Vec::new();
        for column in columns {
            let name = self.text(at, *column)?;
            texts.push(match within {
                Some(within) => format!("{within}.{name}"),
                None => name,
            });
        }
        if let [text] = texts.as_slice() {
            return Ok(text.clone());
        }
        // As `written_key` writes it.
        let parts = texts.iter().map(|text| {
            format!(
                "CASE WHEN {text} LIKE '%,%' OR {text} LIKE '%\"%' \
                 THEN '\"' || replace({text}, '\"', '\"\"') || '\"' ELSE {text} END"
            )
        });
        let parts = parts.collect::<Vec<String>>().join(", ', ', ");
        Ok(format!("regexp_replace(concat({parts}), '(, )+$', '')"))
    }

    /// A column of figures that a rule reads: how its parts are called in the
    /// queries, and how it is read.
    pub(super) fn figure(
        &mut self,
        at: TableAt,
        figure: FigureAt,
    ) -> Result<(String, Reading), Why> {
        let table = self.table(at).ok_or(Why::Absent)?;
        let layout = &table.layout;
        self.usable(at, &layout.columns[figure.column])?;
        let figure = self.by_row(at, figure)?;
        let name = figure_label(layout, figure);
        if let Some(known) = self.needed.get(&at).and_then(|needed| needed.get(&figure)) {
            return Ok((name, known.clone()));
        }
        if !self.samples.contains_key(&at) {
            let found = sample(table, self.config, self.options);
            let found = found.map_err(|error| Why::Unread(error.to_string()))?;
            self.samples.insert(at, found);
        }
        let units = &self.config.units;
        let row = figure.by_row.and_then(|row| table.rows.get(row));
        let mut sample = self.samples[&at][figure.column].clone();
        let context = match row {
            Some(row) => {
                sample.domain = layout.domain(row, figure.column);
                sample.below_zero.clear();
                layout.context(row, figure.column, units)
            }
            None => layout.column_context(figure.column, units),
        };
        let said = Said {
            marks: layout.marks(figure.column),
            zero: layout.zeros(figure.column),
            rounding: figure.rounding,
        };
        let reading = Reading::of(&context, &sample, said)?;
        let needed = self.needed.entry(at).or_default();
        needed.insert(figure, reading.clone());
        Ok((name, reading))
    }

    /// Where rows say their own units: the first row that is read like the one
    /// that is named, or like all where a whole column is.
    fn by_row(&self, at: TableAt, figure: FigureAt) -> Result<FigureAt, Why> {
        let table = self.table(at).ok_or(Why::Absent)?;
        let (layout, units) = (&table.layout, &self.config.units);
        let kinds = [
            ColumnKind::Unit,
            ColumnKind::Decimals,
            ColumnKind::RoundedTo,
        ];
        if kinds.into_iter().all(|kind| layout.of_kind(kind).is_none()) {
            let by_row = None;
            return Ok(FigureAt { by_row, ..figure });
        }
        let column = figure.column;
        let alike = |one: &TableRow, other: &TableRow| {
            layout.reads_alike((one, column), (other, column), units)
        };
        let named = figure.by_row.and_then(|row| table.rows.get(row));
        let first = match named {
            Some(row) => table.rows.iter().position(|one| alike(one, row)),
            None => {
                let first = table.rows.first().ok_or(Why::ByRow)?;
                let all = table.rows.iter().all(|row| alike(first, row));
                all.then_some(0)
            }
        };
        Ok(FigureAt {
            by_row: Some(first.ok_or(Why::ByRow)?),
            ..figure
        })
    }

    /// Whether a column can be named in the queries.
    fn usable(&self, at: TableAt, column: &Column) -> Result<(), Why> {
        self.in_form(at)?;
        if column.bracketed_in.is_some() {
            return Err(Why::InBrackets);
        }
        let header = column.header.as_ref().unwrap_or(&column.name);
        let elsewhere = self.source(at).is_some();
        match elsewhere && (column.told_apart || header.is_empty()) {
            true => Err(Why::NoName),
            false => Ok(()),
        }
    }

    /// Whether a table's file holds no more than a header and rows.
    fn in_form(&self, at: TableAt) -> Result<(), Why> {
        let table = self.table(at).ok_or(Why::Absent)?;
        match self.source(at).is_none() && !table.layout.form.is_plain() {
            true => Err(Why::Form),
            false => Ok(()),
        }
    }

    /// Where a table's rows live, where it is said.
    fn source(&self, at: TableAt) -> Option<&'a str> {
        let section = self.table(at)?.section();
        let name = match at.0 {
            true => format!("prior.{section}"),
            false => section.to_owned(),
        };
        self.sources.get(&name).map(String::as_str)
    }

    fn csv(&self, table: &Table) -> String {
        let path = &table.layout.header.path;
        // A file that cannot be read was told of when it was opened.
        let rows = row_reader(&table.layout, self.config, self.options);
        let delimiter = rows.ok().and_then(|mut rows| {
            rows.next_row().ok()?;
            Some(rows.delimiter())
        });
        self.dialect
            .csv(&path.to_string_lossy(), delimiter.unwrap_or(','))
    }

    /// The statements that read the needed tables.
    pub(super) fn statements(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (at, figures) in &self.needed {
            let Some(table) = self.table(*at) else {
                continue;
            };
            if self.dialect == Dialect::Spark && self.source(*at).is_none() {
                let (view, file) = (belonging("file", *at), self.csv(table));
                let create = "CREATE OR REPLACE TEMPORARY VIEW";
                out.push(format!("{create} {view} USING csv {file};\n"));
            }
            let mut parts = Vec::new();
            let settled = self.read(*at, table, figures, &mut parts);
            let query = format!("WITH\n{}\n{settled}", parts.join(",\n\n"));
            let before = if at.0 { "prior." } else { "" };
            let section = one_line(table.section());
            let path = one_line(&table.layout.header.path.to_string_lossy());
            let comment = format!("-- {before}{section} ({path})\n");
            out.push(comment + &self.dialect.table(&belonging("figures", *at), &query));
        }
        out
    }

    fn read(
        &self,
        at: TableAt,
        table: &Table,
        figures: &BTreeMap<FigureAt, Reading>,
        parts: &mut Vec<String>,
    ) -> String {
        let (dialect, layout) = (self.dialect, &table.layout);
        let labels: Vec<String> = (0..layout.printed_columns().len())
            .map(|column| dialect.name_of(&label(layout, column)))
            .collect();
        parts.push(self.text_of(at, table, &labels));
        let readers: Vec<(String, FigureAt, &Reading)> = figures
            .iter()
            .map(|(figure, reading)| (figure_label(layout, *figure), *figure, reading))
            .collect();
        let key = label(layout, 0);
        let columns: Vec<Columns<'_>> = readers
            .iter()
            .map(|(name, figure, reading)| {
                let text = label(layout, figure.column);
                Columns::of(dialect, reading, (&text, name), &key)
            })
            .collect();
        type Stage<'c> = fn(&Columns<'c>) -> Vec<String>;
        let stages: [(&str, Stage<'_>); 7] = [
            ("prints", Columns::prints),
            ("digits", Columns::digits),
            ("numbers", Columns::numbers),
            ("values", Columns::values),
            ("allowed", Columns::allowed),
            ("bounded", Columns::bounded),
            ("tightened", Columns::tightened),
        ];
        let mut from = "cells_text".to_owned();
        for (stage, of) in stages {
            let added: Vec<String> = columns.iter().flat_map(of).collect();
            let name = format!("cells_{stage}");
            let added = added.iter().fold(String::new(), |mut text, column| {
                let _ = write!(text, ",\n    {column}");
                text
            });
            parts.push(format!("{name} AS (\n  SELECT *{added}\n  FROM {from}\n)"));
            from = name;
        }
        let kept: BTreeSet<&String> = labels.iter().collect();
        let mut settled = vec!["row_number".to_owned(), "heading".to_owned()];
        settled.extend(kept.into_iter().cloned());
        settled.extend(columns.iter().flat_map(Columns::settled));
        format!("SELECT {}\nFROM {from}", settled.join(",\n  "))
    }

    /// The rows of a table as trimmed texts.
    fn text_of(&self, at: TableAt, table: &Table, labels: &[String]) -> String {
        let (dialect, layout) = (self.dialect, &table.layout);
        let own = self.source(at).is_none();
        let columns = layout.printed_columns();
        let spaces = dialect.quoted(" \t\u{a0}\u{3000}");
        let mut texts = Vec::new();
        for (column, name) in columns.iter().zip(labels) {
            let value = match own {
                true => name.clone(),
                false => {
                    let header = column.header.as_ref().unwrap_or(&column.name);
                    dialect.as_text(&dialect.name_of(header))
                }
            };
            texts.push(format!(
                "trim(BOTH {spaces} FROM coalesce({value}, '')) AS {name}"
            ));
        }
        let figures = layout.figure_columns();
        let figures: Vec<String> = figures
            .filter_map(|column| labels.get(column))
            .map(|name| format!("{name} = ''"))
            .collect();
        let key = &labels[0];
        let named = match figures.len() > 1 {
            true => Vec::new(),
            false => vec![format!(
                "({key} = '' OR {key} LIKE '%:' OR {key} LIKE '%：')"
            )],
        };
        let heading = all(figures.into_iter().chain(named));
        let blank = all(labels.iter().map(|name| format!("{name} = ''")));
        let (number, from, filter) = match (own, dialect) {
            (true, Dialect::DuckDb) => {
                let file = self.csv(table);
                let from = format!("{file} AS file({})", labels.join(", "));
                (
                    "row_number() OVER ()",
                    from,
                    format!("\n  WHERE NOT {blank}"),
                )
            }
            (true, Dialect::Spark) => {
                let from = format!("{} AS file({})", belonging("file", at), labels.join(", "));
                (
                    "CAST(NULL AS BIGINT)",
                    from,
                    format!("\n  WHERE NOT {blank}"),
                )
            }
            (false, _) => {
                let from = self.source(at).unwrap_or_default().to_owned();
                ("CAST(NULL AS BIGINT)", from, String::new())
            }
        };
        let texts = texts.join(",\n      ");
        format!(
            "cells_text AS (\n  SELECT *, {heading} AS heading\n  FROM (\n    SELECT {number} AS row_number,\n      {texts}\n    \
             FROM {from}\n  ) AS cells{filter}\n)"
        )
    }
}

/// What belongs to a table, by its number.
fn belonging(what: &str, (prior, table): TableAt) -> String {
    let before = if prior { "prior_" } else { "" };
    format!("reportcheck_{before}{what}_{}", table + 1)
}

/// What a column is called in the queries: by its name, unless that could be
/// taken for another.
fn label(layout: &Layout, column: usize) -> String {
    let name = &layout.columns[column].name;
    let lower = name.to_lowercase();
    let others = layout.columns.iter().enumerate();
    let mut others = others.filter(|(other, _)| *other != column);
    let shared = others.any(|(_, other)| {
        let other = other.name.to_lowercase();
        let longer = other.strip_prefix(&lower);
        other == lower || longer.is_some_and(|rest| rest.starts_with(' '))
    });
    let own = ["row_number", "heading"].contains(&lower.as_str());
    match name.is_empty() || shared || own {
        true => format!("column {}", column + 1),
        false => name.clone(),
    }
}

/// What the parts of a column of figures are named after.
fn figure_label(layout: &Layout, figure: FigureAt) -> String {
    let label = label(layout, figure.column);
    let rounded = figure
        .rounding
        .map_or(String::new(), |mode| format!(" {mode}"));
    let by_row = figure
        .by_row
        .map_or(String::new(), |row| format!(" like row {}", row + 1));
    format!("{label}{rounded}{by_row}")
}
