//! Configurations of whole statutory forms: as short as they are said to be, with the
//! verdicts of the same rules written out for each row and column, and with every
//! slip found that a rule can see.

mod long_form;

use self::long_form::{Form, long_form};
use super::support::folder::Folder;
use crate::check::{CheckOptions, Outcome, check};
use crate::finding::Tally;
use crate::report::{Options, Report};
use crate::rule::{Config, load};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A form: its folder, the most lines that its configuration may have, and how many
/// checks it makes of the report of 2023.
const FORMS: [(&str, usize, u64); 3] = [
    ("us-foia", 150, 199),
    ("scotland", 20, 64),
    ("china", 60, 49),
];

fn folder(form: &str) -> std::path::PathBuf {
    Path::new("tests/statutory").join(form)
}

fn config(text: &str) -> Config {
    let (config, mistakes) = load(Path::new("reportcheck.toml"), text);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    config
}

fn short(form: &str) -> String {
    std::fs::read_to_string(folder(form).join("reportcheck.toml")).expect("a configuration")
}

fn run(report: &Path, config: &Config) -> Outcome {
    let mut report = Report::open(report, config, &Options::default());
    let options = CheckOptions {
        keep: usize::MAX,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, config, &options);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    outcome
}

/// What a file of a folder is called, and holds.
fn read(file: std::io::Result<std::fs::DirEntry>) -> (String, String) {
    let file = file.expect("a file");
    let text = std::fs::read_to_string(file.path()).expect("a table");
    (file.file_name().to_string_lossy().into_owned(), text)
}

/// A copy of a form's reports.
fn copied(form: &str) -> Folder {
    let copy = Folder::new();
    for year in ["2022", "2023"] {
        let Ok(files) = std::fs::read_dir(folder(form).join(year)) else {
            continue;
        };
        for file in files {
            let (name, text) = read(file);
            copy.file(&format!("{year}/{name}"), text);
        }
    }
    copy
}

#[test]
fn each_is_short_and_its_report_is_sound() {
    for (form, lines, checks) in FORMS {
        let text = short(form);
        assert!(
            text.lines().count() <= lines,
            "{form}: {} lines",
            text.lines().count()
        );
        let outcome = run(&folder(form).join("2023"), &config(&text));
        assert_eq!(outcome.findings.total(), 0, "{form}");
        let tally = outcome.tally;
        assert_eq!(
            (tally.consistent, tally.checks()),
            (checks, checks),
            "{form}"
        );
    }
}

/// One figure in each table is one too many, and that is found.
#[test]
fn a_slip_in_any_table_is_found() {
    for (form, ..) in FORMS {
        let config = config(&short(form));
        let copy = copied(form);
        for file in std::fs::read_dir(folder(form).join("2023")).expect("a report") {
            let (name, text) = read(file);
            let told = |slip: &str| {
                copy.file(&format!("2023/{name}"), slip);
                run(&copy.path().join("2023"), &config).tally.inconsistent
            };
            let last = text.trim_end().rfind('\n').expect("several rows") + 1;
            let (above, row) = text.split_at(last);
            let mut cells: Vec<String> = row.trim_end().split(',').map(str::to_owned).collect();
            // The first figure of the last row, behind its names.
            let at = cells.iter().position(|cell| cell.parse::<u32>().is_ok());
            let at = at.expect("a figure");
            let figure: u32 = cells[at].parse().expect("a figure");
            cells[at] = (figure + 1_000).to_string();
            assert!(
                told(&format!("{above}{}\n", cells.join(","))) > 0,
                "{form}: {name}"
            );
            assert_eq!(told(&text), 0, "{form}: {name}");
        }
    }
}

/// Rules one by one.
fn written_out(head: &str, section: &str, checks: &[String]) -> String {
    let rules = checks.iter().enumerate().map(|(at, check)| {
        format!("[[sections.\"{section}\".rules]]\nname = \"r{at}\"\ncheck = '{check}'\n")
    });
    head.to_owned() + &rules.collect::<String>()
}

/// The tables of a form's report of 2023, by name.
fn tables(form: &str) -> BTreeMap<String, String> {
    let files = std::fs::read_dir(folder(form).join("2023")).expect("a report");
    files.map(read).collect()
}

