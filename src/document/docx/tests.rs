//! Small documents made here, and what is read of them.

use super::super::packed::Packed;
use super::super::told::{Bound, Cause, Told};
use super::super::{Block, Content, Emphasis, Grid};
use crate::place::Spot;
use std::io::Write;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Packs parts into a document.
pub(in super::super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:m=\"m\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>"
    )
}

fn read_with(body: &str, others: &[(&str, &str)]) -> Result<Content, Cause> {
    let body = document(body);
    let parts: Vec<(&str, &str)> = [("word/document.xml", body.as_str())]
        .into_iter()
        .chain(others.iter().copied())
        .collect();
    let bytes = packed(&parts);
    super::super::office::read(&bytes)
}

fn read(body: &str) -> Content {
    read_with(body, &[]).expect("a document")
}

pub(in super::super) fn paragraphs(content: &Content) -> Vec<(&str, Option<u8>)> {
    content
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some((paragraph.text.as_str(), paragraph.heading)),
            Block::Grid(_) => None,
        })
        .collect()
}

pub(in super::super) fn grids(content: &Content) -> Vec<&Grid> {
    let blocks = content.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Grid(grid) => Some(grid),
            Block::Paragraph(_) => None,
        })
        .collect()
}

/// The cells of a grid: column, rows and columns taken, text.
pub(in super::super) fn cells(grid: &Grid) -> Vec<Vec<(u32, u32, u32, &str)>> {
    grid.rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| (cell.column, cell.rows, cell.columns, cell.text.as_str()))
                .collect()
        })
        .collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| tc("", text)).collect();
    format!("<w:tr>{cells}</w:tr>")
}

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="部门标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="b2"><w:name w:val="标题 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="f"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="t"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
</w:styles>"#;

#[test]
fn headings_are_known_by_their_styles_and_levels() {
    let styled = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        styled("1", "总体情况"),
        styled("x", "收费"),
        styled("Heading3", "Fees"),
        "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>By level</w:t></w:r></w:p>"
            .to_owned(),
        styled("1", "").replace("<w:r>", "<w:r><w:br/>"),
        p("Text"),
    ]
    .concat();
    let content = read_with(&body, &[("word/styles.xml", STYLES)]).expect("a document");
    let expected = [
        ("总体情况", Some(1)),
        ("收费", Some(1)),
        ("Fees", Some(3)),
        ("By level", Some(2)),
        ("Text", None),
    ];
    assert_eq!(paragraphs(&content), expected);
    let Some(Block::Paragraph(last)) = content.blocks.last() else {
        panic!("a paragraph");
    };
    assert_eq!(last.spot, Spot::Paragraph(5));
}

#[test]
fn lists_are_numbered_as_they_are_printed() {
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
    let item = |list: u32, level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        item(7, 0, "概述"),
        item(7, 1, "a"),
        "<w:p><w:pPr><w:pStyle w:val=\"b2\"/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>".to_owned(),
        item(7, 0, "公开"),
        item(7, 1, "c"),
        item(8, 0, "dot"),
        item(0, 0, "none"),
    ]
    .concat();
    let content = read_with(
        &body,
        &[
            ("word/numbering.xml", numbering),
            ("word/styles.xml", STYLES),
        ],
    )
    .expect("a document");
    let texts: Vec<&str> = paragraphs(&content)
        .into_iter()
        .map(|(text, _)| text)
        .collect();
    assert_eq!(
        texts,
        [
            "一、概述",
            "1. a",
            "2. b",
            "二、公开",
            "1. c",
            "dot",
            "none"
        ]
    );
}

