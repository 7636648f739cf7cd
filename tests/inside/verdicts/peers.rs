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

/// A rule of another language, and the same here: how many checks it makes, and which
/// rows or groups fail and which are not checked. A rule that is checked once is `-`.
struct Case {
    theirs: &'static str,
    ours: &'static str,
    checks: u64,
    fails: &'static str,
    open: &'static str,
}

const fn case(
    theirs: &'static str,
    ours: &'static str,
    checks: u64,
    fails: &'static str,
    open: &'static str,
) -> Case {
    Case {
        theirs,
        ours,
        checks,
        fails,
        open,
    }
}

/// Over the firms. Behind `|` stand settings of the rule.
const OF_FIRMS: [Case; 75] = [
    // R validate, and the vocabulary of its statistical office.
    case("validate: turnover >= 0", "turnover >= 0", 4, "", "d"),
    case(
        "validate: turnover - cost == profit",
        "turnover - cost = profit",
        4,
        "c",
        "d",
    ),
    case(
        "validate: cost / turnover >= 0.6",
        "cost / turnover >= 0.6",
        4,
        "",
        "d",
    ),
    case(
        "validate: if (staff > 0) turnover > 0",
        "if staff > 0 then turnover > 0",
        4,
        "",
        "d",
    ),
    case(
        "validate: kind %in% c('IN', 'OUT')",
        "kind in (\"IN\", \"OUT\")",
        4,
        "d",
        "",
    ),
    case("validate: nchar(code) == 4", "length(code) = 4", 4, "d", ""),
    case(
        "validate: grepl('^[A-Z]{2}[0-9]{2}$', code)",
        "matches(code, \"[A-Z]{2}[0-9]{2}\")",
        4,
        "d",
        "",
    ),
    case(
        "validate: field_format(code, 'AB*')",
        "matches(code, \"AB.*\")",
        4,
        "c,d",
        "",
    ),
    case(
        "validate: all_complete(turnover, cost)",
        "reported(turnover) and reported(cost)",
        4,
        "d",
        "",
    ),
    case(
        "validate: is.na(part) | part <= 0.9",
        "if reported(part) then part <= 90%",
        4,
        "b",
        "",
    ),
    case("validate: mean(cost) <= 50", "mean(cost) <= 50", 1, "", ""),
    case("validate: mean(profit) > 0", "mean(profit) > 0", 1, "", "-"),
    case(
        "validate: sum(women) <= sum(staff)",
        "sum(women) <= sum(staff)",
        1,
        "",
        "",
    ),
    case("validate: max(staff) < 10", "max(staff) < 10", 1, "-", ""),
    case("validate: min(cost) >= 20", "min(cost) >= 20", 1, "", ""),
    case(
        "validate: median(cost) <= 44",
        "median(cost) <= 44",
        1,
        "-",
        "",
    ),
    case(
        "validate: abs(profit) <= turnover",
        "abs(profit) <= turnover",
        4,
        "",
        "d",
    ),
    case("validate: nrow(.) == 4", "count() = 4", 1, "", ""),
    case(
        "validate: do_by(cost, by = region, sum) <= 100",
        "sum(cost by region) <= 100",
        2,
        "region = north",
        "",
    ),
    case(
        "validate: exists_any(kind == 'BOTH')",
        "count(key where kind = \"BOTH\") >= 1",
        1,
        "",
        "",
    ),
    case(
        "validate: exists_one(kind == 'IN', by = region)",
        "count(key where kind = \"IN\" by region) = 1",
        2,
        "",
        "",
    ),
    case(
        "validate: contains_at_least(kind, 'MIXED')",
        "count(key where kind = \"MIXED\") >= 1",
        1,
        "-",
        "",
    ),
    case("validate: women <= staff", "women <= staff", 4, "d", ""),
    case(
        "validate: in_range(cost, 20, 80)",
        "20 <= cost <= 80",
        4,
        "b",
        "",
    ),
    case(
        "validate: !(kind == 'OUT' & staff == 3)",
        "not (kind = \"OUT\" and staff = 3)",
        4,
        "b",
        "",
    ),
    case(
        "validate: kind != 'IN' | profit > 30",
        "kind != \"IN\" or profit > 30",
        4,
        "c",
        "",
    ),
    case(
        "validate: abs(turnover - cost - profit) < 5.5",
        "turnover - cost = profit|tolerance = { absolute = 5 }",
        4,
        "",
        "d",
    ),
    case(
        "validate: turnover == 1.5 * cost ± 20%",
        "turnover = 1.5 * cost|tolerance = { relative = \"20%\" }",
        4,
        "b",
        "d",
    ),
    case(
        "validate: var_group(turnover, cost) >= 40",
        "$ >= 40|columns = [\"turnover\", \"cost\"]",
        8,
        "c,d",
        "d",
    ),
    case(
        "validate: hierarchy a > b, c",
        "a.cost = b.cost - c.cost + 5",
        1,
        "",
        "",
    ),
    case(
        "validate: mean(cost[region == 'north']) <= 70",
        "mean(cost where region = \"north\") <= 70",
        1,
        "-",
        "",
    ),
    // VTL.
    case("VTL: check(DS_1 >= 30)", "cost >= 30", 4, "d", ""),
    case(
        "VTL: when kind = \"IN\" then cost <= turnover",
        "cost <= turnover|rows = 'kind = \"IN\"'",
        2,
        "",
        "",
    ),
    case(
        "VTL: a = b + c (non_null)",
        "a.turnover = b.turnover + d.turnover",
        1,
        "",
        "-",
    ),
    case(
        "VTL: a = b + d (non_zero)",
        "a.turnover = b.turnover + d.turnover|missing = \"zero\"",
        1,
        "-",
        "",
    ),
    case("VTL: between(cost, 20, 85)", "20 <= cost <= 85", 4, "", ""),
    case(
        "VTL: not isnull(turnover)",
        "reported(turnover)",
        4,
        "d",
        "",
    ),
    case(
        "VTL: match_characters(code, \"[A-Z]+[0-9]+\")",
        "matches(code, \"[A-Z]+[0-9]+\")",
        4,
        "",
        "",
    ),
    case(
        "VTL: nvl(turnover, 0) >= 0",
        "turnover >= 0|missing = \"zero\"",
        4,
        "",
        "",
    ),
    case(
        "VTL: max(cost group by region) <= 70",
        "max(cost by region) <= 70",
        2,
        "region = north",
        "",
    ),
    case(
        "VTL: count(group by region) = 2",
        "count(by region) = 2",
        2,
        "",
        "",
    ),
    case(
        "VTL: avg(cost group by region) <= 50",
        "mean(cost by region) <= 50",
        2,
        "region = north",
        "",
    ),
    case(
        "VTL: median(cost group by region) >= 30",
        "median(cost by region) >= 30",
        2,
        "region = south",
        "",
    ),
    case(
        "VTL: if kind = \"OUT\" then profit < 0 else staff > 0",
        "if kind = \"OUT\" then profit < 0 else staff > 0",
        4,
        "c",
        "",
    ),
    case(
        "VTL: (staff = 0) xor (women > 0)",
        "(staff = 0 and women = 0) or (staff > 0 and women > 0)",
        4,
        "",
        "",
    ),
    case(
        "VTL: ratio_to_report(cost) <= 0.4",
        "cost / sum(cost) <= 40%",
        4,
        "b",
        "",
    ),
    case("VTL: code <> region", "code != region", 4, "", ""),
    case(
        "VTL: kind not_in {\"BOTH\"}",
        "kind not in (\"BOTH\")",
        4,
        "d",
        "",
    ),
    case(
        "VTL: region in regions (value domain)",
        "region in regions",
        4,
        "",
        "",
    ),
    case(
        "VTL: check errorlevel by imbalance",
        "cost <= 30|severity = { warning = { absolute = 0 }, error = { absolute = 40 } }",
        4,
        "a,b",
        "",
    ),
    // DHIS2.
    case(
        "DHIS2: compulsory pair",
        "reported(turnover) = reported(profit)",
        4,
        "",
        "",
    ),
    case(
        "DHIS2: exclusive pair",
        "not (reported(part) and reported(turnover))",
        4,
        "a,b",
        "",
    ),
    case(
        "DHIS2: skip if all values are missing",
        "turnover + profit >= 0|missing = \"zero-if-any\"",
        4,
        "",
        "d",
    ),
    case(
        "DHIS2: skip if any value is missing",
        "turnover + cost >= 0",
        4,
        "",
        "d",
    ),
    case(
        "DHIS2: never skip",
        "turnover + cost >= 30|missing = \"zero\"",
        4,
        "d",
        "",
    ),
    case(
        "DHIS2: missing is a violation",
        "turnover + cost >= 0|missing = \"fail\"",
        4,
        "d",
        "",
    ),
    case("DHIS2: min-max outliers", "3 <= staff <= 10", 4, "c", ""),
    case(
        "DHIS2: modified z-score",
        "abs(cost - median(cost)) <= mad(cost)",
        4,
        "b,d",
        "",
    ),
    case(
        "DHIS2: modified z-score by organisation unit group",
        "abs(cost - median(cost by region)) <= mad(cost by region)",
        4,
        "",
        "",
    ),
    // The ESS list of validation rule types.
    case(
        "ESS: length of a field (FDL)",
        "length(code) <= 3",
        4,
        "a,b,c",
        "",
    ),
    case(
        "ESS: field in a code list (COV)",
        "kind in (\"IN\", \"OUT\", \"BOTH\")",
        4,
        "",
        "",
    ),
    case(
        "ESS: consistency of codes (COC)",
        "if region = \"north\" then matches(code, \"AB.*\")",
        4,
        "",
        "",
    ),
    case("ESS: number of rows (RNR)", "5 <= count() <= 9", 1, "-", ""),
    case(
        "ESS: totals and elements (TVE)",
        "sum(turnover where key in (\"a\", \"b\")) = 180",
        1,
        "",
        "",
    ),
    case(
        "ESS: aggregates against one another (VAD)",
        "a.staff + b.staff >= c.staff + d.staff",
        1,
        "",
        "",
    ),
    case(
        "ESS: field mandatory for some (FDM)",
        "if staff > 0 then reported(part)",
        4,
        "",
        "",
    ),
    case(
        "ESS: field empty for some (FDE)",
        "if staff = 0 then not reported(part)",
        4,
        "",
        "",
    ),
    case(
        "ESS: two sources agree within 5% (SDV)",
        "sum(cost where region = \"north\") = 150|tolerance = { relative = \"5%\" }",
        1,
        "",
        "",
    ),
    // Deductive and linear editing.
    case(
        "editrules: turnover == cost + profit",
        "turnover = cost + profit",
        4,
        "c",
        "d",
    ),
    case(
        "editrules: profit <= 0.4 * turnover",
        "profit <= 0.4 * turnover",
        4,
        "c",
        "d",
    ),
    case("editrules: -profit <= 4", "-profit <= 4", 4, "b", "d"),
    case(
        "editrules: if (staff < 5) kind != 'IN'",
        "if staff < 5 then kind != \"IN\"",
        4,
        "c",
        "",
    ),
    case(
        "editrules: staff >= 1 or turnover == 0",
        "staff >= 1 or turnover = 0",
        4,
        "c",
        "",
    ),
    case(
        "deductive: staff == women + men, men >= 0",
        "staff includes women|remainder = \"none\"",
        4,
        "d",
        "",
    ),
    case(
        "deductive: if kind in (IN, BOTH) then region == south",
        "if kind in (\"IN\", \"BOTH\") then region = \"south\"",
        4,
        "a",
        "",
    ),
];

