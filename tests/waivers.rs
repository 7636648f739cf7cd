//! Waivers: what is accepted is shown as such and fails no run, nothing else
//! is hidden by them, and the file that they are written to is kept as it was.

mod common;

use common::Folder;
use proptest::prelude::*;
use reportcheck::check::{CheckOptions, Outcome, check};
use reportcheck::date::Date;
use reportcheck::report::{Options, Report, configuration};
use reportcheck::rule::Severity;
use std::path::Path;

#[test]
fn waivers_are_told_in_both_languages() {
    common::check_cases("waivers");
}

fn outcome(folder: &Path, keep: usize, stream_from: Option<u64>) -> Outcome {
    let read = Options {
        stream_from,
        ..Options::default()
    };
    let loaded = configuration(folder, &read);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    let mut report = Report::open(folder, &loaded.config, &read);
    let options = CheckOptions {
        keep,
        read,
        today: Some(Date::today()),
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &loaded.config, &options);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    outcome
}

fn copy(from: &Path, to: &Folder, below: &str) {
    for item in std::fs::read_dir(from).expect("a folder") {
        let path = item.expect("an item").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let name = format!("{below}{name}");
        match path.is_dir() {
            true => copy(&path, to, &format!("{name}/")),
            false => {
                to.file(&name, std::fs::read(&path).expect("a file"));
            }
        }
    }
}

fn text(folder: &Folder, file: &str) -> String {
    std::fs::read_to_string(folder.path().join(file)).expect("a text")
}

#[test]
fn every_kind_of_finding_can_be_accepted_at_once() {
    let folder = Folder::new();
    copy(Path::new("examples/errors"), &folder, "");
    let report = folder.path().join("2024");
    let before = outcome(&report, 1000, None);
    assert!(before.waived.is_empty() && before.findings.total() > 25);
    let ran = folder.run(&["baseline", "2024"]);
    assert_eq!(ran.status, 0, "{}", ran.text());
    let after = outcome(&report, 1000, None);
    let of_waivers = |code: &str| code.starts_with("waiver-");
    let left: Vec<&str> = after.findings.kept.iter().map(|f| f.code.name()).collect();
    assert!(left.iter().all(|code| of_waivers(code)), "{left:?}");
    let told = before.findings.kept.iter();
    let told = told
        .filter(|finding| !of_waivers(finding.code.name()))
        .count();
    assert_eq!(after.waived.len(), told);
    assert_eq!(before.tally, after.tally, "a waived rule is still broken");
    assert_eq!(folder.run(&["validate", "2024"]).status, 0);
    // A second run adds nothing.
    let once = text(&folder, "2024/report.toml");
    assert_eq!(folder.run(&["baseline", "2024"]).status, 0);
    assert_eq!(text(&folder, "2024/report.toml"), once);
    // What is new fails, whether the cell is accepted already or not.
    let table = text(&folder, "2024/requests.csv");
    for (old, new) in [
        ("granted,Granted,130", "granted,Granted,131"),
        ("paper,of which on paper,42", "paper,of which on paper,41"),
    ] {
        assert!(table.contains(old));
        folder.file("2024/requests.csv", table.replace(old, new));
        assert_eq!(folder.run(&["validate", "2024"]).status, 1, "{new}");
    }
    folder.file(
        "2024/requests.csv",
        format!("{table}closing,again,17,requests,\n"),
    );
    let ran = folder.run(&["validate", "2024"]);
    assert!(
        ran.out.contains("error[duplicate-key]: the key `closing`"),
        "{}",
        ran.text()
    );
}

const RULES: &str = "\
[[sections.t.rules]]
name = \"sum\"
check = \"total = a + b\"

[[sections.t.rules]]
name = \"all\"
check = \"sum(total) = 7\"

[[rules]]
name = \"rows\"
check = \"count(t.key) = 1000\"
";

