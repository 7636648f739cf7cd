//! Tables from ruling lines: where lines cross there is a cell, and where none
//! parts two fields they are one merged cell.

use super::page::{Page, Rule, middle};
use super::parted;
use super::table::{Cell, Table};
use crate::place::PageBox;

/// Lines nearer than this are one: double rules, the two edges of a thin bar.
const SAME: i32 = 330;
/// A gap in a line that is no gap.
const GAP: i32 = 250;
/// How near lines come to each other where they meet.
const MEETS: i32 = 300;
/// How far a line reaches beyond the last one that crosses it where the table is
/// open at that side.
const OPEN: i32 = 800;
/// The most lines across, or down, that are looked at on a page.
const MOST_LINES: usize = 1_500;
/// The most fields of a table.
const MOST_FIELDS: usize = 200_000;

/// The tables that ruling lines make on a page, smaller ones first, and the
/// glyphs in each.
pub(super) fn tables(page: &Page) -> Vec<Table> {
    let across = merged(page.rules.iter().filter(|rule| !rule.down));
    let down = merged(page.rules.iter().filter(|rule| rule.down));
    let mut tables: Vec<Table> = groups(&across, &down)
        .into_iter()
        .filter_map(|(across, down)| table(&across, &down))
        .collect();
    tables.sort_by_key(|table| {
        let area = table.area;
        i64::from(area.right - area.left) * i64::from(area.bottom - area.top)
    });
    let mut taken = vec![false; page.glyphs.len()];
    tables.retain_mut(|table| {
        let mut trial = taken.clone();
        fill(table, page, &mut trial);
        let is_table = is_table(table, page);
        if is_table {
            taken = trial;
            parted::part(page, table);
        }
        is_table
    });
    tables
}

/// Lines that lie on each other, as one each.
pub(super) fn merged<'a>(rules: impl Iterator<Item = &'a Rule>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.copied().filter(|rule| rule.to > rule.from).collect();
    rules.sort_unstable();
    rules.dedup();
    let mut out: Vec<Rule> = Vec::new();
    let mut rest = rules.as_slice();
    while let Some(first) = rest.first() {
        let count = rest
            .iter()
            .take_while(|rule| rule.at - first.at <= SAME)
            .count();
        let (near, after) = rest.split_at(count);
        rest = after;
        let at = middle(first.at, near[count - 1].at);
        let mut near = near.to_vec();
        near.sort_unstable_by_key(|rule| (rule.from, rule.to));
        let mut line = Rule { at, ..near[0] };
        for rule in &near[1..] {
            if rule.from <= line.to + GAP {
                line.to = line.to.max(rule.to);
            } else {
                out.push(line);
                line = Rule { at, ..*rule };
            }
        }
        out.push(line);
    }
    out.retain(|line| line.to - line.from > MEETS);
    if out.len() > MOST_LINES {
        out.sort_unstable_by_key(|line| line.from - line.to);
        out.truncate(MOST_LINES);
        out.sort_unstable();
    }
    out
}

