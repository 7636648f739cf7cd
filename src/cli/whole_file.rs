//! Files that reportcheck writes: whole or not at all. The text goes to a
//! temporary file beside the target, which then takes the target's name.

use crate::format::snippet::Drawing;
use crate::format::text::drawn;
use crate::lang::Lang;
use crate::say;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

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
    /// Two outputs of a run would be this file.
    #[error("named twice")]
    Twice,
    /// The next run would read it as a part of a report, or as a configuration.
    #[error("read by the next run")]
    Input,
}

impl WriteError {
    /// The problem in the reader's language, without its place.
    pub(super) fn say(&self, lang: Lang) -> String {
        let why = match &self.why {
            Unwritable::System(error) => cause(error, lang),
            Unwritable::Twice => say!(
                lang,
                "`--output` names it twice; one would replace the other",
                "`--output` 两次写到它，后写的会覆盖先写的"
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
        std::fs::rename(temporary, &self.target).map_err(|cause| self.error(cause))?;
        self.temporary = None;
        Ok(())
    }

    fn error(&self, cause: std::io::Error) -> WriteError {
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
        }
    }
}

/// A new file in the target's folder, under a name that nothing has.
fn create_beside(target: &Path) -> std::io::Result<(PathBuf, File)> {
    let folder = target.parent().unwrap_or(Path::new(""));
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let process = std::process::id();
    let mut number = 0_u32;
    loop {
        // A name that begins with a dot is no report and no table.
        let path = folder.join(format!(".{name}.{process}-{number}.tmp"));
        let opened = OpenOptions::new().write(true).create_new(true).open(&path);
        match opened {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => number += 1,
            opened => return opened.map(|file| (path, file)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{WholeFile, write_whole};

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
    fn what_cannot_be_written_is_an_error_with_its_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = write_whole(folder.path(), "text").expect_err("a folder");
        assert!(error.to_string().ends_with("it is a folder"), "{error}");
        let error = write_whole(&folder.path().join("no/such"), "text").expect_err("no folder");
        assert!(error.to_string().contains("no/such"), "{error}");
    }
}
