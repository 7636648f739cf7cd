//! The period that a report is about: a year, a half, a quarter or a month.

use crate::lang::Lang;
use crate::say;

/// A period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    /// The year.
    pub year: u32,
    /// Which part of it, when it is not all of it.
    pub part: Option<Part>,
    written: String,
}

/// A part of a year, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// A half.
    Half(u32),
    /// A quarter.
    Quarter(u32),
    /// A month.
    Month(u32),
}

impl Part {
    /// Its number, and how many there are of its kind in a year.
    fn of_year(self) -> (u32, u32) {
        match self {
            Part::Half(number) => (number, 2),
            Part::Quarter(number) => (number, 4),
            Part::Month(number) => (number, 12),
        }
    }

    /// Another part of the same kind.
    fn with(self, number: u32) -> Part {
        match self {
            Part::Half(_) => Part::Half(number),
            Part::Quarter(_) => Part::Quarter(number),
            Part::Month(_) => Part::Month(number),
        }
    }

    /// Reads what follows a year: `Q3`, `H1`, `07`, `第三季度`, `上半年`, `7月`.
    fn read(text: &str) -> Option<Part> {
        if let Some(half) = ["上半年", "下半年"].iter().position(|half| text == *half) {
            return Some(Part::Half(if half == 0 { 1 } else { 2 }));
        }
        if let Some(quarter) = text.strip_suffix("季度").or(text.strip_suffix('季')) {
            let quarter = quarter.strip_prefix('第').unwrap_or(quarter);
            let number = "一二三四".chars().position(|c| quarter == c.to_string());
            let number = match number {
                Some(at) => u32::try_from(at + 1).ok(),
                None => number_to(quarter, 4),
            };
            return number.map(Part::Quarter);
        }
        if let Some(quarter) = text.strip_prefix(['Q', 'q']) {
            return number_to(quarter, 4).map(Part::Quarter);
        }
        if let Some(half) = text.strip_prefix(['H', 'h']) {
            return number_to(half, 2).map(Part::Half);
        }
        let month = text.strip_suffix("月份").or(text.strip_suffix('月'));
        number_to(month.unwrap_or(text), 12).map(Part::Month)
    }
}

/// A number of one or two digits, from 1.
fn number_to(text: &str, most: u32) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
    let number: u32 = digits.then(|| text.parse().ok())??;
    (1..=most).contains(&number).then_some(number)
}

impl Period {
    /// Reads `2016`, `2016-Q3`, `2016H1`, `2016-07`, `2016年`, `2016年第三季度`.
    pub(crate) fn read(text: &str) -> Option<Period> {
        let text = text.trim();
        let digits = text.get(..4)?;
        if !digits.bytes().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let rest = text.get(4..)?;
        let rest = rest.strip_prefix("年度").or(rest.strip_prefix('年'));
        let rest = rest.unwrap_or(&text[4..]);
        let rest = rest.trim_start_matches(['-', '_', '.', ' ']);
        let part = match rest.is_empty() {
            true => None,
            false => Some(Part::read(rest)?),
        };
        Some(Period {
            year: digits.parse().ok()?,
            part,
            written: text.to_owned(),
        })
    }

    /// As it was written.
    pub(crate) fn text(&self) -> &str {
        &self.written
    }

    /// The year and the part, which order periods however they are written.
    pub(crate) fn order(&self) -> (u32, Option<Part>) {
        (self.year, self.part)
    }

    /// Whether it is the same period, however it is written.
    pub(crate) fn is(&self, other: &Period) -> bool {
        self.order() == other.order()
    }

    /// Whether both are years, or both quarters, and so on.
    pub(crate) fn is_like(&self, other: &Period) -> bool {
        let kind = |period: &Period| period.part.map(|part| part.of_year().1);
        kind(self) == kind(other)
    }

    /// The same period as all are written: `2016`, `2016-H1`, `2016-Q3`, `2016-07`.
    pub(crate) fn plain(&self) -> String {
        let year = self.year;
        match self.part {
            None => format!("{year:04}"),
            Some(Part::Half(half)) => format!("{year:04}-H{half}"),
            Some(Part::Quarter(quarter)) => format!("{year:04}-Q{quarter}"),
            Some(Part::Month(month)) => format!("{year:04}-{month:02}"),
        }
    }

    /// The period directly before.
    pub(crate) fn before(&self) -> Period {
        let earlier = self.year.saturating_sub(1);
        match self.part.map(|part| (part, part.of_year())) {
            None => Period::of(earlier, None),
            Some((part, (1, last))) => Period::of(earlier, Some(part.with(last))),
            Some((part, (number, _))) => Period::of(self.year, Some(part.with(number - 1))),
        }
    }

