//! The end of a run over many reports: which came out how.

use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::run::{ReportLine, Run, Standing};
use crate::say::terms;

/// What a standing is called.
pub(crate) fn standing_name(standing: Standing, lang: Lang) -> String {
    match standing {
        Standing::Consistent => terms::consistent(lang),
        Standing::Findings => say!(lang, "findings", "有发现"),
        Standing::NotReadable => terms::not_readable(lang),
    }
}

/// The number of reports of each standing, in one sentence.
pub(crate) fn totals(run: &Run, lang: Lang) -> String {
    let reports = run.lines.len();
    let [good, found, unread] = Standing::ALL.map(|standing| run.reports(standing));
    say!(
        lang,
        "{reports} reports: {good} consistent, {found} with findings, {unread} not readable",
        "共 {reports} 份报告：一致 {good}，有发现 {found}，无法读取 {unread}"
    )
}

/// The names of the columns.
pub(crate) fn headings(lang: Lang) -> [String; 8] {
    [
        say!(lang, "report", "报告"),
        say!(lang, "errors", "错误"),
        say!(lang, "warnings", "警告"),
        say!(lang, "notes", "提示"),
        terms::waived(lang),
        say!(lang, "checks", "核对"),
        terms::not_checked(lang),
        say!(lang, "outcome", "结果"),
    ]
}

/// A report's row below the headings; its name as the format shows it.
pub(crate) fn cells(name: String, line: &ReportLine, lang: Lang) -> [String; 8] {
    [
        name,
        line.count(Severity::Error).to_string(),
        line.count(Severity::Warning).to_string(),
        line.count(Severity::Note).to_string(),
        line.waived.to_string(),
        line.tally.checks().to_string(),
        line.tally.not_checked.to_string(),
        standing_name(line.standing(), lang),
    ]
}
