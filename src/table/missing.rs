//! What a table's cells without a figure say: by the marks that its section and
//! columns name, and by what counts as zero.

use super::layout::Layout;
use crate::figure::{EmptyKind, Reading, plain_char};
use crate::rule::Missing;

impl Layout {
    /// Whether a cell without a figure says zero, whatever rule looks at it.
    pub(crate) fn says_zero(&self, column: usize, reading: Option<&Reading>) -> bool {
        let (own, section) = (&self.columns[column].config.missing, &self.missing);
        match reading {
            None | Some(Reading::Blank) => own.blank_is_zero.or(section.blank_is_zero),
            Some(Reading::NotApplicable) => own.dash_is_zero.or(section.dash_is_zero),
            Some(_) => None,
        }
        .unwrap_or(false)
    }

    /// What a rule makes of a column's figure that is not reported: what the
    /// column says, else what the rule does.
    pub(crate) fn missing(&self, column: usize, of_rule: Missing) -> Missing {
        self.columns[column]
            .config
            .missing
            .missing
            .unwrap_or(of_rule)
    }

    /// What a cell says by the marks of its column, or else of its section.
    pub(super) fn marked(&self, column: usize, cell: &str) -> Option<EmptyKind> {
        let (own, section) = (&self.columns[column].config.missing, &self.missing);
        let mut marks = own.marks.iter().chain(&section.marks);
        let cell = cell.trim();
        let is = |mark: &str| {
            let mark = mark.trim().chars().map(plain_char);
            cell.chars().map(plain_char).eq(mark)
        };
        marks.find(|mark| is(&mark.text)).map(|mark| mark.kind)
    }

    /// Whether a column or its section names marks of its own.
    pub(crate) fn has_marks(&self, column: usize) -> bool {
        !self.columns[column].config.missing.marks.is_empty() || !self.missing.marks.is_empty()
    }
}
