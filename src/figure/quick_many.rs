//! The commonest prints of a column read in many rows at once, all at one power
//! of ten, so that rules are worked out over them in plain loops.

use super::quick::{Look, QuickColumn, ZEROS, mantissa, of_digits};
use super::range::ends;
use std::cmp::Ordering;

/// More places than this are left to the reader of single rows: whole numbers
/// beside them must still fit.
const PLACES: i32 = 6;
/// What brings a figure to another's power of ten.
const POWERS: [i64; 9] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
];
/// A number that is multiplied with one of them has at most so many digits.
const SHORT: i64 = 100_000_000;

/// Eight points.
const POINTS: u64 = 0x2E2E_2E2E_2E2E_2E2E;

/// The figures of a column in many rows: the ends of their ranges.
#[derive(Debug, Default)]
pub(crate) struct QuickMany {
    /// The low ends, times the power of ten.
    pub lo: Vec<i64>,
    /// The high ends; the low ones are the same where all are points.
    pub hi: Vec<i64>,
    /// The power of ten of all.
    pub exp: i32,
    /// Whether each print leaves no choice.
    pub points: bool,
    /// Whether an end may not itself be possible.
    pub open: bool,
    /// The lowest end, and the highest.
    pub least: i64,
    /// See `least`.
    pub most: i64,
    /// What the prints look like: one bit for each look.
    pub looks: u8,
    /// Whether a power of ten was settled.
    begun: bool,
    /// How the last print was written.
    form: Form,
}

/// How a print is written, apart from its digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Form {
    places: u8,
    percent: bool,
}

/// What is made of the digits of prints of one form that are not below zero:
/// they are multiplied, and what is added differs for zero.
#[derive(Clone, Copy, Default)]
struct Scale {
    factor: i64,
    zero: (i64, i64),
    above: (i64, i64),
    below: (i64, i64),
}

impl Scale {
    #[inline(always)]
    fn ends(&self, mantissa: i64) -> (i64, i64) {
        let (lo, hi) = match mantissa {
            0 => self.zero,
            1.. => self.above,
            _ => self.below,
        };
        (mantissa * self.factor + lo, mantissa * self.factor + hi)
    }
}

impl QuickMany {
    /// The high ends.
    pub(crate) fn hi(&self) -> &[i64] {
        if self.points { &self.lo } else { &self.hi }
    }

    /// How far its ends are from zero, at most.
    pub(crate) fn bound(&self) -> u64 {
        match self.least <= self.most {
            true => self.least.unsigned_abs().max(self.most.unsigned_abs()),
            false => 0,
        }
    }

    /// Sees both ends of a figure, and what its print looks like.
    fn see(&mut self, (lo, hi): (i64, i64), look: Look) {
        self.least = self.least.min(lo);
        self.most = self.most.max(hi);
        self.points &= lo == hi;
        self.looks |= 1 << look.number();
    }
}

impl QuickColumn {
    /// Reads the cells of a column in some rows, each found by its `place`; marks
    /// the rows that need the reader of single ones, whose figures here are zero.
    pub(crate) fn read_many(
        &self,
        text: &[u8],
        place: impl Fn(usize) -> (usize, usize),
        to: &mut QuickMany,
        sound: &mut [bool],
    ) {
        if !to.begun {
            (to.begun, to.exp) = (true, self.exp);
        }
        to.lo.resize(sound.len(), 0);
        to.hi.resize(sound.len(), 0);
        // Where a row has more places than those before, all are read anew.
        while !self.try_many(text, &place, to, sound) {}
    }

    /// The same, as long as no print needs a lower power of ten.
    fn try_many(
        &self,
        text: &[u8],
        place: impl Fn(usize) -> (usize, usize),
        to: &mut QuickMany,
        sound: &mut [bool],
    ) -> bool {
        (to.least, to.most, to.looks) = (i64::MAX, i64::MIN, 0);
        to.points = true;
        let mut row = 0;
        while row < sound.len() {
            if let Some(scale) = self.scale(to.form, to.exp) {
                row = self.read_alike(text, &place, (row, scale), to);
            }
            if row == sound.len() {
                break;
            }
            (to.lo[row], to.hi[row]) = (0, 0);
            let Some((mantissa, form)) = self.digits(text, place(row)) else {
                sound[row] = false;
                row += 1;
                continue;
            };
            let exp = self.exp_of(form);
            if exp < to.exp && exp >= self.exp - 1 - PLACES {
                to.exp = exp;
                return false;
            }
            to.form = form;
            let scale = self.scale(form, to.exp);
            match scale.filter(|scale| mantissa.abs() < SHORT || scale.factor <= 10) {
                Some(scale) => {
                    let (lo, hi) = scale.ends(mantissa);
                    (to.lo[row], to.hi[row]) = (lo, hi);
                    to.see((lo, hi), look(mantissa < 0, form));
                }
                None => sound[row] = false,
            }
            row += 1;
        }
        to.open = !to.points && self.may_be_open();
        true
    }