/// Over the series.
const OF_SERIES: [Case; 10] = [
    case(
        "validate: x / lag(x) - 1 <= 0.5",
        "growth(x) <= 50%",
        5,
        "n, 2016",
        "n, 2014;s, 2015",
    ),
    case(
        "VTL: y >= lag(y, 1 over place)",
        "y >= prior.y",
        5,
        "",
        "n, 2014;s, 2015",
    ),
    case(
        "VTL: flow_to_stock, previous row",
        "x >= previous.x",
        5,
        "",
        "n, 2014;s, 2015",
    ),
    case(
        "VTL: first_value(x over place) <= x",
        "x >= min(x by place)",
        5,
        "",
        "",
    ),
    case(
        "DHIS2: sliding window of two",
        "x + prior.x >= 20",
        5,
        "s, 2016",
        "n, 2014;s, 2015",
    ),
    case(
        "DHIS2: x <= 2 * median by unit",
        "x <= 2 * median(x by place)",
        5,
        "n, 2016",
        "",
    ),
    case(
        "ESS: revised by no more than twofold (REV)",
        "x <= 2 * prior.x",
        5,
        "n, 2016",
        "n, 2014;s, 2015",
    ),
    case(
        "ESS: every place has its years (RTS)",
        "count(by place) = 3",
        2,
        "place = s",
        "",
    ),
    case(
        "validate: y <= x, each column",
        "$ <= 20|columns = \"*\"",
        10,
        "n, 2016",
        "",
    ),
    case(
        "VTL: sum(y group by year) <= 7",
        "sum(y by year) <= 7",
        3,
        "year = 2016",
        "",
    ),
];

fn listed(text: &str, sign: char) -> BTreeSet<String> {
    let all = text.split(sign).filter(|one| !one.is_empty());
    all.map(str::to_owned).collect()
}

/// What is said of a rule: its checks, what fails, what is open.
fn said(case: &Case, section: &str) -> (u64, BTreeSet<String>, BTreeSet<String>) {
    let folder = Folder::new();
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
    let firms = OF_FIRMS.iter().map(|case| (case, "t", ','));
    let series = OF_SERIES.iter().map(|case| (case, "p", ';'));
    let mut wrong = Vec::new();
    for (case, section, sign) in firms.chain(series) {
        let expected = (
            case.checks,
            listed(case.fails, sign),
            listed(case.open, sign),
        );
        let found = said(case, section);
        if found != expected {
            wrong.push(format!(
                "{} as {}: {found:?}, not {expected:?}",
                case.theirs, case.ours
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
