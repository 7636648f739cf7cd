//! The reports beside a report, each with the period that it is about.

use super::listing::{Listing, list};
use super::location::{FACTS_FILE, FolderId, ReportPath, folder_id, folder_of, is_there};
use super::reach::Reach;
use crate::period::{
    Doubt, Evidence, Period, PeriodName, PeriodOrder, PeriodReading, Way, choose, in_name, readings,
};
use crate::rule::{Facts, Words, load_facts};
use crate::source::read_settings;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A folder that is a report, beside others, or a table beside others.
#[derive(Clone, Debug)]
pub(super) struct Neighbour {
    /// The folder, or the table.
    pub path: PathBuf,
    /// The period in its name.
    pub named: Option<PeriodName>,
    /// The period that its own file says.
    said: Vec<PeriodReading>,
    publisher: Words,
}

/// So many folders are not listed again; of more the memory would show.
const LISTINGS: usize = 20_000;

/// What was looked up in folders, once a run: the reports in them and the
/// series among those (each report asks for the one before), and which
/// configuration is theirs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Neighbours {
    /// How far is looked.
    reach: Reach,
    known: Arc<Mutex<Known>>,
}

#[derive(Debug, Default)]
struct Known {
    reports: HashMap<PathBuf, Arc<Beside>>,
    tables: HashMap<PathBuf, Arc<Vec<Neighbour>>>,
    series: HashMap<SeriesKey, Arc<Series>>,
    configurations: HashMap<PathBuf, Option<PathBuf>>,
    holding: HashMap<PathBuf, bool>,
    /// What is in folders that are reports, and no links, until they are opened.
    listings: HashMap<PathBuf, Listing>,
    /// Whether reports are looked up by the names of their folders alone.
    by_names: bool,
}

/// The reports in one folder.
#[derive(Debug, Default)]
struct Beside {
    all: Vec<Neighbour>,
    /// Those of each series by name, and those whose names say none.
    by_name: HashMap<Option<SeriesName>, Vec<usize>>,
    /// The earliest period that one of them may be of.
    earliest: Option<PeriodOrder>,
}

type SeriesName = (String, String);

/// What makes reports, or tables, of one folder a series.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct SeriesKey {
    parent: PathBuf,
    of_tables: bool,
    named: Option<SeriesName>,
    publisher: Words,
    told: Option<Way>,
}

impl Neighbours {
    /// Nothing looked up yet.
    pub(crate) fn within(reach: Reach) -> Neighbours {
        let known = Arc::default();
        Neighbours { reach, known }
    }

    /// The same, looking as far as this.
    pub(crate) fn reaching(&self, reach: Reach) -> Neighbours {
        let known = self.known.clone();
        Neighbours { reach, known }
    }

    /// How far is looked.
    pub(crate) fn reach(&self) -> &Reach {
        &self.reach
    }

    /// For reports that were handed in: what each says of its own period and
    /// publisher does not decide which reports another is compared with.
    pub(crate) fn by_names(reach: Reach) -> Neighbours {
        let known = Known {
            by_names: true,
            ..Known::default()
        };
        let known = Arc::new(Mutex::new(known));
        Neighbours { reach, known }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The configuration of a folder, where it was looked for.
    pub(super) fn configuration(&self, folder: &Path) -> Option<Option<PathBuf>> {
        self.known().configurations.get(folder).cloned()
    }

    /// Keeps which configuration a folder has.
    pub(super) fn keep_configuration(&self, folder: &Path, file: Option<PathBuf>) {
        let mut known = self.known();
        known.configurations.insert(folder.to_path_buf(), file);
    }

    /// Keeps what is in a folder that is a report, and no link.
    pub(super) fn keep_listing(&self, folder: &Path, listing: Listing) {
        let mut known = self.known();
        if known.listings.len() < LISTINGS {
            known.listings.insert(folder.to_path_buf(), listing);
        }
    }

    /// What is in a folder, where that was kept; it is let go of.
    pub(super) fn take_listing(&self, folder: &Path) -> Option<Listing> {
        self.known().listings.remove(folder)
    }

    /// What stands at the path of a report.
    pub(crate) fn look_at<'p>(&self, path: &'p Path) -> ReportPath<'p> {
        let is_folder = self.known().listings.contains_key(path);
        match is_folder {
            true => ReportPath { path, is_folder },
            false => ReportPath::at(path),
        }
    }

    /// Whether a folder or one below it is a report.
    pub(crate) fn holds_report(&self, folder: &Path) -> bool {
        let holds = self.holds_report_within(folder, &mut BTreeSet::new());
        let mut known = self.known();
        known.holding.insert(folder.to_path_buf(), holds);
        holds
    }

    fn holds_report_within(&self, folder: &Path, seen: &mut BTreeSet<FolderId>) -> bool {
        if let Some(holds) = self.known().holding.get(folder) {
            return *holds;
        }
        if folder_id(folder).is_some_and(|id| !seen.insert(id)) {
            return false;
        }
        let Ok(listing) = list(folder) else {
            return false;
        };
        // What links lead to is looked at in its own place.
        let mut inner = listing.own_folders();
        listing.is_report() || inner.any(|inner| self.holds_report_within(inner, seen))
    }

    fn reports(&self, parent: &Path) -> Arc<Beside> {
        let mut known = self.known();
        let by_names = known.by_names;
        let there = known.reports.entry(parent.to_path_buf());
        there
            .or_insert_with(|| Arc::new(beside(parent, by_names, &self.reach)))
            .clone()
    }

    /// The tables in a folder that are called by periods.
    fn tables(&self, folder: &Path) -> Arc<Vec<Neighbour>> {
        let mut known = self.known();
        let there = known.tables.entry(folder.to_path_buf());
        there
            .or_insert_with(|| Arc::new(tables_by_period(folder)))
            .clone()
    }

    /// A series that is known, else made and kept.
    fn series(&self, key: SeriesKey, members: impl FnOnce() -> Vec<Neighbour>) -> Arc<Series> {
        if let Some(series) = self.known().series.get(&key) {
            return series.clone();
        }
        let series = Arc::new(Series::new(members(), key.told));
        self.known().series.insert(key, series.clone());
        series
    }

    /// Whether some report beside a folder may be of an earlier period, of its
    /// series or not.
    pub(super) fn has_earlier(&self, folder: &Path, own: &Period) -> bool {
        let Some(parent) = folder_above(folder) else {
            return false;
        };
        let earliest = self.reports(&parent).earliest;
        earliest.is_some_and(|earliest| earliest < own.order())
    }
}

