//! What a print allows: reads a cell as a figure, with the exact range of true
//! values that may have been printed so.
//!
//! `notation` takes the text apart, `numeral` reads the number in it, `hedge`
//! and `range` know the ranges, `unit` the units; this file puts them together.

mod added;
#[cfg(test)]
mod cases;
pub(crate) mod change;
mod chinese;
mod clock;
mod context;
mod currency;
mod decimals;
mod domain;
mod empty;
pub(crate) mod exact;
mod flags;
mod hedge;
mod in_brackets;
mod lean;
mod notation;
mod numeral;
mod parts;
mod print_style;
mod prints;
mod quick;
mod quick_many;
pub(crate) mod range;
mod rat;
mod rounding;
mod seen;
mod span;
mod stated;
#[cfg(test)]
mod tests;
pub(crate) mod unit;
mod unreadable;
mod words;

use num_integer::Integer;
use num_traits::One;
use rust_decimal::Decimal;

pub(crate) use added::Added;
pub(crate) use context::Context;
pub(crate) use decimals::{Decimals, Multiple, UnknownDecimals, UnknownMultiple};
pub(crate) use domain::{Domain, Floor};
pub(crate) use empty::{EmptyKind, words as empty_words};
pub(crate) use exact::NumberText;
pub(crate) use hedge::{Hedge, words as hedge_words};
pub(crate) use in_brackets::two_figures;
pub(crate) use lean::{LeanColumn, LeanPrint};
pub(crate) use prints::{DecimalSign, Prints, TrailingMinus, Triangle};
pub(crate) use quick::{Look, Plain, Quick, QuickColumn};
pub(crate) use quick_many::QuickMany;
pub use range::Rounding;
pub(crate) use range::{End, Range};
pub(crate) use rat::Rat;
pub(crate) use rounding::{UnknownRounding, ends};
pub(crate) use seen::{GluedLetters, Seen, Signs, look};
pub(crate) use stated::Stated;
pub(crate) use unit::{Unit, UnitBook};
pub(crate) use unreadable::Unreadable;
pub(crate) use words::plain_char;

use decimals::MAX_PLACES;
use hedge::Hedged;
use notation::{Notation, Print};
use print_style::{Around, PrintStyle};

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading {
    /// White space, `..`, 未统计: not reported.
    Blank,
    /// `-`, `N/A`, 不适用: there is no such figure.
    NotApplicable,
    /// `*`, `: c`, 保密: there is a figure, but it is not published.
    Withheld,
    /// Something else, with the reason.
    Unreadable(Box<Unreadable>),
    /// A figure.
    Figure(Box<Figure>),
}

/// A printed figure. Base units are those of the bare base word: 元 where 万元
/// is printed, 1 where % is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// The cell as printed, trimmed.
    pub print: String,
    /// The number as printed with its scale (`86.00` keeps 2), before % or 万;
    /// none when it has more digits than a `Decimal` holds.
    pub value: Option<Decimal>,
    /// The printed number in base units.
    pub nominal: Rat,
    /// One unit of the last known place, in base units.
    pub step: Rat,
    /// The true values that may be printed so, in base units. Whole ranges are
    /// not tightened.
    pub range: Range,
    /// The cell's own unit, else that of its column or row.
    pub unit: Option<Unit>,
    /// What the words around the number say.
    pub hedge: Hedge,
    /// The footnote mark, in plain (half-width) characters.
    pub mark: Option<String>,
    /// The power of ten of the multiplier printed in the cell (万); % is none.
    pub multiplier_exp10: i32,
    /// Things are counted, but the number of them is a fraction.
    pub fractional_count: bool,
    /// What it may be, whatever it prints.
    domain: Domain,
    /// How the range follows from the print.
    basis: RangeBasis,
    /// How to print another value in the same notation.
    style: PrintStyle,
}

/// Where a figure's range comes from.
#[derive(Clone, Debug, PartialEq)]
enum RangeBasis {
    /// The print is the value.
    Exact,
    /// The print was rounded to `step`.
    Rounded,
    /// It was so at random, up or down, so as to protect small counts.
    AtRandom,
    /// A hedge decides: what it allows.
    Hedged(Box<Range>),
}

