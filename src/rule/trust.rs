//! Reads how far the figures of a section are trusted when it is asked which
//! of them is wrong: rows and columns that are never changed, and what changing
//! the others costs.

use super::config::{DescribedAs, SectionConfig, WEIGHT};
use super::config_error::ConfigProblem;
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};

/// The most that it may cost.
const MOST: u32 = 1000;

/// `trusted` of a section: all its rows, or those of some keys.
pub(super) fn read_trusted(toml: &mut TomlReader, entry: &TomlEntry, section: &mut SectionConfig) {
    match &entry.value {
        TomlValue::Boolean(all) => section.trust.all = *all,
        TomlValue::Array(_) => {
            for (key, place) in toml.placed_strings(entry) {
                section.trust.rows.push(key.clone());
                section.described.push((DescribedAs::Trust, key, place));
            }
        }
        other => {
            let problem = ConfigProblem::Type("trusted", other.kind());
            toml.error(problem, &entry.value_span);
        }
    }
}

/// `weights` of a section: a weight by each row's key.
pub(super) fn read_weights(toml: &mut TomlReader, entry: &TomlEntry, section: &mut SectionConfig) {
    for row in toml.any_entries(entry) {
        let place = toml.place(&row.key_span);
        let described = (DescribedAs::Trust, row.key.clone(), place);
        section.described.push(described);
        if let Some(weight) = read_weight(toml, &row) {
            section.trust.weights.insert(row.key.clone(), weight);
        }
    }
}

/// A weight: a whole number from 1 on.
pub(super) fn read_weight(toml: &mut TomlReader, entry: &TomlEntry) -> Option<u32> {
    let TomlValue::Number(written) = &entry.value else {
        let problem = ConfigProblem::Type("number", entry.value.kind());
        toml.error(problem, &entry.value_span);
        return None;
    };
    let weight = written.parse().ok();
    let weight = weight.filter(|weight| (WEIGHT..=MOST).contains(weight));
    if weight.is_none() {
        let problem = ConfigProblem::Weight(written.clone(), WEIGHT, MOST);
        toml.error(problem, &entry.value_span);
    }
    weight
}

#[cfg(test)]
mod tests {
    use crate::rule::load;
    use std::path::Path;

    const RULES: &str = r#"
[sections.a]
trusted = ["received", "opening"]
[sections.a.weights]
rate = 5
opening = 2
[sections.a.columns]
value = { weight = 3 }
quoted = { trusted = true, weight = 7 }
[sections.b]
trusted = true
[sections.c]
trusted = false
"#;

    #[test]
    fn rows_go_before_columns_and_trust_before_weights() {
        let (config, errors) = load(Path::new("reportcheck.toml"), RULES);
        assert!(errors.is_empty(), "{errors:?}");
        for (section, key, column, expected) in [
            ("a", "received", "value", None),
            ("a", "opening", "value", None),
            ("a", "rate", "value", Some(5)),
            ("a", "rate", "other", Some(5)),
            ("a", "closed", "value", Some(3)),
            ("a", "closed", "other", Some(1)),
            ("a", "rate", "quoted", None),
            ("b", "any", "value", None),
            ("c", "any", "value", Some(1)),
            ("not described", "any", "value", Some(1)),
        ] {
            let found = config.weight_of(section, key, column);
            assert_eq!(found, expected, "{section}.{key}.{column}");
        }
    }
}
