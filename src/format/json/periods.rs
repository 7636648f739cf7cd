//! Sections over several periods as JSON, with every pair of periods and the
//! exact ranges of their changes.

use crate::figure::Reading;
use crate::format::json::{RangeDto, exact, range, whole};
use crate::format::view::periods::{Section, Shown, label};
use crate::period::Period;
use crate::say::changes::{change_text, growth_text};
use crate::say::headings;
use crate::series::{Block, Movement, PeriodChange, SeriesCell, SeriesRow};
use serde::Serialize;

/// The version of this format: raised when a field changes or goes.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct DocumentDto<'a> {
    version: u32,
    missing: Vec<String>,
    sections: Vec<SectionDto<'a>>,
}

#[derive(Serialize)]
struct SectionDto<'a> {
    section: &'a str,
    title: String,
    periods: Vec<PeriodDto>,
    columns: Vec<ColumnDto<'a>>,
}

#[derive(Serialize)]
struct PeriodDto {
    period: String,
    path: String,
}

#[derive(Serialize)]
struct ColumnDto<'a> {
    column: &'a str,
    label: String,
    rows: Vec<RowDto<'a>>,
}

#[derive(Serialize)]
struct RowDto<'a> {
    key: &'a str,
    label: String,
    total: bool,
    cells: Vec<Option<CellDto<'a>>>,
    changes: Vec<ChangeDto<'a>>,
}

/// A cell; exact numbers as text, fractions as `n/d`.
#[derive(Serialize)]
struct CellDto<'a> {
    period: String,
    line: u64,
    print: &'a str,
    reading: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restated: Option<RestatedDto<'a>>,
}

#[derive(Serialize)]
struct RestatedDto<'a> {
    period: String,
    print: &'a str,
    address: &'a str,
    rule: &'a str,
}

#[derive(Serialize)]
struct ChangeDto<'a> {
    from: String,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<ChangedDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    growth: Option<ChangedDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unlike_units: Option<[&'a str; 2]>,
}

/// As it is told, and what the prints allow, in base units.
#[derive(Serialize)]
struct ChangedDto {
    text: Option<String>,
    range: RangeDto,
}

/// All sections; `missing` are the periods that have no report.
pub fn document(shown: &Shown<'_>, missing: &[Period]) -> String {
    whole(&DocumentDto {
        version: VERSION,
        missing: missing.iter().map(Period::plain).collect(),
        sections: shown
            .sections
            .iter()
            .map(|one| section(shown, one))
            .collect(),
    })
}

fn section<'a>(shown: &'a Shown<'_>, section: &'a Section<'_>) -> SectionDto<'a> {
    let period = |one: &&'a crate::series::PeriodReport| PeriodDto {
        period: one.period.plain(),
        path: one.report.path.display().to_string(),
    };
    SectionDto {
        section: section.name,
        title: section.title(shown.config, shown.lang),
        periods: section.reports.iter().map(period).collect(),
        columns: section
            .blocks
            .iter()
            .map(|block| column(shown, section, block))
            .collect(),
    }
}

fn column<'a>(
    shown: &'a Shown<'_>,
    section: &'a Section<'_>,
    block: &'a Block<'_>,
) -> ColumnDto<'a> {
    ColumnDto {
        column: &block.column.name,
        label: headings::of_column(block.column, shown.lang),
        rows: block
            .rows
            .iter()
            .map(|one| row(shown, section, one))
            .collect(),
    }
}

fn row<'a>(shown: &'a Shown<'_>, section: &'a Section<'_>, row: &'a SeriesRow<'_>) -> RowDto<'a> {
    let cells = row.cells.iter().enumerate();
    RowDto {
        key: row.key,
        label: label(row, section.known(shown.config), shown.lang),
        total: section.is_total(shown.config, row.key),
        cells: cells
            .map(|(at, one)| one.as_ref().map(|one| cell(one, section.period(at))))
            .collect(),
        changes: row
            .changes
            .iter()
            .map(|one| change(shown, section, one))
            .collect(),
    }
}

fn cell<'a>(cell: &'a SeriesCell<'_>, period: String) -> CellDto<'a> {
    let mut dto = CellDto {
        period,
        line: cell.row.excerpt.first_line,
        print: cell.row.text(cell.column),
        reading: "blank",
        value: None,
        unit: None,
        range: None,
        restated: cell.restated.map(|restated| RestatedDto {
            period: restated.period.plain(),
            print: &restated.print,
            address: &restated.address,
            rule: &restated.rule,
        }),
    };
    match cell.row.readings.get(cell.column) {
        None | Some(Reading::Blank) => {}
        Some(Reading::NotApplicable) => dto.reading = "not-applicable",
        Some(Reading::Withheld) => dto.reading = "withheld",
        Some(Reading::Unreadable(_)) => dto.reading = "unreadable",
        Some(Reading::Figure(figure)) => {
            dto.reading = "figure";
            dto.value = Some(exact(&figure.nominal));
            dto.unit = figure.unit.as_ref().map(|unit| unit.text.as_str());
            dto.range = Some(range(&figure.range));
        }
    }
    dto
}

fn change<'a>(
    shown: &Shown<'_>,
    section: &'a Section<'_>,
    change: &'a PeriodChange,
) -> ChangeDto<'a> {
    let mut dto = ChangeDto {
        from: section.period(change.from),
        to: section.period(change.to),
        difference: None,
        growth: None,
        unlike_units: None,
    };
    match &change.movement {
        Movement::Unknown => {}
        Movement::Unlike(one, other) => dto.unlike_units = Some([one, other]),
        Movement::Change(changed) => {
            dto.difference = Some(ChangedDto {
                text: change_text(&change.movement, shown.lang),
                range: range(&changed.difference),
            });
            dto.growth = changed.growth.as_ref().map(|growth| ChangedDto {
                text: growth_text(&change.movement),
                range: range(growth),
            });
        }
    }
    dto
}
