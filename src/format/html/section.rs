//! A section's table: every cell as printed, those in question marked and
//! linked to their findings.

use crate::format::html::finding::look;
use crate::format::html::markup::{Element, Html, el, lines, link};
use crate::format::html::view::{Section, Shown, Target, View};
use crate::say;
use crate::table::ColumnKind;

/// A section of a report.
pub(super) fn section(number: usize, view: &View<'_>) -> Element {
    let (section, lang) = (&view.sections[number], view.lang);
    let name = section.table.section();
    let mut heading = view.heading(1).text(&section.title);
    if section.title != name {
        heading = heading.text(" ").add(el("code").text(name));
    }
    heading = heading.add(references(Target::Section(number), view));
    let mut part = el("section").id(&section.id).class("section").add(heading);
    if section.table.streamed {
        let note = say!(
            lang,
            "This table is long: only the rows in question are shown.",
            "此表较长，只列出有问题的行。"
        );
        part = part.add(el("p").class("aside").text(&note));
    }
    if section.rows.is_empty() && section.table.streamed {
        return part;
    }
    part.add(
        el("div")
            .class("scroll")
            .with("tabindex", "0")
            .with("role", "region")
            .with("aria-label", &section.title)
            .add(table(number, view)),
    )
}

fn table(number: usize, view: &View<'_>) -> Element {
    let section = &view.sections[number];
    let columns = shown_columns(section);
    let width = columns.len() + 1;
    let rows = section.rows.iter().enumerate().map(|(at, shown)| {
        let gap = skipped(shown.skipped, width, view);
        let mut html = gap.map(Html::from).unwrap_or_default();
        html.push(row(number, at, &columns, view));
        html
    });
    let mut body = lines(rows);
    let shown = section
        .rows
        .iter()
        .map(|shown| 1 + shown.skipped)
        .sum::<usize>();
    if let Some(rest) = section.table.rows.len().checked_sub(shown)
        && let Some(gap) = skipped(rest, width, view)
    {
        body.push(gap);
    }
    el("table")
        .class("figures")
        .add(el("thead").add(headings(number, &columns, view)))
        .add(el("tbody").add(body))
}

/// The columns beside the key and the label, which head their row; also those
/// that only ragged rows have.
fn shown_columns(section: &Section<'_>) -> Vec<usize> {
    let layout = &section.table.layout;
    let most = section.rows.iter().map(|shown| shown.row.cells.len()).max();
    let most = most.unwrap_or(0).max(layout.columns.len());
    let label = layout.of_kind(ColumnKind::Label);
    (1..most).filter(|column| Some(*column) != label).collect()
}

fn skipped(count: usize, width: usize, view: &View<'_>) -> Option<Element> {
    if count == 0 {
        return None;
    }
    let note = say!(
        view.lang,
        "… {count} rows without findings are left out",
        "……略去 {count} 行没有发现问题的"
    );
    Some(
        el("tr")
            .class("gap")
            .add(el("td").with("colspan", width).text(&note)),
    )
}

fn headings(number: usize, columns: &[usize], view: &View<'_>) -> Element {
    let section = &view.sections[number];
    let layout = &section.table.layout;
    let label = layout.of_kind(ColumnKind::Label);
    let named = |column: usize, mut cell: Element| {
        let Some(own) = layout.columns.get(column) else {
            return cell;
        };
        let target = Target::Heading(number, column);
        let shown = heading_name(&own.name, own.kind, section, column, view);
        let mut inside = el("span")
            .id(view.id_of(target))
            .class(&marked("name", target, view))
            .text(&shown);
        if own.kind == ColumnKind::Figure && shown != own.name {
            inside = inside.with("title", &own.name);
        }
        cell = cell.add(inside);
        cell.add(references(target, view))
    };
    let mut first = named(0, el("th").with("scope", "col"));
    if let Some(label) = label {
        first = named(label, first.text(" "));
    }
    let others = columns.iter().map(|&column| {
        let class = kind_class(section, column);
        named(column, el("th").with("scope", "col").class(class))
    });
    el("tr").add(first).all(others)
}

