//! The sentences of findings, in English and in Chinese.

use super::numbers::{Style, has_slack};
use crate::check::{Asked, Detail, Finding, HoldsIf, Mismatch, Repair, WhyNot};
use crate::figure::{End, Rat, Rounding};
use crate::lang::Lang;
use crate::rule::{Comparison, Severity};
use crate::say;
use num_traits::{Signed, Zero};

/// Repairs named before the list is cut.
const REPAIRS_SHOWN: usize = 6;

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
    let print = finding.primary.place.words();
    let section = &finding.section;
    match &finding.detail {
        Detail::Mismatch(mismatch) => mismatch_title(finding, mismatch, lang),
        Detail::MissingFigure => {
            let name = &finding.primary.name;
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
            "this row has {found} cells, the header {expected}",
            "这一行有 {found} 个单元格，表头有 {expected} 列"
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
            "this text speaks of {found}, the report of {own}",
            "这里写的是 {found} 年，而报告期是 {own}"
        ),
        Detail::UnknownUnit(unit) => say!(
            lang,
            "the unit `{unit}` is not known, so its whole numbers count as rounded",
            "不认识单位“{unit}”，其整数按四舍五入处理"
        ),
        Detail::UnitClash { left, right } => say!(
            lang,
            "`{left}` and `{right}` are unlike units",
            "单位不一致：“{left}”与“{right}”"
        ),
    }
}

fn mismatch_title(finding: &Finding, mismatch: &Mismatch, lang: Lang) -> String {
    let style = Style::of(&finding.primary, &finding.related);
    if !mismatch.unknown.is_empty() {
        let names = mismatch.unknown.join(", ");
        let check = finding.rule.as_ref().map_or("", |rule| rule.check.as_str());
        return say!(
            lang,
            "no value of `{names}`, which is not reported, makes `{check}` hold",
            "“{names}”未填报，且无论取何值，{check} 都不成立"
        );
    }
    let (left, right) = (mismatch.left.text.as_str(), mismatch.right.text.as_str());
    let value = |side: &crate::check::Side| {
        side.printed
            .as_ref()
            .map_or_else(|| side.text.clone(), |value| style.number(value))
    };
    let (a, b) = (value(&mismatch.left), value(&mismatch.right));
    match &mismatch.relation {
        Asked::Compare(sign) => compare_title(*sign, [left, &a], [right, &b], lang),
        Asked::Parts => {
            let low = lowest(mismatch, &style).unwrap_or(b);
            say!(
                lang,
                "the parts of `{left}` add up to {low}, more than the whole, {a}",
                "“{left}”的各部分合计 {low}，超过总数 {a}"
            )
        }
        Asked::NoRemainder => {
            let over = mismatch
                .difference
                .as_ref()
                .map_or(String::new(), |rest| style.size(rest));
            say!(
                lang,
                "the parts of `{left}` add up to {b} of {a}: {over} are in no part",
                "“{left}”共 {a}，各部分合计 {b}：有 {over} 不在任何一部分"
            )
        }
        Asked::Grim {
            count: Some(count), ..
        } => {
            let count = crate::figure::exact::show(count, 0).text;
            if style.is_rate() {
                say!(
                    lang,
                    "`{left}` is {a}: no whole number out of {count} gives it",
                    "“{left}”为 {a}：总数 {count} 的任何整数都得不出这个比率"
                )
            } else {
                say!(
                    lang,
                    "`{left}` is {a}: no {count} whole numbers have this mean",
                    "“{left}”为 {a}：任何 {count} 个整数的平均数都不是它"
                )
            }
        }
        Asked::Grim { count: None, .. } => say!(
            lang,
            "`{left}` is {a}: no whole numbers give it",
            "“{left}”为 {a}：任何整数都得不出"
        ),
        Asked::Condition => {
            let check = finding.rule.as_ref().map_or("", |rule| rule.check.as_str());
            say!(lang, "`{check}` does not hold", "{check} 不成立")
        }
    }
}

fn compare_title(sign: Comparison, left: [&str; 2], right: [&str; 2], lang: Lang) -> String {
    let ([left, a], [right, b]) = (left, right);
    let equal = matches!(sign, Comparison::Equal);
    if is_literal(right) && equal {
        return say!(
            lang,
            "`{left}` is {a}, not {right}",
            "“{left}”为 {a}，不是 {right}"
        );
    }
    // A side that is a plain number in the rule needs no value beside it.
    let right = match (is_literal(right), equal) {
        (true, _) => right.to_owned(),
        (false, true) => say!(lang, "`{right}` is {b}", "{right} 为 {b}"),
        (false, false) => say!(lang, "`{right}`, {b}", "{right} 的 {b}"),
    };
    match sign {
        Comparison::Equal => {
            say!(
                lang,
                "`{left}` is {a}, but {right}",
                "“{left}”为 {a}，而 {right}"
            )
        }
        Comparison::Unequal => {
            say!(
                lang,
                "`{left}` is {a}, the same as {right}",
                "“{left}”为 {a}，等于 {right}"
            )
        }
        Comparison::Less => {
            say!(
                lang,
                "`{left}` is {a}, not less than {right}",
                "“{left}”为 {a}，不小于 {right}"
            )
        }
        Comparison::AtMost => {
            say!(
                lang,
                "`{left}` is {a}, more than {right}",
                "“{left}”为 {a}，大于 {right}"
            )
        }
        Comparison::Greater => {
            say!(
                lang,
                "`{left}` is {a}, not more than {right}",
                "“{left}”为 {a}，不大于 {right}"
            )
        }
        Comparison::AtLeast => {
            say!(
                lang,
                "`{left}` is {a}, less than {right}",
                "“{left}”为 {a}，小于 {right}"
            )
        }
    }
}

