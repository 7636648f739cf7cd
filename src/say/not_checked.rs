//! Checks that could not be made, and why.

use crate::check::Outcome;
use crate::clean::with_lines;
use crate::finding::{NotChecked, WhyNot};
use crate::lang::Lang;
use crate::report::NoPrior;
use crate::rule::OutOfForce;
use crate::say;
use crate::say::called;
use crate::say::lists::{self, clauses};
use crate::say::quote::{closed_up, in_quotes, one_line};
use crate::say::terms::{aside, plural, row_name};
use crate::table::NoneBefore;

/// Said of a period that has no report.
pub(crate) fn no_report(period: &str, lang: Lang) -> String {
    let year = period.bytes().all(|c| c.is_ascii_digit());
    let zh = if year { " 年" } else { " " };
    say!(lang, "no report for {period}", "没有 {period}{zh}的报告")
}

/// That a check could not be made, and why.
pub(crate) fn not_checked(check: &NotChecked, lang: Lang) -> String {
    let reason = reason(check, lang);
    let rule = &check.rule.name;
    match check.row.as_ref().map(|row| row_name(row, lang)) {
        Some(row) => {
            let label = called::row_by(&check.row_label, &row, lang);
            let (row, zh) = match label {
                Some(label) => (label.clone(), label),
                None => (row.clone(), in_quotes(&row)),
            };
            say!(
                lang,
                "rule {rule} is not checked for {row}: {reason}",
                "规则 {rule} 未核对{zh}：{reason}"
            )
        }
        None => say!(
            lang,
            "rule {rule} is not checked: {reason}",
            "规则 {rule} 未核对：{reason}"
        ),
    }
}

/// Why checks were not made, each reason once.
pub(crate) fn reasons(checks: &[&NotChecked], lang: Lang) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for check in checks {
        let reason = one_line(&reason(check, lang));
        let row = check.row.as_ref().map(|row| row_name(row, lang));
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, rows)) => rows.extend(row),
            None => groups.push((reason, row.into_iter().collect())),
        }
    }
    let mut reasons: Vec<String> = groups
        .into_iter()
        .map(|(reason, rows)| match rows.is_empty() {
            true => reason,
            false => aside(&reason, &lists::cut(&rows, ROWS_SHOWN, "行", lang), lang),
        })
        .collect();
    let more = reasons.len().saturating_sub(REASONS_SHOWN);
    reasons.truncate(REASONS_SHOWN);
    let list = clauses(&reasons, lang);
    let list = match more {
        0 => list,
        more => say!(lang, "{list}; and {more} more", "{list}；另有 {more} 项"),
    };
    say!(lang, "not checked: {list}", "未核对：{list}")
}

/// Why a rule has no verdict although nothing kept it from one.
pub(crate) fn nothing_to_check(lang: Lang) -> String {
    say!(lang, "there was nothing to check", "没有可核对的内容")
}

/// Why a check that needs no rule has no verdict.
pub(crate) fn turned_off(lang: Lang) -> String {
    say!(lang, "turned off under [checks]", "已在 [checks] 中关闭")
}

/// Above what a report leaves open.
pub(crate) fn heading(report: &str, lang: Lang) -> String {
    say!(lang, "{report}: not checked", "{report}：未核对的项目")
}

/// How many checks could not be made beyond those that are listed.
pub(crate) fn more_not_checked(outcome: &Outcome, lang: Lang) -> Option<String> {
    let listed = outcome.not_checked.len() as u64;
    let more = outcome.tally.not_checked.saturating_sub(listed);
    (more > 0).then(|| {
        say!(
            lang,
            "{more} more check{s} could not be made",
            "另有 {more} 项未核对{s}",
            s = plural(more, lang)
        )
    })
}

/// Why a check could not be made, its figures by their labels.
pub(crate) fn reason(check: &NotChecked, lang: Lang) -> String {
    closed_up(why_not(&check.why, &figure(check, lang), lang), lang)
}

/// What keeps a check from being made, by its label with its name behind.
fn figure(check: &NotChecked, lang: Lang) -> String {
    let row = check.row.as_ref().map(|row| row.key.as_str());
    called::words(&check.name, &check.figures, row, lang)
}

