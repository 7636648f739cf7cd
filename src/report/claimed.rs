//! Which files of a report's folder are its sections', where the configuration
//! says so by what their names are like: `file = "*received*requests*.csv"`.

use super::dated::{is_one_of_several, period_in_name, section_named};
use super::error::ReadError;
use super::listing::{Listing, list};
use super::location::{ReportPath, named};
use super::options::Options;
use super::twice::same_section;
use crate::period::Period;
use crate::rule::{Config, Rule, SectionConfig};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The files of a folder that sections of the configuration claim.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// The section of each file that one claims.
    pub sections: BTreeMap<PathBuf, String>,
    /// Files of which it cannot be told whose they are.
    pub errors: Vec<ReadError>,
    /// Files that fit as well as newer ones, which are read.
    pub older: BTreeSet<PathBuf>,
    /// All files that are not read for either reason.
    left: BTreeSet<PathBuf>,
}

impl Claims {
    /// What the sections of a configuration claim of a folder.
    pub(super) fn of(listing: &Listing, config: &Config, options: &Options) -> Claims {
        let mut claims = Claims::default();
        if config
            .sections
            .iter()
            .all(|section| section.input.file.is_none())
        {
            return claims;
        }
        let files: Vec<&PathBuf> = listing.tables.iter().chain(&listing.documents).collect();
        claims.leave_disputed(&files, config);
        for section in &config.sections {
            let free = |file: &&&PathBuf| !claims.left.contains(**file);
            let fits = |file: &&&PathBuf| is_claimed(section, file);
            let fitting: Vec<&PathBuf> = match section.input.file {
                Some(_) => files.iter().filter(fits).filter(free).copied().collect(),
                None => continue,
            };
            match fitting.as_slice() {
                [] => {}
                [only] => {
                    let name = section.name.clone();
                    claims.sections.insert((*only).clone(), name);
                }
                several => claims.choose(several, section, config, options),
            }
        }
        claims
    }

    /// Whether a file is not to be read.
    pub(super) fn leaves(&self, file: &Path) -> bool {
        self.left.contains(file)
    }

    /// Leaves out what two sections claim.
    fn leave_disputed(&mut self, files: &[&PathBuf], config: &Config) {
        for file in files {
            let mut claiming = config.sections.iter();
            let mut claiming = claiming
                .by_ref()
                .filter(|section| is_claimed(section, file));
            if let (Some(one), Some(other)) = (claiming.next(), claiming.next()) {
                let sections = [one.name.clone(), other.name.clone()];
                let path = (*file).clone();
                self.errors.push(ReadError::TwoSections { path, sections });
                self.left.insert((*file).clone());
            }
        }
    }

    /// Takes the newest of several files that fit one section, where their names
    /// tell it. Of what was handed in none is taken: who hands it in does not
    /// choose what is checked.
    fn choose(
        &mut self,
        several: &[&PathBuf],
        section: &SectionConfig,
        config: &Config,
        options: &Options,
    ) {
        let period = |file: &&PathBuf| {
            let period = period_in_name(file, config, &options.neighbours);
            period.ok().flatten()
        };
        let periods: Option<Vec<Period>> = several.iter().map(period).collect();
        let newest = periods.filter(|_| !options.untrusted).and_then(newest);
        let others = several.iter().enumerate();
        let others = others.filter(|(number, _)| Some(*number) != newest);
        let others: Vec<PathBuf> = others.map(|(_, file)| (*file).clone()).collect();
        self.left.extend(others.iter().cloned());
        match newest {
            Some(number) => {
                let name = section.name.clone();
                self.sections.insert(several[number].clone(), name);
                self.older.extend(others);
            }
            None => self.errors.push(ReadError::SeveralFiles {
                section: section.name.clone(),
                files: others,
            }),
        }
    }
}

/// The number of the newest period, where all are alike and one is the newest.
fn newest(periods: Vec<Period>) -> Option<usize> {
    let first = periods.first()?;
    if !periods.iter().all(|period| period.is_like(first)) {
        return None;
    }
    let last = periods.iter().map(Period::order).max()?;
    let mut newest = periods.iter().enumerate();
    let mut newest = newest.by_ref().filter(|(_, period)| period.order() == last);
    let (number, _) = newest.next()?;
    newest.next().is_none().then_some(number)
}

/// Whether a section claims a file: by what its name is like, or by its own name.
fn is_claimed(section: &SectionConfig, file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match &section.input.file {
        Some(pattern) => pattern.fits(&name) || same_section(file, &section.name),
        None => named(file).is_some_and(|name| name == section.name),
    }
}

/// The section that claims a file, whatever else is in its folder, where one
/// alone does so by what the file is called.
fn claimed_by<'c>(file: &Path, config: &'c Config) -> Option<&'c SectionConfig> {
    let name = file.file_name()?.to_string_lossy();
    let fits = |section: &&SectionConfig| {
        let pattern = section.input.file.as_ref();
        pattern.is_some_and(|pattern| pattern.fits(&name))
    };
    let mut claiming = config.sections.iter().filter(fits);
    let first = claiming.next();
    first.filter(|_| claiming.next().is_none())
}

/// Whether a file that a section claims is the one that is read of its folder.
fn is_read(at: ReportPath<'_>, config: &Config, options: &Options) -> bool {
    list(at.folder()).is_ok_and(|listing| {
        let claims = Claims::of(&listing, config, options);
        let name = at.path.file_name();
        claims.sections.keys().any(|file| file.file_name() == name)
    })
}

/// The section that a single table is: its name without the period, where the
/// configuration describes that and not the whole name.
pub(crate) fn section_in(at: ReportPath<'_>, config: &Config) -> Option<String> {
    (!at.is_folder).then(|| section_of_file(at.path, config))
}

/// The same of a file by its name: the section that claims it, else the one that
/// is called so.
pub(crate) fn section_of_file(file: &Path, config: &Config) -> String {
    match claimed_by(file, config) {
        Some(section) => section.name.clone(),
        None => section_named(named(file).unwrap_or_default(), config),
    }
}

/// The section that a single table is of its configured report: it is then
/// checked within that report. One of several that are called by their periods
/// is a report by itself where a rule of its section looks at the one before.
pub(crate) fn section_within(
    at: ReportPath<'_>,
    config: &Config,
    options: &Options,
) -> Option<String> {
    let known = &options.neighbours;
    let claimed = claimed_by(at.path, config).filter(|_| !at.is_folder);
    let section = match claimed {
        // Another file may be the one that is read.
        Some(section) if is_read(at, config, options) => section.name.clone(),
        Some(_) => return None,
        None => at.section().filter(|name| config.section(name).is_some())?,
    };
    let own = |rule: &&Rule| rule.section.as_ref() == Some(&section);
    let looks_back = config.rules.iter().filter(own).any(Rule::looks_back);
    (!(looks_back && is_one_of_several(at.path, known))).then_some(section)
}
