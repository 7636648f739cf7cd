//! Tables and the list of sections as JSON: a format of its own with a
//! version, so that the inside may change without breaking its readers.

use crate::format::json::dto::{ReadingDto, ReportNameDto, VERSION};
use crate::format::json::structure::{self, StructureDto};
use crate::format::json::written::whole;
use crate::format::view::document::{
    CellView, ColumnView, Content, Document, Footnote, Holds, RowView, Sums, TableView,
};
use crate::format::view::overview::{Overview, SectionLine};
use crate::rule::Severity;
use serde::Serialize;

#[derive(Serialize)]
struct TablesDto<'a> {
    version: u32,
    report: ReportNameDto,
    tables: Vec<TableDto<'a>>,
    findings: Vec<FootnoteDto<'a>>,
}

#[derive(Serialize)]
struct OverviewDto<'a> {
    version: u32,
    report: ReportNameDto,
    sections: Vec<SectionSizeDto<'a>>,
    total: TotalDto,
}

#[derive(Serialize)]
struct SectionSizeDto<'a> {
    name: &'a str,
    title: Option<&'a str>,
    rows: Option<u64>,
    figures: Option<u64>,
    errors: u64,
    warnings: u64,
    notes: u64,
}

#[derive(Serialize)]
struct TotalDto {
    rows: u64,
    figures: u64,
    errors: u64,
    warnings: u64,
    notes: u64,
}

#[derive(Serialize)]
struct TableDto<'a> {
    section: &'a str,
    title: &'a str,
    present: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    decimal: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<StructureDto>,
    columns: Vec<ShownColumnDto<'a>>,
    rows: Vec<ShownRowDto<'a>>,
    findings: &'a [usize],
}

#[derive(Serialize)]
struct ShownColumnDto<'a> {
    name: &'a str,
    label: &'a str,
    holds: &'static str,
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    total: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'static str>,
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    findings: &'a [usize],
}

#[derive(Serialize)]
struct ShownRowDto<'a> {
    key: &'a str,
    label: &'a str,
    line: u64,
    total: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'static str>,
    cells: Vec<ShownCellDto<'a>>,
}

/// A cell; exact numbers as text, fractions as `n/d`.
#[derive(Serialize)]
struct ShownCellDto<'a> {
    column: &'a str,
    print: &'a str,
    #[serde(flatten)]
    reading: ReadingDto<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    findings: &'a [usize],
}

#[derive(Serialize)]
struct FootnoteDto<'a> {
    number: usize,
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    rule: Option<&'a str>,
    section: &'a str,
}

/// Some sections' tables with the findings marked in them.
pub(crate) fn document(document: &Document) -> String {
    whole(&TablesDto {
        version: VERSION,
        report: ReportNameDto::from(document.report.clone()),
        tables: document.tables.iter().map(table).collect(),
        findings: document.footnotes.iter().map(finding).collect(),
    })
}

/// The list of sections.
pub(crate) fn overview(overview: &Overview) -> String {
    let total = &overview.total;
    let size = total.size.unwrap_or_default();
    whole(&OverviewDto {
        version: VERSION,
        report: ReportNameDto::from(overview.report.clone()),
        sections: overview.sections.iter().map(section).collect(),
        total: TotalDto {
            rows: size.rows,
            figures: size.figures,
            errors: total.count(Severity::Error),
            warnings: total.count(Severity::Warning),
            notes: total.count(Severity::Note),
        },
    })
}

fn section(line: &SectionLine) -> SectionSizeDto<'_> {
    SectionSizeDto {
        name: &line.name,
        title: line.title.as_deref(),
        rows: line.size.map(|size| size.rows),
        figures: line.size.map(|size| size.figures),
        errors: line.count(Severity::Error),
        warnings: line.count(Severity::Warning),
        notes: line.count(Severity::Note),
    }
}

fn table(table: &TableView) -> TableDto<'_> {
    TableDto {
        section: &table.section,
        title: &table.title,
        present: table.present,
        decimal: table.decimal_comma.then_some(","),
        document: table.structure.as_ref().map(structure::dto),
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(|of| row(of, table)).collect(),
        findings: &table.footnotes,
    }
}

fn column(column: &ColumnView) -> ShownColumnDto<'_> {
    ShownColumnDto {
        name: &column.name,
        label: &column.label,
        holds: match column.holds {
            Holds::Keys => "keys",
            Holds::Labels => "labels",
            Holds::Words | Holds::Prose => "words",
            Holds::Figures => "figures",
            Holds::Recomputed => "recomputed",
        },
        unit: column.unit.as_deref(),
        total: column.total,
        found: column.found.map(Sums::name),
        findings: &column.marks,
    }
}

fn row<'a>(row: &'a RowView, table: &'a TableView) -> ShownRowDto<'a> {
    let cells = table.columns.iter().zip(&row.cells);
    ShownRowDto {
        key: &row.key,
        label: &row.label,
        line: row.line,
        total: row.total,
        found: row.found.map(Sums::name),
        cells: cells.map(|(column, of)| cell(of, &column.name)).collect(),
    }
}

fn cell<'a>(cell: &'a CellView, column: &'a str) -> ShownCellDto<'a> {
    let mut rule = None;
    let reading = match &cell.content {
        Content::Words | Content::Change => ReadingDto::default(),
        Content::Blank => ReadingDto::of_kind("blank"),
        Content::NotApplicable => ReadingDto::of_kind("not-applicable"),
        Content::Withheld => ReadingDto::of_kind("withheld"),
        Content::Unreadable => ReadingDto::of_kind("unreadable"),
        Content::Figure(figure) => ReadingDto::of_figure(figure),
        Content::Recomputed { rule: of, value } => {
            rule = Some(of.as_str());
            ReadingDto::recomputed(value)
        }
    };
    ShownCellDto {
        column,
        print: &cell.print,
        reading,
        rule,
        findings: &cell.marks,
    }
}

fn finding(note: &Footnote) -> FootnoteDto<'_> {
    FootnoteDto {
        number: note.number,
        severity: note.severity.name(),
        code: note.code.name(),
        message: &note.title,
        rule: note.rule.as_deref(),
        section: &note.section,
    }
}
