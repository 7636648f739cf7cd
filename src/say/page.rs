//! The sentences of a report's page that no other format says: how it came
//! out, what a drawing shows, and what is left out of a list.

use crate::finding::{Deduced, Waived};
use crate::lang::Lang;
use crate::say;
use crate::say::clash::whole;
use crate::say::counts::{self, findings_line};
use crate::say::lists::phrases;
use crate::say::run::{ReportLine, Run};
use crate::say::terms::{aside, plural};

/// What is said at the foot of a page; `tool` is this program with its version.
pub(crate) fn foot(tool: &str, lang: Lang) -> String {
    say!(
        lang,
        "{tool} checked this. A printed figure stands for every value that could be printed so; figures are inconsistent only where no true values fit them all.",
        "由 {tool} 核对。每个印出的数字按其精度代表一个范围；只有没有任何真实值能同时符合这些数字时，才判为不一致。"
    )
}

/// What a page about many reports is called.
pub(crate) fn heading(run: &Run, lang: Lang) -> String {
    let reports = run.lines.len();
    say!(
        lang,
        "Cross-check of {reports} reports",
        "{reports} 份报告的核对结果"
    )
}

/// What the part about the rules of a configuration is called.
pub(crate) fn rules_in(path: &str, lang: Lang) -> String {
    say!(lang, "The rules in {path}", "{path} 中的规则")
}

/// How a report came out, in a few words.
pub(crate) fn verdict(line: &ReportLine, lang: Lang) -> String {
    match (line.unread, line.findings(), line.tally.inconsistent) {
        (1.., ..) => say!(
            lang,
            "This report could not be read in full",
            "本报告有内容无法读取"
        ),
        (0, 0, _) if line.unchecked.is_some() => {
            say!(lang, "No rule was checked", "没有核对任何规则")
        }
        (0, 0, 0) => say!(lang, "No figure contradicts another", "没有发现数字矛盾"),
        (0, 0, _) => say!(lang, "All that was found is waived", "所有发现均已豁免"),
        _ => say!(lang, "Some figures do not agree", "有数字对不上"),
    }
}

/// What was found, and how many checks the rules made.
pub(crate) fn outcome(line: &ReportLine, rules: usize, lang: Lang) -> String {
    let found = findings_line(line, lang);
    let tally = line.tally;
    let checks = tally.checks();
    let (good, bad, open) = (tally.consistent, tally.inconsistent, tally.not_checked);
    if let Some(relations) = counts::relations(line.relations, lang) {
        let found = found.trim_end();
        let written = (rules > 0).then(|| counts::rules(rules, lang));
        let asked: Vec<String> = written.into_iter().chain([relations]).collect();
        let (asked, checks) = (phrases(&asked, lang), counts::verdicts(tally, lang));
        return say!(
            lang,
            "{found}. {asked}; {checks}.",
            "{found}。{asked}；{checks}。"
        );
    }
    say!(
        lang,
        "{found}. {rules} rule{s} made {checks} check{c}: {good} consistent, {bad} inconsistent, {open} not checked.",
        "{found}。{rules} 条规则共核对 {checks} 项：一致 {good}，不一致 {bad}，未核对 {open}。{s}{c}",
        found = found.trim_end(),
        s = plural(rules as u64, lang),
        c = plural(checks, lang)
    )
}

/// A sentence with its stop.
pub(crate) fn stopped(sentence: &str, lang: Lang) -> String {
    say!(lang, "{sentence}.", "{sentence}。")
}

/// The sections of a report among many that are not shown.
pub(crate) fn sections_left_out(count: usize, lang: Lang) -> String {
    let are = match (lang, count) {
        (Lang::Zh, _) => "",
        (Lang::En, 1) => "is",
        (Lang::En, _) => "are",
    };
    say!(
        lang,
        "{count} section{s} without findings {are} not shown.",
        "另有 {count} 个部分没有发现问题，未列出。{s}{are}",
        s = plural(count as u64, lang)
    )
}

/// Said of a table that is not held in memory.
pub(crate) fn rows_in_question_only(lang: Lang) -> String {
    say!(
        lang,
        "This table is long: only the rows in question are shown.",
        "此表较长，只列出有问题的行。"
    )
}