/// Reads a cell. Never guesses: what is not plainly a figure is unreadable.
pub(crate) fn read(cell: &str, context: &Context) -> Reading {
    match notation::parse(cell, context) {
        Ok(Notation::Empty(kind)) => read_empty(cell, kind, context),
        Ok(Notation::Print(print)) => of_print(*print, context),
        Err(reason) => Reading::Unreadable(Box::new(reason)),
    }
}

/// Reads a cell that is known to print no figure, or none but zero.
pub(crate) fn read_empty(cell: &str, kind: EmptyKind, context: &Context) -> Reading {
    match kind {
        EmptyKind::NotReported => Reading::Blank,
        EmptyKind::NotApplicable => Reading::NotApplicable,
        EmptyKind::Withheld => Reading::Withheld,
        EmptyKind::Zero => of_print(notation::zero(cell.trim()), context),
    }
}

fn of_print(print: Print, context: &Context) -> Reading {
    match figure(print, context) {
        Ok(figure) => Reading::Figure(Box::new(figure)),
        Err(reason) => Reading::Unreadable(Box::new(reason)),
    }
}

/// Puts the parts of a print together.
fn figure(mut print: Print, context: &Context) -> Result<Figure, Unreadable> {
    if let Some(high) = print.upto.take() {
        return between(print, *high, context);
    }
    let multiplier_exp10 = print.numeral.exp10;
    if print.unit.is_none()
        && multiplier_exp10 != 0
        && let Some(unit) = context.unit
        && let Some(bare) = context.units.without_multiplier(unit)
    {
        return Err(two_multipliers(&print, &bare, &unit.text));
    }
    let mut unit = print.unit.clone().or_else(|| context.unit.cloned());
    if let Some(unit) = unit.as_ref().filter(|_| context.prints.durations)
        && print.unit.is_some()
        && print.numeral.clock.is_none()
        && print.numeral.exp10 == 0
        && let Some(parts) = clock::one_part(unit, &print.suffix)
    {
        print.numeral.clock = Some(parts);
        print.suffix.clear();
    }
    let clock = print.numeral.clock.clone().map(|parts| {
        let (clock, own) = clock::of(parts, context.unit);
        unit = Some(own);
        clock
    });
    let exponent = print
        .numeral
        .exponent
        .as_ref()
        .map_or(0, |(exp10, _)| *exp10);
    let unit_exp10 = unit.as_ref().map_or(0, |unit| unit.exp10);
    let exp10 = multiplier_exp10 + exponent + unit_exp10;
    let mantissa = mantissa(&print);
    let places = print.numeral.places;
    let one = clock
        .as_ref()
        .map_or_else(|| exact::int(1), |clock| clock.last.clone());
    let nominal = exact::scaled(mantissa.clone(), exp10 - signed(places)) * &one;

    let counts = counts(unit.as_ref(), context);
    let known = known_of(unit.as_ref(), context);
    let step = match known {
        Some(Decimals::Places(n)) => exact::scaled(1, exp10 - n.clamp(-MAX_PLACES, MAX_PLACES)),
        Some(Decimals::Multiple(multiple)) => multiple.value() * exact::scaled(1, exp10),
        _ => exact::scaled(1, exp10 - signed(places)),
    };
    // What was rounded to a multiple counts things where, printed exactly, it would.
    let plain = context.whole.is_none() && unit.is_none() && step.is_integer();
    let counted = plain && matches!(known, Some(Decimals::Multiple(_)));
    let whole = (counts || counted) && nominal.is_integer();
    let value = (&nominal, whole);
    let basis = basis(&print, (unit.as_ref(), &one), exp10, value, known, context);
    let around = Around {
        decimal: context.prints.decimal,
        separator: print.numeral.separator,
        lakh: print.numeral.lakh,
        minus: print.minus,
        currency: print.currency,
        suffix: print.suffix,
        clock,
    };
    let mut figure = Figure {
        value: decimal(&mantissa, places),
        range: Range::everything(whole),
        nominal,
        step: step * one,
        hedge: print.hedge,
        multiplier_exp10,
        fractional_count: counts && !whole,
        domain: Domain { whole, floor: None },
        basis,
        style: PrintStyle::new(places, exp10, around),
        mark: print.mark,
        print: print.text,
        unit,
    };
    let counting = figure.unit.as_ref().is_some_and(|unit| unit.counting);
    let floor = counting.then_some(Floor::Counted);
    figure.keep_within(Domain { whole, floor }, context.rounding);
    Ok(figure)
}