fn beside(parent: &Path, by_names: bool, reach: &Reach) -> Beside {
    let folders = list(parent).unwrap_or_default().folders.into_iter();
    let reports = folders.filter(|path| reach.may_be_report(path));
    let neighbour = |path: PathBuf| {
        let facts = match by_names {
            true => Facts::default(),
            false => facts_of(&path, reach),
        };
        Neighbour {
            named: name_of(&path).as_deref().and_then(in_name),
            said: facts.period.map_or(Vec::new(), |text| readings(&text)),
            publisher: facts.publisher,
            path,
        }
    };
    let all: Vec<Neighbour> = reports.map(neighbour).collect();
    let mut by_name: HashMap<Option<SeriesName>, Vec<usize>> = HashMap::new();
    for (at, one) in all.iter().enumerate() {
        by_name.entry(one.series_name()).or_default().push(at);
    }
    Beside {
        earliest: earliest(&all),
        by_name,
        all,
    }
}

fn tables_by_period(folder: &Path) -> Vec<Neighbour> {
    let tables = list(folder).unwrap_or_default().tables.into_iter();
    let named = tables.filter_map(|path| {
        let named = in_name(&path.file_stem()?.to_string_lossy())?;
        Some(Neighbour {
            path,
            named: Some(named),
            said: Vec::new(),
            publisher: Words::default(),
        })
    });
    named.collect()
}

fn earliest(among: &[Neighbour]) -> Option<PeriodOrder> {
    let readings = among.iter().flat_map(Neighbour::readings);
    readings.map(|reading| reading.period.order()).min()
}

fn facts_of(folder: &Path, reach: &Reach) -> Facts {
    let file = folder.join(FACTS_FILE);
    let text = match is_there(&file) {
        true => read_settings(&file, &reach.access(&file)).ok(),
        false => None,
    };
    text.map_or_else(Facts::default, |text| load_facts(&file, &text).0)
}

/// What a folder is called, also where it is `.`.
pub(super) fn name_of(folder: &Path) -> Option<String> {
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

    /// What its name says besides the period.
    fn series_name(&self) -> Option<SeriesName> {
        self.named.as_ref().map(|named| named.series.clone())
    }

    /// Whether it is not said to be another publisher's.
    fn may_be_of(&self, publisher: &Words) -> bool {
        let nothing = Words::default();
        let unsaid = self.publisher == nothing || *publisher == nothing;
        unsaid || self.publisher == *publisher
    }
}

/// Reports, or tables, that are of one series.
#[derive(Debug)]
pub(super) struct Series {
    /// What their names tell of one another.
    pub evidence: Evidence,
    /// Those whose period is clear, by it.
    members: BTreeMap<PeriodOrder, Vec<(Period, Neighbour)>>,
    /// Those whose period is not.
    unclear: Vec<(Doubt, Neighbour)>,
    earliest: Option<PeriodOrder>,
    /// How many there are.
    pub count: usize,
}

