//! The figures that may be wrong, with what was probably meant, likeliest
//! first.

use super::figures::Figures;
use super::slip::slip;
use crate::check::{Change, Clash, Finding, Likeliest, Limit, Mending};
use crate::figure::{End, Range};
use crate::lang::Lang;
use crate::render::counts::plural;
use crate::render::numbers::Style;
use crate::render::words::one_line;
use crate::say;
use unicode_width::UnicodeWidthStr;

/// Sets of changes named before the list is cut.
const REPAIRS_SHOWN: usize = 6;
/// Columns of candidates that stand on one line.
const ONE_LINE: usize = 88;

/// The figures that may be wrong, likeliest first, a line each.
pub fn suspects(finding: &Finding, lang: Lang) -> Vec<String> {
    let Some(clash) = &finding.clash else {
        return Vec::new();
    };
    let figures = Figures::of(finding);
    let shown = clash.repairs.iter().take(REPAIRS_SHOWN);
    let shown: Vec<String> = shown.map(|set| changes(set, &figures, lang)).collect();
    let mut lines = match (clash.verdict, shown.split_first()) {
        // What is said of the search tells why there are none.
        (_, None) if clash.gave_up.is_some() => Vec::new(),
        (_, None) | (Likeliest::NoRepair, _) => vec![say!(
            lang,
            "no change of the figures that may be wrong makes everything hold",
            "无论怎样改动可能有误的数，都不能全部成立"
        )],
        (Likeliest::CannotBeTold, Some((first, others))) => candidates(first, others, lang),
        (_, Some((first, others))) => {
            let mut lines = vec![verdict(clash, first, lang)];
            for (number, other) in others.iter().enumerate() {
                let confirmed = confirmed(clash, number + 1, lang);
                lines.push(say!(
                    lang,
                    "or, less likely, {other}{confirmed}",
                    "或（可能性较小）{other}{confirmed}"
                ));
            }
            lines
        }
    };
    lines.extend(more(clash, lang));
    lines.extend(
        clash
            .gave_up
            .map(|limit| gave_up(limit, shown.is_empty(), lang)),
    );
    lines
}

/// What is said of the likeliest set of changes.
fn verdict(clash: &Clash, first: &str, lang: Lang) -> String {
    let several = clash.repairs.first();
    let several = several.is_some_and(|set| set.changes.len() > 1);
    match (clash.verdict, several) {
        (Likeliest::Only, false) => say!(
            lang,
            "only one change makes everything hold: {first}",
            "只有一种改法能使其全部成立：{first}"
        ),
        (Likeliest::Only, true) => say!(
            lang,
            "only these changes together make everything hold: {first}",
            "只有同时这样改才能使其全部成立：{first}"
        ),
        (Likeliest::Evidence, _) => say!(
            lang,
            "likely wrong, since more checks confirm the others: {first}",
            "可能有误（其他候选数有更多核对印证）：{first}"
        ),
        _ => say!(lang, "most likely wrong: {first}", "最可能有误：{first}"),
    }
}

/// How many other checks confirm the figures of a set that is passed over for
/// that reason.
fn confirmed(clash: &Clash, number: usize, lang: Lang) -> String {
    let count = clash.repairs.get(number).map_or(0, |set| set.confirmed);
    match (clash.verdict, count) {
        (Likeliest::Evidence, 1..) => say!(
            lang,
            "; {count} other check{s} confirm{v} it as printed",
            "；另有 {count} 项核对印证其所印的数{s}{v}",
            s = plural(count as u64, lang),
            v = match (lang, count) {
                (Lang::En, 1) => "s",
                _ => "",
            }
        ),
        _ => String::new(),
    }
}

