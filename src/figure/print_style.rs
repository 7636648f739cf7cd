//! How a figure is printed, and how another value is in the same notation.

use super::clock::Clock;
use super::exact::{self, NumberText};
use super::notation::MinusStyle;
use super::prints::DecimalSign;
use super::rat::Rat;

/// How a figure is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PrintStyle {
    pub(super) places: u32,
    /// The power of ten from the printed number to base units.
    pub(super) exp10: i32,
    /// What stands around its digits; nothing at all around those of most figures.
    around: Option<Box<Around>>,
}

/// What stands around the digits of a print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Around {
    pub(super) decimal: DecimalSign,
    pub(super) separator: Option<char>,
    /// Whether thousands are grouped as in India.
    pub(super) lakh: bool,
    pub(super) minus: MinusStyle,
    /// The currency before the sign, and that behind it.
    pub(super) currency: (String, String),
    pub(super) suffix: String,
    /// How durations are counted, where it is one.
    pub(super) clock: Option<Clock>,
}

impl Around {
    const NOTHING: &'static Around = &Around {
        decimal: DecimalSign::Point,
        separator: None,
        lakh: false,
        minus: MinusStyle::Leading,
        currency: (String::new(), String::new()),
        suffix: String::new(),
        clock: None,
    };
}

impl PrintStyle {
    /// So many places of a number times a power of ten.
    pub(super) fn new(places: u32, exp10: i32, around: Around) -> PrintStyle {
        PrintStyle {
            places,
            exp10,
            around: (around != *Around::NOTHING).then(|| Box::new(around)),
        }
    }

    /// What stands around the digits.
    pub(super) fn around(&self) -> &Around {
        self.around.as_deref().unwrap_or(Around::NOTHING)
    }

    /// A value in base units with so many places, % or 万 and unit behind it;
    /// rounded half away from zero.
    pub(super) fn print(&self, value: &Rat, places: u32) -> String {
        if let Some(clock) = &self.around().clock {
            return self.signed(&self.with_sign(&clock.print(value, places)));
        }
        let text = self.with_sign(&exact::show_fixed(&self.scaled(value), places));
        match self.around().separator {
            Some(separator) => self.signed(&group(&text, separator, self.around().lakh)),
            None => self.signed(&text),
        }
    }

    /// A value in base units as `show` writes the number before % and 万, with
    /// these behind it.
    pub(super) fn with_suffix(&self, value: &Rat, show: impl Fn(&Rat) -> NumberText) -> NumberText {
        let shown = match &self.around().clock {
            Some(clock) => clock.show(value, show),
            None => show(&self.scaled(value)),
        };
        let text = self.with_sign(&shown.text);
        let (sign, digits) = parted(&text);
        let (before, behind) = (&self.around().currency.0, &self.around().currency.1);
        NumberText {
            text: format!("{sign}{before}{behind}{digits}{}", self.around().suffix),
            exact: shown.exact,
        }
    }

    /// What one of the number before % and 万 is in base units; of durations,
    /// one of their last part.
    pub(super) fn unit(&self) -> Rat {
        match &self.around().clock {
            Some(clock) => clock.last.clone(),
            None => exact::scaled(1, self.exp10),
        }
    }

    /// A value in base units as a fraction: `350/3`, `(350/3)%`.
    pub(super) fn fraction(&self, value: &Rat) -> String {
        let (value, suffix) = (self.scaled(value), &self.around().suffix);
        match suffix.is_empty() || value.is_integer() {
            true => format!("{value}{suffix}"),
            false => format!("({value}){suffix}"),
        }
    }

    /// A plain number with this figure's decimal sign.
    fn with_sign(&self, number: &str) -> String {
        number.replace('.', self.around().decimal.char().encode_utf8(&mut [0; 4]))
    }

    fn signed(&self, number: &str) -> String {
        let (sign, digits) = parted(number);
        let (before, behind, suffix) = (
            &self.around().currency.0,
            &self.around().currency.1,
            &self.around().suffix,
        );
        match (sign.is_empty(), self.around().minus) {
            (true, _) => format!("{before}{behind}{digits}{suffix}"),
            (false, MinusStyle::Leading) => format!("{before}-{behind}{digits}{suffix}"),
            (false, MinusStyle::Parentheses) => format!("{before}({behind}{digits}{suffix})"),
            (false, MinusStyle::Trailing) => format!("{before}{behind}{digits}{suffix}-"),
            (false, MinusStyle::Triangle(sign)) => {
                format!("{before}{sign}{behind}{digits}{suffix}")
            }
        }
    }

    /// A value in base units as the number before % and 万.
    fn scaled(&self, value: &Rat) -> Rat {
        value * exact::scaled(1, -self.exp10)
    }
}

/// The sign of a plain number, and its digits.
fn parted(number: &str) -> (&str, &str) {
    number.split_at(usize::from(number.starts_with('-')))
}

/// Separates the thousands before the point.
fn group(text: &str, separator: char, lakh: bool) -> String {
    let (sign, text) = parted(text);
    let (whole, fraction) = text.split_at(text.find(['.', ',']).unwrap_or(text.len()));
    let mut grouped = sign.to_string();
    for (place, digit) in whole.chars().enumerate() {
        let left = whole.len() - place;
        let ends = match lakh {
            true => left == 3 || (left > 3 && left % 2 == 1),
            false => left % 3 == 0,
        };
        if place > 0 && ends {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped + fraction
}
