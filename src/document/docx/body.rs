//! One pass over the body of a text, or over its notes: each element is known
//! by its name and by what it stands in, and what is open is a stack of frames.

use super::super::flow::{Flow, Part};
use super::super::printed::{Face, Rise};
use super::super::told::Cause;
use super::super::xml::{Piece, Tag, Xml};
use super::frame::{
    CellFrame, Element, Frame, ParagraphFrame, PartsFrame, RowFrame, Run, TableFrame,
};
use super::notes::{NoteKind, mark};
use super::numbering::Numbering;
use super::properties::{paragraph_property, run_property, table_property};
use super::run::{Codes, sign, symbol};
use super::styles::Styles;
use std::collections::HashMap;
use std::io::BufRead;

/// Whether the code of fields is told from what they print.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fields {
    /// It is, by where they begin and end.
    Followed,
    /// It is not.
    Ignored,
}

/// Where the reader goes on.
enum Next {
    Inside(Element),
    Past,
}

/// A text that is read.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    fields: Fields,
    codes: Codes,
    frames: Vec<Frame>,
    elements: Vec<Element>,
    run: Run,
    /// Where a part of a formula stands by the line.
    rise: Rise,
    /// The notes that are referred to, in order.
    referred: Vec<(NoteKind, String)>,
    /// How many of each kind.
    counts: (usize, usize),
    /// Whose notes are read: their kind, and which one is open.
    note: Option<(NoteKind, String)>,
    notes: HashMap<String, Vec<Part>>,
    /// How many changes were taken as accepted.
    pub changes: usize,
    /// How many passages are hidden.
    pub hidden: usize,
}

