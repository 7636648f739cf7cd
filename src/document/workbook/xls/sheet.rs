//! The cells of a sheet of an .xls workbook.

use super::super::number_format::Decimal;
use super::super::sheet::{Budget, Sheet};
use super::super::shown::{CellText, Style, put};
use super::bytes::{Bytes, Record, Records};
use super::formula::{self, Base};
use super::globals::Globals;
use crate::document::{Cause, Hint};
use std::collections::HashMap;

/// Reads the sheet that begins at a place; how many of its formulas take
/// something from another workbook.
pub(super) fn read(
    stream: &[u8],
    place: usize,
    globals: &Globals,
    sheet: &mut Sheet,
    budget: &mut Budget,
) -> Result<usize, Cause> {
    let mut reader = Reader {
        globals,
        sheet,
        budget,
        pending: None,
        waiting: Vec::new(),
        shared: HashMap::new(),
        external: 0,
    };
    // Charts within the sheet have records of their own.
    let mut depth = 0;
    for record in Records::from(stream, place) {
        match record.kind {
            0x0809 => depth += 1,
            0x000A if depth <= 1 => break,
            0x000A => depth -= 1,
            _ if depth == 1 => reader.record(&record)?,
            _ => {}
        }
    }
    reader.finish()?;
    Ok(reader.external)
}

/// A cell with a formula.
struct Computed {
    at: Base,
    style: u16,
    value: Value,
    operations: Vec<u8>,
}

/// The value of a formula.
enum Value {
    Shown(CellText, Hint),
    /// It is a text, which comes in a record of its own.
    Text,
}

struct Reader<'r> {
    globals: &'r Globals,
    sheet: &'r mut Sheet,
    budget: &'r mut Budget,
    /// The formula that was read last: its text may follow.
    pending: Option<Computed>,
    /// Cells with formulas, until all that they share is known.
    waiting: Vec<Computed>,
    /// Formulas that several cells share, by their first cell.
    shared: HashMap<Base, Vec<u8>>,
    external: usize,
}

