//! The JSON report: a format of its own with a version, documented in
//! `docs/json.md`, so that the inside may change without breaking its readers.

pub mod clash;
pub mod periods;
pub mod table;
mod written;

pub use written::{indented, whole};

use crate::figure::{End, Figure, Range, Rat};
use crate::finding::{
    Asked, Detail, Finding, Mark, MarkRole, Mismatch, NotChecked, RuleNote, Side, Tally,
};
use crate::format::output::{Output, Setting};
use crate::lang::Lang;
use crate::place::Place;
use crate::report::ReadError;
use crate::rule::Severity;
use crate::say::lint::Linted;
use crate::say::run::{Checked, Run};
use crate::say::{errors, notes, title, why_not};
use serde::Serialize;

/// The version of this format: raised when a field changes or goes.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct ReportDto {
    path: String,
    period: Option<String>,
    title: Option<String>,
    summary: Summary,
    findings: Vec<FindingDto>,
    waived: Vec<WaivedDto>,
    not_checked: Vec<NotCheckedDto>,
    rules: Vec<RuleDto>,
    coverage: Vec<CoverageDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasoned: Option<clash::ReasonedDto>,
    errors: Vec<ErrorDto>,
}

/// How many figures of a section are under a rule.
#[derive(Serialize)]
struct CoverageDto {
    section: String,
    figures: u64,
    covered: u64,
    /// By name, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    uncovered: Option<Vec<String>>,
}

#[derive(Serialize)]
struct Summary {
    rules: usize,
    #[serde(flatten)]
    tally: TallyDto,
    errors: u64,
    warnings: u64,
    notes: u64,
    waived: usize,
    findings_listed: usize,
}

#[derive(Serialize)]
struct TallyDto {
    checks: u64,
    consistent: u64,
    inconsistent: u64,
    not_checked: u64,
}

#[derive(Serialize)]
struct RuleDto {
    name: String,
    section: Option<String>,
    #[serde(flatten)]
    tally: TallyDto,
}

#[derive(Serialize)]
pub(crate) struct FindingDto {
    code: &'static str,
    severity: &'static str,
    message: String,
    notes: Vec<String>,
    section: String,
    row: Option<String>,
    rule: Option<RuleRef>,
    cell: CellDto,
    related: Vec<CellDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clash: Option<clash::ClashDto>,
}

#[derive(Serialize)]
struct WaivedDto {
    finding: FindingDto,
    reason: String,
    expires: Option<String>,
    place: PlaceDto,
}

#[derive(Serialize)]
pub(crate) struct RuleRef {
    name: String,
    check: String,
    place: PlaceDto,
    why: Option<String>,
}

#[derive(Serialize)]
struct PlaceDto {
    file: String,
    line: u64,
    column: u64,
}

#[derive(Serialize)]
pub(crate) struct CellDto {
    #[serde(flatten)]
    place: PlaceDto,
    print: String,
    role: &'static str,
    name: Option<String>,
    figure: Option<FigureDto>,
}

/// A figure: exact numbers as text, fractions as `n/d`.
#[derive(Serialize)]
struct FigureDto {
    value: String,
    unit: Option<String>,
    range: RangeDto,
}

#[derive(Serialize)]
pub(crate) struct RangeDto {
    low: Option<String>,
    low_open: bool,
    high: Option<String>,
    high_open: bool,
    whole: bool,
}

#[derive(Serialize)]
struct ComparisonDto {
    relation: &'static str,
    left: SideDto,
    right: SideDto,
    difference: Option<String>,
    allowed: Option<String>,
    would_hold_with: Vec<RepairDto>,
    holds_if: Vec<HoldsIfDto>,
    not_reported: Vec<String>,
}

#[derive(Serialize)]
struct SideDto {
    expression: String,
    printed: Option<String>,
    range: Option<RangeDto>,
}

#[derive(Serialize)]
struct RepairDto {
    name: String,
    print: String,
}

#[derive(Serialize)]
struct HoldsIfDto {
    figure: Option<String>,
    rounding: &'static str,
}

#[derive(Serialize)]
struct NotCheckedDto {
    rule: String,
    section: Option<String>,
    row: Option<String>,
    reason: String,
    cell: Option<PlaceDto>,
}

