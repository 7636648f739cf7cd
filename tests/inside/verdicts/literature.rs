//! Cases with known answers: GRIM (Brown and Heathers 2017), XBRL
//! Calculations 1.1, ties, binary floats, shares that do not add to 100.

use super::bench::{Bench, Said};
use crate::figure::Rounding;

fn fits(bench: &Bench, row: &[&str], fits: bool) {
    let row: Vec<String> = row.iter().map(|cell| (*cell).to_owned()).collect();
    bench.holds_to(&[row], &[fits]);
}

#[test]
fn grim() {
    let bench = Bench::new("grim(x, n)", "x n");
    for (mean, n, possible) in [
        ("5.18", "28", true),
        ("5.19", "28", false),
        ("5.21", "28", true),
        ("3.45", "20", true),
        ("3.46", "20", false),
        // From a hundred on every hundredth is possible, at 0 decimals all are.
        ("5.19", "100", true),
        ("5", "28", true),
        ("85%", "43", false),
        ("86%", "43", true),
        ("0.00", "1", true),
        ("0.50", "1", false),
    ] {
        fits(&bench, &[mean, n], possible);
    }
    let items = Bench::new("grim(x, n, k)", "x n k");
    // Three items: 84 whole numbers, of which some mean to 5.19.
    fits(&items, &["5.19", "28", "3"], true);
    fits(&items, &["5.13", "15", "2"], true);
    fits(&items, &["5.15", "15", "2"], false);
    assert_eq!(bench.one(&["5.19", "28"]), Said::Clash("grim-impossible"));
}

#[test]
fn a_share_of_a_count_that_is_not_printed() {
    let bench = Bench::new("r = a / b", "r a b")
        .column("a", "unit = \"人\"")
        .column("b", "unit = \"人\"");
    assert_eq!(bench.one(&["85%", "", "43"]), Said::Clash("rate-mismatch"));
    assert!(matches!(bench.one(&["86%", "", "43"]), Said::Open(_)));
}

#[test]
fn sums_of_rounded_facts() {
    let sum = Bench::new("total = a + b", "total a b").all_columns("unit = \"元\"");
    for (row, holds) in [
        (["57.6", "12.1", "45.4"], true),
        (["57.7", "12.1", "45.4"], false),
        (["185.76", "171.47", "14.29"], true),
        (["200.05", "185.76", "14.29"], true),
        (["0.3", "0.1", "0.2"], true),
        (
            [
                "0.30000000000000004",
                "0.10000000000000000",
                "0.20000000000000000",
            ],
            false,
        ),
        (["-0.0", "0.1", "-0.1"], true),
        (["-0.00", "0.00", "-0.00"], true),
    ] {
        fits(&sum, &row, holds);
    }
}

#[test]
fn the_decimals_of_a_fact() {
    let sum = Bench::new("total = a + b", "total a b decimals");
    for (row, holds) in [
        (["1502000", "1000000", "500000", "-3"], false),
        (["1501000", "1000000", "500000", "-3"], true),
        (["1501500", "1000000", "500000", "-3"], true),
        (["1501501", "1000000", "500000", "-3"], false),
        (["1501", "1000", "500", "INF"], false),
        (["1500", "1000", "500", "INF"], true),
        (["1501", "1000", "500", "0"], true),
        (["1.5", "1.0", "0.6", "INF"], false),
    ] {
        let sum = sum.clone();
        fits(&sum, &row, holds);
    }
}

#[test]
fn ties_at_closed_ends() {
    let sum = Bench::new("total = a + b", "total a b").all_columns("unit = \"元\"");
    fits(&sum, &["0.4", "0.05", "0.20"], false);
    fits(&sum, &["0.4", "0.15", "0.19"], true);
    // 0.195 + 0.155 = 0.35 exactly: only closed ends on all sides meet.
    for (mode, holds) in [
        (Rounding::Nearest, true),
        (Rounding::HalfUp, false),
        (Rounding::HalfDown, false),
        (Rounding::Any, true),
        (Rounding::Truncate, false),
    ] {
        fits(&sum.clone().over_all(mode), &["0.4", "0.15", "0.19"], holds);
    }
}

#[test]
fn shares_that_do_not_add_to_a_hundred() {
    let three = Bench::new("a + b + c = 100%", "a b c");
    fits(&three, &["33.3%", "33.3%", "33.3%"], true);
    fits(&three, &["33%", "33%", "33%"], true);
    fits(&three, &["33.3%", "33.3%", "33.5%"], true);
    fits(&three, &["33.3%", "33.3%", "33.6%"], false);
    fits(&three, &["33.3%", "33.4%", "33.4%"], true);
    fits(&three, &["33.33%", "33.33%", "33.33%"], true);
    fits(&three, &["33.33%", "33.33%", "33.32%"], false);
}

#[test]
fn plain_numbers_can_fail_a_chain() {
    let chain = Bench::new("a <= 3 <= 2", "a");
    assert_eq!(chain.one(&["1"]), Said::Clash("bound-violated"));
}
