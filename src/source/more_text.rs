//! Where the text of a window comes from: a stream, or nowhere any more.

use super::fault::Fault;
use super::text::TextStream;

/// Where a window grows from.
pub(super) enum MoreText {
    Stream(TextStream),
    /// All that there is, and what was wrong where it ends.
    Nothing(Option<Fault>),
}

impl MoreText {
    pub(super) fn fill(&mut self, window: &mut String, gone: usize) -> bool {
        match self {
            MoreText::Stream(text) => text.fill(window, gone),
            MoreText::Nothing(_) => {
                window.drain(..gone);
                false
            }
        }
    }

    pub(super) fn take_fault(&mut self) -> Option<Fault> {
        match self {
            MoreText::Stream(text) => text.take_fault(),
            MoreText::Nothing(fault) => fault.take(),
        }
    }
}
