//! What styles say of paragraphs, runs and tables: which are headings, bold,
//! hidden, raised or numbered, and what each takes from the one it is based on.

use super::super::printed::Rise;
use super::super::told::Cause;
use super::super::xml::{Piece, Tag, Xml};
use std::collections::HashMap;
use std::io::BufRead;

/// How many styles may be based on one another.
const LONGEST_CHAIN: usize = 32;

/// What a style says; none where it leaves it to the one it is based on.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// How deep a heading it is; 0 for none.
    pub heading: Option<u8>,
    /// Whether its text is bold.
    pub bold: Option<bool>,
    /// Whether its text is hidden.
    pub hidden: Option<bool>,
    /// Where its text stands by the line.
    pub rise: Option<Rise>,
    /// How far it is indented, in twentieths of a point.
    pub indent: Option<i32>,
    /// The list that numbers it.
    pub list: Option<String>,
    /// Its level in that list.
    pub level: Option<usize>,
    /// The parts of a table that it prints bold.
    pub bold_parts: BoldParts,
}

/// The parts of a table that are bold.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BoldParts {
    /// Its first row.
    pub first_row: bool,
    /// Its last row.
    pub last_row: bool,
    /// Its first column.
    pub first_column: bool,
}

impl Style {
    /// Takes what it does not say itself from another.
    fn inherit(&mut self, other: &Style) {
        self.heading = self.heading.or(other.heading);
        self.bold = self.bold.or(other.bold);
        self.hidden = self.hidden.or(other.hidden);
        self.rise = self.rise.or(other.rise);
        self.indent = self.indent.or(other.indent);
        self.level = self.level.or(other.level);
        if self.list.is_none() {
            self.list.clone_from(&other.list);
        }
        self.bold_parts.first_row |= other.bold_parts.first_row;
        self.bold_parts.last_row |= other.bold_parts.last_row;
        self.bold_parts.first_column |= other.bold_parts.first_column;
    }
}

/// The styles of a document, by their names in it.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Style,
}

/// A style as it is read.
#[derive(Default)]
struct Read {
    style: Style,
    based_on: Option<String>,
    is_default: bool,
    /// The part of a table that is described.
    part: Option<String>,
}

impl Styles {
    /// Reads the part of a document that has them.
    pub(super) fn read<R: BufRead>(xml: &mut Xml<R>) -> Result<Styles, Cause> {
        let mut all: HashMap<String, Read> = HashMap::new();
        let mut open: Option<(String, Read)> = None;
        // The names of the elements that are open.
        let mut path: Vec<String> = Vec::new();
        loop {
            match xml.next()? {
                Piece::Open(tag) => {
                    let name = tag.name().to_owned();
                    if name == "style" {
                        let id = tag.get("styleId").unwrap_or_default().into_owned();
                        let paragraph = tag.get("type").as_deref() == Some("paragraph");
                        let default = matches!(tag.get("default").as_deref(), Some("1" | "true"));
                        let read = Read {
                            is_default: paragraph && default,
                            ..Read::default()
                        };
                        open = Some((id, read));
                    } else if let Some((_, read)) = &mut open {
                        read.property(&name, path.last().map(String::as_str), &tag);
                    }
                    path.push(name);
                }
                Piece::Close => match path.pop().as_deref() {
                    Some("style") => all.extend(open.take()),
                    Some("tblStylePr") => {
                        if let Some((_, read)) = &mut open {
                            read.part = None;
                        }
                    }
                    _ => {}
                },
                Piece::Text(_) => {}
                Piece::End => break,
            }
        }
        Ok(Styles::resolved(&all))
    }

    fn resolved(all: &HashMap<String, Read>) -> Styles {
        let mut styles = Styles::default();
        for (id, read) in all {
            let mut style = read.style.clone();
            let mut base = read.based_on.as_ref();
            for _ in 0..LONGEST_CHAIN {
                let Some(below) = base.and_then(|id| all.get(id)) else {
                    break;
                };
                style.inherit(&below.style);
                base = below.based_on.as_ref();
            }
            if read.is_default {
                styles.default = style.clone();
            }
            styles.styles.insert(id.clone(), style);
        }
        styles
    }

