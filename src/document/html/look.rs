//! What is needed of the attributes of an element: spans, whether it is shown,
//! how its text is printed.

use html5ever::Attribute;

/// How many columns a cell may take, as browsers have it.
const MOST_COLUMNS: u32 = 1000;
/// How many rows a cell may take, as browsers have it.
const MOST_ROWS: u32 = 65_534;

/// How an element looks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Look {
    /// How many columns a cell takes.
    pub columns: Option<u32>,
    /// How many rows a cell takes; 0 for all that are left.
    pub rows: Option<u32>,
    /// Whether it is not shown.
    pub hidden: bool,
    /// Whether it only lays out what stands in it.
    pub lays_out: bool,
    /// Whether it is the header of a row or a column by its role.
    pub header: bool,
    /// Whether its text is bold, where it says so.
    pub bold: Option<bool>,
    /// Whether its text is above or below the line, where it says so.
    pub raised: Option<bool>,
    /// Whether line breaks of its source are printed.
    pub keeps_lines: bool,
    /// How far it is indented, in twentieths of a point.
    pub indent: i32,
    /// Whether it is a link to a place in the same page.
    pub leads_within: bool,
}

impl Look {
    /// The look that attributes give.
    pub(super) fn of(attributes: &[Attribute]) -> Look {
        let mut look = Look::default();
        for attribute in attributes {
            let value: &str = &attribute.value;
            match &*attribute.name.local {
                "colspan" => look.columns = span(value).map(|n| n.clamp(1, MOST_COLUMNS)),
                "rowspan" => look.rows = span(value).map(|n| n.min(MOST_ROWS)),
                "hidden" => look.hidden = true,
                "role" => match value.trim() {
                    "presentation" | "none" => look.lays_out = true,
                    "columnheader" | "rowheader" => look.header = true,
                    _ => {}
                },
                "style" => look.style(value),
                "href" => look.leads_within = value.trim_start().starts_with('#'),
                _ => {}
            }
        }
        look
    }

    /// Takes what a style says.
    fn style(&mut self, style: &str) {
        for one in style.split(';') {
            let Some((name, value)) = one.split_once(':') else {
                continue;
            };
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim();
            match &*name.trim().to_ascii_lowercase() {
                "display" | "mso-hide" => self.hidden |= matches!(value, "none" | "all"),
                "visibility" => self.hidden |= matches!(value, "hidden" | "collapse"),
                "font-weight" => {
                    let heavy = value.parse().is_ok_and(|weight: u32| weight >= 600);
                    self.bold = Some(heavy || value.starts_with("bold"));
                }
                "vertical-align" if matches!(value, "super" | "text-top") => {
                    self.raised = Some(true);
                }
                "vertical-align" if value == "sub" => self.raised = Some(false),
                "white-space" => self.keeps_lines = value.starts_with("pre"),
                "padding-left" | "margin-left" | "text-indent" => {
                    self.indent = self.indent.saturating_add(length(value));
                }
                _ => {}
            }
        }
    }
}

/// A span as browsers read it: digits at the beginning count.
fn span(value: &str) -> Option<u32> {
    let value = value.trim_start();
    let digits = value.find(|c: char| !c.is_ascii_digit());
    let digits = &value[..digits.unwrap_or(value.len())];
    match digits.len() {
        0 => None,
        1..=9 => digits.parse().ok(),
        _ => Some(u32::MAX),
    }
}

/// A length in twentieths of a point.
fn length(value: &str) -> i32 {
    let end = value.find(|c: char| !(c.is_ascii_digit() || c == '.'));
    let (number, unit) = value.split_at(end.unwrap_or(value.len()));
    let whole: i32 = number
        .split('.')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let tenths = number
        .split('.')
        .nth(1)
        .and_then(|n| n.get(..1)?.parse::<i32>().ok());
    let twips = match unit.trim() {
        "px" => 15,
        "pt" => 20,
        "em" | "rem" => 240,
        "ch" | "ex" => 120,
        "cm" => 567,
        "mm" => 57,
        "in" => 1440,
        _ => 0,
    };
    let whole = whole.clamp(0, 10_000) * twips;
    whole + tenths.unwrap_or(0) * twips / 10
}
