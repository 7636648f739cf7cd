//! Bytes, encodings, CSV rows and the places of cells: the only module that
//! knows bytes. Which files may be opened is settled first (`access`, `within`), and what plainly
//! holds no table is told for what it is (`other_kind`). A file becomes strict UTF-8 text (`text`), text becomes rows
//! (`delimiter`, `special_bytes`, `scan`, `rows`, past what stands beside them in `beside_rows`, many at once in `plain_rows`), cells are changed in place (`amend`), and what
//! cannot be read becomes an error that says where and what to do (`error`). Knows nothing of figures.

mod access;
mod amend;
mod beside_rows;
mod chunks;
mod delimiter;
mod encoding;
mod error;
mod fault;
mod form;
mod legacy;
mod lenient;
mod more_text;
mod other_kind;
mod plain_rows;
mod position;
mod rows;
mod scan;
mod special_bytes;
mod text;
#[cfg(unix)]
mod within;

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

pub(crate) use access::{Access, stays_inside};
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use amend::amend;
pub(crate) use amend::{Amended, CellChange, NotAmended, amend_file};
pub use encoding::Encoding;
pub(crate) use encoding::UnknownEncoding;
pub use error::SourceError;
pub(crate) use form::TableForm;
pub(crate) use lenient::decoded;
pub use other_kind::OtherKind;
pub(crate) use plain_rows::{ManyCells, PlainRows};
pub(crate) use position::Position;
pub(crate) use rows::{HeldRow, RawRow, RowReader};
pub(crate) use scan::Field;

use fault::Fault;
use other_kind::LOOKED_AT;
use text::TextStream;

/// The longest text that is held as a whole, in MiB.
const TEXT_LIMIT: usize = 64;
/// The longest configuration, and the longest file of a report's own facts, in
/// MiB: reading one takes many times its length.
pub(crate) const SETTINGS_LIMIT: usize = 4;

/// An opened file whose encoding is settled, to be read once: as rows or as text.
pub(crate) struct Source {
    path: PathBuf,
    text: TextStream,
    /// How many bytes the file has; none of what has no length beforehand.
    length: u64,
}

impl Source {
    /// Opens a file. Without an encoding it is UTF-8, or what its byte order mark says.
    pub(crate) fn open(
        path: &Path,
        access: &Access,
        encoding: Option<Encoding>,
    ) -> Result<Source, SourceError> {
        Source::from_reader(path, access.open(path)?.0, encoding)
    }

    /// The same of a file that should hold a table: what plainly holds none is
    /// told for what it is.
    pub(crate) fn open_table(
        path: &Path,
        access: &Access,
        encoding: Option<Encoding>,
    ) -> Result<Source, SourceError> {
        let (mut file, length) = access.open(path)?;
        // As much as a small file has, and one more for its end to be seen.
        let small = usize::try_from(length).unwrap_or(LOOKED_AT);
        let mut head = Vec::with_capacity(small.saturating_add(1).min(LOOKED_AT));
        let read = file.by_ref().take(LOOKED_AT as u64).read_to_end(&mut head);
        read.map_err(|error| Fault::Io(error).at(path, Position::START))?;
        if let Some(kind) = OtherKind::of(path, &head) {
            let path = path.to_owned();
            return Err(SourceError::NoTable { path, kind });
        }
        let whole = head.len() < LOOKED_AT;
        let piece = head.len() + 1;
        let head = Cursor::new(head);
        // What is piped in cannot be read again.
        let source = match whole {
            true => Source::in_pieces(path, head, encoding, piece)?,
            false => Source::from_reader(path, head.chain(file), encoding)?,
        };
        Ok(Source { length, ..source })
    }

    /// How many bytes the file has; none of what has no length beforehand.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Reads bytes at hand as if they were the file `name`.
    pub(crate) fn from_bytes(
        name: &Path,
        bytes: Vec<u8>,
        encoding: Option<Encoding>,
    ) -> Result<Source, SourceError> {
        Source::from_reader(name, Cursor::new(bytes), encoding)
    }

    /// Reads a stream (standard input, say) as if it were the file `name`.
    pub(crate) fn from_reader(
        name: &Path,
        input: impl Read + Send + 'static,
        encoding: Option<Encoding>,
    ) -> Result<Source, SourceError> {
        Source::in_pieces(name, input, encoding, text::PIECE)
    }

    /// As `from_reader`, so many bytes at a time: for tests of their seams.
    #[doc(hidden)]
    pub(crate) fn in_pieces(
        name: &Path,
        input: impl Read + Send + 'static,
        encoding: Option<Encoding>,
        piece: usize,
    ) -> Result<Source, SourceError> {
        match TextStream::new(Box::new(input), encoding.unwrap_or_default(), piece) {
            Ok(text) => Ok(Source {
                path: name.to_owned(),
                text,
                length: 0,
            }),
            Err(fault) => Err(fault.at(name, Position::START)),
        }
    }

    /// The rows of a CSV table, one by one.
    pub(crate) fn rows(self) -> RowReader {
        RowReader::new(self.path, self.text)
    }

    /// The same of a table in a form, from the last row of its header on.
    pub(crate) fn rows_in(self, form: &TableForm) -> RowReader {
        self.rows().in_form(form)
    }

    /// All its rows, those in which nothing stands included, by a delimiter
    /// (an ASCII character) that is known.
    pub(crate) fn all_rows(self, delimiter: u8) -> RowReader {
        RowReader::of_all(self.path, self.text, delimiter)
    }

    /// The whole file as text, its line ends as they are.
    pub(crate) fn text(self) -> Result<String, SourceError> {
        self.text_up_to(TEXT_LIMIT)
    }

    /// The same of a file that is no longer than so many MiB.
    fn text_up_to(mut self, mib: usize) -> Result<String, SourceError> {
        let mut whole = String::new();
        while self.text.fill(&mut whole, 0) {
            if whole.len() > mib << 20 {
                let path = self.path;
                return Err(SourceError::LongText { path, mib });
            }
        }
        let end = whole.len();
        if let Some(at) = whole.find('\0') {
            Err(Fault::Nul.at(&self.path, Position::within(&whole, at, 1)))
        } else if let Some(fault) = self.text.take_fault() {
            Err(fault.at(&self.path, Position::within(&whole, end, 1)))
        } else {
            Ok(whole)
        }
    }
}

/// Reads a whole text file: the source text of a report.
pub(crate) fn read_text(path: &Path, access: &Access) -> Result<String, SourceError> {
    Source::open(path, access, None)?.text()
}

/// How many bytes a file has.
pub(crate) fn length_of(path: &Path, access: &Access) -> Result<u64, SourceError> {
    access.open(path).map(|(_, length)| length)
}

/// Reads a file's bytes.
pub(crate) fn read_bytes(path: &Path, access: &Access) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    let read = access.open(path)?.0.read_to_end(&mut bytes);
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Fault::Io(error).at(path, Position::START)),
    }
}

/// Reads the bytes of a file that has no more than so many; none of a longer one.
pub(crate) fn read_bytes_up_to(
    path: &Path,
    access: &Access,
    limit: u64,
) -> Result<Option<Vec<u8>>, SourceError> {
    let mut bytes = Vec::new();
    let read = access.open(path)?.0.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| Fault::Io(error).at(path, Position::START))?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// Reads a configuration, or a file of a report's own facts.
pub(crate) fn read_settings(path: &Path, access: &Access) -> Result<String, SourceError> {
    Source::open(path, access, None)?.text_up_to(SETTINGS_LIMIT)
}
