//! Files that reportcheck writes: whole or not at all. The text goes to a
//! temporary file beside the target, which then takes the target's name; where
//! a file is changed, only if it still says what it did.

#[cfg(unix)]
use super::alone::lock;
use super::interrupted;
use crate::format::snippet::Drawing;
use crate::format::text::drawn;
use crate::lang::Lang;
use crate::say;
use crate::source::{Access, SETTINGS_LIMIT, SourceError, read_bytes};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How long a temporary file is left alone, whoever made it.
#[cfg(unix)]
const LEFT_BEHIND: std::time::Duration = std::time::Duration::from_secs(60);

/// A file that could not be written. What was there before is untouched.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", path.display(), self.say(Lang::En))]
pub(super) struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// Why it could not.
    #[source]
    pub why: Unwritable,
}

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unwritable {
    /// The system says so.
    #[error(transparent)]
    System(#[from] std::io::Error),
    /// Somebody else changed it meanwhile.
    #[error("changed meanwhile")]
    Changed,
    /// What it says now cannot be read.
    #[error(transparent)]
    Unread(#[from] SourceError),
    /// Two outputs of a run would be this file.
    #[error("named twice")]
    Twice,
    /// The next run would read it as a part of a report, or as a configuration.
    #[error("read by the next run")]
    Input,
    /// It would be too long to be read again.
    #[error("too long")]
    Long,
}

impl WriteError {
    /// The problem in the reader's language, without its place.
    pub(super) fn say(&self, lang: Lang) -> String {
        let why = match &self.why {
            Unwritable::System(error) => cause(error, lang),
            Unwritable::Changed => say!(
                lang,
                "it was changed meanwhile, and nothing was written; run the command again",
                "期间它被别人改动，未写入任何内容；请重新运行"
            ),
            Unwritable::Unread(error) => error.what(lang),
            Unwritable::Twice => say!(
                lang,
                "`--output` names it twice; one would replace the other",
                "`--output` 两次写到它，后写的会覆盖先写的"
            ),
            Unwritable::Long => say!(
                lang,
                "it would be longer than {SETTINGS_LIMIT} MiB, and so not be read; nothing was written. Mend or change the rule that fails so often, or waive less of it",
                "写入后将超过 {SETTINGS_LIMIT} MiB，无法再读取，因此未写入任何内容；请修改频繁不成立的规则，或减少豁免"
            ),
            Unwritable::Input => say!(
                lang,
                "it is, or would be, read as part of a report; write it to another folder or under another name",
                "它是报告的一部分，或会被当作报告的一部分读入；请写到别的文件夹，或换个文件名"
            ),
        };
        say!(lang, "cannot be written: {why}", "无法写入：{why}")
    }

    /// The error as people see it.
    pub(super) fn drawn(&self, drawing: Drawing) -> String {
        drawn::unwritten(&self.path, &self.say(drawing.lang), drawing)
    }
}

/// Why the system could not write, in the reader's language.
pub(super) fn cause(error: &std::io::Error, lang: Lang) -> String {
    match error.kind() {
        ErrorKind::NotFound => say!(lang, "the folder is not there", "文件夹不存在"),
        ErrorKind::ResourceBusy => say!(
            lang,
            "another run of reportcheck is writing in this folder",
            "另一个 reportcheck 正在写这个文件夹"
        ),
        ErrorKind::PermissionDenied => say!(lang, "permission denied", "没有写入权限"),
        ErrorKind::ReadOnlyFilesystem => {
            say!(lang, "the disk is read-only", "磁盘是只读的")
        }
        ErrorKind::StorageFull => say!(lang, "the disk is full", "磁盘已满"),
        ErrorKind::IsADirectory => say!(lang, "it is a folder", "这是一个文件夹"),
        ErrorKind::NotADirectory => {
            say!(lang, "its folder is a file", "它所在的“文件夹”是一个文件")
        }
        _ => error.to_string(),
    }
}

/// Writes a whole file, or leaves what was there.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write_whole(path: &Path, text: impl AsRef<[u8]>) -> Result<(), WriteError> {
    let mut file = WholeFile::begin(path)?;
    file.add(text)?;
    file.finish()
}

/// What a file said when it was read, and how it is read again.
#[derive(Clone, Debug)]
pub(super) struct Before {
    /// Its bytes; none where it was not there.
    pub bytes: Option<Vec<u8>>,
    access: Access,
}

impl Before {
    /// Reads a file that is to be changed.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub(super) fn of(path: &Path, access: Access) -> Result<Before, SourceError> {
        let bytes = match read_bytes(path, &access) {
            Ok(bytes) => Some(bytes),
            Err(SourceError::Missing { .. }) => None,
            Err(error) => return Err(error),
        };
        Ok(Before { bytes, access })
    }

    /// Nothing there.
    pub(super) fn nothing(access: Access) -> Before {
        let bytes = None;
        Before { bytes, access }
    }

    /// These bytes.
    pub(super) fn said(bytes: &[u8], access: Access) -> Before {
        let bytes = Some(bytes.to_vec());
        Before { bytes, access }
    }

    /// That a file says the same now.
    ///
    /// # Errors
    /// When it does not, or cannot be read.
    pub(super) fn holds(&self, path: &Path) -> Result<(), Unwritable> {
        match Before::of(path, self.access.clone())?.bytes == self.bytes {
            true => Ok(()),
            false => Err(Unwritable::Changed),
        }
    }
}

