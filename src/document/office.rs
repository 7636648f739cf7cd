//! Texts of word processors: which kind one is, by its bytes. Kinds of before
//! 2007, and those with a password, are told for what they are.

use super::packed::Packed;
use super::told::Cause;
use super::{Content, docx};

/// What documents of older offices begin with, and newer ones with a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The stream of a document that asks for a password.
const ENCRYPTED: &str = "EncryptedPackage";

/// Reads a text of a word processor.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Cause> {
    if is_encrypted(bytes) {
        return Err(Cause::Encrypted);
    }
    if bytes.starts_with(COMPOUND) || bytes.starts_with(b"{\\rtf") {
        return Err(Cause::SaveAs("docx"));
    }
    docx::read(&mut Packed::open(bytes)?)
}

/// Whether a document of an office asks for a password: it is a compound file
/// then, whatever its kind, and has a stream of that name.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = ENCRYPTED
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.starts_with(COMPOUND) && memchr::memmem::find(bytes, &name).is_some()
}
