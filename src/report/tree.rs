//! The folders below a path: those that are reports, and those that stand where
//! a report is expected and hold no table. A submission never vanishes.

use super::configuration::{find_upwards, with_list_files};
use super::dated::each_a_report;
use super::documents;
use super::error::ReadError;
use super::listed_ahead::ListedAhead;
use super::listing::Listing;
use super::location::{CONFIG_FILE, FolderId, folder_id, is_spreadsheet};
use super::neighbours::Neighbours;
use super::options::Options;
use super::reach::{Reach, is_really_in};
use crate::period::in_name;
use crate::rule::Config;
use crate::source::SourceError;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What only accompanies reports beside folders that are called by periods:
/// programs, web pages and pictures.
const NO_SUBMISSION: [&str; 24] = [
    "md", "rst", "py", "r", "rs", "sh", "js", "ts", "ipynb", "sql", "html", "htm", "css", "yml",
    "yaml", "toml", "json", "lock", "png", "svg", "jpg", "jpeg", "gif", "ico",
];

/// What a path was found to hold, in order.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Reports, and folders that should be some.
    pub places: Vec<FoundPlace>,
    /// Files that lie among reports, and that nothing reads.
    pub ignored: Vec<PathBuf>,
    /// Whether the path was walked before.
    pub repeated: bool,
}

/// A folder that is a report, or should be.
#[derive(Debug)]
pub(crate) enum FoundPlace {
    /// It holds tables.
    Report(PathBuf),
    /// It holds none, or could not be listed.
    Unreadable(PathBuf, ReadError),
}

/// A folder of the tree.
struct Folder {
    path: PathBuf,
    depth: usize,
    above: Option<usize>,
    listing: Result<Listing, ReadError>,
    /// Whether it or a folder below it is a report, or could not be listed.
    has_report: bool,
    /// Whether it or a folder above it is a report.
    in_report: bool,
    /// Whether a link leads to it, or to a folder above it.
    linked: bool,
    /// The configuration in the folders above it, where none is in it.
    configuration: Option<PathBuf>,
}

impl Folder {
    fn is_report(&self) -> bool {
        self.listing.as_ref().is_ok_and(Listing::is_report)
    }

    /// Whether it is a report for the documents in it alone.
    fn is_of_documents(&self) -> bool {
        let documents = |listing: &Listing| listing.tables.is_empty();
        self.listing.as_ref().is_ok_and(documents)
    }

    fn ignored(&self) -> &[PathBuf] {
        self.listing.as_ref().map_or(&[], |listing| &listing.others)
    }

    fn is_empty(&self) -> bool {
        let empty = |listing: &Listing| listing.others.is_empty() && listing.folders.is_empty();
        self.listing.as_ref().is_ok_and(empty)
    }
}

/// Walks the folders below a path. `seen` are folders as they really are: one
/// reached before (by a symbolic link that leads back, or named twice) is not
/// walked again. Folders go before links to them, and links that lead out of
/// what is walked are told instead. Folders are listed on so many threads.
pub(crate) fn walk(
    path: &Path,
    seen: &mut BTreeSet<FolderId>,
    options: &Options,
    threads: usize,
) -> Found {
    let before = seen.clone();
    let mut steps = Steps::new(seen, options, ListedAhead::below(path, threads));
    steps.add(path, 0, None, path);
    if steps.passed_links {
        let own = std::mem::replace(steps.seen, before);
        steps.folders.clear();
        steps.own = Some(own);
        steps.add(path, 0, None, path);
    }
    let mut folders = steps.folders;
    for at in (0..folders.len()).rev() {
        if let (true, Some(above)) = (folders[at].has_report, folders[at].above) {
            folders[above].has_report = true;
        }
    }
    let mut found = Found {
        repeated: folders.is_empty(),
        ..Found::default()
    };
    let reports = Reports::among(&folders);
    for (at, folder) in folders.iter().enumerate() {
        if reports.below.contains_key(&at) && !folder.is_report() {
            found.ignored.extend_from_slice(folder.ignored());
        }
    }
    let lacking: Vec<bool> = (0..folders.len())
        .map(|at| {
            let handed_in = options.untrusted && hands_in_nothing(at, &folders, &reports);
            handed_in || lacks_tables(at, &folders, &reports)
        })
        .collect();
    for (folder, lacking) in folders.into_iter().zip(lacking) {
        let report = folder.is_report();
        let path = folder.path;
        match folder.listing {
            Err(error) => found.places.push(FoundPlace::Unreadable(path, error)),
            Ok(listing) if report => {
                let tables = each_a_report(&path, &listing, options)
                    .or_else(|| documents::each_a_report(&path, &listing, options));
                if tables.is_none() && !folder.linked {
                    options.neighbours.keep_listing(&path, listing);
                }
                let reports = tables.unwrap_or_else(|| vec![path]).into_iter();
                found.places.extend(reports.map(FoundPlace::Report));
            }
            Ok(listing) if lacking => {
                let error = listing.no_tables(&path);
                found.places.push(FoundPlace::Unreadable(path, error));
            }
            Ok(_) => {}
        }
    }
    found
}

