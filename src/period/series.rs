//! Which way a text is meant to be read, by the names that stand beside one
//! another: 2010-11, 2011-12 and 2012-13 are financial years, 2011-11, 2011-12
//! and 2012-01 are months.

use super::calendar::Period;
use super::reading::PeriodReading;
use super::way::Way;
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
    /// What it is in doubt about.
    pub about: DoubtAbout,
}

/// What the name of a period leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DoubtAbout {
    /// `2011-12`: a month or two years.
    MonthOrYears,
    /// `05-06-2020`: which number is the day.
    Day,
    /// `R3`: a year of an era of Japan, or anything else.
    Japan,
    /// `110年度`: a year of the Republic of China, or anything else.
    Minguo,
    /// `2564` beside `2021`: a Buddhist year or a common one.
    Buddhist,
    /// `2021年1-9月`: which one comes before it.
    ToMonth,
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
                [only] if only.sure => {
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
    if readings.len() == 1 && first.sure {
        return Ok(Some(first.period.clone()));
    }
    if let Some(told) = evidence.told.and_then(of_way) {
        return Ok(Some(told));
    }
    let doubt = |about| Doubt {
        written: first.period.text().to_owned(),
        about,
    };
    let seen_way = |way: Way| evidence.seen.contains(&way).then(|| of_way(way)).flatten();
    match (first.way, readings.len()) {
        (Way::ToMonth, _) => return Err(doubt(DoubtAbout::ToMonth)),
        (Way::Japan, _) => {
            return seen_way(Way::Japan)
                .map(Some)
                .ok_or(doubt(DoubtAbout::Japan));
        }
        (Way::Minguo, 1) => {
            return seen_way(Way::Minguo)
                .map(Some)
                .ok_or(doubt(DoubtAbout::Minguo));
        }
        _ => {}
    }
    if let Some(buddhist) = of_way(Way::Buddhist) {
        // Where all are 2563 and 2564, they follow one another either way.
        return match (
            evidence.seen.contains(&Way::Buddhist),
            evidence.seen.contains(&Way::Only),
        ) {
            (true, false) => Ok(Some(buddhist)),
            (false, false) => Ok(Some(first.period.clone())),
            (_, true) => Err(doubt(DoubtAbout::Buddhist)),
        };
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
    Err(doubt(match first.way {
        Way::DayFirst => DoubtAbout::Day,
        _ => DoubtAbout::MonthOrYears,
    }))
}
