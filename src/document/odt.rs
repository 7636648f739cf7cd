//! Texts of word processors in OpenDocument (.odt): the body in order, then its
//! notes. What was taken out stands apart in such a text, and is left out; what
//! was put in counts.

use super::flow::{Flow, FlowCell, FlowRow, FlowTable, Flowing, MOST_COLUMNS, Part};
use super::packed::Packed;
use super::printed::{Face, Rise};
use super::told::{Cause, Told};
use super::xml::{Piece, Tag, Xml};
use super::{Content, Emphasis, Hint};
use crate::document::damage::Damage;
use std::collections::HashMap;
use std::io::BufRead;

/// Where the text stands.
pub(super) const BODY: &str = "content.xml";
/// How many styles may be based on one another.
const LONGEST_CHAIN: usize = 32;
/// How many spaces may stand side by side.
const MOST_SPACES: i64 = 256;

/// What is no text of the page.
const NO_TEXT: [&str; 10] = [
    "annotation",
    "annotation-end",
    "forms",
    "ruby-text",
    "script",
    "event-listeners",
    "title",
    "desc",
    "number",
    "meta",
];

/// Reads a document.
pub(super) fn read(packed: &mut Packed<'_>) -> Result<Content, Cause> {
    let manifest = packed.text("META-INF/manifest.xml")?;
    if manifest.is_some_and(|text| text.contains("encryption-data")) {
        return Err(Cause::Encrypted);
    }
    let mut body = Body::default();
    for name in ["styles.xml", BODY] {
        if let Some(part) = packed.part(name)? {
            body.styles(&mut Xml::new(part))?;
        }
    }
    let mut flow = Flow::default();
    let part = packed.part(BODY)?;
    let part = part.ok_or_else(|| Cause::Damaged(Damage::Missing(BODY.to_owned())))?;
    body.read(&mut Xml::new(part), &mut flow)?;
    Ok(flow.finish())
}

/// Reads a document in one flat file (.fodt).
pub(super) fn read_flat(bytes: &[u8]) -> Result<Content, Cause> {
    let mut body = Body::default();
    body.styles(&mut Xml::new(bytes))?;
    let mut flow = Flow::default();
    body.read(&mut Xml::new(bytes), &mut flow)?;
    Ok(flow.finish())
}

/// What a style says; none where it leaves it to the one it is based on.
#[derive(Clone, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
    rise: Option<Rise>,
    indent: Option<i32>,
    is_title: bool,
}

/// How text is printed where the reader is.
#[derive(Clone, Copy, Default)]
struct Look {
    face: Face,
    hidden: bool,
}

/// An element that is open.
enum Open {
    /// Nothing of its own: what stands in it counts.
    Other,
    /// The text, a box.
    Parts(Vec<Part>),
    /// A note, and its mark.
    Note(Vec<Part>),
    /// The mark of a note.
    Citation(String),
    Table(FlowTable),
    /// Rows that are repeated on each page.
    HeaderRows,
    Row(FlowRow, u32),
    Cell(FlowCell),
    Paragraph(Flowing, Vec<Part>),
    /// A stretch of text; how text is printed behind it.
    Span(Look),
}

/// A text that is read.
#[derive(Default)]
struct Body {
    styles: HashMap<(String, String), Style>,
    open: Vec<Open>,
    look: Look,
    mark: String,
    notes: Vec<Part>,
    changes: usize,
    hidden: usize,
}

