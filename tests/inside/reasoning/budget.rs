//! What large reports may cost, counted in work and never in time, and what
//! must be told of them all the same.

use super::{clashes, reasoned_over};
use crate::check::Outcome;
use crate::finding::WhyNot;
use crate::inside::injection::reports::random::Random;

/// What reasoning over any report may cost.
const BOUND: u64 = 20_000_000;
/// What it may cost over a small part of a wide table.
const WIDE: u64 = 6_000_000;

/// Rules of the section `t`, one by one.
fn rules(checks: &[String]) -> String {
    let rule = |(number, check): (usize, &String)| {
        format!("[[sections.t.rules]]\nname = \"r{number}\"\ncheck = '''{check}'''\n")
    };
    checks.iter().enumerate().map(rule).collect()
}

/// Tenths as they are printed, or whole numbers.
fn print(value: i64, tenths: bool) -> String {
    match tenths {
        true => format!("{}.{}", value / 10, value % 10),
        false => value.to_string(),
    }
}

/// A wide table with totals of its rows, some of which are wrong by one cell.
fn wide(rows: u64, columns: u64, wrong: u64, tenths: bool) -> (String, String) {
    let mut random = Random::new(17, &[rows, columns]);
    let names: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
    let mut table = format!("key,{},total\n", names.join(","));
    for row in 0..rows {
        let mut cells: Vec<i64> = names.iter().map(|_| random.between(100, 9_999)).collect();
        let total: i64 = cells.iter().sum();
        if row < wrong {
            cells[random.index(names.len())] += 5_000;
        }
        let cells: Vec<String> = cells.iter().map(|cell| print(*cell, tenths)).collect();
        let total = print(total, tenths);
        table.push_str(&format!("r{row},{},{total}\n", cells.join(",")));
    }
    (table, rules(&[format!("total = {}", names.join(" + "))]))
}

fn explained(outcome: &Outcome) -> usize {
    let all = clashes(outcome).into_iter();
    all.filter(|clash| !clash.repairs.is_empty() && clash.gave_up.is_none())
        .count()
}

fn spent(outcome: &Outcome) -> u64 {
    outcome.reasoned.as_ref().expect("reasoned").spent
}

#[test]
fn a_wide_table_is_explained_clash_by_clash_within_its_bound() {
    for tenths in [false, true] {
        let (table, configured) = wide(12, 40, 6, tenths);
        let outcome = reasoned_over(&table, &configured);
        let cost = spent(&outcome);
        assert!(cost > 0 && cost <= WIDE, "{cost}");
        assert_eq!(explained(&outcome), 6);
    }
}

/// Sixty wrong rows of two hundred figures each: none takes what the others
/// need.
#[test]
fn a_wide_table_of_true_size_is_explained_clash_by_clash() {
    let (table, configured) = wide(120, 200, 60, false);
    let outcome = reasoned_over(&table, &configured);
    assert!(spent(&outcome) <= BOUND, "{}", spent(&outcome));
    assert_eq!(outcome.tally.inconsistent, 60);
    assert_eq!(explained(&outcome), 60);
}

#[test]
fn a_wide_table_of_rounded_figures_is_mostly_explained() {
    let (table, configured) = wide(120, 200, 60, true);
    let outcome = reasoned_over(&table, &configured);
    assert!(spent(&outcome) <= BOUND, "{}", spent(&outcome));
    assert_eq!(outcome.tally.inconsistent, 60);
    assert!(explained(&outcome) >= 40, "{}", explained(&outcome));
}

/// The verdicts of a table of so many rows: holds, fails, cannot be told.
fn verdicts(rows: usize, row: impl Fn(usize) -> String, check: &str) -> (u64, u64, u64) {
    let rows: String = (0..rows).map(row).collect();
    let table = format!("key,kind,a,rate\n{rows}");
    let configured = rules(&[check.to_owned()]);
    let text = "[sections.t.columns.kind]\ntext = true\n";
    let tally = reasoned_over(&table, &format!("{text}{configured}")).tally;
    (tally.consistent, tally.inconsistent, tally.not_checked)
}

