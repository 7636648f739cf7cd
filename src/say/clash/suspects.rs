//! The figures that may be wrong, with what was probably meant, likeliest
//! first.

use crate::figure::{End, Range, Rat};
use crate::finding::{Change, Clash, Finding, Likeliest, Limit, Mark, Mending, SlipKind};
use crate::lang::Lang;
use crate::say;
use crate::say::clash::figures::NamedFigures;
use crate::say::clash::names::limit as limit_said;
use crate::say::clash::slip::slip;
use crate::say::lists;
use crate::say::numbers::{Style, ends};
use crate::say::quote::{closed_up, one_line};
use crate::say::terms::plural;
use num_traits::Zero;
use std::path::Path;

/// Sets of changes named before the list is cut.
const REPAIRS_SHOWN: usize = 3;

/// The figures that may be wrong, likeliest first.
pub(crate) fn suspects(finding: &Finding, lang: Lang) -> Vec<String> {
    let Some(clash) = &finding.clash else {
        return Vec::new();
    };
    let figures = NamedFigures::of(finding, lang);
    let shown = clash.repairs.iter().take(REPAIRS_SHOWN);
    let shown: Vec<String> = shown.map(|set| changes(set, &figures, lang)).collect();
    let (none, more) = (shown.is_empty(), more(clash, lang));
    let mut lines = match (clash.verdict, shown.split_first()) {
        // What is said of the search tells why there are none.
        (_, None) if clash.gave_up.is_some() => Vec::new(),
        (_, None) | (Likeliest::NoRepair, _) => vec![say!(
            lang,
            "no change of figures makes everything hold: the rules clash with one another, or with figures that are taken for right",
            "无论怎样改动都不能全部成立：规则之间相互矛盾，或与视为正确的数矛盾"
        )],
        (Likeliest::OnlyZero, _) => vec![only_zero(clash, &figures, lang)],
        (Likeliest::CannotBeTold, Some(_)) => {
            let shown = match alike(clash, &figures, lang) {
                Some(alike) => vec![alike],
                None => shown,
            };
            let begin = say!(
                lang,
                "cannot be told which is wrong: ",
                "无法判断是哪个数有误："
            );
            listed(&begin, &say!(lang, "or ", "或 "), shown, clash, more, lang)
        }
        (_, Some((first, others))) => {
            let mut lines = vec![verdict(finding, clash, first, lang)];
            let others = others.iter().enumerate();
            let others: Vec<String> = others
                .map(|(number, other)| format!("{other}{}", confirmed(clash, number + 1, lang)))
                .collect();
            let begin = say!(lang, "or, less likely, ", "或（可能性较小）");
            lines.extend(match others.is_empty() {
                true => more.into_iter().collect(),
                false => listed(&begin, &begin, others, clash, more, lang),
            });
            lines
        }
    };
    lines.extend(clash.gave_up.map(|limit| gave_up(limit, none, lang)));
    let lines = lines.into_iter();
    lines.map(|line| closed_up(line, lang)).collect()
}

/// That the rules clash with one another, since they leave figures only 0.
fn only_zero(clash: &Clash, figures: &NamedFigures<'_>, lang: Lang) -> String {
    let changes = clash.repairs.first().map_or(&[][..], |set| &set.changes);
    let names: Vec<String> = changes.iter().map(|one| figures.name_of(one)).collect();
    let names = match lang {
        Lang::En => lists::and(&names, lang),
        Lang::Zh => lists::listed(&names, lang),
    };
    say!(
        lang,
        "the rules contradict one another: whatever is printed, only 0 for {names} satisfies them all",
        "规则相互矛盾：无论所印为何，只有 {names} 为 0 才能全部成立"
    )
}

