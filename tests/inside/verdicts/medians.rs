//! Medians and median distances (MAD) against brute force: every choice of whole
//! numbers that prints allow, and each rule worked out in plain arithmetic.

use crate::check::{CheckOptions, Outcome, check};
use crate::finding::WhyNot;
use crate::inside::support::folder::Folder;
use crate::inside::support::often::often;
use crate::report::{Options, Report};
use crate::rule::load;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Twice the median of numbers that are taken twice, so that halves are whole too.
fn median(numbers: &[i64]) -> i64 {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    let half = numbers.len() / 2;
    match numbers.len() % 2 {
        1 => numbers[half],
        _ => i64::midpoint(numbers[half - 1], numbers[half]),
    }
}

fn mad(numbers: &[i64]) -> i64 {
    let middle = median(numbers);
    let distances = numbers.iter().map(|number| (number - middle).abs());
    median(&distances.collect::<Vec<i64>>())
}

/// What a row's rule sees: the row's own x and y, and the x and y of its group with
/// its own place there; all times 4, so that medians of medians are whole.
struct Seen<'s> {
    x: i64,
    y: i64,
    xs: &'s [i64],
    ys: &'s [i64],
    at: usize,
}

/// One in the unit of what is seen.
const ONE: i64 = 4;

type Holds = fn(&Seen<'_>) -> bool;

/// So many of the rules name no figure of a row: they are for groups.
const OF_GROUPS: usize = 7;

/// Rules for groups, and then those for rows.
const RULES: [(&str, Holds); 17] = [
    ("median(x by g) = 4", |s| median(s.xs) == 4 * ONE),
    ("median(x by g) <= 3.5", |s| 2 * median(s.xs) <= 7 * ONE),
    ("mad(x by g) <= 1", |s| mad(s.xs) <= ONE),
    ("mad(x by g) = 1.5", |s| 2 * mad(s.xs) == 3 * ONE),
    ("median(x by g) >= 3 * mad(x by g)", |s| {
        median(s.xs) >= 3 * mad(s.xs)
    }),
    (
        "max(x by g) - median(x by g) = median(x by g) - min(x by g)",
        |s| {
            let (most, least) = (s.xs.iter().max(), s.xs.iter().min());
            most.zip(least)
                .is_some_and(|(most, least)| most + least == 2 * median(s.xs))
        },
    ),
    ("median(x + y by g) < 9", |s| {
        let sums = s.xs.iter().zip(s.ys).map(|(x, y)| x + y);
        median(&sums.collect::<Vec<i64>>()) < 9 * ONE
    }),
    ("x <= 2 * median(x by g)", |s| s.x <= 2 * median(s.xs)),
    ("abs(x - median(x by g)) <= 2 * mad(x by g)", |s| {
        (s.x - median(s.xs)).abs() <= 2 * mad(s.xs)
    }),
    ("abs(x - median(x by g)) > mad(x by g)", |s| {
        (s.x - median(s.xs)).abs() > mad(s.xs)
    }),
    ("if x > median(x by g) then y >= x", |s| {
        s.x <= median(s.xs) || s.y >= s.x
    }),
    ("not x + 1 = median(x by g)", |s| s.x + ONE != median(s.xs)),
    ("y = median(x by g)", |s| s.y == median(s.xs)),
    ("y = mad(x by g) + x", |s| s.y == mad(s.xs) + s.x),
    ("x = median(x by g)", |s| {
        // A row that is compared with its own group is left out of it.
        let mut others = s.xs.to_vec();
        others.remove(s.at);
        !others.is_empty() && s.x == median(&others)
    }),
    ("median(x, y, 3) >= x", |s| {
        median(&[s.x, s.y, 3 * ONE]) >= s.x
    }),
    ("mad(x, y) <= 1 and median(x, y) >= 2.5", |s| {
        mad(&[s.x, s.y]) <= ONE && 2 * median(&[s.x, s.y]) >= 5 * ONE
    }),
];

/// A row: its group, and the least x, how many more it may be, and y.
type Drawn = (&'static str, i64, i64, i64);

fn rows() -> impl Strategy<Value = Vec<Drawn>> {
    let group = prop::sample::select(&["A", "A", "B"][..]);
    let more = prop::sample::select(&[0i64, 0, 1, 2, 3][..]);
    prop::collection::vec((group, 0i64..8, more, 0i64..9), 1..6)
}

fn printed(rows: &[Drawn]) -> String {
    let row = |(at, (group, x, more, y)): (usize, &Drawn)| match more {
        0 => format!("r{at},{group},{x},{y}\n"),
        _ => format!("r{at},{group},{x}-{},{y}\n", x + more),
    };
    let all: String = rows.iter().enumerate().map(row).collect();
    format!("key,g,x,y\n{all}")
}

fn run(rows: &[Drawn], rule: &str, stream_from: Option<u64>) -> Outcome {
    let folder = Folder::new();
    let path = folder.path().join("t.csv");
    std::fs::write(&path, printed(rows)).expect("the table");
    let text = format!(
        "[[sections.t.rules]]\nname = \"r\"\ncheck = '{rule}'\n\
         [sections.t.columns]\ng = {{ text = true }}\nx = {{ ranges = true, whole = true }}\ny = {{}}\n"
    );
    let (config, mistakes) = load(Path::new("reportcheck.toml"), &text);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let read = Options {
        stream_from,
        ..Options::default()
    };
    let mut report = Report::open(&path, &config, &read);
    let options = CheckOptions {
        keep: usize::MAX,
        read,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &config, &options);
    assert!(outcome.errors.is_empty(), "{rule}: {:?}", outcome.errors);
    outcome
}

/// What is said of each row or group, by what it is called: whether it fits, or that
/// it is not checked.
fn said(outcome: &Outcome) -> BTreeMap<String, Option<WhyNot>> {
    let mut said = BTreeMap::new();
    for finding in outcome
        .findings
        .kept
        .iter()
        .filter(|found| found.rule.is_some())
    {
        said.insert(finding.row_key().unwrap_or_default().to_owned(), None);
    }
    for open in &outcome.not_checked {
        let row = open.row.as_ref().map(|row| row.key.clone());
        said.insert(row.unwrap_or_default(), Some(open.why.clone()));
    }
    said
}

/// Every choice of true values, in the unit of what is seen.
fn choices(rows: &[Drawn]) -> Vec<Vec<i64>> {
    rows.iter().fold(vec![Vec::new()], |all, (_, x, more, _)| {
        let longer = all.iter().flat_map(|start| {
            (*x..=x + more).map(move |x| [start.as_slice(), &[x * ONE]].concat())
        });
        longer.collect()
    })
}

/// Whether some choice makes the rule hold for a row.
fn fits(rows: &[Drawn], holds: Holds, row: usize) -> bool {
    let group: Vec<usize> = (0..rows.len())
        .filter(|at| rows[*at].0 == rows[row].0)
        .collect();
    let ys: Vec<i64> = group.iter().map(|at| rows[*at].3 * ONE).collect();
    let at = group.iter().position(|at| *at == row).unwrap_or(0);
    choices(rows).iter().any(|x| {
        let xs: Vec<i64> = group.iter().map(|at| x[*at]).collect();
        holds(&Seen {
            x: x[row],
            y: rows[row].3 * ONE,
            xs: &xs,
            ys: &ys,
            at,
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(256), ..ProptestConfig::default() })]

    /// A rule holds where some choice of true values fits, and fails where none does;
    /// only what has too many possibilities is left.
    #[test]
    fn medians_are_those_of_every_choice(
        rows in rows(),
        number in 0..RULES.len(),
        stream_from in prop::sample::select(&[None, Some(0)][..]),
    ) {
        let (rule, holds) = RULES[number];
        let said = said(&run(&rows, rule, stream_from));
        for (at, (group, ..)) in rows.iter().enumerate() {
            let called = match number < OF_GROUPS {
                true => format!("g = {group}"),
                false => format!("r{at}"),
            };
            let alone = rows.iter().filter(|(other, ..)| other == group).count() == 1;
            let expected = fits(&rows, holds, at);
            match said.get(&called) {
                Some(Some(WhyNot::NoRows)) => prop_assert!(alone && rule == "x = median(x by g)"),
                Some(Some(why)) => prop_assert_eq!(why, &WhyNot::TooComplex, "{} {:?}", rule, rows),
                Some(None) => prop_assert!(!expected, "{} fails for {} of {:?}", rule, called, rows),
                None => prop_assert!(expected, "{} holds for {} of {:?}", rule, called, rows),
            }
        }
    }
}

/// How many of many tables are decided.
#[test]
fn medians_of_hedged_figures_are_mostly_decided() {
    let (mut checks, mut open) = (0, 0);
    for seed in 0..24_i64 {
        let rows: Vec<Drawn> = (0..5)
            .map(|at| ("A", (seed * 7 + at * 5) % 11, (seed + at) % 3, at))
            .collect();
        for (rule, _) in RULES {
            let tally = run(&rows, rule, None).tally;
            checks += tally.checks();
            open += tally.not_checked;
        }
    }
    assert!(open * 50 < checks, "{open} of {checks} are not checked");
}

/// Rounded figures of a long group: told by ranges and by true values that are tried.
#[test]
fn long_groups_of_rounded_figures_are_decided() {
    let mut table = "key,g,x\n".to_owned();
    for at in 0..2_000 {
        let x = 1_000 + (at * 37) % 500;
        table += &format!("r{at},A,{}.{}\n", x / 10, x % 10);
    }
    table += "far,A,400.0\nnear,A,149.9\n";
    let folder = Folder::new();
    let path = folder.path().join("t.csv");
    std::fs::write(&path, table).expect("the table");
    let text = "[[sections.t.rules]]\nname = \"r\"\ncheck = 'abs(x - median(x by g)) <= 5 * mad(x by g)'\n\
        [sections.t.columns]\ng = { text = true }\nx = {}\n";
    let (config, mistakes) = load(Path::new("reportcheck.toml"), text);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let mut report = Report::open(&path, &config, &Options::default());
    let outcome = check(&mut report, &config, &CheckOptions::default());
    let tally = outcome.tally;
    assert_eq!(
        (tally.checks(), tally.inconsistent, tally.not_checked),
        (2_002, 1, 0)
    );
}
