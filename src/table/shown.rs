//! What the rows of a table show of what its figures may be.

use super::row::TableRow;
use crate::figure::{Figure, Hedge, LeanPrint, Look, Quick, Reading, Unit};
use std::collections::BTreeSet;

/// What a table's rows show of what its figures may be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    columns: Vec<ShownColumn>,
}

/// How the figures of each column look that were read the quick way: one bit
/// for each look.
pub(crate) struct QuickLooks(Vec<u8>);

impl QuickLooks {
    /// Of so many columns, before the first row.
    pub(crate) fn new(width: usize) -> QuickLooks {
        QuickLooks(vec![0; width])
    }

    /// Looks at the figures of one more row in these columns.
    #[inline]
    pub(crate) fn see(&mut self, columns: &[usize], figures: &[Quick]) {
        for &column in columns {
            self.0[column] |= 1 << figures[column].look.number();
        }
    }

    /// Looks at the figures of a column in many rows, one bit for each look.
    pub(crate) fn see_many(&mut self, column: usize, looks: u8) {
        self.0[column] |= looks;
    }
}

/// What the figures of a column show.
#[derive(Clone, Debug, Default)]
struct ShownColumn {
    /// Units of which something with a sign is printed; empty for none.
    negative: BTreeSet<String>,
    /// Whether a plain whole number without a unit is printed, not below zero.
    whole: bool,
    /// Whether something else is: a unit, a fraction.
    other: bool,
    /// What figures that were read the quick way look like, one bit each.
    looks: u8,
}

impl Shown {
    /// Looks at one more row.
    pub(crate) fn see(&mut self, row: &TableRow) {
        if self.columns.len() < row.width() {
            self.columns.resize_with(row.width(), Default::default);
        }
        for (number, column) in self.columns.iter_mut().enumerate() {
            if let Some(lean) = row.lean(number) {
                column.see_lean(lean, row.figure_unit(number).flatten());
            } else if let Some(Reading::Figure(figure)) = row.read(number) {
                column.see(figure);
            }
        }
    }

    /// Looks at figures that were read the quick way. The units of the columns
    /// are the same in all rows.
    pub(crate) fn see_looks(&mut self, looks: &QuickLooks) {
        if self.columns.len() < looks.0.len() {
            self.columns.resize_with(looks.0.len(), Default::default);
        }
        for (column, looks) in self.columns.iter_mut().zip(&looks.0) {
            column.looks |= looks;
        }
    }

    /// Takes over what other rows show.
    pub(crate) fn join(&mut self, other: Shown) {
        if self.columns.len() < other.columns.len() {
            self.columns
                .resize_with(other.columns.len(), Default::default);
        }
        for (column, other) in self.columns.iter_mut().zip(other.columns) {
            column.negative.extend(other.negative);
            column.whole |= other.whole;
            column.other |= other.other;
            column.looks |= other.looks;
        }
    }

    /// Works out what the looks of figures show, by the units of their columns.
    pub(super) fn resolve<'u>(&mut self, unit: impl Fn(usize) -> Option<&'u Unit>) {
        for (number, column) in self.columns.iter_mut().enumerate() {
            let seen = std::mem::take(&mut column.looks);
            for look in Look::all().filter(|look| seen >> look.number() & 1 > 0) {
                let unit = if look.percent {
                    "%"
                } else {
                    text_of(unit(number))
                };
                if look.negative {
                    column.negative.insert(unit.to_owned());
                }
                match !unit.is_empty() || look.fraction {
                    true => column.other = true,
                    false => column.whole = true,
                }
            }
        }
    }

    /// Whether a column prints something below zero of a unit.
    pub(super) fn below_zero(&self, column: usize, unit: Option<&Unit>) -> bool {
        let shown = self.columns.get(column);
        shown.is_some_and(|shown| shown.negative.contains(text_of(unit)))
    }

    /// Whether all that a column prints are whole numbers, none below zero.
    pub(super) fn counts(&self, column: usize) -> bool {
        let shown = self.columns.get(column);
        shown.is_some_and(|shown| shown.whole && !shown.other && shown.negative.is_empty())
    }

    /// Whether a column prints nothing that says what it holds.
    pub(super) fn is_silent(&self, column: usize) -> bool {
        let shown = self.columns.get(column);
        shown.is_some_and(|shown| !shown.whole && !shown.other && shown.negative.is_empty())
    }
}

impl ShownColumn {
    /// Looks at a plain print, of this unit.
    fn see_lean(&mut self, lean: LeanPrint, unit: Option<&Unit>) {
        if lean.is_negative() {
            self.see_negative(unit);
        }
        match unit.is_some() || lean.places() > 0 {
            true => self.other = true,
            false => self.whole = true,
        }
    }

    fn see_negative(&mut self, unit: Option<&Unit>) {
        let unit = text_of(unit);
        if !self.negative.contains(unit) {
            self.negative.insert(unit.to_owned());
        }
    }

    fn see(&mut self, figure: &Figure) {
        // Only where it may be a minus is a plus printed.
        if figure.nominal.is_negative() || figure.print.starts_with(['+', '＋']) {
            self.see_negative(figure.unit.as_ref());
        }
        let places = match figure.hedge {
            Hedge::Between => false,
            _ => figure.value.is_none_or(|value| value.scale() > 0),
        };
        match figure.unit.is_some() || places || figure.multiplier_exp10 != 0 {
            true => self.other = true,
            false => self.whole |= figure.hedge == Hedge::None,
        }
    }
}

fn text_of(unit: Option<&Unit>) -> &str {
    unit.map_or("", |unit| unit.text.as_str())
}
