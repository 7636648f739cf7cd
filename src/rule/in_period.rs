//! A configuration as it is for a report of a period: what is not in force then
//! is marked so.

use super::config::{Config, Rule, SectionConfig};
use super::config_error::{ConfigError, ConfigProblem};
use super::in_force::{At, InForce, OutOfForce};
use crate::period::Period;

impl SectionConfig {
    /// Whether it or the column of a name is not in force in the report at hand.
    pub(crate) fn is_out(&self, column: &str) -> bool {
        self.out.iter().any(|name| name == column)
    }
}

impl Config {
    /// Whether anything in it is in force for a time only.
    fn has_times(&self) -> bool {
        let columns = |section: &SectionConfig| {
            let mut columns = section.columns.iter();
            columns.any(|column| !column.in_force.is_always())
        };
        let rule = |rule: &Rule| !rule.in_force.is_always();
        let rows = |section: &SectionConfig| {
            let mut rows = section.required.rows.iter();
            rows.any(|row| !row.times.is_always())
        };
        let section = |section: &SectionConfig| {
            !section.in_force.is_always() || columns(section) || rows(section)
        };
        self.sections.iter().any(section) || self.rules.iter().any(rule)
    }

    /// The same for a report of this period: what is not in force is marked so.
    /// `None` where all is in force at all times.
    pub(crate) fn in_period(&self, period: Option<&Period>) -> Option<Config> {
        if !self.has_times() {
            return None;
        }
        let mut config = self.clone();
        let mut unclear = Vec::new();
        let mut out = |times: &InForce| match times.at(period) {
            At::In => None,
            At::Out => Some(times.written()),
            At::Unclear(place) => {
                let report = period.map(|period| period.text().to_owned());
                let problem = ConfigProblem::NotComparable(report);
                let error = ConfigError { problem, place };
                if !unclear.contains(&error) {
                    unclear.push(error);
                }
                Some(OutOfForce {
                    unclear: true,
                    ..times.written()
                })
            }
        };
        let mut sections = Vec::new();
        config.sections.each_mut(|section| {
            let all = out(&section.in_force);
            section.out.clear();
            for column in &mut section.columns {
                if all.is_some() || out(&column.in_force).is_some() {
                    section.out.push(column.name.clone());
                    column.required = None;
                }
            }
            if all.is_none() {
                section
                    .required
                    .rows
                    .retain(|row| out(&row.times).is_none());
            }
            if let Some(times) = all {
                section.required.table = Some(false);
                section.required.rows.clear();
                sections.push((section.name.clone(), times));
            }
        });
        for rule in &mut config.rules {
            let own = out(&rule.in_force);
            let home = rule.section.as_ref();
            let of_section = sections.iter().find(|(name, _)| Some(name) == home);
            rule.out = own.or_else(|| of_section.map(|(_, times)| times.clone()));
        }
        config.unclear_times = unclear;
        Some(config)
    }
}
