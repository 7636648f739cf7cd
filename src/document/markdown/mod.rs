//! Texts in Markdown: headings, paragraphs, items of lists and tables between
//! bars, each with its line. Marks that only say how a text is printed are taken
//! out (`inline`).

mod inline;
#[cfg(test)]
mod tests;

use super::printed::{Face, Printed, Rise};
use super::told::{Bound, Cause};
use super::{Block, Content, Emphasis, Grid, GridCell, GridRow, LineStart, Paragraph};
use crate::place::Spot;
use crate::source::decoded;

/// The longest text, in MiB.
const LONGEST: u64 = 32;
/// How many cells all tables of a text may have.
const MOST_CELLS: usize = 1_000_000;
/// How many paragraphs and tables a text may have.
const MOST_BLOCKS: usize = 1_000_000;
/// How many lines the facts about a text may take that it begins with.
const FACTS: usize = 200;

/// Reads a text.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Cause> {
    if bytes.len() as u64 > LONGEST << 20 {
        return Err(Cause::TooLarge(Bound::Bytes(LONGEST)));
    }
    let text = decoded(bytes, None);
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = Reader::default();
    let mut at = after_facts(&lines);
    while at < lines.len() {
        at = reader.block(&lines, at)?;
    }
    reader.end()?;
    Ok(reader.content)
}

/// What reads a text.
#[derive(Default)]
struct Reader {
    content: Content,
    cells: usize,
    /// The line up to which no table ends that is written as pages are.
    #[cfg(feature = "html")]
    no_page_table: usize,
    open: Option<Open>,
}

/// A paragraph that is open.
struct Open {
    /// The mark of the note that it is.
    mark: Option<String>,
    /// Its lines.
    text: String,
    spot: Spot,
    /// Where its lines begin, in bytes of these.
    lines: Vec<LineStart>,
}

impl Reader {
    /// Reads what begins on a line; the line behind it.
    fn block(&mut self, lines: &[&str], at: usize) -> Result<usize, Cause> {
        let line = unquoted(lines[at]);
        let words = line.trim();
        if words.is_empty() {
            self.end()?;
            return Ok(at + 1);
        }
        if let Some(fence) = fence(words) {
            self.end()?;
            return self.fenced(lines, at + 1, fence);
        }
        if words.starts_with("<!--") && !words.contains("-->") {
            let closes = lines[at..].iter().position(|line| line.contains("-->"));
            return Ok(closes.map_or(lines.len(), |lines| at + lines + 1));
        }
        #[cfg(feature = "html")]
        if let Some(next) = self.page_table(lines, at) {
            return next;
        }
        if let Some(width) = lines.get(at + 1).and_then(|rule| columns(line, rule)) {
            self.end()?;
            return self.table(lines, at, width);
        }
        if let Some((level, text)) = heading(words) {
            self.end()?;
            self.begin(lines[at], at, text);
            self.end_as(Some(level))?;
        } else if let Some(level) = underline(words).filter(|_| self.open.is_some()) {
            self.end_as(Some(level))?;
        } else if is_rule(words) || is_definition(words) {
            self.end()?;
        } else if let Some((mark, text)) = note(words) {
            self.end()?;
            self.begin(lines[at], at, text);
            if let Some(open) = &mut self.open {
                open.mark = Some(mark.to_owned());
            }
        } else if let Some(text) = item(words) {
            self.end()?;
            self.begin(lines[at], at, text);
        } else if let Some(open) = &mut self.open {
            open.text.push('\n');
            open.lines
                .push(line_start(lines[at], at, words, open.text.len()));
            open.text.push_str(words);
        } else {
            self.begin(lines[at], at, words);
        }
        Ok(at + 1)
    }

    /// A paragraph begins.
    fn begin(&mut self, line: &str, at: usize, text: &str) {
        let start = line.len() - line.trim_start().len();
        self.open = Some(Open {
            mark: None,
            text: text.to_owned(),
            spot: spot(line, at, start, line.trim_end().len()),
            lines: vec![line_start(line, at, text, 0)],
        });
    }

