//! Rules over the rows that a hedged figure selects: how often it stays open
//! which rows are meant.

use crate::check::{CheckOptions, check};
use crate::inside::injection::reports::random::Random;
use crate::inside::support::folder::Folder;
use crate::report::{Options, Report, configuration};

/// Tables that are tried.
const TABLES: u64 = 400;

/// A table of six rows, some of whose selecting figures are hedged, with the
/// sum of the rows above five, and whether its check was left open.
fn is_open(seed: u64) -> bool {
    let mut random = Random::new(23, &[seed]);
    let mut table = "key,a,b\n".to_owned();
    let mut sum = 0;
    for row in 0..6 {
        let (a, b) = (random.between(0, 20), random.between(0, 13));
        let print = match random.below(9) {
            0 => format!("<{}", b + 1),
            1 => format!("{b}以上"),
            2 => format!("{}-{}", b, b + 3),
            _ => b.to_string(),
        };
        sum += if b > 5 { a } else { 0 };
        table.push_str(&format!("r{row},{a},{print}\n"));
    }
    let said = sum + random.between(0, 3);
    let rule =
        format!("[[sections.t.rules]]\nname = \"r\"\ncheck = \"{said} = sum(a where b > 5)\"\n");
    let folder = Folder::new();
    folder.file("t.csv", table);
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
    outcome.tally.not_checked > 0
}

/// Not a test but a measure: how many checks stay open, in parts of a thousand.
#[test]
#[ignore = "prints a rate"]
fn how_many_selections_stay_open() {
    let open = (0..TABLES).filter(|seed| is_open(*seed)).count() as u64;
    println!("{} of 1000 checks", open * 1000 / TABLES);
}
