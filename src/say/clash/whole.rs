//! What reasoning over the whole report came to beside its findings: deduced
//! figures, rules left out, and where it gave up.

use crate::check::Outcome;
use crate::clean::with_lines;
use crate::finding::{Deduced, LeftOut, Limit, Reasoned, WhyLeftOut};
use crate::lang::Lang;
use crate::say;
use crate::say::called;
use crate::say::clash::names::{limit, named};
use crate::say::lists;
use crate::say::quote::{closed_up, one_line};
use crate::say::rule;
use crate::say::terms::labelled;

/// Names on a line, and deduced figures, before the list is cut.
const NAMES_SHOWN: usize = 8;
const DEDUCED_SHOWN: usize = 20;

/// All of it, a line each; empty where there is nothing to tell.
pub(crate) fn text(outcome: &Outcome, lang: Lang) -> String {
    let Some(reasoned) = &outcome.reasoned else {
        return String::new();
    };
    let mut lines = deduced_lines(&reasoned.deduced, lang);
    lines.extend(left_out_lines(reasoned, lang));
    for line in gave_up(reasoned, lang) {
        lines.push(say!(
            lang,
            "whole-report check: {line}",
            "整份报告的核对：{line}"
        ));
    }
    let lines: Vec<String> = lines.iter().map(|line| format!("{line}\n")).collect();
    with_lines(&lines.concat())
}

fn deduced_lines(all: &[Deduced], lang: Lang) -> Vec<String> {
    let shown = all.iter().take(DEDUCED_SHOWN);
    let mut lines: Vec<String> = shown
        .map(|one| {
            let line = deduced(one, lang);
            say!(lang, "deduced: {line}", "推算：{line}")
        })
        .collect();
    let more = all.len().saturating_sub(DEDUCED_SHOWN);
    if more > 0 {
        lines.push(say!(
            lang,
            "deduced: {more} more figures",
            "推算：另有 {more} 个数"
        ));
    }
    lines
}

/// ``Granted (`requests.granted`) = 6, from requests.total − requests.refused``.
pub(crate) fn deduced(one: &Deduced, lang: Lang) -> String {
    let name = called::alone(&one.mark, lang);
    let (print, from) = (one_line(&one.shown.text), derived(one, lang));
    let is = equals(one);
    let line = say!(
        lang,
        "{name} {is} {print}, {from}",
        "{name} {is} {print}，{from}"
    );
    closed_up(line, lang)
}

/// The sign before a deduced value: one that is cut is not equal.
pub(crate) fn equals(one: &Deduced) -> &'static str {
    if one.shown.exact { "=" } else { "≈" }
}

/// What a figure is deduced from.
pub(crate) fn derived(one: &Deduced, lang: Lang) -> String {
    if let Some(by) = &one.by {
        let by = one_line(by);
        return say!(lang, "from {by}", "由 {by} 得出");
    }
    let rules: Vec<String> = one.checks.iter().map(|check| named(check, lang)).collect();
    let rules = lists::cut(&rules, NAMES_SHOWN, "条", lang);
    match one.checks.len() {
        0 | 1 => say!(lang, "from the rule {rules}", "由规则 {rules} 得出"),
        _ => say!(lang, "from the rules {rules}", "由规则 {rules} 得出"),
    }
}

/// Rules that are left out, by reason, in the order of the reasons.
pub(crate) fn left_out(reasoned: &Reasoned) -> Vec<(WhyLeftOut, Vec<String>)> {
    let mut groups: Vec<(WhyLeftOut, Vec<String>)> = Vec::new();
    for left in &reasoned.left_out {
        let name = one_line(&left.rule.name);
        match groups.iter_mut().find(|(why, _)| *why == left.why) {
            Some((_, names)) => names.push(name),
            None => groups.push((left.why, vec![name])),
        }
    }
    groups.sort_by_key(|(why, _)| *why);
    groups
}

