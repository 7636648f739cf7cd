//! A long table that is told in short gives what it gives row by row: the same
//! verdicts and the same findings, word for word.

use super::runs::drawn;
use crate::check::{CheckOptions, Outcome, check};
use crate::finding::{Detail, Finding};
use crate::inside::support::often::often;
use crate::report::{Options, Report};
use crate::rule::load;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

const LEVELS: [&str; 4] = ["x", "y", "z", ""];
const ODD: [&str; 10] = [
    "",
    "5万",
    "<3",
    "-",
    "-3",
    "7%",
    "约200",
    "见附件",
    "0.0",
    "1,234",
];
const TOTALS: [&str; 6] = ["合计", "Total", "All", "全市", "总  计", "r5"];
const CHECKS: [&str; 64] = [
    "sum(a) >= 0",
    "sum(a) < 0",
    "total.a = sum(a)",
    "合计.a = sum(a)",
    "全市.b = sum(b)",
    "All.b = sum(b where level = \"x\")",
    "sum(a) = sum(a where level = \"x\") + sum(a where level != \"x\")",
    "sum(b) = sum(b where level = \"x\") + sum(b where level != \"x\")",
    "sum(a where level = \"y\" or level = \"z\") <= 900",
    "sum(a where not level = \"x\") > 900",
    "count(key) = 60",
    "count(level) = 60",
    "count(a where level = \"x\") <= 20",
    "count(key where level = \"\") = 0",
    "mean(a) <= 45",
    "mean(b where level = \"y\") = 4.5",
    "max(a) <= 99",
    "min(a) >= 0",
    "max(b) <= 9.5",
    "max(a where level = \"z\") = min(a)",
    "sum(a + b) <= 3000",
    "sum(2 * a - b / 10) >= 0",
    "sum(a * b) >= 0",
    "sum(a where b > 3) >= 0",
    "r7.a <= sum(a)",
    "r7.b = sum(b)",
    "r7.a + r8.a = sum(a where key = \"r7\" or key = \"r8\")",
    "a <= sum(a)",
    "a / sum(a) <= 0.05",
    "b <= sum(b)",
    "b <= sum(a)",
    "sum(a) includes sum(a where level = \"x\")",
    "`r5#2`.a = r5.a",
    "if sum(a) > 2000 then max(b) < 9",
    "sum(a where b > 3.05 or not a >= 40) <= 1000",
    "count(a where a = 7) <= 3",
    "mean(b where 0.2 < b <= 8) >= 4",
    "min(b) >= 0.1",
    "max(a where b < 5 and level = \"x\") <= 90",
    "sum(b where a > -1) >= 400",
    "min(b where a >= 50) = 0.1",
    "max(b) - min(b) <= 9.7",
    "sum(a where a > b) >= 0",
    "max(b) <= sum(b)",
    "sum(b where a >= b) <= 500",
    "count(a where a < b and level = \"x\") = 0",
    "max(a where not a > b) <= 9",
    "mean(b where a = b or level = \"y\") >= 4",
    "sum(a where level = \"x\" and b > 3) <= 300",
    "sum(a where b > 3 and level = \"z\") <= 300",
    "max(b) - min(b) <= 9.9",
    "max(b where level = \"x\") - min(b) >= 9.6",
    "sum(a where level != \"\" by level) <= 2500",
    "sum(b where level != \"\" by level) <= 200",
    "count(where level != \"\" by level) >= 30",
    "count(a where a > 20 and level != \"\" by level) <= 30",
    "max(a where level != \"\" by level) <= 98",
    "mean(b where level != \"\" by level) <= 5",
    "max(b where level = \"x\" by level) - min(b where level = \"x\" by level) <= 9.8",
    "a / sum(a by level) <= 0.05",
    "b <= mean(a by level)",
    "a <= sum(a) / count(by level)",
    "a <= sum(a by level)",
    "b <= sum(b by level)",
];

/// What a table's rows are made of.
#[derive(Clone, Debug)]
struct Row {
    level: usize,
    a: i32,
    b: i32,
    /// Which cell is an odd one, and which.
    odd: Option<(bool, usize)>,
    /// Whether its key is that of another row.
    again: bool,
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let odd = prop::option::weighted(0.03, (any::<bool>(), 0..ODD.len()));
    let again = prop::bool::weighted(0.02);
    let row = (0..LEVELS.len(), 0..100, 0..99, odd, again);
    let row = row.prop_map(|(level, a, b, odd, again)| Row {
        level,
        a,
        b,
        odd,
        again,
    });
    prop::collection::vec(row, 20..220)
}

