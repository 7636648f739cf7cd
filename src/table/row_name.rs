//! What a row is called in messages.

/// A row by its key, with its line where the key does not tell it from others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowName {
    /// Its key.
    pub key: String,
    /// Its line in its file.
    pub line: u64,
    /// Whether the key is known to be no other row's.
    pub alone: bool,
}
