//! The rows of a long table that are surely sound, told from the others: in
//! pieces of the table, on several threads, each row read the quick way. What
//! is left is checked in full, in the order of the file.

use super::bind::Scope;
use super::fast::{FastRule, ManyRows, Plan, QuickColumns, QuickRow, Told};
use super::options::CheckOptions;
use super::pieces::in_pieces;
use super::table::keys::KeyOrder;
use super::table::provenance::other_year;
use crate::figure::{Quick, UnitBook};
use crate::period::Period;
use crate::source::{Field, HeldRow, ManyCells, PlainRows, RawRow, RowReader, SourceError};
use crate::table::{ColumnKind, Layout, QuickLooks, Shown};
use std::mem;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// What tells the sound rows of a table from the others.
pub(super) struct Sieve<'a> {
    layout: &'a Layout,
    units: &'a UnitBook,
    columns: QuickColumns,
    /// Whether every row must be read in full: a unit, decimals or a quote that
    /// is looked up may be another in each.
    whole: bool,
    /// The figure columns.
    figures: Vec<usize>,
    /// Columns whose text may name another year.
    texts: Vec<usize>,
    /// The years of the report's period.
    years: Option<RangeInclusive<u32>>,
    /// Whether rows are told apart by more than their keys.
    named: bool,
    /// Each row rule's arithmetic, where it is no more than that.
    rules: Vec<Option<Arc<FastRule>>>,
    /// Those that are for some rows only.
    filtered: Vec<usize>,
}

/// What reading a piece of a table needs room for.
struct Scratch {
    /// The figures of the row at hand.
    quick: QuickRow,
    /// How the figures of each column look.
    looks: QuickLooks,
    /// How each rule is worked out.
    plans: Vec<Plan>,
    /// The same of many rows at once.
    many: ManyRows,
    many_plans: Vec<Plan>,
    /// Which of them a rule is not for.
    others: Vec<bool>,
    /// The cells of one of them.
    fields: Vec<Field>,
}

/// Rows are tried one by one after one that is not plainly written, at most so
/// many: where none is, looking for many at once is in vain.
const ONE_BY_ONE: u32 = 64;

/// What came of a piece of a table.
pub(super) struct Sieved {
    /// How many rows are sound.
    sound: u64,
    /// For each rule, how many of them it is not for.
    others: Vec<u64>,
    /// The order of the keys.
    pub keys: KeyOrder,
    /// The order of what tells rows apart.
    pub rows: KeyOrder,
    /// What the figures show of what they may be.
    pub shown: Shown,
    /// The rows to be checked in full.
    pub left: Vec<HeldRow>,
    /// What the piece cannot be read on for.
    pub error: Option<SourceError>,
}

impl Sieved {
    /// The consistent checks of each rule over the sound rows.
    pub(super) fn consistent(&self) -> impl Iterator<Item = u64> {
        self.others.iter().map(|others| self.sound - others)
    }

    /// The memory that it takes, about, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.left.iter().map(HeldRow::bytes).sum::<usize>()
    }
}

