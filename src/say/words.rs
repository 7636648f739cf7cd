//! The headlines of findings, and why checks were not made, in English and in
//! Chinese.

use crate::check::Outcome;
use crate::figure::End;
use crate::finding::{Asked, Code, Detail, Finding, Mismatch, NotChecked, WhyNot};

use crate::lang::Lang;
use crate::rule::{Comparison, Severity};
use crate::say;
use crate::say::counts::plural;
use crate::say::numbers::Style;
use num_traits::Signed;

/// What a severity is called.
pub fn severity_name(severity: Severity, lang: Lang) -> String {
    match severity {
        Severity::Error => say!(lang, "error", "错误"),
        Severity::Warning => say!(lang, "warning", "警告"),
        Severity::Note => say!(lang, "note", "提示"),
    }
}

/// A finding's headline.
pub fn title(finding: &Finding, lang: Lang) -> String {
    let print = one_line(finding.primary().place.words());
    let section = &finding.section;
    match &finding.detail {
        Detail::Mismatch(mismatch) => mismatch_title(finding, mismatch, lang),
        Detail::Joint => joint_title(finding, lang),
        Detail::MissingFigure => {
            let name = &finding.primary().name;
            say!(lang, "`{name}` is not reported", "没有填报“{name}”")
        }
        Detail::DuplicateKey => say!(
            lang,
            "the key `{print}` is there twice",
            "行名“{print}”重复"
        ),
        Detail::Unreadable(reason) => reason.say(lang),
        Detail::Decimals => say!(
            lang,
            "`{print}` is no number of decimals; write 2, 0, -3 or INF",
            "“{print}”不是小数位数；请写 2、0、-3 或 INF"
        ),
        Detail::FractionalCount => say!(
            lang,
            "`{print}` counts whole things, so it cannot have a fraction",
            "“{print}”是计数，不应有小数"
        ),
        Detail::ShareOutOfRange => say!(
            lang,
            "`{print}` is a share, so it must lie within 0–100%",
            "“{print}”是占比，应在 0–100% 之间"
        ),
        Detail::Ragged { found, expected } => say!(
            lang,
            "this row has {found} cell{s}, the header {expected}",
            "这一行有 {found} 个单元格{s}，表头有 {expected} 列",
            s = plural(*found as u64, lang)
        ),
        Detail::UnknownColumn(_) => say!(
            lang,
            "the column `{print}` is not in the configuration of `{section}`",
            "配置中“{section}”没有列“{print}”"
        ),
        Detail::MissingTable => say!(
            lang,
            "there is no table for the section `{section}`",
            "缺少“{section}”部分的表格"
        ),
        Detail::UnknownTable(_) => say!(
            lang,
            "the table `{section}` is no section of the configuration",
            "配置中没有“{section}”这一部分"
        ),
        Detail::QuoteNotInSource { source } => say!(
            lang,
            "this quote does not stand in {source}",
            "{source} 中找不到这段引文"
        ),
        Detail::FigureNotInQuote => say!(
            lang,
            "`{print}` does not stand in its quote",
            "引文中找不到“{print}”"
        ),
        Detail::OtherPeriod { found, own } => say!(
            lang,
            "this text speaks of {found}, but the report is for {own}",
            "这里写的是 {found} 年，而报告期是 {own}"
        ),
        Detail::UnknownUnit(unit) => say!(
            lang,
            "the unit `{unit}` is not known, so its whole numbers count as rounded",
            "不认识单位“{unit}”，其整数按四舍五入处理"
        ),
        Detail::UnitClash { left, right } if left.is_empty() || right.is_empty() => say!(
            lang,
            "a plain number stands beside a rate",
            "普通数与比率不能相加或比较"
        ),
        Detail::UnitClash { left, right } => say!(
            lang,
            "`{left}` and `{right}` are unlike units",
            "单位不一致：“{left}”与“{right}”"
        ),
        Detail::NeverFails { .. }
        | Detail::AlwaysFails { .. }
        | Detail::Repeated { .. }
        | Detail::Contradict { .. }
        | Detail::ChecksNothing
        | Detail::NamesNothing { .. } => crate::say::lint::title(finding, lang),
        Detail::WaiverUnused(..) | Detail::WaiverExpired { .. } | Detail::WaiverChanged { .. } => {
            crate::say::waivers::title(&finding.detail, lang)
        }
    }
}

/// Figures that a headline names.
const FIGURES_NAMED: usize = 3;