#[test]
fn the_file_is_kept_byte_for_byte() {
    let table = "key,a,b,total\nx,1,2,4\n";
    for (before, line_end) in [
        ("", "\n"),
        ("title = \"T\" # a remark", "\n"),
        ("# first\r\n\r\ntitle   =   \"T\"\r\n", "\r\n"),
        (
            "\u{feff}[title]\nen = \"T\"\nzh = '''\n[[waivers]]\n'''\n\n\n",
            "\n",
        ),
    ] {
        let folder = Folder::new();
        folder
            .file("reportcheck.toml", RULES)
            .file("r/t.csv", table)
            .file("r/report.toml", before);
        let args = [
            "waive",
            "r",
            "--rule",
            "sum",
            "--reason",
            "it \\ \"is\" so\tyes",
        ];
        let ran = folder.run(&args);
        assert_eq!(ran.status, 0, "{}", ran.text());
        let after = text(&folder, "r/report.toml");
        let added = after.strip_prefix(before).expect("what was there");
        let newlines = added.matches('\n').count();
        assert_eq!(added.matches(line_end).count(), newlines);
        assert!(newlines > 5, "{added}");
        let checked = outcome(&folder.path().join("r"), 10, None);
        assert_eq!(checked.waived.len(), 1);
        assert_eq!(checked.waived[0].reason, "it \\ \"is\" so\tyes");
        // Never twice.
        assert_eq!(folder.run(&args).status, 0);
        assert_eq!(text(&folder, "r/report.toml"), after);
        // Mended, the waiver goes, and what was there stays.
        folder.file("r/t.csv", "key,a,b,total\nx,1,2,3\n");
        let ran = folder.run(&["baseline", "r", "--prune", "--dry-run"]);
        assert!(ran.out.contains("1 taken out") && text(&folder, "r/report.toml") == after);
        folder.run(&["baseline", "r", "--prune"]);
        let pruned = text(&folder, "r/report.toml");
        assert!(pruned.starts_with(before), "{pruned:?}");
        assert!(!pruned.contains("rule = \"sum\""), "{pruned:?}");
    }
}

#[test]
fn a_waiver_that_would_have_ended_already_is_refused() {
    let folder = Folder::new();
    folder
        .file("reportcheck.toml", RULES)
        .file("r/t.csv", "key,a,b,total\nx,1,2,4\n");
    let ending = ["--expires", "2027-01-30", "--as-of", "2027-01-31"];
    let waive = ["waive", "r", "--rule", "sum", "--reason", "so"];
    for command in [&waive[..], &["baseline", "r"]] {
        let ran = folder.run(&[command, &ending].concat());
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains("2027-01-30 is past"), "{}", ran.err);
        assert!(!folder.path().join("r/report.toml").exists());
    }
    let last_day = ["--expires", "2027-01-31", "--as-of", "2027-01-31"];
    assert_eq!(folder.run(&[&waive[..], &last_day].concat()).status, 0);
}

#[test]
fn what_changed_or_ended_is_waived_anew_in_the_same_place() {
    let folder = Folder::new();
    folder
        .file("reportcheck.toml", RULES)
        .file("r/t.csv", "key,a,b,total\nx,1,2,4\n");
    let waive = ["waive", "r", "--rule", "sum", "--reason", "so"];
    let long_ago = ["--expires", "2020-01-01", "--as-of", "2019-12-31"];
    assert_eq!(folder.run(&[&waive[..], &long_ago].concat()).status, 0);
    assert!(
        folder
            .run(&["validate", "r"])
            .out
            .contains("waiver-expired")
    );
    assert_eq!(folder.run(&waive).status, 0);
    folder.file("r/t.csv", "key,a,b,total\nx,1,2,5\n");
    assert!(
        folder
            .run(&["validate", "r"])
            .out
            .contains("waiver-changed")
    );
    assert_eq!(folder.run(&waive).status, 0);
    let after = text(&folder, "r/report.toml");
    assert_eq!(after.matches("[[waivers]]").count(), 1, "{after}");
    assert!(after.contains("print = \"5\""), "{after}");
    // Another row like it is another finding: it is not hidden.
    folder.file("r/t.csv", "key,a,b,total\nx,1,2,5\nx,1,2,5\n");
    let checked = outcome(&folder.path().join("r"), 100, None);
    let sums = checked
        .findings
        .kept
        .iter()
        .filter(|f| f.code.name() == "sum-mismatch" && f.row_key().is_some());
    assert_eq!(sums.count(), 1);
    assert_eq!(folder.run(&waive).status, 0);
    let after = text(&folder, "r/report.toml");
    assert!(
        after.contains("times = 2") && after.matches("[[waivers]]").count() == 1,
        "{after}"
    );
}

#[test]
fn a_discrepancy_in_figures_that_no_finding_shows_is_not_hidden() {
    let rows = |last: &str| {
        let rows: String = (0..60).map(|row| format!("k{row},1,1,2\n")).collect();
        format!("key,a,b,total\n{rows}last,1,1,{last}\n")
    };
    let folder = Folder::new();
    folder
        .file("reportcheck.toml", RULES)
        .file("r/t.csv", rows("2"));
    assert_eq!(folder.run(&["baseline", "r"]).status, 0);
    assert_eq!(folder.run(&["validate", "r"]).status, 0);
    // The sum is of more figures than are shown.
    folder.file("r/t.csv", rows("2.5"));
    let ran = folder.run(&["validate", "r", "--rule", "all"]);
    assert_eq!(ran.status, 1, "{}", ran.text());
    // A count has no figures at all.
    folder.file("r/t.csv", format!("{}more,1,1,2\n", rows("0")));
    let ran = folder.run(&["validate", "r", "--rule", "rows"]);
    assert_eq!(ran.status, 1, "{}", ran.text());
}

