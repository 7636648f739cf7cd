//! Which file a path may be: what the user named is read as it is; of what was
//! handed in only regular files that really are in its folder, whatever links
//! say. The opened file is looked at, not its name, and opening never waits.

use super::error::SourceError;
use super::fault::Refusal;
use std::fs::File;
use std::path::{Component, Path, PathBuf};

/// How far opening a file may go.
#[derive(Clone, Debug)]
pub(crate) enum Access {
    /// The user named it: links are followed, and a pipe is read.
    Named,
    /// A regular file, wherever links lead.
    Anywhere,
    /// A regular file that is in a folder, also where links in that lead to it.
    Within {
        /// The folder as it is written in the file's path.
        written: PathBuf,
        /// The folder itself, which is no link.
        real: PathBuf,
    },
    /// Its folder leads out of where it stands.
    Refused,
}

impl Access {
    /// Opens what is no folder, and says how many bytes it has.
    pub(super) fn open(&self, path: &Path) -> Result<(File, u64), SourceError> {
        let opened = match self {
            Access::Named => named(path),
            Access::Anywhere => regular(path),
            Access::Within { written, real } => match path.strip_prefix(written) {
                Ok(inner) => within(real, inner),
                Err(_) => Err(Refusal::LeadsOut),
            },
            Access::Refused => Err(Refusal::LeadsOut),
        };
        let path = path.to_owned();
        opened.map_err(|refusal| match refusal {
            Refusal::LeadsOut => SourceError::LeadsOut { path },
            Refusal::NoFile => SourceError::NoFile { path },
            Refusal::Folder => SourceError::Directory { path },
            Refusal::System(error) => SourceError::opening(&path, error),
        })
    }
}

/// Whether a path that is written in a folder's file stays in that folder, as
/// far as it is written.
pub(crate) fn stays_inside(path: &Path) -> bool {
    let mut depth = 0_usize;
    path.components().all(|component| match component {
        Component::Normal(_) => {
            depth += 1;
            true
        }
        Component::CurDir => true,
        Component::ParentDir => {
            let inside = depth > 0;
            depth = depth.saturating_sub(1);
            inside
        }
        Component::RootDir | Component::Prefix(_) => false,
    })
}

/// Opens what a name leads to, whatever it is.
fn named(path: &Path) -> Result<(File, u64), Refusal> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    match about.is_dir() {
        true => Err(Refusal::Folder),
        false => Ok((file, about.len())),
    }
}

#[cfg(unix)]
use super::within::{regular, within};

/// Opens a regular file, wherever links lead.
#[cfg(not(unix))]
fn regular(path: &Path) -> Result<(File, u64), Refusal> {
    let about = std::fs::metadata(path)?;
    match (about.is_file(), about.is_dir()) {
        (true, _) => Ok((File::open(path)?, about.len())),
        (_, true) => Err(Refusal::Folder),
        _ => Err(Refusal::NoFile),
    }
}

/// Opens a regular file in a folder.
#[cfg(not(unix))]
fn within(folder: &Path, inner: &Path) -> Result<(File, u64), Refusal> {
    if !stays_inside(inner) {
        return Err(Refusal::LeadsOut);
    }
    let real = folder.join(inner).canonicalize()?;
    match real.starts_with(folder.canonicalize()?) {
        true => regular(&real),
        false => Err(Refusal::LeadsOut),
    }
}
