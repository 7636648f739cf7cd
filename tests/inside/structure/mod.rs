//! How well the structure of tables is understood, against what people marked
//! in real ones: writes `docs/structure.md`. The tables and their marks are not
//! in this repository; where they are not at hand, there is nothing to do.
//!
//! ```sh
//! cargo test --lib inside::structure -- --ignored
//! ```

use crate::document::{Block, Grid, delimited};
use crate::figure::UnitBook;
use crate::structure::{Holds, LineClass, Structure, understand};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where tables and their marks are.
fn shared() -> Option<PathBuf> {
    let told = std::env::var_os("REPORTCHECK_SHARED").map(PathBuf::from);
    let folder = told.unwrap_or_else(|| PathBuf::from("../shared"));
    folder.is_dir().then_some(folder)
}

/// A file of JSON that is packed.
fn unpacked(path: &Path) -> Value {
    let output = Command::new("gzip").arg("-dc").arg(path).output();
    let output = output.expect("gzip").stdout;
    serde_json::from_slice(&output).expect("JSON")
}

fn grid(path: &Path) -> Grid {
    let bytes = std::fs::read(path).expect("a table");
    let content = delimited::read(path, bytes, None, false).expect("a text");
    match content.blocks.into_iter().next() {
        Some(Block::Grid(grid)) => grid,
        _ => panic!("a grid"),
    }
}

/// How often something was right.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn see(&mut self, right: bool) -> bool {
        self.right += usize::from(right);
        self.all += 1;
        right
    }

    fn say(self) -> String {
        let tenths = (self.right * 2000 / self.all.max(1)).div_ceil(2);
        format!(
            "{} of {} ({}.{} %)",
            self.right,
            self.all,
            tenths / 10,
            tenths % 10
        )
    }
}

/// What a class of ours is called in the marks.
fn marked_as(class: LineClass) -> &'static str {
    match class {
        LineClass::Blank => "empty",
        LineClass::Title | LineClass::Unit => "metadata",
        LineClass::Header => "header",
        LineClass::Group => "group",
        LineClass::Data | LineClass::Subtotal | LineClass::Total => "data",
        LineClass::Note => "notes",
    }
}

/// Which half of the tables one is in.
fn half(name: &str) -> usize {
    let number: String = name.chars().filter(char::is_ascii_digit).collect();
    number.parse::<usize>().unwrap_or_default() % 2
}

#[derive(Default)]
struct Scores {
    /// By what was asked: of all, of tables with even and with odd numbers.
    by: BTreeMap<&'static str, [Share; 3]>,
    misses: Vec<String>,
}

impl Scores {
    fn see(&mut self, what: &'static str, file: &str, right: bool) -> bool {
        let shares = self.by.entry(what).or_default();
        shares[0].see(right);
        shares[1 + half(file)].see(right)
    }

    fn miss(&mut self, what: &str, file: &str, detail: String) {
        self.misses.push(format!("{what}\t{file}\t{detail}"));
    }

    fn table(&self) -> String {
        let mut text =
            "| | right | of even numbers | of odd numbers |\n|---|---|---|---|\n".to_owned();
        for (what, [all, even, odd]) in &self.by {
            let (all, even, odd) = (all.say(), even.say(), odd.say());
            writeln!(text, "| {} | {all} | {even} | {odd} |", &what[2..]).expect("a text");
        }
        text
    }
}

/// Lines of statistical tables.
fn lines(folder: &Path, units: &UnitBook) -> Scores {
    let gold = unpacked(&folder.join("gold.json.gz"));
    let mut scores = Scores::default();
    for (file, marks) in gold.as_object().expect("tables") {
        let marks: Vec<&str> = marks["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|m| match m.as_str().expect("a class") {
                "derived" => "data",
                class => class,
            })
            .collect();
        let structure = understand(&grid(&folder.join("tables").join(file)), units);
        let ours: Vec<&str> = structure.classes.iter().map(|c| marked_as(*c)).collect();
        let rows = |lines: &[&str], class: &str| -> Vec<usize> {
            let rows = lines
                .iter()
                .enumerate()
                .filter(|(_, found)| **found == class);
            rows.map(|(row, _)| row).collect()
        };
        let (data, own) = (rows(&marks, "data"), rows(&ours, "data"));
        if !scores.see("1 first data row", file, data.first() == own.first()) {
            scores.miss(
                "first",
                file,
                format!("{:?} not {:?}", own.first(), data.first()),
            );
        }
        let (heads, own_heads) = (rows(&marks, "header"), rows(&ours, "header"));
        if !scores.see("2 header rows", file, heads == own_heads) {
            scores.miss("header", file, format!("{own_heads:?} not {heads:?}"));
        }
        if !scores.see("3 last data row", file, data.last() == own.last()) {
            scores.miss(
                "last",
                file,
                format!("{:?} not {:?}", own.last(), data.last()),
            );
        }
        if !scores.see("4 every line", file, marks == ours) {
            let apart = (0..marks.len()).filter(|at| ours.get(*at) != Some(&marks[*at]));
            let apart: Vec<String> = apart
                .map(|at| format!("{at}: {} not {}", ours.get(at).unwrap_or(&""), marks[at]))
                .collect();
            scores.miss("lines", file, apart.join("; "));
        }
    }
    scores
}