impl<'a> Sieve<'a> {
    /// For a table of a report.
    pub(super) fn new(
        layout: &'a Layout,
        scope: &Scope<'a>,
        rules: Vec<Option<Arc<FastRule>>>,
    ) -> Sieve<'a> {
        let units = &scope.config.units;
        let columns = QuickColumns::new(layout, units);
        let quoted = layout.of_kind(ColumnKind::Quote).is_some() && scope.report.source.is_some();
        let kinds = [ColumnKind::Label, ColumnKind::Quote, ColumnKind::Note];
        Sieve {
            whole: quoted || !columns.all(layout),
            figures: layout.figure_columns().collect(),
            texts: kinds
                .into_iter()
                .filter_map(|kind| layout.of_kind(kind))
                .collect(),
            named: layout.apart.by_more_than_key(),
            years: scope.report.period.as_ref().map(Period::years),
            layout,
            units,
            columns,
            filtered: (0..rules.len())
                .filter(|rule| {
                    let rule = rules[*rule].as_ref();
                    rule.is_some_and(|rule| rule.filter.is_some())
                })
                .collect(),
            rules,
        }
    }

    /// Whether some rows can be told to be sound.
    pub(super) fn can_tell(&self) -> bool {
        !self.whole && self.rules.iter().all(Option::is_some)
    }

    /// Room for the figures of a row.
    pub(super) fn room(&self) -> QuickRow {
        QuickRow {
            figures: vec![Quick::default(); self.layout.columns.len()],
            stamp: 0,
        }
    }

    /// Reads all rows below the header, and hands out what comes of each piece of
    /// the table, in order; keeps the rows that are left if they are wanted.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub(super) fn sift(
        &self,
        keep: bool,
        (scope, options): (&Scope<'_>, &CheckOptions),
        take: impl FnMut(Sieved) -> bool,
    ) -> Result<(), SourceError> {
        in_pieces(
            self.layout,
            (scope.config, options),
            |reader| self.sift_piece(reader, keep),
            Sieved::bytes,
            take,
        )
    }

    fn sift_piece(&self, reader: &mut RowReader, keep: bool) -> Sieved {
        let mut sieved = Sieved {
            sound: 0,
            others: vec![0; self.rules.len()],
            keys: KeyOrder::new(),
            rows: KeyOrder::new(),
            shown: Shown::default(),
            left: Vec::new(),
            error: None,
        };
        let mut at = Scratch {
            quick: self.room(),
            looks: QuickLooks::new(self.layout.columns.len()),
            plans: self.rules.iter().map(|_| Plan::default()).collect(),
            many: ManyRows::new(self.layout.columns.len()),
            many_plans: self.rules.iter().map(|_| Plan::default()).collect(),
            others: Vec::new(),
            fields: Vec::new(),
        };
        let mut cells = ManyCells::default();
        let (mut wait, mut waited) = (0, 0);
        loop {
            if !self.whole && waited >= wait {
                let size = (self.layout.columns.len(), at.many.most());
                let rows = reader.plain_rows(size, &mut cells);
                self.rows(&rows, keep, &mut at, &mut sieved);
                waited = 0;
                wait = match rows.len() {
                    0 => (2 * wait + 1).min(ONE_BY_ONE),
                    _ => 0,
                };
            }
            waited += 1;
            match reader.next_row() {
                Ok(Some(row)) => {
                    sieved.keys.see_key_of(&row);
                    self.row(&row, keep, &mut at, &mut sieved);
                }
                Ok(None) => break,
                Err(error) => {
                    sieved.error = Some(error);
                    break;
                }
            }
        }
        sieved.shown.see_looks(&at.looks);
        sieved
    }

    /// Rows that are plainly written; those that are not surely sound are looked
    /// at one by one.
    fn rows(&self, rows: &PlainRows<'_>, keep: bool, at: &mut Scratch, to: &mut Sieved) {
        to.keys.see_keys_of(rows);
        let how = (&self.columns, self.figures.as_slice());
        at.many.read(rows, how, &mut at.looks);
        if keep {
            self.tell(rows, at);
        }
        for number in 0..rows.len() {
            let sound = at.many.sound()[number];
            if sound && !self.named && self.filtered.is_empty() {
                to.sound += 1;
                continue;
            }
            let mut fields = mem::take(&mut at.fields);
            let row = rows.row(number, &mut fields);
            if sound {
                self.identify(&row, to);
                self.count(&row, to);
            } else {
                self.row(&row, keep, at, to);
            }
            at.fields = fields;
        }
    }

    /// Marks the rows that are not surely sound.
    fn tell(&self, rows: &PlainRows<'_>, at: &mut Scratch) {
        if self.years.is_some() && !self.texts.is_empty() {
            for (number, sound) in at.many.sound().iter_mut().enumerate() {
                *sound = *sound && self.is_of_own_years(&rows.row(number, &mut at.fields));
            }
        }
        for (rule, plan) in self.rules.iter().zip(&mut at.many_plans) {
            let Some(rule) = rule else {
                at.many.sound().fill(false);
                return;
            };
            at.others.clear();
            if rule.filter.is_some() {
                let fields = &mut at.fields;
                let is_other = |number| !selects(rule, &rows.row(number, fields));
                at.others.extend((0..rows.len()).map(is_other));
            }
            at.many.tell(rule, plan, &at.others);
        }
    }

    /// What tells a row apart.
    fn identify(&self, row: &RawRow<'_>, to: &mut Sieved) {
        if self.named {
            let identity = self.layout.apart.identity(|column| row.text(column));
            to.rows.see(identity.as_bytes());
        }
    }

    /// Counts a row that is sound.
    fn count(&self, row: &RawRow<'_>, to: &mut Sieved) {
        to.sound += 1;
        for &rule in &self.filtered {
            let rule_of = self.rules[rule].as_ref();
            let others = rule_of.is_some_and(|rule| !selects(rule, row));
            to.others[rule] += u64::from(others);
        }
    }

    fn row(&self, row: &RawRow<'_>, keep: bool, at: &mut Scratch, to: &mut Sieved) {
        self.identify(row, to);
        let quick = self.read(row, &mut at.quick);
        let QuickRow { figures, stamp } = &at.quick;
        if quick {
            at.looks.see(&self.figures, figures);
        } else {
            to.shown.see(&self.layout.read(row, self.units));
        }
        let mut rules = self.rules.iter().zip(&mut at.plans);
        let sound = quick
            && rules.all(|(rule, plan)| match rule {
                Some(rule) => {
                    !selects(rule, row) || plan.tell(rule, figures, *stamp) == Told::Holds
                }
                None => false,
            });
        if sound {
            self.count(row, to);
        } else if keep {
            to.left.push(row.hold());
        }
    }

    /// Reads a row's figures the quick way; false where it needs the whole one.
    pub(super) fn read(&self, row: &RawRow<'_>, quick: &mut QuickRow) -> bool {
        if self.whole || row.fields.len() != self.layout.columns.len() {
            return false;
        }
        if !quick.read(&self.columns, &self.figures, |column| row.bytes(column)) {
            return false;
        }
        self.is_of_own_years(row)
    }

    /// Whether no text of a row speaks of another year.
    fn is_of_own_years(&self, row: &RawRow<'_>) -> bool {
        let Some(years) = &self.years else {
            return true;
        };
        let mut texts = self.texts.iter();
        texts.all(|&column| other_year(&row.text(column), years).is_none())
    }
}

/// Whether a rule is for a row.
pub(super) fn selects(rule: &FastRule, row: &RawRow<'_>) -> bool {
    let filter = rule.filter.as_ref();
    filter.is_none_or(|(column, text, equal)| (row.text(*column).trim() == text) == *equal)
}
