//! Sections over several periods as JSON, with every pair of periods and the
//! exact ranges of their changes.

use crate::format::json::dto::{RangeDto, ReadingDto, VERSION, range};
use crate::format::json::written::whole;
use crate::format::view::periods::{PeriodSection, PeriodTables, label};
use crate::period::Period;
use crate::say::changes::{change_text, growth_text};
use crate::say::headings;
use crate::series::{Block, Movement, PeriodChange, SeriesCell, SeriesRow};
use serde::Serialize;

#[derive(Serialize)]
struct PeriodsDto<'a> {
    version: u32,
    missing: Vec<String>,
    sections: Vec<PeriodSectionDto<'a>>,
}

#[derive(Serialize)]
struct PeriodSectionDto<'a> {
    section: &'a str,
    title: String,
    periods: Vec<PeriodDto>,
    columns: Vec<PeriodColumnDto<'a>>,
}

#[derive(Serialize)]
struct PeriodDto {
    period: String,
    path: String,
}

#[derive(Serialize)]
struct PeriodColumnDto<'a> {
    column: &'a str,
    label: String,
    rows: Vec<PeriodRowDto<'a>>,
}

#[derive(Serialize)]
struct PeriodRowDto<'a> {
    key: &'a str,
    label: String,
    total: bool,
    cells: Vec<Option<PeriodCellDto<'a>>>,
    changes: Vec<PeriodChangeDto<'a>>,
}

/// A cell; exact numbers as text, fractions as `n/d`.
#[derive(Serialize)]
struct PeriodCellDto<'a> {
    period: String,
    line: u64,
    print: &'a str,
    #[serde(flatten)]
    reading: ReadingDto<'a>,
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
struct PeriodChangeDto<'a> {
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
pub(crate) fn document(shown: &PeriodTables<'_>, missing: &[Period]) -> String {
    whole(&PeriodsDto {
        version: VERSION,
        missing: missing.iter().map(Period::plain).collect(),
        sections: shown
            .sections
            .iter()
            .map(|one| section(shown, one))
            .collect(),
    })
}

fn section<'a>(
    shown: &'a PeriodTables<'_>,
    section: &'a PeriodSection<'_>,
) -> PeriodSectionDto<'a> {
    let period = |one: &&'a crate::series::PeriodReport| PeriodDto {
        period: one.period.plain(),
        path: one.report.path.display().to_string(),
    };
    PeriodSectionDto {
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
    shown: &'a PeriodTables<'_>,
    section: &'a PeriodSection<'_>,
    block: &'a Block<'_>,
) -> PeriodColumnDto<'a> {
    PeriodColumnDto {
        column: &block.column.name,
        label: headings::of_column(block.column, shown.lang),
        rows: block
            .rows
            .iter()
            .map(|one| row(shown, section, one))
            .collect(),
    }
}

fn row<'a>(
    shown: &'a PeriodTables<'_>,
    section: &'a PeriodSection<'_>,
    row: &'a SeriesRow<'_>,
) -> PeriodRowDto<'a> {
    let cells = row.cells.iter().enumerate();
    PeriodRowDto {
        key: row.key,
        label: label(row, shown.lang),
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

fn cell<'a>(cell: &'a SeriesCell<'_>, period: String) -> PeriodCellDto<'a> {
    PeriodCellDto {
        period,
        line: cell.row.first_line(),
        print: cell.row.text(cell.column),
        reading: ReadingDto::of(cell.row.reading(cell.column)),
        restated: cell.restated.map(|restated| RestatedDto {
            period: restated.period.plain(),
            print: &restated.print,
            address: &restated.address,
            rule: &restated.rule,
        }),
    }
}

fn change<'a>(
    shown: &PeriodTables<'_>,
    section: &'a PeriodSection<'_>,
    change: &'a PeriodChange,
) -> PeriodChangeDto<'a> {
    let mut dto = PeriodChangeDto {
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
