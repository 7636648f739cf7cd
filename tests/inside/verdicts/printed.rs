//! Verdicts over the ways that figures are printed in: decimal commas,
//! durations, suppressed counts, hedged figures of either sign, top and bottom
//! codes, counts with their shares. What each print allows is written down
//! here beside the print, and every way to take one value of each is tried.

use super::bench::{Bench, Said};
use crate::inside::injection::reports::random::Random;

/// An end: where, and whether it is a value itself; `None` where there is none.
type End = Option<(i64, bool)>;

/// Values from one end to another.
#[derive(Clone, Copy, Debug)]
struct Span {
    lo: End,
    hi: End,
}

impl Span {
    fn at(value: i64) -> Span {
        let end = Some((value, true));
        Span { lo: end, hi: end }
    }

    fn around(value: i64, by: i64) -> Span {
        Span {
            lo: Some((value - by, true)),
            hi: Some((value + by, true)),
        }
    }

    fn plus(self, times: i64, other: Span) -> Span {
        let (low, high) = match times < 0 {
            true => (other.hi, other.lo),
            false => (other.lo, other.hi),
        };
        let add = |one: End, other: End| {
            let ((one, a), (other, b)) = (one?, other?);
            Some((one + times * other, a && b))
        };
        match times {
            0 => self,
            _ => Span {
                lo: add(self.lo, low),
                hi: add(self.hi, high),
            },
        }
    }

    fn reaches_down_to_zero(self) -> bool {
        self.lo
            .is_none_or(|(lo, closed)| lo < 0 || (lo == 0 && closed))
    }

    fn reaches_up_to_zero(self) -> bool {
        self.hi
            .is_none_or(|(hi, closed)| hi > 0 || (hi == 0 && closed))
    }
}

/// A cell, and what it may stand for: any one of these.
#[derive(Clone, Debug)]
struct Printed {
    text: String,
    spans: Vec<Span>,
    hidden: bool,
}

impl Printed {
    fn new(text: impl Into<String>, spans: Vec<Span>) -> Printed {
        let text = text.into();
        let hidden = text.is_empty() || text == "*";
        Printed {
            text,
            spans,
            hidden,
        }
    }

    fn whole(text: impl Into<String>, from: i64, to: i64) -> Printed {
        Printed::new(text, (from..=to).map(Span::at).collect())
    }

    /// As a cell of a CSV file.
    fn cell(&self) -> String {
        format!("\"{}\"", self.text)
    }
}

/// `factors · (a, b, c)` against zero.
struct Rule {
    text: &'static str,
    factors: [i64; 3],
    equal: bool,
    /// What `a` is, where the rule holds just so.
    solved: fn(i64, i64) -> i64,
}

const RULES: [Rule; 5] = [
    Rule {
        text: "a = b + c",
        factors: [1, -1, -1],
        equal: true,
        solved: |b, c| b + c,
    },
    Rule {
        text: "a = b - c",
        factors: [1, -1, 1],
        equal: true,
        solved: |b, c| b - c,
    },
    Rule {
        text: "a + b = 2 * c",
        factors: [1, 1, -2],
        equal: true,
        solved: |b, c| 2 * c - b,
    },
    Rule {
        text: "a <= b",
        factors: [1, -1, 0],
        equal: false,
        solved: |b, _| b,
    },
    Rule {
        text: "b + c <= a",
        factors: [-1, 1, 1],
        equal: false,
        solved: |b, c| b + c,
    },
];

impl Rule {
    /// Whether one of each cell's values make it hold.
    fn fits(&self, row: &[Printed]) -> bool {
        let mut sums = vec![Span::at(0)];
        for (cell, factor) in row.iter().zip(self.factors) {
            if factor != 0 {
                let with = |sum: &Span| {
                    let spans = cell.spans.iter();
                    spans
                        .map(|span| sum.plus(factor, *span))
                        .collect::<Vec<_>>()
                };
                sums = sums.iter().flat_map(with).collect();
            }
        }
        sums.iter()
            .any(|sum| sum.reaches_down_to_zero() && (!self.equal || sum.reaches_up_to_zero()))
    }

    /// Whether it names a cell that does not say its figure.
    fn hidden(&self, row: &[Printed]) -> bool {
        let mut named = row.iter().zip(self.factors);
        named.any(|(cell, factor)| factor != 0 && cell.hidden)
    }
}

/// A way to print figures.
struct Style {
    name: &'static str,
    /// What its columns say of themselves.
    column: &'static str,
    /// Rows that tell how the table is printed.
    evidence: fn() -> Vec<Printed>,
    /// A print of a value.
    print: fn(i64, &mut Random) -> Printed,
    /// The values of `b` and `c`.
    most: u64,
    /// How far `a` may be off.
    off: u64,
}

