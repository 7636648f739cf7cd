//! The fewest figures of which each of several groups has one: hitting sets of
//! least weight, all of them up to a limit, by deepening bound after bound
//! with disjoint groups as what is needed at least. So the least is proven.

use super::polynomial::Var;
use std::collections::{BTreeMap, BTreeSet};

/// What to look for, and for how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Sets that are listed.
    pub sets: usize,
    /// Weight that a set may have.
    pub weight: u64,
    /// Nodes of the search.
    pub nodes: u64,
}

/// The sets of least weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hitting {
    /// The sets, in the order of their figures.
    pub sets: Vec<Vec<Var>>,
    /// What each of them weighs.
    pub weight: u64,
    /// Whether there are more.
    pub more: bool,
}

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoHitting {
    /// Some group has no figure that may be taken.
    Impossible,
    /// Every set weighs more than may be.
    TooHeavy,
    /// The search was stopped.
    Stopped,
}

/// The sets of least weight that hit all groups. `weight` is what it costs to
/// take a figure; `None`: it may not be taken.
///
/// # Errors
/// [`NoHitting`]
pub(crate) fn least(
    groups: &[BTreeSet<Var>],
    weight: &dyn Fn(Var) -> Option<u64>,
    limits: Limits,
) -> Result<Hitting, NoHitting> {
    // Figures in the same groups at the same weight stand for one another.
    let mut alike: BTreeMap<(u64, Vec<usize>), Vec<Var>> = BTreeMap::new();
    let mut in_groups: BTreeMap<Var, Vec<usize>> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        for &figure in group {
            in_groups.entry(figure).or_default().push(number);
        }
    }
    for (figure, numbers) in in_groups {
        if let Some(weight) = weight(figure) {
            alike.entry((weight, numbers)).or_default().push(figure);
        }
    }
    let kinds: Vec<Kind> = alike
        .into_iter()
        .map(|((weight, groups), figures)| Kind {
            weight,
            groups,
            figures,
        })
        .collect();
    let mut of_group = vec![Vec::new(); groups.len()];
    for (number, kind) in kinds.iter().enumerate() {
        for &group in &kind.groups {
            of_group[group].push(number);
        }
    }
    if of_group.iter().any(Vec::is_empty) {
        return Err(NoHitting::Impossible);
    }
    let mut search = HittingSetSearch {
        kinds: &kinds,
        of_group: &of_group,
        hit: vec![0; groups.len()],
        barred: vec![0; kinds.len()],
        open: of_group.iter().map(Vec::len).collect(),
        taken: Vec::new(),
        found: Vec::new(),
        next: None,
        nodes: limits.nodes,
        cost: 1 + of_group.iter().map(|group| group.len() as u64).sum::<u64>() / MEMBERS,
        enough: limits.sets.saturating_add(1),
    };
    let mut bound = search.needed().ok_or(NoHitting::Impossible)?;
    loop {
        if bound > limits.weight {
            return Err(NoHitting::TooHeavy);
        }
        search.next = None;
        search.deepen(bound).ok_or(NoHitting::Stopped)?;
        if !search.found.is_empty() {
            return Ok(spread(&search.found, &kinds, bound, limits.sets));
        }
        bound = search.next.ok_or(NoHitting::Impossible)?;
    }
}

/// Members of groups that are looked at in the time of one node.
const MEMBERS: u64 = 200;

/// Figures that stand for one another.
#[derive(Debug)]
struct Kind {
    weight: u64,
    groups: Vec<usize>,
    figures: Vec<Var>,
}

struct HittingSetSearch<'a> {
    kinds: &'a [Kind],
    of_group: &'a [Vec<usize>],
    /// How often each group is hit.
    hit: Vec<usize>,
    /// How often each kind is ruled out by what was tried before.
    barred: Vec<usize>,
    /// How many kinds of each group are not.
    open: Vec<usize>,
    taken: Vec<usize>,
    found: Vec<Vec<usize>>,
    /// The least weight beyond the bound that a branch was given up for.
    next: Option<u64>,
    nodes: u64,
    /// How many of these each one takes: all groups are looked at in each.
    cost: u64,
    enough: usize,
}

