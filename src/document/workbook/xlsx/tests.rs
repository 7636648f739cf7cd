//! Workbooks that are made here, read.

use crate::document::{Block, Cause, Content, Emphasis, Grid, Hint, Told};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A package of parts.
pub(in crate::document::workbook) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("made here");
        zip.write_all(text.as_bytes()).expect("made here");
    }
    zip.finish().expect("made here").into_inner()
}

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="r2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/>
<Relationship Id="r3" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>
<Relationship Id="r4" Type="http://x/styles" Target="styles.xml"/>
<Relationship Id="r5" Type="http://x/vbaProject" Target="vbaProject.bin"/>
</Relationships>"#;

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><workbookPr date1904="0"/><sheets>
<sheet name="2016 年" sheetId="1" r:id="r1"/><sheet name="B" sheetId="2" state="hidden" r:id="r2"/>
</sheets></workbook>"#;

const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0&quot;件&quot;"/>
<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
<fonts><font><sz val="11"/></font><font><b/></font></fonts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164" fontId="1"/>
<xf numFmtId="165"/><xf fontId="0"><alignment indent="2"/></xf><xf numFmtId="3"/></cellXfs></styleSheet>"#;

const STRINGS: &str = r#"<sst><si><t>办结</t></si>
<si><r><t>合计</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>
<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>
<si><t xml:space="preserve">  面积
（km²）</t></si></sst>"#;

/// A workbook with a first sheet of these rows and a second one.
fn workbook(rows: &str, more: &str) -> Content {
    let first = format!(
        "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>{rows}</sheetData>{more}</worksheet>"
    );
    let second = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let bytes = packed(&[
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/worksheets/sheet1.xml", &first),
        ("xl/worksheets/sheet2.xml", second),
    ]);
    super::super::read(&bytes).unwrap_or_else(|cause| panic!("{cause:?}"))
}

fn grid(content: &Content) -> &Grid {
    match &content.blocks[0] {
        Block::Grid(grid) => grid,
        other => panic!("{other:?}"),
    }
}

/// The texts of a grid, a line a row.
fn texts(grid: &Grid) -> Vec<String> {
    let row = |row: &crate::document::GridRow| {
        let cells = row.cells.iter();
        let cells = cells.map(|cell| format!("{}={}", cell.spot.say(crate::Lang::En), cell.text));
        cells.collect::<Vec<_>>().join(" ")
    };
    grid.rows.iter().map(row).collect()
}

#[test]
fn a_cell_is_what_is_printed() {
    let content = workbook(
        r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" s="1"><v>0.86050000000000004</v></c>
        <c r="D2" s="2"><v>300</v></c><c r="E2" s="3"><v>42735</v></c><c r="F2" s="5"><v>1234567</v></c></row>
        <row r="5"><c r="A5" s="4" t="s"><v>1</v></c><c r="B5" t="b"><v>1</v></c><c r="C5" t="e"><v>#REF!</v></c>
        <c r="D5" t="inlineStr"><is><t>甲&amp;乙&#10;丙</t></is></c><c r="E5" t="s"><v>2</v></c><c r="F5" t="s"><v>3</v></c></row>"#,
        "",
    );
    let grid = grid(&content);
    assert_eq!(grid.name.as_deref(), Some("2016 年"));
    assert!(grid.is_sheet);
    assert_eq!(
        texts(grid),
        [
            "",
            "'2016 年'!A2=办结 '2016 年'!C2=86% '2016 年'!D2=300件 '2016 年'!E2=2016年12月 '2016 年'!F2=1,234,567",
            "",
            "",
            "'2016 年'!A5=合计 '2016 年'!B5=TRUE '2016 年'!C5=#REF! '2016 年'!D5=甲&乙\n丙 '2016 年'!E5=東京 '2016 年'!F5=面积\n（km²）",
        ]
    );
    let [cell, .., last] = grid.rows[4].cells.as_slice() else {
        panic!("no cells")
    };
    assert_eq!(
        (cell.indent, &cell.footnotes[..]),
        (2, &["1".to_owned()][..])
    );
    assert_eq!(last.indent, 1);
    let hints: Vec<Hint> = grid.rows[1].cells.iter().map(|cell| cell.hint).collect();
    assert_eq!(
        hints,
        [
            Hint::Text,
            Hint::Number,
            Hint::Number,
            Hint::Date,
            Hint::Number
        ]
    );
    assert_eq!(grid.rows[1].cells[2].emphasis, Emphasis::Bold);
    let hidden = Told::HiddenLines("2016 年".to_owned(), 1);
    assert_eq!(
        content.told,
        [Told::Macros, hidden, Told::HiddenSheet("B".to_owned())]
    );
    assert_eq!(content.blocks.len(), 2);
}

