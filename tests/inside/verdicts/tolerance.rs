//! Tolerances: a comparison holds within them, and its negation (in `not`, in
//! `if`) exactly where it does not.

use super::bench::{Bench, every, some, text, true_values};
use crate::figure::Rounding;

type Holds = fn(&[i64]) -> bool;

/// Rules with a tolerance of 1.5 (in eighths of one: 12).
const ABSOLUTE: [(&str, Holds); 9] = [
    ("a = b", |v| (v[0] - v[1]).abs() <= 12),
    ("a <= b", |v| v[0] - v[1] <= 12),
    ("a < b", |v| v[0] - v[1] < 12),
    ("a >= b", |v| v[1] - v[0] <= 12),
    ("not (a = b)", |v| (v[0] - v[1]).abs() > 12),
    ("not (a <= b)", |v| v[0] - v[1] > 12),
    ("not (a > b)", |v| v[1] - v[0] >= 12),
    ("if a = 0 then b = 0", |v| {
        v[0].abs() > 12 || v[1].abs() <= 12
    }),
    ("a != b", |v| v[0] != v[1]),
];

/// Rules with a tolerance of half of the right-hand side.
const RELATIVE: [(&str, Holds); 6] = [
    ("a = b", |v| 2 * (v[0] - v[1]).abs() <= v[1].abs()),
    ("a <= b", |v| 2 * (v[0] - v[1]) <= v[1].abs()),
    ("a > b", |v| 2 * (v[1] - v[0]) < v[1].abs()),
    ("not (a = b)", |v| 2 * (v[0] - v[1]).abs() > v[1].abs()),
    ("not (a >= b)", |v| 2 * (v[1] - v[0]) > v[1].abs()),
    ("if a = b then b = a", |v| {
        let right = 2 * (v[0] - v[1]).abs() <= v[1].abs();
        !right || 2 * (v[0] - v[1]).abs() <= v[0].abs()
    }),
];

fn check(rule: &str, holds: Holds, setting: &str, mode: Rounding) {
    let rows = every(&[(-4..=4).collect(), (-3..=3).collect()]);
    // Twice as fine as the ends and the halves of the ends.
    let fits: Vec<bool> = rows
        .iter()
        .map(|row| {
            let lists: Vec<Vec<i64>> = row
                .iter()
                .map(|&print| true_values(print, 8, mode))
                .collect();
            some(&lists, &mut Vec::new(), &holds)
        })
        .collect();
    let texts: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|&print| text(print, 0)).collect())
        .collect();
    Bench::new(rule, "a b")
        .all_columns("decimals = 0")
        .set(setting)
        .over_all(mode)
        .holds_to(&texts, &fits);
}

#[test]
fn absolute() {
    for mode in Rounding::ALL {
        for (rule, holds) in ABSOLUTE {
            check(rule, holds, "tolerance = { absolute = \"1.5\" }", mode);
        }
    }
}

#[test]
fn relative() {
    for mode in Rounding::ALL {
        for (rule, holds) in RELATIVE {
            check(rule, holds, "tolerance = { relative = \"50%\" }", mode);
        }
    }
}

#[test]
fn of_a_rate() {
    // 30.0 % against 1/4 = 25 %: five points apart, less what is rounded.
    let bench = |size: &str| {
        Bench::new("r = a / b", "r a b").set(&format!("tolerance = {{ absolute = \"{size}\" }}"))
    };
    let row = ["30.0%".to_owned(), "1".to_owned(), "4".to_owned()];
    for (size, fits) in [("4.94%", false), ("4.95%", true), ("5%", true)] {
        bench(size).holds_to(&[row.to_vec()], &[fits]);
    }
}
