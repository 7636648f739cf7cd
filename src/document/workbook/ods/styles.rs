//! Styles: which cells and runs are bold, raised or set in, and which sheets
//! are hidden.

use super::super::shown::Style as CellStyle;
use crate::document::Cause;
use crate::document::printed::{Face, Rise};
use crate::document::xml::{Piece, Tag, Xml};
use std::collections::HashMap;
use std::io::BufRead;

/// How many styles are held.
const MOST: usize = 100_000;
/// How many styles may stand on one another.
const DEEPEST: usize = 20;
/// How much text of one step is set in, in thousandths of a point: a step of
/// the programs that make workbooks is 10 points.
const STEP: u64 = 10_000;

/// A style, as far as it is told here; what it does not say is none.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    rise: Option<Rise>,
    indent: Option<u32>,
    hidden: bool,
}

/// The styles of a workbook.
#[derive(Default)]
pub(super) struct Styles {
    by_name: HashMap<String, Style>,
    /// The style that is read.
    current: String,
}

impl Styles {
    /// Reads the styles that have names of their own.
    pub(super) fn read<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<(), Cause> {
        loop {
            match xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "style" => self.style(&tag),
                    "text-properties" | "table-properties" | "paragraph-properties" => {
                        self.properties(&tag);
                    }
                    "master-styles" => xml.skip()?,
                    _ => {}
                },
                Piece::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// A style begins.
    pub(super) fn style(&mut self, tag: &Tag<'_>) {
        self.current = tag.get("name").unwrap_or_default().into_owned();
        if self.by_name.len() < MOST {
            let style = Style {
                parent: tag.get("parent-style-name").map(|name| name.into_owned()),
                ..Style::default()
            };
            self.by_name.insert(self.current.clone(), style);
        }
    }

    /// What the style that began last says.
    pub(super) fn properties(&mut self, tag: &Tag<'_>) {
        let Some(style) = self.by_name.get_mut(&self.current) else {
            return;
        };
        if let Some(weight) = tag.get("font-weight") {
            let heavy = weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
            style.bold = Some(heavy || weight == "bold");
        }
        if let Some(position) = tag.get("text-position") {
            style.rise = Some(rise(&position));
        }
        if let Some(margin) = tag.get("margin-left").or_else(|| tag.get("margin-start")) {
            style.indent = length(&margin);
        }
        if let Some(display) = tag.get("display") {
            style.hidden = display == "false";
        }
    }

    /// Whether a style hides a sheet.
    pub(super) fn hides(&self, name: &str) -> bool {
        self.by_name.get(name).is_some_and(|style| style.hidden)
    }

    /// How a cell of a style is printed; numbers are kept as they are printed.
    pub(super) fn cell(&self, name: Option<&str>) -> CellStyle {
        let Some(name) = name else {
            return CellStyle::default();
        };
        CellStyle {
            bold: self.said(name, |style| style.bold).unwrap_or(false),
            indent: self.said(name, |style| style.indent).unwrap_or(0),
            ..CellStyle::default()
        }
    }

    /// How a run of a style is printed within another.
    pub(super) fn face(&self, name: &str, around: Face) -> Face {
        Face {
            bold: self.said(name, |style| style.bold).unwrap_or(around.bold),
            rise: self.said(name, |style| style.rise).unwrap_or(around.rise),
        }
    }

    /// What a style says, or the one it stands on.
    fn said<T>(&self, name: &str, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut style = self.by_name.get(name)?;
        for _ in 0..DEEPEST {
            if let Some(said) = what(style) {
                return Some(said);
            }
            style = self.by_name.get(style.parent.as_ref()?)?;
        }
        None
    }
}

/// `super 58%`, `sub 58%`, `33% 58%`.
fn rise(position: &str) -> Rise {
    let first = position.split_whitespace().next().unwrap_or_default();
    match first {
        "super" => Rise::Raised,
        "sub" => Rise::Lowered,
        first if first.starts_with('-') => Rise::Lowered,
        first if first.starts_with(|c: char| ('1'..='9').contains(&c)) => Rise::Raised,
        _ => Rise::Level,
    }
}

/// A length in steps of indentation: `0.353cm`, `10pt`.
fn length(text: &str) -> Option<u32> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = text.strip_suffix(unit)?;
    let (whole, behind) = number.split_once('.').unwrap_or((number, ""));
    let behind: String = behind.chars().chain("000".chars()).take(3).collect();
    let thousandths = whole.parse::<u64>().ok()?.checked_mul(1000)? + behind.parse::<u64>().ok()?;
    let points = match unit {
        "pt" => thousandths,
        "cm" => thousandths.checked_mul(2835)? / 100,
        "mm" => thousandths.checked_mul(2835)? / 1000,
        "in" => thousandths.checked_mul(72)?,
        "px" => thousandths.checked_mul(3)? / 4,
        _ => return None,
    };
    u32::try_from((points + STEP / 2) / STEP).ok()
}
