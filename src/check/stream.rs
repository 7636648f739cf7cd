//! Checks a long table row by row: memory does not grow with its rows.

use super::bind::{BoundRule, Scope};
use super::coverage::{Count, NamedInStream, columns_of, selects as covers};
use super::fast::{FastRule, Plan, QuickRow, Told, compile};
use super::options::CheckOptions;
use super::outcome::{Outcome, record};
use super::sieve::{Sieve, selects};
use super::table::gaps_in_stream::check_gaps_in_stream;
use super::table::keys::{KeyOrder, Repeated};
use super::table::repeats::repeats;
use super::table::required::missing_rows;
use super::table::{
    RowChecks, RowToCheck, check_brackets, check_columns, check_decimal_sign, check_flags,
    duplicate,
};
use super::verdict::Checker;
use crate::finding::{Code, NotChecked, Tally};
use crate::report::row_reader;
use crate::rule::{Rule, Severity};
use crate::source::{HeldRow, RawRow, SourceError};
use crate::table::{Layout, Shown, TableRow};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A row rule of the table with what it was compiled to.
pub(super) struct StreamRule<'a> {
    /// The exact check.
    pub checker: Checker<'a>,
    fast: Option<Arc<FastRule>>,
    plan: Plan,
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
            fast: fast.map(Arc::new),
            plan: Plan::default(),
            columns: columns_of(bound),
            tally: Tally::default(),
        }
    }
}

/// The rows that are left to be checked in full and kept until all rows were
/// seen, in bytes; where there are more, the file is read again.
const LEFT: usize = 4 << 20;

