//! Fingerprints tell findings apart and outlive what does not concern them.

use super::checked::{Opened, setting};
use crate::format::Format;
use crate::inside::support::folder::Folder;
use crate::lang::Lang;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const RULES: &str = "
[[sections.t.rules]]
name = \"sum\"
check = \"total = a + b\"

[[sections.t.rules]]
name = \"bound\"
check = \"total <= b\"

[sections.g.columns]
x = {}
y = {}

[[sections.g.rules]]
name = \"rows\"
check = \"x = y\"
";

/// The fingerprints of a report's findings, with their rules and cells.
fn fingerprints(path: &Path, lang: Lang) -> Vec<(String, String)> {
    let text = Opened::new(path).text(Format::Sarif, setting(lang));
    let log: Value = serde_json::from_str(&text).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let of = |result: &Value| {
        let print = result["partialFingerprints"]["reportcheck/v1"].as_str();
        let rule = result["properties"]["rule"].as_str().unwrap_or_default();
        let cell = &result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"];
        let of = format!("{} {rule} {cell}", result["ruleId"]);
        (of, print.expect("a fingerprint").to_owned())
    };
    results.iter().map(of).collect()
}

fn report(t: &str, g: &str) -> Folder {
    let folder = Folder::new();
    folder
        .file("reportcheck.toml", RULES)
        .file("2016/t.csv", format!("key,value,unit\n{t}"))
        .file("2016/g.csv", format!("key,x,y\n{g}"));
    folder
}

fn of(folder: &Folder, lang: Lang) -> Vec<(String, String)> {
    // The report's path is part of a fingerprint; each test has a folder of
    // its own, so it is taken out by copying into one place.
    let fixed = std::env::temp_dir().join(format!("reportcheck-identities-{}", std::process::id()));
    static ONE: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _held = ONE.lock().expect("one at a time");
    let _gone = std::fs::remove_dir_all(&fixed);
    std::fs::create_dir_all(fixed.join("2016")).expect("a folder");
    for name in ["reportcheck.toml", "2016/t.csv", "2016/g.csv"] {
        std::fs::copy(folder.path().join(name), fixed.join(name)).expect("a copy");
    }
    let found = fingerprints(&fixed.join("2016"), lang);
    let _gone = std::fs::remove_dir_all(&fixed);
    found
}

const T: &str = "total,10,件\na,3,件\nb,4,件\n";
const G: &str = "p,1,2\nq,3,4\n";

#[test]
fn they_differ_within_a_report() {
    for path in ["data/2016", "examples/errors/2023", "examples/errors/2024"] {
        let found = fingerprints(Path::new(path), Lang::En);
        let different: BTreeSet<&String> = found.iter().map(|(_, print)| print).collect();
        assert_eq!(different.len(), found.len(), "{path}: {found:#?}");
    }
    // Two rules on one cell, one rule on two rows, one key on two rows.
    let twice = "p,1,2\np,3,4\n";
    for g in [G, twice] {
        let found = of(&report(T, g), Lang::En);
        let different: BTreeSet<&String> = found.iter().map(|(_, print)| print).collect();
        assert_eq!(different.len(), found.len(), "{found:#?}");
        assert!(found.len() >= 4);
    }
}

#[test]
fn they_outlive_lines_figures_and_languages() {
    let before = of(&report(T, G), Lang::En);
    assert_eq!(before, of(&report(T, G), Lang::Zh));
    for (t, g) in [
        // Another line above, another figure, the rows in another order.
        ("z,7,件\ntotal,10,件\na,3,件\nb,4,件\n", "p,1,2\nq,3,4\n"),
        ("total,11,件\na,2,件\nb,4,件\n", "p,10,20\nq,3,5\n"),
        ("a,3,件\nb,4,件\ntotal,10,件\n", "q,3,4\np,1,2\n"),
    ] {
        let mut after = of(&report(t, g), Lang::En);
        let mut before = before.clone();
        before.sort();
        after.sort();
        assert_eq!(before, after);
    }
}

#[test]
fn reports_differ() {
    let one = fingerprints(Path::new("examples/errors/2023"), Lang::En);
    let other = fingerprints(Path::new("examples/errors/2024"), Lang::En);
    let one: BTreeSet<_> = one.into_iter().map(|(_, print)| print).collect();
    assert!(other.into_iter().all(|(_, print)| !one.contains(&print)));
}

/// GitLab shows what is the same before and after by the same fingerprint.
#[test]
fn gitlab_has_the_same() {
    let opened = Opened::new(Path::new("data/2016"));
    let text = opened.text(Format::Gitlab, setting(Lang::En));
    let issues: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let issues: BTreeSet<String> = issues
        .iter()
        .map(|issue| issue["fingerprint"].as_str().expect("a text").to_owned())
        .collect();
    let results = fingerprints(Path::new("data/2016"), Lang::En);
    let results: BTreeSet<String> = results.into_iter().map(|(_, print)| print).collect();
    assert_eq!(issues, results);
}
