//! What a document calls itself, and which period it states.

use crate::document::{Block, Document, Paragraph};
use crate::period::{in_name, readings};
use crate::structure::Understood;

/// The longest paragraph that is taken for a title, in characters.
const LONGEST: usize = 80;

/// What a document calls itself: its first heading of the highest kind, else a
/// short paragraph above all tables, else the title of its only table.
pub(super) fn title(document: &Document, tables: &[&Understood]) -> Option<String> {
    let blocks = &document.content.blocks;
    let paragraphs = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Grid(_) => None,
    });
    let headings = paragraphs.filter(|paragraph| paragraph.heading.is_some() && fits(paragraph));
    if let Some(first) = headings.min_by_key(|paragraph| paragraph.heading) {
        return Some(first.text.trim().to_owned());
    }
    match (blocks.first(), tables) {
        (Some(Block::Paragraph(first)), _) if fits(first) => Some(first.text.trim().to_owned()),
        (_, [only]) => only.title.clone(),
        _ => None,
    }
}

fn fits(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim();
    !text.is_empty() && text.chars().count() <= LONGEST
}

/// The period that the title states, else that which all tables with one do, as
/// `report.toml` takes it.
pub(super) fn period(title: &str, tables: &[&Understood]) -> Option<String> {
    if let Some(named) = in_name(title) {
        return taken(&named.written);
    }
    let mut stated = tables.iter().filter_map(|table| table.period.as_ref());
    let first = stated.next()?;
    stated
        .all(|other| other.text() == first.text())
        .then(|| taken(first.text()))?
}

fn taken(text: &str) -> Option<String> {
    (readings(text).len() == 1).then(|| text.to_owned())
}
