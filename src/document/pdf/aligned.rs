//! Tables without ruling lines down: lines whose parts stand below each other in
//! columns, some of them figures.

use super::columns::{Part, Row, columns, overlap, pieces, reach, row, sides};
use super::header::{head, is_body, over_top, settle};
use super::page::Page;
use super::table::{Cell, Table};
use super::text::{area_of, lines, union};

/// How far below each other lines of one table are at most, in their size.
const APART: i32 = 3;
/// The most lines of one part between two with several.
const SINGLE: usize = 3;
/// How often text beside a table is told from it.
const DEEP: usize = 3;

/// The tables of a page among the glyphs that stand in no ruled one.
pub(super) fn tables(page: &Page, ruled: &[Table]) -> Vec<Table> {
    let mut open = vec![true; page.glyphs.len()];
    for at in ruled
        .iter()
        .flat_map(|table| &table.cells)
        .flat_map(|cell| &cell.glyphs)
    {
        open[*at] = false;
    }
    let open: Vec<usize> = (0..open.len())
        .filter(|&at| open[at] && page.glyphs[at].turn == 0)
        .collect();
    let all = lines(&page.glyphs, &open);
    let rows: Vec<Row> = all.iter().map(|line| row(&page.glyphs, line)).collect();
    let mut out = Vec::new();
    for (from, to) in runs(&rows) {
        found(page, &rows[..from], rows[from..to].to_vec(), DEEP, &mut out);
    }
    out
}

/// Stretches of lines that begin and end with one of several parts and have few
/// of one part between.
fn runs(rows: &[Row]) -> Vec<(usize, usize)> {
    let rich: Vec<usize> = (0..rows.len())
        .filter(|&at| rows[at].parts.len() >= 2)
        .collect();
    let goes_on = |from: usize, to: usize| {
        to - from <= SINGLE + 1
            && rows[from..=to].windows(2).all(|pair| {
                let size = pair[0].size.max(pair[1].size);
                pair[1].base - pair[0].base <= size * APART
            })
    };
    let mut runs = Vec::new();
    let mut rest = rich.as_slice();
    while let Some(&first) = rest.first() {
        let more = rest
            .windows(2)
            .take_while(|pair| goes_on(pair[0], pair[1]))
            .count();
        runs.push((first, rest[more] + 1));
        rest = &rest[more + 1..];
    }
    runs
}

/// The tables of a run; `before` are the lines above it.
fn found(page: &Page, before: &[Row], mut rows: Vec<Row>, deep: usize, out: &mut Vec<Table>) {
    let top = over_top(page, &rows);
    rows.drain(..top);
    let before = match top {
        0 => before,
        _ => &[],
    };
    let Some(places) = columns(&page.glyphs, &rows) else {
        return;
    };
    if let Some(beside) = text_beside(page, &rows, &places)
        && deep > 0
    {
        for row in &mut rows {
            row.parts
                .retain(|part| overlap(sides(part), places[beside]) <= 0);
        }
        rows.retain(|row| !row.parts.is_empty());
        for (from, to) in runs(&rows) {
            found(page, &[], rows[from..to].to_vec(), deep - 1, out);
        }
        return;
    }
    if let Some((to, from)) = divides(page, &rows, &places) {
        let (above, below) = (&rows[..to], &rows[from..]);
        for (part, before) in [(above, before), (below, &rows[to..from])] {
            for (from, to) in runs(part) {
                let before = if from == 0 { before } else { &part[..from] };
                found(page, before, part[from..to].to_vec(), deep, out);
            }
        }
        return;
    }
    if is_table(page, &rows, &places) {
        extend(page, before, &mut rows, &places);
        for row in &mut rows {
            *row = parted(page, row, &places);
        }
        out.extend(table(page, &rows, &places));
    }
}

/// Takes in the lines right above that stand in the columns, or over some of
/// them: upper lines of the head.
fn extend(page: &Page, before: &[Row], rows: &mut Vec<Row>, places: &[(i32, i32)]) {
    let Some(last) = places.last().map(|place| place.1) else {
        return;
    };
    for row in before.iter().rev() {
        let Some(first) = rows.first() else {
            return;
        };
        let near = first.base - row.base <= row.size.max(first.size) * 2;
        let within = |part: &Part| {
            part.area.left >= places[0].0 - row.size && part.area.right <= last + row.size
        };
        let several = parted(page, row, places).parts.len() >= 2;
        let over = row
            .parts
            .iter()
            .all(|part| part.area.left > places[0].1 - 100);
        let heads = !is_body(page, first) && !is_body(page, row);
        let ruled = head(
            page,
            rows,
            row.parts
                .iter()
                .map(|part| part.area)
                .fold(row.parts[0].area, union),
        );
        let above_top = ruled.is_some_and(|(rules, _)| {
            rules.iter().any(|rule| {
                (row.base..first.base - first.size / 2).contains(&rule.at)
                    && rule.from <= places[0].1
                    && rule.to >= last - row.size * 2
            })
        });
        if !near || !heads || above_top || !(several || over) || !row.parts.iter().all(within) {
            return;
        }
        rows.insert(0, row.clone());
    }
}

