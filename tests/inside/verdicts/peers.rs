//! Rules as other rule languages write them (R validate, VTL, DHIS2, ESS, deductive
//! editing and what tidies rule sets), each with what says the same here, and what is
//! said of every row. How many there are, and how many have their like here, is counted
//! and held against what the documentation says.

use crate::check::{CheckOptions, check};
use crate::finding::{Finding, Likeliest};
use crate::inside::support::folder::Folder;
use crate::lint::lint;
use crate::reason;
use crate::report::{Options, Report};
use crate::rule::{Config, load};
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

/// Codes that are sums of one another; `B2` has no row.
const CODES: &str = "\
key,level,amount,plan
T,total,100,50
A,part,60,30
B,part,40,25
A1,leaf,35,30
A2,leaf,25,
B1,leaf,30,25
";

/// What some of the firms may spend, and one that is none of them.
const LIMITS: &str = "\
key,limit
a,70
b,80
e,10
";

/// Years with their quarters; the third of 2016 has no row.
const QUARTERS: &str = "\
place,when,v,stock
n,2015-Q1,10,5
n,2015-Q2,11,6
n,2015-Q3,9,7
n,2015-Q4,10,8
n,2015,41,8
n,2016-Q1,12,9
n,2016-Q2,30,9
n,2016-Q4,10,9
n,2016,62,9
";

