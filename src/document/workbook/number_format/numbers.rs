//! Prints a number in a section of a format.

use super::code::{Denominator, Part, Section};
use super::decimal::Decimal;
use super::general::{general, power_of_ten};
use super::numerals;

/// The largest exponent that is printed in full.
const LARGEST: i32 = 400;

/// A number, which is not below zero, in a section.
pub(super) fn shown(section: &Section, number: &Decimal) -> String {
    let number = number.shifted(section.shift);
    let is = |wanted: fn(&Part) -> bool| section.parts.iter().any(wanted);
    let text = if is(|part| matches!(part, Part::Over(_))) {
        fraction(section, &number)
    } else if is(|part| matches!(part, Part::Exponent(_))) {
        scientific(section, &number)
    } else {
        fixed(section, &number)
    };
    match section.numerals {
        Some(kind) => numerals::digits(&text, kind),
        None => text,
    }
}

fn is_digit(part: &Part) -> bool {
    matches!(part, Part::Digit(_))
}

/// How many places for digits there are.
fn count(parts: &[Part]) -> usize {
    parts.iter().filter(|part| is_digit(part)).count()
}

/// The parts before the point, and those from it on.
fn around_point(parts: &[Part]) -> (&[Part], &[Part]) {
    let point = parts.iter().position(|part| *part == Part::Point);
    parts.split_at(point.unwrap_or(parts.len()))
}

fn places(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(LARGEST)
}

fn fixed(section: &Section, number: &Decimal) -> String {
    let (before, behind) = around_point(&section.parts);
    if count(&section.parts) == 0 {
        let parts = section.parts.iter().map(|part| match part {
            Part::Literal(text) => text.clone(),
            Part::General | Part::Text => match section.numerals {
                Some(kind) => numerals::counted(number, kind),
                None => general(number),
            },
            _ => String::new(),
        });
        return parts.collect();
    }
    let number = number.rounded(places(count(behind)));
    if number.exponent() > LARGEST {
        return power_of_ten(&number);
    }
    let mut text = whole(before, &number, section.grouped);
    text.push_str(&decimals(behind, &number));
    text
}

/// The digits before the point, from the right, in their places; more digits
/// than places stand before the first.
fn whole(parts: &[Part], number: &Decimal, grouped: bool) -> String {
    let digits = number.before();
    let mut left = digits.as_slice();
    let mut places_left = count(parts);
    let mut written = 0;
    let mut reversed: Vec<char> = Vec::new();
    let mut put = |digit: Option<char>, reversed: &mut Vec<char>| {
        let Some(digit) = digit else { return };
        if grouped && written > 0 && written % 3 == 0 && digit != ' ' {
            reversed.push(',');
        }
        written += 1;
        reversed.push(digit);
    };
    for part in parts.iter().rev() {
        match part {
            Part::Literal(text) => reversed.extend(text.chars().rev()),
            Part::Digit(place) => {
                places_left -= 1;
                match left.split_last() {
                    Some((last, rest)) => {
                        left = rest;
                        put(Some(char::from(b'0' + last)), &mut reversed);
                    }
                    None => {
                        let blank = match place {
                            b'0' => Some('0'),
                            b'?' => Some(' '),
                            _ => None,
                        };
                        put(blank, &mut reversed);
                    }
                }
                if places_left == 0 {
                    for digit in left.iter().rev() {
                        put(Some(char::from(b'0' + digit)), &mut reversed);
                    }
                    left = &[];
                }
            }
            _ => {}
        }
    }
    // No place before the point: the digits stand where it does.
    if count(parts) == 0 {
        let digits = left.iter().map(|digit| char::from(b'0' + digit));
        let before: String = reversed.iter().rev().collect();
        return before + &digits.collect::<String>();
    }
    reversed.iter().rev().collect()
}

/// What stands from the point on; zeros at the end only where asked for.
fn decimals(parts: &[Part], number: &Decimal) -> String {
    let digits = number.behind(count(parts));
    let ends = |at: usize| digits[at..].iter().all(|digit| *digit == 0);
    let mut text = String::new();
    let mut at = 0;
    for part in parts {
        match part {
            Part::Point => text.push('.'),
            Part::Literal(literal) => text.push_str(literal),
            Part::Digit(place) => {
                match place {
                    b'#' if ends(at) => {}
                    b'?' if ends(at) => text.push(' '),
                    _ => text.push(char::from(b'0' + digits[at])),
                }
                at += 1;
            }
            _ => {}
        }
    }
    text
}

