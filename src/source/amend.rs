//! Changes cells in the bytes of a table and nothing else: its byte order
//! mark, its encoding, its line ends, its quotes and all other cells stay.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::{DecoderResult, UTF_8, UTF_16BE, UTF_16LE};
use thiserror::Error;

use super::rows::RawRow;
use super::{Access, Encoding, Source, SourceError, TableForm, read_bytes};
use crate::lang::Lang;
use crate::say;

/// A cell to change, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellChange {
    /// The line where its row starts.
    pub line: u64,
    /// The row's text.
    pub row: Arc<str>,
    /// The cell's number in the row.
    pub column: usize,
    /// The bytes of the row that are to be changed, where the cell holds more
    /// than the figure.
    pub part: Option<Range<usize>>,
    /// What it shall say; white space around what it says now stays.
    pub text: String,
}

/// A table with changed cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Amended {
    /// Its bytes as they were.
    pub before: Vec<u8>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its text as it was, without a byte order mark.
    pub old: String,
    /// Its text as it is now.
    pub new: String,
}

/// Why the cells of a table cannot be changed. None of them is.
#[derive(Debug, Error)]
pub(crate) enum NotAmended {
    /// The table cannot be read.
    #[error(transparent)]
    Unread(#[from] SourceError),
    /// A row is not what it was when it was read.
    #[error("{}:{line}: {}", path.display(), self.say(Lang::En))]
    Moved {
        /// The table.
        path: PathBuf,
        /// The line.
        line: u64,
    },
    /// The table's encoding has no such characters.
    #[error("{}:{line}: {}", path.display(), self.say(Lang::En))]
    NotEncodable {
        /// The table.
        path: PathBuf,
        /// The line.
        line: u64,
        /// What the cell should say.
        text: String,
        /// The encoding's name.
        encoding: &'static str,
    },
}

impl NotAmended {
    /// The problem in the reader's language, without its place.
    pub(crate) fn say(&self, lang: Lang) -> String {
        match self {
            NotAmended::Unread(error) => error.what(lang),
            NotAmended::Moved { .. } => say!(
                lang,
                "this row has changed since it was checked; the file is left as it is",
                "这一行在核对之后又有改动；文件保持原样"
            ),
            NotAmended::NotEncodable { text, encoding, .. } => say!(
                lang,
                "{encoding}, in which this file is written, cannot express `{text}`; the file is left as it is",
                "这个文件的编码 {encoding} 无法表示“{text}”；文件保持原样"
            ),
        }
    }
}

/// A stretch of a table's text that becomes another.
#[derive(Debug)]
struct Splice {
    /// The stretch in bytes of the text.
    at: Range<usize>,
    /// What stands there instead.
    text: String,
    /// The line of its row.
    line: u64,
}

/// Changes cells of a file's table in memory, as [`amend`] does.
///
/// # Errors
/// As [`amend`], and when the file cannot be read.
pub(crate) fn amend_file(
    path: &Path,
    access: &Access,
    (encoding, form): (Option<Encoding>, &TableForm),
    changes: &[CellChange],
) -> Result<Amended, NotAmended> {
    let bytes = read_bytes(path, access)?;
    amend(path, &bytes, (encoding, form), changes)
}

/// Changes cells of a table below its header, given its bytes; all, or none. Of changes
/// for the same cell, the last counts.
///
/// # Errors
/// A row that is not what it was, or a text that the encoding does not have.
pub(crate) fn amend(
    path: &Path,
    bytes: &[u8],
    (encoding, form): (Option<Encoding>, &TableForm),
    changes: &[CellChange],
) -> Result<Amended, NotAmended> {
    let open = |bytes: &[u8]| Source::from_bytes(path, bytes.to_vec(), encoding);
    let source = open(bytes)?;
    let (encoding, mark) = (source.text.encoding(), source.text.mark());
    let splices = splices(path, (source, form), mark, changes)?;
    let old = open(bytes)?.text()?;
    let mut new = String::with_capacity(old.len());
    let mut from = 0;
    for splice in &splices {
        new.push_str(&old[from..splice.at.start]);
        new.push_str(&splice.text);
        from = splice.at.end;
    }
    new.push_str(&old[from..]);
    let reads = |bytes: &[u8]| open(bytes).and_then(Source::text).ok().as_ref() == Some(&new);
    let mut changed = spliced(path, bytes, mark, encoding, &splices)?;
    // Between escape sequences (ISO-2022-JP) the bytes of a cell depend on
    // those around it: there the text is written as a whole, if it was so.
    if let Some(first) = splices.first().filter(|_| !reads(&changed)) {
        let whole = |text: &str| encoded(text, encoding).filter(|_| mark == 0);
        changed = whole(&old)
            .filter(|written| written == bytes)
            .and_then(|_| whole(&new))
            .filter(|written| reads(written))
            .ok_or_else(|| not_encodable(path, encoding, first))?;
    }
    Ok(Amended {
        before: bytes.to_vec(),
        bytes: changed,
        old,
        new,
    })
}

/// The stretches of the text to change, in order.
fn splices(
    path: &Path,
    (source, form): (Source, &TableForm),
    mark: usize,
    changes: &[CellChange],
) -> Result<Vec<Splice>, NotAmended> {
    let mut by_line: BTreeMap<u64, HashMap<(usize, usize), &CellChange>> = BTreeMap::new();
    for change in changes {
        let row = by_line.entry(change.line).or_default();
        let part = change.part.as_ref().map_or(0, |part| part.start);
        row.insert((change.column, part), change);
    }
    // Of text that is UTF-8, the offsets of rows count the byte order mark.
    let before = if source.text.encoding() == UTF_8 {
        mark
    } else {
        0
    };
    let mut rows = source.rows_in(form);
    // The header says what separates cells; it holds none to change.
    rows.next_row()?;
    let delimiter = rows.delimiter();
    let mut splices = Vec::new();
    while let Some((line, wanted)) = by_line.pop_first() {
        let moved = || NotAmended::Moved {
            path: path.to_path_buf(),
            line,
        };
        let mut wanted: Vec<&CellChange> = wanted.into_values().collect();
        wanted.sort_by_key(|change| {
            (
                change.column,
                change.part.as_ref().map_or(0, |part| part.start),
            )
        });
        loop {
            let Some(row) = rows.next_row()? else {
                return Err(moved());
            };
            if row.line < line {
                continue;
            }
            let start = row.offset as usize - before;
            for change in wanted {
                if row.line != line || *row.raw != *change.row {
                    return Err(moved());
                }
                let (at, text) = cell(&row, change, delimiter).ok_or_else(moved)?;
                splices.push(Splice {
                    at: start + at.start..start + at.end,
                    text,
                    line,
                });
            }
            break;
        }
    }
    Ok(splices)
}

/// Which bytes of a row a change replaces, and by what: what the cell says
/// without the white space around it, or all of it where it gets quotes.
fn cell(row: &RawRow<'_>, change: &CellChange, delimiter: char) -> Option<(Range<usize>, String)> {
    let field = row.fields.get(change.column)?;
    let (start, end) = (field.start as usize, field.end as usize);
    let slice = row.raw.get(start..end)?;
    let text = change.text.as_str();
    let doubled = text.replace('"', "\"\"");
    let lead = slice.len() - slice.trim_start().len();
    let tail = slice.trim_start().len() - slice.trim().len();
    if let Some(part) = change.part.clone() {
        // A figure that would need quotes of its own cannot stand in a part.
        let inside = start <= part.start && part.end <= end;
        let plain = field.quoted && !text.contains('"') || !text.contains([delimiter, '"']);
        return (inside && plain).then(|| (part, text.to_owned()));
    }
    let within = start + lead..end - tail;
    if !field.quoted {
        let special = |c: char| c == delimiter || matches!(c, '"' | '\r' | '\n');
        if !text.contains(special) {
            return Some((within, text.to_owned()));
        }
        let (lead, tail) = (&slice[..lead], &slice[slice.len() - tail..]);
        return Some((start..end, format!("\"{lead}{doubled}{tail}\"")));
    }
    // Text after the closing quote is part of the cell; with it goes the quote.
    match row.raw.as_bytes().get(end) {
        Some(b'"') => Some((within, doubled)),
        _ => Some((start..end, format!("{doubled}\""))),
    }
}

/// The bytes with other stretches in them.
fn spliced(
    path: &Path,
    bytes: &[u8],
    mark: usize,
    encoding: &'static encoding_rs::Encoding,
    splices: &[Splice],
) -> Result<Vec<u8>, NotAmended> {
    let ends = splices
        .iter()
        .flat_map(|splice| [splice.at.start, splice.at.end]);
    let places = positions(&bytes[mark..], encoding, ends);
    let mut new = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for (splice, place) in splices.iter().zip(places.as_chunks::<2>().0) {
        let encoded = encoded(&splice.text, encoding);
        let encoded = encoded.ok_or_else(|| not_encodable(path, encoding, splice))?;
        let [start, end] = place.map(|place| mark + place);
        new.extend_from_slice(&bytes[from..start]);
        new.extend_from_slice(&encoded);
        from = end;
    }
    new.extend_from_slice(&bytes[from..]);
    Ok(new)
}

/// Which bytes the ends of stretches of the text are, in rising order: those
/// after which so much text was decoded.
fn positions(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    ends: impl Iterator<Item = usize>,
) -> Vec<usize> {
    if encoding == UTF_8 {
        return ends.collect();
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut room = [0; 64];
    let (mut read, mut length) = (0, 0);
    let mut place = |end: usize| {
        while length < end && read < bytes.len() {
            let one = &bytes[read..=read];
            let (result, _, written) =
                decoder.decode_to_utf8_without_replacement(one, &mut room, false);
            // The text was read before: nothing in it is malformed.
            debug_assert_eq!(result, DecoderResult::InputEmpty);
            read += 1;
            length += written;
        }
        read
    };
    ends.map(&mut place).collect()
}

/// A text in an encoding; `None` where that has not all its characters.
fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Option<Vec<u8>> {
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, used, lost) = encoding.encode(text);
    (!lost && used == encoding).then(|| bytes.into_owned())
}

fn not_encodable(
    path: &Path,
    encoding: &'static encoding_rs::Encoding,
    splice: &Splice,
) -> NotAmended {
    NotAmended::NotEncodable {
        path: path.to_path_buf(),
        line: splice.line,
        text: splice.text.clone(),
        encoding: encoding.name(),
    }
}
