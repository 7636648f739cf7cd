//! Properties of the notation of figures: what holds for every cell, and for
//! every figure that is printed and read again.

use std::sync::LazyLock;

use crate::figure::Rat;
use crate::figure::exact::{int, scaled};
use crate::figure::{
    Context, DecimalSign, Figure, Hedge, Prints, Reading, TrailingMinus, Triangle, UnitBook,
    Unreadable, read,
};
use crate::inside::support::often::often;
use crate::lang::Lang;
use proptest::prelude::*;

fn reading(cell: &str, unit: &str) -> Reading {
    reading_in(cell, unit, Prints::PLAIN)
}

/// Reads a cell of a column that prints figures so.
fn reading_in(cell: &str, unit: &str, prints: &Prints) -> Reading {
    static UNITS: LazyLock<UnitBook> = LazyLock::new(UnitBook::default);
    let unit = UNITS.read(unit);
    let context = Context {
        prints,
        ..Context::of_unit(&UNITS, unit.as_ref())
    };
    read(cell, &context)
}

fn figure(cell: &str, unit: &str) -> Figure {
    match reading(cell, unit) {
        Reading::Figure(figure) => *figure,
        other => panic!("`{cell}` is no figure: {other:?}"),
    }
}

fn unreadable(cell: &str, unit: &str) -> Unreadable {
    match reading(cell, unit) {
        Reading::Unreadable(reason) => *reason,
        other => panic!("`{cell}` is not unreadable: {other:?}"),
    }
}

#[test]
fn huge_cells_are_refused_at_once_and_quoted_briefly() {
    let megabytes = 10_000_000;
    for cell in [
        "9".repeat(401),
        "九".repeat(402),
        "9".repeat(megabytes),
        "一".repeat(megabytes / 3),
        "1,234".repeat(megabytes / 5),
        "约".repeat(megabytes / 3),
        "5*".to_string() + &"*".repeat(megabytes),
        "(".repeat(megabytes),
        "5".to_string() + &" ".repeat(megabytes) + "x",
        "5".to_string() + &"很".repeat(990),
    ] {
        let reason = unreadable(&cell, "");
        for said in [reason.say(Lang::En), reason.say(Lang::Zh)] {
            assert!(said.chars().count() < 250, "{said}");
        }
    }
    assert!(matches!(
        reading(&" ".repeat(megabytes), ""),
        Reading::Blank
    ));
    assert!(figure(&"9".repeat(400), "").range.is_point().is_some());
}

/// The characters of the notation, so that random strings are nearly figures.
const ALPHABET: &str = "0123456789０５９.．,，'’ \u{a0}\u{202f}-−–－+()（）%％‰万亿千百十〇零一二两三九壹拾多余约近超不足以上下\
    及内外左右<>≤≥=~≈①⑳*†#[]注a1cek件条元人次克瓦时个点百分/／²½无$€¥￥▲△▼±:至E mpᵖ";

fn near_figures() -> impl Strategy<Value = String> {
    let chars: Vec<char> = ALPHABET.chars().collect();
    proptest::collection::vec(proptest::sample::select(chars), 0..14)
        .prop_map(|chars| chars.into_iter().collect())
}

/// Ways of printing figures that differ in all that can.
fn ways() -> [Prints; 3] {
    [
        Prints::PLAIN.clone(),
        Prints {
            decimal: DecimalSign::Comma,
            triangle: Triangle::Unknown,
            trailing_minus: TrailingMinus::AtMost,
            letters_are_flags: true,
            flags: vec!["k".to_string(), "²".to_string(), String::new()],
            ranges: true,
            ..Prints::PLAIN.clone()
        },
        Prints {
            undecided: true,
            triangle: Triangle::Plus,
            trailing_minus: TrailingMinus::Minus,
            margins: true,
            ..Prints::PLAIN.clone()
        },
    ]
}

/// Reads under several units; whatever is read must make sense.
fn check_sanity(cell: &str) {
    for prints in &ways() {
        for unit in ["", "件", "万元", "%", "元/万人", "h:mm", "小时"] {
            check_sanity_in(cell, unit, prints);
        }
    }
}

