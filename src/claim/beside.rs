//! What stands beside the digits of a number and belongs to it: multipliers,
//! units of English text, signs of money, hedges.

use super::measures::chinese_unit;
use super::text::Text;
use crate::figure::{Hedge, hedge_words};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Words for multiples, as they stand behind numbers.
pub(super) const MULTIPLES: &[&str] = &[
    "m", "bn", "k", "K", "M", "B", "million", "billion", "trillion", "thousand", "crore", "lakh",
    "mn", "tn",
];

/// Months, in lower case.
pub(super) const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The signs and codes of money that stand right before numbers.
pub(super) const CURRENCIES: &[&str] = &[
    "US$", "HK$", "NT$", "A$", "C$", "NZ$", "S$", "R$", "$", "£", "€", "¥", "₹", "RMB ", "RMB",
    "USD ", "USD", "EUR ", "EUR", "GBP ", "GBP", "CNY ", "CNY", "Rs. ", "Rs.", "Rs ", "Rs", "INR ",
    "INR", "CHF ", "AUD ", "CAD ", "NOK ", "SEK ", "DKK ",
];

pub(super) fn is_multiplier(c: Option<char>) -> bool {
    matches!(c, Some('万' | '亿' | '千' | '百' | '十'))
}

pub(super) fn hedged_behind(text: &Text, at: usize) -> bool {
    matches!(text.at(at), Some('多' | '余'))
}

pub(super) fn multiple_at(text: &Text, at: usize) -> bool {
    is_multiplier(text.at(at)) || hedged_behind(text, at) || latin_multiplier(text, at).is_some()
}

/// The characters that a Chinese multiplier takes at a place.
pub(super) fn chinese_multiplier(text: &Text, at: usize) -> Option<usize> {
    let rest = text.chars.get(at..).unwrap_or_default();
    let all = rest.iter().take_while(|c| is_multiplier(Some(**c))).count();
    // 千瓦时 and 千克 are units of their own.
    let of_unit = |from: &usize| {
        let unit = chinese_unit(text, at + from).unwrap_or_default();
        unit.starts_with(['千', '百']) && unit.chars().count() > 1
    };
    let length = (0..all).find(of_unit).unwrap_or(all);
    (length > 0).then_some(length)
}

/// The characters that a word for a multiple takes at a place.
pub(super) fn latin_multiplier(text: &Text, at: usize) -> Option<usize> {
    let word = latin_word(text, at);
    let known = MULTIPLES.contains(&word.as_str());
    // `5 m` is five metres, `£5m` and `5m` are millions of money.
    let money = word.len() > 2 || text.before(at).is_some_and(|c| c.is_ascii_digit());
    // `2.4 lakh crore`
    let crore = at + word.len() + 1;
    let more = match word == "lakh" && latin_word(text, crore) == "crore" {
        true => " crore".len(),
        false => 0,
    };
    (known && money).then(|| word.chars().count() + more)
}

/// The unit that English text has at a place.
pub(super) fn latin_unit(text: &Text, at: usize) -> Option<String> {
    const UNITS: &[&str] = &[
        "percentage points",
        "percentage point",
        "points",
        "per cent",
        "-percent",
        "percent",
        "pp",
        "euros",
        "euro",
        "dollars",
        "pounds",
        "rupees",
        "yuan",
        "yen",
        "tonnes",
        "tons",
        "kilometres",
        "kilometers",
        "km",
        "hectares",
        "acres",
        "miles",
        "metres",
        "litres",
        "GWh",
        "MWh",
        "kWh",
        "MW",
        "GW",
        "working days",
        "calendar days",
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "quarters",
        "seconds",
        "times",
        "mm",
        "cm",
        "m",
        "ft",
        "mg",
        "g",
        "kg",
        "ml",
        "mph",
        "°C",
        "°F",
        "dB",
        "GB",
        "MB",
        "TB",
        "-fold",
        "fold",
        "degrees",
    ];
    let found = UNITS.iter().find(|word| text.has(at, word))?;
    let end = at + found.chars().count();
    // 23,418 day cases are no days.
    let singular = matches!(
        *found,
        "year" | "month" | "week" | "day" | "hour" | "minute"
    );
    let number = text.before_spaces(at);
    if singular && number < at && !text.ends(number, "1") && !text.ends(number, "one") {
        return None;
    }
    let goes_on = text.at(end).is_some_and(|c| c.is_ascii_alphanumeric());
    (!goes_on).then(|| (*found).to_owned())
}

