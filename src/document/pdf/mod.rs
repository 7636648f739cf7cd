//! PDF: pages of glyphs and lines become paragraphs and grids. Where ruling
//! lines make a table they say what is a cell; elsewhere what stands below each
//! other is a column. Every glyph of a page ends in one cell or one paragraph.

mod aligned;
mod columns;
mod continued;
mod doubt;
mod flow;
mod header;
mod letters;
mod page;
mod parted;
mod ruled;
mod table;
mod text;

use super::{Block, Bound, Cause, Content, Grid, Paragraph, Told};
use crate::place::Spot;
use continued::Part;
use flow::{Item, Laid};
use page::Page;
use pdfni::{Error, ReaderDumpPage, ReaderSettings};

/// The most pages of a document.
const PAGES: u64 = 10_000;
/// The most that one stream unpacks to, in MiB.
const UNPACKED: u64 = 64;

/// How far from its end a whole document says that it ends, in bytes.
const END: usize = 64 << 10;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Cause> {
    let settings = ReaderSettings {
        max_decoded_bytes: (UNPACKED << 20) as usize,
        ..ReaderSettings::default()
    };
    let read = pdfni::read_pages_full_with(bytes, None, &settings).map_err(cause)?;
    let end = &bytes[bytes.len().saturating_sub(END)..];
    if !holds(end, b"%%EOF") {
        return Err(Cause::Damaged("its end is missing".to_owned()));
    }
    if read.pages.is_empty() {
        return Err(Cause::Damaged("no pages".to_owned()));
    }
    if read.pages.len() as u64 > PAGES {
        return Err(Cause::TooLarge(Bound::Pages(PAGES)));
    }
    let drawn = |page: &ReaderDumpPage| !page.parts.graphics.is_empty();
    let pictures = read.pages.iter().any(drawn) || holds(bytes, b"/Image");
    let pages = page::pages(read.pages);
    let without = pages.iter().filter(|page| !page.has_text());
    let without: Vec<u32> = without.map(|page| page.number).collect();
    if without.len() == pages.len() {
        return Err(match pictures {
            true => Cause::Scanned,
            false => Cause::Damaged("nothing on its pages".to_owned()),
        });
    }
    let mut pages: Vec<Laid> = pages.into_iter().map(laid).collect();
    let told = told(&pages, without);
    let items = flow::items(&mut pages);
    Ok(Content {
        blocks: blocks(&pages, items),
        told,
    })
}

/// Whether some bytes stand in others.
fn holds(bytes: &[u8], these: &[u8]) -> bool {
    memchr::memmem::find(bytes, these).is_some()
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

/// What is told of the pages.
fn told(pages: &[Laid], without: Vec<u32>) -> Vec<Told> {
    let of = |is: &dyn Fn(&Laid) -> bool| -> Vec<u32> {
        let pages = pages.iter().filter(|laid| is(laid));
        pages.map(|laid| laid.page.number).collect()
    };
    let doubtful = of(&|laid| doubt::is_doubtful(&laid.page, &laid.tables));
    let unknown = of(&|laid| doubt::has_unknown(&laid.page));
    let told = [
        (without, Told::PagesWithoutText as fn(Vec<u32>) -> Told),
        (doubtful, Told::DoubtfulCells),
        (unknown, Told::UnknownLetters),
    ];
    let told = told.into_iter().filter(|(pages, _)| !pages.is_empty());
    told.map(|(pages, tell)| tell(pages)).collect()
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
    // What stands behind the open table, which may go on after it.
    let mut between: Vec<Paragraph> = Vec::new();
    for (laid, items) in pages.iter().zip(items) {
        let mut number = 0;
        for item in items {
            let index = match item {
                Item::Paragraph(paragraph) => {
                    between.push(paragraph);
                    continue;
                }
                Item::Table(index) => index,
            };
            let Some(table) = laid.tables.get(index) else {
                continue;
            };
            number += 1;
            let part = Part::new(grid(laid, table, number), table, laid.page.number);
            let again = |paragraph: &Paragraph, open: &Part| {
                is_again(paragraph, laid.page.number, &blocks) || open.has(&paragraph.text)
            };
            let goes_on = |open: &&mut Part| {
                let again = between.iter().all(|paragraph| again(paragraph, open));
                again && open.goes_on_in(&part)
            };
            if let Some(open) = open.as_mut().filter(goes_on) {
                between.clear();
                open.take(part);
                continue;
            }
            blocks.extend(open.replace(part).map(|part| Block::Grid(part.grid)));
            blocks.extend(between.drain(..).map(Block::Paragraph));
        }
    }
    blocks.extend(open.take().map(|part| Block::Grid(part.grid)));
    blocks.extend(between.into_iter().map(Block::Paragraph));
    blocks
}

/// Whether a paragraph above the next page's table is printed again there: the
/// table's title, its units, or that it goes on.
fn is_again(paragraph: &Paragraph, page: u32, blocks: &[Block]) -> bool {
    let on_page = matches!(paragraph.spot, Spot::Page { page: at, .. } if at == page);
    let small = paragraph.text.to_lowercase();
    let short = small.chars().count() <= 60;
    let goes_on = short
        && ["续表", "（续）", "(续)", "(continued)", "(cont"]
            .iter()
            .any(|word| small.contains(word));
    let before = blocks.iter().rev().take(4);
    let same = before
        .into_iter()
        .any(|block| matches!(block, Block::Paragraph(before) if before.text == paragraph.text));
    on_page && (goes_on || same)
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
