//! What stands over each column: the cells of the header's lines that span it,
//! as the document marks or, where it marks nothing, as blanks show.

use super::doubt::{Doubt, DoubtKind};
use super::kind::Kind;
use super::lines::Lines;
use super::profile::Profile;
use super::roles::Roles;
use super::units::{is_known, unit_alone};
use super::words;
use crate::figure::UnitBook;
use std::collections::{BTreeMap, BTreeSet};

/// A cell over a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What it says, in one line.
    pub text: String,
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: u32,
}

/// What stands over each column, from above.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads {
    parts: BTreeMap<u32, Vec<Part>>,
    /// The units that lines of nothing but units say.
    units: BTreeMap<u32, Part>,
}

impl Heads {
    /// What stands over a column.
    pub(super) fn parts(&self, column: u32) -> &[Part] {
        self.parts.get(&column).map_or(&[], Vec::as_slice)
    }

    /// The unit that a line of units says of a column.
    pub(super) fn unit(&self, column: u32) -> Option<&Part> {
        self.units.get(&column)
    }
}

/// A cell of the header and the columns that it stands over.
struct Span {
    from: u32,
    to: u32,
}

/// Reads a table's header.
pub(super) fn heads(
    profile: &Profile<'_>,
    lines: &Lines,
    roles: &Roles,
    units: &UnitBook,
    doubts: &mut Vec<Doubt>,
) -> Heads {
    let mut heads = Heads::default();
    let filled = filled(profile, lines);
    let others = roles.others.iter().map(|(column, _)| *column);
    let used: BTreeSet<u32> = others.chain(roles.keys.iter().copied()).collect();
    let mut above: Vec<Span> = Vec::new();
    for row in lines.header.clone() {
        if lines.numbering.contains(&row) {
            continue;
        }
        let of_units = says_units(profile, lines, row, units);
        let mut spans = Vec::new();
        let cells: Vec<_> = profile.cells(row, &lines.width).collect();
        for (at, (cell, _)) in cells.iter().enumerate() {
            let next = cells
                .get(at + 1)
                .map_or(lines.width.end, |next| next.0.column);
            let own_end = cell.column + cell.columns.max(1);
            let limit = limit(&above, cell.column, roles).min(next);
            let below = |column: &u32| filled.get(column).is_some_and(|last| *last > row);
            let spaces = |column: &u32| below(column) || !used.contains(column);
            let reaches = (own_end..limit).take_while(spaces).filter(below).last();
            let end = reaches.map_or(own_end, |last| last + 1);
            let part = Part {
                text: in_one_line(&cell.text),
                row,
                column: cell.column,
            };
            for column in cell.column..end.min(lines.width.end) {
                if of_units {
                    heads.units.insert(column, part.clone());
                } else {
                    let parts = heads.parts.entry(column).or_default();
                    if parts.last().is_none_or(|last| last.text != part.text) {
                        parts.push(part.clone());
                    }
                }
            }
            spans.push(Span {
                from: cell.column,
                to: end,
            });
        }
        doubt_centred(&spans, (row, &above), &filled, roles, doubts);
        if !of_units {
            above.retain(|old| {
                !spans
                    .iter()
                    .any(|new| new.from < old.to && old.from < new.to)
            });
            above.extend(spans);
        }
    }
    heads
}

/// Of each column, the last line of the header in which something stands.
fn filled(profile: &Profile<'_>, lines: &Lines) -> BTreeMap<u32, usize> {
    let mut filled = BTreeMap::new();
    let rows = lines.header.clone();
    for row in rows.filter(|row| !lines.numbering.contains(row)) {
        for (cell, _) in profile.cells(row, &lines.width) {
            for column in cell.column..(cell.column + cell.columns).min(lines.width.end) {
                filled.insert(column, row);
            }
        }
    }
    filled
}

/// Where a cell that starts in a column must end: with the cell above it, and
/// before the figures where it stands over the keys.
fn limit(above: &[Span], column: u32, roles: &Roles) -> u32 {
    let within = above
        .iter()
        .find(|span| span.from <= column && column < span.to);
    let within = within.map_or(u32::MAX, |span| span.to);
    let key = roles.keys.contains(&column);
    let first = roles.others.iter().map(|(other, _)| *other);
    let first = first.filter(|other| key && *other > column).min();
    within.min(first.unwrap_or(u32::MAX))
}

/// Whether a line of the header says nothing but units.
fn says_units(profile: &Profile<'_>, lines: &Lines, row: usize, units: &UnitBook) -> bool {
    if lines.header.len() < 2 || row == lines.header.start {
        return false;
    }
    let mut cells = profile.cells(row, &lines.width).peekable();
    let unit = |text: &str| unit_alone(text, units).is_some() || is_known(text, units);
    let named = |text: &str| words::names_units(text);
    cells.peek().is_some()
        && cells.all(|(cell, kind)| kind == Kind::Text && (unit(&cell.text) || named(&cell.text)))
}

/// Says where a cell may stand over columns to its left too, as one that is
/// centred over several does.
fn doubt_centred(
    spans: &[Span],
    (row, above): (usize, &[Span]),
    filled: &BTreeMap<u32, usize>,
    roles: &Roles,
    doubts: &mut Vec<Doubt>,
) {
    let keys: BTreeSet<u32> = roles.keys.iter().copied().collect();
    let mut from = 0;
    for span in spans {
        let bare = |column: &u32| {
            let covered = above.iter().any(|a| a.from <= *column && *column < a.to);
            let below = filled.get(column).is_some_and(|last| *last > row);
            below && !covered && !keys.contains(column)
        };
        if span.to > span.from + 1 && (from..span.from).any(|column| bare(&column)) {
            doubts.push(Doubt {
                kind: DoubtKind::Spans,
                row,
                column: span.from,
            });
        }
        from = span.to;
    }
}

/// A cell's text in one line: a line break between Chinese letters is none.
fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let wide = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
        let joins = line.chars().last().is_some_and(wide) && word.chars().next().is_some_and(wide);
        if !line.is_empty() && !joins {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
