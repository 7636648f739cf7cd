//! Small pages, and what is read of them.

use super::read;
use crate::document::told::{Bound, Cause, Told};
use crate::document::{Block, Content, Emphasis, Grid};

fn page(text: &str) -> Content {
    read(text.as_bytes()).expect("a page")
}

fn paragraphs(content: &Content) -> Vec<&str> {
    let blocks = content.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Grid(_) => None,
        })
        .collect()
}

fn grids(content: &Content) -> Vec<&Grid> {
    let blocks = content.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Grid(grid) => Some(grid),
            Block::Paragraph(_) => None,
        })
        .collect()
}

/// The cells of a grid: column, rows and columns taken, text.
fn cells(grid: &Grid) -> Vec<Vec<(u32, u32, u32, &str)>> {
    let rows = grid.rows.iter();
    rows.map(|row| {
        let cells = row.cells.iter();
        cells
            .map(|cell| (cell.column, cell.rows, cell.columns, cell.text.as_str()))
            .collect()
    })
    .collect()
}

#[test]
fn what_begins_a_line_is_a_paragraph() {
    let content = page(
        "<html><head><title>t</title><style>p{}</style></head><body>bare <b>text</b>\n goes on<h2>Head&shy;ing</h2>\
         <ul><li>one<li>two</ul><p>first<br>line<br><br>　　第二段<br>　　第三段&nbsp;</p><script>var a='<p>no</p>'</script>\
         <template><p>no</p></template><noscript>no</noscript><select><option>no</select><div>a<span> b</span></div>tail",
    );
    let expected = [
        "bare text goes on",
        "Heading",
        "one",
        "two",
        "first line",
        "第二段",
        "第三段",
        "a b",
        "tail",
    ];
    assert_eq!(paragraphs(&content), expected);
    let Block::Paragraph(heading) = &content.blocks[1] else {
        panic!("a heading");
    };
    assert_eq!(heading.heading, Some(2));
}

#[test]
fn cells_go_where_browsers_put_them() {
    let content = page(
        "<table><caption>Table 1. <b>Fees</b></caption><tfoot><tr><td>合计<td>3<td>7</tfoot>\
         <thead><tr><th rowspan=2>项目<th colspan=2>数量<tr><th>2015<th>2016</thead>\
         <tbody><tr><td rowspan=0>a<td>1<td>2<tr><td>&nbsp;2<br>(x)<td>５</tbody></table>",
    );
    let grid = grids(&content)[0];
    assert_eq!(grid.name.as_deref(), Some("Table 1. Fees"));
    assert_eq!(
        cells(grid),
        [
            vec![(0, 2, 1, "项目"), (1, 1, 2, "数量")],
            vec![(1, 1, 1, "2015"), (2, 1, 1, "2016")],
            vec![(0, 2, 1, "a"), (1, 1, 1, "1"), (2, 1, 1, "2")],
            vec![(1, 1, 1, "2\n(x)"), (2, 1, 1, "５")],
            vec![(0, 1, 1, "合计"), (1, 1, 1, "3"), (2, 1, 1, "7")],
        ]
    );
    let headers: Vec<bool> = grid.rows.iter().map(|row| row.header).collect();
    assert_eq!(headers, [true, true, false, false, false]);
    assert_eq!(grid.rows[0].cells[0].emphasis, Emphasis::Header);
}

#[test]
fn huge_spans_end_where_the_table_does() {
    let content = page(
        "<table><tr><th colspan=9999999999>all<tr><td rowspan=99999999>a<td colspan=0>1<tr><td>2<td colspan=3>x</table>",
    );
    assert_eq!(
        cells(grids(&content)[0]),
        [
            vec![(0, 1, 3, "all")],
            vec![(0, 2, 1, "a"), (1, 1, 1, "1")],
            vec![(1, 1, 1, "2"), (2, 1, 1, "x")],
        ]
    );
}

#[test]
fn a_table_that_lays_out_the_page_is_none() {
    let data = "<table><tr><td>a<td>1<tr><td>b<td>2</table>";
    for outer in [
        format!("<table><tr><td>banner<tr><td>{data}</table>"),
        format!("<table><tr><td>nav<td>{data}<tr><td>foot<td></table>"),
        format!("<table role=presentation><tr><th>nav<td>{data}</table>"),
        format!("<table><tr><td>nav<td><table><tr><td>{data}</table></table>"),
        format!("<table><tr><td>nav<td><h1>Title</h1><p>x<tr><td>c<td>d</table>{data}"),
        format!("<table><tr><td>home<td>news<td>about</table>{data}"),
    ] {
        let content = page(&outer);
        let grids = grids(&content);
        assert_eq!(grids.len(), 1, "{outer}");
        assert_eq!(
            cells(grids[0])[1],
            [(0, 1, 1, "b"), (1, 1, 1, "2")],
            "{outer}"
        );
        assert!(!paragraphs(&content).is_empty());
    }
    // A table in a cell of one that holds figures follows it.
    let content = page(&format!(
        "<table><tr><th>a<th>b<tr><td>1{data}<td>2</table>"
    ));
    assert_eq!(grids(&content).len(), 2);
}