impl HittingSetSearch<'_> {
    /// What is needed at least: groups that are not hit and have no figure in
    /// common each cost their lightest one. `None`: nothing can hit one of them.
    fn needed(&self) -> Option<u64> {
        let mut open: Vec<(usize, usize)> = Vec::new();
        for (group, hit) in self.hit.iter().enumerate() {
            if *hit == 0 {
                open.push((self.open[group], group));
            }
        }
        open.sort_unstable();
        let mut used = vec![false; self.kinds.len()];
        let mut needed = 0;
        for (_, group) in open {
            let (mut lightest, mut apart) = (None, true);
            for &kind in &self.of_group[group] {
                if self.barred[kind] == 0 {
                    let weight = self.kinds[kind].weight;
                    lightest = Some(lightest.map_or(weight, |known: u64| known.min(weight)));
                    apart &= !used[kind];
                }
            }
            let lightest = lightest?;
            if apart {
                for &kind in &self.of_group[group] {
                    used[kind] |= self.barred[kind] == 0;
                }
                needed += lightest;
            }
        }
        Some(needed)
    }

    /// All sets within the bound; `None` where the nodes do not suffice.
    fn deepen(&mut self, left: u64) -> Option<()> {
        self.nodes = self.nodes.checked_sub(self.cost)?;
        if self.found.len() >= self.enough {
            return Some(());
        }
        let Some(needed) = self.needed() else {
            return Some(());
        };
        if needed > left {
            let spent: u64 = self.taken.iter().map(|&kind| self.kinds[kind].weight).sum();
            let beyond = spent + needed;
            self.next = Some(self.next.map_or(beyond, |known| known.min(beyond)));
            return Some(());
        }
        let open = (0..self.hit.len()).filter(|&group| self.hit[group] == 0);
        let Some(group) = open.min_by_key(|&group| (self.open[group], group)) else {
            self.found.push(self.taken.clone());
            return Some(());
        };
        let kinds = self.of_group[group].iter().copied();
        let kinds: Vec<usize> = kinds.filter(|&kind| self.barred[kind] == 0).collect();
        let mut done = Some(());
        let mut ruled_out = 0;
        for &kind in &kinds {
            let weight = self.kinds[kind].weight;
            match left.checked_sub(weight) {
                Some(left) => {
                    self.take(kind, true);
                    done = self.deepen(left);
                    self.take(kind, false);
                }
                None => {
                    let spent: u64 = self.taken.iter().map(|&kind| self.kinds[kind].weight).sum();
                    let beyond = spent + weight;
                    self.next = Some(self.next.map_or(beyond, |known| known.min(beyond)));
                }
            }
            // What was tried here is not tried again beside the others.
            self.bar(kind);
            ruled_out += 1;
            if done.is_none() {
                break;
            }
        }
        for &kind in kinds.iter().take(ruled_out) {
            self.unbar(kind);
        }
        done
    }

    fn bar(&mut self, kind: usize) {
        if self.barred[kind] == 0 {
            for &group in &self.kinds[kind].groups {
                self.open[group] -= 1;
            }
        }
        self.barred[kind] += 1;
    }

    fn unbar(&mut self, kind: usize) {
        self.barred[kind] -= 1;
        if self.barred[kind] == 0 {
            for &group in &self.kinds[kind].groups {
                self.open[group] += 1;
            }
        }
    }

    fn take(&mut self, kind: usize, take: bool) {
        for &group in &self.kinds[kind].groups {
            match take {
                true => self.hit[group] += 1,
                false => self.hit[group] -= 1,
            }
        }
        match take {
            true => self.taken.push(kind),
            false => {
                self.taken.pop();
            }
        }
    }
}

