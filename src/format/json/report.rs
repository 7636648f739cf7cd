//! The JSON report: a format of its own with a version, documented in
//! `docs/json.md`, so that the inside may change without breaking its readers.

use crate::finding::{Finding, NotChecked, Tally};
use crate::format::json::clash::{ReasonedDto, reasoned as reasoned_dto};
use crate::format::json::dto::{PlaceDto, ReportNameDto, VERSION, place, tool};
use crate::format::json::finding::{ErrorDto, FindingDto, error_dto, finding_dto};
use crate::format::json::written::{Made, indented};
use crate::format::output::{Output, Setting};
use crate::format::view::document::ReportHeading;
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say::by_rule::RuleLine;
use crate::say::counts;
use crate::say::lists::clauses;
use crate::say::not_checked::reason;
use crate::say::run::{Checked, ReportLine, Run, Standing};
use crate::say::understood;
use serde::Serialize;

/// The JSON document, report by report.
pub(crate) struct Json(pub Setting);

impl Output for Json {
    fn head(&self, _run: &Run) -> String {
        let tool = indented(&tool(), 2);
        format!("{{\n  \"version\": {VERSION},\n  \"tool\": {tool},\n  \"reports\": [\n    ")
    }

    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        vec![indented(&report_dto(checked, &self.0), 4)]
    }

    fn between(&self) -> &'static str {
        ",\n    "
    }

    fn tail(&self, run: &Run) -> String {
        let summary = indented(&run_dto(run, &self.0), 2);
        format!("\n  ],\n  \"summary\": {summary}\n}}\n")
    }
}

/// How the whole run came out.
#[derive(Serialize)]
struct RunDto {
    reports: OutcomesDto,
    #[serde(flatten)]
    tally: TallyDto,
    errors: u64,
    warnings: u64,
    notes: u64,
    waived: u64,
    unread: u64,
    ignored: usize,
    ignored_among_reports: Vec<String>,
    rules: Vec<RuleReportsDto>,
    message: String,
}

/// In how many reports a rule came out how.
#[derive(Serialize)]
struct RuleReportsDto {
    name: String,
    section: Option<String>,
    check: String,
    reports_failing: u64,
    reports_checked: u64,
    reports_not_checked: u64,
}

/// How many reports came out how.
#[derive(Serialize)]
struct OutcomesDto {
    all: usize,
    consistent: usize,
    findings: usize,
    not_readable: usize,
    not_checked: usize,
}

fn run_dto(run: &Run, setting: &Setting) -> RunDto {
    let total = ReportLine::total(run);
    RunDto {
        reports: OutcomesDto {
            all: run.lines.len(),
            consistent: run.reports(Standing::Consistent),
            findings: run.reports(Standing::Findings),
            not_readable: run.reports(Standing::NotReadable),
            not_checked: run.reports(Standing::NotChecked),
        },
        tally: tally(total.tally),
        errors: total.count(Severity::Error),
        warnings: total.count(Severity::Warning),
        notes: total.count(Severity::Note),
        waived: total.waived,
        unread: total.unread,
        ignored: run.ignored_files(),
        ignored_among_reports: run
            .ignored
            .iter()
            .map(|path| path.display().to_string())
            .collect(),
        rules: run
            .by_rule
            .worst_first()
            .into_iter()
            .map(rule_reports)
            .collect(),
        message: clauses(&counts::of_run(run, setting.lang), setting.lang),
    }
}

fn rule_reports(line: &RuleLine) -> RuleReportsDto {
    RuleReportsDto {
        name: line.name.clone(),
        section: line.section.clone(),
        check: line.check.clone(),
        reports_failing: line.failing,
        reports_checked: line.checked,
        reports_not_checked: line.not_checked,
    }
}

/// What programs know a standing by.
fn outcome_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Consistent => "consistent",
        Standing::Findings => "findings",
        Standing::NotReadable => "not-readable",
        Standing::NotChecked => "not-checked",
    }
}

#[derive(Serialize)]
struct ReportDto<'r> {
    #[serde(flatten)]
    name: ReportNameDto,
    summary: SummaryDto,
    findings: Made<'r, Finding, FindingDto>,
    waived: Vec<WaivedDto>,
    not_checked: Vec<NotCheckedDto>,
    rules: Vec<RuleDto>,
    coverage: Vec<CoverageDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasoned: Option<ReasonedDto>,
    errors: Vec<ErrorDto>,
    ignored: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
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
struct SummaryDto {
    outcome: &'static str,
    rules: usize,
    #[serde(flatten)]
    tally: TallyDto,
    errors: u64,
    warnings: u64,
    notes: u64,
    waived: usize,
    findings_listed: usize,
    relations_found: u64,
    relations_hold: u64,
    sentence_figures: u64,
    sentence_figures_claimed: u64,
    claims: u64,
    claims_hold: u64,
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
struct WaivedDto {
    finding: FindingDto,
    reason: String,
    expires: Option<String>,
    place: PlaceDto,
}

#[derive(Serialize)]
struct NotCheckedDto {
    rule: String,
    section: Option<String>,
    row: Option<String>,
    line: Option<u64>,
    reason: String,
    cell: Option<PlaceDto>,
}

fn report_dto<'r>(checked: &Checked<'r>, setting: &Setting) -> ReportDto<'r> {
    let (report, outcome, lang) = (checked.report, checked.outcome, setting.lang);
    let findings = checked.listed(setting.limit);
    ReportDto {
        name: ReportHeading::of(report, lang).into(),
        summary: SummaryDto {
            outcome: outcome_name(checked.line().standing()),
            rules: outcome.rules.len(),
            tally: tally(outcome.tally),
            errors: outcome.findings.count(Severity::Error),
            warnings: outcome.findings.count(Severity::Warning),
            notes: outcome.findings.count(Severity::Note),
            waived: outcome.waived.len(),
            findings_listed: findings.len(),
            relations_found: outcome.relations.found,
            relations_hold: outcome.relations.hold,
            sentence_figures: outcome.claims.figures,
            sentence_figures_claimed: outcome.claims.claimed,
            claims: outcome.claims.claims,
            claims_hold: outcome.claims.hold,
        },
        findings: Made {
            of: findings,
            by: finding_dto,
            lang,
        },
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
            .map(|reasoned| reasoned_dto(reasoned, lang)),
        errors: checked
            .errors()
            .map(|error| error_dto(error, lang))
            .collect(),
        ignored: report.ignored.clone(),
        remarks: understood::of_report(report, lang),
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

fn not_checked(check: &NotChecked, lang: Lang) -> NotCheckedDto {
    NotCheckedDto {
        rule: check.rule.name.clone(),
        section: check.section.clone(),
        row: check.row.as_ref().map(|row| row.key.clone()),
        line: check.row.as_ref().map(|row| row.line),
        reason: reason(check, lang),
        cell: check.cell.as_ref().map(|mark| place(&mark.place)),
    }
}
