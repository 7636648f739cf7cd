//! The text of pages outside tables, in the order in which it is read, without
//! what stands at the head and the foot of every page.

use super::continued::Part;
use super::page::{Glyph, Page, bbox};
use super::table::Table;
use super::text::{Line, area_of, join, letters, lines, plain};
use crate::document::{Grid, Paragraph};
use crate::place::Spot;
use pdfni::{DocBlock, DocDoc, DocPage, TextBlock, TextBlockKind, TextBlockRole, TextPage};
use std::collections::HashSet;

/// A page with its tables, and its text outside them.
pub(super) struct Laid {
    /// The page, with the glyphs outside tables.
    page: Page,
    /// The same as the reader of PDF orders it.
    ordered: DocPage,
    /// Its tables, in order.
    tables: Vec<Part>,
}

/// A part of a document.
pub(super) enum Item {
    Paragraph(Paragraph),
    Table(Box<Part>),
}

/// Orders a page; what its tables took is in them from here on.
pub(super) fn lay(mut page: Page, tables: &[Table]) -> Laid {
    let mut inside = vec![false; page.glyphs.len()];
    for cell in tables.iter().flat_map(|table| &table.cells) {
        cell.glyphs.iter().for_each(|&at| inside[at] = true);
    }
    let outside = |at: &usize| !inside[*at] && !page.glyphs[*at].text.is_empty();
    let keep: Vec<usize> = (0..page.glyphs.len()).filter(outside).collect();
    let mut text = std::mem::replace(
        &mut page.text,
        TextPage {
            width: 0.0,
            height: 0.0,
            fonts: Vec::new(),
            chars: Vec::new(),
        },
    );
    text.chars = keep.iter().map(|&at| text.chars[at].clone()).collect();
    let mut blocks = pdfni::build_blocks(&text, &places(tables));
    alone(&mut blocks, page.number);
    let order = blocks.iter().filter_map(|block| match block {
        DocBlock::Table(table) => tables.get(table.n_rows),
        DocBlock::Text(_) => None,
    });
    let parts = order
        .zip(1..)
        .map(|(table, number)| part(&page, table, number));
    let parts = parts.collect();
    page.glyphs = keep.iter().map(|&at| page.glyphs[at].clone()).collect();
    page.rules = Vec::new();
    Laid {
        ordered: DocPage {
            index: 0,
            width: text.width,
            height: text.height,
            fonts: text.fonts,
            chars: text.chars,
            blocks,
        },
        page,
        tables: parts,
    }
}

/// A table as the part of a grid.
fn part(page: &Page, table: &Table, number: u32) -> Part {
    let grid = Grid {
        name: None,
        rows: table.rows(page, number),
        spot: Spot::Page {
            page: page.number,
            table: Some(number),
            area: page.printed(table.area),
        },
        is_sheet: false,
    };
    Part::new(grid, table, page.number)
}

/// The parts of a document in the order in which they are read.
pub(super) fn items(laid: Vec<Laid>) -> Vec<Item> {
    let words = words(&laid);
    let known = |word: &str| words.contains(word);
    let mut read = DocDoc {
        pages: Vec::with_capacity(laid.len()),
        warnings: Vec::new(),
    };
    let mut pages = Vec::with_capacity(laid.len());
    for (
        index,
        Laid {
            page,
            mut ordered,
            tables,
        },
    ) in laid.into_iter().enumerate()
    {
        ordered.index = index;
        let numbers: Vec<bool> = ordered.blocks.iter().map(is_furniture).collect();
        read.pages.push(ordered);
        pages.push((page, tables, numbers));
    }
    pdfni::assign_header_footer(&mut read);
    pdfni::assign_headings(&mut read);
    let mut items = Vec::new();
    for ((page, tables, numbers), ordered) in pages.into_iter().zip(read.pages) {
        let mut tables = tables.into_iter();
        let mut seen = vec![false; page.glyphs.len()];
        for (block, number) in ordered.blocks.iter().zip(numbers) {
            let block = match block {
                DocBlock::Text(block) => block,
                DocBlock::Table(_) => {
                    items.extend(tables.next().map(|part| Item::Table(Box::new(part))));
                    continue;
                }
            };
            let these = block.lines.iter().flat_map(|line| &line.chars);
            let these = these.filter_map(|at| usize::try_from(*at).ok());
            let these = these.filter(|&at| at < seen.len());
            let mut these: Vec<usize> = these.collect();
            these.retain(|&at| !std::mem::replace(&mut seen[at], true));
            let furniture = block.role != TextBlockRole::Body && !is_own(&block.text);
            if !number && !furniture {
                let texts = paragraphs(&page, &these, heading(block), &known);
                items.extend(texts.into_iter().map(Item::Paragraph));
            }
        }
        let rest = (0..seen.len()).filter(|&at| !seen[at] && !page.glyphs[at].is_blank());
        let rest: Vec<usize> = rest.collect();
        let texts = paragraphs(&page, &rest, None, &known);
        items.extend(texts.into_iter().map(Item::Paragraph));
    }
    items
}

