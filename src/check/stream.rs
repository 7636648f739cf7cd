//! Checks a long table row by row: memory does not grow with its rows.

use super::bind::{BoundRule, Scope};
use super::coverage::{Count, columns_of, selects};
use super::fast::{FastRule, QuickColumns, compile};
use super::options::CheckOptions;
use super::outcome::{Outcome, record};
use super::table::keys::{KeyOrder, Repeated, identity, repeats};
use super::table::provenance::other_year;
use super::table::required::missing_rows;
use super::table::{RowChecks, RowToCheck, check_columns, check_decimal_sign, duplicate};
use super::verdict::Checker;
use crate::figure::Quick;
use crate::finding::{Code, NotChecked, Tally};
use crate::report::{Options, row_reader};
use crate::rule::{Config, Rule, Severity};
use crate::source::{RawRow, SourceError};
use crate::table::{ColumnKind, Layout, TableRow};
use std::collections::{BTreeSet, HashMap};

/// A row rule of the table with what it was compiled to.
pub(super) struct StreamRule<'a> {
    /// The exact check.
    pub checker: Checker<'a>,
    fast: Option<FastRule>,
    /// The columns that it names.
    columns: Vec<usize>,
    /// How its checks came out.
    pub tally: Tally,
}

impl<'a> StreamRule<'a> {
    /// Prepares a rule for a table.
    pub(super) fn new(
        rule: &'a Rule,
        bound: &'a BoundRule,
        scope: &'a Scope<'a>,
        layout: &Layout,
        options: &CheckOptions,
    ) -> StreamRule<'a> {
        let fast = compile(rule, bound, scope, layout);
        let rounding = options.read.rounding;
        StreamRule {
            checker: Checker::new(scope, (rule, bound), rounding),
            fast,
            columns: columns_of(bound),
            tally: Tally::default(),
        }
    }
}