/// What is said of the likeliest set of changes.
fn verdict(finding: &Finding, clash: &Clash, first: &str, lang: Lang) -> String {
    let several = clash.repairs.first();
    let several = several.is_some_and(|set| set.changes.len() > 1);
    if clash.repairs.first().is_some_and(is_restated) {
        return say!(
            lang,
            "one change in the report before makes everything hold: {first}",
            "只改上一期报告一处即可全部成立：{first}"
        );
    }
    // The report before is taken for right, so that no change of it counts.
    let here = match clash.verdict == Likeliest::Only && other_reports(finding) {
        true => say!(lang, "in this report, ", "本报告中"),
        false => String::new(),
    };
    match (clash.verdict, several) {
        (Likeliest::Only, _) if clash.beside => say!(
            lang,
            "{here}wrong in any case: {first}",
            "{here}必定有误：{first}"
        ),
        (Likeliest::Only, false) => say!(
            lang,
            "{here}only one change makes everything hold: {first}",
            "{here}只有一种改法能使其全部成立：{first}"
        ),
        (Likeliest::Only, true) => say!(
            lang,
            "{here}only these changes together make everything hold: {first}",
            "{here}只有同时这样改才能使其全部成立：{first}"
        ),
        (Likeliest::Evidence, _) => say!(
            lang,
            "likely wrong, since more checks confirm the others: {first}",
            "可能有误（其他候选数有更多核对印证）：{first}"
        ),
        _ => say!(lang, "most likely wrong: {first}", "最可能有误：{first}"),
    }
}

/// Whether all that is to change was restated since the report before.
fn is_restated(set: &Mending) -> bool {
    let restated = |change: &Change| {
        let first = change.slips.first();
        first.is_some_and(|slip| slip.kind == SlipKind::Restated)
    };
    !set.changes.is_empty() && set.changes.iter().all(restated)
}

/// Whether figures of another report take part in a finding.
fn other_reports(finding: &Finding) -> bool {
    let all = finding.with_explained();
    let mut marks = all.flat_map(|one| one.marks());
    let folder = |mark: &Mark| mark.place.excerpt.path.parent().map(Path::to_path_buf);
    let own = folder(finding.primary());
    marks.any(|mark| mark.figure.is_some() && folder(mark) != own)
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

/// Sets of changes on one line where each is of one figure, else a line each.
fn listed(
    begin: &str,
    again: &str,
    sets: Vec<String>,
    clash: &Clash,
    more: Option<String>,
    lang: Lang,
) -> Vec<String> {
    let mut single = clash.repairs.iter().take(REPAIRS_SHOWN);
    let single = single.all(|set| set.changes.len() == 1);
    if !single || clash.verdict == Likeliest::Evidence {
        let begins = std::iter::once(begin).chain(std::iter::repeat(again));
        let lines = begins.zip(sets);
        let lines = lines.map(|(begin, set)| format!("{begin}{set}"));
        return lines.chain(more).collect();
    }
    let list = either(sets, more.is_some(), lang);
    vec![match more {
        Some(more) => say!(lang, "{begin}{list}, {more}", "{begin}{list}，{more}"),
        None => format!("{begin}{list}"),
    }]
}

/// `a, b or c`; without the last word where others follow.
fn either(mut sets: Vec<String>, others: bool, lang: Lang) -> String {
    let last = if others { None } else { sets.pop() };
    match (lists::listed(&sets, lang), last) {
        (rest, None) => rest,
        (rest, Some(last)) if rest.is_empty() => last,
        (rest, Some(last)) => {
            let space = if rest.ends_with('）') { "" } else { " " };
            say!(lang, "{rest} or {last}", "{rest}{space}或 {last}")
        }
    }
}

/// All sets of changes with one word on the slip, where it is the same for all.
fn alike(clash: &Clash, figures: &NamedFigures<'_>, lang: Lang) -> Option<String> {
    let whole = clash.repairs.len() <= REPAIRS_SHOWN && !clash.more;
    let [_, _, ..] = clash.repairs.as_slice() else {
        return None;
    };
    let one = |set: &Mending| match set.changes.as_slice() {
        [change] if whole => {
            change.print.as_ref()?;
            let slip = slip(change.slips.first()?, &change.mark, figures, lang);
            Some((target(change, figures, lang), slip))
        }
        _ => None,
    };
    let all: Vec<(String, String)> = clash.repairs.iter().map(one).collect::<Option<_>>()?;
    let (_, slip) = all.first()?.clone();
    if all.iter().any(|(_, other)| *other != slip) {
        return None;
    }
    let list = either(all.into_iter().map(|(set, _)| set).collect(), false, lang);
    Some(say!(
        lang,
        "{list} (each: {slip})",
        "{list}（都可能是{slip}）"
    ))
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
        (more, false) => Some(lists::and_more(more as u64, "种改法", lang)),
        (more, true) => Some(say!(
            lang,
            "and more than {more} others",
            "另有 {more} 种以上改法"
        )),
    }
}

