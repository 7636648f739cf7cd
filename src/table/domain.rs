//! What the figures of a table may be whatever they print: by what the
//! configuration says, by what their units count, and by what the table shows.

use super::column::ColumnKind;
use super::layout::Layout;
use super::row::TableRow;
use super::shown::Shown;
use super::signed_words::{NamedColumns, is_of_change, is_of_money};
use crate::figure::{Decimals, Domain, Figure, Floor, Reading, Unit};
use std::sync::OnceLock;

impl Layout {
    /// What a figure may be, whatever is printed of it.
    pub(crate) fn domain(&self, row: &TableRow, column: usize) -> Domain {
        let config = &self.columns[column].config;
        let own = row.figure_unit(column);
        let unit = own.unwrap_or_else(|| self.unit_of(row.unit(), column));
        let counting = unit.is_some_and(|unit| unit.counting);
        let share = unit.is_some_and(|unit| unit.exp10 < 0);
        // In a sentence, words around a number say what its unit does not: of 8 visits
        // on average, 8 times as many, it is a fraction.
        let said = self.of_text.then(|| row.figure(column)).flatten();
        let whole = said.map_or(config.whole.unwrap_or(counting), Figure::is_whole) && !share;
        let floor = match config.signed.or(self.signed) {
            Some(true) => None,
            _ if config.share => Some(Floor::Share),
            Some(false) => Some(Floor::Said),
            None if self.shows_below_zero(row, column, unit) => None,
            None if counting => Some(Floor::Counted),
            None if whole => Some(Floor::Whole),
            None if self.is_alike(row, column) => Some(Floor::Alike),
            None => None,
        };
        let alike = floor == Some(Floor::Alike);
        Domain {
            whole: whole || alike,
            floor,
        }
    }

    /// Learns from all rows what their figures may be, and gives them the
    /// ranges that they then have.
    pub(super) fn learn(&mut self, rows: &mut [TableRow]) {
        let mut shown = Shown::default();
        rows.iter().for_each(|row| shown.see(row));
        self.shown = OnceLock::from(shown);
        rows.iter_mut().for_each(|row| self.settle(row));
    }

    /// Takes over what the rows show of a table that is not held, once.
    pub(crate) fn learn_from(&self, mut shown: Shown) {
        shown.resolve(|column| self.unit_of(None, column));
        // Whoever was first saw the same rows.
        let _first = self.shown.set(shown);
    }

    /// Gives a row's figures the ranges that their prints have in this table.
    pub(super) fn settle(&self, row: &mut TableRow) {
        for column in self.figure_columns() {
            // What is held as digits may be what it prints, whatever the table shows.
            let Some(Reading::Figure(figure)) = row.read(column) else {
                continue;
            };
            if !self.columns[column].config.share && !figure.is_open() {
                continue;
            }
            let domain = self.domain(row, column);
            let rounding = self.rounding(column);
            if let Some(figure) = row.read_figure(column) {
                figure.keep_within(domain, rounding);
            }
        }
    }

    /// Whether a column prints something below zero, or what it or the row is
    /// called says that it may.
    fn shows_below_zero(&self, row: &TableRow, column: usize, unit: Option<&Unit>) -> bool {
        let shown = self.shown.get();
        let printed = shown.is_some_and(|shown| shown.below_zero(column, unit));
        let label = self.of_kind(ColumnKind::Label);
        let label = label.map(|label| row.text(label));
        let mut names = [row.key()].into_iter().chain(label);
        printed || self.named().is_of_change(column) || names.any(is_of_change)
    }

    /// What the names of the columns say.
    fn named(&self) -> &NamedColumns {
        let names = || NamedColumns::of(self.columns.iter().map(|column| column.name.as_str()));
        self.named.get_or_init(names)
    }

    /// Whether the table says of no figure what it counts, and prints whole
    /// numbers only in the column, or beside it.
    fn is_alike(&self, row: &TableRow, column: usize) -> bool {
        let of_units = self.of_kind(ColumnKind::Unit).is_some();
        // A table of money is one in all its columns.
        let own = self.list_column().map(|_| row.key());
        let named = self.named();
        let money = self.figure_columns().any(|other| named.is_of_money(other));
        let money = money || own.is_some_and(is_of_money);
        let Some(shown) = self.shown.get().filter(|_| !of_units && !money) else {
            return false;
        };
        let beside = |other: usize| {
            let bare = self.is_bare(other) && shown.counts(other);
            bare && !named.is_of_change(other)
        };
        let counts = shown.counts(column);
        let silent = shown.is_silent(column);
        self.is_bare(column) && (counts || (silent && self.figure_columns().any(beside)))
    }

    /// Whether nothing is said of a column's figures.
    fn is_bare(&self, column: usize) -> bool {
        let config = &self.columns[column].config;
        let exact = matches!(config.decimals, None | Some(Decimals::Exact));
        let unit = self.unit_of(None, column);
        unit.is_none() && config.whole.is_none() && !config.share && exact
    }
}
