//! What stands in a configuration to begin with, beside its settings.

use crate::lang::Lang;
use crate::say;
use crate::say::lists;
use crate::say::quote::one_line;
use crate::suggest::{Break, BrokenRule, SuggestedRule};

/// Lines that break a relation that are named before the rest is counted.
const BREAKS: usize = 6;

/// At its head.
pub(crate) fn of_the_file(lang: Lang) -> String {
    say!(
        lang,
        "What the reports contain, and which of their figures must agree.\n\
         Give the sections better titles.",
        "报告包含哪些内容，哪些数字之间必须相符。\n\
         请改好各部分的标题。"
    )
}

/// Of the rules that it suggests.
pub(crate) fn of_the_rules(reports: usize, lang: Lang) -> String {
    let hold = match reports {
        1 => say!(
            lang,
            "The rules with # before them hold in this report.",
            "行首有“#”的规则在这份报告中成立。"
        ),
        _ => say!(
            lang,
            "The rules with # before them hold in all {reports} reports.",
            "行首有“#”的规则在这 {reports} 份报告中都成立。"
        ),
    };
    say!(
        lang,
        "{hold}\nTake the # from those that must hold in every report, and delete the others.",
        "{hold}\n凡每份报告都必须成立的，请删去行首的“#”；其余的请删除。"
    )
}

/// Of the rules that formulas of the tables are.
pub(crate) fn of_the_formulas(lang: Lang) -> String {
    say!(
        lang,
        "These rules are what the author wrote: the formulas of the cells that they are called by, and how the line that counts the columns works them out.",
        "以下规则是作者写下的：单元格中的公式（以所在单元格命名），以及栏次行写明的各栏算法。"
    )
}

/// Of the rules that sentences of the text state.
pub(crate) fn of_the_text(lang: Lang) -> String {
    say!(
        lang,
        "These rules are what sentences of the text state; the rows that they name are quoted from them.",
        "以下规则是正文的陈述；其中的各行摘自这些句子。"
    )
}

/// Why a suggested rule allows a remainder.
pub(crate) fn remainder(lang: Lang) -> String {
    say!(lang, "the parts leave a remainder", "各分项之和小于总数")
}

/// That a relation is broken here, and in how many lines it holds.
pub(crate) fn breaks(rule: &BrokenRule, lang: Lang) -> String {
    let (holds, tried) = (rule.holds, rule.tried);
    let line = |one: &Break| match &one.report {
        Some(report) => {
            let (line, report) = (one_line(&one.line), one_line(report));
            say!(lang, "{line} of {report}", "{report} 的“{line}”")
        }
        None => {
            let line = one_line(&one.line);
            say!(lang, "{line}", "“{line}”")
        }
    };
    let lines: Vec<String> = rule.breaks.iter().map(line).collect();
    let lines = lists::cut(&lines, BREAKS, "处", lang);
    if holds == 0 {
        return say!(
            lang,
            "Not so in {lines}, though what it is called says so: `reportcheck validate` tells what is likely wrong.",
            "下面这条由名称看应当成立，但在 {lines} 不成立：reportcheck validate 会提示可能的错误。"
        );
    }
    say!(
        lang,
        "Not so in {lines}, though the figures show it in {holds} of {tried} lines: `reportcheck validate` tells what is likely wrong.",
        "下面这条在 {lines} 不成立，而数字在 {tried} 行（列）中有 {holds} 行（列）如此：reportcheck validate 会提示可能的错误。"
    )
}

/// In how many rows and reports a rule holds.
pub(crate) fn held(suggestion: &SuggestedRule, lang: Lang) -> String {
    let (checks, reports) = (suggestion.checks, suggestion.reports as u64);
    match (suggestion.columns, reports) {
        (0 | 1, _) => {}
        (columns, 1) => {
            return say!(lang, "holds in {columns} columns", "在 {columns} 列中成立");
        }
        (columns, _) => {
            return say!(
                lang,
                "holds in {columns} columns of {reports} reports",
                "在 {reports} 份报告的 {columns} 列中成立"
            );
        }
    }
    match (checks, reports) {
        (1, 1) => say!(lang, "holds", "成立"),
        (_, 1) => say!(lang, "holds in {checks} rows", "在 {checks} 行中成立"),
        _ if checks == reports => say!(
            lang,
            "holds in {reports} reports",
            "在 {reports} 份报告中成立"
        ),
        _ => say!(
            lang,
            "holds in {checks} rows of {reports} reports",
            "在 {reports} 份报告的 {checks} 行中成立"
        ),
    }
}
