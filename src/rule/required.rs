//! What of a section must be there: its table, its columns, its rows.

use super::config::{ColumnConfig, DescribedAs, SectionConfig};
use super::config_error::ConfigProblem;
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};

/// `required` of a section: its table, or some of its rows.
pub(super) fn read_required(toml: &mut TomlReader, entry: &TomlEntry, to: &mut SectionConfig) {
    match &entry.value {
        TomlValue::Boolean(table) => to.required.table = Some(*table),
        TomlValue::Array(_) => {
            to.required.table = Some(true);
            for (key, place) in toml.placed_strings(entry) {
                let described = (DescribedAs::Required, key.clone(), place.clone());
                to.described.push(described);
                to.required.rows.push((key, place));
            }
        }
        other => {
            let problem = ConfigProblem::Type("trusted", other.kind());
            toml.error(problem, &entry.value_span);
        }
    }
}

impl SectionConfig {
    /// Whether a cell must be filled in.
    pub(crate) fn requires(&self, key: &str, column: &ColumnConfig, is_figure: bool) -> bool {
        if self.is_out(&column.name) {
            return false;
        }
        let row = || self.required.rows.iter().any(|(row, _)| row == key);
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
