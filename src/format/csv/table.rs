//! Tables and the list of sections as CSV, the cells as printed. A cell that
//! a spreadsheet would take for a formula is made text, unless it is a number.

use crate::format::csv::cells::{MARK, number, words, written};
use crate::format::view::document::{CellView, Document, RowView, TableView};
use crate::format::view::overview::Overview;
use crate::lang::Lang;
use crate::rule::Severity;

/// Some sections' tables, one after the other with an empty line between; the
/// last column names the findings of each row.
///
/// # Errors
/// What the writer says.
pub(crate) fn document(document: &Document, lang: Lang) -> Result<String, csv::Error> {
    let mut texts = Vec::new();
    for table in &document.tables {
        texts.push(table_text(document, table, lang)?);
    }
    Ok(format!("{MARK}{}", texts.join("\r\n")))
}

/// The list of sections, without the total line: a reader of CSV adds up.
///
/// # Errors
/// As for [`document`].
pub(crate) fn overview(overview: &Overview) -> Result<String, csv::Error> {
    let mut records = vec![
        [
            "section", "title", "rows", "figures", "errors", "warnings", "notes",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for section in &overview.sections {
        let number = |number: Option<u64>| number.map_or(String::new(), |n| n.to_string());
        records.push(vec![
            words(&section.name),
            words(section.title.as_deref().unwrap_or_default()),
            number(section.size.map(|size| size.rows)),
            number(section.size.map(|size| size.figures)),
            section.count(Severity::Error).to_string(),
            section.count(Severity::Warning).to_string(),
            section.count(Severity::Note).to_string(),
        ]);
    }
    Ok(format!("{MARK}{}", written(&records)?))
}

fn table_text(document: &Document, table: &TableView, lang: Lang) -> Result<String, csv::Error> {
    let headings = table
        .columns
        .iter()
        .map(|column| words(&column.heading(lang)));
    let mut records = vec![headings.chain(["findings".to_owned()]).collect::<Vec<_>>()];
    for row in &table.rows {
        let cells = row.cells.iter().map(printed);
        records.push(cells.chain([codes(document, row)]).collect());
    }
    written(&records)
}

/// The codes of a row's findings, in the order of their numbers.
fn codes(document: &Document, row: &RowView) -> String {
    let mut numbers: Vec<usize> = row
        .cells
        .iter()
        .flat_map(|cell| &cell.marks)
        .copied()
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let notes = numbers
        .iter()
        .filter_map(|&number| document.footnote(number));
    notes
        .map(|note| note.code.name())
        .collect::<Vec<_>>()
        .join("; ")
}

fn printed(cell: &CellView) -> String {
    if cell.is_number() {
        number(&cell.print)
    } else {
        words(&cell.print)
    }
}
