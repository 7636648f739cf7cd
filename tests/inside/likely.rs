//! How often a slip in a table without rules is found, and how often something
//! is told of a table as it was published: writes `docs/likely.md`. The tables
//! are not in this repository; where they are not at hand, there is nothing to
//! do.
//!
//! ```sh
//! cargo test --release --lib inside::likely -- --ignored
//! ```

use crate::api::OpenOptions;
use crate::discover::{Outcome, Relation, Searched, search};
use crate::document::{Block, open_any};
use crate::figure::UnitBook;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::report::Reach;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Slips of each kind that are made in each table.
const EACH: usize = 1;

/// What a hand does to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    Digit,
    Swap,
    Drop,
    Double,
}

impl Slip {
    pub(super) const ALL: [Slip; 4] = [Slip::Digit, Slip::Swap, Slip::Drop, Slip::Double];

    fn name(self) -> &'static str {
        match self {
            Slip::Digit => "a digit is another",
            Slip::Swap => "two neighbouring digits swapped",
            Slip::Drop => "a digit left out",
            Slip::Double => "a digit typed twice",
        }
    }

    /// The print with the slip, in a place that is drawn.
    pub(super) fn make(self, print: &str, random: &mut Random) -> Option<String> {
        let mut chars: Vec<char> = print.chars().collect();
        // Zeros behind the point that only fill the places are left alone.
        let point = chars.iter().position(|c| *c == '.');
        let filled = point.filter(|at| chars[at + 1..].iter().all(|c| *c == '0'));
        let end = filled.unwrap_or(chars.len());
        let digits: Vec<usize> = (0..end).filter(|at| chars[*at].is_ascii_digit()).collect();
        let at = *digits.get(random.below(digits.len().max(1)))?;
        match self {
            Slip::Digit => {
                let digit = chars[at].to_digit(10)?;
                let other = (digit + 1 + u32::try_from(random.below(9)).ok()?) % 10;
                chars[at] = char::from_digit(other, 10)?;
            }
            Slip::Swap => {
                let other = digits.iter().copied().find(|other| *other == at + 1)?;
                chars.swap(at, other);
            }
            Slip::Drop if digits.len() > 1 => {
                chars.remove(at);
            }
            Slip::Drop => return None,
            Slip::Double => chars.insert(at, chars[at]),
        }
        let made: String = chars.into_iter().collect();
        let number = |text: &str| -> String {
            let digits = |text: &str| {
                text.chars()
                    .filter(char::is_ascii_digit)
                    .collect::<String>()
            };
            let (whole, part) = text.split_once('.').unwrap_or((text, ""));
            let (whole, part) = (digits(whole), digits(part));
            let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
            format!("{whole}.{part}")
        };
        (number(&made) != number(print)).then_some(made)
    }
}

/// Numbers that only look drawn by lot: the same in each run.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}

pub(super) fn shared() -> Option<PathBuf> {
    let told = std::env::var_os("REPORTCHECK_SHARED").map(PathBuf::from);
    let folder = told.unwrap_or_else(|| PathBuf::from("../shared"));
    let tables = folder.join("relations/tables");
    tables.is_dir().then_some(tables)
}

/// The cells of a table, row by row, and what is found in it.
pub(super) fn read(path: &Path) -> Option<(Vec<Vec<String>>, Vec<Searched>)> {
    let access = Reach::default().naming(path).access(path);
    let document = open_any(path, &access, None).ok()?;
    let blocks = document.content.blocks.iter();
    let mut grids = blocks.filter_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        Block::Paragraph(_) => None,
    });
    let grid = grids.next()?;
    let rows = grid.rows.iter().map(|row| {
        let mut cells = vec![String::new(); grid.width() as usize];
        for cell in &row.cells {
            cells[cell.column as usize].clone_from(&cell.text);
        }
        cells
    });
    let rows = rows.collect();
    Some((rows, search(&document, &UnitBook::default())))
}

pub(super) fn write(path: &Path, rows: &[Vec<String>]) {
    let mut writer = csv::Writer::from_path(path).expect("a file");
    for row in rows {
        writer.write_record(row).expect("a record");
    }
    writer.flush().expect("a file");
}

