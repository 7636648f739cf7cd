//! What reasoning over the whole report came to beside its findings: deduced
//! figures, and rules that take no part.

use crate::format::html::markup::{Element, Html, el, lines, link};
use crate::format::html::view::View;
use crate::say;
use crate::say::clash::whole;

/// Deduced figures before the list is cut.
const FIGURES_SHOWN: usize = 200;

/// Blank figures that the rules leave one value.
pub(super) fn deduced(view: &View<'_>) -> Option<Element> {
    let lang = view.lang;
    let reasoned = view.checked.outcome.reasoned.as_ref()?;
    let items = reasoned.deduced.iter().map(|one| {
        let (name, print) = (one.cell.to_string(), &one.print);
        let target = view.target(&one.mark);
        let name = match target.and_then(|target| view.link_to(target)) {
            Some(id) => link(id).text(&name),
            None => el("span").text(&name),
        };
        let from = whole::derived(one, lang);
        el("li")
            .add(name)
            .text(&say!(lang, " = {print}, {from}", " = {print}，{from}"))
    });
    let items: Vec<Element> = items.take(FIGURES_SHOWN).collect();
    if items.is_empty() {
        return None;
    }
    let more = reasoned.deduced.len() - items.len();
    let heading = say!(lang, "Deduced figures", "推算出的数");
    let part = view
        .part("deduced", &heading)
        .add(el("ul").class("deduced").add(lines(items)));
    Some(match more {
        0 => part,
        more => part.add(el("p").class("aside").text(&say!(
            lang,
            "{more} more are not listed.",
            "另有 {more} 个未列出。"
        ))),
    })
}

/// The rules that take no part in the check of the whole report, by reason,
/// and where it gave up.
pub(super) fn left_out(view: &View<'_>) -> Option<Element> {
    let lang = view.lang;
    let reasoned = view.checked.outcome.reasoned.as_ref()?;
    let mut list = Html::new();
    for (why, names) in whole::left_out(reasoned) {
        list.push(el("dt").text(&whole::why_left_out(why, lang)));
        list.push(el("dd").text(&names.join(&say!(lang, ", ", "、"))));
    }
    let gave_up = whole::gave_up(reasoned, lang);
    if list.is_empty() && gave_up.is_empty() {
        return None;
    }
    let heading = say!(
        lang,
        "Left out of the check of the whole report",
        "未参加整份报告核对的规则"
    );
    let mut part = view.part("left-out", &heading);
    if !list.is_empty() {
        part = part.add(el("dl").class("reasons").add(list));
    }
    let lines = gave_up.iter().map(|line| el("p").class("aside").text(line));
    Some(part.all(lines))
}
