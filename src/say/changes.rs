//! Changes and growths as text: `+12`, `≈+1.2万`, `-0.5 pp`, `≥+3%`.

use crate::figure::change::{Estimate, Extent, down_to, estimate, up_to};
use crate::figure::exact::{int, show, show_fixed};
use crate::figure::{End, Range, Rat};
use crate::lang::Lang;
use crate::say;
use crate::say::numbers::ends;
use crate::series::{FigureChange, Movement};
use num_traits::Zero;

/// A growth is told to a tenth of a percent.
const GROWTH_PLACE: i32 = -3;
/// Ends of ranges of percentages are told to so many places.
const PLACES: u32 = 4;
/// The last of them.
const PERCENT_PLACE: i32 = -6;

/// A change as precisely as the prints allow; none where they tell nothing.
pub(crate) fn change_text(movement: &Movement, lang: Lang) -> Option<String> {
    let Movement::Change(changed) = movement else {
        return None;
    };
    let places = [changed.earlier.last_place(), changed.later.last_place()];
    let (finer, coarser) = (places[0].min(places[1]), places[0].max(places[1]));
    let coarse = match [&changed.earlier, &changed.later].map(|figure| point(&figure.range)) {
        // What is exact does not make the other any coarser.
        [true, false] => places[1],
        [false, true] => places[0],
        _ => coarser,
    };
    let told = estimate(&changed.difference, finer, coarse)?;
    Some(match changed.is_rate() {
        true => {
            let points = text(&told, percent);
            say!(lang, "{points} pp", "{points}个百分点")
        }
        false => text(&told, |size, place| changed.later.reprint_to(size, place)),
    })
}

fn point(range: &Range) -> bool {
    range.clone().tighten().is_point().is_some()
}

/// A growth as precisely as the prints allow.
pub(crate) fn growth_text(movement: &Movement) -> Option<String> {
    let Movement::Change(changed) = movement else {
        return None;
    };
    let mut growth = changed.growth.clone()?;
    // Nothing counted falls by more than all of it: that is no bound to tell.
    if growth.lo.value().is_some_and(|lo| *lo <= -int(1)) && growth.is_point().is_none() {
        growth.lo = End::Free;
    }
    let told = estimate(&growth, GROWTH_PLACE, GROWTH_PLACE)?;
    Some(text(&told, |size, place| {
        format!("{}%", percent(size, place))
    }))
}

/// The range of a change, its ends as far as they take to write; none where
/// the change is one number.
pub(crate) fn change_range(changed: &FigureChange, lang: Lang) -> Option<String> {
    let last = changed.earlier.last_place().min(changed.later.last_place());
    match changed.is_rate() {
        true => {
            let points = |size: &Rat| show(&(size * int(100)), PLACES).text;
            let range = range_text(&changed.difference, PERCENT_PLACE, &points)?;
            Some(say!(lang, "{range} pp", "{range}个百分点"))
        }
        // Half a step is one place further.
        false => range_text(&changed.difference, last - 1, &|size| {
            changed.later.reprint_to(size, last - 1)
        }),
    }
}

/// The range of a growth.
pub(crate) fn growth_range(changed: &FigureChange) -> Option<String> {
    let growth = changed.growth.as_ref()?;
    range_text(growth, PERCENT_PLACE, &|size| {
        format!("{}%", show(&(size * int(100)), PLACES).text)
    })
}

/// That a figure was printed otherwise later.
pub(crate) fn restated(period: &str, print: &str, lang: Lang) -> String {
    say!(
        lang,
        "restated in {period} as {print}",
        "{period} 的报告改为 {print}"
    )
}

/// Why there is no change between two periods, each with its unit.
pub(crate) fn unlike(units: [(&str, &str); 2], lang: Lang) -> String {
    let bare = say!(lang, "no unit", "无单位");
    let [(from, one), (to, other)] = units.map(|(period, unit)| match unit {
        "" => (period, bare.as_str()),
        unit => (period, unit),
    });
    say!(
        lang,
        "unlike units, so no change: {one} in {from}, {other} in {to}",
        "单位不一致，不计增减：{from} 为{one}，{to} 为{other}"
    )
}

/// A range whose ends are rounded outward to a place, with `≈` where they are;
/// JSON has them exactly.
fn range_text(range: &Range, place: i32, print: &impl Fn(&Rat) -> String) -> Option<String> {
    let range = range.clone().tighten();
    let free = (&range.lo, &range.hi) == (&End::Free, &End::Free);
    if range.is_point().is_some() || free {
        return None;
    }
    let outward = |value: &Rat, up: bool| match up {
        true => up_to(value, place),
        false => down_to(value, place),
    };
    let exact = |end: &End| {
        let value = end.value();
        value.is_none_or(|value| outward(value, true) == *value)
    };
    let about = match exact(&range.lo) && exact(&range.hi) {
        true => "",
        false => "≈",
    };
    let shown = ends(&range, &|value, up| {
        let value = outward(value, up);
        signed(&value, print(&value.abs()))
    });
    Some(format!("{about}{shown}"))
}

fn percent(size: &Rat, place: i32) -> String {
    let places = u32::try_from(-(place + 2)).unwrap_or(0);
    show_fixed(&(size * int(100)), places)
}

fn signed(value: &Rat, size: String) -> String {
    match (value.is_zero(), value.is_negative()) {
        (true, _) => size,
        (_, true) => format!("-{size}"),
        (_, false) => format!("+{size}"),
    }
}

/// What is told, its numbers written by `print` without their signs.
fn text(told: &Estimate, print: impl Fn(&Rat, i32) -> String) -> String {
    let number = |value: &Rat| signed(value, print(&value.abs(), told.place));
    match &told.what {
        Extent::Is(value) => number(value),
        Extent::About(value) => format!("≈{}", number(value)),
        Extent::Between(lo, hi) => format!("{}…{}", number(lo), number(hi)),
        Extent::AtLeast(value, open) => {
            format!("{}{}", if *open { '>' } else { '≥' }, number(value))
        }
        Extent::AtMost(value, open) => {
            format!("{}{}", if *open { '<' } else { '≤' }, number(value))
        }
    }
}