impl Body {
    /// Reads the styles of a part.
    fn styles<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<(), Cause> {
        let mut last = None;
        loop {
            match xml.next()? {
                Piece::Open(tag) if tag.name() == "body" => xml.skip()?,
                Piece::Open(tag) => match (tag.name(), &last) {
                    ("style", _) => {
                        let word = |name| tag.get(name).unwrap_or_default().into_owned();
                        let name = word("name");
                        let style = Style {
                            parent: tag.get("parent-style-name").map(|name| name.into_owned()),
                            is_title: matches!(name.as_str(), "Title"),
                            ..Style::default()
                        };
                        let key = (word("family"), name);
                        self.styles.insert(key.clone(), style);
                        last = Some(key);
                    }
                    ("text-properties" | "paragraph-properties", Some(key)) => {
                        if let Some(style) = self.styles.get_mut(key) {
                            style.take(&tag);
                        }
                    }
                    _ => {}
                },
                Piece::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// A style with what it takes from those it is based on.
    fn style(&self, family: &str, tag: &Tag<'_>) -> Style {
        let mut style = Style::default();
        let mut name = tag.get("style-name").map(|name| name.into_owned());
        for _ in 0..LONGEST_CHAIN {
            let Some(below) = name.and_then(|name| self.styles.get(&(family.to_owned(), name)))
            else {
                break;
            };
            style.bold = style.bold.or(below.bold);
            style.hidden = style.hidden.or(below.hidden);
            style.rise = style.rise.or(below.rise);
            style.indent = style.indent.or(below.indent);
            style.is_title |= below.is_title;
            name = below.parent.clone();
        }
        style
    }

    /// Reads the text.
    fn read<R: BufRead>(&mut self, xml: &mut Xml<R>, flow: &mut Flow) -> Result<(), Cause> {
        self.open = vec![Open::Parts(Vec::new())];
        let mut in_body = false;
        loop {
            match xml.next()? {
                Piece::Open(tag) if !in_body => {
                    in_body = tag.name() == "body";
                    self.open.push(Open::Other);
                }
                Piece::Open(tag) => match self.begin(&tag, flow)? {
                    Some(open) => self.open.push(open),
                    None => xml.skip()?,
                },
                Piece::Close => {
                    self.end();
                    // What was read as a whole is handed on.
                    let inside = self.open.iter().skip(1);
                    if inside.clone().all(|open| matches!(open, Open::Other))
                        && let Some(Open::Parts(parts)) = self.open.first_mut()
                    {
                        parts.drain(..).try_for_each(|part| flow.add(part))?;
                    }
                }
                Piece::Text(text) if in_body => self.print(&text, true),
                Piece::Text(_) => {}
                Piece::End => break,
            }
        }
        self.notes.drain(..).try_for_each(|part| flow.add(part))?;
        if self.changes > 0 {
            flow.tell(Told::TrackedChanges(self.changes));
        }
        if self.hidden > 0 {
            flow.tell(Told::HiddenText(self.hidden));
        }
        Ok(())
    }

    /// An element begins; none where it is passed over.
    fn begin(&mut self, tag: &Tag<'_>, flow: &mut Flow) -> Result<Option<Open>, Cause> {
        let name = tag.name();
        Ok(match name {
            "p" | "h" => Some(self.paragraph(tag)),
            "span" => {
                let before = self.look;
                let style = self.style("text", tag);
                self.look.take(&style);
                Some(Open::Span(before))
            }
            "s" => {
                let count = tag.number("c").unwrap_or(1).clamp(1, MOST_SPACES);
                self.print(&" ".repeat(count as usize), false);
                Some(Open::Other)
            }
            "tab" => {
                self.print(" ", false);
                Some(Open::Other)
            }
            "line-break" => {
                self.print("\n", false);
                Some(Open::Other)
            }
            "note-citation" => Some(Open::Citation(String::new())),
            "note-body" => Some(Open::Note(Vec::new())),
            "text-box" => Some(Open::Parts(Vec::new())),
            "table" => Some(Open::Table(FlowTable::default())),
            "table-header-rows" => Some(Open::HeaderRows),
            "table-row" => {
                let row = FlowRow {
                    header: self
                        .open
                        .iter()
                        .rev()
                        .take(1)
                        .any(|open| matches!(open, Open::HeaderRows)),
                    ..FlowRow::default()
                };
                Some(Open::Row(row, 0))
            }
            "table-cell" => Some(self.cell(tag, flow)?),
            "covered-table-cell" => {
                self.pass(tag.number("number-columns-repeated").unwrap_or(1));
                None
            }
            "tracked-changes" => Some(Open::Other),
            "changed-region" => {
                self.changes += 1;
                None
            }
            "section" if tag.get("display").as_deref() == Some("none") => {
                self.hidden += 1;
                None
            }
            "hidden-paragraph" | "hidden-text" => None,
            _ if NO_TEXT.contains(&name) || name.ends_with("-source") => None,
            _ => Some(Open::Other),
        })
    }

    fn paragraph(&mut self, tag: &Tag<'_>) -> Open {
        let style = self.style("paragraph", tag);
        self.look = Look::default();
        self.look.take(&style);
        let level = tag.number("outline-level").filter(|_| tag.name() == "h");
        let heading = level.map(|level| level.clamp(1, 9) as u8);
        let flowing = Flowing {
            heading: heading.or(style.is_title.then_some(1)),
            indent: style.indent.unwrap_or(0),
            ..Flowing::default()
        };
        Open::Paragraph(flowing, Vec::new())
    }

    fn cell(&mut self, tag: &Tag<'_>, flow: &mut Flow) -> Result<Open, Cause> {
        flow.count_cell()?;
        let number = |name: &str, most: u32| {
            let number = tag.number(name).unwrap_or(1);
            number.clamp(1, i64::from(most)) as u32
        };
        let column = match self.open.last() {
            Some(Open::Row(_, column)) => *column,
            _ => 0,
        };
        self.pass(i64::from(number("number-columns-repeated", MOST_COLUMNS)));
        Ok(Open::Cell(FlowCell {
            column,
            rows: number("number-rows-spanned", 1 << 16),
            columns: number("number-columns-spanned", 1000),
            emphasis: Emphasis::None,
            hint: match tag.get("value-type").as_deref() {
                Some("float" | "percentage" | "currency") => Hint::Number,
                Some("date" | "time") => Hint::Date,
                _ => Hint::Unknown,
            },
            parts: Vec::new(),
        }))
    }

    /// Passes over columns of the row that is open.
    fn pass(&mut self, columns: i64) {
        if let Some(Open::Row(_, column)) = self.open.last_mut() {
            let columns = columns.clamp(0, i64::from(MOST_COLUMNS)) as u32;
            *column = (*column + columns).min(MOST_COLUMNS);
        }
    }

    /// The element that began last ends.
    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Paragraph(flowing, after)) => {
                self.put(Part::Paragraph(flowing));
                after.into_iter().for_each(|part| self.put(part));
            }
            Some(Open::Span(look)) => self.look = look,
            Some(Open::Table(table)) => self.put(Part::Table(table)),
            Some(Open::Parts(parts)) => parts.into_iter().for_each(|part| self.put(part)),
            Some(Open::Row(row, _)) => {
                let table = self.open.iter_mut().rev().find_map(|open| match open {
                    Open::Table(table) => Some(table),
                    _ => None,
                });
                if let Some(table) = table {
                    table.rows.push(row);
                }
            }
            Some(Open::Cell(cell)) => {
                if let Some(Open::Row(row, _)) = self.open.last_mut()
                    && cell.column < MOST_COLUMNS
                {
                    row.cells.push(cell);
                }
            }
            Some(Open::Citation(mark)) => {
                self.mark.clone_from(&mark);
                let look = self.look;
                self.look.face.rise = Rise::Mark;
                self.print(&mark, false);
                self.look = look;
            }
            Some(Open::Note(parts)) => {
                let mut parts = parts;
                if let Some(Part::Paragraph(first)) = parts.first_mut() {
                    first.begin_with_mark(&self.mark);
                }
                self.notes.extend(parts);
                // A note stands in the midst of a paragraph.
                self.look = Look::default();
            }
            Some(Open::Other | Open::HeaderRows) | None => {}
        }
    }