/// Said where rows of a long table are left out.
pub(crate) fn rows_left_out(count: usize, lang: Lang) -> String {
    say!(
        lang,
        "… {count} rows without findings are left out",
        "……略去 {count} 行没有问题的数据"
    )
}

/// What a link to a finding is called where only its number is shown.
pub(crate) fn finding(number: usize, lang: Lang) -> String {
    say!(lang, "finding {number}", "发现 {number}")
}

/// Figures that are deduced and not listed.
pub(crate) fn deduced_not_listed(count: usize, lang: Lang) -> String {
    say!(
        lang,
        "{count} more are not listed.",
        "另有 {count} 个未列出。"
    )
}

/// Checks that were not made and are not listed.
pub(crate) fn checks_not_listed(count: u64, lang: Lang) -> String {
    say!(
        lang,
        "{count} more are not listed.",
        "另有 {count} 项未列出。"
    )
}

/// How to read the drawing of figures and rules.
pub(crate) fn legend(lang: Lang) -> String {
    say!(
        lang,
        "Each stroke is a rule; its dots are the figures it ties together. Rules and figures link to their findings and cells.",
        "每条竖线是一条规则，圆点是它所勾稽的数字。点击规则或数字可跳到相应的发现或单元格。"
    )
}

/// What a drawing around a clash is called.
pub(crate) fn around_clash(lang: Lang) -> String {
    say!(
        lang,
        "Figures and rules around a clash",
        "不一致处的数字与规则"
    )
}

/// What the drawings that are folded away hold: all rules, or those without a
/// clash.
pub(crate) fn folded(rules: usize, all: bool, lang: Lang) -> String {
    match all {
        true => say!(lang, "All {rules} rules", "全部 {rules} 条规则"),
        false => say!(
            lang,
            "The other {rules} rules: none of them clashes",
            "其余 {rules} 条规则：均无不一致"
        ),
    }
}

/// Rules that are not in a drawing any more.
pub(crate) fn not_drawn(rules: usize, lang: Lang) -> String {
    say!(
        lang,
        "{rules} more rules are not drawn.",
        "另有 {rules} 条规则未画出。"
    )
}

/// The rows in which a rule clashes, beside what it asks.
pub(crate) fn clashes_in(check: &str, (bad, all): (u64, u64), rows: &str, lang: Lang) -> String {
    say!(
        lang,
        "{check} — in {bad} of {all} rows: {rows}",
        "{check}（{all} 行中 {bad} 行：{rows}）"
    )
}

/// Why a finding is accepted, and until when.
pub(crate) fn accepted(waived: &Waived, lang: Lang) -> String {
    let reason = &waived.reason;
    match &waived.expires {
        Some(day) => aside(reason, &say!(lang, "until {day}", "至 {day}"), lang),
        None => reason.clone(),
    }
}

/// What a deduced figure is, after its name, and what it follows from.
pub(crate) fn deduced(one: &Deduced, lang: Lang) -> String {
    let (print, from) = (&one.shown.text, whole::derived(one, lang));
    let is = whole::equals(one);
    say!(lang, " {is} {print}, {from}", " {is} {print}，{from}")
}

/// A rule of the drawing in full: its name, how it came out, what it asks.
pub(crate) fn rule_in_full(name: &str, outcome: &str, note: &str, lang: Lang) -> String {
    say!(
        lang,
        "{name}, {outcome}: {note}",
        "{name}，{outcome}：{note}"
    )
}

/// The columns of the list of reports.
pub(crate) fn reports(lang: Lang) -> [String; 9] {
    [
        say!(lang, "Report", "报告"),
        say!(lang, "Outcome", "结果"),
        say!(lang, "Errors", "错误"),
        say!(lang, "Warnings", "警告"),
        say!(lang, "Notes", "提示"),
        waived(lang),
        say!(lang, "Checks", "核对"),
        not_checked(lang),
        not_readable(lang),
    ]
}

/// The heading of what is accepted.
pub(crate) fn waived(lang: Lang) -> String {
    say!(lang, "Waived", "已豁免")
}

/// The heading of what was not checked.
pub(crate) fn not_checked(lang: Lang) -> String {
    say!(lang, "Not checked", "未核对")
}

/// The heading of what could not be read.
pub(crate) fn not_readable(lang: Lang) -> String {
    say!(lang, "Not readable", "无法读取")
}
