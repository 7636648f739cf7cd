//! Numbers and ranges as messages show them, in a figure's own notation.

use crate::figure::exact::{NumberText, int, pow10, scaled, show, show_towards};
use crate::figure::{End, Figure, Range, Rat, Unit};
use crate::finding::{Detail, Finding, Mismatch, Side};
use num_traits::Zero;

/// Decimal places beyond a figure's own at which a computed number is cut.
const MORE_PLACES: u32 = 2;
/// Decimal places of numbers that no figure lends its notation.
const PLACES: u32 = 4;
/// Decimal places at which a number may stay zero.
const MOST_PLACES: u32 = 12;

/// Decimal places up to which a number is written as it is.
const SHORT_PLACES: u32 = 6;
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

    /// A number as it is where it ends soon; others get two places more than
    /// the figure, and as many as it takes not to look like zero.
    pub(crate) fn number(&self, value: &Rat) -> String {
        self.number_in(value, &Range::everything(false))
    }

    /// The same, with as many places as it takes to stay within a range.
    fn number_in(&self, value: &Rat, range: &Range) -> String {
        let range = range.clone().with_fractions();
        let stays = |places: &u32| {
            let shown = self.rounded(value, *places, Cut::Nearest);
            !shown.is_zero() && (range.contains(&shown) || range.is_point().is_some())
        };
        let places = (self.places()..MOST_PLACES).find(stays);
        self.cut_to(value, places.unwrap_or(MOST_PLACES), Cut::Nearest)
    }

    /// What the prints make of a side, where its true values can lie.
    pub(crate) fn printed(&self, side: &Side, value: &Rat) -> String {
        match &side.range {
            Some(range) => self.number_in(value, &self.outward(range, self.range_places(range))),
            None => self.number(value),
        }
    }

    /// Whether a number is written as it is.
    pub(crate) fn is_exact(&self, value: &Rat) -> bool {
        self.shown(value, self.ending(), Cut::Nearest).exact
    }

    /// Decimal places of computed numbers.
    fn places(&self) -> u32 {
        match self {
            Style::Like(figure) => figure.value.map_or(0, |value| value.scale()) + MORE_PLACES,
            Style::Percent => MORE_PLACES,
            Style::Plain => PLACES,
        }
    }

    /// Decimal places up to which a number is written as it is.
    fn ending(&self) -> u32 {
        SHORT_PLACES.max(self.places())
    }

    /// A number that is rounded up, or down, where it has too many places;
    /// whether it is as it was.
    pub(crate) fn towards(&self, value: &Rat, up: bool) -> NumberText {
        self.shown(value, self.places(), Cut::towards(up))
    }

    /// A number as it is where it ends soon, else cut to so many places.
    fn cut_to(&self, value: &Rat, places: u32, cut: Cut) -> String {
        let exact = self.shown(value, self.ending(), Cut::Nearest);
        match exact.exact {
            true => exact.text,
            false => self.shown(value, places, cut).text,
        }
    }

    fn shown(&self, value: &Rat, places: u32, cut: Cut) -> NumberText {
        let plain = |value: &Rat| match cut {
            Cut::Nearest => show(value, places),
            Cut::Up | Cut::Down => show_towards(value, places, cut == Cut::Up),
        };
        match (self, cut) {
            (Style::Like(figure), Cut::Nearest) => figure.show_like(value, places),
            (Style::Like(figure), _) => figure.show_towards(value, places, cut == Cut::Up),
            (Style::Percent, _) => {
                let mut shown = plain(&(value * int(100)));
                shown.text.push('%');
                shown
            }
            (Style::Plain, _) => plain(value),
        }
    }

    /// The value that `cut_to` writes.
    fn rounded(&self, value: &Rat, places: u32, cut: Cut) -> Rat {
        if self.is_exact(value) {
            return value.clone();
        }
        let unit = self.unit(places);
        cut.units(&(value / &unit)) * unit
    }

    /// One of the last of so many places.
    fn unit(&self, places: u32) -> Rat {
        let one = match self {
            Style::Like(figure) => figure.printed_unit(),
            Style::Percent => scaled(1, -2),
            Style::Plain => int(1),
        };
        one / Rat::from_integer(pow10(places))
    }

    /// A number as it is: a decimal that ends, or a fraction.
    pub(crate) fn exact(&self, value: &Rat) -> String {
        let places = EXACT_PLACES.max(self.places());
        let shown = self.shown(value, places, Cut::Nearest);
        match (self, shown.exact) {
            (_, true) => shown.text,
            (Style::Percent, false) => format!("({})%", value * int(100)),
            (Style::Like(figure), false) => figure.fraction_like(value),
            (Style::Plain, false) => value.to_string(),
        }
    }

    /// A number that stands beside the print: of percentages only the points,
    /// without the sign or word behind them.
    pub(crate) fn size(&self, value: &Rat) -> String {
        self.points(self.number(&value.abs()))
    }

    /// The same of what is at least so much: never more than it is.
    pub(crate) fn least_size(&self, value: &Rat) -> String {
        self.points(self.bound(&value.abs(), false))
    }

    /// A number that others are not above (`up`), or not below: rounded so
    /// that this stays true, with as many places as it takes not to look like
    /// zero.
    pub(crate) fn bound(&self, value: &Rat, up: bool) -> String {
        let cut = Cut::towards(up);
        let some = |places: &u32| !self.rounded(value, *places, cut).is_zero();
        let places = (self.places()..MOST_PLACES).find(some);
        self.cut_to(value, places.unwrap_or(MOST_PLACES), cut)
    }

    /// The sizes of two numbers of which the second is smaller, and is not
    /// told smaller than it is; with as many places as tell them apart.
    pub(crate) fn sizes(&self, more: &Rat, less: &Rat) -> [String; 2] {
        let (more, less) = (more.abs(), less.abs());
        let apart = |places: &u32| {
            let more = self.rounded(&more, *places, Cut::Nearest);
            !more.is_zero() && self.rounded(&less, *places, Cut::Up) < more
        };
        let places = (self.places()..MOST_PLACES).find(apart);
        let places = places.unwrap_or(MOST_PLACES);
        [(&more, Cut::Nearest), (&less, Cut::Up)]
            .map(|(value, cut)| self.points(self.cut_to(value, places, cut)))
    }

    fn points(&self, mut text: String) -> String {
        if self.is_percent() {
            let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
            text.truncate(digits.len());
        }
        text
    }

    /// A range with its open and closed ends: as they are where they end
    /// soon, else rounded outward.
    pub(crate) fn range(&self, range: &Range) -> NumberText {
        self.range_at(range, self.range_places(range))
    }

    /// The same, of a range that does not meet another one: nor does it as it
    /// is written.
    pub(crate) fn range_beside(&self, range: &Range, other: &Range) -> NumberText {
        let own = self.range_places(range).max(self.range_places(other));
        let apart = |places: &u32| {
            let ends = [range, other].map(|one| self.outward(one, *places));
            ends[0].meet(&ends[1]).is_empty()
        };
        let places = match range.meet(other).is_empty() {
            true => (own..MOST_PLACES).find(apart),
            false => None,
        };
        self.range_at(range, places.unwrap_or(own))
    }

    fn range_at(&self, range: &Range, places: u32) -> NumberText {
        if let Some(value) = range.is_point() {
            return NumberText {
                text: self.number(value),
                exact: self.is_exact(value),
            };
        }
        let written = self.outward(range, places);
        NumberText {
            text: ends(&written, &|value, _| {
                let places = MOST_PLACES.max(self.ending());
                self.shown(value, places, Cut::Nearest).text
            }),
            exact: written == *range,
        }
    }

    /// Decimal places of a range: so many that no end looks like zero.
    fn range_places(&self, range: &Range) -> u32 {
        let some = |places: &u32| {
            let mut values = [&range.lo, &range.hi].into_iter().filter_map(End::value);
            values.all(|value| {
                value.is_zero() || !self.rounded(value, *places, Cut::Nearest).is_zero()
            })
        };
        let places = (self.places()..MOST_PLACES).find(some);
        places.unwrap_or(MOST_PLACES)
    }

    /// A range as it is written: rounded outward where an end does not end soon.
    fn outward(&self, range: &Range, places: u32) -> Range {
        let mut values = [&range.lo, &range.hi].into_iter().filter_map(End::value);
        if range.is_point().is_some() || values.all(|value| self.is_exact(value)) {
            return range.clone();
        }
        let end = |end: &End, cut: Cut| match end.value() {
            None => End::Free,
            Some(value) => {
                let unit = self.unit(places);
                let cut = cut.units(&(value / &unit)) * unit;
                let closed = end.is_closed() || cut != *value;
                End::at(cut, closed)
            }
        };
        Range {
            lo: end(&range.lo, Cut::Down),
            hi: end(&range.hi, Cut::Up),
            whole: range.whole,
        }
    }

    /// A range with its open and closed ends, its numbers as they are.
    pub(crate) fn exact_range(&self, range: &Range) -> String {
        ends(range, &|value, _| self.exact(value))
    }
}

/// How a number that has more places is cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    Nearest,
    Up,
    Down,
}

impl Cut {
    fn towards(up: bool) -> Cut {
        match up {
            true => Cut::Up,
            false => Cut::Down,
        }
    }

    /// A number of units as a whole number of them.
    fn units(self, number: &Rat) -> Rat {
        match self {
            Cut::Nearest => number.round(),
            Cut::Up => number.ceil(),
            Cut::Down => number.floor(),
        }
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
