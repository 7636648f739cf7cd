//! What is said of rules that were checked themselves.

use crate::clean::on_one_line;
use crate::finding::{Detail, Finding, Findings, Tally};
use crate::format::output::Setting;
use crate::format::snippet::Drawing;
use crate::format::text::finding;
use crate::format::wrap::wrap;
use crate::lang::Lang;
use crate::report::ReadError;
use crate::rule::{DescribedAs, Severity};
use crate::say;
use crate::say::counts::{self, findings_line, plural};
use crate::say::run::{Checked, ReportLine};
use crate::say::words::quoted;
use std::path::PathBuf;

/// A configuration whose rules were checked themselves.
#[derive(Debug)]
pub struct Linted {
    /// The configuration's file.
    pub file: PathBuf,
    /// How many rules it has.
    pub rules: usize,
    /// How many reports its names were looked up in.
    pub reports: usize,
    /// What was found.
    pub findings: Findings,
    /// Rules whose every check was left open.
    pub never_settled: Vec<String>,
    /// What could not be read.
    pub errors: Vec<ReadError>,
}

/// The findings in passing of a run over reports, below a heading.
pub(crate) fn in_passing(checked: &Checked<'_>, setting: &Setting) -> String {
    let lang = setting.lang;
    let mut text = format!("== {} ==\n", on_one_line(&checked.path()));
    if !setting.many {
        text.insert(0, '\n');
    }
    for found in checked.listed(setting.limit) {
        text.push_str(&finding(found, setting.drawing()));
        text.push('\n');
    }
    let rules = counts::rules(checked.config.rules.len(), lang);
    let found = findings_line(&checked.line(), lang);
    text.push_str(&say!(lang, "{rules}: {found}", "{rules}：{found}"));
    if setting.many {
        text.push('\n');
    }
    text
}

/// The findings, drawn, and the last lines.
pub fn text(linted: &Linted, drawing: Drawing) -> String {
    let lang = drawing.lang;
    let mut text = String::new();
    for found in &linted.findings.kept {
        text.push_str(&finding(found, drawing));
        text.push('\n');
    }
    if !linted.never_settled.is_empty() {
        let names = linted.never_settled.join(&say!(lang, ", ", "、"));
        let prose = say!(
            lang,
            "never checked in these reports: {names}",
            "在这些报告中从未核对：{names}"
        );
        text.push_str(&wrap(&prose, drawing.width, ""));
    }
    let (rules, reports) = (linted.rules, linted.reports);
    let rules_part = counts::rules(rules, lang);
    let reports_part = match reports {
        0 => say!(lang, "no reports", "没有报告"),
        _ => say!(
            lang,
            "{reports} report{s}",
            "{reports} 份报告{s}",
            s = plural(reports as u64, lang)
        ),
    };
    let line = ReportLine {
        path: linted.file.clone(),
        counts: Severity::ALL.map(|severity| linted.findings.count(severity)),
        waived: 0,
        tally: Tally::default(),
        unread: linted.errors.len() as u64,
    };
    let found = findings_line(&line, lang);
    text.push_str(&say!(
        lang,
        "{rules_part}, {reports_part}: {found}",
        "{rules_part}，{reports_part}：{found}"
    ));
    text
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
        Detail::Contradict { earlier, shares } => {
            let held = held(shares, lang);
            say!(
                lang,
                "no values satisfy both {check} and the rule {earlier}{held}",
                "{held}没有数值能同时满足{check}和规则 {earlier}"
            )
        }
        Detail::ChecksNothing => {
            let name = rule.map_or("", |rule| &rule.name);
            say!(
                lang,
                "the rule {name} was for no row of any table",
                "规则 {name} 没有核对到任何一行"
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
        DescribedAs::Label | DescribedAs::Total | DescribedAs::Trust => say!(
            lang,
            "no table of {section} has a row {name}",
            "{section}的表格都没有{name}这一行"
        ),
    }
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
        Detail::NamesNothing {
            nearest: Some(name),
            ..
        } => say!(lang, "did you mean `{name}`?", "是不是“{name}”？"),
        _ => return None,
    })
}