/// The likely findings of a file, and those that a print cannot be read.
fn found(path: &Path) -> Vec<Finding> {
    let Ok(opened) = OpenOptions::new().open(path) else {
        return Vec::new();
    };
    let checked = opened.check();
    let findings = checked.findings().iter();
    findings
        .filter(|one| is_likely(one) || one.code() == "unreadable-figure")
        .cloned()
        .collect()
}

fn is_likely(finding: &Finding) -> bool {
    finding.code().starts_with("likely-")
}

/// The cells that relations which hold are about, by record and field.
pub(super) fn covered(searched: &[Searched]) -> Vec<(usize, usize)> {
    let cells = |relation: &Relation| {
        let along = relation.along;
        let operands = relation.operands.iter().map(|operand| operand.line);
        let lines: Vec<usize> = operands.chain([relation.result]).collect();
        let holds = relation
            .over
            .iter()
            .filter(|(_, one)| *one == Outcome::Holds);
        let crossings: Vec<usize> = holds.map(|(crossing, _)| *crossing).collect();
        crossings.into_iter().flat_map(move |crossing| {
            let lines = lines.clone().into_iter();
            lines.map(move |line| along.cell(line, crossing))
        })
    };
    let relations = searched.iter().flat_map(|one| &one.found.relations);
    let cells: BTreeSet<(usize, usize)> = relations.flat_map(cells).collect();
    cells.into_iter().collect()
}

/// Whether a relation that is about a cell shows in another line too.
fn shows_elsewhere(searched: &[Searched], cell: (usize, usize)) -> bool {
    let shows = |relation: &Relation| {
        let operands = relation.operands.iter().map(|operand| operand.line);
        let lines: Vec<usize> = operands.chain([relation.result]).collect();
        let about = |crossing: usize| {
            let mut lines = lines.iter();
            lines.any(|line| relation.along.cell(*line, crossing) == cell)
        };
        let over = relation.over.iter();
        let held = over.filter(|(_, one)| *one == Outcome::Holds);
        let (own, others): (Vec<usize>, Vec<usize>) = held
            .map(|(crossing, _)| *crossing)
            .partition(|at| about(*at));
        !own.is_empty() && !others.is_empty()
    };
    let mut relations = searched.iter().flat_map(|one| &one.found.relations);
    relations.any(shows)
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    made: usize,
    found: usize,
    named: usize,
    right: usize,
}

impl Count {
    fn see(&mut self, told: &[Finding], print: &str, made: &str) {
        self.made += 1;
        self.found += usize::from(!told.is_empty());
        let clashes = told.iter().filter_map(|finding| finding.clash.as_ref());
        let likeliest = clashes.filter_map(|clash| clash.repairs.first());
        let changes = likeliest.flat_map(|repair| &repair.changes);
        let (mut named, mut right) = (false, false);
        // A print that cannot be read is named by that.
        let unreadable = told.iter().any(|finding| !is_likely(finding));
        named |= unreadable;
        for change in changes {
            if change.mark.place.words().trim() == made.trim() {
                named = true;
                let meant = change.slips.first().map(|slip| &slip.print);
                let mut prints = meant.or(change.print.as_ref()).into_iter();
                right |= prints.any(|one| one.trim() == print.trim());
            }
        }
        self.named += usize::from(named);
        self.right += usize::from(right);
    }

    fn add(&mut self, other: Count) {
        self.made += other.made;
        self.found += other.found;
        self.named += other.named;
        self.right += other.right;
    }

    fn row(self, name: &str) -> String {
        let share = |part: usize| {
            let tenths = (part * 2000 / self.made.max(1)).div_ceil(2);
            format!("{part} ({}.{} %)", tenths / 10, tenths % 10)
        };
        format!(
            "| {name} | {} | {} | {} | {} |\n",
            self.made,
            share(self.found),
            share(self.named),
            share(self.right)
        )
    }
}

