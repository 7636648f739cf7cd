//! Two tables for one section: files of one folder whose names differ only in
//! capitals, or in how their characters are composed. Which one is meant cannot
//! be told, so neither is taken.

use super::location::named;
use crate::rule::Config;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// Takes those out of a folder's tables that are for one section; each with
/// the first one that is for the same.
pub(super) fn twice(tables: &mut Vec<PathBuf>, config: &Config) -> Vec<[PathBuf; 2]> {
    let mut first: HashMap<String, &PathBuf> = HashMap::new();
    let mut found = Vec::new();
    for table in tables.iter() {
        let earlier = *first.entry(folded(&section(table))).or_insert(table);
        if earlier != table && !are_two_sections(earlier, table, config) {
            found.push([earlier.clone(), table.clone()]);
        }
    }
    tables.retain(|table| !found.iter().flatten().any(|taken| taken == table));
    found
}

/// Whether a table is for a section, however its name is written.
pub(super) fn same_section(table: &Path, name: &str) -> bool {
    folded(&section(table)) == folded(name)
}

/// Whether the configuration describes both by their very names.
fn are_two_sections(one: &Path, other: &Path, config: &Config) -> bool {
    let (one, other) = (section(one), section(other));
    one != other && config.section(&one).is_some() && config.section(&other).is_some()
}

fn section(table: &Path) -> String {
    named(table).unwrap_or_default()
}

/// A name without what some file systems and readers do not tell apart:
/// capitals, composed and full-width characters, and spaces around it.
fn folded(name: &str) -> String {
    let plain: String = name.trim().nfkc().collect();
    // By way of capitals, so that ß and SS are one.
    let folded = plain.to_uppercase().to_lowercase();
    folded.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::{Config, PathBuf, twice};
    use crate::rule::load;
    use std::path::Path;

    fn found(names: &[&str], config: &Config) -> (Vec<[PathBuf; 2]>, Vec<PathBuf>) {
        let mut tables: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
        (twice(&mut tables, config), tables)
    }

    #[test]
    fn names_that_readers_take_for_one_are_one() {
        let none = Config::default();
        for pair in [
            ["a.CSV", "a.csv"],
            ["A.csv", "a.csv"],
            ["caf\u{e9}.csv", "cafe\u{301}.csv"],
            ["STRASSE.csv", "straße.csv"],
            ["\u{ff41}.csv", "a.csv"],
            ["a .csv", "a.csv"],
        ] {
            let (clashes, left) = found(&pair, &none);
            assert_eq!(clashes, [pair.map(PathBuf::from)]);
            assert!(left.is_empty(), "{left:?}");
        }
        let (clashes, left) = found(&["a.csv", "b.csv", "表.csv"], &none);
        assert!(clashes.is_empty());
        assert_eq!(left.len(), 3);
        // All of three are left out.
        let (clashes, left) = found(&["A.csv", "a.CSV", "a.csv", "b.csv"], &none);
        assert_eq!((clashes.len(), left.len()), (2, 1));
    }

    #[test]
    fn two_sections_of_the_configuration_are_two() {
        let text = "[sections.a]\n[sections.A]\n";
        let (config, _) = load(Path::new("reportcheck.toml"), text);
        assert!(found(&["A.csv", "a.csv"], &config).0.is_empty());
        assert_eq!(found(&["a.CSV", "a.csv"], &config).0.len(), 1);
    }
}
