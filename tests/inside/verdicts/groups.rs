//! Rules over groups of rows, against a rule of its own that is written out for
//! each group, or for each row with its group; held, and streamed in pieces.

use crate::check::{CheckOptions, Outcome, check};
use crate::finding::Tally;
use crate::inside::support::folder::Folder;
use crate::inside::support::often::often;
use crate::report::{Options, Report};
use crate::rule::load;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::Path;

/// A rule: `@` is where a selection of rows and their group go.
#[derive(Clone, Copy, Debug)]
struct Shape {
    check: &'static str,
    /// Whether it names figures of the row.
    of_rows: bool,
}

const SHAPES: [Shape; 15] = [
    of_groups("sum(v@) = 12"),
    of_groups("sum(v@) <= 15"),
    of_groups("count(v@) >= 2"),
    of_groups("count(@) = 3"),
    of_groups("max(v@) - min(v@) <= 7"),
    of_groups("mean(v@) = 5"),
    of_groups("sum(v@) = sum(w@)"),
    of_groups("sum(v + w@) >= sum(w) / 3"),
    of_groups("if count(v@) > 2 then sum(w@) > 10 else sum(v@) = 7"),
    of_rows("v <= sum(w@)"),
    of_rows("w = v / sum(w@)"),
    of_rows("v + w >= mean(v@)"),
    of_rows("v - 1 <= max(v@) - min(w@)"),
    of_rows("max(sum(v@), w) >= v"),
    of_rows("count(w@) * 2 >= v"),
];

/// The same for rows of another table.
const ACROSS: [&str; 4] = [
    "x >= sum(t.v@)",
    "x = y * count(t.key@)",
    "max(t.w@) - min(t.v@) <= x",
    "y = mean(t.w@) / sum(t.v@)",
];

/// The same for a row that is compared with the others of its group.
const OWN: [&str; 3] = ["V = sum(v@)", "V >= sum(v@)", "V = mean(v@)"];

const fn of_groups(check: &'static str) -> Shape {
    let of_rows = false;
    Shape { check, of_rows }
}

const fn of_rows(check: &'static str) -> Shape {
    let of_rows = true;
    Shape { check, of_rows }
}

#[derive(Clone, Debug)]
struct Row {
    key: String,
    cells: [&'static str; 4],
}

impl Row {
    /// Its texts in these columns; none where one is blank.
    fn group(&self, by: &[usize]) -> Option<Vec<&'static str>> {
        let texts = by.iter().map(|column| self.cells[*column]);
        let texts: Vec<&str> = texts.collect();
        texts.iter().all(|text| !text.is_empty()).then_some(texts)
    }
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        prop::sample::select(&["A", "B", "A", "甲", "A:1", ""][..]),
        prop::sample::select(&["x", "y", "x", ""][..]),
        prop::sample::select(&["1", "2", "5", "7", "12", "3.5", "<4", "", "约5"][..]),
        prop::sample::select(&["0", "2", "4", "6", "9", "1.5", ""][..]),
    );
    (prop::collection::vec(row, 1..9), any::<bool>()).prop_map(|(rows, total)| {
        let rows = rows.into_iter().enumerate();
        let mut rows: Vec<Row> = rows
            .map(|(at, (g, h, v, w))| Row {
                key: format!("r{at}"),
                // A group is more than its headings.
                cells: [g, h, v, if v.is_empty() && w.is_empty() { "3" } else { w }],
            })
            .collect();
        if total {
            let key = "Total".to_owned();
            let cells = [rows[0].cells[0], rows[0].cells[1], "12", "9"];
            rows.push(Row { key, cells });
        }
        rows
    })
}

const COLUMNS: [&str; 2] = ["g", "h"];

/// What a function selects: so far, and of a group.
fn selection(filter: &str, group: &str) -> String {
    match (filter.is_empty(), group.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(" where {filter}"),
        (true, false) => format!(" where {group}"),
        (false, false) => format!(" where ({filter}) and {group}"),
    }
}