fn check_sanity_in(cell: &str, unit: &str, prints: &Prints) {
    match reading_in(cell, unit, prints) {
        Reading::Figure(figure) => {
            assert!(!figure.range.is_empty(), "`{cell}` allows nothing");
            assert!(figure.step > int(0));
            if figure.hedge == Hedge::None {
                assert!(figure.range.contains(&figure.nominal), "`{cell}`");
            }
        }
        Reading::Unreadable(reason) => {
            assert!(reason.say(Lang::En).chars().count() < 300);
            assert!(!reason.say(Lang::Zh).is_empty());
        }
        Reading::Blank | Reading::NotApplicable | Reading::Withheld => {}
    }
}

/// A figure as it might be printed, and the number in it.
#[derive(Clone, Debug)]
struct Printed {
    cell: String,
    plain: bool,
    nominal: Rat,
    places: u32,
}

prop_compose! {
    fn printed()(
        digits in 0u64..10_u64.pow(12),
        places in 0u32..5,
        negative in any::<bool>(),
        separator in proptest::sample::select(vec!["", ",", "'", "’", " ", "\u{a0}", "\u{2009}", "\u{202f}"]),
        (suffix, exp10) in proptest::sample::select(vec![
            ("", 0), ("%", -2), (" %", -2), ("‰", -3), ("万", 4), ("亿", 8), ("件", 0), (" 件", 0), ("万元", 4),
            ("亿元", 8), (" million USD", 6), ("个百分点", -2), ("千瓦时", 0), ("万千克", 4), ("元/人", 0),
        ]),
        (before, after) in proptest::sample::select(vec![
            ("", ""), ("", ""), ("", ""), ("约", ""), ("近", ""), ("超过", ""), ("", "以上"), ("", "左右"), ("", "[1]"),
            ("at least ", ""), ("≤", ""), (" ", " "), ("", " or more"),
        ]),
        accounting in any::<bool>(),
    ) -> Printed {
        let negative = negative && digits > 0;
        let number = grouped(digits, places, separator);
        let body = match (negative, accounting) {
            (false, _) => format!("{number}{suffix}"),
            (true, true) => format!("({number}{suffix})"),
            (true, false) => format!("-{number}{suffix}"),
        };
        let signed = if negative { -i128::from(digits) } else { i128::from(digits) };
        Printed {
            cell: format!("{before}{body}{after}"),
            plain: before.trim().is_empty() && matches!(after.trim(), "" | "[1]"),
            nominal: scaled(signed, exp10 - places as i32),
            places,
        }
    }
}

/// A figure as some country prints it.
#[derive(Clone, Debug)]
struct PrintedSomewhere {
    cell: String,
    unit: &'static str,
    prints: Prints,
    nominal: Rat,
    places: u32,
}

prop_compose! {
    fn of_a_country()(
        digits in 0u64..10_u64.pow(12),
        places in 0u32..5,
        minus in 0usize..6,
        (decimal, separator) in proptest::sample::select(vec![
            (DecimalSign::Point, ","), (DecimalSign::Point, "’"), (DecimalSign::Point, "lakh"), (DecimalSign::Comma, "."),
            (DecimalSign::Comma, ""), (DecimalSign::Comma, "\u{202f}"), (DecimalSign::Comma, "'"),
        ]),
        (before, after, unit) in proptest::sample::select(vec![
            ("", "", ""), ("$", "", ""), ("€ ", "", ""), ("US$ ", "", "USD"), ("", " €", "EUR"), ("￥", "", "元"),
            ("", "%", ""), ("", "", "kg"), ("", "e+3", ""),
        ]),
    ) -> PrintedSomewhere {
        let separator = if after == "e+3" { "" } else { separator };
        let plain = grouped(digits, places, if separator == "lakh" { "" } else { separator });
        let number = match (separator, plain.rsplit_once('.')) {
            ("lakh", _) => lakhs(&plain),
            (_, Some((whole, fraction))) if places > 0 => format!("{whole}{}{fraction}", decimal.char()),
            _ => plain,
        };
        let minus = if digits == 0 { 0 } else { minus };
        let cell = match minus {
            1 => format!("-{before}{number}{after}"),
            2 => format!("({before}{number}{after})"),
            3 => format!("{before}{number}{after}-"),
            4 => format!("▲{before}{number}{after}"),
            5 => format!("{before}({number}{after})"),
            _ => format!("{before}{number}{after}"),
        };
        let exp10 = match after { "%" => -2, "e+3" => 3, _ => 0 };
        let signed = if minus > 0 { -i128::from(digits) } else { i128::from(digits) };
        PrintedSomewhere {
            cell,
            unit,
            prints: Prints { decimal, trailing_minus: TrailingMinus::Minus, ..Prints::PLAIN.clone() },
            nominal: scaled(signed, exp10 - places as i32),
            places,
        }
    }
}

