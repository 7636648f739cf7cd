//! A rule of the configuration, explained: what it says, what it stands on,
//! and what its failure is called.

use crate::check::{BoundName, StandsFor};
use crate::explain::entry;
use crate::figure::exact::{int, show};
use crate::figure::{Rat, Rounding};
use crate::finding::Code;
use crate::lang::Lang;
use crate::rule::{Config, Expr, Missing, Rule, Severity, Tolerance};
use crate::say;
use crate::say::not_checked::in_force;
use crate::say::not_checked::why_not;
use crate::say::quote::one_line;
use crate::say::terms::{aside, labelled, severity_name};

/// A rule by its name.
pub(crate) fn named(name: &str, lang: Lang) -> String {
    say!(lang, "rule {name}", "规则 {name}")
}

/// Above the names of a rule.
pub(crate) fn names_heading(lang: Lang) -> String {
    say!(lang, "What it names", "所用的数")
}

/// What is said of a rule, by name and value.
pub(crate) fn facts(
    rule: &Rule,
    config: &Config,
    names: Option<&[BoundName]>,
    lang: Lang,
) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut fact = |name: String, value: String| facts.push((name, value));
    if let Some(section) = &rule.section {
        let title = config
            .section(section)
            .and_then(|known| known.title.say(lang));
        let shown = match title {
            Some(title) => aside(section, title, lang),
            None => section.clone(),
        };
        fact(say!(lang, "section", "部分"), shown);
    }
    if let Some((rows, _)) = &rule.rows {
        fact(
            say!(lang, "only rows with", "只核对的行"),
            rows.text.clone(),
        );
    }
    let home = rule.section.as_ref().and_then(|home| config.section(home));
    let times = [Some(&rule.in_force), home.map(|home| &home.in_force)];
    for times in times
        .into_iter()
        .flatten()
        .filter(|times| !times.is_always())
    {
        let times = in_force(&times.written(), lang);
        fact(say!(lang, "in force", "适用期间"), times);
    }
    fact(say!(lang, "severity", "严重程度"), severities(rule, lang));
    fact(
        say!(lang, "a failure is", "不成立时"),
        failure(rule.code(), lang),
    );
    if matches!(rule.expr, Expr::Includes { .. }) {
        let kind = failure(Code::PartsIncomplete, lang);
        let remainder = match rule.remainder.map(|severity| severity_name(severity, lang)) {
            Some(severity) => labelled(&severity, &kind, lang),
            None => say!(lang, "allowed", "允许"),
        };
        fact(say!(lang, "a remainder", "分项合计小于总数时"), remainder);
    }
    fact(
        say!(lang, "rounding", "修约方式"),
        rounding(rule, names, lang),
    );
    if let (Some(tolerance), true) = (&rule.tolerance, rule.graver.is_empty()) {
        fact(
            say!(lang, "tolerance", "允许误差"),
            tolerated(tolerance, lang),
        );
    }
    let missing = match rule.missing {
        Missing::Skip => say!(lang, "not checked", "不核对"),
        Missing::Zero => say!(lang, "counts as zero", "按零计"),
        Missing::ZeroIfAny => say!(
            lang,
            "counts as zero, unless no figure is reported",
            "按零计；全部未填报时不核对"
        ),
        Missing::Fail => failure(Code::MissingFigure, lang),
    };
    fact(say!(lang, "if a figure is missing", "缺数时"), missing);
    if rule.any_units {
        let ignored = say!(lang, "may differ", "可以不同");
        fact(say!(lang, "units", "单位"), ignored);
    }
    facts
}

/// A code with its title.
fn failure(code: Code, lang: Lang) -> String {
    match entry(code) {
        Some(entry) => {
            let title = entry.page(lang).title;
            say!(lang, "{code}: {title}", "{code}：{title}")
        }
        None => code.to_string(),
    }
}