/// A range of two prints, both ends included. What the second says of scale
/// and unit it says for both: `12-15万件`.
fn between(mut low: Print, mut high: Print, context: &Context) -> Result<Figure, Unreadable> {
    if low.unit.is_none() && low.numeral.exp10 == 0 {
        low.unit.clone_from(&high.unit);
        low.numeral.exp10 = high.numeral.exp10;
    }
    let found = unreadable::excerpt(&low.text);
    let span = Unreadable::Span { at: 1, found };
    high.text.clone_from(&low.text);
    high.mark.clone_from(&low.mark);
    let (low, mut figure) = (self::figure(low, context)?, self::figure(high, context)?);
    let alike =
        low.unit.as_ref().map(|unit| &unit.bases) == figure.unit.as_ref().map(|unit| &unit.bases);
    if !alike || low.nominal > figure.nominal {
        return Err(span);
    }
    let range = Range {
        lo: End::Closed(low.nominal.clone()),
        hi: End::Closed(figure.nominal.clone()),
        whole: low.range.whole && figure.range.whole,
    };
    figure.nominal = match range.whole {
        true => exact::half(&(low.nominal + figure.nominal)).floor(),
        false => exact::half(&(low.nominal + figure.nominal)),
    };
    figure.hedge = Hedge::Between;
    figure.domain.whole = range.whole;
    figure.basis = RangeBasis::Hedged(Box::new(range));
    figure.keep_within(figure.domain, context.rounding);
    figure.value = None;
    Ok(figure)
}

/// The power of ten of the place that a hedge counts in: the last printed one
/// after a point, otherwise the last that is not zero.
fn last_nonzero_place(digits: &str, places: u32) -> i32 {
    let significant = digits.trim_end_matches('0').len();
    if places > 0 || significant == 0 {
        return -signed(places);
    }
    i32::try_from(digits.len() - significant).unwrap_or(MAX_PLACES)
}

/// Whether whole things are counted. A share (%) is no count of things,
/// whatever its column says.
fn counts(unit: Option<&Unit>, context: &Context) -> bool {
    let counting = unit.is_some_and(|unit| unit.counting);
    context.whole.unwrap_or(counting) && unit.is_none_or(|unit| unit.exp10 >= 0)
}

/// How far a figure of this unit is known, where that is said. A rate is not
/// meant by what is said of all figures of a report.
fn known_of(unit: Option<&Unit>, context: &Context) -> Option<Decimals> {
    let rate = unit.is_some_and(Unit::is_rate);
    context.decimals.filter(|known| match known {
        Decimals::Multiple(multiple) => !(rate && multiple.everywhere),
        Decimals::Places(_) | Decimals::Exact => true,
    })
}

/// Where the range comes from; of the unit and what one of its last part is, of
/// the number in base units, and whether it is whole.
fn basis(
    print: &Print,
    (unit, one): (Option<&Unit>, &Rat),
    exp10: i32,
    (value, whole): (&Rat, bool),
    known: Option<Decimals>,
    context: &Context,
) -> RangeBasis {
    if print.hedge != Hedge::None {
        let place = last_nonzero_place(&print.numeral.digits, print.numeral.places);
        let unit = &(exact::scaled(1, place + exp10) * one);
        let allowed = Hedged { value, unit, whole }.range(print.hedge);
        return RangeBasis::Hedged(Box::new(allowed));
    }
    if print.zero_word || known == Some(Decimals::Exact) {
        return RangeBasis::Exact;
    }
    // A multiplier, in the cell or in the unit, means that lower places are not printed.
    let last_place = print.numeral.places == 0 && exp10 == 0;
    let plain_integer =
        last_place && print.numeral.clock.is_none() && print.numeral.exponent.is_none();
    let counted = match context.whole {
        Some(whole) => whole,
        None => unit.is_none_or(|unit| unit.counting),
    };
    if plain_integer && counted && known.is_none() {
        RangeBasis::Exact
    } else if matches!(known, Some(Decimals::Multiple(multiple)) if multiple.at_random) {
        RangeBasis::AtRandom
    } else {
        RangeBasis::Rounded
    }
}

