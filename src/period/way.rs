//! The ways in which the text of a period may be read.

/// A way to read a text that others may be read in too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Way {
    /// There is no other.
    Only,
    /// The second number is a month.
    Month,
    /// The second number is a year: a financial year, or a school year.
    TwoYears,
    /// The day comes before the month.
    DayFirst,
    /// The month comes before the day.
    MonthFirst,
    /// Years are counted by the eras of Japan.
    Japan,
    /// Years are counted from 1912.
    Minguo,
    /// Years are Buddhist ones.
    Buddhist,
    /// It begins with the year and ends with a month: which one comes before it
    /// cannot be told.
    ToMonth,
}