/// Checks a streamed table: every row by itself, every row rule, its keys.
///
/// # Errors
/// What the file cannot be read for; findings up to there are kept.
pub(super) fn check_stream(
    table: usize,
    rules: &mut [StreamRule<'_>],
    scope: &Scope<'_>,
    options: &CheckOptions,
    outcome: &mut Outcome,
) -> Result<(), SourceError> {
    let layout = &scope.report.tables[table].layout;
    let mut walk = TableWalk {
        table,
        layout,
        scope,
        options,
        columns: QuickColumns::new(layout, &scope.config.units),
        whole_way: !quick_enough(layout, scope),
        texts: text_columns(layout),
        quick: vec![Quick::default(); layout.columns.len()],
        built_in: of_interest(layout, options),
        named: options.read.untrusted.then(|| {
            let names = |column: usize| rules.iter().any(|rule| rule.columns.contains(&column));
            (0..layout.columns.len()).map(names).collect()
        }),
        rows: RowChecks::new(scope.report, scope.config),
        coverage: (options.coverage && options.wants_section(&layout.section)).then(|| {
            RowCoverage {
                count: Count::new(layout, options),
                named: vec![false; layout.columns.len()],
            }
        }),
    };
    if walk.built_in {
        check_columns(layout, scope.config, &mut outcome.findings);
        check_decimal_sign(layout, &[], scope.config, &mut outcome.findings);
        let there = keys_there(layout, scope, options)?;
        let is_there = |key: &str| there.contains(key);
        missing_rows(
            layout,
            is_there,
            |_| None,
            scope.config,
            &mut outcome.findings,
        );
    }
    // Keys in order tell rows apart; else their texts may do so.
    let (mut order, mut rows) = (KeyOrder::new(), KeyOrder::new());
    let named = layout.of_kind(ColumnKind::Text).is_some();
    let mut reader = row_reader(&layout.header.path, scope.config, &options.read)?;
    reader.next_row()?;
    let mut told = !walk.built_in;
    let told_before = outcome.not_checked.len();
    while let Some(row) = reader.next_row()? {
        order.see(row.slice(0).trim().as_bytes());
        if named {
            rows.see(identity(layout, |column| row.text(column)).as_bytes());
        }
        // RowChecks take the whole way until what is said once for a column (a unit
        // that is not known) was said.
        walk.row(&row, rules, !told, outcome);
        told = told || walk.rows.units_told(layout);
    }
    let open = outcome
        .not_checked
        .get_mut(told_before..)
        .unwrap_or_default();
    tell_apart(open, &order, &walk)?;
    if let Some(coverage) = walk.coverage.take() {
        outcome.coverage.push(coverage.count.coverage);
    }
    if walk.built_in
        && !order.all_differ()
        && !(named && rows.all_differ())
        && scope.config.severity_of(Code::DuplicateKey).is_some()
    {
        repeated_keys(if named { &rows } else { &order }, &walk, outcome)?;
    }
    Ok(())
}

/// The keys of rows that must be there, and are.
fn keys_there(
    layout: &Layout,
    scope: &Scope<'_>,
    options: &CheckOptions,
) -> Result<BTreeSet<String>, SourceError> {
    let mut there = BTreeSet::new();
    let section = scope.config.section(&layout.section);
    let wanted = section.map_or(&[][..], |section| &section.required.rows);
    if wanted.is_empty() {
        return Ok(there);
    }
    let wanted: BTreeSet<&str> = wanted.iter().map(|(key, _)| key.as_str()).collect();
    let mut reader = row_reader(&layout.header.path, scope.config, &options.read)?;
    reader.next_row()?;
    while let Some(row) = reader.next_row()? {
        let key = row.text(0);
        if wanted.contains(key.trim()) {
            there.insert(key.trim().to_owned());
        }
    }
    Ok(there)
}

/// Finds out which rows that could not be checked are told by their keys alone.
fn tell_apart(
    open: &mut [NotChecked],
    order: &KeyOrder,
    walk: &TableWalk<'_>,
) -> Result<(), SourceError> {
    let mut times: HashMap<String, u64> = HashMap::new();
    let rows = open.iter().filter_map(|check| check.row.as_ref());
    times.extend(rows.map(|row| (row.key.clone(), 0)));
    if times.is_empty() {
        return Ok(());
    }
    if !order.all_differ() {
        let path = &walk.layout.header.path;
        let mut reader = row_reader(path, walk.scope.config, &walk.options.read)?;
        reader.next_row()?;
        while let Some(row) = reader.next_row()? {
            if let Some(times) = times.get_mut(row.text(0).trim()) {
                *times += 1;
            }
        }
    }
    for row in open.iter_mut().filter_map(|check| check.row.as_mut()) {
        let once = times.get(&row.key).is_none_or(|times| *times < 2);
        row.alone = once && !row.key.is_empty();
    }
    Ok(())
}

fn repeated_keys(
    order: &KeyOrder,
    walk: &TableWalk<'_>,
    outcome: &mut Outcome,
) -> Result<(), SourceError> {
    let config = walk.scope.config;
    let severity = config.severity_of(Code::DuplicateKey);
    let told = severity.map_or(0, |severity| outcome.findings.count(severity));
    let told = usize::try_from(told).unwrap_or(usize::MAX);
    let room = walk.options.keep.saturating_sub(told);
    let findings = &outcome.findings;
    let watched = |key: &str| findings.watches_row(Code::DuplicateKey.name(), key);
    let found = repeats(
        order,
        walk.layout,
        config,
        &walk.options.read,
        (room, &watched),
    )?;
    let kept = [false, true].map(|usual| {
        let kept = found.kept.iter().filter(|found| found.usual == usual);
        kept.count() as u64
    });
    for found in found.kept.iter().chain(&found.watched) {
        let repeated = Repeated {
            row: (None, &found.row),
            earlier: found.earlier.as_ref().map(|earlier| (None, earlier)),
            usual: found.usual,
        };
        duplicate(walk.layout, repeated, config, &mut outcome.findings);
    }
    if let Some(severity) = severity {
        let usual = severity.min(Severity::Note);
        for (severity, all, kept) in [
            (severity, found.count, kept[0]),
            (usual, found.usual, kept[1]),
        ] {
            for _ in kept..all {
                outcome.findings.count_one(severity, &walk.layout.section);
            }
        }
    }
    Ok(())
}

/// Whether the checks that need no rule are wanted for a table.
fn of_interest(layout: &Layout, options: &CheckOptions) -> bool {
    options.wants_section(&layout.section) && options.rules.is_empty()
}

struct TableWalk<'a> {
    table: usize,
    layout: &'a Layout,
    scope: &'a Scope<'a>,
    options: &'a CheckOptions,
    columns: QuickColumns,
    /// Whether every row must be read in full.
    whole_way: bool,
    /// Columns whose text may name another year.
    texts: Vec<usize>,
    quick: Vec<Quick>,
    built_in: bool,
    /// The columns that some rule names, where the table was handed in.
    named: Option<Vec<bool>>,
    rows: RowChecks<'a>,
    coverage: Option<RowCoverage>,
}

/// The figures under a rule, while rows go by.
struct RowCoverage {
    count: Count,
    /// Which cells of the row at hand some rule names.
    named: Vec<bool>,
}

