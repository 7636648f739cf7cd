//! Lines that are called alike, among which sums are looked for too.

use super::relation::RelationKind;
use super::side::Side;
use super::view::View;
use super::words;
use std::collections::{BTreeMap, BTreeSet};

/// Of a name so many of the nearest lines are tried.
const NEAR: usize = 300;
/// Of more lines, those are tried that are called as one near by.
const ALL_NAMES: usize = 1_000;
/// So many lines are near by.
const NEAR_BY: usize = 7;

/// Lines that are called alike.
pub(super) struct Alike {
    /// The lines of each name, in order.
    pub groups: Vec<Vec<usize>>,
    /// Which of these each line is in.
    of_line: Vec<Vec<usize>>,
}

impl Alike {
    /// Lines of so many, by their names.
    pub(super) fn of(groups: Vec<Vec<usize>>, lines: usize) -> Alike {
        let mut of_line = vec![Vec::new(); lines];
        for (number, group) in groups.iter().enumerate() {
            for &line in group {
                of_line[line].push(number);
            }
        }
        Alike { groups, of_line }
    }

    /// The lines on one side of a line that are called alike, each from the nearest; of
    /// very many those that are called as it is, or as one near by.
    pub(super) fn beside(&self, (line, side): (usize, Side), near: &[usize]) -> Vec<Vec<usize>> {
        let called = near.iter().take(NEAR_BY).chain([&line]);
        let called = called.flat_map(|line| self.of_line[*line].iter().copied());
        let called: BTreeSet<usize> = match self.of_line.len() > ALL_NAMES {
            true => called.collect(),
            false => (0..self.groups.len()).collect(),
        };
        let on_side = called.into_iter().map(|number| {
            let group = &self.groups[number];
            let at = group.partition_point(|other| *other < line);
            let behind = at + usize::from(group.get(at) == Some(&line));
            match side {
                Side::Before => group[..at].iter().rev().take(NEAR).copied().collect(),
                Side::Behind => group[behind..].iter().take(NEAR).copied().collect(),
            }
        });
        on_side
            .filter(|lines: &Vec<usize>| lines.len() > 1)
            .collect()
    }
}

/// Lines that are called alike: those whose names say that they sum up others,
/// and those whose names end in the same words, as under a header of two lines.
pub(super) fn alike(view: &View, active: &[usize]) -> Vec<Vec<usize>> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &line in active {
        let label = view.labels[line].lines().next().unwrap_or_default();
        let name = label
            .split_whitespace()
            .next_back()
            .unwrap_or_default()
            .to_lowercase();
        if !name.is_empty() {
            by_name.entry(name).or_default().push(line);
        }
        let whole = format!("={}", label.trim().to_lowercase());
        if whole.len() > 1 {
            by_name.entry(whole).or_default().push(line);
        }
    }
    let sums = active.iter().copied();
    let sums = sums
        .filter(|line| words::claims(&view.labels[*line], RelationKind::Sum))
        .collect();
    let few = |lines: &Vec<usize>| lines.len() > 1 && lines.len() < active.len() * 3 / 4;
    by_name.into_values().chain([sums]).filter(few).collect()
}
