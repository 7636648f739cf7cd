//! Ruled tables whose lines leave some rows or columns unparted: several lines of
//! figures in one field, each beside a label of its own, are rows; figures that
//! stand below each other in one field are columns.

use super::columns::{Part, Row, columns, row as parts_of};
use super::page::{Glyph, Page, middle};
use super::table::{Cell, Table};
use super::text::{Line, lines, parts_label, union};
use crate::place::PageBox;

/// Parts what the ruling lines of a table left together.
pub(super) fn part(page: &Page, table: &mut Table) {
    for row in (0..table.rows).rev() {
        part_row(page, table, row);
    }
    for column in (0..table.columns.len().saturating_sub(1)).rev() {
        part_column(page, table, column);
    }
}

/// A cell of a row, and its lines.
struct Lined {
    cell: usize,
    lines: Vec<Line>,
}

fn part_row(page: &Page, table: &mut Table, row: usize) {
    let here = |cell: &Cell| cell.row == row && cell.rows == 1 && !cell.is_blank(&page.glyphs);
    let lined = table
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| here(cell));
    let lined: Vec<Lined> = lined
        .map(|(index, cell)| Lined {
            cell: index,
            lines: lines(&page.glyphs, &cell.glyphs),
        })
        .collect();
    let Some(starts) = starts(page, table, &lined) else {
        return;
    };
    let more = starts.len() - 1;
    let mut made = Vec::new();
    for Lined { cell, lines } in &lined {
        let whole = table.cells[*cell].clone();
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(i32::MAX);
            let within = |line: &&Line| {
                (*start..end).contains(&line.base) || (number == 0 && line.base < *start)
            };
            let glyphs: Vec<usize> = lines
                .iter()
                .filter(within)
                .flat_map(|line| line.glyphs.clone())
                .collect();
            let area = glyphs.iter().map(|&at| page.glyphs[at].area).reduce(union);
            let area = area.map_or(whole.area, |area| PageBox {
                top: area.top,
                bottom: area.bottom,
                ..whole.area
            });
            made.push(Cell {
                row: row + number,
                area,
                glyphs,
                ..whole.clone()
            });
        }
    }
    let mut kept: Vec<Cell> = Vec::new();
    for (index, mut cell) in std::mem::take(&mut table.cells).into_iter().enumerate() {
        if lined.iter().any(|lined| lined.cell == index) {
            continue;
        }
        if cell.row > row {
            cell.row += more;
        } else if cell.row + cell.rows > row {
            cell.rows += more;
        }
        kept.push(cell);
    }
    kept.append(&mut made);
    kept.sort_by_key(|cell| (cell.row, cell.column));
    table.cells = kept;
    table.rows += more;
}

/// What the lines of a row of fields stand on, where each is a row of its own.
fn starts(page: &Page, table: &Table, lined: &[Lined]) -> Option<Vec<i32>> {
    let (label, rest) = lined.split_first()?;
    if label.lines.len() < 2 || rest.is_empty() {
        return None;
    }
    let size = label.lines[0].size;
    let near = |a: i32, b: i32| (a - b).abs() * 10 <= size * 4;
    let mut levels: Vec<i32> = rest
        .iter()
        .flat_map(|lined| &lined.lines)
        .filter(|line| is_figure(&page.glyphs, line))
        .map(|line| line.base)
        .collect();
    levels.sort_unstable();
    levels.dedup_by(|next, level| near(*next, *level));
    let labelled = |level: &i32| label.lines.iter().any(|line| near(line.base, *level));
    if levels.len() < 2 || !levels.iter().all(labelled) {
        return None;
    }
    let cell = &table.cells[label.cell];
    let own = label.lines.windows(2).filter(|pair| {
        parts_label(
            &page.glyphs,
            &pair[0],
            &pair[1],
            cell.area.right - cell.area.left,
        )
    });
    if levels.len() < 4 && own.count() * 2 < levels.len() - 1 {
        return None;
    }
    // Lines above the first figures are rows of words: a header without a line below.
    let mut above: Vec<i32> = lined
        .iter()
        .flat_map(|lined| &lined.lines)
        .map(|line| line.base)
        .filter(|base| *base < levels[0] && !near(*base, levels[0]))
        .collect();
    above.sort_unstable();
    above.dedup_by(|next, base| near(*next, *base));
    above.extend(levels);
    Some(above.into_iter().map(|base| base - size * 4 / 10).collect())
}

fn is_figure(glyphs: &[Glyph], line: &Line) -> bool {
    let mut letters = line.glyphs.iter().flat_map(|&at| glyphs[at].text.chars());
    let digit = letters.clone().any(|letter| letter.is_ascii_digit());
    digit && !letters.any(char::is_alphabetic)
}

fn part_column(page: &Page, table: &mut Table, column: usize) {
    let single = |cell: &&Cell| cell.column == column && cell.columns == 1;
    let all: Vec<Line> = table
        .cells
        .iter()
        .filter(single)
        .flat_map(|cell| lines(&page.glyphs, &cell.glyphs))
        .collect();
    let figures = |row: &Row| {
        let figure = |part: &&Part| part.is_figure(&page.glyphs);
        row.parts.iter().filter(figure).count()
    };
    let rows: Vec<Row> = all
        .iter()
        .map(|line| parts_of(&page.glyphs, line))
        .collect();
    let several = rows.iter().filter(|row| figures(row) >= 2).count();
    if several < 2 || several * 2 < rows.len() {
        return;
    }
    let Some(places) = columns(&page.glyphs, &rows).filter(|places| places.len() >= 2) else {
        return;
    };
    let more = places.len() - 1;
    let bounds: Vec<i32> = places
        .windows(2)
        .map(|pair| middle(pair[0].1, pair[1].0))
        .collect();
    let mut cells = Vec::with_capacity(table.cells.len());
    for mut cell in std::mem::take(&mut table.cells) {
        if cell.column > column {
            cell.column += more;
        } else if cell.column + cell.columns > column {
            if cell.columns == 1 {
                cells.extend(fields(page, &cell, &bounds));
                continue;
            }
            cell.columns += more;
        }
        cells.push(cell);
    }
    table.cells = cells;
    table.columns.splice(column + 1..column + 1, bounds);
}

/// A cell parted at some bounds; a part that lies over one keeps all it covers.
fn fields(page: &Page, cell: &Cell, bounds: &[i32]) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::new();
    let all = lines(&page.glyphs, &cell.glyphs);
    for part in all
        .iter()
        .flat_map(|line| parts_of(&page.glyphs, line).parts)
    {
        let first = bounds.partition_point(|bound| *bound <= part.area.left);
        let last = bounds
            .partition_point(|bound| *bound < part.area.right)
            .max(first);
        let column = cell.column + first;
        match out.iter_mut().find(|made| made.column == column) {
            Some(made) => {
                made.columns = made.columns.max(last - first + 1);
                made.area = union(made.area, part.area);
                made.glyphs.extend(part.glyphs);
            }
            None => out.push(Cell {
                column,
                columns: last - first + 1,
                area: part.area,
                glyphs: part.glyphs,
                ..cell.clone()
            }),
        }
    }
    if out.is_empty() {
        out.push(Cell {
            columns: bounds.len() + 1,
            ..cell.clone()
        });
    }
    out
}
