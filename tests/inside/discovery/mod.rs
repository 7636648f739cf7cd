//! How well relations of bare tables are found, against what people marked in
//! real ones: writes `docs/discovery.md`. The tables and their marks are not in
//! this repository; where they are not at hand, there is nothing to do.
//!
//! ```sh
//! cargo test --release --lib inside::discovery -- --ignored
//! ```

use crate::discover::{FieldCell, Outcome, Relation, RelationKind, Searched, search};
use crate::document::open_text;
use crate::figure::UnitBook;
use crate::source::Access;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A cell: its row and its column.
type Cell = (usize, usize);

/// What is marked or found: the kind, the result, the operands.
type Marked = (&'static str, Cell, Vec<Cell>);

/// Where tables and their marks are.
fn shared() -> Option<PathBuf> {
    let told = std::env::var_os("REPORTCHECK_SHARED").map(PathBuf::from);
    let folder = told.unwrap_or_else(|| PathBuf::from("../shared"));
    let folder = folder.join("relations");
    folder.is_dir().then_some(folder)
}

const KINDS: [&str; 4] = ["sum", "average", "division", "relative change"];

/// What of a kind was right.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    /// Marked relations that were found, and that were not.
    found: u64,
    missed: u64,
    /// Found relations that are marked, and that are not.
    right: u64,
    wrong: u64,
}

impl Score {
    fn add(&mut self, other: Score) {
        self.found += other.found;
        self.missed += other.missed;
        self.right += other.right;
        self.wrong += other.wrong;
    }

    /// Precision, recall and their harmonic mean.
    fn say(self) -> String {
        let (found, marked) = (self.right + self.wrong, self.found + self.missed);
        let both = self.right * marked + self.found * found;
        format!(
            "{} | {} | {} | {} | {}",
            marked,
            found,
            share(self.right, found),
            share(self.found, marked),
            share(2 * self.right * self.found, both),
        )
    }
}

/// A share in thousandths.
fn share(part: u64, whole: u64) -> String {
    let thousandths = (part * 2_000)
        .checked_div(whole)
        .unwrap_or(2_000)
        .div_ceil(2);
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}

/// What people marked, by file.
fn marks(folder: &Path) -> BTreeMap<String, Vec<Marked>> {
    let output = Command::new("gzip")
        .arg("-dc")
        .arg(folder.join("gold.json.gz"))
        .output();
    let all: Value = serde_json::from_slice(&output.expect("gzip").stdout).expect("JSON");
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
    let cell = |value: &Value| (number(&value[0]), number(&value[1]));
    let mut marks: BTreeMap<String, Vec<Marked>> = BTreeMap::new();
    for mark in all.as_array().expect("a list") {
        let kind = mark["op"].as_str().expect("a kind").replace('_', " ");
        let kind = KINDS
            .into_iter()
            .find(|known| *known == kind)
            .expect("a known kind");
        let operands = mark["aggregatees"].as_array().expect("operands");
        let operands = operands.iter().map(cell).collect();
        let mark_of = normal((kind, cell(&mark["aggregator"]), operands));
        let file = mark["file"].as_str().expect("a file").to_owned();
        marks.entry(file).or_default().push(mark_of);
    }
    marks
}

/// Parts of sums and means in one order.
fn normal((kind, result, mut operands): Marked) -> Marked {
    if matches!(kind, "sum" | "average") {
        operands.sort_unstable();
        operands.dedup();
    }
    (kind, result, operands)
}

/// A relation in one crossing line, as people mark them.
fn at(relation: &Relation, crossing: usize) -> Option<Marked> {
    let cell = |line: usize| relation.along.cell(line, crossing);
    let mut operands: Vec<Cell> = relation
        .operands
        .iter()
        .map(|part| cell(part.line))
        .collect();
    let mut result = cell(relation.result);
    let kind = match relation.kind {
        RelationKind::Sum => "sum",
        RelationKind::Difference => {
            std::mem::swap(&mut result, &mut operands[0]);
            "sum"
        }
        RelationKind::Average => "average",
        RelationKind::Quotient | RelationKind::Percentage => "division",
        RelationKind::RelativeChange | RelationKind::PercentChange => "relative change",
        _ => return None,
    };
    Some(normal((kind, result, operands)))
}

