//! What is packed in a file: a document of several parts in a zip archive. Only
//! parts that are asked for by name are unpacked, each up to a bound, and read
//! while they are: what a part claims to be long is never believed.

use super::told::{Bound, Cause};
use crate::document::damage::Damage;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How much of one part is read, in MiB.
const PART_LIMIT: u64 = 128;
/// How many parts a document may have: their list is held as a whole.
const MOST_PARTS: usize = 50_000;
/// What each part begins with in the list of parts.
const LISTED: &[u8] = b"PK\x01\x02";

/// A part that is read while it is unpacked.
pub(super) type Unpacked<'p> = Box<dyn BufRead + 'p>;

/// A document of several parts.
pub(super) struct Packed<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Packed<'b> {
    /// Reads the list of its parts.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Packed<'b>, Cause> {
        let listed = memchr::memmem::find_iter(bytes, LISTED);
        if listed.take(MOST_PARTS + 1).count() > MOST_PARTS {
            return Err(Cause::Damaged(Damage::TooManyParts));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(refused)?;
        Ok(Packed { archive })
    }

    /// Whether it has a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part to be read; none where it has no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Unpacked<'_>>, Cause> {
        match self.archive.by_name(name) {
            Ok(part) => Ok(Some(Box::new(BufReader::new(Bounded {
                inner: part,
                left: PART_LIMIT << 20,
            })))),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(refused(error)),
        }
    }

    /// A short part as a whole.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Cause> {
        let Some(mut part) = self.part(name)? else {
            return Ok(None);
        };
        let mut text = Vec::new();
        part.read_to_end(&mut text)
            .map_err(|error| unread(&error))?;
        Ok(Some(String::from_utf8_lossy(&text).into_owned()))
    }
}

/// Why a part could not be read.
pub(super) fn unread(error: &io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::FileTooLarge => Cause::TooLarge(Bound::Unpacked(PART_LIMIT)),
        _ => Cause::Damaged(Damage::Packing(error.to_string())),
    }
}

/// Why the archive, or a part of it, could not be opened.
fn refused(error: ZipError) -> Cause {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Cause::Encrypted,
        ZipError::Io(error) => unread(&error),
        error => Cause::Damaged(Damage::Packing(error.to_string())),
    }
}

/// A stream that ends with an error where it is longer than it may be.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(room)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => {
                self.left = left;
                Ok(count)
            }
            None => Err(io::ErrorKind::FileTooLarge.into()),
        }
    }
}
