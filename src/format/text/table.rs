//! Tables and the list of sections for people at a terminal.

use crate::clean::{on_one_line, with_lines};
use crate::format::snippet::Drawing;
use crate::format::text::align::{AlignedCell, align};
use crate::format::text::fit::wrap;
use crate::format::text::grid::{Grid, GridColumn, GridRow, Paper, sign};
use crate::format::view::document::{CellView, ColumnView, Document, Footnote, RowView, TableView};
use crate::format::view::overview::{Overview, SectionLine};
use crate::lang::Lang;
use crate::say::counts::in_a_cell;
use crate::say::{headings, severity_name};

/// Some sections' tables with their footnotes.
pub(crate) fn document(document: &Document, drawing: Drawing) -> String {
    let page = DrawnDocument { document, drawing };
    let tables = document.tables.iter().map(|table| page.table(table));
    tables.collect::<Vec<_>>().join("\n")
}

/// The list of sections.
pub(crate) fn overview(overview: &Overview, drawing: Drawing) -> String {
    let lang = drawing.lang;
    let paper = paper(drawing);
    let column = |(at, heading): (usize, String)| GridColumn {
        heading,
        numbers: (2..4).contains(&at),
    };
    let mut rows: Vec<GridRow> = overview
        .sections
        .iter()
        .map(|line| section_row(line, lang))
        .collect();
    let named = overview
        .sections
        .iter()
        .filter(|line| !line.name.is_empty());
    let mut total = section_row(&overview.total, lang);
    total.cells[0] = headings::total(lang);
    total.cells[1] = headings::sections(named.count(), lang);
    total.total = true;
    rows.push(total);
    let grid = Grid {
        columns: headings::overview(lang)
            .into_iter()
            .enumerate()
            .map(column)
            .collect(),
        rows,
    };
    let heading = on_one_line(&overview.report.line(lang));
    format!("{}\n{}", bold_lines(&heading, paper), grid.draw(paper))
}

fn section_row(line: &SectionLine, lang: Lang) -> GridRow {
    let name = if line.name.is_empty() {
        headings::across(lang)
    } else {
        on_one_line(&line.name)
    };
    let title = on_one_line(line.title.as_deref().unwrap_or_default());
    let number = |number: Option<u64>| number.map_or("—".to_owned(), |number| number.to_string());
    let (rows, figures) = (
        line.size.map(|size| size.rows),
        line.size.map(|size| size.figures),
    );
    GridRow {
        cells: vec![
            name,
            title,
            number(rows),
            number(figures),
            in_a_cell(|severity| line.count(severity), lang),
        ],
        total: false,
    }
}

fn paper(drawing: Drawing) -> Paper {
    Paper {
        width: drawing.width,
        color: drawing.color,
    }
}

fn bold_lines(text: &str, paper: Paper) -> String {
    let lines = wrap(text, paper.width);
    lines.iter().map(|line| paper.finish(line, true)).collect()
}

struct DrawnDocument<'a> {
    document: &'a Document,
    drawing: Drawing,
}

impl DrawnDocument<'_> {
    fn table(&self, table: &TableView) -> String {
        let lang = self.drawing.lang;
        let paper = paper(self.drawing);
        let heading = on_one_line(&table.heading(&self.document.report, lang));
        let mut text = bold_lines(&heading, paper);
        for told in &table.understood {
            for line in wrap(&on_one_line(told), paper.width.saturating_sub(2)) {
                text.push_str(&format!("  {line}\n"));
            }
        }
        text.push('\n');
        if !table.columns.is_empty() {
            text.push_str(&self.grid(table).draw(paper));
        }
        let empty = match (table.present, table.rows.is_empty()) {
            (false, _) => Some(headings::no_table(lang)),
            (true, true) => Some(headings::no_rows(lang)),
            (true, false) => None,
        };
        if let Some(empty) = empty {
            text.push_str(&format!("{empty}\n"));
        }
        let mut notes = self.document.footnotes_of(table).peekable();
        if notes.peek().is_some() {
            text.push('\n');
        }
        for note in notes {
            text.push_str(&self.footnote(note, paper));
        }
        text
    }

    fn grid(&self, table: &TableView) -> Grid {
        let lang = self.drawing.lang;
        let columns = table.columns.iter().map(|column| GridColumn {
            heading: self.with_signs(&on_one_line(&column.heading(lang)), &column.marks),
            numbers: column.is_numeric(),
        });
        let mut rows: Vec<GridRow> = table
            .rows
            .iter()
            .map(|row| GridRow {
                cells: Vec::new(),
                total: row.total,
            })
            .collect();
        for (at, column) in table.columns.iter().enumerate() {
            let cells = self.cells(column, &table.rows, at);
            for (row, cell) in rows.iter_mut().zip(cells) {
                row.cells.push(cell);
            }
        }
        Grid {
            columns: columns.collect(),
            rows,
        }
    }

    /// The cells of a column as they are drawn.
    fn cells(&self, column: &ColumnView, rows: &[RowView], at: usize) -> Vec<String> {
        let own = rows.iter().filter_map(|row| row.cells.get(at));
        if !column.is_numeric() {
            let words = |cell: &CellView| self.with_signs(&with_lines(cell.shown()), &cell.marks);
            return own.map(words).collect();
        }
        let cells: Vec<AlignedCell> = own
            .map(|cell| AlignedCell {
                text: on_one_line(cell.shown()),
                number: cell.is_number(),
                signs: self.signs(&cell.marks),
            })
            .collect();
        align(&cells)
    }

    fn with_signs(&self, text: &str, marks: &[usize]) -> String {
        match (text.is_empty(), marks.is_empty()) {
            (_, true) => text.to_owned(),
            (true, false) => self.signs(marks),
            (false, false) => format!("{text} {}", self.signs(marks)),
        }
    }

    fn signs(&self, marks: &[usize]) -> String {
        let notes = marks
            .iter()
            .filter_map(|&number| self.document.footnote(number));
        notes.map(|note| sign(note.number, note.severity)).collect()
    }

    /// `[1] error[sum-mismatch]: …`, its further lines set in.
    fn footnote(&self, note: &Footnote, paper: Paper) -> String {
        let name = severity_name(note.severity, self.drawing.lang);
        let number = format!("[{}] ", note.number);
        let head = format!("{name}[{}]: ", note.code);
        let indent = " ".repeat(number.len());
        let title = on_one_line(&note.title);
        let room = paper.width.saturating_sub(number.len());
        let mut text = String::new();
        for (at, line) in wrap(&format!("{head}{title}"), room).iter().enumerate() {
            let line = match at {
                0 => format!("{} {line}", sign(note.number, note.severity)),
                _ => format!("{indent}{line}"),
            };
            text.push_str(&paper.finish(&line, false));
        }
        text
    }
}