    /// The paragraph that is open ends.
    fn end(&mut self) -> Result<(), Cause> {
        self.end_as(None)
    }

    fn end_as(&mut self, heading: Option<u8>) -> Result<(), Cause> {
        let Some(open) = self.open.take() else {
            return Ok(());
        };
        let mut printed = Printed::default();
        if let Some(mark) = open.mark {
            let face = Face {
                rise: Rise::Mark,
                ..Face::default()
            };
            printed.push(&mark, face);
            printed.push(" ", Face::default());
        }
        inline::print(&open.text, &mut printed);
        let lines = open.lines.iter();
        let lines = lines.map(|start| (beginning(&open.text[start.at..]), *start));
        self.add(printed, open.spot, heading, &lines.collect::<Vec<_>>())
    }

    fn add(
        &mut self,
        printed: Printed,
        spot: Spot,
        heading: Option<u8>,
        lines: &[(&str, LineStart)],
    ) -> Result<(), Cause> {
        if !printed.is_blank() {
            let text = printed.into_text().replace('\n', " ").trim().to_owned();
            let paragraph = Paragraph {
                lines: lines_within(&text, lines),
                text,
                spot,
                heading,
            };
            self.content.blocks.push(Block::Paragraph(paragraph));
        }
        match self.content.blocks.len() > MOST_BLOCKS {
            true => Err(Cause::TooLarge(Bound::Paragraphs(MOST_BLOCKS as u64))),
            false => Ok(()),
        }
    }

    /// Lines that are printed as they are, each by itself.
    fn fenced(&mut self, lines: &[&str], from: usize, fence: &str) -> Result<usize, Cause> {
        for (at, line) in lines.iter().enumerate().skip(from) {
            let words = line.trim();
            let ends = words.starts_with(fence) && words.trim_start_matches(&fence[..1]).is_empty();
            if ends {
                return Ok(at + 1);
            }
            let mut printed = Printed::default();
            printed.push(words, Face::default());
            let start = line.len() - line.trim_start().len();
            let begins = [(words, line_start(line, at, words, 0))];
            let spot = spot(line, at, start, line.trim_end().len());
            self.add(printed, spot, None, &begins)?;
        }
        Ok(lines.len())
    }

    /// A table: its header, a rule, and rows as far as a blank line.
    fn table(&mut self, lines: &[&str], from: usize, width: usize) -> Result<usize, Cause> {
        let mut grid = Grid {
            name: None,
            rows: vec![row(lines[from], from, true)],
            spot: spot(lines[from], from, 0, lines[from].trim_end().len()),
            is_sheet: false,
        };
        let mut at = from + 2;
        self.cells += width;
        while let Some(line) = lines.get(at) {
            let words = unquoted(line).trim();
            if words.is_empty() || heading(words).is_some() || fence(words).is_some() {
                break;
            }
            let row = row(line, at, false);
            self.cells += row.cells.len();
            if self.cells > MOST_CELLS {
                return Err(Cause::TooLarge(Bound::Cells(MOST_CELLS as u64)));
            }
            grid.rows.push(row);
            at += 1;
        }
        self.content.blocks.push(Block::Grid(grid));
        Ok(at)
    }

    /// A table that is written as pages of the web are.
    #[cfg(feature = "html")]
    fn page_table(&mut self, lines: &[&str], at: usize) -> Option<Result<usize, Cause>> {
        let begins = |line: &str| {
            let start = line.trim_start().get(..6);
            start.is_some_and(|start| start.eq_ignore_ascii_case("<table"))
        };
        let ends = |line: &&str| line.to_ascii_lowercase().contains("</table>");
        if !begins(lines[at]) {
            return None;
        }
        if at < self.no_page_table {
            return None;
        }
        let Some(length) = lines[at..].iter().position(ends) else {
            self.no_page_table = lines.len();
            return None;
        };
        let length = length + 1;
        if let Err(cause) = self.end() {
            return Some(Err(cause));
        }
        let page = lines[at..at + length].join("\n");
        let first = spot(lines[at], at, 0, lines[at].trim_end().len());
        let read = super::html::read(page.as_bytes()).map(|content| {
            for mut block in content.blocks {
                match &mut block {
                    Block::Paragraph(paragraph) => paragraph.spot = first.clone(),
                    Block::Grid(grid) => grid.spot = first.clone(),
                }
                self.content.blocks.push(block);
            }
            self.content.told.extend(content.told);
            at + length
        });
        Some(read)
    }
}

