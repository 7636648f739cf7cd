//! What all sheets of an .xls workbook share: its sheets, texts, styles, and
//! what formulas call sheets and names.

use super::super::number_format::{NumberFormat, builtin};
use super::super::sheet::Budget;
use super::super::shown::{CellText, Style};
use super::bytes::{Bytes, Record, Records};
use crate::document::Cause;
use crate::document::printed::{Face, Printed, Rise};
use std::collections::HashMap;
use std::sync::Arc;

/// What a workbook of before 1997 is saved as to be read.
const NEWER: &str = "xlsx";
/// The version of workbooks since 1997.
const VERSION: u16 = 0x0600;

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether it has cells.
    pub has_cells: bool,
    /// Where it begins in the stream.
    pub place: usize,
}

/// What all sheets share.
#[derive(Default)]
pub(super) struct Globals {
    /// The sheets in their order.
    pub sheets: Vec<Listed>,
    /// The texts that are kept once.
    pub texts: Vec<CellText>,
    /// Whether days count from 1904.
    pub from_1904: bool,
    /// What formulas call sheets: the book, the first and the last sheet.
    pub links: Vec<(u16, i16, i16)>,
    /// Which books are this one.
    pub own_books: Vec<bool>,
    /// Names for cells, in their order.
    pub names: Vec<String>,
    /// The styles of cells, in their order.
    pub styles: Vec<Style>,
    /// The style of a cell whose own is not known.
    pub default: Style,
}

#[derive(Clone, Copy, Default)]
struct Font {
    face: Face,
}

/// What is read before it is put together.
#[derive(Default)]
struct Parts<'b> {
    codes: HashMap<u16, String>,
    fonts: Vec<Font>,
    /// Font, format, indentation.
    styles: Vec<(u16, u16, u8)>,
    texts: Option<Record<'b>>,
}

impl Globals {
    /// Reads what stands before the sheets.
    pub(super) fn read(stream: &[u8], budget: &mut Budget) -> Result<Globals, Cause> {
        let mut globals = Globals::default();
        let mut parts = Parts::default();
        for (at, record) in Records::from(stream, 0).enumerate() {
            let mut bytes = Bytes::of(record.bytes);
            match record.kind {
                0x0809 if at == 0 && bytes.u16() == Some(VERSION) => {}
                // Workbooks of before 1997 begin in other ways.
                _ if at == 0 => return Err(Cause::SaveAs(NEWER)),
                0x002F => return Err(Cause::Encrypted),
                0x000A => break,
                _ => {}
            }
            // A record that is too short says nothing.
            let _ = globals.take(&record, &mut parts);
            if record.kind == 0x00FC {
                parts.texts = Some(record);
            }
        }
        globals.styles(&parts);
        if let Some(record) = parts.texts.take() {
            globals.texts = texts(record, &parts.fonts, budget)?;
        }
        Ok(globals)
    }

    /// The style of a number.
    pub(super) fn style(&self, number: u16) -> &Style {
        self.styles
            .get(usize::from(number))
            .unwrap_or(&self.default)
    }

    fn take(&mut self, record: &Record<'_>, parts: &mut Parts<'_>) -> Option<()> {
        let mut bytes = Bytes::of(record.bytes);
        match record.kind {
            0x0022 => self.from_1904 = bytes.u16()? == 1,
            0x041E => {
                let (number, length) = (bytes.u16()?, bytes.u16()?);
                parts.codes.insert(number, bytes.text(length.into())?);
            }
            0x0031 => {
                bytes.skip(6)?;
                let (weight, rise) = (bytes.u16()?, bytes.u16()?);
                let rise = match rise {
                    1 => Rise::Raised,
                    2 => Rise::Lowered,
                    _ => Rise::Level,
                };
                let bold = weight >= 600;
                parts.fonts.push(Font {
                    face: Face { bold, rise },
                });
            }
            0x00E0 => {
                let (font, format) = (bytes.u16()?, bytes.u16()?);
                bytes.skip(4)?;
                parts.styles.push((font, format, bytes.u8()? & 0x0F));
            }
            0x0085 => {
                let (place, state, kind) = (bytes.u32()?, bytes.u8()?, bytes.u8()?);
                let length = bytes.u8()?;
                self.sheets.push(Listed {
                    name: bytes.text(length.into())?,
                    hidden: state & 3 != 0,
                    has_cells: kind == 0,
                    place: place as usize,
                });
            }
            0x0017 => {
                let count = bytes.u16()?;
                for _ in 0..count {
                    let (book, first, last) = (bytes.u16()?, bytes.u16()?, bytes.u16()?);
                    let link = (book, first.cast_signed(), last.cast_signed());
                    self.links.push(link);
                }
            }
            0x01AE => {
                bytes.skip(2)?;
                self.own_books.push(bytes.u16()? == 0x0401);
            }
            0x0018 => {
                bytes.skip(3)?;
                let length = bytes.u8()?;
                bytes.skip(10)?;
                self.names
                    .push(bytes.text(length.into()).unwrap_or_default());
            }
            _ => {}
        }
        Some(())
    }

    fn styles(&mut self, parts: &Parts<'_>) {
        let mut formats: HashMap<u16, Arc<NumberFormat>> = HashMap::new();
        let styles = parts.styles.iter().map(|(font, number, indent)| {
            let format = formats.entry(*number).or_insert_with(|| {
                let code = parts.codes.get(number).map(String::as_str);
                let code = code.or_else(|| builtin(u32::from(*number)));
                Arc::new(NumberFormat::of(code.unwrap_or("General")))
            });
            Style {
                format: format.clone(),
                bold: face(&parts.fonts, *font).bold,
                indent: u32::from(*indent),
            }
        });
        self.styles = styles.collect();
    }
}

/// How a font prints; there is no font 4.
fn face(fonts: &[Font], number: u16) -> Face {
    let index = usize::from(number - u16::from(number > 4));
    fonts.get(index).copied().unwrap_or_default().face
}

/// The texts that the workbook keeps once.
fn texts(record: Record<'_>, fonts: &[Font], budget: &mut Budget) -> Result<Vec<CellText>, Cause> {
    let mut bytes = Bytes::of_all(record.bytes, record.more);
    let mut texts = Vec::new();
    let count = bytes.skip(4).and_then(|()| bytes.u32()).unwrap_or(0);
    for _ in 0..count {
        let Some(text) = text(&mut bytes, fonts) else {
            break;
        };
        budget.cells(1)?;
        budget.text(text.text.len())?;
        texts.push(text);
    }
    Ok(texts)
}

/// A text in runs of several fonts.
fn text(bytes: &mut Bytes<'_>, fonts: &[Font]) -> Option<CellText> {
    let length = usize::from(bytes.u16()?);
    let kept = bytes.u8()?;
    let runs = if kept & 8 != 0 { bytes.u16()? } else { 0 };
    let more = if kept & 4 != 0 { bytes.u32()? } else { 0 };
    let units = bytes.units(length, kept & 1 != 0)?;
    let mut printed = Printed::default();
    let mut from = 0;
    let mut now = Face::default();
    for _ in 0..runs {
        let (start, font) = (usize::from(bytes.u16()?), bytes.u16()?);
        let start = start.clamp(from, units.len());
        printed.push(&String::from_utf16_lossy(&units[from..start]), now);
        (from, now) = (start, face(fonts, font));
    }
    printed.push(&String::from_utf16_lossy(&units[from..]), now);
    bytes.skip(more as usize)?;
    Some(CellText::of(printed))
}
