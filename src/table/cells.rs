//! A row's line with the places of its cells, in one piece of memory: a table
//! holds many. What else is to be known of a few cells stands beside it.

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

/// What a cell holds, in so far as its text does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// No figure: nothing, or what no figure is looked for in.
    Nothing,
    /// A mark of a figure that there is none of.
    NotApplicable,
    /// A mark of one that is not published.
    Withheld,
    /// A plain print in the unit of its column, which is read anew when it is
    /// asked for.
    Plain,
    /// The same with a percent sign.
    Percent,
    /// What was read, which is kept beside.
    Read,
}

impl Holds {
    const ALL: [Holds; 6] = [
        Holds::Nothing,
        Holds::NotApplicable,
        Holds::Withheld,
        Holds::Plain,
        Holds::Percent,
        Holds::Read,
    ];
}

/// The first byte of ideographs and all letters above: no white space begins so.
const WIDE: u8 = 0xE4;

/// The bits of a number that one character takes.
const BITS: u32 = 7;

/// A line, where its cells stand in it and what each holds.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The line, and behind it three numbers a cell: where it starts, where it
    /// ends, and what it holds. Their digits are characters of seven bits, as
    /// many for each place as the length of the line takes.
    packed: Box<str>,
    length: u32,
}

impl Line {
    /// A line with its cells and what they hold.
    pub(super) fn new(text: &str, cells: impl ExactSizeIterator<Item = (u32, u32, Holds)>) -> Line {
        let digits = digits(text.len());
        let mut packed = String::with_capacity(text.len() + cells.len() * (2 * digits + 1));
        packed.push_str(text);
        for (start, end, holds) in cells {
            for place in [start, end] {
                let of = |digit: usize| place.checked_shr(digit as u32 * BITS).unwrap_or(0);
                packed.extend((0..digits).map(|digit| char::from((of(digit) & 0x7F) as u8)));
            }
            packed.push(char::from(holds as u8));
        }
        Line {
            length: u32::try_from(text.len()).unwrap_or(u32::MAX),
            packed: packed.into(),
        }
    }

    /// The line.
    pub(super) fn text(&self) -> &str {
        self.packed.get(..self.length as usize).unwrap_or_default()
    }

    /// The memory that it takes beside itself, in bytes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.packed.len()
    }

    /// How many cells there are.
    pub(super) fn cells(&self) -> usize {
        let length = self.length as usize;
        (self.packed.len() - length) / (2 * digits(length) + 1)
    }

    /// The bytes of the line that a cell takes.
    pub(super) fn span(&self, index: usize) -> Option<Range<usize>> {
        match self.record(index)? {
            [start, end, _] => Some(usize::from(*start)..usize::from(*end)),
            places => {
                let (start, end) = places[..places.len() - 1].split_at(places.len() / 2);
                Some(number(start)..number(end))
            }
        }
    }

    /// What a cell holds.
    pub(super) fn holds(&self, index: usize) -> Option<Holds> {
        let holds = *self.record(index)?.last()?;
        Holds::ALL.get(usize::from(holds)).copied()
    }

    /// A cell's text without the white space around it: keys are compared so often
    /// that the commonest cells are not looked through for it.
    pub(super) fn trimmed(&self, index: usize) -> Option<&str> {
        let text = self.slice(index)?;
        let bytes = text.as_bytes();
        let is_seen = |byte: u8| byte.is_ascii_graphic() || byte >= WIDE;
        let begins = bytes.first().is_some_and(|first| is_seen(*first));
        let ends = match bytes {
            [.., last] if last.is_ascii() => is_seen(*last),
            // A letter of three bytes.
            [.., first, _, _] => *first >= WIDE,
            _ => false,
        };
        match begins && ends {
            true => Some(text),
            false => Some(text.trim()),
        }
    }

    /// A cell's text, as it stands in the line.
    pub(super) fn slice(&self, index: usize) -> Option<&str> {
        self.span(index).and_then(|span| self.packed.get(span))
    }

    /// The same line with cells that hold no figures.
    pub(super) fn without_figures(&self) -> Line {
        let places: Vec<(u32, u32, Holds)> = (0..self.cells())
            .filter_map(|index| self.span(index))
            .map(|span| (span.start as u32, span.end as u32, Holds::Nothing))
            .collect();
        Line::new(self.text(), places.into_iter())
    }

    /// The numbers of a cell.
    fn record(&self, index: usize) -> Option<&[u8]> {
        let length = self.length as usize;
        let size = 2 * digits(length) + 1;
        let start = length + index.checked_mul(size)?;
        self.packed.as_bytes().get(start..start + size)
    }
}

/// How many digits a place in a line of so many bytes takes.
fn digits(length: usize) -> usize {
    match length {
        0..=0x7F => 1,
        0x80..=0x3FFF => 2,
        0x4000..=0x1F_FFFF => 3,
        _ => 5,
    }
}

/// A number from its digits, the lowest first.
fn number(digits: &[u8]) -> usize {
    let digits = digits.iter().rev();
    digits.fold(0, |number, digit| number << BITS | usize::from(*digit))
}

#[cfg(test)]
mod tests {
    use super::{Holds, Line};
    use proptest::prelude::*;

    proptest! {
        /// A line gives back what it was made of, however long it is.
        #[test]
        fn a_line_gives_back_its_cells(
            cells in prop::collection::vec(("[0-9a-z件é \u{3000}\u{a0}\u{2003}]{0,40}", 0_usize..6), 0..30),
            longer in prop::sample::select(vec![0, 100, 127, 128, 16_000, 17_000, 2_100_000]),
        ) {
            let mut text = String::new();
            let mut places = Vec::new();
            for (cell, holds) in &cells {
                let start = text.len() as u32;
                text.push_str(cell);
                places.push((start, text.len() as u32, Holds::ALL[*holds]));
                text.push(',');
            }
            let start = text.len() as u32;
            text.push_str(&"x".repeat(longer));
            places.push((start, text.len() as u32, Holds::Read));
            let line = Line::new(&text, places.clone().into_iter());
            prop_assert_eq!(line.text(), text.as_str());
            prop_assert_eq!(line.cells(), places.len());
            for (index, (start, end, holds)) in places.iter().enumerate() {
                let span = *start as usize..*end as usize;
                prop_assert_eq!(line.slice(index), text.get(span.clone()));
                prop_assert_eq!(line.trimmed(index), line.slice(index).map(str::trim));
                prop_assert_eq!(line.span(index), Some(span));
                prop_assert_eq!(line.holds(index), Some(*holds));
            }
            prop_assert_eq!(line.span(places.len()), None);
            let bare = line.without_figures();
            prop_assert_eq!(bare.text(), text.as_str());
            prop_assert!((0..places.len()).all(|index| bare.holds(index) == Some(Holds::Nothing)));
            prop_assert_eq!(bare.slice(places.len() - 1), line.slice(places.len() - 1));
        }
    }
}