/// Tables as the reader of PDF orders them; their number stands in for the count
/// of their rows.
fn places(tables: &[Table]) -> Vec<pdfni::Table> {
    let place = |(number, table): (usize, &Table)| pdfni::Table {
        extraction_method: "lattice",
        bbox: bbox(table.area),
        n_rows: number,
        n_cols: 1,
        data: Vec::new(),
    };
    tables.iter().enumerate().map(place).collect()
}

/// Marks a page's number that stands alone at its foot or head.
fn alone(blocks: &mut [DocBlock], number: u32) {
    let last = blocks.len().saturating_sub(1);
    for (index, block) in blocks.iter_mut().enumerate() {
        if let DocBlock::Text(text) = block
            && (index == 0 || index == last)
            && is_page_number(&text.text, number)
        {
            text.role = TextBlockRole::Footer;
        }
    }
}

fn is_furniture(block: &DocBlock) -> bool {
    matches!(block, DocBlock::Text(text) if text.role != TextBlockRole::Body)
}

/// Whether a text is but a page's number: `3`, `— 3 —`, `第 3 页`, `Page 3 of 9`.
fn is_page_number(text: &str, number: u32) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let dashes = ['-', '–', '—', '－', '―', '·'];
    let inner = bare.trim_matches(dashes);
    let digits = |c: char| c.is_ascii_digit();
    let dashed = bare.starts_with(dashes) && bare.ends_with(dashes);
    if inner.parse() == Ok(number) && (dashed || inner.len() == bare.len()) {
        return true;
    }
    let count = (1..=4).contains(&inner.len()) && inner.chars().all(digits);
    let inner = inner.to_lowercase();
    let named = inner
        .strip_prefix('第')
        .and_then(|rest| rest.split_once('页'))
        .or_else(|| inner.strip_prefix("page").map(|rest| (rest, "")));
    dashed && count
        || named.is_some_and(|(page, rest)| {
            let number = |text: &str| {
                text.split("of")
                    .all(|part| !part.is_empty() && part.chars().all(digits))
            };
            number(page) && rest.chars().all(|c| digits(c) || "共页/，,".contains(c))
        })
}

/// Words of a table's title or units, which no page may lose.
const TITLES: [&str; 11] = [
    "单位",
    "單位",
    "表",
    "unit",
    "thousand",
    "million",
    "billion",
    "percent",
    "per cent",
    "table",
    "continued",
];

/// Whether a text is more than what every page has at its head or foot: it tells
/// of a table, or is a sentence with figures.
fn is_own(text: &str) -> bool {
    let small = text.to_lowercase();
    let sentence = text.trim_end().ends_with(['.', '。', ';', '；', ':', '：']);
    TITLES.iter().any(|word| small.contains(word))
        || sentence && text.contains(|letter: char| letter.is_ascii_digit())
}

