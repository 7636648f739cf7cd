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

use super::{Block, Bound, Cause, Content, Paragraph, Told};
use crate::document::damage::Damage;
use crate::place::Spot;
use continued::Part;
use flow::{Item, Laid};
use page::Frame;
use pdfni::{Error, ExtractQuery, PagePart, ReaderDumpPage, ReaderSettings, TextChar, TextFont};

/// The most pages of a document.
const PAGES: u64 = 10_000;
/// The most pages that are read at once: about a MiB is held for each that is full.
const AT_ONCE: u64 = 120;
/// How many pages of a longer document are read at a time.
const TURN: u32 = 60;
/// The fewest bytes that a page takes.
const PAGE_BYTES: u64 = 20;
/// The most that one stream unpacks to, in MiB.
const UNPACKED: u64 = 32;

/// How far from its end a whole document says that it ends, in bytes.
const END: usize = 64 << 10;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Cause> {
    let settings = ReaderSettings {
        max_decoded_bytes: (UNPACKED << 20) as usize,
        ..ReaderSettings::default()
    };
    if has_page(bytes, &settings, PAGES + 1)? {
        return Err(Cause::TooLarge(Bound::Pages(PAGES)));
    }
    let mut told = Doubts::default();
    let pages = match has_page(bytes, &settings, AT_ONCE + 1)? {
        false => at_once(bytes, &settings, &mut told)?,
        true => by_turns(bytes, &settings, &mut told)?,
    };
    let end = &bytes[bytes.len().saturating_sub(END)..];
    if !holds(end, b"%%EOF") {
        return Err(Cause::Damaged(Damage::BreaksOff));
    }
    if pages.is_empty() {
        return Err(Cause::Damaged(Damage::NoPages));
    }
    if told.without.len() == pages.len() {
        return Err(match told.drawn || holds(bytes, b"/Image") {
            true => Cause::Scanned,
            false => Cause::Damaged(Damage::NothingOnPages),
        });
    }
    Ok(Content {
        blocks: blocks(flow::items(pages)),
        told: told.told(),
        ..Content::default()
    })
}

/// The pages of a document that is read at once.
fn at_once(bytes: &[u8], settings: &ReaderSettings, told: &mut Doubts) -> Result<Vec<Laid>, Cause> {
    let read = pdfni::read_pages_full_with(bytes, None, settings).map_err(cause)?;
    let lay = |(page, number): (ReaderDumpPage, u32)| {
        let ReaderDumpPage { parts, text, .. } = page;
        let size = (page.width, page.height);
        let frame = Frame::new(size, page.norm_rotate, &parts.edges, &parts.graphics);
        laid(frame, text.fonts, text.chars, number, told)
    };
    Ok(read.pages.into_iter().zip(1..).map(lay).collect())
}

/// The pages of a long document: its lines first, then its text some pages at a
/// time, which takes longer and holds less.
fn by_turns(
    bytes: &[u8],
    settings: &ReaderSettings,
    told: &mut Doubts,
) -> Result<Vec<Laid>, Cause> {
    let parts = pdfni::read_pages_with(bytes, None, settings).map_err(cause)?;
    let frame = |page: PagePart| {
        let size = (page.width, page.height);
        Frame::new(size, page.norm_rotate, &page.edges, &page.graphics)
    };
    let frames: Vec<Frame> = parts.into_iter().map(frame).collect();
    let mut frames = frames.into_iter().zip(1u32..).peekable();
    let mut pages = Vec::new();
    while let Some((_, first)) = frames.peek() {
        let turn = format!("{first}-{}", first + TURN - 1);
        let query = ExtractQuery {
            pages: Some(turn.parse().map_err(cause)?),
            region: None,
        };
        let read = pdfni::extract_text_from_bytes_with_query(bytes, None, settings, &query);
        let read = read.map_err(cause)?.pages;
        if read.is_empty() {
            return Err(Cause::Damaged(Damage::PagesMissing));
        }
        for (text, (frame, number)) in read.into_iter().zip(frames.by_ref()) {
            pages.push(laid(frame, text.fonts, text.chars, number, told));
        }
    }
    Ok(pages)
}

/// Whether a document has a page of a number: all are held at once, so that it
/// is asked before they are read.
fn has_page(bytes: &[u8], settings: &ReaderSettings, number: u64) -> Result<bool, Cause> {
    if bytes.len() as u64 <= number * PAGE_BYTES {
        return Ok(false);
    }
    let query = ExtractQuery {
        pages: Some(number.to_string().parse().map_err(cause)?),
        region: None,
    };
    let read = pdfni::extract_text_from_bytes_with_query(bytes, None, settings, &query);
    Ok(!read.map_err(cause)?.pages.is_empty())
}

/// Whether some bytes stand in others.
fn holds(bytes: &[u8], these: &[u8]) -> bool {
    memchr::memmem::find(bytes, these).is_some()
}

fn cause(error: Error) -> Cause {
    match error {
        Error::BadPassword | Error::SecurityRestricted => Cause::Encrypted,
        Error::InvalidFormat => Cause::Damaged(Damage::NoPdf),
        Error::PageRead(found) | Error::Reader(found) => match found.contains("exceeds limit") {
            true => Cause::TooLarge(Bound::Unpacked(UNPACKED)),
            false => Cause::Damaged(Damage::Pdf(found)),
        },
        other => Cause::Damaged(Damage::Pdf(other.to_string())),
    }
}

/// Pages of which something is told, by number.
#[derive(Default)]
struct Doubts {
    without: Vec<u32>,
    doubtful: Vec<u32>,
    unknown: Vec<u32>,
    /// Whether a page has a drawing.
    drawn: bool,
}

impl Doubts {
    fn told(self) -> Vec<Told> {
        let told = [
            (self.without, Told::PagesWithoutText as fn(Vec<u32>) -> Told),
            (self.doubtful, Told::DoubtfulCells),
            (self.unknown, Told::UnknownLetters),
        ];
        let told = told.into_iter().filter(|(pages, _)| !pages.is_empty());
        told.map(|(pages, tell)| tell(pages)).collect()
    }
}

/// A page with its tables.
fn laid(
    frame: Frame,
    fonts: Vec<TextFont>,
    chars: Vec<TextChar>,
    number: u32,
    told: &mut Doubts,
) -> Laid {
    told.drawn |= frame.drawn;
    let page = page::page(frame, fonts, chars, number);
    let mut tables = ruled::tables(&page);
    let aligned = aligned::tables(&page, &tables);
    tables.extend(aligned);
    if !page.has_text() {
        told.without.push(page.number);
    }
    if doubt::is_doubtful(&page, &tables) {
        told.doubtful.push(page.number);
    }
    if doubt::has_unknown(&page) {
        told.unknown.push(page.number);
    }
    flow::lay(page, &tables)
}

/// The parts of all pages as the blocks of a document.
fn blocks(items: Vec<Item>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Part> = None;
    // What stands behind the open table, which may go on after it.
    let mut between: Vec<Paragraph> = Vec::new();
    for item in items {
        let part = match item {
            Item::Paragraph(paragraph) => {
                between.push(paragraph);
                continue;
            }
            Item::Table(part) => *part,
        };
        let goes_on = |open: &&mut Part| {
            let again = between.iter().all(|paragraph| {
                is_again(paragraph, part.page, &blocks) || open.has(&paragraph.text)
            });
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

#[cfg(test)]
mod tests;
