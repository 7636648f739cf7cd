//! Texts of cells: those that a workbook keeps once for all its sheets, and
//! those that stand in a cell itself, as runs that may be raised.

use super::super::sheet::Budget;
use super::super::shown::CellText;
use crate::document::Cause;
use crate::document::damage::Damage;
use crate::document::packed::Packed;
use crate::document::printed::{Face, Printed, Rise};
use crate::document::xml::{Piece, Xml};
use std::io::BufRead;

/// How long the text of a cell may be, in bytes.
const LONGEST: usize = 1 << 20;

/// The texts that a workbook keeps once.
pub(super) fn read(
    package: &mut Packed,
    part: &str,
    budget: &mut Budget,
) -> Result<Vec<CellText>, Cause> {
    let Some(stream) = package.part(part)? else {
        return Ok(Vec::new());
    };
    let mut xml = Xml::new(stream);
    let mut texts = Vec::new();
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "si" => {
                budget.cells(1)?;
                let text = text(&mut xml)?;
                budget.text(text.text.len())?;
                texts.push(text);
            }
            Piece::End => return Ok(texts),
            _ => {}
        }
    }
}

/// The text in the element that began last: runs, or a text by itself; how it
/// is pronounced is left out.
pub(super) fn text<R: BufRead>(xml: &mut Xml<R>) -> Result<CellText, Cause> {
    let mut printed = Printed::default();
    let mut face = Face::default();
    let mut depth = 1;
    let (mut in_text, mut piece) = (false, String::new());
    while depth > 0 {
        match xml.next()? {
            Piece::Open(tag) => {
                depth += 1;
                match tag.name() {
                    "rPh" | "phoneticPr" => {
                        xml.skip()?;
                        depth -= 1;
                    }
                    "r" => face = Face::default(),
                    "t" => in_text = true,
                    "b" => face.bold = tag.is_on(),
                    "vertAlign" => {
                        face.rise = match tag.get("val").as_deref() {
                            Some("superscript") => Rise::Raised,
                            Some("subscript") => Rise::Lowered,
                            _ => Rise::Level,
                        }
                    }
                    _ => {}
                }
            }
            Piece::Close => {
                depth -= 1;
                if in_text {
                    in_text = false;
                    printed.push(&unescaped(&std::mem::take(&mut piece)), face);
                }
            }
            Piece::Text(text) if in_text => add(&mut piece, &text)?,
            Piece::Text(_) => {}
            Piece::End => break,
        }
    }
    Ok(CellText::of(printed))
}

/// Adds to a text of a cell, which takes 32,767 characters in a workbook.
pub(super) fn add(text: &mut String, piece: &str) -> Result<(), Cause> {
    if text.len() + piece.len() > LONGEST {
        return Err(Cause::Damaged(Damage::BreaksOff));
    }
    text.push_str(piece);
    Ok(())
}

/// A text by itself, as it is kept.
pub(super) fn plain(text: &str) -> CellText {
    CellText::plain(&unescaped(text))
}

/// `_x000D_` is the character of that number, and line breaks are `\n`.
fn unescaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6);
        let closed = rest.get(at + 6..at + 7) == Some("_");
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32).filter(|_| closed) {
            Some(c) => {
                result.push_str(&rest[..at]);
                result.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                result.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    result.push_str(rest);
    match result.contains('\r') {
        true => result.replace("\r\n", "\n").replace('\r', "\n"),
        false => result,
    }
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn characters_by_number_and_line_breaks_are_read() {
        for (written, read) in [
            ("a_x000D_\nb", "a\nb"),
            ("a_x005F_x000D_b", "a_x000D_b"),
            ("_x_", "_x_"),
            ("a_x00e9_", "aé"),
            ("甲_x甲甲甲甲_", "甲_x甲甲甲甲_"),
            ("a\r\nb\rc", "a\nb\nc"),
        ] {
            assert_eq!(unescaped(written), read);
        }
    }
}
