//! What a figure keeps of its print, what its context changes, and how it
//! prints other values; where reasons point.

use super::exact::{int, scaled};
use super::*;
use crate::lang::Lang;

fn reading(cell: &str, unit: &str) -> Reading {
    let units = UnitBook::default();
    let unit = units.read(unit);
    read(cell, &Context::of_unit(&units, unit.as_ref()))
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

fn closed(lo: Rat, hi: Rat) -> Range {
    Range {
        lo: End::Closed(lo),
        hi: End::Closed(hi),
        whole: false,
    }
}

#[test]
fn a_figure_keeps_what_was_printed() {
    let rate = figure(" 86.00% ", "");
    assert_eq!(rate.print, "86.00%");
    assert_eq!(
        rate.value.map(|value| (value.to_string(), value.scale())),
        Some(("86.00".into(), 2))
    );
    assert_eq!(
        (rate.nominal, rate.step),
        (scaled(43, 0) / int(50), scaled(1, -4))
    );
    assert_eq!(
        (rate.multiplier_exp10, rate.hedge, rate.mark),
        (0, Hedge::None, None)
    );

    let people = figure("11.7万", "人");
    assert_eq!(
        (people.nominal, people.step, people.multiplier_exp10),
        (int(117_000), int(1_000), 4)
    );
    assert_eq!(
        people.unit.map(|unit| unit.text.clone()),
        Some("人".to_string())
    );

    let money = figure("21918.70", "万元");
    assert_eq!(
        (money.nominal, money.step, money.multiplier_exp10),
        (int(219_187_000), int(100), 0)
    );

    let long = figure(&"9".repeat(40), "");
    assert_eq!((long.value, long.range.is_point().is_some()), (None, true));
    assert!(figure("12.5件", "").fractional_count && figure("1.5", "人").fractional_count);
    for whole in ["11.7万件", "300件", "86%", "12.5元", "12.5"] {
        assert!(!figure(whole, "").fractional_count, "{whole}");
    }
    assert_eq!(figure("50多万", "").hedge, Hedge::MoreThan);
}

#[test]
fn decimals_override_the_printed_place() {
    let units = UnitBook::default();
    let read_with = |cell: &str, decimals: &str| {
        let decimals = decimals.parse().expect("a number of places");
        let context = Context {
            decimals: Some(decimals),
            ..Context::of_unit(&units, None)
        };
        match read(cell, &context) {
            Reading::Figure(figure) => *figure,
            other => panic!("`{cell}` is no figure: {other:?}"),
        }
    };
    for (cell, decimals, lo, hi) in [
        ("12300", "-2", int(12_250), int(12_350)),
        ("300件", "-1", int(295), int(305)),
        ("300", "0", scaled(2995, -1), scaled(3005, -1)),
        ("86%", "1", scaled(8595, -4), scaled(8605, -4)),
        ("11.7万", "2", int(116_950), int(117_050)),
        ("11.7万", "INF", int(117_000), int(117_000)),
        ("86.5%", "inf", scaled(865, -3), scaled(865, -3)),
    ] {
        let range = read_with(cell, decimals).range;
        assert_eq!(
            (range.lo, range.hi),
            (End::Closed(lo), End::Closed(hi)),
            "{cell} to {decimals}"
        );
    }
    assert_eq!(
        read_with("300件", "0").range.tighten().is_point(),
        Some(&int(300))
    );
    assert_eq!(read_with("86%", "1").reprint(&scaled(8612, -4)), "86%");
    for wrong in ["", "2.5", "two", "1000000000", "-401", "-2147483648"] {
        assert!(wrong.parse::<Decimals>().is_err(), "{wrong}");
    }
}

#[test]
fn a_column_may_say_whole_or_not() {
    let units = UnitBook::default();
    let range = |cell: &str, unit: &str, whole: bool| {
        let unit = units.read(unit);
        let context = Context {
            whole: Some(whole),
            ..Context::of_unit(&units, unit.as_ref())
        };
        match read(cell, &context) {
            Reading::Figure(figure) => figure.range,
            other => panic!("`{cell}` is no figure: {other:?}"),
        }
    };
    let half = closed(scaled(2995, -1), scaled(3005, -1));
    assert_eq!(
        range("300", "元", true),
        Range {
            whole: true,
            ..Range::exact(int(300))
        }
    );
    assert_eq!(range("300", "件", false), half);
    assert_eq!(range("300", "", false), half);
    assert_eq!(
        range("3万", "", true),
        Range {
            whole: true,
            ..closed(int(25_000), int(35_000))
        }
    );
    assert!(!range("100%", "", true).whole, "a share is no count");
}

#[test]
fn the_same_print_under_another_rounding() {
    let cut = figure("95.84%", "").range_under(Rounding::Truncate);
    assert_eq!(
        (cut.lo, cut.hi),
        (End::Closed(scaled(9584, -4)), End::Open(scaled(9585, -4)))
    );
    let even = figure("0.4", "").range_under(Rounding::HalfEven);
    assert_eq!(
        (even.lo, even.hi),
        (End::Closed(scaled(35, -2)), End::Closed(scaled(45, -2)))
    );
    let odd = figure("-0.3", "").range_under(Rounding::HalfEven);
    assert_eq!(
        (odd.lo, odd.hi),
        (End::Open(scaled(-35, -2)), End::Open(scaled(-25, -2)))
    );
    for fixed in ["300件", "5万多", "没有"] {
        let figure = figure(fixed, "");
        assert_eq!(figure.range_under(Rounding::Any), figure.range, "{fixed}");
    }
}

#[test]
fn values_are_printed_in_the_notation_of_a_figure() {
    for (cell, value, reprinted, shown) in [
        ("86%", scaled(8655, -4), "87%", "86.55%"),
        ("86.00％", scaled(8655, -4), "86.55%", "86.55%"),
        ("11.7万", int(123_456), "12.3万", "12.3456万"),
        ("11.7 万件", int(-123_456), "-12.3 万件", "-12.3456 万件"),
        (
            "5 million people",
            int(7_600_000),
            "8 million people",
            "7.6 million people",
        ),
        ("1,234件", int(1_234_567), "1,234,567件", "1234567件"),
        ("1,234", int(99), "99", "99"),
        ("(5.2%)", scaled(-61, -3), "(6.1%)", "-6.1%"),
        ("(5.2%)", scaled(61, -3), "6.1%", "6.1%"),
        ("约200", int(210), "210", "210"),
        ("50多万", int(510_000), "51万", "51万"),
        ("两万", int(30_000), "3万", "3万"),
        ("3万5千", int(36_000), "36000", "36000"),
        ("2.5", int(1) / int(3), "0.3", "0.3333"),
        ("300[1]", int(301), "301", "301"),
    ] {
        let figure = figure(cell, "");
        assert_eq!(figure.reprint(&value), reprinted, "{cell}");
        assert_eq!(figure.show_like(&value, 4).text, shown, "{cell}");
    }
    let money = figure("21918.70", "万元");
    assert_eq!(money.reprint(&int(219_187_149)), "21918.71");
    assert!(!figure("2.5", "").show_like(&(int(1) / int(3)), 4).exact);
}

#[test]
fn reasons_point_at_the_character() {
    for (cell, unit, english, chinese) in [
        ("12-15", "", "`-15` at character 3", "第3个字符起的“-15”"),
        (
            "  1,23",
            "",
            "`1,23` are not grouped by three at character 4",
            "“1,23”第4个字符",
        ),
        ("10²", "", "`²` at character 3", "第3个字符“²”"),
        (
            "abc",
            "",
            "no number at character 1, but `abc`",
            "第1个字符处是“abc”",
        ),
        (
            "约",
            "",
            "no number at character 2, where the cell ends",
            "第2个字符处单元格已结束",
        ),
        ("近200多", "", "`近` and `多`", "“近”与“多”"),
        (
            "300只羊",
            "",
            "`只羊` at character 4",
            "第4个字符起的“只羊”",
        ),
        (
            "三万五",
            "",
            "`三万五` at character 1",
            "第1个字符处的“三万五”",
        ),
        (
            "11.7万",
            "万元",
            "may be `11.7万元` or `11.7万万元`",
            "“11.7万元”，也可读作“11.7万万元”",
        ),
        (
            "5 million",
            "million USD",
            "may be `5 million USD` or `5 million million USD`",
            "也可",
        ),
        ("11.7万", "%", "may be `11.7万` or `11.7万%`", "也可"),
        ("无", "", "write `0` or `不适用`", "请写“0”或“不适用”"),
        ("(5", "", "character 1", "第1个字符"),
        ("5.", "", "character 2", "第2个字符"),
        ("-(5)", "", "second sign at character 2", "第2个字符"),
        (
            "5!",
            "",
            "`!` at character 2 is no unit and no mark known here: if it is a flag, say `flags = [\"!\"]`",
            "第2个字符处的“!”",
        ),
    ] {
        let reason = unreadable(cell, unit);
        assert!(reason.say(Lang::En).contains(english), "{cell}: {reason}");
        assert!(
            reason.say(Lang::Zh).contains(chinese),
            "{cell}: {}",
            reason.say(Lang::Zh)
        );
    }
}
