//! Size: amounts of thirty digits, tiny scales, hundreds of figures in one
//! rule. Verdicts stay exact and quick.

use super::bench::{Bench, Said};
use std::time::{Duration, Instant};

fn quickly<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    let took = start.elapsed();
    // A guard against searches that do not end, not a measure of speed.
    assert!(took < Duration::from_secs(300), "{what} took {took:?}");
    result
}

fn sum_of(parts: usize) -> (String, String) {
    let names: Vec<String> = (0..parts).map(|at| format!("p{at}")).collect();
    (names.join(" + "), names.join(" "))
}

#[test]
fn digits_beyond_machine_numbers() {
    let sum = Bench::new("a = b + c", "a b c").all_columns("unit = \"元\"");
    let (b, c) = ("99999999999999999999999999999.99", "0.01");
    for (a, expected) in [
        ("100000000000000000000000000000.00", Said::Fits),
        (
            "100000000000000000000000000000.02",
            Said::Clash("sum-mismatch"),
        ),
    ] {
        assert_eq!(sum.one(&[a, b, c]), expected);
    }
    let tiny = "0.0000000000000000000000000001";
    let twice = "0.0000000000000000000000000002";
    let more = "0.0000000000000000000000000004";
    assert_eq!(sum.one(&[twice, tiny, tiny]), Said::Fits);
    assert_eq!(sum.one(&[more, tiny, tiny]), Said::Clash("sum-mismatch"));
    let rate = Bench::new("r = a / b", "r a b");
    let nines = "9".repeat(60);
    assert_eq!(rate.one(&["100.0%", &nines, &nines]), Said::Fits);
    assert_eq!(
        rate.one(&["99.9%", &nines, &nines]),
        Said::Clash("rate-mismatch")
    );
}

#[test]
fn a_thousand_hedged_counts() {
    let (sum, names) = sum_of(1000);
    let bench = Bench::new(&format!("total = {sum}"), &format!("total {names}"))
        .all_columns("unit = \"件\"");
    for (total, expected) in [
        ("10000", Said::Fits),
        ("19000", Said::Fits),
        ("19001", Said::Clash("sum-mismatch")),
        ("9999", Said::Clash("sum-mismatch")),
    ] {
        let mut row = vec![total];
        row.extend(vec!["10多"; 1000]);
        let said = quickly("a thousand hedged counts", || bench.one(&row));
        assert_eq!(said, expected);
    }
}

#[test]
fn hundreds_of_rounded_figures() {
    let (sum, names) = sum_of(400);
    let bench = Bench::new(&format!("total = {sum}"), &format!("total {names}"))
        .all_columns("unit = \"元\"");
    for (total, expected) in [
        ("420.0", Said::Fits),
        ("460.0", Said::Fits),
        ("460.1", Said::Clash("sum-mismatch")),
    ] {
        let mut row = vec![total];
        row.extend(vec!["1.1"; 400]);
        let said = quickly("a sum of 400", || bench.one(&row));
        assert_eq!(said, expected, "{total}");
    }
}

#[test]
fn a_rate_of_a_hundred_parts() {
    let (sum, names) = sum_of(100);
    let bench = Bench::new(&format!("a = r * ({sum})"), &format!("a r {names}"))
        .all_columns("decimals = 1");
    for (total, expected) in [
        ("50.0", Said::Fits),
        ("57.8", Said::Fits),
        ("57.9", Said::Clash("rate-mismatch")),
    ] {
        // At most 0.55 · 105 = 57.75.
        let mut row = vec![total, "0.5"];
        row.extend(vec!["1.0"; 100]);
        let said = quickly("a rate of a hundred parts", || bench.one(&row));
        assert_eq!(said, expected, "{total}");
    }
}

#[test]
fn greatest_of_many() {
    let names: Vec<String> = (0..30).map(|at| format!("p{at}")).collect();
    let columns = format!("t {}", names.join(" "));
    let all = names.join(", ");
    let bench = Bench::new(&format!("max({all}) <= t"), &columns).all_columns("decimals = 1");
    let tied = format!("max({all}) <= t <= {}", names.join(" + "));
    let tied = Bench::new(&tied, &columns).all_columns("decimals = 1");
    for (t, expected) in [("0.9", Said::Fits), ("0.8", Said::Clash("bound-violated"))] {
        let mut row = vec![t];
        row.extend(vec!["1.0"; 30]);
        assert_eq!(quickly("a free maximum", || bench.one(&row)), expected);
        assert_eq!(quickly("a tied maximum", || tied.one(&row)), expected);
    }
}

#[test]
fn products_of_four_rounded_figures() {
    let bench = Bench::new("p = a * b * c * d", "p a b c d").all_columns("decimals = 1");
    // 1.05^4 = 1.21550625, less than 1.25 − 0.05 only from 1.3 on.
    assert_eq!(bench.one(&["1.2", "1.0", "1.0", "1.0", "1.0"]), Said::Fits);
    assert_eq!(
        bench.one(&["1.3", "1.0", "1.0", "1.0", "1.0"]),
        Said::Clash("rate-mismatch")
    );
    let quotient = Bench::new("p * b * d = a * c", "p a b c d").all_columns("decimals = 1");
    assert_eq!(
        quotient.one(&["1.0", "2.0", "2.0", "3.0", "3.0"]),
        Said::Fits
    );
}

#[test]
fn a_deviation_from_a_rate_of_many_parts() {
    let (sum, names) = sum_of(25);
    let rule = format!("abs(r - a / ({sum})) <= 1%");
    let bench = Bench::new(&rule, &format!("a r {names}")).all_columns("decimals = 1");
    // At least 11.95 / 26.25 = 45.5 %, less 45 % or 35 %.
    for (rate, expected) in [("0.4", Said::Fits), ("0.3", Said::Clash("bound-violated"))] {
        let mut row = vec!["12.0", rate];
        row.extend(vec!["1.0"; 25]);
        let said = quickly("a deviation from a rate", || bench.one(&row));
        assert_eq!(said, expected, "{rate}");
    }
}

#[test]
fn whole_numbers_without_bounds() {
    let bench =
        Bench::new("a * b = 2 * c and a = b + 1 and c = 7", "a b c").all_columns("unit = \"件\"");
    let bench = bench.set("units = \"ignore\"");
    let said = quickly("unbounded counts", || bench.one(&["", "≥1", "≥1"]));
    assert!(matches!(said, Said::Open(_) | Said::Clash(_)), "{said:?}");
    let halves = Bench::new("4 * a * b = 4 * c * c + 2", "a b c").all_columns("unit = \"件\"");
    let said = quickly("unbounded squares", || halves.one(&["≥1", "≥1", "≥1"]));
    assert!(matches!(said, Said::Open(_)), "{said:?}");
}
