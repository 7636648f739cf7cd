//! Verdicts where one thing could be taken for another: last year's rows for
//! this year's, a blank for a number, a test for its opposite.

use crate::support::folder::Folder;
use std::fmt::Write as _;

/// The line that counts the checks.
fn tally(out: &str) -> &str {
    out.lines()
        .find(|line| line.contains(" consistent, "))
        .unwrap_or("no tally")
}

fn checked(folder: &Folder, path: &str, rules: &[&str]) -> String {
    let mut args = vec!["validate", path];
    for rule in rules {
        args.extend(["--check", rule]);
    }
    let ran = folder.run(&args);
    format!("{}{}", ran.err, tally(&ran.out))
}

const HOLDS: &str = "1 rule, 1 check: 1 consistent, 0 inconsistent, 0 not checked";
const FAILS: &str = "1 rule, 1 check: 0 consistent, 1 inconsistent, 0 not checked";
const OPEN: &str = "1 rule, 1 check: 0 consistent, 0 inconsistent, 1 not checked";

#[test]
fn a_long_table_of_last_year_has_its_rows() {
    let folder = Folder::new();
    let mut table = String::from("key,value,more\n");
    for row in 0..60_000 {
        let _ = writeln!(table, "row{row:06},{row},{row}");
    }
    assert!(table.len() > 1 << 20);
    folder.file("2015/t.csv", &table).file("2016/t.csv", &table);
    folder.file("2015/s.csv", "key,value\nrows,60000\n");
    folder.file("2016/s.csv", "key,value\nrows,60000\n");
    let rule = ["count(prior.t.value) = s.rows"];
    assert_eq!(checked(&folder, "2016", &rule), HOLDS);
    let rule = ["count(prior.t.value) = 0"];
    assert_eq!(checked(&folder, "2016", &rule), FAILS);
    let ran = folder.run(&[
        "validate",
        "2016",
        "--section",
        "t",
        "--check",
        "value = prior.value",
    ]);
    assert!(tally(&ran.out).contains("60000 consistent"), "{}", ran.out);
}

#[test]
fn growth_of_a_number_of_rows_looks_at_both_years() {
    let folder = Folder::new();
    folder.file("2015/t.csv", "key,a,b\nx,1,1\ny,1,1\n");
    folder.file("2016/t.csv", "key,a,b\nx,1,1\ny,1,1\nz,1,1\n");
    let run = |rule: &str| {
        let args = ["validate", "2016", "--section", "t", "--check", rule];
        tally(&folder.run(&args).out).to_owned()
    };
    assert_eq!(run("growth(count()) = 50%"), HOLDS);
    assert_eq!(run("growth(count()) = 0%"), FAILS);
    // The rows of one year are not selected by the figures of another.
    let args = [
        "validate",
        "2016",
        "--section",
        "t",
        "--check",
        "sum(a where prior.b > 0) = 2",
    ];
    let ran = folder.run(&args);
    assert_eq!(ran.status, 2, "{}", ran.text());
    assert!(ran.err.contains("both `t` and `prior.t`"), "{}", ran.err);
}

#[test]
fn rows_of_last_year_are_found_by_keys_of_their_own() {
    let folder = Folder::new();
    folder.file("2015/t.csv", "key,a,b\n,1,1\nx,2,2\nx,3,3\ny,4,4\n");
    folder.file("2016/t.csv", "key,a,b\n,9,9\nx,9,9\ny,4,4\n");
    let args = [
        "validate",
        "2016",
        "--section",
        "t",
        "--check",
        "a = prior.a",
    ];
    let ran = folder.run(&args);
    let expected = "1 rule, 3 checks: 1 consistent, 0 inconsistent, 2 not checked";
    assert_eq!(tally(&ran.out), expected, "{}", ran.out);
}

#[test]
fn blank_figures_are_not_counted() {
    let folder = Folder::new();
    folder.file("t.csv", "key,value\na,1\nb,\nc,3\nd,-\n");
    assert_eq!(checked(&folder, "t.csv", &["count(a, b, c) = 2"]), HOLDS);
    assert_eq!(checked(&folder, "t.csv", &["count(a, b, c, d) = 3"]), FAILS);
    assert_eq!(checked(&folder, "t.csv", &["count(value) = 2"]), HOLDS);
    assert_eq!(checked(&folder, "t.csv", &["a + b = c"]), OPEN);
}

#[test]
fn a_grim_test_is_not_turned_around() {
    let folder = Folder::new();
    folder.file("t.csv", "key,value\nx,5.19\nn,28\n");
    for rule in ["not grim(x, n)", "if grim(x, n) then n = 0"] {
        let ran = folder.run(&["validate", "t.csv", "--check", rule]);
        assert_eq!(ran.status, 2, "{}", ran.text());
        assert!(ran.err.contains("cannot stand under `not`"), "{}", ran.err);
    }
    assert_eq!(
        checked(&folder, "t.csv", &["if n > 0 then grim(x, n)"]),
        FAILS
    );
}

#[test]
fn units_agree_in_long_tables_as_in_short_ones() {
    let folder = Folder::new();
    folder.file(
        "rules.toml",
        "[sections.t.columns]\ncases = { unit = \"件\" }\n\n[[sections.t.rules]]\nname = \"r\"\ncheck = \"rate <= cases\"\n",
    );
    let mut table = String::from("key,cases,rate\n");
    for row in 0..80_000 {
        let _ = writeln!(table, "row{row:06},1,50%");
    }
    assert!(table.len() > 1 << 20);
    folder.file("t.csv", &table);
    let ran = folder.run(&["validate", "t.csv", "--rules", "rules.toml"]);
    assert!(
        tally(&ran.out).contains("0 consistent, 0 inconsistent, 80000 not checked"),
        "{}",
        tally(&ran.out)
    );
    assert!(ran.out.contains("error[unit-clash]"));
}

#[test]
fn a_split_within_a_condition_need_not_be_complete() {
    let folder = Folder::new();
    folder.file("t.csv", "key,value\nwhole,10\na,3\nb,4\n");
    let rules = ["whole includes a + b", "whole = 10 or whole includes a + b"];
    assert_eq!(checked(&folder, "t.csv", &rules[..1]), FAILS);
    assert_eq!(checked(&folder, "t.csv", &rules[1..]), HOLDS);
}

#[test]
fn settled_figures_are_numbers_among_whole_ones() {
    let folder = Folder::new();
    folder.file("t.csv", "key,value,unit\nw,5多,件\nx,不足2,件\n");
    // w is 5 exactly (one unit of its last place), and the greatest is 5.5.
    assert_eq!(checked(&folder, "t.csv", &["w + 0.5 = max(x, 5.5)"]), HOLDS);
    assert_eq!(checked(&folder, "t.csv", &["w = max(x, 5.5)"]), FAILS);
}
