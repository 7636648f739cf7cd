//! How many figures of a report some rule names: of tables in memory once all
//! rules are bound, of streamed ones while their rows go by.

use super::bind::{BoundRule, Scope};
use super::bind::{CellRef, Condition, Leaf, Over, RowRef};
use super::evaluate::{Evaluation, is_for_row, row_of_part};
use super::options::CheckOptions;
use crate::cell::CellName;
use crate::finding::Coverage;
use crate::report::row_reader;
use crate::rule::{Rule, Span};
use crate::source::RawRow;
use crate::table::{ColumnKind, Layout, Step, Table, TableRow, same_name, total_name};
use std::collections::{HashMap, HashSet};

/// Rows of a table that are counted without being asked for.
const ROWS_COUNTED: usize = 10_000;

/// Figures under no rule that are kept by name, at most.
const NAMES_KEPT: usize = 1_000;

/// Whether the figures of a run's tables are counted: where it was asked for,
/// else where it costs next to nothing.
pub(super) fn wanted(scope: &Scope<'_>, options: &CheckOptions) -> bool {
    let small = |table: &Table| !table.streamed && table.rows.len() <= ROWS_COUNTED;
    // Rules that are tried on the command line are not all there are.
    let file = scope.config.excerpt.as_ref().map(|excerpt| &excerpt.path);
    let written = |rule: &Rule| !rule.is_written() || Some(&rule.check.excerpt.path) == file;
    let whole = options.rules.is_empty() && scope.config.rules.iter().any(written);
    options.coverage || (whole && scope.report.tables.iter().all(small))
}

/// Which cells of each table some rule names: of tables in memory row by row,
/// of others by their columns alone.
pub(super) fn named_cells(
    bound: &[(&Rule, BoundRule)],
    scope: &Scope<'_>,
    options: &CheckOptions,
) -> Vec<Vec<bool>> {
    let mut named = in_tables(bound, scope, options);
    for (_, bound) in bound {
        let table = bound.each_row_of();
        let table = table.filter(|at| scope.report.tables[*at].streamed);
        let Some(table) = table else { continue };
        named[table].resize(scope.report.tables[table].layout.columns.len(), false);
        for column in columns_of(bound) {
            named[table][column] = true;
        }
    }
    named
}

fn in_tables(
    bound: &[(&Rule, BoundRule)],
    scope: &Scope<'_>,
    options: &CheckOptions,
) -> Vec<Vec<bool>> {
    let tables = &scope.report.tables;
    let mut cells = Cells {
        named: tables
            .iter()
            .map(|table| vec![false; size(table)])
            .collect(),
        scope,
    };
    for (rule, bound) in bound {
        cells.add(rule, bound, options);
    }
    cells.named
}

/// The figures of tables in memory, and those under a rule.
pub(super) fn of_tables(
    bound: &[(&Rule, BoundRule)],
    scope: &Scope<'_>,
    options: &CheckOptions,
) -> Vec<Coverage> {
    let tables = &scope.report.tables;
    let named = in_tables(bound, scope, options);
    let mut coverage = Vec::new();
    for (table, named) in tables.iter().zip(&named) {
        if table.streamed || !options.wants_section(table.section()) {
            continue;
        }
        let mut count = Count::new(&table.layout, options);
        let width = table.layout.columns.len();
        for (row, named) in table.rows.iter().zip(named.chunks(width.max(1))) {
            count.row(&table.layout, row, named);
        }
        coverage.push(count.coverage);
    }
    coverage
}

fn size(table: &Table) -> usize {
    table.rows.len() * table.layout.columns.len()
}

/// Which cells of a report's tables some rule names.
struct Cells<'a> {
    named: Vec<Vec<bool>>,
    scope: &'a Scope<'a>,
}

