//! The rows of a piece of a long table, told in short.

use super::rows::{Condenser, Room, Sums};
use crate::check::table::keys::KeyOrder;
use crate::source::{HeldRow, RawRow, RowReader};
use crate::table::{Shown, TotalName};
use std::collections::HashMap;
use std::ops::Range;

/// Rows of each group that are held: as many as a finding shows.
pub(super) const OF_GROUP: usize = 26;
/// Rows that are held for themselves, as many as there may always be; where there
/// are more, and more than so many bytes of them, the whole table is held.
const HELD: usize = 4_000;
const HELD_BYTES: usize = 1 << 20;
/// Groups, at most.
pub(super) const GROUPS: usize = 5_000;

/// How many rows are held for themselves, and how many bytes they have.
#[derive(Clone, Copy, Default)]
pub(super) struct HeldCount {
    rows: usize,
    bytes: usize,
}

impl HeldCount {
    /// Counts a row.
    pub(super) fn see(&mut self, row: &HeldRow) {
        self.rows += 1;
        self.bytes += row.bytes();
    }

    /// Whether that is too much.
    pub(super) fn is_too_much(self) -> bool {
        self.rows > HELD && self.bytes > HELD_BYTES
    }
}

/// What came of a piece of a table.
pub(super) struct Piece {
    /// The byte where its first row starts.
    pub offset: Option<u64>,
    /// How many rows it has.
    pub rows: u64,
    /// Rows that are held, with their places in the piece.
    pub held: Vec<(u64, HeldRow)>,
    held_count: HeldCount,
    /// Places of those that may sum up others.
    pub possible: Vec<u64>,
    /// All others.
    pub groups: Vec<PieceGroup>,
    /// The order of the keys.
    pub keys: KeyOrder,
    /// What the figures show of what they may be.
    pub shown: Shown,
    /// Whether it cannot be told in short, or not be read at all.
    pub failed: bool,
    by_signature: HashMap<Vec<u8>, usize>,
}

/// Rows of a piece that are alike.
pub(super) struct PieceGroup {
    /// What they are alike in.
    pub signature: Vec<u8>,
    /// The first of them.
    pub first: Vec<(u64, HeldRow)>,
    /// What the others add up to.
    pub sums: Sums,
    /// Whether so many were seen in earlier pieces that none of it is held.
    full: bool,
}

impl Piece {
    fn new() -> Piece {
        Piece {
            offset: None,
            rows: 0,
            held: Vec::new(),
            held_count: HeldCount::default(),
            possible: Vec::new(),
            groups: Vec::new(),
            keys: KeyOrder::new(),
            shown: Shown::default(),
            failed: false,
            by_signature: HashMap::new(),
        }
    }

    /// The memory that it takes, about, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let first = self.groups.iter().flat_map(|group| &group.first);
        let rows = self.held.iter().chain(first);
        rows.map(|(_, row)| row.bytes()).sum()
    }
}

impl Condenser<'_> {
    /// The rows of a piece.
    pub(super) fn piece(&self, reader: &mut RowReader) -> Piece {
        let mut room = self.room();
        let mut piece = Piece::new();
        let mut before = 0;
        loop {
            match reader.next_row() {
                Ok(Some(row)) => {
                    if piece.offset.is_none() {
                        piece.offset = Some(row.offset);
                        let known = self.before.get(&row.offset).copied();
                        piece.failed = known.is_none() && !self.before.is_empty();
                        before = known.unwrap_or(0);
                    }
                    self.row(&row, before, &mut room, &mut piece);
                }
                Ok(None) => break,
                Err(_) => {
                    piece.failed = true;
                    break;
                }
            }
            piece.failed |= piece.held_count.is_too_much() || piece.groups.len() > GROUPS;
            if piece.failed {
                break;
            }
        }
        piece.shown.see_looks(&room.looks);
        piece
    }

    fn row(&self, row: &RawRow<'_>, before: u64, room: &mut Room, piece: &mut Piece) {
        let place = piece.rows;
        piece.rows += 1;
        piece.keys.see_key_of(row);
        let all = self.figures_of(row, room);
        match all {
            true => room.looks.see(&self.figures, &room.figures),
            false => piece.shown.see(&self.layout.read(row, self.units)),
        }
        let name = self.total_name(row, room);
        let possible = name == Some(TotalName::Possible);
        if possible {
            piece.possible.push(place);
        }
        let within = |places: &Range<u64>| places.contains(&(before + place));
        let plain = (all || self.is_plain(room)) && self.is_settled(room);
        if !plain || possible || self.is_named(row) || self.held.iter().any(within) {
            let row = row.hold();
            piece.held_count.see(&row);
            piece.held.push((place, row));
            return;
        }
        self.sign(row, name.is_some(), room);
        let recent = piece.groups.get(room.recent);
        if recent.is_none_or(|group| group.signature != room.signature) {
            let known = piece.by_signature.get(room.signature.as_slice()).copied();
            room.recent = known.unwrap_or(piece.groups.len());
            if known.is_none() {
                let signature = room.signature.clone();
                piece.by_signature.insert(signature.clone(), room.recent);
                piece.groups.push(PieceGroup {
                    full: self.is_full(&signature),
                    signature,
                    first: Vec::new(),
                    sums: self.no_sums(),
                });
            }
        }
        let group = &mut piece.groups[room.recent];
        match !group.full && group.first.len() < OF_GROUP {
            true => group.first.push((place, row.hold())),
            false => self.add(room, &mut group.sums),
        }
    }
}
