//! Several periods, as `--periods` names them: `2014..2016`, `2014,2016`.

use super::calendar::Period;
use super::series::{Doubt, DoubtAbout, Evidence, choose};
use super::spelling::readings;
use crate::lang::Lang;
use crate::say;

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
    /// A period that may be read in two ways.
    Unclear(Doubt),
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
            PeriodsError::Unclear(Doubt {
                written,
                about: DoubtAbout::ToMonth,
            }) => say!(
                lang,
                "`{written}` runs from the year's beginning to a month, and which period comes before it cannot be told",
                "“{written}”自年初累计至某月，无法判断它之前是哪一期"
            ),
            PeriodsError::Unclear(Doubt {
                written: found,
                about: DoubtAbout::Japan | DoubtAbout::Minguo | DoubtAbout::Buddhist,
            }) => say!(
                lang,
                "`{found}` may be the year of an era or something else; write it as 令和3年, 民國110年, พ.ศ. 2564 or in common years as 2021",
                "“{found}”可能是某个纪年的年份，也可能不是；请写成 令和3年、民國110年、พ.ศ. 2564，或写公历年份 2021"
            ),
            PeriodsError::Unclear(Doubt { written: found, .. }) => say!(
                lang,
                "`{found}` may be read in two ways; write a financial year as 2011-2012 or FY11-12, a month as 2011M12, a day as 2011-12-31",
                "“{found}”有两种读法；财政年度请写成 2011-2012 或 FY11-12，月份请写成 2011M12，日期请写成 2011-12-31"
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
    /// Reads what `--periods` was given; the names of the reports that there
    /// are tell which way is meant.
    ///
    /// # Errors
    /// See [`PeriodsError`].
    pub(crate) fn read(text: &str, evidence: &Evidence) -> Result<Periods, PeriodsError> {
        let mut periods = Periods { spans: Vec::new() };
        for piece in text.split([',', '，', '、']) {
            let (first, last) = Periods::span(piece.trim(), text, evidence)?;
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
    fn span(
        piece: &str,
        all: &str,
        evidence: &Evidence,
    ) -> Result<(Option<Period>, Option<Period>), PeriodsError> {
        let unreadable = || PeriodsError::Unreadable(all.chars().take(60).collect());
        let period = |text: &str| {
            let chosen = choose(&readings(text), evidence);
            let chosen = chosen.map_err(PeriodsError::Unclear)?;
            chosen.ok_or_else(unreadable)
        };
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
    use super::{Evidence, Period, Periods};

    fn held(text: &str, years: &[&str]) -> Vec<String> {
        let periods = Periods::read(text, &Evidence::default()).expect("periods");
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
            let periods = Periods::read(text, &Evidence::default()).expect("periods");
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
            let error = Periods::read(text, &Evidence::default()).expect_err(text);
            assert!(error.to_string().contains(said), "{text}: {error}");
        }
    }
}
