//! Tables and the list of sections as JSON: a format of its own with a
//! version, so that the inside may change without breaking its readers.

use crate::format::json::{RangeDto, exact, range, whole};
use crate::format::view::overview::{Overview, SectionLine};
use crate::format::view::{
    CellView, ColumnView, Content, Document, Footnote, Holds, ReportHeading, RowView, TableView,
};
use crate::rule::Severity;
use serde::Serialize;

/// The version of this format: raised when a field changes or goes.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct DocumentDto<'a> {
    version: u32,
    report: ReportDto<'a>,
    tables: Vec<TableDto<'a>>,
    findings: Vec<FindingDto<'a>>,
}

#[derive(Serialize)]
struct OverviewDto<'a> {
    version: u32,
    report: ReportDto<'a>,
    sections: Vec<SectionDto<'a>>,
    total: TotalDto,
}

#[derive(Serialize)]
struct ReportDto<'a> {
    path: &'a str,
    period: Option<&'a str>,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct SectionDto<'a> {
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
    columns: Vec<ColumnDto<'a>>,
    rows: Vec<RowDto<'a>>,
    findings: &'a [usize],
}

#[derive(Serialize)]
struct ColumnDto<'a> {
    name: &'a str,
    label: &'a str,
    holds: &'static str,
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    findings: &'a [usize],
}

#[derive(Serialize)]
struct RowDto<'a> {
    key: &'a str,
    label: &'a str,
    line: u64,
    total: bool,
    cells: Vec<CellDto<'a>>,
}

/// A cell; exact numbers as text, fractions as `n/d`.
#[derive(Serialize)]
struct CellDto<'a> {
    column: &'a str,
    print: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    findings: &'a [usize],
}

#[derive(Serialize)]
struct FindingDto<'a> {
    number: usize,
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    rule: Option<&'a str>,
    section: &'a str,
}

/// Some sections' tables with the findings marked in them.
pub fn document(document: &Document) -> String {
    whole(&DocumentDto {
        version: VERSION,
        report: report(&document.report),
        tables: document.tables.iter().map(table).collect(),
        findings: document.footnotes.iter().map(finding).collect(),
    })
}

/// The list of sections.
pub fn overview(overview: &Overview) -> String {
    let total = &overview.total;
    let size = total.size.unwrap_or_default();
    whole(&OverviewDto {
        version: VERSION,
        report: report(&overview.report),
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

fn report(heading: &ReportHeading) -> ReportDto<'_> {
    ReportDto {
        path: &heading.path,
        period: heading.period.as_deref(),
        title: heading.title.as_deref(),
    }
}

fn section(line: &SectionLine) -> SectionDto<'_> {
    SectionDto {
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
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(|of| row(of, table)).collect(),
        findings: &table.footnotes,
    }
}

fn column(column: &ColumnView) -> ColumnDto<'_> {
    ColumnDto {
        name: &column.name,
        label: &column.label,
        holds: match column.holds {
            Holds::Keys => "keys",
            Holds::Labels => "labels",
            Holds::Words => "words",
            Holds::Figures => "figures",
            Holds::Recomputed => "recomputed",
        },
        unit: column.unit.as_deref(),
        findings: &column.marks,
    }
}

fn row<'a>(row: &'a RowView, table: &'a TableView) -> RowDto<'a> {
    let cells = table.columns.iter().zip(&row.cells);
    RowDto {
        key: &row.key,
        label: &row.label,
        line: row.line,
        total: row.total,
        cells: cells.map(|(column, of)| cell(of, &column.name)).collect(),
    }
}

fn cell<'a>(cell: &'a CellView, column: &'a str) -> CellDto<'a> {
    let mut dto = CellDto {
        column,
        print: &cell.print,
        reading: None,
        value: None,
        unit: None,
        range: None,
        rule: None,
        findings: &cell.marks,
    };
    match &cell.content {
        Content::Words | Content::Change => {}
        Content::Blank => dto.reading = Some("blank"),
        Content::NotApplicable => dto.reading = Some("not-applicable"),
        Content::Withheld => dto.reading = Some("withheld"),
        Content::Unreadable => dto.reading = Some("unreadable"),
        Content::Figure(figure) => {
            dto.reading = Some("figure");
            dto.value = Some(exact(&figure.nominal));
            dto.unit = figure.unit.as_ref().map(|unit| unit.text.as_str());
            dto.range = Some(range(&figure.range));
        }
        Content::Recomputed { rule, value } => {
            dto.reading = Some("recomputed");
            dto.value = Some(exact(value));
            dto.rule = Some(rule);
        }
    }
    dto
}

fn finding(note: &Footnote) -> FindingDto<'_> {
    FindingDto {
        number: note.number,
        severity: note.severity.name(),
        code: note.code.name(),
        message: &note.title,
        rule: note.rule.as_deref(),
        section: &note.section,
    }
}
