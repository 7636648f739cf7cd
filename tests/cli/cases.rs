//! The cases of `tests/cases`: small reports with the commands run on them, as
//! people read what is said, in English and in Chinese. A case stands in
//! `tests/cases/<group>/<name>.txt`, what is said of it in
//! `tests/snapshots/<group>/<name>.<language>.snap`.

use crate::support::folder::written_out;
use crate::support::snapshot::snapshot;
use std::fmt::Write as _;
use std::path::PathBuf;

/// The folder of all cases.
fn cases() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Runs each case below `tests/cases/<group>` in both languages, and compares
/// what it says with the snapshots of the same name.
fn check(group: &str) {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(cases().join(group))
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    cases.sort();
    let mut failed = Vec::new();
    for case in cases {
        let name = case.file_stem().expect("a name").to_string_lossy();
        let text = std::fs::read_to_string(&case).expect("a case that can be read");
        for lang in ["en", "zh"] {
            // A folder for each: a command may write into it.
            let (folder, commands) = written_out(&text);
            let mut said = String::new();
            for args in &commands {
                let words: Vec<&str> = args.iter().map(String::as_str).collect();
                let ran = match lang {
                    "en" => folder.run(&words),
                    _ => folder.run_zh(&words),
                };
                let _ = write!(said, "$ reportcheck {}\n{}", args.join(" "), ran.text());
            }
            let shown = format!("{name}.{lang}");
            let holds = std::panic::catch_unwind(|| snapshot(group, &shown, &said));
            if holds.is_err() {
                failed.push(format!("{group}/{shown}"));
            }
        }
    }
    assert!(failed.is_empty(), "these differ: {failed:#?}");
}

/// Checks each group in a test of its own, and that there is no other.
macro_rules! groups {
    ($($(#[$about:meta])* $test:ident: $group:literal)*) => {
        $($(#[$about])*
        #[test]
        fn $test() {
            check($group);
        })*

        #[test]
        fn every_group_is_checked() {
            let folders = std::fs::read_dir(cases()).expect("the folder of cases");
            let name = |item: std::io::Result<std::fs::DirEntry>| item.expect("a group").file_name();
            let mut found: Vec<_> = folders.map(name).collect();
            found.sort();
            assert_eq!(found, [$($group),*]);
        }
    };
}

groups! {
    /// What cannot be read.
    what_cannot_be_read_is_told_with_its_place: "bad_input"
    /// Claims that sentences state.
    claims_are_checked_as_they_stand: "claims"
    /// Every mistake that a configuration can hold, as its author reads it:
    /// the caret must stand under what is wrong.
    every_mistake_is_shown_at_its_place: "configuration"
    /// Documents as they are.
    documents_are_read_as_they_are: "documents"
    /// `figure`: the cells of a report by their names, and what its rules
    /// leave them.
    cells_are_looked_up: "figure"
    /// Every kind of finding on the smallest report that has it.
    every_kind_of_finding_is_told_in_both_languages: "findings"
    /// What `fix` changes, and what it cannot.
    what_cannot_be_done_is_said: "fix"
    /// The formats for other programs.
    a_report_with_a_bit_of_everything_is_told_in_each_format: "formats"
    /// The configuration that `init` writes.
    the_first_configuration_is_told_in_both_languages: "init"
    /// Rules that are checked themselves, and figures under no rule.
    rules_are_checked_themselves_in_both_languages: "lint"
    /// Several periods side by side, and figures restated a period later.
    periods_are_set_side_by_side: "periods"
    /// What reasoning over the whole report says.
    what_reasoning_says_is_told_in_both_languages: "reasoning"
    /// What the figures of a table show by themselves, and the line that breaks it.
    what_figures_show_is_checked: "relations"
    /// A run in which no rule was checked, and files that are not read, are told.
    nothing_is_passed_over_in_silence: "silence"
    /// The rules as queries for an engine.
    rules_are_written_as_queries: "sql"
    /// A report that was handed in does not weaken its own check.
    what_was_handed_in_has_no_say_in_its_check: "untrusted"
    /// What is accepted is shown as such and fails no run.
    waivers_are_told_in_both_languages: "waivers"
}
