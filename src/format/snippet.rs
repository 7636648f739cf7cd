//! The lines of a file that a message shows, with the cells marked: only the
//! lines needed are handed to the drawing.

use crate::clean::{as_drawn, on_one_line, with_lines};
use crate::lang::Lang;
use crate::place::Place;
use crate::rule::Severity;
use crate::say::terms::severity_name;
use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns beside the marked part of a line.
const MARGIN: usize = 24;

/// A place with what is said of it.
pub(crate) struct LabelledPlace<'a> {
    /// Where.
    pub place: &'a Place,
    /// What is said of it.
    pub label: String,
    /// Whether it is what the message is about.
    pub primary: bool,
}

impl<'a> LabelledPlace<'a> {
    fn cleaned(&self) -> LabelledPlace<'a> {
        LabelledPlace {
            label: on_one_line(&self.label),
            ..*self
        }
    }
}

/// How messages are drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drawing {
    /// The reader's language.
    pub lang: Lang,
    /// With colours.
    pub color: bool,
    /// Columns to fit into.
    pub width: usize,
}

impl Drawing {
    fn renderer(&self) -> Renderer {
        let renderer = if self.color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.term_width(self.width)
    }

    fn level(&self, severity: Severity) -> Level<'static> {
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        level.with_name(severity_name(severity, self.lang))
    }

    /// Draws a message: headline, marked lines, notes.
    pub(crate) fn draw(
        &self,
        severity: Severity,
        code: Option<&str>,
        title: &str,
        marks: &[LabelledPlace<'_>],
        notes: &[String],
    ) -> String {
        let title = with_lines(title);
        let mut title_line = self.level(severity).primary_title(title.as_str());
        if let Some(code) = code {
            title_line = title_line.id(code);
        }
        let marks: Vec<LabelledPlace<'_>> = marks.iter().map(LabelledPlace::cleaned).collect();
        // Line numbers and what is cut off at the sides take some of the width.
        let room = self.width.saturating_sub(MARGIN).max(MARGIN);
        let stretches = stretches(&marks, room, self.lang);
        let mut group = title_line.elements(stretches.iter().map(MarkedLines::snippet));
        let notes: Vec<String> = notes.iter().map(|note| with_lines(note)).collect();
        for note in &notes {
            group = group.element(Level::NOTE.no_name().message(note.as_str()));
        }
        let mut text = without_lines(self.renderer().render(&[group]));
        text.push('\n');
        // The drawing puts a narrow colon behind what kind of message it is.
        match self.lang {
            Lang::En => text,
            Lang::Zh => text.replacen(": ", "：", 1),
        }
    }
}

/// A mark with its span in the text at hand.
type MarkedSpan<'a> = (Range<usize>, &'a LabelledPlace<'a>);

/// Neighbouring lines of one file with their marks.
struct MarkedLines<'a> {
    path: String,
    first_line: u64,
    /// The last line, and where it starts in the text.
    last_line: u64,
    offset: usize,
    text: String,
    /// The columns that the marks and their labels take.
    columns: (usize, usize),
    marks: Vec<MarkedSpan<'a>>,
}

impl<'a> MarkedLines<'a> {
    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let start = usize::try_from(self.first_line).unwrap_or(1);
        let mut snippet = Snippet::source(self.text.as_str())
            .line_start(start)
            .path(self.path.as_str());
        for (span, mark) in &self.marks {
            let kind = if mark.primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            snippet = snippet.annotation(kind.span(span.clone()).label(mark.label.as_str()));
        }
        snippet
    }
}

/// The lines that a place needs, as (number, text), and its span in them.
fn lines_of(place: &Place) -> (u64, String, Range<usize>) {
    let text: &str = &place.excerpt.text;
    let before = text.get(..place.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = text[place.end..]
        .find('\n')
        .map_or(text.len(), |at| place.end + at);
    let line = place.line();
    let shown = text[start..end].trim_end_matches('\r');
    let at = |end: usize| {
        let end = end.min(start + shown.len());
        as_drawn(&text[start..end]).len()
    };
    (line, as_drawn(shown), at(place.start)..at(place.end))
}

/// Ends the name of what is no text of lines, so that the line and the column
/// that the drawing writes behind it can be taken out again.
const NO_LINES: char = '\u{E0FF}';

/// The file that a place is in; of a document also what the place is found by.
fn file_of(place: &Place, lang: Lang) -> String {
    // The line of a document's table is written out, whatever the document is.
    match place.spot().is_some() {
        true => format!("{}{NO_LINES}", place.address_in(lang)),
        false => place.excerpt.path.display().to_string(),
    }
}

/// A drawing without the lines and columns behind what has none.
fn without_lines(text: String) -> String {
    if !text.contains(NO_LINES) {
        return text;
    }
    let mut parts = text.split(NO_LINES);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        whole += part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    }
    whole
}

