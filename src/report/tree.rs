//! The folders below a path: those that are reports, and those that stand where
//! a report is expected and hold no table. A submission never vanishes.

use super::dated::each_a_report;
use super::error::ReadError;
use super::listing::{Listing, list};
use super::location::is_spreadsheet;
use crate::period::in_name;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What only accompanies reports beside folders that are called by periods:
/// programs, web pages and pictures.
const NO_SUBMISSION: [&str; 24] = [
    "md", "rst", "py", "r", "rs", "sh", "js", "ts", "ipynb", "sql", "html", "htm", "css", "yml",
    "yaml", "toml", "json", "lock", "png", "svg", "jpg", "jpeg", "gif", "ico",
];

/// What a path was found to hold, in order.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Reports, and folders that should be some.
    pub places: Vec<FoundPlace>,
    /// Files that lie among reports, and that nothing reads.
    pub ignored: Vec<PathBuf>,
    /// Whether the path was walked before.
    pub repeated: bool,
}

/// A folder that is a report, or should be.
#[derive(Debug)]
pub(crate) enum FoundPlace {
    /// It holds tables.
    Report(PathBuf),
    /// It holds none, or could not be listed.
    Unreadable(PathBuf, ReadError),
}

/// A folder of the tree.
struct Folder {
    path: PathBuf,
    depth: usize,
    above: Option<usize>,
    listing: Result<Listing, ReadError>,
    /// Whether it or a folder below it is a report, or could not be listed.
    has_report: bool,
}

impl Folder {
    fn is_report(&self) -> bool {
        self.listing.as_ref().is_ok_and(Listing::is_report)
    }

    fn ignored(&self) -> &[PathBuf] {
        self.listing.as_ref().map_or(&[], |listing| &listing.others)
    }

    fn is_empty(&self) -> bool {
        let empty = |listing: &Listing| listing.others.is_empty() && listing.folders.is_empty();
        self.listing.as_ref().is_ok_and(empty)
    }
}

/// Walks the folders below a path. `seen` are folders as they really are: one
/// reached before (by a symbolic link that leads back, or named twice) is not
/// walked again.
pub(crate) fn walk(path: &Path, seen: &mut BTreeSet<PathBuf>) -> Found {
    let mut folders = Vec::new();
    add(path, 0, None, &mut folders, seen);
    for at in (0..folders.len()).rev() {
        if let (true, Some(above)) = (folders[at].has_report, folders[at].above) {
            folders[above].has_report = true;
        }
    }
    let mut found = Found {
        repeated: folders.is_empty(),
        ..Found::default()
    };
    let siblings = reports_below(&folders);
    for at in 0..folders.len() {
        if siblings[at] && !folders[at].is_report() {
            found.ignored.extend_from_slice(folders[at].ignored());
        }
    }
    let lacking: Vec<bool> = (0..folders.len())
        .map(|at| lacks_tables(at, &folders, &siblings))
        .collect();
    for (folder, lacking) in folders.into_iter().zip(lacking) {
        let report = folder.is_report();
        let path = folder.path;
        match folder.listing {
            Err(error) => found.places.push(FoundPlace::Unreadable(path, error)),
            Ok(listing) if report => {
                let tables = each_a_report(&path, &listing);
                let reports = tables.unwrap_or_else(|| vec![path]).into_iter();
                found.places.extend(reports.map(FoundPlace::Report));
            }
            Ok(listing) if lacking => {
                let error = listing.no_tables(&path);
                found.places.push(FoundPlace::Unreadable(path, error));
            }
            Ok(_) => {}
        }
    }
    found
}

fn add(
    path: &Path,
    depth: usize,
    above: Option<usize>,
    folders: &mut Vec<Folder>,
    seen: &mut BTreeSet<PathBuf>,
) {
    let real = path.canonicalize();
    if real.is_ok_and(|real| !seen.insert(real)) {
        return;
    }
    let listing = list(path);
    let below = match &listing {
        Ok(listing) => listing.folders.clone(),
        Err(_) => Vec::new(),
    };
    let mut folder = Folder {
        path: path.to_path_buf(),
        depth,
        above,
        has_report: listing.is_err(),
        listing,
    };
    folder.has_report |= folder.is_report();
    let own = folders.len();
    folders.push(folder);
    for child in below {
        add(&child, depth + 1, Some(own), folders, seen);
    }
}

/// Of each folder, whether a folder directly in it is a report.
fn reports_below(folders: &[Folder]) -> Vec<bool> {
    let mut below = vec![false; folders.len()];
    for folder in folders.iter().filter(|folder| folder.is_report()) {
        if let Some(above) = folder.above {
            below[above] = true;
        }
    }
    below
}

/// Whether a folder stands where a report is expected: beside reports, or as
/// deep as they are in a folder of folders. Among reports that are called by
/// their periods, one that is called otherwise must look like one.
fn lacks_tables(at: usize, folders: &[Folder], siblings: &[bool]) -> bool {
    let folder = &folders[at];
    let Some(above) = folder.above.filter(|_| !folder.has_report) else {
        return false;
    };
    let beside = siblings[above];
    let mut upwards = std::iter::successors(Some(above), |&at| folders[at].above);
    if !beside && upwards.any(|at| folders[at].is_report()) {
        return false;
    }
    let alike = folders.iter().filter(|other| {
        let near = !beside || other.above == Some(above);
        other.depth == folder.depth && other.is_report() && near
    });
    let alike: Vec<&Folder> = alike.collect();
    if alike.is_empty() {
        return false;
    }
    let by_period = alike.iter().all(|other| has_period(&other.path));
    let own = !by_period || has_period(&folder.path);
    match beside {
        true => own || folder.is_empty() || !only_accompanies(at, folders),
        false => own && folders[above].ignored().is_empty() && may_be_report(folder),
    }
}

/// Whether a folder is called by a period.
fn has_period(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    in_name(&name.to_string_lossy()).is_some()
}

/// Whether all that a folder holds is none of what reports are sent in as.
fn only_accompanies(at: usize, folders: &[Folder]) -> bool {
    let within = |mut inner: usize| {
        while let Some(above) = folders[inner].above {
            if above == at {
                return true;
            }
            inner = above;
        }
        false
    };
    let inside = (at..folders.len()).filter(|&inner| inner == at || within(inner));
    let mut files = inside.flat_map(|inner| folders[inner].ignored());
    files.all(|file| {
        let ending = file.extension().unwrap_or_default().to_ascii_lowercase();
        NO_SUBMISSION.iter().any(|known| ending == *known)
    })
}

fn may_be_report(folder: &Folder) -> bool {
    folder.is_empty() || folder.ignored().iter().any(|file| is_spreadsheet(file))
}
