//! Rates of rounded figures. A quotient of positive figures is monotone in
//! each, so its exact range has its ends at two corners, and it meets the
//! printed rate's range or it does not: all in whole-number fractions.

use super::bench::{Bench, every, printed_so, text};
use crate::figure::Rounding;

/// A fraction with a positive divisor.
#[derive(Clone, Copy)]
struct Part {
    num: i64,
    den: i64,
}

impl Part {
    fn below(self, other: Part) -> bool {
        self.num * other.den < other.num * self.den
    }

    fn same(self, other: Part) -> bool {
        self.num * other.den == other.num * self.den
    }
}

/// An end: where, and whether it is a value itself.
type End = (Part, bool);

/// The range of a print in hundredths of its unit's `scale`, found by trying
/// quarters of its last place.
fn ends(print: i64, scale: i64, mode: Rounding) -> (End, End) {
    let all: Vec<i64> = (4 * (print - 2)..=4 * (print + 2))
        .filter(|&value| printed_so(value, 4, mode, print))
        .collect();
    let (first, last) = (all[0], all[all.len() - 1]);
    // Ends lie at halves: an odd quarter is the first inside an open end.
    let end = |at: i64, out: i64| {
        let open = at % 2 != 0;
        let num = if open { at + out } else { at };
        (
            Part {
                num,
                den: 4 * scale,
            },
            !open,
        )
    };
    (end(first, -1), end(last, 1))
}

fn meet(a: (End, End), b: (End, End)) -> bool {
    let apart = |hi: End, lo: End| hi.0.below(lo.0) || (hi.0.same(lo.0) && !(hi.1 && lo.1));
    !apart(a.1, b.0) && !apart(b.1, a.0)
}

/// The range of `f` over two figures, rising in the first, falling in the second.
fn range(a: (End, End), b: (End, End), f: fn(Part, Part) -> Part) -> (End, End) {
    let low = (f(a.0.0, b.1.0), a.0.1 && b.1.1);
    let high = (f(a.1.0, b.0.0), a.1.1 && b.0.1);
    (low, high)
}

fn over(a: Part, b: Part) -> Part {
    Part {
        num: a.num * b.den,
        den: a.den * b.num,
    }
}

fn share(a: Part, b: Part) -> Part {
    Part {
        num: a.num * b.den,
        den: a.num * b.den + b.num * a.den,
    }
}

fn growth(a: Part, b: Part) -> Part {
    let Part { num, den } = over(a, b);
    Part {
        num: num - den,
        den,
    }
}

/// 1 / (1 + b / a) with the parts named in another order.
type Rule = (&'static str, fn(Part, Part) -> Part);

const RULES: [Rule; 9] = [
    ("r = a / b", over),
    ("r * b = a", over),
    ("r = a / (a + b)", share),
    ("r * (a + b) - a = 0", share),
    ("1 - r = b / (a + b)", share),
    ("r = 1 / (1 + b / a)", share),
    ("r = (a - b) / b", growth),
    ("r = a / b - 1", growth),
    ("(1 + r) * b - a = 0", growth),
];

#[test]
fn rates_of_rounded_figures() {
    for (number, (rule, f)) in RULES.into_iter().enumerate() {
        for (at, mode) in Rounding::ALL.into_iter().enumerate() {
            if (number + at) % 2 == 1 {
                continue;
            }
            let bench = Bench::new(rule, "r a b")
                .set(&format!("rounding = \"{mode}\""))
                .all_columns("decimals = 1");
            let rows = every(&[(-9..=30).collect(), vec![3, 4, 8], vec![3, 7]]);
            let fits: Vec<bool> = rows
                .iter()
                .map(|row| {
                    let figure = |at: usize| ends(row[at], 10, mode);
                    meet(figure(0), range(figure(1), figure(2), f))
                })
                .collect();
            let texts: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.iter().map(|&print| text(print, 1)).collect())
                .collect();
            bench.holds_to(&texts, &fits);
        }
    }
}

#[test]
fn bounds_on_rates_share_their_figures() {
    // r <= a / b < s for one pair of true values: the range of a / b meets [r, s).
    for mode in [Rounding::Nearest, Rounding::HalfUp, Rounding::Truncate] {
        let bench = Bench::new("r <= a / b < s", "r s a b")
            .all_columns("decimals = 1")
            .set(&format!("rounding = \"{mode}\""));
        let rows = every(&[
            (1..=22).step_by(3).collect(),
            (1..=22).step_by(3).collect(),
            vec![3, 4, 8],
            vec![3, 7],
        ]);
        let fits: Vec<bool> = rows
            .iter()
            .map(|row| {
                let figure = |at: usize| ends(row[at], 10, mode);
                let (low, high) = (figure(0).0, figure(1).1);
                let quotient = range(figure(2), figure(3), over);
                // Some r <= q and q < s, with one q in the quotient's range.
                let below = |a: End, b: End| a.0.below(b.0);
                let reach = low.0.below(quotient.1.0)
                    || (low.0.same(quotient.1.0) && low.1 && quotient.1.1);
                reach && below(quotient.0, high) && below(low, high)
            })
            .collect();
        let texts: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|&print| text(print, 1)).collect())
            .collect();
        bench.holds_to(&texts, &fits);
    }
}

#[test]
fn deviations_from_rates_and_the_least_of_them() {
    for mode in [Rounding::Nearest, Rounding::HalfUp, Rounding::Floor] {
        for deviation in [true, false] {
            let rows = every(&[(1..=30).step_by(2).collect(), vec![3, 4, 8], vec![3, 7]]);
            let fits: Vec<bool> = rows
                .iter()
                .map(|row| {
                    let figure = |at: usize| ends(row[at], 10, mode);
                    let most = figure(0).1;
                    let reaches =
                        |low: End| low.0.below(most.0) || (low.0.same(most.0) && low.1 && most.1);
                    let (low, high) = range(figure(1), figure(2), over);
                    let turned = (over(Part { num: 1, den: 1 }, high.0), high.1);
                    let from_two = |end: End, sign: i64| {
                        let Part { num, den } = end.0;
                        let num = sign * (num - 2 * den);
                        (Part { num, den }, end.1)
                    };
                    match deviation {
                        // A deviation below zero is none: then r ≥ 0 will do.
                        true => {
                            let none = (Part { num: 0, den: 1 }, true);
                            reaches(from_two(low, 1))
                                && reaches(from_two(high, -1))
                                && reaches(none)
                        }
                        false => reaches(low) || reaches(turned),
                    }
                })
                .collect();
            let texts: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.iter().map(|&print| text(print, 1)).collect())
                .collect();
            let rule = match deviation {
                true => "abs(a / b - 2) <= r",
                false => "min(a / b, b / a) <= r",
            };
            Bench::new(rule, "r a b")
                .set(&format!("rounding = \"{mode}\""))
                .all_columns("decimals = 1")
                .holds_to(&texts, &fits);
        }
    }
}