/// Whether a side of a rule is a number as written, and no name.
fn is_literal(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || "-.%‰百千万亿 ".contains(c))
}

/// The least that the parts can add up to, when that is not what they print.
fn lowest(mismatch: &Mismatch, style: &Style) -> Option<String> {
    let range = mismatch.right.range.as_ref()?;
    match &range.lo {
        End::Closed(low) | End::Open(low) => Some(style.number(low)),
        End::Free => None,
    }
}

/// The lines under a finding.
pub fn notes(finding: &Finding, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if let Detail::Mismatch(mismatch) = &finding.detail {
        let style = Style::of(&finding.primary, &finding.related);
        notes.extend(arithmetic(mismatch, &style, lang));
    }
    if let Some(rule) = &finding.rule {
        let (check, name, address) = (&rule.check, &rule.name, rule.place.address());
        let check = check.split_whitespace().collect::<Vec<_>>().join(" ");
        notes.push(say!(
            lang,
            "rule {name}: {check} ({address})",
            "规则 {name}：{check}（{address}）"
        ));
        if let Some(tolerance) = &rule.tolerance {
            let allowed = super::rule::tolerated(tolerance, lang);
            notes.push(say!(
                lang,
                "the rule tolerates {allowed} on top",
                "规则另允许误差 {allowed}"
            ));
        }
        if let Some(why) = rule.why.say(lang) {
            notes.push(say!(lang, "why: {why}", "理由：{why}"));
        }
    }
    notes.extend(advice(finding, lang));
    notes
}

fn arithmetic(mismatch: &Mismatch, style: &Style, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if mismatch.more_figures > 0 {
        let more = mismatch.more_figures;
        notes.push(say!(lang, "and {more} more figures", "另有 {more} 个数字"));
    }
    // A GRIM test has no sides to compute.
    let sides = match mismatch.relation {
        Asked::Grim { .. } => Vec::new(),
        _ => vec![&mismatch.left, &mismatch.right],
    };
    for side in sides {
        let Some(value) = &side.printed else { continue };
        let shown = style.number(value);
        let equals = if side.hedged { '≈' } else { '=' };
        let plain = side.arithmetic.is_empty() || side.arithmetic == shown;
        if !plain && side.arithmetic.contains(' ') {
            notes.push(format!("{} {equals} {shown}", side.arithmetic));
        }
    }
    if mismatch.whole_only && !matches!(mismatch.relation, Asked::Grim { .. }) {
        notes.push(say!(
            lang,
            "fractions would fit, but no whole numbers do, and these figures count whole things",
            "带小数的数可以成立，但这些数字是计数，没有整数能成立"
        ));
    } else if has_slack(mismatch) && !matches!(mismatch.relation, Asked::Grim { .. }) {
        let (left, right) = (&mismatch.left, &mismatch.right);
        if let (Some(a), Some(b)) = (&left.range, &right.range) {
            let (a, b) = (style.range(a), style.range(b));
            let (left, right) = (&left.text, &right.text);
            notes.push(match is_literal(right) {
                true => say!(
                    lang,
                    "the prints allow {left} {a}",
                    "按所印数字，{left} 可为 {a}"
                ),
                false => say!(
                    lang,
                    "the prints allow {left} {a} and {right} {b}",
                    "按所印数字，{left} 可为 {a}，{right} 可为 {b}"
                ),
            });
        }
    }
    let apart = mismatch
        .difference
        .as_ref()
        .filter(|rest| !rest.is_zero() && !mismatch.whole_only);
    if let Some(difference) = apart {
        notes.push(difference_note(mismatch, difference, style, lang));
    }
    if let Asked::Grim {
        below: Some(below),
        above: Some(above),
        ..
    } = &mismatch.relation
    {
        let (below, above) = (style.number(below), style.number(above));
        notes.push(say!(
            lang,
            "possible are {below} and {above}",
            "可能的数是 {below} 和 {above}"
        ));
    }
    notes.extend(repairs(&mismatch.repairs, lang));
    notes.extend(mismatch.holds_if.iter().map(|holds| holds_if(holds, lang)));
    notes
}

