//! The files of a data folder that is written from a document: one CSV a table,
//! the source text, what the report says of itself, a configuration to begin
//! with.

use super::csv::cells::{MARK, written};
use super::starter::starter;
use crate::extract::{Extract, ExtractedTable};
use crate::lang::Lang;
use crate::report::{CONFIG_FILE, FACTS_FILE};
use crate::rule::toml_string;
use std::fmt::Write as _;

/// What the text of the document is called.
const SOURCE_FILE: &str = "source.txt";

/// A file to be written.
#[derive(Clone, Debug)]
pub(crate) struct FolderFile {
    /// Its name in the folder.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// The files of a document's folder, without that of places. A period is said
/// only where the folder's own name says none.
///
/// # Errors
/// What the writer of CSV says.
pub(crate) fn files(
    extract: &Extract,
    with_period: bool,
    lang: Lang,
) -> Result<Vec<FolderFile>, csv::Error> {
    let file = |name: &str, text: String| FolderFile {
        name: name.to_owned(),
        text,
    };
    let mut files = Vec::new();
    for table in &extract.tables {
        files.push(file(&format!("{}.csv", table.section), table_text(table)?));
    }
    files.push(file(SOURCE_FILE, extract.source.clone()));
    files.push(file(FACTS_FILE, facts(extract, with_period)));
    files.push(file(CONFIG_FILE, starter(&extract.starter, None, lang)));
    Ok(files)
}

fn facts(extract: &Extract, with_period: bool) -> String {
    let mut out = format!("title = {}\n", toml_string(&extract.title));
    let period = extract.period.as_ref().filter(|_| with_period);
    if let Some(period) = period {
        let _ = writeln!(out, "period = {}", toml_string(period));
    }
    let _ = writeln!(out, "source = {}", toml_string(SOURCE_FILE));
    out
}

/// A table as printed. A mark at its head keeps spreadsheets from taking other
/// letters than English ones for something else.
fn table_text(table: &ExtractedTable) -> Result<String, csv::Error> {
    let lines = table.lines.iter().map(|line| {
        let cells = line.iter().map(|cell| cell.text.clone());
        cells.collect::<Vec<String>>()
    });
    let text = written(lines)?;
    Ok(match text.is_ascii() {
        true => text,
        false => format!("{MARK}{text}"),
    })
}
