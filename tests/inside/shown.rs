//! What is shown of numbers and ranges is true of them: nothing is rounded
//! inward, and what is rounded says so.

use crate::check::{CheckOptions, Outcome, check};
use crate::figure::exact::{int, scaled};
use crate::figure::{Context, End, Figure, Range, Rat, Reading, UnitBook, read};
use crate::finding::{Detail, Mismatch, Side};
use crate::inside::support::folder::Folder;
use crate::report::{Options, Report, configuration};
use crate::say::numbers::Style;
use proptest::prelude::*;

/// Prints with what one of their number is.
const PRINTS: [(&str, &str, i32); 5] = [
    ("12", "", 0),
    ("3.14", "km", 0),
    ("12.3%", "%", -2),
    ("1.2万", "件", 4),
    ("7", "%", -2),
];

fn figure(print: &str, unit: &str) -> Figure {
    let units = UnitBook::default();
    let unit = units.read(unit);
    match read(print, &Context::of_unit(&units, unit.as_ref())) {
        Reading::Figure(figure) => *figure,
        other => panic!("`{print}` is no figure: {other:?}"),
    }
}

/// A number as it is written back, in base units.
fn value(text: &str, exp10: i32) -> Rat {
    let digits: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || ['-', '.', '/'].contains(c))
        .collect();
    let number = match digits.split_once('/') {
        Some((over, under)) => Rat::new(
            over.parse().expect("a number"),
            under.parse().expect("a number"),
        ),
        None => {
            let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
            let places = i32::try_from(fraction.len()).expect("few");
            let all: i64 = format!("{whole}{fraction}").parse().expect("a number");
            scaled(all, -places)
        }
    };
    number * scaled(1, exp10)
}

/// A range as it is written back.
fn range(text: &str, exp10: i32) -> Range {
    let Some((lo, hi)) = text.split_once(", ") else {
        return Range::exact(value(text, exp10));
    };
    let end = |text: &str| match text.contains('∞') {
        true => End::Free,
        false => End::at(value(text, exp10), text.contains(['[', ']'])),
    };
    Range::between(end(lo), end(hi))
}

fn number() -> impl Strategy<Value = Rat> {
    let under = prop_oneof![
        Just(1_i64),
        Just(100),
        Just(100_000),
        Just(10_000_000),
        1..4000_i64
    ];
    (-40_000..40_000_i64, under).prop_map(|(over, under)| Rat::new(over.into(), under.into()))
}

fn end(value: Rat, kind: u8) -> End {
    match kind {
        0 => End::Free,
        1 => End::Open(value),
        _ => End::Closed(value),
    }
}

/// A range with a value in it; narrow ones too.
fn around() -> impl Strategy<Value = (Range, Rat)> {
    let width = || (1..1000_i64, 1..9_i32).prop_map(|(n, exp10)| scaled(n, -exp10));
    (number(), width(), width(), 0..4_u8, 0..4_u8).prop_map(|(middle, below, above, lo, hi)| {
        let range = Range::between(end(&middle - below, lo), end(&middle + above, hi));
        (range, middle)
    })
}

fn side(range: &Range, printed: &Rat) -> Side {
    Side {
        text: String::new(),
        arithmetic: String::new(),
        hedged: false,
        zero: false,
        printed: Some(printed.clone()),
        range: Some(range.clone()),
    }
}

proptest! {
    #[test]
    fn a_range_as_shown_holds_the_true_one_and_says_if_it_is_wider(
        (own, printed) in around(),
        (other, _) in around(),
        at in 0..PRINTS.len(),
    ) {
        let (print, unit, exp10) = PRINTS[at];
        let figure = figure(print, unit);
        for (style, exp10) in [(Style::like(&figure), exp10), (Style::Percent, -2), (Style::Plain, 0)] {
            for shown in [style.range(&own), style.range_beside(&own, &other)] {
                let read = range(&shown.text, exp10);
                prop_assert!(!read.is_empty(), "{}", shown.text);
                prop_assert_eq!(read.meet(&own), own.clone(), "{}", &shown.text);
                prop_assert_eq!(read == own, shown.exact, "{}", &shown.text);
            }
            let read = range(&style.range(&own).text, exp10);
            let nominal = value(&style.printed(&side(&own, &printed), &printed), exp10);
            prop_assert!(read.contains(&nominal), "{} in {}", nominal, style.range(&own).text);
            // What is written in full only because it looked like zero is still
            // told as rounded.
            prop_assert!(nominal == printed || !style.is_exact(&printed));
            if own.meet(&other).is_empty() {
                let beside = [style.range_beside(&own, &other), style.range_beside(&other, &own)];
                let [one, two] = beside.map(|shown| range(&shown.text, exp10));
                prop_assert!(one.meet(&two).is_empty(), "{:?} {:?}", one, two);
            }
            prop_assert_eq!(range(&style.exact_range(&own), exp10), own.clone());
        }
    }

    #[test]
    fn a_bound_as_shown_is_true(one in number(), other in number(), at in 0..PRINTS.len()) {
        let (print, unit, exp10) = PRINTS[at];
        let figure = figure(print, unit);
        let style = Style::like(&figure);
        prop_assert!(value(&style.bound(&one, false), exp10) <= one);
        prop_assert!(value(&style.bound(&one, true), exp10) >= one);
        let least = value(&style.least_size(&one), exp10);
        prop_assert!(least <= one.abs() && (least == int(0)) == (one == int(0)), "{}", least);
        prop_assume!(one.abs() > other.abs());
        let [more, less] = style.sizes(&one, &other).map(|text| value(&text, exp10));
        prop_assert!(more > less && less >= other.abs(), "{} {}", more, less);
    }
}