#[derive(Serialize)]
struct ErrorDto {
    message: String,
    place: Option<PlaceDto>,
}

/// The JSON document, report by report.
pub struct Json(pub Setting);

impl Output for Json {
    fn head(&self, _run: &Run) -> String {
        let tool = Tool {
            name: "reportcheck",
            version: env!("CARGO_PKG_VERSION"),
        };
        let tool = indented(&tool, 2);
        format!("{{\n  \"version\": {VERSION},\n  \"tool\": {tool},\n  \"reports\": [\n    ")
    }

    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        vec![indented(&report_dto(checked, &self.0), 4)]
    }

    fn between(&self) -> &'static str {
        ",\n    "
    }

    fn tail(&self, _run: &Run) -> String {
        "\n  ]\n}\n".to_owned()
    }
}

/// What was found of the rules of some configurations.
#[derive(Serialize)]
struct LintDocument {
    version: u32,
    tool: Tool,
    configurations: Vec<LintedDto>,
}

#[derive(Serialize)]
struct LintedDto {
    path: String,
    rules: usize,
    reports: usize,
    findings: Vec<FindingDto>,
    never_checked: Vec<String>,
    errors: Vec<ErrorDto>,
}

/// The document of `reportcheck lint`.
pub fn linted(linted: &[Linted], lang: Lang) -> String {
    let one = |linted: &Linted| LintedDto {
        path: linted.file.display().to_string(),
        rules: linted.rules,
        reports: linted.reports,
        findings: linted
            .findings
            .kept
            .iter()
            .map(|finding| finding_dto(finding, lang))
            .collect(),
        never_checked: linted.never_settled.clone(),
        errors: linted
            .errors
            .iter()
            .map(|error| error_dto(error, lang))
            .collect(),
    };
    let document = LintDocument {
        version: VERSION,
        tool: Tool {
            name: "reportcheck",
            version: env!("CARGO_PKG_VERSION"),
        },
        configurations: linted.iter().map(one).collect(),
    };
    whole(&document)
}

fn report_dto(checked: &Checked<'_>, setting: &Setting) -> ReportDto {
    let (report, outcome, lang) = (checked.report, checked.outcome, setting.lang);
    let findings: Vec<FindingDto> = checked
        .listed(setting.limit)
        .iter()
        .map(|finding| finding_dto(finding, lang))
        .collect();
    ReportDto {
        path: report.path.display().to_string(),
        period: report
            .period
            .as_ref()
            .map(|period| period.text().to_owned()),
        title: report.facts.title.say(lang).map(str::to_owned),
        summary: Summary {
            rules: outcome.rules.len(),
            tally: tally(outcome.tally),
            errors: outcome.findings.count(Severity::Error),
            warnings: outcome.findings.count(Severity::Warning),
            notes: outcome.findings.count(Severity::Note),
            waived: outcome.waived.len(),
            findings_listed: findings.len(),
        },
        findings,
        waived: outcome
            .waived
            .iter()
            .map(|waived| WaivedDto {
                finding: finding_dto(&waived.finding, lang),
                reason: waived.reason.clone(),
                expires: waived.expires.clone(),
                place: place(&waived.place),
            })
            .collect(),
        not_checked: outcome
            .not_checked
            .iter()
            .map(|check| not_checked(check, lang))
            .collect(),
        rules: outcome
            .rules
            .iter()
            .map(|rule| RuleDto {
                name: rule.name.clone(),
                section: rule.section.clone(),
                tally: tally(rule.tally),
            })
            .collect(),
        coverage: outcome
            .coverage
            .iter()
            .map(|section| CoverageDto {
                section: section.section.clone(),
                figures: section.figures,
                covered: section.covered,
                uncovered: setting
                    .coverage
                    .then(|| section.uncovered.iter().map(ToString::to_string).collect()),
            })
            .collect(),
        reasoned: outcome
            .reasoned
            .as_ref()
            .map(|reasoned| clash::reasoned(reasoned, lang)),
        errors: checked
            .errors()
            .map(|error| error_dto(error, lang))
            .collect(),
    }
}