impl Cells<'_> {
    fn mark(&mut self, table: usize, row: usize, column: usize) {
        let width = self.scope.report.tables[table].layout.columns.len();
        if let Some(named) = self.named[table].get_mut(row * width + column) {
            *named = true;
        }
    }

    fn add(&mut self, rule: &Rule, bound: &BoundRule, options: &CheckOptions) {
        let (cells, overs) = figures_of(&bound.condition);
        let tables = &self.scope.report.tables;
        let rows: Option<Vec<usize>> = bound.rows_of.map(|table| {
            let mut rows = bound.rows_in(&tables[table]);
            rows.retain(|at| {
                let row = &tables[table].rows[*at];
                selects(rule, bound, (table, Some(*at), row), self.scope, options)
            });
            rows
        });
        let streamed = bound
            .each_row_of()
            .is_some_and(|table| tables[table].streamed);
        // Of a rule over the rows that go by, these are not marked here.
        let single = |cell: &CellRef| matches!(cell.row, RowRef::Fixed(_));
        let beside = !overs.is_empty() || cells.iter().any(single);
        let asks = || streamed && beside && is_for_some_row(rule, bound, self.scope, options);
        if rows.as_ref().is_some_and(Vec::is_empty) && !asks() {
            return;
        }
        for cell in cells.iter().filter(|cell| !cell.prior) {
            match (cell.row, &rows) {
                (RowRef::Fixed(row), _) => self.mark(cell.table, row, cell.column),
                (RowRef::Checked, Some(rows)) => {
                    rows.iter()
                        .for_each(|&row| self.mark(cell.table, row, cell.column));
                }
                (
                    RowRef::Before | RowRef::YearAgo | RowRef::Above | RowRef::Part(..),
                    Some(rows),
                ) => {
                    let found = |row: &usize| self.other_row(cell, bound.rows_of?, *row);
                    let found: Vec<usize> = rows.iter().filter_map(found).collect();
                    found
                        .iter()
                        .for_each(|&row| self.mark(cell.table, row, cell.column));
                }
                (RowRef::Joined, Some(rows)) => {
                    let there = &tables[cell.table];
                    let home = bound.rows_of.and_then(|home| tables.get(home));
                    let partner = |row: usize| {
                        let home = home?;
                        let key = home.layout.key_there(home.rows.get(row)?, &there.layout)?;
                        there.only_row(&key)
                    };
                    let partners = rows.iter().filter_map(|row| partner(*row));
                    partners.for_each(|row| self.mark(cell.table, row, cell.column));
                }
                _ => {}
            }
        }
        for over in overs {
            let checked = bound.rows_of.zip(rows.as_deref()).filter(|_| !streamed);
            self.add_rows(over, checked, rule, options);
        }
    }

    /// The row of a table that a cell stands in for a row that is checked.
    fn other_row(&self, cell: &CellRef, home: usize, row: usize) -> Option<usize> {
        let table = &self.scope.report.tables[cell.table];
        let series = || table.series(self.scope.config.period);
        match cell.row {
            RowRef::Before => series().before(row, Step::Period).ok(),
            RowRef::YearAgo => series().before(row, Step::Year).ok(),
            RowRef::Above => series().above(row).ok(),
            RowRef::Part(parts, at) => {
                let checked = self.scope.report.tables[home].rows.get(row)?;
                let checked = (home, Some(row), checked);
                row_of_part(self.scope, checked, cell, (parts, at))
            }
            _ => None,
        }
    }

    /// The cells that a function over rows runs over.
    fn add_rows(
        &mut self,
        over: &Over,
        checked: Option<(usize, &[usize])>,
        rule: &Rule,
        options: &CheckOptions,
    ) {
        let Some(argument) = over.argument.as_ref().filter(|_| !over.prior) else {
            return;
        };
        let mut cells = Vec::new();
        argument.visit(&mut |leaf| {
            if let Leaf::Figure(cell, _) = leaf {
                cells.push(*cell);
            }
        });
        let table = &self.scope.report.tables[over.table];
        let of_groups = over.by.as_ref().map(|by| {
            let groups = table.grouped_by(&by.columns);
            // Groups of no row that is checked are under no rule.
            let asked: Option<HashSet<usize>> = checked.map(|(table, rows)| {
                let rows = rows
                    .iter()
                    .map(|row| &self.scope.report.tables[table].rows[*row]);
                let group = |row: &TableRow| groups.with(by.own.iter().map(|at| row.text(*at)));
                rows.filter_map(group).collect()
            });
            (groups, asked)
        });
        let in_group = |at: usize| {
            of_groups.as_ref().is_none_or(|(groups, asked)| {
                let is_asked = |group| asked.as_ref().is_none_or(|asked| asked.contains(&group));
                groups.of_row(at).is_some_and(is_asked)
            })
        };
        for (at, row) in table.rows.iter().enumerate() {
            if over.leaves_out(at)
                || !in_group(at)
                || !takes(over, rule, (at, row), self.scope, options)
            {
                continue;
            }
            for cell in cells.iter().filter(|cell| !cell.prior) {
                match cell.row {
                    RowRef::Each => self.mark(over.table, at, cell.column),
                    RowRef::Fixed(row) => self.mark(cell.table, row, cell.column),
                    _ => {}
                }
            }
        }
    }
}