    /// Reads on from a row as long as prints are written as the last one was and
    /// have up to eight digits; returns the row that it stops at.
    #[inline]
    fn read_alike(
        &self,
        text: &[u8],
        place: impl Fn(usize) -> (usize, usize),
        (from, scale): (usize, Scale),
        to: &mut QuickMany,
    ) -> usize {
        let Form { places, percent } = to.form;
        let places = u32::from(places);
        // The point stands before its places; what is before it closes up.
        let (point, behind, before, shortest) = match places {
            0 => (0, u64::MAX, 0, 1),
            _ => {
                let at = 8 * (7 - places);
                let before = !(u64::MAX << at);
                (
                    0xFF << at,
                    !(before | 0xFF << at),
                    before,
                    2 + places as usize,
                )
            }
        };
        let first = if places > 0 { 0x30 } else { 0 };
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        let rows = to.lo.iter_mut().zip(&mut to.hi).enumerate().skip(from);
        let mut stopped = from;
        for (row, (lo, hi)) in rows {
            let (start, end) = place(row);
            let end = end - usize::from(percent);
            let length = end.wrapping_sub(start);
            if length.wrapping_sub(shortest) > 8 - shortest
                || (percent && text.get(end) != Some(&b'%'))
            {
                break;
            }
            let word = end.checked_sub(8).and_then(|from| text.get(from..end));
            let Some(word) = word.and_then(|bytes| bytes.first_chunk()) else {
                break;
            };
            // The eight bytes that end where the print does, those before it zeros.
            let own = u64::MAX << (64 - 8 * length);
            let padded = u64::from_le_bytes(*word) & own | ZEROS & !own;
            let digits = padded & behind | (padded & before) << 8 | first;
            let value = of_digits(digits).filter(|_| (padded ^ POINTS) & point == 0);
            let Some(mantissa) = value else {
                break;
            };
            let (lower, upper) = if mantissa == 0 {
                scale.zero
            } else {
                scale.above
            };
            *lo = mantissa * scale.factor + lower;
            *hi = mantissa * scale.factor + upper;
            least = least.min(mantissa);
            most = most.max(mantissa);
            stopped = row + 1;
        }
        if least <= most {
            // Of a larger number neither end is lower.
            let look = look(false, to.form);
            to.see(scale.ends(least), look);
            to.see(scale.ends(most), look);
        }
        stopped
    }

    /// The power of ten of the ends of a print.
    fn exp_of(&self, form: Form) -> i32 {
        let own = if form.percent { -2 } else { self.exp };
        own - i32::from(form.places) - i32::from(!self.is_exact(form))
    }

    /// Whether prints of a form leave no choice.
    fn is_exact(&self, form: Form) -> bool {
        self.exact && form == Form::default()
    }

    /// What is made of the digits of a print at a power of ten.
    fn scale(&self, form: Form, exp: i32) -> Option<Scale> {
        let power = usize::try_from(self.exp_of(form) - exp).ok()?;
        let power = *POWERS.get(power)?;
        if self.is_exact(form) {
            return Some(Scale {
                factor: power,
                ..Scale::default()
            });
        }
        // An odd last digit matters only to whether an end is possible.
        let steps = |sign: Ordering| {
            let ends = ends(self.rounding, sign, false);
            (
                5 * power * i64::from(ends.lo),
                5 * power * i64::from(ends.hi),
            )
        };
        Some(Scale {
            factor: 10 * power,
            zero: steps(Ordering::Equal),
            above: steps(Ordering::Greater),
            below: steps(Ordering::Less),
        })
    }

