//! Waivers: what is accepted is shown as such and fails no run, nothing else
//! is hidden by them, and the file that they are written to is kept as it was.

use crate::support::folder::{Folder, WAIVABLE as RULES};
use serde_json::Value;
use std::path::Path;

/// What a report is found to have, as JSON, without reasoning over the whole.
fn found(folder: &Folder, report: &str) -> Value {
    let args = ["validate", report, "--format", "json", "--no-reason"];
    let ran = folder.run(&args);
    let document: Value = serde_json::from_str(&ran.out).expect("JSON");
    let report = &document["reports"][0];
    assert_eq!(report["errors"].as_array().map(Vec::len), Some(0));
    report.clone()
}

/// The items of a list.
fn list<'a>(report: &'a Value, name: &str) -> &'a [Value] {
    report[name].as_array().expect("a list")
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
    let before = found(&folder, "2024");
    assert!(list(&before, "waived").is_empty() && list(&before, "findings").len() > 25);
    let ran = folder.run(&["baseline", "2024"]);
    assert_eq!(ran.status, 0, "{}", ran.text());
    let after = found(&folder, "2024");
    let of_waivers = |finding: &Value| finding["code"].as_str().map(|c| c.starts_with("waiver-"));
    let left = list(&after, "findings");
    assert!(
        left.iter().all(|one| of_waivers(one) == Some(true)),
        "{left:?}"
    );
    let told = list(&before, "findings").iter();
    let told = told.filter(|one| of_waivers(one) == Some(false)).count();
    assert_eq!(list(&after, "waived").len(), told);
    for tally in ["checks", "consistent", "inconsistent", "not_checked"] {
        let still = "a waived rule is still broken";
        assert_eq!(before["summary"][tally], after["summary"][tally], "{still}");
    }
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
        let checked = found(&folder, "r");
        assert_eq!(list(&checked, "waived").len(), 1);
        assert_eq!(checked["waived"][0]["reason"], "it \\ \"is\" so\tyes");
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
    let checked = found(&folder, "r");
    let of_rows = |one: &&Value| one["code"] == "sum-mismatch" && !one["row"].is_null();
    let sums = list(&checked, "findings").iter().filter(of_rows);
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
    assert!(list(&found(&folder, "2024"), "findings").len() >= 10);
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
