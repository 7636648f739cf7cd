//! No command prints raw what steers, whatever a cell holds.

use crate::support::steering::{raw, steering};

#[test]
fn no_command_prints_raw_what_steers() {
    let commands: [&[&str]; 17] = [
        &["validate", "2016"],
        &["validate", "2016", "--coverage"],
        &["validate", "2015", "2016"],
        &["lint"],
        &["lint", "2016"],
        &["lint", "--format", "json"],
        &["table", "2016"],
        &["table", "2016", "--format", "json"],
        &["table", "2016", "--section", "t", "--keys"],
        &["table", "2016", "--section", "t", "--format", "json"],
        &["table", "2016", "--section", "t", "--format", "csv"],
        &["table", "2016", "--section", "t", "--format", "markdown"],
        &["table", "--periods", "2015,2016", "--section", "t"],
        &[
            "table",
            "--periods",
            "2015,2016",
            "--section",
            "t",
            "--format",
            "json",
        ],
        &[
            "table",
            "--periods",
            "2015,2016",
            "--section",
            "t",
            "--format",
            "csv",
        ],
        &["fix", "2016"],
        &["explain", "never", "2016"],
    ];
    let c = "\u{202e}\u{1b}[31m\u{200b}\u{9b}\u{2066}";
    let folder = steering(c);
    let sum = format!("sum{c}x");
    let cell = format!("t.total.v{c}x");
    let more = [
        vec!["explain", &sum, "2016"],
        vec!["figure", &cell, "--in", "2016"],
    ];
    let all = commands.iter().map(|args| args.to_vec()).chain(more);
    let bare = steering(c);
    std::fs::remove_file(bare.path().join("reportcheck.toml")).expect("no configuration");
    let begun = bare.run(&["init", "--stdout"]);
    assert!(begun.out.contains("[sections.t]"), "{begun:?}");
    assert_eq!(raw(&begun.out), "", "{c:?}, init:\n{}", begun.out);
    for args in all {
        for ran in [folder.run(&args), folder.run_zh(&args)] {
            assert!(!ran.out.is_empty() || !ran.err.is_empty(), "{args:?}");
            assert_eq!(raw(&ran.out), "", "{c:?}, {args:?}:\n{}", ran.out);
            assert_eq!(raw(&ran.err), "", "{c:?}, {args:?}:\n{}", ran.err);
        }
    }
}
