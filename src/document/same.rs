//! One text saved in several kinds reads the same; and whatever is done to the
//! bytes of a document, its reader ends.

use super::{Block, Content, html, markdown, office};
use crate::document::told::Cause;
use proptest::prelude::*;

const PAGE: &[u8] = include_bytes!("../../tests/documents/text.html");
const DOCX: &[u8] = include_bytes!("../../tests/documents/text.docx");
const ODT: &[u8] = include_bytes!("../../tests/documents/text.odt");
const MARKDOWN: &[u8] = include_bytes!("../../tests/documents/text.md");

type Read = fn(&[u8]) -> Result<Content, Cause>;

const KINDS: [(&[u8], Read); 4] = [
    (PAGE, html::read),
    (DOCX, office::read),
    (ODT, office::read),
    (MARKDOWN, markdown::read),
];

/// A cell of a table: row, column, rows and columns taken, indentation, text.
type CellOfTable<'a> = (usize, u32, u32, u32, u32, &'a str);

/// The cells of the tables of a document.
fn tables(content: &Content) -> Vec<Vec<CellOfTable<'_>>> {
    let blocks = content.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Grid(grid) => Some(grid),
            Block::Paragraph(_) => None,
        })
        .map(|grid| {
            let rows = grid.rows.iter().enumerate();
            let cells = rows.flat_map(|(at, row)| row.cells.iter().map(move |cell| (at, cell)));
            cells
                .map(|(at, cell)| {
                    let (rows, columns) = (cell.rows, cell.columns);
                    (
                        at,
                        cell.column,
                        rows,
                        columns,
                        cell.indent,
                        cell.text.as_str(),
                    )
                })
                .collect()
        })
        .collect()
}

fn texts(content: &Content) -> Vec<(&str, Option<u8>)> {
    let blocks = content.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some((paragraph.text.as_str(), paragraph.heading)),
            Block::Grid(_) => None,
        })
        .collect()
}

#[test]
fn one_text_reads_the_same_in_each_kind() {
    let [page, docx, odt, markdown] = KINDS.map(|(bytes, read)| read(bytes).expect("a document"));
    let tables_of_page = tables(&page);
    assert_eq!(tables_of_page.len(), 2);
    assert_eq!(tables(&docx), tables_of_page);
    assert_eq!(tables(&odt), tables_of_page);
    // Markdown has no spans and no indentation.
    let bare = |content: &Content| -> Vec<Vec<String>> {
        let tables = tables(content).into_iter();
        let texts = |table: Vec<(usize, u32, u32, u32, u32, &str)>| {
            let cells = table.into_iter().map(|cell| cell.5.to_owned());
            cells.filter(|text| !text.is_empty()).collect()
        };
        tables.map(texts).collect()
    };
    assert_eq!(bare(&markdown), bare(&page));
    // What a page calls a table is a paragraph above it elsewhere.
    let without = |content: &'_ Content| -> Vec<(String, Option<u8>)> {
        let texts = texts(content).into_iter();
        let caption = |text: &&str| text.starts_with("表 1");
        let texts = texts.filter(|(text, _)| !caption(text));
        // Numbers of lists are printed by each in its own way.
        let bare = |text: &str| {
            text.trim_start_matches(|c: char| c.is_ascii_digit() && text.contains(". "))
                .trim_start_matches(". ")
                .to_owned()
        };
        texts.map(|(text, level)| (bare(text), level)).collect()
    };
    for other in [&docx, &odt, &markdown] {
        assert_eq!(without(other), without(&page));
    }
    assert_eq!(
        texts(&docx)[1].0,
        "本年度共收到申请 1,234 件，办结 1,061 件，办结率 86%¹。"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_reader_ends_whatever_the_bytes(
        kind in 0..KINDS.len(),
        cut in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cuts in any::<bool>(),
    ) {
        let (bytes, read) = KINDS[kind];
        let mut bytes = bytes.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(&bytes);
    }

    #[test]
    fn a_reader_ends_whatever_the_text(
        words in proptest::collection::vec(prop::sample::select(WORDS), 0..80),
        kind in prop::sample::select(&["page", "markdown", "docx", "odt"][..]),
    ) {
        let text = words.concat();
        let _ = match kind {
            "page" => html::read(text.as_bytes()),
            "markdown" => markdown::read(text.as_bytes()),
            "docx" => office::read(&super::docx::tests::packed(&[("word/document.xml", &text)])),
            _ => office::read(&super::docx::tests::packed(&[("content.xml", &text)])),
        };
    }
}

/// What texts of all kinds are made of.
const WORDS: &[&str] = &[
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "<td rowspan=3 colspan=2>",
    "</td>",
    "<th rowspan=0>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<sup>",
    "</sup>",
    "<br>",
    "<caption>",
    "<div style='display:none'>",
    "</div>",
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tcPr>",
    "</w:tcPr>",
    "<w:vMerge/>",
    "<w:gridSpan w:val=\"99999\"/>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:del>",
    "</w:del>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:body>",
    "</w:body>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<office:body>",
    "</office:body>",
    "<text:p>",
    "</text:p>",
    "<table:table>",
    "</table:table>",
    "<table:table-row>",
    "</table:table-row>",
    "<table:table-cell table:number-columns-repeated=\"9999999\">",
    "</table:table-cell>",
    "<text:note-body>",
    "</text:note-body>",
    "<text:s text:c=\"99999999\"/>",
    "|",
    "|-|-|",
    "\n",
    "\n\n",
    "**",
    "_",
    "`",
    "```",
    "[",
    "](",
    ")",
    "[^1]",
    "]:",
    "# ",
    "> ",
    "- ",
    "\\",
    "中文",
    "86%",
    "10",
    "２",
    " ",
    "\u{A0}",
    "&amp;",
    "&#x0;",
    "&b;",
    "<!--",
    "-->",
    "<",
    ">",
    "\0",
    "\u{FEFF}",
];