/// The steps of a walk.
struct Steps<'a> {
    folders: Vec<Folder>,
    seen: &'a mut BTreeSet<FolderId>,
    reach: &'a Reach,
    known: &'a Neighbours,
    ahead: ListedAhead,
    /// The folders that are no links, where those were walked before.
    own: Option<BTreeSet<FolderId>>,
    /// Whether links were passed over.
    passed_links: bool,
    /// The configuration that goes before those that are found.
    rules: Option<&'a Path>,
    /// The configurations that were met and have lists in files.
    with_lists: BTreeMap<PathBuf, Option<Config>>,
}

impl<'a> Steps<'a> {
    fn new(
        seen: &'a mut BTreeSet<FolderId>,
        options: &'a Options,
        ahead: ListedAhead,
    ) -> Steps<'a> {
        Steps {
            folders: Vec::new(),
            seen,
            reach: options.reach(),
            known: &options.neighbours,
            ahead,
            own: None,
            passed_links: false,
            rules: options.rules.as_deref(),
            with_lists: BTreeMap::new(),
        }
    }

    /// Adds a folder and those below it. `around` is what links may not lead
    /// out of: the report that they stand in, else all that is walked.
    fn add(&mut self, path: &Path, depth: usize, above: Option<usize>, around: &Path) {
        let (id, listing) = self.ahead.list(path);
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        let (below, linked) = match &listing {
            Ok(listing) => (listing.folders.clone(), listing.linked.clone()),
            Err(_) => Default::default(),
        };
        let own = self.folders.len();
        self.push(path, depth, above, listing);
        let in_report = above.is_some_and(|above| self.folders[above].in_report);
        let is_report = self.folders[own].is_report();
        self.folders[own].in_report = in_report || is_report;
        let around = match is_report && !in_report {
            true => path,
            false => around,
        };
        for child in below {
            match linked.contains(&child) {
                true => self.add_link(&child, depth + 1, own, around),
                false => self.add(&child, depth + 1, Some(own), around),
            }
        }
    }

    fn add_link(&mut self, link: &Path, depth: usize, above: usize, around: &Path) {
        let Some(own) = &self.own else {
            self.passed_links = true;
            return;
        };
        if folder_id(link).is_some_and(|id| own.contains(&id)) {
            return;
        }
        if self.reach.follow_links || is_really_in(link, around) {
            self.add(link, depth, Some(above), around);
            return;
        }
        let path = link.to_path_buf();
        let refused = SourceError::LeadsOut { path };
        self.push(link, depth, Some(above), Err(refused.into()));
    }

    fn push(
        &mut self,
        path: &Path,
        depth: usize,
        above: Option<usize>,
        listing: Result<Listing, ReadError>,
    ) {
        let within = above.map(|above| &self.folders[above]);
        let is_link = |above: &Folder| {
            let listing = above.listing.as_ref();
            above.linked || listing.is_ok_and(|listing| listing.linked.contains(path))
        };
        let mut folder = Folder {
            path: path.to_path_buf(),
            depth,
            above,
            has_report: listing.is_err(),
            in_report: false,
            linked: within.is_some_and(is_link),
            configuration: None,
            listing,
        };
        self.find_configuration(&mut folder);
        self.leave_out_lists(&mut folder);
        folder.has_report |= folder.is_report();
        self.folders.push(folder);
    }
}

impl Steps<'_> {
    /// Keeps the configuration of a folder that is no link and holds none: that of
    /// the folder above it.
    fn find_configuration(&self, folder: &mut Folder) {
        let Some(above) = folder.above else {
            // As it is written in the paths of what is in it.
            let written = folder.path.strip_prefix(".").unwrap_or(&folder.path);
            folder.configuration = find_upwards(written, self.known);
            return;
        };
        let plain = folder.listing.as_ref();
        let plain = plain.is_ok_and(|listing| !listing.may_have_configuration);
        if plain && !folder.linked {
            folder.configuration = self.folders[above].configuration.clone();
        }
        if folder.configuration.is_some() {
            let found = folder.configuration.clone();
            self.known.keep_configuration(&folder.path, found);
        }
    }
}

