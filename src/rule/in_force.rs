//! From when and until when a rule, a column or a section is in force: forms
//! change, and what one year did not ask for it does not lack.

use super::config_error::{ConfigError, ConfigProblem};
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};
use crate::period::{Evidence, Period, Way, choose, readings};
use crate::place::Place;

/// The keys that say it.
pub(super) const KEYS: [&str; 2] = ["from", "until"];

/// The first and the last period of something, as far as they are said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InForce {
    from: Option<(Period, Place)>,
    until: Option<(Period, Place)>,
}

/// That something is not in force in a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OutOfForce {
    /// The first period that it is in force in.
    pub from: Option<String>,
    /// The last.
    pub until: Option<String>,
    /// Whether it cannot be told of the report at hand; that is a mistake.
    pub unclear: bool,
}

/// Whether something is in force in a report.
pub(super) enum At {
    /// It is.
    In,
    /// It is not.
    Out,
    /// It cannot be told, by what stands here.
    Unclear(Place),
}

impl InForce {
    /// Reads one of its keys.
    pub(super) fn read(&mut self, toml: &mut TomlReader, entry: &TomlEntry, told: Option<Way>) {
        let Some(period) = period(toml, entry, told) else {
            return;
        };
        let said = Some((period, toml.place(&entry.value_span)));
        match entry.key.as_str() {
            "from" => self.from = said,
            _ => self.until = said,
        }
        if let (Some((from, _)), Some((until, place))) = (&self.from, &self.until)
            && from.is_like(until)
            && until.order() < from.order()
        {
            toml.errors.push(ConfigError {
                problem: ConfigProblem::EndsBefore(from.text().to_owned(), until.text().to_owned()),
                place: place.clone(),
            });
        }
    }

    /// Whether it is in force at all times.
    pub(crate) fn is_always(&self) -> bool {
        self.from.is_none() && self.until.is_none()
    }

    /// Whether it is in force in a report of this period.
    pub(super) fn at(&self, period: Option<&Period>) -> At {
        let ends = [(&self.from, true), (&self.until, false)];
        let mut unclear = None;
        for (end, first) in ends {
            let Some((end, place)) = end else { continue };
            let within = period.and_then(|period| match first {
                true => period.is_from(end),
                false => period.is_until(end),
            });
            match within {
                Some(true) => {}
                // One end that it lies beyond is enough.
                Some(false) => return At::Out,
                None => unclear = unclear.or(Some(place)),
            }
        }
        unclear.map_or(At::In, |place| At::Unclear(place.clone()))
    }

    /// Whether it is surely not in force in a period.
    pub(crate) fn is_out(&self, period: Option<&Period>) -> bool {
        matches!(self.at(period), At::Out)
    }

    /// Its ends, as they are written.
    pub(crate) fn written(&self) -> OutOfForce {
        let text = |end: &Option<(Period, Place)>| {
            let end = end.as_ref();
            end.map(|(period, _)| period.text().to_owned())
        };
        OutOfForce {
            from: text(&self.from),
            until: text(&self.until),
            unclear: false,
        }
    }
}

/// A period that can be read in one way only.
fn period(toml: &mut TomlReader, entry: &TomlEntry, told: Option<Way>) -> Option<Period> {
    let text = match &entry.value {
        TomlValue::Date(day) => day.clone(),
        _ => toml.scalar(entry)?,
    };
    let evidence = Evidence::of(told, std::iter::empty());
    let problem = match choose(&readings(&text), &evidence) {
        Ok(Some(period)) => return Some(period),
        Ok(None) => ConfigProblem::Period(text),
        Err(_) => ConfigProblem::UnclearPeriod(text),
    };
    toml.error(problem, &entry.value_span);
    None
}
