//! The drawing of a report: which figures each rule ties together and which
//! clash. Parts that clash come first; the rest is folded away.

mod graph;
mod svg;

use crate::format::html::drawing::graph::{Graph, State};
use crate::format::html::markup::{Element, Html, el};
use crate::format::html::view::View;
use crate::say;

/// Rules of a part that are drawn with it; of larger parts only those around
/// a clash are drawn at once.
const PART: usize = 7;
/// Rules in one drawing at most.
const MOST: usize = 120;

/// The drawing of a report; nothing where it has no rules.
pub(super) fn drawing(view: &View<'_>) -> Option<Element> {
    let graph = Graph::of(view);
    if graph.ties.is_empty() {
        return None;
    }
    let lang = view.lang;
    let clash = |part: &[usize]| graph.worst(part) >= Some(State::Waived);
    let (clashing, others): (Vec<_>, Vec<_>) =
        graph.parts().into_iter().partition(|part| clash(part));
    let mut cut = false;
    let mut shown = Html::new();
    for part in &clashing {
        let mut near = match part.len() > PART {
            true => graph.around_clashes(part),
            false => part.clone(),
        };
        cut |= near.len() < part.len();
        near.sort_by_key(|&tie| std::cmp::Reverse(graph.ties[tie].state));
        let title = say!(
            lang,
            "Figures and rules around a clash",
            "不一致处的数字与规则"
        );
        shown.push(figure(&graph, &near, &title, view));
    }
    let mut section = el("section")
        .id(&format!("{}drawing", view.prefix))
        .add(
            view.heading(1)
                .text(&say!(lang, "What hangs together", "数字之间的勾稽关系")),
        )
        .add(legend(&graph, view))
        .add(shown);
    if !others.is_empty() || cut {
        let rest: Vec<Vec<usize>> = match cut {
            true => graph.parts(),
            false => others,
        };
        section = section.add(folded(&graph, &rest, cut, view));
    }
    Some(section)
}

fn legend(graph: &Graph, view: &View<'_>) -> Element {
    let lang = view.lang;
    let text = say!(
        lang,
        "Each stroke is a rule; its dots are the figures it ties together. Rules and figures link to their findings and cells.",
        "每条竖线是一条规则，圆点是它所勾稽的数字。点击规则或数字可跳到相应的发现或单元格。"
    );
    let key = |class: &str, sign: &str, words: String| {
        el("li")
            .add(
                el("span")
                    .class(&format!("key {class}"))
                    .with("aria-hidden", "true")
                    .text(sign),
            )
            .text(&format!(" {words}"))
    };
    let waived = graph.ties.iter().any(|tie| tie.state == State::Waived);
    let keys = [
        Some(key("error", "✗", say!(lang, "inconsistent", "不一致"))),
        waived.then(|| key("waived", "✗", say!(lang, "waived", "已豁免"))),
        Some(key("consistent", "●", say!(lang, "consistent", "一致"))),
        Some(key("open", "○", say!(lang, "not checked", "未核对"))),
    ];
    el("div")
        .class("legend")
        .add(el("p").text(&text))
        .add(el("ul").all(keys.into_iter().flatten()))
}

/// The parts that do not clash, or all of them, folded away.
fn folded(graph: &Graph, parts: &[Vec<usize>], all: bool, view: &View<'_>) -> Element {
    let lang = view.lang;
    let rules: usize = parts.iter().map(Vec::len).sum();
    let summary = match all {
        true => say!(lang, "All {rules} rules", "全部 {rules} 条规则"),
        false => say!(
            lang,
            "The other {rules} rules: none of them clashes",
            "其余 {rules} 条规则：均无不一致"
        ),
    };
    let title = say!(lang, "Figures and rules", "数字与规则");
    // Rules that share no figure with any other stand in one drawing.
    let (alone, joined): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.len() == 1);
    let mut drawings = Html::new();
    for part in joined {
        drawings.push(figure(graph, part, &title, view));
    }
    let alone: Vec<usize> = alone.into_iter().flatten().copied().collect();
    for some in alone.chunks(PART * 2) {
        drawings.push(figure(graph, some, &title, view));
    }
    el("details")
        .add(el("summary").text(&summary))
        .add(drawings)
}

fn figure(graph: &Graph, ties: &[usize], title: &str, view: &View<'_>) -> Element {
    let drawn = &ties[..ties.len().min(MOST)];
    let picture = svg::draw(&graph.only(drawn), title, view.lang);
    let mut figure = el("figure")
        .class("scroll")
        .with("tabindex", "0")
        .add(picture);
    let more = ties.len() - drawn.len();
    if more > 0 {
        let note = say!(
            view.lang,
            "{more} more rules are not drawn.",
            "另有 {more} 条规则未画出。"
        );
        figure = figure.add(el("figcaption").text(&note));
    }
    figure
}
