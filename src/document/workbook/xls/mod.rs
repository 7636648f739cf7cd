//! Workbooks of 1997 to 2003 (.xls), which offices and WPS still write: records
//! of cells in a compound file.

mod bytes;
mod formula;
mod functions;
mod globals;
mod sheet;
mod streams;
#[cfg(test)]
mod tests;

use super::sheet::{Budget, Sheet};
use crate::document::damage::Damage;
use crate::document::{Cause, Content, Told};
use globals::Globals;
use streams::Compound;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Cause> {
    let file = Compound::open(bytes)?;
    let stream = file.stream("Workbook");
    let Some(stream) = stream else {
        // Workbooks of before 1997 are in a stream of another name.
        return Err(match file.stream("Book") {
            Some(_) => Cause::SaveAs("xlsx"),
            None => Cause::Damaged(Damage::NoWorkbook),
        });
    };
    let mut budget = Budget::new();
    let globals = Globals::read(&stream, &mut budget)?;
    let mut content = Content::default();
    if file.has("_VBA_PROJECT_CUR") {
        content.told.push(Told::Macros);
    }
    let mut external = 0;
    for listed in globals.sheets.iter().filter(|listed| listed.has_cells) {
        let mut sheet = Sheet::new(&listed.name, listed.hidden);
        external += sheet::read(&stream, listed.place, &globals, &mut sheet, &mut budget)?;
        sheet.put_into(&mut content, &mut budget)?;
    }
    if external > 0 {
        content.told.push(Told::ExternalLinks(external));
    }
    Ok(content)
}
