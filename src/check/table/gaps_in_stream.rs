//! Gaps in the series of a table that is read row by row, in further readings of the
//! file. The rows of all series are noted as far as a fixed memory goes; where there are
//! more, and the rows come in the order of their series, one series is noted at a time.
//! Where neither will do, it is said that the series were not looked at.

use super::gaps::missing_periods;
use crate::finding::{Code, Detail, Finding, Findings, Mark};
use crate::period::Period;
use crate::report::{Options, row_reader};
use crate::rule::Config;
use crate::source::{RawRow, SourceError};
use crate::table::{Gap, Layout, TableRow, gaps_among, said_periods};
use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Memory for what is noted of rows, in bytes; little in tests, so that tables of few
/// rows go every way.
const BUDGET: usize = if cfg!(test) { 2_000 } else { 24 << 20 };
/// What one note costs beside its texts.
const NOTE: usize = 64;

/// Finds periods that a series leaves out between others, as they are found in a table
/// that is held.
///
/// # Errors
/// When the file cannot be read again.
pub(crate) fn check_gaps_in_stream(
    layout: &Layout,
    config: &Config,
    options: &Options,
    limit: usize,
    to: &mut Findings,
) -> Result<(), SourceError> {
    let code = Code::MissingPeriod;
    let (Some(column), Some(severity)) = (layout.period_column(), config.severity_of(code)) else {
        return Ok(());
    };
    let again = Again {
        layout,
        config,
        options,
        column,
    };
    let told = usize::try_from(to.count(severity)).unwrap_or(usize::MAX);
    let is_watched = |key: &str| to.watches_row(code.name(), key);
    let mut found = Found {
        room: limit.saturating_sub(told),
        is_watched: &is_watched,
        gaps: BTreeMap::new(),
        others: 0,
    };
    if !again.look(&mut found)? {
        let mark = Mark::column(layout, column);
        to.push(Finding::new(
            code,
            severity,
            mark,
            Detail::SeriesNotLookedAt,
        ));
        return Ok(());
    }
    let Found { gaps, others, .. } = found;
    again.tell(gaps, |row, gap| {
        let mark = Mark::cell(layout, (None, row), column);
        to.push(Finding::new(code, severity, mark, missing_periods(gap)));
    })?;
    (0..others).for_each(|_| to.count_one(severity, &layout.section));
    Ok(())
}

/// The gaps that are found.
struct Found<'w> {
    /// How many more are told in full.
    room: usize,
    /// Whether a finding of a row is waited for.
    is_watched: &'w dyn Fn(&str) -> bool,
    /// Those to be told, by the number of the row behind them.
    gaps: BTreeMap<usize, Vec<Gap>>,
    /// How many others there are.
    others: u64,
}

impl Found<'_> {
    fn add(&mut self, gap: Gap, row_key: &str) {
        if self.room == 0 && !(self.is_watched)(row_key) {
            self.others += 1;
            return;
        }
        self.room = self.room.saturating_sub(1);
        self.gaps.entry(gap.row).or_default().push(gap);
    }
}

/// The first row of a period in a series.
struct First {
    row: usize,
    key: Box<str>,
}

/// The rows of series that are noted: by what tells a series from others, then by the
/// text of the period.
#[derive(Default)]
struct Notes {
    series: HashMap<String, HashMap<Arc<str>, First>>,
    bytes: usize,
}

impl Notes {
    fn add(&mut self, series: &str, period: &Arc<str>, row: usize, key: &str) {
        if !self.series.contains_key(series) {
            self.bytes += series.len() + 2 * NOTE;
            self.series.insert(series.to_owned(), HashMap::new());
        }
        let Some(own) = self.series.get_mut(series) else {
            return;
        };
        if let Entry::Vacant(first) = own.entry(Arc::clone(period)) {
            self.bytes += key.len() + NOTE;
            first.insert(First {
                row,
                key: key.into(),
            });
        }
    }

    /// Finds the gaps of its series, and forgets them.
    fn end(&mut self, periods: &HashMap<&str, Option<Arc<Period>>>, found: &mut Found<'_>) {
        let mut keys: HashMap<usize, &str> = HashMap::new();
        let mut rows = Vec::new();
        for (series, firsts) in &self.series {
            for (text, first) in firsts {
                if let Some(Some(period)) = periods.get(&**text) {
                    keys.insert(first.row, &first.key);
                    rows.push((first.row, series.as_str(), &**period));
                }
            }
        }
        for gap in gaps_among(rows.into_iter()) {
            let key = keys.get(&gap.row).copied().unwrap_or_default();
            found.add(gap, key);
        }
        *self = Notes::default();
    }
}

