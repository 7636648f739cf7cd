//! Notes at the foot of a page and at the end: their kinds and their marks.

use super::super::flow::{Flowing, Part};
use super::super::printed::{Face, Rise};
use super::numbering::roman;

/// A kind of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    /// At the foot of a page.
    Foot,
    /// At the end.
    End,
}

/// The mark of a note: numbers at the foot of a page, small Roman ones at the end.
pub(super) fn mark(kind: NoteKind, before: usize) -> String {
    let number = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
    match kind {
        NoteKind::Foot => number.to_string(),
        NoteKind::End => roman(number),
    }
}

/// The paragraph of a note begins with its mark where the document does not
/// print one.
pub(super) fn marked(parts: &mut [Part], mark: &str) {
    if let Some(Part::Paragraph(first)) = parts.first_mut() {
        let mut flowing = Flowing::default();
        let face = Face {
            rise: Rise::Mark,
            bold: false,
        };
        flowing.printed.push(mark, face);
        if first.printed.lead() == 0 {
            flowing.printed.push(" ", Face::default());
        }
        flowing.printed.append(std::mem::take(&mut first.printed));
        first.printed = flowing.printed;
    }
}