/// What a column is called; those that every table may have go by plain words.
fn heading_name(
    name: &str,
    kind: ColumnKind,
    section: &Section<'_>,
    column: usize,
    view: &View<'_>,
) -> String {
    let lang = view.lang;
    match kind {
        ColumnKind::Key if name == "key" => say!(lang, "key", "行名"),
        ColumnKind::Label => say!(lang, "label", "名称"),
        ColumnKind::Unit => say!(lang, "unit", "单位"),
        ColumnKind::Decimals => say!(lang, "decimals", "小数位数"),
        ColumnKind::Quote => say!(lang, "quote", "引文"),
        ColumnKind::Note => say!(lang, "note", "备注"),
        ColumnKind::Figure if name == "value" => {
            section.heading_or(column, say!(lang, "value", "数值"), lang)
        }
        _ => section.heading(column, lang),
    }
}

fn kind_class(section: &Section<'_>, column: usize) -> &'static str {
    match section
        .table
        .layout
        .columns
        .get(column)
        .map(|column| column.kind)
    {
        Some(ColumnKind::Figure) => "figure",
        Some(ColumnKind::Quote | ColumnKind::Note) => "words",
        _ => "text",
    }
}

fn row(number: usize, at: usize, columns: &[usize], view: &View<'_>) -> Element {
    let section = &view.sections[number];
    let shown = &section.rows[at];
    let target = Target::Row(number, at);
    let cells = columns.iter().map(|&column| {
        if column >= shown.row.cells.len() {
            return el("td").class("none");
        }
        let target = Target::Cell(number, at, column);
        el("td")
            .id(view.id_of(target))
            .class(&marked(kind_class(section, column), target, view))
            .add(el("span").class("v").text(shown.row.text(column)))
            .add(references(target, view))
    });
    el("tr")
        .id(&shown.id)
        .class(&marked("row", target, view))
        .add(row_head(number, at, shown, view))
        .all(cells)
}

/// What a row is called in the reader's language, with its label as printed
/// and its key.
fn row_head(number: usize, at: usize, shown: &Shown<'_>, view: &View<'_>) -> Element {
    let section = &view.sections[number];
    let mut head = el("th").with("scope", "row");
    let label = section.label(&shown.row, view.lang);
    let column = section.table.layout.of_kind(ColumnKind::Label);
    let printed = column.filter(|column| *column < shown.row.cells.len());
    if let Some(column) = printed {
        let print = shown.row.text(column);
        if print != label && label != shown.row.key() {
            head = head.add(el("span").class("label").text(&label)).text(" ");
        }
        let target = Target::Cell(number, at, column);
        let class = if print == label { "label" } else { "printed" };
        head = head
            .add(
                el("span")
                    .id(view.id_of(target))
                    .class(&marked(class, target, view))
                    .add(el("span").class("v").text(print)),
            )
            .add(references(target, view))
            .text(" ");
    }
    if !shown.row.cells.is_empty() {
        let target = Target::Cell(number, at, 0);
        head = head
            .add(
                el("code")
                    .id(view.id_of(target))
                    .class(&marked("key", target, view))
                    .add(el("span").class("v").text(shown.row.key())),
            )
            .add(references(target, view));
    }
    head.add(references(Target::Row(number, at), view))
}

/// The classes of something that findings may be about.
fn marked(class: &str, target: Target, view: &View<'_>) -> String {
    match view.worst(target) {
        Some((severity, true)) => format!("{class} hit {}", look(severity).0),
        Some((severity, false)) => format!("{class} part {}", look(severity).0),
        None => class.to_owned(),
    }
}

/// Links to the findings that something takes part in.
fn references(target: Target, view: &View<'_>) -> Html {
    let marks = view.marks(target);
    if marks.is_empty() {
        return Html::new();
    }
    let links = marks.iter().enumerate().map(|(number, mark)| {
        let entry = &view.entries[mark.entry];
        let number_shown = entry.number;
        let label = say!(view.lang, "finding {number_shown}", "发现 {number_shown}");
        let mut html = Html::new();
        if number > 0 {
            html.push(Html::text(" "));
        }
        html.push(
            link(&entry.id)
                .with("aria-label", label)
                .text(&number_shown.to_string()),
        );
        html
    });
    el("sup").class("refs").all(links).into()
}
