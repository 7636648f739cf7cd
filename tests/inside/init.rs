//! `reportcheck init` on small reports, and on any tables at all: what it
//! writes can be read again, also with every suggestion taken, and then brings
//! no finding of a rule.

use crate::check::{CheckOptions, check};
use crate::format::starter::starter;
use crate::inside::support::folder::Folder;
use crate::inside::support::often::often;
use crate::lang::Lang;
use crate::report::{Options, Report};
use crate::rule::{Config, load};
use crate::suggest::suggest;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The file with every suggestion taken: prose has a space after its `#`.
fn taken(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') => rest.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn loaded(text: &str) -> Config {
    let (config, errors) = load(Path::new("reportcheck.toml"), text);
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    config
}

/// How many rules are suggested; all of them hold, in every report. Relations
/// that a line breaks are written too, and are none of these.
fn suggested(reports: &[PathBuf]) -> usize {
    let Ok(found) = suggest(reports, &Options::default()) else {
        return 0;
    };
    for lang in [Lang::En, Lang::Zh] {
        let text = starter(&found, None, lang);
        assert!(loaded(&text).rules.is_empty());
        let config = loaded(&taken(&text));
        let broken = found.sections.iter().flat_map(|section| &section.broken);
        let broken: BTreeSet<&str> = broken.map(|rule| rule.name.as_str()).collect();
        let expected = found.suggestions() + broken.len();
        assert_eq!(config.rules.len(), expected, "{text}");
        for path in reports {
            let mut report = Report::open(path, &config, &Options::default());
            let options = CheckOptions {
                keep: usize::MAX,
                ..CheckOptions::default()
            };
            let outcome = check(&mut report, &config, &options);
            assert!(outcome.errors.is_empty(), "{:#?}\n{text}", outcome.errors);
            let of_rules = outcome.findings.kept.iter();
            let of_rules = of_rules.filter(|found| {
                let rule = found.rule.as_ref();
                rule.is_some_and(|rule| !broken.contains(rule.name.as_str()))
            });
            let of_rules: Vec<_> = of_rules.collect();
            assert!(of_rules.is_empty(), "{of_rules:#?}\n{text}");
        }
    }
    found.suggestions()
}

fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Names as people and accidents make them.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-d]",
        "[a-c 合计其中\"'`.#\\\\=\\[\\]📝-]{1,6}",
        Just("合计".to_owned()),
        Just("total".to_owned()),
        Just("opening".to_owned()),
        Just("closing".to_owned()),
        Just("其中：a".to_owned()),
        Just("金额（万元）".to_owned()),
        "\\PC{0,4}",
        Just("a\tb\nc".to_owned()),
        Just("and".to_owned()),
        Just("prior".to_owned()),
    ]
}

fn print() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0u32..40).prop_map(|n| (n * 10).to_string()),
        2 => (0u32..1000).prop_map(|n| format!("{}.{}%", n / 10, n % 10)),
        1 => Just(String::new()),
        1 => Just("—".to_owned()),
        1 => Just("5万多".to_owned()),
        1 => Just("30件".to_owned()),
        1 => "\\PC{0,3}",
    ]
}

