//! Finds the rows of a long table whose key was there before, in further
//! readings of the file: one where few keys are out of an order; else marks in
//! fixed memory tell which may come back, until these can be held.

use super::keys::{Blocks, KeyOrder, Repeated, is_usual};
use super::marks::Marks;
use crate::report::{Options, row_reader};
use crate::rule::Config;
use crate::source::{RawRow, SourceError};
use crate::table::{Layout, TableRow};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;

/// Memory for the names of one reading, in bytes; little in tests, so that tables
/// of few rows go every way.
const BUDGET: u64 = if cfg!(test) { 500 } else { 12 << 20 };
/// So little of that is not sifted any further.
const LITTLE: u64 = BUDGET / 3;
/// How many slots are marked at a time: 8 MiB of bits.
const SLOTS: u64 = if cfg!(test) { 16 } else { 1 << 25 };

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

/// Rows by their lines, each with the line of the one before and whether it
/// may well come back.
type Found = BTreeMap<u64, (TableRow, u64, bool)>;

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
    let again = Again {
        layout,
        config,
        options,
    };
    let mut search = Search {
        again: &again,
        keep,
        is_watched,
        counts: [0; 2],
        kept: BTreeMap::new(),
        watched: BTreeMap::new(),
    };
    // Rows that are the same have the same key.
    let own = keys.suspects().filter(|_| !layout.says_key());
    if let Some(few) = own {
        search.read(&Wanted::Keys(few))?;
    } else if let Some(few) = identities.suspects() {
        search.read(&Wanted::Rows(few))?;
    } else {
        search.read_all(identities)?;
    }
    search.found()
}

/// A share of all names: those whose hash leaves `own` when divided by `of`.
#[derive(Clone, Copy)]
struct Share {
    own: u64,
    of: u64,
}

impl Share {
    fn has(self, name: &str) -> bool {
        if self.of == 1 {
            return true;
        }
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        hasher.finish() % self.of == self.own
    }

    /// This share in so many parts.
    fn parts(self, number: u64) -> impl Iterator<Item = Share> {
        let of = self.of.saturating_mul(number);
        (0..number).map(move |part| Share {
            own: self.own + self.of * part,
            of,
        })
    }
}

/// A table that is read again.
struct Again<'a> {
    layout: &'a Layout,
    config: &'a Config,
    options: &'a Options,
}

impl Again<'_> {
    /// Every row, with the number of its block.
    fn each(&self, mut take: impl FnMut(&RawRow<'_>, u64)) -> Result<(), SourceError> {
        let mut rows = row_reader(self.layout, self.config, self.options)?;
        rows.next_row()?;
        let mut blocks = Blocks::default();
        while let Some(row) = rows.next_row()? {
            let block = blocks.next(self.layout, |column| row.text(column));
            take(&row, block);
        }
        Ok(())
    }

    fn identity(&self, row: &RawRow<'_>) -> String {
        self.layout.apart.identity(|column| row.text(column))
    }

    /// Marks the names of a share, those that shared their slot before.
    fn mark(&self, share: Share, before: Option<&Marks>, stage: u32) -> Result<Marks, SourceError> {
        let mut marks = Marks::new(stage, SLOTS);
        self.each(|row, _| {
            let identity = self.identity(row);
            if share.has(&identity) && before.is_none_or(|marks| marks.is_shared(&identity)) {
                marks.mark(&identity);
            }
        })?;
        marks.close();
        Ok(marks)
    }
}

/// Which rows a reading looks for: their keys, what tells them apart, or a share
/// of those whose slot is shared.
enum Wanted<'a> {
    Keys(HashSet<&'a [u8]>),
    Rows(HashSet<&'a [u8]>),
    Of(Share, Option<&'a Marks>),
}

impl Wanted<'_> {
    fn has_key(&self, key: &str) -> bool {
        match self {
            Wanted::Keys(few) => few.contains(key.as_bytes()),
            Wanted::Rows(_) | Wanted::Of(..) => true,
        }
    }

    fn has_row(&self, identity: &str) -> bool {
        match self {
            Wanted::Keys(_) => true,
            Wanted::Rows(few) => few.contains(identity.as_bytes()),
            Wanted::Of(share, marks) => {
                share.has(identity) && marks.is_none_or(|marks| marks.is_shared(identity))
            }
        }
    }
}

/// Where an identity was first.
struct First {
    line: u64,
    block: u64,
    /// Whether it was told that it came back.
    told: bool,
}

/// What was found so far.
struct Search<'a> {
    again: &'a Again<'a>,
    keep: usize,
    is_watched: &'a dyn Fn(&str) -> bool,
    /// What should not come back, and what well may.
    counts: [u64; 2],
    /// By line, so that what is kept does not depend on the readings.
    kept: Found,
    watched: Found,
}

