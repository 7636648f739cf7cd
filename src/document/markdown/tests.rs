//! Small texts, and what is read of them.

use super::read;
use crate::document::told::{Bound, Cause};
use crate::document::{Block, Emphasis, Grid};
use crate::place::Spot;

fn paragraphs(text: &str) -> Vec<(String, Option<u8>)> {
    let content = read(text.as_bytes()).expect("a text");
    let blocks = content.blocks.into_iter();
    blocks
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some((paragraph.text, paragraph.heading)),
            Block::Grid(_) => None,
        })
        .collect()
}

fn grid(text: &str) -> Grid {
    let content = read(text.as_bytes()).expect("a text");
    let mut blocks = content.blocks.into_iter();
    let grid = blocks.find_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        Block::Paragraph(_) => None,
    });
    grid.expect("a table")
}

#[test]
fn paragraphs_headings_and_items_are_told_apart() {
    let text = "---\ntitle: no\n---\n# Report 2016 #\n\n共受理\n申请 **12** 件\\\nnext  \nline\n\nSub\n---\n- one\n  goes on\n- [two](https://a.b \"t\")\n1. three\n\n> quoted `a*b`\n\n***\n[1]: https://a.b\n[^1]: Preliminary.\n```\n| code |\n```\n<!-- gone\ngone -->\nend<!-- gone -->";
    let expected = [
        ("Report 2016", Some(1)),
        ("共受理申请 12 件 next line", None),
        ("Sub", Some(2)),
        ("one goes on", None),
        ("two", None),
        ("1. three", None),
        ("quoted a*b", None),
        ("¹ Preliminary.", None),
        ("| code |", None),
        ("end", None),
    ];
    let expected: Vec<(String, Option<u8>)> = expected
        .iter()
        .map(|(text, level)| (text.to_string(), *level))
        .collect();
    assert_eq!(paragraphs(text), expected);
}

#[test]
fn a_table_keeps_the_places_of_its_cells() {
    let grid = grid(
        "text\n\n| 项目 | a \\| b | n |\n|:--|--:|---|\n| **合计** | 86%[^1] | `x` |\n  收到|12*| 10^2^ m<sup>2</sup> | more\n\nafter",
    );
    let texts: Vec<Vec<&str>> = grid
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
        .collect();
    assert_eq!(
        texts,
        [
            vec!["项目", "a | b", "n"],
            vec!["合计", "86%", "x"],
            vec!["收到", "12*", "10² m²", "more"]
        ]
    );
    assert!(grid.rows[0].header && !grid.rows[1].header);
    assert_eq!(grid.rows[1].cells[0].emphasis, Emphasis::Bold);
    assert_eq!(grid.rows[1].cells[1].footnotes, ["1"]);
    let spot = Spot::Line {
        line: 6,
        column: 6,
        length: 3,
    };
    assert_eq!(grid.rows[2].cells[1].spot, spot);
}

#[test]
fn what_only_looks_like_a_table_is_none() {
    assert_eq!(
        paragraphs("a | b\n---\ntext"),
        [("a | b".to_owned(), Some(2)), ("text".to_owned(), None)]
    );
    assert_eq!(
        paragraphs("5 < 6 & 7 > 2, 3*4*, a_b_c, &lt;&nbsp;"),
        [("5 < 6 & 7 > 2, 34, a_b_c, <".to_owned(), None)]
    );
}

#[cfg(feature = "html")]
#[test]
fn a_table_of_the_web_is_read_too() {
    let grid = grid(
        "# A\n<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>\n",
    );
    assert_eq!(grid.rows[1].cells[1].text, "2");
    assert_eq!(
        grid.spot,
        Spot::Line {
            line: 2,
            column: 1,
            length: 7
        }
    );
}

#[test]
fn marks_without_end_take_no_time() {
    let text = "*a [b `c ".repeat(100_000);
    assert_eq!(paragraphs(&text).len(), 1);
}

#[test]
fn a_text_of_very_many_paragraphs_is_told() {
    let read = read("a\n\n".repeat(1_000_001).as_bytes());
    assert!(matches!(read, Err(Cause::TooLarge(Bound::Paragraphs(_)))));
}