/// The headline of checks that clash only together: the figures in question.
fn joint_title(finding: &Finding, lang: Lang) -> String {
    let checks = finding.clash.as_ref().map_or(0, |clash| clash.checks.len());
    let marks = finding.marks();
    let mut names: Vec<String> = marks.map(|mark| quoted(&mark.name, lang)).collect();
    let all = names.len();
    names.truncate(FIGURES_NAMED);
    let more = all - names.len();
    let last = match (more, names.len()) {
        (0, 0 | 1) => None,
        (0, _) => names.pop(),
        _ => None,
    };
    let list = names.join(&say!(lang, ", ", ""));
    let list = match (last, more) {
        (Some(last), _) => say!(lang, "{list} and {last}", "{list}和{last}"),
        (None, 0) => list,
        (None, more) => say!(lang, "{list} and {more} more", "{list}等 {all} 个数"),
    };
    match all {
        1 => say!(
            lang,
            "{list} cannot be right: {checks} checks hold one by one, but not together",
            "{list}不可能正确：{checks} 项核对单独成立，合起来不成立"
        ),
        _ => say!(
            lang,
            "{list} cannot all be right: {checks} checks hold one by one, but not together",
            "{list}不可能都正确：{checks} 项核对单独成立，合起来不成立"
        ),
    }
}

fn mismatch_title(finding: &Finding, mismatch: &Mismatch, lang: Lang) -> String {
    let style = Style::of(finding);
    let check = finding.rule.as_ref().map_or("", |rule| rule.check.as_str());
    let check = quoted(check, lang);
    if !mismatch.unknown.is_empty() {
        let names: Vec<String> = mismatch
            .unknown
            .iter()
            .map(|name| quoted(name, lang))
            .collect();
        let names = names.join(&say!(lang, ", ", "、"));
        return say!(
            lang,
            "{names} is not reported, and no value makes {check} hold",
            "{names}未填报，且无论取何值，{check}都不成立"
        );
    }
    let left = quoted(&mismatch.left.text, lang);
    let right = match style.is_number(&mismatch.right) {
        true => String::new(),
        false => quoted(&mismatch.right.text, lang),
    };
    let value = |side: &crate::finding::Side| {
        side.printed
            .as_ref()
            .map_or_else(|| side.text.clone(), |value| style.number(value))
    };
    let (a, b) = (value(&mismatch.left), value(&mismatch.right));
    match &mismatch.relation {
        Asked::Compare(_) if finding.code == Code::RestatedDifferently => say!(
            lang,
            "{left} is {a}, but the report before printed {b}",
            "{left}为 {a}，而上一期报告印的是 {b}"
        ),
        Asked::Compare(sign) => compare_title(*sign, [&left, &a], [&right, &b], lang),
        Asked::Parts => {
            let low = lowest(mismatch, &style).filter(|low| *low != b);
            let low = low.map_or(b, |low| say!(lang, "at least {low}", "至少 {low}"));
            say!(
                lang,
                "the parts of {left} add up to {low}, more than the whole, {a}",
                "{left}的各部分合计 {low}，超过总数 {a}"
            )
        }
        Asked::NoRemainder => remainder_title(&left, [&a, &b], mismatch, &style, lang),
        Asked::Grim {
            count: Some(count), ..
        } => {
            let count = crate::figure::exact::show(count, 0).text;
            if style.is_rate() {
                say!(
                    lang,
                    "{left} is {a}: no whole number out of {count} gives it",
                    "{left}为 {a}：总数 {count} 的任何整数都得不出这个比率"
                )
            } else {
                say!(
                    lang,
                    "{left} is {a}: no {count} whole numbers have this mean",
                    "{left}为 {a}：任何 {count} 个整数的平均数都不是它"
                )
            }
        }
        Asked::Grim { count: None, .. } => say!(
            lang,
            "{left} is {a}: no whole numbers give it",
            "{left}为 {a}：任何整数都得不出"
        ),
        Asked::Condition => say!(lang, "{check} does not hold", "{check}不成立"),
    }
}

/// Text on one line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A stretch of a rule as a sentence quotes it, on one line. What holds the
/// quotes itself goes without.
pub(crate) fn quoted(text: &str, lang: Lang) -> String {
    let text = one_line(text);
    let plain = text
        .strip_prefix('`')
        .and_then(|text| text.strip_suffix('`'));
    let text = plain.filter(|text| !text.contains('`')).unwrap_or(&text);
    match text.contains('`') {
        true => say!(lang, "{text}", " {text} "),
        false => say!(lang, "`{text}`", "“{text}”"),
    }
}

/// The headline of an `includes` that leaves a remainder; what the prints
/// leave open is not said to be known.
fn remainder_title(
    left: &str,
    [a, b]: [&str; 2],
    mismatch: &Mismatch,
    style: &Style<'_>,
    lang: Lang,
) -> String {
    let rest = mismatch.difference.as_ref();
    let least = rest
        .zip(mismatch.allowed.as_ref())
        .map(|(rest, allowed)| rest.abs() - allowed);
    match (rest, least) {
        (Some(rest), Some(least)) if rest.abs() != least => {
            let least = style.size(&least);
            say!(
                lang,
                "the parts of {left} add up to {b} of {a}: at least {least} are in no part",
                "{left}共 {a}，各部分合计 {b}：至少有 {least} 不在任何一部分"
            )
        }
        _ => {
            let over = rest.map_or(String::new(), |rest| style.size(rest));
            say!(
                lang,
                "the parts of {left} add up to {b} of {a}: {over} are in no part",
                "{left}共 {a}，各部分合计 {b}：有 {over} 不在任何一部分"
            )
        }
    }
}