/// A rule over groups, and its name; and what comes to the same.
struct Written {
    text: String,
    /// Rows that are in no group, and not checked.
    blank: u64,
}

fn rule(name: &str, check: &str, rows: Option<&str>) -> String {
    let rows = rows.map_or(String::new(), |rows| format!("rows = '{rows}'\n"));
    format!("[[sections.t.rules]]\nname = \"{name}\"\ncheck = '{check}'\n{rows}")
}

fn is_group(by: &[usize], group: &[&str]) -> String {
    let one = |(column, text): (&usize, &&str)| format!("{} = \"{text}\"", COLUMNS[*column]);
    let all: Vec<String> = by.iter().zip(group).map(one).collect();
    all.join(" and ")
}

/// The rule as it is tried, and one for each group or row instead.
fn written(shape: Shape, filter: &str, by: &[usize], rows: &[Row]) -> Written {
    let names: Vec<&str> = by.iter().map(|column| COLUMNS[*column]).collect();
    let grouped = format!("{} by {}", selection(filter, ""), names.join(", "));
    let mut text = rule("tried", &shape.check.replace('@', &grouped), None);
    let groups: BTreeSet<Vec<&str>> = rows.iter().filter_map(|row| row.group(by)).collect();
    for (number, group) in groups.iter().enumerate() {
        let own = is_group(by, group);
        let check = shape.check.replace('@', &selection(filter, &own));
        let only = shape.of_rows.then_some(own.as_str());
        text.push_str(&rule(&format!("instead-{number}"), &check, only));
    }
    let blank = rows.iter().filter(|row| row.group(by).is_none());
    let selected = |row: &&Row| match filter {
        "" => true,
        _ => row.cells[1] == "x",
    };
    let told = |row: &&Row| shape.of_rows || (row.key != "Total" && selected(row));
    let blank = blank.filter(told).count() as u64;
    Written { text, blank }
}

/// The same of a row that is left out of its own group.
fn written_of_rows(check: &str, filter: &str, by: &[usize], rows: &[Row]) -> Written {
    let names: Vec<&str> = by.iter().map(|column| COLUMNS[*column]).collect();
    let grouped = format!("{} by {}", selection(filter, ""), names.join(", "));
    let tried = check.replace('V', "v").replace('@', &grouped);
    let mut text = rule("tried", &tried, None);
    let mut blank = 0;
    for row in rows {
        let Some(group) = row.group(by) else {
            blank += 1;
            continue;
        };
        let own = selection(filter, &is_group(by, &group));
        let check = check.replace('V', &format!("{}.v", row.key));
        text.push_str(&rule(
            &format!("instead-{}", row.key),
            &check.replace('@', &own),
            None,
        ));
    }
    Written { text, blank }
}

fn run(folder: &Path, rules: &str, read: Options, threads: usize) -> Outcome {
    let (config, errors) = load(Path::new("reportcheck.toml"), rules);
    assert!(errors.is_empty(), "{rules}\n{errors:?}");
    let mut report = Report::open(folder, &config, &read);
    let options = CheckOptions {
        threads: NonZeroUsize::new(threads),
        piece: Some(40),
        read,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &config, &options);
    assert!(outcome.errors.is_empty(), "{rules}\n{:?}", outcome.errors);
    outcome
}

fn tally(outcome: &Outcome, named: impl Fn(&str) -> bool) -> Tally {
    let mut tally = Tally::default();
    let rules = outcome.rules.iter();
    rules
        .filter(|rule| named(&rule.name))
        .for_each(|rule| tally.add(rule.tally));
    tally
}

fn table(rows: &[Row]) -> String {
    let row = |row: &Row| format!("{},{}\n", row.key, row.cells.join(","));
    let rows: String = rows.iter().map(row).collect();
    format!("key,g,h,v,w\n{rows}")
}

const SECTION: &str =
    "[sections.t]\ncolumns = { g = { text = true }, h = { text = true }, v = {}, w = {} }\n";

