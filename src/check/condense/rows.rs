//! How the rows of a long table are told from one another: by which of their
//! figures are plain, by their keys, and by what rules ask of their texts.

use super::bounds::Bound;
use super::named::{Named, SAID, SUMS_UP};
use crate::check::fast::QuickColumns;
use crate::figure::{Added, Quick, UnitBook};
use crate::rule::Config;
use crate::source::RawRow;
use crate::table::{
    ColumnKind, Layout, QuickLooks, TotalName, has_spaced_forms, same_name, total_name, unspaced,
};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::{PoisonError, RwLock};

/// How the rows of a table are told from one another.
pub(super) struct Condenser<'a> {
    pub(super) layout: &'a Layout,
    pub(super) units: &'a UnitBook,
    pub(super) columns: QuickColumns,
    /// The figure columns.
    pub(super) figures: Vec<usize>,
    /// Whether functions of rules take each column, or select rows by it.
    pub(super) asked: Vec<bool>,
    pub(super) named: &'a Named<'a>,
    /// What row selections compare figures with.
    pub(super) bounds: Vec<Bound>,
    /// Columns of texts that rules name.
    pub(super) texts: Vec<usize>,
    /// Columns by whose texts rules group rows.
    pub(super) grouping: Vec<usize>,
    /// Columns whose texts may say that a row sums up others.
    pub(super) names: Vec<usize>,
    /// Keys that the configuration says sum up others.
    pub(super) said: &'a [String],
    /// Places of rows that are held whatever they are.
    pub(super) held: Vec<Range<u64>>,
    /// How many rows stand before each piece, by the byte where it starts, once
    /// that is known.
    pub(super) before: BTreeMap<u64, u64>,
    /// The groups of which as many rows were seen as are held.
    full: RwLock<HashSet<Vec<u8>>>,
}

/// What some rows add up to.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    /// How many.
    pub(super) rows: u64,
    /// Their figures, column by column.
    pub(super) columns: Vec<Option<Added>>,
}

impl Sums {
    pub(super) fn join(&mut self, other: &Sums) {
        self.rows += other.rows;
        for (to, from) in self.columns.iter_mut().zip(&other.columns) {
            match (to.as_mut(), from) {
                (Some(to), Some(from)) => to.join(from),
                _ => *to = None,
            }
        }
    }
}

/// Room for the row at hand.
pub(super) struct Room {
    pub(super) figures: Vec<Quick>,
    /// Which columns were read.
    read: Vec<bool>,
    pub(super) looks: QuickLooks,
    pub(super) signature: Vec<u8>,
    /// The last text of each column, and what it says of its row.
    last: Vec<(String, Option<TotalName>)>,
    /// The group of the last row.
    pub(super) recent: usize,
}

