//! The pieces that all JSON that we write is made of: numbers, places, cells
//! in question, rules.

use crate::figure::{End, Figure, Range, Rat, Reading};
use crate::finding::{Mark, MarkRole, RuleNote};
use crate::format::view::document::ReportHeading;
use crate::lang::Lang;
use crate::place::{Place, Spot, letters};
use crate::rule::{Found, Lines, Stated, Words};
use serde::Serialize;

/// The version of these formats: raised when a field changes or goes.
pub(super) const VERSION: u32 = 1;

/// The program that wrote a document.
#[derive(Serialize)]
pub(super) struct ToolDto {
    name: &'static str,
    version: &'static str,
}

/// This program.
pub(super) fn tool() -> ToolDto {
    ToolDto {
        name: "reportcheck",
        version: env!("CARGO_PKG_VERSION"),
    }
}

/// What a report is called.
#[derive(Serialize)]
pub(super) struct ReportNameDto {
    path: String,
    period: Option<String>,
    title: Option<String>,
}

impl From<ReportHeading> for ReportNameDto {
    fn from(heading: ReportHeading) -> ReportNameDto {
        ReportNameDto {
            path: heading.path,
            period: heading.period,
            title: heading.title,
        }
    }
}

/// A place in a file.
#[derive(Serialize)]
pub(super) struct PlaceDto {
    pub file: String,
    pub line: u64,
    pub column: u64,
    /// Where it stands in a document; left out in a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spot: Option<SpotDto>,
}

/// Where a cell stands in a document.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub(super) enum SpotDto {
    /// In a workbook.
    Sheet { sheet: String, cell: String },
    /// On a page; its box in hundredths of a point from the upper left corner.
    Page {
        page: u32,
        table: Option<u32>,
        area: [i32; 4],
    },
    /// In the table of a document that flows.
    Table { table: u32, row: u32, column: u32 },
    /// In a paragraph of such a document.
    Paragraph { paragraph: u32 },
    /// In a text, where a file's line and column do not say it already.
    Line { line: u64, column: u64 },
}

/// Where a place stands in a document; none in a text.
fn spot(place: &Place) -> Option<SpotDto> {
    spot_dto(place.spot()?)
}

/// A place in a document; none for a line of a text.
pub(super) fn spot_dto(spot: &Spot) -> Option<SpotDto> {
    Some(match spot {
        Spot::Line { .. } => return None,
        Spot::Sheet { sheet, row, column } => SpotDto::Sheet {
            sheet: sheet.to_string(),
            cell: format!("{}{row}", letters(*column)),
        },
        Spot::Page { page, table, area } => SpotDto::Page {
            page: *page,
            table: *table,
            area: [area.left, area.top, area.right, area.bottom],
        },
        Spot::Table { table, row, column } => SpotDto::Table {
            table: *table,
            row: *row,
            column: *column,
        },
        Spot::Paragraph(paragraph) => SpotDto::Paragraph {
            paragraph: *paragraph,
        },
    })
}

/// A place.
pub(super) fn place(place: &Place) -> PlaceDto {
    let (line, column) = place.line_column();
    PlaceDto {
        file: place.excerpt.path.display().to_string(),
        line,
        column,
        spot: spot(place),
    }
}

/// A rule, as findings name it.
#[derive(Serialize)]
pub(super) struct RuleRefDto {
    name: String,
    check: String,
    place: PlaceDto,
    why: Option<String>,
    found: Option<FoundDto>,
    stated: Option<StatedDto>,
}

/// The words that state a rule which nobody wrote.
#[derive(Serialize)]
struct StatedDto {
    kind: &'static str,
    pattern: &'static str,
    words: String,
    place: PlaceDto,
}

impl From<&Stated> for StatedDto {
    fn from(stated: &Stated) -> StatedDto {
        StatedDto {
            kind: stated.kind,
            pattern: stated.pattern,
            words: stated.words.clone(),
            place: place(&stated.place),
        }
    }
}

/// What speaks for a relation that nobody wrote.
#[derive(Serialize)]
struct FoundDto {
    over: &'static str,
    holds: usize,
    tried: usize,
    named: bool,
}

impl From<&Found> for FoundDto {
    fn from(found: &Found) -> FoundDto {
        FoundDto {
            over: match found.over {
                Lines::Rows => "rows",
                Lines::Columns => "columns",
                Lines::Figures => "figures",
                Lines::Tables => "tables",
            },
            holds: found.holds,
            tried: found.tried,
            named: found.named,
        }
    }
}

