//! Finds keys that occur twice in a table too long to hold: keys in rising
//! order are told apart by their neighbour alone; others are looked for in
//! further passes over the file, each over a share of the keys that fits a
//! fixed budget of memory.

use crate::report::{Options, row_reader};
use crate::rule::Config;
use crate::source::SourceError;
use crate::table::{Layout, TableRow};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Memory for the keys of one pass, in bytes.
const BUDGET: u64 = 48 * 1024 * 1024;
/// What a key costs beside its own bytes.
const OVERHEAD: u64 = 64;

/// Watches keys go by.
pub(crate) struct KeyOrder {
    last: Vec<u8>,
    rising: bool,
    rising_by_length: bool,
    cost: u64,
    rows: u64,
}

impl KeyOrder {
    /// Before the first key.
    pub(crate) fn new() -> KeyOrder {
        KeyOrder {
            last: Vec::new(),
            rising: true,
            rising_by_length: true,
            cost: 0,
            rows: 0,
        }
    }

    /// The next key.
    pub(crate) fn see(&mut self, key: &[u8]) {
        self.rows += 1;
        self.cost += key.len() as u64 + OVERHEAD;
        if self.rows > 1 && (self.rising || self.rising_by_length) {
            let last = self.last.as_slice();
            self.rising &= key > last;
            self.rising_by_length &= (key.len(), key) > (last.len(), last);
        }
        self.last.clear();
        self.last.extend_from_slice(key);
    }

    /// Whether some order shows that no key occurs twice.
    pub(crate) fn all_differ(&self) -> bool {
        self.rising || self.rising_by_length
    }

    /// How many passes the keys need.
    fn passes(&self) -> u64 {
        self.cost / BUDGET + 1
    }
}

/// Rows whose key was there before.
pub(crate) struct Repeats {
    /// How many there are.
    pub count: u64,
    /// The first of them, with the row that had the key before.
    pub kept: Vec<(TableRow, Option<TableRow>)>,
    /// Those whose key is watched, not counted with the others.
    pub watched: Vec<(TableRow, Option<TableRow>)>,
}

/// Looks for keys that occur twice; keeps the first `keep` rows, and all of
/// those whose key is watched.
///
/// # Errors
/// When the file cannot be read again.
pub(crate) fn repeats(
    order: &KeyOrder,
    layout: &Layout,
    config: &Config,
    options: &Options,
    (keep, is_watched): (usize, &dyn Fn(&str) -> bool),
) -> Result<Repeats, SourceError> {
    let mut count = 0;
    let mut watched: BTreeMap<u64, (TableRow, u64)> = BTreeMap::new();
    // By line, so that what is kept does not depend on the passes.
    let mut kept: BTreeMap<u64, (TableRow, u64)> = BTreeMap::new();
    let passes = order.passes();
    let share = |key: &str| {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        hasher.finish() % passes
    };
    for pass in 0..passes {
        let mut first: HashMap<Box<str>, u64> = HashMap::new();
        let mut rows = row_reader(&layout.header.path, config, options)?;
        rows.next_row()?;
        while let Some(row) = rows.next_row()? {
            let text = row.text(0);
            let key = text.trim();
            if key.is_empty() || (passes > 1 && share(key) != pass) {
                continue;
            }
            let Some(&line) = first.get(key) else {
                first.insert(key.into(), row.line);
                continue;
            };
            if is_watched(key) {
                watched.insert(row.line, (layout.read(&row, &config.units), line));
                continue;
            }
            count += 1;
            let last = kept.last_key_value().map(|(line, _)| *line);
            if kept.len() < keep || last.is_some_and(|last| row.line < last) {
                kept.insert(row.line, (layout.read(&row, &config.units), line));
                if kept.len() > keep {
                    kept.pop_last();
                }
            }
        }
    }
    let lines = kept.values().chain(watched.values());
    let lines: Vec<u64> = lines.map(|(_, line)| *line).collect();
    let earlier = rows_at(&lines, layout, config, options)?;
    let with_earlier = |rows: BTreeMap<u64, (TableRow, u64)>| {
        let rows = rows.into_values();
        let rows = rows.map(|(row, line)| (row, earlier.get(&line).cloned()));
        rows.collect()
    };
    Ok(Repeats {
        count,
        kept: with_earlier(kept),
        watched: with_earlier(watched),
    })
}

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