impl Reader<'_> {
    fn record(&mut self, record: &Record<'_>) -> Result<(), Cause> {
        // A record that is too short says nothing.
        self.take(record).unwrap_or(Ok(()))
    }

    fn take(&mut self, record: &Record<'_>) -> Option<Result<(), Cause>> {
        let mut bytes = Bytes::of(record.bytes);
        match record.kind {
            // A row: where it is hidden.
            0x0208 => {
                let row = bytes.u16()?;
                bytes.skip(10)?;
                if bytes.u32()? & 0x20 != 0 {
                    self.sheet.hide_row(u32::from(row) + 1);
                }
            }
            0x007D => {
                let (first, last) = (bytes.u16()?, bytes.u16()?);
                bytes.skip(4)?;
                if bytes.u16()? & 1 != 0 {
                    self.sheet
                        .hide_columns(u32::from(first) + 1, u32::from(last) + 1);
                }
            }
            0x00E5 => {
                for _ in 0..bytes.u16()? {
                    let rows = (bytes.u16()?, bytes.u16()?);
                    let columns = (bytes.u16()?, bytes.u16()?);
                    let cell = |row: u16, column: u16| (u32::from(row) + 1, u32::from(column) + 1);
                    let area = (cell(rows.0, columns.0), cell(rows.1, columns.1));
                    let outcome = self.sheet.merge(area, self.budget);
                    if outcome.is_err() {
                        return Some(outcome);
                    }
                }
            }
            0x04BC => {
                let (row, _, column) = (bytes.u16()?, bytes.u16()?, bytes.u8()?);
                bytes.skip(3)?;
                let length = usize::from(bytes.u16()?);
                let operations = bytes.rest().get(..length)?.to_vec();
                // The formula that came before is the first that has it.
                let first = self.pending.as_ref().or(self.waiting.last());
                let key = first.and_then(|first| formula::shared_at(&first.operations));
                self.shared
                    .insert(key.unwrap_or((row, u16::from(column))), operations);
            }
            0x0207 => {
                let length = bytes.u16()?;
                let text = Bytes::of_all(bytes.rest(), record.more.clone()).text(length.into())?;
                if let Some(mut computed) = self.pending.take() {
                    let text = CellText::plain(&text);
                    let (text, hint) = self.globals.style(computed.style).text(&text);
                    computed.value = Value::Shown(text, hint);
                    self.waiting.push(computed);
                }
            }
            _ => return self.cell(record.kind, &mut bytes),
        }
        Some(Ok(()))
    }

    fn cell(&mut self, kind: u16, bytes: &mut Bytes<'_>) -> Option<Result<(), Cause>> {
        if !matches!(
            kind,
            0x0006 | 0x00BD | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E
        ) {
            return None;
        }
        self.waiting.extend(self.pending.take());
        let at = (bytes.u16()?, bytes.u16()?);
        if kind == 0x00BD {
            // Several numbers in a row; the last column stands behind them.
            let mut column = at.1;
            while bytes.rest().len() >= 8 {
                let (style, number) = (bytes.u16()?, bytes.u32()?);
                let outcome = self.number((at.0, column), style, rk(number)?);
                if outcome.is_err() {
                    return Some(outcome);
                }
                column = column.checked_add(1)?;
            }
            return Some(Ok(()));
        }
        let style = bytes.u16()?;
        let shown = match kind {
            0x0203 => return Some(self.number(at, style, Decimal::of_double(bytes.f64()?)?)),
            0x027E => return Some(self.number(at, style, rk(bytes.u32()?)?)),
            0x00FD => {
                let text = self.globals.texts.get(bytes.u32()? as usize)?;
                self.globals.style(style).text(text)
            }
            0x0204 => {
                let length = bytes.u16()?;
                let text = CellText::plain(&bytes.text(length.into())?);
                self.globals.style(style).text(&text)
            }
            0x0205 => {
                let (value, is_error) = (bytes.u8()?, bytes.u8()? == 1);
                truth_or_error(value, is_error)
            }
            _ => return self.computed(at, style, bytes),
        };
        Some(self.put(at, style, shown, None))
    }

    /// A cell with a formula, whose value is a number or says what it is.
    fn computed(
        &mut self,
        at: Base,
        style: u16,
        bytes: &mut Bytes<'_>,
    ) -> Option<Result<(), Cause>> {
        let kept: [u8; 8] = bytes.rest().get(..8)?.try_into().ok()?;
        bytes.skip(14)?;
        let length = usize::from(bytes.u16()?);
        let operations = bytes.rest().get(..length)?.to_vec();
        let value = match kept {
            [0, .., 0xFF, 0xFF] => Value::Text,
            [1, _, truth, .., 0xFF, 0xFF] => {
                let (text, hint) = truth_or_error(truth, false);
                Value::Shown(text, hint)
            }
            [2, _, error, .., 0xFF, 0xFF] => {
                let (text, hint) = truth_or_error(error, true);
                Value::Shown(text, hint)
            }
            [.., 0xFF, 0xFF] => Value::Shown(CellText::default(), Hint::Text),
            number => {
                let number = Decimal::of_double(f64::from_le_bytes(number))?;
                let style = self.globals.style(style);
                let (text, hint) = style.number(&number, self.globals.from_1904);
                Value::Shown(text, hint)
            }
        };
        let outcome = self.budget.text(operations.len());
        self.pending = Some(Computed {
            at,
            style,
            value,
            operations,
        });
        Some(outcome)
    }

    fn number(&mut self, at: Base, style: u16, number: Decimal) -> Result<(), Cause> {
        let shown = self.globals.style(style);
        let shown = shown.number(&number, self.globals.from_1904);
        self.put(at, style, shown, None)
    }

    fn put(
        &mut self,
        at: Base,
        style: u16,
        shown: (CellText, Hint),
        formula: Option<String>,
    ) -> Result<(), Cause> {
        let at = (u32::from(at.0) + 1, u32::from(at.1) + 1);
        let style: &Style = self.globals.style(style);
        let external = put(self.sheet, self.budget, at, shown, style, formula)?;
        self.external += usize::from(external);
        Ok(())
    }

    /// Adds the cells with formulas.
    fn finish(&mut self) -> Result<(), Cause> {
        self.waiting.extend(self.pending.take());
        for computed in std::mem::take(&mut self.waiting) {
            let shared = formula::shared_at(&computed.operations);
            let shared = shared.and_then(|first| self.shared.get(&first));
            let operations = shared.unwrap_or(&computed.operations);
            let written = formula::written(operations, computed.at, self.globals);
            self.budget.text(written.as_ref().map_or(0, String::len))?;
            let shown = match computed.value {
                Value::Shown(text, hint) => (text, hint),
                Value::Text => (CellText::default(), Hint::Text),
            };
            self.put(computed.at, computed.style, shown, written)?;
        }
        Ok(())
    }
}

fn truth_or_error(value: u8, is_error: bool) -> (CellText, Hint) {
    match is_error {
        true => (CellText::plain(formula::error(value)), Hint::Error),
        false => Style::truth(value != 0),
    }
}

/// A number in short: a whole number or the upper half of a double, in ones or
/// in hundredths.
fn rk(kept: u32) -> Option<Decimal> {
    let number = match kept & 2 {
        0 => Decimal::of_double(f64::from_bits(u64::from(kept & !3) << 32))?,
        _ => Decimal::of(&(kept.cast_signed() >> 2).to_string())?,
    };
    Some(match kept & 1 {
        0 => number,
        _ => number.shifted(-2),
    })
}