/// Why a check could not be made, by the name that it gives what keeps it from that.
pub(crate) fn why_not(why: &WhyNot, name: &str, lang: Lang) -> String {
    match why {
        WhyNot::NotReported => say!(lang, "{name} is not reported", "{name} 未填报"),
        WhyNot::NotApplicable => say!(lang, "{name} is not applicable", "{name} 不适用"),
        WhyNot::Withheld => say!(lang, "{name} is withheld", "{name} 未公开"),
        WhyNot::Unreadable => say!(lang, "{name} cannot be read", "{name} 无法识读"),
        WhyNot::Ragged => {
            say!(
                lang,
                "the row of {name} has not as many cells as the header",
                "{name} 所在行的单元格数与表头不符"
            )
        }
        WhyNot::NotInForce(column, times) => not_in_force(column.as_deref(), times, lang),
        WhyNot::NoReport(why) => no_prior(why, lang),
        WhyNot::NoTable(section) => {
            say!(
                lang,
                "no readable table for `{section}`",
                "没有可读的“{section}”表格"
            )
        }
        WhyNot::NoWord(name) => say!(
            lang,
            "its report.toml does not say `{name}` under [words]",
            "其 report.toml 的 [words] 中没有“{name}”"
        ),
        WhyNot::NotInReport(name) => {
            say!(lang, "this report has no `{name}`", "本报告中没有“{name}”")
        }
        WhyNot::NoRow(section, key) => {
            say!(
                lang,
                "the table `{section}` has no row `{key}`",
                "表格“{section}”没有“{key}”这一行"
            )
        }
        WhyNot::NoPartner(section) => {
            say!(
                lang,
                "the table `{section}` has no row of the same key",
                "表格“{section}”中没有键相同的行"
            )
        }
        WhyNot::OtherKey(section, column) => {
            say!(
                lang,
                "the rows of the table `{section}` are told apart by `{column}` too, which this table does not have",
                "表格“{section}”的各行还以“{column}”区分，而本表没有这一列"
            )
        }
        WhyNot::NoneBefore(why) => none_before(*why, lang),
        WhyNot::NoParts(_) | WhyNot::SeveralOfPart(_) | WhyNot::UntoldMonths => parts(why, lang),
        WhyNot::NoColumn(section, column) => {
            say!(
                lang,
                "the table `{section}` has no column `{column}`",
                "表格“{section}”没有“{column}”这一列"
            )
        }
        WhyNot::HoldsText(section, column) => {
            say!(
                lang,
                "the column `{column}` of `{section}` holds text, not figures",
                "“{section}”的“{column}”列是文字，不是数字"
            )
        }
        WhyNot::SeveralRows(section, key, rows) => {
            say!(
                lang,
                "{rows} rows of `{section}` are called `{key}`; rules tell them apart as `{key}#1`, `{key}#2` …",
                "“{section}”有 {rows} 行名为“{key}”；规则中可写“{key}#1”“{key}#2”……以区分"
            )
        }
        WhyNot::NoName(section, name) => {
            say!(
                lang,
                "the table `{section}` has no row or column `{name}`",
                "表格“{section}”没有名为“{name}”的行或列"
            )
        }
        WhyNot::SeveralInPrior(key) => {
            say!(
                lang,
                "the prior report has several rows `{key}`, and which one is meant cannot be told",
                "上一期报告中有多行名为“{key}”，无法判断是哪一行"
            )
        }
        WhyNot::NotInPrior(name) => {
            say!(
                lang,
                "the prior report has no `{name}`",
                "上一期报告中没有“{name}”"
            )
        }
        WhyNot::DivisionByZero | WhyNot::OverZero if name.is_empty() => {
            say!(lang, "divides by a number that may be zero", "除数可能为零")
        }
        WhyNot::DivisionByZero | WhyNot::OverZero => {
            say!(
                lang,
                "divides by {name}, which may be zero",
                "除数 {name} 可能为零"
            )
        }
        WhyNot::NoRows => say!(lang, "{name} has no rows", "{name} 没有可用的行"),
        WhyNot::NoGroup => say!(
            lang,
            "{name} is blank, so that the row is in no group",
            "{name} 为空，该行不属于任何一组"
        ),
        WhyNot::Selection => say!(
            lang,
            "which rows {name} selects cannot be told from the figures as printed",
            "按所印数字无法判断 {name} 选中哪些行"
        ),
        WhyNot::UnitClash(left, right) if left.is_empty() || right.is_empty() => {
            say!(lang, "a plain number beside a rate", "普通数与比率相比")
        }
        WhyNot::UnitClash(left, right) => {
            say!(
                lang,
                "unlike units {left} and {right}",
                "单位不一致：{left} 与 {right}"
            )
        }
        WhyNot::TooComplex => say!(
            lang,
            "too many possibilities to decide exactly",
            "可能情形过多，无法精确判定"
        ),
    }
}

/// From when and until when something is in force.
pub(crate) fn in_force(times: &OutOfForce, lang: Lang) -> String {
    match (&times.from, &times.until) {
        (Some(from), Some(until)) if from == until => {
            say!(lang, "only in {from}", "仅 {from}")
        }
        (Some(from), Some(until)) => {
            say!(lang, "from {from} until {until}", "{from} 至 {until}")
        }
        (Some(from), None) => say!(lang, "from {from} on", "自 {from} 起"),
        (None, Some(until)) => say!(lang, "until {until}", "至 {until} 止"),
        (None, None) => say!(lang, "at all times", "始终"),
    }
}

/// That a rule or a column is not in force in a report's period.
fn not_in_force(column: Option<&str>, out: &OutOfForce, lang: Lang) -> String {
    let times = in_force(out, lang);
    match column {
        None if out.unclear => say!(
            lang,
            "whether it is in force cannot be told ({times})",
            "无法判断本期是否适用（{times}）"
        ),
        None => say!(
            lang,
            "not in force in this period ({times})",
            "本期不适用（{times}）"
        ),
        Some(column) => say!(
            lang,
            "the column `{column}` is not in force in this period ({times})",
            "“{column}”列本期不适用（{times}）"
        ),
    }
}