impl Search<'_> {
    /// Reads the table once for each share of its names that can be held.
    fn read_all(&mut self, identities: &KeyOrder) -> Result<(), SourceError> {
        let shares = identities.rows() / SLOTS + 1;
        for share in (Share { own: 0, of: 1 }).parts(shares) {
            let mut marks: Option<Marks> = None;
            let mut left = identities.rows() / shares;
            for stage in 0.. {
                if identities.held(left) <= LITTLE {
                    break;
                }
                let next = self.again.mark(share, marks.as_ref(), stage)?;
                let before = mem::replace(&mut left, next.different());
                marks = Some(next);
                // Most of them do come back.
                if left > before / 4 * 3 {
                    break;
                }
            }
            for part in share.parts(identities.held(left) / BUDGET + 1) {
                self.read(&Wanted::Of(part, marks.as_ref()))?;
            }
        }
        Ok(())
    }

    /// Reads the table for the rows that are wanted.
    fn read(&mut self, wanted: &Wanted<'_>) -> Result<(), SourceError> {
        let again = self.again;
        let mut first: HashMap<Box<str>, First> = HashMap::new();
        again.each(|row, block| {
            let text = again.layout.key_of(|column| row.text(column));
            let key = &*text;
            if key.is_empty() || !wanted.has_key(key) {
                return;
            }
            let identity = again.identity(row);
            if !wanted.has_row(&identity) {
                return;
            }
            match first.get_mut(identity.as_str()) {
                Some(earlier) => self.came_back((row, key), block, earlier),
                None => {
                    let (line, told) = (row.line, false);
                    first.insert(identity.into(), First { line, block, told });
                }
            }
        })
    }

    /// A row whose identity was there before.
    fn came_back(&mut self, (row, key): (&RawRow<'_>, &str), block: u64, earlier: &mut First) {
        let Again { layout, config, .. } = self.again;
        let usual = is_usual(layout, key, [earlier.block, block]);
        let before = earlier.line;
        if earlier.block != block {
            (earlier.line, earlier.block) = (row.line, block);
        }
        let read = || (layout.read(row, &config.units), before, usual);
        if (self.is_watched)(key) {
            self.watched.insert(row.line, read());
            return;
        }
        if usual && mem::replace(&mut earlier.told, true) {
            return;
        }
        self.counts[usize::from(usual)] += 1;
        let last = self.kept.last_key_value().map(|(line, _)| *line);
        if self.kept.len() < self.keep || last.is_some_and(|last| row.line < last) {
            self.kept.insert(row.line, read());
            if self.kept.len() > self.keep {
                self.kept.pop_last();
            }
        }
    }

    /// All that was found, with the rows that were there before.
    fn found(self) -> Result<Repeats, SourceError> {
        let lines = self.kept.values().chain(self.watched.values());
        let lines: HashSet<u64> = lines.map(|(_, line, _)| *line).collect();
        let mut earlier: BTreeMap<u64, TableRow> = BTreeMap::new();
        if !lines.is_empty() {
            let Again { layout, config, .. } = self.again;
            self.again.each(|row, _| {
                if lines.contains(&row.line) {
                    earlier.insert(row.line, layout.read(row, &config.units));
                }
            })?;
        }
        let with_earlier = |rows: Found| {
            let rows = rows.into_values().map(|(row, line, usual)| Repeated {
                row,
                earlier: earlier.get(&line).cloned(),
                usual,
            });
            rows.collect()
        };
        let [count, usual] = self.counts;
        Ok(Repeats {
            count,
            usual,
            kept: with_earlier(self.kept),
            watched: with_earlier(self.watched),
        })
    }
}