/// What is said of a report: its counts, and the cell that each finding is of.
fn said(report: &Path, config: &Config) -> (Tally, BTreeSet<String>) {
    let outcome = run(report, config);
    let cells = outcome.findings.kept.iter();
    let cells = cells.map(|found| found.primary().named_cell().to_string());
    (outcome.tally, cells.collect())
}

/// What a slip makes of a figure: its first digit is another.
fn slipped(print: &str) -> Option<String> {
    let at = print.find(|sign: char| sign.is_ascii_digit())?;
    let digit = print[at..at + 1].parse::<u32>().ok()?;
    let other = digit % 9 + 1;
    Some(format!("{}{other}{}", &print[..at], &print[at + 1..]))
}

/// Puts a slip into every figure of every table, and blanks it, and holds two
/// configurations to the same verdicts and the same wrong cells each time. Gives the
/// number of figures, and of those of each table whose slip breaks no rule.
fn same_for_every_slip(form: &str, [one, other]: [&Config; 2]) -> (usize, BTreeMap<String, usize>) {
    let copy = copied(form);
    let report = copy.path().join("2023");
    assert_eq!(said(&report, one), said(&report, other), "{form}");
    let (mut figures, mut unseen) = (0, BTreeMap::new());
    for (table, text) in tables(form) {
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        for row in 1..rows.len() {
            for cell in 1..rows[row].len() {
                let Some(slip) =
                    slipped(rows[row][cell]).filter(|_| !rows[row][cell].contains('Q'))
                else {
                    continue;
                };
                let changed = |to: &str| {
                    let mut changed = rows.clone();
                    changed[row][cell] = to;
                    let lines: Vec<String> = changed.iter().map(|row| row.join(",")).collect();
                    copy.file(&format!("2023/{table}"), lines.join("\n") + "\n");
                    let both = [one, other].map(|config| said(&report, config));
                    assert_eq!(both[0], both[1], "{form}: {table} {row} {cell} {to}");
                    both[0].0
                };
                figures += 1;
                if changed(&slip).inconsistent == 0 {
                    *unseen.entry(table.clone()).or_default() += 1;
                }
                changed("");
            }
        }
        copy.file(&format!("2023/{table}"), &text);
    }
    (figures, unseen)
}

/// Its configuration with each rule written out for each row and column.
fn long(form: &str) -> String {
    let named = tables(form).into_iter().map(|(file, text)| {
        let name = file.trim_end_matches(".csv").to_owned();
        (name, Form::of(&text))
    });
    long_form(&short(form), &named.collect())
}

#[test]
fn the_chinese_form_is_as_its_equalities_one_by_one() {
    let (short, long) = (short("china"), long("china"));
    assert!(long.lines().count() > 3 * short.lines().count());
    let seen = same_for_every_slip("china", [&config(&short), &config(&long)]);
    assert_eq!(seen, (190, BTreeMap::new()));
}

#[test]
fn the_american_form_is_as_its_rules_one_by_one() {
    let (short, long) = (short("us-foia"), long("us-foia"));
    assert!(long.lines().count() > 5 * short.lines().count());
    let seen = same_for_every_slip("us-foia", [&config(&short), &config(&long)]);
    // Days break a rule where they pass one another, and the medians of what is pending
    // are under none.
    let unseen = [("pending.csv", 8), ("response_times.csv", 16)];
    let unseen = unseen.map(|(table, count)| (table.to_owned(), count));
    assert_eq!(seen, (376, BTreeMap::from(unseen)));
}

#[test]
fn the_scottish_form_is_as_its_sums_one_by_one() {
    let mut checks = vec![
        "received = foisa + eirs".to_owned(),
        "answered = on_time + late".to_owned(),
    ];
    let bodies = [
        "Glen Council",
        "Firth Health Board",
        "Strath Police",
        "Ben University",
    ];
    for quarter in 1..5 {
        for column in ["foisa", "eirs", "received", "on_time", "late", "answered"] {
            let of = |body: &str| format!("`{body}, 2023-Q{quarter}`.{column}");
            let parts: Vec<String> = bodies.iter().map(|body| of(body)).collect();
            checks.push(format!("{} = {}", of("All authorities"), parts.join(" + ")));
        }
    }
    let head = "[sections.requests]\nkey = \"authority\"\nperiod = \"quarter\"\n";
    let long = written_out(head, "requests", &checks);
    let seen = same_for_every_slip("scotland", [&config(&short("scotland")), &config(&long)]);
    assert_eq!(seen, (120, BTreeMap::new()));
}
