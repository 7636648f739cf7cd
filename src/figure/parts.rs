//! The parts of a duration as they are printed.

/// The parts of a duration as they are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Parts {
    /// Two (`22:08`) or three (`1:02:03`).
    Colons(u8),
    /// `2h 30m`: each with its word, the greatest first.
    Words(Vec<Part>),
}

/// A part with a word behind its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// How many seconds one of it is.
    pub(super) seconds: i64,
    /// What stands behind its number.
    pub(super) behind: String,
    /// Whether it is always two digits: `2h05`.
    pub(super) padded: bool,
}
