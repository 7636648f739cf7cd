//! Workbooks of OpenDocument that are made here, read.

use super::super::xlsx::packed;
use crate::document::{Block, Cause, Content, Emphasis, Grid, Hint, Told};

fn read(body: &str) -> Result<Content, Cause> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f">
        <office:automatic-styles>
        <style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Total"/>
        <style:style style:name="ce2" style:family="table-cell"><style:paragraph-properties fo:margin-left="0.706cm"/></style:style>
        <style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
        <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
        </office:automatic-styles><office:body><office:spreadsheet>
        <table:tracked-changes><table:table-cell><text:p>gone</text:p></table:table-cell></table:tracked-changes>
        {body}</office:spreadsheet></office:body></office:document-content>"#
    );
    let styles = r#"<s xmlns:style="s" xmlns:fo="f"><style:style style:name="Total" style:family="table-cell">
        <style:text-properties fo:font-weight="bold"/></style:style></s>"#;
    let bytes = packed(&[("content.xml", &content), ("styles.xml", styles)]);
    super::super::read(&bytes)
}

fn content(body: &str) -> Content {
    read(body).unwrap_or_else(|cause| panic!("{cause:?}"))
}

fn grid(content: &Content) -> &Grid {
    match &content.blocks[0] {
        Block::Grid(grid) => grid,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_text_that_is_printed_is_read() {
    let content = content(
        r#"<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
        <table:table-column table:visibility="collapse"/>
        <table:table-header-rows><table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>合计<text:span text:style-name="T1">1</text:span></text:p><office:annotation><text:p>note</text:p></office:annotation></table:table-cell><table:covered-table-cell><text:p>x</text:p></table:covered-table-cell></table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row table:visibility="filter"><table:table-cell table:style-name="ce1" office:value-type="percentage" office:value="0.8605" table:formula="of:=[.B2]/[.B3]"><text:p>86%</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="0.30000000000000004"/>
        <table:table-cell table:style-name="ce2" office:value-type="date"><text:p>a<text:s text:c="2"/>b<text:line-break/>c</text:p><text:p>d</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell table:formula="of:=1"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table>
        <table:table table:name="H" table:style-name="ta2"><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    let grid = grid(&content);
    assert_eq!(grid.rows.len(), 5);
    assert!(grid.rows[0].header && !grid.rows[3].header && grid.rows[3].hidden);
    let title = &grid.rows[0].cells[0];
    assert_eq!((title.text.as_str(), title.columns), ("合计", 2));
    assert_eq!(title.footnotes, ["1"]);
    let cells = &grid.rows[3].cells;
    let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["86%", "7", "7", "0.3", "a  b\nc\nd"]);
    assert_eq!(cells[0].formula.as_deref(), Some("B2/B3"));
    assert_eq!(
        (cells[0].hint, cells[0].emphasis),
        (Hint::Number, Emphasis::Bold)
    );
    assert_eq!((cells[4].hint, cells[4].indent), (Hint::Date, 2));
    assert_eq!(cells[1].spot.say(crate::Lang::En), "T!B4");
    assert_eq!(
        content.told,
        [
            Told::NoValue("T!A5".to_owned()),
            Told::HiddenLines("T".to_owned(), 2),
            Told::HiddenSheet("H".to_owned()),
        ]
    );
}

#[test]
fn what_repeats_without_end_is_refused() {
    let body = r#"<table:table table:name="T"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row></table:table>"#;
    assert!(matches!(read(body), Err(Cause::TooLarge(_))));
}

#[test]
fn a_workbook_with_a_password_is_told() {
    let manifest = "<m><e><manifest:encryption-data/></e></m>";
    let bytes = packed(&[("content.xml", "x"), ("META-INF/manifest.xml", manifest)]);
    assert!(matches!(super::super::read(&bytes), Err(Cause::Encrypted)));
}
