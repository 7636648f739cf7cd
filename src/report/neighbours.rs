//! The reports beside a report, each with the period that it is about.

use super::listing::{is_report, list};
use super::location::{FACTS_FILE, folder_of};
use crate::period::{
    Doubt, Evidence, Period, PeriodName, PeriodReading, Way, choose, in_name, readings,
};
use crate::rule::{Facts, Words, load_facts};
use crate::source::read_text;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A folder that is a report, beside others.
#[derive(Clone, Debug)]
pub(super) struct Neighbour {
    /// The folder.
    pub path: PathBuf,
    /// The period in its name.
    pub named: Option<PeriodName>,
    /// The period that its own file says.
    said: Vec<PeriodReading>,
    publisher: Words,
}

/// The reports in folders that were looked into: many reports of a run stand
/// side by side.
#[derive(Clone, Debug, Default)]
pub(crate) struct Neighbours(Arc<Mutex<HashMap<PathBuf, Arc<Vec<Neighbour>>>>>);

impl Neighbours {
    fn within(&self, parent: &Path) -> Arc<Vec<Neighbour>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let there = known.entry(parent.to_path_buf());
        there
            .or_insert_with(|| Arc::new(neighbours(parent)))
            .clone()
    }
}

fn neighbours(parent: &Path) -> Vec<Neighbour> {
    let folders = list(parent).unwrap_or_default().folders.into_iter();
    let reports = folders.filter(|path| is_report(path));
    let neighbour = |path: PathBuf| {
        let facts = facts_of(&path);
        Neighbour {
            named: name_of(&path).as_deref().and_then(in_name),
            said: facts.period.map_or(Vec::new(), |text| readings(&text)),
            publisher: facts.publisher,
            path,
        }
    };
    reports.map(neighbour).collect()
}

fn facts_of(folder: &Path) -> Facts {
    let file = folder.join(FACTS_FILE);
    let text = match file.is_file() {
        true => read_text(&file, None).ok(),
        false => None,
    };
    text.map_or_else(Facts::default, |text| load_facts(&file, &text).0)
}

/// What a folder is called, also where it is `.`.
fn name_of(folder: &Path) -> Option<String> {
    let name = |path: &Path| Some(path.file_name()?.to_string_lossy().into_owned());
    name(folder).or_else(|| name(&folder.canonicalize().ok()?))
}

impl Neighbour {
    /// What its period may be: what its own file says, else its name.
    pub(super) fn readings(&self) -> &[PeriodReading] {
        match (&self.said[..], &self.named) {
            ([], Some(named)) => &named.readings,
            (said, _) => said,
        }
    }

    /// Whether it may be of one series with a report: names that hold periods
    /// say the same besides, and it is not another publisher's.
    fn is_beside(&self, named: Option<&PeriodName>, publisher: &Words) -> bool {
        let named = match (&self.named, named) {
            (Some(one), Some(other)) => one.series == other.series,
            _ => true,
        };
        let nothing = Words::default();
        let unsaid = self.publisher == nothing || *publisher == nothing;
        named && (unsaid || self.publisher == *publisher)
    }
}

/// The reports that are of one series with a folder's.
pub(super) struct Series {
    /// The reports.
    pub neighbours: Vec<Neighbour>,
    /// What their names tell of one another.
    pub evidence: Evidence,
}

impl Series {
    /// Those beside a report and of its publisher, as far as that is said.
    pub(super) fn of(
        folder: &Path,
        publisher: &Words,
        told: Option<Way>,
        known: &Neighbours,
    ) -> Series {
        let parent = folder_above(folder);
        let all = parent
            .map(|parent| known.within(&parent))
            .unwrap_or_default();
        let named = name_of(folder).as_deref().and_then(in_name);
        let of_series = all
            .iter()
            .filter(|one| one.is_beside(named.as_ref(), publisher));
        let neighbours: Vec<Neighbour> = of_series.cloned().collect();
        let evidence = Evidence::of(told, neighbours.iter().map(Neighbour::readings));
        Series {
            neighbours,
            evidence,
        }
    }
}

