//! The passages of a document: its paragraphs, each joined to the next where
//! its text goes on there. What a heading parts is never one passage.

use crate::document::{Block, Document, Paragraph, join_line};
use crate::place::{Excerpt, Origin, OriginCell, Place, Spot};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// The longest passage, in bytes; what goes on behind is the next one.
const LONGEST: usize = 60_000;
/// Lines of a text are at least so wide where they were broken for their length.
const BROKEN_FROM: usize = 40;
/// The longest heading that no mark tells, in characters.
const HEADING: usize = 30;

/// Some text that is read as one.
#[derive(Debug)]
pub(crate) struct Passage {
    /// The text.
    pub text: String,
    /// Where its stretches stand, by their first bytes.
    stretches: Vec<(usize, Stands)>,
    /// Its number in the document, from 1.
    number: u32,
}

/// Where a stretch of a passage stands.
#[derive(Clone, Debug)]
enum Stands {
    /// In a line of a text, from this column on.
    Line { line: u64, column: u64 },
    /// Somewhere in a document without lines.
    Spot(Spot),
}

/// A passage, or a sentence of it, as messages show it.
pub(crate) struct ShownPassage {
    /// What is shown.
    pub excerpt: Excerpt,
    /// The bytes of the passage with those of what is shown, where they part.
    offsets: Vec<(usize, usize)>,
}

impl ShownPassage {
    /// Where some bytes of the passage are shown.
    pub(crate) fn span(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.at(bytes.start);
        let end = match bytes.is_empty() {
            true => start,
            false => self.at(bytes.end - 1) + 1,
        };
        start..end
    }

    /// The place of some bytes of the passage.
    pub(crate) fn place(&self, bytes: &Range<usize>) -> Place {
        let span = self.span(bytes);
        self.excerpt.place(span.start, span.end)
    }

    fn at(&self, byte: usize) -> usize {
        let index = self.offsets.partition_point(|(from, _)| *from <= byte);
        let known = index.checked_sub(1).and_then(|at| self.offsets.get(at));
        known.map_or(0, |(from, shown)| byte - from + shown)
    }
}

impl Passage {
    fn of(paragraph: &Paragraph, number: u32) -> Passage {
        let mut passage = Passage {
            text: String::new(),
            stretches: Vec::new(),
            number,
        };
        passage.add(paragraph);
        passage
    }

    fn add(&mut self, paragraph: &Paragraph) {
        match self.text.is_empty() {
            true => self.text.push_str(&paragraph.text),
            false => join_line(&mut self.text, &paragraph.text),
        }
        let from = self.text.len() - paragraph.text.len();
        match paragraph.lines.as_slice() {
            [] => self
                .stretches
                .push((from, Stands::Spot(paragraph.spot.clone()))),
            lines => self.stretches.extend(lines.iter().map(|start| {
                let (line, column) = (start.line, start.column);
                (from + start.at, Stands::Line { line, column })
            })),
        }
    }

    /// Whether it stands in lines of a text, and is shown as a whole.
    pub(crate) fn is_of_lines(&self) -> bool {
        matches!(self.stretches.first(), Some((_, Stands::Line { .. })))
    }

    /// Some bytes of it, a sentence, as messages show them: the lines of a text
    /// as they stand there, or the sentence by itself. `table` tells it from
    /// all others of a document without lines.
    pub(crate) fn shown(&self, path: &Path, sentence: &Range<usize>, table: u32) -> ShownPassage {
        match self.stretches.first() {
            Some((_, Stands::Line { line, .. })) => self.as_lines(path, *line),
            _ => self.as_sentence(path, sentence, table),
        }
    }

    /// The lines of a text as they stand there, but for marks that say how they
    /// are printed.
    fn as_lines(&self, path: &Path, first: u64) -> ShownPassage {
        let (mut text, mut offsets) = (String::new(), Vec::new());
        let mut at_line = first;
        for (index, (from, stands)) in self.stretches.iter().enumerate() {
            if let Stands::Line { line, column } = stands {
                let breaks = usize::try_from(line.saturating_sub(at_line)).unwrap_or(0);
                text.extend(std::iter::repeat_n('\n', breaks.min(LONGEST)));
                if breaks > 0 || index == 0 {
                    let before = usize::try_from(column - 1).unwrap_or(0);
                    text.extend(std::iter::repeat_n(' ', before.min(LONGEST)));
                }
                at_line = *line;
            }
            let to = self.stretches.get(index + 1).map(|(next, _)| *next);
            let own = &self.text[*from..to.unwrap_or(self.text.len())];
            offsets.push((*from, text.len()));
            text.push_str(match to {
                Some(_) => own.trim_end(),
                None => own,
            });
        }
        ShownPassage {
            excerpt: Excerpt::new(path, first, &text),
            offsets,
        }
    }

