//! Pages of the web, and pages that were saved as one file (.mht): what browsers
//! would show of them. `tree` reads a page as they do, `walk` and `table` make
//! paragraphs and grids of it. Nothing is loaded and no script is run.

mod costly;
mod look;
mod mime;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod walk;

use super::Content;
use super::flow::Flow;
use super::told::{Bound, Cause};
use crate::document::damage::Damage;
use crate::source::decoded;
use tree::Tree;
use walk::Walk;

/// The longest page, in MiB.
const LONGEST: u64 = 32;
/// How much of a page may stand before what it says of its encoding, in bytes.
const HEAD: usize = 64 << 10;

/// Reads a page.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Cause> {
    let mut flow = Flow::default();
    match mime::pages(bytes) {
        Some(pages) if pages.is_empty() => {
            return Err(Cause::Damaged(Damage::NoPage));
        }
        Some(pages) => {
            for page in pages {
                read_page(&page.bytes, page.encoding.as_deref(), &mut flow)?;
            }
        }
        None => read_page(bytes, None, &mut flow)?,
    }
    Ok(flow.finish())
}

fn read_page(bytes: &[u8], encoding: Option<&str>, flow: &mut Flow) -> Result<(), Cause> {
    if bytes.len() as u64 > LONGEST << 20 {
        return Err(Cause::TooLarge(Bound::Bytes(LONGEST)));
    }
    let said = declared(&bytes[..bytes.len().min(HEAD)]);
    let page = decoded(bytes, encoding.or(said.as_deref()));
    if page.contains('\0') && page.chars().filter(|c| *c == '\0').count() > page.len() / 100 {
        return Err(Cause::Damaged(Damage::NoText));
    }
    if costly::tags(&page) {
        return Err(Cause::Damaged(Damage::TooManyAttributes));
    }
    let tree = Tree::read(&page)?;
    Walk::page(&tree, flow)
}

/// The encoding that a page says it is in.
fn declared(head: &[u8]) -> Option<String> {
    let text: String = head
        .iter()
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let value = |text: &str| {
        let text = text.trim_start().strip_prefix('=')?.trim_start();
        let text = text.trim_start_matches(['"', '\'']);
        let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
        let label = &text[..end.unwrap_or(text.len())];
        (!label.is_empty()).then(|| label.to_owned())
    };
    let meta = text.split("<meta").skip(1).find_map(|tag| {
        let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
        let at = tag.find("charset")?;
        value(&tag[at + "charset".len()..])
    });
    let xml = || {
        let declaration = text.trim_start().strip_prefix("<?xml")?;
        let declaration = &declaration[..declaration.find("?>")?];
        let at = declaration.find("encoding")?;
        value(&declaration[at + "encoding".len()..])
    };
    meta.or_else(xml)
}
