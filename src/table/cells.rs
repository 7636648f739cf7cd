//! The cells of a row: where each stands in the row's text, and what else is to
//! be known of the few that are not just what stands there.

use std::collections::BTreeMap;
use std::ops::Range;

/// A cell as it stands in its row.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Where it stands in its row's text.
    pub(super) start: u32,
    pub(super) end: u32,
    /// The cell of the file that it is a part of, where that holds two figures.
    pub(super) part_of: Option<u32>,
    /// Its text, where quotes stood within it that are undone.
    pub(super) unquoted: Option<Box<str>>,
}

impl Cell {
    /// Its text in that of its row, quotes undone.
    pub(super) fn text<'a>(&'a self, row: &'a str) -> &'a str {
        match &self.unquoted {
            Some(text) => text,
            None => row.get(self.span()).unwrap_or_default(),
        }
    }

    /// The bytes of its row that it takes.
    fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The cells of a row, as small as they can be: tables hold many.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    spans: Box<[(u32, u32)]>,
    /// The cells that are parts of others, or have quotes within.
    #[allow(
        clippy::box_collection,
        reason = "few rows have any: a pointer is smaller"
    )]
    others: Option<Box<BTreeMap<usize, Cell>>>,
}

impl Cells {
    pub(super) fn new(cells: Vec<Cell>) -> Cells {
        let spans = cells.iter().map(|cell| (cell.start, cell.end)).collect();
        let others = cells.into_iter().enumerate();
        let others: BTreeMap<usize, Cell> = others
            .filter(|(_, cell)| cell.part_of.is_some() || cell.unquoted.is_some())
            .collect();
        Cells {
            spans,
            others: (!others.is_empty()).then(|| Box::new(others)),
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Takes a text for the first one that does not stand there.
    pub(super) fn call_first(&mut self, text: &str) {
        let Some((start, end)) = self.spans.first().copied() else {
            return;
        };
        let others = self.others.get_or_insert_default();
        let first = others.entry(0).or_insert(Cell {
            start,
            end,
            part_of: None,
            unquoted: None,
        });
        first.unquoted = Some(text.into());
    }

    /// The bytes of the row that a cell takes.
    pub(super) fn span(&self, index: usize) -> Option<Range<usize>> {
        let (start, end) = self.spans.get(index)?;
        Some(*start as usize..*end as usize)
    }

    /// The text of a cell in that of its row, quotes undone.
    pub(super) fn text<'a>(&'a self, index: usize, row: &'a str) -> Option<&'a str> {
        match self.other(index) {
            Some(cell) => Some(cell.text(row)),
            None => Some(row.get(self.span(index)?).unwrap_or_default()),
        }
    }

    /// The cell of the file that one is a part of.
    pub(super) fn part_of(&self, index: usize) -> Option<usize> {
        Some(self.other(index)?.part_of? as usize)
    }

    fn other(&self, index: usize) -> Option<&Cell> {
        self.others.as_ref()?.get(&index)
    }
}