/// That the search for changes stopped early.
fn gave_up(limit: Limit, nothing: bool, lang: Lang) -> String {
    let limit = limit_said(limit, lang);
    match nothing {
        true => say!(
            lang,
            "which figure is wrong was not worked out, because {limit}",
            "未能找出哪个数有误，因为{limit}"
        ),
        false => say!(
            lang,
            "not all changes were looked for, because {limit}: there may be others, or fewer will do",
            "未能查遍所有改法，因为{limit}：可能还有其他改法，或改动更少的改法"
        ),
    }
}

/// A set of changes in words.
fn changes(set: &Mending, figures: &NamedFigures<'_>, lang: Lang) -> String {
    if let Some(moved) = moved(set, figures, lang) {
        return moved;
    }
    let changes = set.changes.iter();
    let changes: Vec<String> = changes
        .map(|change| {
            let plain = target(change, figures, lang);
            let Some(first) = change.slips.first() else {
                return plain;
            };
            let slip = slip(first, &change.mark, figures, lang);
            let only = change.range.clone().tighten();
            match change.print.is_some() || only.is_point().is_some() {
                true => say!(lang, "{plain} ({slip})", "{plain}（{slip}）"),
                false => {
                    let print = one_line(&first.print);
                    say!(
                        lang,
                        "{plain}, perhaps {print} ({slip})",
                        "{plain}，也许是 {print}（{slip}）"
                    )
                }
            }
        })
        .collect();
    together(changes, lang)
}

/// Changes that only together help: `a 1 → 2 together with b 3 → 4 and c 5 → 6`.
pub(crate) fn together(changes: Vec<String>, lang: Lang) -> String {
    let mut changes = changes.into_iter();
    let first = changes.next().unwrap_or_default();
    let rest: Vec<String> = changes.collect();
    let rest = match lang {
        Lang::En => lists::and(&rest, lang),
        Lang::Zh => lists::listed(&rest, lang),
    };
    match rest.is_empty() {
        true => first,
        false => say!(lang, "{first} together with {rest}", "{first}，同时 {rest}"),
    }
}

/// Figures that one slip moved, with one word on it.
fn moved(set: &Mending, figures: &NamedFigures<'_>, lang: Lang) -> Option<String> {
    let kind = |change: &'_ Change| change.slips.first().map(|slip| slip.kind.clone());
    let slip = match set.changes.as_slice() {
        [one, other]
            if kind(one) == Some(SlipKind::Exchanged(other.mark.named_cell().clone()))
                && kind(other) == Some(SlipKind::Exchanged(one.mark.named_cell().clone())) =>
        {
            say!(lang, "the two exchanged", "两数互换")
        }
        all => {
            let of_slip = all.iter().find(|change| kind(change).is_some())?;
            let shifted = kind(of_slip);
            let alike = |change: &Change| kind(change).is_none() || kind(change) == shifted;
            let first = of_slip.slips.first()?;
            match shifted {
                Some(SlipKind::Shifted { .. }) if all.iter().all(alike) => {
                    slip(first, &of_slip.mark, figures, lang)
                }
                _ => return None,
            }
        }
    };
    let changes = set.changes.iter();
    let mut changes: Vec<String> = changes
        .map(|change| target(change, figures, lang))
        .collect();
    let last = changes.pop()?;
    let rest = lists::phrases(&changes, lang);
    let list = match rest.is_empty() {
        true => last,
        false => say!(lang, "{rest} and {last}", "{rest}，{last}"),
    };
    Some(say!(lang, "{list} ({slip})", "{list}（{slip}）"))
}