/// The table with a row that sums up the others, rightly or not.
fn table(rows: &[Row], total: (usize, usize, i64), plain: bool) -> String {
    let (name, at, off) = total;
    let (mut a, mut b) = (0_i64, 0_i64);
    let mut lines: Vec<String> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        a += i64::from(row.a);
        b += i64::from(row.b);
        let number = if row.again { number / 2 } else { number };
        let mut cells = [row.a.to_string(), format!("{}.{}", row.b / 10, row.b % 10)];
        if let Some((second, odd)) = row.odd.filter(|_| !plain) {
            let odd = ODD[odd];
            cells[usize::from(second)] = match odd.contains(',') {
                true => format!("\"{odd}\""),
                false => odd.to_owned(),
            };
        }
        let [a, b] = cells;
        lines.push(format!("r{number},{},{a},{b}", LEVELS[row.level]));
    }
    let (a, b) = (a + off, b + off);
    let total = format!("{},,{a},{}.{}", TOTALS[name], b / 10, (b % 10).abs());
    lines.insert(at, total);
    format!("key,level,a,b\n{}\n", lines.join("\n"))
}

fn rules(checks: &[usize], section: &str, missing: &str) -> String {
    let mut text =
        format!("[sections.t]\n{section}[sections.t.columns]\nlevel = {{ text = true }}\n");
    for (number, check) in checks.iter().enumerate() {
        let check = CHECKS[*check];
        text.push_str(&format!(
            "[[sections.t.rules]]\nname = \"c{number}\"\ncheck = '{check}'\nmissing = \"{missing}\"\n"
        ));
    }
    text
}

/// Checks a report whose tables are held, or told in short and read in pieces of
/// so many bytes.
fn run(folder: &Path, rules: &str, piece: Option<usize>) -> (Outcome, String) {
    let read = Options {
        stream_from: Some(if piece.is_some() { 0 } else { u64::MAX }),
        ..Options::default()
    };
    let options = CheckOptions {
        keep: 1_000,
        names: true,
        piece,
        read,
        ..CheckOptions::default()
    };
    drawn(folder, rules, &options)
}

/// The lines that only one of two texts has, whatever their order: findings of
/// streamed rows may come in another.
fn apart<'t>(held: &'t str, short: &'t str) -> Vec<(bool, &'t str)> {
    let mut times: BTreeMap<&str, i64> = BTreeMap::new();
    held.lines()
        .for_each(|line| *times.entry(line).or_default() += 1);
    short
        .lines()
        .for_each(|line| *times.entry(line).or_default() -= 1);
    let apart = times.into_iter().filter(|(_, times)| *times != 0);
    apart.map(|(line, times)| (times > 0, line)).collect()
}

