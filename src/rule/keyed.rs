//! What tells the rows of a section apart: `key = ["agency", "year"]`,
//! and which column says the period: `period = "year"`.

use super::config::{DescribedAs, SectionConfig};
use super::config_error::{ConfigError, ConfigProblem};
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};

/// `key` of a section: a column, or several.
pub(super) fn read_key(toml: &mut TomlReader, entry: &TomlEntry, to: &mut SectionConfig) {
    let columns = match &entry.value {
        TomlValue::Array(_) => toml.placed_strings(entry),
        _ => {
            let place = toml.place(&entry.value_span);
            let name = toml.string(entry);
            name.map(|name| (name, place)).into_iter().collect()
        }
    };
    if columns.is_empty() && matches!(entry.value, TomlValue::Array(_)) {
        toml.error(ConfigProblem::NoKeyColumns, &entry.value_span);
    }
    for (name, place) in columns {
        if to.key.columns.contains(&name) {
            let problem = ConfigProblem::ColumnTwice(name);
            toml.errors.push(ConfigError { problem, place });
            continue;
        }
        to.described
            .push((DescribedAs::Column, name.clone(), place));
        to.key.columns.push(name);
    }
}

/// `period` of a section: the column that says which period a row is about.
pub(super) fn read_period(toml: &mut TomlReader, entry: &TomlEntry, to: &mut SectionConfig) {
    let place = toml.place(&entry.value_span);
    if let Some(name) = toml.string(entry) {
        to.described
            .push((DescribedAs::Column, name.clone(), place));
        to.key.period = Some(name);
    }
}

impl SectionConfig {
    /// The columns that it says make up the key of its rows, in their order; none
    /// where it says nothing. The one that says the period is always among them.
    pub(crate) fn key_names(&self) -> impl Iterator<Item = &str> {
        let key = &self.key;
        let period = key.period.as_deref();
        // `key` is the first column, whatever its header says.
        let first = period.filter(|_| key.columns.is_empty()).map(|_| "key");
        let own = period.filter(|period| !key.columns.iter().any(|column| column == period));
        let columns = key.columns.iter().map(String::as_str);
        first.into_iter().chain(columns).chain(own)
    }

    /// The column that says which period a row is about.
    pub(crate) fn period_name(&self) -> Option<&str> {
        self.key.period.as_deref()
    }
}