fn mantissa(print: &Print) -> Rat {
    let digits = &print.numeral.digits;
    let digits = match digits.parse::<i64>() {
        Ok(digits) => Rat::whole(digits),
        Err(_) => Rat::from_integer(digits.parse().unwrap_or_default()),
    };
    if print.negative { -digits } else { digits }
}

fn decimal(mantissa: &Rat, places: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(mantissa.to_i128()?, places).ok()
}

fn signed(places: u32) -> i32 {
    i32::try_from(places).unwrap_or(i32::MAX)
}

/// `11.7万` under 万元: the two things that it may mean.
fn two_multipliers(print: &Print, bare: &str, column: &str) -> Unreadable {
    let latin = |unit: &str| unit.starts_with(|c: char| c.is_ascii_alphabetic());
    let joined = |unit: &str| {
        let space = if latin(unit) { " " } else { "" };
        unreadable::excerpt(&format!("{}{space}{unit}", print.text))
    };
    Unreadable::TwoMultipliers {
        unit: unreadable::excerpt(column),
        plain: joined(bare),
        multiplied: joined(column),
    }
}

impl Figure {
    /// Whether it has a unit that is a mere factor: 86%, 3‰, 2.5倍.
    pub(crate) fn is_pure(&self) -> bool {
        self.unit.as_ref().is_some_and(Unit::is_pure)
    }

    /// Whether it is a part of one: 86%, 3‰; but 2.5倍 is a plain number.
    pub(crate) fn is_rate(&self) -> bool {
        self.unit.as_ref().is_some_and(Unit::is_rate)
    }

    /// Whether it is a rate that is printed in less than whole percent (‰ …).
    pub(crate) fn is_rough_rate(&self) -> bool {
        let unit = self.unit.as_ref().filter(|unit| unit.is_rate());
        unit.is_some_and(|unit| self.step > exact::scaled(1, unit.exp10))
    }

    /// Whether its print gives it in tens or more: 0.1万, 9E1.
    pub(crate) fn is_in_tens(&self) -> bool {
        self.step > Rat::one()
    }

    /// Whether it is one or less in size, and printed in less than hundredths.
    pub(crate) fn is_in_tenths_of_one(&self) -> bool {
        self.nominal.abs() <= Rat::one() && self.step > exact::scaled(1, -2)
    }

    /// Whether its print is finer than it is said to be known: `1234` where it
    /// was rounded to thousands, `47` where it was to fives. Zeros are not: they
    /// only fill the places.
    pub(crate) fn is_unrounded(&self) -> bool {
        self.is_rounded() && !(&self.nominal / &self.step).is_integer()
    }

    /// Whether it was rounded at random, up or down.
    pub(crate) fn is_at_random(&self) -> bool {
        self.basis == RangeBasis::AtRandom
    }

    /// Whether its print was rounded to its step, one way or another.
    fn is_rounded(&self) -> bool {
        matches!(self.basis, RangeBasis::Rounded | RangeBasis::AtRandom)
    }

    /// What it is said to be rounded to, at its printed scale.
    pub(crate) fn rounded_to(&self) -> String {
        self.show_like(&self.step, 30).text
    }

    /// Takes it for one that may be this and nothing else, as far as its print
    /// leaves that open.
    pub(crate) fn keep_within(&mut self, domain: Domain, rounding: Rounding) {
        self.domain.floor = domain.floor;
        if let RangeBasis::Hedged(allowed) = &self.basis
            && domain.whole
            && self.nominal.is_integer()
        {
            let of_whole = Range {
                whole: true,
                ..allowed.as_ref().clone()
            };
            self.domain.whole |= !of_whole.is_empty();
        }
        self.range = self.range_under(rounding);
    }

    /// Whether its print leaves it a value below zero, or a hedge does.
    pub(crate) fn is_open(&self) -> bool {
        match self.basis {
            RangeBasis::Hedged(_) => true,
            RangeBasis::Exact => false,
            RangeBasis::Rounded | RangeBasis::AtRandom => {
                self.nominal < self.step && !self.nominal.is_negative()
            }
        }
    }

