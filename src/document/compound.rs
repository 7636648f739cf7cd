//! Compound files, which documents of older offices are, and newer ones that
//! ask for a password.

/// What documents of older offices begin with, and newer ones with a password.
pub(super) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The stream of a document that asks for a password.
const ENCRYPTED: &str = "EncryptedPackage";

/// Whether a document of an office asks for a password: it is a compound file
/// then, whatever its kind, and has a stream of that name.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = ENCRYPTED
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.starts_with(COMPOUND) && memchr::memmem::find(bytes, &name).is_some()
}
