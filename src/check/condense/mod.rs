//! Reads a long table in short for its rules over rows: once through the file,
//! in pieces, on several threads. What rules name by its key, what may sum up
//! others and what is not plainly printed is held row by row; of all other rows
//! the figures are added up, apart by what the rules ask of their texts.

mod bounds;
mod named;
mod piece;
mod repeated;
mod rows;

use super::options::CheckOptions;
use super::pieces::in_pieces;
use super::table::keys::KeyOrder;
use crate::rule::{Config, Rule};
use crate::source::HeldRow;
use crate::table::{Condensed, Group, Shown, Table, TableRow};
use bounds::{Against, Bound};
use named::Named;
use piece::{GROUPS, HeldCount, OF_GROUP, Piece, PieceGroup};
use rows::{Condenser, Sums};
use std::collections::{BTreeMap, HashMap};

/// Rows that may sum up others by their names, at most: the rows beside each
/// are held, to be added up.
const POSSIBLE: usize = 30;
/// Rows on each side that such a row may sum up.
const BESIDE: u64 = 61;

/// Rows that are alike: the places of those that are held, and all others.
struct Alike {
    signature: Vec<u8>,
    held: Vec<u64>,
    sums: Sums,
}

/// All that the pieces come to.
struct Whole {
    rows: u64,
    held: Vec<(u64, HeldRow)>,
    /// What of it is held for itself, and not for its group.
    alone: HeldCount,
    possible: Vec<u64>,
    groups: Vec<Alike>,
    by_signature: HashMap<Vec<u8>, usize>,
    keys: KeyOrder,
    shown: Shown,
    before: BTreeMap<u64, u64>,
}

/// A long table in short, for these rules; `None` where it cannot be told so.
pub(super) fn condensed(
    table: &Table,
    rules: &[&Rule],
    config: &Config,
    options: &CheckOptions,
) -> Option<(Vec<TableRow>, Condensed)> {
    // Whose totals must all be shown.
    if options.read.untrusted {
        return None;
    }
    let layout = &table.layout;
    // Which rows rules name is not told by the first column.
    if layout.says_key() {
        return None;
    }
    let named = Named::of(rules, config);
    let mut condenser = Condenser::new(layout, &named, config);
    // What is added up is not kept as it is printed, to tell groups apart by.
    let is_figure = |column: &usize| condenser.figures.contains(column);
    if condenser.grouping.iter().any(is_figure) {
        return None;
    }
    let mut whole = condenser.read(config, options)?;
    if !whole.possible.is_empty() {
        if whole.possible.len() > POSSIBLE {
            return None;
        }
        let beside = |at: &u64| at.saturating_sub(BESIDE)..at.saturating_add(BESIDE + 1);
        condenser.held = whole.possible.iter().map(beside).collect();
        condenser.before = std::mem::take(&mut whole.before);
        whole = condenser.read(config, options)?;
        let is_whole = |alike: &Alike| {
            let mut figures = condenser.figures.iter();
            figures.all(|column| alike.sums.columns[*column].is_some())
        };
        if !whole.groups.iter().all(is_whole) {
            return None;
        }
    }
    condenser.finish(whole, config, options)
}

