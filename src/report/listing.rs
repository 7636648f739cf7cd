//! What is in a folder, and whether it is a report.

use super::error::ReadError;
use super::location::{
    CONFIG_FILE, FACTS_FILE, PLACES_FILE, is_document, is_page, is_spreadsheet, is_table,
};
use crate::rule::Config;
use crate::source::SourceError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What is in a folder, in the order of names. Left out is what nobody put
/// there to be read: hidden entries, and what systems and programs leave behind.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Its tables: what ends in `.csv`.
    pub tables: Vec<PathBuf>,
    /// Its documents: workbooks, texts, PDFs; where there are no tables and no folders, pages too.
    pub documents: Vec<PathBuf>,
    /// What is named like a table and is no file: reading it may never end.
    pub no_files: Vec<PathBuf>,
    /// Its folders.
    pub folders: Vec<PathBuf>,
    /// Those of its folders that links lead to.
    pub linked: BTreeSet<PathBuf>,
    /// Its other files, without those that are a report's own.
    pub others: Vec<PathBuf>,
    /// Whether something may be taken for a report's own facts: some systems
    /// take capitals for small letters.
    pub may_have_facts: bool,
    /// The same of a configuration.
    pub may_have_configuration: bool,
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
        let (table, document) = (is_table(&path), is_document(&path));
        if is_left_behind(&name) {
            continue;
        }
        listing.may_have_facts |= name.eq_ignore_ascii_case(FACTS_FILE);
        listing.may_have_configuration |= name.eq_ignore_ascii_case(CONFIG_FILE);
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() || (kind.is_symlink() && path.is_dir()) {
            listing.folders.push(path.clone());
            if kind.is_symlink() {
                listing.linked.insert(path.clone());
            }
        }
        let special = match kind.is_symlink() {
            true => std::fs::metadata(&path).is_ok_and(|to| !to.is_file() && !to.is_dir()),
            false => !kind.is_file() && !kind.is_dir(),
        };
        match (table || document, special) {
            (true, true) => listing.no_files.push(path),
            (true, false) if table => listing.tables.push(path),
            (true, false) if !path.is_dir() => listing.documents.push(path),
            _ if kind.is_dir() || listing.folders.last() == Some(&path) => {}
            _ if [CONFIG_FILE, FACTS_FILE, PLACES_FILE].contains(&&*name) => {}
            _ => listing.others.push(path),
        }
    }
    if listing.tables.is_empty() && listing.folders.is_empty() {
        let others = std::mem::take(&mut listing.others).into_iter();
        let (pages, others): (Vec<PathBuf>, _) = others.partition(|path| is_page(path));
        listing.documents.extend(pages);
        listing.others = others;
    }
    listing.tables.sort();
    listing.documents.sort();
    listing.no_files.sort();
    listing.folders.sort();
    // First what may be a table in another form.
    listing
        .others
        .sort_by_key(|path| (!may_be_table(path), path.clone()));
    Ok(listing)
}

/// Whether an entry is hidden, or left behind by a system or a program.
fn is_left_behind(name: &str) -> bool {
    let known = ["thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"];
    let name = name.to_lowercase();
    // `~$` begins the lock of a file that is open in Office, `Icon\r` is a Mac's.
    name.starts_with(['.', '~']) || known.contains(&name.as_str()) || name == "icon\r"
}

/// Whether a file's name is that of a table in another form, or of a copy.
fn may_be_table(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    is_spreadsheet(path) || name.to_lowercase().contains(".csv")
}

/// That a folder holds no tables, and what it holds.
pub(crate) fn no_tables(path: &Path) -> ReadError {
    match list(path) {
        Ok(listing) => listing.no_tables(path),
        Err(_) => ReadError::NoTables {
            path: path.to_path_buf(),
            holds: None,
        },
    }
}

/// Whether a folder holds tables itself.
pub(crate) fn is_report(folder: &Path) -> bool {
    list(folder).is_ok_and(|listing| listing.is_report())
}

impl Listing {
    /// Leaves out the files that lists of a configuration stand in.
    pub(super) fn leave_out_lists(&mut self, config: &Config) {
        self.tables.retain(|table| !config.is_list(table));
        self.others.retain(|other| !config.is_list(other));
    }

    /// The names of its folders and other files, folders with a stroke behind
    /// them.
    pub(crate) fn other_names(&self) -> Vec<String> {
        let name = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        };
        let folders = self.folders.iter();
        let folders = folders.map(|folder| format!("{}/", name(folder)));
        self.others.iter().map(name).chain(folders).collect()
    }

    /// That the listed folder holds no tables, and what it holds.
    pub(super) fn no_tables(&self, path: &Path) -> ReadError {
        ReadError::NoTables {
            path: path.to_path_buf(),
            holds: Some(self.other_names()),
        }
    }

    /// Its folders without those that links lead to.
    pub(super) fn own_folders(&self) -> impl Iterator<Item = &PathBuf> {
        let own = |folder: &&PathBuf| !self.linked.contains(*folder);
        self.folders.iter().filter(own)
    }

    /// Whether the folder holds tables itself.
    pub(crate) fn is_report(&self) -> bool {
        let is_folder = |table: &PathBuf| self.folders.binary_search(table).is_ok();
        let tables = !self.tables.iter().all(is_folder);
        // A document beside folders of reports is one about them.
        let documents = !self.documents.is_empty() && self.folders.is_empty();
        tables || documents || !self.no_files.is_empty()
    }
}
