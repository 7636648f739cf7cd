//! What `reportcheck figure` shows: how a print is read, and what the rules of
//! a report leave a figure.

use crate::clean::on_one_line;
use crate::figure::change::difference;
use crate::figure::exact::show;
use crate::figure::{DecimalSign, Figure, Hedge, Range, Rat, Reading, Unit};
use crate::finding::{ClashCheck, Implied, Limit};
use crate::lang::Lang;
use crate::place::Place;
use crate::say;
use crate::say::clash::limit;
use crate::say::numbers::Style;
use crate::say::quote::{one_line, sums_in_short};
use crate::say::terms::{aside, labelled};
use num_traits::Zero;

/// A line of what is said: what it is called, and what it is.
pub(crate) type Named = (String, String);

/// What is said of what is no figure; none of a figure.
pub(crate) fn no_figure(reading: &Reading, lang: Lang) -> Option<String> {
    Some(match reading {
        Reading::Blank => say!(lang, "blank: not reported", "空白：未填报"),
        Reading::NotApplicable => say!(lang, "not applicable", "不适用"),
        Reading::Withheld => say!(lang, "withheld", "未公开"),
        Reading::Unreadable(reason) => {
            let reason = reason.say(lang);
            say!(lang, "unreadable: {reason}", "无法识读：{reason}")
        }
        Reading::Figure(_) => return None,
    })
}

/// How a figure is read.
pub(crate) fn facts(figure: &Figure, lang: Lang) -> Vec<Named> {
    let style = Style::like(figure);
    let mut facts = vec![
        (say!(lang, "value", "数值"), show(&figure.nominal, 30).text),
        (
            say!(lang, "range", "范围"),
            range_line(&figure.range, &style, lang),
        ),
    ];
    let unit = figure.unit.as_ref();
    let unit = unit.map_or(say!(lang, "none", "无"), |unit| of_unit(unit, lang));
    facts.push((say!(lang, "unit", "单位"), unit));
    if let Some(hedge) = hedged(figure.hedge, lang) {
        facts.push((say!(lang, "hedge", "概数"), hedge));
    }
    if figure.is_unrounded() {
        let to = figure.rounded_to();
        let no = say!(
            lang,
            "no: it is no multiple of {to}",
            "否：不是 {to} 的倍数"
        );
        facts.push((say!(lang, "rounded as said", "按说明取整"), no));
    }
    if figure.decimal() == DecimalSign::Comma {
        let (name, sign) = (
            say!(lang, "decimal sign", "小数点"),
            say!(lang, "comma", "逗号"),
        );
        facts.push((name, sign));
    }
    if let Some(mark) = &figure.mark {
        facts.push((say!(lang, "footnote mark", "脚注符号"), mark.clone()));
    }
    facts
}

fn of_unit(unit: &Unit, lang: Lang) -> String {
    let kind = match (unit.known, unit.counting, unit.is_pure()) {
        (_, _, true) if unit.is_rate() => say!(lang, "a rate", "比率"),
        (_, _, true) => say!(lang, "a multiple", "倍数"),
        (false, _, _) => say!(lang, "not known", "未知单位"),
        (_, true, _) => say!(lang, "counts whole things", "计数单位"),
        _ => say!(lang, "a measure", "计量单位"),
    };
    let text = &unit.text;
    say!(lang, "{text} ({kind})", "{text}（{kind}）")
}

fn range_line(range: &Range, style: &Style<'_>, lang: Lang) -> String {
    if let Some(value) = range.is_point() {
        let (shown, near) = (style.exact(value), style.towards(value, false));
        return match near.exact || !shown.contains('/') {
            true => say!(lang, "exactly {shown}", "恰为 {shown}"),
            false => {
                let near = style.number(value);
                say!(
                    lang,
                    "exactly {shown}, about {near}",
                    "恰为 {shown}，约 {near}"
                )
            }
        };
    }
    let exact = style.exact_range(range);
    let shown = match exact.contains('/') {
        false => exact,
        true => {
            let text = style.range(range).text;
            say!(lang, "about {text}", "约 {text}")
        }
    };
    match range.whole {
        true => say!(lang, "{shown}, whole numbers", "{shown}，整数"),
        false => shown,
    }
}

