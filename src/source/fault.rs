//! What can be wrong with a file or its bytes, before anyone knows which file it
//! is and where.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::error::{Advice, SourceError};
use super::other_kind::OtherKind;
use super::position::Position;

/// What stopped the text, before anyone knows in which file and where.
#[derive(Debug)]
pub(super) enum Fault {
    /// The system could not go on.
    Io(io::Error),
    /// The file begins as a workbook does.
    Spreadsheet,
    /// The file begins as UTF-16 does, without a byte order mark.
    Unmarked(&'static str),
    /// A NUL byte.
    Nul,
    /// A byte that the encoding does not allow.
    Malformed {
        /// The byte.
        byte: u8,
        /// Its place in the file.
        offset: u64,
        /// The encoding.
        encoding: &'static str,
        /// What it looks like instead.
        advice: Option<Advice>,
    },
}

impl Fault {
    /// The error that this fault is at `place` of `path`.
    pub(super) fn at(self, path: &Path, place: Position) -> SourceError {
        let path = path.to_owned();
        match self {
            Fault::Io(error) if error.kind() == ErrorKind::IsADirectory => {
                SourceError::Directory { path }
            }
            Fault::Io(error) => SourceError::Read { path, place, error },
            Fault::Spreadsheet => {
                let kind = OtherKind::Workbook;
                SourceError::NoTable { path, kind }
            }
            Fault::Unmarked(encoding) => SourceError::Unmarked { path, encoding },
            Fault::Nul => SourceError::Binary { path, place },
            Fault::Malformed {
                byte,
                offset,
                encoding,
                advice,
            } => SourceError::Malformed {
                path,
                place,
                byte,
                offset,
                encoding,
                advice,
            },
        }
    }
}

/// Why a file in a folder is not opened.
pub(super) enum Refusal {
    /// It is elsewhere.
    LeadsOut,
    /// It is a pipe, a socket or a device.
    NoFile,
    /// It is a folder.
    Folder,
    /// The system says so.
    System(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        Refusal::System(error)
    }
}
