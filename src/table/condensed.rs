//! A long table in short: single rows that are held for what they are, and of
//! all others what their figures add up to, group by group. The rows of a group
//! are alike in all that rules over rows ask of their texts.

use super::Table;
use super::row::TableRow;
use crate::figure::Added;
use crate::rule::SectionConfig;
use std::collections::HashMap;

/// The rows of a long table that it does not hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condensed {
    /// The groups.
    pub groups: Vec<Group>,
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

impl Table {
    /// A long table in short. What its rows show of its figures is known.
    pub(crate) fn condense(&mut self, rows: Vec<TableRow>, condensed: Condensed) {
        self.hold(rows);
        let keys = condensed.repeated.keys();
        let keys = keys.map(|row| self.rows[*row].key().to_owned());
        self.repeated.extend(keys.collect::<Vec<String>>());
        self.condensed = Some(condensed);
    }

    /// Lets go of the rows that are held only while rules are checked.
    pub(crate) fn let_go(&mut self) {
        if self.condensed.take().is_some() {
            self.hold(Vec::new());
        }
    }

    /// The groups of rows that it does not hold.
    pub(crate) fn groups(&self) -> &[Group] {
        let condensed = self.condensed.as_ref();
        condensed.map_or(&[], |condensed| &condensed.groups)
    }

    /// Whether its rows are at hand, if only in short.
    pub(crate) fn has_rows(&self) -> bool {
        !self.streamed || self.condensed.is_some()
    }

    /// Whether it is a long one, told in short.
    pub(crate) fn is_condensed(&self) -> bool {
        self.condensed.is_some()
    }

    /// The groups of rows that sum up others, by number.
    pub(crate) fn total_groups(&self, config: Option<&SectionConfig>) -> Vec<usize> {
        let by_name = !config.is_some_and(|config| config.no_totals);
        let groups = self.groups().iter().enumerate();
        let totals = groups.filter(|(_, group)| group.said || (group.totals && by_name));
        totals.map(|(number, _)| number).collect()
    }
}
