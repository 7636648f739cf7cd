//! What is in a folder, and whether it is a report.

use super::error::ReadError;
use crate::source::SourceError;
use std::path::{Path, PathBuf};

/// What is in a folder, hidden entries left out, in the order of names.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Its tables: what ends in `.csv`.
    pub tables: Vec<PathBuf>,
    /// What is named like a table and is no file: reading it may never end.
    pub no_files: Vec<PathBuf>,
    /// Its folders.
    pub folders: Vec<PathBuf>,
}

/// Lists a folder.
///
/// # Errors
/// When it cannot be read, or not to its end.
pub(crate) fn list(folder: &Path) -> Result<Listing, ReadError> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ReadError::NotFound {
            path: folder.to_path_buf(),
        },
        _ => SourceError::listing(folder, error).into(),
    };
    let mut listing = Listing::default();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let path = match path.strip_prefix(".") {
            Ok(inner) => inner.to_path_buf(),
            Err(_) => path,
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let table = is_table(&path);
        if name.starts_with('.') {
            continue;
        }
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() || (kind.is_symlink() && path.is_dir()) {
            listing.folders.push(path.clone());
        }
        let special = match kind.is_symlink() {
            true => std::fs::metadata(&path).is_ok_and(|to| !to.is_file() && !to.is_dir()),
            false => !kind.is_file() && !kind.is_dir(),
        };
        match (table, special) {
            (true, true) => listing.no_files.push(path),
            (true, false) => listing.tables.push(path),
            (false, _) => {}
        }
    }
    listing.tables.sort();
    listing.no_files.sort();
    listing.folders.sort();
    Ok(listing)
}

/// Whether a file's name is that of a table.
pub(crate) fn is_table(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension();
    !name.starts_with('.') && ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

/// Whether a folder holds tables itself.
pub(crate) fn is_report(folder: &Path) -> bool {
    list(folder).is_ok_and(|listing| listing.is_report())
}

impl Listing {
    /// Whether the folder holds tables itself.
    pub(crate) fn is_report(&self) -> bool {
        self.tables.iter().any(|table| !table.is_dir()) || !self.no_files.is_empty()
    }
}
