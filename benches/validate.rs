//! How long a report, a long and a wide table take within one process. Run with
//! `cargo bench`; what is measured beside others, and how it grows, is in `speed`.

use reportcheck::{CheckedReport, OpenOptions};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const RULES: [&str; 2] = ["total = a + b + c", "rate = a / total"];

fn main() {
    divan::main();
}

/// The report of 2016, opened and checked within this process.
#[divan::bench]
fn report_of_2016() -> usize {
    validate(Path::new("data/2016"), &[]).findings().len()
}

/// Two rules over a hundred thousand rows.
#[divan::bench(sample_count = 10)]
fn reportcheck_100k(bencher: divan::Bencher<'_, '_>) {
    let path = table(100_000);
    bencher.bench(|| validate(&path, &RULES).tally().inconsistent);
}

/// A page of three thousand characters in which every sentence states something of
/// its figures: what is read of it, and checked.
#[divan::bench]
fn dense_text(bencher: divan::Bencher<'_, '_>) {
    let path = page();
    bencher.bench(|| validate(&path, &[]).tally().consistent);
}

/// The page, out of the sentences that the tests have.
fn page() -> PathBuf {
    let corpus = std::fs::read_to_string("tests/claims/zh-5.json").expect("the corpus is there");
    let mark = "\"text\": \"";
    let texts = corpus.split(mark).skip(1);
    let texts = texts.filter_map(|text| text.split('"').next());
    let page: String = texts.flat_map(str::chars).take(3_000).collect();
    let folder = std::env::temp_dir().join("reportcheck-bench");
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let path = folder.join("dense.txt");
    std::fs::write(&path, page).expect("the temporary folder can be written");
    path
}

/// A table of 120 rows and 200 columns in which 60 sums are wrong, each of them
/// explained.
#[divan::bench(sample_count = 5)]
fn wide_table_explained(bencher: divan::Bencher<'_, '_>) {
    let (path, rule) = wide_table();
    bencher.bench(|| {
        let how = OpenOptions::new().keep(100).rule(rule.as_str());
        let opened = how.open(&path).expect("the bench's report opens");
        opened.check().findings().len()
    });
}

/// The wide table, and the rule of its sums.
fn wide_table() -> (PathBuf, String) {
    let names: Vec<String> = (0..200).map(|column| format!("c{column}")).collect();
    let mut text = format!("key,{},total\n", names.join(","));
    for row in 0..120_u64 {
        let cell = |column: u64| (row * 7_919 + column * 104_729) % 9_899 + 100;
        let mut cells: Vec<u64> = (0..200).map(cell).collect();
        let total: u64 = cells.iter().sum();
        if row < 60 {
            cells[usize::try_from(row).expect("few")] += 500;
        }
        let cells: Vec<String> = cells.iter().map(u64::to_string).collect();
        let _ = writeln!(text, "r{row},{},{total}", cells.join(","));
    }
    let folder = std::env::temp_dir().join("reportcheck-bench");
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let path = folder.join("wide.csv");
    std::fs::write(&path, text).expect("the temporary folder can be written");
    (path, format!("total = {}", names.join(" + ")))
}

fn validate(path: &Path, rules: &[&str]) -> CheckedReport {
    let mut how = OpenOptions::new().keep(50);
    for rule in rules {
        how = how.rule(*rule);
    }
    let opened = how.open(path).expect("the bench's report opens");
    opened.check_rule_by_rule()
}

/// A table of so many rows: whole numbers, their total, a rate to 0.1 %; one
/// row in a thousand is wrong.
fn table(rows: u64) -> PathBuf {
    let folder = std::env::temp_dir().join("reportcheck-bench");
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let path = folder.join(format!("rows_{rows}.csv"));
    let mut text = String::from("key,a,b,c,total,rate\n");
    let mut state = 42_u64;
    let mut random = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below + 1
    };
    for row in 0..rows {
        let (a, b, c) = (random(9_999), random(9_999), random(9_999));
        let total = a + b + c + u64::from(row % 2_000 == 7);
        let tenths = (a * 2_000 + total) / (2 * total) + 3 * u64::from(row % 2_000 == 1_007);
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let _ = writeln!(text, "r{row:07},{a},{b},{c},{total},{whole}.{tenth}%");
    }
    std::fs::write(&path, text).expect("the temporary folder can be written");
    path
}
