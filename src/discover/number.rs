//! A figure as it is searched.

/// A figure at the scale of its table, where all are even numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    /// Whether there is a figure at all.
    pub there: bool,
    /// Its value.
    pub value: i128,
    /// Half a unit of its last printed place.
    pub half: i128,
    /// Half of what it was rounded to, where zeros behind the point are no
    /// places of it.
    pub rounding: i128,
    /// What its row or its column really counts in: `5.00000` among whole
    /// numbers counts in ones.
    pub grain: i128,
    /// Whether it is printed as a percentage.
    pub percent: bool,
}
