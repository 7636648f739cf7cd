//! `places.json` of a data folder: where each cell of its tables stands in the
//! document that they were written from, and what its files were when they were
//! written.

use super::dto::{SpotDto, ToolDto, VERSION, spot_dto, tool};
use super::written::indented;
use crate::clean::escaped_in_json;
use crate::extract::{Extract, ExtractedTable};
use crate::place::{Spot, letters};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct HeadDto<'a> {
    version: u32,
    tool: ToolDto,
    document: &'a str,
    files: &'a BTreeMap<String, String>,
}

/// What `places.json` says of the files beside it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Remembered {
    /// The document that they were written from.
    pub document: String,
    /// A mark of what each said when it was written.
    pub files: BTreeMap<String, String>,
}

/// The text of `places.json`, a line a cell.
pub(crate) fn places(extract: &Extract, files: &BTreeMap<String, String>) -> String {
    let head = indented(
        &HeadDto {
            version: VERSION,
            tool: tool(),
            document: &extract.document,
            files,
        },
        0,
    );
    let tables = extract.tables.iter().map(|table| {
        let name = indented(&format!("{}.csv", table.section), 0);
        format!("    {name}: {{\n{}\n    }}", cells(table).join(",\n"))
    });
    let tables: Vec<String> = tables.collect();
    let head = head.strip_suffix("\n}").unwrap_or(&head);
    format!(
        "{head},\n  \"tables\": {{\n{}\n  }}\n}}\n",
        tables.join(",\n")
    )
}

/// What `places.json` says of the files beside it; none where it says nothing
/// that can be read.
pub(crate) fn remembered(text: &[u8]) -> Option<Remembered> {
    serde_json::from_slice(text).ok()
}

/// A line for each cell that stands somewhere in the document, called as
/// workbooks do.
fn cells(table: &ExtractedTable) -> Vec<String> {
    let mut cells = Vec::new();
    for (row, line) in (1..).zip(&table.lines) {
        for (column, cell) in (1..).zip(line) {
            if let Some(spot) = cell.spot.as_ref().and_then(of_cell) {
                let column = letters(column);
                cells.push(format!("      \"{column}{row}\": {}", in_one_line(&spot)));
            }
        }
    }
    cells
}

fn in_one_line(spot: &SpotDto) -> String {
    // Nothing in it can fail to be written.
    escaped_in_json(serde_json::to_string(spot).unwrap_or_default())
}

fn of_cell(spot: &Spot) -> Option<SpotDto> {
    match spot {
        Spot::Line { line, column, .. } => Some(SpotDto::Line {
            line: *line,
            column: *column,
        }),
        other => spot_dto(other),
    }
}

/// A mark of what a file says, by which it is known whether it was changed
/// since: FNV-1a over its bytes. It keeps no secret and proves nothing.
pub(crate) fn mark_of(bytes: &[u8]) -> String {
    let mut mark: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in bytes {
        mark = (mark ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{mark:016x}")
}
