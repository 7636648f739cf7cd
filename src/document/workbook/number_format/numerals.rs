//! Chinese and full-width numerals, which a format asks for by `[DBNum1]`.

use super::decimal::Decimal;
use super::general::general;

/// The digits of a kind: 1 is 一二三, 2 is 壹贰叁, 3 is １２３.
fn digits_of(kind: u8) -> [char; 10] {
    match kind {
        1 => ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
        2 => ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
        _ => ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'],
    }
}

/// A text with its digits as those of a kind.
pub(super) fn digits(text: &str, kind: u8) -> String {
    let digits = digits_of(kind);
    let replaced = text.chars().map(|c| match c.to_digit(10) {
        Some(digit) => digits[digit as usize],
        None => c,
    });
    replaced.collect()
}

/// A number as it is counted: 一千二百三十四.
pub(super) fn counted(number: &Decimal, kind: u8) -> String {
    let before = number.before();
    if kind == 3 || before.len() > 16 {
        return digits(&general(number), kind);
    }
    let digits_here = digits_of(kind);
    let zero = digits_of(kind)[0];
    let mut text = groups(&before, kind);
    if text.is_empty() {
        text.push(zero);
    }
    let places = usize::try_from(number.places()).unwrap_or(0);
    if places > 0 {
        text.push('.');
        let behind = number.behind(places);
        text.extend(behind.iter().map(|digit| digits_here[usize::from(*digit)]));
    }
    text
}

/// Groups of four digits, each with its 万 or 亿.
fn groups(digits: &[u8], kind: u8) -> String {
    let letters = digits_of(kind);
    let zero = digits_of(kind)[0];
    let [thousand, hundred, ten] = match kind {
        1 => ['千', '百', '十'],
        _ => ['仟', '佰', '拾'],
    };
    let mut text = String::new();
    let mut zeros = false;
    for (at, digit) in digits.iter().enumerate() {
        let place = digits.len() - 1 - at;
        if *digit == 0 {
            zeros = true;
        } else {
            if zeros && !text.is_empty() {
                text.push(zero);
            }
            zeros = false;
            let leading_ten = kind == 1 && text.is_empty() && place % 4 == 1 && *digit == 1;
            if !leading_ten {
                text.push(letters[usize::from(*digit)]);
            }
            text.extend(match place % 4 {
                3 => Some(thousand),
                2 => Some(hundred),
                1 => Some(ten),
                _ => None,
            });
        }
        let start = at + 1 - (at + 1).min(4);
        if place.is_multiple_of(4) && place > 0 && digits[start..=at].iter().any(|digit| *digit > 0)
        {
            text.push_str(["", "万", "亿", "万亿"][(place / 4).min(3)]);
            // 三千九百三十万二千: what ends with nothing needs no zero behind it.
            zeros = false;
        }
    }
    text
}