#[test]
fn a_table_keeps_its_spans_and_its_header() {
    let body = [
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"t\"/><w:tblLook w:val=\"0020\"/></w:tblPr><w:tblGrid/>".to_owned(),
        format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr>", tc("<w:vMerge w:val=\"restart\"/>", "项目"), tc("<w:gridSpan w:val=\"2\"/>", "数量")),
        format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}{}</w:tr>", tc("<w:vMerge/>", "gone"), tc("", "2015"), tc("", "2016")),
        row(&["一、收到申请", "1,234", "５６７"]),
        "<w:tr><w:tc><w:p><w:pPr><w:ind w:left=\"420\"/></w:pPr><w:r><w:t>1.网络</w:t></w:r></w:p></w:tc><w:sdt><w:sdtPr><w:tag w:val=\"x\"/></w:sdtPr><w:sdtContent><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>12</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"f\"/></w:rPr><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\"> (3) </w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr>".to_owned(),
        "</w:tbl>".to_owned(),
    ]
    .concat();
    let content = read_with(&body, &[("word/styles.xml", STYLES)]).expect("a document");
    let grids = grids(&content);
    assert_eq!(
        cells(grids[0]),
        [
            vec![(0, 2, 1, "项目"), (1, 1, 2, "数量")],
            vec![(1, 1, 1, "2015"), (2, 1, 1, "2016")],
            vec![
                (0, 1, 1, "一、收到申请"),
                (1, 1, 1, "1,234"),
                (2, 1, 1, "５６７")
            ],
            vec![(0, 1, 1, "1.网络"), (1, 1, 1, "12\n(3)")],
        ]
    );
    let rows = &grids[0].rows;
    assert_eq!(
        rows.iter().map(|row| row.header).collect::<Vec<_>>(),
        [true, true, false, false]
    );
    assert_eq!(rows[0].cells[0].emphasis, Emphasis::Bold);
    assert_eq!((rows[2].cells[0].indent, rows[3].cells[0].indent), (0, 1));
    assert_eq!(rows[3].cells[1].footnotes, ["1"]);
    assert_eq!(rows[3].cells[1].emphasis, Emphasis::None);
    let spot = Spot::Table {
        table: 1,
        row: 4,
        column: 2,
    };
    assert_eq!(rows[3].cells[1].spot, spot);
}

#[test]
fn a_table_in_a_cell_follows_the_one_that_it_stands_in() {
    let inner = format!("<w:tbl>{}{}</w:tbl>", row(&["x", "y"]), row(&["1", "2"]));
    let body = format!(
        "<w:tbl>{}<w:tr><w:tc>{}{inner}{}</w:tc>{}</w:tr></w:tbl><w:tbl>{}</w:tbl><w:tbl><w:tr>{}</w:tr></w:tbl>",
        row(&["a", "b"]),
        p("before"),
        p("after"),
        tc("", "c"),
        row(&["z", "9"]),
        tc("", "framed"),
    );
    let content = read(&body);
    let grids = grids(&content);
    assert_eq!(grids.len(), 3);
    assert_eq!(
        cells(grids[0])[1],
        [(0, 1, 1, "before\nafter"), (1, 1, 1, "c")]
    );
    assert_eq!(cells(grids[1])[1], [(0, 1, 1, "1"), (1, 1, 1, "2")]);
    assert_eq!(
        grids[2].spot,
        Spot::Table {
            table: 3,
            row: 1,
            column: 1
        }
    );
    assert_eq!(paragraphs(&content), [("framed", None)]);
}

#[test]
fn changes_are_taken_as_accepted() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">received </w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>13</w:t></w:r></w:ins></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\"> line</w:t></w:r></w:p>\
        <w:moveFrom><w:p><w:r><w:t>moved</w:t></w:r></w:p></w:moveFrom>\
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc/><w:tc/></w:tr><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let content = read(body);
    assert_eq!(
        paragraphs(&content),
        [("received 13", None), ("one line", None)]
    );
    assert_eq!(
        cells(grids(&content)[0]),
        [[(0, 1, 1, "a"), (1, 1, 1, "1")]]
    );
    assert_eq!(content.told, [Told::TrackedChanges(5)]);
}

#[test]
fn what_is_hidden_and_the_code_of_fields_is_left_out() {
    let body = "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t><w:tab/></w:r></w:p>\
        <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>= SUM(ABOVE)</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>nested</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>56</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>";
    let content = read(body);
    assert_eq!(paragraphs(&content), [("a", None), ("567", None)]);
    assert_eq!(content.told, [Told::HiddenText(1)]);
    // A field without an end hides nothing.
    let body = format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>{}",
        p("kept")
    );
    assert_eq!(paragraphs(&read(&body)), [("kept", None)]);
}

