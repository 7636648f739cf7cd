//! Real-looking prints made wrong by hand, one slip each.

use super::*;
use crate::figure::{Decimals, UnitBook};

/// The candidates of a print, likeliest first; `None` where it is no figure.
pub(super) fn of(print: &str, context: &Context<'_>) -> Option<(Figure, Vec<Candidate>)> {
    match read(print, context) {
        Reading::Figure(figure) => {
            let found = candidates(&figure, context);
            Some((*figure, found))
        }
        _ => None,
    }
}

/// The candidates of a print in a column of a unit.
fn under(print: &str, unit: &str) -> Vec<Candidate> {
    let units = UnitBook::default();
    let unit = units.read(unit);
    of(print, &Context::of_unit(&units, unit.as_ref())).map_or_else(
        || panic!("`{print}` is no figure"),
        |(_, candidates)| candidates,
    )
}

/// The slip that made one print of another, in short; empty where there is none.
fn slip(printed: &str, meant: &str, unit: &str) -> String {
    let found = under(printed, unit);
    let slips = found.iter().filter(|found| found.figure.print == meant);
    let names: Vec<String> = slips
        .map(|found| match &found.kind {
            SlipKind::Multiplier { from, to } => format!("{from}>{to}"),
            kind => format!("{kind:?}"),
        })
        .collect();
    names.join(" ")
}

#[test]
fn digits_are_mended_in_their_notation() {
    let cases = [
        // One wrong digit.
        ("136", "186", "Digit"),
        ("136", "036", ""),
        ("1,234", "1,239", "Digit"),
        ("１，２３４", "１，２３９", "Digit"),
        ("11.7万", "11.2万", "Digit"),
        ("6.4％", "9.4％", "Digit"),
        ("5万多", "3万多", "Digit"),
        ("50多万", "80多万", "Digit"),
        ("(5)", "(9)", "Digit"),
        ("-5", "-9", "Digit"),
        ("300件[1]", "900件[1]", "Digit"),
        ("approx.5", "approx.7", "Digit"),
        ("0", "7", "Digit"),
        // Neighbours swapped, also across the point.
        ("136", "316", "Swapped"),
        ("21918.70", "21981.70", "Swapped"),
        ("21918.70", "21917.80", "Swapped"),
        ("10", "01", ""),
        // A digit lost: the thousands are grouped anew.
        ("136", "1236", "Lost"),
        ("1,234", "12,534", "Lost"),
        ("１，２３４", "１２，５３４", "Lost"),
        ("6.4％", "6.45％", "Lost"),
        ("6.4％", "16.4％", "Lost"),
        ("0.5%", "10.5%", "Lost"),
        ("0.5%", "00.5%", ""),
        ("86%", "8.6%", "Point(1)"),
        // Digits too many.
        ("1,336", "136", "Doubled"),
        ("21918.70", "2198.70", "Inserted"),
        ("11.7万", "1.7万", "Doubled"),
        ("300件", "30件", "Doubled"),
        ("1,234", "124", "Inserted"),
        ("1.25", "1.2", "Inserted"),
        ("6.4", "6", ""),
    ];
    for (printed, meant, slips) in cases {
        assert_eq!(slip(printed, meant, ""), slips, "{printed} for {meant}");
    }
}

#[test]
fn points_and_zeros_are_mended() {
    let cases = [
        ("219187.0", "21918.70", "Point(1)"),
        ("219187.0", "21918.7", "Point(1)"),
        ("2191870", "21918.70", "Point(2)"),
        ("21918.70", "2191870", "Point(-2)"),
        ("21918.70", "219187.0", "Point(-1)"),
        ("0.5%", "5.0%", "Point(-1)"),
        ("0.5%", "5%", "Point(-1)"),
        ("0.5%", "50.0%", "Point(-2)"),
        ("0.5%", "0.05%", "Lost"),
        ("5%", "0.5%", "Point(1)"),
        ("1,234.5", "12.345", "Point(2)"),
        ("12.345", "1.2345", "Point(1)"),
        ("136", "13600", "Power(-2)"),
        ("136", "1360000", "Power(-4)"),
        ("13600", "136", "Power(2)"),
        ("1,360,000", "1,360", "Power(3)"),
        ("5万多", "50万多", "Lost"),
        ("5万多", "500万多", "Power(-2)"),
        ("0", "00", ""),
        // 13.6 people are no count of people.
        ("136人", "13.6人", ""),
    ];
    for (printed, meant, slips) in cases {
        assert_eq!(slip(printed, meant, ""), slips, "{printed} for {meant}");
    }
}