/// What rules name of a streamed table beside the columns of their own rows:
/// single figures of the rows that are held, and what functions run over.
pub(super) struct NamedInStream<'a> {
    table: usize,
    scope: &'a Scope<'a>,
    options: &'a CheckOptions,
    /// Of each row that is held, which cells some rule names.
    held: Vec<bool>,
    functions: Vec<(&'a Rule, &'a Over)>,
    /// Columns whose texts may say that a row sums up others.
    names: Vec<usize>,
}

impl<'a> NamedInStream<'a> {
    /// Of these rules.
    pub(super) fn of(
        table: usize,
        bound: &'a [(&Rule, BoundRule)],
        scope: &'a Scope<'a>,
        options: &'a CheckOptions,
    ) -> NamedInStream<'a> {
        let functions = bound.iter().flat_map(|(rule, bound)| {
            let (_, mut overs) = figures_of(&bound.condition);
            overs.retain(|over| over.table == table && !over.prior);
            // A rule that is for no row asks nothing.
            if !overs.is_empty() && !is_for_some_row(rule, bound, scope, options) {
                overs.clear();
            }
            overs.into_iter().map(|over| (*rule, over))
        });
        let layout = &scope.report.tables[table].layout;
        let columns = layout.columns.iter().enumerate();
        let of_texts = columns.filter(|(_, column)| {
            matches!(
                column.kind,
                ColumnKind::Key | ColumnKind::Label | ColumnKind::Text
            )
        });
        NamedInStream {
            table,
            held: std::mem::take(&mut in_tables(bound, scope, options)[table]),
            functions: functions.collect(),
            names: of_texts.map(|(number, _)| number).collect(),
            scope,
            options,
        }
    }

    /// Marks the cells of the row at a place that some rule names.
    pub(super) fn mark(
        &self,
        place: u64,
        (raw, row): (&RawRow<'_>, &TableRow),
        named: &mut [bool],
    ) {
        let table = &self.scope.report.tables[self.table];
        if let Some(at) = table.held_at(place) {
            let width = named.len();
            let held = self.held.iter().skip(at * width);
            named
                .iter_mut()
                .zip(held)
                .for_each(|(to, from)| *to |= from);
            return;
        }
        let mut total = None;
        for &(rule, over) in &self.functions {
            let left_out = !over.total_groups.is_empty()
                && *total.get_or_insert_with(|| self.sums_up(table, raw));
            // The row has no number: those with one are held.
            if left_out || !takes(over, rule, (usize::MAX, row), self.scope, self.options) {
                continue;
            }
            let argument = over.argument.iter();
            argument.for_each(|argument| {
                argument.visit(&mut |leaf| {
                    if let Leaf::Figure(cell, _) = leaf
                        && cell.row == RowRef::Each
                        && !cell.prior
                    {
                        named[cell.column] = true;
                    }
                });
            });
        }
    }

    /// Whether the texts of a row, or the configuration, say that it sums up others.
    fn sums_up(&self, table: &Table, row: &RawRow<'_>) -> bool {
        let section = self.scope.config.section(table.section());
        let said = section.map_or(&[][..], |section| &section.totals);
        let key = row.text(0);
        let by_name = !section.is_some_and(|section| section.no_totals);
        let mut names = self.names.iter();
        said.iter().any(|name| same_name(name, key.trim()))
            || (by_name && names.any(|column| total_name(row.text(*column).trim()).is_some()))
    }
}

