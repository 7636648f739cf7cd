//! Tables that are called by their periods and stand beside one another in one
//! folder, `visits-20200530.csv` and `visits-20200531.csv`: each is a report by
//! itself, of the section `visits`.

use super::configuration::{find_configuration, find_upwards, load_configuration};
use super::listing::Listing;
use super::location;
use super::neighbours::{Neighbours, Series};
use super::options::Options;
use crate::period::{Doubt, Period, PeriodName, choose, in_name};
use crate::rule::Config;
use std::path::{Path, PathBuf};

/// What a table's name says, where it holds a period and something else.
fn named(table: &Path) -> Option<PeriodName> {
    let name = in_name(&location::named(table)?)?;
    (!name.rest.is_empty()).then_some(name)
}

/// The section that a table is by its name: that without the period, where the
/// configuration describes that and not the whole name.
pub(super) fn section_named(whole: String, config: &Config) -> String {
    if config.section(&whole).is_some() {
        return whole;
    }
    let rest = in_name(&whole).map(|name| name.rest);
    let known = rest.filter(|rest| config.section(rest).is_some());
    known.unwrap_or(whole)
}

/// The period of a single table by its name; none where it holds none, or is
/// all alone with it.
///
/// # Errors
/// Where it may be read in two ways, and those beside it do not tell which.
pub(super) fn period_in_name(
    path: &Path,
    config: &Config,
    known: &Neighbours,
) -> Result<Option<Period>, Doubt> {
    let Some(name) = named(path) else {
        return Ok(None);
    };
    let series = Series::of_tables(path, config.period, known);
    choose(&name.readings, &series.evidence)
}

/// Whether a table is one of several that are called alike, but for the period.
pub(super) fn is_one_of_several(path: &Path, known: &Neighbours) -> bool {
    named(path).is_some() && Series::of_tables(path, None, known).count > 1
}

/// The tables of a folder, oldest first, where each is a report by itself: all
/// are called by periods, and the configuration describes them by what else
/// their names say.
pub(super) fn each_a_report(
    folder: &Path,
    listing: &Listing,
    options: &Options,
) -> Option<Vec<PathBuf>> {
    let tables = &listing.tables;
    let names: Option<Vec<PeriodName>> = tables.iter().map(|table| named(table)).collect();
    let names = names.filter(|names| names.len() > 1)?;
    let known = Neighbours::within(options.reach().clone());
    let file = match options.untrusted {
        true => find_configuration(folder, options),
        false => find_upwards(folder, &known),
    };
    let config = load_configuration(&file?, options.reach()).config;
    let described = |(table, name): (&PathBuf, &PeriodName)| {
        let section = location::named(table).map(|whole| section_named(whole, &config));
        section.is_some_and(|section| section == name.rest)
    };
    // Where `file` says which of them a section is, they are one report.
    let claimed = |table: &PathBuf| {
        let name = table.file_name().unwrap_or_default().to_string_lossy();
        let mut patterns = config
            .sections
            .iter()
            .filter_map(|it| it.input.file.as_ref());
        patterns.any(|pattern| pattern.fits(&name))
    };
    if tables.iter().any(claimed) || !tables.iter().zip(&names).all(described) {
        return None;
    }
    let period = |path: &PathBuf| {
        let period = period_in_name(path, &config, &known).ok().flatten();
        period.map(|period| period.order())
    };
    let mut tables = tables.clone();
    tables.sort_by_cached_key(|path| (period(path), path.clone()));
    Some(tables)
}