fn tally(tally: Tally) -> TallyDto {
    TallyDto {
        checks: tally.checks(),
        consistent: tally.consistent,
        inconsistent: tally.inconsistent,
        not_checked: tally.not_checked,
    }
}

pub(crate) fn finding_dto(finding: &Finding, lang: Lang) -> FindingDto {
    FindingDto {
        code: finding.code.name(),
        severity: finding.severity.name(),
        message: title(finding, lang),
        notes: notes(finding, lang),
        section: finding.section.clone(),
        row: finding.row_key().map(str::to_owned),
        rule: finding.rule.as_ref().map(|rule| rule_ref(rule, lang)),
        cell: cell(finding.primary()),
        related: finding.related().iter().map(cell).collect(),
        comparison: match &finding.detail {
            Detail::Mismatch(mismatch) => Some(comparison(mismatch)),
            _ => None,
        },
        clash: clash::clash(finding, lang),
    }
}

/// A rule, as findings name it.
pub(crate) fn rule_ref(rule: &RuleNote, lang: Lang) -> RuleRef {
    RuleRef {
        name: rule.name.clone(),
        check: rule.check.clone(),
        place: place(&rule.place),
        why: rule.why.say(lang).map(str::to_owned),
    }
}

fn comparison(mismatch: &Mismatch) -> ComparisonDto {
    ComparisonDto {
        relation: match &mismatch.relation {
            Asked::Compare(sign) => sign.sign(),
            Asked::Parts | Asked::NoRemainder => "includes",
            Asked::Grim { .. } => "grim",
            Asked::Condition => "condition",
        },
        left: side(&mismatch.left),
        right: side(&mismatch.right),
        difference: mismatch.difference.as_ref().map(exact),
        allowed: mismatch.allowed.as_ref().map(exact),
        would_hold_with: mismatch
            .repairs
            .iter()
            .map(|repair| RepairDto {
                name: repair.name.clone(),
                print: repair.print.clone(),
            })
            .collect(),
        holds_if: mismatch
            .holds_if
            .iter()
            .map(|holds| HoldsIfDto {
                figure: holds.figure.as_ref().map(|(name, _)| name.clone()),
                rounding: holds.rounding.name(),
            })
            .collect(),
        not_reported: mismatch.unknown.clone(),
    }
}

fn side(side: &Side) -> SideDto {
    SideDto {
        expression: side.text.clone(),
        printed: side.printed.as_ref().map(exact),
        range: side.range.as_ref().map(range),
    }
}

/// An exact number: `7`, `2159/2500`.
pub(crate) fn exact(value: &Rat) -> String {
    value.to_string()
}

/// A range, its numbers exact.
pub(crate) fn range(range: &Range) -> RangeDto {
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

fn figure(figure: &Figure) -> FigureDto {
    FigureDto {
        value: exact(&figure.nominal),
        unit: figure.unit.as_ref().map(|unit| unit.text.clone()),
        range: range(&figure.range),
    }
}

pub(crate) fn cell(mark: &Mark) -> CellDto {
    CellDto {
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
        figure: mark.figure.as_ref().map(figure),
    }
}

fn place(place: &Place) -> PlaceDto {
    let (line, column) = place.line_column();
    PlaceDto {
        file: place.excerpt.path.display().to_string(),
        line,
        column,
    }
}

fn not_checked(check: &NotChecked, lang: Lang) -> NotCheckedDto {
    NotCheckedDto {
        rule: check.rule.name.clone(),
        section: check.section.clone(),
        row: check.row.clone(),
        reason: why_not(&check.why, &check.name, lang),
        cell: check.cell.as_ref().map(|mark| place(&mark.place)),
    }
}

fn error_dto(error: &ReadError, lang: Lang) -> ErrorDto {
    // An error of a whole file has no line in this format's first version.
    let whole = matches!(error, ReadError::Source(error) if error.place().is_none());
    let at = errors::place(error).filter(|_| !whole);
    ErrorDto {
        message: error.say(lang),
        place: at.map(|at| PlaceDto {
            file: at.path.display().to_string(),
            line: at.line,
            column: at.column,
        }),
    }
}
