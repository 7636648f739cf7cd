//! Numbers and ranges as messages show them, in a figure's own notation.

use crate::check::{Mark, Mismatch};
use crate::figure::exact::show;
use crate::figure::{End, Figure, Range, Rat};
use num_traits::{Signed, Zero};

/// Decimal places beyond a figure's own at which a computed number is cut.
const MORE_PLACES: u32 = 2;

/// How a finding's numbers are written: like the figure it is about.
pub struct Style<'a> {
    figure: Option<&'a Figure>,
}

impl<'a> Style<'a> {
    /// Like the first of some cells that holds a figure.
    pub fn of(primary: &'a Mark, related: &'a [Mark]) -> Style<'a> {
        let figure = [primary]
            .into_iter()
            .chain(related)
            .find_map(|mark| mark.figure.as_ref());
        Style { figure }
    }

    /// Like a figure.
    pub fn like(figure: &'a Figure) -> Style<'a> {
        Style {
            figure: Some(figure),
        }
    }

    /// Whether numbers are written as rates.
    pub fn is_rate(&self) -> bool {
        self.figure
            .is_some_and(|figure| figure.unit.as_ref().is_some_and(|unit| unit.is_pure()))
    }

    /// A number; computed ones get two places more than the figure.
    pub fn number(&self, value: &Rat) -> String {
        match self.figure {
            Some(figure) => {
                let own = figure.value.map_or(0, |value| value.scale());
                let shown = |more: u32| figure.show_like(value, own + more).text;
                // A small number must not look like none.
                let shows =
                    |text: &String| value.is_zero() || text.contains(|c| ('1'..='9').contains(&c));
                let finer = [MORE_PLACES, 2 * MORE_PLACES, 4 * MORE_PLACES].map(shown);
                finer
                    .into_iter()
                    .find(shows)
                    .unwrap_or_else(|| shown(8 * MORE_PLACES))
            }
            None => show(value, 4).text,
        }
    }

    /// A number that stands beside the print, without its unit's percent sign
    /// where `points` says so.
    pub fn size(&self, value: &Rat) -> String {
        let text = self.number(&value.abs());
        text.trim_end_matches(['%', '％', '‰']).to_owned()
    }

    /// A range with its open and closed ends.
    pub fn range(&self, range: &Range) -> String {
        if let Some(value) = range.is_point() {
            return self.number(value);
        }
        let low = match &range.lo {
            End::Free => "(−∞".to_owned(),
            End::Open(value) => format!("({}", self.number(value)),
            End::Closed(value) => format!("[{}", self.number(value)),
        };
        let high = match &range.hi {
            End::Free => "∞)".to_owned(),
            End::Open(value) => format!("{})", self.number(value)),
            End::Closed(value) => format!("{}]", self.number(value)),
        };
        format!("{low}, {high}")
    }
}

/// Whether a mismatch shows ranges: where either side leaves a choice.
pub fn has_slack(mismatch: &Mismatch) -> bool {
    [&mismatch.left.range, &mismatch.right.range]
        .into_iter()
        .flatten()
        .any(|range| range.is_point().is_none())
}
