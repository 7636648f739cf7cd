//! Whole numbers: hedged counts, counts that are not printed, means and
//! shares of whole numbers (GRIM). Here enumeration is complete.

use super::bench::{Bench, Said, every, printed_so, some, text};
use crate::figure::Rounding;
use crate::finding::WhyNot;

/// More than any number in these tests.
const MANY: i64 = 900;

/// The whole numbers that a hedged count stands for, by the plain reading of
/// the words: a unit is the place of the last digit that is not zero.
fn counts(word: &str, number: i64) -> Vec<i64> {
    let unit = (0..).map(|n| 10_i64.pow(n)).take_while(|p| number % p == 0);
    let unit = if number == 0 {
        1
    } else {
        unit.last().unwrap_or(1)
    };
    let inside = |value: &i64| {
        let value = *value;
        match word {
            "" => value == number,
            "多" | "余" => number <= value && value < number + unit,
            "约" | "左右" => (2 * (value - number)).abs() <= unit,
            "近" if unit == 1 => value == number - 1,
            "近" => 2 * (number - value) <= unit && value < number,
            "不足" | "<" => 0 <= value && value < number,
            "以下" | "≤" => 0 <= value && value <= number,
            "超过" | ">" => value > number,
            "以上" | "≥" => value >= number,
            other => panic!("{other}"),
        }
    };
    (-MANY..=MANY).filter(inside).collect()
}

fn printed(word: &str, number: i64) -> String {
    match word {
        "多" | "余" | "左右" | "以下" | "以上" => format!("{number}{word}"),
        _ => format!("{word}{number}"),
    }
}

const HEDGED: [(&str, i64); 14] = [
    ("", 3),
    ("", 0),
    ("", 12),
    ("多", 10),
    ("余", 20),
    ("约", 10),
    ("左右", 8),
    ("近", 20),
    ("近", 7),
    ("不足", 5),
    ("<", 12),
    ("以下", 4),
    ("超过", 6),
    ("≥", 15),
];

type Holds = fn(&[i64]) -> bool;

const RULES: [(&str, Holds); 26] = [
    ("a = b", |v| v[0] == v[1]),
    ("a = 2 * b", |v| v[0] == 2 * v[1]),
    ("2 * a = 2 * b + 1", |_| false),
    ("3 * a = 2 * b", |v| 3 * v[0] == 2 * v[1]),
    ("6 * a - 4 * b = 3", |_| false),
    ("a * b = 24", |v| v[0] * v[1] == 24),
    ("a * b = 23", |v| v[0] * v[1] == 23),
    ("a * a = 4 * b", |v| v[0] * v[0] == 4 * v[1]),
    ("a * a = b + 2", |v| v[0] * v[0] == v[1] + 2),
    ("a * b <= 12", |v| v[0] * v[1] <= 12),
    ("a < b", |v| v[0] < v[1]),
    ("a != b", |v| v[0] != v[1]),
    ("a < b < a + 2", |v| v[1] == v[0] + 1),
    ("a < b < a + 1", |_| false),
    ("3 * a < 2 * b < 3 * a + 2", |v| 2 * v[1] == 3 * v[0] + 1),
    ("a <= b <= 2 * a", |v| v[0] <= v[1] && v[1] <= 2 * v[0]),
    ("max(2 * a, 2 * b) = 21", |_| false),
    ("max(2 * a, b) = 13", |v| (2 * v[0]).max(v[1]) == 13),
    ("max(a, b) = 8", |v| v[0].max(v[1]) == 8),
    ("min(a / 2, b / 2) = 4.25", |_| false),
    ("abs(a - b) = 3", |v| (v[0] - v[1]).abs() == 3),
    ("abs(2 * a) = 5", |_| false),
    ("if a < b then 2 * a = b else a = 2 * b", |v| {
        if v[0] < v[1] {
            2 * v[0] == v[1]
        } else {
            v[0] == 2 * v[1]
        }
    }),
    ("2 * a = b or 2 * b = a", |v| {
        2 * v[0] == v[1] || 2 * v[1] == v[0]
    }),
    ("not (a != 7 and b != 7)", |v| v[0] == 7 || v[1] == 7),
    ("2 * a = b + 1 and a = 2 * b", |v| {
        2 * v[0] == v[1] + 1 && v[0] == 2 * v[1]
    }),
];

