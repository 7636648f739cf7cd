//! Texts of word processors: which kind one is, by its bytes. Kinds of before
//! 2007, and those with a password, are told for what they are.

use super::compound::{COMPOUND, is_encrypted};
use super::packed::Packed;
use super::told::Cause;
use super::{Content, docx, odt};

/// Reads a text of a word processor.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Cause> {
    if is_encrypted(bytes) {
        return Err(Cause::Encrypted);
    }
    if bytes.starts_with(COMPOUND) || bytes.starts_with(b"{\\rtf") {
        return Err(Cause::SaveAs("docx"));
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if text.trim_ascii_start().starts_with(b"<") {
        return odt::read_flat(bytes);
    }
    let mut packed = Packed::open(bytes)?;
    match packed.has(odt::BODY) {
        true => odt::read(&mut packed),
        false => docx::read(&mut packed),
    }
}
