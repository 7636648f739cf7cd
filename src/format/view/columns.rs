//! Which columns of a table are shown, and what they are called.

use crate::figure::Figure;
use crate::format::view::document::{ColumnView, Holds};
use crate::format::view::recomputed::RecomputedCells;
use crate::lang::Lang;
use crate::say::headings;
use crate::table::{ColumnKind, Table, TableRow};
use std::borrow::Cow;

/// Where a shown column comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnOrigin {
    /// The label of the row, else its key.
    Label,
    /// A column of the table.
    Column(usize),
    /// What rules make of a column's figures: the first such rule of each
    /// cell, the second, and so on.
    Recomputed { column: usize, nth: usize },
}

/// The columns that are shown.
pub(super) enum Columns {
    /// These, in order; what stands in any other marks the row's label.
    Chosen(Vec<ColumnOrigin>),
    /// Those of the table, of a ragged row all that it has.
    AsTheyStand,
}

impl Columns {
    /// The usual columns of a table; with the keys where they are asked for,
    /// limited to the columns that are named where some are.
    pub(super) fn chosen(
        table: &Table,
        (keys, named): (bool, &[String]),
        again: &RecomputedCells<'_>,
        lang: Lang,
    ) -> Columns {
        let columns = &table.layout.columns;
        let asked = |index: usize| named.contains(&columns[index].name);
        let limits = (0..columns.len()).any(|index| {
            let kind = columns[index].kind;
            asked(index) && matches!(kind, ColumnKind::Text | ColumnKind::Figure)
        });
        let units_differ = units_differ(table);
        let mut origins = Vec::new();
        if columns.is_empty() {
            return Columns::Chosen(origins);
        }
        let keys = keys || asked(0);
        if keys {
            origins.push(ColumnOrigin::Column(0));
        }
        let labelled = |row: &TableRow| table.label(row, lang) != row.key();
        if !keys || table.rows.iter().any(labelled) {
            origins.push(ColumnOrigin::Label);
        }
        for (index, column) in columns.iter().enumerate() {
            let usual = match column.kind {
                ColumnKind::Key | ColumnKind::Label => continue,
                ColumnKind::Text | ColumnKind::Figure => !limits,
                ColumnKind::Unit => !limits && units_differ,
                ColumnKind::Decimals
                | ColumnKind::RoundedTo
                | ColumnKind::Aside
                | ColumnKind::Quote
                | ColumnKind::Note => false,
            };
            if usual || asked(index) {
                origins.push(ColumnOrigin::Column(index));
                for nth in 0..again.most(index) {
                    let column = index;
                    origins.push(ColumnOrigin::Recomputed { column, nth });
                }
            }
        }
        Columns::Chosen(origins)
    }

    /// The columns of the header, or of a row, that has so many cells.
    pub(super) fn origins(&self, cells: usize) -> Cow<'_, [ColumnOrigin]> {
        match self {
            Columns::Chosen(origins) => Cow::Borrowed(origins),
            Columns::AsTheyStand => (0..cells).map(ColumnOrigin::Column).collect(),
        }
    }

    /// Where a mark in a column of the table is shown; nowhere in a cell where
    /// it is about a row as a whole.
    pub(super) fn shown(&self, column: Option<usize>) -> Option<usize> {
        match self {
            Columns::Chosen(origins) => {
                let at = |wanted| origins.iter().position(|origin| *origin == wanted);
                let own = column.and_then(|column| at(ColumnOrigin::Column(column)));
                own.or_else(|| at(ColumnOrigin::Label)).or(Some(0))
            }
            Columns::AsTheyStand => column,
        }
    }

    /// What a shown column is and what it is called.
    pub(super) fn heading(
        &self,
        table: &Table,
        origin: ColumnOrigin,
        marks: Vec<usize>,
        lang: Lang,
    ) -> ColumnView {
        let columns = &table.layout.columns;
        let (name, holds, label, unit) = match origin {
            ColumnOrigin::Label => {
                let label = headings::of_labels(Some(&table.layout), lang);
                ("label".to_owned(), Holds::Labels, label, None)
            }
            ColumnOrigin::Column(index) => {
                let column = &columns[index];
                let label = match (self, column.kind) {
                    (Columns::AsTheyStand, _) => headings::in_file(column, lang),
                    (_, ColumnKind::Key) => headings::of_keys(Some(&table.layout), lang),
                    _ => headings::of_column(column, lang),
                };
                let (holds, unit) = match column.kind {
                    ColumnKind::Key => (Holds::Keys, None),
                    ColumnKind::Label => (Holds::Labels, None),
                    ColumnKind::Figure => (Holds::Figures, shared_unit(table, index)),
                    ColumnKind::Quote | ColumnKind::Note => (Holds::Prose, None),
                    ColumnKind::Unit
                    | ColumnKind::Decimals
                    | ColumnKind::RoundedTo
                    | ColumnKind::Aside
                    | ColumnKind::Text => (Holds::Words, None),
                };
                (column.name.clone(), holds, label, unit)
            }
            ColumnOrigin::Recomputed { column, .. } => {
                let name = format!("{}.recomputed", columns[column].name);
                let unit = shared_unit(table, column);
                (name, Holds::Recomputed, headings::recomputed(lang), unit)
            }
        };
        ColumnView {
            name,
            holds,
            label,
            unit,
            in_cells: false,
            total: false,
            found: None,
            marks,
        }
    }
}

/// Whether the rows say unlike units.
fn units_differ(table: &Table) -> bool {
    let Some(column) = table.layout.of_kind(ColumnKind::Unit) else {
        return false;
    };
    let mut units = table.rows.iter().map(|row| row.text(column));
    let first = units.next();
    units.any(|unit| Some(unit) != first)
}

/// The unit that all figures of a column have; the configured one where there
/// are none.
fn shared_unit(table: &Table, column: usize) -> Option<String> {
    let mut figures = table.rows.iter().filter_map(|row| row.figure(column));
    let unit_of = |figure: &Figure| figure.unit.as_ref().map(|unit| unit.text.clone());
    let Some(first) = figures.next() else {
        let unit = table.layout.unit_of(None, column);
        return unit.map(|unit| unit.text.clone());
    };
    let unit = unit_of(first)?;
    figures
        .all(|figure| unit_of(figure).as_ref() == Some(&unit))
        .then_some(unit)
}
