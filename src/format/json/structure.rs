//! What was understood of a table in a document, as programs get it.

use super::dto::{SpotDto, spot_dto};
use crate::format::view::{ColumnOfStructure, StructureView};
use serde::Serialize;

/// What was understood of a table in a document. Rows and columns count from 1.
#[derive(Serialize)]
pub(super) struct StructureDto {
    file: String,
    spot: Option<SpotDto>,
    title: Option<String>,
    unit: Option<String>,
    period: Option<String>,
    header_rows: Vec<u64>,
    key_columns: Vec<u32>,
    columns: Vec<ColumnDto>,
    lines: Vec<&'static str>,
}

#[derive(Serialize)]
struct ColumnDto {
    column: u32,
    header: Vec<String>,
    unit: Option<String>,
    period: Option<String>,
    holds: &'static str,
}

/// What was understood of a table.
pub(super) fn dto(view: &StructureView) -> StructureDto {
    let column = |column: &ColumnOfStructure| ColumnDto {
        column: column.column,
        header: column.header.clone(),
        unit: column.unit.clone(),
        period: column.period.clone(),
        holds: column.holds,
    };
    StructureDto {
        file: view.file.clone(),
        spot: spot_dto(&view.spot),
        title: view.title.clone(),
        unit: view.unit.clone(),
        period: view.period.clone(),
        header_rows: view.header.clone(),
        key_columns: view.keys.clone(),
        columns: view.columns.iter().map(column).collect(),
        lines: view.lines.clone(),
    }
}
