//! Tables without ruling lines: lines whose parts stand below each other in
//! columns, where the reader of PDF sees a table.

use super::letters::is_wide;
use super::page::{Glyph, Page, Seen, middle};
use super::ruled::share;
use super::table::{Cell, Table};
use super::text::{Line, area_of, lines, union};
use crate::place::PageBox;

/// A part of a line, set off by gaps.
#[derive(Clone, Debug)]
struct Part {
    glyphs: Vec<usize>,
    area: PageBox,
}

/// A line and its parts.
struct Row {
    base: i32,
    size: i32,
    parts: Vec<Part>,
}

/// The tables that are seen where `taken` glyphs are in none yet.
pub(super) fn tables(page: &Page, ruled: &[Table]) -> Vec<Table> {
    let mut taken = vec![false; page.glyphs.len()];
    for at in ruled
        .iter()
        .flat_map(|table| &table.cells)
        .flat_map(|cell| &cell.glyphs)
    {
        taken[*at] = true;
    }
    let free = |seen: &&Seen| ruled.iter().all(|table| share(seen.area, table.area) < 30);
    let mut out: Vec<Table> = Vec::new();
    let open: Vec<usize> = (0..page.glyphs.len())
        .filter(|&at| !taken[at] && page.glyphs[at].turn == 0)
        .collect();
    if !page.seen.iter().any(|seen| free(&seen)) {
        return out;
    }
    let all = lines(&page.glyphs, &open);
    for seen in page.seen.iter().filter(free) {
        if out.iter().all(|table| share(seen.area, table.area) < 30) {
            out.extend(table(page, &all, seen.area));
        }
    }
    out
}

/// The table of the lines in an area.
fn table(page: &Page, all: &[Line], area: PageBox) -> Option<Table> {
    let within = |line: &&Line| {
        let (x, y) = (
            middle(line.area.left, line.area.right),
            middle(line.area.top, line.area.bottom),
        );
        (area.top - 100..=area.bottom + 100).contains(&y)
            && (area.left - 300..=area.right + 300).contains(&x)
    };
    let mut rows: Vec<Row> = all
        .iter()
        .filter(within)
        .map(|line| row(&page.glyphs, line))
        .collect();
    rows.retain(|row| !row.parts.is_empty());
    let columns = columns(&rows)?;
    extend(page, all, &mut rows, &columns);
    let mut cells = placed(page, &rows, &columns);
    join_wrapped(page, &rows, &columns, &mut cells);
    let area = cells.iter().map(|cell| cell.area).reduce(union)?;
    let count = cells.iter().map(|cell| cell.row + 1).max()?;
    let mut bounds: Vec<i32> = columns.iter().map(|column| column.0).collect();
    bounds.extend(columns.last().map(|column| column.1));
    let filled = |row: usize| cells.iter().filter(|cell| cell.row == row).count() >= 2;
    ((0..count).filter(|row| filled(*row)).count() >= 2).then_some(Table {
        area,
        columns: bounds,
        cells,
        rows: count,
        ruled: false,
    })
}

/// A line in parts: at gaps wider than a word's, and at rows of dots.
fn row(glyphs: &[Glyph], line: &Line) -> Row {
    let leader = leaders(glyphs, line);
    let mut parts: Vec<Part> = Vec::new();
    let mut parted = true;
    for (index, &at) in line.glyphs.iter().enumerate() {
        let glyph = &glyphs[at];
        if leader[index] {
            parted = true;
            continue;
        }
        if glyph.is_blank() {
            continue;
        }
        match parts
            .last_mut()
            .filter(|part| !parted && glyph.area.left - part.area.right <= line.size * 4 / 5)
        {
            Some(part) => {
                part.area = union(part.area, glyph.area);
                part.glyphs.push(at);
            }
            None => parts.push(Part {
                glyphs: vec![at],
                area: glyph.area,
            }),
        }
        parted = false;
    }
    Row {
        base: line.base,
        size: line.size,
        parts: put_together(glyphs, parts, line.size),
    }
}

/// Which glyphs of a line are in a row of dots that leads the eye.
fn leaders(glyphs: &[Glyph], line: &Line) -> Vec<bool> {
    let dot = |at: usize| matches!(glyphs[at].text.as_str(), "." | "·" | "․" | "‥" | "…" | "_");
    let mut leader = vec![false; line.glyphs.len()];
    let mut from = 0;
    while from < leader.len() {
        let run = line.glyphs[from..]
            .iter()
            .take_while(|&&at| dot(at) || glyphs[at].is_blank());
        let run = run.count();
        let dots = line.glyphs[from..from + run]
            .iter()
            .filter(|&&at| dot(at))
            .count();
        if dots >= 4 {
            leader[from..from + run].fill(true);
        }
        from += run.max(1);
    }
    leader
}

