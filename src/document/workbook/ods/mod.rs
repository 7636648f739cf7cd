//! Workbooks of OpenDocument (.ods): they keep the text that is printed beside
//! each value, and that text is what is read.

mod cell;
mod styles;
#[cfg(test)]
mod tests;

use super::formula::{self, as_written};
use super::number_format::Decimal;
use super::sheet::{Budget, Sheet, tell_no_value};
use super::shown::{CellText, Style, put};
use crate::document::packed::Packed;
use crate::document::xml::{Piece, Tag, Xml};
use crate::document::{Cause, Content, Told};
use cell::{Kept, times};
use std::io::BufRead;
use styles::Styles;

/// Where the cells stand.
const CONTENT: &str = "content.xml";
/// What is written of a part that asks for a password.
const ENCRYPTED: &str = "encryption-data";
/// How many stretches of columns are held of a sheet.
const MOST_STRETCHES: usize = 16_384;

/// Whether a package is a workbook of OpenDocument.
pub(super) fn is_one(package: &Packed) -> bool {
    package.has(CONTENT) || package.has("encrypted-package")
}

/// Reads a workbook.
pub(super) fn read(package: &mut Packed) -> Result<Content, Cause> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains(ENCRYPTED) || !package.has(CONTENT) {
        return Err(Cause::Encrypted);
    }
    let mut styles = Styles::default();
    if let Some(part) = package.part("styles.xml")? {
        styles.read(&mut Xml::new(part))?;
    }
    let mut content = Content::default();
    if package.has("Basic/script-lc.xml") {
        content.told.push(Told::Macros);
    }
    let Some(part) = package.part(CONTENT)? else {
        return Ok(content);
    };
    of_content(Xml::new(part), styles, content)
}

/// Whether bytes are a workbook in one flat file.
pub(super) fn is_flat(bytes: &[u8]) -> bool {
    !bytes.starts_with(b"PK")
}

/// Reads a workbook in one flat file (.fods).
pub(super) fn read_flat(bytes: &[u8]) -> Result<Content, Cause> {
    let mut styles = Styles::default();
    styles.read(&mut Xml::new(bytes))?;
    of_content(Xml::new(bytes), styles, Content::default())
}

/// Reads the part with the cells.
fn of_content<R: BufRead>(xml: Xml<R>, styles: Styles, content: Content) -> Result<Content, Cause> {
    let mut reader = Reader {
        xml,
        styles,
        budget: Budget::new(),
        content,
        external: 0,
    };
    reader.read()?;
    let Reader {
        mut content,
        external,
        ..
    } = reader;
    if external > 0 {
        content.told.push(Told::ExternalLinks(external));
    }
    Ok(content)
}

struct Reader<R> {
    xml: Xml<R>,
    styles: Styles,
    budget: Budget,
    content: Content,
    external: usize,
}

/// Where the reading of a sheet stands; rows and columns count from 1.
struct At {
    row: u32,
    column: u32,
    /// How many rows the one that is read stands for.
    rows: u32,
    /// The column that comes next in the list of columns.
    listed: u32,
    /// Which columns have a style of their own: first, last, its name.
    styles: Vec<(u32, u32, String)>,
    /// How many elements of header rows are open.
    header: bool,
}

