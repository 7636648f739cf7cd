//! What `reportcheck figure` shows: how a print is read, and what the rules of
//! a report leave a figure.

use crate::cell::CellName;
use crate::clean::{on_one_line, with_lines};
use crate::figure::change::difference;
use crate::figure::exact::show;
use crate::figure::{Hedge, Range, Rat, Reading, Unit};
use crate::finding::{ClashCheck, Implied, Limit};
use crate::lang::Lang;
use crate::place::Place;
use crate::say;
use crate::say::clash::limit;
use crate::say::numbers::Style;
use crate::say::quote::one_line;
use num_traits::Zero;

/// How a print is read, under the print.
pub(crate) fn print(print: &str, reading: &Reading, lang: Lang) -> String {
    let shown: String = on_one_line(print.trim()).chars().take(60).collect();
    described(&shown, reading, lang)
}

/// How the print of a cell is read, under its name.
pub(crate) fn of_cell(cell: &CellName, place: &Place, reading: &Reading, lang: Lang) -> String {
    let cell = on_one_line(&cell.to_string());
    let mut text = described(&cell, reading, lang);
    if matches!(reading, Reading::Figure(_)) {
        let at = printed(place, lang);
        let line = say!(lang, "  print: {at}\n", "  所印: {at}\n");
        text.insert_str(cell.len() + 1, &line);
    }
    with_lines(&text)
}

fn described(shown: &str, reading: &Reading, lang: Lang) -> String {
    let line = |text: String| format!("{shown}: {text}\n");
    let figure = match reading {
        Reading::Blank => return line(say!(lang, "blank: not reported", "空白：未填报")),
        Reading::NotApplicable => return line(say!(lang, "not applicable", "不适用")),
        Reading::Withheld => return line(say!(lang, "withheld", "未公开")),
        Reading::Unreadable(reason) => {
            let reason = reason.say(lang);
            return line(say!(lang, "unreadable: {reason}", "无法识读：{reason}"));
        }
        Reading::Figure(figure) => figure,
    };
    let style = Style::like(figure);
    let mut text = format!("{shown}\n");
    let mut row = |name: String, value: String| {
        text.push_str(&format!("  {name}: {value}\n"));
    };
    let value = show(&figure.nominal, 30).text;
    row(say!(lang, "value", "数值"), value);
    row(
        say!(lang, "range", "范围"),
        range_line(&figure.range, &style, lang),
    );
    let unit = figure
        .unit
        .as_ref()
        .map_or(say!(lang, "none", "无"), |unit| {
            let kind = match (unit.known, unit.counting, unit.is_pure()) {
                (_, _, true) if unit.is_rate() => say!(lang, "a rate", "比率"),
                (_, _, true) => say!(lang, "a multiple", "倍数"),
                (false, _, _) => say!(lang, "not known", "未知单位"),
                (_, true, _) => say!(lang, "counts whole things", "计数单位"),
                _ => say!(lang, "a measure", "计量单位"),
            };
            format!("{} ({kind})", unit.text)
        });
    row(say!(lang, "unit", "单位"), unit);
    if let Some(hedge) = hedged(figure.hedge, lang) {
        row(say!(lang, "hedge", "约数"), hedge);
    }
    if let Some(mark) = &figure.mark {
        row(say!(lang, "footnote mark", "脚注符号"), mark.clone());
    }
    with_lines(&text)
}

fn range_line(range: &Range, style: &Style<'_>, lang: Lang) -> String {
    let shown = style.range(range);
    if range.is_point().is_some() {
        return say!(lang, "exactly {shown}", "恰为 {shown}");
    }
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
            "“多、余”：从该数起，不到末个非零位加一"
        ),
        Hedge::About => say!(
            lang,
            "about: half a unit of its last digit that is not zero either way",
            "“约、左右”：末个非零位上下各半个单位"
        ),
        Hedge::Nearly => say!(
            lang,
            "nearly: below the number, by at most half a unit of its last digit that is not zero",
            "“近”：不到该数，相差至多末个非零位的半个单位"
        ),
        Hedge::Below => say!(lang, "below, the number itself excluded", "不含该数的以下"),
        Hedge::AtMost => say!(lang, "at most, the number itself included", "含该数的以下"),
        Hedge::Above => say!(lang, "above, the number itself excluded", "不含该数的以上"),
        Hedge::AtLeast => say!(lang, "at least, the number itself included", "含该数的以上"),
    })
}

/// What the rules and the other figures of a report leave a figure; `unit` is
/// that of its column or row, for a figure that is not there.
pub(crate) fn implied(implied: &Implied, unit: Option<&Unit>, lang: Lang) -> String {
    let style = match &implied.mark.figure {
        Some(figure) => Style::like(figure),
        None if unit.is_some_and(Unit::is_rate) => Style::Percent,
        None => Style::Plain,
    };
    let mut text = format!("{}\n", on_one_line(&implied.mark.named_cell().to_string()));
    let mut row = |name: String, value: String| {
        text.push_str(&format!("  {name}: {value}\n"));
    };
    row(
        say!(lang, "print", "所印"),
        printed(&implied.mark.place, lang),
    );
    if let Some(own) = &implied.own {
        let own = range_line(own, &style, lang);
        row(say!(lang, "its print allows", "按所印数字"), own);
    }
    let left = match (&implied.implied, implied.gave_up) {
        (_, Some(limit)) => gave_up(limit, lang),
        (Some(range), None) => range_line(range, &style, lang),
        (None, None) => say!(
            lang,
            "nothing: the rules do not hold whatever it is",
            "无：无论此数是多少，规则都不能同时成立"
        ),
    };
    row(say!(lang, "the rules leave it", "按规则"), left);
    if implied.gave_up.is_none() && excluded(implied) {
        text.push_str(&say!(
            lang,
            "  the two do not meet: this figure is wrong, or another is\n",
            "  两者没有交集：此数有误，或另有数有误\n"
        ));
    }
    if !implied.binding.is_empty() {
        text.push_str(&say!(lang, "  bound by\n", "  限定此数的核对\n"));
        text.extend(implied.binding.iter().map(|check| checked(check, lang)));
    }
    if !implied.others.is_empty() {
        text.push_str(&say!(lang, "  also named by\n", "  其他用到此数的核对\n"));
        text.extend(implied.others.iter().map(|check| checked(check, lang)));
    }
    if implied.binding.is_empty() && implied.others.is_empty() {
        text.push_str(&say!(lang, "  no rule names it\n", "  没有规则用到此数\n"));
    }
    with_lines(&text)
}

/// The print with its place.
fn printed(place: &Place, lang: Lang) -> String {
    let address = on_one_line(&place.address());
    match one_line(place.words()) {
        print if print.is_empty() => say!(lang, "blank ({address})", "空白（{address}）"),
        print => say!(lang, "{print} ({address})", "{print}（{address}）"),
    }
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

/// A line for a check: its rule, the row that it was made for, what it asks.
fn checked(check: &ClashCheck, lang: Lang) -> String {
    let (name, asks) = (one_line(&check.rule.name), one_line(&check.rule.check));
    let line = match check.row.as_deref().map(one_line) {
        Some(row) => say!(lang, "{name} ({row}): {asks}", "{name}（{row}）：{asks}"),
        None => say!(lang, "{name}: {asks}", "{name}：{asks}"),
    };
    format!("    {}\n", on_one_line(&line))
}

/// That the search stopped early, and why.
fn gave_up(most: Limit, lang: Lang) -> String {
    let limit = limit(most, lang);
    say!(
        lang,
        "not worked out: the search gave up at {limit}",
        "未能算出：查找时已达上限（{limit}）"
    )
}