/// What a hedge makes of the number.
fn hedged(hedge: Hedge, lang: Lang) -> Option<String> {
    Some(match hedge {
        Hedge::None => return None,
        Hedge::MoreThan => say!(
            lang,
            "and more: from the number up to the next of its last digit that is not zero",
            "“多、余”：从该数起，到末位非零数字加一为止（不含）"
        ),
        Hedge::About => say!(
            lang,
            "about: half a unit of its last digit that is not zero either way",
            "“约、左右”：上下至多各差末位非零数字的半个单位"
        ),
        Hedge::Nearly => say!(
            lang,
            "nearly: below the number, by at most half a unit of its last digit that is not zero",
            "“近”：小于该数，至多差末位非零数字的半个单位"
        ),
        Hedge::Between => say!(lang, "a range, both ends included", "区间，含两端"),
        Hedge::Below => say!(
            lang,
            "below, the number itself excluded",
            "小于该数（不含）"
        ),
        Hedge::AtMost => say!(
            lang,
            "at most, the number itself included",
            "不大于该数（含）"
        ),
        Hedge::Above => say!(
            lang,
            "above, the number itself excluded",
            "大于该数（不含）"
        ),
        Hedge::AtLeast => say!(
            lang,
            "at least, the number itself included",
            "不小于该数（含）"
        ),
    })
}

/// The print with its place.
pub(crate) fn printed(place: &Place, lang: Lang) -> Named {
    let address = on_one_line(&place.address_in(lang));
    let print = match one_line(place.words()) {
        print if print.is_empty() => aside(&say!(lang, "blank", "空白"), &address, lang),
        print => aside(&print, &address, lang),
    };
    (say!(lang, "print", "所印"), print)
}

/// What its own print allows a figure, and what the rules and the other
/// figures of a report leave it; `unit` is that of its column or row, for a
/// figure that is not there.
pub(crate) fn allowed(implied: &Implied, unit: Option<&Unit>, lang: Lang) -> Vec<Named> {
    let style = match &implied.mark.figure {
        Some(figure) => Style::like(figure),
        None if unit.is_some_and(Unit::is_rate) => Style::Percent,
        None => Style::Plain,
    };
    let own = implied.own.as_ref().map(|own| {
        let own = range_line(own, &style, lang);
        (say!(lang, "its print allows", "按所印数字"), own)
    });
    let left = match (&implied.implied, implied.gave_up) {
        (_, Some(limit)) => gave_up(limit, lang),
        (Some(range), None) => range_line(range, &style, lang),
        (None, None) => say!(
            lang,
            "nothing: the rules do not hold whatever it is",
            "无：无论此数是多少，规则都不能同时成立"
        ),
    };
    let left = (say!(lang, "the rules leave it", "按规则"), left);
    own.into_iter().chain([left]).collect()
}

/// That a figure cannot be what is printed, where that is so.
pub(crate) fn contradicted(implied: &Implied, lang: Lang) -> Option<String> {
    (implied.gave_up.is_none() && excluded(implied)).then(|| {
        say!(
            lang,
            "the two do not meet: this figure is wrong, or another is",
            "两者没有交集：此数有误，或另有数有误"
        )
    })
}

/// Above the checks that bind a figure.
pub(crate) fn bound_by(lang: Lang) -> String {
    say!(lang, "bound by", "限定此数的核对")
}

/// Above the other checks that name it.
pub(crate) fn also_named_by(lang: Lang) -> String {
    say!(lang, "also named by", "其他用到此数的核对")
}

/// Said where no check does.
pub(crate) fn named_by_none(lang: Lang) -> String {
    say!(lang, "no rule names it", "没有规则用到此数")
}

/// Whether a figure's print allows nothing that the rules leave it.
fn excluded(implied: &Implied) -> bool {
    let (Some(own), Some(left)) = (&implied.own, &implied.implied) else {
        return false;
    };
    let whole = own.whole || left.whole;
    let of_both = |range: &Range| Range {
        whole,
        ..range.clone()
    };
    let (own, left) = (of_both(own), of_both(left));
    let empty = own.is_empty() || left.is_empty();
    empty || !difference(&own, &left).contains(&Rat::zero())
}

/// A check: its rule, the row that it was made for, what it asks.
pub(crate) fn check(check: &ClashCheck, lang: Lang) -> String {
    let (mut name, asks) = (
        one_line(&check.rule.name),
        sums_in_short(&one_line(&check.rule.check), lang),
    );
    if let Some(row) = &check.row {
        name = aside(&name, &one_line(row), lang);
    }
    labelled(&name, &asks, lang)
}

/// That the search stopped early, and why.
fn gave_up(most: Limit, lang: Lang) -> String {
    let limit = limit(most, lang);
    say!(
        lang,
        "not worked out, because {limit}",
        "未能算出，因为{limit}"
    )
}