/// Why there is no report of the period before.
pub(crate) fn no_prior(why: &NoPrior, lang: Lang) -> String {
    match why {
        NoPrior::First(period) | NoPrior::NoReport(period) => no_report(period, lang),
        NoPrior::PeriodUnknown => say!(
            lang,
            "no report of the period before, since this one's period is not known",
            "没有上一期报告，因为本报告的报告期不明"
        ),
        NoPrior::Unclear(doubt) => {
            let written = &doubt.written;
            say!(
                lang,
                "no report of the period before, since `{written}` leaves open which one that is",
                "无法确定上一期报告，因为由“{written}”看不出上一期是哪一期"
            )
        }
        NoPrior::Several(period, _) => say!(
            lang,
            "there are two reports for {period}",
            "{period} 有两份报告"
        ),
    }
}

/// The reason of one check, and the check's name with its row; reasons that
/// are about one figure of one row are gathered under their kind.
pub(crate) fn reason_and_name(check: &NotChecked, lang: Lang) -> (String, String) {
    let rule = &check.rule.name;
    let place = match (&check.row, &check.cell) {
        (Some(row), _) => aside(rule, &row_name(row, lang), lang),
        (None, _) => rule.clone(),
    };
    let name = match &check.why {
        WhyNot::NoReport(_)
        | WhyNot::NotInForce(..)
        | WhyNot::NoTable(_)
        | WhyNot::NoWord(_)
        | WhyNot::NoRow(..)
        | WhyNot::NoPartner(_)
        | WhyNot::OtherKey(..)
        | WhyNot::NoneBefore(_)
        | WhyNot::NoParts(_)
        | WhyNot::SeveralOfPart(_)
        | WhyNot::UntoldMonths
        | WhyNot::NoColumn(..)
        | WhyNot::NoName(..)
        | WhyNot::HoldsText(..)
        | WhyNot::SeveralRows(..)
        | WhyNot::SeveralInPrior(_)
        | WhyNot::TooComplex => String::new(),
        _ => figure(check, lang),
    };
    (closed_up(why_not(&check.why, &name, lang), lang), place)
}

/// Checks named under one reason before the list is cut.
const NAMES_SHOWN: usize = 8;
/// Periods named of one reason.
const PERIODS_SHOWN: usize = 4;
/// Rows named of one reason in a line.
const ROWS_SHOWN: usize = 3;
/// Reasons named in a line; all of them are told elsewhere.
const REASONS_SHOWN: usize = 3;

/// What was not checked, grouped by reason.
pub(crate) fn by_reason(outcome: &Outcome, lang: Lang) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for check in &outcome.not_checked {
        let (reason, name) = reason_and_name(check, lang);
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => groups.push((reason, vec![name])),
        }
    }
    let mut text = String::new();
    for (reason, names) in groups {
        let list = lists::cut(&names, NAMES_SHOWN, "项", lang);
        text.push_str(&say!(
            lang,
            "not checked: {reason}: {list}\n",
            "未核对：{reason}：{list}\n"
        ));
    }
    with_lines(&text)
}

/// That a row has none before it.
fn none_before(why: NoneBefore, lang: Lang) -> String {
    match why {
        NoneBefore::First => say!(lang, "no row is of an earlier period", "没有更早一期的行"),
        NoneBefore::Gap => say!(
            lang,
            "the row of the period before is missing, while earlier ones are there",
            "缺少上一期的行，但有更早期的行"
        ),
        NoneBefore::Unread => say!(
            lang,
            "it cannot be told which period the row is about",
            "无法确定该行属于哪一期"
        ),
        NoneBefore::Several => say!(
            lang,
            "several rows are of the period before",
            "上一期有多行"
        ),
        NoneBefore::Above => say!(lang, "no row stands above it", "其上没有行"),
        NoneBefore::YearFirst => say!(
            lang,
            "no row is of a period a year before",
            "没有一年以前的行"
        ),
        NoneBefore::YearGap => say!(
            lang,
            "the row of the same period a year before is missing, while earlier ones are there",
            "缺少上年同期的行，但有更早期的行"
        ),
        NoneBefore::YearSeveral => say!(
            lang,
            "several rows are of the same period a year before",
            "上年同期有多行"
        ),
        NoneBefore::NoSuchDay => say!(
            lang,
            "the year before had no such day or week",
            "上年没有这一天或这一周"
        ),
    }
}

/// That rows of the parts of a period are not there, or cannot be told.
fn parts(why: &WhyNot, lang: Lang) -> String {
    match why {
        WhyNot::NoParts(periods) => {
            let periods = lists::cut(periods, PERIODS_SHOWN, "期", lang);
            say!(lang, "no row is of {periods}", "缺少 {periods} 的行")
        }
        WhyNot::SeveralOfPart(period) => {
            say!(lang, "several rows are of {period}", "{period} 有多行")
        }
        WhyNot::UntoldMonths => say!(
            lang,
            "which months a financial year has cannot be told",
            "无法确定财政年度包含哪些月份"
        ),
        _ => String::new(),
    }
}