    /// The period directly after.
    pub(crate) fn after(&self) -> Period {
        let later = self.year.saturating_add(1);
        match self.part.map(|part| (part, part.of_year())) {
            None => Period::of(later, None),
            Some((part, (number, last))) if number == last => Period::of(later, Some(part.with(1))),
            Some((part, (number, _))) => Period::of(self.year, Some(part.with(number + 1))),
        }
    }

    fn of(year: u32, part: Option<Part>) -> Period {
        let mut period = Period {
            year,
            part,
            written: String::new(),
        };
        period.written = period.plain();
        period
    }
}

/// Some periods, as `--periods` names them: `2014..2016`, `2014,2016`,
/// `2015Q1..2015Q4`, `..2016`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Periods {
    spans: Vec<(Option<Period>, Option<Period>)>,
}

/// What is wrong with a text that names periods.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.say(Lang::En))]
pub(crate) enum PeriodsError {
    /// No period.
    Unreadable(String),
    /// The last period of a span is before its first.
    Backwards(String, String),
    /// A span from a year to a quarter, and so on.
    Unlike(String, String),
}

impl PeriodsError {
    /// The mistake in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        match self {
            PeriodsError::Unreadable(found) => say!(
                lang,
                "`{found}` names no periods; write them as 2014..2016, 2014,2016, 2014.. or 2015-Q1..2015-Q4",
                "“{found}”不是报告期；请写成 2014..2016、2014,2016、2014.. 或 2015-Q1..2015-Q4 这样"
            ),
            PeriodsError::Backwards(first, last) => say!(
                lang,
                "`{first}..{last}` ends before it begins",
                "“{first}..{last}”的终点早于起点"
            ),
            PeriodsError::Unlike(one, other) => say!(
                lang,
                "`{one}` and `{other}` are not periods of one kind; name only years, only quarters, and so on",
                "“{one}”与“{other}”不是同一类报告期；请只写年度或只写季度等"
            ),
        }
    }
}

impl Periods {
    /// Reads what `--periods` was given.
    ///
    /// # Errors
    /// See [`PeriodsError`].
    pub(crate) fn read(text: &str) -> Result<Periods, PeriodsError> {
        let mut periods = Periods { spans: Vec::new() };
        for piece in text.split([',', '，', '、']) {
            let (first, last) = Periods::span(piece.trim(), text)?;
            periods.spans.push((first, last));
        }
        let named = || periods.spans.iter().flat_map(|(a, b)| [a, b]).flatten();
        let first = named().next();
        if let Some(first) = first
            && let Some(other) = named().find(|period| !period.is_like(first))
        {
            let (one, other) = (first.text().to_owned(), other.text().to_owned());
            return Err(PeriodsError::Unlike(one, other));
        }
        for (first, last) in &periods.spans {
            if let (Some(first), Some(last)) = (first, last)
                && last.order() < first.order()
            {
                let (first, last) = (first.text().to_owned(), last.text().to_owned());
                return Err(PeriodsError::Backwards(first, last));
            }
        }
        Ok(periods)
    }

    /// `2016`, `2014..2016`, `2014..`, `..2016`.
    fn span(piece: &str, all: &str) -> Result<(Option<Period>, Option<Period>), PeriodsError> {
        let unreadable = || PeriodsError::Unreadable(all.chars().take(60).collect());
        let period = |text: &str| Period::read(text).ok_or_else(unreadable);
        let Some((first, last)) = piece.split_once("..") else {
            let only = period(piece)?;
            return Ok((Some(only.clone()), Some(only)));
        };
        let end = |text: &str| match text.trim() {
            "" => Ok(None),
            text => period(text).map(Some),
        };
        match (end(first)?, end(last)?) {
            (None, None) => Err(unreadable()),
            ends => Ok(ends),
        }
    }

    /// Whether a period is one of them.
    pub(crate) fn hold(&self, period: &Period) -> bool {
        self.spans.iter().any(|(first, last)| {
            let named = first.iter().chain(last);
            let like = named.into_iter().all(|end| end.is_like(period));
            let from = first
                .as_ref()
                .is_none_or(|first| first.order() <= period.order());
            let to = last
                .as_ref()
                .is_none_or(|last| period.order() <= last.order());
            like && from && to
        })
    }