fn agree(rows: &[Row], written: &Written) -> Result<(), TestCaseError> {
    let folder = Folder::new();
    folder.file("t.csv", table(rows));
    let rules = format!("{SECTION}{}", written.text);
    let held = run(folder.path(), &rules, Options::default(), 1);
    let instead = tally(&held, |name| name != "tried");
    let tried = tally(&held, |name| name == "tried");
    let told = format!("{}\n{}", table(rows), written.text);
    let expected = Tally {
        not_checked: instead.not_checked + written.blank,
        ..instead
    };
    prop_assert_eq!(tried, expected, "{}", told);
    let read = Options {
        stream_from: Some(0),
        ..Options::default()
    };
    let streamed = run(folder.path(), &rules, read, 2);
    prop_assert_eq!(tally(&streamed, |name| name == "tried"), tried, "{}", told);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(120)))]

    #[test]
    fn a_rule_over_groups_is_one_for_each_of_them(
        shape in prop::sample::select(&SHAPES[..]),
        filter in prop::sample::select(&["", "h = \"x\""][..]),
        by in prop::sample::select(vec![vec![0], vec![1], vec![0, 1], vec![1, 0]]),
        rows in rows(),
    ) {
        agree(&rows, &written(shape, filter, &by, &rows))?;
    }

    #[test]
    fn a_row_says_the_group_of_another_table(
        check in prop::sample::select(&ACROSS[..]),
        filter in prop::sample::select(&["", "h = \"x\""][..]),
        named in prop::collection::vec(prop::sample::select(&["A", "B", "甲", "none", ""][..]), 1..5),
        mut rows in rows(),
    ) {
        rows.retain(|row| row.key != "Total");
        let folder = Folder::new();
        folder.file("t.csv", table(&rows));
        let of_row = |(at, group): (usize, &&str)| format!("s{at},{group},{},2\n", at * 3);
        let of_rows: String = named.iter().enumerate().map(of_row).collect();
        folder.file("s.csv", format!("key,g,x,y\n{of_rows}"));
        let check = |own: &str| check.replace('@', own);
        let of_s = |text: String| text.replace("sections.t", "sections.s");
        let grouped = format!("{} by g", selection(filter, ""));
        let mut rules = of_s(rule("tried", &check(&grouped), None));
        let mut blank = 0;
        for (at, group) in named.iter().enumerate() {
            if group.is_empty() {
                blank += 1;
                continue;
            }
            let own = selection(filter, &is_group(&[0], &[*group]));
            let only = format!("key = \"s{at}\"");
            rules.push_str(&of_s(rule(&format!("instead-{at}"), &check(&own), Some(&only))));
        }
        let columns = "[sections.s]\ncolumns = { g = { text = true }, x = {}, y = {} }\n";
        let rules = format!("{SECTION}{columns}{rules}");
        for from in [None, Some(0)] {
            let read = Options { stream_from: from, ..Options::default() };
            let outcome = run(folder.path(), &rules, read, 2);
            let instead = tally(&outcome, |name| name != "tried");
            let expected = Tally { not_checked: instead.not_checked + blank, ..instead };
            let tried = tally(&outcome, |name| name == "tried");
            prop_assert_eq!(tried, expected, "{}\n{}\n{}", table(&rows), of_rows, rules);
        }
    }

    #[test]
    fn a_row_is_compared_with_the_others_of_its_group(
        check in prop::sample::select(&OWN[..]),
        filter in prop::sample::select(&["", "h = \"x\""][..]),
        by in prop::sample::select(vec![vec![0], vec![1], vec![0, 1]]),
        mut rows in rows(),
    ) {
        // Written out, a selection of nothing else takes rows that sum up others;
        // a group alone is as a table of its own, of which these are left out.
        rows.retain(|row| !filter.is_empty() || row.key != "Total");
        agree(&rows, &written_of_rows(check, filter, &by, &rows))?;
    }
}
