//! Opens a document: its kind is told by its bytes, its reader is kept from
//! bringing down the run, and what it may cost is bounded.

use super::delimited;
use super::told::{Bound, Cause, DocumentError};
use super::{Content, Document};
use crate::source::{Access, Encoding, OtherKind, Source, SourceError, read_bytes_up_to};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// The longest document, in MiB.
const FILE_LIMIT: u64 = 256;
/// How deep the stack of a reader may be, in bytes: nested tables and broken
/// references of a file take what they take, and not the program's own.
const STACK: usize = 32 << 20;

/// How long a document may take. One that is read at all takes some seconds; on
/// a machine that is much slower it must not be told otherwise.
const PATIENCE: Duration = Duration::from_secs(300);

/// A reader of one kind of document.
type Reader = fn(&[u8]) -> Result<Content, Cause>;

/// Reads a document of a known kind.
///
/// # Errors
/// Where it cannot be read, and why.
pub(crate) fn open(
    path: &Path,
    kind: OtherKind,
    access: &Access,
) -> Result<Document, DocumentError> {
    let bytes = bytes_of(path, access)?;
    let reader = reader(kind).ok_or_else(|| Cause::NotRead(kind).of(path))?;
    let content = apart(reader, bytes, PATIENCE).map_err(|cause| cause.of(path))?;
    Ok(Document {
        path: path.to_owned(),
        content,
    })
}

/// Whether documents of a kind are read at all.
pub(crate) fn is_read(kind: OtherKind) -> bool {
    reader(kind).is_some()
}

/// The reader of a kind; none too where the program was built without it.
fn reader(kind: OtherKind) -> Option<Reader> {
    match kind {
        #[cfg(feature = "docx")]
        OtherKind::Document => Some(super::office::read),
        #[cfg(feature = "pdf")]
        OtherKind::Pdf => Some(super::pdf::read),
        #[cfg(feature = "html")]
        OtherKind::WebPage => Some(super::html::read),
        #[cfg(feature = "workbook")]
        OtherKind::Workbook => Some(super::workbook::read),
        OtherKind::Markdown => Some(super::markdown::read),
        _ => None,
    }
}

/// What each reader makes of the same bytes.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn every_reader(bytes: &[u8]) -> Vec<Result<Content, Cause>> {
    let kinds = [
        OtherKind::Workbook,
        OtherKind::Document,
        OtherKind::Pdf,
        OtherKind::WebPage,
        OtherKind::Markdown,
    ];
    let readers = kinds.into_iter().filter_map(reader);
    readers
        .map(|reader| apart(reader, bytes.to_vec(), PATIENCE))
        .collect()
}

/// What is read of a text with marks, without a file.
///
/// # Errors
/// Where it is none.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn page_of_text(text: &str) -> Result<Content, Cause> {
    match reader(OtherKind::Markdown) {
        Some(reader) => apart(reader, text.as_bytes().to_vec(), PATIENCE),
        None => Ok(Content::default()),
    }
}

/// Runs a reader on a thread of its own: a panic in it, or in what it stands
/// on, is an error of this document, and so is one that does not come to an end.
/// Its thread is left behind then, since nothing stops it.
fn apart(reader: Reader, bytes: Vec<u8>, patience: Duration) -> Result<Content, Cause> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let run = move || {
        let read = catch_unwind(AssertUnwindSafe(|| reader(&bytes)));
        // Nobody may be waiting any more.
        let _ = sender.send(read);
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run);
    let outcome = thread.map(|_| receiver.recv_timeout(patience));
    match outcome {
        Ok(Ok(Ok(content))) => content,
        Ok(Err(RecvTimeoutError::Timeout)) => Err(Cause::Slow(patience.as_secs())),
        _ => Err(Cause::Broke),
    }
}

/// Reads a text as lines of cells, or as paragraphs where it has none.
///
/// # Errors
/// Where it cannot be read, and why.
pub(crate) fn open_text(
    path: &Path,
    access: &Access,
    encoding: Option<Encoding>,
) -> Result<Document, DocumentError> {
    let bytes = bytes_of(path, access)?;
    let prose = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    let content = delimited::read(path, bytes, encoding, prose);
    let content = content.map_err(|cause| cause.of(path))?;
    Ok(Document {
        path: path.to_owned(),
        content,
    })
}

/// Reads a file as what its bytes say that it is.
///
/// # Errors
/// Where it cannot be read, and why.
pub(crate) fn open_any(
    path: &Path,
    access: &Access,
    encoding: Option<Encoding>,
) -> Result<Document, DocumentError> {
    match Source::open_table(path, access, encoding) {
        Err(SourceError::NoTable { kind, .. }) => open(path, kind, access),
        _ => open_text(path, access, encoding),
    }
}

/// The bytes of a document.
fn bytes_of(path: &Path, access: &Access) -> Result<Vec<u8>, DocumentError> {
    let bytes = read_bytes_up_to(path, access, FILE_LIMIT << 20);
    let bytes = bytes.map_err(|error| Cause::Source(error).of(path))?;
    bytes.ok_or_else(|| Cause::TooLarge(Bound::Bytes(FILE_LIMIT)).of(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_does_not_end_or_panics_is_told() {
        let endless: Reader = |_| {
            loop {
                std::thread::sleep(Duration::from_millis(5));
            }
        };
        let told = apart(endless, Vec::new(), Duration::from_millis(20));
        assert!(matches!(told, Err(Cause::Slow(0))));
        let broken: Reader = |bytes| Err(Cause::TooLarge(Bound::Pages(bytes[0].into())));
        assert!(matches!(
            apart(broken, Vec::new(), PATIENCE),
            Err(Cause::Broke)
        ));
    }
}
