//! How often a slip in a table without rules is found, and how often something
//! is told of a table as it was published: writes `docs/likely.md`. The tables
//! are not in this repository; where they are not at hand, there is nothing to
//! do.
//!
//! ```sh
//! cargo test --release --lib inside::likely -- --ignored
//! ```

mod reasons;
mod shapes;
mod slip;
mod told;

use crate::api::OpenOptions;
use crate::discover::{Outcome, Relation, Searched, search};
use crate::document::{Block, open_any};
use crate::figure::UnitBook;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::report::Reach;
use reasons::Reason;
pub(in crate::inside) use slip::{Random, Slip};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Threads that look at tables.
const THREADS: usize = 2;

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

/// Findings of a print itself, which names the cell.
const PRINTS: [&str; 2] = ["unreadable-figure", "unrounded-figure"];

/// The likely findings of a file, and those of a print that cannot be read or is unlike
/// all others.
fn found(path: &Path) -> Vec<Finding> {
    let Ok(opened) = OpenOptions::new().open(path) else {
        return Vec::new();
    };
    let checked = opened.check();
    let findings = checked.findings().iter();
    findings
        .filter(|one| is_likely(one) || PRINTS.contains(&one.code()))
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
    const HEAD: &str =
        "| Slip | made | found | the cell named | the right value first |\n|---|---|---|---|---|\n";

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

/// What was seen of one table.
#[derive(Default)]
struct Seen {
    /// By kind of slip, in any figure, and in one that shows elsewhere.
    counts: [[Count; 2]; Slip::ALL.len()],
    /// Why slips in figures that show elsewhere were not found.
    missed: BTreeMap<Reason, usize>,
    /// Whether it shows relations that hold.
    has_relations: bool,
    /// The first of what is told of it as it was published.
    alarm: Option<String>,
}

impl Seen {
    fn add(&mut self, other: &Seen) {
        for (own, others) in self.counts.iter_mut().zip(&other.counts) {
            for (own, other) in own.iter_mut().zip(others) {
                own.add(*other);
            }
        }
        for (reason, count) in &other.missed {
            *self.missed.entry(*reason).or_default() += count;
        }
    }

    /// Makes slips in a table and sees what is told.
    fn of(number: usize, table: &Path, scratch: &Path) -> Seen {
        let mut seen = Seen::default();
        let Some((mut rows, searched)) = read(table) else {
            return seen;
        };
        let cells = covered(&searched);
        seen.has_relations = !cells.is_empty();
        let name = table.file_name().expect("a name").to_string_lossy();
        let path = scratch.join(&*name);
        let untouched = found(table);
        let alarm = untouched.iter().find(|one| is_likely(one));
        seen.alarm = alarm.map(|finding| {
            let headline: String = finding.headline(Lang::En).chars().take(220).collect();
            format!("- `{name}`: {headline}")
        });
        write(&path, &rows);
        let known: BTreeSet<String> = found(&path)
            .iter()
            .flat_map(Finding::with_explained)
            .map(|one| one.headline(Lang::En))
            .collect();
        let mut random = Random(number as u64 + 1);
        for (slip, counts) in Slip::ALL.into_iter().zip(&mut seen.counts) {
            let drawn = (0..20).find_map(|_| {
                let (row, column) = *cells.get(random.below(cells.len()))?;
                let print = rows.get(row)?.get(column)?.clone();
                let made = slip.make(&print, &mut random)?;
                Some(((row, column), print, made))
            });
            let Some((cell, print, made)) = drawn else {
                continue;
            };
            rows[cell.0][cell.1].clone_from(&made);
            write(&path, &rows);
            rows[cell.0][cell.1].clone_from(&print);
            let mut new = found(&path);
            // One slip may be told in the finding of another.
            new.retain(|one| {
                let of_print = is_likely(one) || one.place().words().trim() == made.trim();
                let mut headlines = one.with_explained().map(|one| one.headline(Lang::En));
                of_print && headlines.any(|headline| !known.contains(&headline))
            });
            counts[0].see(&new, &print, &made);
            if !shows_elsewhere(&searched, cell) {
                continue;
            }
            counts[1].see(&new, &print, &made);
            if new.is_empty() {
                let (reason, about) = Reason::of(&searched, &path, cell);
                *seen.missed.entry(reason).or_default() += 1;
                println!("{name}\t{cell:?}\t{print} → {made}\t{reason:?}\t{about}");
            }
        }
        seen
    }
}

/// All tables, each as one of two threads sees it.
fn all_seen(tables: &[PathBuf], scratch: &Path) -> Vec<Seen> {
    let all: Vec<usize> = (0..tables.len()).collect();
    let each = |of: usize| -> Vec<(usize, Seen)> {
        let own = all.iter().filter(|number| **number % THREADS == of);
        own.map(|number| (*number, Seen::of(*number, &tables[*number], scratch)))
            .collect()
    };
    let mut seen: Vec<(usize, Seen)> = std::thread::scope(|scope| {
        let each = &each;
        let threads: Vec<_> = (0..THREADS)
            .map(|of| scope.spawn(move || each(of)))
            .collect();
        let threads = threads.into_iter();
        threads
            .flat_map(|thread| thread.join().expect("no panic"))
            .collect()
    });
    seen.sort_by_key(|(number, _)| *number);
    seen.into_iter().map(|(_, seen)| seen).collect()
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
    let each = all_seen(&tables, scratch.path());
    let mut text = include_str!("introduction.md").to_owned();
    let mut all = Seen::default();
    each.iter().for_each(|seen| all.add(seen));
    const HEADS: [&str; 2] = [
        "## In any figure of a relation",
        "## In a figure of a relation that shows in another line too",
    ];
    for (at, head) in HEADS.into_iter().enumerate() {
        let _ = write!(text, "{head}\n\n{}", Count::HEAD);
        let mut sum = Count::default();
        for (slip, counts) in Slip::ALL.into_iter().zip(all.counts) {
            text.push_str(&counts[at].row(slip.name()));
            sum.add(counts[at]);
        }
        text.push_str(&sum.row("all"));
        if at == 1 {
            text.push_str(&of_halves(&tables, &each));
            let explained = all.missed.get(&Reason::Holds).copied().unwrap_or(0);
            sum.made -= explained;
            text.push_str(&sum.row("all that rounding does not explain"));
        }
        text.push('\n');
    }
    text.push_str(&reasons::page(&all.missed));
    let _ = writeln!(text, "{}", shapes::page());
    let told: Vec<&str> = each
        .iter()
        .filter_map(|seen| seen.alarm.as_deref())
        .collect();
    let _ = write!(
        text,
        "## What is told of tables as they were published\n\nOf {} tables, {} show relations that hold; of {} something is told. The first finding of each:\n\n{}\n",
        tables.len(),
        each.iter().filter(|seen| seen.has_relations).count(),
        told.len(),
        told.join("\n")
    );
    text.push_str(include_str!("judged.md"));
    std::fs::write("docs/likely.md", text).expect("a page");
}

/// Slips in figures that show elsewhere, by the halves that the page of
/// discovery is split into too.
fn of_halves(tables: &[PathBuf], each: &[Seen]) -> String {
    let mut text = String::new();
    for (half, name) in ["all, even numbers", "all, odd numbers"].iter().enumerate() {
        let mut sum = Count::default();
        for (table, seen) in tables.iter().zip(each) {
            let name = table.file_name().expect("a name").to_string_lossy();
            let digits: String = name.chars().filter(char::is_ascii_digit).collect();
            if digits.parse::<usize>().expect("a number") % 2 == half {
                seen.counts.iter().for_each(|counts| sum.add(counts[1]));
            }
        }
        text.push_str(&sum.row(name));
    }
    text
}