/// A file, or a table of a document, and its marks.
type Marked<'a> = ((Arc<Path>, u32), Vec<&'a LabelledPlace<'a>>);

/// Groups marks by file and neighbouring lines, the primary one's file first.
fn stretches<'a>(marks: &'a [LabelledPlace<'a>], room: usize, lang: Lang) -> Vec<MarkedLines<'a>> {
    // The lines of a document's table are together; each stretch of them says where
    // it is itself.
    let mut files: Vec<Marked<'a>> = Vec::new();
    let mut ordered: Vec<&LabelledPlace<'_>> = marks.iter().collect();
    ordered.sort_by_key(|mark| !mark.primary);
    for mark in ordered {
        let (path, table, _) = mark.place.excerpt.key();
        let file = (path.clone(), table);
        match files.iter_mut().find(|(known, ..)| *known == file) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((file, vec![mark])),
        }
    }
    files
        .iter()
        .flat_map(|(_, marks)| stretches_of(marks, room, lang))
        .collect()
}

/// The stretches of one file. What would not fit side by side into the room
/// is drawn apart, even within a line.
fn stretches_of<'a>(
    marks: &[&'a LabelledPlace<'a>],
    room: usize,
    lang: Lang,
) -> Vec<MarkedLines<'a>> {
    let mut rows: BTreeMap<u64, (String, Vec<MarkedSpan<'a>>)> = BTreeMap::new();
    for mark in marks {
        let (line, text, span) = lines_of(mark.place);
        let span = shortened(&text, span, room);
        let row = rows.entry(line).or_default();
        // Of two marks on a line one may go on to the next.
        if text.len() > row.0.len() {
            row.0 = text;
        }
        row.1.push((span, mark));
    }
    let mut stretches: Vec<MarkedLines<'a>> = Vec::new();
    for (line, (text, mut marks)) in rows {
        marks.sort_by_key(|(span, _)| span.start);
        let mut above = stretches.len().checked_sub(1);
        for (span, mark) in marks {
            let columns = columns(&text, &span, mark);
            let joined = above
                .and_then(|at| stretches.get_mut(at))
                .is_some_and(|stretch| stretch.join(line, &text, columns, room));
            if !joined {
                stretches.push(MarkedLines {
                    path: String::new(),
                    first_line: line,
                    last_line: line + text.matches('\n').count() as u64,
                    offset: 0,
                    text: text.clone(),
                    columns,
                    marks: Vec::new(),
                });
            }
            above = stretches.len().checked_sub(1);
            if let Some(stretch) = stretches.last_mut() {
                let offset = stretch.offset;
                let moved = span.start + offset..span.end + offset;
                stretch.marks.push((moved, mark));
            }
        }
    }
    // The stretch with the message's own cell comes first: its place heads it.
    stretches.sort_by_key(|stretch| !stretch.marks.iter().any(|(_, mark)| mark.primary));
    for stretch in &mut stretches {
        let mut marks = stretch.marks.iter();
        let heads = marks
            .find(|(_, mark)| mark.primary)
            .or(stretch.marks.first());
        if let Some((_, mark)) = heads {
            stretch.path = on_one_line(&file_of(mark.place, lang));
        }
    }
    stretches
}

impl MarkedLines<'_> {
    /// Takes in a line, if it is the last one or the next, and its marked
    /// columns fit beside those that are there.
    fn join(&mut self, line: u64, text: &str, columns: (usize, usize), room: usize) -> bool {
        let both = (self.columns.0.min(columns.0), self.columns.1.max(columns.1));
        let start = self.last_line - self.text[self.offset..].matches('\n').count() as u64;
        let same = line == start;
        if both.1 - both.0 > room || !(same || line == self.last_line + 1) {
            return false;
        }
        if !same {
            self.text.push('\n');
            self.offset = self.text.len();
            self.text.push_str(text);
            self.last_line = line + text.matches('\n').count() as u64;
        }
        self.columns = both;
        true
    }
}

/// The columns from the start of a mark to the end of its label.
fn columns(text: &str, span: &Range<usize>, mark: &LabelledPlace<'_>) -> (usize, usize) {
    let start = text.get(..span.start).unwrap_or_default().width();
    let marked = text.get(span.clone()).unwrap_or_default().width();
    (start, start + marked + mark.label.width() + 1)
}

/// A span cut to what fits into the room.
fn shortened(text: &str, span: Range<usize>, room: usize) -> Range<usize> {
    let mut width = 0;
    let marked = text.get(span.clone()).unwrap_or_default();
    for (at, c) in marked.char_indices() {
        width += c.width().unwrap_or_default();
        if width > room {
            return span.start..span.start + at;
        }
    }
    span
}
