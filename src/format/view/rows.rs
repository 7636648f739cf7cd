//! Which rows of a table are shown: all, or of a long table the first ones and
//! those in question.

use crate::place::Excerpt;
use crate::rule::Config;
use crate::source::{Source, TableForm};
use crate::table::{Layout, Table, TableRow};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Rows of a table that are shown before only those in question are.
const ROWS_SHOWN: usize = 500;

/// The rows that are shown.
pub(super) struct Rows<'a> {
    /// Each with the count of rows left out before it, in the file's order.
    pub rows: Vec<(usize, Cow<'a, TableRow>)>,
    /// Rows left out after the last one.
    pub left_out: usize,
}

/// All rows that a table holds.
pub(super) fn all(table: &Table) -> Rows<'_> {
    let rows = table.rows.iter().map(|row| (0, Cow::Borrowed(row)));
    Rows {
        rows: rows.collect(),
        left_out: 0,
    }
}

/// The first rows and those in question, which are known by their lines; of a
/// table that holds no rows, those in question.
pub(super) fn in_question<'a>(
    table: &'a Table,
    lines: &BTreeMap<u64, &Excerpt>,
    config: &Config,
) -> Rows<'a> {
    let mut rows = Vec::new();
    let mut skipped = 0;
    for (number, row) in table.rows.iter().enumerate() {
        if number < ROWS_SHOWN || lines.contains_key(&row.first_line()) {
            rows.push((std::mem::take(&mut skipped), Cow::Borrowed(row)));
        } else {
            skipped += 1;
        }
    }
    if table.streamed {
        let again = lines.values();
        let again = again.filter_map(|excerpt| read_again(excerpt, &table.layout, config));
        rows.extend(again.map(|row| (0, Cow::Owned(row))));
    }
    Rows {
        rows,
        left_out: skipped,
    }
}

/// A row of a table that is not in memory, from its text below the header,
/// which says what separates its cells.
fn read_again(excerpt: &Excerpt, layout: &Layout, config: &Config) -> Option<TableRow> {
    let text = format!("{}\n{}\n", layout.header.text, excerpt.text);
    let source = Source::from_bytes(&excerpt.path, text.into_bytes(), None).ok()?;
    // What stands above the header is no part of its text.
    let mut rows = source.rows_in(&TableForm {
        skip: 0,
        ..layout.form.clone()
    });
    rows.next_row().ok()?;
    let row = layout.read(&rows.next_row().ok()??, &config.units);
    Some(row.on_line(excerpt.first_line))
}
