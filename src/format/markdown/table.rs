//! Tables and the list of sections as Markdown. Everything that a report says
//! is escaped, so that it shows as printed and nothing in it is markup.

use crate::clean::with_lines;
use crate::format::view::document::{CellView, Document, Footnote, TableView};
use crate::format::view::overview::{Overview, SectionLine};
use crate::lang::Lang;
use crate::say::counts::in_a_cell;
use crate::say::terms::labelled;
use crate::say::{headings, severity_name};

/// Some sections' tables with their footnotes.
pub(crate) fn document(document: &Document, lang: Lang) -> String {
    let tables = document
        .tables
        .iter()
        .map(|table| table_text(document, table, lang));
    tables.collect::<Vec<_>>().join("\n")
}

/// The list of sections.
pub(crate) fn overview(overview: &Overview, lang: Lang) -> String {
    let mut text = format!("## {}\n\n", escape(&overview.report.line(lang)));
    let names = headings::overview(lang).map(|heading| escape(&heading));
    text.push_str(&line(&names));
    text.push_str(&line(&[":---", ":---", "---:", "---:", ":---"]));
    for section in &overview.sections {
        let name = if section.name.is_empty() {
            headings::across(lang)
        } else {
            section.name.clone()
        };
        let title = section.title.clone().unwrap_or_default();
        text.push_str(&line(&section_cells(section, &name, &title, lang)));
    }
    let named = overview
        .sections
        .iter()
        .filter(|line| !line.name.is_empty());
    let count = headings::sections(named.count(), lang);
    let total = section_cells(&overview.total, &headings::total(lang), &count, lang);
    text.push_str(&line(&total.map(bold)));
    text
}

fn section_cells(section: &SectionLine, name: &str, title: &str, lang: Lang) -> [String; 5] {
    let number = |number: Option<u64>| number.map_or("—".to_owned(), |number| number.to_string());
    [
        escape(name),
        escape(title),
        number(section.size.map(|size| size.rows)),
        number(section.size.map(|size| size.figures)),
        in_a_cell(|severity| section.count(severity), lang),
    ]
}

fn table_text(document: &Document, table: &TableView, lang: Lang) -> String {
    let heading = table.heading(&document.report, lang);
    let understood = table
        .understood
        .iter()
        .map(|told| format!("{}  \n", escape(told)));
    let understood: String = understood.collect();
    let mut text = format!("## {}\n\n", escape(&heading));
    if !understood.is_empty() {
        text.push_str(&format!("{understood}\n"));
    }
    if !table.columns.is_empty() {
        let names = table
            .columns
            .iter()
            .map(|column| with_signs(escape(&column.heading(lang)), &column.marks));
        text.push_str(&line(&names.collect::<Vec<_>>()));
        let sides = table
            .columns
            .iter()
            .map(|column| if column.is_numeric() { "---:" } else { ":---" });
        text.push_str(&line(&sides.collect::<Vec<_>>()));
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| shown(cell, row.total));
            text.push_str(&line(&cells.collect::<Vec<_>>()));
        }
    }
    match (table.present, table.rows.is_empty()) {
        (false, _) => text.push_str(&format!("{}\n", headings::no_table(lang))),
        (true, true) => text.push_str(&format!("\n{}\n", headings::no_rows(lang))),
        (true, false) => {}
    }
    let notes: String = document
        .footnotes_of(table)
        .map(|note| footnote(note, lang))
        .collect();
    if !notes.is_empty() {
        text.push_str(&format!("\n{notes}"));
    }
    text
}

fn shown(cell: &CellView, total: bool) -> String {
    let text = escape(cell.shown());
    let text = if total { bold(text) } else { text };
    with_signs(text, &cell.marks)
}

fn footnote(note: &Footnote, lang: Lang) -> String {
    let name = severity_name(note.severity, lang);
    let (number, code, title) = (note.number, note.code, escape(&note.title));
    let told = labelled(&format!("**{name}** `{code}`"), &title, lang);
    format!("- [{number}] {told}\n")
}

fn with_signs(text: String, marks: &[usize]) -> String {
    let signs: String = marks.iter().map(|number| format!("[{number}]")).collect();
    match (text.is_empty(), signs.is_empty()) {
        (_, true) => text,
        (true, false) => signs,
        (false, false) => format!("{text} {signs}"),
    }
}

fn bold(text: String) -> String {
    if text.is_empty() {
        return text;
    }
    format!("**{text}**")
}

fn line(cells: &[impl AsRef<str>]) -> String {
    let mut text = String::from("|");
    for cell in cells {
        let cell = cell.as_ref();
        text.push_str(if cell.is_empty() { " |" } else { " " });
        if !cell.is_empty() {
            text.push_str(cell);
            text.push_str(" |");
        }
    }
    text.push('\n');
    text
}

/// A text that shows as it is: markup characters escaped, line breaks as
/// breaks, what steers replaced.
fn escape(text: &str) -> String {
    let plain = with_lines(text);
    let mut escaped = String::new();
    let mut before = ' ';
    let mut rest = plain.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let inside = before.is_alphanumeric() && after.is_alphanumeric();
        match c {
            '\n' => escaped.push_str("<br>"),
            // Within a word an underscore is no markup.
            '_' if inside => escaped.push(c),
            '\\' | '|' | '`' | '*' | '_' | '<' | '>' | '&' | '[' | ']' | '~' | '$' | '#' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
        before = c;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        for (text, escaped) in [
            ("a|b\\c", "a\\|b\\\\c"),
            ("1,234*", "1,234\\*"),
            ("<1", "\\<1"),
            ("completion_rate", "completion_rate"),
            ("_x_", "\\_x\\_"),
            ("one\r\ntwo", "one<br>two"),
            ("\u{1b}[0m", "\u{FFFD}\\[0m"),
            ("<script>", "\\<script\\>"),
        ] {
            assert_eq!(escape(text), escaped, "{text}");
        }
    }

    #[test]
    fn blank_cells_stay_blank() {
        assert_eq!(line(&["a", "", "b"]), "| a | | b |\n");
    }
}
