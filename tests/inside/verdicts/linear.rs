//! Sums, bounds, conditions and the greatest or least of figures, under all
//! roundings. All figures have the same last place, so a grid of eighths that
//! holds every end and a point inside it tells whether true values exist.

use super::bench::{Bench, Said, every, some, text, true_values};
use crate::figure::Rounding;

const PARTS: i64 = 8;

type Holds = fn(&[i64]) -> bool;

/// Rules over `a`, `b` and `c`; a plain number in them counts eighths.
const RULES: [(&str, Holds); 40] = [
    ("a = b", |v| v[0] == v[1]),
    ("a != b", |v| v[0] != v[1]),
    ("a < b", |v| v[0] < v[1]),
    ("a <= b", |v| v[0] <= v[1]),
    ("a > b", |v| v[0] > v[1]),
    ("a >= b", |v| v[0] >= v[1]),
    ("a = b + c", |v| v[0] == v[1] + v[2]),
    ("a = b - c", |v| v[0] == v[1] - v[2]),
    ("a - b - c = 0", |v| v[0] - v[1] - v[2] == 0),
    ("-a = b + c", |v| -v[0] == v[1] + v[2]),
    ("a = 2 * b", |v| v[0] == 2 * v[1]),
    ("2 * a = b + c", |v| 2 * v[0] == v[1] + v[2]),
    ("a + b = b + c", |v| v[0] == v[2]),
    ("a + b <= c", |v| v[0] + v[1] <= v[2]),
    ("a + b < c", |v| v[0] + v[1] < v[2]),
    ("a - b >= c", |v| v[0] - v[1] >= v[2]),
    ("a + b != c", |v| v[0] + v[1] != v[2]),
    ("a <= b <= c", |v| v[0] <= v[1] && v[1] <= v[2]),
    ("a < b < c", |v| v[0] < v[1] && v[1] < v[2]),
    ("a < b <= c", |v| v[0] < v[1] && v[1] <= v[2]),
    ("a = b = c", |v| v[0] == v[1] && v[1] == v[2]),
    ("a <= b <= a + c", |v| v[0] <= v[1] && v[1] <= v[0] + v[2]),
    ("a = b and b != c", |v| v[0] == v[1] && v[1] != v[2]),
    ("a = b or a = c", |v| v[0] == v[1] || v[0] == v[2]),
    ("not (a = b)", |v| v[0] != v[1]),
    ("not (a != b and b != c)", |v| v[0] == v[1] || v[1] == v[2]),
    ("not (a <= b <= c)", |v| v[0] > v[1] || v[1] > v[2]),
    ("if a < b then c = a else c = b", |v| v[2] == v[0].min(v[1])),
    ("if a = 0 then b = 0", |v| v[0] != 0 || v[1] == 0),
    ("if a = b then b = c", |v| v[0] != v[1] || v[1] == v[2]),
    ("max(a, b) = c", |v| v[0].max(v[1]) == v[2]),
    ("min(a, b) = c", |v| v[0].min(v[1]) == v[2]),
    ("max(a, b, c) = a", |v| v[0] >= v[1] && v[0] >= v[2]),
    ("max(a, b) <= c <= a + b", |v| {
        v[0].max(v[1]) <= v[2] && v[2] <= v[0] + v[1]
    }),
    ("min(a, b) < max(b, c)", |v| v[0].min(v[1]) < v[1].max(v[2])),
    ("max(a, b) = min(b, c)", |v| {
        v[0].max(v[1]) == v[1].min(v[2])
    }),
    ("abs(a) = b", |v| v[0].abs() == v[1]),
    ("abs(a - b) <= c", |v| (v[0] - v[1]).abs() <= v[2]),
    ("mean(a, b) = c", |v| v[0] + v[1] == 2 * v[2]),
    ("sum(a, b, c) = 0", |v| v[0] + v[1] + v[2] == 0),
];

/// The rows for a rule: every small print of each figure that it names.
fn prints(rule: &str) -> Vec<Vec<i64>> {
    let named = |name: char| rule.replace("max", "").replace("abs", "").contains(name);
    let list = |name| {
        if named(name) {
            (-2..=2).collect()
        } else {
            vec![0]
        }
    };
    every(&[list('a'), list('b'), list('c')])
}

fn check(rule: &str, holds: Holds, mode: Rounding, places: usize) {
    let bench = Bench::new(rule, "a b c").all_columns(&format!("decimals = {places}"));
    let bench = match places {
        0 => bench.over_all(mode),
        _ => bench.set(&format!("rounding = \"{mode}\"")),
    };
    let rows = prints(rule);
    let fits: Vec<bool> = rows
        .iter()
        .map(|row| {
            let lists: Vec<Vec<i64>> = row
                .iter()
                .map(|&print| true_values(print, PARTS, mode))
                .collect();
            some(&lists, &mut Vec::new(), &holds)
        })
        .collect();
    let texts: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|&print| text(print, places)).collect())
        .collect();
    bench.holds_to(&texts, &fits);
}

#[test]
fn every_linear_rule_under_every_rounding() {
    for (number, (rule, holds)) in RULES.into_iter().enumerate() {
        // Each rule under three of the nine, each of the nine for a third of the rules.
        for (at, mode) in Rounding::ALL.into_iter().enumerate() {
            if (number + at) % 3 == 0 {
                check(rule, holds, mode, (number / 3 + at) % 3);
            }
        }
    }
}

#[test]
fn includes_tells_an_excess_from_a_remainder() {
    for mode in Rounding::ALL {
        let bench = Bench::new("a includes b + c", "a b c")
            .all_columns("decimals = 1")
            .set(&format!("rounding = \"{mode}\""));
        let rows = every(&[(-1..=3).collect(), (0..=2).collect(), (-1..=2).collect()]);
        let texts: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|&print| text(print, 1)).collect())
            .collect();
        for (row, said) in rows.iter().zip(bench.judge(&texts)) {
            let lists: Vec<Vec<i64>> = row
                .iter()
                .map(|&print| true_values(print, PARTS, mode))
                .collect();
            let whole = some(&lists, &mut Vec::new(), &|v| v[0] == v[1] + v[2]);
            let within = some(&lists, &mut Vec::new(), &|v| v[0] >= v[1] + v[2]);
            let expected = match (within, whole) {
                (false, _) => Said::Clash("parts-exceed-whole"),
                (true, false) => Said::Clash("parts-incomplete"),
                (true, true) => Said::Fits,
            };
            assert_eq!(said, expected, "{row:?} by {mode}");
        }
    }
}