/// Puts together what gaps part and what is one: a currency sign and its figure,
/// a sign behind a figure, the two characters of 合　计.
fn put_together(glyphs: &[Glyph], parts: Vec<Part>, size: i32) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        let one = out.last().is_some_and(|before| {
            let gap = part.area.left - before.area.right;
            let (a, b) = (written(glyphs, before), written(glyphs, &part));
            let currency = is_all(&a, is_currency)
                && b.starts_with(|c: char| c.is_ascii_digit() || "(-−–".contains(c));
            let behind =
                is_all(&b, |c| "%)％）".contains(c)) && a.ends_with(|c: char| c.is_ascii_digit());
            let spread = is_single(&a) && is_single(&b)
                || a.chars().count() < 4 && is_all(&a, is_wide) && is_single(&b) && gap <= size * 2;
            currency && gap <= size * 8 || behind && gap <= size * 2 || spread && gap <= size * 4
        });
        match out.last_mut().filter(|_| one) {
            Some(before) => {
                before.area = union(before.area, part.area);
                before.glyphs.extend(part.glyphs);
            }
            None => out.push(part),
        }
    }
    out
}

fn written(glyphs: &[Glyph], part: &Part) -> String {
    part.glyphs
        .iter()
        .map(|&at| glyphs[at].text.as_str())
        .collect()
}

fn is_all(text: &str, is: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is)
}

fn is_single(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(is_wide) && letters.next().is_none()
}

fn is_currency(letter: char) -> bool {
    matches!(letter, '$' | '¢' | '£' | '¥' | '€' | '₹' | '＄' | '￥')
}

/// By how much two areas lie above each other.
fn overlap(a: (i32, i32), b: (i32, i32)) -> i32 {
    a.1.min(b.1) - a.0.max(b.0)
}

fn sides(part: &Part) -> (i32, i32) {
    (part.area.left, part.area.right)
}

/// Where the columns begin and end, from the parts that do not lie over several
/// parts of another line.
fn columns(rows: &[Row]) -> Option<Vec<(i32, i32)>> {
    let full: Vec<&Row> = rows.iter().filter(|row| row.parts.len() >= 2).collect();
    let spans = |part: &Part| {
        full.iter().any(|row| {
            let over = |other: &&Part| {
                let common = overlap(sides(part), sides(other));
                common * 5 > (other.area.right - other.area.left).max(1)
            };
            row.parts.iter().filter(over).count() >= 2
        })
    };
    let mut single: Vec<(i32, i32)> = full
        .iter()
        .flat_map(|row| row.parts.iter().map(|part| (part, row.size)))
        .filter(|(part, _)| !spans(part))
        .map(|(part, _)| sides(part))
        .collect();
    single.sort_unstable();
    let mut columns: Vec<(i32, i32)> = Vec::new();
    for (from, to) in single {
        match columns.last_mut().filter(|column| from < column.1 - 50) {
            Some(column) => column.1 = column.1.max(to),
            None => columns.push((from, to)),
        }
    }
    (columns.len() >= 2).then_some(columns)
}

/// Takes in the lines right above and below whose parts stand in the columns.
fn extend(page: &Page, all: &[Line], rows: &mut Vec<Row>, columns: &[(i32, i32)]) {
    let pitch = pitch(rows);
    let stands = |row: &Row| {
        let in_columns = |part: &Part| {
            columns
                .iter()
                .filter(|column| overlap(sides(part), **column) > 0)
                .count()
        };
        row.parts.len() >= 2 && row.parts.iter().all(|part| in_columns(part) >= 1)
    };
    for up in [true, false] {
        loop {
            let edge = match up {
                true => rows.first(),
                false => rows.last(),
            };
            let Some(edge) = edge.map(|row| row.base) else {
                return;
            };
            let next = match up {
                true => all.iter().rev().find(|line| line.base < edge - 100),
                false => all.iter().find(|line| line.base > edge + 100),
            };
            let Some(next) = next.filter(|line| (line.base - edge).abs() * 2 <= pitch * 3) else {
                break;
            };
            let found = row(&page.glyphs, next);
            if !stands(&found) {
                break;
            }
            match up {
                true => rows.insert(0, found),
                false => rows.push(found),
            }
        }
    }
}

/// The usual distance of lines that have several parts.
fn pitch(rows: &[Row]) -> i32 {
    let mut all: Vec<i32> = rows
        .windows(2)
        .filter(|pair| pair.iter().all(|row| row.parts.len() >= 2))
        .map(|pair| pair[1].base - pair[0].base)
        .collect();
    all.sort_unstable();
    match all.get(all.len() / 2) {
        Some(pitch) => *pitch,
        None => rows.first().map_or(0, |row| row.size * 3 / 2),
    }
}

