//! What rules ask of texts: a list is as good as its members by themselves, a
//! pattern of plain letters as the text that it is, and one list as the same in a
//! file; held, streamed and told in short.

use crate::check::{CheckOptions, check};
use crate::finding::Tally;
use crate::inside::support::folder::Folder;
use crate::inside::support::often::often;
use crate::report::{Options, Report, configuration};
use proptest::prelude::*;

/// Rules that come to the same.
const ALIKE: [[&str; 2]; 17] = [
    [
        "kind in (\"city\", \"town\")",
        "kind = \"city\" or kind = \"town\"",
    ],
    [
        "kind not in (\"city\", \"town\")",
        "kind != \"city\" and kind != \"town\"",
    ],
    [
        "not kind in (\"city\", \"town\")",
        "kind not in (\"city\", \"town\")",
    ],
    ["kind in kinds", "kind in (\"city\", \"town\")"],
    ["kind in filed", "kind in kinds"],
    ["a in (1, 7, 12)", "a = 1 or a = 7 or a = 12"],
    ["a not in (1, 7)", "a != 1 and a != 7"],
    ["a in counts", "a in (1, 7, 12)"],
    [
        "matches(kind, \"city|town\")",
        "kind in (\"city\", \"town\")",
    ],
    ["length(kind) = 0", "kind = \"\""],
    ["reported(kind)", "kind != \"\""],
    ["kind = other", "not (kind != other)"],
    [
        "if kind in kinds then reported(a)",
        "if kind = \"city\" or kind = \"town\" then reported(a) = 1",
    ],
    [
        "sum(a where kind in kinds) = 40",
        "sum(a where kind = \"city\" or kind = \"town\") = 40",
    ],
    [
        "count(key where matches(kind, \"ci.*\")) >= 2",
        "count(key where kind = \"city\") >= 2",
    ],
    [
        "sum(a where kind = other) <= 30",
        "sum(a where not (kind != other)) <= 30",
    ],
    [
        "count(key where length(kind) > 0) = count(key where reported(kind))",
        "count(key where kind != \"\") = count(key where kind not in (\"\"))",
    ],
];

const LISTS: &str = "[lists]\nkinds = [\"city\", \"town\"]\nfiled = \"kinds.csv\"\n\
                     counts = [1, 7, \"12\"]\n";

fn rows() -> impl Strategy<Value = String> {
    let text = || prop::sample::select(&["city", "town", "", "\"city\"", "cty", "village"][..]);
    let figure = prop::sample::select(&["1", "7", "12", "3", "", "<3", "约12", "-", "0.7万"][..]);
    let row = (text(), text(), figure);
    prop::collection::vec(row, 0..30).prop_map(|rows| {
        let rows = rows.iter().enumerate();
        let rows = rows.map(|(at, (kind, other, a))| format!("k{at},{kind},{other},{a},{at}\n"));
        rows.collect()
    })
}

fn tallies(table: &str, checks: &[&str], streamed: bool) -> Vec<Tally> {
    let folder = Folder::new();
    folder.file("2016/t.csv", table);
    folder.file("kinds.csv", "kind,what\ncity,a city\ntown,a town\n");
    let mut rules = format!(
        "{LISTS}[sections.t.columns]\nkind = {{ text = true }}\nother = {{ text = true }}\na = {{}}\nb = {{}}\n"
    );
    for (at, check) in checks.iter().enumerate() {
        rules.push_str(&format!(
            "[[sections.t.rules]]\nname = \"r{at}\"\ncheck = '{check}'\n"
        ));
    }
    folder.file("reportcheck.toml", &rules);
    let read = Options {
        stream_from: streamed.then_some(0),
        ..Options::default()
    };
    let report = folder.path().join("2016");
    let loaded = configuration(&report, &read);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    let mut report = Report::open(&report, &loaded.config, &read);
    let options = CheckOptions {
        read,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &loaded.config, &options);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    outcome.rules.iter().map(|rule| rule.tally).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(40), ..ProptestConfig::default() })]

    #[test]
    fn a_list_is_as_good_as_its_members_held_and_streamed(rows in rows()) {
        let table = format!("key,kind,other,a,b\n{rows}");
        let checks: Vec<&str> = ALIKE.iter().flatten().copied().collect();
        let held = tallies(&table, &checks, false);
        prop_assert_eq!(&held, &tallies(&table, &checks, true), "{}", table);
        for (pair, tallies) in ALIKE.iter().zip(held.chunks(2)) {
            prop_assert_eq!(tallies[0], tallies[1], "{:?}\n{}", pair, table);
        }
    }
}

/// A rule whose figures are all missing is not checked; else a blank is zero.
#[test]
fn blanks_are_zero_where_any_figure_is_there() {
    let table = "key,a,b,c\nx,1,,1\ny,,,\nz,,2,1\nw,-,,\n";
    let of = |missing: &str| {
        let folder = Folder::new();
        folder.file("t.csv", table);
        let rule = format!(
            "[[sections.t.rules]]\nname = \"r\"\ncheck = \"a + b = c\"\nmissing = \"{missing}\"\n"
        );
        folder.file("reportcheck.toml", rule);
        let read = Options::default();
        let loaded = configuration(folder.path(), &read);
        assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
        let mut report = Report::open(folder.path(), &loaded.config, &read);
        let outcome = check(&mut report, &loaded.config, &CheckOptions::default());
        let tally = outcome.tally;
        (tally.consistent, tally.inconsistent, tally.not_checked)
    };
    assert_eq!(of("zero"), (2, 1, 1));
    assert_eq!(of("zero-if-any"), (1, 1, 2));
}

/// A rule with a time comes out as the same rule without one in a report of that
/// time, and in another as if it were not there, but that it is told.
#[test]
fn a_rule_with_a_time_is_there_or_is_not() {
    let of = |year: &str, rule: &str| {
        let folder = Folder::new();
        folder.file(&format!("{year}/t.csv"), "key,a,b\nx,1,1\ny,1,2\nz,,2\n");
        folder.file("reportcheck.toml", rule);
        let read = Options::default();
        let report = folder.path().join(year);
        let loaded = configuration(&report, &read);
        assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
        let mut report = Report::open(&report, &loaded.config, &read);
        let outcome = check(&mut report, &loaded.config, &CheckOptions::default());
        assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
        (outcome.tally, outcome.findings.counts)
    };
    let rule = "[[sections.t.rules]]\nname = \"r\"\ncheck = \"a = b\"\n";
    let (plain, findings) = of("2015", rule);
    for (times, years_in, years_out) in [
        (
            "from = \"2015\"",
            &["2015", "2016", "2015-Q1", "2015-2016"][..],
            &["2014", "2014-Q4"][..],
        ),
        (
            "until = \"2015\"",
            &["2015", "2014", "2015-12", "2014-2015"],
            &["2016", "2016-01"],
        ),
        (
            "from = \"2014-Q3\"\nuntil = \"2015-Q2\"",
            &["2014-Q3", "2015-Q1", "2015-05"],
            &["2016", "2014-Q2", "2013"],
        ),
    ] {
        let timed = format!("{rule}{times}\n");
        for year in years_in {
            assert_eq!(of(year, &timed), (plain, findings), "{year} {times}");
        }
        for year in years_out {
            let (tally, counts) = of(year, &timed);
            let none = (tally.consistent, tally.inconsistent, tally.not_checked);
            assert_eq!(none, (0, 0, 1), "{year} {times}");
            assert_eq!(counts, of(year, "[sections.t]\n").1, "{year} {times}");
        }
    }
}