impl Condenser<'_> {
    /// Reads the whole table; `None` where it is not to be told in short.
    fn read(&self, config: &Config, options: &CheckOptions) -> Option<Whole> {
        let mut whole = Whole {
            rows: 0,
            held: Vec::new(),
            alone: HeldCount::default(),
            possible: Vec::new(),
            groups: Vec::new(),
            by_signature: HashMap::new(),
            keys: KeyOrder::new(),
            shown: Shown::default(),
            before: BTreeMap::new(),
        };
        self.empty();
        let mut failed = false;
        let read = in_pieces(
            self.layout,
            (config, options),
            |reader| self.piece(reader),
            Piece::bytes,
            |piece| {
                failed = piece.failed || !self.take(piece, &mut whole);
                !failed
            },
        );
        (read.is_ok() && !failed).then_some(whole)
    }

    /// Takes a piece for the next one; false where there is too much to hold.
    fn take(&self, piece: Piece, whole: &mut Whole) -> bool {
        let before = whole.rows;
        whole.rows += piece.rows;
        whole
            .before
            .extend(piece.offset.map(|offset| (offset, before)));
        piece.held.iter().for_each(|(_, row)| whole.alone.see(row));
        let placed = |(place, row): (u64, HeldRow)| (before + place, row);
        whole.held.extend(piece.held.into_iter().map(placed));
        whole
            .possible
            .extend(piece.possible.iter().map(|place| before + place));
        whole.shown.join(piece.shown);
        whole.keys.join(piece.keys);
        for group in piece.groups {
            self.take_group(group, before, whole);
        }
        !whole.alone.is_too_much() && whole.groups.len() <= GROUPS
    }

    fn take_group(&self, group: PieceGroup, before: u64, whole: &mut Whole) {
        let known = whole.by_signature.get(&group.signature).copied();
        let at = known.unwrap_or_else(|| {
            let at = whole.groups.len();
            whole.by_signature.insert(group.signature.clone(), at);
            whole.groups.push(Alike {
                signature: group.signature,
                held: Vec::new(),
                sums: self.no_sums(),
            });
            at
        });
        let alike = &mut whole.groups[at];
        let mut room = self.room();
        for (place, row) in group.first {
            if alike.held.len() < OF_GROUP {
                alike.held.push(before + place);
                whole.held.push((before + place, row));
                if alike.held.len() == OF_GROUP {
                    self.fill(&alike.signature);
                }
            } else {
                self.figures_of(&row.row(), &mut room);
                self.add(&room, &mut alike.sums);
            }
        }
        alike.sums.join(&group.sums);
    }

    /// The table in short, once all of it was read.
    fn finish(
        &self,
        mut whole: Whole,
        config: &Config,
        options: &CheckOptions,
    ) -> Option<(Vec<TableRow>, Condensed)> {
        self.layout.learn_from(whole.shown);
        whole.held.sort_by_key(|(place, _)| *place);
        let places: Vec<u64> = whole.held.iter().map(|(place, _)| *place).collect();
        let rows: Vec<TableRow> = whole
            .held
            .iter()
            .map(|(_, row)| self.layout.read(&row.row(), self.units))
            .collect();
        let groups = whole.groups.into_iter().filter(|alike| alike.sums.rows > 0);
        let groups = groups.map(|alike| {
            let like = alike.held.first()?;
            Some(Group {
                like: places.binary_search(like).ok()?,
                rows: alike.sums.rows,
                totals: named::sums_up(&alike.signature),
                said: named::is_said(&alike.signature),
                columns: alike.sums.columns,
            })
        });
        let groups = groups.collect::<Option<Vec<Group>>>()?;
        let repeated = match whole.keys.all_differ() || groups.is_empty() {
            true => HashMap::new(),
            false => repeated::keys(
                &rows,
                &places,
                &whole.before,
                (self.layout, config, options),
            )?,
        };
        let number = |bound: &Bound| match &bound.against {
            Against::Number { number, .. } => Some((bound.column, number.clone())),
            Against::Column(_) => None,
        };
        let pair = |bound: &Bound| match &bound.against {
            Against::Number { .. } => None,
            Against::Column(other) => Some((bound.column, *other)),
        };
        let by_like = groups.iter().enumerate();
        let condensed = Condensed {
            by_like: by_like
                .map(|(number, group)| (group.like, number))
                .collect(),
            groups,
            bounds: self.bounds.iter().filter_map(number).collect(),
            pairs: self.bounds.iter().filter_map(pair).collect(),
            places,
            repeated,
        };
        Some((rows, condensed))
    }
}
