//! `over quarters` and `year_ago.` held against rules that name each row by itself:
//! which rows are meant is found out by the months of each period.

use super::panels::run;
use crate::inside::support::often::often;
use proptest::prelude::*;

const SETTINGS: &str = "
[sections.t]
key = \"p\"
period = \"q\"
[sections.t.columns]
p = { text = true }
q = { text = true }
x = {}
y = {}
[sections.v]
key = [\"q\", \"p\"]
period = \"q\"
[sections.v.columns]
q = { text = true }
p = { text = true }
x = {}
y = {}
";
/// Where `@` stands for a function of `x` over parts.
const CHECKS: [&str; 3] = ["y = @", "y <= @", "y + x >= @"];
const FUNCTIONS: [&str; 7] = ["sum", "mean", "max", "min", "count", "first", "last"];
const KINDS: [(&str, u32); 3] = [("halves", 6), ("quarters", 3), ("months", 1)];

/// A period: its year, its first month from 0, and how many it has; none where what
/// stands there is no period.
type When = Option<(u32, u32, u32)>;
/// A row: its agency, its period, its figures.
type Row = (usize, When, Option<u8>, u8);

fn whens() -> Vec<When> {
    let mut all: Vec<When> = vec![None];
    for year in [2015, 2016] {
        for each in [12, 6, 3] {
            all.extend((0..12 / each).map(|at| Some((year, at * each, each))));
        }
    }
    // The months of one quarter, and what was counted up to May.
    all.extend((0..3).map(|at| Some((2016, at, 1))));
    all.push(Some((2016, 0, 5)));
    all
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let all: Vec<(usize, When)> = (0..2)
        .flat_map(|agency| whens().into_iter().map(move |when| (agency, when)))
        .collect();
    let (some, again) = (
        all.len() / 2..=all.len(),
        prop::collection::vec(0..all.len(), 0..2),
    );
    let chosen = prop::sample::subsequence(all.clone(), some);
    let chosen = (chosen, again).prop_map(move |(mut chosen, again)| {
        chosen.extend(again.iter().map(|at| all[*at]));
        chosen
    });
    chosen.prop_shuffle().prop_flat_map(|chosen| {
        let figures = (prop::option::weighted(0.93, 0_u8..3), 0_u8..6);
        let figures = prop::collection::vec(figures, chosen.len());
        figures.prop_map(move |figures| {
            let rows = chosen.iter().zip(figures);
            rows.map(|((agency, when), (x, y))| (*agency, *when, x, y))
                .collect()
        })
    })
}

fn print(when: When, at: usize) -> String {
    let other = at % 2 == 1;
    match when {
        None => "soon".to_owned(),
        Some((year, _, 12)) if other => format!("{year}年"),
        Some((year, _, 12)) => year.to_string(),
        Some((year, from, 6)) => format!("{year}-H{}", from / 6 + 1),
        Some((year, from, 3)) if other => format!("Q{} {year}", from / 3 + 1),
        Some((year, from, 3)) => format!("{year}-Q{}", from / 3 + 1),
        Some((year, _, 5)) => format!("{year}年1-5月"),
        Some((year, from, _)) => format!("{year}-{:02}", from + 1),
    }
}

/// The table of periods and the one of named rows.
fn tables(rows: &[Row]) -> [String; 2] {
    let (mut long, mut named) = ("p,q,x,y\n".to_owned(), "key,x,y\n".to_owned());
    for (at, (agency, when, x, y)) in rows.iter().enumerate() {
        let x = x.map_or(String::new(), |x| x.to_string());
        long += &format!("a{agency},{},{x},{y}\n", print(*when, at));
        named += &format!("r{at},{x},{y}\n");
    }
    [long, named]
}

/// The rows of a period in an agency.
fn at(rows: &[Row], agency: usize, when: When) -> Vec<usize> {
    let is = |at: &usize| rows[*at].0 == agency && rows[*at].1 == when;
    (0..rows.len()).filter(is).collect()
}

/// What a check comes to for a row.
enum Expected {
    /// The row is none that the rule is for.
    Nothing,
    NotChecked,
    /// A figure must be there, and is not.
    Fails,
    /// As this expression over named rows.
    As(String),
}

/// What `function(x over kind)` is for a row, by the months of its period.
fn over(rows: &[Row], own: &Row, function: &str, each: u32, missing: &str) -> Expected {
    let Some((year, from, months)) = own.1 else {
        return Expected::NotChecked;
    };
    let starts: Vec<u32> = (from..from + months).filter(|at| at % each == 0).collect();
    let whole = months % each == 0 && months > each;
    // `1-5月` is the months since January, though no month itself.
    if !whole {
        return Expected::Nothing;
    }
    let starts = match function {
        "first" => &starts[..1],
        "last" => &starts[starts.len() - 1..],
        _ => &starts[..],
    };
    let (mut names, mut gaps) = (Vec::new(), false);
    for start in starts {
        match at(rows, own.0, Some((year, *start, each))).as_slice() {
            [row] => names.push(format!("v.r{row}.x")),
            [] if function == "count" => {}
            [] => {
                gaps = true;
                names.push("0".to_owned());
            }
            _ => return Expected::NotChecked,
        }
    }
    match (gaps, missing) {
        (true, "fail") => return Expected::Fails,
        (true, "skip") => return Expected::NotChecked,
        _ => {}
    }
    Expected::As(match function {
        "first" | "last" => names.concat(),
        "count" if names.is_empty() => "0".to_owned(),
        _ => format!("{function}({})", names.join(", ")),
    })
}

/// What `year_ago.x` is for a row.
fn year_ago(rows: &[Row], own: &Row) -> Expected {
    let Some((year, from, months)) = own.1 else {
        return Expected::NotChecked;
    };
    match at(rows, own.0, Some((year - 1, from, months))).as_slice() {
        [row] => Expected::As(format!("v.r{row}.x")),
        _ => Expected::NotChecked,
    }
}

/// A check of a row by its name, with `@` as this.
fn of_row(check: &str, row: usize, with: &str) -> String {
    let word = |word: &str| match word {
        "x" | "y" => format!("t.r{row}.{word}"),
        "@" => with.to_owned(),
        other => other.to_owned(),
    };
    check
        .split(' ')
        .map(word)
        .collect::<Vec<String>>()
        .join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(40), ..ProptestConfig::default() })]

    /// A function over parts is that of the rows whose periods they are, and a
    /// rule that lacks one is not checked: also where the rows stand in another
    /// table, and where tables are long.
    #[test]
    fn parts_are_the_rows_of_their_months(
        now in rows(), other in rows(), elsewhere in any::<bool>(),
        check in prop::sample::select(&CHECKS[..]),
        function in prop::sample::select(&FUNCTIONS[..]),
        (kind, each) in prop::sample::select(&KINDS[..]),
        missing in prop::sample::select(&["skip", "zero", "fail"][..]),
        back in prop::bool::weighted(0.25),
    ) {
        let there = if elsewhere && !back { &other } else { &now };
        let [t, named_t] = tables(&now);
        let [v, named_v] = tables(there);
        let name = match (back, elsewhere) {
            (true, _) => "year_ago.x".to_owned(),
            (false, true) => format!("{function}(v.x over {kind})"),
            (false, false) => format!("{function}(x over {kind})"),
        };
        let rule = |name: &str, check: &str, section: &str| format!(
            "[[{section}rules]]\nname = \"{name}\"\ncheck = '{check}'\nmissing = \"{missing}\"\n");
        let once = format!("{SETTINGS}{}", rule("r", &check.replace('@', &name), "sections.t."));
        let (mut each_row, mut open, mut fails) = (String::new(), 0, 0);
        for (row, own) in now.iter().enumerate() {
            let expected = match back {
                true => year_ago(there, own),
                false => over(there, own, function, each, missing),
            };
            // Own figures that are blank are reasons of their own.
            match expected {
                Expected::Nothing => {}
                Expected::NotChecked => open += 1,
                Expected::Fails => fails += 1,
                Expected::As(with) => each_row += &rule(&format!("r{row}"), &of_row(check, row, &with), ""),
            }
        }
        for stream_from in [None, Some(0)] {
            let one = run([["key,x,y\n", "key,x,y\n"], [&t, &v]], &once, stream_from);
            let many = run([["key,x,y\n", "key,x,y\n"], [&named_t, &named_v]], &each_row, stream_from);
            prop_assert!(one.errors.is_empty() && many.errors.is_empty(), "{:?} {:?}\n{}", one.errors, many.errors, each_row);
            let mut expected = many.tally;
            expected.not_checked += open;
            expected.inconsistent += fails;
            prop_assert_eq!(one.tally, expected, "{:?} {}\n{}\n{}\n{}", stream_from, once, t, v, each_row);
        }
    }
}
