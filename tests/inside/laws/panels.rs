//! Long tables whose rows several columns tell apart, held against tables in which
//! one column holds a code for each key.

use super::runs::drawn;
use crate::check::{CheckOptions, Outcome};
use crate::inside::support::often::often;
use crate::report::Options;
use crate::rule::Severity;
use proptest::prelude::*;
use std::path::Path;

const AGENCIES: [&str; 5] = ["", "a", "b", "a, b", "\"\"a\"\""];
const PARTS: [&str; 3] = ["", "1", "2"];
const SETTINGS: &str = "
[sections.t]
key = [\"p\", \"q\"]
[sections.t.columns]
n = { whole = true }
p = { text = true }
q = { text = true }
x = {}
y = {}
[sections.v]
key = [\"q\", \"p\"]
[sections.v.columns]
q = { text = true }
p = { text = true }
x = {}
y = {}
";
const CHECKS: [&str; 7] = [
    "x = y",
    "x <= prior.x",
    "x = v.x",
    "growth(x) < 50%",
    "y <= prior.v.x + v.y",
    "if v.x > 1 then x > prior.y",
    "sum(x) >= v.y",
];

/// How a year is printed.
const YEARS: [&str; 4] = ["@", "@年", "FY@", "@ year"];
const PANEL: &str = "
[sections.t]
key = \"p\"
period = \"q\"
[sections.t.columns]
p = { text = true }
q = { text = true }
x = {}
y = {}
";
/// Where `@` is the row before.
const LOOKING_BACK: [&str; 4] = [
    "y = @x",
    "x - y <= @x",
    "(x - @x) / @x <= 50%",
    "@x + @y >= y",
];

/// A row of a panel: its agency, its year, how that is printed, its figures.
type Yearly = (usize, u32, usize, u8, u8);

fn yearly() -> impl Strategy<Value = Vec<Yearly>> {
    let row = (0..2_usize, 2011..2017_u32, 0..YEARS.len(), 0_u8..4, 0_u8..4);
    prop::collection::vec(row, 0..8)
}

/// The row of a year, where there is just one, and whether there are several.
fn of_year(rows: &[Yearly], agency: usize, year: u32) -> (Option<usize>, bool) {
    let is = |row: &&Yearly| row.0 == agency && row.1 == year && row.2 < 3;
    let all = || rows.iter().filter(is).count();
    let at = rows.iter().position(|row| is(&row));
    (at.filter(|_| all() == 1), all() > 1)
}

/// What stands before a row: its name in the tables of named rows.
fn before(now: &[Yearly], earlier: &[Yearly], at: usize, above: bool) -> Option<String> {
    let (agency, year, print, ..) = now[at];
    if above {
        let found = (0..at).rev().find(|row| now[*row].0 == agency)?;
        return Some(format!("r{found}"));
    }
    // `2015 year` is no period.
    if print == 3 {
        return None;
    }
    match of_year(now, agency, year - 1) {
        (Some(row), _) => Some(format!("r{row}")),
        (None, true) => None,
        (None, false) => Some(format!("prior.r{}", of_year(earlier, agency, year - 1).0?)),
    }
}

/// The table as a panel, and the one with a name for each row.
fn panel(rows: &[Yearly]) -> [String; 2] {
    let (mut long, mut named) = ("p,q,x,y\n".to_owned(), "key,x,y\n".to_owned());
    for (at, (agency, year, print, x, y)) in rows.iter().enumerate() {
        let year = YEARS[*print].replace('@', &year.to_string());
        long += &format!("a{agency},{year},{x},{y}\n");
        named += &format!("r{at},{x},{y}\n");
    }
    [long, named]
}

/// A row: its agency, its part, its figures.
type Row = (usize, usize, u8, u8);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0..AGENCIES.len(), 0..PARTS.len(), 0_u8..4, 0_u8..4), 0..7)
}

/// The table with a key of several columns, and the one with a code for it.
fn written(rows: &[Row], turned: bool) -> [String; 2] {
    let mut long = match turned {
        true => "q,p,x,y\n".to_owned(),
        false => "n,p,q,x,y\n".to_owned(),
    };
    let mut short = "key,x,y\n".to_owned();
    for (agency, part, x, y) in rows {
        let (p, q) = (AGENCIES[*agency], PARTS[*part]);
        long += &match turned {
            true => format!("{q},\"{p}\",{x},{y}\n"),
            false => format!("7,\"{p}\",{q},{x},{y}\n"),
        };
        let code = match (agency, part) {
            (0, 0) => String::new(),
            _ => format!("k{agency}{part}"),
        };
        short += &format!("{code},{x},{y}\n");
    }
    [long, short]
}