impl Steps<'_> {
    /// Leaves out the tables that are lists of the folder's configuration.
    fn leave_out_lists(&mut self, folder: &mut Folder) {
        let Ok(listing) = &mut folder.listing else {
            return;
        };
        let own = || Some(folder.path.join(CONFIG_FILE)).filter(|_| listing.may_have_configuration);
        let file = self.rules.map(Path::to_path_buf);
        let Some(file) = file.or_else(own).or_else(|| folder.configuration.clone()) else {
            return;
        };
        let reach = self.reach;
        let known = self.with_lists.entry(file);
        let config = known.or_insert_with_key(|file| with_list_files(file, reach));
        if let Some(config) = config {
            listing.leave_out_lists(config);
        }
    }
}

/// Where the reports of a tree are.
struct Reports {
    /// Of each folder that reports stand directly in, whether all of them are
    /// called by periods.
    below: BTreeMap<usize, bool>,
    /// The same of each depth.
    at_depth: BTreeMap<usize, bool>,
    /// Of each folder, whether it or one above it is a report.
    within: Vec<bool>,
}

impl Reports {
    fn among(folders: &[Folder]) -> Reports {
        let mut reports = Reports {
            below: BTreeMap::new(),
            at_depth: BTreeMap::new(),
            within: Vec::new(),
        };
        for folder in folders {
            let within = folder.above.is_some_and(|above| reports.within[above]);
            reports.within.push(within || folder.is_report());
            if !folder.is_report() {
                continue;
            }
            // A folder of documents may be called anything.
            let by_period = has_period(&folder.path) || folder.is_of_documents();
            *reports.at_depth.entry(folder.depth).or_insert(true) &= by_period;
            if let Some(above) = folder.above {
                *reports.below.entry(above).or_insert(true) &= by_period;
            }
        }
        reports
    }
}

/// Whether a folder stands where a report is expected: beside reports, or as
/// deep as they are in a folder of folders. Among reports that are called by
/// their periods, one that is called otherwise must look like one.
fn lacks_tables(at: usize, folders: &[Folder], reports: &Reports) -> bool {
    let folder = &folders[at];
    let Some(above) = folder.above.filter(|_| !folder.has_report) else {
        return false;
    };
    let beside = reports.below.get(&above);
    if beside.is_none() && reports.within[above] {
        return false;
    }
    let Some(by_period) = beside.or(reports.at_depth.get(&folder.depth)) else {
        return false;
    };
    let own = !by_period || has_period(&folder.path);
    match beside.is_some() {
        true => own || folder.is_empty() || !only_accompanies(at, folders),
        false => own && folders[above].ignored().is_empty() && may_be_report(folder),
    }
}

/// Whether a folder of what was handed in has no report in it, whatever else it
/// holds: one that was named with others, or one that is called by a period.
fn hands_in_nothing(at: usize, folders: &[Folder], reports: &Reports) -> bool {
    let folder = &folders[at];
    folder.above.is_some_and(|above| {
        let beside = folders[above].has_report && !reports.within[above];
        let asked = folder.depth == 1 || has_period(&folder.path);
        beside && asked && !folder.has_report
    })
}

/// Whether a folder is called by a period.
fn has_period(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    let named = in_name(&name.to_string_lossy());
    named.is_some_and(|named| named.readings.iter().any(|reading| reading.sure))
}

/// Whether all that a folder holds is none of what reports are sent in as.
fn only_accompanies(at: usize, folders: &[Folder]) -> bool {
    let depth = folders[at].depth;
    let below = folders[at + 1..]
        .iter()
        .take_while(|inner| inner.depth > depth);
    let inside = folders[at..=at].iter().chain(below);
    let mut files = inside.flat_map(Folder::ignored);
    files.all(|file| {
        let ending = file.extension().unwrap_or_default().to_ascii_lowercase();
        NO_SUBMISSION.iter().any(|known| ending == *known)
    })
}

fn may_be_report(folder: &Folder) -> bool {
    folder.is_empty() || folder.ignored().iter().any(|file| is_spreadsheet(file))
}
