//! What of a section must be there: its table, its columns, its rows.

use super::config::{ColumnConfig, DescribedAs, RequiredRow, SectionConfig};
use super::config_error::ConfigProblem;
use super::in_force::{self, InForce};
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};
use crate::period::Way;

/// `required` of a section: its table, or some of its rows.
pub(super) fn read_required(
    toml: &mut TomlReader,
    entry: &TomlEntry,
    told: Option<Way>,
    to: &mut SectionConfig,
) {
    match &entry.value {
        TomlValue::Boolean(table) => to.required.table = Some(*table),
        TomlValue::Array(_) => {
            to.required.table = Some(true);
            for item in toml.items(entry) {
                let (key, times) = match &item.value {
                    TomlValue::Table(_) => read_row(toml, &item, told),
                    _ => (toml.string(&item), InForce::default()),
                };
                let Some(key) = key else { continue };
                let place = toml.place(&item.value_span);
                let described = (DescribedAs::Required, key.clone(), place.clone());
                to.described.push(described);
                to.required.rows.push(RequiredRow { key, times });
            }
        }
        other => {
            let problem = ConfigProblem::Type("trusted", other.kind());
            toml.error(problem, &entry.value_span);
        }
    }
}

/// A row that must be there for a time: `{ row = "online", from = "2015" }`.
fn read_row(
    toml: &mut TomlReader,
    entry: &TomlEntry,
    told: Option<Way>,
) -> (Option<String>, InForce) {
    let (mut key, mut times) = (None, InForce::default());
    let errors = toml.errors.len();
    for item in toml.entries(entry, &["row", in_force::KEYS[0], in_force::KEYS[1]]) {
        match item.key.as_str() {
            "row" => key = toml.string(&item),
            _ => times.read(toml, &item, told),
        }
    }
    if key.is_none() && toml.errors.len() == errors {
        toml.error(ConfigProblem::Needs("row"), &entry.value_span);
    }
    (key, times)
}

impl SectionConfig {
    /// Whether a cell must be filled in.
    pub(crate) fn requires(&self, key: &str, column: &ColumnConfig, is_figure: bool) -> bool {
        if self.is_out(&column.name) {
            return false;
        }
        let row = || self.required.rows.iter().any(|row| row.key == key);
        match column.required {
            Some(said) => said,
            None => is_figure && row(),
        }
    }

    /// Whether the figures of a column may be hedged.
    pub(crate) fn may_be_hedged(&self, column: &ColumnConfig) -> bool {
        let optional = column.required == Some(false);
        let said = column.hedges.or(self.hedges);
        said.unwrap_or(optional)
    }
}