impl<R: BufRead> Reader<R> {
    fn read(&mut self) -> Result<(), Cause> {
        loop {
            match self.xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "style" => self.styles.style(&tag),
                    "text-properties" | "table-properties" | "paragraph-properties" => {
                        self.styles.properties(&tag);
                    }
                    // What was deleted, and what is copied from elsewhere.
                    "tracked-changes" | "dde-links" => self.xml.skip()?,
                    "named-range" => {
                        let address = tag.get("cell-range-address");
                        let name = tag.get("name");
                        if let (Some(name), Some(address)) = (name, address) {
                            let stands_for = as_written(&format!("[{address}]"));
                            self.content.names.insert(name.to_uppercase(), stands_for);
                        }
                    }
                    "table" => {
                        let name = tag.get("name").unwrap_or_default().into_owned();
                        let style = tag.get("style-name").map(|name| name.into_owned());
                        let hidden = style.is_some_and(|name| self.styles.hides(&name));
                        self.sheet(&name, hidden)?;
                    }
                    _ => {}
                },
                Piece::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads the sheet that began.
    fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), Cause> {
        let mut sheet = Sheet::new(name, hidden);
        let mut at = At {
            row: 1,
            column: 1,
            rows: 1,
            listed: 1,
            styles: Vec::new(),
            header: false,
        };
        // The elements of the sheet that are open: whether each is a row or
        // header rows.
        let mut open: Vec<&'static str> = Vec::new();
        loop {
            match self.xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "table-column" => {
                        column(&tag, &mut at, &mut sheet);
                        open.push("");
                    }
                    "table-row" => {
                        row(&tag, &mut at, &mut sheet);
                        open.push("row");
                    }
                    "table-cell" | "covered-table-cell" => {
                        let covered = tag.name() == "covered-table-cell";
                        let kept = Kept::of(&tag);
                        self.cell(kept, covered, &mut at, &mut sheet)?;
                    }
                    "table-header-rows" => {
                        at.header = true;
                        open.push("header");
                    }
                    "table-columns"
                    | "table-rows"
                    | "table-column-group"
                    | "table-header-columns"
                    | "table-row-group" => open.push(""),
                    // Drawings, notes, sources, scenarios.
                    _ => self.xml.skip()?,
                },
                Piece::Close => match open.pop() {
                    Some("row") => at.row = at.row.saturating_add(at.rows),
                    Some("header") => at.header = false,
                    Some(_) => {}
                    None => break,
                },
                Piece::Text(_) => {}
                Piece::End => break,
            }
        }
        sheet.put_into(&mut self.content, &mut self.budget)
    }

    /// Reads a cell, which may stand for several.
    fn cell(
        &mut self,
        mut kept: Kept,
        covered: bool,
        at: &mut At,
        sheet: &mut Sheet,
    ) -> Result<(), Cause> {
        kept.read(&mut self.xml, &self.styles)?;
        let first = at.column;
        at.column = at.column.saturating_add(kept.repeated);
        if covered || first > formula::LAST_COLUMN {
            return Ok(());
        }
        if kept.span != (1, 1) {
            let end = (
                at.row.saturating_add(kept.span.0 - 1),
                first.saturating_add(kept.span.1 - 1),
            );
            sheet.merge(((at.row, first), end), &mut self.budget)?;
        }
        let formula = kept.formula.as_deref().map(as_written);
        let mut shown = CellText::of(std::mem::take(&mut kept.printed));
        if shown.text.is_empty() {
            // Some programs do not write what is printed.
            let number = kept.value.as_deref().and_then(Decimal::of);
            if let Some(number) = number {
                shown = Style::default().number(&number, false).0;
            }
        }
        if shown.text.is_empty() && formula.is_none() {
            return Ok(());
        }
        let hint = kept.hint(&shown.text);
        let style = self
            .styles
            .cell(kept.style.as_deref().or_else(|| at.style(first)));
        for row in at.row..at.row.saturating_add(at.rows).min(formula::LAST_ROW + 1) {
            let end = at.column.min(formula::LAST_COLUMN + 1);
            for column in first..end {
                if shown.text.is_empty() {
                    tell_no_value(&mut self.content.told, &sheet.spot(row, column));
                }
                self.budget.text(formula.as_ref().map_or(0, String::len))?;
                let (shown, formula) = ((shown.clone(), hint), formula.clone());
                let external = put(
                    sheet,
                    &mut self.budget,
                    (row, column),
                    shown,
                    &style,
                    formula,
                )?;
                self.external += usize::from(external);
            }
        }
        Ok(())
    }
}

impl At {
    /// The style that a column has where a cell has none.
    fn style(&self, column: u32) -> Option<&str> {
        let within = |(from, to, _): &&(u32, u32, String)| (*from..=*to).contains(&column);
        let style = self.styles.iter().find(within);
        style.map(|(_, _, name)| name.as_str())
    }
}

/// Whether what is visible only now and then is not shown.
fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.get("visibility")
        .is_some_and(|value| value != "visible")
}

fn column(tag: &Tag<'_>, at: &mut At, sheet: &mut Sheet) {
    let count = times(tag, "number-columns-repeated");
    let last = at.listed.saturating_add(count - 1);
    if is_hidden(tag) {
        sheet.hide_columns(at.listed, last);
    }
    if let Some(style) = tag.get("default-cell-style-name")
        && at.styles.len() < MOST_STRETCHES
    {
        at.styles.push((at.listed, last, style.into_owned()));
    }
    at.listed = last.saturating_add(1);
}

fn row(tag: &Tag<'_>, at: &mut At, sheet: &mut Sheet) {
    at.rows = times(tag, "number-rows-repeated");
    at.column = 1;
    let last = at.row.saturating_add(at.rows - 1).min(formula::LAST_ROW);
    if is_hidden(tag) {
        (at.row..=last).for_each(|row| sheet.hide_row(row));
    }
    if at.header && sheet.header_rows.len() < MOST_STRETCHES {
        sheet.header_rows.push((at.row, last));
    }
}
