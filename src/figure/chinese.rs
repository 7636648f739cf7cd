//! Chinese numerals: everyday and financial forms, and digits one by one.
//! Strict, so that what people leave out (三万五) is never filled in.

use num_bigint::BigInt;

use super::exact::pow10;

/// Whether a character belongs to a Chinese numeral.
pub(super) fn is_part(c: char) -> bool {
    digit_of(c).is_some() || power_of(c).is_some()
}

fn digit_of(c: char) -> Option<u32> {
    let digit = match c {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    Some(digit)
}

fn power_of(c: char) -> Option<u32> {
    match c {
        '十' | '拾' => Some(1),
        '百' | '佰' => Some(2),
        '千' | '仟' => Some(3),
        '万' => Some(4),
        '亿' => Some(8),
        _ => None,
    }
}

/// The value of a Chinese numeral as a mantissa and the power of its last
/// myriad (两万 is 2 and 4; 三万五千 is 35000 and 0).
pub(super) fn value(chars: &[char]) -> Option<(BigInt, i32)> {
    if chars.iter().all(|c| power_of(*c).is_none()) {
        return digit_string(chars).map(|value| (value, 0));
    }
    let mut parts = chars.split(|c| *c == '亿');
    let (first, second, rest) = (parts.next()?, parts.next(), parts.next());
    match (second, rest) {
        (None, _) => below_yi(first, true).map(|(value, exp10)| (value.into(), exp10)),
        (Some([]), None) => below_yi(first, true).map(|(value, exp10)| (value.into(), exp10 + 8)),
        (Some(low), None) => {
            let (high, high_exp) = below_yi(first, true)?;
            let (gap, low) = without_gap(low);
            let (low, low_exp) = below_yi(low, false)?;
            let low_value = u128::from(low) * 10u128.pow(low_exp.unsigned_abs());
            if low_value == 0 || (low_value < 10_000_000 && !gap) {
                return None;
            }
            let sum =
                BigInt::from(high) * pow10(8 + high_exp.unsigned_abs()) + BigInt::from(low_value);
            Some((sum / pow10(low_exp.unsigned_abs()), low_exp))
        }
        _ => None,
    }
}

/// `[section 万] [section]`, less than 10^8, as mantissa and power.
fn below_yi(chars: &[char], leads: bool) -> Option<(u64, i32)> {
    let mut parts = chars.split(|c| *c == '万');
    let (first, second, rest) = (parts.next()?, parts.next(), parts.next());
    match (second, rest) {
        (None, _) => section(first, leads).map(|value| (value, 0)),
        (Some([]), None) => section(first, leads).map(|value| (value, 4)),
        (Some(low), None) => {
            let high = section(first, leads)?;
            let (gap, low) = without_gap(low);
            let low = section(low, false)?;
            (low >= 1000 || gap).then_some((high * 10_000 + low, 0))
        }
        _ => None,
    }
}

/// Whether 零 leads the characters, and the characters after it.
fn without_gap(chars: &[char]) -> (bool, &[char]) {
    match chars {
        ['零' | '〇', rest @ ..] => (true, rest),
        _ => (false, chars),
    }
}

/// 1 to 9999: digit and power by turns, falling, with 零 exactly where a power
/// is left out. 十 stands alone only where the numeral begins.
fn section(chars: &[char], leads: bool) -> Option<u64> {
    let mut rest = chars;
    let mut sum = 0u64;
    let mut above = 4u32;
    while !rest.is_empty() {
        let (gap, after) = without_gap(rest);
        let (digit, power, next) = match after {
            [ten @ ('十' | '拾'), next @ ..] if leads && !gap && sum == 0 => {
                (1, power_of(*ten)?, next)
            }
            [digit, power, next @ ..] if power_of(*power).is_some() => {
                let odd_two = *digit == '两' && power_of(*power) == Some(1);
                (
                    digit_of(*digit).filter(|_| !odd_two)?,
                    power_of(*power)?,
                    next,
                )
            }
            [digit] => (
                digit_of(*digit).filter(|_| *digit != '两' || chars.len() == 1)?,
                0,
                &after[1..],
            ),
            _ => return None,
        };
        let skips = sum > 0 && power + 1 < above;
        if digit == 0 || power >= above || gap != skips {
            return None;
        }
        sum += u64::from(digit) * 10u64.pow(power);
        (above, rest) = (power, next);
    }
    (sum > 0).then_some(sum)
}

/// Digits one by one (二〇一六). Two digits without a zero are left unread: 七八
/// is seven or eight.
fn digit_string(chars: &[char]) -> Option<BigInt> {
    let zero = chars.iter().any(|c| digit_of(*c) == Some(0));
    let two = chars.len() > 1 && chars.contains(&'两');
    if two || (chars.len() == 2 && !zero) {
        return None;
    }
    let mut digits = String::new();
    for c in chars {
        digits.push(char::from_digit(digit_of(*c)?, 10)?);
    }
    let value: BigInt = digits.parse().ok()?;
    (value != BigInt::ZERO || chars.len() == 1).then_some(value)
}
