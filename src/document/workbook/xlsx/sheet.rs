//! The cells of a sheet: their values as printed, their formulas, what is
//! merged and what is hidden.

use super::super::formula::{self, moved};
use super::super::number_format::Decimal;
use super::super::sheet::{Budget, Sheet, tell_no_value};
use super::super::shown::{CellText, Style, put};
use super::relations::Relations;
use super::strings::{add, plain, text};
use super::styles::Styles;
use crate::document::damage::Damage;
use crate::document::packed::Packed;
use crate::document::xml::{Piece, Tag, Xml};
use crate::document::{Cause, Hint, Told};
use std::collections::HashMap;
use std::io::BufRead;

/// How many tables are read of a sheet.
const MOST_TABLES: usize = 1_000;

/// What all sheets of a workbook share.
pub(super) struct Shared {
    pub strings: Vec<CellText>,
    pub styles: Styles,
    pub from_1904: bool,
}

/// Reads a sheet; how many of its formulas take something from another workbook.
pub(super) fn read(
    package: &mut Packed,
    part: &str,
    shared: &Shared,
    sheet: &mut Sheet,
    budget: &mut Budget,
    told: &mut Vec<Told>,
) -> Result<usize, Cause> {
    let relations = Relations::of(package, part)?;
    for table in relations.each("table").take(MOST_TABLES) {
        sheet.header_rows.extend(header_of_table(package, table)?);
    }
    let Some(stream) = package.part(part)? else {
        return Err(Cause::Damaged(Damage::Missing(part.to_owned())));
    };
    let mut reader = Reader {
        xml: Xml::new(stream),
        shared,
        sheet,
        budget,
        told,
        formulas: HashMap::new(),
        at: (0, 0),
        external: 0,
    };
    reader.read()?;
    Ok(reader.external)
}

/// The rows that are the header of a table that the author made as one.
fn header_of_table(package: &mut Packed, part: &str) -> Result<Option<(u32, u32)>, Cause> {
    let Some(stream) = package.part(part)? else {
        return Ok(None);
    };
    let mut xml = Xml::new(stream);
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "table" => {
                let count = tag.number("headerRowCount").unwrap_or(1);
                let area = tag.get("ref").and_then(|area| formula::range(&area));
                let Some((first, last)) = area.filter(|_| count > 0) else {
                    return Ok(None);
                };
                let count = u32::try_from(count).unwrap_or(1);
                let end = first.0.saturating_add(count - 1).min(last.0);
                return Ok(Some((first.0, end)));
            }
            Piece::End => return Ok(None),
            _ => {}
        }
    }
}

/// A formula that several cells share: where its first cell is, and its text.
type SharedFormula = ((u32, u32), String);

struct Reader<'r, R> {
    xml: Xml<R>,
    shared: &'r Shared,
    sheet: &'r mut Sheet,
    budget: &'r mut Budget,
    told: &'r mut Vec<Told>,
    formulas: HashMap<u32, SharedFormula>,
    /// The row and the column of the last cell; both count from 1.
    at: (u32, u32),
    external: usize,
}

/// A cell as it is kept.
#[derive(Default)]
struct Kept {
    kind: String,
    style: Option<usize>,
    value: Option<String>,
    inline: Option<CellText>,
    formula: Option<String>,
}