    /// The style that a document calls so; one it does not have says what its
    /// name says.
    pub(super) fn named(&self, id: &str) -> Style {
        let found = self.styles.get(id).cloned();
        found.unwrap_or_else(|| Style {
            heading: heading(id),
            ..Style::default()
        })
    }

    /// The style of paragraphs that name none.
    pub(super) fn usual(&self) -> &Style {
        &self.default
    }
}

impl Read {
    /// Takes a property of the style that is open.
    fn property(&mut self, name: &str, within: Option<&str>, tag: &Tag<'_>) {
        let value = || tag.get("val").unwrap_or_default();
        if let Some(part) = &self.part {
            if name == "b" && tag.is_on() {
                let parts = &mut self.style.bold_parts;
                match part.as_str() {
                    "firstRow" => parts.first_row = true,
                    "lastRow" => parts.last_row = true,
                    "firstCol" => parts.first_column = true,
                    _ => {}
                }
            }
            return;
        }
        match (within, name) {
            (Some("style"), "name") => {
                self.style.heading = self.style.heading.or(heading(&value()))
            }
            (Some("style"), "basedOn") => self.based_on = Some(value().into_owned()),
            (_, "tblStylePr") => {
                self.part = Some(tag.get("type").unwrap_or_default().into_owned());
            }
            (Some("pPr"), "outlineLvl") => self.style.heading = Some(outline(tag)),
            (Some("pPr"), "ind") => self.style.indent = Some(indent(tag)),
            (Some("numPr"), "numId") => self.style.list = Some(value().into_owned()),
            (Some("numPr"), "ilvl") => self.style.level = Some(level(tag)),
            (Some("rPr"), "b") => self.style.bold = Some(tag.is_on()),
            (Some("rPr"), "vanish") => self.style.hidden = Some(tag.is_on()),
            (Some("rPr"), "vertAlign") => self.style.rise = Some(rise(tag)),
            _ => {}
        }
    }
}

/// How deep a heading a property makes; 0 for none.
pub(super) fn outline(tag: &Tag<'_>) -> u8 {
    match tag.number("val") {
        Some(level @ 0..=8) => level as u8 + 1,
        _ => 0,
    }
}

/// A level of a list.
pub(super) fn level(tag: &Tag<'_>) -> usize {
    tag.number("val").unwrap_or_default().clamp(0, 8) as usize
}

/// Where a property sets a run by the line.
pub(super) fn rise(tag: &Tag<'_>) -> Rise {
    match tag.get("val").as_deref() {
        Some("superscript") => Rise::Raised,
        Some("subscript") => Rise::Lowered,
        _ => Rise::Level,
    }
}

/// How far a property indents the first line of a paragraph.
pub(super) fn indent(tag: &Tag<'_>) -> i32 {
    // Hundredths of a character where they are given, which then count.
    let of = |characters: &str, twips: &str| match tag.number(characters) {
        Some(hundredths) if hundredths != 0 => hundredths.saturating_mul(21) / 10,
        _ => tag.number(twips).unwrap_or(0),
    };
    let start = match of("leftChars", "left") {
        0 => of("startChars", "start"),
        left => left,
    };
    let first = of("firstLineChars", "firstLine");
    let all = start.saturating_add(first) - of("hangingChars", "hanging").clamp(0, 1 << 20);
    all.clamp(0, 1 << 20) as i32
}

/// How deep a heading a style is by its name: `heading 1`, `标题 1`, `Title`.
fn heading(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题" | "標題") {
        return Some(1);
    }
    let words = ["heading", "标题", "標題"];
    let rest = words.iter().find_map(|word| name.strip_prefix(word))?;
    let level = rest.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}
