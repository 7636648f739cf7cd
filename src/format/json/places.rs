//! `places.json` of a data folder: where each cell of its tables stands in the
//! document that they were written from, and what its files were when they were
//! written.

use super::dto::{SpotDto, ToolDto, VERSION, spot_dto, tool};
use super::written::indented;
use crate::extract::{Extract, ExtractedTable};
use crate::place::{Spot, letters};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct PlacesDto<'a> {
    version: u32,
    tool: ToolDto,
    document: &'a str,
    files: &'a BTreeMap<String, String>,
    tables: BTreeMap<String, BTreeMap<CellAddress, SpotDto>>,
}

/// What `places.json` says of the files beside it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Remembered {
    /// The document that they were written from.
    pub document: String,
    /// A mark of what each said when it was written.
    pub files: BTreeMap<String, String>,
}

/// A cell as workbooks call it; in the order of rows, then of columns.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct CellAddress(usize, u32);

impl Serialize for CellAddress {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{}{}", letters(self.1), self.0))
    }
}

/// The text of `places.json`.
pub(crate) fn places(extract: &Extract, files: &BTreeMap<String, String>) -> String {
    let tables = extract.tables.iter();
    let places = PlacesDto {
        version: VERSION,
        tool: tool(),
        document: &extract.document,
        files,
        tables: tables
            .map(|table| (format!("{}.csv", table.section), cells(table)))
            .collect(),
    };
    indented(&places, 0) + "\n"
}

/// What `places.json` says of the files beside it; none where it says nothing
/// that can be read.
pub(crate) fn remembered(text: &[u8]) -> Option<Remembered> {
    serde_json::from_slice(text).ok()
}

fn cells(table: &ExtractedTable) -> BTreeMap<CellAddress, SpotDto> {
    let mut cells = BTreeMap::new();
    for (row, line) in table.lines.iter().enumerate() {
        for (column, cell) in (1..).zip(line) {
            if let Some(spot) = cell.spot.as_ref().and_then(of_cell) {
                cells.insert(CellAddress(row + 1, column), spot);
            }
        }
    }
    cells
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
