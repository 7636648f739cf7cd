//! What a document's data folder holds: its tables as rows of cells, each cell
//! with its place in the document; its text, line by line, which rows are quoted
//! from; what it is called, and what a configuration of it could say. Nothing
//! here writes a file.

mod headed;
mod names;
mod plan;
mod source_text;
mod tables;
mod told;

pub(crate) use tables::ExtractedTable;

use crate::document::Document;
use crate::report::{Options, ReadDocument, ReadError, Report};
use crate::rule::Config;
use crate::suggest::{AuthorRule, Starter, described, suggest_for};
use crate::table::Table;
use std::path::Path;

/// What the data folder of a document holds.
#[derive(Debug)]
pub(crate) struct Extract {
    /// The name of the document's file.
    pub document: String,
    /// What the document calls itself.
    pub title: String,
    /// The period that it states.
    pub period: Option<String>,
    /// Its tables.
    pub tables: Vec<ExtractedTable>,
    /// Its text.
    pub source: String,
    /// What a configuration of its tables could say.
    pub starter: Starter,
}

/// Takes a document that was opened as a report apart.
///
/// # Errors
/// All that could not be read of it; then nothing is taken.
pub(crate) fn extract(mut report: Report, options: &Options) -> Result<Extract, Vec<ReadError>> {
    let config = Config::default();
    report.rename_sections(&names::of_file, &config, options);
    if !report.errors.is_empty() {
        return Err(report.errors);
    }
    let mut source = String::new();
    for read in &report.documents {
        source += &source_text::of(&read.document);
    }
    let tables = report.tables.iter().filter_map(|table| {
        let mut documents = report.documents.iter();
        let (grid, understood) = documents.find_map(|read| read.table(table.section()))?;
        Some(tables::extracted(table, grid, understood))
    });
    let mut extracted: Vec<ExtractedTable> = tables.collect();
    let tables = std::mem::take(&mut report.tables).into_iter();
    // Nothing is suggested of what sentences state themselves.
    let (told, tables): (Vec<Table>, Vec<Table>) = tables.partition(|one| one.layout.of_text);
    report.tables = tables;
    let mut plans = described(std::slice::from_ref(&report), options)?;
    plan::complete(&mut plans, &report);
    let rules = std::mem::take(&mut report.rules).into_iter();
    let rules: Vec<AuthorRule> = rules.map(told::rule).collect();
    let (document, title, period) = match report.documents.first() {
        Some(read) => {
            let (title, period) = headed(read);
            (file_name(&read.document.path), title, period)
        }
        None => (file_name(&report.path), String::new(), None),
    };
    let mut starter = suggest_for(report, plans, options)?;
    starter.rules = rules;
    for table in &told {
        extracted.push(told::table(table));
        starter.sections.push(told::plan(table));
    }
    Ok(Extract {
        document,
        title,
        period,
        tables: extracted,
        source,
        starter,
    })
}

/// What a document calls itself, and the period that it states.
fn headed(read: &ReadDocument) -> (String, Option<String>) {
    let tables: Vec<_> = read
        .structures
        .iter()
        .flat_map(|grid| &grid.tables)
        .collect();
    let title = headed::title(&read.document, &tables);
    let title = title.unwrap_or_else(|| stem(&read.document));
    let period = headed::period(&title, &tables);
    (title, period)
}

fn stem(document: &Document) -> String {
    let stem = document.path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
