//! The tables of a report: opened, and their rows held where they are needed.

use super::budget::Budget;
use super::error::ReadError;
use super::memory::Memory;
use super::options::Options;
use crate::figure::UnitBook;
use crate::rule::Config;
use crate::source::{HeldRow, RowReader, Source, SourceError, TableForm};
use crate::table::{Evidence, Head, HeaderError, Layout, Rounded, Table};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// A table longer than this is streamed where its rules allow, in bytes.
const STREAM_FROM: u64 = 1024 * 1024;

/// So much of a table that is streamed shows how its figures are printed, where
/// the signs of its numbers leave nothing open, in bytes.
const EVIDENCE: u64 = 1024 * 1024;

/// Opens a table's file for reading row by row: the first row that is lent is the
/// last one of its header.
///
/// # Errors
/// When the file cannot be opened.
pub(crate) fn row_reader(
    layout: &Layout,
    config: &Config,
    options: &Options,
) -> Result<RowReader, SourceError> {
    Ok(opened(&layout.header.path, config, options)?.rows_in(&layout.form))
}

fn opened(path: &Path, config: &Config, options: &Options) -> Result<Source, SourceError> {
    let access = options.reach().access(path);
    let encoding = options.encoding.or(config.encoding);
    Source::open_table(path, &access, encoding)
}

pub(super) fn open_table(
    (file, section): (&Path, &str),
    config: &Config,
    options: &Options,
    (report, budget): (Rounded, &mut Budget),
) -> Result<Table, ReadError> {
    let source = opened(file, config, options)?;
    let length = source.length();
    let known = config.section(section);
    let form = known.map_or_else(TableForm::default, |known| known.input.form.clone());
    let mut rows = source.rows_in(&TableForm {
        header_rows: 1,
        ..form.clone()
    });
    let mut header = Vec::new();
    while header.len() < form.header_rows
        && let Some(row) = rows.next_row()?
    {
        header.push(row.hold());
    }
    if header.is_empty() {
        return Err(ReadError::Empty {
            path: file.to_path_buf(),
            skip: form.skip,
        });
    }
    let head = match header.as_slice() {
        [only] => Head::of_row(file, &only.row()),
        rows => Head::of_rows(file, rows),
    };
    if let [only] = header.as_slice()
        && let Some(error) = title_line(&head, only, || {
            Ok(opened(file, config, options)?.rows_in(&form))
        })?
    {
        return Err(error.into());
    }
    let [base, forced] = options.rounded(config, report);
    let mut layout = Layout::under(head, section, config, base, forced)?;
    if options.untrusted {
        layout.distrust();
    }
    if length > options.stream_from.unwrap_or(STREAM_FROM) || !budget.hold(length) {
        let mut evidence = Evidence::new(layout.printed_columns(), rows.delimiter());
        see_all(rows, &mut evidence, &config.units);
        layout.believe(&evidence, options.decimal, config);
        return Ok(Table::new(layout, Vec::new(), true));
    }
    collect(layout, (rows, length), config, options)
}

/// The first rows of a table that is read row by row.
///
/// # Errors
/// What they cannot be read for.
pub(crate) fn first_rows(
    table: &Table,
    count: usize,
    config: &Config,
    options: &Options,
) -> Result<Table, ReadError> {
    let layout = table.layout.clone();
    let mut reader = row_reader(&layout, config, options)?;
    reader.next_row()?;
    let mut rows = Vec::new();
    while rows.len() < count
        && let Some(row) = reader.next_row()?
    {
        rows.push(layout.read(&row, &config.units));
    }
    Ok(Table::new(layout, rows, false))
}

/// Rows below the header that are looked at to tell a title from it.
const ROWS_BELOW: usize = 5;

/// Whether the first line is a title and no header: most of its columns have
/// no name, and yet there is something in them.
fn title_line(
    head: &Head,
    header: &HeldRow,
    again: impl FnOnce() -> Result<RowReader, SourceError>,
) -> Result<Option<HeaderError>, SourceError> {
    let header = header.row();
    let unnamed = (1..header.fields.len()).filter(|index| header.text(*index).trim().is_empty());
    let unnamed: Vec<usize> = unnamed.collect();
    if unnamed.len() * 2 <= header.fields.len() {
        return Ok(None);
    }
    let mut rows = again()?;
    rows.next_row()?;
    let mut filled = BTreeSet::new();
    for _ in 0..ROWS_BELOW {
        let Some(row) = rows.next_row()? else { break };
        let has = |index: &usize| !row.text(*index).trim().is_empty();
        filled.extend(unnamed.iter().copied().filter(has));
    }
    let title = filled.len() * 2 >= unnamed.len();
    Ok(filled.first().filter(|_| title).map(|first| HeaderError {
        name: String::new(),
        place: head.place(*first),
        slip: None,
    }))
}

pub(super) fn rows_of(
    layout: Layout,
    config: &Config,
    options: &Options,
    budget: &mut Budget,
) -> Result<Table, ReadError> {
    let path: Arc<Path> = layout.header.path.clone();
    let source = opened(&path, config, options)?;
    let length = source.length();
    if !budget.hold(length) {
        let (path, mib) = (path.to_path_buf(), budget.mib());
        return Err(ReadError::HeldTables { path, mib });
    }
    let mut rows = source.rows_in(&layout.form);
    rows.next_row()?;
    collect(layout, (rows, length), config, options)
}

/// Looks at the cells of a long table: at all of them, unless the first ones
/// leave nothing open. What cannot be read is told when its rows are checked.
fn see_all(mut reader: RowReader, evidence: &mut Evidence, units: &UnitBook) {
    let mut length = 0;
    while let Ok(Some(row)) = reader.next_row() {
        length += row.raw.len() as u64;
        evidence.see(&row, units);
        if length > EVIDENCE && evidence.is_plain() {
            break;
        }
    }
}

fn collect(
    mut layout: Layout,
    (reader, known): (RowReader, u64),
    config: &Config,
    options: &Options,
) -> Result<Table, ReadError> {
    let mut evidence = Evidence::new(layout.printed_columns(), reader.delimiter());
    let mut memory = Memory::for_table(known, options);
    let path = layout.header.path.to_path_buf();
    let too_long = |mib: u64| SourceError::LongTable {
        path: path.clone(),
        mib,
    };
    if known > memory.longest() {
        return Err(too_long(memory.mib()).into());
    }
    // How a row is read is known once all were looked at.
    let mut reader = reader
        .held(memory.longest())
        .ok_or_else(|| too_long(memory.mib()))?;
    let mut count = 0;
    while let Some(row) = reader.next_row()? {
        evidence.see(&row, &config.units);
        count += 1;
    }
    layout.believe(&evidence, options.decimal, config);
    reader.rewind();
    let mut rows = Vec::with_capacity(count);
    let mut held = 0;
    while let Some(row) = reader.next_row()? {
        held += row.raw.len() as u64;
        if !memory.has_room_after(row.raw.len()) {
            return Err(too_long(held >> 20).into());
        }
        rows.push(layout.read(&row, &config.units));
    }
    drop(reader);
    Ok(Table::new(layout, rows, false))
}
