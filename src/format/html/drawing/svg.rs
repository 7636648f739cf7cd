//! Draws figures and rules: a figure is a line of text, a rule a stroke that
//! runs down across them with a dot on each figure that it ties. The rules'
//! names stand in steps above their strokes, so that no text meets another
//! however many there are.

use crate::format::html::drawing::graph::{Graph, Node, State, Tie};
use crate::format::html::finding::look;
use crate::format::html::markup::{Element, Markup, el, link};
use crate::lang::Lang;
use crate::say::page as words;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The height of a line of text.
const LINE: usize = 22;
/// The width that the figures' names take at most, and that of their prints:
/// both together fit a phone, so that no print is cut where a drawing is.
const NAMES: usize = 200;
const PRINTS: usize = 92;
/// The space between two strokes.
const STEP: usize = 18;
/// The width of a column of text, at most for all but the widest letters.
const COLUMN: usize = 7;
/// Columns of text that a name and a rule get.
const NAME_COLUMNS: usize = 27;
const PRINT_COLUMNS: usize = 13;
const RULE_COLUMNS: usize = 96;

/// A line of the drawing.
enum DrawnLine<'a> {
    /// A section's title.
    Group(&'a str),
    /// A figure, by its number.
    Figure(usize, &'a Node),
}

/// Draws a graph; `title` says what it shows for those who cannot see it.
pub(super) fn draw(graph: &Graph, title: &str, lang: Lang) -> Element {
    let (lines, across) = (lines(graph, lang), Across::of(graph));
    let top = graph.ties.len() * LINE + LINE / 2;
    let height = top + lines.len() * LINE + LINE / 2;
    let labels = graph.ties.iter().enumerate().map(|(number, tie)| {
        let columns = tie.name.width() + tie.note.width() + 4;
        across.x_of(number) + 16 + columns.min(RULE_COLUMNS + 2) * COLUMN
    });
    let field = across.x_of(graph.ties.len());
    let width = labels.max().unwrap_or(0).max(field);
    let mut y_of = vec![0; graph.nodes.len()];
    for (number, line) in lines.iter().enumerate() {
        if let DrawnLine::Figure(node, _) = line {
            y_of[*node] = top + number * LINE + LINE / 2;
        }
    }
    let figures = figures(graph, &lines, (across, top), field);
    let strokes = graph
        .ties
        .iter()
        .enumerate()
        .map(|(number, tie)| stroke((number, across.x_of(number)), tie, &y_of, lang));
    el("svg")
        .with("width", width)
        .with("height", height)
        .with("viewBox", format_args!("0 0 {width} {height}"))
        .with("role", "group")
        .with("aria-label", title)
        .add(figures)
        .all(strokes)
}

/// Where the strokes stand: behind the names, which take as much as they need,
/// and the prints.
#[derive(Clone, Copy)]
struct Across {
    names: usize,
}

impl Across {
    fn of(graph: &Graph) -> Across {
        let columns = graph.nodes.iter().map(|node| node.label.width());
        let columns = columns.max().unwrap_or(0).min(NAME_COLUMNS);
        Across {
            names: (columns * COLUMN + 11).min(NAMES),
        }
    }

    fn x_of(self, tie: usize) -> usize {
        self.names + PRINTS + 22 + tie * STEP
    }
}

/// The lines of the drawing: figures under the titles of their sections.
fn lines<'a>(graph: &'a Graph, lang: Lang) -> Vec<DrawnLine<'a>> {
    let elsewhere: &'static str = match lang {
        Lang::En => "Not in this report",
        Lang::Zh => "不在本报告中",
    };
    let mut lines = Vec::new();
    let mut last = None;
    for (number, node) in graph.nodes.iter().enumerate() {
        let group = node.group.as_deref().unwrap_or(elsewhere);
        if last != Some(group) {
            lines.push(DrawnLine::Group(group));
            last = Some(group);
        }
        lines.push(DrawnLine::Figure(number, node));
    }
    lines
}