/// Writes a whole file in the place of what was there, if that is still so.
///
/// # Errors
/// When it cannot be written, or says something else by now.
pub(super) fn write_over(
    path: &Path,
    before: Before,
    text: impl AsRef<[u8]>,
) -> Result<(), WriteError> {
    let mut file = WholeFile::begin(path)?;
    file.before = Some(before);
    file.add(text)?;
    file.finish()
}

/// A file that takes its name only when it is finished. Dropped before, it
/// leaves nothing behind.
#[derive(Debug)]
pub(super) struct WholeFile {
    /// As the user named it.
    path: PathBuf,
    /// Where a link leads.
    target: PathBuf,
    /// `None` for a device or a pipe, which is written to as it goes.
    temporary: Option<PathBuf>,
    /// What must be there still.
    before: Option<Before>,
    to: BufWriter<File>,
}

impl WholeFile {
    /// Begins a file.
    ///
    /// # Errors
    /// When its folder cannot be written to.
    pub(super) fn begin(path: &Path) -> Result<WholeFile, WriteError> {
        let fail = |cause: std::io::Error| WriteError {
            path: path.to_path_buf(),
            why: cause.into(),
        };
        let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let about = std::fs::metadata(&target).ok();
        if about.as_ref().is_some_and(|about| about.is_dir()) {
            return Err(fail(ErrorKind::IsADirectory.into()));
        }
        if about.as_ref().is_some_and(|about| !about.is_file()) {
            let to = OpenOptions::new().write(true).open(&target).map_err(fail)?;
            return Ok(WholeFile {
                path: path.to_path_buf(),
                target,
                temporary: None,
                before: None,
                to: BufWriter::new(to),
            });
        }
        if about.is_some_and(|about| about.permissions().readonly()) {
            return Err(fail(ErrorKind::PermissionDenied.into()));
        }
        let (temporary, file) = create_beside(&target).map_err(fail)?;
        Ok(WholeFile {
            path: path.to_path_buf(),
            target,
            temporary: Some(temporary),
            before: None,
            to: BufWriter::new(file),
        })
    }

    /// Adds text, or bytes.
    ///
    /// # Errors
    /// When it cannot be written, the disk being full, say.
    pub(super) fn add(&mut self, text: impl AsRef<[u8]>) -> Result<(), WriteError> {
        let written = self.to.write_all(text.as_ref());
        written.map_err(|cause| self.error(cause))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// When the last of it cannot be written.
    pub(super) fn finish(mut self) -> Result<(), WriteError> {
        let flushed = self.to.flush();
        flushed.map_err(|cause| self.error(cause))?;
        let Some(temporary) = &self.temporary else {
            return Ok(());
        };
        if let Ok(about) = std::fs::metadata(&self.target) {
            // Losing the old file's mode is no reason to lose the new text.
            let _kept = std::fs::set_permissions(temporary, about.permissions());
        }
        // A name that is kept by a disk must not be that of an empty file.
        let kept = self.to.get_ref().sync_all();
        kept.map_err(|cause| self.error(cause))?;
        if let Some(before) = &self.before {
            let holds = before.holds(&self.path);
            holds.map_err(|why| self.error(why))?;
        }
        let named = match &self.before {
            Some(Before { bytes: None, .. }) => name_new(temporary, &self.target),
            _ => std::fs::rename(temporary, &self.target).map_err(Unwritable::System),
        };
        named.map_err(|why| self.error(why))?;
        interrupted::end(temporary);
        self.temporary = None;
        keep_names(&self.target);
        Ok(())
    }

    fn error(&self, cause: impl Into<Unwritable>) -> WriteError {
        WriteError {
            path: self.path.clone(),
            why: cause.into(),
        }
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            let _gone = std::fs::remove_file(temporary);
            interrupted::end(temporary);
        }
    }
}

/// Gives a finished file a name that nothing has.
fn name_new(temporary: &Path, target: &Path) -> Result<(), Unwritable> {
    let named = match std::fs::hard_link(temporary, target) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            // Not every disk knows second names.
            std::fs::read(temporary).and_then(|bytes| {
                let mut file = File::create_new(target)?;
                file.write_all(&bytes)?;
                file.sync_all()
            })
        }
        named => named,
    };
    match named {
        Ok(()) => Ok(std::fs::remove_file(temporary)?),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Unwritable::Changed),
        Err(error) => Err(error.into()),
    }
}