/// What a finding tells, but for how far its sides can be worked out.
fn told_by_a_finding(finding: &Finding) -> String {
    let marks = finding.marks().map(|mark| {
        let print = mark
            .figure
            .as_ref()
            .map_or("", |figure| figure.print.as_str());
        format!("{:?} {:?} {} {print}", mark.role, mark.place, mark.name)
    });
    let marks: Vec<String> = marks.collect();
    let numbers = match &finding.detail {
        Detail::Mismatch(mismatch) => format!("{:?} {}", mismatch.taken, mismatch.more_figures),
        other => format!("{other:?}"),
    };
    format!(
        "{:?} {:?} {marks:?} {numbers}",
        finding.code, finding.severity
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(48), max_shrink_iters: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_table_in_short_gives_what_it_gives_row_by_row(
        rows in rows(),
        total in (0..TOTALS.len(), any::<prop::sample::Index>(), prop::sample::select(&[0_i64, 0, 1, -40][..])),
        plain in any::<bool>(),
        piece in prop::sample::select(&[64_usize, 500, 1 << 18][..]),
        checks in prop::collection::vec(0..CHECKS.len(), 1..5),
        section in prop::sample::select(&["", "totals = [\"r3\", \"合计\"]\n", "totals = []\n", "rounding = \"truncate\"\n"][..]),
        missing in prop::sample::select(&["skip", "zero", "fail"][..]),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let (name, at, off) = total;
        let table = table(&rows, (name, at.index(rows.len() + 1), off), plain);
        std::fs::write(folder.path().join("t.csv"), &table).expect("a table");
        let rules = rules(&checks, section, missing);
        let (held, shown) = run(folder.path(), &rules, None);
        let (short, told) = run(folder.path(), &rules, Some(piece));
        for (one, other) in held.rules.iter().zip(&short.rules) {
            prop_assert_eq!(one.tally, other.tally, "{}: {}\n{}", one.name, table, rules);
        }
        prop_assert_eq!(held.tally, short.tally, "{}\n{}", table, rules);
        prop_assert_eq!(held.findings.counts, short.findings.counts, "{}\n{}", table, rules);
        let found = |outcome: &Outcome| {
            let all = outcome.findings.all().map(told_by_a_finding);
            let mut all: Vec<String> = all.collect();
            all.sort_unstable();
            all
        };
        prop_assert_eq!(found(&held), found(&short), "{}\n{}", table, rules);
        // What would mend a finding is looked for among single rows only, so that
        // of rows that were added up less is said; the rest is told alike.
        if plain && held.findings.counts.iter().all(|count| *count == 0) {
            let apart = apart(&shown, &told);
            prop_assert!(apart.is_empty(), "{:#?}\n{}\n{}", apart, table, rules);
        }
    }
}

/// Whether a table is still not held once its rules were checked.
fn stays_in_short(folder: &Path, rules: &str) -> (bool, Outcome) {
    let (config, mistakes) = load(Path::new("reportcheck.toml"), rules);
    assert!(mistakes.is_empty(), "{rules}");
    let options = CheckOptions {
        keep: 50,
        read: Options {
            stream_from: Some(0),
            ..Options::default()
        },
        ..CheckOptions::default()
    };
    let mut report = Report::open(folder, &config, &options.read);
    let outcome = check(&mut report, &config, &options);
    (
        report.tables[0].streamed && report.tables[0].rows.is_empty(),
        outcome,
    )
}

#[test]
fn rules_that_can_be_checked_in_short_are() {
    let rows: Vec<Row> = (0..200)
        .map(|number| Row {
            level: number % 4,
            a: i32::try_from(number % 90).expect("small"),
            b: i32::try_from(number * 7 % 99).expect("small"),
            odd: (number == 50).then_some((true, 1)),
            again: number == 10,
        })
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("t.csv"), table(&rows, (0, 0, 0), false)).expect("a table");
    let by_rows = [
        "sum(a * b) >= 0",
        "b <= sum(b)",
        "max(b) <= sum(b)",
        // Rows that are not there are looked for among all.
        "total.a = sum(a)",
        "全市.b = sum(b)",
        "All.b = sum(b where level = \"x\")",
        "a <= sum(a by level)",
        "b <= sum(b by level)",
    ];
    for (number, check) in CHECKS.iter().enumerate() {
        let (short, outcome) = stays_in_short(folder.path(), &rules(&[number], "", "skip"));
        assert_eq!(short, !by_rows.contains(check), "{check}");
        assert!(
            short || outcome.tally.checks() + outcome.errors.len() as u64 > 0,
            "{check}"
        );
    }
}

#[test]
fn rows_in_no_group_are_counted_where_they_are_not_held() {
    let row = |number: i32| Row {
        level: usize::try_from(number).expect("small") % LEVELS.len(),
        a: number % 90,
        b: number % 99,
        odd: None,
        again: false,
    };
    let rows: Vec<Row> = (0..300).map(row).collect();
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("t.csv"), table(&rows, (0, 0, 0), true)).expect("a table");
    let rules = "[sections.t.columns]\nlevel = { text = true }\n\
                 [[sections.t.rules]]\nname = \"g\"\ncheck = \"sum(a by level) >= 1\"\n";
    let (held, _) = run(folder.path(), rules, None);
    assert!(held.tally.not_checked > 50 && held.tally.consistent > 2);
    for piece in [500, 1 << 18] {
        let (short, _) = run(folder.path(), rules, Some(piece));
        assert_eq!(held.tally, short.tally);
    }
    assert!(stays_in_short(folder.path(), rules).0);
}

