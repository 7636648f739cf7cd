//! The passages of a document with the figures and the claims that were read of
//! them, and their sentences as messages show them.

use super::passages::{Passage, ShownPassage, passages};
use crate::claim::{self, Claim, Read};
use crate::document::Document;
use crate::figure::UnitBook;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// A passage with what was read of it.
#[derive(Debug)]
pub(crate) struct ReadPassage {
    /// The passage.
    pub passage: Passage,
    /// Its figures and claims. Spans are in characters of it.
    pub read: Read,
    /// The byte at which each of its characters begins, and its end.
    bytes: Vec<usize>,
}

impl ReadPassage {
    fn of(passage: Passage, book: &UnitBook) -> ReadPassage {
        let read = claim::read(&passage.text, book);
        let starts = passage.text.char_indices().map(|(at, _)| at);
        let bytes = starts.chain([passage.text.len()]).collect();
        ReadPassage {
            passage,
            read,
            bytes,
        }
    }

    /// The bytes of some of its characters.
    pub(crate) fn bytes(&self, chars: &Range<usize>) -> Range<usize> {
        let last = self.bytes.len() - 1;
        let start = self.bytes[chars.start.min(last)];
        start..self.bytes[chars.end.min(last)].max(start)
    }

    /// Some of its characters.
    pub(crate) fn words(&self, chars: &Range<usize>) -> &str {
        &self.passage.text[self.bytes(chars)]
    }

    /// The sentence that a character stands in, in bytes.
    pub(crate) fn sentence(&self, at: usize) -> (usize, Range<usize>) {
        let sentences = &self.read.sentences;
        let number = sentences.partition_point(|sentence| sentence.end <= at);
        let number = number.min(sentences.len().saturating_sub(1));
        let chars = sentences.get(number);
        let bytes = chars.map_or(0..self.passage.text.len(), |chars| self.bytes(chars));
        (number, bytes)
    }

    /// The words that state a claim: from the words before its first figure on.
    pub(crate) fn words_of(&self, claim: &Claim) -> Range<usize> {
        let figures = claim.figures().filter_map(|at| self.read.figures.get(at));
        let first = figures.min_by_key(|said| said.span.start);
        let lead = first.map_or(claim.words.start, |said| said.lead.start);
        let words = lead.min(claim.words.start)..claim.words.end;
        // A bracket that opens in them closes in them.
        let text = self.words(&words);
        let open = text.matches(['(', '（']).count() > text.matches([')', '）']).count();
        let behind = self.words(&(words.end..words.end + 1));
        let closes = open && matches!(behind, ")" | "）");
        words.start..words.end + usize::from(closes)
    }
}

/// The sentences of the passages of a document as messages show them, each made
/// once; a passage of lines is shown as a whole.
pub(super) struct Sentences<'a> {
    path: &'a Path,
    /// Tells the sentences of a document without lines apart.
    number: u32,
    /// Those of the passage at hand, by their numbers in it.
    shown: BTreeMap<usize, ShownPassage>,
}

impl<'a> Sentences<'a> {
    /// Of a document; its sentences are numbered behind `tables`.
    pub(super) fn of(path: &'a Path, tables: usize) -> Sentences<'a> {
        Sentences {
            path,
            number: u32::try_from(tables).unwrap_or(u32::MAX / 2),
            shown: BTreeMap::new(),
        }
    }

    /// Begins another passage.
    pub(super) fn begin(&mut self) {
        self.shown.clear();
    }

    /// What shows a character of the passage at hand.
    pub(super) fn at(&mut self, passage: &ReadPassage, at: usize) -> &ShownPassage {
        let (number, sentence) = match passage.passage.is_of_lines() {
            true => (0, 0..0),
            false => passage.sentence(at),
        };
        self.shown.entry(number).or_insert_with(|| {
            self.number = self.number.saturating_add(1);
            passage.passage.shown(self.path, &sentence, self.number)
        })
    }
}

/// What was read of the sentences of a document.
pub(crate) fn read_sentences(document: &Document, book: &UnitBook) -> Vec<ReadPassage> {
    let passages = passages(document).into_iter();
    passages
        .map(|passage| ReadPassage::of(passage, book))
        .collect()
}
