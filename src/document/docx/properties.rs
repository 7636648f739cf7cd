//! Properties of paragraphs, runs, tables, rows and cells, as they are written in
//! the text itself.

use super::super::printed::Rise;
use super::super::xml::Tag;
use super::frame::{Element, Frame, Look, Merge, ParagraphFrame, Run};
use super::styles::{Styles, indent, level, outline, rise};

/// Takes a property of a paragraph; what it is where it has some of its own.
pub(super) fn paragraph_property(
    within: Element,
    tag: &Tag<'_>,
    paragraph: &mut ParagraphFrame,
    styles: &Styles,
    changes: &mut usize,
) -> Option<Element> {
    use Element as E;
    let style = &mut paragraph.style;
    match (within, tag.name()) {
        (E::Paragraph, "pStyle") => {
            *style = styles.named(&tag.get("val").unwrap_or_default());
        }
        (E::Paragraph, "outlineLvl") => style.heading = Some(outline(tag)),
        (E::Paragraph, "ind") => style.indent = Some(indent(tag)),
        (E::Paragraph, "numPr") => return Some(E::List),
        (E::Paragraph, "rPr") => return Some(E::End),
        (E::List, "numId") => style.list = tag.get("val").map(|id| id.into_owned()),
        (E::List, "ilvl") => style.level = Some(level(tag)),
        (E::End, "del" | "moveFrom") => {
            paragraph.joined = true;
            *changes += 1;
        }
        (E::End, "ins" | "moveTo") => *changes += 1,
        _ => {}
    }
    None
}

/// A property of a run.
pub(super) fn run_property(tag: &Tag<'_>, run: &mut Run, styles: &Styles) {
    match tag.name() {
        "rStyle" => {
            let style = styles.named(&tag.get("val").unwrap_or_default());
            run.take(&style);
        }
        "b" => run.face.bold = tag.is_on(),
        "vanish" => run.hidden = tag.is_on(),
        "vertAlign" => run.face.rise = rise(tag),
        // Raised by hand, in half points.
        "position" if tag.number("val") >= Some(4) => run.face.rise = Rise::Raised,
        _ => {}
    }
}

/// A property of a table, a row or a cell.
pub(super) fn table_property(
    within: Element,
    tag: &Tag<'_>,
    frame: Option<&mut Frame>,
    styles: &Styles,
    changes: &mut usize,
) {
    let value = || tag.get("val").unwrap_or_default();
    let number = || tag.number("val").unwrap_or(0);
    match (within, frame, tag.name()) {
        (Element::Table, Some(Frame::Table(table)), "tblStyle") => {
            table.bold = styles.named(&value()).bold_parts;
        }
        (Element::Table, Some(Frame::Table(table)), "tblLook") => table.look = look(tag),
        (Element::Table, Some(Frame::Table(table)), "tblCaption") => table.call(&value()),
        (Element::Row, Some(Frame::Row(row)), "tblHeader") => row.header = tag.is_on(),
        (Element::Row, Some(Frame::Row(row)), "hidden") => row.hidden = tag.is_on(),
        (Element::Row, Some(Frame::Row(row)), "gridBefore") => row.pass(number()),
        (Element::Row, Some(Frame::Row(row)), "del") => {
            row.gone = true;
            *changes += 1;
        }
        (Element::Row, Some(Frame::Row(_)), "ins") => *changes += 1,
        (Element::Cell, Some(Frame::Cell(cell)), "gridSpan") => {
            cell.columns = number().clamp(1, 1000) as u32;
        }
        (Element::Cell, Some(Frame::Cell(cell)), "vMerge") => {
            cell.merge = Some(match &*value() {
                "restart" => Merge::Starts,
                _ => Merge::Continues,
            });
        }
        (Element::Cell, Some(Frame::Cell(cell)), "hMerge") => cell.joined = value() != "restart",
        (Element::Cell, Some(Frame::Cell(cell)), "cellDel") => {
            cell.gone = true;
            *changes += 1;
        }
        _ => {}
    }
}

/// Which parts of a table take what its style says of them.
fn look(tag: &Tag<'_>) -> Look {
    let bits = tag.get("val");
    let bits = bits
        .and_then(|bits| u32::from_str_radix(&bits, 16).ok())
        .unwrap_or(0);
    let is = |name: &str, bit: u32| match tag.get(name) {
        Some(value) => matches!(&*value, "1" | "true" | "on"),
        None => bits & bit != 0,
    };
    Look {
        first_row: is("firstRow", 0x20),
        last_row: is("lastRow", 0x40),
        first_column: is("firstColumn", 0x80),
    }
}
