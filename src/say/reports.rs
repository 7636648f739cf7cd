//! The end of a run over many reports: which came out how.

use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::counts::verdicts;
use crate::say::lists::listed;
use crate::say::run::{ReportLine, Run, Standing};
use crate::say::terms::{self, plural};

/// What a standing is called.
pub(crate) fn standing_name(standing: Standing, lang: Lang) -> String {
    match standing {
        Standing::Consistent => terms::consistent(lang),
        Standing::Findings => say!(lang, "findings", "有发现"),
        Standing::NotReadable => terms::not_readable(lang),
        Standing::NotChecked => terms::not_checked(lang),
    }
}

/// The number of reports of each standing, in one sentence.
pub(crate) fn totals(run: &Run, lang: Lang) -> String {
    let reports = run.lines.len();
    let [good, found, unread, open] = Standing::ALL.map(|standing| run.reports(standing));
    let open = match open {
        0 => String::new(),
        open => say!(lang, ", {open} not checked", "，未核对 {open}"),
    };
    say!(
        lang,
        "{reports} reports: {good} consistent, {found} with findings, {unread} not readable{open}",
        "共 {reports} 份报告：一致 {good}，有发现 {found}，无法读取 {unread}{open}"
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

/// What came out of a run: its reports where there are several, its checks.
pub(crate) fn came_out(run: &Run, lang: Lang) -> String {
    let checks = verdicts(run.tally(), lang);
    match run.lines.len() {
        0 | 1 => say!(lang, "{checks}.", "{checks}。"),
        _ => {
            let reports = totals(run, lang);
            say!(lang, "{reports}. {checks}.", "{reports}。{checks}。")
        }
    }
}

/// Before the counts of a whole run.
pub(crate) fn in_all(counts: &str, lang: Lang) -> String {
    say!(lang, "in all: {counts}", "总计：{counts}")
}

/// That reports which agree are not listed.
pub(crate) fn more_consistent(hidden: usize, lang: Lang) -> String {
    say!(
        lang,
        "… and {hidden} consistent reports",
        "……另有 {hidden} 份一致的报告"
    )
}

/// How many reports a table leaves out.
pub(crate) fn not_in_table(consistent: usize, others: usize, lang: Lang) -> String {
    say!(
        lang,
        "Not in the table: {consistent} consistent reports, {others} others.",
        "表中未列：一致的报告 {consistent} 份，其他 {others} 份。"
    )
}

/// What a text had no room for.
#[derive(Default)]
pub(crate) struct NotShown {
    /// Findings that count.
    pub findings: u64,
    /// Things that could not be read.
    pub unread: u64,
    /// Waived findings.
    pub waived: u64,
    /// Lists of what was not checked.
    pub not_checked: u64,
}

impl NotShown {
    /// All of it in a line; none where nothing is left out.
    pub(crate) fn line(&self, lang: Lang) -> Option<String> {
        let parts = [
            (
                self.findings,
                say!(
                    lang,
                    "finding{s}",
                    "处发现{s}",
                    s = plural(self.findings, lang)
                ),
            ),
            (
                self.unread,
                say!(lang, "things that could not be read", "处无法读取的内容"),
            ),
            (self.waived, say!(lang, "waived findings", "处已豁免的发现")),
            (
                self.not_checked,
                say!(lang, "lists of what was not checked", "份未核对的清单"),
            ),
        ];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let list = listed(&parts, lang);
        (!parts.is_empty()).then(|| say!(lang, "Not shown here: {list}.", "此处未列出：{list}。"))
    }
}
