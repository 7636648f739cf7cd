//! Puts together what is known of the tables of a grid.

use super::doubt::{Doubt, DoubtKind};
use super::lines::Lines;
use super::profile::Profile;
use super::roles::Roles;
use super::said::Said;
use super::shared_units::share_units;
use super::understood::{Holds, LineClass, Structure, Understood, UnderstoodRow};
use super::units::unit_within;
use super::{beside, columns, header, roles, rows, stated, tables};
use crate::document::Grid;
use crate::figure::UnitBook;

/// Rows of words that are doubted; of more the rest is not told.
const DOUBTED_ROWS: usize = 3;

/// Understands a grid.
pub(crate) fn understand(grid: &Grid, units: &UnitBook) -> Structure {
    let profile = Profile::of(grid, units);
    let mut classes = vec![LineClass::Blank; grid.rows.len()];
    let mut tables = Vec::new();
    for stretch in beside::side_by_side(&profile) {
        for mut found in tables::tables(&profile, &stretch, units) {
            let table = table(&profile, &mut found, units);
            for (row, class) in found.classes() {
                if classes[row] == LineClass::Blank {
                    classes[row] = class;
                }
            }
            tables.push(table);
        }
    }
    Structure { tables, classes }
}

/// Puts together what is known of a table.
fn table(profile: &Profile<'_>, found: &mut Lines, units: &UnitBook) -> Understood {
    let mut doubts = Vec::new();
    let roles = roles::roles(profile, found, units);
    doubt_lacks(found, &roles, &mut doubts);
    let heads = header::heads(profile, found, &roles, units, &mut doubts);
    let mut columns = columns::described(profile, found, (&roles, &heads), units, &mut doubts);
    let mut rows = rows::rows(profile, found, &roles, units);
    share_units((profile, found), &roles, units, &mut rows);
    for row in &rows {
        found.set(row.row, row.class);
    }
    let of_words: Vec<&UnderstoodRow> = rows.iter().filter(|row| row.words).collect();
    let figures = columns
        .iter()
        .filter(|column| column.holds == Holds::Figures);
    // In a form of labels and values words are as good as figures.
    if of_words.len() * 2 < rows.len() && figures.count() > 1 {
        doubts.extend(of_words.iter().take(DOUBTED_ROWS).map(|row| Doubt {
            kind: DoubtKind::RowOfWords,
            row: row.row,
            column: found.width.start,
        }));
    }
    let unit = stated::unit(profile, found, units, &mut doubts);
    let unit = unit.and_then(|said| stated::settled(said, &mut columns, units, &mut doubts));
    Understood {
        title: stated::title(profile, found),
        unit,
        period: stated::period(profile, found),
        lines: found.extent.clone(),
        width: found.width.clone(),
        titles: found.rows_of(LineClass::Title),
        notes: found.rows_of(LineClass::Note),
        header: found.header.clone(),
        repeated: found.repeated.clone(),
        keys: roles.keys,
        columns,
        rows,
        doubts,
    }
}

impl Understood {
    /// Takes what stands right above the table in its document where the table
    /// says none: the title, which may state a unit and a period, and the unit.
    pub(crate) fn take_from_above(
        &mut self,
        title: Option<&str>,
        unit: Option<&str>,
        units: &UnitBook,
    ) {
        let titled = self.title.is_none();
        let title = title.filter(|_| titled);
        let said = unit.or_else(|| unit_within(title?, units));
        if let Some(said) = said.filter(|_| self.unit.is_none()) {
            let said = Said {
                text: said.to_owned(),
                row: self.header.start,
                column: self.width.start,
            };
            let columns = &mut self.columns;
            self.unit = stated::settled(said, columns, units, &mut self.doubts);
        }
        if let Some(title) = title {
            self.period = self.period.take().or_else(|| stated::period_of(title));
            self.title = Some(title.to_owned());
        }
    }
}

/// Doubts about what a table lacks.
fn doubt_lacks(lines: &Lines, roles: &Roles, doubts: &mut Vec<Doubt>) {
    let mut doubt = |kind| {
        doubts.push(Doubt {
            kind,
            row: lines.header.start,
            column: roles.keys.first().copied().unwrap_or(lines.width.start),
        });
    };
    if lines.header.is_empty() {
        doubt(DoubtKind::NoHeader);
    }
    if roles.keys.is_empty() {
        doubt(DoubtKind::NoKeys);
    }
    if roles.by_numbers {
        doubt(DoubtKind::KeysOfNumbers);
    }
}
