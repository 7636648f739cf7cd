//! The rows of a table without lines down: which lines are one row, which lie in
//! its head, and what in the head stands over several columns or rows.

use super::columns::{Row, is_value, overlap, reach};
use super::page::{Page, Rule, middle};
use super::ruled::merged;
use super::table::Cell;
use super::text::union;
use crate::place::PageBox;

/// The row of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Laid {
    /// Its row.
    pub row: usize,
    /// Whether it lies in the head.
    pub head: bool,
    /// By part, how many rows it stands over, from which row on.
    pub over: Vec<(usize, usize)>,
}

/// The lines across a table, where one parts its head from its rows; and that one.
pub(super) fn head(page: &Page, rows: &[Row], area: PageBox) -> Option<(Vec<Rule>, i32)> {
    let first = rows.first()?;
    let body = rows.iter().position(|row| is_body(page, row))?;
    let (top, from, to) = (
        first.base - first.size * 3,
        rows[body.saturating_sub(1)].base,
        rows[body].base,
    );
    let across = |rule: &&Rule| {
        !rule.down
            && (top..to).contains(&rule.at)
            && overlap((rule.from, rule.to), (area.left, area.right)) > 0
    };
    let rules = merged(page.rules.iter().filter(across));
    let width = area.right - area.left;
    let parts =
        |rule: &&Rule| body > 0 && rule.at > from && (rule.to - rule.from) * 10 >= width * 7;
    let at = rules.iter().rev().find(parts)?.at;
    Some((rules, at))
}

/// How many lines stand above the line that a table begins with.
pub(super) fn over_top(page: &Page, rows: &[Row]) -> usize {
    let area = rows
        .iter()
        .flat_map(|row| row.parts.iter().map(|part| part.area));
    let Some((area, (rules, foot))) = area
        .reduce(union)
        .and_then(|area| Some((area, head(page, rows, area)?)))
    else {
        return 0;
    };
    let width = area.right - area.left;
    let wide = |rule: &&Rule| rule.at < foot && (rule.to - rule.from) * 10 >= width * 7;
    let top = rules.iter().filter(wide).map(|rule| rule.at).find(|at| {
        let within = |row: &&Row| (*at..foot).contains(&row.base);
        rows.iter().any(|row| within(&row))
    });
    top.map_or(0, |top| {
        rows.iter().take_while(|row| row.base < top).count()
    })
}

/// The rows of some lines.
pub(super) fn settle(page: &Page, rows: &[Row], places: &[(i32, i32)]) -> Vec<Laid> {
    let body = rows
        .iter()
        .position(|row| is_body(page, row))
        .unwrap_or(rows.len());
    let (mut laid, mut from) = bands(page, rows, body).unwrap_or_default();
    if laid.is_empty() {
        from = 0;
    }
    let pitch = pitch(&rows[body.min(rows.len())..]);
    let columns: Vec<Vec<usize>> = rows.iter().map(|row| covered(row, places)).collect();
    let fields = ruled_rows(page, rows, body);
    let parted = |at: usize| {
        let levels = fields.as_deref().unwrap_or_default();
        levels
            .iter()
            .any(|level| (rows[at - 1].base..rows[at].base).contains(level))
    };
    let tight = |at: usize| (rows[at].base - rows[at - 1].base) * 100 <= pitch * 93;
    let goes_on = |at: usize| {
        columns[at]
            .iter()
            .all(|column| columns[at - 1].contains(column))
    };
    let is_field = |at: usize| {
        let values = |at: usize| {
            rows[at]
                .parts
                .iter()
                .filter(|part| is_value(&page.glyphs, part))
                .count()
        };
        fields.is_some() && !parted(at) && (values(at) == 0 || values(at - 1) == 0)
    };
    let over = laid.iter().flat_map(|laid: &Laid| &laid.over);
    let mut next = over.map(|(row, rows)| row + rows).max().unwrap_or(0);
    let mut at = from;
    while at < rows.len() {
        let new = |row: usize, index: usize| Laid {
            row,
            head: index < body,
            over: vec![(row, 1); rows[index].parts.len()],
        };
        let close = |a: usize, b: usize| {
            b < rows.len()
                && (rows[b].base - rows[a].base) * 100 < rows[a].size.max(rows[b].size) * 95
        };
        if at > from && close(at - 1, at) {
            let labels = |index: usize| columns[index] == [0];
            if close(at, at + 1) && at + 1 < rows.len() {
                let wraps = at < body
                    && columns[at + 1]
                        .iter()
                        .all(|column| columns[at - 1].contains(column));
                if wraps || labels(at - 1) && labels(at + 1) {
                    laid.extend([new(next - 1, at), new(next - 1, at + 1)]);
                } else {
                    let mut over = new(next - 1, at);
                    over.over.fill((next - 1, 2));
                    laid.extend([over, new(next, at + 1)]);
                    next += 1;
                }
                at += 2;
                continue;
            }
            if columns[at]
                .iter()
                .all(|column| !columns[at - 1].contains(column))
            {
                laid.push(new(next - 1, at));
                at += 1;
                continue;
            }
        }
        let same = at > from
            && match at > body {
                true => is_wrapped(page, rows, &columns, at, pitch) || is_field(at),
                false => at < body && goes_on(at) && (tight(at) || fields.is_some()) && !parted(at),
            };
        if same {
            laid.push(new(next - 1, at));
        } else {
            laid.push(new(next, at));
            next += 1;
        }
        at += 1;
    }
    laid
}

