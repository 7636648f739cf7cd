//! Which reports a command is for: the ones named, or the one found from the
//! current folder.

use super::Terminal;
use crate::period::Period;
use crate::report::{ReadError, is_report};
use crate::say;
use crate::siblings::period_of;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The reports that a command is for.
pub struct Selected {
    /// Their folders, or single tables.
    pub paths: Vec<PathBuf>,
    /// A line to say which was taken, where none was named.
    pub notice: Option<String>,
}

/// Every report at the named paths: a folder of reports stands for each of
/// them. Without a path, the newest period from the current folder.
///
/// # Errors
/// A path that is not there, or holds no report.
pub fn all(paths: &[PathBuf], terminal: &Terminal) -> Result<Selected, ReadError> {
    if paths.is_empty() {
        return newest(None, terminal);
    }
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(existing(path)?);
            continue;
        }
        let before = found.len();
        collect(path, &mut found, &mut BTreeSet::new());
        if found.len() == before {
            return Err(ReadError::NoTables { path: path.clone() });
        }
    }
    Ok(Selected {
        paths: found,
        notice: None,
    })
}

/// One report: the named one, or the newest below the named or current folder.
///
/// # Errors
/// As for [`all`].
pub fn one(path: Option<&PathBuf>, terminal: &Terminal) -> Result<Selected, ReadError> {
    match path {
        Some(path) if !path.is_dir() => Ok(Selected {
            paths: vec![existing(path)?],
            notice: None,
        }),
        path => newest(path.map(PathBuf::as_path), terminal),
    }
}

fn existing(path: &Path) -> Result<PathBuf, ReadError> {
    // `symlink_metadata` would accept a link to nothing.
    match std::fs::metadata(path) {
        Ok(_) => Ok(path.to_path_buf()),
        Err(_) => Err(ReadError::NotFound {
            path: path.to_path_buf(),
        }),
    }
}

fn newest(folder: Option<&Path>, terminal: &Terminal) -> Result<Selected, ReadError> {
    let here = folder.unwrap_or(Path::new("."));
    if is_report(here) {
        return Ok(Selected {
            paths: vec![here.to_path_buf()],
            notice: None,
        });
    }
    for parent in [here.to_path_buf(), here.join("data")] {
        let mut reports: Vec<(Option<Period>, PathBuf)> = folders_in(&parent)
            .into_iter()
            .filter(|folder| is_report(folder))
            .map(|folder| (period_of(&folder), folder))
            .collect();
        reports.sort();
        let others = reports.len().saturating_sub(1);
        let Some((_, path)) = reports.pop() else {
            continue;
        };
        let (shown, lang) = (path.display(), terminal.lang);
        let notice = match others {
            0 => say!(lang, "taking {shown}\n", "使用 {shown}\n"),
            _ => say!(
                lang,
                "taking the newest of {} reports: {shown}\n",
                "共 {} 份报告，使用最新的：{shown}\n",
                others + 1
            ),
        };
        return Ok(Selected {
            paths: vec![path],
            notice: Some(notice),
        });
    }
    Err(ReadError::NoTables {
        path: here.to_path_buf(),
    })
}

fn folders_in(parent: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(parent) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() && !is_hidden(path))
        .map(|path| {
            path.strip_prefix(".")
                .map(Path::to_path_buf)
                .unwrap_or(path)
        })
        .collect();
    folders.sort();
    folders
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Walks folders for reports; a folder reached before (by a symbolic link
/// that leads back) is not walked again.
fn collect(folder: &Path, found: &mut Vec<PathBuf>, seen: &mut BTreeSet<PathBuf>) {
    let Ok(real) = folder.canonicalize() else {
        return;
    };
    if !seen.insert(real) {
        return;
    }
    if is_report(folder) {
        found.push(folder.to_path_buf());
    }
    for child in folders_in(folder) {
        collect(&child, found, seen);
    }
}
