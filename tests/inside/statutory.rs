//! Configurations of whole statutory forms: as short as they are said to be, with the
//! verdicts of the same rules written out for each row and column, and with every
//! slip found that a rule can see.

use super::support::folder::Folder;
use crate::check::{CheckOptions, Outcome, check};
use crate::report::{Options, Report};
use crate::rule::{Config, load};
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

/// Puts slips into every cell of a table, and holds two configurations to the same
/// verdicts of each.
fn same_for_every_slip(form: &str, table: &str, [one, other]: [&Config; 2]) {
    let copy = copied(form);
    let path = folder(form).join("2023").join(table);
    let text = std::fs::read_to_string(path).expect("a table");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let mut slips = 0;
    for row in 1..rows.len() {
        for cell in 0..rows[row].len() {
            let Ok(figure) = rows[row][cell].parse::<u32>() else {
                continue;
            };
            let changed = (figure + 1).to_string();
            let mut slip = rows.clone();
            slip[row][cell] = &changed;
            let lines: Vec<String> = slip.iter().map(|row| row.join(",")).collect();
            copy.file(&format!("2023/{table}"), lines.join("\n") + "\n");
            let report = copy.path().join("2023");
            let tallies = [one, other].map(|config| run(&report, config).tally);
            assert_eq!(tallies[0], tallies[1], "{form}: {row} {cell}");
            assert!(
                tallies[0].inconsistent > 0,
                "{form}: {row} {cell} is seen by no rule"
            );
            slips += 1;
        }
    }
    assert!(slips > 100, "{slips}");
}

#[test]
fn the_chinese_form_is_as_its_equalities_one_by_one() {
    let table = std::fs::read_to_string(folder("china").join("2023/申请.csv")).expect("a table");
    let header: Vec<&str> = table
        .lines()
        .next()
        .expect("a header")
        .split(',')
        .skip(1)
        .collect();
    let rows = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next());
    let rows: Vec<&str> = rows.collect();
    let (columns, total) = header.split_at(header.len() - 1);
    let (results, _) = rows[2..].split_at(21);
    let mut checks = Vec::new();
    for row in &rows {
        let parts: Vec<String> = columns
            .iter()
            .map(|column| format!("{row}.{column}"))
            .collect();
        checks.push(format!("{row}.{} = {}", total[0], parts.join(" + ")));
    }
    for column in &header {
        let parts: Vec<String> = results
            .iter()
            .map(|row| format!("{row}.{column}"))
            .collect();
        checks.push(format!("办理结果总计.{column} = {}", parts.join(" + ")));
        checks.push(format!(
            "新收.{column} + 上年结转.{column} = 办理结果总计.{column} + 结转下年.{column}"
        ));
        checks.push(format!("上年结转.{column} = prior.结转下年.{column}"));
    }
    // The table of reviews and suits is left to the short form.
    let short = short("china");
    let (short, _) = short
        .split_once("[sections.\"复议诉讼\"]")
        .expect("two tables");
    let long = written_out("[sections.\"申请\"]\nunit = \"件\"\n", "申请", &checks);
    assert!(long.lines().count() > 3 * short.lines().count());
    same_for_every_slip("china", "申请.csv", [&config(short), &config(&long)]);
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
    same_for_every_slip(
        "scotland",
        "requests.csv",
        [&config(&short("scotland")), &config(&long)],
    );
}