fn compare_title(sign: Comparison, left: [&str; 2], right: [&str; 2], lang: Lang) -> String {
    let ([left, a], [right, b]) = (left, right);
    // A side that is a plain number in the rule needs no value beside it.
    if right.is_empty() && sign == Comparison::Equal {
        return say!(lang, "{left} is {a}, not {b}", "{left}为 {a}，不是 {b}");
    }
    if sign == Comparison::Equal {
        return say!(
            lang,
            "{left} is {a}, but {right} is {b}",
            "{left}为 {a}，而{right}为 {b}"
        );
    }
    let right = match right.is_empty() {
        true => say!(lang, "{b}", " {b}"),
        false => say!(lang, "{right}, {b}", "{right}的 {b}"),
    };
    match sign {
        Comparison::Equal | Comparison::Unequal => {
            say!(
                lang,
                "{left} is {a}, the same as {right}",
                "{left}为 {a}，等于{right}"
            )
        }
        Comparison::Less => {
            say!(
                lang,
                "{left} is {a}, not less than {right}",
                "{left}为 {a}，不小于{right}"
            )
        }
        Comparison::AtMost => {
            say!(
                lang,
                "{left} is {a}, more than {right}",
                "{left}为 {a}，大于{right}"
            )
        }
        Comparison::Greater => {
            say!(
                lang,
                "{left} is {a}, not more than {right}",
                "{left}为 {a}，不大于{right}"
            )
        }
        Comparison::AtLeast => {
            say!(
                lang,
                "{left} is {a}, less than {right}",
                "{left}为 {a}，小于{right}"
            )
        }
    }
}

/// The least that the parts can add up to, when that is not what they print.
fn lowest(mismatch: &Mismatch, style: &Style) -> Option<String> {
    let range = mismatch.right.range.as_ref()?;
    match &range.lo {
        End::Closed(low) | End::Open(low) => Some(style.number(low)),
        End::Free => None,
    }
}

/// Said of a period that has no report.
pub fn no_report(period: &str, lang: Lang) -> String {
    let year = period.bytes().all(|c| c.is_ascii_digit());
    let zh = if year { " 年" } else { " " };
    say!(lang, "no report for {period}", "没有 {period}{zh}的报告")
}

/// That a check could not be made, and why.
pub(crate) fn not_checked(check: &NotChecked, lang: Lang) -> String {
    let reason = why_not(&check.why, &check.name, lang);
    let rule = &check.rule.name;
    match &check.row {
        Some(row) => say!(
            lang,
            "rule {rule} is not checked for {row}: {reason}",
            "规则 {rule} 未核对“{row}”：{reason}"
        ),
        None => say!(
            lang,
            "rule {rule} is not checked: {reason}",
            "规则 {rule} 未核对：{reason}"
        ),
    }
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

/// Why a check could not be made.
pub fn why_not(why: &WhyNot, name: &str, lang: Lang) -> String {
    match why {
        WhyNot::NotReported => say!(lang, "{name} is not reported", "{name} 未填报"),
        WhyNot::NotApplicable => say!(lang, "{name} is not applicable", "{name} 不适用"),
        WhyNot::Withheld => say!(lang, "{name} is withheld", "{name} 未公开"),
        WhyNot::Unreadable => say!(lang, "{name} cannot be read", "{name} 无法识读"),
        WhyNot::Ragged => {
            say!(
                lang,
                "the row of {name} is ragged",
                "{name} 所在行的单元格数与表头不符"
            )
        }
        WhyNot::NoReport(Some(period)) => no_report(period, lang),
        WhyNot::NoReport(None) => say!(
            lang,
            "no report of the period before, since this one's period is not known",
            "没有上一期报告，因为本报告的报告期不明"
        ),
        WhyNot::NoTable(section) => {
            say!(
                lang,
                "no readable table for `{section}`",
                "没有可读的“{section}”表格"
            )
        }
        WhyNot::NotInReport(name) => {
            say!(lang, "this report has no `{name}`", "本报告中没有“{name}”")
        }
        WhyNot::NotInPrior(name) => {
            say!(
                lang,
                "the prior report has no `{name}`",
                "上一期报告中没有“{name}”"
            )
        }
        WhyNot::DivisionByZero => {
            say!(
                lang,
                "divides by {name}, which may be zero",
                "除数 {name} 可能为零"
            )
        }
        WhyNot::NoRows => say!(lang, "{name} has no rows", "{name} 没有可用的行"),
        WhyNot::Selection => say!(
            lang,
            "which rows {name} selects cannot be told from the prints",
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
