//! How long a report and a long table take, against a plain loop over `csv`
//! and `rust_decimal` with the rules hard-coded, in the same run. Run with
//! `cargo bench`; the last lines print the ratio and the memory.

mod common;

use reportcheck::{CheckedReport, OpenOptions};
use rust_decimal::Decimal;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const RULES: [&str; 2] = ["total = a + b + c", "rate = a / total"];

fn main() {
    divan::main();
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    compare(1_000_000);
    for rows in [250_000, 1_000_000, 4_000_000] {
        println!("{rows:>9} rows: {} kB at most", peak_of(&table(rows)));
    }
    println!(
        "data/2016, whole command: {:?} (fastest of 50)",
        whole_command()
    );
}

/// The report of 2016, opened and checked within this process.
#[divan::bench]
fn report_of_2016() -> usize {
    validate(Path::new("data/2016"), &[]).findings().len()
}

/// The plain loop over a hundred thousand rows.
#[divan::bench(sample_count = 10)]
fn plain_loop_100k(bencher: divan::Bencher<'_, '_>) {
    let path = table(100_000);
    bencher.bench(|| plain_loop(&path));
}

/// The same rows and rules, checked.
#[divan::bench(sample_count = 10)]
fn reportcheck_100k(bencher: divan::Bencher<'_, '_>) {
    let path = table(100_000);
    bencher.bench(|| validate(&path, &RULES).tally().inconsistent);
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

/// Both ways by turns, so that what else the machine does falls on both.
fn compare(rows: u64) {
    let path = table(rows);
    let (mut plain, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..7 {
        let begun = Instant::now();
        let expected = plain_loop(&path);
        plain.push(begun.elapsed());
        let begun = Instant::now();
        let found = validate(&path, &RULES).tally().inconsistent;
        ours.push(begun.elapsed());
        assert_eq!(expected, found, "both ways must find the same violations");
    }
    let (plain, ours) = (median(plain), median(ours));
    let percent = ours.as_nanos() * 100 / plain.as_nanos().max(1);
    println!(
        "{rows} rows: plain loop {plain:?}, reportcheck {ours:?}: {percent} % of it (medians of 7)"
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn validate(path: &Path, rules: &[&str]) -> CheckedReport {
    let mut how = OpenOptions::new().keep(50);
    for rule in rules {
        how = how.rule(*rule);
    }
    let opened = how.open(path).expect("the bench's report opens");
    opened.check_rule_by_rule()
}

/// What a user would write by hand: decimals, cross-multiplication, a
/// tolerance of half the last printed place.
fn plain_loop(path: &Path) -> u64 {
    let mut reader = csv::Reader::from_path(path).expect("the bench's table opens");
    let mut record = csv::StringRecord::new();
    let half = Decimal::new(5, 4);
    let mut violations = 0;
    while reader
        .read_record(&mut record)
        .expect("the bench's table is well-formed")
    {
        let number = |column: usize| record[column].parse::<Decimal>().expect("a number");
        let (a, b, c, total) = (number(1), number(2), number(3), number(4));
        let rate = record[5]
            .trim_end_matches('%')
            .parse::<Decimal>()
            .expect("a rate");
        let rate = rate * Decimal::new(1, 2);
        violations += u64::from(total != a + b + c);
        let apart = (rate * total - a).abs();
        violations += u64::from(apart > half * total);
    }
    violations
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

/// The most memory that the command held while it checked a table, in kB.
fn peak_of(path: &Path) -> u64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reportcheck"));
    let checks = RULES.iter().flat_map(|rule| ["--check", rule]);
    command
        .arg("validate")
        .arg(path)
        .args(checks)
        .arg("--quiet");
    common::peak_memory(&mut command).1
}

fn whole_command() -> Duration {
    let run = || {
        let begun = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_reportcheck"))
            .args(["validate", "data/2016", "--quiet"])
            .status();
        assert!(status.is_ok(), "the command starts");
        begun.elapsed()
    };
    (0..50).map(|_| run()).min().unwrap_or_default()
}
