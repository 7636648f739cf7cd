//! Rules that are checked themselves, and figures under no rule, as people
//! read them, in English and in Chinese: `tests/cases/lint`.

use crate::check::{CheckOptions, check};
use crate::finding::Coverage;
use crate::inside::support::folder::Folder;
use crate::inside::support::markdown::rows;
use crate::inside::support::often::often;
use crate::lint::lint;
use crate::report::{Options, Report, configuration};
use crate::rule::load;
use proptest::prelude::*;
use std::path::Path;

/// A cell of a table, and whether it holds a figure.
fn cell() -> impl Strategy<Value = (&'static str, bool)> {
    prop_oneof![
        4 => Just(("12", true)),
        1 => Just(("1.5", true)),
        1 => Just(("约20", true)),
        1 => Just(("", false)),
        1 => Just(("-", false)),
        1 => Just(("12-15", false)),
    ]
}

/// The figures and those under a rule, by section, with the names of the others.
fn counted(folder: &Path, stream_from: u64) -> Vec<(u64, u64, Vec<String>)> {
    let options = Options {
        stream_from: Some(stream_from),
        ..Options::default()
    };
    let loaded = configuration(folder, &options);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    let mut report = Report::open(folder, &loaded.config, &options);
    let wanted = CheckOptions {
        coverage: true,
        keep: 1_000,
        read: options,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &loaded.config, &wanted);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    let count = |section: &Coverage| {
        let names = section.uncovered.iter().map(ToString::to_string);
        (section.figures, section.covered, names.collect())
    };
    outcome.coverage.iter().map(count).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(60)))]

    /// Figures under a rule against a recount cell by cell, of a table in
    /// memory and of the same table streamed.
    #[test]
    fn figures_under_a_rule_are_counted(
        // Of a long one, not all rows are held one by one.
        rows in prop_oneof![
            9 => proptest::collection::vec((0..3_usize, [cell(), cell(), cell(), cell()]), 1..8),
            1 => proptest::collection::vec((0..3_usize, [cell(), cell(), cell(), cell()]), 400..500),
        ],
        over_rows in any::<bool>(),
        plain in any::<bool>(),
    ) {
        let folder = Folder::new();
        let mut config = "[sections.t]\ntotals = [\"k0\"]\n[sections.t.columns]\nlevel = { text = true }\n\
            [[sections.t.rules]]\nname = \"x\"\ncheck = \"a <= b + 1\"\nrows = 'level = \"x\"'\n".to_owned();
        if over_rows {
            config += "[[sections.t.rules]]\nname = \"sum\"\ncheck = 'k0.c >= sum(c where level != \"z\")'\n";
        }
        if plain {
            config += "[[sections.t.rules]]\nname = \"d\"\ncheck = \"d = d * a / a\"\n";
        }
        let mut table = "key,level,a,b,c,d\n".to_owned();
        let (mut figures, mut covered, mut others) = (0, 0, Vec::new());
        for (number, (level, cells)) in rows.iter().enumerate() {
            let level = ["x", "y", "z"][*level];
            let texts = cells.map(|(text, _)| text).join(",");
            let key = match number {
                5.. if number % 7 == 5 => format!("Total {number}"),
                _ => format!("k{number}"),
            };
            table += &format!("{key},{level},{texts}\n");
            for (column, (_, figure)) in cells.iter().enumerate() {
                if !figure {
                    continue;
                }
                let name = ["a", "b", "c", "d"][column];
                let under = match name {
                    "a" => level == "x" || plain,
                    "b" => level == "x",
                    "c" => over_rows && (number == 0 || (level != "z" && key.starts_with('k'))),
                    _ => plain,
                };
                figures += 1;
                covered += u64::from(under);
                if !under {
                    let key = if key.starts_with('k') { key.clone() } else { format!("`{key}`") };
                    others.push(format!("t.{key}.{name}"));
                }
            }
        }
        folder.file("reportcheck.toml", config).file("2016/t.csv", table);
        // As many names as are kept.
        others.truncate(1_000);
        let expected = vec![(figures, covered, others)];
        let report = folder.path().join("2016");
        prop_assert_eq!(counted(&report, u64::MAX), expected.clone());
        prop_assert_eq!(counted(&report, 0), expected);
    }
}

/// The page on rules that are checked themselves shows rules that are found.
#[test]
fn the_page_shows_what_is_found() {
    let page = std::fs::read_to_string("docs/lint.md").expect("a text");
    let rows = rows(&page, &["Code", "The rule", "Such as"]);
    let mut tried = 0;
    for row in &rows {
        let code = row[0]
            .trim_start_matches('[')
            .split(']')
            .next()
            .expect("a code");
        let rules: Vec<&str> = row[2].split('`').skip(1).step_by(2).collect();
        // What needs a report is shown in tests/cases/lint.
        if [
            "prior-never-found",
            "mark-is-figure",
            "rule-checks-nothing",
            "names-nothing",
        ]
        .contains(&code)
        {
            continue;
        }
        let mut config = "[sections.t]\n".to_owned();
        for (number, rule) in rules.iter().enumerate() {
            config += &format!("[[sections.t.rules]]\nname = \"r{number}\"\ncheck = '{rule}'\n");
        }
        let (config, errors) = load(Path::new("reportcheck.toml"), &config);
        assert!(errors.is_empty(), "{errors:?}");
        let found: Vec<&str> = lint(&config)
            .iter()
            .map(|finding| finding.code.name())
            .collect();
        assert_eq!(found, [code]);
        tried += 1;
    }
    assert_eq!((tried, rows.len()), (5, 9));
}
