//! The text of pages outside tables, in the order in which it is read, without
//! what stands at the head and the foot of every page.

use super::page::{Glyph, Page, bbox};
use super::table::Table;
use super::text::{Line, area_of, join, letters, lines, plain};
use crate::document::Paragraph;
use crate::place::Spot;
use pdfni::{DocBlock, DocDoc, DocPage, TextBlock, TextBlockKind, TextBlockRole, TextPage};
use std::collections::HashSet;

/// A page whose tables are known.
pub(super) struct Laid {
    pub page: Page,
    pub tables: Vec<Table>,
}

/// A part of a page.
pub(super) enum Item {
    Paragraph(Paragraph),
    /// A table, by its number on the page, from 0.
    Table(usize),
}

/// The parts of each page.
pub(super) fn items(pages: &mut [Laid]) -> Vec<Vec<Item>> {
    let mut numbers: Vec<Vec<usize>> = Vec::with_capacity(pages.len());
    let mut read = DocDoc {
        pages: Vec::with_capacity(pages.len()),
        warnings: Vec::new(),
    };
    for (index, laid) in pages.iter_mut().enumerate() {
        let (text, of) = outside(laid);
        let mut blocks = pdfni::build_blocks(&text, &places(&laid.tables));
        alone(&mut blocks, laid.page.number);
        numbers.push(of);
        read.pages.push(DocPage {
            index,
            width: text.width,
            height: text.height,
            fonts: text.fonts,
            chars: text.chars,
            blocks,
        });
    }
    let before: Vec<Vec<bool>> = read
        .pages
        .iter()
        .map(|page| page.blocks.iter().map(is_furniture).collect())
        .collect();
    pdfni::assign_header_footer(&mut read);
    pdfni::assign_headings(&mut read);
    let words = words(pages);
    let known = |word: &str| words.contains(word);
    let mut out = Vec::with_capacity(pages.len());
    for (((laid, page), of), before) in pages.iter().zip(&read.pages).zip(&numbers).zip(&before) {
        let mut seen = vec![false; laid.page.glyphs.len()];
        let mut items = Vec::new();
        for (block, before) in page.blocks.iter().zip(before) {
            match block {
                DocBlock::Table(table) => items.push(Item::Table(table.n_rows)),
                DocBlock::Text(block) => {
                    let these = block.lines.iter().flat_map(|line| &line.chars);
                    let these = these.filter_map(|at| of.get(*at as usize).copied());
                    let mut these: Vec<usize> = these.collect();
                    these.retain(|&at| !std::mem::replace(&mut seen[at], true));
                    let dropped =
                        *before || block.role != TextBlockRole::Body && !is_of_units(&block.text);
                    if !dropped {
                        let texts = paragraphs(&laid.page, &these, heading(block), &known);
                        items.extend(texts.into_iter().map(Item::Paragraph));
                    }
                }
            }
        }
        let rest: Vec<usize> = of
            .iter()
            .copied()
            .filter(|&at| !seen[at] && !laid.page.glyphs[at].is_blank())
            .collect();
        if !rest.is_empty() {
            let texts = paragraphs(&laid.page, &rest, None, &known);
            items.extend(texts.into_iter().map(Item::Paragraph));
        }
        out.push(items);
    }
    out
}

/// The text of a page that is in none of its tables, and the number that each of
/// its glyphs has on the page.
fn outside(laid: &mut Laid) -> (TextPage, Vec<usize>) {
    let mut inside = vec![false; laid.page.glyphs.len()];
    for cell in laid.tables.iter().flat_map(|table| &table.cells) {
        cell.glyphs.iter().for_each(|&at| inside[at] = true);
    }
    let mut text = TextPage {
        width: laid.page.text.width,
        height: laid.page.text.height,
        fonts: std::mem::take(&mut laid.page.text.fonts),
        chars: Vec::new(),
    };
    let mut of = Vec::new();
    for (at, letter) in std::mem::take(&mut laid.page.text.chars)
        .into_iter()
        .enumerate()
    {
        if !inside[at] && (!laid.page.glyphs[at].text.is_empty()) {
            text.chars.push(letter);
            of.push(at);
        }
    }
    (text, of)
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
    let inner = bare.trim_matches(['-', '–', '—', '－', '―', '·']);
    if inner.parse() == Ok(number) {
        return true;
    }
    let digits = |c: char| c.is_ascii_digit();
    let dashed = inner.len() < bare.len()
        && inner.len() <= 4
        && !inner.is_empty()
        && inner.chars().all(digits);
    let inner = inner.to_lowercase();
    let named = inner
        .strip_prefix('第')
        .and_then(|rest| rest.split_once('页'))
        .or_else(|| inner.strip_prefix("page").map(|rest| (rest, "")));
    dashed
        && bare.starts_with(['-', '–', '—', '－', '―', '·'])
        && bare.ends_with(['-', '–', '—', '－', '―', '·'])
        || named.is_some_and(|(page, rest)| {
            let number = |text: &str| {
                text.split("of")
                    .all(|part| !part.is_empty() && part.chars().all(digits))
            };
            number(page) && rest.chars().all(|c| digits(c) || "共页/，,".contains(c))
        })
}

/// Whether a text names the units of what stands below it, which no page may lose.
fn is_of_units(text: &str) -> bool {
    let small = text.to_lowercase();
    [
        "单位",
        "單位",
        "unit",
        "thousand",
        "million",
        "billion",
        "percent",
        "续表",
        "continued",
    ]
    .iter()
    .any(|word| small.contains(word))
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
    set_in || short && (ends || also_in)
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
