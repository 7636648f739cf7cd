//! What was found in the rules of configurations, as JSON.

use crate::format::json::dto::{ToolDto, VERSION, tool};
use crate::format::json::finding::{ErrorDto, FindingDto, error_dto, finding_dto};
use crate::format::json::written::whole;
use crate::lang::Lang;
use crate::say::lint::Linted;
use serde::Serialize;

/// What was found of the rules of some configurations.
#[derive(Serialize)]
struct LintDto {
    version: u32,
    tool: ToolDto,
    configurations: Vec<LintedDto>,
}

#[derive(Serialize)]
struct LintedDto {
    path: String,
    rules: usize,
    reports: usize,
    findings: Vec<FindingDto>,
    beyond: Vec<String>,
    never_checked: Vec<String>,
    errors: Vec<ErrorDto>,
}

/// The document of `reportcheck lint`.
pub(crate) fn linted(linted: &[Linted], lang: Lang) -> String {
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
        beyond: linted.beyond.clone(),
        never_checked: linted.never_settled.clone(),
        errors: linted
            .errors
            .iter()
            .map(|error| error_dto(error, lang))
            .collect(),
    };
    let document = LintDto {
        version: VERSION,
        tool: tool(),
        configurations: linted.iter().map(one).collect(),
    };
    whole(&document)
}
