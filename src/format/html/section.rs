//! A section's table: every cell as printed, those in question marked and
//! linked to their findings.

use crate::format::html::finding::look;
use crate::format::html::markup::{Element, Markup, el, lines, link};
use crate::format::html::report_page::{Anchor, ReportPage};
use crate::format::view::document::{ColumnView, Holds, TableView};
use crate::say::page as words;
use crate::say::understood;

/// A section of a report.
pub(super) fn section(number: usize, page: &ReportPage<'_>) -> Element {
    let section = &page.sections[number];
    let table = &section.table;
    let mut heading = page.heading(1).text(&table.title);
    if table.title != table.section {
        heading = heading.text(" ").add(el("code").text(&table.section));
    }
    heading = heading.add(references(Anchor::Section(number), page));
    let mut part = el("section").id(&section.id).class("section").add(heading);
    let totals = understood::found_totals(page.checked.report, &table.section, page.lang);
    for told in totals {
        part = part.add(el("p").class("aside").text(&told));
    }
    if section.streamed {
        let note = words::rows_in_question_only(page.lang);
        part = part.add(el("p").class("aside").text(&note));
    }
    part.add(
        el("div")
            .class("scroll")
            .with("tabindex", "0")
            .with("role", "region")
            .with("aria-label", &table.title)
            .add(figures(number, page)),
    )
}

fn figures(number: usize, page: &ReportPage<'_>) -> Element {
    let table = &page.sections[number].table;
    let columns = columns(table);
    let width = columns.len() + 1;
    let rows = table.rows.iter().enumerate().map(|(at, shown)| {
        let gap = left_out(shown.skipped, width, page);
        let mut markup = gap.map(Markup::from).unwrap_or_default();
        markup.push(row(number, at, &columns, page));
        markup
    });
    let mut body = lines(rows);
    if let Some(gap) = left_out(table.left_out, width, page) {
        body.push(gap);
    }
    el("table")
        .class("figures")
        .add(el("thead").add(headings(number, &columns, page)))
        .add(el("tbody").add(body))
}

/// The columns beside the key and the label, which head their row; also those
/// that only ragged rows have.
fn columns(table: &TableView) -> Vec<usize> {
    let most = table.rows.iter().map(|row| row.cells.len()).max();
    let most = most.unwrap_or(0).max(table.columns.len());
    let label = label_column(table);
    (1..most).filter(|column| Some(*column) != label).collect()
}

fn label_column(table: &TableView) -> Option<usize> {
    let mut columns = table.columns.iter();
    columns.position(|column| column.holds == Holds::Labels)
}

fn left_out(count: usize, width: usize, page: &ReportPage<'_>) -> Option<Element> {
    if count == 0 {
        return None;
    }
    let note = words::rows_left_out(count, page.lang);
    let cell = el("td").with("colspan", width).text(&note);
    Some(el("tr").class("gap").add(cell))
}

fn headings(number: usize, columns: &[usize], page: &ReportPage<'_>) -> Element {
    let table = &page.sections[number].table;
    let named = |column: usize, cell: Element| {
        let Some(own) = table.columns.get(column) else {
            return cell;
        };
        let anchor = Anchor::Heading(number, column);
        let mut inside = el("span")
            .id(page.id_of(anchor))
            .class(&marked("name", anchor, page))
            .text(&own.label);
        if own.holds == Holds::Figures && own.label != own.name {
            inside = inside.with("title", &own.name);
        }
        cell.add(inside).add(references(anchor, page))
    };
    let mut first = named(0, el("th").with("scope", "col"));
    if let Some(label) = label_column(table) {
        first = named(label, first.text(" "));
    }
    let others = columns.iter().map(|&column| {
        let class = class(table.columns.get(column));
        named(column, el("th").with("scope", "col").class(&class))
    });
    el("tr").add(first).all(others)
}

fn class(column: Option<&ColumnView>) -> String {
    let holds = match column.map(|column| column.holds) {
        Some(Holds::Figures) => "figure",
        Some(Holds::Prose) => "words",
        _ => "text",
    };
    match column.is_some_and(|column| column.total) {
        true => format!("{holds} total"),
        false => holds.to_owned(),
    }
}

fn row(number: usize, at: usize, columns: &[usize], page: &ReportPage<'_>) -> Element {
    let table = &page.sections[number].table;
    let anchor = Anchor::Row(number, at);
    let cells = columns.iter().map(|&column| {
        let Some(cell) = table.rows[at].cells.get(column) else {
            return el("td").class("none");
        };
        let anchor = Anchor::Cell(number, at, column);
        let class = class(table.columns.get(column));
        // What a phone shows before the cell, where columns do not fit.
        let label = table.columns.get(column).map_or("", |own| &own.label);
        el("td")
            .with("data-label", label)
            .id(page.id_of(anchor))
            .class(&marked(&class, anchor, page))
            .add(el("span").class("v").text(&cell.print))
            .add(references(anchor, page))
    });
    let class = match table.rows[at].total {
        true => "row total",
        false => "row",
    };
    el("tr")
        .id(page.id_of(anchor))
        .class(&marked(class, anchor, page))
        .add(row_head(number, at, page))
        .all(cells)
}

/// What a row is called in the reader's language, with its label as printed
/// and its key.
fn row_head(number: usize, at: usize, page: &ReportPage<'_>) -> Element {
    let table = &page.sections[number].table;
    let row = &table.rows[at];
    let cell = |tag: &'static str, class: &str, column: usize, print: &str| {
        let anchor = Anchor::Cell(number, at, column);
        let cell = el(tag)
            .id(page.id_of(anchor))
            .class(&marked(class, anchor, page))
            .add(el("span").class("v").text(print));
        let mut cell = Markup::from(cell);
        cell.push(references(anchor, page));
        cell
    };
    let mut head = el("th").with("scope", "row");
    let printed = label_column(table).and_then(|column| Some((column, row.cells.get(column)?)));
    if let Some((column, printed)) = printed {
        let print = &printed.print;
        if *print != row.label && row.label != row.key {
            head = head
                .add(el("span").class("label").text(&row.label))
                .text(" ");
        }
        let class = match *print == row.label {
            true => "label",
            false => "printed",
        };
        head = head.add(cell("span", class, column, print)).text(" ");
    }
    if !row.cells.is_empty() {
        head = head.add(cell("code", "key", 0, &row.key));
    }
    head.add(references(Anchor::Row(number, at), page))
}

/// The classes of something that findings may be about.
fn marked(class: &str, anchor: Anchor, page: &ReportPage<'_>) -> String {
    match page.worst(anchor) {
        Some((severity, true)) => format!("{class} hit {}", look(severity).0),
        Some((severity, false)) => format!("{class} part {}", look(severity).0),
        None => class.to_owned(),
    }
}

/// Links to the findings that something takes part in.
fn references(anchor: Anchor, page: &ReportPage<'_>) -> Markup {
    if page.marks(anchor).is_empty() {
        return Markup::new();
    }
    let links = page.findings_at(anchor).enumerate().map(|(at, entry)| {
        let mut markup = Markup::new();
        if at > 0 {
            markup.push(Markup::text(" "));
        }
        let link = link(&entry.id).with("aria-label", words::finding(entry.number, page.lang));
        markup.push(link.text(&entry.number.to_string()));
        markup
    });
    el("sup").class("refs").all(links).into()
}