/// A run on the report of 2016 beside that of 2015, each of two tables.
pub(super) fn run(tables: [[&str; 2]; 2], rules: &str, stream_from: Option<u64>) -> Outcome {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (year, [t, v]) in ["2015", "2016"].into_iter().zip(tables) {
        let report = folder.path().join(year);
        std::fs::create_dir(&report).expect("a folder");
        std::fs::write(report.join("t.csv"), t).expect("a table");
        std::fs::write(report.join("v.csv"), v).expect("a table");
    }
    let options = CheckOptions {
        keep: 50,
        names: true,
        read: Options {
            stream_from,
            ..Options::default()
        },
        ..CheckOptions::default()
    };
    let path: &Path = &folder.path().join("2016");
    drawn(path, rules, &options).0
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(192), ..ProptestConfig::default() })]

    /// A key of several columns is as one column that says all of it.
    #[test]
    fn a_key_of_several_columns_is_as_one_that_says_all_of_it(
        before in rows(), before_v in rows(), now in rows(), now_v in rows(),
        check in prop::sample::select(&CHECKS[..]),
        missing in prop::sample::select(&["skip", "zero", "fail"][..]),
    ) {
        let [t, v] = [written(&before, false), written(&before_v, true)];
        let [now, now_v] = [written(&now, false), written(&now_v, true)];
        let rule = format!("[[sections.t.rules]]\nname = \"r\"\ncheck = '{check}'\nmissing = \"{missing}\"\n");
        let long = format!("{SETTINGS}{rule}");
        for stream_from in [None, Some(0)] {
            let one = run([[&t[0], &v[0]], [&now[0], &now_v[0]]], &long, stream_from);
            let other = run([[&t[1], &v[1]], [&now[1], &now_v[1]]], &rule, stream_from);
            prop_assert!(one.errors.is_empty() && other.errors.is_empty(), "{:?} {:?}", one.errors, other.errors);
            prop_assert_eq!(one.tally, other.tally, "{:?} {}\n{}\n{}", stream_from, rule, now[0], now_v[0]);
            let errors = [&one, &other].map(|outcome| outcome.findings.count(Severity::Error));
            prop_assert_eq!(errors[0], errors[1], "{:?} {}\n{}\n{}", stream_from, rule, now[0], now_v[0]);
        }
    }

    /// The row before another is the one that its key and period name.
    #[test]
    fn the_row_before_is_the_one_that_its_period_names(
        earlier in yearly(), now in yearly(), above in any::<bool>(),
        check in prop::sample::select(&LOOKING_BACK[..]),
    ) {
        let (then, tables) = (panel(&earlier), panel(&now));
        let rule = |name: &str, check: &str| format!("[[sections.t.rules]]\nname = \"{name}\"\ncheck = '{check}'\n");
        let name = if above { "previous." } else { "prior." };
        let mut expected_open = 0;
        let mut each = String::new();
        for at in 0..now.len() {
            let Some(found) = before(&now, &earlier, at, above) else {
                expected_open += 1;
                continue;
            };
            let words: Vec<String> = check.split_inclusive([' ', ')', '(']).map(|word| match word.trim_matches([' ', ')', '(']) {
                "x" | "y" => word.replace('x', &format!("r{at}.x")).replace('y', &format!("r{at}.y")),
                _ => word.replace('@', &format!("{found}.")),
            }).collect();
            each += &rule(&format!("r{at}"), &words.concat());
        }
        let once = format!("{PANEL}{}", rule("r", &check.replace('@', name)));
        let other = "key,x,y\nz,1,1\n";
        for stream_from in [None, Some(0)] {
            let one = run([[&then[0], other], [&tables[0], other]], &once, stream_from);
            let many = run([[&then[1], other], [&tables[1], other]], &each, stream_from);
            prop_assert!(one.errors.is_empty() && many.errors.is_empty(), "{:?} {:?}\n{}", one.errors, many.errors, each);
            let mut expected = many.tally;
            expected.not_checked += expected_open;
            prop_assert_eq!(one.tally, expected, "{:?} {}\n{}\n{}\n{}", stream_from, once, tables[0], then[0], each);
        }
    }
}

/// Where nothing is said of the key, a long table is read as a whole for the row above.
#[test]
fn the_row_above_is_known_in_long_tables_too() {
    let rows: String = (0..300).map(|at| format!("k{at},{},1\n", at % 7)).collect();
    let table = format!("key,x,y\n{rows}");
    let rule = "[[sections.t.rules]]\nname = \"r\"\ncheck = \"x > previous.x\"\n";
    let other = "key,x,y\nz,1,1\n";
    let tallies = [None, Some(0)].map(|stream_from| {
        let outcome = run([[other, other], [&table, other]], rule, stream_from);
        assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
        outcome.tally
    });
    assert_eq!(tallies[0], tallies[1]);
    assert_eq!((tallies[0].inconsistent, tallies[0].not_checked), (42, 1));
}
