//! Which reports a command is for: the ones named, or the one found from the
//! current folder.

use super::terminal::Terminal;
use crate::format::text::line;
use crate::period::Period;
use crate::report::period_of;
use crate::report::{
    CONFIG_FILE, FACTS_FILE, FolderId, FoundPlace, Neighbours, Options, ReadError, is_table, list,
    no_tables, walk,
};
use crate::say;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A path that a command is for.
#[derive(Debug)]
pub(super) enum Target {
    /// A report's folder, or a single table.
    Report(PathBuf),
    /// There is no report to read, and why.
    Unreadable(PathBuf, ReadError),
}

/// The reports that a command is for.
#[derive(Debug)]
pub(super) struct Selected {
    /// What to check, in order.
    pub targets: Vec<Target>,
    /// A line to say which was taken, where none was named.
    pub notice: Option<String>,
    /// Files that lie among reports, and that nothing reads.
    pub ignored: Vec<PathBuf>,
}

/// Every report at the named paths: a folder of reports stands for each of
/// them, and what is not there for itself. Without a path, the newest period
/// from the current folder. Folders are listed on so many threads.
pub(super) fn all(
    paths: &[PathBuf],
    read: &Options,
    threads: usize,
    terminal: &Terminal,
) -> Selected {
    if paths.is_empty() {
        return match newest(None, terminal) {
            Ok((path, notice)) => Selected {
                targets: vec![Target::Report(path)],
                notice,
                ignored: Vec::new(),
            },
            Err(error) => Selected {
                targets: vec![Target::Unreadable(PathBuf::from("."), error)],
                notice: None,
                ignored: Vec::new(),
            },
        };
    }
    let mut walk = FolderWalk::default();
    for path in paths {
        let before = walk.targets.len();
        match existing(path) {
            Err(error) => walk.targets.push(Target::Unreadable(path.clone(), error)),
            Ok(path) if path.is_dir() => walk.folder(&path, read, threads),
            Ok(path) => walk.targets.push(Target::Report(path)),
        }
        if walk.targets.len() == before && !walk.repeated {
            let error = no_tables(path);
            walk.targets.push(Target::Unreadable(path.clone(), error));
        }
    }
    Selected {
        targets: walk.targets,
        notice: None,
        ignored: walk.ignored,
    }
}

/// One report: the named one, or the newest below the named or current folder,
/// with a line to say which was taken where none was named.
///
/// # Errors
/// A path that is not there, or holds no report.
pub(super) fn one(
    path: Option<&PathBuf>,
    terminal: &Terminal,
) -> Result<(PathBuf, Option<String>), ReadError> {
    match path {
        Some(path) if !path.is_dir() => Ok((existing(path)?, None)),
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

fn newest(
    folder: Option<&Path>,
    terminal: &Terminal,
) -> Result<(PathBuf, Option<String>), ReadError> {
    let here = folder.unwrap_or(Path::new("."));
    let listing = list(here)?;
    if listing.is_report() {
        return Ok((here.to_path_buf(), None));
    }
    let known = Neighbours::within(terminal.reach.clone());
    let within = list(&here.join("data")).unwrap_or_default();
    for folders in [listing.folders, within.folders] {
        let mut reports: Vec<(Option<Period>, PathBuf)> = folders
            .into_iter()
            .filter(|folder| terminal.reach.may_be_report(folder))
            .map(|folder| (period_of(&folder, None, &known), folder))
            .collect();
        reports.sort();
        let others = reports.len().saturating_sub(1);
        let Some((_, path)) = reports.pop() else {
            continue;
        };
        let (shown, lang) = (path.display(), terminal.lang);
        let notice = match others {
            0 => say!(lang, "taking {shown}", "使用 {shown}"),
            _ => say!(
                lang,
                "taking the newest of {} reports: {shown}",
                "共 {} 份报告，使用最新的：{shown}",
                others + 1
            ),
        };
        return Ok((path, Some(line(&notice))));
    }
    Err(no_tables(here))
}

impl Selected {
    /// Whether a file is, or would be, read by this run or the next one: a
    /// table in a folder of reports, a configuration, the report's own file.
    /// The file is named as [`really`] names it.
    pub(super) fn reads(&self, file: &Path, named: &[PathBuf]) -> bool {
        let name = file.file_name().unwrap_or_default();
        if name == CONFIG_FILE || name == FACTS_FILE {
            return true;
        }
        let folder = file.parent().unwrap_or(Path::new("/"));
        let within = |path: &Path| match path.is_dir() {
            true => is_table(file) && folder.starts_with(really(path)),
            false => file == really(path),
        };
        let own = self.targets.iter().map(|target| match target {
            Target::Report(path) | Target::Unreadable(path, _) => path,
        });
        // Without a path, a table in the current folder would make it the
        // report that is found.
        let found = named.is_empty() && is_table(file) && folder == really(Path::new("."));
        found || named.iter().chain(own).any(|path| within(path))
    }
}

/// Where a path really leads, also where only its folder is there.
pub(super) fn really(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_path_buf(),
    }
}

/// A walk through folders for reports.
#[derive(Default)]
struct FolderWalk {
    targets: Vec<Target>,
    ignored: Vec<PathBuf>,
    seen: BTreeSet<FolderId>,
    /// Whether the last named folder was walked before.
    repeated: bool,
}

impl FolderWalk {
    fn folder(&mut self, folder: &Path, read: &Options, threads: usize) {
        let found = walk(folder, &mut self.seen, read, threads);
        self.repeated = found.repeated;
        self.ignored.extend(found.ignored);
        self.targets
            .extend(found.places.into_iter().map(|place| match place {
                FoundPlace::Report(path) => Target::Report(path),
                FoundPlace::Unreadable(path, error) => Target::Unreadable(path, error),
            }));
    }
}
