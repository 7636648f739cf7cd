//! A cell as it is printed: its text or its number in its style.

use super::formula::{self, LAST_COLUMN, LAST_ROW};
use super::number_format::{Decimal, NumberFormat};
use super::sheet::{Budget, Sheet};
use crate::document::printed::{Face, Printed};
use crate::document::{Cause, Emphasis, GridCell, Hint};
use std::sync::Arc;

/// A style of cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// How numbers are printed.
    pub format: Arc<NumberFormat>,
    /// Whether text is bold.
    pub bold: bool,
    /// How far text is set in.
    pub indent: u32,
}

/// A text of a cell as printed.
#[derive(Clone, Debug, Default)]
pub(super) struct CellText {
    /// The text.
    pub text: Box<str>,
    /// How wide the white space is that it begins with.
    pub lead: u32,
    /// The marks of its footnotes.
    pub marks: Vec<String>,
    /// Whether all of it is bold by itself.
    pub bold: bool,
}

impl CellText {
    /// What was put together.
    pub(super) fn of(printed: Printed) -> CellText {
        let lead = u32::try_from(printed.lead()).unwrap_or(0);
        let bold = printed.is_bold();
        let (text, marks) = printed.into_cell();
        CellText {
            text: text.into(),
            lead,
            marks,
            bold,
        }
    }

    /// A text by itself.
    pub(super) fn plain(text: &str) -> CellText {
        let mut printed = Printed::default();
        printed.push(text, Face::default());
        CellText::of(printed)
    }
}

impl Style {
    /// A text in this style.
    pub(super) fn text(&self, text: &CellText) -> (CellText, Hint) {
        let shown = self.format.text(&text.text);
        let shown = match shown == *text.text {
            true => text.clone(),
            false => CellText {
                lead: text.lead,
                bold: text.bold,
                marks: text.marks.clone(),
                ..CellText::plain(&shown)
            },
        };
        (shown, Hint::Text)
    }

    /// A number in this style.
    pub(super) fn number(&self, number: &Decimal, from_1904: bool) -> (CellText, Hint) {
        let shown = self.format.number(number, from_1904);
        let hint = match shown.is_date {
            true => Hint::Date,
            false => Hint::Number,
        };
        (CellText::plain(&shown.text), hint)
    }

    /// A truth, whatever its style.
    pub(super) fn truth(is_true: bool) -> (CellText, Hint) {
        let text = if is_true { "TRUE" } else { "FALSE" };
        (CellText::plain(text), Hint::Unknown)
    }
}

/// Adds a cell to a sheet, where it holds something and the sheet has such a
/// place; row and column count from 1. Whether its formula takes something from another workbook.
pub(super) fn put(
    sheet: &mut Sheet,
    budget: &mut Budget,
    at: (u32, u32),
    (text, hint): (CellText, Hint),
    style: &Style,
    formula: Option<String>,
) -> Result<bool, Cause> {
    let is_place = (1..=LAST_ROW).contains(&at.0) && (1..=LAST_COLUMN).contains(&at.1);
    if !is_place || text.text.is_empty() && formula.is_none() {
        return Ok(false);
    }
    budget.cells(1)?;
    budget.text(text.text.len())?;
    let spot = sheet.spot(at.0, at.1);
    let mut cell = GridCell::plain(at.1 - 1, text.text.into_string(), spot);
    cell.hint = hint;
    cell.indent = style.indent + text.lead.div_ceil(2);
    if style.bold || text.bold {
        cell.emphasis = Emphasis::Bold;
    }
    cell.footnotes = text.marks;
    cell.formula = formula;
    let external = cell
        .formula
        .as_deref()
        .is_some_and(formula::names_other_workbook);
    sheet.cells.push((at.0, cell));
    Ok(external)
}