/// The lines across that part the rows of a table, where they do: between most
/// lines with figures there is one.
fn ruled_rows(page: &Page, rows: &[Row], body: usize) -> Option<Vec<i32>> {
    let areas = rows
        .iter()
        .flat_map(|row| row.parts.iter().map(|part| part.area));
    let area = areas.reduce(union)?;
    let across = |rule: &&Rule| !rule.down && (area.top..area.bottom).contains(&rule.at);
    let rules = merged(page.rules.iter().filter(across));
    let wide = |rule: &&Rule| (rule.to - rule.from) * 10 >= (area.right - area.left) * 7;
    let levels: Vec<i32> = rules.iter().filter(wide).map(|rule| rule.at).collect();
    let figures: Vec<i32> = rows[body..]
        .iter()
        .filter(|row| is_body(page, row))
        .map(|row| row.base)
        .collect();
    let parted = figures.windows(2).filter(|pair| {
        levels
            .iter()
            .any(|level| (pair[0]..pair[1]).contains(level))
    });
    (figures.len() >= 2 && parted.count() * 10 >= (figures.len() - 1) * 8).then_some(levels)
}

/// Whether a line goes on with the label of the line before, or brings the
/// figures to it.
fn is_wrapped(page: &Page, rows: &[Row], columns: &[Vec<usize>], at: usize, pitch: i32) -> bool {
    let near = (rows[at].base - rows[at - 1].base) * 100 < pitch * 93;
    let small = rows[at].parts.first().and_then(|part| part.glyphs.first());
    let small = small.is_some_and(|&at| page.glyphs[at].text.starts_with(char::is_lowercase));
    let labelled = |index: usize| columns[index].first() == Some(&0);
    let label_only = |index: usize| columns[index] == [0] && rows[index].parts.len() == 1;
    let either = label_only(at) && labelled(at - 1) || label_only(at - 1) && labelled(at);
    either && (small || near)
}

/// The columns that the parts of a line lie over.
fn covered(row: &Row, places: &[(i32, i32)]) -> Vec<usize> {
    let reached = row.parts.iter().map(|part| reach(part, places));
    reached.flat_map(|(first, last)| first..=last).collect()
}

/// The usual distance of lines that have several parts.
pub(super) fn pitch(rows: &[Row]) -> i32 {
    let mut all: Vec<i32> = rows
        .windows(2)
        .filter(|pair| pair.iter().all(|row| row.parts.len() >= 2))
        .map(|pair| pair[1].base - pair[0].base)
        .collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or(0)
}

