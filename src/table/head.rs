//! A header as it is printed, in one row or several, and which of its columns
//! the configuration calls otherwise.

use super::header::{HeaderError, HeaderSlip};
use crate::place::{Excerpt, Place};
use crate::rule::{ColumnBy, ColumnConfig, SectionConfig};
use crate::source::{HeldRow, RawRow};
use std::borrow::Cow;
use std::path::Path;

/// A header as it is printed.
pub(crate) struct Head {
    /// Its rows as they stand in the file.
    pub(super) excerpt: Excerpt,
    /// What it says of each column.
    pub(super) cells: Vec<HeadCell>,
}

/// What a header says of a column.
pub(super) struct HeadCell {
    /// Its words.
    pub text: String,
    /// Where they stand in the header's rows, in bytes.
    at: (usize, usize),
}

impl Head {
    /// A header of one row.
    pub(crate) fn of_row(path: &Path, row: &RawRow<'_>) -> Head {
        let cells = row.fields.iter().enumerate();
        let cells = cells.map(|(index, field)| HeadCell {
            text: row.text(index).into_owned(),
            at: (field.start as usize, field.end as usize),
        });
        Head {
            excerpt: Excerpt::new(path, row.line, row.raw),
            cells: cells.collect(),
        }
    }

    /// A header of several rows, at least one: a column is called by what they
    /// say of it from above to below. What stands over several columns stands
    /// in the first of them.
    pub(crate) fn of_rows(path: &Path, rows: &[HeldRow]) -> Head {
        let first = rows.first().map_or(1, |row| row.row().line);
        let (mut text, mut line) = (String::new(), first);
        let mut starts = Vec::new();
        for row in rows.iter().map(HeldRow::row) {
            // Lines between that are remarks or blank keep their place.
            while line < row.line {
                text.push('\n');
                line += 1;
            }
            starts.push(text.len());
            text.push_str(row.raw);
            line += row.raw.matches('\n').count() as u64;
        }
        let width = rows.iter().map(|row| row.row().fields.len()).max();
        let mut over: Vec<String> = vec![String::new(); rows.len()];
        let mut cells = Vec::new();
        for index in 0..width.unwrap_or_default() {
            cells.push(joined(rows, &starts, index, &mut over));
        }
        Head {
            excerpt: Excerpt::new(path, first, &text),
            cells,
        }
    }

    /// Where a column's words stand.
    pub(crate) fn place(&self, column: usize) -> Place {
        let (start, end) = self.cells[column].at;
        self.excerpt.place(start, end)
    }

    /// What the configuration says of each column that it knows by its header or
    /// its place.
    ///
    /// # Errors
    /// A header that stands twice, a column that is two.
    pub(super) fn called<'c>(
        &self,
        section: Option<&'c SectionConfig>,
    ) -> Result<Vec<Option<&'c ColumnConfig>>, HeaderError> {
        let mut called: Vec<Option<&ColumnConfig>> = vec![None; self.cells.len()];
        let columns = section.map_or(&[][..], |section| &section.columns);
        let texts: Vec<String> = match columns.iter().any(|column| column.by.is_some()) {
            true => self.cells.iter().map(|cell| folded(&cell.text)).collect(),
            false => return Ok(called),
        };
        for column in columns {
            let Some(by) = &column.by else { continue };
            let slip = |at: usize, slip: HeaderSlip| HeaderError {
                name: in_one_line(self.cells[at].text.trim()).into_owned(),
                place: self.place(at),
                slip: Some(Box::new(slip)),
            };
            let found = match by {
                ColumnBy::Place(number) => {
                    let at = *number as usize - 1;
                    (at < texts.len()).then_some(at)
                }
                ColumnBy::Headers(headers) => {
                    let headers: Vec<String> = headers.iter().map(|text| folded(text)).collect();
                    let is_it = |at: &usize| headers.contains(&texts[*at]);
                    let mut found = (0..texts.len()).filter(is_it);
                    let first = found.next();
                    if let (Some(first), Some(second)) = (first, found.next()) {
                        let (own, numbers) = (column.name.clone(), [first + 1, second + 1]);
                        return Err(slip(second, HeaderSlip::TwoColumns(own, numbers)));
                    }
                    first
                }
            };
            let Some(at) = found else { continue };
            if let Some(other) = called[at] {
                let both = [other.name.clone(), column.name.clone()];
                return Err(slip(at, HeaderSlip::TwoNames(both, at + 1)));
            }
            called[at] = Some(column);
        }
        Ok(called)
    }
}

/// What the rows of a header say of a column; `over` is what each said last, for
/// the columns that it stands over.
fn joined(rows: &[HeldRow], starts: &[usize], index: usize, over: &mut [String]) -> HeadCell {
    let says = |row: usize| in_one_line(rows[row].row().text(index).trim()).into_owned();
    let own: Vec<String> = (0..rows.len()).map(says).collect();
    let mut words: Vec<String> = Vec::new();
    for row in 0..own.len() {
        let below = own[row + 1..].iter().any(|text| !text.is_empty());
        if !own[row].is_empty() {
            // What has nothing below it is the name of its own column alone.
            over[row] = if below {
                own[row].clone()
            } else {
                String::new()
            };
            // Lower rows begin anew below it.
            over[row + 1..].iter_mut().for_each(String::clear);
            words.push(own[row].clone());
        } else if below {
            words.push(over[row].clone());
        }
    }
    words.retain(|word| !word.is_empty());
    words.dedup();
    let lowest = (0..own.len()).rev().find(|row| !own[*row].is_empty());
    let row = lowest.unwrap_or(own.len().saturating_sub(1));
    let start = starts.get(row).copied().unwrap_or_default();
    let row = rows.get(row).map(HeldRow::row);
    let field = row.as_ref().and_then(|row| row.fields.get(index));
    let end = row.as_ref().map_or(0, |row| row.raw.len());
    let at = field.map_or((end, end), |field| {
        (field.start as usize, field.end as usize)
    });
    HeadCell {
        text: in_one_line(&words.join("\n")).into_owned(),
        at: (start + at.0, start + at.1),
    }
}

/// A header without what does not tell it from another: spaces, line breaks and
/// cases.
fn folded(header: &str) -> String {
    let dense: String = header.chars().filter(|c| !c.is_whitespace()).collect();
    dense.to_lowercase()
}

/// A name without its line breaks, which are a space, or nothing between
/// Chinese characters.
pub(crate) fn in_one_line(name: &str) -> Cow<'_, str> {
    if !name.contains(['\n', '\r']) {
        return Cow::Borrowed(name);
    }
    let wide = |c: Option<char>| c.is_some_and(|c| u32::from(c) >= 0x2E80);
    let mut joined = String::new();
    for line in name.split(['\n', '\r']).map(str::trim) {
        let beside = wide(joined.chars().next_back()) && wide(line.chars().next());
        if !joined.is_empty() && !line.is_empty() && !beside {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    Cow::Owned(joined)
}
