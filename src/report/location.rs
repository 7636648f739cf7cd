//! Where a report is, its folder or one table of it, and what its own files are
//! called.

use std::path::{Path, PathBuf};

/// The configuration's file name.
pub(crate) const CONFIG_FILE: &str = "reportcheck.toml";
/// The file name of a report's own facts.
pub(crate) const FACTS_FILE: &str = "report.toml";

/// The file that says where each cell of a data folder stands in the document
/// that it was written from.
pub(crate) const PLACES_FILE: &str = "places.json";

/// The path of a report, with what stands there, which is looked at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReportPath<'p> {
    /// The path, as the user named it.
    pub path: &'p Path,
    /// Whether it is a folder, and no single table.
    pub is_folder: bool,
}

impl<'p> ReportPath<'p> {
    /// What stands at a path.
    pub(crate) fn at(path: &'p Path) -> ReportPath<'p> {
        let is_folder = path.is_dir();
        ReportPath { path, is_folder }
    }

    /// The folder of a single table, or the folder itself.
    pub(crate) fn folder(&self) -> &'p Path {
        match self.path.parent() {
            _ if self.is_folder => self.path,
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        }
    }

    /// The file of a single table; none for a folder.
    pub(crate) fn table(&self) -> Option<&'p Path> {
        (!self.is_folder).then_some(self.path)
    }

    /// The section that a single table is; none for a folder.
    pub(crate) fn section(&self) -> Option<String> {
        named(self.path).filter(|_| !self.is_folder)
    }
}

/// The folder of a single table, or the folder itself.
pub(crate) fn folder_of(path: &Path) -> &Path {
    ReportPath::at(path).folder()
}

/// Whether something has this name, be it a link that leads nowhere.
pub(crate) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Which folder a path leads to, whatever links it takes; none where it leads
/// nowhere.
pub(crate) fn folder_id(path: &Path) -> Option<FolderId> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        // A real path of a folder a thousand deep is asked for step by step.
        let about = std::fs::metadata(path).ok()?;
        Some(FolderId::Number(about.dev(), about.ino()))
    }
    #[cfg(not(unix))]
    path.canonicalize().ok().map(FolderId::Path)
}

/// A folder, however it was come to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FolderId {
    /// By the file system's number.
    #[cfg_attr(not(unix), allow(dead_code))]
    Number(u64, u64),
    /// By its real path.
    #[cfg_attr(unix, allow(dead_code))]
    Path(PathBuf),
}

/// The section that a single table is; none for a folder.
pub(crate) fn section_of(path: &Path) -> Option<String> {
    ReportPath::at(path).section()
}

/// The section that a table is, by its name.
pub(super) fn named(table: &Path) -> Option<String> {
    let stem = table.file_stem()?;
    Some(stem.to_string_lossy().into_owned())
}

/// Whether a file's name is that of a table.
pub(crate) fn is_table(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension();
    !name.starts_with('.') && ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

/// Whether a file's name is that of a document that a report is handed in as: a
/// workbook, a text, a PDF.
pub(crate) fn is_document(path: &Path) -> bool {
    ends_in(
        path,
        &[
            "xlsx", "xlsm", "xls", "ods", "fods", "docx", "odt", "fodt", "pdf", "tsv", "doc",
            "wps", "et",
        ],
    )
}

/// Whether a file's name is that of a document which is never a mere text; a
/// table in text often goes about as `.xls`.
pub(crate) fn is_packed(path: &Path) -> bool {
    ends_in(path, &["xlsx", "xlsm", "ods", "docx", "odt", "pdf"])
}

/// Whether a file's name is that of a page, which may be a report, or be about
/// one.
pub(crate) fn is_page(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_ascii_lowercase();
    // These lead to others.
    let leads = stem == "index" || stem == "readme";
    !leads && ends_in(path, &["html", "htm", "mht", "mhtml"])
}

/// Whether a file's name is that of an archive, or of a workbook of a kind that
/// is not read.
pub(crate) fn is_spreadsheet(path: &Path) -> bool {
    ends_in(path, &["xlsb", "numbers", "zip", "7z", "rar"])
}

fn ends_in(path: &Path, known: &[&str]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    !name.starts_with('.') && known.iter().any(|known| ending == *known)
}