/// The rows of a head that lines across part: fields between them are cells.
fn bands(page: &Page, rows: &[Row], body: usize) -> Option<(Vec<Laid>, usize)> {
    let area = rows
        .iter()
        .flat_map(|row| row.parts.iter().map(|part| part.area))
        .reduce(union)?;
    let (rules, foot) = head(page, rows, area)?;
    let top = rows.first()?.base - rows.first()?.size;
    let inner: Vec<Rule> = rules
        .into_iter()
        .filter(|rule| rule.at > top && rule.at < foot)
        .collect();
    let mut levels: Vec<i32> = inner.iter().map(|rule| rule.at).collect();
    levels.dedup();
    if levels.is_empty() {
        return None;
    }
    let laid = rows[..body].iter().map(|row| {
        let over = row.parts.iter().map(|part| {
            let (x, y) = (
                middle(part.area.left, part.area.right),
                middle(part.area.top, part.area.bottom),
            );
            let crossing = |level: i32| {
                inner
                    .iter()
                    .any(|rule| rule.at == level && (rule.from..=rule.to).contains(&x))
            };
            let above = levels.iter().filter(|level| **level < y).count();
            let first = levels[..above]
                .iter()
                .rposition(|level| crossing(*level))
                .map_or(0, |at| at + 1);
            let last = levels[above..]
                .iter()
                .position(|level| crossing(*level))
                .map_or(levels.len(), |at| above + at);
            (first, last - first + 1)
        });
        let over: Vec<(usize, usize)> = over.collect();
        Laid {
            row: over.iter().map(|(row, _)| *row).min().unwrap_or(0),
            head: true,
            over,
        }
    });
    let laid: Vec<Laid> = laid.collect();
    // A row that nothing begins in is none.
    let begins = |row: usize| {
        let mut over = laid.iter().flat_map(|laid| &laid.over);
        over.any(|(from, _)| *from == row)
    };
    (0..=levels.len()).all(begins).then_some((laid, body))
}

/// Spreads what stands in the middle over several columns of the head.
pub(super) fn span(laid: &[Laid], places: &[(i32, i32)], cells: &mut [Cell]) {
    let heads = laid.iter().filter(|laid| laid.head);
    let Some(last) = heads
        .flat_map(|laid| laid.over.iter().map(|(row, rows)| row + rows - 1))
        .max()
    else {
        return;
    };
    for row in 0..last {
        let below: Vec<usize> = cells
            .iter()
            .filter(|cell| cell.row == row + 1)
            .map(|cell| cell.column)
            .collect();
        // Titles below may be wider than the figures below them.
        let mut wide = places.to_vec();
        for cell in cells
            .iter()
            .filter(|cell| cell.row == row + 1 && cell.columns == 1)
        {
            let place = &mut wide[cell.column];
            *place = (place.0.min(cell.area.left), place.1.max(cell.area.right));
        }
        let here: Vec<usize> = (0..cells.len())
            .filter(|&at| cells[at].row == row)
            .collect();
        for (number, &at) in here.iter().enumerate() {
            let from = match number {
                0 => 0,
                _ => cells[here[number - 1]].column + cells[here[number - 1]].columns,
            };
            let to = here
                .get(number + 1)
                .map_or(places.len(), |&next| cells[next].column);
            let cell = &cells[at];
            if cell.rows > 1 {
                continue;
            }
            if let Some((first, count)) = centred(cell, &wide, &below, from..to) {
                (cells[at].column, cells[at].columns) = (first, count);
            }
        }
    }
}

/// The columns in whose middle a cell stands, all of them with cells below.
fn centred(
    cell: &Cell,
    places: &[(i32, i32)],
    below: &[usize],
    free: std::ops::Range<usize>,
) -> Option<(usize, usize)> {
    let at = middle(cell.area.left, cell.area.right);
    let mut best: Option<(usize, usize)> = None;
    for first in free.start..=cell.column {
        for last in cell.column + cell.columns - 1..free.end {
            let width = places[last].1 - places[first].0;
            let away = (at - middle(places[first].0, places[last].1)).abs();
            let heads = (first..=last).all(|column| below.contains(&column));
            let count = last - first + 1;
            if count > 1
                && heads
                && away * 100 <= width * 15
                && best.is_none_or(|(_, most)| count > most)
            {
                best = Some((first, count));
            }
        }
    }
    best
}

/// Whether a line has figures that are no years.
pub(super) fn is_body(page: &Page, row: &Row) -> bool {
    row.parts.iter().any(|part| is_value(&page.glyphs, part))
}
