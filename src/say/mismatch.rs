//! The headline of a rule that does not hold: what its sides come to.

use crate::figure::{End, Range};
use crate::finding::{Code, Finding, Mismatch, Requirement, Side};
use crate::lang::Lang;
use crate::rule::Comparison;
use crate::say;
use crate::say::called;
use crate::say::lists;
use crate::say::numbers::Style;
use crate::say::quote::quoted;
use crate::say::texts::text_title;

/// The headline of a rule that does not hold.
pub(crate) fn mismatch_title(finding: &Finding, mismatch: &Mismatch, lang: Lang) -> String {
    let style = Style::of(finding);
    let check = finding.rule.as_ref().map_or("", |rule| rule.check.as_str());
    let check = quoted(check, lang);
    if let Some(failed) = &mismatch.text {
        return text_title(failed, finding, lang);
    }
    if !mismatch.unknown.is_empty() {
        let names: Vec<String> = mismatch
            .unknown
            .iter()
            .map(|name| called::side(name, finding, lang))
            .collect();
        let names = lists::listed(&names, lang);
        if mismatch.withheld {
            return say!(
                lang,
                "{names} is withheld, and no value makes {check} hold",
                "{names}未公开，且无论取何值，{check}都不成立"
            );
        }
        return say!(
            lang,
            "{names} is not reported, and no value makes {check} hold",
            "{names}未填报，且无论取何值，{check}都不成立"
        );
    }
    let left = called::side(&mismatch.left.text, finding, lang);
    let right = match style.is_number(&mismatch.right) {
        true => String::new(),
        false => called::side(&mismatch.right.text, finding, lang),
    };
    let above = mismatch.gap.as_ref().is_some_and(|gap| gap.left_above);
    let a = value(&mismatch.left, above, &style, lang);
    let b = value(&mismatch.right, !above, &style, lang);
    match &mismatch.relation {
        Requirement::Compare(_) if finding.code == Code::RestatedDifferently => say!(
            lang,
            "{left} is {a}, but the report before printed {b}",
            "{left}为 {a}，而上一期报告印的是 {b}"
        ),
        Requirement::Compare(Comparison::Equal) if !right.is_empty() => {
            let nothing_known = end_of(&mismatch.right, !above).is_none();
            let a = stands_at(&mismatch.left, &a, lang);
            if mismatch.right.printed.is_none() && nothing_known {
                return say!(
                    lang,
                    "{left} {a}, which {right} cannot be",
                    "{left}{a}，而{right}不可能等于它"
                );
            }
            let b = stands_at(&mismatch.right, &b, lang);
            say!(
                lang,
                "{left} {a}, but {right} {b}",
                "{left}{a}，而{right}{b}"
            )
        }
        Requirement::Compare(sign) => compare_title(*sign, [&left, &a], [&right, &b], lang),
        Requirement::Parts => {
            let low = lowest(mismatch, &style).filter(|low| *low != b);
            let low = low.map_or(b, |low| say!(lang, "at least {low}", "至少 {low}"));
            if mismatch.left.zero {
                return say!(
                    lang,
                    "the parts of {left} add up to {low}, but the whole is blank, which counts as {a}",
                    "{left}的各分项合计 {low}，而总数为空白，按 {a} 计"
                );
            }
            say!(
                lang,
                "the parts of {left} add up to {low}, more than the whole, {a}",
                "{left}的各分项合计 {low}，超过总数 {a}"
            )
        }
        Requirement::NoRemainder => remainder_title(&left, [&a, &b], mismatch, &style, lang),
        Requirement::Grim {
            count: Some(count), ..
        } => {
            let count = crate::figure::exact::show(count, 0).text;
            if style.is_rate() {
                say!(
                    lang,
                    "{left} is {a}: no whole number out of {count} gives it",
                    "{left}为 {a}：以 {count} 为分母，没有哪个整数能得出这个比率"
                )
            } else {
                say!(
                    lang,
                    "{left} is {a}: no {count} whole numbers have this mean",
                    "{left}为 {a}：没有哪 {count} 个整数的平均数能等于它"
                )
            }
        }
        Requirement::Grim { count: None, .. } => say!(
            lang,
            "{left} is {a}: no whole numbers give it",
            "{left}为 {a}：没有哪些整数能得出它"
        ),
        Requirement::Condition => say!(lang, "{check} does not hold", "{check}不成立"),
    }
}

