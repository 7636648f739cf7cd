//! What is waived hides its finding and no other, however a table is read.

use crate::check::{CheckOptions, Outcome, check};
use crate::cli::Exit;
use crate::date::Date;
use crate::finding::Finding;
use crate::inside::support::folder::{Folder, WAIVABLE as RULES};
use crate::inside::support::often::often;
use crate::report::{Options, Report, configuration};
use crate::rule::Severity;
use proptest::prelude::*;
use std::ffi::OsString;
use std::path::Path;

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

/// Writes a waiver for each finding of a report.
fn accept_all(report: &Path) {
    let args = ["reportcheck".into(), "baseline".into(), report.into()];
    let exit = crate::cli::run(args.into_iter().map(|arg: OsString| arg));
    assert_eq!(exit, Exit::Clean);
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
    let line = |finding: &Finding| {
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
    #![proptest_config(ProptestConfig { cases: often(48), ..ProptestConfig::default() })]

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
        accept_all(&report);
        let every = outcome(&report, 1000, None);
        prop_assert_eq!(every.findings.total(), 0);
        prop_assert_eq!(every.waived.len() as u64, all.findings.total());
        let text = std::fs::read_to_string(report.join("report.toml")).expect("a text");
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
