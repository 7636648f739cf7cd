//! The rows of a table by what stands in one of its columns: looked up once for
//! all rules that select rows by a text.

use super::row::TableRow;
use std::collections::HashMap;
use std::iter::successors;

/// The numbers of rows by the text of a column.
#[derive(Clone, Debug, Default)]
pub(super) struct TextIndex {
    /// The first row of each text, and the last one.
    ends: HashMap<Box<str>, (u32, u32)>,
    /// For each row the next one of its text; itself for the last.
    next: Vec<u32>,
}

impl TextIndex {
    /// Of a column; `None` of more rows than are numbered.
    pub(super) fn of(rows: &[TableRow], column: usize) -> Option<TextIndex> {
        let count = u32::try_from(rows.len()).ok()?;
        let mut index = TextIndex {
            ends: HashMap::new(),
            next: (0..count).collect(),
        };
        for (row, number) in rows.iter().zip(0..count) {
            let text = row.text(column);
            match index.ends.get_mut(text) {
                Some((_, last)) => {
                    index.next[*last as usize] = number;
                    *last = number;
                }
                None => {
                    index.ends.insert(text.into(), (number, number));
                }
            }
        }
        Some(index)
    }

    /// The rows with a text, in their order.
    pub(super) fn rows(&self, text: &str) -> impl Iterator<Item = usize> {
        let first = self.ends.get(text).map(|(first, _)| *first);
        let after = move |row: &u32| Some(self.next[*row as usize]).filter(|next| next != row);
        successors(first, after).map(|row| row as usize)
    }
}