/// The cells of the rows, one row a line.
fn placed(page: &Page, rows: &[Row], columns: &[(i32, i32)]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let figures = |row: &Row| {
        let figure = |part: &&Part| is_figure(&written(&page.glyphs, part));
        row.parts.iter().filter(figure).count()
    };
    let body = rows
        .iter()
        .position(|row| figures(row) >= 1)
        .unwrap_or(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let mut add = |column: usize, columns: usize, part: &Part| match cells
            .iter_mut()
            .rev()
            .take_while(|cell| cell.row == index)
            .find(|cell| cell.column == column)
        {
            Some(cell) => {
                cell.glyphs.extend(&part.glyphs);
                cell.area = union(cell.area, part.area);
                cell.columns = cell.columns.max(columns);
            }
            None => cells.push(Cell {
                row: index,
                column,
                rows: 1,
                columns,
                area: part.area,
                glyphs: part.glyphs.clone(),
            }),
        };
        for (number, part) in row.parts.iter().enumerate() {
            let (first, last) = reach(part, columns);
            if first == last {
                add(first, 1, part);
            } else if let Some(pieces) = pieces(&page.glyphs, part, columns, row.size) {
                pieces
                    .iter()
                    .for_each(|(column, piece)| add(*column, 1, piece));
            } else if number == 0 && first == 0 && index >= body {
                add(0, 1, part);
            } else {
                add(first, last - first + 1, part);
            }
        }
    }
    cells
}

/// The first and the last column that a part lies over; the nearest where none.
fn reach(part: &Part, columns: &[(i32, i32)]) -> (usize, usize) {
    let over = |column: &(i32, i32)| overlap(sides(part), *column) > 0;
    let first = columns.iter().position(over);
    let last = columns.iter().rposition(over);
    first.zip(last).unwrap_or_else(|| {
        let away = |column: &(i32, i32)| -overlap(sides(part), *column);
        let nearest = (0..columns.len()).min_by_key(|at| away(&columns[*at]));
        let nearest = nearest.unwrap_or(0);
        (nearest, nearest)
    })
}

/// The words of a part that lies over several columns, where each is a figure
/// and stands in a column of its own.
fn pieces(
    glyphs: &[Glyph],
    part: &Part,
    columns: &[(i32, i32)],
    size: i32,
) -> Option<Vec<(usize, Part)>> {
    let mut words: Vec<Part> = Vec::new();
    for &at in &part.glyphs {
        let area = glyphs[at].area;
        match words
            .last_mut()
            .filter(|word| area.left - word.area.right <= size / 6)
        {
            Some(word) => {
                word.area = union(word.area, area);
                word.glyphs.push(at);
            }
            None => words.push(Part {
                glyphs: vec![at],
                area,
            }),
        }
    }
    let mut out: Vec<(usize, Part)> = Vec::new();
    for word in words {
        let (first, last) = reach(&word, columns);
        let new = out.last().is_none_or(|(before, _)| *before < first);
        if first != last || !new || !is_figure(&written(glyphs, &word)) {
            return None;
        }
        out.push((first, word));
    }
    (out.len() >= 2).then_some(out)
}

/// Whether a text holds digits and no letters.
fn is_figure(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

/// Joins what a column's width parted: a line that has but a label, nearer to
/// the next line than rows are, or whose text goes on in small letters.
fn join_wrapped(page: &Page, rows: &[Row], columns: &[(i32, i32)], cells: &mut Vec<Cell>) {
    let pitch = pitch(rows);
    let label_only = |cells: &[Cell], row: usize| {
        let mut here = cells.iter().filter(|cell| cell.row == row);
        here.next()
            .is_some_and(|cell| cell.column == 0 && cell.columns == 1)
            && here.next().is_none()
    };
    let small = |cells: &[Cell], row: usize| {
        let label = cells
            .iter()
            .find(|cell| cell.row == row && cell.column == 0);
        let first = label.and_then(|cell| cell.glyphs.first());
        first.is_some_and(|&at| page.glyphs[at].text.starts_with(char::is_lowercase))
    };
    let labelled =
        |cells: &[Cell], row: usize| cells.iter().any(|cell| cell.row == row && cell.column == 0);
    let near = |a: usize, b: usize| (rows[b].base - rows[a].base) * 100 < pitch * 85;
    let mut joined: Vec<usize> = (0..rows.len()).collect();
    for row in 1..rows.len() {
        let before = row - 1;
        let follows = label_only(cells, row)
            && labelled(cells, before)
            && (small(cells, row) || near(before, row));
        let leads = label_only(cells, before)
            && labelled(cells, row)
            && (small(cells, row) || near(before, row));
        if follows || leads {
            joined[row] = joined[before];
        }
    }
    let mut numbers: Vec<usize> = joined.clone();
    numbers.dedup();
    for cell in cells.iter_mut() {
        cell.row = numbers.binary_search(&joined[cell.row]).unwrap_or(0);
    }
    let mut out: Vec<Cell> = Vec::new();
    for cell in cells.drain(..) {
        match out
            .iter_mut()
            .rev()
            .take_while(|before| before.row == cell.row)
            .find(|before| before.column == cell.column)
        {
            Some(before) => {
                before.area = union(before.area, cell.area);
                before.glyphs.extend(cell.glyphs);
            }
            None => out.push(cell),
        }
    }
    for cell in &mut out {
        // A cell is as wide as its columns, which tells whether lines were parted.
        let last = (cell.column + cell.columns - 1).min(columns.len() - 1);
        cell.area.left = cell.area.left.min(columns[cell.column].0);
        cell.area.right = cell.area.right.max(columns[last].1);
        if let Some(area) = area_of(&page.glyphs, &cell.glyphs) {
            cell.area = union(cell.area, area);
        }
    }
    *cells = out;
}