#[test]
fn many_kinds_of_rows_and_many_that_are_held_stay_in_short() {
    // Of each town more rows than are held of a group, and some that leave a
    // choice, more than are held where they are long.
    let towns = 250_u64;
    let mut table = String::from("key,town,a,b\n");
    let mut sums = vec![0; 250];
    for number in 0..towns * 45 {
        let (town, a) = (number * 7 % towns, number * 31 % 1_000);
        sums[usize::try_from(town).expect("small")] += a;
        let b = match number % 2 {
            0 => "<5".to_owned(),
            _ => (number % 50).to_string(),
        };
        table.push_str(&format!("k{number},t{town},{a},{b}\n"));
    }
    let mut totals = String::from("key,a\n");
    let mut rules = "[sections.t.columns]\ntown = { text = true }\n[sections.u]\n".to_owned();
    for (town, sum) in sums.iter().enumerate() {
        let off = u64::from(town % 50 == 3);
        totals.push_str(&format!("t{town},{}\n", sum + off));
        rules.push_str(&format!(
            "[[sections.u.rules]]\nname = \"t{town}\"\n\
             check = 't{town}.a = sum(t.a where t.town = \"t{town}\")'\n"
        ));
    }
    rules.push_str("[[sections.t.rules]]\nname = \"b\"\ncheck = \"sum(b) <= 90000\"\n");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("t.csv"), &table).expect("a table");
    std::fs::write(folder.path().join("u.csv"), &totals).expect("a table");
    let (held, _) = run(folder.path(), &rules, None);
    assert_eq!(held.tally.inconsistent, 6);
    let found = |outcome: &Outcome| {
        let all: Vec<String> = outcome.findings.all().map(told_by_a_finding).collect();
        all
    };
    for piece in [3_000, 1 << 18] {
        let (short, _) = run(folder.path(), &rules, Some(piece));
        assert_eq!(held.tally, short.tally);
        assert_eq!(found(&held), found(&short));
    }
    assert!(stays_in_short(folder.path(), &rules).0);
}

#[test]
fn a_long_table_is_one_sum_however_it_is_read() {
    let mut text = String::from("key,level,a,b\n");
    let (mut a, mut b) = (0_u64, 0_u64);
    for number in 0..40_000_u64 {
        let (one, other) = (number % 97, number * 7 % 100);
        (a, b) = (a + one, b + other);
        let level = LEVELS[usize::try_from(number % 3).expect("small")];
        text.push_str(&format!(
            "r{number:06},{level},{one},{}.{}\n",
            other / 10,
            other % 10
        ));
    }
    text.push_str(&format!("All,,{a},{}.{}\n", b / 10, b % 10));
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("t.csv"), &text).expect("a table");
    let rules = |checks: &[String]| {
        let mut text = "[sections.t]\n[sections.t.columns]\nlevel = { text = true }\n".to_owned();
        for (number, check) in checks.iter().enumerate() {
            text.push_str(&format!(
                "[[sections.t.rules]]\nname = \"c{number}\"\ncheck = '{check}'\n"
            ));
        }
        text
    };
    // The name `All` is a total's only if its figures show it, and then it is
    // none of the rows that are added up.
    let middle = i64::try_from(b).expect("small") * 100;
    let (low, high) = (middle - 2_000_000, middle + 2_000_000);
    let of = |thousandths: i64| format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    let holds = [
        format!("{a} = sum(a)"),
        "All.a = sum(a)".to_owned(),
        "All.b = sum(b)".to_owned(),
        "count(key) = 40000".to_owned(),
        "count(key where level = \"x\") = 13334".to_owned(),
        // Each of 40,000 prints may be off by 0.05.
        format!("sum(b) = {}", of(low)),
        format!("sum(b) = {}", of(high)),
        "a / sum(a) <= 1".to_owned(),
    ];
    let fails = [
        format!("{} = sum(a)", a + 1),
        format!("sum(b) < {}", of(low)),
        format!("sum(b) > {}", of(high)),
        "max(a) < 96".to_owned(),
        "min(a) > 0".to_owned(),
    ];
    let (short, outcome) = stays_in_short(folder.path(), &rules(&holds));
    assert!(short);
    assert_eq!(outcome.tally.inconsistent + outcome.tally.not_checked, 0);
    let (short, outcome) = stays_in_short(folder.path(), &rules(&fails));
    assert!(short);
    assert_eq!(outcome.tally.inconsistent, fails.len() as u64);
}
