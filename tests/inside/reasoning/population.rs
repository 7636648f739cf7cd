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
    pub rules: Vec<String>,
}

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

fn rule(random: &mut Random) -> String {
    let mut keys = COUNTS.to_vec();
    let mut key = || keys.swap_remove(random.index(keys.len()));
    let (a, b, c, d) = (key(), key(), key(), key());
    let r = RATES[random.index(RATES.len())];
    match random.below(24) {
        0..=3 => format!("{a} = {b} + {c}"),
        4 | 5 => format!("{a} = {b} - {c}"),
        6 => format!("{a} = sum({b}, {c}, {d})"),
        7 => format!("{a} + {b} = {c} + {d}"),
        8 => format!("{a} <= {b}"),
        9 => format!("{a} >= {b} + {c}"),
        10 => format!("{a} = 2 * {b}"),
        11 => format!("{a} = {b} + {c} + 20"),
        12 => format!("2 * {a} + 1 = 2 * {b} + 4 * {c}"),
        13 | 14 => format!("{r} = {a} / {b}"),
        15 => format!("{r} = {a} / ({a} + {b})"),
        16 => format!("{d} = {a} / {b}"),
        17 => format!("{r} <= {a} / {b}"),
        18 => format!("max({a}, {b}) <= {c}"),
        19 => format!("{a} >= max({b}, {c} + {d})"),
        20 => format!("min({a}, {b}) >= {c}"),
        21 => format!("abs({a} - {b}) <= 5"),
        22 => format!("{a} includes {b} + {c}"),
        _ => format!("{r} = ({a} - {b}) / {b}"),
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
            let lines = format!("name = \"r{number}\"\ncheck = \"{rule}\"\nunits = \"ignore\"\n");
            text.push_str(&format!("[[sections.t.rules]]\n{lines}"));
        }
        text
    }
}

impl fmt::Display for SmallReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.table(), self.rules.join("\n"))
    }
}