/// A line whose parts are parted where they lie in several columns.
fn parted(page: &Page, row: &Row, places: &[(i32, i32)]) -> Row {
    let part = |part: &Part| {
        let (first, last) = reach(part, places);
        let pieces = match first < last || !is_body(page, row) {
            true => pieces(&page.glyphs, part, places, row.size),
            false => None,
        };
        match pieces {
            Some(pieces) => pieces.into_iter().map(|(_, piece)| piece).collect(),
            None => vec![part.clone()],
        }
    };
    Row {
        parts: row.parts.iter().flat_map(part).collect(),
        ..row.clone()
    }
}

/// A column that is running text beside the others: full lines of words.
fn text_beside(page: &Page, rows: &[Row], places: &[(i32, i32)]) -> Option<usize> {
    (0..places.len()).find(|&at| {
        let place = places[at];
        let parts = rows.iter().flat_map(|row| {
            let here = |part: &&Part| overlap(sides(part), place) > 0;
            row.parts.iter().filter(here).map(|part| (row.size, part))
        });
        let parts: Vec<(i32, &Part)> = parts.collect();
        let full = |(size, part): &&(i32, &Part)| {
            part.area.right > place.1 - size * 3 / 2 && part.area.left < place.0 + size * 5 / 2
        };
        let full = parts.iter().filter(full).count();
        let wide = (place.1 - place.0) * 100 > page.size.0 * 27;
        let words = parts
            .iter()
            .all(|(_, part)| !part.is_figure(&page.glyphs) || part.glyphs.len() > 12);
        wide && words && parts.len() >= 3 && full * 10 >= parts.len() * 6
    })
}

/// Where one table ends and another begins below it: around a title between
/// them, or at a gap before another head.
fn divides(page: &Page, rows: &[Row], places: &[(i32, i32)]) -> Option<(usize, usize)> {
    let body = rows.iter().position(|row| is_body(page, row))?;
    let pitch = super::header::pitch(&rows[body..]);
    (body + 1..rows.len()).find_map(|at| {
        if let [part] = rows[at].parts.as_slice() {
            let (first, last) = reach(part, places);
            let title = last > first && !part.is_figure(&page.glyphs);
            return title.then_some((at, at + 1));
        }
        let gap = rows[at].base - rows[at - 1].base;
        let head = !is_body(page, &rows[at]) && rows[at].parts.len() >= 2;
        (head && gap * 10 > pitch * 16).then_some((at, at))
    })
}

/// Whether lines are a table: figures below each other, or lines across that
/// part a head from its rows, and no list of contents.
fn is_table(page: &Page, rows: &[Row], places: &[(i32, i32)]) -> bool {
    let rich = rows.iter().filter(|row| row.parts.len() >= 2).count();
    let figures = |at: &usize| {
        let here = rows
            .iter()
            .flat_map(|row| &row.parts)
            .filter(|part| reach(part, places) == (*at, *at));
        let (mut all, mut figures) = (0, 0);
        for part in here {
            all += 1;
            figures += usize::from(part.is_figure(&page.glyphs));
        }
        figures >= 2 && figures * 2 >= all
    };
    let columns = (0..places.len()).filter(figures).count();
    let contents = places.len() == 2 && rows.iter().filter(|row| row.leads).count() * 2 > rich;
    let Some(area) = rows
        .iter()
        .flat_map(|row| row.parts.iter().map(|part| part.area))
        .reduce(union)
    else {
        return false;
    };
    let ruled = head(page, rows, area).is_some();
    let words = ruled && places.len() >= 3;
    rich >= 2 && !contents && (columns >= 1 || words)
}

/// The table of some lines and columns.
fn table(page: &Page, rows: &[Row], places: &[(i32, i32)]) -> Option<Table> {
    let laid = settle(page, rows, places);
    let mut cells: Vec<Cell> = Vec::new();
    for (row, laid) in rows.iter().zip(&laid) {
        let mut add = |number: usize, column: usize, columns: usize, part: &Part| {
            let (row, rows) = laid.over.get(number).copied().unwrap_or((laid.row, 1));
            let here = cells
                .iter_mut()
                .rev()
                .find(|cell| cell.row == row && cell.column == column);
            match here {
                Some(cell) => {
                    cell.glyphs.extend(&part.glyphs);
                    cell.area = union(cell.area, part.area);
                    cell.columns = cell.columns.max(columns);
                }
                None => cells.push(Cell {
                    row,
                    column,
                    rows,
                    columns,
                    area: part.area,
                    glyphs: part.glyphs.clone(),
                }),
            }
        };
        for (number, part) in row.parts.iter().enumerate() {
            let (first, last) = reach(part, places);
            if first == last {
                add(number, first, 1, part);
            } else if number == 0 && first == 0 && !laid.head {
                add(number, 0, 1, part);
            } else {
                add(number, first, last - first + 1, part);
            }
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    super::header::span(&laid, places, &mut cells);
    for cell in &mut cells {
        // A cell is as wide as its columns, which tells whether lines were parted.
        let last = (cell.column + cell.columns - 1).min(places.len() - 1);
        cell.area.left = cell.area.left.min(places[cell.column].0);
        cell.area.right = cell.area.right.max(places[last].1);
        if let Some(area) = area_of(&page.glyphs, &cell.glyphs) {
            cell.area = union(cell.area, area);
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let area = cells.iter().map(|cell| cell.area).reduce(union)?;
    let count = cells.iter().map(|cell| cell.row + cell.rows).max()?;
    let mut bounds: Vec<i32> = places.iter().map(|place| place.0).collect();
    bounds.extend(places.last().map(|place| place.1));
    Some(Table {
        area,
        columns: bounds,
        cells,
        rows: count,
        ruled: false,
    })
}