/// Sets of kinds as sets of figures.
fn spread(found: &[Vec<usize>], kinds: &[Kind], weight: u64, most: usize) -> Hitting {
    let mut hitting = Hitting {
        weight,
        ..Hitting::default()
    };
    for set in found {
        let mut sets: Vec<Vec<Var>> = vec![Vec::new()];
        for &kind in set {
            let mut longer = Vec::new();
            for so_far in &sets {
                for &figure in &kinds[kind].figures {
                    if longer.len() > most {
                        break;
                    }
                    let mut with = so_far.clone();
                    with.push(figure);
                    longer.push(with);
                }
            }
            sets = longer;
        }
        hitting.sets.extend(sets);
        if hitting.sets.len() > most {
            break;
        }
    }
    hitting.more = hitting.sets.len() > most || found.len() > most;
    hitting.sets.iter_mut().for_each(|set| set.sort_unstable());
    hitting.sets.sort();
    hitting.sets.truncate(most);
    hitting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inside::support::often::often;
    use proptest::prelude::*;

    const LIMITS: Limits = Limits {
        sets: 1_000,
        weight: u64::MAX,
        nodes: 1_000_000,
    };

    /// Every set of up to eight figures, tried one by one.
    fn by_force(groups: &[BTreeSet<Var>], weights: &[Option<u64>]) -> Option<(u64, Vec<Vec<Var>>)> {
        let mut best: Option<(u64, Vec<Vec<Var>>)> = None;
        for mask in 0u32..1 << weights.len() {
            let taken = (0..8).filter(|&var: &Var| mask & (1 << var) != 0);
            let set: Vec<Var> = taken.collect();
            let weight: Option<u64> = set.iter().map(|&var| weights[var as usize]).sum();
            let hits = |group: &BTreeSet<Var>| set.iter().any(|var| group.contains(var));
            let (Some(weight), true) = (weight, groups.iter().all(hits)) else {
                continue;
            };
            match &mut best {
                Some((known, sets)) if *known == weight => sets.push(set),
                Some((known, _)) if *known < weight => {}
                _ => best = Some((weight, vec![set])),
            }
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(often(600)))]

        #[test]
        fn all_sets_of_least_weight_are_found(
            groups in prop::collection::vec(prop::collection::btree_set(0u32..8, 1..5), 0..6),
            weights in prop::collection::vec(prop::option::weighted(0.9, 1u64..4), 8),
        ) {
            let weight = |var: Var| weights[var as usize];
            let found = least(&groups, &weight, LIMITS);
            match by_force(&groups, &weights) {
                None => prop_assert_eq!(found, Err(NoHitting::Impossible)),
                Some((weight, mut sets)) => {
                    sets.sort();
                    prop_assert_eq!(found, Ok(Hitting { sets, weight, more: false }));
                }
            }
        }

        #[test]
        fn a_limit_lists_fewer_and_says_so(
            groups in prop::collection::vec(prop::collection::btree_set(0u32..8, 1..5), 1..5),
            most in 1usize..4,
        ) {
            let weight = |_| Some(1);
            let all = least(&groups, &weight, LIMITS).expect("each group has a figure");
            let some = least(&groups, &weight, Limits { sets: most, ..LIMITS }).expect("likewise");
            prop_assert_eq!(some.more, all.sets.len() > most);
            prop_assert_eq!(some.sets.len(), all.sets.len().min(most));
            prop_assert!(some.sets.iter().all(|set| all.sets.contains(set)));
        }
    }

    #[test]
    fn what_is_too_much_is_said() {
        let groups: Vec<BTreeSet<Var>> = (0..6).map(|var| BTreeSet::from([var])).collect();
        let weight = |_| Some(1);
        let within = |weight_limit, nodes| {
            let limits = Limits {
                weight: weight_limit,
                nodes,
                ..LIMITS
            };
            least(&groups, &weight, limits)
        };
        assert_eq!(within(5, 1_000), Err(NoHitting::TooHeavy));
        assert_eq!(within(6, 3), Err(NoHitting::Stopped));
        assert_eq!(within(6, 1_000).map(|found| found.weight), Ok(6));
    }
}