/// Lines that meet, directly or through others.
fn groups(across: &[Rule], down: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut root: Vec<usize> = (0..across.len() + down.len()).collect();
    for (a, line) in across.iter().enumerate() {
        for (d, other) in down.iter().enumerate() {
            if meets(line, other) {
                let (a, d) = (find(&mut root, a), find(&mut root, across.len() + d));
                root[a] = d;
            }
        }
    }
    let mut groups = std::collections::BTreeMap::<usize, (Vec<Rule>, Vec<Rule>)>::new();
    for index in 0..root.len() {
        let group = groups.entry(find(&mut root, index)).or_default();
        match across.get(index) {
            Some(line) => group.0.push(*line),
            None => group.1.push(down[index - across.len()]),
        }
    }
    groups.into_values().collect()
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

fn meets(across: &Rule, down: &Rule) -> bool {
    (across.from - MEETS..=across.to + MEETS).contains(&down.at)
        && (down.from - MEETS..=down.to + MEETS).contains(&across.at)
}

/// Where lines part a table, with its open sides.
fn bounds(lines: &[Rule], crossing: &[Rule]) -> Vec<i32> {
    let mut at: Vec<i32> = lines.iter().map(|line| line.at).collect();
    at.sort_unstable();
    at.dedup();
    let (Some(&first), Some(&last)) = (at.first(), at.last()) else {
        return at;
    };
    let from = crossing.iter().map(|line| line.from).min();
    let to = crossing.iter().map(|line| line.to).max();
    if let Some(from) = from.filter(|from| first - from > OPEN) {
        at.insert(0, from);
    }
    if let Some(to) = to.filter(|to| to - last > OPEN) {
        at.push(to);
    }
    at
}

/// The table of lines that meet.
fn table(across: &[Rule], down: &[Rule]) -> Option<Table> {
    let (xs, ys) = (bounds(down, across), bounds(across, down));
    let (width, height) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if width < 2 || height < 1 || width.checked_mul(height)? > MOST_FIELDS {
        return None;
    }
    let right_of = walls(down, &xs, &ys);
    let below = walls(across, &ys, &xs);
    let mut taken = vec![false; width * height];
    let mut cells = Vec::new();
    for row in 0..height {
        for column in 0..width {
            if taken[row * width + column] {
                continue;
            }
            // `right_of[x][y]`: a wall at the x-th bound beside the y-th row.
            let free = |row: usize, column: usize| !taken[row * width + column];
            let mut columns = 1;
            while column + columns < width
                && !right_of[column + columns][row]
                && free(row, column + columns)
            {
                columns += 1;
            }
            let across = column..column + columns;
            let mut rows = 1;
            while row + rows < height
                && across
                    .clone()
                    .all(|at| !below[row + rows][at] && free(row + rows, at))
                && across.clone().skip(1).all(|at| !right_of[at][row + rows])
            {
                rows += 1;
            }
            for at in row..row + rows {
                taken[at * width + column..at * width + column + columns].fill(true);
            }
            cells.push(Cell {
                row,
                column,
                rows,
                columns,
                area: PageBox {
                    left: xs[column],
                    top: ys[row],
                    right: xs[column + columns],
                    bottom: ys[row + rows],
                },
                glyphs: Vec::new(),
            });
        }
    }
    Some(Table {
        area: PageBox {
            left: xs[0],
            top: ys[0],
            right: xs[width],
            bottom: ys[height],
        },
        columns: xs,
        cells,
        rows: height,
        ruled: true,
    })
}

/// By bound, and by field beside it, whether a line runs there.
fn walls(lines: &[Rule], bounds: &[i32], beside: &[i32]) -> Vec<Vec<bool>> {
    let fields = beside.len().saturating_sub(1);
    let mut walls = vec![vec![false; fields]; bounds.len()];
    for line in lines {
        let Ok(at) = bounds.binary_search(&line.at) else {
            continue;
        };
        for field in 0..fields {
            let inside = middle(beside[field], beside[field + 1]);
            walls[at][field] |= (line.from..=line.to).contains(&inside);
        }
    }
    walls
}

/// Puts the glyphs on a table into its cells.
fn fill(table: &mut Table, page: &Page, taken: &mut [bool]) {
    let width = table.columns.len().saturating_sub(1);
    let mut rows: Vec<i32> = table
        .cells
        .iter()
        .flat_map(|cell| [cell.area.top, cell.area.bottom])
        .collect();
    rows.sort_unstable();
    rows.dedup();
    let mut owner = vec![usize::MAX; width * table.rows];
    for (index, cell) in table.cells.iter().enumerate() {
        for row in cell.row..cell.row + cell.rows {
            owner[row * width + cell.column..row * width + cell.column + cell.columns].fill(index);
        }
    }
    let field = |bounds: &[i32], at: i32| {
        let after = bounds.partition_point(|bound| *bound <= at);
        (after > 0 && after < bounds.len()).then(|| after - 1)
    };
    for (at, glyph) in page.glyphs.iter().enumerate() {
        let (x, y) = glyph.middle();
        if taken[at] || glyph.text.is_empty() {
            continue;
        }
        let (Some(column), Some(row)) = (field(&table.columns, x), field(&rows, y)) else {
            continue;
        };
        if let Some(cell) = owner
            .get(row * width + column)
            .and_then(|index| table.cells.get_mut(*index))
        {
            cell.glyphs.push(at);
            taken[at] = true;
        }
    }
}

/// Whether what lines make is a table: text in several fields, and not the frame
/// of a text or the grid of a chart.
fn is_table(table: &Table, page: &Page) -> bool {
    let filled = table
        .cells
        .iter()
        .filter(|cell| !cell.is_blank(&page.glyphs))
        .count();
    let rows = table
        .cells
        .iter()
        .map(|cell| cell.row)
        .collect::<std::collections::BTreeSet<_>>();
    let columns = table
        .cells
        .iter()
        .map(|cell| cell.column)
        .collect::<std::collections::BTreeSet<_>>();
    let dense = filled >= 4 || filled * 3 >= table.cells.len();
    filled >= 2 && columns.len() >= 2 && rows.len() >= 2 && dense
}
