//! The formula of a cell, which .xls workbooks keep as a stack of operations,
//! as its author wrote it.

use super::bytes::Bytes;
use super::functions::{self, BY_NAME};
use super::globals::Globals;
use crate::place::{letters, quoted};

/// How long a formula may become, in bytes.
const LONGEST: usize = 50_000;

/// Where a formula stands, row and column from 0: what is relative to its cell
/// counts from there.
pub(super) type Base = (u16, u16);

/// A formula as it is written; none where it has what is not read.
pub(super) fn written(operations: &[u8], base: Base, globals: &Globals) -> Option<String> {
    let mut writer = Writer {
        bytes: Bytes::of(operations),
        base,
        globals,
        stack: Vec::new(),
        length: 0,
    };
    while !writer.bytes.rest().is_empty() {
        writer.operation()?;
        if writer.length > LONGEST {
            return None;
        }
    }
    let formula = writer.stack.pop()?;
    writer.stack.is_empty().then_some(formula)
}

/// The cell where the formula stands that this one shares.
pub(super) fn shared_at(operations: &[u8]) -> Option<Base> {
    let mut bytes = Bytes::of(operations);
    (bytes.u8()? == 0x01).then_some(())?;
    Some((bytes.u16()?, bytes.u16()?))
}

struct Writer<'g> {
    bytes: Bytes<'g>,
    base: Base,
    globals: &'g Globals,
    stack: Vec<String>,
    length: usize,
}

