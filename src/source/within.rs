//! Opening a file in a folder, step by step from that folder and past no link
//! that was not looked at: what is put in a link's place meanwhile is not
//! followed, and nothing outside is so much as asked for.

use super::fault::Refusal;
use rustix::fs::{AtFlags, FileType, Mode, OFlags, fstat, openat, readlinkat, statat};
use rustix::io::Errno;
use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};

/// Links that are followed before a path is taken for a circle, as systems do.
const LINKS: usize = 40;
/// How deep a file may lie in the folder.
const DEEPEST: usize = 64;

/// A path that is gone along, its next step last.
type Steps = Vec<OsString>;

/// Opens a regular file, wherever links lead; with its length in bytes.
pub(super) fn regular(path: &Path) -> Result<(File, u64), Refusal> {
    // A device may do something when it is opened.
    let kind = std::fs::metadata(path)?.file_type();
    if kind.is_fifo() || kind.is_socket() || kind.is_block_device() || kind.is_char_device() {
        return Err(Refusal::NoFile);
    }
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags)
        .open(path)?;
    let about = file.metadata()?;
    match (about.is_file(), about.is_dir()) {
        (true, _) => Ok((file, about.len())),
        (_, true) => Err(Refusal::Folder),
        _ => Err(Refusal::NoFile),
    }
}

/// Opens a regular file in a folder, which is no link itself; with its length.
pub(super) fn within(folder: &Path, inner: &Path) -> Result<(File, u64), Refusal> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let start = opened(rustix::fs::CWD, folder.as_os_str(), as_folder())?;
    let mut reached = vec![start];
    let mut steps = Steps::new();
    add(inner, &mut steps)?;
    let mut links = 0;
    while let (Some(step), Some(here)) = (steps.pop(), reached.last()) {
        if step == ".." {
            reached.pop();
            if reached.is_empty() {
                return Err(Refusal::LeadsOut);
            }
            continue;
        }
        let about = statat(here, &step, AtFlags::SYMLINK_NOFOLLOW).map_err(system)?;
        match FileType::from_raw_mode(about.st_mode) {
            FileType::Symlink if links == LINKS => return Err(system(Errno::LOOP)),
            FileType::Symlink => {
                links += 1;
                let to = readlinkat(here, &step, Vec::new()).map_err(system)?;
                let to = Path::new(OsStr::from_bytes(to.as_bytes()));
                if to.is_absolute() {
                    add(&from_folder(to, folder)?, &mut steps)?;
                    reached.truncate(1);
                } else {
                    add(to, &mut steps)?;
                }
            }
            FileType::Directory if reached.len() == DEEPEST => {
                return Err(system(Errno::NAMETOOLONG));
            }
            FileType::Directory => {
                let next = opened(here, &step, as_folder())?;
                reached.push(next);
            }
            FileType::RegularFile if steps.is_empty() => {
                let file = opened(here, &step, OFlags::RDONLY | OFlags::NONBLOCK)?;
                let about = fstat(&file).map_err(system)?;
                let length = u64::try_from(about.st_size).unwrap_or_default();
                return match FileType::from_raw_mode(about.st_mode) {
                    FileType::RegularFile => Ok((File::from(file), length)),
                    _ => Err(Refusal::NoFile),
                };
            }
            FileType::RegularFile => return Err(system(Errno::NOTDIR)),
            _ => return Err(Refusal::NoFile),
        }
    }
    Err(Refusal::Folder)
}

/// Adds the steps of a path, to be gone first.
fn add(path: &Path, steps: &mut Steps) -> Result<(), Refusal> {
    for component in path.components().rev() {
        match component {
            Component::Normal(_) | Component::ParentDir => {
                steps.push(component.as_os_str().to_owned());
            }
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return Err(Refusal::LeadsOut),
        }
    }
    Ok(())
}

/// The way from a folder to where a whole path leads, if that is in the folder.
fn from_folder(to: &Path, folder: &Path) -> Result<PathBuf, Refusal> {
    let written = std::path::absolute(folder)?;
    let inner = |folder: &Path| to.strip_prefix(folder).ok().map(Path::to_path_buf);
    let inner = inner(&written).or_else(|| inner(&folder.canonicalize().ok()?));
    inner.ok_or(Refusal::LeadsOut)
}

/// Opens what has a name in a folder, unless that is a link.
fn opened(folder: impl std::os::fd::AsFd, name: &OsStr, how: OFlags) -> Result<OwnedFd, Refusal> {
    let how = how | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    openat(folder, name, how, Mode::empty()).map_err(system)
}

/// How a folder is opened: where systems can, without asking to list it.
fn as_folder() -> OFlags {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let how = OFlags::PATH;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let how = OFlags::RDONLY;
    how | OFlags::DIRECTORY
}

fn system(error: Errno) -> Refusal {
    Refusal::System(error.into())
}