    fn as_sentence(&self, path: &Path, sentence: &Range<usize>, table: u32) -> ShownPassage {
        let whole = &self.text[sentence.clone()];
        let start = sentence.start + (whole.len() - whole.trim_start().len());
        let text = whole.trim();
        let inside = |from: usize| from.saturating_sub(start).min(text.len());
        let stretches = self.stretches.iter().enumerate();
        let cells = stretches.filter_map(|(index, (from, stands))| {
            let to = self.stretches.get(index + 1);
            let to = to.map_or(self.text.len(), |(next, _)| *next);
            let (first, last) = (inside(*from), inside(to));
            let Stands::Spot(spot) = stands else {
                return None;
            };
            let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
            (first < last).then(|| OriginCell {
                span: (at(first), at(last)),
                spot: spot.clone(),
                column: Arc::from(""),
            })
        });
        let origin = Origin {
            table,
            row: String::new(),
            cells: cells.collect(),
        };
        let number = u64::from(self.number);
        ShownPassage {
            excerpt: Excerpt::new(path, number, text).from(origin),
            offsets: vec![(start, 0)],
        }
    }
}

/// The passages of a document.
pub(crate) fn passages(document: &Document) -> Vec<Passage> {
    let broken = is_broken(document);
    let mut passages: Vec<Passage> = Vec::new();
    let mut open: Option<&Paragraph> = None;
    let mut number = 0;
    for block in &document.content.blocks {
        let paragraph = match block {
            Block::Paragraph(paragraph) => paragraph,
            Block::Grid(_) => {
                open = None;
                continue;
            }
        };
        number += 1;
        if is_page_number(&paragraph.text) {
            continue;
        }
        let joins = open.is_some_and(|last| goes_on(last, paragraph, broken));
        match passages.last_mut() {
            Some(last) if joins && last.text.len() < LONGEST => last.add(paragraph),
            _ => passages.push(Passage::of(paragraph, number)),
        }
        let heading = paragraph.heading.is_some() || !joins && is_heading(&paragraph.text);
        open = (!heading).then_some(paragraph);
    }
    passages
}

/// Whether a text is one whose lines were broken for their length although
/// blank ones stand between them: most of them end no sentence.
fn is_broken(document: &Document) -> bool {
    let blocks = document.content.blocks.iter();
    let lines: Vec<&str> = blocks
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) if !paragraph.lines.is_empty() => Some(&*paragraph.text),
            _ => None,
        })
        .collect();
    let open = lines.iter().filter(|line| !ends(line)).count();
    let wide = lines
        .iter()
        .filter(|line| line.width() >= BROKEN_FROM)
        .count();
    lines.len() > 3 && open * 2 > lines.len() && wide * 3 > lines.len()
}

/// Whether a paragraph goes on in the next one.
fn goes_on(last: &Paragraph, next: &Paragraph, broken: bool) -> bool {
    if next.heading.is_some() || begins(&next.text) || ends(&last.text) {
        return false;
    }
    let beside = match (&last.spot, &next.spot) {
        (Spot::Page { page: one, .. }, Spot::Page { page: other, .. }) => one + 1 == *other,
        (Spot::Line { .. }, Spot::Line { .. }) => broken,
        _ => false,
    };
    beside || last.text.trim_end().ends_with([':', '：', ',', '，', '、'])
}

/// Whether a text ends a sentence.
fn ends(text: &str) -> bool {
    let text = text
        .trim_end()
        .trim_end_matches(['”', '"', '’', '」', '』', ')', '）']);
    text.ends_with(['。', '！', '？', '!', '?', '.', '；', ';', '．', '｡'])
}

/// Whether a text begins as a section or an item of a list does: `一、`, `（二）`,
/// `3.`, `第四章`.
fn begins(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(['(', '（', '第', '〔', '[']);
    let bracketed = rest.len() < text.len();
    let behind = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十百〇零０１２３４５６７８９".contains(c)
    });
    let numbered = behind.len() < rest.len();
    let closes = match bracketed {
        true => behind.starts_with([')', '）', '章', '节', '部', '条', '〕', ']']),
        false => {
            let point = behind.starts_with(['.', '．']);
            let digit = behind.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
            behind.starts_with(['、', ')', '）']) || point && !digit
        }
    };
    let item = text.starts_with(['•', '·', '●', '◆', '■', '○', '－', '*', '–', '—'])
        || text.starts_with("- ");
    item || numbered && closes
}

/// Whether a text is a heading that no mark tells: it begins as one, is short
/// and no sentence.
fn is_heading(text: &str) -> bool {
    let signs = ['，', ',', '。', '；', ';', '：', ':', '！', '？'];
    begins(text) && text.chars().count() <= HEADING && !text.contains(signs)
}

/// Whether a text is nothing but the number of a page.
fn is_page_number(text: &str) -> bool {
    let digits = text.trim_matches(|c: char| c.is_whitespace() || "-–—－·".contains(c));

    (1..=4).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_and_items_begin() {
        for text in [
            "一、概况",
            "（二）创新",
            "3. Requests",
            "3、办理",
            "第四章 附则",
            "(1) one",
            "• item",
        ] {
            assert!(begins(text), "{text}");
        }
        for text in [
            "3.5万件",
            "43件建议",
            "三个部门",
            "第24次会议",
            "（以下简称",
            "2016年",
        ] {
            assert!(!begins(text), "{text}");
        }
    }
}
