//! The period that a report is about: a year or financial year, a half, a
//! quarter, a month, a week or a day.
//!
//! ```text
//! calendar   what a period is, and which one comes before it
//! era        years counted by an era, in those of the common calendar
//! way        the ways in which a text may be read
//! words      the names of months and parts of a year
//! parts      the quarters of a year, the months of a quarter, the year before
//! pieces     a text as numbers, words and what stands between them
//! reading    how a text was read, and the parts that all spellings share
//! spelling   a text as a period, in each way that it may be read
//! chinese    a Chinese text as a period
//! force      periods of two kinds beside one another
//! name       a period within the name of a folder or file
//! series     which way is meant, by the names that stand beside one another
//! asked      several periods, as `--periods` names them
//! ```

mod asked;
mod calendar;
mod chinese;
mod era;
mod force;
mod name;
mod parts;
mod pieces;
mod reading;
mod series;
mod spelling;
#[cfg(test)]
mod tests;
mod way;
mod words;

pub(crate) use asked::Periods;
pub(crate) use calendar::{Period, PeriodOrder};
pub(crate) use name::{PeriodName, in_name};
pub(crate) use parts::{MadeOf, Parts};
pub(crate) use reading::PeriodReading;
pub(crate) use series::{Doubt, DoubtAbout, Evidence, choose};
pub(crate) use spelling::readings;
pub(crate) use way::Way;
