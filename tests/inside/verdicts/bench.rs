//! A table of prints, one rule, and what is said of every row; and the
//! independent roundings that brute force enumerates.

use crate::check::{CheckOptions, Outcome, check};
use crate::figure::Rounding;
use crate::finding::WhyNot;
use crate::report::{Options, Report};
use crate::rule::load;
use std::collections::HashMap;
use std::path::Path;

/// What is said of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Some true values fit.
    Fits,
    /// None do; the finding's code.
    Clash(&'static str),
    /// Not checked.
    Open(WhyNot),
}

/// A table with one rule.
#[derive(Clone, Default)]
pub(super) struct Bench {
    rule: String,
    settings: String,
    columns: Vec<(String, String)>,
    rounding: Option<Rounding>,
}

impl Bench {
    /// For a rule, over columns that are separated by blanks.
    pub(super) fn new(rule: &str, columns: &str) -> Bench {
        Bench {
            rule: rule.to_owned(),
            columns: columns
                .split_whitespace()
                .map(|name| (name.to_owned(), String::new()))
                .collect(),
            ..Bench::default()
        }
    }

    /// A line of the rule's settings.
    pub(super) fn set(mut self, line: &str) -> Bench {
        self.settings.push_str(line);
        self.settings.push('\n');
        self
    }

    /// A line of each column's settings.
    pub(super) fn all_columns(mut self, line: &str) -> Bench {
        for (_, settings) in &mut self.columns {
            settings.push_str(line);
            settings.push('\n');
        }
        self
    }

    /// A line of one column's settings.
    pub(super) fn column(mut self, name: &str, line: &str) -> Bench {
        for (known, settings) in &mut self.columns {
            if known == name {
                settings.push_str(line);
                settings.push('\n');
            }
        }
        self
    }

    /// Rounding as the command line's `--rounding` sets it.
    pub(super) fn over_all(mut self, mode: Rounding) -> Bench {
        self.rounding = Some(mode);
        self
    }

    fn config(&self) -> String {
        let mut text = format!(
            "[[sections.t.rules]]\nname = \"r\"\ncheck = '''{}'''\n{}",
            self.rule, self.settings
        );
        let said = self
            .columns
            .iter()
            .filter(|(_, settings)| !settings.is_empty());
        for (name, settings) in said {
            text.push_str(&format!("[sections.t.columns.{name}]\n{settings}"));
        }
        text
    }

    fn outcome(&self, rows: &[Vec<String>], keep: usize) -> Outcome {
        let folder = tempfile::tempdir().expect("a folder");
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let mut table = format!("key,{}\n", names.join(","));
        for (number, row) in rows.iter().enumerate() {
            table.push_str(&format!("r{number},{}\n", row.join(",")));
        }
        let path = folder.path().join("t.csv");
        std::fs::write(&path, table).expect("the table");
        let (config, mistakes) = load(Path::new("reportcheck.toml"), &self.config());
        assert!(mistakes.is_empty(), "{mistakes:?}\n{}", self.config());
        let read = Options {
            rounding: self.rounding,
            ..Options::default()
        };
        let mut report = Report::open(&path, &config, &read);
        let options = CheckOptions {
            keep,
            read,
            ..CheckOptions::default()
        };
        let outcome = check(&mut report, &config, &options);
        assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
        assert_eq!(outcome.tally.checks(), rows.len() as u64, "{}", self.rule);
        outcome
    }

    /// What is said of each row of prints.
    pub(super) fn judge(&self, rows: &[Vec<String>]) -> Vec<Said> {
        let outcome = self.outcome(rows, usize::MAX);
        // A rule that names no figure is checked once, for the first row.
        let mut said: HashMap<String, Said> = HashMap::new();
        for finding in outcome.findings.kept.iter().filter(|f| f.rule.is_some()) {
            let row = finding.row_key().unwrap_or("r0").to_owned();
            said.insert(row, Said::Clash(finding.code.name()));
        }
        for open in &outcome.not_checked {
            let row = open.row.as_ref().map(|row| row.key.clone());
            let row = row.unwrap_or_else(|| "r0".to_owned());
            said.insert(row, Said::Open(open.why.clone()));
        }
        (0..rows.len())
            .map(|number| said.remove(&format!("r{number}")).unwrap_or(Said::Fits))
            .collect()
    }

