//! The JSON formats keep to their schemas, and the schemas are handed out.

use crate::support::folder::{Folder, folder_of};
use crate::support::markdown::codes;
use crate::support::schema::{CLAIMS, FINDINGS, GITLAB, SARIF, Schema};
use crate::support::snapshot::snapshot;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::Command;

/// What the program writes, run from the repository.
fn written(format: &str, args: &[&str]) -> Value {
    let run = Command::new(env!("CARGO_BIN_EXE_reportcheck"))
        .args(["validate", "--format", format])
        .args(args)
        .output()
        .expect("a run");
    serde_json::from_slice(&run.stdout).expect("JSON")
}

/// A folder of reports some of which cannot be read.
fn broken() -> Folder {
    let folder = Folder::new();
    folder
        .file("reportcheck.toml", "roundnig = \"nearest\"\n")
        .file("2015/t.csv", "key,value\na,1\n")
        .file("2016/t.csv", "key,value\na,\"1\n")
        .file("2016/u.csv", "key,value,unit\na,1,斛\na,x,件\n")
        .file("2017/report.toml", "period = 1\n")
        .file("2017/t.csv", "");
    folder
}

#[test]
fn json_formats_keep_to_their_schemas() {
    let broken = broken();
    let broken = broken.path().to_str().expect("a path");
    for (format, schema) in [("json", FINDINGS), ("sarif", SARIF), ("gitlab", GITLAB)] {
        let schema = Schema::read(schema);
        for args in [
            &["data/2016"][..],
            &["data/2016", "--lang", "zh"],
            &["data/2016", "--max", "1"],
            &["examples/clean"],
            &["examples/errors"],
            &["examples/errors", "--lang", "zh"],
            &["examples/errors/2024/requests.csv", "--check", "1 = 2"],
            &["data/2016", "--check", "1 = = 2"],
            &["data/2016", "--rule", "no such"],
            &["no/such/folder"],
            &[broken],
        ] {
            schema.holds(&written(format, args));
        }
    }
}

#[test]
fn claims_keep_to_their_schema() {
    let schema = Schema::read(CLAIMS);
    let text = "上年结转2件，共受理43件，已办结37件，办结率86%，占45.3%。比上年增长5.2%。电话12345，2016年1月1日。";
    let table = "\n\n| 指标 | 数值 |\n|---|---|\n| 共受理 | 43 |\n| 受理投诉举报 | 1283 |\n";
    let tied = format!("{text}受理投诉举报1283件。{table}");
    let folder = Folder::new();
    folder
        .file("text.txt", text)
        .file("tied.md", tied)
        .file("none.txt", "没有数字。");
    for file in ["text.txt", "tied.md", "none.txt"] {
        for lang in ["en", "zh"] {
            let args = ["claims", file, "--format", "json", "--lang", lang];
            let written: Value = serde_json::from_str(&folder.run(&args).out).expect("JSON");
            schema.holds(&written);
            let mut wrong = written.clone();
            wrong["summary"]["claims"] = json!("many");
            assert!(schema.problems(&wrong).is_some());
        }
    }
}

#[test]
fn schemas_refuse_what_is_wrong() {
    let findings = Schema::read(FINDINGS);
    let document = written("json", &["data/2016"]);
    for (at, value) in [
        ("/version", json!(2)),
        ("/reports/0/findings/0/severity", json!("fatal")),
        ("/reports/0/findings/0/cell/line", json!(0)),
        ("/reports/0/findings/0/comparison/difference", json!("0.5")),
        ("/reports/0/summary", json!({})),
    ] {
        let mut wrong = document.clone();
        *wrong.pointer_mut(at).expect("a value") = value;
        assert!(findings.problems(&wrong).is_some(), "{at}");
    }
    let mut more = document.clone();
    more["reports"][0]["findings"][0]["undocumented"] = json!(1);
    assert!(findings.problems(&more).is_some());
    let mut sarif = written("sarif", &["data/2016"]);
    sarif["runs"][0]["results"][0]["level"] = json!("fatal");
    assert!(Schema::read(SARIF).problems(&sarif).is_some());
}

/// The schema and the page describe the same fields.
#[test]
fn the_schema_of_findings_is_the_page_of_findings() {
    let page = std::fs::read_to_string("docs/json.md").expect("a page");
    let text = std::fs::read_to_string(FINDINGS).expect("a schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let mut objects = 0;
    for part in page.split("\n## ").skip(1) {
        let name = part.lines().next().expect("a heading");
        let rows = part.lines().filter_map(|line| line.strip_prefix("| `"));
        let fields: BTreeSet<&str> = rows.filter_map(|row| row.split('`').next()).collect();
        let object = match name {
            "document" => &schema,
            name => &schema["$defs"][name],
        };
        let known = object["properties"].as_object().map(|all| all.keys());
        let known: BTreeSet<&str> = known.into_iter().flatten().map(String::as_str).collect();
        assert_eq!(fields, known, "{name}");
        objects += 1;
    }
    let defined = schema["$defs"].as_object().expect("definitions").len();
    // Beside the objects there is the definition of an exact number, and the
    // document is no definition.
    assert_eq!(objects, defined);
}

#[test]
fn every_rule_of_sarif_is_explained_and_every_result_has_one() {
    let codes = codes("docs/findings.md");
    for lang in ["en", "zh"] {
        let log = written("sarif", &["examples/errors", "data/2016", "--lang", lang]);
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        assert_eq!(rules.len(), codes.len());
        for rule in rules {
            for text in ["shortDescription", "fullDescription", "help"] {
                let text = rule[text]["text"].as_str().expect("a text");
                assert_eq!(text.contains('。'), lang == "zh", "{text}");
            }
        }
        let results = run["results"].as_array().expect("results");
        assert!(results.len() > 20);
        for result in results {
            let index = result["ruleIndex"].as_u64().expect("an index");
            let index = usize::try_from(index).expect("an index");
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
    }
}

/// All of a SARIF log but the explanations, which are tested by themselves.
#[test]
fn a_log_is_told_in_both_languages() {
    let case = std::fs::read_to_string("tests/cases/formats/mixed.txt").expect("a case");
    let folder = folder_of(&case);
    for lang in ["en", "zh"] {
        let args = [
            "validate",
            ".",
            "--format",
            "sarif",
            "--no-reason",
            "--lang",
            lang,
        ];
        let ran = folder.run(&args);
        let mut log: Value = serde_json::from_str(&ran.out).expect("JSON");
        Schema::read(SARIF).holds(&log);
        let driver = log.pointer_mut("/runs/0/tool/driver").expect("a driver");
        driver["rules"] = json!("…");
        driver["version"] = json!("…");
        snapshot("formats", &format!("sarif.{lang}"), &format!("{log:#}"));
    }
}

#[test]
fn the_schemas_are_handed_out() {
    let folder = Folder::new();
    let printed = |args: &[&str]| folder.run(args).out;
    let written = |path| std::fs::read_to_string(path).expect("a schema");
    assert_eq!(
        printed(&["schema"]),
        written("docs/schema/reportcheck.schema.json")
    );
    assert_eq!(
        printed(&["schema", "report"]),
        written("docs/schema/report.schema.json")
    );
}
