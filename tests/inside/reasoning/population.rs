//! Small reports at random, the same ones at every run: exact, hedged, rounded
//! and blank figures under rules of every shape that can be reasoned over.

use crate::inside::injection::reports::random::Random;
use std::fmt;

/// A list of figures, and rules over them.
#[derive(Clone, Debug)]
pub(super) struct SmallReport {
    /// Keys with their prints and units.
    pub cells: Vec<(&'static str, String, &'static str)>,
    /// The rules.
    pub rules: Vec<SmallRule>,
}

/// A rule, and what it asks: each product of keys with its factor, the
/// constant as a product of none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SmallRule {
    /// As it is written.
    pub text: String,
    /// What it tolerates.
    pub tolerance: i64,
    /// What must be zero.
    pub zero: Vec<Sum>,
    /// What must be at most zero.
    pub at_most: Vec<Sum>,
}

/// Factors times products of keys.
pub(super) type Sum = Vec<(i64, Vec<&'static str>)>;

const COUNTS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const RATES: [&str; 2] = ["r", "s"];

/// A count as people print it: mostly as it is, of a vague report in every way.
fn count(random: &mut Random, vague: bool) -> String {
    let n = random.between(0, 13);
    let large = random.between(1, 20) * 10;
    match random.below(if vague { 11 } else { 22 }) {
        0 => String::new(),
        1 => format!("about {large}"),
        2 => format!("<{}", n + 2),
        3 => format!("≤{n}"),
        4 => format!("fewer than {}", n + 1),
        5 => format!("不足{}", n + 2),
        6 => format!("{large}多"),
        7 => format!("{}以上", n + 1),
        8 => format!(">{n}"),
        9 => format!("{n}.5"),
        10 | 11 => large.to_string(),
        _ => n.to_string(),
    }
}

fn rate(random: &mut Random) -> String {
    match random.below(8) {
        0 => String::new(),
        1 => format!("{}.{}%", random.between(0, 100), random.between(0, 10)),
        2 => format!("{}%", random.between(100, 260)),
        _ => format!("{}%", random.between(0, 101)),
    }
}

/// `+1·a −1·b …`, each key by itself.
fn sum(terms: &[(i64, &'static str)], constant: i64) -> Sum {
    let mut sum: Sum = terms
        .iter()
        .map(|(factor, key)| (*factor, vec![*key]))
        .collect();
    if constant != 0 {
        sum.push((constant, Vec::new()));
    }
    sum
}

fn equal(text: String, zero: Sum) -> SmallRule {
    let (tolerance, zero, at_most) = (0, vec![zero], Vec::new());
    SmallRule {
        text,
        tolerance,
        zero,
        at_most,
    }
}

fn at_most(text: String, at_most: Vec<Sum>) -> SmallRule {
    let (tolerance, zero) = (0, Vec::new());
    SmallRule {
        text,
        tolerance,
        zero,
        at_most,
    }
}

fn rule(random: &mut Random) -> SmallRule {
    let mut keys = COUNTS.to_vec();
    let mut key = || keys.swap_remove(random.index(keys.len()));
    let (a, b, c, d) = (key(), key(), key(), key());
    let r = RATES[random.index(RATES.len())];
    match random.below(25) {
        0..=3 => equal(
            format!("{a} = {b} + {c}"),
            sum(&[(1, a), (-1, b), (-1, c)], 0),
        ),
        4 | 5 => equal(
            format!("{a} = {b} - {c}"),
            sum(&[(1, a), (-1, b), (1, c)], 0),
        ),
        6 => equal(
            format!("{a} = sum({b}, {c}, {d})"),
            sum(&[(1, a), (-1, b), (-1, c), (-1, d)], 0),
        ),
        7 => equal(
            format!("{a} + {b} = {c} + {d}"),
            sum(&[(1, a), (1, b), (-1, c), (-1, d)], 0),
        ),
        8 => at_most(format!("{a} <= {b}"), vec![sum(&[(1, a), (-1, b)], 0)]),
        9 => at_most(
            format!("{a} >= {b} + {c}"),
            vec![sum(&[(-1, a), (1, b), (1, c)], 0)],
        ),
        10 => equal(format!("{a} = 2 * {b}"), sum(&[(1, a), (-2, b)], 0)),
        11 => equal(
            format!("{a} = {b} + {c} + 20"),
            sum(&[(1, a), (-1, b), (-1, c)], -20),
        ),
        12 => equal(
            format!("2 * {a} + 1 = 2 * {b} + 4 * {c}"),
            sum(&[(2, a), (-2, b), (-4, c)], 1),
        ),
        13 | 14 => equal(
            format!("{r} = {a} / {b}"),
            vec![(1, vec![r, b]), (-1, vec![a])],
        ),
        15 => equal(
            format!("{r} = {a} / ({a} + {b})"),
            vec![(1, vec![r, a]), (1, vec![r, b]), (-1, vec![a])],
        ),
        16 => equal(
            format!("{d} = {a} / {b}"),
            vec![(1, vec![d, b]), (-1, vec![a])],
        ),
        17 => at_most(
            format!("{r} <= {a} / {b}"),
            vec![vec![(1, vec![r, b]), (-1, vec![a])]],
        ),
        18 => at_most(
            format!("max({a}, {b}) <= {c}"),
            vec![sum(&[(1, a), (-1, c)], 0), sum(&[(1, b), (-1, c)], 0)],
        ),
        19 => at_most(
            format!("{a} >= max({b}, {c} + {d})"),
            vec![
                sum(&[(1, b), (-1, a)], 0),
                sum(&[(1, c), (1, d), (-1, a)], 0),
            ],
        ),
        20 => at_most(
            format!("min({a}, {b}) >= {c}"),
            vec![sum(&[(1, c), (-1, a)], 0), sum(&[(1, c), (-1, b)], 0)],
        ),
        21 => at_most(
            format!("abs({a} - {b}) <= 5"),
            vec![sum(&[(1, a), (-1, b)], -5), sum(&[(1, b), (-1, a)], -5)],
        ),
        // That something is in no part is a warning, so parts are all.
        22 => equal(
            format!("{a} includes {b} + {c}"),
            sum(&[(-1, a), (1, b), (1, c)], 0),
        ),
        23 => SmallRule {
            tolerance: 2,
            ..equal(
                format!("{a} = {b} + {c}"),
                sum(&[(1, a), (-1, b), (-1, c)], 0),
            )
        },
        _ => equal(
            format!("{r} = ({a} - {b}) / {b}"),
            vec![(1, vec![r, b]), (-1, vec![a]), (1, vec![b])],
        ),
    }
}

impl SmallReport {
    /// The report of a number, with so many rules at most; every second one
    /// is vague.
    pub(super) fn new(number: u64, rules: u64) -> SmallReport {
        let mut random = Random::new(10, &[number, rules]);
        let unit = *random.pick(&["件", ""]).unwrap_or(&"");
        let mut cells = Vec::new();
        for key in COUNTS {
            let print = count(&mut random, number.is_multiple_of(2));
            let unit = if print.contains('.') { "" } else { unit };
            cells.push((key, print, unit));
        }
        for key in RATES {
            cells.push((key, rate(&mut random), "%"));
        }
        let mut own = Vec::new();
        for _ in 0..=random.below(rules) {
            let rule = rule(&mut random);
            if !own.contains(&rule) {
                own.push(rule);
            }
        }
        SmallReport { cells, rules: own }
    }

    /// Its table.
    pub(super) fn table(&self) -> String {
        let line = |(key, print, unit): &(&str, String, &str)| match print.is_empty() {
            true => format!("{key},,{unit}\n"),
            false => format!("{key},{print},{unit}\n"),
        };
        let lines: String = self.cells.iter().map(line).collect();
        format!("key,value,unit\n{lines}")
    }

    /// Its configuration.
    pub(super) fn configuration(&self) -> String {
        let mut text = "[sections.t]\n".to_owned();
        for (number, rule) in self.rules.iter().enumerate() {
            let check = &rule.text;
            let lines = format!("name = \"r{number}\"\ncheck = \"{check}\"\nunits = \"ignore\"\n");
            text.push_str(&format!("[[sections.t.rules]]\n{lines}"));
            if rule.tolerance > 0 {
                text.push_str(&format!(
                    "tolerance = {{ absolute = {} }}\n",
                    rule.tolerance
                ));
            }
        }
        text
    }
}

impl fmt::Display for SmallReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.table())?;
        for rule in &self.rules {
            writeln!(f, "{} ± {}", rule.text, rule.tolerance)?;
        }
        Ok(())
    }
}