    /// Adds a part to what is open.
    fn put(&mut self, part: Part) {
        for open in self.open.iter_mut().rev() {
            match open {
                Open::Parts(parts) | Open::Note(parts) => return parts.push(part),
                Open::Cell(cell) => return cell.parts.push(part),
                Open::Paragraph(_, after) => return after.push(part),
                _ => {}
            }
        }
    }

    /// Prints a text in the paragraph that is open.
    fn print(&mut self, text: &str, flows: bool) {
        for open in self.open.iter_mut().rev() {
            match open {
                Open::Citation(mark) => return mark.push_str(text),
                Open::Paragraph(..) if self.look.hidden => {
                    self.hidden += usize::from(!text.trim().is_empty());
                    return;
                }
                Open::Paragraph(flowing, _) if flows => {
                    return flowing.printed.push_flowing(text, self.look.face);
                }
                Open::Paragraph(flowing, _) => {
                    return flowing.printed.push(text, self.look.face);
                }
                Open::Other | Open::Span(_) => {}
                _ => return,
            }
        }
    }
}

impl Style {
    /// Takes what properties say.
    fn take(&mut self, tag: &Tag<'_>) {
        if let Some(weight) = tag.get("font-weight") {
            self.bold = Some(matches!(&*weight, "bold" | "600" | "700" | "800" | "900"));
        }
        if let Some(display) = tag.get("display") {
            self.hidden = Some(display == "none");
        }
        if let Some(position) = tag.get("text-position") {
            let first = position.split_whitespace().next().unwrap_or_default();
            self.rise = Some(match first {
                "super" => Rise::Raised,
                "sub" => Rise::Lowered,
                lower if lower.starts_with('-') => Rise::Lowered,
                "0%" | "" => Rise::Level,
                _ => Rise::Raised,
            });
        }
        let lengths = ["margin-left", "text-indent"].map(|name| tag.get(name));
        if lengths.iter().any(Option::is_some) {
            let all = lengths.iter().flatten().map(|length| twips(length));
            self.indent = Some(all.sum());
        }
    }
}