fn difference_note(mismatch: &Mismatch, difference: &Rat, style: &Style, lang: Lang) -> String {
    let size = style.size(difference);
    let unit = if style.is_rate() {
        say!(lang, " points", " 个百分点")
    } else {
        String::new()
    };
    let allowed = mismatch.allowed.as_ref().map(|allowed| style.size(allowed));
    // Seen from the parts of a whole; from the left side of a bound.
    let positive = difference.is_positive();
    let first = match (&mismatch.relation, positive) {
        (Asked::NoRemainder | Asked::Parts, true)
        | (Asked::Compare(Comparison::AtLeast | Comparison::Greater), false) => {
            say!(lang, "short by {size}{unit}", "少 {size}{unit}")
        }
        (Asked::NoRemainder | Asked::Parts, false)
        | (Asked::Compare(Comparison::AtMost | Comparison::Less), true) => {
            say!(lang, "over by {size}{unit}", "多 {size}{unit}")
        }
        _ => say!(lang, "apart by {size}{unit}", "相差 {size}{unit}"),
    };
    match allowed {
        Some(allowed) => say!(
            lang,
            "{first}; the prints allow {allowed}",
            "{first}；所印数字允许 {allowed}"
        ),
        None => first,
    }
}

fn repairs(repairs: &[Repair], lang: Lang) -> Option<String> {
    if repairs.is_empty() {
        return None;
    }
    let shown: Vec<String> = repairs
        .iter()
        .take(REPAIRS_SHOWN)
        .map(|repair| format!("{} {}", repair.name, repair.print))
        .collect();
    let or = say!(lang, " or ", " 或 ");
    let comma = say!(lang, ", ", "、");
    let list = match shown.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{}{or}{last}", rest.join(&comma)),
        None => return None,
    };
    let more = repairs.len().saturating_sub(REPAIRS_SHOWN);
    let more = match more {
        0 => String::new(),
        more => say!(lang, ", and {more} more", "，另有 {more} 个"),
    };
    Some(say!(
        lang,
        "would hold with {list}{more}",
        "若改为 {list}{more}，则成立"
    ))
}

fn holds_if(holds: &HoldsIf, lang: Lang) -> String {
    let cut = holds.rounding == Rounding::Truncate;
    match (&holds.figure, cut) {
        (Some((name, print)), true) => say!(
            lang,
            "holds if {name} {print} was cut, not rounded",
            "若 {name} {print} 是截尾而非四舍五入，则成立"
        ),
        (Some((name, print)), false) => say!(
            lang,
            "holds if {name} {print} was rounded up",
            "若 {name} {print} 是进位所得，则成立"
        ),
        (None, true) => say!(
            lang,
            "holds if all its figures were cut, not rounded",
            "若各数都是截尾而非四舍五入，则成立"
        ),
        (None, false) => say!(
            lang,
            "holds if all its figures were rounded up",
            "若各数都是进位所得，则成立"
        ),
    }
}

/// How to mend what the built-in checks find.
fn advice(finding: &Finding, lang: Lang) -> Option<String> {
    Some(match &finding.detail {
        Detail::UnknownColumn(Some(name)) | Detail::UnknownTable(Some(name)) => {
            say!(lang, "did you mean `{name}`?", "是不是“{name}”？")
        }
        Detail::UnknownColumn(None) => say!(
            lang,
            "describe it under [sections.….columns], or drop it",
            "请在 [sections.….columns] 中说明该列，或删除它"
        ),
        Detail::UnknownTable(None) => say!(
            lang,
            "describe it under [sections], or take the file away",
            "请在 [sections] 中说明，或移走该文件"
        ),
        Detail::UnknownUnit(unit) => say!(
            lang,
            "if it counts things, say so: [units] counting = [\"{unit}\"]; if it measures, measure = [\"{unit}\"]",
            "若是计数单位，请写 [units] counting = [\"{unit}\"]；若是计量单位，写 measure = [\"{unit}\"]"
        ),
        Detail::Ragged { found, expected } if found > expected => say!(
            lang,
            "a comma inside a cell needs quotes around it: \"1,234\"",
            "单元格内有逗号时要加引号：\"1,234\""
        ),
        Detail::UnitClash { .. } if finding.rule.is_some() => say!(
            lang,
            "if the rule mixes them on purpose, say units = \"ignore\" in it",
            "若有意混用，请在规则中写 units = \"ignore\""
        ),
        _ => return None,
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
        WhyNot::NoReport(Some(period)) => {
            say!(lang, "no report for {period}", "没有 {period} 年的报告")
        }
        WhyNot::NoReport(None) => say!(
            lang,
            "no report of the period before, since this one's period is not known",
            "没有上一期报告，因为本报告的报告期不明"
        ),
        WhyNot::NoTable(section) => {
            say!(lang, "no table for `{section}`", "没有“{section}”的表格")
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
