//! Texts of word processors in Office Open XML (.docx): the body in order, then
//! the notes that it refers to. Styles say what is a heading (`styles`), lists
//! are numbered as they are printed (`numbering`), and one pass over the body
//! builds its paragraphs and tables (`body`, `frame`). Headers, footers and
//! comments are left out; changes are taken as accepted.

mod body;
mod frame;
mod notes;
mod numbering;
mod properties;
mod run;
mod styles;
#[cfg(test)]
pub(super) mod tests;

use super::Content;
use super::flow::Flow;
use super::packed::{Packed, Unpacked};
use super::told::{Cause, Told};
use super::xml::{Piece, Xml};
use crate::document::damage::Damage;
use body::{Body, Fields};
use notes::NoteKind;
use numbering::Numbering;
use styles::Styles;

/// The parts of a document that hold the notes of each kind.
const NOTES: [(NoteKind, &str); 2] = [(NoteKind::Foot, "footnotes"), (NoteKind::End, "endnotes")];

/// Reads a document.
pub(super) fn read(packed: &mut Packed<'_>) -> Result<Content, Cause> {
    match read_with(packed, Fields::Followed)? {
        Some(content) => Ok(content),
        // A field that has no end would hide what stands behind it.
        None => Ok(read_with(packed, Fields::Ignored)?.unwrap_or_default()),
    }
}

/// Reads a document; none where a field of it has no end.
fn read_with(packed: &mut Packed<'_>, fields: Fields) -> Result<Option<Content>, Cause> {
    let parts = Parts::of(packed)?;
    let styles = match parts.open(packed, "styles")? {
        Some(part) => Styles::read(&mut Xml::new(part))?,
        None => Styles::default(),
    };
    let numbering = match parts.open(packed, "numbering")? {
        Some(part) => Numbering::read(&mut Xml::new(part))?,
        None => Numbering::default(),
    };
    let mut flow = Flow::default();
    let mut body = Body::new(&styles, numbering, fields);
    let part = packed.part(&parts.body)?;
    let part = part.ok_or_else(|| Cause::Damaged(Damage::Missing(parts.body.to_string())))?;
    body.read(&mut Xml::new(part), &mut flow)?;
    if body.is_in_code() {
        return Ok(None);
    }
    for (kind, name) in NOTES {
        if let Some(part) = parts.open(packed, name)?.filter(|_| body.refers_to(kind)) {
            body.read_notes(kind, &mut Xml::new(part), &mut flow)?;
        }
    }
    if body.changes > 0 {
        flow.tell(Told::TrackedChanges(body.changes));
    }
    if body.hidden > 0 {
        flow.tell(Told::HiddenText(body.hidden));
    }
    if packed.has("word/vbaProject.bin") {
        flow.tell(Told::Macros);
    }
    Ok(Some(flow.finish()))
}

/// Where the parts of a document stand in it, as it says itself.
struct Parts {
    body: String,
    others: Vec<(String, String)>,
}

impl Parts {
    fn of(packed: &mut Packed<'_>) -> Result<Parts, Cause> {
        let mut root = relations(packed, "_rels/.rels", "")?.into_iter();
        let body = root.find(|(kind, _)| kind == "officeDocument");
        let body = body.map_or_else(|| "word/document.xml".to_owned(), |(_, part)| part);
        let (folder, name) = body.rsplit_once('/').unwrap_or(("", &body));
        let others = relations(packed, &format!("{folder}/_rels/{name}.rels"), folder)?;
        Ok(Parts { body, others })
    }

    /// Opens a part of a kind, where the document has one.
    fn open<'p>(
        &self,
        packed: &'p mut Packed<'_>,
        kind: &str,
    ) -> Result<Option<Unpacked<'p>>, Cause> {
        match self.others.iter().find(|(of, _)| of == kind) {
            Some((_, name)) => packed.part(name),
            None => packed.part(&format!("word/{kind}.xml")),
        }
    }
}

/// What a part of a document refers to within it: the last word of its kind,
/// and where it stands.
fn relations(
    packed: &mut Packed<'_>,
    name: &str,
    folder: &str,
) -> Result<Vec<(String, String)>, Cause> {
    let mut all = Vec::new();
    let Some(part) = packed.part(name)? else {
        return Ok(all);
    };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "Relationship" => {
                let inside = tag.get("TargetMode").as_deref() != Some("External");
                if let (Some(kind), Some(to)) =
                    (tag.get("Type"), tag.get("Target").filter(|_| inside))
                {
                    let kind = kind.rsplit('/').next().unwrap_or_default();
                    let to = match to.strip_prefix('/') {
                        Some(whole) => whole.to_owned(),
                        None => format!("{folder}/{to}").trim_start_matches('/').to_owned(),
                    };
                    all.push((kind.to_owned(), to));
                }
            }
            Piece::End => return Ok(all),
            _ => {}
        }
    }
}
