//! Which way a text is meant to be read, by the names that stand beside one
//! another: 2010-11, 2011-12 and 2012-13 are financial years, 2011-11, 2011-12
//! and 2012-01 are months.

use super::calendar::Period;
use super::spelling::{PeriodReading, Way};
use std::collections::BTreeSet;

/// What the names of a series tell of the way that they are read in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    /// What a configuration says.
    told: Option<Way>,
    /// The ways of names that can be read in one way only.
    seen: BTreeSet<Way>,
    /// The first years of names that may be months and may be two years.
    doubtful: BTreeSet<u32>,
}

/// A text that can be read in two ways, and nothing tells which is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Doubt {
    /// The text.
    pub written: String,
    /// Whether it is a day that is in doubt, and not a month or a year.
    pub of_day: bool,
}

/// Names of one series that follow one another as financial years and could
/// be months thirteen months apart: so many are no chance.
const IN_A_ROW: u32 = 3;

impl Evidence {
    /// What a configuration says, else what the names of a series tell.
    pub(crate) fn of<'r>(
        told: Option<Way>,
        names: impl Iterator<Item = &'r [PeriodReading]>,
    ) -> Evidence {
        let mut evidence = Evidence {
            told,
            ..Evidence::default()
        };
        for name in names {
            match name {
                [only] => {
                    evidence.seen.insert(only.way);
                }
                [one, ..] if one.way == Way::Month => {
                    evidence.doubtful.insert(one.period.year);
                }
                _ => {}
            }
        }
        evidence
    }

    fn in_a_row(&self) -> bool {
        let run =
            |first: &u32| (*first..first + IN_A_ROW).all(|year| self.doubtful.contains(&year));
        self.doubtful.iter().any(run)
    }
}

/// The period that is meant; none where there are no readings.
///
/// # Errors
/// Where there are several, and nothing tells which is meant.
pub(crate) fn choose(
    readings: &[PeriodReading],
    evidence: &Evidence,
) -> Result<Option<Period>, Doubt> {
    let [first, ..] = readings else {
        return Ok(None);
    };
    let of_way = |way: Way| {
        let reading = readings.iter().find(|reading| reading.way == way);
        reading.map(|reading| reading.period.clone())
    };
    if readings.len() == 1 {
        return Ok(Some(first.period.clone()));
    }
    if let Some(told) = evidence.told.and_then(of_way) {
        return Ok(Some(told));
    }
    let mut seen = readings
        .iter()
        .filter(|reading| evidence.seen.contains(&reading.way));
    match (seen.next(), seen.next()) {
        (Some(one), None) => return Ok(Some(one.period.clone())),
        (None, _) if evidence.in_a_row() && of_way(Way::TwoYears).is_some() => {
            return Ok(of_way(Way::TwoYears));
        }
        _ => {}
    }
    Err(Doubt {
        written: first.period.text().to_owned(),
        of_day: first.way == Way::DayFirst,
    })
}