/// Sees to it that the disk keeps the names in a file's folder.
fn keep_names(target: &Path) {
    if let (true, Some(folder)) = (cfg!(unix), target.parent()) {
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        // The file is whole either way.
        let _kept = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// A new file in the target's folder, under a name that nothing has.
fn create_beside(target: &Path) -> std::io::Result<(PathBuf, File)> {
    let folder = target.parent().unwrap_or(Path::new(""));
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    #[cfg(unix)]
    sweep(folder, &name);
    let process = std::process::id();
    let mut number = 0_u32;
    loop {
        // A name that begins with a dot is no report and no table.
        let path = folder.join(format!(".{name}.{process}-{number}.tmp"));
        let opened = OpenOptions::new().write(true).create_new(true).open(&path);
        match opened {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => number += 1,
            Err(error) => return Err(error),
            Ok(file) => {
                // Where a disk knows no locks, none is needed to write.
                #[cfg(unix)]
                let _held = lock(&file);
                interrupted::begin(&path);
                return Ok((path, file));
            }
        }
    }
}

/// Takes away what runs that were ended left behind of a file: a run that goes
/// on holds its own.
#[cfg(unix)]
fn sweep(folder: &Path, name: &str) {
    use std::os::unix::fs::OpenOptionsExt;
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let numbers = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '-');
    let own = |path: &Path| {
        let found = path.file_name().unwrap_or_default().to_string_lossy();
        let begun = found
            .strip_prefix('.')
            .and_then(|found| found.strip_prefix(name));
        let middle = begun.and_then(|begun| begun.strip_prefix('.')?.strip_suffix(".tmp"));
        middle.is_some_and(numbers)
    };
    let is_old = |path: &Path| {
        let about = path.symlink_metadata().ok().filter(|about| about.is_file());
        let age = about.and_then(|about| about.modified().ok()?.elapsed().ok());
        age.is_some_and(|age| age > LEFT_BEHIND)
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if !own(&path) || !is_old(&path) {
            continue;
        }
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOFOLLOW;
        let mut opening = OpenOptions::new();
        opening.read(true).custom_flags(flags.bits().cast_signed());
        if opening.open(&path).and_then(|file| lock(&file)).is_ok() {
            // What cannot be taken away does no harm: nothing reads it.
            let _gone = std::fs::remove_file(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Before, WholeFile, write_over, write_whole};
    use crate::source::Access;

    fn names(folder: &std::path::Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            let entry = entry.expect("an entry");
            entry.file_name().to_string_lossy().into_owned()
        };
        entries.map(name).collect()
    }

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("findings.csv");
        write_whole(&path, "old").expect("written");
        let mut file = WholeFile::begin(&path).expect("begun");
        file.add("half of the n").expect("added");
        drop(file);
        assert_eq!(std::fs::read_to_string(&path).expect("read"), "old");
        assert_eq!(names(folder.path()), ["findings.csv"]);
        write_whole(&path, "new").expect("written");
        assert_eq!(std::fs::read_to_string(&path).expect("read"), "new");
        assert_eq!(names(folder.path()), ["findings.csv"]);
    }

    #[test]
    fn what_was_changed_meanwhile_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.toml");
        let before = || Before::of(&path, Access::Anywhere).expect("read");
        let nothing = before();
        assert_eq!(nothing.bytes, None);
        write_over(&path, nothing.clone(), "one").expect("written");
        let error = write_over(&path, nothing, "two").expect_err("there by now");
        assert!(error.to_string().contains("changed meanwhile"), "{error}");
        let one = before();
        std::fs::write(&path, "by hand").expect("saved");
        write_over(&path, one.clone(), "two").expect_err("changed");
        assert_eq!(std::fs::read_to_string(&path).expect("read"), "by hand");
        std::fs::remove_file(&path).expect("gone");
        write_over(&path, one, "two").expect_err("gone");
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn what_an_ended_run_left_behind_is_taken_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("t.csv");
        let left = folder.path().join(".t.csv.77-0.tmp");
        let other = folder.path().join(".t.csv.mine.tmp");
        let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
        let make = |path: &std::path::Path| {
            let file = std::fs::File::create(path).expect("made");
            file.set_modified(long_ago).expect("old");
            file
        };
        drop((make(&left), make(&other)));
        let held = WholeFile::begin(&path).expect("begun");
        assert!(!left.exists() && other.exists());
        let own = held.temporary.clone().expect("a temporary file");
        held.to.get_ref().set_modified(long_ago).expect("old");
        write_whole(&path, "text").expect("written");
        assert!(own.exists(), "a run that goes on keeps its own");
    }

    #[test]
    fn what_cannot_be_written_is_an_error_with_its_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = write_whole(folder.path(), "text").expect_err("a folder");
        assert!(error.to_string().ends_with("it is a folder"), "{error}");
        let error = write_whole(&folder.path().join("no/such"), "text").expect_err("no folder");
        assert!(error.to_string().contains("no/such"), "{error}");
    }
}
