//! Relations of long tables: found in the first rows, tried in all, whether the
//! rows are held or go by.

use crate::api::OpenOptions;
use crate::finding::Relations;
use crate::reason;
use std::fmt::Write as _;
use std::path::Path;

/// What is told of a table whose rows are held, or go by: each finding by its
/// code and its line; and how many relations were found.
fn told(path: &Path, held: bool) -> (Vec<(String, u64)>, Relations) {
    let mut options = OpenOptions::new();
    options.read.stream_from = Some(if held { u64::MAX } else { 0 });
    let mut opened = options.open(path).expect("a table");
    let outcome = opened.check_by(reason::check);
    let lines = outcome.findings.kept.iter().map(|finding| {
        let (line, _) = finding.place().line_column();
        (finding.code().to_owned(), line)
    });
    (lines.collect(), outcome.relations)
}

/// The same, and that it does not depend on whether the rows are held.
fn told_either_way(text: &str) -> (Vec<(String, u64)>, Relations) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.csv");
    std::fs::write(&path, text).expect("a table");
    let held = told(&path, true);
    assert_eq!(held, told(&path, false));
    held
}

/// Rows of parts, their sum, and a product of two.
fn rows(count: u64, mut change: impl FnMut(u64, &mut [String])) -> String {
    let mut text = "row,parts,price,amount,fee,sum\n".to_owned();
    let mut seed = 7_u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 40) % 9_000 + 100
    };
    for row in 0..count {
        let (parts, price, fee) = (random(), random(), random());
        let amount = parts * price;
        let mut cells = [
            format!("r{row}"),
            parts.to_string(),
            price.to_string(),
            amount.to_string(),
            fee.to_string(),
            (amount + fee).to_string(),
        ];
        change(row, &mut cells);
        let _ = writeln!(text, "{}", cells.join(","));
    }
    text
}

#[test]
fn a_slip_far_below_is_told_with_what_all_rows_show() {
    let (found, relations) = told_either_way(&rows(3_000, |_, _| {}));
    assert_eq!((found.len(), relations.found, relations.hold), (0, 2, 2));
    let (found, relations) = told_either_way(&rows(3_000, |row, cells| {
        if row == 2_500 {
            cells[5].push('1');
        }
    }));
    assert_eq!(found, [("likely-sum-mismatch".to_owned(), 2_502)]);
    assert_eq!((relations.found, relations.hold), (2, 1));
}

#[test]
fn what_only_the_first_rows_keep_is_none() {
    let (found, relations) = told_either_way(&rows(3_000, |row, cells| {
        if row >= 1_000 && row % 2 == 0 {
            cells[5].push('1');
        }
    }));
    assert_eq!((found.len(), relations.found), (0, 1));
}

#[test]
fn a_product_is_not_about_the_row_of_totals() {
    let (mut parts, mut amounts, mut fees) = (0, 0, 0);
    let number = |text: &String| text.parse::<u64>().expect("a number");
    let mut text = rows(2_000, |_, cells| {
        parts += number(&cells[1]);
        amounts += number(&cells[3]);
        fees += number(&cells[4]);
    });
    let _ = writeln!(text, "Total,{parts},51,{amounts},{fees},{}", amounts + fees);
    let (found, relations) = told_either_way(&text);
    assert_eq!((found.len(), relations.found, relations.hold), (0, 2, 2));
}

#[test]
fn blank_parts_are_nothing_and_a_blank_sum_is_none() {
    let (found, relations) = told_either_way(&rows(2_000, |row, cells| {
        if row % 5 == 0 {
            cells[5] = cells[3].clone();
            cells[4].clear();
        }
        if row % 7 == 0 {
            cells[5].clear();
        }
        if row == 1_501 {
            cells[5].push('1');
        }
    }));
    assert_eq!(found, [("likely-sum-mismatch".to_owned(), 1_503)]);
    assert_eq!((relations.found, relations.hold), (2, 1));
}