impl Look {
    /// Takes what a style says.
    fn take(&mut self, style: &Style) {
        self.face.bold = style.bold.unwrap_or(self.face.bold);
        self.face.rise = style.rise.unwrap_or(self.face.rise);
        self.hidden = style.hidden.unwrap_or(self.hidden);
    }
}

/// A length in twentieths of a point.
fn twips(length: &str) -> i32 {
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let thousandths: i32 = format!("{part:0<3}")
        .get(..3)
        .and_then(|part| part.parse().ok())
        .unwrap_or(0);
    let whole: i32 = whole.parse().unwrap_or(0).clamp(0, 1000);
    let unit = match &length[number.len()..] {
        "cm" => 567,
        "mm" => 57,
        "in" => 1440,
        "pt" => 20,
        _ => 0,
    };
    (whole * 1000 + thousandths) * unit / 1000
}

#[cfg(test)]
mod tests {
    use super::super::docx::tests::{cells, grids, packed, paragraphs};
    use super::super::office::read;
    use super::super::told::{Cause, Told};

    fn text(styles: &str, body: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
             <office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        packed(&[("content.xml", &content)])
    }

    #[test]
    fn changes_count_what_is_hidden_does_not_and_notes_follow() {
        let styles = "<style:style style:name=\"v\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
            <style:style style:name=\"u\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>";
        let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>\
            <text:h text:outline-level=\"2\">Fees</text:h>\
            <text:p>86%<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Preliminary.</text:p></text:note-body></text:note> of\n  10<text:span text:style-name=\"u\">2</text:span><text:span text:style-name=\"v\">secret</text:span><text:s text:c=\"2\"/>m<text:line-break/>b<office:annotation><text:p>comment</text:p></office:annotation></text:p>\
            <text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>";
        let content = read(&text(styles, body)).expect("a document");
        let expected = [
            ("Fees", Some(2)),
            ("86% of 10²  m b", None),
            ("item", None),
            ("¹ Preliminary.", None),
        ];
        assert_eq!(paragraphs(&content), expected);
        assert_eq!(content.told, [Told::TrackedChanges(1), Told::HiddenText(1)]);
    }

    #[test]
    fn covered_cells_take_their_columns() {
        let body = "<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>a</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table-header-rows>\
            <table:table-row><table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>";
        let content = read(&text("", body)).expect("a document");
        let grid = grids(&content)[0];
        assert_eq!(cells(grid)[0], [(0, 1, 2, "a"), (2, 1, 1, "b")]);
        assert_eq!(cells(grid)[1], [(0, 1, 1, ""), (2, 1, 1, "1")]);
        assert!(grid.rows[0].header && !grid.rows[1].header);
    }

    #[test]
    fn a_password_is_told() {
        let bytes = packed(&[
            ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
            ("content.xml", "\u{1}"),
        ]);
        assert!(matches!(read(&bytes), Err(Cause::Encrypted)));
    }
}
