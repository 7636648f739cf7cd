//! Which row of a table stands one period before another, where a column says of
//! each row which period it is about, and which one stands above it.

use super::key_text::written_key;
use super::layout::Layout;
use super::row::TableRow;
use crate::period::{Evidence, Period, PeriodOrder, PeriodReading, Way, choose, readings};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Why a row has none before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NoneBefore {
    /// Its series begins with it.
    First,
    /// The row of the period before is missing, while an earlier one is there.
    Gap,
    /// It cannot be told of which period it is.
    Unread,
    /// Several rows are of the period before.
    Several,
    /// No row stands above it.
    Above,
    /// Its series begins less than a year before.
    YearFirst,
    /// The row of the period a year before is missing, while an earlier one is there.
    YearGap,
    /// Several rows are of the period a year before.
    YearSeveral,
    /// The year before had no such day or week.
    NoSuchDay,
}

/// How far back a row looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// One period.
    Period,
    /// One year.
    Year,
}

impl Step {
    /// The period that lies so far before another.
    fn before(self, period: &Period) -> Result<Period, NoneBefore> {
        match self {
            Step::Period if period.is_counted_on() => Err(NoneBefore::Unread),
            Step::Period => Ok(period.before()),
            Step::Year => period.a_year_before().ok_or(NoneBefore::NoSuchDay),
        }
    }

    /// Why there is none, in its own words.
    fn told(self, why: NoneBefore) -> NoneBefore {
        match (self, why) {
            (Step::Year, NoneBefore::First) => NoneBefore::YearFirst,
            (Step::Year, NoneBefore::Gap) => NoneBefore::YearGap,
            (Step::Year, NoneBefore::Several) => NoneBefore::YearSeveral,
            (_, why) => why,
        }
    }
}

impl NoneBefore {
    /// Whether another table may have the row.
    pub(crate) fn is_not_there(self) -> bool {
        use NoneBefore::{First, Gap, YearFirst, YearGap};
        matches!(self, First | Gap | YearFirst | YearGap)
    }
}

/// The kind of a period: years look back at years, quarters at quarters.
type Kind = (bool, Option<u32>);

/// The rows of a table as series of periods. Each series and each period is kept
/// once, and called by its number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Series {
    /// The series, by what tells them apart.
    keys: HashMap<Arc<str>, usize>,
    /// What tells each series apart.
    key_of: Vec<Arc<str>>,
    /// The periods, by their order.
    periods: HashMap<PeriodOrder, usize>,
    /// Of each row, which series it is in, and its period where it can be told.
    rows: Vec<(usize, Option<Arc<Period>>)>,
    /// The row of a period in a series; none where there are several.
    of_period: HashMap<(usize, usize), Option<usize>>,
    /// The first period of each kind in each series.
    first: HashMap<(usize, Kind), PeriodOrder>,
    /// Of each row, the one above in its series.
    above: Vec<Option<usize>>,
}

