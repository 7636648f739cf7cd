//! How cells are printed: number formats, bold, indentation.

use super::super::number_format::{NumberFormat, builtin};
use super::super::shown::Style;
use crate::document::Cause;
use crate::document::packed::Packed;
use crate::document::xml::{Piece, Tag, Xml};
use std::collections::HashMap;
use std::sync::Arc;

/// How many styles are held; workbooks take 65,490.
const MOST: usize = 100_000;

/// The styles of a workbook.
#[derive(Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
    default: Style,
}

/// What is read of the part of styles, before it is put together.
#[derive(Default)]
struct Parts {
    codes: HashMap<u32, String>,
    bold: Vec<bool>,
    /// Format, font, indentation.
    cells: Vec<(u32, usize, u32)>,
}

impl Styles {
    /// Reads the styles of a workbook.
    pub(super) fn read(package: &mut Packed, part: &str) -> Result<Styles, Cause> {
        let Some(stream) = package.part(part)? else {
            return Ok(Styles::default());
        };
        let mut xml = Xml::new(stream);
        let mut parts = Parts::default();
        // The element that holds what is read now, and how deep it stands.
        let mut within = String::new();
        let mut depth = 0_usize;
        loop {
            match xml.next()? {
                Piece::Open(tag) => {
                    depth += 1;
                    match depth {
                        2 => within = tag.name().to_owned(),
                        3.. => parts.open(&within, &tag),
                        _ => {}
                    }
                }
                Piece::Close => depth = depth.saturating_sub(1),
                Piece::End => return Ok(parts.styles()),
                Piece::Text(_) => {}
            }
        }
    }

    /// The style of a number.
    pub(super) fn get(&self, number: Option<usize>) -> &Style {
        let style = self.styles.get(number.unwrap_or(0));
        style.unwrap_or(&self.default)
    }
}

impl Parts {
    fn open(&mut self, within: &str, tag: &Tag<'_>) {
        let number = |name: &str| {
            let number = tag.number(name)?;
            u32::try_from(number).ok()
        };
        match (within, tag.name()) {
            ("numFmts", "numFmt") if self.codes.len() < MOST => {
                if let (Some(id), Some(code)) = (number("numFmtId"), tag.get("formatCode")) {
                    self.codes.insert(id, code.into_owned());
                }
            }
            ("fonts", "font") if self.bold.len() < MOST => self.bold.push(false),
            ("fonts", "b") => {
                if let Some(last) = self.bold.last_mut() {
                    *last = tag.is_on();
                }
            }
            ("cellXfs", "xf") if self.cells.len() < MOST => {
                let font = number("fontId").unwrap_or(0) as usize;
                self.cells.push((number("numFmtId").unwrap_or(0), font, 0));
            }
            ("cellXfs", "alignment") => {
                if let Some(last) = self.cells.last_mut() {
                    last.2 = number("indent").unwrap_or(0);
                }
            }
            _ => {}
        }
    }

    fn styles(self) -> Styles {
        let mut formats: HashMap<u32, Arc<NumberFormat>> = HashMap::new();
        let mut format = |id: u32| {
            let made = formats.entry(id).or_insert_with(|| {
                let code = self.codes.get(&id).map(String::as_str);
                let code = code.or_else(|| builtin(id)).unwrap_or("General");
                Arc::new(NumberFormat::of(code))
            });
            made.clone()
        };
        let styles = self.cells.iter().map(|(id, font, indent)| Style {
            format: format(*id),
            bold: self.bold.get(*font).copied().unwrap_or(false),
            indent: *indent,
        });
        Styles {
            styles: styles.collect(),
            default: Style::default(),
        }
    }
}
