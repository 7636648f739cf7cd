//! The amounts that a configuration states: decimals and tolerances.

use super::config::{Config, Tolerance};
use super::config_error::ConfigProblem;
use super::toml_reader::{TomlEntry, TomlReader};
use crate::figure::{Context, Decimals, Hedge, Multiple, Rat, Reading, read};

/// Places known after the point.
pub(super) fn decimals(toml: &mut TomlReader, entry: &TomlEntry) -> Option<Decimals> {
    let text = toml.scalar(entry)?;
    let parsed = text.parse::<Decimals>().ok();
    if parsed.is_none() {
        toml.error(ConfigProblem::Number(text), &entry.value_span);
    }
    parsed
}

/// What figures were rounded to multiples of.
pub(super) fn multiple(toml: &mut TomlReader, entry: &TomlEntry) -> Option<Multiple> {
    let text = toml.scalar(entry)?;
    let parsed = text.parse::<Multiple>().ok();
    if parsed.is_none() {
        toml.error(ConfigProblem::Multiple(text), &entry.value_span);
    }
    parsed
}

/// A tolerance, of one kind or the other.
pub(super) fn tolerance(
    toml: &mut TomlReader,
    entry: &TomlEntry,
    config: &Config,
) -> Option<Tolerance> {
    let items = toml.entries(entry, &["absolute", "relative"]);
    let [item] = items.as_slice() else {
        toml.error(ConfigProblem::OneTolerance, &entry.value_span);
        return None;
    };
    let text = toml.scalar(item)?;
    let Some(value) = number(&text, config) else {
        toml.error(ConfigProblem::Number(text), &item.value_span);
        return None;
    };
    Some(match item.key.as_str() {
        "absolute" => Tolerance::Absolute(value),
        _ => Tolerance::Relative(value),
    })
}

/// A number as a figure would be printed, in base units; not negative.
fn number(text: &str, config: &Config) -> Option<Rat> {
    let context = Context::of_unit(&config.units, None);
    match read(text, &context) {
        Reading::Figure(figure) if figure.hedge == Hedge::None && !figure.nominal.is_negative() => {
            Some(figure.nominal)
        }
        _ => None,
    }
}
