//! Finds keys that occur twice in a table too long to hold: keys in rising
//! order are told apart by their neighbour alone, and where few are out of order,
//! one further pass looks for those; others are looked for in passes over the
//! file, each over a share of the keys that fits a fixed budget of memory.

use crate::report::{Options, row_reader};
use crate::rule::Config;
use crate::source::{PlainRows, RawRow, SourceError};
use crate::table::{Layout, TableRow, TotalName, is_residual, total_name};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;

/// Memory for the keys of one pass, in bytes.
const BUDGET: u64 = 48 * 1024 * 1024;
/// What a key costs beside its own bytes.
const OVERHEAD: u64 = 64;

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

/// So many keys may be out of an order: totals between the others.
const FEW: usize = 1_000;

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
        self.lost = self.out.len() > FEW;
    }

    /// Goes on with what another has seen behind this one's last key.
    fn join(&mut self, last: &[u8], next: Rising, first: &[u8]) {
        let peak = self.peak.as_deref().unwrap_or(last);
        self.lost |= next.lost || !self.is_greater(first, peak);
        self.out.extend(next.out);
        self.lost |= self.out.len() > FEW;
        self.peak = next.peak;
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
    fn suspects(&self) -> Option<HashSet<&[u8]>> {
        let orders = [&self.rising, &self.rising_by_length].into_iter();
        let few = orders.filter(|rising| !rising.lost);
        let least = few.min_by_key(|rising| rising.out.len())?;
        Some(least.out.iter().map(AsRef::as_ref).collect())
    }

    /// How many passes the keys need.
    fn passes(&self) -> u64 {
        self.cost / BUDGET + 1
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

/// Rows whose key was there before.
pub(crate) struct Repeats {
    /// How many there are that should not be.
    pub count: u64,
    /// How many keys came back that well may.
    pub usual: u64,
    /// The first of them, with the row that had the key before.
    pub kept: Vec<Repeated<TableRow>>,
    /// Those whose key is watched, not counted with the others.
    pub watched: Vec<Repeated<TableRow>>,
}

/// Where an identity was first.
struct First {
    line: u64,
    block: u64,
    /// Whether it was told that it came back.
    told: bool,
}

/// Looks for keys that occur twice, by the orders that the keys are in and what
/// tells rows of one key apart; keeps the first `keep` rows, and all of
/// those whose key is watched. Of a key that may well come back it is told once.
///
/// # Errors
/// When the file cannot be read again.
pub(crate) fn repeats(
    (keys, identities): (&KeyOrder, &KeyOrder),
    layout: &Layout,
    config: &Config,
    options: &Options,
    (keep, is_watched): (usize, &dyn Fn(&str) -> bool),
) -> Result<Repeats, SourceError> {
    let (mut count, mut usual_count) = (0, 0);
    let mut watched: Found = BTreeMap::new();
    // By line, so that what is kept does not depend on the passes.
    let mut kept: Found = BTreeMap::new();
    // Rows that are the same have the same key.
    let few_keys = keys.suspects();
    let few_rows = match few_keys {
        Some(_) => None,
        None => identities.suspects(),
    };
    let is_in = |few: &Option<HashSet<&[u8]>>, name: &str| {
        few.as_ref().is_none_or(|few| few.contains(name.as_bytes()))
    };
    let passes = match few_keys.is_some() || few_rows.is_some() {
        true => 1,
        false => identities.passes(),
    };
    let share = |key: &str| {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        hasher.finish() % passes
    };
    for pass in 0..passes {
        let mut first: HashMap<Box<str>, First> = HashMap::new();
        let mut blocks = Blocks::default();
        let mut rows = row_reader(&layout.header.path, config, options)?;
        rows.next_row()?;
        while let Some(row) = rows.next_row()? {
            let block = blocks.next(layout, |column| row.text(column));
            let text = row.text(0);
            let key = text.trim();
            if key.is_empty() || !is_in(&few_keys, key) {
                continue;
            }
            let identity = layout.apart.identity(|column| row.text(column));
            let own = passes == 1 || share(&identity) == pass;
            if !own || !is_in(&few_rows, &identity) {
                continue;
            }
            let Some(earlier) = first.get_mut(identity.as_str()) else {
                let (line, told) = (row.line, false);
                first.insert(identity.into(), First { line, block, told });
                continue;
            };
            let usual = is_usual(layout, key, [earlier.block, block]);
            let before = earlier.line;
            if earlier.block != block {
                (earlier.line, earlier.block) = (row.line, block);
            }
            if is_watched(key) {
                let read = layout.read(&row, &config.units);
                watched.insert(row.line, (read, before, usual));
                continue;
            }
            if usual && mem::replace(&mut earlier.told, true) {
                continue;
            }
            match usual {
                true => usual_count += 1,
                false => count += 1,
            }
            let last = kept.last_key_value().map(|(line, _)| *line);
            if kept.len() < keep || last.is_some_and(|last| row.line < last) {
                let read = layout.read(&row, &config.units);
                kept.insert(row.line, (read, before, usual));
                if kept.len() > keep {
                    kept.pop_last();
                }
            }
        }
    }
    let lines = kept.values().chain(watched.values());
    let lines: Vec<u64> = lines.map(|(_, line, _)| *line).collect();
    let earlier = rows_at(&lines, layout, config, options)?;
    let with_earlier = |rows: Found| {
        let rows = rows.into_values().map(|(row, line, usual)| Repeated {
            row,
            earlier: earlier.get(&line).cloned(),
            usual,
        });
        rows.collect()
    };
    Ok(Repeats {
        count,
        usual: usual_count,
        kept: with_earlier(kept),
        watched: with_earlier(watched),
    })
}

/// Rows by their lines, each with the line of the one before and whether it
/// may well come back.
type Found = BTreeMap<u64, (TableRow, u64, bool)>;

fn rows_at(
    lines: &[u64],
    layout: &Layout,
    config: &Config,
    options: &Options,
) -> Result<BTreeMap<u64, TableRow>, SourceError> {
    let mut found = BTreeMap::new();
    if lines.is_empty() {
        return Ok(found);
    }
    let mut rows = row_reader(&layout.header.path, config, options)?;
    while let Some(row) = rows.next_row()? {
        if lines.contains(&row.line) {
            found.insert(row.line, layout.read(&row, &config.units));
        }
    }
    Ok(found)
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
}