impl RowCoverage {
    fn name(&mut self, columns: &[usize]) {
        columns.iter().for_each(|&column| self.named[column] = true);
    }
}

/// Whether rows can be told to be sound without reading them in full: no
/// unit, decimals or checked quote of their own.
fn quick_enough(layout: &Layout, scope: &Scope<'_>) -> bool {
    let quoted = layout.of_kind(ColumnKind::Quote).is_some() && scope.report.source.is_some();
    !quoted && QuickColumns::new(layout, &scope.config.units).all(layout)
}

fn text_columns(layout: &Layout) -> Vec<usize> {
    let kinds = [ColumnKind::Label, ColumnKind::Quote, ColumnKind::Note];
    kinds
        .into_iter()
        .filter_map(|kind| layout.of_kind(kind))
        .collect()
}

impl TableWalk<'_> {
    fn row(
        &mut self,
        row: &RawRow<'_>,
        rules: &mut [StreamRule<'_>],
        whole_way: bool,
        outcome: &mut Outcome,
    ) {
        let quick = !whole_way && self.read_quick(row);
        if !quick {
            learn(self.layout, self.scope.config, &self.options.read);
        }
        let mut read: Option<TableRow> = None;
        for rule in rules.iter_mut() {
            if let Some(fast) = rule.fast.as_ref().filter(|_| quick) {
                if let Some((column, text, equal)) = &fast.filter
                    && (row.text(*column).trim() == text) != *equal
                {
                    continue;
                }
                if fast.surely_holds(&self.quick) {
                    rule.tally.consistent += 1;
                    if let Some(coverage) = &mut self.coverage {
                        coverage.name(&rule.columns);
                    }
                    continue;
                }
            }
            let read = read.get_or_insert_with(|| self.layout.read(row, &self.scope.config.units));
            let keep = outcome.wants_more(rule.checker.rule, self.options);
            let verdict = rule.checker.check(Some((self.table, None, read)), keep);
            if let Some(coverage) = &mut self.coverage {
                let Checker {
                    rule: at, bound, ..
                } = rule.checker;
                let row = (self.table, None, &*read);
                if selects(at, bound, row, self.scope, self.options) {
                    coverage.name(&rule.columns);
                }
            }
            let before = outcome.tally;
            record(
                verdict,
                rule.checker.rule,
                &self.layout.section,
                self.scope,
                self.options,
                outcome,
            );
            rule.tally.add(outcome.tally.since(before));
            outcome.tally = before;
        }
        if !quick && self.built_in {
            let read = read.get_or_insert_with(|| self.layout.read(row, &self.scope.config.units));
            let at = RowToCheck {
                layout: self.layout,
                number: None,
                row: read,
                named: self.named.as_deref(),
                limit: self.options.keep,
            };
            self.rows.check(at, &mut outcome.findings);
        }
        if let Some(coverage) = &mut self.coverage {
            let count = &mut coverage.count;
            match quick {
                true => count.full_row(self.layout, row.text(0).trim(), &coverage.named),
                false => {
                    let units = &self.scope.config.units;
                    let read = read.get_or_insert_with(|| self.layout.read(row, units));
                    count.row(self.layout, read, &coverage.named);
                }
            }
            coverage.named.fill(false);
        }
    }

    /// Reads a row's figures the quick way; false where it needs the whole one.
    fn read_quick(&mut self, row: &RawRow<'_>) -> bool {
        if self.whole_way || row.fields.len() != self.layout.columns.len() {
            return false;
        }
        for column in self.layout.figure_columns() {
            let Some(figure) = self.columns.read(column, row.slice(column)) else {
                return false;
            };
            self.quick[column] = figure;
        }
        let Some(period) = &self.scope.report.period else {
            return true;
        };
        self.texts
            .iter()
            .all(|&column| other_year(&row.text(column), &period.years()).is_none())
    }
}

/// Looks at all rows of a long table for what its figures may be. A file that
/// cannot be read twice shows nothing.
pub(crate) fn learn(layout: &Layout, config: &Config, options: &Options) {
    let seen = layout.learn_by(|shown| {
        let mut reader = row_reader(&layout.header.path, config, options)?;
        reader.next_row()?;
        while let Some(row) = reader.next_row()? {
            let columns = layout.figure_columns();
            let cells = columns.map(|column| (column, row.slice(column).trim()));
            if !shown.knows(cells) {
                shown.see(&layout.read(&row, &config.units));
            }
        }
        Ok::<(), SourceError>(())
    });
    seen.unwrap_or_default();
}