/// What a side is; where its prints are no value of it, the end of its range
/// that lies next to the other side.
fn value(side: &Side, above: bool, style: &Style<'_>, lang: Lang) -> String {
    // Where the prints are no value, there may still be but one.
    let only = side.range.as_ref().and_then(Range::is_point);
    if let Some(value) = side.printed.as_ref().or(only) {
        let number = style.printed(side, value);
        return match style.is_exact(value) {
            true => number,
            false => say!(lang, "about {number}", "约 {number}"),
        };
    }
    let Some(end) = end_of(side, above) else {
        return side.text.clone();
    };
    let closed = end.is_closed();
    let number = end
        .value()
        .map_or(String::new(), |number| style.bound(number, !above));
    match (above, closed) {
        (true, true) => say!(lang, "at least {number}", "至少 {number}"),
        (true, false) => say!(lang, "more than {number}", "超过 {number}"),
        (false, true) => say!(lang, "at most {number}", "至多 {number}"),
        (false, false) => say!(lang, "less than {number}", "不足 {number}"),
    }
}

/// The end of what a side may be that lies next to the other side, where it
/// has one.
fn end_of(side: &Side, above: bool) -> Option<End> {
    let range = side.range.clone().map(Range::tighten)?;
    let end = if above { range.lo } else { range.hi };
    end.value().is_some().then_some(end)
}

/// That something is a value, in Chinese: `为 20`, `约为 9.91%`.
fn is_value(value: &str) -> String {
    match value.strip_prefix("约 ") {
        Some(number) => format!("约为 {number}"),
        None => format!("为 {value}"),
    }
}

/// What a side is, after its name: `为 20`, `至少 24`.
fn stands_at(side: &Side, value: &str, lang: Lang) -> String {
    let only = side.range.as_ref().and_then(Range::is_point);
    match side.printed.as_ref().or(only) {
        Some(_) if side.zero => say!(
            lang,
            "is blank, which counts as {value}",
            "为空白，按 {value} 计"
        ),
        Some(_) => {
            let zh = is_value(value);
            say!(lang, "is {value}", "{zh}")
        }
        None => say!(lang, "is {value}", "{value}"),
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
            let least = style.least_size(&least);
            say!(
                lang,
                "the parts of {left} add up to {b} of {a}: at least {least} are in no part",
                "{left}共 {a}，各分项合计 {b}：至少有 {least} 未列入任何分项"
            )
        }
        _ if mismatch.gap.is_some() => {
            let gap = mismatch.gap.as_ref();
            let least = gap.map_or(String::new(), |gap| style.least_size(&gap.size));
            let least = match gap.is_some_and(|gap| gap.more) {
                true => say!(lang, "more than {least}", "超过 {least}"),
                false => say!(lang, "at least {least}", "至少有 {least}"),
            };
            say!(
                lang,
                "the parts of {left} add up to {b} of {a}: {least} are in no part",
                "{left}共 {a}，各分项合计 {b}：{least} 未列入任何分项"
            )
        }
        _ => {
            let over = rest.map_or(String::new(), |rest| style.size(rest));
            say!(
                lang,
                "the parts of {left} add up to {b} of {a}: {over} are in no part",
                "{left}共 {a}，各分项合计 {b}：有 {over} 未列入任何分项"
            )
        }
    }
}

fn compare_title(sign: Comparison, left: [&str; 2], right: [&str; 2], lang: Lang) -> String {
    let ([left, a], [right, b]) = (left, right);
    let zh = is_value(a);
    // A side that is a plain number in the rule needs no value beside it.
    if sign == Comparison::Equal {
        return say!(lang, "{left} is {a}, not {b}", "{left}{zh}，不是 {b}");
    }
    let right = match right.is_empty() {
        true => say!(lang, "{b}", " {b}"),
        false => {
            let space = if b.starts_with('约') { "" } else { " " };
            say!(lang, "{right}, {b}", "{right}的{space}{b}")
        }
    };
    match sign {
        Comparison::Equal | Comparison::Unequal => {
            say!(
                lang,
                "{left} is {a}, the same as {right}",
                "{left}{zh}，等于{right}"
            )
        }
        Comparison::Less => {
            say!(
                lang,
                "{left} is {a}, not less than {right}",
                "{left}{zh}，不小于{right}"
            )
        }
        Comparison::AtMost => {
            say!(
                lang,
                "{left} is {a}, more than {right}",
                "{left}{zh}，大于{right}"
            )
        }
        Comparison::Greater => {
            say!(
                lang,
                "{left} is {a}, not more than {right}",
                "{left}{zh}，不大于{right}"
            )
        }
        Comparison::AtLeast => {
            say!(
                lang,
                "{left} is {a}, less than {right}",
                "{left}{zh}，小于{right}"
            )
        }
    }
}

/// The least that the parts can add up to, when that is not what they print.
fn lowest(mismatch: &Mismatch, style: &Style) -> Option<String> {
    let range = mismatch.right.range.as_ref()?;
    match &range.lo {
        End::Closed(low) | End::Open(low) => Some(style.bound(low, false)),
        End::Free => None,
    }
}