fn left_out_lines(reasoned: &Reasoned, lang: Lang) -> Vec<String> {
    let groups = left_out(reasoned).into_iter();
    let lines = groups.map(|(why, names)| {
        labelled(
            &left_out_since(why, lang),
            &lists::cut(&names, NAMES_SHOWN, "条", lang),
            lang,
        )
    });
    lines.collect()
}

/// That a rule takes no part, and why.
pub(crate) fn left_out_since(why: WhyLeftOut, lang: Lang) -> String {
    let reason = why_left_out(why, lang);
    say!(
        lang,
        "left out of the whole-report check: {reason}",
        "未参加整份报告的核对：{reason}"
    )
}

/// A rule that takes no part, and why.
pub(crate) fn rule_left_out(left: &LeftOut, lang: Lang) -> String {
    let rule = rule::named(&left.rule.name, lang);
    labelled(&rule, &why_left_out(left.why, lang), lang)
}

/// Above what is told of a report as a whole.
pub(crate) fn heading(report: &str, lang: Lang) -> String {
    say!(
        lang,
        "{report}: the report as a whole",
        "{report}：整份报告的核对"
    )
}

/// Why a rule takes no part, of one or several.
pub(crate) fn why_left_out(why: WhyLeftOut, lang: Lang) -> String {
    match why {
        WhyLeftOut::Condition => say!(
            lang,
            "a condition with if, or, not or !=",
            "含 if、or、not 或 != 的条件"
        ),
        WhyLeftOut::Product => say!(
            lang,
            "multiplies or divides figures, none of which is a rate",
            "几个数相乘除，且都不是比率"
        ),
        WhyLeftOut::Greatest => say!(
            lang,
            "takes a greatest or least figure, a median or a size",
            "取最大、最小、中位数或绝对值"
        ),
        WhyLeftOut::Selection => say!(
            lang,
            "which rows it takes depends on figures",
            "选取哪些行取决于数字"
        ),
        WhyLeftOut::Divisor => say!(lang, "divides by a figure that may be zero", "除数可能为零"),
        WhyLeftOut::LongTable => say!(
            lang,
            "its table is too long, or the report names too many figures",
            "表格过长，或报告涉及的数过多"
        ),
    }
}

/// What of the report was not settled, each reason once.
pub(crate) fn gave_up(reasoned: &Reasoned, lang: Lang) -> Vec<String> {
    let mut limits: Vec<(Limit, usize)> = Vec::new();
    for limit in &reasoned.gave_up {
        match limits.iter_mut().find(|(known, _)| known == limit) {
            Some((_, places)) => *places += 1,
            None => limits.push((*limit, 1)),
        }
    }
    let lines = limits.into_iter();
    lines
        .map(|(why, places)| unsettled(why, places, lang))
        .collect()
}

/// What was not settled for one reason, and what was done all the same.
fn unsettled(why: Limit, places: usize, lang: Lang) -> String {
    let because = limit(why, lang);
    match why {
        Limit::Failed(_) => say!(
            lang,
            "not made, because {because}; each rule was checked by itself",
            "未进行，因为{because}；各条规则均已单独核对"
        ),
        Limit::Figures(_) | Limit::Checks(_) => match places {
            1 => say!(
                lang,
                "one part was left out, because {because}; its rules were checked one by one",
                "有 1 个部分未参加，因为{because}；其中的规则均已逐条核对"
            ),
            _ => say!(
                lang,
                "{places} parts were left out, because {because}; their rules were checked one by one",
                "有 {places} 个部分未参加，因为{because}；其中的规则均已逐条核对"
            ),
        },
        Limit::Steps(_) | Limit::Cases(_) | Limit::Changes(_) => match places {
            1 => say!(
                lang,
                "not finished in one place, because {because}; each rule was checked by itself, and the rest was decided",
                "有 1 处未能完成，因为{because}；各条规则均已单独核对，其余部分已有结论"
            ),
            _ => say!(
                lang,
                "not finished in {places} places, because {because}; each rule was checked by itself, and the rest was decided",
                "有 {places} 处未能完成，因为{because}；各条规则均已单独核对，其余部分已有结论"
            ),
        },
    }
}
