//! What is connected: things joined two by two, and the components that they
//! fall into.

use std::collections::BTreeMap;

/// Things by number, some of them joined (Tarjan 1975).
#[derive(Clone, Debug)]
pub(crate) struct Components {
    /// What each was joined to; the least of a component is joined to itself.
    joined: Vec<usize>,
}

impl Components {
    /// So many things, none joined.
    pub(crate) fn new(count: usize) -> Components {
        Components {
            joined: (0..count).collect(),
        }
    }

    /// The least thing in the component of one.
    pub(crate) fn least(&mut self, mut at: usize) -> usize {
        while self.joined[at] != at {
            self.joined[at] = self.joined[self.joined[at]];
            at = self.joined[at];
        }
        at
    }

    /// Joins two.
    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.least(one), self.least(other));
        self.joined[one.max(other)] = one.min(other);
    }

    /// Joins all of these.
    pub(crate) fn join_all(&mut self, members: impl IntoIterator<Item = usize>) {
        let mut members = members.into_iter();
        let Some(first) = members.next() else {
            return;
        };
        members.for_each(|member| self.join(first, member));
    }
}

/// For each item the first one of its component: items belong together where
/// they have a key in common, or are tied by others that do.
pub(crate) fn firsts<K: Ord, I: IntoIterator<Item = K>>(
    items: impl IntoIterator<Item = I>,
) -> Vec<usize> {
    let mut holder: BTreeMap<K, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    let mut count = 0;
    for keys in items {
        for key in keys {
            let first = *holder.entry(key).or_insert(count);
            if first != count {
                pairs.push((first, count));
            }
        }
        count += 1;
    }
    let mut components = Components::new(count);
    pairs
        .into_iter()
        .for_each(|(one, other)| components.join(one, other));
    (0..count).map(|at| components.least(at)).collect()
}

/// Items in groups that have no key in common, in the order of their first ones.
pub(crate) fn grouped<T, K: Ord, I: IntoIterator<Item = K>>(
    items: Vec<T>,
    keys: impl Fn(&T) -> I,
) -> Vec<Vec<T>> {
    let firsts = firsts(items.iter().map(keys));
    let mut groups: BTreeMap<usize, Vec<T>> = BTreeMap::new();
    for (first, item) in firsts.into_iter().zip(items) {
        groups.entry(first).or_default().push(item);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        /// Held against merging sets until none touch.
        #[test]
        fn groups_share_nothing_and_cannot_be_parted(items in prop::collection::vec(prop::collection::btree_set(0..12_u8, 0..4), 0..8)) {
            let found = grouped(items.clone(), |item| item.clone());
            let mut merged: Vec<(BTreeSet<u8>, usize)> = Vec::new();
            for item in &items {
                let (touching, apart): (Vec<_>, Vec<_>) =
                    merged.into_iter().partition(|(keys, _)| !keys.is_disjoint(item));
                merged = apart;
                let mut keys = item.clone();
                let mut count = 1;
                for (more, members) in touching {
                    keys.extend(more);
                    count += members;
                }
                merged.push((keys, count));
            }
            let mut expected = merged;
            let mut groups: Vec<(BTreeSet<u8>, usize)> = found
                .iter()
                .map(|group| (group.iter().flatten().copied().collect(), group.len()))
                .collect();
            expected.sort();
            groups.sort();
            prop_assert_eq!(groups, expected);
        }
    }

    #[test]
    fn the_least_stands_for_all() {
        let mut components = Components::new(6);
        components.join_all([5, 3, 4]);
        components.join(1, 4);
        assert_eq!(
            [0, 1, 2, 3, 4, 5].map(|at| components.least(at)),
            [0, 1, 2, 1, 1, 1]
        );
    }
}