impl Series {
    fn new(neighbours: Vec<Neighbour>, told: Option<Way>) -> Series {
        let mut series = Series {
            evidence: Evidence::of(told, neighbours.iter().map(Neighbour::readings)),
            members: BTreeMap::new(),
            unclear: Vec::new(),
            earliest: earliest(&neighbours),
            count: neighbours.len(),
        };
        for one in neighbours {
            match choose(one.readings(), &series.evidence) {
                Ok(Some(period)) => {
                    let same = series.members.entry(period.order()).or_default();
                    same.push((period, one));
                }
                Ok(None) => {}
                Err(doubt) => series.unclear.push((doubt, one)),
            }
        }
        series
    }

    /// The reports beside a report that are of one series with it: names that
    /// hold periods say the same besides, and none is another publisher's, as
    /// far as that is said.
    pub(super) fn of(
        folder: &Path,
        publisher: &Words,
        told: Option<Way>,
        known: &Neighbours,
    ) -> Arc<Series> {
        let parent = folder_above(folder).unwrap_or_default();
        let named = name_of(folder).as_deref().and_then(in_name);
        let key = SeriesKey {
            parent: parent.clone(),
            of_tables: false,
            named: named.map(|named| named.series),
            publisher: publisher.clone(),
            told,
        };
        let named = key.named.clone();
        known.series(key, || {
            let beside = known.reports(&parent);
            let of_name = |name: &Option<SeriesName>| {
                let found = beside.by_name.get(name);
                found.map_or(&[][..], Vec::as_slice).iter().copied()
            };
            let mut members: Vec<usize> = match &named {
                None => (0..beside.all.len()).collect(),
                named => of_name(named).chain(of_name(&None)).collect(),
            };
            members.sort_unstable();
            let members = members.into_iter().map(|at| &beside.all[at]);
            members
                .filter(|one| one.may_be_of(publisher))
                .cloned()
                .collect()
        })
    }

    /// The tables beside a table that are called as it is, but for the period;
    /// none where its own name holds no period.
    pub(super) fn of_tables(path: &Path, told: Option<Way>, known: &Neighbours) -> Arc<Series> {
        let folder = folder_of(path);
        let named = path
            .file_stem()
            .and_then(|stem| in_name(&stem.to_string_lossy()));
        let key = SeriesKey {
            parent: folder.to_path_buf(),
            of_tables: true,
            named: named.map(|named| named.series),
            publisher: Words::default(),
            told,
        };
        let named = key.named.clone();
        known.series(key, || {
            let tables = known.tables(folder);
            let alike = tables
                .iter()
                .filter(|one| named.is_some() && one.series_name() == named);
            alike.cloned().collect()
        })
    }

    /// Those of a period.
    pub(super) fn of_period(&self, period: &Period) -> &[(Period, Neighbour)] {
        let found = self.members.get(&period.order());
        found.map_or(&[], Vec::as_slice)
    }

    /// The doubt about one that may be of a period.
    pub(super) fn doubt_about(&self, period: &Period) -> Option<&Doubt> {
        let could_be = |one: &Neighbour| one.readings().iter().any(|one| one.period.is(period));
        let mut unclear = self.unclear.iter();
        let (doubt, _) = unclear.find(|(_, one)| could_be(one))?;
        Some(doubt)
    }

    /// Whether one of them may be of an earlier period.
    pub(super) fn has_earlier(&self, own: &Period) -> bool {
        self.earliest
            .as_ref()
            .is_some_and(|earliest| *earliest < own.order())
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
        [only] if only.sure => Ok(Some(only.period.clone())),
        several => {
            let series = Series::of(folder, &facts.publisher, told, known);
            choose(several, &series.evidence)
        }
    }
}

/// The period that a report's folder is about; none where it cannot be told.
pub(crate) fn period_of(folder: &Path, told: Option<Way>, known: &Neighbours) -> Option<Period> {
    period_in(folder, &facts_of(folder, known.reach()), told, known).ok()?
}

/// The reports of one series with a folder's, itself included, oldest first;
/// of several for one period the first by name. What their names tell of one
/// another comes with them.
pub(crate) fn series_of(
    folder: &Path,
    told: Option<Way>,
    known: &Neighbours,
) -> (Vec<(Period, PathBuf)>, Evidence) {
    let publisher = facts_of(folder, known.reach()).publisher;
    let series = Series::of(folder, &publisher, told, known);
    let members = series.members.values().flatten();
    let report = |(period, one): &(Period, Neighbour)| {
        (period.clone(), one.named.is_none(), one.path.clone())
    };
    let mut reports: Vec<(Period, bool, PathBuf)> = members.map(report).collect();
    // The report itself is one of them, whatever its folder is called.
    if let Some(own) = period_of(folder, told, known) {
        reports.push((own, true, folder.to_path_buf()));
    }
    reports.sort_by(|(a, named, path), (b, other, and)| {
        (a.order(), named, path).cmp(&(b.order(), other, and))
    });
    reports.dedup_by(|(one, ..), (other, ..)| one.is(other));
    let reports = reports.into_iter().map(|(period, _, path)| (period, path));
    (reports.collect(), series.evidence.clone())
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
