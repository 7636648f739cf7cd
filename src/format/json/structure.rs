//! What was understood of a table in a document, as programs get it.

use super::dto::{SpotDto, spot_dto};
use crate::format::view::{ColumnOfStructure, RowOfStructure, StructureView};
use serde::Serialize;

/// What was understood of a table in a document. Rows and columns count from 1.
#[derive(Serialize)]
pub(super) struct StructureDto {
    file: String,
    languages: Vec<&'static str>,
    spot: Option<SpotDto>,
    title: Option<String>,
    unit: Option<String>,
    period: Option<String>,
    area: AreaDto,
    title_rows: Vec<u64>,
    header_rows: Vec<u64>,
    repeated_header_rows: Vec<u64>,
    note_rows: Vec<u64>,
    key_columns: Vec<u32>,
    columns: Vec<ColumnDto>,
    rows: Vec<RowDto>,
    lines: Vec<&'static str>,
}

/// The first and the last row and column.
#[derive(Serialize)]
struct AreaDto {
    rows: [u64; 2],
    columns: [u32; 2],
}

#[derive(Serialize)]
struct RowDto {
    row: u64,
    class: &'static str,
    key: Vec<String>,
    unit: Option<String>,
}

#[derive(Serialize)]
struct ColumnDto {
    column: u32,
    header: Vec<String>,
    number: Option<String>,
    unit: Option<String>,
    period: Option<String>,
    total: bool,
    holds: &'static str,
}

/// What was understood of a table.
pub(super) fn dto(view: &StructureView) -> StructureDto {
    let column = |column: &ColumnOfStructure| ColumnDto {
        column: column.column,
        header: column.header.clone(),
        number: column.number.clone(),
        unit: column.unit.clone(),
        period: column.period.clone(),
        total: column.total,
        holds: column.holds,
    };
    let row = |row: &RowOfStructure| RowDto {
        row: row.row,
        class: row.class,
        key: row.key.clone(),
        unit: row.unit.clone(),
    };
    StructureDto {
        file: view.file.clone(),
        languages: view.languages.clone(),
        spot: spot_dto(&view.spot),
        title: view.title.clone(),
        unit: view.unit.clone(),
        period: view.period.clone(),
        area: AreaDto {
            rows: view.rows_of_area,
            columns: view.columns_of_area,
        },
        title_rows: view.titles.clone(),
        header_rows: view.header.clone(),
        repeated_header_rows: view.repeated.clone(),
        note_rows: view.notes.clone(),
        key_columns: view.keys.clone(),
        columns: view.columns.iter().map(column).collect(),
        rows: view.rows.iter().map(row).collect(),
        lines: view.lines.clone(),
    }
}
