//! Tables of ordinary shapes, made up, with one slip each: how often it is told; and
//! that nothing is told of those without one.

use super::{Count, Random, Slip, is_likely, write};
use crate::api::{CheckedReport, OpenOptions};
use crate::format::Format;
use crate::lang::Lang;
use std::fmt::Write as _;
use std::path::Path;

/// What stands in a table of a shape, and how a row of it is made.
struct Shape {
    name: &'static str,
    heads: [&'static str; 2],
    rows: fn(&mut Random, usize, usize) -> Vec<Vec<String>>,
    /// Whether a row of totals stands below.
    total: bool,
}

const OFFICES: [[&str; 8]; 2] = [
    [
        "North", "South", "East", "West", "Centre", "Harbour", "Airport", "Old Town",
    ],
    [
        "沙坡头区",
        "中宁县",
        "海原县",
        "市公安局",
        "市教育局",
        "市住建局",
        "市卫计局",
        "市环保局",
    ],
];
const TOTALS: [&str; 2] = ["Total", "合计"];
const SIZES: [usize; 3] = [4, 5, 8];
/// Figures are up to so much.
const FIGURES: [usize; 3] = [60, 900, 20_000];

const SHAPES: [Shape; 8] = [
    Shape {
        name: "what came in is what became of it",
        heads: ["office,received,closed,open", "单位,受理,办结,未办结"],
        rows: |random, rows, most| {
            each(rows, || {
                let (closed, open) = (drawn(random, most), drawn(random, most / 6));
                prints(&[closed + open, closed, open])
            })
        },
        total: false,
    },
    Shape {
        name: "a total column",
        heads: ["office,online,paper,total", "单位,网络申请,信函申请,合计"],
        rows: |random, rows, most| {
            each(rows, || {
                let (online, paper) = (drawn(random, most), drawn(random, most));
                prints(&[online, paper, online + paper])
            })
        },
        total: false,
    },
    Shape {
        name: "a row of totals",
        heads: ["office,requests,complaints", "单位,申请,投诉"],
        rows: |random, rows, most| {
            each(rows, || prints(&[drawn(random, most), drawn(random, most)]))
        },
        total: true,
    },
    Shape {
        name: "a balance",
        heads: [
            "office,opening,received,closed,closing",
            "单位,上年结转,本年受理,本年办结,结转下年",
        ],
        rows: |random, rows, most| {
            each(rows, || {
                let (opening, received) = (drawn(random, most), drawn(random, most));
                let closed = drawn(random, usize::try_from(opening + received - 1).unwrap_or(1));
                prints(&[opening, received, closed, opening + received - closed])
            })
        },
        total: false,
    },
    Shape {
        name: "a rate",
        heads: [
            "office,received,closed,rate",
            "单位,受理件数,办结件数,办结率",
        ],
        rows: |random, rows, most| {
            each(rows, || {
                let received = drawn(random, most);
                let closed = (received + 1) / 2
                    + drawn(random, usize::try_from(received / 2 + 1).unwrap_or(1))
                    - 1;
                let mut row = prints(&[received, closed]);
                row.push(percent(closed, received));
                row
            })
        },
        total: false,
    },
    Shape {
        name: "a change",
        heads: ["office,2022,2023,change", "单位,2022年,2023年,增减"],
        rows: |random, rows, most| {
            each(rows, || {
                let (before, now) = (drawn(random, most), drawn(random, most));
                prints(&[before, now, now - before])
            })
        },
        total: false,
    },
    Shape {
        name: "a change in per cent",
        heads: ["office,2022,2023,growth", "单位,2022年,2023年,增长率"],
        rows: |random, rows, most| {
            each(rows, || {
                let (before, now) = (drawn(random, most), drawn(random, most));
                let mut row = prints(&[before, now]);
                row.push(percent(now - before, before));
                row
            })
        },
        total: false,
    },
    Shape {
        name: "shares of a total",
        heads: ["kind,count,share", "类别,数量,占比"],
        rows: |random, rows, most| {
            let counts: Vec<i64> = (0..rows).map(|_| drawn(random, most)).collect();
            let all = counts.iter().sum();
            let row = |count: &i64| vec![count.to_string(), percent(*count, all)];
            counts.iter().chain([&all]).map(row).collect()
        },
        total: true,
    },
];

fn each(rows: usize, mut row: impl FnMut() -> Vec<String>) -> Vec<Vec<String>> {
    (0..rows).map(|_| row()).collect()
}

/// A number from a tenth of the most to the most, never nothing.
fn drawn(random: &mut Random, most: usize) -> i64 {
    let least = (most / 10).max(1);
    i64::try_from(least + random.below(most.saturating_sub(least) + 1)).unwrap_or(1)
}

fn prints(numbers: &[i64]) -> Vec<String> {
    numbers.iter().map(i64::to_string).collect()
}

/// A part of a whole, rounded to a tenth of a per cent.
fn percent(part: i64, whole: i64) -> String {
    let tenths = (2000 * part.abs() + whole) / (2 * whole);
    let sign = if part < 0 && tenths > 0 { "-" } else { "" };
    format!("{sign}{}.{}%", tenths / 10, tenths % 10)
}

/// A table of a shape, with its head and what calls its rows.
fn table(
    shape: &Shape,
    (rows, most): (usize, usize),
    lang: usize,
    random: &mut Random,
) -> Vec<Vec<String>> {
    let head = shape.heads[lang].split(',').map(str::to_owned).collect();
    let mut made = (shape.rows)(random, rows, most);
    // A shape that has no total row of its own gets the sums.
    if shape.total && made.len() == rows {
        let sum = |column: usize| -> i64 {
            made.iter()
                .filter_map(|row| row[column].parse::<i64>().ok())
                .sum()
        };
        made.push(
            (0..made[0].len())
                .map(|column| sum(column).to_string())
                .collect(),
        );
    }
    let names = OFFICES[lang].iter().take(rows).chain([&TOTALS[lang]]);
    for (row, name) in made.iter_mut().zip(names) {
        row.insert(0, (*name).to_owned());
    }
    std::iter::once(head).chain(made).collect()
}

/// Whether rounding explains a slip: a rate that is off by less than half a per cent
/// of itself may be another way to round.
fn is_rounding(print: &str, made: &str) -> bool {
    let tenths = |text: &str| text.strip_suffix('%')?.replace('.', "").parse::<i64>().ok();
    match (tenths(print), tenths(made)) {
        (Some(print), Some(made)) => (print - made).abs() < 3,
        _ => false,
    }
}

fn checked(path: &Path) -> CheckedReport {
    OpenOptions::new().open(path).expect("a table").check()
}

/// How the slips of a shape fare: told as findings, or said in a remark.
#[derive(Default)]
struct Fared {
    count: Count,
    said: usize,
    clean: usize,
    alarms: usize,
}

fn fared(number: usize, shape: &Shape, scratch: &Path) -> Fared {
    let mut fared = Fared::default();
    let path = scratch.join(format!("shape-{number}.csv"));
    let mut random = Random(number as u64 + 7);
    let sizes = SIZES
        .into_iter()
        .flat_map(|rows| FIGURES.map(|most| (rows, most)));
    for (lang, size) in sizes.flat_map(|size| [(0, size), (1, size)]) {
        let mut rows = table(shape, size, lang, &mut random);
        write(&path, &rows);
        fared.clean += 1;
        fared.alarms += usize::from(checked(&path).findings().iter().any(is_likely));
        for slip in Slip::ALL {
            let drawn = (0..20).find_map(|_| {
                let row = 1 + random.below(rows.len() - 1);
                let column = 1 + random.below(rows[0].len() - 1);
                let print = rows[row][column].clone();
                let made = slip.make(&print, &mut random)?;
                (!is_rounding(&print, &made)).then_some(((row, column), print, made))
            });
            let Some(((row, column), print, made)) = drawn else {
                continue;
            };
            rows[row][column].clone_from(&made);
            write(&path, &rows);
            rows[row][column].clone_from(&print);
            let checked = checked(&path);
            let told: Vec<_> = checked
                .findings()
                .iter()
                .filter(|one| is_likely(one))
                .cloned()
                .collect();
            fared.count.see(&told, &print, &made);
            let text = checked.render(Format::Text, Lang::En);
            let words = ["taken for rounding", "too little speaks"];
            let said = words.iter().any(|words| text.contains(words));
            fared.said += usize::from(told.is_empty() && said);
        }
    }
    fared
}

fn all() -> Vec<Fared> {
    let scratch = tempfile::tempdir().expect("a folder");
    let shapes = SHAPES.iter().enumerate();
    shapes
        .map(|(number, shape)| fared(number, shape, scratch.path()))
        .collect()
}

/// The page's part about them.
pub(super) fn page() -> String {
    let mut text = String::from(
        "## In small tables of ordinary shapes\n\n\
         Made up, in English and Chinese, of 4, 5 and 8 rows and figures of up to 60, 900 and 20,000; one slip in any figure of each. \
         *Said*: in a remark, that it was taken for rounding or that too little speaks for a mistake.\n\n\
         | Shape | made | found | the cell named | the right value first | said |\n|---|---|---|---|---|---|\n",
    );
    let (mut sum, mut said, mut clean, mut alarms) = (Count::default(), 0, 0, 0);
    for (shape, fared) in SHAPES.iter().zip(all()) {
        let row = fared.count.row(shape.name);
        let _ = writeln!(text, "{} {} |", row.trim_end(), fared.said);
        sum.add(fared.count);
        said += fared.said;
        clean += fared.clean;
        alarms += fared.alarms;
    }
    let _ = writeln!(text, "{} {said} |", sum.row("all").trim_end());
    let _ = writeln!(
        text,
        "\nOf the {clean} tables without a slip, something is told of {alarms}."
    );
    text
}

#[test]
fn slips_in_tables_of_ordinary_shapes_are_told() {
    insta::assert_snapshot!("shapes", page());
}
