//! Periods that a series leaves out, against the numbers of its quarters.

use super::panels::run;
use crate::check::{CheckOptions, Outcome, check};
use crate::finding::{Code, Detail, Finding};
use crate::inside::support::folder::Folder;
use crate::inside::support::often::often;
use crate::report::{Options, Report};
use crate::rule::load;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const SETTINGS: &str = "[sections.t]\nkey = \"place\"\nperiod = \"quarter\"\n\
    [sections.t.columns]\nplace = { text = true }\nquarter = { text = true }\nx = {}\n";

fn quarter(number: u32) -> String {
    format!("{}-Q{}", 2010 + number / 4, number % 4 + 1)
}

/// What is missing before each number of a series.
fn gaps(numbers: &BTreeSet<u32>) -> Vec<(u32, Vec<String>)> {
    let numbers: Vec<u32> = numbers.iter().copied().collect();
    let steps: Vec<u32> = numbers.windows(2).map(|two| two[1] - two[0]).collect();
    if steps.len() > 1 && steps.iter().all(|step| *step == steps[0]) {
        return Vec::new();
    }
    let gaps = numbers.windows(2).filter(|two| two[1] > two[0] + 1);
    gaps.map(|two| (two[1], (two[0] + 1..two[1]).map(quarter).collect()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(64), ..ProptestConfig::default() })]

    /// Every gap is told once, at the first row behind it, wherever the rows stand.
    #[test]
    fn each_gap_of_a_series_is_told(
        rows in prop::collection::vec((prop::sample::select(&["n", "s"][..]), 0u32..12), 1..9),
    ) {
        let mut series: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        let mut table = "place,quarter,x\n".to_owned();
        for (place, number) in &rows {
            if series.entry(place).or_default().insert(*number) {
                table += &format!("{place},{},1\n", quarter(*number));
            }
        }
        let other = "key,x,y\nz,1,1\n";
        let outcome = run([["place,quarter,x\nn,2009-Q1,1\n", other], [&table, other]], SETTINGS, None);
        let mut found = BTreeSet::new();
        for finding in &outcome.findings.kept {
            if let Detail::MissingPeriods { series, missing, more, .. } = &finding.detail {
                prop_assert!(*more == 0 || missing.len() == 8);
                let row = finding.primary().place.words().to_owned();
                prop_assert!(found.insert((series.clone(), row, missing.clone(), *more)));
            }
        }
        let mut expected = BTreeSet::new();
        for (place, numbers) in &series {
            for (number, mut missing) in gaps(numbers) {
                let more = missing.len().saturating_sub(8);
                missing.truncate(8);
                expected.insert(((*place).to_owned(), quarter(number), missing, more));
            }
        }
        prop_assert_eq!(found, expected, "{}", table);
    }
}

/// What is found in a table that is held, or read row by row.
fn read_so(table: &str, streamed: bool, keep: usize) -> Outcome {
    let folder = Folder::new();
    folder.file("2024/t.csv", table);
    let (config, mistakes) = load(Path::new("reportcheck.toml"), SETTINGS);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let read = Options {
        stream_from: streamed.then_some(0),
        ..Options::default()
    };
    let mut report = Report::open(&folder.path().join("2024"), &config, &read);
    let options = CheckOptions {
        keep,
        read,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &config, &options);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    outcome
}

fn not_looked_at(finding: &Finding) -> bool {
    matches!(finding.detail, Detail::SeriesNotLookedAt)
}

/// Each gap with its place, in the order in which they are told.
fn told(outcome: &Outcome) -> Vec<String> {
    let gaps = outcome.findings.kept.iter();
    let gaps = gaps.filter(|finding| finding.code == Code::MissingPeriod);
    let place = |gap: &Finding| {
        let mark = gap.primary();
        let place = &mark.place;
        format!(
            "{:?} {} {:?}",
            mark.named_cell(),
            place.excerpt.first_line,
            place.start
        )
    };
    gaps.map(|gap| format!("{} {:?}", place(gap), gap.detail))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(96), ..ProptestConfig::default() })]

    /// A table that is read row by row is told of as one that is held, but for one that
    /// is long and in no order, of which that is said.
    #[test]
    fn reading_row_by_row_finds_the_same_gaps(
        rows in prop::collection::vec((0u32..14, 0u32..16), 1..70),
        sorted in any::<bool>(),
        falling in any::<bool>(),
        keep in prop_oneof![0_usize..4, Just(1_000)],
    ) {
        let mut rows = rows;
        let twice: BTreeSet<(u32, u32)> = rows.iter().copied().collect();
        match (sorted, falling) {
            (true, false) => rows = twice.into_iter().collect(),
            (true, true) => rows = twice.into_iter().rev().collect(),
            _ => {}
        }
        let mut table = "place,quarter,x\n".to_owned();
        for (place, number) in &rows {
            // Now and then a period that is written in another way, or is none.
            let quarter = match number {
                15 => "later".to_owned(),
                14 => "2010Q3".to_owned(),
                other => quarter(*other),
            };
            table += &format!("{place},{quarter},1\n");
        }
        let [held, streamed] = [false, true].map(|streamed| read_so(&table, streamed, keep));
        let whole = read_so(&table, true, 1_000);
        let looked = !whole.findings.kept.iter().any(not_looked_at);
        if looked {
            prop_assert_eq!(held.findings.counts, streamed.findings.counts, "{}", table);
            if keep == 1_000 {
                prop_assert_eq!(told(&held), told(&streamed), "{}", table);
            }
        } else {
            prop_assert!(!sorted && rows.len() > 8, "{}", table);
            prop_assert_eq!(told(&whole).len(), 1);
        }
    }
}

/// Each way is gone: what is noted of all, of one series at a time, and not at all.
#[test]
fn long_tables_are_looked_at_in_their_order_only() {
    let numbers = (0..40).flat_map(|place| [0, 1, 3].map(|number| (place, number)));
    let table = |rows: &[(u32, u32)]| {
        let rows = rows
            .iter()
            .map(|(place, number)| format!("{place},{},1\n", quarter(*number)));
        format!("place,quarter,x\n{}", rows.collect::<String>())
    };
    let mut rows: Vec<(u32, u32)> = numbers.collect();
    let sorted = read_so(&table(&rows), true, 5);
    assert_eq!(sorted.findings.total(), 40);
    assert_eq!(told(&sorted).len(), 5);
    rows.rotate_right(7);
    let mixed = read_so(&table(&rows), true, 1_000);
    assert_eq!(mixed.findings.total(), 1);
    assert!(mixed.findings.kept.iter().all(not_looked_at));
    rows.truncate(6);
    assert_eq!(read_so(&table(&rows), true, 1_000).findings.total(), 1);
}