fn table() -> impl Strategy<Value = String> {
    let columns = prop::collection::vec(name(), 1..6);
    let rows = prop::collection::vec((name(), prop::collection::vec(print(), 0..7)), 0..12);
    (columns, rows).prop_map(|(columns, rows)| {
        let mut text = format!(
            "key,{}\n",
            columns
                .iter()
                .map(|name| cell(name))
                .collect::<Vec<_>>()
                .join(",")
        );
        for (key, prints) in rows {
            let cells = prints.iter().map(|print| format!(",{}", cell(print)));
            text.push_str(&cell(&key));
            text.extend(cells);
            text.push('\n');
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(100)))]

    #[test]
    fn any_tables_give_a_configuration_that_loads(
        tables in prop::collection::vec((name(), table()), 1..4),
        again in table(),
    ) {
        let folder = Folder::new();
        let mut first = None;
        for (name, text) in &tables {
            let name = name.replace(['/', '\0'], "_");
            folder.file(&format!("2015/{name}.csv"), text);
            first.get_or_insert(name);
        }
        let name = first.unwrap_or_default();
        folder.file(&format!("2016/{name}.csv"), &again);
        suggested(&[folder.path().join("2015"), folder.path().join("2016")]);
    }

    /// A total, an account and a rate that do hold are found.
    #[test]
    fn what_holds_is_found(
        rows in prop::collection::vec((100u32..9000, 100u32..9000, 100u32..9000), 4..9),
    ) {
        let mut text = "key,opening,came,went,closing,share\n".to_owned();
        for (number, (opening, came, went)) in rows.iter().enumerate() {
            let (opening, went) = (opening + 9000, *went);
            let closing = opening + came - went;
            let share = 100_000 * u64::from(went) / u64::from(opening);
            let share = (share + 50) / 100;
            text.push_str(&format!(
                "r{number},{opening},{came},{went},{closing},{}.{}%\n", share / 10, share % 10
            ));
        }
        let folder = Folder::new();
        folder.file("t.csv", &text);
        let found = suggest(&[folder.path().to_path_buf()], &Options::default()).expect("read");
        let checks: Vec<&str> = found.sections[0].suggestions.iter().map(|one| one.check.as_str()).collect();
        prop_assert!(checks.contains(&"closing = opening + came - went"), "{checks:?}\n{text}");
        prop_assert!(checks.contains(&"share = went / opening"), "{checks:?}\n{text}");
    }

    /// Numbers that have nothing to do with each other suggest next to nothing.
    #[test]
    fn chance_is_not_suggested(
        prints in prop::collection::vec(1000u32..100_000, 30),
    ) {
        let folder = Folder::new();
        let mut list = "key,value\n".to_owned();
        let mut grid = "key,a,b,c,d,e,f\n".to_owned();
        for (number, print) in prints.iter().enumerate() {
            list.push_str(&format!("r{number},{print}\n"));
        }
        for (number, row) in prints.chunks(6).enumerate() {
            let cells: Vec<String> = row.iter().map(u32::to_string).collect();
            grid.push_str(&format!("r{number},{}\n", cells.join(",")));
        }
        folder.file("list.csv", &list).file("grid.csv", &grid);
        prop_assert!(suggested(&[folder.path().to_path_buf()]) <= 1);
    }
}

/// The figures of a long table are not all held at once; all of them decide.
#[test]
fn the_last_row_of_a_long_table_decides_too() {
    let folder = Folder::new();
    let mut text = "key,total,a,b,c,note\n".to_owned();
    let note = "a".repeat(100);
    for row in 0..12_000_u64 {
        let (a, b, c) = (row + 10, row * 7 + 3, row % 97 + 1);
        text.push_str(&format!("r{row},{},{a},{b},{c},{note}\n", a + b + c));
    }
    let found = |text: &str| {
        folder.file("t.csv", text);
        let found = suggest(&[folder.path().to_path_buf()], &Options::default()).expect("read");
        found.sections[0].suggestions.clone()
    };
    let suggestions = found(&text);
    assert_eq!(suggestions.len(), 1, "{suggestions:?}");
    assert_eq!(suggestions[0].checks, 12_000);
    text.push_str("last,100,1,2,3,\n");
    assert_eq!(found(&text), []);
}

#[test]
fn the_configurations_of_the_examples_are_nearly_found() {
    let reports = ["2023", "2024"].map(|year| PathBuf::from("examples/clean").join(year));
    let found = suggest(&reports, &Options::default()).expect("read");
    let found: Vec<&str> = found
        .sections
        .iter()
        .flat_map(|section| &section.suggestions)
        .flat_map(|suggestion| suggestion.check.split("\nand "))
        .collect();
    let config = std::fs::read_to_string("examples/clean/reportcheck.toml").expect("read");
    let written: Vec<String> = loaded(&config)
        .rules
        .into_iter()
        .map(|rule| rule.check.text)
        .collect();
    let both = found
        .iter()
        .filter(|check| written.iter().any(|one| one == *check));
    assert!(both.count() >= 8, "{found:#?}");
}
