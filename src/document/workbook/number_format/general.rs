//! A number as a workbook shows it where no format is given.

use super::decimal::Decimal;

/// How many characters it takes.
const GENERAL_WIDTH: i32 = 11;
/// How many decimals it has where it is shown as a power of ten.
const GENERAL_MANTISSA: i32 = 5;

/// A number without a format: as many digits as eleven characters take.
pub(super) fn general(number: &Decimal) -> String {
    let places = match number.exponent() {
        exponent @ 0.. => (GENERAL_WIDTH - exponent - 2).max(0),
        _ => GENERAL_WIDTH - 2,
    };
    let exponent = number.exponent();
    let rounded = number.rounded(places);
    let small = exponent < -4 && number.rounded(GENERAL_WIDTH + 1).places() > places;
    if rounded.exponent() >= GENERAL_WIDTH || small {
        return power_of_ten(number);
    }
    rounded.to_string()
}

/// `1.23457E+11`.
pub(super) fn power_of_ten(number: &Decimal) -> String {
    let first = number.exponent();
    let mantissa = number.shifted(-first).rounded(GENERAL_MANTISSA);
    let carried = mantissa.exponent();
    let (mantissa, exponent) = (mantissa.shifted(-carried), first + carried);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}E{sign}{:02}", exponent.abs())
}