fn heading(block: &TextBlock) -> Option<u8> {
    match block.kind {
        TextBlockKind::Heading { level } => Some(level),
        _ => None,
    }
}

/// The words of a document, in which a word that a hyphen parts is looked up.
fn words(pages: &[Laid]) -> HashSet<String> {
    let mut words = HashSet::new();
    for laid in pages {
        let mut word = String::new();
        for glyph in &laid.page.glyphs {
            match glyph.text.chars().all(char::is_alphabetic) && glyph.text.is_ascii() {
                true => word.push_str(&glyph.text),
                false if word.len() > 2 => {
                    words.insert(std::mem::take(&mut word));
                }
                false => word.clear(),
            }
        }
    }
    words
}

/// The paragraphs of some glyphs.
fn paragraphs(
    page: &Page,
    these: &[usize],
    heading: Option<u8>,
    known: &dyn Fn(&str) -> bool,
) -> Vec<Paragraph> {
    let mut out = Vec::new();
    for turn in 0..4 {
        let here: Vec<usize> = these
            .iter()
            .copied()
            .filter(|&at| page.glyphs[at].turn == turn)
            .collect();
        if here.is_empty() {
            continue;
        }
        if turn != 0 {
            let text = super::text::cell(&page.glyphs, &here, 0)
                .text
                .replace('\n', " ");
            out.extend(paragraph(page, &here, text, None));
            continue;
        }
        let lines = lines(&page.glyphs, &here);
        let mut from = 0;
        for to in 1..=lines.len() {
            if to < lines.len() && !begins(&page.glyphs, &lines, from, to) {
                continue;
            }
            let part = &lines[from..to];
            let texts = part
                .iter()
                .map(|line| letters(&page.glyphs, line, &line.glyphs))
                .collect();
            let glyphs: Vec<usize> = part.iter().flat_map(|line| line.glyphs.clone()).collect();
            out.extend(paragraph(
                page,
                &glyphs,
                plain(&join(texts, known)),
                heading,
            ));
            from = to;
        }
    }
    out
}

fn paragraph(
    page: &Page,
    glyphs: &[usize],
    text: String,
    heading: Option<u8>,
) -> Option<Paragraph> {
    let area = area_of(&page.glyphs, glyphs)?;
    (!text.is_empty()).then(|| Paragraph {
        text,
        spot: Spot::Page {
            page: page.number,
            table: None,
            area: page.printed(area),
        },
        heading,
        lines: Vec::new(),
    })
}

/// Whether a line begins a paragraph: it is set in from the others, or the line
/// before ends a sentence short of the margin.
fn begins(glyphs: &[Glyph], lines: &[Line], from: usize, at: usize) -> bool {
    let (before, line) = (&lines[at - 1], &lines[at]);
    let left = lines.iter().map(|line| line.area.left).min().unwrap_or(0);
    let right = lines.iter().map(|line| line.area.right).max().unwrap_or(0);
    let set_in =
        line.area.left - left > line.size * 9 / 10 && before.area.left - left <= line.size * 9 / 10;
    let also_in = line.area.left - left > line.size * 9 / 10 && at == from + 1;
    let short = right - before.area.right > (right - left) / 8;
    let last = before.glyphs.iter().rev().find_map(|&at| {
        glyphs[at]
            .text
            .chars()
            .next_back()
            .filter(|c| !c.is_whitespace())
    });
    let ends = last.is_some_and(|last| "。.;；:：!！?？)）".contains(last));
    (short || ends) && set_in || short && (ends || also_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_s_number_is_known_and_a_figure_is_not_one() {
        for text in [
            "3",
            "- 3 -",
            "— 12 —",
            "第 3 页",
            "第3页 共10页",
            "Page 3",
            "Page 3 of 10",
        ] {
            assert!(is_page_number(text, 3), "{text}");
        }
        for text in [
            "2023",
            "12",
            "3.",
            "-3",
            "3 件",
            "Page three",
            "第3页的数据",
        ] {
            assert!(!is_page_number(text, 3), "{text}");
        }
    }
}