/// Cells of relations that people marked in tables.
fn relations(folder: &Path, units: &UnitBook) -> Scores {
    let gold = unpacked(&folder.join("gold.json.gz"));
    let mut cells: BTreeMap<&str, BTreeSet<(usize, u32)>> = BTreeMap::new();
    for relation in gold.as_array().expect("relations") {
        let file = relation["file"].as_str().expect("a file");
        let parts = relation["aggregatees"].as_array().expect("parts").iter();
        for cell in parts.chain([&relation["aggregator"]]) {
            let at = |index: usize| cell[index].as_u64().expect("a place");
            let column = u32::try_from(at(1)).expect("a column");
            let row = usize::try_from(at(0)).expect("a row");
            cells.entry(file).or_default().insert((row, column));
        }
    }
    let mut scores = Scores::default();
    for (file, cells) in cells {
        let grid = grid(&folder.join("tables").join(file));
        let cells: BTreeSet<(usize, u32)> = cells
            .into_iter()
            .filter(|(row, column)| grid.rows[*row].cell(*column).is_some())
            .collect();
        let structure = understand(&grid, units);
        score_relations(&mut scores, file, &cells, &structure);
    }
    scores
}

fn score_relations(
    scores: &mut Scores,
    file: &str,
    cells: &BTreeSet<(usize, u32)>,
    structure: &Structure,
) {
    let table = |row: usize, column: u32| {
        let mut tables = structure.tables.iter();
        tables.find(|table| table.lines.contains(&row) && table.width.contains(&column))
    };
    let is_figure = |(row, column): &(usize, u32)| {
        table(*row, *column).is_some_and(|table| {
            let mut columns = table.columns.iter();
            let figures = columns.any(|c| c.column == *column && c.holds == Holds::Figures);
            let data = table
                .rows
                .iter()
                .any(|r| r.row == *row && r.class.is_data());
            figures && data
        })
    };
    let outside: Vec<_> = cells.iter().filter(|cell| !is_figure(cell)).collect();
    if !scores.see("1 numeric area", file, outside.is_empty()) {
        let shown = &outside[..outside.len().min(8)];
        scores.miss(
            "area",
            file,
            format!("{} of {}: {shown:?}", outside.len(), cells.len()),
        );
    }
    let in_header = |(row, column): &&(usize, u32)| {
        table(*row, *column)
            .is_some_and(|table| table.header.contains(row) || table.repeated.contains(row))
    };
    let wrong: Vec<_> = cells.iter().filter(in_header).collect();
    let first = cells.first().map(|(row, _)| *row).unwrap_or_default();
    let above = structure.tables.iter().find(|t| t.lines.contains(&first));
    let has = above.is_some_and(|table| table.header.is_empty() || table.header.end <= first);
    if !scores.see("2 header", file, wrong.is_empty() && has) {
        scores.miss("head", file, format!("{wrong:?}"));
    }
    let in_keys = |(row, column): &&(usize, u32)| {
        table(*row, *column).is_some_and(|table| table.keys.contains(column))
    };
    let wrong: Vec<_> = cells.iter().filter(in_keys).collect();
    let keys = cells
        .iter()
        .all(|(row, column)| table(*row, *column).is_some_and(|table| !table.keys.is_empty()));
    if !scores.see("3 keys", file, wrong.is_empty() && keys) {
        let of: Vec<_> = structure
            .tables
            .iter()
            .map(|t| (t.lines.clone(), t.header.clone(), &t.keys))
            .collect();
        scores.miss("keys", file, format!("{keys} {of:?} {wrong:?}"));
    }
}

#[test]
#[ignore = "reads tables that are not in this repository; writes docs/structure.md"]
fn scores() {
    let Some(shared) = shared() else { return };
    let units = UnitBook::default();
    let lines = lines(&shared.join("lines"), &units);
    let relations = relations(&shared.join("relations"), &units);
    let text = format!(
        "{}**Lines** of 200 statistical tables (the Troy corpus, lines annotated by people for Strudel). \
         A derived line counts as data.\n\n{}\n\
         **Cells** of the relations that people marked in {} tables (AggreCol: EUSES, Troy and others). \
         Right is: *numeric area*, all of them stand in columns of figures and in lines of data; *header*, none \
         stands in a line of a header, and the header ends above them; *keys*, none stands in a column of keys, \
         and there are keys. These ask whether figures were taken for something else; how often something else \
         was taken for a figure, the lines tell.\n\n{}",
        include_str!("introduction.md"),
        lines.table(),
        relations
            .by
            .values()
            .next()
            .map_or(0, |shares| shares[0].all),
        relations.table(),
    );
    for miss in lines.misses.iter().chain(&relations.misses) {
        println!("{miss}");
    }
    std::fs::write("docs/structure.md", text).expect("docs/structure.md");
}
