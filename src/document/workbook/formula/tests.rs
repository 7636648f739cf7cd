//! Formulas and their trees.

use super::{CellReference, Formula, Operator, RangeReference, as_written};

fn of(text: &str) -> Formula {
    Formula::of(text).unwrap_or_else(|| panic!("{text} is not read"))
}

fn number(text: &str) -> Formula {
    Formula::Number(text.to_owned())
}

fn cell(row: u32, column: u32) -> Formula {
    Formula::Cell(CellReference {
        sheet: None,
        row,
        column,
    })
}

fn range(first: (u32, u32), last: (u32, u32)) -> Formula {
    Formula::Range(RangeReference {
        sheet: None,
        first,
        last,
    })
}

fn binary(left: Formula, operator: Operator, right: Formula) -> Formula {
    Formula::Binary(Box::new(left), operator, Box::new(right))
}

fn call(name: &str, arguments: &[Formula]) -> Formula {
    Formula::Call(name.to_owned(), arguments.to_vec())
}

#[test]
fn sums_and_shares_are_read() {
    use Operator::{Divide, Multiply, Subtract};
    let column = range((2, 2), (5, 2));
    assert_eq!(of("SUM(B2:B5)"), call("SUM", std::slice::from_ref(&column)));
    assert_eq!(of("sum($B$2:$B$5)"), call("SUM", &[column]));
    assert_eq!(
        of("SUM(B2,B4:B6)"),
        call("SUM", &[cell(2, 2), range((4, 2), (6, 2))])
    );
    assert_eq!(of("B2-B3"), binary(cell(2, 2), Subtract, cell(3, 2)));
    let share = binary(cell(2, 2), Divide, cell(7, 2));
    assert_eq!(of("B2/B$7*100"), binary(share, Multiply, number("100")));
    assert_eq!(
        of("ROUND(C3/C4,4)"),
        call(
            "ROUND",
            &[binary(cell(3, 3), Divide, cell(4, 3)), number("4")]
        )
    );
    assert_eq!(
        of("AVERAGE(B2:B5)"),
        call("AVERAGE", &[range((2, 2), (5, 2))])
    );
    assert_eq!(of("PI()"), call("PI", &[]));
    assert_eq!(
        of("IF(A1,,2)"),
        call("IF", &[cell(1, 1), Formula::Nothing, number("2")])
    );
    assert_eq!(of("_xlfn.CONCAT(A1)"), call("CONCAT", &[cell(1, 1)]));
}

#[test]
fn signs_bind_as_in_workbooks() {
    use Operator::{Add, Greater, Join, Multiply, Power};
    let two = || number("2");
    let negative = Formula::Negative(Box::new(two()));
    assert_eq!(of("-2^2"), binary(negative, Power, two()));
    let percent = Formula::Percent(Box::new(number("5")));
    assert_eq!(of("A1*5%"), binary(cell(1, 1), Multiply, percent));
    let product = binary(number("2"), Multiply, number("3"));
    assert_eq!(of("1+2*3"), binary(number("1"), Add, product));
    let sum = binary(cell(1, 1), Add, cell(2, 1));
    let joined = binary(Formula::Text("x\"".to_owned()), Join, sum.clone());
    assert_eq!(of("\"x\"\"\"&A1+A2 > 2"), binary(joined, Greater, two()));
    assert_eq!(of("(A1+A2)*2"), binary(sum, Multiply, two()));
    assert_eq!(of("+A1"), cell(1, 1));
    assert_eq!(of("1.5E-3"), number("1.5E-3"));
}

#[test]
fn sheets_are_named_with_and_without_quotes() {
    let on = |sheet: &str, row, column| {
        Formula::Cell(CellReference {
            sheet: Some(sheet.to_owned()),
            row,
            column,
        })
    };
    assert_eq!(of("'2016 年'!C14"), on("2016 年", 14, 3));
    assert_eq!(of("Sheet2!B2"), on("Sheet2", 2, 2));
    assert_eq!(of("表1!$B$2"), on("表1", 2, 2));
    assert_eq!(of("2016!B2"), on("2016", 2, 2));
    assert_eq!(of("'O''Neil'!A1"), on("O'Neil", 1, 1));
    let whole = RangeReference {
        sheet: Some("S".to_owned()),
        first: (1, 2),
        last: (1_048_576, 2),
    };
    assert_eq!(of("S!B:B"), Formula::Range(whole));
    assert_eq!(of("3:4"), range((3, 1), (4, 16_384)));
}

#[test]
fn what_stands_elsewhere_is_told() {
    for text in ["[1]Ext!A1", "'[1]Ext x'!A1", "'C:\\a\\[b.xlsx]S'!A1:B2"] {
        assert_eq!(of(text), Formula::External(text.to_owned()), "{text}");
        assert!(of(&format!("SUM(1,-{text})")).is_external(), "{text}");
        assert!(super::names_other_workbook(text), "{text}");
    }
    assert!(!super::names_other_workbook("SUM(T[a])+S!A1"));
    for name in ["Total", "Table1[[#All],[Sum of x]]", "销售额", "Jan:Dec!B2"] {
        assert_eq!(of(name), Formula::Name(name.to_owned()), "{name}");
    }
    assert_eq!(of("#REF!"), Formula::Error("#REF!".to_owned()));
    assert_eq!(
        of("SUM((A1,B1:B2))"),
        call(
            "SUM",
            &[Formula::Several(vec![cell(1, 1), range((1, 2), (2, 2))])]
        )
    );
}

#[test]
fn what_is_no_formula_is_not_read() {
    for text in [
        "", "SUM(", "1+", "A1 B1", "'x", "\"x", ")", "A1:", "B2:3", "{1,2}",
    ] {
        assert_eq!(Formula::of(text), None, "{text}");
    }
    assert_eq!(Formula::of(&"(".repeat(50_000)), None);
    assert_eq!(Formula::of(&"-".repeat(50_000)), None);
    let long = vec!["A1"; 5_000].join("+");
    assert_eq!(Formula::of(&long), None);
    // A name is one where no cell can be meant.
    assert_eq!(of("ABCD1"), Formula::Name("ABCD1".to_owned()));
    assert_eq!(of("XFE1"), Formula::Name("XFE1".to_owned()));
}

#[test]
fn formulas_of_open_documents_are_the_same() {
    for (open, text) in [
        ("of:=SUM([.B2:.B5])", "SUM(B2:B5)"),
        ("of:=[.B2]/[.B$7]*100", "B2/B$7*100"),
        ("of:=ROUND([.C3]/[.C4];4)", "ROUND(C3/C4,4)"),
        ("of:=[$'2016 年'.C14]", "'2016 年'!C14"),
        ("of:=SUM([$Sheet2.B2:.B5];[.C1])", "SUM(Sheet2!B2:B5,C1)"),
        ("oooc:=SUM([.B2]~[.B4:.B6])", "SUM(B2,B4:B6)"),
        ("of:=\"a;b\"&[.A1]", "\"a;b\"&A1"),
        (
            "of:=['file:///a/b.ods'#$Sheet1.A1]",
            "'[file:///a/b.ods]Sheet1'!A1",
        ),
    ] {
        assert_eq!(as_written(open), text, "{open}");
        assert!(Formula::of(text).is_some(), "{text}");
    }
}
