//! Notes at the foot of a page and at the end: their kinds and their marks.

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
