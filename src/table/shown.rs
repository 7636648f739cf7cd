//! What the rows of a table show of what its figures may be.

use super::row::TableRow;
use crate::figure::{Figure, Hedge, Reading, Unit};
use std::collections::BTreeSet;

/// What a table's rows show of what its figures may be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    columns: Vec<ShownColumn>,
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
}

impl Shown {
    /// Looks at one more row.
    pub(crate) fn see(&mut self, row: &TableRow) {
        if self.columns.len() < row.readings.len() {
            self.columns
                .resize_with(row.readings.len(), Default::default);
        }
        for (column, reading) in self.columns.iter_mut().zip(&row.readings) {
            if let Reading::Figure(figure) = reading {
                column.see(figure);
            }
        }
    }

    /// Whether the cells of a row, trimmed, say nothing new, so that it need
    /// not be read: digits where some were seen.
    pub(crate) fn knows<'t>(&self, cells: impl IntoIterator<Item = (usize, &'t str)>) -> bool {
        let known = |column: usize| {
            let column = self.columns.get(column);
            column.is_some_and(|column| column.whole || column.other)
        };
        let mut cells = cells.into_iter();
        cells.all(|(column, text)| {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            digits && (text.is_empty() || known(column))
        })
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
    fn see(&mut self, figure: &Figure) {
        // Only where it may be a minus is a plus printed.
        if figure.nominal.is_negative() || figure.print.starts_with(['+', '＋']) {
            let unit = text_of(figure.unit.as_ref());
            if !self.negative.contains(unit) {
                self.negative.insert(unit.to_owned());
            }
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
