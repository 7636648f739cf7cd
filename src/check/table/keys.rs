//! Watches the keys of a table go by that is too long to hold: keys in rising
//! order are told apart by their neighbour alone, but for few out of that order.

use crate::source::{PlainRows, RawRow};
use crate::table::{Layout, TotalName, is_residual, total_name};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::mem;

/// What a key costs in memory beside its own bytes.
const OVERHEAD: u64 = 80;

/// The blocks of a table: a heading without figures begins one, a total ends
/// it, and so a key may come back in the next.
#[derive(Default)]
pub(crate) struct Blocks {
    number: u64,
}

impl Blocks {
    /// The number of the block that the next row is in.
    pub(crate) fn next<'t>(
        &mut self,
        layout: &Layout,
        text: impl Fn(usize) -> Cow<'t, str>,
    ) -> u64 {
        let mut figures = layout.figure_columns();
        if figures.all(|column| text(column).trim().is_empty()) {
            self.number += 1;
        }
        let number = self.number;
        if total_name(text(0).trim()) == Some(TotalName::Sure) {
            self.number += 1;
        }
        number
    }
}

/// A row whose identity was there before.
pub(crate) struct Repeated<R> {
    /// The row.
    pub row: R,
    /// The row that had it before.
    pub earlier: Option<R>,
    /// Whether it may well be so: Other, or a row of another block.
    pub usual: bool,
}

/// Whether a key may well come back.
pub(crate) fn is_usual(layout: &Layout, key: &str, blocks: [u64; 2]) -> bool {
    // What is said to tell rows apart does so everywhere.
    if layout.says_key() {
        return false;
    }
    layout.apart.picked_by_key
        || blocks[0] != blocks[1]
        || total_name(key).is_some()
        || is_residual(key)
}

/// Watches keys go by.
pub(crate) struct KeyOrder {
    first: Vec<u8>,
    last: Vec<u8>,
    rising: Rising,
    rising_by_length: Rising,
    cost: u64,
    rows: u64,
}

/// So many keys may be out of an order: totals between the others. Few in tests,
/// so that short tables go every way.
const FEW: usize = if cfg!(test) { 4 } else { 1_000 };

/// Keys in an order, but for few.
#[derive(Default)]
struct Rising {
    by_length: bool,
    /// The greatest key, where the last one is out of order.
    peak: Option<Vec<u8>>,
    /// The keys that are not greater than all before them.
    out: Vec<Box<[u8]>>,
    /// Whether there are too many of these.
    lost: bool,
}

impl Rising {
    fn is_greater(&self, key: &[u8], than: &[u8]) -> bool {
        let longer = match self.by_length {
            true => key.len().cmp(&than.len()),
            false => Ordering::Equal,
        };
        longer.then_with(|| order(key, than)).is_gt()
    }

    /// Takes a key that stands behind another one.
    #[inline]
    fn see(&mut self, before: &[u8], key: &[u8]) {
        if self.lost || self.peak.is_none() && self.is_greater(key, before) {
            return;
        }
        let peak = self.peak.get_or_insert_with(|| before.to_vec());
        let peak = mem::take(peak);
        if self.is_greater(key, &peak) {
            self.peak = None;
            return;
        }
        self.peak = Some(peak);
        self.out.push(key.into());
        self.lose(self.out.len() > FEW);
    }

    /// Where the keys are in no order, those out of it are not kept: there would
    /// be more the longer the table.
    fn lose(&mut self, lost: bool) {
        self.lost |= lost;
        if self.lost {
            self.out = Vec::new();
            self.peak = None;
        }
    }

    /// Goes on with what another has seen behind this one's last key.
    fn join(&mut self, last: &[u8], next: Rising, first: &[u8]) {
        let peak = self.peak.as_deref().unwrap_or(last);
        let lost = next.lost || !self.is_greater(first, peak);
        self.peak = next.peak;
        self.out.extend(next.out);
        self.lose(lost || self.out.len() > FEW);
    }
}

impl KeyOrder {
    /// Before the first key.
    pub(crate) fn new() -> KeyOrder {
        KeyOrder {
            first: Vec::new(),
            last: Vec::new(),
            rising: Rising::default(),
            rising_by_length: Rising {
                by_length: true,
                ..Rising::default()
            },
            cost: 0,
            rows: 0,
        }
    }

    /// The next key.
    pub(crate) fn see(&mut self, key: &[u8]) {
        self.rows += 1;
        self.cost += key.len() as u64 + OVERHEAD;
        if self.rows == 1 {
            self.first.extend_from_slice(key);
        } else {
            let before = mem::take(&mut self.last);
            self.compare(&before, key);
            self.last = before;
        }
        self.last.clear();
        self.last.extend_from_slice(key);
    }

    /// The key of the next row.
    #[inline]
    pub(crate) fn see_key_of(&mut self, row: &RawRow<'_>) {
        match plain_key(row) {
            Some(key) => self.see(key),
            None => self.see(row.text(0).trim().as_bytes()),
        }
    }

    /// The keys of some rows that are plainly written.
    pub(crate) fn see_keys_of(&mut self, rows: &PlainRows<'_>) {
        let keys = (0..rows.len()).map(|row| rows.bytes(row, 0));
        let mut before: Option<&[u8]> = None;
        for key in keys {
            match before {
                None => self.see(key),
                Some(before) => {
                    self.rows += 1;
                    self.cost += key.len() as u64 + OVERHEAD;
                    self.compare(before, key);
                }
            }
            before = Some(key);
        }
        if let Some(last) = before {
            self.last.clear();
            self.last.extend_from_slice(last);
        }
    }

