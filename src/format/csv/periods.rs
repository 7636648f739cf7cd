//! Sections over several periods as one CSV: a line for each row of each
//! figure column, with every pair of periods.

use crate::format::csv::cells::{MARK, number, words, written};
use crate::format::view::periods::{
    PeriodSection, PeriodTables, label, print_of, restated_text, row_unit, unlike_text,
};
use crate::lang::Lang;
use crate::say::changes::{change_range, change_text, growth_range, growth_text};
use crate::say::headings;
use crate::say::lists::clauses;
use crate::say::terms::labelled;
use crate::series::{Movement, PeriodChange, SeriesRow};

/// All sections, one after the other with an empty line between.
///
/// # Errors
/// What the writer says.
pub(crate) fn document(shown: &PeriodTables<'_>) -> Result<String, csv::Error> {
    let texts: Result<Vec<String>, csv::Error> = shown
        .sections
        .iter()
        .map(|section| section_text(shown, section))
        .collect();
    Ok(format!("{MARK}{}", texts?.join("\r\n")))
}

fn section_text(
    shown: &PeriodTables<'_>,
    section: &PeriodSection<'_>,
) -> Result<String, csv::Error> {
    let lang = shown.lang;
    let names = ["section", "column", "key", "label", "unit"].map(str::to_owned);
    let mut heading: Vec<String> = names.to_vec();
    let periods = section.reports.iter().map(|one| words(&one.period.plain()));
    heading.extend(periods);
    let pairs = section.blocks.iter().flat_map(|block| &block.rows).next();
    for change in pairs.iter().flat_map(|row| &row.changes) {
        let pair = section.pair(change);
        heading.extend([
            headings::change(&pair, lang),
            headings::change_range(&pair, lang),
            headings::growth(&pair, lang),
            headings::growth_range(&pair, lang),
        ]);
    }
    heading.push("notes".to_owned());
    let mut records = vec![heading];
    for block in &section.blocks {
        for row in &block.rows {
            records.push(record(shown, section, (&block.column.name, row)));
        }
    }
    written(&records)
}

fn record(
    shown: &PeriodTables<'_>,
    section: &PeriodSection<'_>,
    (column, row): (&str, &SeriesRow<'_>),
) -> Vec<String> {
    let lang = shown.lang;
    let unit = row_unit(row);
    let mut record = vec![
        words(section.name),
        words(column),
        words(row.key),
        words(&label(row, lang)),
        words(unit.as_deref().unwrap_or_default()),
    ];
    let mut notes = Vec::new();
    for (at, cell) in row.cells.iter().enumerate() {
        let Some(cell) = cell else {
            record.push(String::new());
            continue;
        };
        let (print, content) = print_of(cell, unit.as_deref());
        record.push(match content {
            crate::format::view::document::Content::Figure(_) => number(&print),
            _ => words(&print),
        });
        if let Some(text) = restated_text(cell, lang) {
            notes.push(labelled(&section.period(at).to_string(), &text, lang));
        }
    }
    for change in &row.changes {
        record.extend(change_fields(change, lang));
        if let Movement::Unlike(..) = change.movement {
            notes.push(unlike_text(change, section, lang));
        }
    }
    record.push(words(&clauses(&notes, lang)));
    record
}

fn change_fields(change: &PeriodChange, lang: Lang) -> [String; 4] {
    let movement = &change.movement;
    let ranges = match movement {
        Movement::Change(changed) => (change_range(changed, lang), growth_range(changed)),
        _ => (None, None),
    };
    let field = |text: Option<String>| number(&text.unwrap_or_default());
    [
        field(change_text(movement, lang)),
        field(ranges.0),
        field(growth_text(movement)),
        field(ranges.1),
    ]
}