#[test]
#[ignore = "writes docs/likely.md, from tables that are not in this repository"]
fn slips_in_tables_without_rules() {
    let Some(folder) = shared() else { return };
    let mut tables: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("tables")
        .map(|item| item.expect("a table").path())
        .collect();
    tables.sort();
    let scratch = tempfile::tempdir().expect("a folder");
    let mut counts = [[Count::default(); 2]; Slip::ALL.len()];
    let mut told = Vec::new();
    let (mut with_relations, mut alarmed) = (0, 0);
    for (number, table) in tables.iter().enumerate() {
        let untouched = found(table);
        let Some((mut rows, searched)) = read(table) else {
            continue;
        };
        let cells = covered(&searched);
        with_relations += usize::from(!cells.is_empty());
        let alarms: Vec<&Finding> = untouched.iter().filter(|one| is_likely(one)).collect();
        alarmed += usize::from(!alarms.is_empty());
        let file = table
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        for finding in alarms.into_iter().take(1) {
            told.push(format!(
                "- `{file}`: {}",
                finding
                    .headline(Lang::En)
                    .chars()
                    .take(220)
                    .collect::<String>()
            ));
        }
        let path = scratch.path().join(&file);
        write(&path, &rows);
        let headlines = |told: Vec<Finding>| -> BTreeSet<String> {
            told.iter().map(|one| one.headline(Lang::En)).collect()
        };
        let known = headlines(found(&path));
        let mut random = Random(number as u64 + 1);
        for (slip, counts) in Slip::ALL.into_iter().zip(&mut counts) {
            for _ in 0..EACH {
                let drawn = (0..20).find_map(|_| {
                    let (row, column) = *cells.get(random.below(cells.len()))?;
                    let print = rows.get(row)?.get(column)?.clone();
                    let made = slip.make(&print, &mut random)?;
                    Some((row, column, print, made))
                });
                let Some((row, column, print, made)) = drawn else {
                    continue;
                };
                rows[row][column].clone_from(&made);
                write(&path, &rows);
                rows[row][column].clone_from(&print);
                let new: Vec<Finding> = found(&path)
                    .into_iter()
                    .filter(|one| !known.contains(&one.headline(Lang::En)))
                    .filter(|one| is_likely(one) || one.place().words().trim() == made.trim())
                    .collect();
                counts[0].see(&new, &print, &made);
                if shows_elsewhere(&searched, (row, column)) {
                    counts[1].see(&new, &print, &made);
                }
            }
        }
    }
    let mut text = include_str!("likely.md").to_owned();
    const HEADS: [&str; 2] = [
        "## In any figure of a relation",
        "## In a figure of a relation that shows in another line too",
    ];
    for (at, head) in HEADS.into_iter().enumerate() {
        let _ = write!(
            text,
            "{head}\n\n| Slip | made | found | the cell named | the right value first |\n|---|---|---|---|---|\n"
        );
        let mut all = Count::default();
        for (slip, counts) in Slip::ALL.into_iter().zip(counts) {
            text.push_str(&counts[at].row(slip.name()));
            all.add(counts[at]);
        }
        text.push_str(&all.row("all"));
        text.push('\n');
    }
    let _ = write!(
        text,
        "## What is told of tables as they were published\n\nOf {} tables, {with_relations} show relations that hold; of {alarmed} something is told. The first finding of each:\n\n{}\n",
        tables.len(),
        told.join("\n")
    );
    text.push_str(include_str!("judged.md"));
    std::fs::write("docs/likely.md", text).expect("a page");
}

#[test]
fn slips_are_other_numbers() {
    let mut random = Random(3);
    for slip in Slip::ALL {
        for print in ["1,234", "86.5%", "120.00000", "7"] {
            let made = slip.make(print, &mut random);
            assert!(made.as_deref() != Some(print), "{slip:?} {print}");
            assert!(made.is_none_or(|made| !made.contains("00000") || made.ends_with(".00000")));
        }
    }
}

#[test]
fn a_slip_in_a_long_table_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.csv");
    let mut random = Random(11);
    let mut rows = vec![["row", "a", "b", "total"].map(str::to_owned).to_vec()];
    for row in 0..1_500 {
        let (a, b) = (random.below(9_000) + 100, random.below(9_000) + 100);
        rows.push(vec![
            format!("r{row}"),
            a.to_string(),
            b.to_string(),
            (a + b).to_string(),
        ]);
    }
    write(&path, &rows);
    assert!(found(&path).is_empty());
    rows[1_234][3].push('0');
    write(&path, &rows);
    let told = found(&path);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].code(), "likely-sum-mismatch");
    assert_eq!(told[0].place().line_column().0, 1_235);
}