/// What is said of a table, with the one of the year before.
fn outcome(before: &str, now: &str, rules: &str) -> Outcome {
    let folder = Folder::new();
    folder.file("2023/t.csv", before);
    folder.file("2024/t.csv", now);
    folder.file("reportcheck.toml", format!("[sections.t]\n{rules}"));
    let path = folder.path().join("2024");
    let read = Options::default();
    let loaded = configuration(&path, &read);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    let mut report = Report::open(&path, &loaded.config, &read);
    let options = CheckOptions {
        keep: usize::MAX,
        read,
        ..CheckOptions::default()
    };
    check(&mut report, &loaded.config, &options)
}

fn mismatch(outcome: &Outcome) -> &Mismatch {
    match &outcome.findings.kept[0].detail {
        Detail::Mismatch(mismatch) => mismatch,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_figure_of_the_report_before_is_called_prior() {
    let rule = "[[sections.t.rules]]\nname = \"g\"\ncheck = \"rate = growth(x)\"\n";
    let table = |x: &str| format!("key,value,unit\nx,{x},km\nrate,23%,%\n");
    // 12.05 / 9.75 is 123.6%, and 12.05 / 9.8 is 123%.
    let told = outcome(&table("9.7"), &table("12.1"), rule);
    let names: Vec<&str> = told.findings.kept[0]
        .marks()
        .map(|mark| mark.name.as_str())
        .collect();
    assert_eq!(names, ["rate", "x", "prior.x"]);
    let holds = mismatch(&told).holds_if.iter();
    let holds: Vec<&str> = holds
        .filter_map(|one| Some(one.figure.as_ref()?.0.as_str()))
        .collect();
    assert!(holds.contains(&"prior.x") && !holds.is_empty(), "{holds:?}");
    let told = outcome(&table(""), &table("12.1"), rule);
    assert_eq!(told.not_checked[0].name, "prior.x");
    let told = outcome(&table("9.7"), &table(""), rule);
    assert_eq!(told.not_checked[0].name, "x");
}

#[test]
fn what_a_mark_allows_is_what_its_rule_takes_it_to_allow() {
    let table = "key,value,unit\na,7,km\nb,9,km\n";
    for (mode, lo, hi) in [
        (
            "nearest",
            End::Closed(scaled(65, -1)),
            End::Closed(scaled(75, -1)),
        ),
        ("truncate", End::Closed(int(7)), End::Open(int(8))),
        ("away", End::Open(int(6)), End::Closed(int(7))),
    ] {
        let rule = format!(
            "[[sections.t.rules]]\nname = \"r\"\ncheck = \"a = b\"\nrounding = \"{mode}\"\n"
        );
        let told = outcome(table, table, &rule);
        let figure = told.findings.kept[0]
            .primary()
            .figure
            .clone()
            .expect("a figure");
        assert_eq!(figure.range, Range::between(lo, hi), "{mode}");
    }
}

#[test]
fn codes_for_many_numbers_add_up_to_no_sum_and_hedged_figures_to_about_one() {
    let rule = "[[sections.t.rules]]\nname = \"r\"\ncheck = \"value = sum(value)\"\nrows = 'key == \"total\"'\n";
    let table = |b: &str| format!("key,value,unit\na,3,\nb,{b},\ntotal,200,\n");
    for (b, sum, hedged) in [
        ("4", Some(int(7)), false),
        ("<5", None, true),
        ("约40", Some(int(43)), true),
    ] {
        let told = outcome(&table(b), &table(b), rule);
        let taken = &mismatch(&told).taken[0];
        assert_eq!((&taken.sum, taken.hedged), (&sum, hedged), "{b}");
        assert_eq!(taken.added, ["3", b]);
    }
}