#[test]
fn cells_of_every_name_can_be_waived() {
    let folder = Folder::new();
    folder
        .file(
            "reportcheck.toml",
            "[[rules]]\nname = \"无节\"\ncheck = \"4 = count(t.key)\"\n\
             [[rules]]\nname = \"上期\"\ncheck = \"prior.t.`期 末` = t.期初\"\n\
             [[sections.t.rules]]\nname = \"grouped\"\ncheck = \"a = b\"\n\
             [[sections.t.rules]]\nname = \"clash\"\ncheck = \"a = c\"\n",
        )
        .file("2023/t.csv", "key,value,unit\n期 末,7,件\n")
        .file(
            "2024/t.csv",
            "key,value,unit\n期 末,8,件\n期初,9,件\na,\"1,234\",件\nb,\" 12 \",件\nc,3,人\n\
             ,1-2,件\n,1-2,件\n\"x\"\"y\",1-2,件\n\"p`q\",1-3,件\nif,1-4,件\n2016,1-5,件\n",
        );
    let before = outcome(&folder.path().join("2024"), 100, None);
    assert!(before.findings.total() >= 10);
    assert_eq!(folder.run(&["baseline", "2024"]).status, 0);
    let ran = folder.run(&["validate", "2024", "--fail-on", "note"]);
    assert_eq!(ran.status, 0, "{}", ran.text());
    // The report of the period before is part of what was accepted.
    folder.file("2023/t.csv", "key,value,unit\n期 末,6,件\n");
    let ran = folder.run(&["validate", "2024"]);
    assert!(
        ran.status == 1 && ran.out.contains("`期 末` is `6` now"),
        "{}",
        ran.text()
    );
}

fn table(rows: &[(u8, u8, u8, u8)]) -> String {
    let mut text = String::from("key,a,b,total\n");
    for (key, a, b, total) in rows {
        text.push_str(&format!("k{key},{a},{b},{total}\n"));
    }
    text
}

/// What is told of a report, in an order of its own.
fn told(outcome: &Outcome) -> (Vec<String>, Vec<String>, [u64; 3]) {
    let line = |finding: &reportcheck::finding::Finding| {
        format!(
            "{} {} {:?}",
            finding.code.name(),
            finding.primary().place.address(),
            finding.row_key()
        )
    };
    let mut shown: Vec<String> = outcome.findings.kept.iter().map(line).collect();
    let mut waived: Vec<String> = outcome.waived.iter().map(|w| line(&w.finding)).collect();
    shown.sort();
    waived.sort();
    (shown, waived, outcome.findings.counts)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Of some findings accepted, exactly those are waived; the others are
    /// counted and listed; a changed print shows; and a table that is
    /// streamed tells the same.
    #[test]
    fn a_waiver_hides_its_finding_and_no_other(
        rows in proptest::collection::vec((0_u8..6, 0_u8..3, 0_u8..3, 0_u8..4), 1..14),
        accepted in proptest::collection::vec(any::<bool>(), 40),
        changed in any::<prop::sample::Index>(),
        keep in 1_usize..30,
    ) {
        let folder = Folder::new();
        let report = folder.path().join("r");
        folder.file("reportcheck.toml", RULES).file("r/t.csv", table(&rows));
        let all = outcome(&report, 1000, None);
        // Accept everything, then take some of it back.
        let ran = folder.run(&["baseline", "r"]);
        prop_assert_eq!(ran.status, 0);
        let every = outcome(&report, 1000, None);
        prop_assert_eq!(every.findings.total(), 0);
        prop_assert_eq!(every.waived.len() as u64, all.findings.total());
        let text = text(&folder, "r/report.toml");
        let mut blocks = text.split("[[waivers]]").skip(1).zip(&accepted);
        let mut kept = String::new();
        let mut times = 0;
        for (block, _) in blocks.by_ref().filter(|(_, accepted)| **accepted) {
            kept.push_str(&format!("[[waivers]]{block}"));
            let many = block.lines().find_map(|line| line.strip_prefix("times = "));
            times += many.map_or(1, |many| many.parse::<usize>().expect("a number"));
        }
        folder.file("r/report.toml", &kept);
        let some = outcome(&report, 1000, None);
        prop_assert_eq!(some.waived.len(), times);
        prop_assert_eq!(some.findings.total() + some.waived.len() as u64, all.findings.total());
        prop_assert_eq!(some.tally, all.tally);
        let streamed = outcome(&report, 1000, Some(0));
        prop_assert_eq!(told(&some), told(&streamed));
        // However few are kept, the worst of what counts are among them.
        let few = outcome(&report, keep, None);
        prop_assert_eq!(few.findings.counts, some.findings.counts);
        prop_assert_eq!(few.findings.kept.len(), keep.min(some.findings.kept.len()));
        prop_assert_eq!(few.waived.len(), times);
        let few = outcome(&report, keep, Some(0));
        prop_assert_eq!(few.findings.counts, some.findings.counts);
        prop_assert_eq!(few.findings.kept.len(), keep.min(some.findings.kept.len()));
        // One total becomes another: no rule of that row is hidden any more.
        let mut rows = rows.clone();
        let at = changed.index(rows.len());
        rows[at].3 += 7;
        folder.file("r/report.toml", &text).file("r/t.csv", table(&rows));
        for stream in [None, Some(0)] {
            let after = outcome(&report, 1000, stream);
            let line = at as u64 + 2;
            let shown = after.findings.kept.iter().any(|finding| {
                finding.code.name() == "sum-mismatch" && finding.row_key().is_some()
                    && finding.primary().place.excerpt.first_line == line
            });
            prop_assert!(shown, "{:?}", told(&after));
            prop_assert!(after.findings.count(Severity::Error) > 0);
        }
        prop_assert_eq!(told(&outcome(&report, 1000, None)), told(&outcome(&report, 1000, Some(0))));
    }
}