#[test]
fn multipliers_and_signs_are_mended() {
    let cases = [
        ("11.7万", "", "11.7亿", "万>亿"),
        ("11.7万", "", "11.7", "万>"),
        ("11.7", "元", "11.7万", ">万"),
        ("300件", "", "300万件", ">万"),
        ("300万件", "", "300件", "万>"),
        ("3千万元", "", "3亿元", "千万>亿"),
        ("50多万", "", "50多亿", "万>亿"),
        ("5万多", "", "5亿多", "万>亿"),
        ("5万多", "", "5多", "万>"),
        ("300克", "", "300千克", ""),
        ("1.2 million", "", "1.2 billion", "million>billion"),
        ("3.2 Million people", "", "3.2 people", ""),
        (
            "3 Billion people",
            "",
            "3 thousand people",
            "Billion>thousand",
        ),
        ("1.2 million people", "", "1.2 people", ""),
        ("300 people", "", "300 million people", ">million"),
        ("300 million people", "", "300 people", "million>"),
        ("86%", "", "86‰", "%>‰"),
        ("6.4％", "", "6.4‰", "％>‰"),
        ("６.４‰", "", "６.４％", "‰>％"),
        ("86", "%", "86‰", ""),
        ("300", "", "300万", ">万"),
        ("300", "", "300 million", ">million"),
        ("300", "people", "300 million", ">million"),
        ("300", "people", "300万", ""),
        ("86%", "", "86万%", ""),
        ("21918.70", "万元", "21918.70万", ""),
        ("-5", "", "5", "Sign"),
        ("5", "", "-5", "Sign"),
        ("５", "", "－５", "Sign"),
        ("+5", "", "-5", "Sign"),
        ("- 5", "", "5", "Sign"),
        ("(5)", "", "5", "Sign"),
        ("（1,234）", "", "1,234", "Sign"),
        ("(5)件", "", "5件", "Sign"),
        ("约5%", "", "约-5%", "Sign"),
        ("负5", "", "5", "Sign"),
        ("0", "", "-0", ""),
    ];
    for (printed, unit, meant, slips) in cases {
        assert_eq!(slip(printed, meant, unit), slips, "{printed} for {meant}");
    }
}

#[test]
fn a_cut_value_has_the_next_print() {
    let cases = [
        ("6.4%", "6.5%", "Cut Digit"),
        ("-6.4%", "-6.5%", "Cut Digit"),
        ("(9.9%)", "(10.0%)", "Cut"),
        ("11.7万", "11.8万", "Cut Digit"),
        ("1,999.9", "2,000.0", "Cut"),
        // Exact, and hedged: nothing was rounded.
        ("300件", "301件", "Digit"),
        ("约6.4%", "约6.5%", "Digit"),
    ];
    for (printed, meant, slips) in cases {
        assert_eq!(slip(printed, meant, ""), slips, "{printed} for {meant}");
    }
    let units = UnitBook::default();
    let cuts = |print: &str, decimals, rounding| {
        let context = Context {
            decimals,
            rounding,
            ..Context::of_unit(&units, None)
        };
        let (_, found) = of(print, &context).expect("a figure");
        let cuts = found
            .into_iter()
            .filter(|found| found.kind == SlipKind::Cut);
        cuts.map(|found| found.figure.print).collect::<Vec<_>>()
    };
    let hundreds = Some(Decimals::Places(-2));
    assert_eq!(cuts("12,300", hundreds, Rounding::HalfUp), ["12,400"]);
    assert!(cuts("6.4%", Some(Decimals::Places(2)), Rounding::HalfUp).is_empty());
    assert!(cuts("6.4%", Some(Decimals::Exact), Rounding::HalfUp).is_empty());
    assert!(cuts("6.4%", None, Rounding::Truncate).is_empty());
}

#[test]
fn what_cannot_be_respelled_has_no_candidates() {
    let long = "1".repeat(17);
    for print in [
        "十二",
        "一[1]",
        "二m2",
        "3万5千",
        "1亿2000万",
        "没有",
        "零",
        &long,
    ] {
        assert_eq!(under(print, ""), [], "{print}");
    }
}

#[test]
fn likelier_slips_come_first() {
    let found = under("136", "");
    let first: Vec<(&str, &SlipKind, u64)> = found
        .iter()
        .take(2)
        .map(|found| (found.figure.print.as_str(), &found.kind, found.odds))
        .collect();
    assert_eq!(
        first,
        [
            ("1136", &SlipKind::Lost, 30_000),
            ("1336", &SlipKind::Lost, 30_000),
        ]
    );
    assert!(found.is_sorted_by_key(|found| Reverse(found.odds)));
}