#[test]
fn notes_follow_the_text_that_refers_to_them() {
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> Preliminary.</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"5\"><w:p><w:r><w:t>Unused</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let body = "<w:p><w:r><w:t>86%</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t xml:space=\"preserve\"> were</w:t></w:r></w:p>";
    let content = read_with(body, &[("word/footnotes.xml", notes)]).expect("a document");
    assert_eq!(
        paragraphs(&content),
        [("86% were", None), ("¹ Preliminary.", None)]
    );
}

#[test]
fn boxes_and_one_of_several_ways_are_read_once() {
    let body = format!(
        "<w:p><w:r><w:t>anchor</w:t><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>ed</w:t></w:r></w:p>",
        p("boxed"),
        p("again")
    );
    assert_eq!(
        paragraphs(&read(&body)),
        [("anchored", None), ("boxed", None)]
    );
}

#[test]
fn signs_and_formulas_are_read_as_they_are_printed() {
    let body = "<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t xml:space=\"preserve\"> &#x2212;5&amp;&nbsp;</w:t><w:noBreakHyphen/><w:t>3</w:t><w:softHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"Symbol\" w:char=\"F0B1\"/></w:r></w:p>\
        <w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>";
    assert_eq!(
        paragraphs(&read(body)),
        [("10² −5&&nbsp;-3☑±", None), ("1/2x²", None)]
    );
}

#[test]
fn what_cannot_be_read_is_told() {
    let office = super::super::office::read;
    assert!(matches!(office(b""), Err(Cause::Damaged(_))));
    assert!(matches!(office(b"{\\rtf1"), Err(Cause::SaveAs("docx"))));
    let mut compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0".to_vec();
    assert!(matches!(office(&compound), Err(Cause::SaveAs("docx"))));
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(office(&compound), Err(Cause::Encrypted)));
    let whole = packed(&[("word/document.xml", &document(&p("a")))]);
    assert!(matches!(
        office(&whole[..whole.len() / 2]),
        Err(Cause::Damaged(_))
    ));
    assert!(matches!(
        office(&packed(&[("a", "b")])),
        Err(Cause::Damaged(_))
    ));
    let broken = packed(&[("word/document.xml", "<w:document><w:body><w:p>")]);
    assert!(matches!(office(&broken), Err(Cause::Damaged(_))));
    let deep = "<w:sdt>".repeat(300);
    assert!(matches!(
        read_with(&deep, &[]),
        Err(Cause::TooLarge(Bound::Depth(_)))
    ));
    let own = "<!DOCTYPE w:document [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let content = office(&packed(&[("word/document.xml", own)])).expect("a document");
    assert_eq!(paragraphs(&content), [("&b;", None)]);
}

#[test]
fn a_part_that_unpacks_to_more_than_it_may_is_told() {
    let long = " ".repeat(129 << 20);
    let bytes = packed(&[("word/document.xml", &document(&p(&long)))]);
    let read = Packed::open(&bytes).and_then(|mut parts| super::read(&mut parts));
    assert!(matches!(read, Err(Cause::TooLarge(Bound::Unpacked(_)))));
    let many = "<w:tc/>".repeat(1_000_001);
    let read = read_with(&format!("<w:tbl><w:tr>{many}</w:tr></w:tbl>"), &[]);
    assert!(matches!(read, Err(Cause::TooLarge(Bound::Cells(_)))));
}

#[test]
fn the_body_may_have_another_name() {
    let relations = "<Relationships><Relationship Type=\"http://x/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>";
    let bytes = packed(&[
        ("_rels/.rels", relations),
        ("word/document2.xml", &document(&p("a"))),
    ]);
    assert_eq!(
        paragraphs(&super::super::office::read(&bytes).expect("a document")),
        [("a", None)]
    );
}
