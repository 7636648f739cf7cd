//! Formulas that .xls workbooks keep as stacks, and files that are none.

use super::formula::{shared_at, written};
use super::globals::{Globals, Listed};
use crate::document::Cause;

fn globals() -> Globals {
    let sheet = |name: &str| Listed {
        name: name.to_owned(),
        hidden: false,
        has_cells: true,
        place: 0,
    };
    Globals {
        sheets: vec![sheet("A"), sheet("2016 年")],
        links: vec![(0, 1, 1), (1, 0, 0), (0, 0, 1)],
        own_books: vec![true, false],
        names: vec!["total".to_owned()],
        ..Globals::default()
    }
}

#[test]
fn a_stack_becomes_what_its_author_wrote() {
    let globals = globals();
    for (operations, text) in [
        // What is relative counts from the cell: one row up, one column left.
        (&[0x4C, 0xFF, 0xFF, 0xFF, 0xC0][..], "B4"),
        (
            &[
                0x2D, 0xFD, 0xFF, 0xFF, 0xFF, 0, 0xC0, 0, 0xC0, 0x19, 0x10, 0, 0,
            ],
            "SUM(C2:C4)",
        ),
        (
            &[
                0x44, 1, 0, 1, 0xC0, 0x44, 6, 0, 1, 0x40, 0x06, 0x1E, 100, 0, 0x05,
            ],
            "B2/B$7*100",
        ),
        (
            &[0x25, 0, 0, 0xFF, 0xFF, 1, 0xC0, 1, 0xC0, 0x22, 1, 4, 0],
            "SUM(B:B)",
        ),
        (&[0x5A, 0, 0, 13, 0, 2, 0xC0], "'2016 年'!C14"),
        (&[0x3A, 1, 0, 0, 0, 0, 0], "'[1]0'!$A$1"),
        (
            &[0x3B, 2, 0, 0, 0, 1, 0, 0, 0xC0, 0, 0xC0],
            "'A:2016 年'!A1:A2",
        ),
        (&[0x43, 1, 0, 0, 0, 0x14, 0x13], "-total%"),
        (
            &[0x17, 1, 0, b'"', 0x1D, 1, 0x16, 0x42, 3, 1, 0],
            "IF(\"\"\"\",TRUE,)",
        ),
        (
            &[0x44, 0, 0, 0, 0xC0, 0x1E, 4, 0, 0x41, 27, 0, 0x15],
            "(ROUND(A1,4))",
        ),
        (
            &[0x1C, 0x17, 0x1F, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0x03],
            "#REF!+1.5",
        ),
    ] {
        let found = written(operations, (4, 2), &globals);
        assert_eq!(found.as_deref(), Some(text), "{operations:?}");
    }
    assert_eq!(shared_at(&[1, 3, 0, 2, 0]), Some((3, 2)));
    // What is cut off, left over or not known is no formula.
    for operations in [
        &[0x44, 1][..],
        &[0x03],
        &[0x1E, 1, 0, 0x1E, 1, 0],
        &[0x20, 0, 0],
        &[],
    ] {
        assert_eq!(
            written(operations, (0, 0), &globals),
            None,
            "{operations:?}"
        );
    }
}

#[test]
fn a_compound_file_without_a_workbook_is_told() {
    let mut bytes = crate::document::compound::COMPOUND.to_vec();
    assert!(matches!(super::read(&bytes), Err(Cause::Damaged(_))));
    bytes.resize(4096, 0xFF);
    assert!(matches!(super::read(&bytes), Err(Cause::Damaged(_))));
    bytes[30..34].copy_from_slice(&[9, 0, 6, 0]);
    assert!(matches!(super::read(&bytes), Err(Cause::Damaged(_))));
    // Chains that run in circles end.
    bytes[512..].fill(0);
    bytes[44..80].fill(0);
    assert!(matches!(super::read(&bytes), Err(Cause::Damaged(_))));
}