/// The names and prints of the figures, each in a box that cuts what is too wide.
fn figures(
    graph: &Graph,
    lines: &[DrawnLine<'_>],
    (across, top): (Across, usize),
    field: usize,
) -> Markup {
    let height = lines.len() * LINE;
    let mut rules = Markup::new();
    let mut groups = boxed(0, top, across.names + PRINTS, height);
    let mut names = boxed(0, top, across.names, height);
    let mut prints = boxed(across.names, top, PRINTS, height);
    for (number, line) in lines.iter().enumerate() {
        let base = number * LINE + 15;
        let (number, node) = match line {
            DrawnLine::Group(title) => {
                let title = cut(title, NAME_COLUMNS + PRINT_COLUMNS - 3);
                groups = groups.add(text(0, base, "group", &title));
                continue;
            }
            DrawnLine::Figure(number, node) => (*number, node),
        };
        let worst = worst(graph, number);
        let class = worst.map_or("", |state| state_class(state));
        let y = top + base + 7;
        rules.push(
            el("path")
                .class("line")
                .with("d", format_args!("M0 {y}H{field}")),
        );
        let name = text(10, base, "name", &cut(&node.label, NAME_COLUMNS));
        let full = el("title").text(&node.label);
        names = names.add(match &node.link {
            Some(id) => link(id).add(full).add(name),
            None => el("g").add(full).add(name),
        });
        let print = text(
            PRINTS - 4,
            base,
            &format!("print {class}"),
            &cut(&node.print, PRINT_COLUMNS),
        );
        prints = prints.add(print.with("text-anchor", "end"));
    }
    rules.push(groups);
    rules.push(names);
    rules.push(prints);
    rules
}

fn boxed(x: usize, y: usize, width: usize, height: usize) -> Element {
    el("svg")
        .with("x", x)
        .with("y", y)
        .with("width", width)
        .with("height", height)
}

fn text(x: usize, y: usize, class: &str, words: &str) -> Element {
    el("text")
        .with("x", x)
        .with("y", y)
        .class(class)
        .text(words)
}

/// The outcome of the worst rule that ties a figure and clashes.
fn worst(graph: &Graph, node: usize) -> Option<State> {
    let ties = graph.ties.iter().filter(|tie| tie.nodes.contains(&node));
    let worst = ties.map(|tie| tie.state).max();
    worst.filter(|state| matches!(state, State::Clash(_)))
}

/// A rule: its name, its stroke, its dots.
fn stroke((number, x): (usize, usize), tie: &Tie, y_of: &[usize], lang: Lang) -> Element {
    let y = number * LINE + LINE / 2 + 4;
    let dots: Vec<usize> = tie.nodes.iter().map(|&node| y_of[node]).collect();
    let (first, last) = (dots.iter().min().copied(), dots.iter().max().copied());
    let (first, last) = (first.unwrap_or(y), last.unwrap_or(y));
    let outcome = tie.state.name(lang);
    let (name, note) = (&tie.name, &tie.note);
    let full = words::rule_in_full(name, &outcome, note, lang);
    let room = RULE_COLUMNS.saturating_sub(name.width() + 2);
    let label = text(x + 12, y + 4, "rule", &cut(name, RULE_COLUMNS)).add(
        el("tspan")
            .class("check")
            .with("dx", 8)
            .text(&cut(note, room)),
    );
    let start = y + 6;
    let mut marks = Markup::new();
    marks.push(
        el("path")
            .class("lead")
            .with("d", format_args!("M{x} {start}V{first}")),
    );
    marks.push(
        el("path")
            .class("stroke")
            .with("d", format_args!("M{x} {first}V{last}")),
    );
    marks.push(sign(tie.state, x, y));
    for dot in dots {
        marks.push(sign_at_figure(tie.state, x, dot));
    }
    let class = format!("tie {}", state_class(tie.state));
    let whole = match &tie.link {
        Some(id) => link(id),
        None => el("g"),
    };
    whole
        .class(&class)
        .add(el("title").text(&full))
        .add(marks)
        .add(label)
}

/// The sign of an outcome: a cross, a filled dot, an open one.
fn sign(state: State, x: usize, y: usize) -> Element {
    match state {
        State::Clash(_) | State::Waived => {
            let (left, top) = (x - 4, y - 4);
            el("path")
                .class("cross")
                .with("d", format_args!("M{left} {top}l8 8m0 -8l-8 8"))
        }
        _ => dot(x, y, 4),
    }
}

fn sign_at_figure(state: State, x: usize, y: usize) -> Element {
    match state {
        State::Clash(_) => dot(x, y, 5),
        _ => dot(x, y, 4),
    }
}

fn dot(x: usize, y: usize, radius: usize) -> Element {
    el("circle").with("cx", x).with("cy", y).with("r", radius)
}

fn state_class(state: State) -> &'static str {
    match state {
        State::Clash(severity) => look(Some(severity)).0,
        State::Waived => look(None).0,
        State::Consistent => "consistent",
        State::NotChecked => "open",
    }
}

/// A text cut to so many columns.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut width = 1;
    let fits = |c: &char| {
        width += c.width().unwrap_or(0);
        width <= columns
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn long_texts_are_cut_to_their_columns() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
        assert_eq!(cut("一二三四", 6), "一二…");
    }
}
