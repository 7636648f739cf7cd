//! A finding, and what could not be read, as JSON.

use crate::finding::{Detail, Finding, Mismatch, Requirement, Side};
use crate::format::json::clash::{ClashDto, clash};
use crate::format::json::dto::{
    MarkDto, PlaceDto, RangeDto, RuleRefDto, exact, mark, range, rule_ref,
};
use crate::lang::Lang;
use crate::report::ReadError;
use crate::say::{errors, notes, title};
use serde::Serialize;

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingDto {
    code: &'static str,
    severity: &'static str,
    message: String,
    notes: Vec<String>,
    section: String,
    row: Option<String>,
    rule: Option<RuleRefDto>,
    cell: MarkDto,
    related: Vec<MarkDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clash: Option<ClashDto<FindingDto>>,
}

/// A finding with its sentences.
pub(super) fn finding_dto(finding: &Finding, lang: Lang) -> FindingDto {
    FindingDto {
        code: finding.code.name(),
        severity: finding.severity.name(),
        message: title(finding, lang),
        notes: notes(finding, lang),
        section: finding.section.clone(),
        row: finding.row_key().map(str::to_owned),
        rule: finding.rule.as_ref().map(|rule| rule_ref(rule, lang)),
        cell: mark(finding.primary(), lang),
        related: finding
            .related()
            .iter()
            .map(|one| mark(one, lang))
            .collect(),
        comparison: match &finding.detail {
            Detail::Mismatch(mismatch) => Some(comparison(mismatch)),
            _ => None,
        },
        clash: clash(finding, |other| finding_dto(other, lang), lang),
    }
}

#[derive(Serialize)]
struct ComparisonDto {
    relation: &'static str,
    left: SideDto,
    right: SideDto,
    difference: Option<String>,
    allowed: Option<String>,
    apart_by_at_least: Option<String>,
    would_hold_with: Vec<RepairDto>,
    holds_if: Vec<HoldsIfDto>,
    not_reported: Vec<String>,
    held_within: Vec<HeldWithinDto>,
}

#[derive(Serialize)]
struct HeldWithinDto {
    name: String,
    because: &'static str,
}

fn comparison(mismatch: &Mismatch) -> ComparisonDto {
    ComparisonDto {
        relation: match &mismatch.relation {
            Requirement::Compare(sign) => sign.sign(),
            Requirement::Parts | Requirement::NoRemainder => "includes",
            Requirement::Grim { .. } => "grim",
            Requirement::Condition => "condition",
        },
        left: side(&mismatch.left),
        right: side(&mismatch.right),
        difference: mismatch.difference.as_ref().map(exact),
        allowed: mismatch.allowed.as_ref().map(exact),
        apart_by_at_least: mismatch.gap.as_ref().map(|gap| exact(&gap.size)),
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
        held_within: mismatch
            .bounded
            .iter()
            .map(|bounded| HeldWithinDto {
                name: bounded.name.clone(),
                because: bounded.floor.name(),
            })
            .collect(),
    }
}

#[derive(Serialize)]
struct SideDto {
    expression: String,
    printed: Option<String>,
    range: Option<RangeDto>,
}

fn side(side: &Side) -> SideDto {
    SideDto {
        expression: side.text.clone(),
        printed: side.printed.as_ref().map(exact),
        range: side.range.as_ref().map(range),
    }
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

/// What could not be read.
#[derive(Serialize)]
pub(super) struct ErrorDto {
    message: String,
    place: Option<PlaceDto>,
}

/// What could not be read, with its place.
pub(super) fn error_dto(error: &ReadError, lang: Lang) -> ErrorDto {
    // An error of a whole file has no line in this format's first version.
    let whole = matches!(error, ReadError::Source(error) if error.place().is_none());
    let at = errors::place(error).filter(|_| !whole);
    ErrorDto {
        message: error.say(lang),
        place: at.map(|at| PlaceDto {
            file: at.path.display().to_string(),
            line: at.line,
            column: at.column,
            spot: None,
        }),
    }
}