/// `1234567` hundredths as `12.345,67`, and what it allows in half hundredths.
fn with_comma(hundredths: i64, random: &mut Random) -> Printed {
    let step = *random.pick(&[1, 1, 1, 10, 100]).expect("a step");
    let last = hundredths.div_euclid(step);
    let value = 2 * last * step;
    let (whole, fraction) = match step {
        1 => (last / 100, format!(",{:02}", last.abs() % 100)),
        10 => (last / 10, format!(",{}", last.abs() % 10)),
        _ => (last, String::new()),
    };
    let sign = if last < 0 { "-" } else { "" };
    let whole = whole.abs();
    let whole = match whole {
        1000.. => format!("{}.{:03}", whole / 1000, whole % 1000),
        _ => whole.to_string(),
    };
    let span = match step {
        100 => Span::at(value),
        _ => Span::around(value, step),
    };
    Printed::new(format!("{sign}{whole}{fraction}"), vec![span])
}

/// Hours and minutes; in half minutes.
fn hours(minutes: i64, _: &mut Random) -> Printed {
    let minutes = minutes.max(0);
    let text = format!("{}:{:02}", minutes / 60, minutes % 60);
    Printed::new(text, vec![Span::around(2 * minutes, 1)])
}

/// Seconds as `m:ss` or `h:mm:ss`; in half seconds.
fn clock(seconds: i64, random: &mut Random) -> Printed {
    let seconds = seconds.max(0);
    let (minutes, rest) = (seconds / 60, seconds % 60);
    let text = match random.below(2) {
        0 => format!("{minutes}:{rest:02}"),
        _ => format!("{}:{:02}:{rest:02}", minutes / 60, minutes % 60),
    };
    Printed::new(text, vec![Span::around(2 * seconds, 1)])
}

/// A count, perhaps suppressed.
fn suppressed(count: i64, random: &mut Random) -> Printed {
    let count = count.max(0);
    match random.below(8) {
        0 => Printed::whole("*", 0, 60),
        1 => Printed::whole("", 0, 60),
        2 | 3 => {
            let below = count + random.between(1, 4);
            Printed::whole(format!("<{below}"), 0, below - 1)
        }
        _ => Printed::whole(count.to_string(), count, count),
    }
}

/// A figure of either sign, perhaps hedged; in halves.
fn signed(value: i64, random: &mut Random) -> Printed {
    let more = value.max(0) + random.between(1, 4);
    let from = |end: (i64, bool)| Span {
        lo: Some(end),
        hi: None,
    };
    let to = |end: (i64, bool)| Span {
        lo: None,
        hi: Some(end),
    };
    let (text, span) = match random.below(10) {
        0 => (format!("<{more}"), to((2 * more, false))),
        1 => (format!("≤{more}"), to((2 * more, true))),
        2 => (format!("more than {more}"), from((2 * more, false))),
        3 => (format!("{more}以上"), from((2 * more, true))),
        4 if more % 10 != 0 => (format!("约{more}"), Span::around(2 * more, 1)),
        _ => (value.to_string(), Span::at(2 * value)),
    };
    Printed::new(text, vec![span])
}

/// A count with codes for the least and the greatest.
fn coded(count: i64, _: &mut Random) -> Printed {
    match count {
        ..=10 => Printed::whole("10-", 0, 10),
        40.. => Printed::whole("40+", 40, 200),
        _ => Printed::whole(count.to_string(), count, count),
    }
}

fn nothing() -> Vec<Printed> {
    Vec::new()
}

fn commas() -> Vec<Printed> {
    let tenths = |text: &str, tenths: i64| Printed::new(text, vec![Span::around(20 * tenths, 10)]);
    vec![tenths("1.070,8", 10_708), tenths("107,8", 1_078)]
}

fn codes() -> Vec<Printed> {
    vec![Printed::whole("40+", 40, 200), Printed::whole("10-", 0, 10)]
}

const STYLES: [Style; 8] = [
    Style {
        name: "decimal commas that are said",
        column: "decimal = \",\"",
        evidence: nothing,
        print: with_comma,
        most: 300_000,
        off: 30,
    },
    Style {
        name: "decimal commas that the table shows",
        column: "",
        evidence: commas,
        print: with_comma,
        most: 300_000,
        off: 30,
    },
    Style {
        name: "hours",
        column: "unit = \"h:mm\"",
        evidence: nothing,
        print: hours,
        most: 1_500,
        off: 4,
    },
    Style {
        name: "clock",
        column: "",
        evidence: nothing,
        print: clock,
        most: 9_000,
        off: 4,
    },
    Style {
        name: "suppressed counts",
        column: "unit = \"people\"",
        evidence: nothing,
        print: suppressed,
        most: 12,
        off: 4,
    },
    Style {
        name: "suppressed counts without a unit",
        column: "whole = true",
        evidence: nothing,
        print: suppressed,
        most: 12,
        off: 4,
    },
    Style {
        name: "hedged figures of either sign",
        column: "signed = true",
        evidence: nothing,
        print: signed,
        most: 14,
        off: 8,
    },
    Style {
        name: "top and bottom codes",
        column: "unit = \"people\"",
        evidence: codes,
        print: coded,
        most: 45,
        off: 6,
    },
];

