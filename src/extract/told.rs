//! The figures of a document's sentences as rows of cells, each quoted from its
//! sentence, and what the sentences state of them as rules.

use super::tables::{ExtractedCell, ExtractedTable};
use crate::document::join_line;
use crate::place::Place;
use crate::rule::{Rule, Severity};
use crate::suggest::{AuthorRule, ColumnPlan, SectionPlan};
use crate::table::{ColumnKind, Table, TableRow};

/// The columns of such a table.
const COLUMNS: [&str; 4] = ["key", "value", "unit", "quote"];

/// The table of a document's sentences.
pub(super) fn table(table: &Table) -> ExtractedTable {
    let mut lines = vec![COLUMNS.map(ExtractedCell::alone).to_vec()];
    lines.extend(table.rows.iter().map(|row| line(table, row)));
    ExtractedTable {
        section: table.section().to_owned(),
        lines,
    }
}

fn line(table: &Table, row: &TableRow) -> Vec<ExtractedCell> {
    let column = table.layout.list_column().unwrap_or(1);
    let unit = table.layout.of_kind(ColumnKind::Unit);
    let unit = unit.map_or("", |column| row.text(column));
    let place = row.place(column);
    let print = row.text(column);
    // `%` stands in the print already.
    let unit = if print.ends_with(unit) { "" } else { unit };
    vec![
        ExtractedCell::alone(row.key()),
        ExtractedCell {
            text: print.to_owned(),
            spot: Some(place.spot().cloned().unwrap_or_else(|| line_of(&place))),
        },
        ExtractedCell::alone(unit),
        ExtractedCell::alone(&quote(&place)),
    ]
}

/// Where a place stands in a text of lines.
fn line_of(place: &Place) -> crate::place::Spot {
    let (line, column) = place.line_column();
    crate::place::Spot::Line {
        line,
        column,
        length: place.words().chars().count() as u64,
    }
}

/// The section that such a table is.
pub(super) fn plan(table: &Table) -> SectionPlan {
    SectionPlan {
        name: table.section().to_owned(),
        columns: vec![ColumnPlan {
            name: String::from(COLUMNS[1]),
            text: false,
            unit: None,
        }],
        ..SectionPlan::default()
    }
}

/// A rule of a document as one that is written down. Parts of an open list are
/// no more than the whole, and what is left of that needs no reason.
pub(super) fn rule(rule: Rule) -> AuthorRule {
    let check = rule.check.text;
    let stated = rule.stated.is_some();
    AuthorRule {
        warns: rule.severity == Severity::Warning,
        name: rule.name,
        check: match stated && rule.remainder.is_none() {
            true => check.replacen(" includes ", " >= ", 1),
            false => check,
        },
        section: rule.section,
        stated,
    }
}

/// The clause around a figure, without what names a year, which would be taken
/// for the one that the figure is of.
fn quote(place: &Place) -> String {
    let text: &str = &place.excerpt.text;
    let before = &text[..place.start];
    let start = before.char_indices().rfind(|(at, c)| parts(text, *at, *c));
    let start = start.map_or(0, |(at, c)| at + c.len_utf8());
    let mut behind = text[place.end..].char_indices();
    let end = behind.find(|(at, c)| parts(text, place.end + at, *c));
    let end = end.map_or(text.len(), |(at, _)| place.end + at);
    let last = years(&text[start..place.start]).last().copied();
    let start = last.map_or(start, |(_, to)| start + to);
    let end = match years(&text[place.end..end]).first() {
        Some((from, _)) => place.end + from,
        None => end,
    };
    let lines = text[start..end].lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let mut words = String::new();
    for line in lines {
        match words.is_empty() {
            true => words.push_str(line),
            false => join_line(&mut words, line),
        }
    }
    words.trim_start_matches('年').trim().to_owned()
}

/// Whether a sign parts clauses: a comma or a point within a number does not.
fn parts(text: &str, at: usize, c: char) -> bool {
    let next = text[at + c.len_utf8()..].chars().next();
    match c {
        '，' | '。' | '；' | '！' | '？' | ';' | '!' | '?' => true,
        ',' | '.' => next.is_none_or(|next| !next.is_ascii_digit()),
        _ => false,
    }
}

/// The bytes of the years that some words name.
fn years(words: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    for part in words.split(|c: char| !c.is_ascii_digit()) {
        let at = words[from..].find(part).map_or(from, |at| from + at);
        from = at + part.len();
        if part.len() == 4 && (part.starts_with("19") || part.starts_with("20")) {
            found.push((at, from));
        }
    }
    found
}