impl<R: BufRead> Reader<'_, R> {
    fn read(&mut self) -> Result<(), Cause> {
        loop {
            match self.xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "row" => {
                        let next = self.at.0.saturating_add(1);
                        let row = tag.number("r").and_then(|row| u32::try_from(row).ok());
                        self.at = (row.unwrap_or(next), 0);
                        if is_hidden(&tag) {
                            self.sheet.hide_row(self.at.0);
                        }
                    }
                    "c" => {
                        let address = tag.get("r").and_then(|at| formula::cell(&at));
                        self.at = address.unwrap_or((self.at.0, self.at.1.saturating_add(1)));
                        let kept = Kept {
                            kind: tag.get("t").unwrap_or_default().into_owned(),
                            style: tag
                                .number("s")
                                .and_then(|style| usize::try_from(style).ok()),
                            ..Kept::default()
                        };
                        self.cell(kept)?;
                    }
                    "col" => {
                        let number = |name| tag.number(name).and_then(|n| u32::try_from(n).ok());
                        if let (true, Some(from), Some(to)) =
                            (is_hidden(&tag), number("min"), number("max"))
                        {
                            self.sheet.hide_columns(from, to);
                        }
                    }
                    "mergeCell" => {
                        if let Some(area) = tag.get("ref").and_then(|area| formula::range(&area)) {
                            self.sheet.merge(area, self.budget)?;
                        }
                    }
                    _ => {}
                },
                Piece::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads what is in a cell.
    fn cell(&mut self, mut kept: Kept) -> Result<(), Cause> {
        let mut depth = 1;
        let mut in_value = false;
        while depth > 0 {
            match self.xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "f" => {
                        let shared = tag.get("t").is_some_and(|kind| kind == "shared");
                        let table = tag.get("t").is_some_and(|kind| kind == "dataTable");
                        let group = tag.number("si").and_then(|group| u32::try_from(group).ok());
                        let written = self.text_within()?;
                        if !table {
                            let group = group.filter(|_| shared);
                            kept.formula = self.formula(written, group)?;
                        }
                    }
                    "is" => kept.inline = Some(text(&mut self.xml)?),
                    "v" => {
                        depth += 1;
                        in_value = true;
                    }
                    _ => depth += 1,
                },
                Piece::Close => {
                    depth -= 1;
                    in_value = false;
                }
                Piece::Text(piece) if in_value => {
                    add(kept.value.get_or_insert_default(), &piece)?;
                }
                Piece::Text(_) => {}
                Piece::End => break,
            }
        }
        self.keep(kept)
    }

    /// The text up to the end of the element that began last.
    fn text_within(&mut self) -> Result<String, Cause> {
        let mut text = String::new();
        let mut depth = 1;
        while depth > 0 {
            match self.xml.next()? {
                Piece::Open(_) => depth += 1,
                Piece::Close => depth -= 1,
                Piece::Text(piece) => add(&mut text, &piece)?,
                Piece::End => break,
            }
        }
        Ok(text)
    }

    /// A cell's formula; one that is shared stands in full at the first cell only.
    fn formula(&mut self, written: String, group: Option<u32>) -> Result<Option<String>, Cause> {
        let formula = match group {
            Some(group) if written.is_empty() => {
                let Some(((row, column), first)) = self.formulas.get(&group) else {
                    return Ok(None);
                };
                self.budget.text(first.len())?;
                let by = |to: u32, from: u32| i64::from(to) - i64::from(from);
                moved(first, by(self.at.0, *row), by(self.at.1, *column))
            }
            Some(group) => {
                let written = without_prefixes(&written);
                self.formulas.insert(group, (self.at, written.clone()));
                written
            }
            None => without_prefixes(&written),
        };
        self.budget.text(formula.len())?;
        Ok(Some(formula).filter(|formula| !formula.is_empty()))
    }

    /// Adds a cell, where it holds something.
    fn keep(&mut self, kept: Kept) -> Result<(), Cause> {
        let style = self.shared.styles.get(kept.style);
        let spot = self.sheet.spot(self.at.0, self.at.1);
        let no_value = kept
            .value
            .as_deref()
            .is_none_or(|value| value.is_empty() && kept.kind != "str");
        if kept.formula.is_some() && no_value && kept.inline.is_none() {
            tell_no_value(self.told, &spot);
        }
        let shown = self.shown(&kept, style);
        let external = put(self.sheet, self.budget, self.at, shown, style, kept.formula)?;
        self.external += usize::from(external);
        Ok(())
    }

    /// A cell's text as printed, and what it holds.
    fn shown(&self, kept: &Kept, style: &Style) -> (CellText, Hint) {
        if let Some(inline) = &kept.inline {
            return style.text(inline);
        }
        let nothing = || (CellText::default(), Hint::Unknown);
        let Some(value) = kept.value.as_deref() else {
            return nothing();
        };
        match kept.kind.as_str() {
            "s" => {
                let index = value.trim().parse::<usize>().ok();
                let shared = index.and_then(|index| self.shared.strings.get(index));
                shared.map_or_else(nothing, |shared| style.text(shared))
            }
            "str" | "inlineStr" => style.text(&plain(value)),
            "b" => Style::truth(is_true(value.trim())),
            "e" => (plain(value), Hint::Error),
            "d" => (plain(value), Hint::Date),
            _ => match Decimal::of(value) {
                Some(number) => style.number(&number, self.shared.from_1904),
                None => (plain(value), Hint::Unknown),
            },
        }
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.get("hidden").is_some_and(|hidden| is_true(&hidden))
}

/// A formula without what workbooks put before functions of newer kinds.
fn without_prefixes(formula: &str) -> String {
    let formula = formula.trim();
    match formula.contains("_xl") {
        true => formula.replace("_xlfn.", "").replace("_xlws.", ""),
        false => formula.to_owned(),
    }
}

/// Whether a value of XML says yes.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}