/// Rows of each style under each rule.
const ROWS: usize = 50;

/// Rows that a rule nearly holds for, and those that tell how they are printed.
fn rows(style: &Style, rule: &Rule, number: u64) -> Vec<Vec<Printed>> {
    let mut random = Random::new(3, &[number]);
    let evidence = (style.evidence)();
    let evidence = evidence.iter().map(|cell| vec![cell.clone(); 3]);
    let mut rows: Vec<Vec<Printed>> = evidence.collect();
    while rows.len() < ROWS {
        let (b, c) = (random.between(0, style.most), random.between(0, style.most));
        let (b, c) = match rule.text {
            "a = b - c" if style.name != STYLES[6].name => (b.max(c), b.min(c)),
            _ => (b, c),
        };
        let off = random.between(0, 2 * style.off + 1) - i64::try_from(style.off).expect("few");
        let a = (rule.solved)(b, c) + off;
        rows.push(
            [a, b, c]
                .map(|value| (style.print)(value, &mut random))
                .to_vec(),
        );
    }
    rows
}

#[test]
fn whatever_the_print_verdicts_are_those_of_brute_force() {
    for (number, style) in (0u64..).zip(&STYLES) {
        let (mut held, mut failed) = (0, 0);
        for (at, rule) in (0u64..).zip(&RULES) {
            let rows = rows(style, rule, 10 * number + at);
            let mut bench = Bench::new(rule.text, "a b c");
            if !style.column.is_empty() {
                bench = bench.all_columns(style.column);
            }
            let cells: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.iter().map(Printed::cell).collect())
                .collect();
            for (row, said) in rows.iter().zip(bench.judge(&cells)) {
                let fits = rule.fits(row);
                let right = match &said {
                    Said::Fits => fits && !rule.hidden(row),
                    Said::Clash(_) => !fits,
                    Said::Open(_) => fits && rule.hidden(row),
                };
                let prints: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
                assert!(
                    right,
                    "{}: {} over {prints:?}: {said:?}",
                    style.name, rule.text
                );
                held += usize::from(fits);
                failed += usize::from(!fits);
            }
        }
        assert!(held > 30 && failed > 30, "{}: {held}, {failed}", style.name);
    }
}

/// Every small count with every share: the share is one of some count's, and
/// the count is no more than all.
#[test]
fn a_share_beside_its_count_is_checked_as_a_figure_of_its_own() {
    let mut rows = Vec::new();
    let mut shares = Vec::new();
    let mut parts = Vec::new();
    for all in 1..14i64 {
        for cases in 0..all + 2 {
            let near = (200 * cases + all) / (2 * all);
            for percent in near - 2..=near + 2 {
                if percent < 0 {
                    continue;
                }
                rows.push(vec![format!("{cases} ({percent}%)"), all.to_string()]);
                shares.push((200 * cases - 2 * percent * all).abs() <= all);
                parts.push(cases <= all);
            }
        }
    }
    let bench = |rule: &str| Bench::new(rule, "cases all").all_columns("unit = \"people\"");
    bench("`cases %` = cases / all").holds_to(&rows, &shares);
    bench("cases <= all").holds_to(&rows, &parts);
}

/// A rate of a count that its print lets be zero is one of the others, or not
/// checked where only zero is left.
#[test]
fn a_divisor_that_may_be_zero_is_tried_where_it_is_not() {
    let bench = Bench::new("rate = part / whole", "rate part whole")
        .column("rate", "unit = \"%\"")
        .column("part", "unit = \"people\"")
        .column("whole", "unit = \"people\"");
    let (mut fitting, mut open) = (0, 0);
    let mut rows = Vec::new();
    let mut expected = Vec::new();
    for most in 1..7i64 {
        for part in 0..9i64 {
            let whole = 1 + (part + most) % most;
            let near = 100 * part / whole;
            for percent in [near - 1, near, near + 1] {
                if percent < 0 {
                    continue;
                }
                let fits =
                    (1..=most).any(|whole| (200 * part - 2 * percent * whole).abs() <= whole);
                rows.push(vec![
                    format!("{percent}%"),
                    part.to_string(),
                    format!("≤{most}"),
                ]);
                expected.push(fits);
            }
        }
    }
    for ((row, fits), said) in rows.iter().zip(expected).zip(bench.judge(&rows)) {
        match said {
            Said::Fits => assert!(fits, "{row:?}"),
            Said::Open(crate::finding::WhyNot::DivisionByZero) => assert!(!fits, "{row:?}"),
            other => panic!("{row:?}: {other:?}"),
        }
        fitting += usize::from(fits);
        open += usize::from(!fits);
    }
    assert!(fitting > 50 && open > 50, "{fitting}, {open}");
}
