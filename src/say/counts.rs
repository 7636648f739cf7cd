//! Counts as every format says them: of rules, of findings, of what is not
//! listed.

use crate::claim::Counted;
use crate::clean::on_one_line;
use crate::finding::MOST_LISTED;
use crate::finding::{Findings, Relations, Tally};
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::ignored;
use crate::say::lists::{clauses, phrases};
use crate::say::run::{Checked, ReportLine, Run};
use crate::say::terms::{plural, severity_name};
use crate::say::unchecked;
use crate::say::unchecked_reports::of_some;

/// A number of rules.
pub(crate) fn rules(count: usize, lang: Lang) -> String {
    say!(
        lang,
        "{count} rule{s}",
        "{count} 条规则{s}",
        s = plural(count as u64, lang)
    )
}

/// How many relations were found in the figures, and how many of them hold.
pub(crate) fn relations(count: Relations, lang: Lang) -> Option<String> {
    let (found, hold) = (count.found, count.hold);
    (found > 0).then(|| {
        say!(
            lang,
            "{found} relation{s} found ({hold} hold{h})",
            "看出 {found} 项勾稽关系（{hold} 项成立）{s}{h}",
            s = plural(found, lang),
            h = if hold == 1 && lang == Lang::En {
                "s"
            } else {
                ""
            }
        )
    })
}

/// How many figures sentences hold, how many of them are in claims, and how many
/// of these hold.
pub(crate) fn sentences(count: Counted, lang: Lang) -> Option<String> {
    let Counted {
        figures,
        claimed,
        claims,
        hold,
        ..
    } = count;
    let open = match count.open() {
        0 => String::new(),
        open => say!(lang, ", {open} left open", "，{open} 项无从核对"),
    };
    (figures > 0).then(|| {
        say!(
            lang,
            "{figures} figure{s} in sentences, {claimed} in {claims} claim{c} ({hold} hold{h}{open})",
            "句中数字 {figures} 个，其中 {claimed} 个见于 {claims} 项陈述（{hold} 项成立{open}）{s}{c}{h}",
            s = plural(figures, lang),
            c = plural(claims, lang),
            h = if hold == 1 && lang == Lang::En {
                "s"
            } else {
                ""
            }
        )
    })
}

/// A number of reports.
pub(crate) fn reports(count: usize, lang: Lang) -> String {
    match count {
        0 => say!(lang, "no reports", "没有报告"),
        _ => say!(
            lang,
            "{count} report{s}",
            "{count} 份报告{s}",
            s = plural(count as u64, lang)
        ),
    }
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
    let how = how_to_list(total, lang);
    say!(
        lang,
        "{hidden} of {total} findings are not listed ({how})",
        "共 {total} 处发现，其中 {hidden} 处未列出（{how}）"
    )
}

/// How to have so many findings listed, as far as they are.
fn how_to_list(total: u64, lang: Lang) -> String {
    if usize::try_from(total).is_ok_and(|total| total <= MOST_LISTED) {
        return say!(lang, "--max 0 lists all", "--max 0 可全部列出");
    }
    say!(
        lang,
        "--max 0 lists {MOST_LISTED} of a report; --section and --rule choose which",
        "--max 0 每份报告最多列出 {MOST_LISTED} 处；可用 --section 和 --rule 选择"
    )
}

/// That some findings of a run over many reports are not listed.
pub(crate) fn more_of_run(more: u64, lang: Lang) -> String {
    say!(
        lang,
        "{more} more findings of this run are not listed: this format lists no more of one run; validate fewer reports at once",
        "本次检查另有 {more} 处发现未列出：此格式一次只列这么多；请分批检查"
    )
}

/// That some findings of a report are not listed, in a line of its own.
pub(crate) fn more_of_report(path: &str, (more, total): (u64, u64), lang: Lang) -> String {
    let how = how_to_list(total, lang);
    say!(
        lang,
        "{path}: {more} more findings are not listed ({how})",
        "{path}：另有 {more} 处发现未列出（{how}）"
    )
}

/// That some findings of a rule are not listed.
pub(crate) fn more_of_rule(more: u64, total: u64, lang: Lang) -> String {
    let how = how_to_list(total, lang);
    say!(
        lang,
        "{more} more findings of this rule are not listed ({how})",
        "此规则另有 {more} 处发现未列出（{how}）"
    )
}