/// Checks a streamed table: every row by itself, every row rule, its keys.
///
/// # Errors
/// What the file cannot be read for; findings up to there are kept.
pub(super) fn check_stream(
    table: usize,
    rules: &mut [StreamRule<'_>],
    counted: Option<NamedInStream<'_>>,
    (scope, options): (&Scope<'_>, &CheckOptions),
    outcome: &mut Outcome,
) -> Result<(), SourceError> {
    let layout = &scope.report.tables[table].layout;
    let fast = rules.iter().map(|rule| rule.fast.clone()).collect();
    let sieve = Sieve::new(layout, scope, fast);
    let mut walk = TableWalk {
        table,
        layout,
        scope,
        options,
        sieve: &sieve,
        quick: sieve.room(),
        told: false,
        built_in: of_interest(layout, options),
        named: options.read.untrusted.then(|| {
            let names = |column: usize| rules.iter().any(|rule| rule.columns.contains(&column));
            (0..layout.columns.len()).map(names).collect()
        }),
        rows: RowChecks::new(scope.report, scope.config),
        coverage: counted.map(|by_others| RowCoverage {
            count: Count::new(layout, options),
            named: vec![false; layout.columns.len()],
            by_others,
            rows: 0,
        }),
    };
    if walk.built_in {
        check_columns(layout, scope.config, &mut outcome.findings);
        check_decimal_sign(layout, &[], scope.config, &mut outcome.findings);
        check_brackets(layout, &[], scope.config, &mut outcome.findings);
        check_flags(layout, &[], scope.config, &mut outcome.findings);
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
    let told_before = outcome.not_checked.len();
    let mut seen = walk.sift(rules)?;
    walk.check_left(&mut seen, rules, outcome)?;
    let open = outcome
        .not_checked
        .get_mut(told_before..)
        .unwrap_or_default();
    // Where other columns make up the key, the first one does not tell.
    let says_key = layout.says_key();
    let keys = if says_key { &seen.rows } else { &seen.keys };
    tell_apart(open, keys, &walk)?;
    if let Some(coverage) = walk.coverage.take() {
        outcome.coverage.push(coverage.count.coverage);
    }
    if let Some(error) = seen.error {
        return Err(error);
    }
    let named = layout.apart.by_more_than_key();
    if walk.built_in
        && !keys.all_differ()
        && !(named && seen.rows.all_differ())
        && scope.config.severity_of(Code::DuplicateKey).is_some()
    {
        let rows = if named { &seen.rows } else { &seen.keys };
        repeated_keys((keys, rows), &walk, outcome)?;
    }
    if walk.built_in {
        let (config, read) = (scope.config, &options.read);
        check_gaps_in_stream(layout, config, read, options.keep, &mut outcome.findings)?;
    }
    Ok(())
}

/// What all rows of a table show together.
struct Seen {
    keys: KeyOrder,
    rows: KeyOrder,
    /// Whether the sound rows were told from the others, and counted.
    sifted: bool,
    /// The rows to be checked in full, where they are not too many to be kept.
    left: Option<Vec<HeldRow>>,
    /// What the file cannot be read on for.
    error: Option<SourceError>,
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
    let wanted: BTreeSet<&str> = wanted.iter().map(|row| row.key.as_str()).collect();
    let mut reader = row_reader(layout, scope.config, &options.read)?;
    reader.next_row()?;
    while let Some(row) = reader.next_row()? {
        let key = layout.key_of(|column| row.text(column));
        if wanted.contains(&*key) {
            there.insert(key.into_owned());
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
        let mut reader = row_reader(walk.layout, walk.scope.config, &walk.options.read)?;
        reader.next_row()?;
        while let Some(row) = reader.next_row()? {
            let key = walk.layout.key_of(|column| row.text(column));
            if let Some(times) = times.get_mut(&*key) {
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
    orders: (&KeyOrder, &KeyOrder),
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
        orders,
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
        let limits = (config, walk.options.keep);
        duplicate(walk.layout, repeated, limits, &mut outcome.findings);
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
    sieve: &'a Sieve<'a>,
    quick: QuickRow,
    /// Whether what is said once for a column (a unit that is not known) was
    /// said, until when rows take the whole way.
    told: bool,
    built_in: bool,
    /// The columns that some rule names, where the table was handed in.
    named: Option<Vec<bool>>,
    rows: RowChecks<'a>,
    coverage: Option<RowCoverage<'a>>,
}

/// The figures under a rule, while rows go by.
struct RowCoverage<'a> {
    count: Count,
    /// Which cells of the row at hand some rule names.
    named: Vec<bool>,
    /// What other rules than those over its rows name.
    by_others: NamedInStream<'a>,
    /// How many rows went by.
    rows: u64,
}

impl RowCoverage<'_> {
    fn name(&mut self, columns: &[usize]) {
        columns.iter().for_each(|&column| self.named[column] = true);
    }
}

impl TableWalk<'_> {
    fn row(&mut self, row: &RawRow<'_>, rules: &mut [StreamRule<'_>], outcome: &mut Outcome) {
        self.told = self.told || self.knows_units();
        let quick = self.told && self.sieve.read(row, &mut self.quick);
        let mut read: Option<TableRow> = None;
        for rule in rules.iter_mut() {
            if quick && self.is_settled(row, rule, outcome) {
                continue;
            }
            let read = read.get_or_insert_with(|| self.layout.read(row, &self.scope.config.units));
            let keep = outcome.wants_more(rule.checker.rule, self.options);
            let verdict = rule.checker.check(Some((self.table, None, read)), keep);
            if let Some(coverage) = &mut self.coverage {
                let Checker {
                    rule: at, bound, ..
                } = rule.checker;
                let row = (self.table, None, &*read);
                if covers(at, bound, row, self.scope, self.options) {
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
            let units = &self.scope.config.units;
            let read = read.get_or_insert_with(|| self.layout.read(row, units));
            let (place, named) = (coverage.rows, &mut coverage.named);
            coverage.by_others.mark(place, (row, read), named);
            coverage.count.row(self.layout, read, named);
            named.fill(false);
            coverage.rows += 1;
        }
    }

    /// Whether the figures of a row that were read the quick way settle a rule:
    /// it is for other rows, it surely holds, or it surely fails and that is
    /// only counted.
    fn is_settled(
        &mut self,
        row: &RawRow<'_>,
        rule: &mut StreamRule<'_>,
        outcome: &mut Outcome,
    ) -> bool {
        let Some(fast) = &rule.fast else { return false };
        if !selects(fast, row) {
            return true;
        }
        let of_rule = rule.checker.rule;
        match rule.plan.tell(fast, &self.quick.figures, self.quick.stamp) {
            Told::Holds => rule.tally.consistent += 1,
            Told::Fails if !outcome.wants_more(of_rule, self.options) => {
                rule.tally.inconsistent += 1;
                let section = &self.layout.section;
                outcome.findings.count_one(of_rule.severity, section);
            }
            Told::Fails | Told::Unsure => return false,
        }
        if let Some(coverage) = &mut self.coverage {
            coverage.name(&rule.columns);
        }
        true
    }

    /// Whether nothing is left to be said of the units of the columns.
    fn knows_units(&self) -> bool {
        !self.built_in || self.rows.units_told(self.layout)
    }

    /// Reads all rows: what they show together is learned, and where sound rows
    /// can be told from others, they are counted.
    fn sift(&self, rules: &mut [StreamRule<'_>]) -> Result<Seen, SourceError> {
        // The figures under a rule are counted row by row.
        let sifted = self.sieve.can_tell() && self.knows_units() && self.coverage.is_none();
        let mut seen = Seen {
            keys: KeyOrder::new(),
            rows: KeyOrder::new(),
            sifted,
            left: sifted.then(Vec::new),
            error: None,
        };
        let (mut shown, mut held) = (Shown::default(), 0);
        self.sieve
            .sift(sifted, (self.scope, self.options), |sieved| {
                if sifted {
                    for (rule, count) in rules.iter_mut().zip(sieved.consistent()) {
                        rule.tally.consistent += count;
                    }
                }
                seen.keys.join(sieved.keys);
                seen.rows.join(sieved.rows);
                shown.join(sieved.shown);
                held += sieved.left.iter().map(HeldRow::bytes).sum::<usize>();
                if held > LEFT {
                    seen.left = None;
                }
                if let Some(left) = &mut seen.left {
                    left.extend(sieved.left);
                }
                seen.error = sieved.error;
                seen.error.is_none()
            })?;
        self.layout.learn_from(shown);
        Ok(seen)
    }

    /// Checks the rows that are left in full, in their order. What ends the file
    /// too early was found when they were looked for.
    fn check_left(
        &mut self,
        seen: &mut Seen,
        rules: &mut [StreamRule<'_>],
        outcome: &mut Outcome,
    ) -> Result<(), SourceError> {
        if let Some(left) = seen.left.take() {
            for row in &left {
                self.row(&row.row(), rules, outcome);
            }
        } else if seen.sifted {
            let (sieve, of) = (self.sieve, (self.scope, self.options));
            sieve.sift(true, of, |sieved| {
                for row in &sieved.left {
                    self.row(&row.row(), rules, outcome);
                }
                sieved.error.is_none()
            })?;
        } else {
            let mut reader = row_reader(self.layout, self.scope.config, &self.options.read)?;
            reader.next_row()?;
            while let Ok(Some(row)) = reader.next_row() {
                self.row(&row, rules, outcome);
            }
        }
        Ok(())
    }
}
