//! Tables and the list of sections as CSV, the cells as printed. A cell that
//! a spreadsheet would take for a formula is made text, unless it is a number.

use super::overview::Overview;
use super::visible::with_lines;
use super::{CellView, Document, RowView, TableView};
use crate::lang::Lang;
use crate::rule::Severity;

/// Some sections' tables, one after the other with an empty line between; the
/// last column names the findings of each row.
///
/// # Errors
/// What the writer says.
pub fn document(document: &Document, lang: Lang) -> Result<String, csv::Error> {
    let mut texts = Vec::new();
    for table in &document.tables {
        texts.push(table_text(document, table, lang)?);
    }
    Ok(texts.join("\n"))
}

/// The list of sections, without the total line: a reader of CSV adds up.
///
/// # Errors
/// As for [`document`].
pub fn overview(overview: &Overview) -> Result<String, csv::Error> {
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
    written(&records)
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

pub(super) fn written(records: &[Vec<String>]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        writer.write_record(record)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
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
    notes.map(|note| note.code).collect::<Vec<_>>().join("; ")
}

fn printed(cell: &CellView) -> String {
    if cell.is_number() {
        with_lines(&cell.print)
    } else {
        words(&cell.print)
    }
}

/// A number as it is; one that a spreadsheet would take for a formula, such as
/// `+1.2 pp`, as words.
pub(super) fn number(text: &str) -> String {
    let plain = with_lines(text);
    let digits = plain.trim_start_matches(['+', '-']);
    let signs = plain.len() - digits.len();
    let mut parts = digits.trim_end_matches('%').split('.');
    let is_digits = |part: &str| part.bytes().all(|c| c.is_ascii_digit() || c == b',');
    let alone = parts.all(is_digits) && digits.contains(|c: char| c.is_ascii_digit());
    match signs == 0 || (signs == 1 && alone) {
        true => plain,
        false => words(&plain),
    }
}

/// Words that no spreadsheet takes for a formula.
pub(super) fn words(text: &str) -> String {
    const BEGINS_FORMULA: &str = "=+-@\t\r\n＝＋－＠";
    let plain = with_lines(text);
    let begins = |text: &str| text.starts_with(|c| BEGINS_FORMULA.contains(c));
    if begins(text) || begins(plain.trim_start()) {
        return format!("'{plain}");
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_numbers() {
        for (text, safe) in [
            ("+12", "+12"),
            ("-1,234.5%", "-1,234.5%"),
            ("+1.2 pp", "'+1.2 pp"),
            ("+5万", "'+5万"),
            ("+-1", "'+-1"),
            ("+", "'+"),
            ("≈+3", "≈+3"),
        ] {
            assert_eq!(number(text), safe, "{text:?}");
        }
    }

    #[test]
    fn formulas_become_text() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+86", "'+86"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "' x"),
            (" =1", "' =1"),
            ("＝1", "'＝1"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(words(text), safe, "{text:?}");
        }
    }
}