/// A rule, as findings name it.
pub(super) fn rule_ref(rule: &RuleNote, lang: Lang) -> RuleRefDto {
    RuleRefDto {
        name: rule.name.clone(),
        check: rule.check.clone(),
        place: place(&rule.place),
        why: rule.why.say(lang).map(str::to_owned),
        found: rule.found.as_ref().map(FoundDto::from),
        stated: rule.stated.as_deref().map(StatedDto::from),
    }
}

/// A cell in question.
#[derive(Serialize)]
pub(super) struct MarkDto {
    #[serde(flatten)]
    place: PlaceDto,
    print: String,
    role: &'static str,
    name: Option<String>,
    cell_name: Option<String>,
    labels: LabelsDto,
    figure: Option<FigureDto>,
}

/// What people call a cell.
#[derive(Serialize)]
struct LabelsDto {
    section: Option<String>,
    row: Option<String>,
    column: Option<String>,
}

/// A cell in question.
pub(super) fn mark(mark: &Mark, lang: Lang) -> MarkDto {
    let label = |words: &Words| words.say(lang).map(str::to_owned);
    MarkDto {
        place: place(&mark.place),
        print: mark.place.words().to_owned(),
        role: match mark.role {
            MarkRole::Reported => "reported",
            MarkRole::Plus => "plus",
            MarkRole::Minus => "minus",
            MarkRole::Times => "times",
            MarkRole::Over => "over",
            MarkRole::Compared => "compared",
            MarkRole::First => "first",
            MarkRole::Also => "also",
        },
        name: (!mark.name.is_empty()).then(|| mark.name.clone()),
        cell_name: mark.cell_name(),
        labels: LabelsDto {
            section: label(&mark.labels.section),
            row: label(&mark.labels.row),
            column: label(&mark.labels.column),
        },
        figure: mark.figure.as_ref().map(figure),
    }
}

/// A figure: exact numbers as text, fractions as `n/d`.
#[derive(Serialize)]
pub(super) struct FigureDto {
    value: String,
    unit: Option<String>,
    range: RangeDto,
}

/// A figure.
pub(super) fn figure(figure: &Figure) -> FigureDto {
    FigureDto {
        value: exact(&figure.nominal),
        unit: figure.unit.as_ref().map(|unit| unit.text.clone()),
        range: range(&figure.range),
    }
}

/// What a shown cell holds. Exact numbers as text, fractions as `n/d`.
#[derive(Default, Serialize)]
pub(super) struct ReadingDto<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeDto>,
}

impl<'a> ReadingDto<'a> {
    /// Of a cell by what it is.
    pub(super) fn of_kind(kind: &'static str) -> ReadingDto<'a> {
        ReadingDto {
            reading: Some(kind),
            ..ReadingDto::default()
        }
    }

    /// Of a cell as it was read; none is blank.
    pub(super) fn of(reading: Option<&'a Reading>) -> ReadingDto<'a> {
        match reading {
            None | Some(Reading::Blank) => ReadingDto::of_kind("blank"),
            Some(Reading::NotApplicable) => ReadingDto::of_kind("not-applicable"),
            Some(Reading::Withheld) => ReadingDto::of_kind("withheld"),
            Some(Reading::Unreadable(_)) => ReadingDto::of_kind("unreadable"),
            Some(Reading::Figure(figure)) => ReadingDto::of_figure(figure),
        }
    }

    /// Of a number that a rule makes of other figures.
    pub(super) fn recomputed(value: &Rat) -> ReadingDto<'a> {
        ReadingDto {
            value: Some(exact(value)),
            ..ReadingDto::of_kind("recomputed")
        }
    }

    /// Of a figure.
    pub(super) fn of_figure(figure: &'a Figure) -> ReadingDto<'a> {
        ReadingDto {
            reading: Some("figure"),
            value: Some(exact(&figure.nominal)),
            unit: figure.unit.as_ref().map(|unit| unit.text.as_str()),
            range: Some(range(&figure.range)),
        }
    }
}

/// What a print or a rule allows.
#[derive(Serialize)]
pub(super) struct RangeDto {
    low: Option<String>,
    low_open: bool,
    high: Option<String>,
    high_open: bool,
    whole: bool,
}

/// A range, its numbers exact.
pub(super) fn range(range: &Range) -> RangeDto {
    let number = |end: &End| match end {
        End::Free => None,
        End::Open(value) | End::Closed(value) => Some(exact(value)),
    };
    RangeDto {
        low: number(&range.lo),
        low_open: !matches!(range.lo, End::Closed(_)),
        high: number(&range.hi),
        high_open: !matches!(range.hi, End::Closed(_)),
        whole: range.whole,
    }
}

/// An exact number: `7`, `2159/2500`.
pub(super) fn exact(value: &Rat) -> String {
    value.to_string()
}
