//! The lists of codes that a configuration declares: written out, or the first
//! column of a table beside it.

use super::config::{Config, Rule};
use super::config_error::{ConfigError, ConfigProblem};
use super::lists::{CodeList, ListSource};
use super::nearest::nearest;
use super::placed_text::PlacedText;
use super::syntax::{Entry, Listed, Span};
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};
use std::sync::Arc;

impl Config {
    /// What a list behind `in` holds.
    ///
    /// # Errors
    /// No list has its name; what to say, and where in the rule.
    pub(crate) fn entries_of(&self, list: &Listed) -> Result<Vec<Entry>, (ConfigProblem, Span)> {
        match list {
            Listed::Here(entries) => Ok(entries.iter().map(|(entry, _)| entry.clone()).collect()),
            Listed::Named(name, span) => {
                let texts = self.list_named(name, *span)?.texts().iter();
                Ok(texts.cloned().map(Entry::Text).collect())
            }
        }
    }

    /// The list of a name.
    ///
    /// # Errors
    /// There is none; what to say, and where in the rule.
    pub(crate) fn list_named(
        &self,
        name: &str,
        span: Span,
    ) -> Result<&Arc<CodeList>, (ConfigProblem, Span)> {
        let found = self.lists.iter().find(|list| list.name == name);
        found.map(|found| &found.list).ok_or_else(|| {
            let known = self.lists.iter().map(|list| list.name.as_str());
            let nearest = nearest(name, known).map(str::to_owned);
            (ConfigProblem::NoList(name.to_owned(), nearest), span)
        })
    }
}

/// Reads the lists of a configuration: those of files are read with the files.
pub(super) fn read_lists(toml: &mut TomlReader, entry: &TomlEntry, config: &mut Config) {
    for item in toml.any_entries(entry) {
        let (file, texts) = match &item.value {
            TomlValue::Text(name) if name.trim().is_empty() => {
                toml.error(ConfigProblem::Empty("lists"), &item.value_span);
                continue;
            }
            TomlValue::Text(_) => (toml.located(&item), Vec::new()),
            TomlValue::Array(_) => (None, texts_of(toml, &item)),
            other => {
                let problem = ConfigProblem::Type("codes", other.kind());
                toml.error(problem, &item.value_span);
                continue;
            }
        };
        config.lists.push(ListSource {
            name: item.key,
            file,
            list: Arc::new(CodeList::of(texts)),
        });
    }
}

/// Texts and numbers, these as they are written.
fn texts_of(toml: &mut TomlReader, entry: &TomlEntry) -> Vec<String> {
    let TomlValue::Array(array) = &entry.value else {
        return Vec::new();
    };
    let mut texts = Vec::new();
    for (value, span) in array {
        match value {
            TomlValue::Text(text) | TomlValue::Number(text) => texts.push(text.trim().to_owned()),
            _ => toml.error(ConfigProblem::Type("string", value.kind()), span),
        }
    }
    if array.is_empty() {
        toml.error(ConfigProblem::Empty("lists"), &entry.value_span);
    }
    texts
}

/// What is wrong with a list that stands in a file of its own.
pub(crate) fn list_mistake(file: &PlacedText, outside: bool) -> ConfigError {
    let name = file.text.clone();
    ConfigError {
        problem: match outside {
            true => ConfigProblem::ListOutside(name),
            false => ConfigProblem::EmptyList(name),
        },
        place: file.whole(),
    }
}

/// Finds the lists that rules name and nobody declares.
pub(super) fn unknown_lists(config: &Config) -> Vec<ConfigError> {
    let mut errors = Vec::new();
    let of = |rule: &Rule, errors: &mut Vec<ConfigError>| {
        let rows = rule.rows.as_ref().map(|(text, expr)| (text, expr));
        for (text, expr) in [(&rule.check, &rule.expr)].into_iter().chain(rows) {
            expr.each_list(&mut |list| {
                let Listed::Named(name, span) = list else {
                    return;
                };
                if let Err((problem, span)) = config.list_named(name, *span) {
                    let place = text.place(span);
                    errors.push(ConfigError { problem, place });
                }
            });
        }
    };
    config.rules.iter().for_each(|rule| of(rule, &mut errors));
    errors
}
