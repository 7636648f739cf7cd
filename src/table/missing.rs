//! What cells without a figure say: by the marks that a column or its section
//! names, and by what counts as zero.

use crate::figure::{EmptyKind, Reading, plain_char};
use crate::rule::MissingSettings;

/// What a column says of figures that are missing, and its section.
#[derive(Clone, Copy)]
pub(super) struct MissingOf<'a> {
    /// The column.
    pub column: &'a MissingSettings,
    /// The section.
    pub section: &'a MissingSettings,
}

impl MissingOf<'_> {
    /// Whether a cell without a figure says zero, whatever rule looks at it.
    pub(super) fn says_zero(self, reading: Option<&Reading>) -> bool {
        let (column, section) = (self.column, self.section);
        match reading {
            None | Some(Reading::Blank) => column.blank_is_zero.or(section.blank_is_zero),
            Some(Reading::NotApplicable) => column.dash_is_zero.or(section.dash_is_zero),
            Some(_) => None,
        }
        .unwrap_or(false)
    }

    /// What a cell says by the marks of its column, or else of its section.
    pub(super) fn marked(self, cell: &str) -> Option<EmptyKind> {
        let mut marks = self.column.marks.iter().chain(&self.section.marks);
        let cell = cell.trim();
        let is = |mark: &str| {
            let mark = mark.trim().chars().map(plain_char);
            cell.chars().map(plain_char).eq(mark)
        };
        marks.find(|mark| is(&mark.text)).map(|mark| mark.kind)
    }

    /// The marks, the column's first.
    pub(super) fn marks(self) -> Vec<(String, EmptyKind)> {
        let marks = self.column.marks.iter().chain(&self.section.marks);
        marks
            .map(|mark| (mark.text.trim().to_owned(), mark.kind))
            .collect()
    }

    /// Whether there are marks at all.
    pub(super) fn has_marks(self) -> bool {
        !self.column.marks.is_empty() || !self.section.marks.is_empty()
    }
}