fn rounding(rule: &Rule, names: Option<&[BoundName]>, lang: Lang) -> String {
    if let Some(mode) = rule.rounding {
        return way_of_rounding(mode, lang);
    }
    let mut modes: Vec<Rounding> = names
        .into_iter()
        .flatten()
        .filter_map(|named| match &named.stands_for {
            StandsFor::Cell(_, mode) | StandsFor::Column(_, mode) | StandsFor::Rows(_, mode) => {
                Some(*mode)
            }
            StandsFor::Absent(_) => None,
        })
        .collect();
    modes.sort_unstable_by_key(|mode| mode.name());
    modes.dedup();
    if modes.is_empty() {
        modes.push(Rounding::default());
    }
    let modes = modes.into_iter().map(|mode| way_of_rounding(mode, lang));
    let modes: Vec<String> = modes.collect();
    let modes = modes.join(&say!(lang, ", ", "、"));
    say!(
        lang,
        "that of its figures: {modes}",
        "与所用各数相同：{modes}"
    )
}

/// A way of rounding, with what it is called in a configuration.
fn way_of_rounding(mode: Rounding, lang: Lang) -> String {
    let name = mode.name();
    let words = match mode {
        Rounding::Nearest => "就近取舍，恰在正中时不限方向",
        Rounding::HalfUp => "四舍五入",
        Rounding::HalfDown => "五舍六入",
        Rounding::HalfEven => "四舍六入五成双",
        Rounding::Truncate => "截尾",
        Rounding::Away => "只入不舍",
        Rounding::Floor => "向下取整",
        Rounding::Ceiling => "向上取整",
        Rounding::Any => "以上任一种",
    };
    say!(lang, "{name}", "{words}（{name}）")
}

/// How much a rule matters, by the size of the difference where it says so.
fn severities(rule: &Rule, lang: Lang) -> String {
    if rule.graver.is_empty() {
        return severity_name(rule.severity, lang);
    }
    let least = rule.tolerance.iter().map(|bound| (rule.severity, bound));
    let graver = rule
        .graver
        .iter()
        .map(|(severity, bound)| (*severity, bound));
    let one = |(severity, bound): (Severity, &Tolerance)| {
        let (severity, bound) = (severity_name(severity, lang), tolerated(bound, lang));
        say!(
            lang,
            "{severity} beyond {bound}",
            "超过 {bound} 为{severity}"
        )
    };
    let all: Vec<String> = least.chain(graver).map(one).collect();
    all.join(match lang {
        Lang::En => ", ",
        Lang::Zh => "，",
    })
}

pub(crate) fn tolerated(tolerance: &Tolerance, lang: Lang) -> String {
    let text = |value: &Rat| show(value, 12).text;
    match tolerance {
        Tolerance::Absolute(size) => text(size),
        Tolerance::Relative(size) => {
            let percent = text(&(size * int(100)));
            say!(
                lang,
                "{percent}% of the right-hand side",
                "右边的 {percent}%"
            )
        }
    }
}

/// What a name stands for, with what is printed there.
pub(crate) fn place(named: &BoundName, lang: Lang) -> String {
    match &named.stands_for {
        StandsFor::Cell(mark, _) => {
            let (address, print) = (mark.place.address_in(lang), mark.place.words());
            match print.is_empty() {
                true => say!(lang, "{address} (blank)", "{address}（空白）"),
                false => format!("{address}  {print}"),
            }
        }
        StandsFor::Column(mark, _) => {
            let (address, column) = (mark.place.address_in(lang), one_line(mark.place.words()));
            say!(
                lang,
                "{address}  column {column}, row by row",
                "{address}  “{column}”列，逐行"
            )
        }
        StandsFor::Rows(mark, _) => {
            let (address, column) = (mark.place.address_in(lang), one_line(mark.place.words()));
            say!(
                lang,
                "{address}  column {column}, over its rows",
                "{address}  “{column}”列的各行"
            )
        }
        StandsFor::Absent(why) => why_not(why, &named.name, lang),
    }
}
