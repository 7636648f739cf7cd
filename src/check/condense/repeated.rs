//! Which held rows of a long table share their keys with others, and the how
//! manieth of its key each is.

use super::super::options::CheckOptions;
use super::super::pieces::in_pieces;
use crate::rule::Config;
use crate::source::RowReader;
use crate::table::{Layout, TableRow};
use std::collections::{BTreeMap, HashMap};

/// What a piece of the table has of the keys.
struct Piece<'k> {
    times: HashMap<&'k str, u64>,
    /// The held rows, with the how manieth of its key in the piece each is.
    held: Vec<(usize, u64)>,
    failed: bool,
}

/// The rows whose keys others have too, by number among those that are held;
/// `None` where the file cannot be read again.
pub(super) fn keys(
    rows: &[TableRow],
    places: &[u64],
    before: &BTreeMap<u64, u64>,
    (layout, config, options): (&Layout, &Config, &CheckOptions),
) -> Option<HashMap<usize, u64>> {
    let keys: HashMap<&str, ()> = rows.iter().map(|row| (row.key(), ())).collect();
    let work = |reader: &mut RowReader| {
        let mut piece = Piece {
            times: HashMap::new(),
            held: Vec::new(),
            failed: false,
        };
        let mut place = None;
        loop {
            let row = match reader.next_row() {
                Ok(Some(row)) => row,
                Ok(None) => break piece,
                Err(_) => {
                    piece.failed = true;
                    break piece;
                }
            };
            let at = place.map_or_else(|| before.get(&row.offset).copied(), |at: u64| Some(at + 1));
            place = at;
            if let Some((key, ())) = keys.get_key_value(row.text(0).trim()) {
                let times = piece.times.entry(key).or_default();
                *times += 1;
                let held = at.and_then(|at| places.binary_search(&at).ok());
                piece.held.extend(held.map(|row| (row, *times)));
            }
        }
    };
    let mut times: HashMap<&str, u64> = HashMap::new();
    let mut found: HashMap<usize, u64> = HashMap::new();
    let mut failed = false;
    let read = in_pieces(
        layout,
        (config, options),
        work,
        |piece| piece.held.len() * size_of::<(usize, u64)>(),
        |piece| {
            for (row, number) in piece.held {
                let before = times.get(rows[row].key()).copied().unwrap_or(0);
                found.insert(row, before + number);
            }
            for (key, more) in piece.times {
                *times.entry(key).or_default() += more;
            }
            failed = piece.failed;
            !failed
        },
    );
    found.retain(|row, _| times.get(rows[*row].key()).is_some_and(|times| *times > 1));
    (read.is_ok() && !failed).then_some(found)
}
