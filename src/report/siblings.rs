//! The reports beside a report, each with the period that it is about.

use super::listing::{is_report, list};
use super::location::FACTS_FILE;
use super::opened::Report;
use super::options::Options;
use crate::period::Period;
use crate::rule::{Config, load_facts};
use crate::source::read_text;
use std::path::{Path, PathBuf};

/// The period that a report's folder is about: what its own file says, else
/// its name.
pub(crate) fn period_of(folder: &Path) -> Option<Period> {
    let file = folder.join(FACTS_FILE);
    let said = match file.is_file() {
        true => read_text(&file, None).ok(),
        false => None,
    };
    let said = said.and_then(|text| load_facts(&file, &text).0.period);
    match said {
        Some(written) => Period::read(&written),
        None => named_period(folder),
    }
}

fn named_period(folder: &Path) -> Option<Period> {
    Period::read(&folder.file_name()?.to_string_lossy())
}

/// The reports in a folder whose names are periods, oldest first; of several
/// for one period the first by name. A folder called otherwise may be the
/// report of another publisher, whatever period its own file says.
pub(crate) fn reports_in(parent: &Path) -> Vec<(Period, PathBuf)> {
    let folders = list(parent).unwrap_or_default().folders.into_iter();
    let mut reports: Vec<(Period, PathBuf)> = folders
        .filter(|path| named_period(path).is_some() && is_report(path))
        .filter_map(|path| Some((period_of(&path)?, path)))
        .collect();
    reports.sort_by(|(one, a), (other, b)| (one.order(), a).cmp(&(other.order(), b)));
    reports.dedup_by(|(one, _), (other, _)| one.is(other));
    reports
}

/// The folder that holds the folder of a report, or of a table of one.
pub(crate) fn folder_above(report: &Path) -> Option<PathBuf> {
    let folder = match report.is_dir() {
        true => report,
        false => report.parent()?,
    };
    match folder.parent() {
        Some(above) if folder.file_name().is_some() => Some(match above.as_os_str() {
            nothing if nothing.is_empty() => PathBuf::from("."),
            above => PathBuf::from(above),
        }),
        // `.`, `..` or nothing: where that really is.
        _ => {
            let here = match folder.as_os_str().is_empty() {
                true => Path::new("."),
                false => folder,
            };
            Some(here.canonicalize().ok()?.parent()?.to_path_buf())
        }
    }
}

impl Report {
    /// The report of the period before, among those beside this one. Its rows
    /// are looked up by their keys, so that none of its tables is streamed.
    pub(crate) fn prior(&self, config: &Config, options: &Options) -> Option<Report> {
        let before = self.period.as_ref()?.before();
        let reports = reports_in(&folder_above(&self.path)?);
        let (_, sibling) = reports.into_iter().find(|(period, _)| period.is(&before))?;
        let options = Options {
            stream_from: Some(u64::MAX),
            ..options.clone()
        };
        Some(Report::open(&sibling, config, &options))
    }
}