/// A table that is read again.
struct Again<'a> {
    layout: &'a Layout,
    config: &'a Config,
    options: &'a Options,
    column: usize,
}

impl Again<'_> {
    /// Every row with its number, as long as more are wanted.
    fn each(&self, mut take: impl FnMut(usize, &RawRow<'_>) -> bool) -> Result<(), SourceError> {
        let mut rows = row_reader(self.layout, self.config, self.options)?;
        rows.next_row()?;
        let mut number = 0;
        while let Some(row) = rows.next_row()? {
            if !take(number, &row) {
                break;
            }
            number += 1;
        }
        Ok(())
    }

    fn series_of(&self, row: &RawRow<'_>) -> String {
        self.layout.series_of(|column| row.text(column))
    }

    /// Looks for the gaps of all series; not where that takes too much memory.
    fn look(&self, found: &mut Found<'_>) -> Result<bool, SourceError> {
        let (mut texts, mut texts_bytes) = (HashSet::<Arc<str>>::new(), 0);
        let mut notes = Some(Notes::default());
        let mut order = Order::default();
        self.each(|number, row| {
            let series = self.series_of(row);
            order.see(&series);
            let text = row.text(self.column);
            let text = text.trim();
            let text = match texts.get(text) {
                Some(text) => Arc::clone(text),
                None => {
                    texts_bytes += text.len() + NOTE;
                    let text: Arc<str> = Arc::from(text);
                    texts.insert(Arc::clone(&text));
                    text
                }
            };
            if let Some(held) = &mut notes {
                let key = self.layout.key_of(|column| row.text(column));
                held.add(&series, &text, number, &key);
            }
            if notes.as_ref().is_some_and(|held| held.bytes > BUDGET) {
                notes = None;
            }
            texts_bytes <= BUDGET && (notes.is_some() || order.holds)
        })?;
        if texts_bytes > BUDGET || (notes.is_none() && !order.holds) {
            return Ok(false);
        }
        let periods = said_periods(texts.iter().map(|text| &**text), self.config.period);
        match notes {
            Some(mut notes) => notes.end(&periods, found),
            None => self.one_by_one(&texts, &periods, found)?,
        }
        Ok(true)
    }

    /// Looks for the gaps of one series after the other.
    fn one_by_one(
        &self,
        texts: &HashSet<Arc<str>>,
        periods: &HashMap<&str, Option<Arc<Period>>>,
        found: &mut Found<'_>,
    ) -> Result<(), SourceError> {
        let mut notes = Notes::default();
        self.each(|number, row| {
            let series = self.series_of(row);
            if !notes.series.contains_key(&series) {
                notes.end(periods, found);
            }
            let text = row.text(self.column);
            if let Some(text) = texts.get(text.trim()) {
                let key = self.layout.key_of(|column| row.text(column));
                notes.add(&series, text, number, &key);
            }
            true
        })?;
        notes.end(periods, found);
        Ok(())
    }

    /// Tells gaps with the rows behind them, in their order.
    fn tell(
        &self,
        mut gaps: BTreeMap<usize, Vec<Gap>>,
        mut to: impl FnMut(&TableRow, Gap),
    ) -> Result<(), SourceError> {
        if gaps.is_empty() {
            return Ok(());
        }
        self.each(|number, row| {
            if let Some(here) = gaps.remove(&number) {
                let row = self.layout.read(row, &self.config.units);
                here.into_iter().for_each(|gap| to(&row, gap));
            }
            !gaps.is_empty()
        })
    }
}

/// Whether the rows of a table come in the order of their series, rising or falling:
/// whole numbers by size before texts.
struct Order {
    last: Option<String>,
    rises: bool,
    falls: bool,
    holds: bool,
}

impl Default for Order {
    fn default() -> Order {
        Order {
            last: None,
            rises: true,
            falls: true,
            holds: true,
        }
    }
}

impl Order {
    fn see(&mut self, series: &str) {
        if let Some(last) = &self.last {
            match rank(last).cmp(&rank(series)) {
                Ordering::Less => self.falls = false,
                Ordering::Equal => return,
                Ordering::Greater => self.rises = false,
            }
            self.holds = self.rises || self.falls;
        }
        self.last = Some(series.to_owned());
    }
}

/// The place of a text among others.
fn rank(text: &str) -> (bool, usize, &str, &str) {
    if text.is_empty() || !text.bytes().all(|sign| sign.is_ascii_digit()) {
        return (true, 0, "", text);
    }
    let digits = text.trim_start_matches('0');
    (false, digits.len(), digits, text)
}