impl Series {
    /// The series of a table's rows; periods with two readings are read in the way
    /// that is told, else as the other rows show. Where no column says the period,
    /// all rows are one series.
    pub(super) fn in_rows(layout: &Layout, rows: &[TableRow], told: Option<Way>) -> Series {
        let mut series = Series::default();
        let column = layout.period_column();
        let texts = column.into_iter();
        let texts = texts.flat_map(|column| rows.iter().map(move |row| row.text(column)));
        let chosen = said_periods(texts, told);
        let mut last: HashMap<usize, usize> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            let key = series.number(series_key(layout, row));
            series.above.push(last.insert(key, at));
            let period = column.and_then(|column| chosen.get(row.text(column)).cloned().flatten());
            if let Some(period) = &period {
                series.add(key, period, at);
            }
            series.rows.push((key, period));
        }
        series
    }

    /// The number of a series.
    fn number(&mut self, key: String) -> usize {
        if let Some(number) = self.keys.get(key.as_str()) {
            return *number;
        }
        let (key, number) = (Arc::from(key), self.key_of.len());
        self.key_of.push(Arc::clone(&key));
        self.keys.insert(key, number);
        number
    }

    fn add(&mut self, key: usize, period: &Period, at: usize) {
        let (order, next) = (period.order(), self.periods.len());
        let number = *self.periods.entry(order).or_insert(next);
        self.of_period
            .entry((key, number))
            .and_modify(|row| *row = None)
            .or_insert(Some(at));
        let first = self.first.entry((key, kind(order))).or_insert(order);
        *first = order.min(*first);
    }

    /// The row so far before another.
    pub(crate) fn before(&self, row: usize, step: Step) -> Result<usize, NoneBefore> {
        let (key, period) = self.rows.get(row).ok_or(NoneBefore::Unread)?;
        let before = step.before(period.as_ref().ok_or(NoneBefore::Unread)?)?;
        let found = self.of_order(Some(*key), before.order());
        found.map_err(|why| step.told(why))
    }

    /// The row so far before a row of the table of another report.
    pub(crate) fn before_that_of(&self, other: &Series, row: usize, step: Step) -> Option<usize> {
        let (key, period) = other.rows.get(row)?;
        let before = step.before(period.as_ref()?).ok()?;
        let own = self.keys.get(other.key_of.get(*key)?);
        self.of_order(own.copied(), before.order()).ok()
    }

    /// The rows of which it can be told which period they are about, with what tells
    /// their series from others.
    pub(super) fn periods(&self) -> impl Iterator<Item = (usize, &str, &Period)> {
        let rows = self.rows.iter().enumerate();
        rows.filter_map(|(at, (key, period))| {
            Some((at, &**self.key_of.get(*key)?, period.as_deref()?))
        })
    }

    /// Which period a row is about, where that can be told.
    pub(crate) fn period(&self, row: usize) -> Option<&Period> {
        self.rows.get(row)?.1.as_deref()
    }

    /// The row of a period in a series: none where there is none, and that there
    /// are several.
    pub(crate) fn at(&self, key: &str, period: &Period) -> Result<Option<usize>, NoneBefore> {
        match self.of_order(self.keys.get(key).copied(), period.order()) {
            Ok(row) => Ok(Some(row)),
            Err(NoneBefore::Several) => Err(NoneBefore::Several),
            Err(_) => Ok(None),
        }
    }

    /// The row of a period in a series, which there may not be.
    fn of_order(&self, key: Option<usize>, order: PeriodOrder) -> Result<usize, NoneBefore> {
        let key = key.ok_or(NoneBefore::First)?;
        let number = self.periods.get(&order);
        if let Some(row) = number.and_then(|number| self.of_period.get(&(key, *number))) {
            return row.ok_or(NoneBefore::Several);
        }
        let first = self.first.get(&(key, kind(order)));
        match first.is_some_and(|first| *first < order) {
            true => Err(NoneBefore::Gap),
            false => Err(NoneBefore::First),
        }
    }

    /// The row above another, in its series.
    pub(crate) fn above(&self, row: usize) -> Result<usize, NoneBefore> {
        let above = self.above.get(row).copied().flatten();
        above.ok_or(NoneBefore::Above)
    }
}

/// Of each text which period it says, where that can be told: what has two readings is
/// read in the way that is told, else as the others show.
pub(crate) fn said_periods<'t>(
    texts: impl Iterator<Item = &'t str>,
    told: Option<Way>,
) -> HashMap<&'t str, Option<Arc<Period>>> {
    let mut read: HashMap<&str, Vec<PeriodReading>> = HashMap::new();
    for text in texts {
        read.entry(text).or_insert_with(|| readings(text));
    }
    let evidence = Evidence::of(told, read.values().map(Vec::as_slice));
    let meant = |(text, readings): (&'t str, &Vec<PeriodReading>)| {
        (text, meant(readings, &evidence).map(Arc::new))
    };
    read.iter()
        .map(|(text, readings)| meant((*text, readings)))
        .collect()
}

/// The period that is meant, where that can be told. What has been counted since
/// January is a period, of which only the one before cannot be told.
fn meant(readings: &[PeriodReading], evidence: &Evidence) -> Option<Period> {
    match choose(readings, evidence) {
        Ok(period) => period,
        Err(_) => {
            let first = readings.first().map(|reading| &reading.period);
            first.filter(|period| period.is_counted_on()).cloned()
        }
    }
}

/// What tells the series of a row from others: its key but the period.
fn series_key(layout: &Layout, row: &TableRow) -> String {
    layout.series_of(|column| Cow::Borrowed(row.text(column)))
}

/// What must be alike of periods that look back at one another.
fn kind((_, two, part): PeriodOrder) -> Kind {
    (two, part.map(|(kind, ..)| kind))
}

impl Layout {
    /// What tells the series of a row from others, by the texts of its cells.
    pub(crate) fn series_of<'t>(&self, text: impl Fn(usize) -> Cow<'t, str>) -> String {
        let Some(period) = self.period_column() else {
            return String::new();
        };
        let columns = self.key_columns().iter();
        let columns = columns.filter(|column| **column != period);
        written_key(columns.map(|column| text(*column)))
    }

    /// Which of its columns tell the series of another table apart, by their names.
    ///
    /// # Errors
    /// The name of one that this table has no column for.
    pub(crate) fn columns_of_series<'l>(&self, there: &'l Layout) -> Result<Vec<usize>, &'l str> {
        let columns = there.key_columns().iter();
        let columns = columns.filter(|column| Some(**column) != there.period_column());
        let own = |column: &usize| {
            let name = there.columns[*column].name.as_str();
            self.column(name).ok_or(name)
        };
        columns.map(own).collect()
    }

    /// The series of another table that a row of this one says.
    pub(crate) fn series_there(&self, row: &TableRow, there: &Layout) -> Option<String> {
        let columns = self.columns_of_series(there).ok()?.into_iter();
        Some(written_key(
            columns.map(|column| Cow::Borrowed(row.text(column))),
        ))
    }
}
