//! The rows of a piece of a long table, told in short.

use super::named::SUMS_UP;
use super::{Condenser, GROUPS, HELD, OF_GROUP, Sums};
use crate::check::table::keys::KeyOrder;
use crate::figure::Quick;
use crate::source::{HeldRow, RawRow, RowReader};
use crate::table::{Shown, TotalName, is_spaced_form, same_name, total_name};
use std::collections::HashMap;
use std::ops::Range;

/// What came of a piece of a table.
pub(super) struct Piece {
    /// The byte where its first row starts.
    pub offset: Option<u64>,
    /// How many rows it has.
    pub rows: u64,
    /// Rows that are held, with their places in the piece.
    pub held: Vec<(u64, HeldRow)>,
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
}

impl Piece {
    fn new() -> Piece {
        Piece {
            offset: None,
            rows: 0,
            held: Vec::new(),
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

/// Room for the row at hand.
pub(super) struct Room {
    figures: Vec<Quick>,
    /// Which columns were read.
    read: Vec<bool>,
    looks: Vec<u8>,
    signature: Vec<u8>,
    /// The last text of each column, and what it says of its row.
    last: Vec<(String, Option<TotalName>)>,
    /// The group of the last row.
    recent: usize,
}

impl Condenser<'_> {
    pub(super) fn room(&self) -> Room {
        let width = self.layout.columns.len();
        Room {
            figures: vec![Quick::default(); width],
            read: vec![false; width],
            looks: vec![0; width],
            signature: Vec::new(),
            last: vec![(String::new(), None); width],
            recent: 0,
        }
    }

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
            piece.failed |= piece.held.len() > HELD || piece.groups.len() > GROUPS;
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
        piece.keys.see(row.text(0).trim().as_bytes());
        let all = self.figures_of(row, room);
        match all {
            true => {
                for &column in &self.figures {
                    room.looks[column] |= 1 << room.figures[column].look.number();
                }
            }
            false => piece.shown.see(&self.layout.read(row, self.units)),
        }
        let name = self.total_name(row, room);
        let possible = name == Some(TotalName::Possible);
        if possible {
            piece.possible.push(place);
        }
        let within = |places: &Range<u64>| places.contains(&(before + place));
        let plain = all || self.is_plain(room);
        if !plain || possible || self.is_named(row) || self.held.iter().any(within) {
            piece.held.push((place, row.hold()));
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
                    signature,
                    first: Vec::new(),
                    sums: self.no_sums(),
                });
            }
        }
        let group = &mut piece.groups[room.recent];
        match group.first.len() < OF_GROUP {
            true => group.first.push((place, row.hold())),
            false => self.add(room, &mut group.sums),
        }
    }

    /// Reads a row's figures the quick way, and says whether all could be.
    pub(super) fn figures_of(&self, row: &RawRow<'_>, room: &mut Room) -> bool {
        let complete = row.fields.len() == self.layout.columns.len();
        let mut all = complete;
        for &column in &self.figures {
            let cell = || row.bytes(column);
            let read = complete
                && self.columns.can_read(column)
                && self.columns.read(column, cell(), &mut room.figures[column]);
            room.read[column] = read;
            all &= read;
        }
        all
    }

    /// Whether those figures of a row could be read that rules name, and some.
    fn is_plain(&self, room: &Room) -> bool {
        let mut figures = self.figures.iter();
        let asked = figures.all(|column| room.read[*column] || !self.asked[*column]);
        asked && self.figures.iter().any(|column| room.read[*column])
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
    fn total_name(&self, row: &RawRow<'_>, room: &mut Room) -> Option<TotalName> {
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
    fn is_named(&self, row: &RawRow<'_>) -> bool {
        let text = row.text(0);
        let key = text.trim();
        let spaced = |name: &&str| is_spaced_form(key, name);
        self.named.has(key) || (!key.is_ascii() && self.named.names().any(|name| spaced(&name)))
    }

    /// What a row is alike in with others: what its texts are, as far as rules
    /// ask, whether they say that it sums up others, and which of its figures
    /// are percentages.
    fn sign(&self, row: &RawRow<'_>, sums_up: bool, room: &mut Room) {
        let said = || {
            let text = row.text(0);
            self.said.iter().any(|name| same_name(name, text.trim()))
        };
        room.signature.clear();
        room.signature.push(match (sums_up, said()) {
            (false, false) => 0,
            (true, false) => SUMS_UP,
            (false, true) => super::named::SAID,
            (true, true) => SUMS_UP | super::named::SAID,
        });
        for &column in &self.texts {
            let class = self.named.class(row.text(column).trim());
            room.signature.extend(class.to_le_bytes());
        }
        for &column in &self.figures {
            let percent = room.read[column] && room.figures[column].look.percent;
            room.signature.push(u8::from(percent));
        }
    }
}
