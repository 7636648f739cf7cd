//! Which parts belong to a part, and as what.

use crate::document::Cause;
use crate::document::packed::Packed;
use crate::document::xml::{Piece, Xml};

/// The parts that belong to a part.
#[derive(Default)]
pub(super) struct Relations {
    /// Each one's name, what it is, and where it stands.
    all: Vec<(String, String, String)>,
}

/// How many parts may belong to one.
const MOST: usize = 50_000;

impl Relations {
    /// Reads what belongs to a part; to the package itself where it has no name.
    pub(super) fn of(package: &mut Packed, part: &str) -> Result<Relations, Cause> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let listed = match folder {
            "" => format!("_rels/{name}.rels"),
            folder => format!("{folder}/_rels/{name}.rels"),
        };
        let mut relations = Relations::default();
        let Some(stream) = package.part(&listed)? else {
            return Ok(relations);
        };
        let mut xml = Xml::new(stream);
        loop {
            match xml.next()? {
                Piece::Open(tag) if tag.name() == "Relationship" => {
                    // What stands outside is never looked for.
                    let outside = tag.get("TargetMode").is_some_and(|mode| mode == "External");
                    let (id, kind, target) = (tag.get("Id"), tag.get("Type"), tag.get("Target"));
                    let (Some(id), Some(kind), Some(target)) = (id, kind, target) else {
                        continue;
                    };
                    let kind = kind.rsplit('/').next().unwrap_or_default();
                    if !outside && relations.all.len() < MOST {
                        let place = resolved(folder, &target);
                        relations
                            .all
                            .push((id.into_owned(), kind.to_owned(), place));
                    }
                }
                Piece::End => return Ok(relations),
                _ => {}
            }
        }
    }

    /// Where the first part of a kind stands.
    pub(super) fn first(&self, kind: &str) -> Option<&str> {
        self.each(kind).next()
    }

    /// Where all parts of a kind stand.
    pub(super) fn each(&self, kind: &str) -> impl Iterator<Item = &str> {
        let of_kind = self.all.iter().filter(move |(_, has, _)| has == kind);
        of_kind.map(|(_, _, place)| place.as_str())
    }

    /// Where a part stands, by its name here and what it is.
    pub(super) fn part(&self, name: &str, kind: &str) -> Option<&str> {
        let found = self
            .all
            .iter()
            .find(|(id, has, _)| id == name && has == kind);
        found.map(|(_, _, place)| place.as_str())
    }
}

/// A target as seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}
