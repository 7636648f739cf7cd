//! The number of a cell in decimal digits: what is rounded and shifted here
//! is digits, never a float.

/// How many digits a workbook keeps of a number: what a double holds beyond
/// them is not shown (0.1 + 0.2 is 0.3).
const KEPT: usize = 15;

/// A number in decimal digits: 0.d₁d₂d₃… × 10^point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    /// Whether it is below zero.
    pub negative: bool,
    /// Its digits, 0 to 9, without zeros at either end; none of zero.
    digits: Vec<u8>,
    /// Where the point stands: behind that many digits.
    point: i32,
}

impl Decimal {
    /// A number as a workbook keeps it, which is a double written in decimal.
    pub(crate) fn of(text: &str) -> Option<Decimal> {
        Decimal::of_double(text.trim().parse().ok()?)
    }

    /// The digits of a double that are shown.
    pub(crate) fn of_double(value: f64) -> Option<Decimal> {
        if !value.is_finite() {
            return None;
        }
        let written = format!("{value:.*e}", KEPT - 1);
        let (mantissa, exponent) = written.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let negative = mantissa.starts_with('-');
        let digits = mantissa.bytes().filter(u8::is_ascii_digit);
        let digits = digits.map(|digit| digit - b'0').collect();
        Some(Decimal::new(negative, digits, exponent + 1))
    }

    fn new(negative: bool, mut digits: Vec<u8>, mut point: i32) -> Decimal {
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        point = point.saturating_sub(i32::try_from(zeros).unwrap_or(i32::MAX));
        while digits.last() == Some(&0) {
            digits.pop();
        }
        if digits.is_empty() {
            point = 0;
        }
        Decimal {
            negative,
            digits,
            point,
        }
    }

    /// Whether it is nothing.
    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The exponent of its first digit: 0 for 1 to 9.99…
    pub(super) fn exponent(&self) -> i32 {
        match self.is_zero() {
            true => 0,
            false => self.point - 1,
        }
    }

    /// The same without its sign.
    pub(super) fn absolute(&self) -> Decimal {
        Decimal {
            negative: false,
            ..self.clone()
        }
    }

    /// The same times a power of ten.
    pub(crate) fn shifted(&self, by: i32) -> Decimal {
        Decimal::new(
            self.negative,
            self.digits.clone(),
            self.point.saturating_add(by),
        )
    }

    /// Rounded to places behind the point, halves away from zero; places below
    /// zero are tens, hundreds ….
    pub(super) fn rounded(&self, places: i32) -> Decimal {
        let Ok(kept) = usize::try_from(self.point.saturating_add(places)) else {
            return Decimal::new(self.negative, Vec::new(), 0);
        };
        let Some(next) = self.digits.get(kept) else {
            return self.clone();
        };
        let mut digits = vec![0];
        digits.extend(&self.digits[..kept]);
        if *next >= 5 {
            for digit in digits.iter_mut().rev() {
                match *digit {
                    9 => *digit = 0,
                    _ => {
                        *digit += 1;
                        break;
                    }
                }
            }
        }
        Decimal::new(self.negative, digits, self.point + 1)
    }

    /// Without what stands behind the point.
    pub(super) fn whole(&self) -> Decimal {
        let kept = usize::try_from(self.point).unwrap_or(0);
        let digits = self.digits.iter().take(kept).copied().collect();
        Decimal::new(self.negative, digits, self.point)
    }

    /// How many places behind the point it takes.
    pub(super) fn places(&self) -> i32 {
        let length = i32::try_from(self.digits.len()).unwrap_or(i32::MAX);
        length.saturating_sub(self.point).max(0)
    }

    /// The digits before the point, none of what is below 1.
    pub(super) fn before(&self) -> Vec<u8> {
        let length = usize::try_from(self.point).unwrap_or(0);
        let mut digits: Vec<u8> = self.digits.iter().take(length).copied().collect();
        digits.resize(length, 0);
        digits
    }

    /// So many digits behind the point.
    pub(super) fn behind(&self, places: usize) -> Vec<u8> {
        let at = |place: usize| {
            let place = i32::try_from(place).ok()?;
            let index = usize::try_from(self.point.checked_add(place)?).ok()?;
            self.digits.get(index).copied()
        };
        (0..places).map(|place| at(place).unwrap_or(0)).collect()
    }

    /// It times a power of ten, as a whole number; none where it is large.
    pub(super) fn scaled(&self, places: i32) -> Option<i128> {
        let digits = self.shifted(places).rounded(0).before();
        if digits.len() > 36 {
            return None;
        }
        let value = digits
            .iter()
            .fold(0, |sum, digit| sum * 10 + i128::from(*digit));
        Some(if self.negative { -value } else { value })
    }

    /// Whether it is below, equal to or above another.
    pub(super) fn compare(&self, other: &Decimal) -> std::cmp::Ordering {
        let sign = |number: &Decimal| match (number.is_zero(), number.negative) {
            (true, _) => 0,
            (_, true) => -1,
            (_, false) => 1,
        };
        let size = |number: &Decimal| (number.point, number.digits.clone());
        sign(self).cmp(&sign(other)).then_with(|| match sign(self) {
            -1 => size(other).cmp(&size(self)),
            _ => size(self).cmp(&size(other)),
        })
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let places = usize::try_from(self.places()).unwrap_or(0);
        if self.negative && !self.is_zero() {
            write!(f, "-")?;
        }
        let before = self.before();
        if before.is_empty() {
            write!(f, "0")?;
        }
        for digit in before {
            write!(f, "{digit}")?;
        }
        if places > 0 {
            write!(f, ".")?;
        }
        for digit in self.behind(places) {
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn of(text: &str) -> Decimal {
        Decimal::of(text).expect("made here")
    }

    #[test]
    fn a_double_has_fifteen_digits() {
        for (kept, shown) in [
            ("0.86050000000000004", "0.8605"),
            ("0.30000000000000004", "0.3"),
            ("-1.5E-3", "-0.0015"),
            ("267.49999999999994", "267.5"),
            ("1E+20", "100000000000000000000"),
            ("0", "0"),
            ("-0", "0"),
            ("123456789012345678", "123456789012346000"),
        ] {
            assert_eq!(of(kept).to_string(), shown, "{kept}");
        }
        assert_eq!(Decimal::of("NaN"), None);
        assert_eq!(Decimal::of("1E999"), None);
        assert_eq!(Decimal::of("x"), None);
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (number, places, shown) in [
            ("1.005", 2, "1.01"),
            ("-2.5", 0, "-3"),
            ("0.5", 0, "1"),
            ("0.4999", 0, "0"),
            ("99.95", 1, "100"),
            ("1234.5", -2, "1200"),
            ("51", -2, "100"),
            ("5", -2, "0"),
            ("0.0004", 2, "0"),
        ] {
            assert_eq!(of(number).rounded(places).to_string(), shown, "{number}");
        }
    }

    #[test]
    fn numbers_are_compared() {
        let mut numbers = ["-100", "-5", "-0.5", "0", "0.05", "0.5", "4", "30", "100"].map(of);
        let sorted = numbers.clone();
        numbers.reverse();
        numbers.sort_by(Decimal::compare);
        assert_eq!(numbers, sorted);
    }
}
