//! Where something stands in a file that a person wrote: the text around it
//! is kept, so that a message can show it whatever became of the file.

#[allow(dead_code, reason = "the readers come one by one")]
mod spot;

#[allow(unused_imports, reason = "the readers come one by one")]
pub(crate) use spot::{PageBox, Spot, letters};

use std::path::Path;
use std::sync::Arc;

/// A stretch of a file: a table's row, or a whole configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The file, as the user named it.
    pub path: Arc<Path>,
    /// The line on which the text starts, from 1.
    pub first_line: u64,
    /// The text.
    pub text: Arc<str>,
    /// Where its lines end, if it has several: a long configuration is asked
    /// for the lines of many places.
    breaks: Option<Arc<Vec<usize>>>,
}

impl Excerpt {
    /// A stretch of a file.
    pub(crate) fn new(path: &Path, first_line: u64, text: &str) -> Excerpt {
        Excerpt::of(Arc::from(path), first_line, text)
    }

    /// The same of a file whose name is kept already.
    pub(crate) fn of(path: Arc<Path>, first_line: u64, text: &str) -> Excerpt {
        let breaks = text.contains('\n').then(|| {
            let breaks = text.match_indices('\n').map(|(at, _)| at);
            Arc::new(breaks.collect())
        });
        Excerpt {
            path,
            first_line,
            text: Arc::from(text),
            breaks,
        }
    }

    /// How many lines end before a byte of the text.
    fn breaks_before(&self, at: usize) -> usize {
        let breaks = self.breaks.as_ref().map_or(&[][..], |breaks| breaks);
        breaks.partition_point(|end| *end < at)
    }

    /// A place in it, in bytes; cut to the text, widened to whole characters.
    pub(crate) fn place(&self, start: usize, end: usize) -> Place {
        let mut end = end.min(self.text.len());
        let mut start = start.min(end);
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Place {
            excerpt: self.clone(),
            start,
            end,
        }
    }
}

/// A place in an excerpt, in bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The text that it stands in.
    pub(crate) excerpt: Excerpt,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

impl Place {
    /// The words that stand there.
    pub fn words(&self) -> &str {
        self.excerpt
            .text
            .get(self.start..self.end)
            .unwrap_or_default()
    }

    /// The file, as it was named when it was opened.
    pub fn path(&self) -> &Path {
        &self.excerpt.path
    }

    /// The line, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.excerpt.first_line + self.excerpt.breaks_before(self.start) as u64
    }

    /// The line, from 1, and the column in characters, from 1.
    pub fn line_column(&self) -> (u64, u64) {
        let before = self.excerpt.text.get(..self.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[line_start..].chars().count() as u64 + 1;
        (self.line(), column)
    }

    /// `path:line:column`, as compilers print it.
    pub fn address(&self) -> String {
        let (line, column) = self.line_column();
        format!("{}:{line}:{column}", self.excerpt.path.display())
    }
}