/// Whether there is a row that a rule is for, where those are of a streamed table.
fn is_for_some_row(
    rule: &Rule,
    bound: &BoundRule,
    scope: &Scope<'_>,
    options: &CheckOptions,
) -> bool {
    let Some(home) = bound.rows_of.filter(|_| bound.filter.is_some()) else {
        return true;
    };
    let table = &scope.report.tables[home];
    let layout = &table.layout;
    let reader = row_reader(layout, scope.config, &options.read);
    let Some(mut reader) = reader.ok().filter(|_| table.streamed) else {
        return true;
    };
    if !matches!(reader.next_row(), Ok(Some(_))) {
        return false;
    }
    while let Ok(Some(row)) = reader.next_row() {
        let read = layout.read(&row, &scope.config.units);
        if selects(rule, bound, (home, None, &read), scope, options) {
            return true;
        }
    }
    false
}

/// Whether a function over rows takes a row, as far as that row tells.
fn takes(
    over: &Over,
    rule: &Rule,
    (at, row): (usize, &TableRow),
    scope: &Scope<'_>,
    options: &CheckOptions,
) -> bool {
    let Some(filter) = &over.filter else {
        return true;
    };
    let mut by_checked = false;
    filter.visit(&mut |leaf| {
        if let Leaf::Figure(cell, _) | Leaf::Text(cell) | Leaf::WholeText(cell) = leaf {
            by_checked |= cell.row == RowRef::Checked;
        }
    });
    let none = HashMap::new();
    let mut evaluation = Evaluation::new(scope, rule, options.read.rounding, &none);
    evaluation.each = Some((at, row));
    by_checked || matches!(evaluation.selects(filter, over.span), Ok(true))
}

/// Whether a row rule is surely for a row; its number where its table holds it.
pub(super) fn selects(
    rule: &Rule,
    bound: &BoundRule,
    (table, at, row): (usize, Option<usize>, &TableRow),
    scope: &Scope<'_>,
    options: &CheckOptions,
) -> bool {
    if !is_for_row(scope, bound, Some((table, at, row))) {
        return false;
    }
    let Some(filter) = &bound.filter else {
        return true;
    };
    let none = HashMap::new();
    let evaluation = Evaluation::new(scope, rule, options.read.rounding, &none);
    let mut evaluation = evaluation.for_row(table, at, row);
    let nowhere = Span { start: 0, end: 0 };
    matches!(evaluation.selects(filter, nowhere), Ok(true))
}

/// The figures that a rule names, those inside functions over rows apart.
fn figures_of(condition: &Condition) -> (Vec<CellRef>, Vec<&Over>) {
    let (mut cells, mut overs) = (Vec::new(), Vec::new());
    condition.visit(&mut |leaf| match leaf {
        Leaf::Figure(cell, _) => cells.push(*cell),
        Leaf::Over(over) => overs.push(over),
        Leaf::Text(_) | Leaf::WholeText(_) | Leaf::Absent(..) => {}
    });
    (cells, overs)
}

/// The columns that a row rule names in each of its rows.
pub(super) fn columns_of(bound: &BoundRule) -> Vec<usize> {
    let (cells, _) = figures_of(&bound.condition);
    let own = |cell: &&CellRef| cell.row == RowRef::Checked && !cell.prior;
    cells.iter().filter(own).map(|cell| cell.column).collect()
}

/// A table's figures while they are counted.
pub(super) struct Count {
    /// What was counted so far.
    pub coverage: Coverage,
    keep: usize,
}

impl Count {
    /// Nothing yet.
    pub(super) fn new(layout: &Layout, options: &CheckOptions) -> Count {
        Count {
            coverage: Coverage {
                section: layout.section.clone(),
                figures: 0,
                covered: 0,
                uncovered: Vec::new(),
            },
            keep: match options.coverage {
                true => options.keep.min(NAMES_KEPT),
                false => 0,
            },
        }
    }

    /// A row, and which of its cells some rule names.
    pub(super) fn row(&mut self, layout: &Layout, row: &TableRow, named: &[bool]) {
        if !row.is_complete() {
            return;
        }
        for column in layout.figure_columns() {
            if row.has_figure(column) {
                self.figure(layout, row.key(), column, named[column]);
            }
        }
    }

    fn figure(&mut self, layout: &Layout, key: &str, column: usize, named: bool) {
        self.coverage.figures += 1;
        self.coverage.covered += u64::from(named);
        if !named && self.coverage.uncovered.len() < self.keep {
            let name = CellName::in_row(layout, key, column);
            self.coverage.uncovered.push(name);
        }
    }
}