impl<'a> Condenser<'a> {
    /// For a table.
    pub(super) fn new(
        layout: &'a Layout,
        named: &'a Named<'a>,
        config: &'a Config,
    ) -> Condenser<'a> {
        let units = &config.units;
        let columns = layout.columns.iter();
        let mut asked = vec![false; columns.len()];
        for column in named.taken().filter_map(|name| layout.column(name)) {
            asked[column] = true;
        }
        let of_kinds = |kinds: &[ColumnKind]| -> Vec<usize> {
            let columns = layout.columns.iter().enumerate();
            let found = columns.filter(|(_, column)| kinds.contains(&column.kind));
            found.map(|(number, _)| number).collect()
        };
        let figures = of_kinds(&[ColumnKind::Figure]);
        let texts = (0..asked.len()).filter(|at| asked[*at] && !figures.contains(at));
        let grouping = named.grouping().filter_map(|name| layout.column(name));
        let mut grouping: Vec<usize> = grouping.collect();
        grouping.sort_unstable();
        let section = config.section(&layout.section);
        let figures_of = |name: &str| {
            let column = layout.column(name);
            column.filter(|column| figures.contains(column))
        };
        let numbers = named.bounds().iter();
        let numbers = numbers.filter_map(|(name, number)| Bound::number(figures_of(name)?, number));
        let pairs = named.pairs().iter();
        let pairs = pairs
            .filter_map(|(name, other)| Some(Bound::column(figures_of(name)?, figures_of(other)?)));
        let bounds: Vec<Bound> = numbers.chain(pairs).collect();
        Condenser {
            bounds,
            columns: QuickColumns::new(layout, units),
            texts: texts.collect(),
            grouping,
            names: of_kinds(&[ColumnKind::Key, ColumnKind::Label, ColumnKind::Text]),
            said: section.map_or(&[], |section| &section.totals),
            held: Vec::new(),
            before: BTreeMap::new(),
            full: RwLock::default(),
            figures,
            asked,
            named,
            layout,
            units,
        }
    }

    /// Whether of a group no more rows are to be held, since so many stand before.
    pub(super) fn is_full(&self, signature: &[u8]) -> bool {
        let full = self.full.read().unwrap_or_else(PoisonError::into_inner);
        full.contains(signature)
    }

    /// Keeps that of a group no more rows are to be held.
    pub(super) fn fill(&self, signature: &[u8]) {
        let mut full = self.full.write().unwrap_or_else(PoisonError::into_inner);
        full.insert(signature.to_vec());
    }

    /// Forgets which groups are full: the table is read again.
    pub(super) fn empty(&self) {
        let mut full = self.full.write().unwrap_or_else(PoisonError::into_inner);
        full.clear();
    }

    /// Nothing added up yet.
    pub(super) fn no_sums(&self) -> Sums {
        let mut columns = vec![None; self.layout.columns.len()];
        for &column in &self.figures {
            columns[column] = Some(Added::default());
        }
        Sums { rows: 0, columns }
    }

    /// Room for a row.
    pub(super) fn room(&self) -> Room {
        let width = self.layout.columns.len();
        Room {
            figures: vec![Quick::default(); width],
            read: vec![false; width],
            looks: QuickLooks::new(width),
            signature: Vec::new(),
            last: vec![(String::new(), None); width],
            recent: 0,
        }
    }

    /// Reads a row's figures the quick way, and says whether all could be.
    pub(super) fn figures_of(&self, row: &RawRow<'_>, room: &mut Room) -> bool {
        let complete = row.fields.len() == self.layout.columns.len();
        let mut all = complete;
        for &column in &self.figures {
            let cell = || row.bytes(column);
            let read = complete && self.columns.read(column, cell(), &mut room.figures[column]);
            room.read[column] = read;
            all &= read;
        }
        all
    }

    /// Whether those figures of a row could be read that rules name, and some.
    pub(super) fn is_plain(&self, room: &Room) -> bool {
        let mut figures = self.figures.iter();
        let asked = figures.all(|column| room.read[*column] || !self.asked[*column]);
        asked && self.figures.iter().any(|column| room.read[*column])
    }

    /// Whether it is sure which side of what they are compared with the figures of
    /// a row are on.
    pub(super) fn is_settled(&self, room: &Room) -> bool {
        let mut bounds = self.bounds.iter();
        bounds.all(|bound| bound.side(&room.figures).is_some())
    }

    /// Adds the figures that were read.
    pub(super) fn add(&self, room: &Room, sums: &mut Sums) {
        sums.rows += 1;
        for &column in &self.figures {
            let figure = room.read[column].then_some(&room.figures[column]);
            let figure = figure.and_then(|figure| self.columns.plain(column, figure));
            match (figure, &mut sums.columns[column]) {
                (Some(figure), Some(added)) => added.add(figure),
                (_, column) => *column = None,
            }
        }
    }

    /// What the names of a row say of it.
    pub(super) fn total_name(&self, row: &RawRow<'_>, room: &mut Room) -> Option<TotalName> {
        let mut found = None;
        for &column in &self.names {
            let text = row.text(column);
            let (last, said) = &mut room.last[column];
            if *last != text.trim() {
                last.clear();
                last.push_str(text.trim());
                *said = total_name(last);
            }
            found = found.max(*said);
        }
        found
    }

    /// Whether rules name a row by its key.
    pub(super) fn is_named(&self, row: &RawRow<'_>) -> bool {
        let text = row.text(0);
        let key = text.trim();
        let spaced = || {
            let name = unspaced(key).filter(|_| !key.is_ascii())?;
            Some(has_spaced_forms(&name) && self.named.has(&name))
        };
        self.named.has(key) || spaced().unwrap_or(false)
    }

    /// What a row is alike in with others: what its texts are, as far as rules
    /// ask, whether they say that it sums up others, which of its figures are
    /// percentages, and which side of what they are compared with they are on.
    pub(super) fn sign(&self, row: &RawRow<'_>, sums_up: bool, room: &mut Room) {
        let said = || {
            let text = row.text(0);
            self.said.iter().any(|name| same_name(name, text.trim()))
        };
        room.signature.clear();
        room.signature.push(match (sums_up, said()) {
            (false, false) => 0,
            (true, false) => SUMS_UP,
            (false, true) => SAID,
            (true, true) => SUMS_UP | SAID,
        });
        for &column in &self.texts {
            let class = self.named.class(row.text(column).trim());
            room.signature.extend(class.to_le_bytes());
        }
        for &column in &self.grouping {
            let text = row.text(column);
            let text = text.trim().as_bytes();
            room.signature.extend(text.len().to_le_bytes());
            room.signature.extend(text);
        }
        for &column in &self.figures {
            let percent = room.read[column] && room.figures[column].look.percent;
            room.signature.push(u8::from(percent));
        }
        for bound in &self.bounds {
            let side = bound.side(&room.figures);
            room.signature.push(match side {
                None => 0,
                Some(Ordering::Less) => 1,
                Some(Ordering::Equal) => 2,
                Some(Ordering::Greater) => 3,
            });
        }
    }
}
