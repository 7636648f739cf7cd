//! A long table that is read in pieces on several threads gives what one in
//! memory gives: verdicts, findings and their places, wherever the seams fall
//! and however many threads there are.

use crate::check::{CheckOptions, Outcome, check};
use crate::format::Format;
use crate::format::output::Setting;
use crate::inside::support::often::often;
use crate::lang::Lang;
use crate::report::{Options, Report};
use crate::rule::load;
use crate::say::run::Checked;
use proptest::prelude::*;
use std::num::NonZeroUsize;
use std::path::Path;

/// Rules, nearly all of which are arithmetic on a row.
const RULES: [&str; 15] = [
    "total = a + b",
    "rate = a / total",
    "rate >= b / total",
    "total >= a",
    "total - a > b - 1",
    "a != b",
    "a * b <= total * 100",
    "a < 3 * total",
    "share = 100 * a / total",
    "a + 0.5 <= total * 1.25",
    "0 <= a <= total",
    "if a = 0 then b = total",
    "kind in (\"city\", \"town\")",
    "matches(kind, \"c.*\") or length(kind) > 3",
    "if reported(kind) then reported(a)",
];

const CELLS: [&str; 14] = [
    "0",
    "7",
    "12",
    "12.5",
    "-3",
    "123456789012345",
    "0.05",
    "50%",
    "33.3%",
    "100%",
    "",
    "<3",
    "约5",
    "1,234",
];

/// A row whose figures mostly agree.
fn rows() -> impl Strategy<Value = String> {
    let good = (0_u32..2_000, 0_u32..2_000).prop_map(|(a, b)| {
        let total = (a + b).max(1);
        let tenths = (a * 2_000 + total) / (2 * total);
        let rate = format!("{}.{}%", tenths / 10, tenths % 10);
        [a.to_string(), b.to_string(), (a + b).to_string(), rate]
    });
    let cell = prop::sample::select(&CELLS[..]);
    let slip = prop::option::weighted(0.3, (0_usize..4, cell));
    let kind = prop::sample::select(&["city", "town", "\"city\"", ""][..]);
    let key =
        prop::sample::select(&["", "k", "合计", "\"a \"\"b\"\"\"", "\"x\ny\"", "2015 年"][..]);
    let key = prop_oneof![9 => (0_u32..1).prop_map(|_| "r"), 1 => key];
    let end = prop::sample::select(&["\n", "\n", "\n", "\r\n", "\r", "\n\n", ",\n"][..]);
    (good, slip, kind, key, end).prop_map(|(mut cells, slip, kind, key, end)| {
        if let Some((at, cell)) = slip {
            cells[at] = match cell.contains(',') {
                true => format!("\"{cell}\""),
                false => cell.to_owned(),
            };
        }
        format!("{key}#,{kind},{}{end}", cells.join(","))
    })
}

/// A table; keys rise in most.
fn tables() -> impl Strategy<Value = String> {
    (
        prop::collection::vec(rows(), 0..40),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(rows, rising, shares)| {
            let last = if shares { "share" } else { "rate" };
            let mut text = format!("key,kind,a,b,total,{last}\n");
            for (number, row) in rows.iter().enumerate() {
                let number = if rising { number } else { number % 7 };
                text.push_str(&row.replacen('#', &format!("{number:03}"), 1));
            }
            text
        })
}

fn configurations() -> impl Strategy<Value = String> {
    let rows = prop::sample::select(
        &[
            "",
            "kind = \"city\"",
            "kind != \"city\"",
            "kind in (\"city\")",
            "a > 5",
        ][..],
    );
    let rule = (prop::sample::select(&RULES[..]), rows);
    let column = prop::sample::select(
        &[
            "{}",
            "{ unit = \"件\" }",
            "{ unit = \"万元\" }",
            "{ whole = true }",
        ][..],
    );
    let mode = prop::sample::select(&["nearest", "truncate", "half-even", "half-up"][..]);
    (prop::collection::vec(rule, 0..4), column, mode).prop_map(|(rules, column, mode)| {
        let mut text = format!(
            "rounding = \"{mode}\"\n[sections.t]\ncolumns = {{ kind = {{ text = true }}, \
             a = {column}, b = {column}, total = {column}, rate = {{}}, share = {{ share = true }} }}\n"
        );
        for (number, (check, rows)) in rules.into_iter().enumerate() {
            text.push_str(&format!(
                "[[sections.t.rules]]\nname = \"r{number}\"\ncheck = '{check}'\n"
            ));
            if !rows.is_empty() {
                text.push_str(&format!("rows = '{rows}'\n"));
            }
        }
        text
    })
}

/// How a table is read.
#[derive(Clone, Copy, Debug)]
struct How {
    streamed: bool,
    threads: usize,
    piece: usize,
    keep: usize,
}

fn run(folder: &Path, rules: &str, how: How) -> (Outcome, Vec<String>) {
    let (config, _) = load(Path::new("reportcheck.toml"), rules);
    let read = Options {
        stream_from: how.streamed.then_some(0),
        ..Options::default()
    };
    let mut report = Report::open(folder, &config, &read);
    let options = CheckOptions {
        keep: how.keep,
        threads: NonZeroUsize::new(how.threads),
        piece: Some(how.piece),
        read,
        ..CheckOptions::default()
    };
    let mut outcome = check(&mut report, &config, &options);
    outcome.errors.append(&mut report.errors);
    let output = Format::Concise.output(Setting {
        lang: Lang::En,
        color: false,
        width: 80,
        limit: how.keep,
        coverage: false,
        many: false,
        errors_apart: false,
        fail_on: None,
        allow_unchecked: false,
    });
    let checked = Checked {
        report: &report,
        config: &config,
        shared_errors: &[],
        outcome: &outcome,
    };
    let text = output.parts(&checked).join("\n");
    (outcome, text.lines().map(str::to_owned).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(120), ..ProptestConfig::default() })]

    #[test]
    fn pieces_and_threads_change_no_verdict(
        table in tables(), rules in configurations(), piece in 1_usize..400, keep in 0_usize..6,
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let report = folder.path().join("2016");
        std::fs::create_dir(&report).expect("a folder");
        std::fs::write(report.join("t.csv"), &table).expect("a table");
        for keep in [keep, 1_000] {
            let held = How { streamed: false, threads: 1, piece, keep };
            let (memory, mut told) = run(&report, &rules, held);
            let mut first = None;
            for threads in [1, 3] {
                let how = How { streamed: true, threads, ..held };
                let (stream, mut said) = run(&report, &rules, how);
                let what = format!("{how:?}\n{table}\n{rules}");
                prop_assert_eq!(memory.tally, stream.tally, "{}", what);
                for (one, other) in memory.rules.iter().zip(&stream.rules) {
                    prop_assert_eq!(one.tally, other.tally, "{}\n{}", one.name, what);
                }
                prop_assert_eq!(memory.findings.counts, stream.findings.counts, "{}", what);
                let first = first.get_or_insert_with(|| said.clone());
                prop_assert_eq!(&*first, &said, "the order is the file's: {}", what);
                if keep == 1_000 {
                    // Of a table in memory they are told rule by rule.
                    told.sort();
                    said.sort();
                    prop_assert_eq!(&told, &said, "{}", what);
                }
            }
        }
    }
}