#[test]
fn what_is_not_shown_is_left_out_and_told() {
    let content = page(
        "<p hidden>x</p><p>a<span style='color:red; DISPLAY : None!important'>b</span><span style=display:none></span></p>\
         <table><tr><td>a<td>1<tr style='display:none'><td>c<td>9<tr><td><span style='visibility:hidden'>0002</span>b<td>2</table>",
    );
    assert_eq!(paragraphs(&content), ["a"]);
    assert_eq!(
        cells(grids(&content)[0])[1],
        [(0, 1, 1, "b"), (1, 1, 1, "2")]
    );
    assert_eq!(content.told, [Told::HiddenText(4)]);
}

#[test]
fn raised_figures_are_marks_in_cells_and_stay_raised_in_text() {
    let content = page(
        "<p>10<sup>2</sup> of 86%<sup><a href='#n1'>1</a></sup>.</p>\
         <table><tr><td>Fees<sup>a</sup><td>12<sup>1,2</sup><tr><td>Area (km<sup>2</sup>)<td>1st<a href='#n'><sup>[3]</sup></a></table>",
    );
    assert_eq!(paragraphs(&content), ["10² of 86%."]);
    let grid = grids(&content)[0];
    assert_eq!(cells(grid)[0], [(0, 1, 1, "Fees"), (1, 1, 1, "12")]);
    assert_eq!(grid.rows[0].cells[1].footnotes, ["1", "2"]);
    assert_eq!(cells(grid)[1], [(0, 1, 1, "Area (km²)"), (1, 1, 1, "1st")]);
    assert_eq!(grid.rows[1].cells[1].footnotes, ["3"]);
}

#[test]
fn indentation_and_bold_are_kept() {
    let content = page(
        "<table><tr><td><b>Total</b><td>3<tr><td style='padding-left: 20px'>of which<td>1<tr><td>&emsp;&emsp;also<td style='font-weight:700'>2</table>",
    );
    let grid = grids(&content)[0];
    let looks: Vec<(u32, Emphasis)> = grid
        .rows
        .iter()
        .map(|row| (row.cells[0].indent, row.cells[0].emphasis))
        .collect();
    assert_eq!(
        looks,
        [
            (0, Emphasis::Bold),
            (2, Emphasis::None),
            (1, Emphasis::None)
        ]
    );
    assert_eq!(grid.rows[2].cells[1].emphasis, Emphasis::Bold);
}

#[test]
fn a_page_says_its_encoding() {
    let text = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"></head><p>收到 12 件</p>";
    let bytes = encoding_rs::GB18030.encode(text).0;
    assert_eq!(paragraphs(&read(&bytes).expect("a page")), ["收到 12 件"]);
    let text = "<?xml version=\"1.0\" encoding=\"big5\"?><html><p>收到 12 件</p>";
    let bytes = encoding_rs::BIG5.encode(text).0;
    assert_eq!(paragraphs(&read(&bytes).expect("a page")), ["收到 12 件"]);
}

#[test]
fn a_page_that_was_saved_as_one_file_is_read() {
    let mail = |transfer: &str, body: &str| {
        format!(
            "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b=_1\"\r\n\r\n\r\n----b=_1\r\nContent-Type: image/png\r\n\r\nx\r\n----b=_1\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n{body}\r\n----b=_1--\r\n"
        )
    };
    let quoted = mail("quoted-printable", "<p>86=25 =E4=BB=\r\n=B6</p>");
    assert_eq!(paragraphs(&page(&quoted)), ["86% 件"]);
    let base64 = mail("base64", "PHA+\r\nODYl\r\nPC9wPg==");
    assert_eq!(paragraphs(&page(&base64)), ["86%"]);
    let plain = mail("8bit", "<frameset></frameset>").replace("image/png", "text/html");
    assert_eq!(paragraphs(&page(&plain)), ["x"]);
    let none = read(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nhello");
    assert!(matches!(none, Err(Cause::Damaged(_))));
}

#[test]
fn what_would_take_too_much_is_told() {
    let told = |text: &str| read(text.as_bytes()).expect_err("too much");
    assert!(matches!(
        told(&"<div>".repeat(5000)),
        Cause::TooLarge(Bound::Depth(_))
    ));
    assert!(matches!(
        told(&"<p>a".repeat(1_200_000)),
        Cause::TooLarge(Bound::Elements(_))
    ));
    let attributes: String = (0..60_000).map(|n| format!(" a{n}")).collect();
    assert!(matches!(
        told(&format!("<p{attributes}>x")),
        Cause::Damaged(_)
    ));
    let quoted: String = (0..60_000).map(|n| format!(" a{n}='>'")).collect();
    assert!(matches!(told(&format!("<p{quoted}>x")), Cause::Damaged(_)));
    assert!(matches!(
        told(&" ".repeat(33 << 20)),
        Cause::TooLarge(Bound::Bytes(_))
    ));
    let ends = "<span>".repeat(1000) + &"</x>".repeat(300_000);
    assert!(matches!(told(&ends), Cause::Damaged(_)));
    let wide = format!("<table><tr>{}", "<td>x".repeat(2001));
    assert!(matches!(told(&wide), Cause::TooLarge(Bound::Columns(_))));
    assert!(read(b"").expect("nothing").blocks.is_empty());
}