    /// Whether its print is no number but a code for many, as where small counts
    /// are hidden: `<5`, `1-4`, `250+`.
    pub(crate) fn is_code(&self) -> bool {
        let signs = ['<', '＜', '≤', '≦', '>', '＞', '≥', '≧'];
        let coded = self.print.starts_with(signs) || self.print.ends_with(['+', '＋']);
        self.hedge == Hedge::Between || (self.hedge != Hedge::None && coded)
    }

    /// The decimal sign that it was read with.
    pub(crate) fn decimal(&self) -> DecimalSign {
        self.style.around().decimal
    }

    /// Whether it can be a whole number only, whatever it prints.
    pub(crate) fn is_whole(&self) -> bool {
        self.domain.whole
    }

    /// The same print, rounded by another mode.
    pub(crate) fn rounded_by(&self, mode: Rounding) -> Figure {
        Figure {
            range: self.range_under(mode),
            ..self.clone()
        }
    }

    /// The range of the same print under another rounding mode.
    pub(crate) fn range_under(&self, mode: Rounding) -> Range {
        self.domain
            .narrowed(self.allowed_under(mode), &self.nominal)
    }

    /// The same by its print alone, whether it can be below zero or not.
    pub(crate) fn allowed_under(&self, mode: Rounding) -> Range {
        let whole = self.domain.whole;
        match &self.basis {
            RangeBasis::Hedged(allowed) => Range {
                whole,
                ..allowed.as_ref().clone()
            },
            RangeBasis::Exact => Range {
                whole,
                ..Range::exact(self.nominal.clone())
            },
            RangeBasis::Rounded | RangeBasis::AtRandom => {
                let mode = match self.basis {
                    RangeBasis::AtRandom => Rounding::Any,
                    _ => mode,
                };
                let last_digit = || (self.nominal.abs() / &self.step).to_integer();
                let odd = mode == Rounding::HalfEven && last_digit().is_odd();
                let range = Range::of_rounding(&self.nominal, &self.step, mode, odd);
                Range { whole, ..range }
            }
        }
    }

    /// A value in base units as this figure's notation would print it: as many
    /// places, the same % or 万 and unit; rounded half away from zero.
    pub(crate) fn reprint(&self, value: &Rat) -> String {
        let steps = value / &self.step;
        let printed = exact::scaled(1, self.style.exp10 - signed(self.style.places));
        let coarse = self.is_rounded() && self.step > printed;
        match coarse && !steps.is_integer() {
            true => self.reprint_finer(&(steps.round() * &self.step), 0),
            false => self.reprint_finer(value, 0),
        }
    }

    /// The same with so many places more than this figure's own.
    pub(crate) fn reprint_finer(&self, value: &Rat, more_places: u32) -> String {
        let places = self.style.places.saturating_add(more_places);
        self.style.print(value, places)
    }

    /// A value in base units in this figure's notation, to the place of 10 to
    /// the power of `place` in base units.
    pub(crate) fn reprint_to(&self, value: &Rat, place: i32) -> String {
        let places = self.style.exp10.saturating_sub(place);
        self.style.print(value, u32::try_from(places).unwrap_or(0))
    }

    /// The power of ten that one unit of the last known place is.
    pub(crate) fn last_place(&self) -> i32 {
        exact::place_of(&self.step)
    }

    /// A value in base units at this figure's printed scale (%, 万 and the
    /// cell's own unit), exact if it ends within `max_places`.
    pub(crate) fn show_like(&self, value: &Rat, max_places: u32) -> NumberText {
        self.style
            .with_suffix(value, |value| exact::show(value, max_places))
    }

    /// As `show_like`, but a value that has more places is rounded up, or down.
    pub(crate) fn show_towards(&self, value: &Rat, max_places: u32, up: bool) -> NumberText {
        let towards = |value: &Rat| exact::show_towards(value, max_places, up);
        self.style.with_suffix(value, towards)
    }

    /// What one of the number before % and 万 is in base units.
    pub(crate) fn printed_unit(&self) -> Rat {
        self.style.unit()
    }

    /// A value in base units as a fraction at this figure's printed scale:
    /// `350/3`, `(350/3)%`.
    pub(crate) fn fraction_like(&self, value: &Rat) -> String {
        self.style.fraction(value)
    }
}
