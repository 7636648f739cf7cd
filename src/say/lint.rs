//! What is said of rules that were checked themselves.

use crate::figure::EmptyKind;
use crate::finding::{Detail, Finding, Findings};
use crate::lang::Lang;
use crate::report::{NoPrior, ReadError};
use crate::rule::DescribedAs;
use crate::say;
use crate::say::lists::listed;
use crate::say::not_checked::no_prior;
use crate::say::quote::{one_line, quoted};
use std::path::{Path, PathBuf};

/// A configuration whose rules were checked themselves.
#[derive(Debug)]
pub(crate) struct Linted {
    /// The configuration's file.
    pub file: PathBuf,
    /// How many rules it has.
    pub rules: usize,
    /// How many reports its names were looked up in.
    pub reports: usize,
    /// What was found.
    pub findings: Findings,
    /// Rules that were not put together with all others that they hang together with.
    pub beyond: Vec<String>,
    /// Rules whose every check was left open.
    pub never_settled: Vec<String>,
    /// What could not be read.
    pub errors: Vec<ReadError>,
}

/// That rules have not been put together with all others that they hang together with.
pub(crate) fn beyond(rules: &[String], lang: Lang) -> String {
    let names = listed(rules, lang);
    say!(
        lang,
        "put together with the nearest of the other rules only, not with all: {names}",
        "只与相近的规则一起核对过，未与全部规则一起核对：{names}"
    )
}

/// That rules were never checked in the reports at hand.
pub(crate) fn never_checked(rules: &[String], lang: Lang) -> String {
    let names = listed(rules, lang);
    say!(
        lang,
        "never checked in these reports: {names}",
        "在这些报告中从未核对：{names}"
    )
}

/// The headline of a finding about a rule, or about a name of the configuration.
pub(crate) fn title(finding: &Finding, lang: Lang) -> String {
    let rule = finding.rule.as_ref();
    let check = quoted(rule.map_or("", |rule| &rule.check), lang);
    match &finding.detail {
        Detail::NeverFails { shares } => {
            let held = held(shares, lang);
            say!(
                lang,
                "no values break {check}{held}",
                "{held}无论取何值，{check}都成立"
            )
        }
        Detail::AlwaysFails { shares } => {
            let held = held(shares, lang);
            say!(
                lang,
                "no values satisfy {check}{held}",
                "{held}无论取何值，{check}都不成立"
            )
        }
        Detail::Repeated { earlier } => say!(
            lang,
            "{check} asks the same as the rule {earlier}",
            "{check}与规则 {earlier} 的要求相同"
        ),
        Detail::Contradict { others, shares } => {
            let held = held(shares, lang);
            match others.as_slice() {
                [earlier] => say!(
                    lang,
                    "no values satisfy both {check} and the rule {earlier}{held}",
                    "{held}没有数值能同时满足{check}和规则 {earlier}"
                ),
                others => {
                    let others = listed(others, lang);
                    say!(
                        lang,
                        "no values satisfy {check} together with the rules {others}{held}",
                        "{held}没有数值能同时满足{check}和规则 {others}"
                    )
                }
            }
        }
        Detail::Implied { others, shares } => {
            let held = held(shares, lang);
            match others.as_slice() {
                [other] => say!(
                    lang,
                    "{check} follows from the rule {other}{held}",
                    "{held}{check}可由规则 {other} 推出"
                ),
                others => {
                    let others = listed(others, lang);
                    say!(
                        lang,
                        "{check} follows from the rules {others}{held}",
                        "{held}{check}可由规则 {others} 推出"
                    )
                }
            }
        }
        Detail::ChecksNothing => {
            let name = rule.map_or("", |rule| &rule.name);
            say!(
                lang,
                "the rule {name} was for no row of any table",
                "规则 {name} 没有核对到任何一行"
            )
        }
        Detail::NeverFound { .. } => {
            let name = rule.map_or("", |rule| &rule.name);
            say!(
                lang,
                "the rule {name} looks at the period before, and no report has one before it",
                "规则 {name} 要看上一期报告，但没有一份报告找得到上一期"
            )
        }
        Detail::MarkIsFigure { mark, .. } => {
            let mark = one_line(mark);
            say!(
                lang,
                "the mark `{mark}` of a missing figure is a figure itself",
                "缺数标记“{mark}”本身就是一个数"
            )
        }
        Detail::NamesNothing { what, .. } => named(*what, finding, lang),
        _ => String::new(),
    }
}

