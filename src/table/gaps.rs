//! Periods that a series lacks between those it has: no row of a table is of 2015,
//! where others of the same key are of 2014 and 2016.

use super::series::Series;
use crate::period::{Period, PeriodOrder};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Periods of one gap that are named.
const NAMED: usize = 8;
/// Periods that one gap may have: what is further apart is no series.
const LONGEST: usize = 1_000;

/// A gap in a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The first row behind it.
    pub row: usize,
    /// What tells its series from others of the table; blank where there is one.
    pub series: String,
    /// The periods beside it.
    pub between: [String; 2],
    /// The first of those that are missing.
    pub missing: Vec<String>,
    /// How many more are.
    pub more: usize,
}

impl Series {
    /// The gaps in its series.
    pub(crate) fn gaps(&self) -> Vec<Gap> {
        gaps_among(self.periods())
    }
}

/// The gaps in the years, halves, quarters, months and weeks of each series, in the
/// order of the rows behind them; of rows that come in any order, each with what tells
/// its series from others and its period. Days are not looked at, since most series of
/// them leave some out, and neither is what was counted since January. A series whose
/// steps are all alike, of every second year say, has none.
pub(crate) fn gaps_among<'t>(rows: impl Iterator<Item = (usize, &'t str, &'t Period)>) -> Vec<Gap> {
    let mut series: BTreeMap<_, BTreeMap<PeriodOrder, (usize, &Period)>> = BTreeMap::new();
    for (row, key, period) in rows {
        let order = period.order();
        let (_, two, part) = order;
        if period.is_day() || period.is_counted_on() {
            continue;
        }
        let kind = (key, two, part.map(|(kind, ..)| kind));
        match series.entry(kind).or_default().entry(order) {
            Entry::Vacant(first) => {
                first.insert((row, period));
            }
            Entry::Occupied(mut other) if row < other.get().0 => {
                other.insert((row, period));
            }
            Entry::Occupied(_) => {}
        }
    }
    let found = series.iter().flat_map(|((key, ..), periods)| {
        let periods: Vec<(usize, &Period)> = periods.values().copied().collect();
        of_series(key, &periods)
    });
    let mut found: Vec<Gap> = found.collect();
    found.sort_by_key(|gap| gap.row);
    found
}

/// The gaps of one series, whose periods come in their order.
fn of_series(key: &str, periods: &[(usize, &Period)]) -> Vec<Gap> {
    let pairs = || periods.windows(2).map(|pair| (pair[0].1, pair[1]));
    let Some(between) = pairs()
        .map(|(before, (_, after))| missing(before, after))
        .collect::<Option<Vec<Vec<String>>>>()
    else {
        return Vec::new();
    };
    let regular = between.len() > 1 && between.windows(2).all(|two| two[0].len() == two[1].len());
    if regular {
        return Vec::new();
    }
    let gaps = pairs()
        .zip(between)
        .filter(|(_, missing)| !missing.is_empty());
    let gap =
        |((before, (row, after)), mut missing): ((&Period, (usize, &Period)), Vec<String>)| {
            let more = missing.len().saturating_sub(NAMED);
            missing.truncate(NAMED);
            Gap {
                row,
                series: key.to_owned(),
                between: [before.plain(), after.plain()],
                missing,
                more,
            }
        };
    gaps.map(gap).collect()
}

/// The periods between two; `None` where they are too far apart.
fn missing(before: &Period, after: &Period) -> Option<Vec<String>> {
    let mut missing = Vec::new();
    let mut next = before.after();
    while next.order() < after.order() {
        missing.push(next.plain());
        if missing.len() > LONGEST {
            return None;
        }
        next = next.after();
    }
    Some(missing)
}
