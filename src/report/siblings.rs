//! Which of the reports beside a report is the one before.

use super::location::ReportPath;
use super::neighbours::Series;
use super::no_prior::NoPrior;
use super::opened::Report;
use super::options::Options;
use crate::rule::Config;
use std::path::PathBuf;

impl Report {
    /// The report of the period before, among those beside this one. Its rows
    /// are looked up by their keys, so that none of its tables is streamed.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) fn prior(&self, config: &Config, options: &Options) -> Result<Report, NoPrior> {
        let sibling = self.prior_path(config, options)?;
        let options = Options {
            stream_from: Some(u64::MAX),
            ..options.clone()
        };
        // A table called by its period is of the section of this one.
        let section = self.tables.first().filter(|_| self.dated);
        let section = section.map(|table| table.section());
        Ok(Report::open_as(
            ReportPath::at(&sibling),
            section,
            config,
            &options,
        ))
    }

    fn prior_path(&self, config: &Config, options: &Options) -> Result<PathBuf, NoPrior> {
        if let Some(doubt) = &self.doubt {
            return Err(NoPrior::Unclear(doubt.clone()));
        }
        let own = self.period.as_ref().ok_or(NoPrior::PeriodUnknown)?;
        let before = own.before();
        let folder = match self.is_folder {
            true => &self.path,
            false => self.path.parent().unwrap_or(&self.path),
        };
        let publisher = &self.facts.publisher;
        let known = &options.neighbours;
        let series = match self.dated {
            true => Series::of_tables(&self.path, config.period, known),
            false => Series::of(folder, publisher, config.period, known),
        };
        // A folder called by its period goes before one that only says it, and
        // a name of the same kind before others.
        let ranked = series.of_period(&before).iter().map(|(period, one)| {
            let rank = (one.named.is_none(), !period.is_named_like(own));
            (rank, &one.path)
        });
        let mut found: Vec<_> = ranked.collect();
        found.sort();
        match found.as_slice() {
            [(rank, one), (same, other), ..] if rank == same => {
                let both = [(*one).clone(), (*other).clone()];
                Err(NoPrior::Several(before.plain(), both))
            }
            [(_, path), ..] => Ok((*path).clone()),
            [] => {
                let earlier = match self.dated {
                    true => series.has_earlier(own),
                    false => known.has_earlier(folder, own),
                };
                Err(match (series.doubt_about(&before), earlier) {
                    (Some(doubt), _) => NoPrior::Unclear(doubt.clone()),
                    (None, true) => NoPrior::NoReport(before.plain()),
                    (None, false) => NoPrior::First(before.plain()),
                })
            }
        }
    }
}
