//! The results in words and tables, as Markdown.

use crate::reports::judge::Verdict;
use std::fmt::Write as _;

/// What came of some damaged reports.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    reports: u64,
    /// Damaged so that all rules can still hold.
    hidden: u64,
    /// The benchmark cannot tell whether they can.
    untold: u64,
    detectable: u64,
    detected: u64,
    /// No rule fails by itself, and yet not all can hold.
    joint: u64,
    /// The damaged figures are the fewest that must be wrong.
    fewest: u64,
    listed: u64,
    first: u64,
    value: u64,
    only: u64,
    only_found: u64,
    gave_up: u64,
    times: Vec<u128>,
}

/// The heads of the columns that [`Counts::row`] fills.
pub(crate) const HEADS: &str = "Reports | Hidden | Detected | Fewer do | Listed | First | Value | \
                         Unique | Unique found | Median";

impl Counts {
    /// Adds what came of a report.
    pub(crate) fn add(&mut self, verdict: &Verdict) {
        self.reports += 1;
        self.hidden += u64::from(verdict.detectable == Some(false));
        self.untold += u64::from(verdict.detectable.is_none());
        self.times.push(verdict.micros);
        if verdict.detectable != Some(true) {
            return;
        }
        self.detectable += 1;
        self.detected += u64::from(verdict.detected);
        self.joint += u64::from(!verdict.plain);
        self.gave_up += u64::from(verdict.gave_up);
        self.only += u64::from(verdict.only);
        self.only_found += u64::from(verdict.only && verdict.listed_only);
        if verdict.fewest {
            self.fewest += 1;
            self.listed += u64::from(verdict.listed);
            self.first += u64::from(verdict.first);
            self.value += u64::from(verdict.value);
        }
    }

    /// The cells of a table's row.
    pub(crate) fn row(&self) -> String {
        let cells = [
            self.reports.to_string(),
            self.hidden.to_string(),
            share(self.detected, self.detectable),
            (self.detectable - self.fewest).to_string(),
            share(self.listed, self.fewest),
            share(self.first, self.fewest),
            share(self.value, self.fewest),
            self.only.to_string(),
            share(self.only_found, self.only),
            time(self.median()),
        ];
        cells.join(" | ")
    }

    /// The median time, in microseconds.
    pub(crate) fn median(&self) -> u128 {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    }

    /// The longest time, in microseconds.
    pub(crate) fn worst(&self) -> u128 {
        self.times.iter().copied().max().unwrap_or_default()
    }

    /// What the tables have no column for.
    pub(crate) fn remarks(&self) -> String {
        format!(
            "In {} of these reports no rule fails by itself, and only together they cannot hold. \
             In {} the search was stopped early. Of {} it was not told apart whether they are \
             consistent.",
            self.joint, self.gave_up, self.untold
        )
    }
}

/// A table of counts with a name each.
pub(crate) fn table(head: &str, rows: &[(String, Counts)]) -> String {
    let columns = HEADS.matches('|').count() + 1;
    let mut text = format!("| {head} | {HEADS} |\n|---|{}\n", "--:|".repeat(columns));
    for (name, counts) in rows {
        let _ = writeln!(text, "| {name} | {} |", counts.row());
    }
    text
}

/// A table of times.
pub(crate) fn times(rows: &[(String, Counts)]) -> String {
    let mut text = "| Report | Damage | Median | Worst |\n|---|---|--:|--:|\n".to_owned();
    for (name, counts) in rows {
        let (median, worst) = (time(counts.median()), time(counts.worst()));
        let _ = writeln!(text, "| {name} | {median} | {worst} |");
    }
    text
}

/// A share in per cent, cut, so that 100 % is all of them.
fn share(part: u64, of: u64) -> String {
    if of == 0 {
        return "–".to_owned();
    }
    let tenths = part * 1_000 / of;
    match tenths {
        1_000 => "100 %".to_owned(),
        _ => format!("{}.{} %", tenths / 10, tenths % 10),
    }
}

/// A time in milliseconds.
fn time(micros: u128) -> String {
    format!("{}.{} ms", micros / 1_000, micros / 100 % 10)
}