/// Rows that come twice, and cells that are no figures.
const DAMAGED: &str = "\
key,value,share,code
a,1,50%,x
a,2,120%,y
b,three,10%,z
c,4.5,,x
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
[sections.h]
totals = []
[sections.h.columns]
level = { text = true }
amount = {}
plan = {}
[sections.q]
key = \"place\"
period = \"when\"
[sections.d]
key = \"key\"
required = [\"a\", \"f\"]
[sections.d.columns]
value = { whole = true, required = true }
share = { unit = \"%\", share = true }
code = { text = true }
lost = { required = true }
[lists]
regions = [\"north\", \"south\"]
[trees]
codes = { T = [\"A\", \"B\"], A = [\"A1\", \"A2\"], B = [\"B1\", \"B2\"] }
";

/// Rules of other languages, each with the same here.
const CASES: &str = "tests/inside/verdicts/peers.txt";

/// How a rule of another language can be said here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Directly,
    /// By a detour, or in more words than there.
    Awkwardly,
    Not,
}

/// One of them.
struct Case {
    theirs: String,
    /// The table or the kind of question that it is for.
    group: String,
    said: Said,
    ours: String,
    /// How many checks it makes, or the figures of a list.
    of: String,
    fails: BTreeSet<String>,
    open: BTreeSet<String>,
}

/// What is found, or should be: what it is of, what fails, and what is open.
type Verdicts = (String, BTreeSet<String>, BTreeSet<String>);

fn cases() -> Vec<Case> {
    let mut group = String::new();
    let mut cases = Vec::new();
    let text = std::fs::read_to_string(CASES).expect("the table of cases");
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut group);
        } else if !line.is_empty() && !line.starts_with('#') {
            cases.push(one(line, &group));
        }
    }
    cases
}

fn one(line: &str, group: &str) -> Case {
    let parts: Vec<&str> = line.split(" ~").map(str::trim).collect();
    let (said, [theirs, ours, rest @ ..]) = (
        match group {
            "not said" => Said::Not,
            _ if line.starts_with("(awkward)") => Said::Awkwardly,
            _ => Said::Directly,
        },
        parts.as_slice(),
    ) else {
        panic!("{line}");
    };
    let [of, fails, open] = match (said, rest) {
        (Said::Not, []) => [""; 3],
        (_, [of, fails, open]) => [*of, *fails, *open],
        _ => panic!("{line}"),
    };
    Case {
        theirs: (*theirs).to_owned(),
        group: group.to_owned(),
        said,
        ours: (*ours).to_owned(),
        of: of.to_owned(),
        fails: listed(fails),
        open: listed(open),
    }
}

fn listed(text: &str) -> BTreeSet<String> {
    let all = text.split(';').filter(|one| !one.is_empty());
    all.map(|one| one.trim().to_owned()).collect()
}

fn config(text: &str) -> Result<Config, String> {
    let (config, mistakes) = load(Path::new("reportcheck.toml"), text);
    match mistakes.is_empty() {
        true => Ok(config),
        false => Err(format!("{mistakes:?}")),
    }
}

/// Rules of one section, one by one.
fn rules(section: &str, checks: &str) -> String {
    let rule = |(at, rule): (usize, &str)| {
        let (check, settings) = rule.trim().split_once(" | ").unwrap_or((rule.trim(), ""));
        let check = match check == "-" {
            true => String::new(),
            false => format!("check = '''{check}'''\n"),
        };
        let settings = settings.replace("\\n", "\n");
        format!("[[sections.{section}.rules]]\nname = \"r{at}\"\n{check}{settings}\n")
    };
    checks.split(";;").enumerate().map(rule).collect()
}

fn kept() -> CheckOptions {
    CheckOptions {
        keep: usize::MAX,
        ..CheckOptions::default()
    }
}

/// What is said of a case.
fn verdicts(case: &Case) -> Result<Verdicts, String> {
    match case.group.as_str() {
        "rules together" => of_rules(case),
        "figures mended" => of_figures(case),
        _ => of_rows(case),
    }
}

/// What is said of a rule: its checks, what fails, what is open. Where no rule is
/// needed, what is found of a code.
fn of_rows(case: &Case) -> Result<Verdicts, String> {
    let folder = Folder::new();
    for (name, table) in [
        ("t", FIRMS),
        ("p", SERIES),
        ("h", CODES),
        ("u", LIMITS),
        ("q", QUARTERS),
        ("d", DAMAGED),
    ] {
        folder.file(&format!("2024/{name}.csv"), table);
    }
    let section = match case.group.as_str() {
        "firms" => "t",
        "series" => "p",
        "codes" => "h",
        "limits" => "u",
        "quarters" => "q",
        "damaged" => "d",
        other => panic!("{other}"),
    };
    let code = case.ours.strip_prefix("no rule, ");
    let written = match code {
        Some(_) => String::new(),
        None => rules(section, &case.ours),
    };
    let config = config(&(written + SETTINGS))?;
    let mut report = Report::open(&folder.path().join("2024"), &config, &Options::default());
    let outcome = check(&mut report, &config, &kept());
    if !outcome.errors.is_empty() {
        return Err(format!("{:?}", outcome.errors));
    }
    let called = |key: Option<&str>| key.filter(|key| !key.is_empty()).unwrap_or("-").to_owned();
    let of_interest = |one: &&Finding| match code {
        Some(code) => one.code.name() == code && one.section == section,
        None => one.rule.is_some(),
    };
    let found = outcome.findings.kept.iter().filter(of_interest);
    // A sum of a tree is called by its code.
    let code = |one: &Finding| match case.group.as_str() {
        "codes" => one.primary().named_cell().key.clone(),
        _ => one.row_key().map(str::to_owned),
    };
    let fails = found.map(|one| called(code(one).as_deref())).collect();
    let open = outcome.not_checked.iter();
    let open = open.map(|one| called(one.row.as_ref().map(|row| row.key.as_str())));
    Ok((outcome.tally.checks().to_string(), fails, open.collect()))
}

/// What is said of rules themselves: how many there are, and each that is at fault.
fn of_rules(case: &Case) -> Result<Verdicts, String> {
    let config = config(&(rules("t", &case.ours) + SETTINGS))?;
    let told = lint(&config).into_iter().map(|finding| {
        let rule = finding.rule.as_ref().map_or("", |rule| rule.name.as_str());
        format!("{rule} {}", finding.code.name())
    });
    let rules = case.ours.split(";;").count();
    Ok((rules.to_string(), told.collect(), BTreeSet::new()))
}

/// What is said of the figures of a list: those that are likely wrong, with what was
/// meant, and those that are blank, with what they must be.
fn of_figures(case: &Case) -> Result<Verdicts, String> {
    let folder = Folder::new();
    let figures = case.of.split_whitespace().map(|figure| {
        let (key, print) = figure.split_once('=').expect("a figure");
        format!("{key},{print}\n")
    });
    folder.file(
        "2024/t.csv",
        format!("key,value\n{}", figures.collect::<String>()),
    );
    let config = config(&rules("t", &case.ours))?;
    let mut report = Report::open(&folder.path().join("2024"), &config, &Options::default());
    let outcome = reason::check(&mut report, &config, &kept());
    let clashes = outcome.findings.kept.iter();
    let clashes = clashes.filter_map(|finding| finding.clash.as_deref());
    let told = clashes.filter(|clash| matches!(clash.verdict, Likeliest::Only | Likeliest::Slip));
    let changes = told.filter_map(|clash| clash.repairs.first());
    let changes = changes.flat_map(|mending| &mending.changes).map(|change| {
        let slip = change.slips.first().map(|slip| slip.print.clone());
        let key = change.mark.named_cell().key.clone().unwrap_or_default();
        let print = change.print.clone().or(slip).unwrap_or_default();
        format!("{key} = {print}")
    });
    let reasoned = outcome
        .reasoned
        .as_ref()
        .expect("a report that is reasoned over");
    let deduced = reasoned.deduced.iter().map(|deduced| {
        let key = deduced.mark.named_cell().key.clone().unwrap_or_default();
        format!("{key} = {}", deduced.print)
    });
    Ok((case.of.clone(), changes.collect(), deduced.collect()))
}

#[test]
fn rules_of_other_languages_have_the_same_verdicts_here() {
    let mut wrong = Vec::new();
    for case in cases().iter().filter(|case| case.said != Said::Not) {
        let found = verdicts(case);
        let expected = (case.of.clone(), case.fails.clone(), case.open.clone());
        if found.as_ref() != Ok(&expected) {
            let (theirs, ours) = (&case.theirs, &case.ours);
            wrong.push(format!("{theirs} as {ours}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// That they come to the right verdicts is tried above.
#[test]
fn how_many_can_be_said_here_is_documented() {
    let cases = cases();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.theirs.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "one stands there twice");
    let [directly, awkwardly, not] = [Said::Directly, Said::Awkwardly, Said::Not]
        .map(|said| cases.iter().filter(|case| case.said == said).count());
    assert!(cases.len() >= 174 && directly + awkwardly >= 165);
    let sentence = format!(
        "Of {} rules of R validate, VTL, DHIS2, the ESS list and deductive editing that are \
         written down as a test, {} can be said here and come to the same verdicts, {awkwardly} \
         of them by a detour; {not} cannot.",
        cases.len(),
        directly + awkwardly,
    );
    let rules = std::fs::read_to_string("docs/rules.md").expect("the rules' documentation");
    assert!(rules.contains(&sentence), "{sentence}");
}