    /// What is said of one row.
    pub(super) fn one(&self, row: &[&str]) -> Said {
        let row = row.iter().map(|cell| (*cell).to_owned()).collect();
        self.judge(&[row]).remove(0)
    }

    /// Holds every row to what brute force says of it.
    pub(super) fn holds_to(&self, rows: &[Vec<String>], expected: &[bool]) {
        for wanted in [true, false] {
            let alike = || {
                rows.iter()
                    .zip(expected)
                    .filter(|(_, fits)| **fits == wanted)
            };
            let alike: Vec<Vec<String>> = alike().map(|(row, _)| row.clone()).collect();
            let tally = self.outcome(&alike, 0).tally;
            let found = if wanted {
                tally.consistent
            } else {
                tally.inconsistent
            };
            if found == alike.len() as u64 {
                continue;
            }
            // Findings in full take time: only now, to name a row.
            for (row, said) in alike.iter().zip(self.judge(&alike)) {
                let right = matches!(
                    (&said, wanted),
                    (Said::Fits, true) | (Said::Clash(_), false)
                );
                let rule = (&self.rule, &self.settings, &self.columns, self.rounding);
                assert!(right, "{rule:?} over {row:?}: {said:?}, but fits: {wanted}");
            }
        }
    }
}

/// Whether `value` (in `parts`-ths of the last printed place) may be printed
/// as `print` (in last places).
pub(super) fn printed_so(value: i64, parts: i64, mode: Rounding, print: i64) -> bool {
    let (down, rest) = (value.div_euclid(parts), value.rem_euclid(parts));
    let up = down + i64::from(rest > 0);
    let (inward, outward) = if value < 0 { (up, down) } else { (down, up) };
    let tie = 2 * rest == parts;
    let close = if 2 * rest > parts { up } else { down };
    match mode {
        Rounding::Floor => down == print,
        Rounding::Ceiling => up == print,
        Rounding::Truncate => inward == print,
        Rounding::Away => outward == print,
        Rounding::HalfUp => (if tie { outward } else { close }) == print,
        Rounding::HalfDown => (if tie { inward } else { close }) == print,
        Rounding::HalfEven => {
            let even = if down % 2 == 0 { down } else { up };
            (if tie { even } else { close }) == print
        }
        Rounding::Nearest => close == print || (tie && up == print),
        Rounding::Any => down == print || up == print,
    }
}

/// All true values that may be printed so, in `parts`-ths of the last place.
pub(super) fn true_values(print: i64, parts: i64, mode: Rounding) -> Vec<i64> {
    (parts * (print - 2)..=parts * (print + 2))
        .filter(|&value| printed_so(value, parts, mode, print))
        .collect()
}

/// A print of so many last places, with a point before `places` digits.
pub(super) fn text(print: i64, places: usize) -> String {
    let digits = format!("{:0>width$}", print.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if print < 0 { "-" } else { "" };
    let point = if places > 0 { "." } else { "" };
    format!("{sign}{whole}{point}{fraction}")
}

/// Every way to take one of each list, as rows.
pub(super) fn every(lists: &[Vec<i64>]) -> Vec<Vec<i64>> {
    lists.iter().fold(vec![Vec::new()], |rows, list| {
        rows.iter()
            .flat_map(|row| {
                list.iter()
                    .map(move |value| [row.as_slice(), &[*value]].concat())
            })
            .collect()
    })
}

/// Whether some way to take one of each list passes the test.
pub(super) fn some(
    lists: &[Vec<i64>],
    taken: &mut Vec<i64>,
    test: &impl Fn(&[i64]) -> bool,
) -> bool {
    let Some(list) = lists.get(taken.len()) else {
        return test(taken);
    };
    list.iter().any(|&value| {
        taken.push(value);
        let found = some(lists, taken, test);
        taken.pop();
        found
    })
}
