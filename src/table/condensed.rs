//! A long table in short: single rows that are held for what they are, and of
//! all others what their figures add up to, group by group. The rows of a group
//! are alike in all that rules over rows ask of their texts.

use crate::figure::{Added, Rat};
use std::collections::HashMap;

/// The rows of a long table that it does not hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condensed {
    /// The groups.
    pub groups: Vec<Group>,
    /// Their numbers by the rows that they are like.
    pub by_like: HashMap<usize, usize>,
    /// What the figures of a column are to a number is the same in all rows of a
    /// group, whatever their true values.
    pub bounds: Vec<(usize, Rat)>,
    /// The same of what the figures of two columns are to one another.
    pub pairs: Vec<(usize, usize)>,
    /// The places of the rows that are held, among all rows of the table.
    pub places: Vec<u64>,
    /// Held rows whose keys other rows have too, by number among those held,
    /// and the how manieth of its key each is.
    pub repeated: HashMap<usize, u64>,
}

/// Rows that are alike in their texts, added up.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// A row of the group, by number among those that are held: some are.
    pub like: usize,
    /// How many there are beside those that are held.
    pub rows: u64,
    /// Whether their names say that they sum up others.
    pub totals: bool,
    /// Whether the configuration does.
    pub said: bool,
    /// Their figures, column by column; none where some could not be read the
    /// quick way.
    pub columns: Vec<Option<Added>>,
}
