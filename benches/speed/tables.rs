//! The tables and reports that are timed, written to a temporary folder.

use std::fmt::Write as _;
use std::path::PathBuf;

/// The rules of [`table`].
pub(crate) const RULES: [&str; 2] = ["total = a + b + c", "rate = a / total"];
/// A rule over a whole column of it.
pub(crate) const COLUMN: &str = "sum(a) >= 0";

/// Pseudo-random numbers, the same in every run.
struct Random(u64);

impl Random {
    /// From 1 to a number.
    fn up_to(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most + 1
    }
}

fn written(name: &str, text: &str) -> PathBuf {
    let path = std::env::temp_dir().join("reportcheck-bench").join(name);
    let folder = path.parent().expect("it has one");
    std::fs::create_dir_all(folder).expect("the temporary folder can be written");
    std::fs::write(&path, text).expect("the temporary folder can be written");
    path
}

/// A table of so many rows: whole numbers, their total, a rate to 0.1 %; one
/// row in so many is wrong, none where that is 0.
pub(crate) fn table(rows: u64, wrong: u64) -> PathBuf {
    let mut text = String::from("key,a,b,c,total,rate\n");
    let mut random = Random(42);
    let off = |row: u64, turn: u64| u64::from(wrong > 0 && row % (2 * wrong) == turn);
    for row in 0..rows {
        let [a, b, c] = [(); 3].map(|()| random.up_to(9_999));
        let total = a + b + c + off(row, 7);
        let tenths = (a * 2_000 + total) / (2 * total) + 3 * off(row, wrong + 7);
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let _ = writeln!(text, "r{row:07},{a},{b},{c},{total},{whole}.{tenth}%");
    }
    written(&format!("rows_{rows}_{wrong}.csv"), &text)
}

/// A table of so many columns whose sums are right, and the rule of its sums.
pub(crate) fn wide(columns: u64, rows: u64) -> (PathBuf, String) {
    let names: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
    let mut text = format!("key,{},total\n", names.join(","));
    let mut random = Random(7);
    for row in 0..rows {
        let cells: Vec<u64> = (0..columns).map(|_| random.up_to(9_999)).collect();
        let total: u64 = cells.iter().sum();
        let cells: Vec<String> = cells.iter().map(u64::to_string).collect();
        let _ = writeln!(text, "r{row},{},{total}", cells.join(","));
    }
    let path = written(&format!("wide_{columns}_{rows}.csv"), &text);
    (path, format!("total = {}", names.join(" + ")))
}

/// A table of so many rows and five times so many columns: three parts, their
/// sum, a rate to 0.1 %.
pub(crate) fn bare(rows: u64, groups: u64) -> PathBuf {
    let names = (0..groups).map(|at| format!(",a{at},b{at},c{at},total{at},rate{at}"));
    let mut text = format!("key{}\n", names.collect::<String>());
    let mut random = Random(11);
    for row in 0..rows {
        let _ = write!(text, "r{row}");
        for _ in 0..groups {
            let [a, b, c] = [(); 3].map(|()| random.up_to(9_999));
            let total = a + b + c;
            let tenths = (a * 2_000 + total) / (2 * total);
            let _ = write!(
                text,
                ",{a},{b},{c},{total},{}.{}%",
                tenths / 10,
                tenths % 10
            );
        }
        text.push('\n');
    }
    written(&format!("bare_{rows}_{groups}.csv"), &text)
}

/// A table of figures that have nothing to do with one another.
pub(crate) fn unrelated(rows: u64, columns: u64) -> PathBuf {
    let names: String = (0..columns).map(|at| format!(",c{at}")).collect();
    let mut text = format!("key{names}\n");
    let mut random = Random(12);
    for row in 0..rows {
        let cells: String = (0..columns)
            .map(|_| format!(",{}", random.up_to(9_999)))
            .collect();
        let _ = writeln!(text, "r{row}{cells}");
    }
    written(&format!("unrelated_{rows}_{columns}.csv"), &text)
}

/// A report of one table of a hundred rows and so many rules.
pub(crate) fn ruled(rules: u64) -> PathBuf {
    let mut text = String::from("key,a,b,c,total,rate\n");
    for row in 0..100 {
        let _ = writeln!(text, "r{row},{row},2,3,{},10%", row + 5);
    }
    let name = format!("ruled_{rules}");
    let path = written(&format!("{name}/figures.csv"), &text);
    let mut config = String::from("[sections.figures]\n");
    for rule in 0..rules {
        let _ = writeln!(
            config,
            "[[sections.figures.rules]]\nname = \"rule-{rule}\"\ncheck = \"total <= a + b + c + {rule}\"\n"
        );
    }
    written(&format!("{name}/reportcheck.toml"), &config);
    path.parent().expect("it has one").to_path_buf()
}

/// A folder of so many small reports with a configuration.
pub(crate) fn reports(count: u64) -> PathBuf {
    let name = format!("reports_{count}");
    let config = "[sections.figures]\n[[sections.figures.rules]]\nname = \"sum\"\n\
                  check = \"total = a + b\"\n";
    let config = written(&format!("{name}/reportcheck.toml"), config);
    for report in 0..count {
        let mut text = String::from("key,a,b,total\n");
        for row in 0..12 {
            let _ = writeln!(text, "r{row},{report},{row},{}", report + row);
        }
        written(&format!("{name}/office-{report:05}/figures.csv"), &text);
    }
    config.parent().expect("it has one").to_path_buf()
}

/// A report of so many figures in sums of ten, with five slips of a digit.
pub(crate) fn slipped(figures: u64, seed: u64) -> (PathBuf, String) {
    let names: Vec<String> = (0..9).map(|column| format!("c{column}")).collect();
    let mut text = format!("key,{},total\n", names.join(","));
    let mut random = Random(seed);
    let rows = figures / 10;
    let wrong: Vec<u64> = (0..5).map(|_| random.up_to(rows) - 1).collect();
    for row in 0..rows {
        let mut cells: Vec<u64> = (0..9).map(|_| random.up_to(9_999)).collect();
        let total: u64 = cells.iter().sum();
        for _ in wrong.iter().filter(|at| **at == row) {
            let cell = usize::try_from(random.up_to(9) - 1).expect("few");
            cells[cell] += 10;
        }
        let cells: Vec<String> = cells.iter().map(u64::to_string).collect();
        let _ = writeln!(text, "r{row},{},{total}", cells.join(","));
    }
    let path = written(&format!("slipped_{figures}_{seed}.csv"), &text);
    (path, format!("total = {}", names.join(" + ")))
}
