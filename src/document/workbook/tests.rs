//! The same workbook in three formats is read the same, and what is broken in
//! any way is an error or a part of it.

use super::{Formula, read};
use crate::document::{Block, Cause, Content, Grid};
use proptest::prelude::*;

const KINDS: [&[u8]; 3] = [
    include_bytes!("../../../tests/documents/workbook.xlsx"),
    include_bytes!("../../../tests/documents/workbook.xls"),
    include_bytes!("../../../tests/documents/workbook.ods"),
];

fn content(bytes: &[u8]) -> Content {
    read(bytes).unwrap_or_else(|cause| panic!("{cause:?}"))
}

fn grids(content: &Content) -> Vec<&Grid> {
    let grids = content.blocks.iter().filter_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        Block::Paragraph(_) => None,
    });
    grids.collect()
}

#[test]
fn the_same_workbook_is_read_the_same_from_all_formats() {
    let [first, others @ ..] = &KINDS.map(content);
    for other in others {
        assert_eq!(first.blocks, other.blocks);
        assert_eq!(first.told, other.told);
    }
    let grids = grids(first);
    let row = |grid: usize, row: usize| -> Vec<&str> {
        let cells = grids[grid].rows[row].cells.iter();
        cells.map(|cell| cell.text.as_str()).collect()
    };
    assert_eq!(row(0, 3), ["受理", "办结"]);
    assert_eq!(row(0, 4), ["东区", "1,234", "1,062", "86%", "1,234.57"]);
    assert_eq!(row(0, 6), ["合计", "1,300", "1,122", "86%", "616.78"]);
    assert_eq!(row(0, 7), [""; 0]);
    assert_eq!(row(0, 9), ["截至", "2016年12月31日", "300件"]);
    assert_eq!(row(1, 0), ["扣除", "0.25", "多"]);
    let spans: Vec<(u32, u32)> = grids[0].rows[2]
        .cells
        .iter()
        .map(|cell| (cell.rows, cell.columns))
        .collect();
    assert_eq!(spans, [(2, 1), (1, 2), (2, 1), (2, 1)]);
}

#[test]
fn each_formula_is_read_as_a_tree() {
    let content = content(KINDS[0]);
    let cells = grids(&content).into_iter().flat_map(|grid| &grid.rows);
    let formulas: Vec<&str> = cells
        .flat_map(|row| &row.cells)
        .filter_map(|cell| cell.formula.as_deref())
        .collect();
    assert_eq!(formulas.len(), 7);
    for formula in formulas {
        assert!(Formula::of(formula).is_some(), "{formula}");
    }
}

/// Whatever is read stays in bounds: cells rise, spans are at least one.
fn stands(bytes: &[u8]) {
    let Ok(content) = read(bytes) else { return };
    for grid in grids(&content) {
        for row in &grid.rows {
            for cell in &row.cells {
                assert!(cell.rows > 0 && cell.columns > 0 && cell.column < 16_384);
                if let Some(formula) = &cell.formula {
                    let _ = Formula::of(formula);
                }
            }
            assert!(
                row.cells
                    .windows(2)
                    .all(|two| two[0].column < two[1].column)
            );
        }
    }
}

#[test]
fn what_is_cut_off_is_damaged() {
    for bytes in [KINDS[0], KINDS[2]] {
        for length in [0, 3, 100, bytes.len() / 2, bytes.len() - 30] {
            let outcome = read(&bytes[..length]);
            assert!(matches!(outcome, Err(Cause::Damaged(_))), "{length}");
        }
    }
    for length in 0..KINDS[1].len() {
        stands(&KINDS[1][..length]);
    }
}

proptest! {
    #[test]
    fn changed_bytes_break_nothing(
        kind in 0..3_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = KINDS[kind].to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        stands(&bytes);
    }

    #[test]
    fn changed_records_break_nothing(
        changes in proptest::collection::vec((512..7000_usize, any::<u8>()), 1..60),
    ) {
        let mut bytes = KINDS[1].to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        stands(&bytes);
    }

    #[test]
    fn changed_sheets_break_nothing(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..SAID.len()), 1..12),
    ) {
        let mut sheet = SHEET.to_owned();
        for (at, said) in changes {
            let mut at = at.index(sheet.len());
            while !sheet.is_char_boundary(at) {
                at -= 1;
            }
            sheet.insert_str(at, SAID[said]);
        }
        let relations = r#"<r><Relationship Id="a" Type="worksheet" Target="s.xml"/></r>"#;
        let workbook = r#"<w><sheets><sheet name="S" r:id="a"/></sheets></w>"#;
        stands(&super::xlsx::packed(&[
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/s.xml", &sheet),
        ]));
    }

    #[test]
    fn any_format_prints_any_number(code in "[0#?.,%;@EGehmsydab/\"\\\\!_*+ \\[\\]<>=$-]{0,20}", number: f64) {
        use super::number_format::{Decimal, NumberFormat};
        let format = NumberFormat::of(&code);
        if let Some(number) = Decimal::of_double(number) {
            let shown = format.number(&number, false);
            prop_assert!(shown.text.len() < 2_000, "{}", shown.text);
        }
        let _ = format.text("甲");
    }

    #[test]
    fn any_text_is_a_formula_or_none(text in "[A-Z0-9$'!:,;()+*/^&<>=%{}\\[\\]\"#. 甲-]{0,40}", rows in -9..9_i64) {
        let _ = Formula::of(&text);
        let _ = super::formula::moved(&text, rows, -rows);
        let _ = super::formula::as_written(&text);
    }
}

const SHEET: &str = r#"<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><f>B1</f><v>1</v></c><c r="B2" t="str"><v>x</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>"#;

const SAID: [&str; 14] = [
    "<c r=\"A1048576\"><v>1</v></c>",
    "<c><v>-1e300</v></c>",
    "<row r=\"0\">",
    "<row>",
    "</row>",
    "<v>9</v>",
    "<f t=\"shared\" si=\"1\" ref=\"A1:A9\">A1+$B2</f>",
    "<f t=\"shared\" si=\"1\"/>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<mergeCell ref=\"B1:B3\"/>",
    "<is><r><t>1</t></r></is>",
    "&lol;",
    "<col min=\"0\" max=\"99999999\" hidden=\"1\"/>",
    "<!DOCTYPE a [<!ENTITY lol \"x\">]>",
];