    /// Whether an end of some figure is not itself possible.
    fn may_be_open(&self) -> bool {
        let signs = [Ordering::Less, Ordering::Equal, Ordering::Greater];
        signs.into_iter().any(|sign| {
            let ends = [false, true].map(|odd| ends(self.rounding, sign, odd));
            ends.iter().any(|ends| ends.lo_open || ends.hi_open)
        })
    }

    /// The digits of a cell, and how it is written; `None` where only the full
    /// reader will do.
    fn digits(&self, text: &[u8], (start, end): (usize, usize)) -> Option<(i64, Form)> {
        let cell = text.get(start..end)?;
        let (cell, percent) = match cell.split_last() {
            Some((b'%', rest)) if self.percent => (rest, true),
            _ => (cell, false),
        };
        let (digits, negative) = match cell.split_first() {
            Some((b'-', rest)) => (rest, true),
            _ => (cell, false),
        };
        let (mantissa, places) = mantissa(digits)?;
        let places = u8::try_from(places).ok()?;
        if places > 0 && !self.fraction {
            return None;
        }
        let mantissa = if negative { -mantissa } else { mantissa };
        Some((mantissa, Form { places, percent }))
    }
}

/// What a print looks like.
fn look(negative: bool, form: Form) -> Look {
    Look {
        negative,
        fraction: form.places > 0,
        percent: form.percent,
    }
}

#[cfg(test)]
mod tests {
    use super::super::exact::scaled;
    use super::super::{Context, Rounding, UnitBook};
    use super::{QuickColumn, QuickMany};
    use proptest::prelude::*;

    /// Holds a column read in many rows to its cells read one by one; the number
    /// of those that were read.
    fn agrees(column: &QuickColumn, cells: &[String]) -> usize {
        let text = format!("the rows of a table\n{}\n", cells.join("\n"));
        let mut places = Vec::new();
        let mut start = text.find('\n').unwrap_or_default() + 1;
        for cell in cells {
            places.push((start, start + cell.len()));
            start += cell.len() + 1;
        }
        let mut many = QuickMany::default();
        let mut sound = vec![true; cells.len()];
        column.read_many(text.as_bytes(), |row| places[row], &mut many, &mut sound);
        let mut open = false;
        for (row, cell) in cells.iter().enumerate().filter(|(row, _)| sound[*row]) {
            let single = column.read(cell.as_bytes());
            let single = single.unwrap_or_else(|| panic!("`{cell}` is not for many"));
            let ends = [many.lo[row], many.hi()[row]];
            for (end, own) in ends.into_iter().zip([single.lo, single.hi]) {
                assert_eq!(scaled(end, many.exp), scaled(own, single.exp), "{cell}");
                assert!(end.unsigned_abs() <= many.bound(), "{cell}");
                assert!((many.least..=many.most).contains(&end), "{cell}");
            }
            assert!(many.looks >> single.look.number() & 1 > 0, "{cell}");
            assert!(!many.points || single.is_point(), "{cell}");
            open |= single.open;
        }
        assert!(many.open || !open);
        sound.into_iter().filter(|sound| *sound).count()
    }

    proptest! {
        #[test]
        fn many_rows_are_read_as_each(
            cells in prop::collection::vec("-?[0-9]{0,9}(\\.[0-9]{0,7})?%?|[0-9,.x -]{0,10}", 0..30),
            mode in 0_usize..9,
            unit in prop::sample::select(vec!["", "%", "万元", "件"]),
        ) {
            let units = UnitBook::default();
            let unit = units.read(unit);
            let context = Context {
                rounding: Rounding::ALL[mode],
                ..Context::of_unit(&units, unit.as_ref())
            };
            if let Some(column) = QuickColumn::new(&context) {
                agrees(&column, &cells);
            }
        }
    }

    #[test]
    fn plain_prints_are_all_read() {
        let units = UnitBook::default();
        let column = QuickColumn::new(&Context::of_unit(&units, None)).expect("plain");
        let cells = [
            "5", "12345678", "0", "0.5", "1234.56", "-3", "7.123456", "0.00", "33.3%", "1%",
        ];
        let cells = cells.map(str::to_owned);
        assert_eq!(agrees(&column, &cells), cells.len());
        // More places would leave no room for the whole numbers beside them.
        let cells = ["5", "0.12345678", "x", "6"].map(str::to_owned);
        assert_eq!(agrees(&column, &cells), 2);
    }
}
