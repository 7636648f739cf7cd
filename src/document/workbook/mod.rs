//! Workbooks (.xlsx, .xlsm, .xls, .ods): each sheet is a grid, its cells are
//! as the workbook prints them, and formulas that their author wrote are kept.

mod formula;
mod number_format;
mod sheet;
mod xlsx;

pub(crate) use formula::{CellReference, Formula, Operator, RangeReference};

use super::packed::Packed;
use super::{Cause, Content};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Cause> {
    if super::compound::is_encrypted(bytes) {
        return Err(Cause::Encrypted);
    }
    let mut package = Packed::open(bytes)?;
    if package.has("xl/workbook.bin") {
        return Err(Cause::SaveAs("xlsx"));
    }
    xlsx::read(&mut package)
}