/// All that is found, without what is blank.
fn found(searched: &[Searched]) -> BTreeSet<Marked> {
    let mut all = BTreeSet::new();
    for table in searched {
        for relation in &table.found.relations {
            let held = relation.over.iter();
            let held = held.filter(|(_, told)| matches!(told, Outcome::Holds | Outcome::Trivial));
            for (crossing, _) in held {
                let cell = |line: usize| relation.along.cell(line, *crossing);
                let division = table.division(relation);
                let division = division.map(|[own, above, below]| {
                    ("division", cell(own), vec![cell(above), cell(below)])
                });
                all.extend(at(relation, *crossing).or(division));
            }
        }
    }
    all
}

/// The scores of a table, by kind.
fn scores(searched: &[Searched], marks: &[Marked]) -> HashMap<&'static str, Score> {
    let blank = |cell: &Cell| {
        let of = |table: &Searched| table.field.cell(cell.0, cell.1) == FieldCell::Blank;
        searched.iter().all(of)
    };
    let told = |mark: &Marked| match mark.0 {
        "sum" | "average" => {
            let kept = mark.2.iter().copied().filter(|cell| !blank(cell));
            (mark.0, mark.1, kept.collect())
        }
        _ => mark.clone(),
    };
    let marked: BTreeSet<Marked> = marks.iter().map(told).collect();
    let found: BTreeSet<Marked> = found(searched).iter().map(told).collect();
    let mut scores: HashMap<&'static str, Score> = HashMap::new();
    for mark in &marked {
        let score = scores.entry(mark.0).or_default();
        match found.contains(mark) {
            true => score.found += 1,
            false => score.missed += 1,
        }
    }
    for relation in &found {
        let score = scores.entry(relation.0).or_default();
        match marked.contains(relation) {
            true => score.right += 1,
            false => score.wrong += 1,
        }
    }
    scores
}

/// Writes what was measured.
#[test]
#[ignore = "it reads tables that are not in this repository"]
fn relations_are_found_as_people_mark_them() {
    let Some(folder) = shared() else {
        return;
    };
    let units = UnitBook::default();
    let mut halves: [HashMap<&str, Score>; 2] = Default::default();
    let marks = marks(&folder);
    for (file, marks) in &marks {
        let path = folder.join("tables").join(file);
        let document = open_text(&path, &Access::Named, None).expect("a table");
        let searched = search(&document, &units);
        let digits: String = file.chars().filter(char::is_ascii_digit).collect();
        let half = digits.parse::<usize>().expect("a number") % 2;
        for (kind, score) in scores(&searched, marks) {
            halves[half].entry(kind).or_default().add(score);
        }
    }
    let all = |kinds: &[&str], halves: &[HashMap<&str, Score>]| {
        let mut sum = Score::default();
        for score in halves
            .iter()
            .flat_map(|half| kinds.iter().filter_map(|kind| half.get(kind)))
        {
            sum.add(*score);
        }
        sum
    };
    let mut page = include_str!("introduction.md").to_owned();
    page.push_str("| | marked | found | precision | recall | F1 |\n|---|---|---|---|---|---|\n");
    for kind in KINDS {
        let _written = writeln!(page, "| {kind} | {} |", all(&[kind], &halves).say());
    }
    for (name, half) in [
        ("all, even numbers", &halves[..1]),
        ("all, odd numbers", &halves[1..]),
    ] {
        let _written = writeln!(page, "| {name} | {} |", all(&KINDS, half).say());
    }
    let whole = all(&KINDS, &halves);
    let _written = writeln!(page, "| all | {} |", whole.say());
    std::fs::write("docs/discovery.md", page).expect("written");
    assert!(whole.right * 10 > (whole.right + whole.wrong) * 9);
}