/// A headline that stands for several findings.
pub(crate) fn with_more(title: &str, more: usize, lang: Lang) -> String {
    match more {
        0 => title.to_owned(),
        more => say!(
            lang,
            "{title} (and {more} more)",
            "{title}（另有 {more} 处）"
        ),
    }
}

/// How many findings of each severity there are, worst first; none of those
/// that are not there.
pub(crate) fn by_severity(count: impl Fn(Severity) -> u64, lang: Lang) -> Vec<String> {
    let mut parts = Vec::new();
    for severity in Severity::ALL.into_iter().rev() {
        let count = count(severity);
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
    parts
}

/// The same in a cell of a table.
pub(crate) fn in_a_cell(count: impl Fn(Severity) -> u64, lang: Lang) -> String {
    match by_severity(count, lang) {
        parts if parts.is_empty() => say!(lang, "none", "无"),
        parts => phrases(&parts, lang),
    }
}

/// What a list of sections does not count among their findings.
pub(crate) fn beside_sections(waived: usize, of_rules: &Findings, lang: Lang) -> Option<String> {
    let mut parts = Vec::new();
    if waived > 0 {
        parts.push(say!(lang, "{waived} waived", "已豁免 {waived} 处"));
    }
    let of_rules = by_severity(|severity| of_rules.counts[severity as usize], lang);
    if !of_rules.is_empty() {
        let of_rules = phrases(&of_rules, lang);
        parts.push(say!(
            lang,
            "{of_rules} on the rules themselves (`reportcheck lint` shows them)",
            "规则本身的 {of_rules}（reportcheck lint 可列出）"
        ));
    }
    let parts = clauses(&parts, lang);
    (!parts.is_empty()).then(|| say!(lang, "not counted here: {parts}", "以上未计入：{parts}"))
}

/// How the checks of rules came out.
pub(crate) fn verdicts(tally: Tally, lang: Lang) -> String {
    let checks = checks(tally.checks(), lang);
    let (good, bad, open) = (tally.consistent, tally.inconsistent, tally.not_checked);
    say!(
        lang,
        "{checks}: {good} consistent, {bad} inconsistent, {open} not checked",
        "{checks}：一致 {good}，不一致 {bad}，未核对 {open}"
    )
}

/// The counts of a report in one line.
pub(crate) fn findings_line(line: &ReportLine, lang: Lang) -> String {
    let mut parts = by_severity(|severity| line.count(severity), lang);
    if parts.is_empty() && line.unchecked.is_none() {
        parts.push(say!(lang, "no findings", "没有发现问题"));
    }
    if line.waived > 0 {
        let waived = line.waived;
        parts.push(say!(lang, "{waived} waived", "已豁免 {waived} 处"));
    }
    let mut found = vec![phrases(&parts, lang)];
    found.retain(|part| !part.is_empty());
    found.extend(line.unchecked.as_ref().map(|why| match line.unread {
        0 => on_one_line(&why.say(lang)),
        // What could not be read is the reason.
        _ => unchecked::not_one(lang),
    }));
    let found = clauses(&found, lang);
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

/// The counts of a run in a line, and lines on the reports in which no rule was
/// checked where there are others.
pub(crate) fn of_run(run: &Run, lang: Lang) -> Vec<String> {
    let counts = findings_line(&ReportLine::total(run), lang);
    let mut lines = vec![counts.trim_end().to_owned()];
    lines.extend(of_some(run, lang));
    lines
}

/// The same, below what was not read.
pub(crate) fn last_lines(run: &Run, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = ignored::of_run(run, lang).into_iter().collect();
    lines.extend(of_run(run, lang));
    lines
}

/// The last lines: how many findings are not listed, and what came out.
pub(crate) fn summary(checked: &Checked<'_>, limit: usize, lang: Lang) -> String {
    let outcome = checked.outcome;
    let mut text = String::new();
    if let Some(line) = hidden(checked, limit, lang) {
        text.push_str(&format!("{line}\n"));
    }
    let relations = relations(outcome.relations, lang);
    let written = rules(outcome.rules.len(), lang);
    let claims = sentences(outcome.claims, lang);
    let found: Vec<String> = claims.into_iter().chain(relations).collect();
    let came_out = match found.is_empty() || !outcome.rules.is_empty() {
        true => [vec![written], found].concat(),
        false => found,
    };
    let came_out = [came_out, vec![verdicts(outcome.tally, lang)]].concat();
    text.push_str(&format!("{}\n", phrases(&came_out, lang)));
    text.push_str(&findings_line(&checked.line(), lang));
    text
}
