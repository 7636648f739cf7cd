//! The rows of a table in groups: those with the same texts in some columns are
//! one. A row that has nothing in one of them is in no group.

use super::row::TableRow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The rows of a table in groups, in the order in which the groups begin.
#[derive(Debug, Default)]
pub(crate) struct RowGroups {
    /// The group of each row.
    of_row: Vec<Option<u32>>,
    /// The rows, group by group, each group's in their order.
    rows: Vec<u32>,
    /// Where each group ends among those.
    ends: Vec<usize>,
    /// The groups by their texts.
    by_texts: HashMap<Box<str>, u32>,
}

/// What tells a group from all others: each text with its length, so that none
/// runs over into the next. `None` where one is blank.
fn identity<'t>(texts: impl Iterator<Item = &'t str>, into: &mut String) -> Option<()> {
    into.clear();
    for text in texts {
        if text.is_empty() {
            return None;
        }
        into.push_str(&text.len().to_string());
        into.push(':');
        into.push_str(text);
    }
    Some(())
}

impl RowGroups {
    fn of(rows: &[TableRow], columns: &[usize]) -> RowGroups {
        let mut groups = RowGroups::default();
        let (mut sizes, mut own): (Vec<usize>, String) = (Vec::new(), String::new());
        for row in rows {
            let texts = columns.iter().map(|column| row.text(*column));
            let known = identity(texts, &mut own);
            let group = known.and_then(|()| {
                if let Some(group) = groups.by_texts.get(own.as_str()) {
                    return Some(*group);
                }
                let group = u32::try_from(sizes.len()).ok()?;
                sizes.push(0);
                groups.by_texts.insert(own.as_str().into(), group);
                Some(group)
            });
            if let Some(group) = group {
                sizes[group as usize] += 1;
            }
            groups.of_row.push(group);
        }
        let mut places: Vec<usize> = Vec::with_capacity(sizes.len());
        let mut end = 0;
        for size in sizes {
            places.push(end);
            end += size;
        }
        groups.rows = vec![0; end];
        for (group, row) in groups.of_row.iter().zip(0..) {
            if let Some(group) = group {
                let place = &mut places[*group as usize];
                groups.rows[*place] = row;
                *place += 1;
            }
        }
        groups.ends = places;
        groups
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The group of a row, by number.
    pub(crate) fn of_row(&self, row: usize) -> Option<usize> {
        let group = self.of_row.get(row).copied().flatten();
        group.map(|group| group as usize)
    }

    /// The group with these texts, where none of them is blank and some row has
    /// them.
    pub(crate) fn with<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Option<usize> {
        let mut own = String::new();
        identity(texts, &mut own)?;
        self.by_texts.get(own.as_str()).map(|group| *group as usize)
    }

    /// The rows of a group, in their order.
    pub(crate) fn rows(&self, group: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        let from = group.checked_sub(1).map_or(0, |before| self.ends[before]);
        let rows = &self.rows[from..self.ends[group]];
        rows.iter().map(|row| *row as usize)
    }

    /// How many rows a group has.
    pub(crate) fn size(&self, group: usize) -> usize {
        let from = group.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.ends[group] - from
    }

    /// The first row of each group, in the order of the rows.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter_map(|group| self.rows(group).next())
    }
}

/// The groups of a table's rows that were asked for, by their columns.
#[derive(Debug, Default)]
pub(super) struct KnownGroups {
    known: Mutex<Vec<(Vec<usize>, Arc<RowGroups>)>>,
}

impl Clone for KnownGroups {
    fn clone(&self) -> KnownGroups {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        KnownGroups {
            known: Mutex::new(known.clone()),
        }
    }
}

impl KnownGroups {
    /// The groups by some columns.
    pub(super) fn of(&self, columns: &[usize], rows: &[TableRow]) -> Arc<RowGroups> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, groups)) = known.iter().find(|(by, _)| by == columns) {
            return Arc::clone(groups);
        }
        let groups = Arc::new(RowGroups::of(rows, columns));
        known.push((columns.to_vec(), Arc::clone(&groups)));
        groups
    }
}