/// As a power of ten; several places before the point make its exponent a
/// multiple of their number.
fn scientific(section: &Section, number: &Decimal) -> String {
    let at = section
        .parts
        .iter()
        .position(|part| matches!(part, Part::Exponent(_)));
    let (mantissa, power) = section.parts.split_at(at.unwrap_or(section.parts.len()));
    let (before, behind) = around_point(mantissa);
    let step = places(count(before)).max(1);
    let behind_count = places(count(behind));
    let mut exponent = number.exponent().div_euclid(step) * step;
    let mut scaled = number.shifted(-exponent).rounded(behind_count);
    if scaled.exponent() >= step {
        exponent += step;
        scaled = scaled.shifted(-step);
    }
    let mut text = whole(before, &scaled, section.grouped);
    text.push_str(&decimals(behind, &scaled));
    let plus = matches!(power.first(), Some(Part::Exponent(true)));
    text.push('E');
    match (exponent < 0, plus) {
        (true, _) => text.push('-'),
        (false, true) => text.push('+'),
        (false, false) => {}
    }
    let size = Decimal::of(&exponent.abs().to_string()).unwrap_or_else(|| number.absolute());
    text.push_str(&whole(power.get(1..).unwrap_or_default(), &size, false));
    text
}

/// As a fraction, with whole numbers before it where they have a place.
fn fraction(section: &Section, number: &Decimal) -> String {
    let at = section
        .parts
        .iter()
        .position(|part| matches!(part, Part::Over(_)));
    let at = at.unwrap_or(0);
    let Part::Over(denominator) = section.parts[at] else {
        return general(number);
    };
    let numerator = section.parts[..at]
        .iter()
        .rev()
        .take_while(|part| is_digit(part));
    let (lead, _) = section.parts[..at].split_at(at - numerator.count());
    let tail = &section.parts[at + 1..];
    let has_whole = count(lead) > 0;
    let Some((mut whole_part, mut top, bottom)) = nearest(number, denominator, has_whole) else {
        return general(number);
    };
    if top == bottom && has_whole {
        (whole_part, top) = (whole_part + 1, 0);
    }
    let mut text = String::new();
    if has_whole {
        let size = Decimal::of(&whole_part.to_string()).unwrap_or_else(|| number.whole());
        if top == 0 && whole_part == 0 {
            text.push('0');
        } else {
            text.push_str(&whole(lead, &size, section.grouped));
        }
    }
    if top == 0 && has_whole {
        text.truncate(text.trim_end().len());
    } else {
        text.push_str(&format!("{top}/{bottom}"));
    }
    let literal = |part: &Part| match part {
        Part::Literal(text) => text.clone(),
        _ => String::new(),
    };
    text.extend(tail.iter().map(literal));
    text
}

/// The whole number, the numerator and the denominator that come nearest.
fn nearest(
    number: &Decimal,
    denominator: Denominator,
    has_whole: bool,
) -> Option<(i128, i128, i128)> {
    /// Decimals that decide which fraction is nearest.
    const PLACES: i32 = 18;
    let unit = 10_i128.pow(PLACES.unsigned_abs());
    let scaled = number.scaled(PLACES)?;
    let (whole, rest) = match has_whole {
        true => (scaled / unit, scaled % unit),
        false => (0, scaled),
    };
    let nearest = |bottom: i128| {
        let top = rest.checked_mul(bottom)?.checked_add(unit / 2)? / unit;
        let off = (rest * bottom - top * unit).abs();
        Some((top, off))
    };
    match denominator {
        Denominator::Is(bottom) => {
            let bottom = i128::from(bottom);
            Some((whole, nearest(bottom)?.0, bottom))
        }
        Denominator::UpTo(most) => {
            let mut best: Option<(i128, i128, i128)> = None;
            for bottom in 1..=i128::from(most) {
                let (top, off) = nearest(bottom)?;
                // off / bottom, compared crosswise
                let nearer = best.is_none_or(|(_, least, below)| off * below < least * bottom);
                if nearer {
                    best = Some((top, off, bottom));
                }
                if off == 0 {
                    break;
                }
            }
            best.map(|(top, _, bottom)| (whole, top, bottom))
        }
    }
}
