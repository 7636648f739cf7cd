//! Rules over the rows that hedged figures select, against every choice of
//! rows that the prints allow.

use crate::check::{CheckOptions, check};
use crate::finding::Tally;
use crate::inside::injection::reports::random::Random;
use crate::inside::support::folder::Folder;
use crate::report::{Options, Report, configuration};
use std::collections::BTreeSet;

/// Tables that are tried.
const TABLES: u64 = 150;

/// A row: its figure, whether its print lets it be selected, and left out.
type Row = (i64, bool, bool);

/// The figure that selects a row if it is above five, as printed.
fn print(b: i64, kind: u64) -> (String, bool, bool) {
    match kind {
        // Below six is five at most where figures are whole: left to others.
        0 if b != 5 => (format!("<{}", b + 1), b > 5, true),
        1 => (format!("{b}以上"), true, b <= 5),
        2 => (format!("{b}-{}", b + 3), b + 3 > 5, b <= 5),
        _ => (b.to_string(), b > 5, b <= 5),
    }
}

/// Sixty means of up to six whole numbers are a whole number.
const MEANS: i64 = 60;

/// What the function may come to, whichever rows are selected; nothing of a
/// choice of no row, but for sums and counts.
fn possible(rows: &[Row], value: impl Fn(&[i64]) -> Option<i64>) -> BTreeSet<i64> {
    let mut choices: Vec<Vec<i64>> = vec![Vec::new()];
    for (a, selected, left_out) in rows {
        let with = choices
            .iter()
            .map(|choice| [choice.as_slice(), &[*a]].concat());
        let with: Vec<Vec<i64>> = with.filter(|_| *selected).collect();
        let without = choices.into_iter().filter(|_| *left_out);
        choices = without.chain(with).collect();
    }
    choices.iter().filter_map(|choice| value(choice)).collect()
}

fn mean(choice: &[i64]) -> Option<i64> {
    let rows = i64::try_from(choice.len()).ok().filter(|rows| *rows > 0)?;
    Some(choice.iter().sum::<i64>() * (MEANS / rows))
}

fn tally(table: &str, check_text: &str) -> Tally {
    let folder = Folder::new();
    folder.file("t.csv", table);
    let rule = format!("[[sections.t.rules]]\nname = \"r\"\ncheck = \"{check_text}\"\n");
    folder.file(
        "reportcheck.toml",
        format!("[sections.t]\nranges = true\n{rule}"),
    );
    let read = Options::default();
    let loaded = configuration(folder.path(), &read);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    let mut report = Report::open(folder.path(), &loaded.config, &read);
    let options = CheckOptions {
        read,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &loaded.config, &options);
    assert_eq!(outcome.tally.checks(), 1, "{:?}", outcome.errors);
    outcome.tally
}

#[test]
fn a_rule_over_rows_that_may_be_selected_fails_where_no_choice_of_them_fits() {
    let (mut held, mut failed) = (0, 0);
    for seed in 0..TABLES {
        let mut random = Random::new(23, &[seed]);
        let mut table = "key,a,b\n".to_owned();
        let mut rows: Vec<Row> = Vec::new();
        for row in 0..6 {
            let (a, b) = (random.between(1, 20), random.between(0, 13));
            let (b, selected, left_out) = print(b, random.below(9));
            table.push_str(&format!("r{row},{a},{b}\n"));
            rows.push((a, selected, left_out));
        }
        let sums = possible(&rows, |choice| Some(choice.iter().sum()));
        let counts = possible(&rows, |choice| i64::try_from(choice.len()).ok());
        let means = possible(&rows, mean);
        let greatest = possible(&rows, |choice| choice.iter().max().copied());
        let least = possible(&rows, |choice| choice.iter().min().copied());
        let mut near = |possible: &BTreeSet<i64>, step: i64| {
            let middle = possible.iter().nth(possible.len() / 2);
            middle.copied().unwrap_or(0) + random.between(0, 3) * step
        };
        for (function, said, possible) in [
            ("sum", near(&sums, 1), &sums),
            ("count", near(&counts, 2), &counts),
            ("60 * mean", near(&means, 25), &means),
            ("max", near(&greatest, 1), &greatest),
            ("min", near(&least, 1), &least),
        ] {
            let rule = format!("{said} = {function}(a where b > 5)");
            let tally = tally(&table, &rule);
            // Where it may be over no row, there may be nothing to check.
            let perhaps_none = function != "count" && rows.iter().all(|(.., left_out)| *left_out);
            match (tally.consistent, tally.inconsistent) {
                (1, 0) => assert!(possible.contains(&said), "{rule}\n{table}"),
                (0, 1) => assert!(!possible.contains(&said), "{rule}\n{table}"),
                _ => assert!(perhaps_none, "{rule} is left open\n{table}"),
            }
            held += tally.consistent;
            failed += tally.inconsistent;
        }
    }
    assert!(held > 200 && failed > 200, "{held} hold and {failed} fail");
}