/// A rule that every row holds against a whole column costs the column once.
/// Long tables here would take minutes if it did not.
#[test]
fn a_column_is_added_up_once_for_all_rows() {
    let rows = 1_500;
    let shares = |a: &'static str, rate: &'static str| {
        move |row: usize| format!("k{row},{},{a},{rate}\n", ["x", "y"][row % 2])
    };
    let long = u64::try_from(rows).expect("few");
    // 1 of 1,500 is 0.0667 %, of 750 it is 0.133 %.
    let sum = "rate = a / sum(a)";
    assert_eq!(verdicts(rows, shares("7", "0.07%"), sum), (long, 0, 0));
    assert_eq!(verdicts(rows, shares("7.0", "0.07%"), sum), (long, 0, 0));
    assert_eq!(verdicts(rows, shares("7", "0.09%"), sum), (0, long, 0));
    let of_kind = "rate = a / sum(a where kind = \"x\")";
    assert_eq!(verdicts(rows, shares("7", "0.13%"), of_kind), (long, 0, 0));
    let one_blank = |row: usize| format!("k{row},x,{},0.07%\n", if row == 5 { "" } else { "7" });
    assert_eq!(verdicts(rows, one_blank, sum), (0, 0, long));
}

/// Short tables are checked in both ways where a test runs.
#[test]
fn known_columns_say_what_all_figures_say() {
    let prints = ["7", "7.0", "约200", "", "<5", "-3", "0"];
    let checks = [
        "rate = a / sum(a)",
        "a <= sum(a)",
        "a <= mean(a) * 2",
        "a <= max(a)",
        "min(a) <= a",
        "count(a) >= 3",
        "a * 3 <= sum(a where kind = \"x\")",
        "sum(a) - a >= 10",
        "a + sum(a) = 30 or rate = 7%",
    ];
    let mut random = Random::new(23, &[1]);
    for _ in 0..60 {
        let rows: Vec<String> = (0..5)
            .map(|row| {
                let a = prints[random.index(prints.len())];
                format!(
                    "k{row},{},{a},{}%\n",
                    ["x", "y"][row % 2],
                    random.between(1, 90)
                )
            })
            .collect();
        for check in checks {
            let (holds, fails, open) = verdicts(5, |row| rows[row].clone(), check);
            let once = check.starts_with("count");
            assert_eq!(holds + fails + open, if once { 1 } else { 5 }, "{check}");
        }
    }
}

/// Products are given up at a stated amount of work, also where their numbers
/// are long.
#[test]
fn products_that_cannot_be_decided_are_given_up() {
    let list = |names: &[String], print: &dyn Fn(usize) -> String| -> String {
        let rows = names.iter().enumerate();
        let rows: String = rows
            .map(|(at, name)| format!("{name},{}\n", print(at)))
            .collect();
        format!("key,value\n{rows}total,5.00\n")
    };
    let names = |count: usize| -> Vec<String> { (0..count).map(|at| format!("a{at}")).collect() };
    let many = names(200);
    let product = rules(&[format!("total = {}", many.join(" * "))]);
    let table = list(&many, &|at| format!("{}.{}", 1 + at % 9, at % 7));
    let pairs: Vec<String> = names(24);
    let quotients: Vec<String> = pairs.chunks(2).map(|two| two.join(" / ")).collect();
    let quotients = rules(&[format!("total = {}", quotients.join(" + "))]);
    let long = list(&pairs, &|at| format!("{}83736251940.5", 123_456_789 + at));
    for (table, configured) in [(table, product), (long, quotients)] {
        let outcome = reasoned_over(&table, &configured);
        assert_eq!(outcome.tally.not_checked, 1);
        assert_eq!(outcome.not_checked[0].why, WhyNot::TooComplex);
    }
}