impl Writer<'_> {
    fn push(&mut self, text: String) {
        self.length += text.len();
        self.stack.push(text);
    }

    fn operation(&mut self) -> Option<()> {
        const SIGNS: [&str; 15] = [
            "+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>", " ", ",", ":",
        ];
        let operation = self.bytes.u8()?;
        // The upper bits say what kind of value is wanted.
        let operation = match operation {
            0x40..=0x7F => operation & 0x1F | 0x20,
            other => other,
        };
        match operation {
            0x03..=0x11 => {
                let (right, left) = (self.stack.pop()?, self.stack.pop()?);
                let sign = SIGNS[usize::from(operation - 3)];
                self.push(format!("{left}{sign}{right}"));
            }
            0x12 | 0x13 => {
                let inner = self.stack.pop()?;
                let sign = if operation == 0x12 { '+' } else { '-' };
                self.push(format!("{sign}{inner}"));
            }
            0x14 => {
                let inner = self.stack.pop()?;
                self.push(format!("{inner}%"));
            }
            0x15 => {
                let inner = self.stack.pop()?;
                self.push(format!("({inner})"));
            }
            0x16 => self.push(String::new()),
            0x17 => {
                let length = self.bytes.u8()?;
                let text = self.bytes.text(length.into())?;
                self.push(format!("\"{}\"", text.replace('"', "\"\"")));
            }
            0x19 => self.attribute()?,
            0x1C => {
                let text = error(self.bytes.u8()?).to_owned();
                self.push(text);
            }
            0x1D => {
                let text = if self.bytes.u8()? == 1 {
                    "TRUE"
                } else {
                    "FALSE"
                };
                self.push(text.to_owned());
            }
            0x1E => {
                let number = self.bytes.u16()?;
                self.push(number.to_string());
            }
            0x1F => {
                let number = self.bytes.f64().filter(|number| number.is_finite())?;
                self.push(number.to_string());
            }
            0x21 => {
                let number = self.bytes.u16()?;
                let count = functions::arguments(number)?;
                self.call(number, count)?;
            }
            0x22 => {
                let count = usize::from(self.bytes.u8()? & 0x7F);
                let number = self.bytes.u16()? & 0x7FFF;
                self.call(number, count)?;
            }
            0x26..=0x28 => self.bytes.skip(6)?,
            0x29 => self.bytes.skip(2)?,
            _ => self.operand(operation)?,
        }
        Some(())
    }

    /// A name or a reference.
    fn operand(&mut self, operation: u8) -> Option<()> {
        let text = match operation {
            0x23 => {
                let number = self.bytes.u16()?;
                self.bytes.skip(2)?;
                self.name(number)?
            }
            0x24 | 0x2C => {
                let (row, column) = (self.bytes.u16()?, self.bytes.u16()?);
                self.cell(row, column, operation == 0x2C)
            }
            0x25 | 0x2D => self.area(operation == 0x2D)?,
            0x2A => {
                self.bytes.skip(4)?;
                "#REF!".to_owned()
            }
            0x2B => {
                self.bytes.skip(8)?;
                "#REF!".to_owned()
            }
            0x39 => {
                let (link, number) = (self.bytes.u16()?, self.bytes.u16()?);
                self.bytes.skip(2)?;
                match self.is_own(link) {
                    true => self.name(number)?,
                    false => return None,
                }
            }
            0x3A => {
                let sheet = self.bytes.u16().map(|link| self.sheet(link))?;
                let (row, column) = (self.bytes.u16()?, self.bytes.u16()?);
                sheet + &self.cell(row, column, false)
            }
            0x3B => {
                let sheet = self.bytes.u16().map(|link| self.sheet(link))?;
                sheet + &self.area(false)?
            }
            0x3C => {
                self.bytes.skip(6)?;
                "#REF!".to_owned()
            }
            0x3D => {
                self.bytes.skip(10)?;
                "#REF!".to_owned()
            }
            _ => return None,
        };
        self.push(text);
        Some(())
    }

    /// What is said beside the operations: a sum of one argument, a choice, blanks.
    fn attribute(&mut self) -> Option<()> {
        let (kind, more) = (self.bytes.u8()?, self.bytes.u16()?);
        if kind & 0x04 != 0 {
            self.bytes.skip((usize::from(more) + 1) * 2)?;
        }
        if kind & 0x10 != 0 {
            let inner = self.stack.pop()?;
            self.push(format!("SUM({inner})"));
        }
        Some(())
    }

    fn call(&mut self, number: u16, count: usize) -> Option<()> {
        let from = self.stack.len().checked_sub(count)?;
        let mut arguments = self.stack.split_off(from);
        let name = match number {
            BY_NAME if !arguments.is_empty() => arguments.remove(0),
            number => functions::name(number)?.to_owned(),
        };
        let name = name.trim_start_matches("_xlfn.");
        self.push(format!("{name}({})", arguments.join(",")));
        Some(())
    }

    fn name(&self, number: u16) -> Option<String> {
        let index = usize::from(number).checked_sub(1)?;
        let name = self.globals.names.get(index)?;
        (!name.is_empty()).then(|| name.clone())
    }

    /// A cell; which of its numbers are fixed stands in the column's upper bits.
    fn cell(&self, row: u16, column: u16, relative: bool) -> String {
        let (row_moves, column_moves) = (column & 0x8000 != 0, column & 0x4000 != 0);
        let column = column & 0xFF;
        let (row, column) = match relative {
            true => (
                if row_moves {
                    self.base.0.wrapping_add(row)
                } else {
                    row
                },
                match column_moves {
                    true => self.base.1.wrapping_add(column) & 0xFF,
                    false => column,
                },
            ),
            false => (row, column),
        };
        let sign = |moves| if moves { "" } else { "$" };
        let name = letters(u32::from(column) + 1);
        let row = u32::from(row) + 1;
        format!("{}{name}{}{row}", sign(column_moves), sign(row_moves))
    }

    fn area(&mut self, relative: bool) -> Option<String> {
        let (first, last) = (self.bytes.u16()?, self.bytes.u16()?);
        let (from, to) = (self.bytes.u16()?, self.bytes.u16()?);
        let name = |column: u16| letters(u32::from(column & 0xFF) + 1);
        if (first, last) == (0, u16::MAX) && !relative {
            return Some(format!("{}:{}", name(from), name(to)));
        }
        let (first, last) = (
            self.cell(first, from, relative),
            self.cell(last, to, relative),
        );
        Some(format!("{first}:{last}"))
    }

    fn is_own(&self, link: u16) -> bool {
        let link = self.globals.links.get(usize::from(link));
        let own = link.and_then(|link| self.globals.own_books.get(usize::from(link.0)));
        own.copied().unwrap_or(false)
    }

    /// The sheet of a reference, with `!`.
    fn sheet(&self, link: u16) -> String {
        let Some((book, first, last)) = self.globals.links.get(usize::from(link)) else {
            return "#REF!".to_owned();
        };
        if !self.is_own(link) {
            return format!("'[{book}]{first}'!");
        }
        let name = |index: i16| {
            let index = usize::try_from(index).ok()?;
            self.globals
                .sheets
                .get(index)
                .map(|sheet| sheet.name.as_str())
        };
        match (name(*first), name(*last)) {
            (Some(name), Some(_)) if first == last => format!("{}!", quoted(name)),
            (Some(from), Some(to)) => format!("'{from}:{to}'!"),
            _ => "#REF!".to_owned(),
        }
    }
}

/// An error by its number.
pub(super) fn error(number: u8) -> &'static str {
    match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
