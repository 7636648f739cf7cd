//! Counts as every format says them: of rules, of findings, of what is not
//! listed.

use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::counts;
use crate::say::run::{Checked, ReportLine};
use crate::say::terms::{plural, severity_name};

/// A number of rules.
pub(crate) fn rules(count: usize, lang: Lang) -> String {
    say!(
        lang,
        "{count} rule{s}",
        "{count} 条规则{s}",
        s = plural(count as u64, lang)
    )
}

/// A number of checks.
pub(crate) fn checks(count: u64, lang: Lang) -> String {
    say!(
        lang,
        "{count} check{s}",
        "{count} 项核对{s}",
        s = plural(count, lang)
    )
}

/// How many findings are not listed, where some are not.
pub(crate) fn hidden(checked: &Checked<'_>, limit: usize, lang: Lang) -> Option<String> {
    let hidden = checked.hidden(limit);
    let total = checked.outcome.findings.total();
    (hidden > 0).then(|| not_listed(hidden, total, lang))
}

/// That some findings are not listed.
pub(crate) fn not_listed(hidden: u64, total: u64, lang: Lang) -> String {
    say!(
        lang,
        "{hidden} of {total} findings are not listed (--max 0 lists all)",
        "共 {total} 处发现，其中 {hidden} 处未列出（--max 0 可全部列出）"
    )
}

/// The counts of a report in one line.
pub(crate) fn findings_line(line: &ReportLine, lang: Lang) -> String {
    let mut parts = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let count = line.count(severity);
        if count > 0 {
            parts.push(say!(
                lang,
                "{count} {name}{s}",
                "{count} 处{name}{s}",
                name = severity_name(severity, lang),
                s = plural(count, lang)
            ));
        }
    }
    if parts.is_empty() {
        parts.push(say!(lang, "no findings", "没有发现问题"));
    }
    if line.waived > 0 {
        let waived = line.waived;
        parts.push(say!(lang, "{waived} waived", "已豁免 {waived} 处"));
    }
    let found = parts.join(&say!(lang, ", ", "，"));
    match line.unread {
        0 => format!("{found}\n"),
        unread => say!(
            lang,
            "{found}; {unread} mistake{s} kept something from being read\n",
            "{found}；另有 {unread} 处无法读取{s}\n",
            s = plural(unread, lang)
        ),
    }
}

/// The last lines: how many findings are not listed, and what came out.
pub(crate) fn summary(checked: &Checked<'_>, limit: usize, lang: Lang) -> String {
    let outcome = checked.outcome;
    let mut text = String::new();
    if let Some(line) = counts::hidden(checked, limit, lang) {
        text.push_str(&format!("{line}\n"));
    }
    let tally = outcome.tally;
    let rules = counts::rules(outcome.rules.len(), lang);
    let checks = counts::checks(tally.checks(), lang);
    let (good, bad, open) = (tally.consistent, tally.inconsistent, tally.not_checked);
    text.push_str(&say!(
        lang,
        "{rules}, {checks}: {good} consistent, {bad} inconsistent, {open} not checked\n",
        "{rules}，{checks}：一致 {good}，不一致 {bad}，未核对 {open}\n"
    ));
    text.push_str(&counts::findings_line(&checked.line(), lang));
    text
}