#[test]
fn merged_cells_are_one() {
    let content = workbook(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>2</v></c></row>
        <row r="3" hidden="1"><c r="B3"><v>3</v></c><c r="D3"><v>4</v></c></row>"#,
        r#"<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="B2:B1048576"/><mergeCell ref="C3:D3"/></mergeCells>"#,
    );
    let grid = grid(&content);
    let spans: Vec<(u32, u32, u32, &str)> = grid
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| (cell.column, cell.rows, cell.columns, cell.text.as_str()))
        .collect();
    assert_eq!(
        spans,
        [
            (0, 1, 4, "办结"),
            (0, 1, 1, "1"),
            (1, 2, 1, ""),
            (2, 1, 1, "2"),
            (2, 1, 2, "")
        ]
    );
    assert!(grid.rows[2].hidden && !grid.rows[1].hidden);
    assert!(
        content
            .told
            .contains(&Told::HiddenLines("2016 年".to_owned(), 2))
    );
}

#[test]
fn formulas_stand_at_each_cell() {
    let content = workbook(
        r#"<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$9</f><v>2</v></c></row>
        <row r="2"><c r="B2"><f t="shared" si="0"/><v>4</v></c><c r="C2"><f>SUM(B1:B3)</f></c></row>
        <row r="3"><c r="B3"><f t="shared" si="0"/><v>6</v></c><c r="C3" t="str"><f>_xlfn.CONCAT("a",[1]S!A1)</f><v>a</v></c></row>"#,
        "",
    );
    let grid = grid(&content);
    let formulas: Vec<(&str, Option<&str>)> = grid
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| (cell.text.as_str(), cell.formula.as_deref()))
        .collect();
    assert_eq!(
        formulas,
        [
            ("2", Some("A1*$A$9")),
            ("4", Some("A2*$A$9")),
            ("", Some("SUM(B1:B3)")),
            ("6", Some("A3*$A$9")),
            ("a", Some("CONCAT(\"a\",[1]S!A1)")),
        ]
    );
    assert!(
        content
            .told
            .contains(&Told::NoValue("'2016 年'!C2".to_owned()))
    );
    assert!(content.told.contains(&Told::ExternalLinks(1)));
}

#[test]
fn a_stray_cell_makes_no_million_rows() {
    let content = workbook(
        r#"<row r="3"><c r="A3"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
        "",
    );
    let grid = grid(&content);
    assert_eq!(grid.rows.len(), 204);
    let last = &grid.rows[203].cells[0];
    assert_eq!(last.spot.say(crate::Lang::En), "'2016 年'!XFD1048576");
}

#[test]
fn what_is_no_workbook_is_told() {
    let read = super::super::read;
    assert!(matches!(read(b""), Err(Cause::Damaged(_))));
    assert!(matches!(read(b"PK\x03\x04"), Err(Cause::Damaged(_))));
    let empty = packed(&[("word/document.xml", "<w/>")]);
    assert!(matches!(read(&empty), Err(Cause::Damaged(_))));
    let binary = packed(&[("xl/workbook.bin", "")]);
    assert!(matches!(read(&binary), Err(Cause::SaveAs("xlsx"))));
    let entity = r#"<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><workbook><sheets>&c;</sheets></workbook>"#;
    let entities = packed(&[("xl/workbook.xml", entity)]);
    assert!(read(&entities).is_ok_and(|content| content.blocks.is_empty()));
}