/// The Latin word that starts at a place.
pub(super) fn latin_word(text: &Text, at: usize) -> String {
    let rest = text.chars.get(at..).unwrap_or_default();
    rest.iter()
        .take_while(|c| c.is_ascii_alphabetic())
        .take(24)
        .collect()
}

/// The Latin word that ends before a place, spaces aside.
pub(super) fn latin_word_before(text: &Text, at: usize) -> String {
    let end = text.before_spaces(at);
    let before = &text.chars[..end];
    let word: Vec<char> = before
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_alphabetic() || **c == '.')
        .take(24)
        .copied()
        .collect();
    word.into_iter().rev().collect()
}

pub(super) fn currency_length(text: &Text, start: usize) -> Option<usize> {
    let sign = CURRENCIES.iter().find(|sign| text.ends(start, sign))?;
    Some(sign.chars().count())
}

pub(super) fn currency_before(text: &Text, start: usize) -> bool {
    currency_length(text, start).is_some()
}

/// Where a minus sign stands that belongs to a number.
pub(super) fn sign_before(text: &Text, start: usize) -> Option<usize> {
    let sign = text.before(start) == Some('-');
    let free = start < 2
        || matches!(
            text.chars[start - 2],
            ' ' | '(' | ',' | ':' | '为' | '长' | '率'
        );
    (sign && free).then(|| start - 1)
}

/// The characters that a hedge takes behind a figure.
pub(super) fn hedge_behind(text: &Text, at: usize) -> Option<usize> {
    const BEHIND: &[&str] = &[
        "以上", "以下", "左右", "以内", "上下", "多", "余", "or more", "or fewer",
    ];
    let found = BEHIND.iter().find(|word| text.has(at, word))?;
    // 余下 and 多数 are words of what follows.
    let after = text.at(at + found.chars().count());
    let word = found.chars().count() == 1
        && matches!(after, Some('下' | '数' | '于' | '款' | '名' | '家'));
    (!word).then(|| found.chars().count())
}

/// Where the hedge before a number starts.
pub(super) fn hedge_start(text: &Text, start: usize) -> Option<usize> {
    let end = text.before_spaces(start);
    let hedges = [
        Hedge::About,
        Hedge::Nearly,
        Hedge::Below,
        Hedge::Above,
        Hedge::AtLeast,
        Hedge::AtMost,
    ];
    // The words by their last letter: most figures have none before them.
    static WORDS: OnceLock<HashMap<char, Vec<&'static str>>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let words = hedges.into_iter().flat_map(hedge_words);
        let mut by_last: HashMap<char, Vec<&str>> = HashMap::new();
        for (_, word) in words.filter(|(before, _)| *before) {
            let last = word.chars().last().unwrap_or_default();
            by_last
                .entry(last.to_ascii_lowercase())
                .or_default()
                .push(word);
        }
        by_last
    });
    let last = text.before(end)?.to_ascii_lowercase();
    let longest = words
        .get(&last)?
        .iter()
        .filter(|word| ends_with_word(text, end, word))
        .max_by_key(|word| word.chars().count())?;
    Some(end - longest.chars().count())
}

pub(super) fn ends_with_word(text: &Text, end: usize, word: &str) -> bool {
    let length = word.chars().count();
    let Some(start) = end.checked_sub(length) else {
        return false;
    };
    let same = word.chars().enumerate().all(|(at, c)| {
        text.at(start + at)
            .is_some_and(|own| own.eq_ignore_ascii_case(&c))
    });
    let latin = word.starts_with(|c: char| c.is_ascii_alphabetic());
    let before = text.before(start);
    // 最近 and 附近 are no hedges, nor is the end of another word.
    let other = match latin {
        true => before.is_some_and(|c| c.is_ascii_alphanumeric()),
        false => match word {
            "近" => matches!(before, Some('最' | '附' | '将' | '邻')),
            // 节约11.4万元 is saved, not about so much.
            "约" => before.is_some_and(|c| "节签预集合公违条解续履制邀".contains(c)),
            _ => false,
        },
    };
    let sign = matches!(word, "~" | "≈" | "<" | ">" | "≤" | "≥" | "<=" | ">=");
    same && !other && !sign
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
