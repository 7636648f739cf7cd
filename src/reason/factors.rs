//! The smallest sets of a group in factors that are independent of one
//! another, so that each is told as a clash of its own.

use super::localise::{Group, SETS};
use crate::solve::components::grouped;
use crate::solve::polynomial::Var;
use std::collections::BTreeSet;

/// Suspects that are independent of others: their sets can be chosen by
/// themselves.
#[derive(Clone, Debug, Default)]
pub(super) struct Factor {
    /// The suspects.
    pub figures: BTreeSet<Var>,
    /// The smallest sets of them.
    pub sets: Vec<Vec<Var>>,
    /// Whether there are more.
    pub more: bool,
}

impl Factor {
    /// Takes in another factor: one set of each, in every combination.
    pub(super) fn join(&mut self, other: Factor) {
        let mut sets = Vec::new();
        for one in &self.sets {
            for more in &other.sets {
                let both: BTreeSet<Var> = one.iter().chain(more).copied().collect();
                sets.push(both.into_iter().collect());
            }
        }
        self.more |= other.more || sets.len() > SETS;
        sets.truncate(SETS);
        self.sets = sets;
        self.figures.extend(other.figures);
    }
}

/// The sets of a group in independent factors: figures belong together where
/// one proof names both.
pub(super) fn factors(group: &Group) -> Vec<Factor> {
    let suspects: BTreeSet<Var> = group.sets.iter().flatten().copied().collect();
    let whole = Factor {
        figures: suspects.clone(),
        sets: group.sets.clone(),
        more: group.more,
    };
    if group.more || suspects.is_empty() {
        return vec![whole];
    }
    let blamed =
        |core: &BTreeSet<Var>| -> BTreeSet<Var> { core.intersection(&suspects).copied().collect() };
    let blamed = group.cores.iter().map(blamed).collect();
    let classes = grouped(blamed, |own: &BTreeSet<Var>| own.clone());
    let merged = classes.into_iter().map(|class| class.into_iter().flatten());
    let mut classes: Vec<BTreeSet<Var>> = merged.map(Iterator::collect).collect();
    classes.sort_by_key(|class| class.first().copied());
    let split: Vec<Factor> = classes
        .into_iter()
        .map(|figures| {
            let within = |set: &Vec<Var>| -> Vec<Var> {
                set.iter()
                    .filter(|var| figures.contains(var))
                    .copied()
                    .collect()
            };
            let sets: BTreeSet<Vec<Var>> = group.sets.iter().map(within).collect();
            Factor {
                sets: sets.into_iter().collect(),
                figures,
                more: false,
            }
        })
        .collect();
    let combinations: usize = split.iter().map(|factor| factor.sets.len()).product();
    match combinations == group.sets.len() {
        true => split,
        false => vec![whole],
    }
}

/// The figures that are in all sets of a group, and the group without them.
pub(super) fn without_certain(group: &Group) -> (BTreeSet<Var>, Group) {
    let sets = group.sets.iter();
    let sets = sets.map(|set| set.iter().copied().collect::<BTreeSet<Var>>());
    let certain = match group.more {
        true => None,
        false => sets.reduce(|a, b| a.intersection(&b).copied().collect()),
    };
    let certain = certain.unwrap_or_default();
    let less = |set: &Vec<Var>| -> Vec<Var> {
        let rest = set.iter().filter(|var| !certain.contains(var));
        rest.copied().collect()
    };
    let sets = group.sets.iter().map(less).filter(|set| !set.is_empty());
    let open = group.cores.iter().filter(|core| core.is_disjoint(&certain));
    let rest = Group {
        sets: sets.collect(),
        cores: open.cloned().collect(),
        more: group.more,
    };
    (certain, rest)
}