/// A plain number grouped as in India.
fn lakhs(plain: &str) -> String {
    let end = plain.find('.').unwrap_or(plain.len());
    let mut text = plain.to_string();
    let mut at = end.saturating_sub(3);
    while at > 0 && at < end {
        text.insert(at, ',');
        at = at.saturating_sub(2);
    }
    text
}

/// Digits with a point and separated thousands.
fn grouped(digits: u64, places: u32, separator: &str) -> String {
    let power = 10_u64.pow(places);
    let mut whole = (digits / power).to_string();
    let mut at = whole.len();
    while at > 3 {
        at -= 3;
        whole.insert_str(at, separator);
    }
    match places {
        0 => whole,
        _ => format!(
            "{whole}.{:0width$}",
            digits % power,
            width = places as usize
        ),
    }
}

/// The same text in full-width forms.
fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).expect("a full-width form"),
        _ => c,
    };
    text.chars().map(wide).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: often(2000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_string_panics(cell in any::<String>()) {
        check_sanity(&cell);
    }

    #[test]
    fn nothing_near_a_figure_panics(cell in near_figures()) {
        check_sanity(&cell);
    }

    #[test]
    fn a_print_reads_back(printed in printed()) {
        let figure = figure(&printed.cell, "");
        prop_assert_eq!(&figure.nominal, &printed.nominal);
        prop_assert_eq!(figure.value.map(|value| value.scale()), Some(printed.places));
        prop_assert_eq!(figure.hedge == Hedge::None, printed.plain);
        prop_assert_eq!(figure.print.as_str(), printed.cell.trim());
    }

    #[test]
    fn full_width_reads_the_same(printed in printed()) {
        let (plain, wide) = (figure(&printed.cell, ""), figure(&full_width(&printed.cell), ""));
        prop_assert_eq!((&plain.nominal, &plain.step, &plain.range), (&wide.nominal, &wide.step, &wide.range));
        prop_assert_eq!((plain.value, plain.hedge, &plain.mark), (wide.value, wide.hedge, &wide.mark));
        prop_assert_eq!(plain.unit.as_ref().map(|unit| &unit.bases),wide.unit.as_ref().map(|unit| &unit.bases));
        prop_assert_eq!(plain.reprint(&int(7)), wide.reprint(&int(7)));
    }

    #[test]
    fn full_width_near_figures_read_the_same(cell in near_figures()) {
        let kind = |cell: &str| match reading(cell, "") {
            Reading::Figure(figure) => format!("{:?} {:?} {:?}", figure.range, figure.value, figure.mark),
            Reading::Unreadable(reason) => format!("{:?}", std::mem::discriminant(reason.as_ref())),
            other => format!("{other:?}"),
        };
        prop_assert_eq!(kind(&cell), kind(&full_width(&cell)));
    }

    #[test]
    fn a_print_of_any_country_reads_back(printed in of_a_country()) {
        let PrintedSomewhere { cell, unit, prints, nominal, places } = printed;
        let Reading::Figure(first) = reading_in(&cell, unit, &prints) else {
            return Err(TestCaseError::fail(format!("`{cell}` is no figure")));
        };
        prop_assert_eq!(&first.nominal, &nominal, "{}", cell);
        prop_assert!(first.range.contains(&nominal));
        prop_assert_eq!(first.value.map(|value| value.scale()), Some(places));
        let again = first.reprint(&nominal);
        let Reading::Figure(second) = reading_in(&again, unit, &prints) else {
            return Err(TestCaseError::fail(format!("`{again}` of `{cell}` is no figure")));
        };
        prop_assert_eq!((&second.nominal, &second.range), (&first.nominal, &first.range), "{} {}", cell, again);
    }

    #[test]
    fn what_two_signs_read_otherwise_is_not_read_undecided(
        cell in prop_oneof![near_figures(), "-?[0-9]{1,4}[.,'][0-9]{1,4}([.,][0-9]{1,3})?[%万]?"],
    ) {
        let [plain, _, _] = ways();
        let comma = Prints { decimal: DecimalSign::Comma, ..plain.clone() };
        let undecided = Prints { undecided: true, ..plain.clone() };
        let value = |prints: &Prints| match reading_in(&cell, "", prints) {
            Reading::Figure(figure) => Some(figure.range),
            _ => None,
        };
        if let (Some(one), Some(other)) = (value(&plain), value(&comma))
            && one != other
        {
            prop_assert_eq!(value(&undecided), None, "{}", cell);
        }
        // Nothing that is read undecided is read otherwise where the point is known.
        if let Some(read) = value(&undecided) {
            prop_assert_eq!(value(&plain), Some(read), "{}", cell);
        }
    }

    #[test]
    fn durations_are_sixtieths(hours in 0u64..200, minutes in 0u64..60, seconds in 0u64..60, tenths in 0u64..10) {
        let all = 36_000 * hours + 600 * minutes + 10 * seconds + tenths;
        let cell = format!("{hours}:{minutes:02}:{seconds:02}.{tenths}");
        let read = figure(&cell, "");
        prop_assert_eq!(&read.nominal, &scaled(all, -1));
        prop_assert_eq!(&read.reprint(&read.nominal), &cell);
        prop_assert_eq!(figure(&cell, "小时").nominal * int(3600), scaled(all, -1));
        let short = figure(&format!("{minutes}:{seconds:02}"), "");
        prop_assert_eq!(&short.nominal, &int(60 * minutes as i64 + seconds as i64));
        prop_assert!(short.range.contains(&(short.nominal + scaled(5, -1))));
    }

    #[test]
    fn a_reprint_reads_back(printed in printed()) {
        let first = figure(&printed.cell, "");
        let second = figure(&first.reprint(&first.nominal), "");
        prop_assert_eq!(&first.nominal, &second.nominal);
        prop_assert!(!printed.plain || first.range == second.range);
        let shown = first.show_like(&first.nominal, 12);
        prop_assert!(shown.exact);
        prop_assert_eq!(&figure(&shown.text, "").nominal, &first.nominal);
    }

    #[test]
    fn chinese_numerals_read_back(n in 1u64..10_u64.pow(12)) {
        prop_assert_eq!(figure(&chinese(n), "").nominal, scaled(n, 0), "{}", chinese(n));
    }
}

/// A number in Chinese, as a clerk writes it.
fn chinese(n: u64) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (power, myriad) in [(8, "亿"), (4, "万"), (0, "")] {
        let section = n / 10_u64.pow(power) % 10_000;
        if section == 0 {
            gap = !text.is_empty();
            continue;
        }
        gap |= !text.is_empty() && section < 1000;
        for (power, unit) in [(3, "千"), (2, "百"), (1, "十"), (0, "")] {
            let digit = section / 10_u64.pow(power) % 10;
            if digit == 0 {
                gap |= !text.is_empty() && !section.is_multiple_of(10_u64.pow(power));
                continue;
            }
            if std::mem::take(&mut gap) {
                text.push('零');
            }
            text.extend("零一二三四五六七八九".chars().nth(digit as usize));
            text.push_str(unit);
        }
        gap = false;
        text.push_str(myriad);
    }
    text
}
