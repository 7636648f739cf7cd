//! What reasoning over the whole report came to beside its findings: deduced
//! figures, and rules that take no part.

use crate::format::html::markup::{Element, Markup, el, lines, link};
use crate::format::html::report_page::ReportPage;
use crate::say;
use crate::say::called;
use crate::say::clash::whole;
use crate::say::lists;
use crate::say::page as words;

/// Deduced figures before the list is cut.
const FIGURES_SHOWN: usize = 200;

/// Blank figures that the rules leave one value.
pub(super) fn deduced(page: &ReportPage<'_>) -> Option<Element> {
    let lang = page.lang;
    let reasoned = page.checked.outcome.reasoned.as_ref()?;
    let items = reasoned.deduced.iter().map(|one| {
        let name = called::alone(&one.mark, lang);
        let name = match page.link_to(&one.mark) {
            Some(id) => link(id).text(&name),
            None => el("span").text(&name),
        };
        el("li").add(name).text(&words::deduced(one, lang))
    });
    let items: Vec<Element> = items.take(FIGURES_SHOWN).collect();
    if items.is_empty() {
        return None;
    }
    let more = reasoned.deduced.len() - items.len();
    let heading = say!(lang, "Deduced figures", "推算出的数");
    let part = page
        .part("deduced", &heading)
        .add(el("ul").class("deduced").add(lines(items)));
    Some(match more {
        0 => part,
        more => part.add(
            el("p")
                .class("aside")
                .text(&words::deduced_not_listed(more, lang)),
        ),
    })
}

/// The rules that take no part in the check of the whole report, by reason,
/// and where it gave up.
pub(super) fn left_out(page: &ReportPage<'_>) -> Option<Element> {
    let lang = page.lang;
    let reasoned = page.checked.outcome.reasoned.as_ref()?;
    let mut list = Markup::new();
    for (why, names) in whole::left_out(reasoned) {
        list.push(el("dt").text(&whole::why_left_out(why, lang)));
        list.push(el("dd").text(&lists::listed(&names, lang)));
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
    let mut part = page.part("left-out", &heading);
    if !list.is_empty() {
        part = part.add(el("dl").class("reasons").add(list));
    }
    let lines = gave_up.iter().map(|line| el("p").class("aside").text(line));
    Some(part.all(lines))
}
