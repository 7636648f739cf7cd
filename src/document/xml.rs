//! XML, piece by piece: elements by their local names, texts with the five
//! entities and numbered characters resolved, and nothing else: what a document
//! defines for itself is never expanded, and how deep it goes is bounded.

use super::packed::unread;
use super::told::{Bound, Cause};
use crate::document::damage::Damage;
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape_with};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;
use std::io::BufRead;

/// How deep elements may stand in one another.
const DEEPEST: usize = 256;

/// A piece of XML.
pub(super) enum Piece<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// The last element that began ends.
    Close,
    /// Text.
    Text(Cow<'a, str>),
    /// The end.
    End,
}

/// The beginning of an element.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name, without the prefix of its namespace.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute, by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let mut named = attributes.filter(|one| one.key.local_name().into_inner() == name);
        let value = named.next()?.value;
        let plain = unescape_with(&value, resolve_xml_entity).map(Cow::into_owned);
        Some(Cow::Owned(plain.unwrap_or_else(|_| value.into_owned())))
    }

    /// An attribute that is a whole number; what is behind a point is cut.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        let value = self.get(name)?;
        let whole = value.trim().split('.').next()?;
        whole.parse().ok()
    }

    /// Whether a property that is on where it stands is not put off.
    pub(super) fn is_on(&self) -> bool {
        let value = self.get("val");
        !matches!(value.as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// XML that is read.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    /// Reads a stream.
    pub(super) fn new(input: R) -> Xml<R> {
        let mut reader = Reader::from_reader(input);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        Xml {
            reader,
            buffer: Vec::new(),
            depth: 0,
        }
    }

    /// The next piece.
    pub(super) fn next(&mut self) -> Result<Piece<'_>, Cause> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer);
        match event.map_err(broken)? {
            Event::Start(_) if self.depth == DEEPEST => {
                Err(Cause::TooLarge(Bound::Depth(DEEPEST as u64)))
            }
            Event::Start(tag) | Event::Empty(tag) => {
                self.depth += 1;
                Ok(Piece::Open(Tag(tag)))
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Piece::Close)
            }
            Event::Eof if self.depth > 0 => Err(Cause::Damaged(Damage::BreaksOff)),
            Event::Eof => Ok(Piece::End),
            Event::Text(text) => Ok(Piece::Text(text.xml10_content())),
            Event::CData(text) => Ok(Piece::Text(text.xml10_content())),
            Event::GeneralRef(reference) => Ok(Piece::Text(resolved(&reference).into())),
            // Comments and what a document defines for itself say nothing.
            _ => Ok(Piece::Text(Cow::Borrowed(""))),
        }
    }

    /// Passes over what stands in the element that began last.
    pub(super) fn skip(&mut self) -> Result<(), Cause> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Piece::End = self.next()? {
                break;
            }
        }
        Ok(())
    }
}

/// What a reference stands for; one that is not known stays as it is written.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    match resolve_xml_entity(reference) {
        Some(text) => text.to_owned(),
        None => format!("&{};", &**reference),
    }
}

/// Why XML could not be read.
fn broken(error: quick_xml::Error) -> Cause {
    match error {
        quick_xml::Error::Io(error) => unread(&error),
        error => Cause::Damaged(Damage::Xml(error.to_string())),
    }
}
