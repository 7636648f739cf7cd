//! The rows of a long table in pieces, on several threads, and what comes of
//! each piece in the order of the file.

use super::options::CheckOptions;
use crate::parallel::in_order;
use crate::report::row_reader;
use crate::rule::Config;
use crate::source::{RowReader, SourceError};
use crate::table::Layout;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};

/// Does `work` for each piece of a table below its header, and hands what comes
/// of it to `take`, in order, until that has enough.
///
/// # Errors
/// When the file cannot be opened.
pub(super) fn in_pieces<T: Send>(
    layout: &Layout,
    (config, options): (&Config, &CheckOptions),
    work: impl Fn(&mut RowReader) -> T + Sync,
    bytes: impl Fn(&T) -> usize + Sync,
    mut take: impl FnMut(T) -> bool,
) -> Result<(), SourceError> {
    let path = &layout.header.path;
    let mut reader = row_reader(layout, config, &options.read)?;
    reader.next_row()?;
    let spare: Mutex<Vec<String>> = Mutex::default();
    let lock = || spare.lock().unwrap_or_else(PoisonError::into_inner);
    let mut chunks = reader.into_chunks();
    if let Some(piece) = options.piece {
        chunks.in_pieces_of(piece);
    }
    let pieces = std::iter::from_fn(|| {
        let text = lock().pop();
        chunks.next(text.unwrap_or_default())
    });
    let mut panic = None;
    in_order(
        pieces,
        options.threads(),
        |chunk| {
            let mut reader = RowReader::of_chunk(path.to_path_buf(), chunk);
            let found = work(&mut reader);
            lock().push(reader.into_window());
            found
        },
        bytes,
        |_, found| match found {
            Ok(found) => take(found),
            Err(why) => {
                panic = Some(why);
                false
            }
        },
    );
    match panic {
        Some(panic) => resume_unwind(panic),
        None => Ok(()),
    }
}