impl<'s> Body<'s> {
    /// A text of which nothing was read.
    pub(super) fn new(styles: &'s Styles, numbering: Numbering, fields: Fields) -> Body<'s> {
        Body {
            styles,
            numbering,
            fields,
            codes: Codes::default(),
            frames: Vec::new(),
            elements: Vec::new(),
            run: Run::default(),
            rise: Rise::Level,
            referred: Vec::new(),
            counts: (0, 0),
            note: None,
            notes: HashMap::new(),
            changes: 0,
            hidden: 0,
        }
    }

    /// Whether a field that began has no end.
    pub(super) fn is_in_code(&self) -> bool {
        self.codes.are_open()
    }

    /// Whether it refers to notes of a kind.
    pub(super) fn refers_to(&self, kind: NoteKind) -> bool {
        self.referred.iter().any(|(of, _)| *of == kind)
    }

    /// Reads the body.
    pub(super) fn read<R: BufRead>(
        &mut self,
        xml: &mut Xml<R>,
        flow: &mut Flow,
    ) -> Result<(), Cause> {
        self.frames = vec![Frame::Parts(PartsFrame::default())];
        self.elements.clear();
        loop {
            match xml.next()? {
                Piece::Open(tag) => match self.open(&tag, flow)? {
                    Next::Inside(element) => self.elements.push(element),
                    Next::Past => xml.skip()?,
                },
                Piece::Close => {
                    self.close();
                    self.hand_on(flow)?;
                }
                Piece::Text(text) => self.text(&text),
                Piece::End => break,
            }
        }
        if let Some(Frame::Parts(parts)) = self.frames.pop() {
            parts
                .into_parts()
                .into_iter()
                .try_for_each(|part| flow.add(part))?;
        }
        Ok(())
    }

    /// Reads the notes of a kind, and adds those that are referred to in the
    /// order in which they are.
    pub(super) fn read_notes<R: BufRead>(
        &mut self,
        kind: NoteKind,
        xml: &mut Xml<R>,
        flow: &mut Flow,
    ) -> Result<(), Cause> {
        self.note = Some((kind, String::new()));
        self.read(xml, flow)?;
        self.note = None;
        let ids: Vec<String> = self
            .referred
            .iter()
            .filter(|(of, _)| *of == kind)
            .map(|(_, id)| id.clone())
            .collect();
        for (at, id) in ids.iter().enumerate() {
            let mut parts = self.notes.remove(id).unwrap_or_default();
            if let Some(Part::Paragraph(first)) = parts.first_mut() {
                first.begin_with_mark(&mark(kind, at));
            }
            parts.into_iter().try_for_each(|part| flow.add(part))?;
        }
        Ok(())
    }

    /// Hands on what was read as a whole.
    fn hand_on(&mut self, flow: &mut Flow) -> Result<(), Cause> {
        match self.frames.as_mut_slice() {
            [Frame::Parts(whole)] => whole.parts.drain(..).try_for_each(|part| flow.add(part)),
            _ => Ok(()),
        }
    }

    /// An element begins.
    fn open(&mut self, tag: &Tag<'_>, flow: &mut Flow) -> Result<Next, Cause> {
        use Element as E;
        let name = tag.name();
        let within = self.elements.last().copied().unwrap_or(E::Other);
        if name.ends_with("PrChange") || matches!(name, "tblGridChange" | "numberingChange") {
            return Ok(Next::Past);
        }
        match within {
            E::Paragraph | E::End | E::List => {
                let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() else {
                    return Ok(Next::Past);
                };
                let changes = &mut self.changes;
                let inner = paragraph_property(within, tag, paragraph, self.styles, changes);
                return Ok(inner.map_or(Next::Past, Next::Inside));
            }
            E::RunLook => run_property(tag, &mut self.run, self.styles),
            E::Table | E::Row | E::Cell => {
                let frame = self.frames.last_mut();
                table_property(within, tag, frame, self.styles, &mut self.changes);
            }
            E::Ways { taken } => return Ok(self.way(name, taken)),
            _ => return self.content(name, tag, flow),
        }
        Ok(Next::Inside(E::Other))
    }

    /// One of several ways to show the same: the first counts.
    fn way(&mut self, name: &str, taken: bool) -> Next {
        if name != "Choice" || taken {
            return match name == "Fallback" && !taken {
                true => Next::Inside(Element::Other),
                false => Next::Past,
            };
        }
        if let Some(last) = self.elements.last_mut() {
            *last = Element::Ways { taken: true };
        }
        Next::Inside(Element::Other)
    }

    /// An element of the text itself begins.
    fn content(&mut self, name: &str, tag: &Tag<'_>, flow: &mut Flow) -> Result<Next, Cause> {
        use Element as E;
        let frame = match name {
            "p" => Frame::Paragraph(Box::new(self.paragraph())),
            "tbl" => Frame::Table(TableFrame::default()),
            "tr" => Frame::Row(RowFrame::default()),
            "tc" => {
                flow.count_cell()?;
                Frame::Cell(CellFrame::default())
            }
            "txbxContent" => Frame::Parts(PartsFrame::default()),
            "footnote" | "endnote" if self.note.is_some() => return Ok(self.open_note(tag)),
            _ => return Ok(self.inline(name, tag)),
        };
        self.frames.push(frame);
        Ok(Next::Inside(E::Frame))
    }

    /// An element within a paragraph, or around several, begins.
    fn inline(&mut self, name: &str, tag: &Tag<'_>) -> Next {
        use Element as E;
        Next::Inside(match name {
            "del" | "moveFrom" => {
                self.changes += 1;
                return Next::Past;
            }
            "ins" | "moveTo" => {
                self.changes += 1;
                E::Other
            }
            "sdtPr" | "sdtEndPr" | "instrText" | "delInstrText" | "delText" | "rt" | "fldData"
            | "binData" | "sectPr" | "tblGrid" | "ffData" | "tblPrEx" => return Next::Past,
            "pPr" => E::Paragraph,
            "tblPr" => E::Table,
            "trPr" => E::Row,
            "tcPr" => E::Cell,
            "AlternateContent" => E::Ways { taken: false },
            "r" => {
                self.run = self.plain_run();
                E::Run
            }
            "rPr" if self.elements.last() == Some(&E::Run) => E::RunLook,
            "t" => E::Text {
                keeps_space: tag.get("space").as_deref() == Some("preserve"),
            },
            "sup" | "sub" => {
                self.rise = if name == "sup" {
                    Rise::Raised
                } else {
                    Rise::Lowered
                };
                E::OffLine
            }
            "den" => {
                self.print("/");
                E::Other
            }
            "d" => {
                self.print("(");
                E::Brackets
            }
            _ => {
                self.in_run(name, tag);
                E::Other
            }
        })
    }

    /// Something in a run that is no text.
    fn in_run(&mut self, name: &str, tag: &Tag<'_>) {
        if self.elements.last() != Some(&Element::Run) {
            return;
        }
        if let Some(sign) = sign(tag) {
            return self.print(sign);
        }
        match name {
            "sym" => {
                let mut room = [0; 4];
                if let Some(symbol) = symbol(tag) {
                    self.print(symbol.encode_utf8(&mut room));
                }
            }
            "fldChar" if self.fields == Fields::Followed => self.codes.pass(tag),
            "footnoteReference" => self.refer(NoteKind::Foot, tag),
            "endnoteReference" => self.refer(NoteKind::End, tag),
            _ => {}
        }
    }

    /// A note is referred to: its mark is printed, unless one follows that is
    /// the author's own.
    fn refer(&mut self, kind: NoteKind, tag: &Tag<'_>) {
        let id = tag.get("id").unwrap_or_default().into_owned();
        let count = match kind {
            NoteKind::Foot => &mut self.counts.0,
            NoteKind::End => &mut self.counts.1,
        };
        let before = *count;
        *count += 1;
        self.referred.push((kind, id));
        if tag.get("customMarkFollows").is_none() {
            self.run.face.rise = Rise::Mark;
            self.print(&mark(kind, before));
        }
    }

    /// A note begins; those that only part notes from the text are left out.
    fn open_note(&mut self, tag: &Tag<'_>) -> Next {
        let separates =
            |kind: &str| kind.to_lowercase().contains("separat") || kind == "continuationNotice";
        if tag.get("type").is_some_and(|kind| separates(&kind)) {
            return Next::Past;
        }
        if let Some((_, id)) = &mut self.note {
            *id = tag.get("id").unwrap_or_default().into_owned();
        }
        self.frames.push(Frame::Parts(PartsFrame::default()));
        Next::Inside(Element::Note)
    }

    /// The last element that began ends.
    fn close(&mut self) {
        match self.elements.pop() {
            Some(Element::Frame) => self.close_frame(),
            Some(Element::Paragraph) => self.settle(),
            Some(Element::OffLine) => self.rise = Rise::Level,
            Some(Element::Brackets) => self.print(")"),
            Some(Element::Note) => {
                if let (Some(Frame::Parts(parts)), Some((_, id))) = (self.frames.pop(), &self.note)
                {
                    self.notes.insert(id.clone(), parts.into_parts());
                }
            }
            _ => {}
        }
    }

    /// What is open ends, and becomes part of what it stands in.
    fn close_frame(&mut self) {
        match self.frames.pop() {
            Some(Frame::Paragraph(paragraph)) => self.close_paragraph(*paragraph),
            Some(Frame::Table(table)) => self.put(table.into_part()),
            Some(Frame::Row(row)) => {
                if let Some(Frame::Table(table)) = self.frames.last_mut() {
                    table.add(row);
                }
            }
            Some(Frame::Cell(cell)) => {
                if let Some(Frame::Row(row)) = self.frames.last_mut() {
                    row.add(cell);
                }
            }
            Some(Frame::Parts(parts)) => parts
                .into_parts()
                .into_iter()
                .for_each(|part| self.put(part)),
            None => {}
        }
    }

    fn close_paragraph(&mut self, mut paragraph: ParagraphFrame) {
        paragraph.flowing.heading = paragraph.style.heading.filter(|level| *level > 0);
        paragraph.flowing.indent = paragraph.style.indent.unwrap_or(0);
        match self.parts().filter(|_| paragraph.joined) {
            Some(parts) => parts.carried = Some(paragraph.flowing),
            None => self.put(Part::Paragraph(paragraph.flowing)),
        }
        paragraph.after.into_iter().for_each(|part| self.put(part));
    }

    /// The parts that a paragraph stands among.
    fn parts(&mut self) -> Option<&mut PartsFrame> {
        match self.frames.last_mut()? {
            Frame::Parts(parts) => Some(parts),
            Frame::Cell(cell) => Some(&mut cell.parts),
            _ => None,
        }
    }

    /// Adds a part to what is open.
    fn put(&mut self, part: Part) {
        for frame in self.frames.iter_mut().rev() {
            match frame {
                Frame::Parts(parts) => return parts.parts.push(part),
                Frame::Cell(cell) => return cell.parts.parts.push(part),
                Frame::Paragraph(paragraph) => return paragraph.after.push(part),
                Frame::Table(_) | Frame::Row(_) => {}
            }
        }
    }

    /// A paragraph that begins, with what goes on in it.
    fn paragraph(&mut self) -> ParagraphFrame {
        let carried = self.parts().and_then(|parts| parts.carried.take());
        ParagraphFrame {
            continued: carried.is_some(),
            flowing: carried.unwrap_or_default(),
            style: self.styles.usual().clone(),
            ..ParagraphFrame::default()
        }
    }

    /// The properties of a paragraph are known: its number is printed.
    fn settle(&mut self) {
        let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() else {
            return;
        };
        let style = &paragraph.style;
        let list = style.list.as_deref().filter(|_| !paragraph.continued);
        let number = list.and_then(|list| self.numbering.next(list, style.level.unwrap_or(0)));
        if let Some(number) = number {
            let face = Face {
                bold: style.bold.unwrap_or(false),
                ..Face::default()
            };
            paragraph.flowing.printed.push(&number, face);
        }
    }

    /// A run as the style of its paragraph has it.
    fn plain_run(&self) -> Run {
        let mut run = Run::default();
        if let Some(Frame::Paragraph(paragraph)) = self.frames.last() {
            run.take(&paragraph.style);
        }
        if self.rise != Rise::Level {
            run.face.rise = self.rise;
        }
        run
    }

    /// Text of the document, where it is some.
    fn text(&mut self, text: &str) {
        if let Some(Element::Text { keeps_space }) = self.elements.last() {
            match keeps_space {
                true => self.print(text),
                false => self.print(text.trim_matches([' ', '\t', '\r', '\n'])),
            }
        }
    }

    /// Prints a text in the run that is open.
    fn print(&mut self, text: &str) {
        if self.codes.are_open() {
            return;
        }
        if self.run.hidden {
            let first = !self.run.counted && !text.trim().is_empty();
            self.hidden += usize::from(first);
            self.run.counted |= first;
            return;
        }
        if let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() {
            paragraph.flowing.printed.push(text, self.run.face);
        }
    }
}
