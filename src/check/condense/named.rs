//! What rules name, of whatever table, and what tells its rows apart by that.

use crate::figure::Rat;
use crate::rule::{Beside, Config, Entry, Listed, Path, Rule};
use std::collections::{BTreeSet, HashSet};

/// In a signature: by its names a row sums up others.
pub(super) const SUMS_UP: u8 = 1;
/// In a signature: the configuration says so.
pub(super) const SAID: u8 = 2;

/// Whether the rows of a signature sum up others, by their names.
pub(super) fn sums_up(signature: &[u8]) -> bool {
    signature.first().is_some_and(|first| first & SUMS_UP > 0)
}

/// Whether the configuration says that the rows of a signature do.
pub(super) fn is_said(signature: &[u8]) -> bool {
    signature.first().is_some_and(|first| first & SAID > 0)
}

/// What rules name.
#[derive(Default)]
pub(super) struct Named<'r> {
    names: HashSet<&'r str>,
    /// What functions in them take of each row, or select rows by.
    taken: HashSet<&'r str>,
    /// What functions in them group rows by.
    grouping: HashSet<&'r str>,
    /// What they compare texts with, in order.
    texts: Vec<&'r str>,
    /// What their row selections compare with a number.
    bounds: Vec<(&'r str, Rat)>,
    /// What they compare with one another.
    pairs: BTreeSet<(&'r str, &'r str)>,
}

impl<'r> Named<'r> {
    /// What these rules name.
    pub(super) fn of(rules: &[&'r Rule], config: &'r Config) -> Named<'r> {
        let mut named = Named::default();
        for rule in rules {
            let selects = rule.rows.iter().map(|(_, expr)| expr);
            for expr in std::iter::once(&rule.expr).chain(selects) {
                expr.each_bound(&mut |path, beside| named.compare(path, beside));
                expr.each_grouping(&mut |path| {
                    let names = path.parts.iter().map(|(name, _)| name.as_str());
                    named.grouping.extend(names);
                });
                expr.each_taken(&mut |path| {
                    named
                        .taken
                        .extend(path.parts.iter().map(|(name, _)| name.as_str()));
                });
                expr.each_list(&mut |list| named.list(list, config));
                expr.each_name(&mut |path| {
                    for (name, _) in &path.parts {
                        named.names.insert(name);
                        // `Other#2` is the second row of that key.
                        named
                            .names
                            .extend(name.rsplit_once('#').map(|(key, _)| key));
                        if path.quoted {
                            named.texts.push(name);
                        }
                    }
                });
            }
        }
        named.texts.sort_unstable();
        named.texts.dedup();
        named
    }

    /// Keeps what texts are looked for in.
    fn list(&mut self, list: &'r Listed, config: &'r Config) {
        let mut text = |text: &'r str| {
            self.names.insert(text);
            self.texts.push(text);
        };
        match list {
            Listed::Here(entries) => {
                for (entry, _) in entries {
                    if let Entry::Text(entry) = entry {
                        text(entry);
                    }
                }
            }
            Listed::Named(name, span) => {
                if let Ok(list) = config.list_named(name, *span) {
                    list.texts().iter().for_each(|entry| text(entry));
                }
            }
        }
    }

    /// Keeps what is compared to select rows.
    fn compare(&mut self, path: &'r Path, beside: Beside<'r>) {
        let Some((name, _)) = path.parts.last() else {
            return;
        };
        let name = name.as_str();
        match beside {
            Beside::Number(number) => {
                if !self.bounds.contains(&(name, number.clone())) {
                    self.bounds.push((name, number));
                }
            }
            Beside::Name(other) => {
                let other = other.parts.last().map(|(other, _)| other.as_str());
                self.pairs.extend(other.map(|other| (name, other)));
            }
        }
    }

    /// The names that functions take of each row, or select rows by.
    pub(super) fn taken(&self) -> impl Iterator<Item = &'r str> + '_ {
        self.taken.iter().copied()
    }

    /// The names that functions group rows by.
    pub(super) fn grouping(&self) -> impl Iterator<Item = &'r str> + '_ {
        self.grouping.iter().copied()
    }

    /// The names that row selections compare with a number, each with it.
    pub(super) fn bounds(&self) -> &[(&'r str, Rat)] {
        &self.bounds
    }

    /// The names that row selections compare with one another.
    pub(super) fn pairs(&self) -> &BTreeSet<(&'r str, &'r str)> {
        &self.pairs
    }

    /// Whether a name is among them.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Texts that no rule tells apart have one number: those that are blank, and
    /// all that none is compared with.
    pub(super) fn class(&self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let found = self.texts.binary_search(&text);
        found.map_or(1, |at| {
            u32::try_from(at).map_or(u32::MAX, |at| at.saturating_add(2))
        })
    }
}