#[test]
fn hedged_counts_are_whole_numbers() {
    let cases: Vec<i64> = (0..HEDGED.len() as i64).collect();
    let rows = every(&[cases.clone(), cases]);
    let prints: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|&at| printed(HEDGED[at as usize].0, HEDGED[at as usize].1))
                .collect()
        })
        .collect();
    let values: Vec<Vec<i64>> = HEDGED
        .iter()
        .map(|(word, number)| counts(word, *number))
        .collect();
    for (rule, holds) in RULES {
        let bench = Bench::new(rule, "a b")
            .all_columns("unit = \"件\"")
            .set("units = \"ignore\"");
        let fits: Vec<bool> = rows
            .iter()
            .map(|row| {
                let lists: Vec<Vec<i64>> =
                    row.iter().map(|&at| values[at as usize].clone()).collect();
                some(&lists, &mut Vec::new(), &holds)
            })
            .collect();
        bench.holds_to(&prints, &fits);
    }
}

/// Whether some whole number over `n` is printed as `mean` at so many places.
fn possible(mean: i64, places: u32, n: i64, mode: Rounding) -> bool {
    // mean ≈ s / n, so in n-ths of the last place the value is s · 10^places.
    let scale = 10_i64.pow(places);
    let near = mean * n / scale;
    (near - 2 - n..=near + 2 + n).any(|sum| printed_so(sum * scale, n, mode, mean))
}

#[test]
fn grim_for_every_mean_and_count() {
    for places in 0..=2_u32 {
        let top = 3 * 10_i64.pow(places);
        let step = if places == 2 { 7 } else { 1 };
        let mut rows = Vec::new();
        let mut fits = Vec::new();
        let mode = [Rounding::Nearest, Rounding::HalfUp, Rounding::Truncate][places as usize];
        for n in 1..=60_i64 {
            // Below a hundred parts some hundredths are impossible, beyond none.
            for mean in (n % step..=top).step_by(step as usize) {
                rows.push(vec![text(mean, places as usize), n.to_string()]);
                fits.push(possible(mean, places, n, mode));
            }
        }
        let bench = Bench::new("grim(x, n)", "x n")
            .column("x", &format!("decimals = {places}"))
            .over_all(mode);
        bench.holds_to(&rows, &fits);
    }
}

#[test]
fn grim_over_several_items() {
    for items in [2_i64, 3, 5] {
        let mut rows = Vec::new();
        let mut fits = Vec::new();
        for n in 1..=20 {
            for mean in (150..=250).step_by(3) {
                rows.push(vec![text(mean, 2), n.to_string(), items.to_string()]);
                fits.push(possible(mean, 2, n * items, Rounding::Nearest));
            }
        }
        Bench::new("grim(x, n, k)", "x n k").holds_to(&rows, &fits);
    }
}

#[test]
fn a_rate_whose_count_is_not_printed() {
    let (mut rows, mut possible_rates) = (Vec::new(), Vec::new());
    for n in 1..=60 {
        for rate in 0..=100 {
            rows.push(vec![format!("{rate}%"), String::new(), n.to_string()]);
            possible_rates.push(possible(rate, 2, n, Rounding::Nearest));
        }
    }
    let bench = Bench::new("r = a / b", "r a b")
        .column("a", "unit = \"件\"")
        .column("b", "unit = \"件\"");
    for ((row, said), possible) in rows.iter().zip(bench.judge(&rows)).zip(possible_rates) {
        let expected = match possible {
            true => Said::Open(WhyNot::NotReported),
            false => Said::Clash("rate-mismatch"),
        };
        assert_eq!(said, expected, "{row:?}");
    }
}

#[test]
fn a_rate_of_hedged_counts() {
    let cases: Vec<i64> = (0..HEDGED.len() as i64).collect();
    let mut rows = Vec::new();
    let mut fits = Vec::new();
    for case in every(&[(0..=100).step_by(8).collect(), cases.clone(), cases]) {
        let (word, number) = HEDGED[case[1] as usize];
        let (over_word, over) = HEDGED[case[2] as usize];
        let divisors = counts(over_word, over);
        // A divisor that may be zero is another test's, one without end no enumeration's.
        if divisors.contains(&0) || divisors.contains(&MANY) {
            continue;
        }
        let rate = case[0];
        rows.push(vec![
            format!("{rate}%"),
            printed(word, number),
            printed(over_word, over),
        ]);
        let lists = [counts(word, number), divisors];
        fits.push(some(&lists, &mut Vec::new(), &|v| {
            printed_so(v[0] * 100, v[1], Rounding::Nearest, rate)
        }));
    }
    let bench = Bench::new("r = a / b", "r a b")
        .column("a", "unit = \"件\"")
        .column("b", "unit = \"件\"");
    bench.holds_to(&rows, &fits);
}
