//! Rules as other rule languages write them (R validate, VTL, DHIS2, ESS, deductive
//! editing), each with the rule that says the same here, and what is said of every row.

use crate::check::{CheckOptions, check};
use crate::inside::support::folder::Folder;
use crate::report::{Options, Report};
use crate::rule::load;
use std::collections::BTreeSet;
use std::path::Path;

/// Firms of two years and regions; the last one lacks two figures.
const FIRMS: &str = "\
key,kind,code,region,turnover,cost,profit,staff,women,part
a,IN,AB12,north,100,60,40,10,4,40%
b,OUT,AB13,north,80,85,-5,3,3,100%
c,IN,XY99,south,50,30,25,0,0,
d,BOTH,A1,south,,20,,5,6,60%
";

/// A series of each of two places.
const SERIES: &str = "\
place,year,x,y
n,2014,10,5
n,2015,12,6
n,2016,30,6
s,2015,7,1
s,2016,7,2
";

const SETTINGS: &str = "\
[sections.t.columns]
kind = { text = true }
code = { text = true }
region = { text = true }
turnover = {}
cost = {}
profit = { signed = true }
staff = { whole = true }
women = { whole = true }
part = { unit = \"%\" }
[sections.p]
key = \"place\"
period = \"year\"
[sections.p.columns]
place = { text = true }
year = { text = true }
x = {}
y = {}
[lists]
regions = [\"north\", \"south\"]
";

/// Rules of other languages, each with the same here, how many checks it makes, and
/// which rows or groups fail and which are not checked; a rule that is checked once is
/// `-`. First those over the firms, then those over the series.
const CASES: &str = include_str!("peers.txt");

/// One of them.
struct Case<'t> {
    theirs: &'t str,
    ours: &'t str,
    section: &'static str,
    checks: u64,
    fails: BTreeSet<String>,
    open: BTreeSet<String>,
}

fn cases() -> Vec<Case<'static>> {
    let mut section = "t";
    let mut cases = Vec::new();
    for line in CASES.lines() {
        match line {
            "[firms]" => section = "t",
            "[series]" => section = "p",
            _ if line.is_empty() || line.starts_with('#') => {}
            _ => {
                let parts: Vec<&str> = line.split(" ~").map(str::trim).collect();
                let [theirs, ours, checks, fails, open] = parts.as_slice() else {
                    panic!("{line}");
                };
                cases.push(Case {
                    theirs,
                    ours,
                    section,
                    checks: checks.parse().expect("a number"),
                    fails: listed(fails),
                    open: listed(open),
                });
            }
        }
    }
    cases
}

fn listed(text: &str) -> BTreeSet<String> {
    let all = text.split(';').filter(|one| !one.is_empty());
    all.map(|one| one.trim().to_owned()).collect()
}

/// What is said of a rule: its checks, what fails, what is open.
fn said(case: &Case<'_>) -> (u64, BTreeSet<String>, BTreeSet<String>) {
    let (folder, section) = (Folder::new(), case.section);
    folder.file("2024/t.csv", FIRMS).file("2024/p.csv", SERIES);
    let (check_text, settings) = case.ours.split_once('|').unwrap_or((case.ours, ""));
    let text = format!(
        "[[sections.{section}.rules]]\nname = \"r\"\ncheck = '''{check_text}'''\n{settings}\n{SETTINGS}"
    );
    let (config, mistakes) = load(Path::new("reportcheck.toml"), &text);
    assert!(mistakes.is_empty(), "{}: {mistakes:?}", case.theirs);
    let mut report = Report::open(&folder.path().join("2024"), &config, &Options::default());
    let options = CheckOptions {
        keep: usize::MAX,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &config, &options);
    assert!(
        outcome.errors.is_empty(),
        "{}: {:?}",
        case.theirs,
        outcome.errors
    );
    let called = |key: Option<&str>| key.filter(|key| !key.is_empty()).unwrap_or("-").to_owned();
    let of_rule = outcome
        .findings
        .kept
        .iter()
        .filter(|one| one.rule.is_some());
    let fails = of_rule.map(|one| called(one.row_key()));
    let open = outcome.not_checked.iter();
    let open = open.map(|one| called(one.row.as_ref().map(|row| row.key.as_str())));
    (outcome.tally.checks(), fails.collect(), open.collect())
}

#[test]
fn rules_of_other_languages_have_the_same_verdicts_here() {
    let cases = cases();
    assert!(cases.len() >= 85, "{}", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let found = said(&case);
        let expected = (case.checks, case.fails, case.open);
        if found != expected {
            let (theirs, ours) = (case.theirs, case.ours);
            wrong.push(format!("{theirs} as {ours}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
