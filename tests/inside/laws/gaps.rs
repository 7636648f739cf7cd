//! Periods that a series leaves out, against the numbers of its quarters.

use super::panels::run;
use crate::finding::Detail;
use crate::inside::support::often::often;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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
