//! A figure that a text says: its print, its unit, its range, and the words
//! that it stands among.

use crate::figure::{Figure, Rat, Unit};
use std::ops::Range;

/// A figure in a text. Spans are in characters of the text.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// The number with its hedges, its multiplier and its unit.
    pub span: Range<usize>,
    /// The number with its hedges and its multiplier, and the sign of its
    /// currency; with `%` where that follows.
    pub number: Range<usize>,
    /// What its print allows.
    pub figure: Figure,
    /// The unit as printed behind it; empty where there is none.
    pub unit: String,
    /// Whether it stands in brackets that close in its sentence.
    pub depth: u8,
    /// Whether it is a small number spelled in one word: 三个, seven.
    pub spelled: bool,
    /// The number of its sentence in the text.
    pub sentence: usize,
    /// Its words: what stands before it, from the last sign that parts clauses
    /// or the figure before it.
    pub lead: Range<usize>,
    /// What stands behind it up to the next such sign or figure.
    pub tail: Range<usize>,
}

impl Said {
    /// Whether it is printed in hundredths.
    pub(super) fn is_percent(&self) -> bool {
        let unit = self.figure.unit.as_ref();
        unit.is_some_and(Unit::is_percent) && !self.is_points()
    }

    /// Whether it counts points between percentages.
    pub(crate) fn is_points(&self) -> bool {
        self.unit.contains('点')
            || self.unit.contains('点')
            || self.unit.contains("point")
            || self.unit == "pp"
    }

    /// Whether it counts how many times something is something else.
    pub(super) fn is_multiple(&self) -> bool {
        matches!(self.unit.as_str(), "倍" | "times" | "fold" | "-fold")
    }

    /// Whether it is an amount of something: no share and no multiple.
    pub(super) fn is_amount(&self) -> bool {
        !self.figure.is_pure() || self.unit.is_empty()
    }

    /// How many of its last printed place it is: the fewer, the likelier another
    /// number comes out as it by chance.
    pub(super) fn steps(&self) -> Rat {
        &self.figure.nominal / &self.figure.step
    }

    /// Whether another amount may be added to it.
    pub(crate) fn adds_to(&self, other: &Said) -> bool {
        let own = self.figure.unit.as_ref().map(|unit| &unit.bases);
        let others = other.figure.unit.as_ref().map(|unit| &unit.bases);
        self.is_amount() && other.is_amount() && own == others
    }
}

/// So many figures are looked at on each side of one.
const AROUND: usize = 8;

/// The figures around one, in its sentence and so many before it: those of its own
/// first, the nearest of them first.
pub(super) fn around(figures: &[Said], figure: usize, sentences: usize) -> Vec<usize> {
    let sentence = figures[figure].sentence;
    let near = (figure.saturating_sub(AROUND)..figures.len()).take(2 * AROUND);
    let mut near: Vec<usize> = near
        .filter(|other| {
            let own = figures[*other].sentence;
            *other != figure && own <= sentence && own + sentences >= sentence
        })
        .collect();
    near.sort_by_key(|other| (figures[*other].sentence != sentence, other.abs_diff(figure)));
    near
}

/// What stands where digits do and is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoFigure {
    /// A year, a month, a day.
    Date,
    /// The time of a day.
    Clock,
    /// A place in an order: 第24次, 21st.
    Ordinal,
    /// The number of a document, an article, a case: 〔2014〕113号, No. 7.
    Document,
    /// A telephone number, a post code.
    Phone,
    /// A name that has digits in it: 12345热线, H5, A320.
    Name,
    /// From one number to another: 3至5年.
    Span,
    /// One number against another: 3:2.
    Ratio,
    /// A length of time or an age.
    Duration,
    /// A number without a unit.
    Bare,
    /// Something that could not be read as a figure.
    Unreadable,
}
