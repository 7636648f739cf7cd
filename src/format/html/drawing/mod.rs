//! The drawing of a report: which figures each rule ties together and which
//! clash. Parts that clash come first; the rest is folded away.

mod graph;
mod svg;

use crate::format::html::drawing::graph::{Graph, State};
use crate::format::html::markup::{Element, Markup, el};
use crate::format::html::report_page::ReportPage;
use crate::rule::Severity;
use crate::say;
use crate::say::page as words;

/// Rules of a part that are drawn with it; of larger parts only those around
/// a clash are drawn at once.
const PART: usize = 7;
/// Rules in one drawing at most.
const MOST: usize = 120;

/// The drawing of a report; nothing where it has no rules.
pub(super) fn drawing(page: &ReportPage<'_>) -> Option<Element> {
    let graph = Graph::of(page);
    if graph.ties.is_empty() {
        return None;
    }
    let lang = page.lang;
    let clash = |part: &[usize]| graph.worst(part) >= Some(State::Waived);
    let (clashing, others): (Vec<_>, Vec<_>) =
        graph.parts().into_iter().partition(|part| clash(part));
    let mut cut = false;
    let mut shown = Markup::new();
    for part in &clashing {
        let mut near = match part.len() > PART {
            true => graph.around_clashes(part),
            false => part.clone(),
        };
        cut |= near.len() < part.len();
        near.sort_by_key(|&tie| std::cmp::Reverse(graph.ties[tie].state));
        let title = words::around_clash(lang);
        shown.push(figure(&graph, &near, &title, page));
    }
    let mut section = el("section")
        .id(&format!("{}drawing", page.prefix))
        .add(
            page.heading(1)
                .text(&say!(lang, "What hangs together", "数字之间的勾稽关系")),
        )
        .add(legend(&graph, page))
        .add(shown);
    if !others.is_empty() || cut {
        let rest: Vec<Vec<usize>> = match cut {
            true => graph.parts(),
            false => others,
        };
        section = section.add(folded(&graph, &rest, cut, page));
    }
    Some(section)
}

fn legend(graph: &Graph, page: &ReportPage<'_>) -> Element {
    let lang = page.lang;
    let key = |class: &str, sign: &str, state: State| {
        el("li")
            .add(
                el("span")
                    .class(&format!("key {class}"))
                    .with("aria-hidden", "true")
                    .text(sign),
            )
            .text(&format!(" {}", state.name(lang)))
    };
    let waived = graph.ties.iter().any(|tie| tie.state == State::Waived);
    let keys = [
        Some(key("error", "✗", State::Clash(Severity::Error))),
        waived.then(|| key("waived", "✗", State::Waived)),
        Some(key("consistent", "●", State::Consistent)),
        Some(key("open", "○", State::NotChecked)),
    ];
    el("div")
        .class("legend")
        .add(el("p").text(&words::legend(lang)))
        .add(el("ul").all(keys.into_iter().flatten()))
}

/// The parts that do not clash, or all of them, folded away.
fn folded(graph: &Graph, parts: &[Vec<usize>], all: bool, page: &ReportPage<'_>) -> Element {
    let lang = page.lang;
    let rules: usize = parts.iter().map(Vec::len).sum();
    let summary = words::folded(rules, all, lang);
    let title = say!(lang, "Figures and rules", "数字与规则");
    // Rules that share no figure with any other stand in one drawing.
    let (alone, joined): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.len() == 1);
    let mut drawings = Markup::new();
    for part in joined {
        drawings.push(figure(graph, part, &title, page));
    }
    let alone: Vec<usize> = alone.into_iter().flatten().copied().collect();
    for some in alone.chunks(PART * 2) {
        drawings.push(figure(graph, some, &title, page));
    }
    el("details")
        .add(el("summary").text(&summary))
        .add(drawings)
}

fn figure(graph: &Graph, ties: &[usize], title: &str, page: &ReportPage<'_>) -> Element {
    let drawn = &ties[..ties.len().min(MOST)];
    let picture = svg::draw(&graph.only(drawn), title, page.lang);
    let mut figure = el("figure")
        .class("scroll")
        .with("tabindex", "0")
        .add(picture);
    let more = ties.len() - drawn.len();
    if more > 0 {
        let note = words::not_drawn(more, page.lang);
        figure = figure.add(el("figcaption").text(&note));
    }
    figure
}
