//! Why a figure is taken to be at least zero.

use crate::figure::Floor;
use crate::finding::Bounded;
use crate::lang::Lang;
use crate::say;
use crate::say::below::Below;
use crate::say::quote::one_line;

/// The line of a figure that would have to be below zero for a rule to hold.
pub(crate) fn bounded(bounded: &Bounded, below: &Below<'_>, lang: Lang) -> String {
    let name = below.named(&bounded.name);
    let why = why(bounded.floor, bounded.unit.as_deref(), lang);
    if bounded.floor == Floor::Share {
        return say!(
            lang,
            "{name} is held within 0–100%: {why}",
            "{name} 按 0–100% 计：{why}"
        );
    }
    let aside = match bounded.floor {
        Floor::Said => String::new(),
        _ => say!(
            lang,
            " (write signed = true if it may be below zero)",
            "（若可为负，请写 signed = true）"
        ),
    };
    say!(
        lang,
        "{name} is taken to be at least 0: {why}{aside}",
        "{name} 按不小于 0 计：{why}{aside}"
    )
}

/// Why a figure cannot be below zero.
pub(crate) fn why(floor: Floor, unit: Option<&str>, lang: Lang) -> String {
    match (floor, unit) {
        (Floor::Counted, Some(unit)) => {
            let unit = one_line(unit);
            say!(lang, "{unit} are counted", "“{unit}”是计数单位")
        }
        (Floor::Counted, None) => say!(lang, "things are counted", "单位是计数单位"),
        (Floor::Whole, _) => say!(
            lang,
            "its column holds whole numbers (whole = true)",
            "该列为整数（whole = true）"
        ),
        (Floor::Said, _) => say!(
            lang,
            "the configuration says signed = false",
            "配置写有 signed = false"
        ),
        (Floor::Share, _) => say!(lang, "its column holds shares", "该列为占比"),
        (Floor::Alike, _) => say!(
            lang,
            "the table prints whole numbers only, none of them negative",
            "表中所印全是整数，且没有负数"
        ),
    }
}