/// The same prints in other units, or under a rule of the same name that asks
/// something else, are not what was accepted.
#[test]
fn a_waiver_ends_with_the_unit_and_with_the_rule() {
    let table = |unit: &str| format!("key,value,unit\ntotal,300,{unit}\na,100,万元\nb,150,万元\n");
    let rules = |check: &str| format!("[[sections.t.rules]]\nname = \"r\"\ncheck = '{check}'\n");
    for (check, other) in [
        ("total = a + b", "total + 1 = a + b"),
        ("total <= a + b", "total * 2 <= a + b"),
        ("if total > 0 then a > b", "if total > 0 then a > b + 1"),
    ] {
        let folder = Folder::new();
        folder.file("2016/t.csv", table("万元"));
        folder.file("reportcheck.toml", rules(check));
        assert_eq!(folder.run(&["validate", "2016"]).status, 1, "{check}");
        assert_eq!(folder.run(&["baseline", "2016"]).status, 0, "{check}");
        assert_eq!(folder.run(&["validate", "2016"]).status, 0, "{check}");
        folder.file("reportcheck.toml", rules(other));
        let ran = folder.run(&["validate", "2016"]);
        assert_eq!(ran.status, 1, "{other}: {}", ran.out);
        assert!(ran.out.contains("waiver-changed"), "{}", ran.out);
        folder.file("reportcheck.toml", rules(check));
        assert_eq!(folder.run(&["validate", "2016"]).status, 0, "{check}");
        if !check.starts_with("if") {
            folder.file("2016/t.csv", table("亿元"));
            let ran = folder.run(&["validate", "2016"]);
            assert_eq!(ran.status, 1, "{}", ran.out);
        }
    }
}

/// A table that is gone takes no waivers with it.
#[test]
fn the_waivers_of_a_missing_table_are_kept() {
    let folder = Folder::new();
    folder.file("2016/t.csv", "key,value\ntotal,3\na,1\n");
    folder.file("2016/u.csv", "key,value\nx,1\n");
    folder.file(
        "reportcheck.toml",
        "[sections.u]\n[[sections.t.rules]]\nname = \"r\"\ncheck = 'total = a'\n",
    );
    assert_eq!(folder.run(&["baseline", "2016"]).status, 0);
    let before = text(&folder, "2016/report.toml");
    std::fs::remove_file(folder.path().join("2016/t.csv")).expect("the table");
    let ran = folder.run(&["baseline", "2016", "--prune"]);
    let after = text(&folder, "2016/report.toml");
    assert!(after.starts_with(&before), "{ran:?}\n{after}");
    folder.file("2016/t.csv", "key,value\ntotal,3\na,1\n");
    let ran = folder.run(&["validate", "2016", "--format", "concise"]);
    assert_eq!(ran.status, 0, "{}", ran.out);
}
