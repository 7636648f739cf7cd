//! Numbers and ranges as messages show them, in a figure's own notation.

use crate::figure::exact::{NumberText, int, show, show_towards};
use crate::figure::{End, Figure, Range, Rat, Unit};
use crate::finding::{Detail, Finding, Mismatch, Side};
use num_traits::{Signed, Zero};

/// Decimal places beyond a figure's own at which a computed number is cut.
const MORE_PLACES: u32 = 2;
/// Decimal places of numbers that no figure lends its notation.
const PLACES: u32 = 4;
/// Decimal places at which a number may stay zero.
const MOST_PLACES: u32 = 12;

/// Decimal places up to which a number is written as a decimal where it must
/// be exact; others are fractions.
const EXACT_PLACES: u32 = 8;

/// How a finding's numbers are written.
#[derive(Clone, Copy)]
pub(crate) enum Style<'a> {
    /// Like the figure that they are about.
    Like(&'a Figure),
    /// As rates, since the rule writes them so and no figure does.
    Percent,
    /// As plain numbers.
    Plain,
}

impl<'a> Style<'a> {
    /// For the numbers of a finding: like a figure that is a side of its own,
    /// else like the first figure of the same kind.
    pub(crate) fn of(finding: &'a Finding) -> Style<'a> {
        let marks = || finding.marks();
        let mut figures = marks().filter_map(|mark| mark.figure.as_ref());
        let Detail::Mismatch(mismatch) = &finding.detail else {
            return figures.next().map_or(Style::Plain, Style::Like);
        };
        let texts = [mismatch.left.text.as_str(), mismatch.right.text.as_str()];
        let side = marks()
            .filter(|mark| texts.contains(&mark.name.as_str()))
            .find_map(|mark| mark.figure.as_ref());
        if let Some(figure) = side {
            return Style::Like(figure);
        }
        if !mismatch.rate {
            return figures.next().map_or(Style::Plain, Style::Like);
        }
        let percent = |text: &str| text.contains(['%', '％', '‰']) || text.contains("growth(");
        match figures.find(|figure| figure.is_pure()) {
            Some(figure) => Style::Like(figure),
            None if texts.into_iter().any(percent) => Style::Percent,
            None => Style::Plain,
        }
    }

    /// Like a figure.
    pub(crate) fn like(figure: &'a Figure) -> Style<'a> {
        Style::Like(figure)
    }

    /// Whether numbers are written as rates.
    pub(crate) fn is_rate(&self) -> bool {
        match self {
            Style::Like(figure) => figure.is_rate(),
            Style::Percent => true,
            Style::Plain => false,
        }
    }

    /// Whether numbers are percentages, which are points apart.
    pub(crate) fn is_percent(&self) -> bool {
        match self {
            Style::Like(figure) => figure.unit.as_ref().is_some_and(Unit::is_percent),
            Style::Percent => true,
            Style::Plain => false,
        }
    }

    /// Whether a side is a number as the rule writes it.
    pub(crate) fn is_number(&self, side: &Side) -> bool {
        let digit = |c: char| c.is_ascii_digit();
        let text = side.text.trim_start_matches(['-', '−', ' ']);
        let written = text.starts_with(digit) && !text.contains(' ');
        written && side.printed.is_some()
    }

    /// A number; computed ones get two places more than the figure, and as
    /// many as it takes not to look like zero.
    pub(crate) fn number(&self, value: &Rat) -> String {
        let mut places = self.places();
        loop {
            let text = self.cut(value, places);
            let nonzero = text.contains(|c: char| ('1'..='9').contains(&c));
            if nonzero || value.is_zero() || places >= MOST_PLACES {
                return text;
            }
            places += 1;
        }
    }

    /// Whether a number is written as it is.
    pub(crate) fn is_exact(&self, value: &Rat) -> bool {
        self.towards(value, false).exact
    }

    /// Decimal places of computed numbers.
    fn places(&self) -> u32 {
        match self {
            Style::Like(figure) => figure.value.map_or(0, |value| value.scale()) + MORE_PLACES,
            Style::Percent => MORE_PLACES,
            Style::Plain => PLACES,
        }
    }

    /// A number that is rounded up, or down, where it has too many places;
    /// whether it is as it was.
    pub(crate) fn towards(&self, value: &Rat, up: bool) -> NumberText {
        let places = self.places();
        match self {
            Style::Like(figure) => figure.show_towards(value, places, up),
            Style::Percent => {
                let mut shown = show_towards(&(value * int(100)), places, up);
                shown.text.push('%');
                shown
            }
            Style::Plain => show_towards(value, places, up),
        }
    }

    fn cut(&self, value: &Rat, places: u32) -> String {
        match self {
            Style::Like(figure) => figure.show_like(value, places).text,
            Style::Percent => format!("{}%", show(&(value * int(100)), places).text),
            Style::Plain => show(value, places).text,
        }
    }

    /// A number as it is: a decimal that ends, or a fraction.
    pub(crate) fn exact(&self, value: &Rat) -> String {
        let hundredfold = value * int(100);
        let shown = match self {
            Style::Like(figure) => figure.show_like(value, EXACT_PLACES),
            Style::Percent => show(&hundredfold, EXACT_PLACES),
            Style::Plain => show(value, EXACT_PLACES),
        };
        match (self, shown.exact) {
            (Style::Percent, true) => format!("{}%", shown.text),
            (Style::Percent, false) => format!("({hundredfold})%"),
            (_, true) => shown.text,
            (Style::Like(figure), false) => figure.fraction_like(value),
            (Style::Plain, false) => value.to_string(),
        }
    }

    /// A number that stands beside the print: of percentages only the points,
    /// without the sign or word behind them.
    pub(crate) fn size(&self, value: &Rat) -> String {
        let mut text = self.number(&value.abs());
        if self.is_percent() {
            let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
            text.truncate(digits.len());
        }
        text
    }

    /// A range with its open and closed ends.
    pub(crate) fn range(&self, range: &Range) -> String {
        ends(range, &|value, _| self.number(value))
    }

    /// A range with its open and closed ends, its numbers as they are.
    pub(crate) fn exact_range(&self, range: &Range) -> String {
        ends(range, &|value, _| self.exact(value))
    }
}

/// A range with its open and closed ends; a single value as that. `number`
/// is asked for the lower end (`false`) and the upper.
pub(crate) fn ends(range: &Range, number: &dyn Fn(&Rat, bool) -> String) -> String {
    if let Some(value) = range.is_point() {
        return number(value, false);
    }
    let low = match &range.lo {
        End::Free => "(−∞".to_owned(),
        End::Open(value) => format!("({}", number(value, false)),
        End::Closed(value) => format!("[{}", number(value, false)),
    };
    let high = match &range.hi {
        End::Free => "∞)".to_owned(),
        End::Open(value) => format!("{})", number(value, true)),
        End::Closed(value) => format!("{}]", number(value, true)),
    };
    format!("{low}, {high}")
}

/// The sides of a mismatch whose prints leave a choice, and bound it: what a
/// side is called, and its range.
pub(crate) fn with_slack(mismatch: &Mismatch) -> Vec<(&str, &Range)> {
    [&mismatch.left, &mismatch.right]
        .into_iter()
        .filter_map(|side| Some((side.text.as_str(), side.range.as_ref()?)))
        .filter(|(_, range)| {
            // That a count that is not printed is not below zero is no news.
            let from_zero = range.lo.value().is_none_or(Zero::is_zero);
            let free = from_zero && range.hi == End::Free && !mismatch.unknown.is_empty();
            range.is_point().is_none() && !range.is_free() && !free
        })
        .collect()
}
