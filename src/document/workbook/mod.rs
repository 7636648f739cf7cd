//! Workbooks (.xlsx, .xlsm, .xls, .ods, .fods, and what WPS calls .et): each sheet is a grid, its cells are
//! as the workbook prints them, and formulas that their author wrote are kept.

mod formula;
mod number_format;
mod ods;
mod sheet;
mod shown;
#[cfg(test)]
mod tests;
mod xls;
mod xlsx;

pub(crate) use formula::{CellReference, Formula, Operator, RangeReference};

use super::compound::{COMPOUND, is_encrypted};
use super::packed::Packed;
use super::{Cause, Content};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Cause> {
    if is_encrypted(bytes) {
        return Err(Cause::Encrypted);
    }
    if bytes.starts_with(COMPOUND) {
        return xls::read(bytes);
    }
    if ods::is_flat(bytes) && bytes.trim_ascii_start().starts_with(b"<") {
        return ods::read_flat(bytes);
    }
    let mut package = Packed::open(bytes)?;
    if package.has("xl/workbook.bin") {
        return Err(Cause::SaveAs("xlsx"));
    }
    if ods::is_one(&package) {
        return ods::read(&mut package);
    }
    xlsx::read(&mut package)
}