    /// Compares a key with the one before it.
    #[inline]
    fn compare(&mut self, before: &[u8], key: &[u8]) {
        self.rising.see(before, key);
        self.rising_by_length.see(before, key);
    }

    /// Goes on with the keys that another has seen.
    pub(crate) fn join(&mut self, next: KeyOrder) {
        if next.rows == 0 {
            return;
        }
        if self.rows == 0 {
            *self = next;
            return;
        }
        self.rising.join(&self.last, next.rising, &next.first);
        let by_length = next.rising_by_length;
        self.rising_by_length
            .join(&self.last, by_length, &next.first);
        self.cost += next.cost;
        self.rows += next.rows;
        self.last = next.last;
    }

    /// Whether some order shows that no key occurs twice.
    pub(crate) fn all_differ(&self) -> bool {
        [&self.rising, &self.rising_by_length]
            .iter()
            .any(|rising| !rising.lost && rising.out.is_empty())
    }

    /// The keys of which one of two that are the same must be, where few are out
    /// of order.
    pub(super) fn suspects(&self) -> Option<HashSet<&[u8]>> {
        let orders = [&self.rising, &self.rising_by_length].into_iter();
        let few = orders.filter(|rising| !rising.lost);
        let least = few.min_by_key(|rising| rising.out.len())?;
        Some(least.out.iter().map(AsRef::as_ref).collect())
    }

    /// How many keys there are, and what memory so many of them take in the mean,
    /// in bytes.
    pub(super) fn held(&self, keys: u64) -> u64 {
        (self.cost / self.rows.max(1)).saturating_mul(keys)
    }

    /// How many keys were seen.
    pub(super) fn rows(&self) -> u64 {
        self.rows
    }
}

/// A key that has no white space around it and no quotes within.
#[inline]
fn plain_key<'r>(row: &RawRow<'r>) -> Option<&'r [u8]> {
    let key = row.bytes(0);
    let plain = row.fields.first().is_some_and(|field| !field.doubled)
        && key.first().is_some_and(u8::is_ascii_graphic)
        && key.last().is_some_and(u8::is_ascii_graphic);
    plain.then_some(key)
}

/// The order of two keys; most differ in their first bytes, which are compared
/// as one number.
#[inline]
fn order(a: &[u8], b: &[u8]) -> Ordering {
    match (a.first_chunk::<8>(), b.first_chunk::<8>()) {
        (Some(first), Some(second)) if first != second => {
            u64::from_be_bytes(*first).cmp(&u64::from_be_bytes(*second))
        }
        _ => a.cmp(b),
    }
}

#[cfg(test)]
mod tests {
    use super::KeyOrder;
    use crate::inside::support::often::often;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Keys that mostly rise, with some anywhere.
    fn keys() -> impl Strategy<Value = Vec<String>> {
        let step = prop_oneof![6 => 1u32..3, 1 => Just(0)];
        let out =
            prop_oneof![8 => Just(None), 1 => (0u32..40).prop_map(Some), 1 => Just(Some(999))];
        prop::collection::vec((step, out), 0..30).prop_map(|steps| {
            let mut at = 0;
            let key = |(step, out): (u32, Option<u32>)| {
                at += step;
                format!("k{}", out.unwrap_or(at))
            };
            steps.into_iter().map(key).collect()
        })
    }

    fn seen(keys: &[String]) -> KeyOrder {
        let mut order = KeyOrder::new();
        keys.iter().for_each(|key| order.see(key.as_bytes()));
        order
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(512), ..ProptestConfig::default() })]

        /// Whatever pieces the keys are seen in, one of two that are the same is
        /// among those that are suspected.
        #[test]
        fn of_two_keys_that_are_one_one_is_suspected(keys in keys(), cuts in prop::collection::vec(0usize..30, 0..3)) {
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(keys.len())).collect();
            cuts.extend([0, keys.len()]);
            cuts.sort_unstable();
            let mut order = KeyOrder::new();
            for piece in cuts.windows(2) {
                order.join(seen(&keys[piece[0]..piece[1]]));
            }
            let mut times: BTreeMap<&str, usize> = BTreeMap::new();
            keys.iter().for_each(|key| *times.entry(key).or_default() += 1);
            let twice = times.into_iter().filter(|(_, times)| *times > 1);
            for (key, _) in twice {
                prop_assert!(!order.all_differ(), "{keys:?}");
                let suspects = order.suspects();
                prop_assert!(suspects.is_none_or(|all| all.contains(key.as_bytes())), "{keys:?}");
            }
        }
    }

    #[test]
    fn a_total_among_many_keys_is_all_that_is_looked_for() {
        let mut keys: Vec<String> = (0..20_000).map(|at| format!("k{at}")).collect();
        keys.push("total".to_owned());
        let order = seen(&keys);
        let suspects = order.suspects().expect("few are out of order");
        assert!(!order.all_differ() && suspects.len() == 1 && suspects.contains(&b"total"[..]));
        keys.reverse();
        assert!(seen(&keys).suspects().is_none());
    }

    #[test]
    fn of_keys_in_no_order_none_is_kept() {
        let keys: Vec<String> = (0..20_000).rev().map(|at| format!("k{at:05}")).collect();
        let mut order = KeyOrder::new();
        keys.chunks(900).for_each(|piece| order.join(seen(piece)));
        assert!(order.suspects().is_none());
        assert!(order.rising.out.is_empty() && order.rising_by_length.out.is_empty());
    }
}
