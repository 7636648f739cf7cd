//! What stands in a cell: its value, its formula, and the text that is printed.

use super::super::formula::LAST_ROW;
use super::styles::Styles;
use crate::document::printed::{Face, Printed};
use crate::document::xml::{Piece, Tag, Xml};
use crate::document::{Cause, Hint};
use std::io::BufRead;

/// A number that says how often something stands there, at least once.
pub(super) fn times(tag: &Tag<'_>, name: &str) -> u32 {
    let number = tag.number(name).unwrap_or(1);
    u32::try_from(number).unwrap_or(1).clamp(1, LAST_ROW)
}

/// A cell as it is kept.
#[derive(Default)]
pub(super) struct Kept {
    kind: String,
    /// The number that it holds.
    pub value: Option<String>,
    /// Its formula as it is kept.
    pub formula: Option<String>,
    /// The name of its style.
    pub style: Option<String>,
    /// For how many cells it stands.
    pub repeated: u32,
    /// How many rows and columns it takes.
    pub span: (u32, u32),
    /// What is printed.
    pub printed: Printed,
}

impl Kept {
    /// What its beginning says.
    pub(super) fn of(tag: &Tag<'_>) -> Kept {
        let text = |name: &str| tag.get(name).map(|value| value.into_owned());
        Kept {
            kind: text("value-type").unwrap_or_default(),
            value: text("value"),
            formula: text("formula"),
            style: text("style-name"),
            repeated: times(tag, "number-columns-repeated"),
            span: (
                times(tag, "number-rows-spanned"),
                times(tag, "number-columns-spanned"),
            ),
            printed: Printed::default(),
        }
    }

    /// Reads what is printed, up to the end of the cell.
    pub(super) fn read<R: BufRead>(
        &mut self,
        xml: &mut Xml<R>,
        styles: &Styles,
    ) -> Result<(), Cause> {
        let mut faces = vec![Face::default()];
        let mut paragraphs = 0;
        loop {
            let face = faces.last().copied().unwrap_or_default();
            match xml.next()? {
                Piece::Open(tag) => {
                    let mut inner = face;
                    match tag.name() {
                        "p" | "h" => {
                            if paragraphs > 0 {
                                self.printed.push("\n", face);
                            }
                            paragraphs += 1;
                        }
                        "span" => {
                            let style = tag.get("style-name");
                            inner = styles.face(style.as_deref().unwrap_or_default(), face);
                        }
                        "s" => {
                            let count = times(&tag, "c").min(1000) as usize;
                            self.printed.push(&" ".repeat(count), face);
                        }
                        "tab" => self.printed.push(" ", face),
                        "line-break" => self.printed.push("\n", face),
                        "a" | "ruby" | "ruby-base" | "meta" | "sheet-name" | "date" | "time"
                        | "title" => {}
                        // Notes, drawings, how a word is pronounced.
                        _ => {
                            xml.skip()?;
                            continue;
                        }
                    }
                    faces.push(inner);
                }
                Piece::Close => {
                    faces.pop();
                    if faces.is_empty() {
                        return Ok(());
                    }
                }
                Piece::Text(text) if paragraphs > 0 && faces.len() > 1 => {
                    self.printed.push_flowing(&text, face);
                }
                Piece::Text(_) => {}
                Piece::End => return Ok(()),
            }
        }
    }

    /// What it holds.
    pub(super) fn hint(&self, text: &str) -> Hint {
        let error = text.starts_with("#") || text.starts_with("Err:");
        match self.kind.as_str() {
            _ if self.formula.is_some() && error => Hint::Error,
            "float" | "percentage" | "currency" => Hint::Number,
            "date" | "time" => Hint::Date,
            "string" => Hint::Text,
            "error" => Hint::Error,
            _ => Hint::Unknown,
        }
    }
}