/// A figure, its print, and what it should be: `total 21 → 12`.
pub(crate) fn target(change: &Change, figures: &NamedFigures<'_>, lang: Lang) -> String {
    let name = figures.name_of(change);
    let print = match one_line(change.mark.place.words()) {
        print if print.is_empty() => say!(lang, "blank", "空白"),
        print => print,
    };
    let meant = meant(change, lang);
    format!("{name} {print} → {meant}")
}

/// What a figure should be: the corrected print, or where it must lie.
pub(crate) fn meant(change: &Change, lang: Lang) -> String {
    if let Some(print) = &change.print {
        return one_line(print);
    }
    let range = change.range.clone().tighten();
    let printed = change.mark.figure.as_ref();
    // Where the rules leave gaps, the whole stretch says nothing.
    let nearest: Vec<String> = change.nearest.iter().map(|print| one_line(print)).collect();
    match printed.is_some_and(|figure| range.contains(&figure.nominal)) {
        false if !nearest.is_empty() => lists::or(&nearest, lang),
        true if nearest.is_empty() => say!(lang, "another value", "另一个数"),
        true => {
            let nearest = lists::or(&nearest, lang);
            say!(
                lang,
                "another value (next to it: {nearest})",
                "另一个数（最近的是 {nearest}）"
            )
        }
        false => about(&range, &NamedFigures::style(&change.mark), lang),
    }
}

/// Where a value lies, as a phrase, its ends as they are.
pub(crate) fn lies(range: &Range, style: &Style<'_>, lang: Lang) -> String {
    phrase(range, &|value, _| style.exact(value), "", lang)
}

/// Where a value lies, as a phrase, its ends rounded outward where they are long.
fn about(range: &Range, style: &Style<'_>, lang: Lang) -> String {
    let ends = [&range.lo, &range.hi].map(End::value);
    let mut ends = ends.into_iter().flatten();
    let exact = ends.all(|end| style.towards(end, false).exact);
    let word = match exact {
        true => String::new(),
        false => say!(lang, "about ", "约"),
    };
    let number = |value: &Rat, up: bool| style.towards(value, up).text;
    phrase(range, &number, &word, lang)
}

/// A range as a phrase; `number` writes its lower (`false`) and upper end.
fn phrase(range: &Range, number: &dyn Fn(&Rat, bool) -> String, about: &str, lang: Lang) -> String {
    if let Some(value) = range.is_point() {
        let value = number(value, false);
        return match about.is_empty() {
            true => value,
            false => say!(lang, "{about}{value}", "{about} {value}"),
        };
    }
    // Nobody counts less than nothing.
    let none = |low: &Rat| range.whole && low.is_zero();
    match (&range.lo, &range.hi) {
        (End::Free, End::Free) => say!(lang, "any value", "任意值"),
        (End::Free, End::Closed(high)) => {
            let high = number(high, true);
            say!(lang, "at most {about}{high}", "至多{about} {high}")
        }
        (End::Closed(low), End::Closed(high)) if none(low) => {
            let high = number(high, true);
            say!(lang, "at most {about}{high}", "至多{about} {high}")
        }
        (End::Free, End::Open(high)) => {
            let high = number(high, true);
            say!(lang, "less than {about}{high}", "小于{about} {high}")
        }
        (End::Closed(low), End::Free) => {
            let low = number(low, false);
            say!(lang, "at least {about}{low}", "至少{about} {low}")
        }
        (End::Open(low), End::Free) => {
            let low = number(low, false);
            say!(lang, "more than {about}{low}", "大于{about} {low}")
        }
        _ => {
            let range = ends(range, number);
            say!(lang, "within {about}{range}", "在{about} {range} 之间")
        }
    }
}
