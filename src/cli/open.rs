//! What the commands for single reports have in common: which report is
//! meant, and whether what was named is in it.

use super::exit::Exit;
use super::targets;
use super::terminal::Terminal;
use crate::report::{ReadError, Report};
use crate::rule::{Code, Config};
use crate::table::Table;
use std::path::PathBuf;

/// The report that is named, or the newest that is found, which is told.
///
/// # Errors
/// Where there is none, which is told.
pub(super) fn chosen(path: Option<&PathBuf>, terminal: &Terminal) -> Result<PathBuf, Exit> {
    let (path, notice) = targets::one(path, terminal).map_err(|error| terminal.error(&error))?;
    terminal.warn(&notice.unwrap_or_default());
    Ok(path)
}

/// What is wrong with a name that neither a rule nor a check has.
pub(super) fn unknown_rule(name: &str, config: &Config) -> Option<ReadError> {
    let rules = config.rule_names().into_iter();
    let codes = Code::ALL.iter().map(|code| code.name());
    unknown("--rule", [name], rules.chain(codes)).pop()
}

/// What is wrong with names that no section of the configuration and no table
/// of the reports has.
pub(super) fn unknown_sections<'n, 'r>(
    names: impl IntoIterator<Item = &'n str>,
    config: &Config,
    reports: impl IntoIterator<Item = &'r Report>,
) -> Vec<ReadError> {
    let configured = config.sections.iter().map(|section| section.name.as_str());
    let tables = reports.into_iter().flat_map(|report| &report.tables);
    unknown(
        "--section",
        names,
        configured.chain(tables.map(Table::section)),
    )
}

/// What is wrong with an option's names that are not among the known ones.
pub(super) fn unknown<'n, 'k>(
    option: &'static str,
    names: impl IntoIterator<Item = &'n str>,
    known: impl Iterator<Item = &'k str>,
) -> Vec<ReadError> {
    let known: Vec<&str> = known.collect();
    let names = names.into_iter().filter(|name| !known.contains(name));
    names
        .map(|name| ReadError::unknown_option(option, name, &known))
        .collect()
}
