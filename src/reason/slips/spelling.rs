//! A printed number as its digits, so that some of them can be changed while
//! all else stays as it was printed.

use crate::figure::exact::scaled;
use crate::figure::{Context, Figure, Rat, Reading, plain_char, read};

/// Longer numbers are left alone: they would have more than 400 candidates.
pub(super) const MAX_DIGITS: usize = 16;

/// A print taken apart around its digits. Every character is kept as it was
/// printed: full-width digits stay full-width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    /// What stands before the digits: hedge, sign, parenthesis.
    pub before: String,
    /// The digits without point and separators.
    pub digits: Vec<char>,
    /// How many of them stand after the point.
    pub places: usize,
    /// What stands after them: multiplier, unit, hedge, footnote mark.
    pub after: String,
    /// The power of ten of the multiplier and the unit.
    pub exp10: i32,
    /// Whether the number is below zero.
    pub negative: bool,
    point: char,
    separator: Option<char>,
    /// No digit stands before the point: `.5`.
    bare: bool,
}

impl Spelling {
    /// The spelling of a figure; `None` where its number is not plain digits,
    /// or where it cannot be told for sure which digits they are.
    pub(super) fn of(figure: &Figure, context: &Context<'_>) -> Option<Spelling> {
        let chars: Vec<char> = figure.print.chars().collect();
        let mark = figure.mark.as_ref().map_or(0, |mark| mark.chars().count());
        let body = chars.len().checked_sub(mark)?;
        let first = chars.iter().take(body).position(|c| is_digit(*c))?;
        let sign = figure.decimal().char();
        // `.5` begins with its point; `approx.5` does not.
        let point = first
            .checked_sub(1)
            .filter(|at| is_sign(chars.get(*at), sign));
        let exp10 = figure.multiplier_exp10 + figure.unit.as_ref().map_or(0, |unit| unit.exp10);
        [point, Some(first)]
            .into_iter()
            .flatten()
            .find_map(|start| Spelling::at(&chars, start, exp10, sign)?.confirmed(figure, context))
    }

    /// The digits from `start` on, with that decimal sign.
    fn at(chars: &[char], start: usize, exp10: i32, sign: char) -> Option<Spelling> {
        let run = |from: usize| {
            let rest = chars.get(from..).unwrap_or_default();
            rest.iter().take_while(|c| is_digit(**c)).count()
        };
        let mut end = start + run(start);
        let mut digits = chars.get(start..end)?.to_vec();
        let mut separator = None;
        while let Some(c) = chars.get(end)
            && !c.is_alphanumeric()
            && run(end + 1) == 3
            && !is_sign(Some(c), sign)
        {
            separator = separator.or(Some(*c));
            digits.extend(chars.get(end + 1..end + 4)?);
            end += 4;
        }
        let bare = digits.is_empty();
        let printed_point = chars.get(end).filter(|c| is_sign(Some(c), sign)).copied();
        let mut places = 0;
        if printed_point.is_some() {
            places = run(end + 1);
            digits.extend(chars.get(end + 1..=end + places)?);
            end += 1 + places;
        }
        let plain_point = alike(*digits.first()?, sign);
        Some(Spelling {
            before: chars.get(..start)?.iter().collect(),
            after: chars.get(end..)?.iter().collect(),
            digits,
            places,
            exp10,
            negative: false,
            point: printed_point.unwrap_or(plain_point),
            separator,
            bare,
        })
    }

    /// The spelling with its sign, where it is that of the figure: its value is
    /// the figure's, and changes as its digits do.
    fn confirmed(mut self, figure: &Figure, context: &Context<'_>) -> Option<Spelling> {
        if self.digits.len() > MAX_DIGITS || self.size() != figure.nominal.abs() {
            return None;
        }
        let probe = self.spliced(0, 0, &['1'], self.places)?;
        let Reading::Figure(changed) = read(&probe.print(), context) else {
            return None;
        };
        self.negative = changed.nominal.is_negative();
        (changed.nominal.abs() == probe.size()).then_some(self)
    }

    /// The value without its sign, in base units.
    pub(super) fn size(&self) -> Rat {
        scaled(self.mantissa(), self.last_place())
    }

    /// The power of ten of its last digit, in base units.
    pub(super) fn last_place(&self) -> i32 {
        let places = i32::try_from(self.places).unwrap_or(i32::MAX);
        self.exp10.saturating_sub(places)
    }

    /// The value in base units.
    pub(super) fn value(&self) -> Rat {
        let size = self.size();
        if self.negative { -size } else { size }
    }

    /// All digits as one whole number.
    pub(super) fn mantissa(&self) -> u128 {
        self.plain()
            .iter()
            .fold(0, |number, digit| number * 10 + u128::from(*digit - b'0'))
    }

    /// The digits in ASCII.
    pub(super) fn plain(&self) -> Vec<u8> {
        let plain = |c: &char| u8::try_from(plain_char(*c)).unwrap_or(b'0');
        self.digits.iter().map(plain).collect()
    }

    /// How many digits stand before the point.
    pub(super) fn whole(&self) -> usize {
        self.digits.len().saturating_sub(self.places)
    }

    /// The text as it would be printed.
    pub(super) fn print(&self) -> String {
        let whole = self.whole();
        let mut text = self.before.clone();
        for (at, digit) in self.digits.iter().enumerate() {
            match self.separator {
                _ if at == whole => text.push(self.point),
                Some(separator) if at > 0 && at < whole && (whole - at).is_multiple_of(3) => {
                    text.push(separator);
                }
                _ => {}
            }
            text.push(*digit);
        }
        text.push_str(&self.after);
        text
    }

    /// The same with the digits `from..to` replaced by others, which take the
    /// width of those beside them, and with so many places; `None` where that
    /// would not be printed so: `012`, or nothing at all.
    pub(super) fn spliced(
        &self,
        from: usize,
        to: usize,
        new: &[char],
        places: usize,
    ) -> Option<Spelling> {
        let beside = self.digits.get(from).or(self.digits.last())?;
        let mut digits = self.digits.clone();
        digits.splice(from..to, new.iter().map(|digit| alike(*beside, *digit)));
        let mut changed = Spelling {
            digits,
            places,
            ..self.clone()
        };
        changed.bare = self.bare && changed.whole() == 0;
        let whole = changed.whole();
        let leading_zero = whole > 1 && changed.plain().first() == Some(&b'0');
        let missing = changed.digits.len() < places || (whole == 0 && !changed.bare);
        (!leading_zero && !missing && !changed.digits.is_empty()).then_some(changed)
    }

    /// The same with other digits, as many zeros before them as are printed.
    pub(super) fn respelled(&self, mut digits: Vec<char>, places: usize) -> Option<Spelling> {
        let zeros = digits.iter().take_while(|c| plain_char(**c) == '0').count();
        digits.drain(..zeros.min(digits.len().saturating_sub(places + 1)));
        while digits.len() <= places {
            digits.insert(0, '0');
        }
        self.spliced(0, self.digits.len(), &digits, places)
    }
}

/// A digit, full-width or not.
fn is_digit(c: char) -> bool {
    plain_char(c).is_ascii_digit()
}

/// Whether a character is the decimal sign, full-width or not.
fn is_sign(c: Option<&char>, sign: char) -> bool {
    c.is_some_and(|c| plain_char(*c) == sign)
}

/// An ASCII character or a full-width one, in the width of another.
pub(super) fn alike(model: char, c: char) -> char {
    let c = plain_char(c);
    if model.is_ascii() || !c.is_ascii_graphic() {
        return c;
    }
    char::from_u32(u32::from(c) - 0x21 + 0xFF01).unwrap_or(c)
}
