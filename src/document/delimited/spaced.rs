//! Tables whose cells are set apart by spaces alone, as they are printed in
//! texts and copied from pages: two spaces or more part cells, and cells below
//! one another are a column.

use super::prose;
use crate::document::{GridCell, GridRow};
use crate::place::Spot;
use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The fewest lines with figures behind a label that are a table.
const LEAST: usize = 2;
/// Lines without cells that may stand within a table.
const WITHIN: usize = 2;
/// Spaces that part two cells.
const GAP: usize = 2;

/// A cell of a line: where it stands on the screen, and its text.
#[derive(Clone, Debug)]
struct Piece<'t> {
    from: usize,
    to: usize,
    /// Characters before it.
    column: usize,
    text: &'t str,
}

/// The lines of a text that are tables set by spaces.
pub(super) fn tables(lines: &[&str]) -> Vec<Range<usize>> {
    let rows: Vec<bool> = lines.iter().map(|line| is_row(&pieces(line))).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in (0..lines.len()).filter(|at| rows[*at]) {
        match found.last_mut() {
            Some(last) if at <= last.end + WITHIN => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found.retain(|lines_of| {
        let rows = lines_of.clone().filter(|at| rows[*at]).count();
        rows >= LEAST && columns(&lines[lines_of.clone()]).is_some()
    });
    // Its header stands above it, its title above that.
    let mut end = 0;
    for table in &mut found {
        let header = |at: &usize| pieces(lines[*at]).len() > 1;
        let blank = |at: usize| pieces(lines[at]).is_empty();
        let mut start = table.start;
        for _ in 0..=WITHIN {
            let above = (end..start).rev().take_while(header).last();
            start = above.unwrap_or(start);
            let over = start
                .checked_sub(1)
                .filter(|over| *over >= end && blank(*over));
            match over.and_then(|over| over.checked_sub(1)) {
                Some(over) if over >= end && header(&over) => start = over,
                _ => break,
            }
        }
        if let Some(above) = start.checked_sub(1).filter(|above| *above >= end) {
            let text = lines[above].trim();
            let title = !text.is_empty() && !prose::goes_on(text);
            start -= usize::from(title && text.len() < lines[table.start].len() + 40);
        }
        table.start = start;
        end = table.end;
    }
    found
}

/// The rows of such a table, whose first line stands behind so many others.
pub(super) fn rows(lines: &[&str], before: u64) -> Option<Vec<GridRow>> {
    let columns = columns(lines)?;
    let row = |(line, text): (usize, &&str)| GridRow {
        cells: cells(&pieces(text), &columns, before + line as u64 + 1, text),
        ..GridRow::default()
    };
    Some(lines.iter().enumerate().map(row).collect())
}

/// A line's cells: each in the columns that it stands over.
fn cells(pieces: &[Piece<'_>], columns: &[Range<usize>], line: u64, text: &str) -> Vec<GridCell> {
    let mut cells: Vec<GridCell> = Vec::new();
    let lead = text.chars().take_while(|c| c.is_whitespace()).count();
    for piece in pieces.iter().flat_map(|piece| parted(piece, columns)) {
        let over = columns.iter().enumerate();
        let over = over.filter(|(_, column)| piece.from < column.end && column.start < piece.to);
        let over: Vec<usize> = over.map(|(at, _)| at).collect();
        let near = || {
            let far = |column: &Range<usize>| {
                let before = column.start.saturating_sub(piece.to);
                before.max(piece.from.saturating_sub(column.end))
            };
            (0..columns.len())
                .min_by_key(|at| far(&columns[*at]))
                .unwrap_or_default()
        };
        // A text alone in its line is a title, a heading or a note.
        let first = match pieces.len() {
            1 if over.first() == Some(&0) || over.len() > 1 => 0,
            _ => over.first().copied().unwrap_or_else(near),
        };
        let last = over
            .last()
            .copied()
            .filter(|_| pieces.len() > 1)
            .unwrap_or(first);
        let spot = Spot::Line {
            line,
            column: piece.column as u64 + 1,
            length: piece.text.chars().count() as u64,
        };
        let at = u32::try_from(first).unwrap_or(u32::MAX);
        match cells
            .last_mut()
            .filter(|before| before.column + before.columns > at)
        {
            // Two in one column are one.
            Some(before) => {
                before.text.push(' ');
                before.text.push_str(piece.text);
            }
            None => cells.push(GridCell {
                columns: u32::try_from(last - first + 1).unwrap_or(1),
                indent: match first {
                    0 => u32::try_from(lead).unwrap_or_default(),
                    _ => 0,
                },
                ..GridCell::plain(at, piece.text, spot)
            }),
        }
    }
    cells
}

/// Two figures that one space parts where two columns meet: each is as wide as its
/// column.
fn parted<'t>(piece: &Piece<'t>, columns: &[Range<usize>]) -> Vec<Piece<'t>> {
    let mut at = piece.from;
    let found = piece
        .text
        .char_indices()
        .enumerate()
        .find(|(_, (byte, c))| {
            let meets = |two: &[Range<usize>]| two[0].end <= at && at < two[1].start;
            let (before, behind) = piece.text.split_at(*byte);
            let parts = *c == ' '
                && columns.windows(2).any(meets)
                && [before, behind.trim_start()].into_iter().all(is_figure);
            at += c.width().unwrap_or(0);
            parts
        });
    let Some((chars, (byte, _))) = found else {
        return vec![piece.clone()];
    };
    let (before, behind) = piece.text.split_at(byte);
    let first = Piece {
        to: piece.from + before.width(),
        text: before,
        ..piece.clone()
    };
    let second = Piece {
        from: first.to + 1,
        column: piece.column + chars + 1,
        text: behind.trim_start(),
        ..piece.clone()
    };
    let rest = parted(&second, columns);
    std::iter::once(first).chain(rest).collect()
}

/// The columns of a table: those of the lines that have as many cells as most.
fn columns(lines: &[&str]) -> Option<Vec<Range<usize>>> {
    let all: Vec<Vec<Piece<'_>>> = lines.iter().map(|line| pieces(line)).collect();
    let rows = all.iter().filter(|pieces| is_row(pieces));
    let most = rows.clone().map(Vec::len).max()?;
    let full: Vec<&Vec<Piece<'_>>> = rows.filter(|pieces| pieces.len() == most).collect();
    let first = full.first()?;
    let mut columns: Vec<Range<usize>> = first.iter().map(|piece| piece.from..piece.to).collect();
    for pieces in &full {
        for (column, piece) in columns.iter_mut().zip(pieces.iter()) {
            column.start = column.start.min(piece.from);
            column.end = column.end.max(piece.to);
        }
    }
    let apart = columns.windows(2).all(|two| two[0].end < two[1].start);
    apart.then_some(columns)
}

/// Whether a line is one of figures behind a label, or of figures alone.
fn is_row(pieces: &[Piece<'_>]) -> bool {
    pieces.len() > 1 && pieces[1..].iter().all(|piece| is_figure(piece.text))
}

/// Whether a text is a figure, or a mark of one that is not there.
fn is_figure(text: &str) -> bool {
    let signs = ['-', '+', '(', '$', '£', '€', '−', '–', '<'];
    let bare = text.trim_start_matches(signs);
    let digit = bare.starts_with(|c: char| c.is_ascii_digit());
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let mark = matches!(
        text,
        "-" | "–" | "—" | ".." | "..." | "n/a" | "x" | "X" | "*" | "…"
    );
    digit && letters < 4 || mark
}

/// The cells of a line, where two spaces or more part them.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let ruled = |c: char| matches!(c, '-' | '=' | '_' | '—' | '─' | '═') || c.is_whitespace();
    if line.contains(['\t', '|', ';']) || line.len() > 3 && line.chars().all(ruled) {
        return pieces;
    }
    let (mut from, mut at, mut column) = (None::<(usize, usize, usize)>, 0, 0);
    let mut spaces = 0;
    let mut end = 0;
    for (byte, c) in line.char_indices() {
        match c.is_whitespace() {
            true => {
                spaces += c.width().unwrap_or(1);
                if let Some((start, screen, column)) = from.filter(|_| spaces >= GAP) {
                    pieces.push(piece(line, start..end, screen, column));
                    from = None;
                }
            }
            false => {
                from = from.or(Some((byte, at, column)));
                spaces = 0;
                end = byte + c.len_utf8();
            }
        }
        at += c.width().unwrap_or(0);
        column += 1;
    }
    if let Some((start, screen, column)) = from {
        pieces.push(piece(line, start..end, screen, column));
    }
    pieces
}

fn piece(line: &str, bytes: Range<usize>, from: usize, column: usize) -> Piece<'_> {
    let text = &line[bytes];
    // Dots lead from a label to its figures.
    let bare = text.trim_end_matches(['.', '·', '…', ' ']);
    let text = if text.len() > bare.len() + 2 && !bare.is_empty() {
        bare
    } else {
        text
    };
    Piece {
        from,
        to: from + text.width(),
        column,
        text,
    }
}
