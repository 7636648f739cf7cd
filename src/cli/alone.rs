//! Being the only run that writes in a folder: two that write at once wait for
//! one another, and a lock ends with its process, however that ends.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long another run is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often is asked whether it has ended.
const EVERY: Duration = Duration::from_millis(20);

/// Held as long as nobody else may write in a folder; nothing where its file
/// system knows no locks.
#[derive(Debug)]
pub(super) struct Alone {
    _held: Option<File>,
}

impl Alone {
    /// Waits until no other run writes in a folder.
    ///
    /// # Errors
    /// When another run does not end.
    pub(super) fn in_folder(folder: &Path) -> io::Result<Alone> {
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        let begun = Instant::now();
        loop {
            match locked(folder) {
                Ok(file) => return Ok(Alone { _held: Some(file) }),
                Err(error) if !is_held(&error) => return Ok(Alone { _held: None }),
                Err(_) if begun.elapsed() > PATIENCE => {
                    return Err(io::ErrorKind::ResourceBusy.into());
                }
                Err(_) => std::thread::sleep(EVERY),
            }
        }
    }
}

/// The folder itself, locked.
#[cfg(unix)]
fn locked(folder: &Path) -> io::Result<File> {
    let file = File::open(folder)?;
    lock(&file)?;
    Ok(file)
}

/// Locks what is open, unless somebody has it.
#[cfg(unix)]
pub(super) fn lock(file: &File) -> io::Result<()> {
    use rustix::fs::{FlockOperation, flock};
    Ok(flock(file, FlockOperation::NonBlockingLockExclusive)?)
}

#[cfg(unix)]
fn is_held(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::WouldBlock
}

/// A file in the folder that nobody else can open and that goes with its
/// process.
#[cfg(windows)]
fn locked(folder: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE: u32 = 0x0001_0000;
    const GENERIC_WRITE: u32 = 0x4000_0000;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .access_mode(GENERIC_WRITE | DELETE)
        .share_mode(0)
        .custom_flags(DELETE_ON_CLOSE)
        .open(folder.join(".reportcheck.lock"))
}

#[cfg(windows)]
fn is_held(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    error.raw_os_error() == Some(SHARING_VIOLATION)
}

#[cfg(not(any(unix, windows)))]
fn locked(_folder: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(any(unix, windows)))]
fn is_held(_error: &io::Error) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::{Alone, is_held, locked};

    #[cfg(unix)]
    #[test]
    fn a_folder_is_held_by_one_and_then_free() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Alone::in_folder(folder.path()).expect("free");
        let second = locked(folder.path()).expect_err("held");
        assert!(is_held(&second));
        drop(first);
        assert!(locked(folder.path()).is_ok());
    }
}