/// Where some words of a line begin, that are these bytes of a paragraph.
fn line_start(line: &str, at: usize, words: &str, byte: usize) -> LineStart {
    let before = line.find(words).map_or("", |start| &line[..start]);
    LineStart {
        at: byte,
        line: at as u64 + 1,
        column: before.chars().count() as u64 + 1,
    }
}

/// How a line begins, up to the first sign that may say how it is printed.
fn beginning(line: &str) -> &str {
    let line = line.trim_start_matches(['*', '_', '`', '[', '~']);
    let end = line.find(['*', '_', '`', '[', '~', '\\', '\n', '<', '&']);
    line[..end.unwrap_or(line.len())].trim()
}

/// Where the lines of a paragraph begin in its text; one that is not found there
/// goes on from the line before.
fn lines_within(text: &str, lines: &[(&str, LineStart)]) -> Vec<LineStart> {
    let mut found: Vec<LineStart> = Vec::new();
    let mut from = 0;
    for (begins, start) in lines {
        let at = match found.is_empty() {
            true => Some(0),
            false if begins.is_empty() => None,
            false => text[from..].find(begins).map(|at| from + at),
        };
        let Some(at) = at else { continue };
        found.push(LineStart { at, ..*start });
        from = at + text[at..].find(' ').unwrap_or(0);
    }
    found
}

/// A place in a line, in bytes of it.
fn spot(line: &str, at: usize, start: usize, end: usize) -> Spot {
    let count = |text: &str| text.chars().count() as u64;
    Spot::Line {
        line: at as u64 + 1,
        column: count(&line[..start]) + 1,
        length: count(&line[start..end.max(start)]),
    }
}

/// A row of a table.
fn row(line: &str, at: usize, header: bool) -> GridRow {
    let mut row = GridRow {
        header,
        ..GridRow::default()
    };
    for (column, (start, end)) in (0_u32..).zip(parts(line)) {
        let words = line[start..end].trim();
        let start = start + (line[start..end].len() - line[start..end].trim_start().len());
        let mut printed = Printed::default();
        inline::print(&words.replace("\\|", "|"), &mut printed);
        let bold = printed.is_bold();
        let (text, footnotes) = printed.into_cell();
        let spot = spot(line, at, start, start + words.len());
        row.cells.push(GridCell {
            footnotes,
            emphasis: match (header, bold) {
                (true, _) => Emphasis::Header,
                (_, true) => Emphasis::Bold,
                _ => Emphasis::None,
            },
            ..GridCell::plain(column, text, spot)
        });
    }
    row
}

