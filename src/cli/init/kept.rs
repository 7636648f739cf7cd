//! Writes the files of a document's folder, and keeps what a person changed in
//! it: `places.json` remembers what each file said when it was written.

use crate::cli::alone::Alone;
use crate::cli::terminal::Terminal;
use crate::cli::whole_file::{Before, WriteError, write_over};
use crate::extract::Extract;
use crate::format::data_folder::FolderFile;
use crate::format::json::places::{Remembered, mark_of, places, remembered};
use crate::report::PLACES_FILE;
use std::path::Path;

/// A file that was not written, though it is of the folder.
pub(super) struct Kept {
    /// Its name.
    pub name: String,
    /// Why.
    pub fate: Fate,
}

/// Why a file was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// A person changed it.
    Changed,
    /// A person changed it, and what would be written is not what was.
    Differs,
    /// The document no longer has what it is of.
    Gone,
}

/// Why nothing, or not all, was written.
pub(super) enum NotWritten {
    /// A file cannot be.
    File(WriteError),
    /// The folder is not one of this document: of another one, or of none.
    Other(Option<String>),
}

impl From<WriteError> for NotWritten {
    fn from(error: WriteError) -> NotWritten {
        NotWritten::File(error)
    }
}

/// A file's name, and a mark of what it says.
pub(super) fn marked(file: &FolderFile) -> (String, String) {
    (file.name.clone(), mark_of(file.text.as_bytes()))
}

/// Writes the files of a document's folder; those that were not, and why.
pub(super) fn write(
    folder: &Path,
    files: &[FolderFile],
    extracted: &Extract,
    force: bool,
    terminal: &Terminal,
) -> Result<Vec<Kept>, NotWritten> {
    let failed = |error: std::io::Error| WriteError {
        path: folder.to_path_buf(),
        why: error.into(),
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let _alone = Alone::in_folder(folder).map_err(failed)?;
    let before = |name: &str| {
        let path = folder.join(name);
        let access = terminal.reach.within(folder);
        Before::of(&path, access).map_err(|why| WriteError {
            path,
            why: why.into(),
        })
    };
    let of_places = before(PLACES_FILE)?;
    let known = known(folder, &of_places, extracted, force)?;
    let mut marks = known.files.clone();
    let mut kept = Vec::new();
    for file in files {
        let there = before(&file.name)?;
        let (name, mark) = marked(file);
        match fate(there.bytes.as_deref(), known.files.get(&name), &mark) {
            Some(fate) if !force => kept.push(Kept { name, fate }),
            _ => {
                if there.bytes.as_deref() != Some(file.text.as_bytes()) {
                    write_over(&folder.join(&name), there, &file.text)?;
                }
                marks.insert(name, mark);
            }
        }
    }
    let own = |name: &str| files.iter().any(|file| file.name == name);
    let gone: Vec<&String> = known.files.keys().filter(|name| !own(name)).collect();
    for name in gone {
        // What is no longer there need not be remembered.
        match before(name)?.bytes {
            Some(_) => kept.push(Kept {
                name: name.clone(),
                fate: Fate::Gone,
            }),
            None => drop(marks.remove(name)),
        }
    }
    // The last: a run that was ended leaves files that say what is to be written.
    let text = places(extracted, &marks);
    if of_places.bytes.as_deref() != Some(text.as_bytes()) {
        write_over(&folder.join(PLACES_FILE), of_places, text)?;
    }
    Ok(kept)
}

/// What is remembered of the folder, which must be this document's, or empty.
fn known(
    folder: &Path,
    places: &Before,
    extracted: &Extract,
    force: bool,
) -> Result<Remembered, NotWritten> {
    let found = places.bytes.as_deref().and_then(remembered);
    match found {
        Some(known) if known.document == extracted.document || force => Ok(known),
        Some(known) => Err(NotWritten::Other(Some(known.document))),
        None if force || is_empty(folder) => Ok(Remembered::default()),
        None => Err(NotWritten::Other(None)),
    }
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Why a file is kept; none where it is not there, or as it was written.
fn fate(there: Option<&[u8]>, known: Option<&String>, new: &str) -> Option<Fate> {
    let own = mark_of(there?);
    if own == new || known == Some(&own) {
        return None;
    }
    Some(match known {
        Some(known) if known != new => Fate::Differs,
        _ => Fate::Changed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_kept_where_it_says_neither_what_it_did_nor_what_it_will() {
        let mark = |text: &str| mark_of(text.as_bytes());
        let (old, new) = (mark("old"), mark("new"));
        assert_eq!(fate(None, Some(&old), &new), None);
        assert_eq!(fate(Some(b"old"), Some(&old), &new), None);
        assert_eq!(fate(Some(b"new"), Some(&old), &new), None);
        assert_eq!(fate(Some(b"mine"), Some(&new), &new), Some(Fate::Changed));
        assert_eq!(fate(Some(b"mine"), Some(&old), &new), Some(Fate::Differs));
        assert_eq!(fate(Some(b"mine"), None, &new), Some(Fate::Changed));
    }
}
