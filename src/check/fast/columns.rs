//! How the figure columns of a table are read the quick way.

use crate::figure::{Plain, Quick, QuickColumn, QuickMany, UnitBook};
use crate::source::PlainRows;
use crate::table::{ColumnKind, Layout};

/// How the figure columns of a table are read the quick way.
pub(crate) struct QuickColumns {
    /// For each column, where the quick way can be tried at all, and whether it
    /// holds shares.
    columns: Vec<Option<(QuickColumn, bool)>>,
}

impl QuickColumns {
    /// For a table; none where a unit or decimals differ from row to row.
    pub(crate) fn new(layout: &Layout, units: &UnitBook) -> QuickColumns {
        let by_row = [
            ColumnKind::Unit,
            ColumnKind::Decimals,
            ColumnKind::RoundedTo,
        ]
        .into_iter()
        .any(|kind| layout.of_kind(kind).is_some());
        let columns = (0..layout.columns.len()).map(|column| {
            let figures = layout.columns[column].kind == ColumnKind::Figure && !by_row;
            // A mark of a missing figure may look like one.
            let figures = figures && !layout.has_marks(column);
            let how = QuickColumn::new(&layout.column_context(column, units));
            let share = layout.columns[column].config.share;
            how.filter(|_| figures).map(|how| (how, share))
        });
        QuickColumns {
            columns: columns.collect(),
        }
    }

    /// Whether every figure column can be tried.
    pub(crate) fn all(&self, layout: &Layout) -> bool {
        layout
            .figure_columns()
            .all(|column| self.columns[column].is_some())
    }

    /// The digits of a figure that was read.
    #[inline]
    pub(crate) fn plain(&self, column: usize, figure: &Quick) -> Option<Plain> {
        let how = self.columns[column].as_ref();
        how.map(|(how, _)| how.plain(figure))
    }

    /// Reads a cell the quick way, into where the figure is to be; false where
    /// only the full reader will do.
    #[inline]
    pub(crate) fn read(&self, column: usize, cell: &[u8], to: &mut Quick) -> bool {
        let Some((how, share)) = &self.columns[column] else {
            return false;
        };
        // A share that was rounded to all is not more than all.
        how.read_into(cell, to) && (!share || is_share(to))
    }
}

impl QuickColumns {
    /// Reads a column's cells in some rows; marks the rows that need another
    /// reader.
    pub(crate) fn read_many(
        &self,
        column: usize,
        rows: &PlainRows<'_>,
        to: &mut QuickMany,
        sound: &mut [bool],
    ) {
        let Some((how, share)) = &self.columns[column] else {
            sound.fill(false);
            return;
        };
        how.read_many(rows.text(), |row| rows.place(row, column), to, sound);
        if *share {
            let one = one(to.exp);
            for (sound, (lo, hi)) in sound.iter_mut().zip(to.lo.iter().zip(to.hi())) {
                *sound &= *lo >= 0 && one.is_some_and(|one| *hi <= one);
            }
        }
    }
}

/// The figures of a row that were read the quick way.
#[derive(Default)]
pub(crate) struct QuickRow {
    /// One for each column.
    pub figures: Vec<Quick>,
    /// The same for rows that follow one another and are printed alike: each
    /// figure has the power of ten that it had before.
    pub stamp: u64,
}

impl QuickRow {
    /// Reads the figures of some columns; false where one of them needs the
    /// full reader.
    #[inline]
    pub(crate) fn read<'c>(
        &mut self,
        how: &QuickColumns,
        columns: &[usize],
        cell: impl Fn(usize) -> &'c [u8],
    ) -> bool {
        let mut alike = true;
        for &column in columns {
            let figure = &mut self.figures[column];
            let exp = figure.exp;
            if !how.read(column, cell(column), figure) {
                self.stamp += 1;
                return false;
            }
            alike &= figure.exp == exp;
        }
        self.stamp += u64::from(!alike);
        true
    }
}

/// Whether all that a print allows lies within 0–100 %.
fn is_share(figure: &Quick) -> bool {
    figure.lo >= 0 && one(figure.exp).is_some_and(|one| figure.hi <= one)
}

/// One, in a power of ten.
fn one(exp: i32) -> Option<i64> {
    let places = u32::try_from(-exp).ok();
    places.and_then(|places| 10_i64.checked_pow(places))
}