impl Series {
    /// The tables that are called as one is, but for the period.
    pub(super) fn of_files(path: &Path, told: Option<Way>) -> Series {
        let folder = folder_of(path);
        let stem = |path: &Path| in_name(&path.file_stem()?.to_string_lossy());
        let own = stem(path);
        let tables = list(folder).unwrap_or_default().tables.into_iter();
        let neighbours = tables.filter_map(|path| {
            let named = stem(&path)?;
            let alike = own.as_ref().is_some_and(|own| own.series == named.series);
            alike.then(|| Neighbour {
                path,
                named: Some(named),
                said: Vec::new(),
                publisher: Words::default(),
            })
        });
        let neighbours: Vec<Neighbour> = neighbours.collect();
        let evidence = Evidence::of(told, neighbours.iter().map(Neighbour::readings));
        Series {
            neighbours,
            evidence,
        }
    }

    /// Whether one of them may be of an earlier period.
    pub(super) fn has_earlier(&self, own: &Period) -> bool {
        let earlier = |one: &PeriodReading| one.period.order() < own.order();
        let mut all = self.neighbours.iter();
        all.any(|one| one.readings().iter().any(earlier))
    }
}

/// The period that a report is about, by its own file or else the folder's
/// name; where that may be read in two ways, the reports beside it tell which.
///
/// # Errors
/// Where they do not.
pub(super) fn period_in(
    folder: &Path,
    facts: &Facts,
    told: Option<Way>,
    known: &Neighbours,
) -> Result<Option<Period>, Doubt> {
    let found = match &facts.period {
        Some(written) => readings(written),
        None => {
            let named = name_of(folder).as_deref().and_then(in_name);
            named.map_or(Vec::new(), |named| named.readings)
        }
    };
    match found.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only.period.clone())),
        several => {
            let series = Series::of(folder, &facts.publisher, told, known);
            choose(several, &series.evidence)
        }
    }
}

/// The period that a report's folder is about; none where it cannot be told.
pub(crate) fn period_of(folder: &Path, told: Option<Way>, known: &Neighbours) -> Option<Period> {
    period_in(folder, &facts_of(folder), told, known).ok()?
}

/// The reports of one series with a folder's, itself included, oldest first;
/// of several for one period the first by name. What their names tell of one
/// another comes with them.
pub(crate) fn series_of(
    folder: &Path,
    told: Option<Way>,
    known: &Neighbours,
) -> (Vec<(Period, PathBuf)>, Evidence) {
    let publisher = facts_of(folder).publisher;
    let series = Series::of(folder, &publisher, told, known);
    let mut reports: Vec<(Period, bool, PathBuf)> = Vec::new();
    for one in &series.neighbours {
        if let Ok(Some(period)) = choose(one.readings(), &series.evidence) {
            reports.push((period, one.named.is_none(), one.path.clone()));
        }
    }
    // The report itself is one of them, whatever its folder is called.
    if let Some(own) = period_of(folder, told, known) {
        reports.push((own, true, folder.to_path_buf()));
    }
    reports.sort_by(|(a, named, path), (b, other, and)| {
        (a.order(), named, path).cmp(&(b.order(), other, and))
    });
    reports.dedup_by(|(one, ..), (other, ..)| one.is(other));
    let reports = reports.into_iter().map(|(period, _, path)| (period, path));
    (reports.collect(), series.evidence)
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

/// Whether some report beside a folder may be of an earlier period, of its
/// series or not.
pub(super) fn earlier_beside(folder: &Path, own: &Period, known: &Neighbours) -> bool {
    let parent = folder_above(folder);
    let all = parent
        .map(|parent| known.within(&parent))
        .unwrap_or_default();
    let earlier = |one: &PeriodReading| one.period.order() < own.order();
    all.iter().any(|one| one.readings().iter().any(earlier))
}