/// Where the cells of a row stand in its line: bars part them, except those
/// behind a backslash.
fn parts(line: &str) -> Vec<(usize, usize)> {
    let inner = unquoted(line);
    let mut start = line.len() - inner.len();
    let mut end = line.trim_end().len();
    start += inner.len() - inner.trim_start().len();
    if line[start..].starts_with('|') {
        start += 1;
    }
    let mut cells = Vec::new();
    let mut escaped = false;
    let mut from = start;
    for (at, byte) in line.bytes().enumerate().take(end).skip(start) {
        if byte == b'|' && !escaped {
            cells.push((from, at));
            from = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    end = end.max(from);
    if !line[from..end].trim().is_empty() || cells.is_empty() {
        cells.push((from, end));
    }
    cells
}

/// How many columns a table has that begins on a line: the line below is a rule
/// of as many.
fn columns(line: &str, rule: &str) -> Option<usize> {
    let dashes = |byte: u8| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t');
    let below = unquoted(rule).trim();
    if !line.contains('|') || !below.contains('-') || !below.bytes().all(dashes) {
        return None;
    }
    let rules = parts(rule);
    let is_rule = |(start, end): &(usize, usize)| {
        let cell = rule[*start..*end].trim();
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    let same = rules.len() == parts(line).len();
    (same && rules.iter().all(is_rule)).then_some(rules.len())
}

/// The line behind the facts about a text that it may begin with.
fn after_facts(lines: &[&str]) -> usize {
    if lines.first().map(|line| line.trim_end()) != Some("---") {
        return 0;
    }
    let mut facts = lines.iter().enumerate().take(FACTS).skip(1);
    let end = facts.find(|(_, line)| matches!(line.trim_end(), "---" | "..."));
    end.map_or(0, |(at, _)| at + 1)
}

/// A line without the marks of a quotation.
fn unquoted(line: &str) -> &str {
    let mut rest = line;
    while let Some(inner) = rest.trim_start().strip_prefix('>') {
        rest = inner;
    }
    rest
}

fn fence(words: &str) -> Option<&str> {
    let marks = |mark: char| words.len() - words.trim_start_matches(mark).len();
    let length = marks('`').max(marks('~'));
    let info = &words[length..];
    (length > 2 && !(words.starts_with('`') && info.contains('`'))).then(|| &words[..length])
}

/// How deep a heading a line is, and its text.
fn heading(words: &str) -> Option<(u8, &str)> {
    let text = words.trim_start_matches('#');
    let level = words.len() - text.len();
    let closed = text.is_empty() || text.starts_with([' ', '\t']);
    if !(1..=6).contains(&level) || !closed {
        return None;
    }
    let text = text.trim();
    let bare = text.trim_end_matches('#');
    let closes = bare.is_empty() || bare.ends_with([' ', '\t']);
    Some((level as u8, if closes { bare.trim_end() } else { text }))
}

/// Whether a line makes a heading of the one above it.
fn underline(words: &str) -> Option<u8> {
    match words.as_bytes() {
        [b'=', rest @ ..] => rest.iter().all(|byte| *byte == b'=').then_some(1),
        [b'-', rest @ ..] => rest.iter().all(|byte| *byte == b'-').then_some(2),
        _ => None,
    }
}

/// Whether a line is drawn across the page.
fn is_rule(words: &str) -> bool {
    let bare: Vec<u8> = words.bytes().filter(|byte| *byte != b' ').collect();
    let first = bare.first().copied().unwrap_or_default();
    bare.len() > 2 && b"-*_".contains(&first) && bare.iter().all(|byte| *byte == first)
}

/// Whether a line says where links lead: `[1]: https://a.b`.
fn is_definition(words: &str) -> bool {
    let inner = words
        .strip_prefix('[')
        .filter(|inner| !inner.starts_with('^'));
    inner
        .and_then(|inner| inner.split_once("]:"))
        .is_some_and(|(name, _)| !name.contains(']'))
}

/// The mark and the text of a note: `[^1]: Preliminary.`
fn note(words: &str) -> Option<(&str, &str)> {
    let (mark, text) = words.strip_prefix("[^")?.split_once("]:")?;
    Some((mark, text.trim()))
}

/// The text of an item of a list; a number stays, a bullet does not.
fn item(words: &str) -> Option<&str> {
    if let Some(rest) = words.strip_prefix(['-', '*', '+']) {
        return rest.starts_with([' ', '\t']).then(|| rest.trim());
    }
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.len() - rest.len();
    let after = rest.strip_prefix(['.', ')'])?;
    let is_item = (1..=9).contains(&digits) && after.starts_with([' ', '\t']);
    is_item.then_some(words)
}