/// Sets of changes of which none is likelier: on one line where they are short.
fn candidates(first: &str, others: &[String], lang: Lang) -> Vec<String> {
    let wide: usize = others.iter().map(|other| other.width() + 2).sum();
    let start = say!(
        lang,
        "cannot be told which is wrong: {first}",
        "无法判断是哪个数有误：{first}"
    );
    if let Some((last, middle)) = others.split_last()
        && start.width() + wide <= ONE_LINE
    {
        let comma = say!(lang, ", ", "、");
        let middle: String = middle.iter().map(|one| format!("{comma}{one}")).collect();
        return vec![say!(
            lang,
            "{start}{middle} or {last}",
            "{start}{middle} 或 {last}"
        )];
    }
    let or = others.iter();
    let or = or.map(|other| say!(lang, "or {other}", "或 {other}"));
    std::iter::once(start).chain(or).collect()
}

/// That there are more sets of changes than are shown.
fn more(clash: &Clash, lang: Lang) -> Option<String> {
    let more = clash.repairs.len().saturating_sub(REPAIRS_SHOWN);
    match (more, clash.more) {
        (0, false) => None,
        (0, true) => Some(say!(
            lang,
            "and other changes that are not listed",
            "还有其他改法，未列出"
        )),
        (more, false) => Some(say!(lang, "and {more} more", "另有 {more} 种改法")),
        (more, true) => Some(say!(
            lang,
            "and more than {more} others",
            "另有 {more} 种以上改法"
        )),
    }
}

/// That the search for changes stopped early.
fn gave_up(limit: Limit, nothing: bool, lang: Lang) -> String {
    let limit = super::limit(limit, lang);
    match nothing {
        true => say!(
            lang,
            "the search for what is wrong gave up at {limit}",
            "查找错误时已达上限（{limit}），未找到改法"
        ),
        false => say!(
            lang,
            "the search gave up at {limit}: there may be other changes, or fewer",
            "查找时已达上限（{limit}）：可能还有其他改法，或改动更少的改法"
        ),
    }
}

/// A set of changes in words.
fn changes(set: &Mending, figures: &Figures<'_>, lang: Lang) -> String {
    let changes: Vec<String> = set
        .changes
        .iter()
        .map(|change| {
            let plain = target(change, lang);
            match change.slips.first() {
                Some(first) => {
                    let slip = slip(first, &change.mark, figures, lang);
                    say!(lang, "{plain} ({slip})", "{plain}（{slip}）")
                }
                None => plain,
            }
        })
        .collect();
    changes.join(&say!(lang, " together with ", "，同时 "))
}

/// A figure, its print, and what it should be: `requests.total 21 → 12`.
pub(super) fn target(change: &Change, lang: Lang) -> String {
    let name = change.cell.to_string();
    let (name, print) = (one_line(&name), one_line(change.mark.place.words()));
    let meant = meant(change, lang);
    format!("{name} {print} → {meant}")
}

/// What a figure should be: the corrected print, or where it must lie.
pub fn meant(change: &Change, lang: Lang) -> String {
    match &change.print {
        Some(print) => one_line(print),
        None => lies(&change.range, &Figures::style(&change.mark), lang),
    }
}

/// Where a value lies, as a phrase.
pub(super) fn lies(range: &Range, style: &Style<'_>, lang: Lang) -> String {
    let number = |value| style.exact(value);
    if let Some(value) = range.is_point() {
        return number(value);
    }
    match (&range.lo, &range.hi) {
        (End::Free, End::Free) => say!(lang, "any value", "任意值"),
        (End::Free, End::Closed(high)) => {
            let high = number(high);
            say!(lang, "at most {high}", "至多 {high}")
        }
        (End::Free, End::Open(high)) => {
            let high = number(high);
            say!(lang, "less than {high}", "小于 {high}")
        }
        (End::Closed(low), End::Free) => {
            let low = number(low);
            say!(lang, "at least {low}", "至少 {low}")
        }
        (End::Open(low), End::Free) => {
            let low = number(low);
            say!(lang, "more than {low}", "大于 {low}")
        }
        _ => {
            let range = style.exact_range(range);
            say!(lang, "within {range}", "在 {range} 之间")
        }
    }
}
