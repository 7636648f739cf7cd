//! PDF: pages of glyphs and lines become paragraphs and grids. Where ruling
//! lines make a table they say what is a cell; elsewhere what stands below each
//! other is a column. Every glyph of a page ends in one cell or one paragraph.

mod aligned;
mod continued;
mod flow;
mod letters;
mod page;
mod ruled;
mod table;
mod text;

use super::{Block, Bound, Cause, Content, Grid, Told};
use crate::place::Spot;
use continued::Part;
use flow::{Item, Laid};
use page::Page;
use pdfni::{Error, ReaderSettings};

/// The most pages of a document.
const PAGES: u64 = 10_000;
/// The most that one stream unpacks to, in MiB.
const UNPACKED: u64 = 64;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Cause> {
    let settings = ReaderSettings {
        max_decoded_bytes: (UNPACKED << 20) as usize,
        ..ReaderSettings::default()
    };
    let read = pdfni::read_pages_full_with(bytes, None, &settings).map_err(cause)?;
    if read.pages.len() as u64 > PAGES {
        return Err(Cause::TooLarge(Bound::Pages(PAGES)));
    }
    let pages = page::pages(read.pages);
    let without: Vec<u32> = pages
        .iter()
        .filter(|page| !page.has_text())
        .map(|page| page.number)
        .collect();
    if pages.is_empty() {
        return Err(Cause::Damaged("no pages".to_owned()));
    }
    if without.len() == pages.len() {
        return Err(Cause::Scanned);
    }
    let mut told = told(&pages);
    if !without.is_empty() {
        told.push(Told::PagesWithoutText(without));
    }
    let mut pages: Vec<Laid> = pages.into_iter().map(laid).collect();
    let items = flow::items(&mut pages);
    Ok(Content {
        blocks: blocks(&pages, items),
        told,
    })
}

fn cause(error: Error) -> Cause {
    match error {
        Error::BadPassword | Error::SecurityRestricted => Cause::Encrypted,
        Error::InvalidFormat => Cause::Damaged("no PDF".to_owned()),
        Error::PageRead(found) | Error::Reader(found) => match found.contains("exceeds limit") {
            true => Cause::TooLarge(Bound::Unpacked(UNPACKED)),
            false => Cause::Damaged(found),
        },
        other => Cause::Damaged(other.to_string()),
    }
}

/// What is told of the letters of pages.
fn told(_pages: &[Page]) -> Vec<Told> {
    Vec::new()
}

/// A page with its tables.
fn laid(page: Page) -> Laid {
    let mut tables = ruled::tables(&page);
    let aligned = aligned::tables(&page, &tables);
    tables.extend(aligned);
    Laid { page, tables }
}

/// The parts of all pages as the blocks of a document.
fn blocks(pages: &[Laid], items: Vec<Vec<Item>>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Part> = None;
    for (laid, items) in pages.iter().zip(items) {
        let mut number = 0;
        for item in items {
            match item {
                Item::Paragraph(paragraph) => {
                    blocks.extend(open.take().map(|part| Block::Grid(part.grid)));
                    blocks.push(Block::Paragraph(paragraph));
                }
                Item::Table(index) => {
                    let Some(table) = laid.tables.get(index) else {
                        continue;
                    };
                    number += 1;
                    let part = Part::new(grid(laid, table, number), table, laid.page.number);
                    match open.as_mut().filter(|open| open.goes_on_in(&part)) {
                        Some(open) => open.take(part),
                        None => {
                            blocks.extend(open.replace(part).map(|part| Block::Grid(part.grid)))
                        }
                    }
                }
            }
        }
    }
    blocks.extend(open.take().map(|part| Block::Grid(part.grid)));
    blocks
}

fn grid(laid: &Laid, table: &table::Table, number: u32) -> Grid {
    Grid {
        name: None,
        rows: table.rows(&laid.page, number),
        spot: Spot::Page {
            page: laid.page.number,
            table: Some(number),
            area: laid.page.printed(table.area),
        },
        is_sheet: false,
    }
}
