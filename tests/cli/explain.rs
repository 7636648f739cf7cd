//! `explain`: the list of codes, a code's page, a rule on a report at hand; and
//! the examples, whose runs end as their pages say.

use crate::support::markdown;
use std::process::Command;

fn run(args: &[&str]) -> (String, String, Option<i32>) {
    let run = Command::new(env!("CARGO_BIN_EXE_reportcheck"))
        .args(["--lang", "en", "explain"])
        .args(args)
        .output()
        .expect("a run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&run.stdout), text(&run.stderr), run.status.code())
}

#[test]
fn a_code_a_rule_and_the_list() {
    let (list, _, status) = run(&[]);
    assert_eq!(status, Some(0));
    let codes = markdown::codes("docs/findings.md");
    assert!(codes.len() > 25, "{codes:?}");
    for code in codes {
        let of_code = |line: &&str| line.split_whitespace().next() == Some(&code);
        assert_eq!(list.lines().filter(of_code).count(), 1, "{code}");
        let (page, _, status) = run(&[&code]);
        assert!(page.starts_with(&code) && status == Some(0));
    }
    let (rule, _, status) = run(&["channels-received", "examples/clean/2024"]);
    assert_eq!(status, Some(0));
    for part in [
        "complaints.received = phone + online + letter",
        "channels (Complaints by channel)",
        "Every complaint comes in by one of these channels.",
        "sum-mismatch",
        "examples/clean/2024/complaints.csv:3:20  1,262",
        "examples/clean/2024/channels.csv:3:23  about 640",
    ] {
        assert!(rule.contains(part), "{part} in\n{rule}");
    }
    let (rule, _, _) = run(&["complaints-opening", "examples/clean/2024"]);
    assert!(
        rule.contains("examples/clean/2023/complaints.csv:10:42  233"),
        "{rule}"
    );
    let (rule, _, _) = run(&["kinds-on-time-rate", "examples/clean"]);
    assert!(rule.contains("column answered, row by row"), "{rule}");
}

#[test]
fn an_unknown_name_ends_in_2_with_the_nearest() {
    for (name, nearest) in [
        ("sum-mismach", "sum-mismatch"),
        ("channel-received", "channels-received"),
    ] {
        let (out, error, status) = run(&[name, "examples/clean/2024"]);
        assert_eq!((out.as_str(), status), ("", Some(2)));
        assert!(
            error.contains(&format!("did you mean `{nearest}`?")),
            "{error}"
        );
    }
    let (_, error, status) = run(&["sum", "no/such/folder"]);
    assert!(error.contains("no/such/folder") && status == Some(2));
}

#[test]
fn the_examples_end_as_they_should() {
    let status = |path: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_reportcheck"))
            .args(["validate", path, "--quiet"])
            .output()
            .expect("a run");
        run.status.code()
    };
    assert_eq!(status("examples/clean"), Some(0));
    assert_eq!(status("examples/errors/2024"), Some(1));
}