/// What the shares are held to, as the end (in Chinese the start) of a sentence.
fn held(shares: &[String], lang: Lang) -> String {
    if shares.is_empty() {
        return String::new();
    }
    let names: Vec<String> = shares.iter().map(|name| quoted(name, lang)).collect();
    let names = names.join(&say!(lang, " and ", "和"));
    say!(
        lang,
        " while {names} is within 0–100%",
        "只要{names}在 0–100% 之内，"
    )
}

fn named(what: DescribedAs, finding: &Finding, lang: Lang) -> String {
    let name = quoted(&finding.primary().name, lang);
    let section = quoted(&finding.section, lang);
    match what {
        DescribedAs::Column => say!(
            lang,
            "no table of {section} has a column {name}",
            "{section}的表格都没有{name}这一列"
        ),
        DescribedAs::Label | DescribedAs::Total | DescribedAs::Trust | DescribedAs::Required => {
            say!(
                lang,
                "no table of {section} has a row {name}",
                "{section}的表格都没有{name}这一行"
            )
        }
    }
}

/// What a cell without a figure says.
fn empty(kind: EmptyKind, lang: Lang) -> String {
    match kind {
        EmptyKind::NotReported => say!(lang, "not reported", "未填报"),
        EmptyKind::NotApplicable => say!(lang, "not applicable", "不适用"),
        EmptyKind::Withheld => say!(lang, "withheld", "未公开"),
        EmptyKind::Zero => say!(lang, "zero", "零"),
    }
}

/// Why the first report has none before it, and how reports stand beside one
/// another.
fn never_found(reports: usize, one: &Path, why: &NoPrior, lang: Lang) -> String {
    let (path, why) = (one.display().to_string(), no_prior(why, lang));
    let path = one_line(&path);
    let among = match reports {
        1 => path,
        _ => say!(
            lang,
            "{path}, one of {reports}",
            "{path}（共 {reports} 份）"
        ),
    };
    say!(
        lang,
        "{among}: {why}; the report before is looked for among the folders beside a report that are called as it is, by their periods (2023 and 2024, report-2023-24 and report-2024-25)",
        "{among}：{why}；上一期报告在相邻文件夹中查找，文件夹应同样以报告期命名（如 2023 与 2024，报告2023 与 报告2024）"
    )
}

/// How to mend it.
pub(crate) fn advice(finding: &Finding, lang: Lang) -> Option<String> {
    Some(match &finding.detail {
        Detail::NeverFails { shares } | Detail::AlwaysFails { shares } if !shares.is_empty() => {
            say!(
                lang,
                "a share outside 0–100% is found without a rule (share-out-of-range)",
                "占比超出 0–100% 不需要规则也会发现（share-out-of-range）"
            )
        }
        Detail::NeverFails { .. } => say!(
            lang,
            "as it stands it checks nothing: does it name the figures that were meant?",
            "这样写等于没有核对：请看所写的数是否有误"
        ),
        Detail::AlwaysFails { .. } => say!(
            lang,
            "no report can keep it: does it name the figures that were meant?",
            "任何报告都不可能符合：请看所写的数是否有误"
        ),
        Detail::Repeated { .. } => say!(lang, "drop one of them", "请删去其中一条"),
        Detail::Implied { .. } => say!(
            lang,
            "where all of their figures are there it finds nothing that they do not find together",
            "只要所涉的数都已填报，它查不出这几条合在一起查不出的问题"
        ),
        Detail::Contradict { others, .. } if others.len() > 1 => say!(
            lang,
            "no report can keep all of them, and any of them left out it could: one is wrong",
            "任何报告都不可能同时符合，而去掉其中任一条就可以：其中必有一条有误"
        ),
        Detail::Contradict { .. } => say!(
            lang,
            "no report can keep both: one of the two is wrong",
            "任何报告都不可能同时符合：两条中必有一条有误"
        ),
        Detail::ChecksNothing => say!(
            lang,
            "its `rows` select none, or its table has none",
            "它的 rows 没有选中任何行，或表格没有行"
        ),
        Detail::NeverFound { reports, one, why } => never_found(*reports, one, why, lang),
        Detail::MarkIsFigure { mark, kind } => {
            let (mark, kind) = (one_line(mark), empty(*kind, lang));
            say!(
                lang,
                "wherever a cell prints `{mark}` it is taken for {kind}; was that meant?",
                "单元格中凡写“{mark}”的，都按“{kind}”处理；是否确实如此？"
            )
        }
        Detail::NamesNothing {
            nearest: Some(name),
            ..
        } => say!(lang, "did you mean `{name}`?", "是不是“{name}”？"),
        _ => return None,
    })
}