    /// The periods that are named and not there: of each span those between
    /// its ends, or up to the next one there is where it is open.
    pub(crate) fn missing(&self, there: &[Period]) -> Vec<Period> {
        let mut missing: Vec<Period> = Vec::new();
        for (first, last) in &self.spans {
            let own = || there.iter().filter(|period| self.hold(period));
            let ends = (
                first.as_ref().or(own().min_by_key(|period| period.order())),
                last.as_ref().or(own().max_by_key(|period| period.order())),
            );
            let (Some(from), Some(to)) = ends else {
                continue;
            };
            let mut at = from.clone();
            // A span of centuries names too many to list.
            for _ in 0..MOST_MISSING {
                if at.order() > to.order() {
                    break;
                }
                let known = there.iter().chain(&missing).any(|period| period.is(&at));
                let next = at.after();
                if !known {
                    missing.push(at);
                }
                at = next;
            }
        }
        missing.sort_by_key(Period::order);
        missing
    }
}

/// Periods of a span that are looked at for what is missing.
const MOST_MISSING: usize = 200;

#[cfg(test)]
mod tests {
    use super::{Period, Periods};

    #[test]
    fn the_period_before_keeps_its_kind() {
        let before =
            |text: &str| Period::read(text).map(|period| period.before().text().to_owned());
        assert_eq!(before("2016").as_deref(), Some("2015"));
        assert_eq!(before("2016年").as_deref(), Some("2015"));
        assert_eq!(before("2016年度").as_deref(), Some("2015"));
        assert_eq!(before("2016-Q1").as_deref(), Some("2015-Q4"));
        assert_eq!(before("2016年第一季度").as_deref(), Some("2015-Q4"));
        assert_eq!(before("2016年3季度").as_deref(), Some("2016-Q2"));
        assert_eq!(before("2016H2").as_deref(), Some("2016-H1"));
        assert_eq!(before("2016年上半年").as_deref(), Some("2015-H2"));
        assert_eq!(before("2016-01").as_deref(), Some("2015-12"));
        assert_eq!(before("2016年7月").as_deref(), Some("2016-06"));
        for no_period in [
            "data",
            "2016-Q5",
            "2016-+3",
            "2016年月",
            "2016-13",
            "20161301",
            "二〇一六",
            "2016年度报告",
        ] {
            assert_eq!(before(no_period), None, "{no_period}");
        }
    }

    #[test]
    fn before_and_after_undo_each_other() {
        let mut period = Period::read("2014-Q3").expect("a period");
        for _ in 0..9 {
            let next = period.after();
            assert!(next.before().is(&period) && next.order() > period.order());
            period = next;
        }
        assert_eq!(period.text(), "2016-Q4");
    }

    fn held(text: &str, years: &[&str]) -> Vec<String> {
        let periods = Periods::read(text).expect("periods");
        let of = |text: &&str| Period::read(text).expect("a period");
        let held = years.iter().filter(|text| periods.hold(&of(text)));
        held.map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn spans_hold_what_lies_between() {
        let years = ["2013", "2014年", "2015-Q1", "2016", "2017"];
        assert_eq!(held("2014..2016", &years), ["2014年", "2016"]);
        assert_eq!(held("2014,2017", &years), ["2014年", "2017"]);
        assert_eq!(held("2016..", &years), ["2016", "2017"]);
        assert_eq!(held("..2014年", &years), ["2013", "2014年"]);
        assert_eq!(held("2015Q1..2015-Q4", &years), ["2015-Q1"]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let there: Vec<Period> = ["2013", "2016年", "2016-Q1"]
            .iter()
            .filter_map(|text| Period::read(text))
            .collect();
        let missing = |text: &str| {
            let periods = Periods::read(text).expect("periods");
            let missing = periods.missing(&there);
            missing
                .iter()
                .map(|p| p.text().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(missing("2013..2016"), ["2014", "2015"]);
        assert_eq!(missing("2012,2016"), ["2012"]);
        assert_eq!(missing("2014..").as_slice(), ["2014", "2015"]);
        assert_eq!(missing("..2016"), ["2014", "2015"]);
        assert_eq!(missing("2016Q1..2016Q2"), ["2016-Q2"]);
        assert_eq!(missing("0001..9999").len(), 200);
    }

    #[test]
    fn what_names_no_periods_is_said() {
        for (text, said) in [
            ("2014-2016", "names no periods"),
            ("..", "names no periods"),
            ("", "names no periods"),
            ("2014..2016..2018", "names no periods"),
            ("2016..2014", "ends before it begins"),
            ("2015..2016-Q1", "not periods of one kind"),
            ("2015,2016-Q1", "not periods of one kind"),
        ] {
            let error = Periods::read(text).expect_err(text);
            assert!(error.to_string().contains(said), "{text}: {error}");
        }
    }
}
