//! The names of months and of parts of a year.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The names of the months, in English, French, German, Spanish, Italian and
/// Portuguese, in lower case, and how they are shortened.
const MONTHS: [&str; 12] = [
    "jan january janvier janv januar enero ene gennaio janeiro",
    "feb february février fevrier févr fevr fev februar febrero febbraio fevereiro",
    "mar march mars märz mär mrz maerz marzo março marco",
    "apr april avril avr abril abr aprile",
    "may mai mayo maggio maio",
    "jun june juin juni junio giugno giu junho",
    "jul july juillet juil juli julio luglio lug julho",
    "aug august août aout agosto ago",
    "sep sept september septembre septiembre settembre setembro",
    "oct october octobre oktober okt octubre ottobre ott outubro",
    "nov november novembre noviembre novembro",
    "dec december décembre decembre déc dezember dez diciembre dic dicembre dezembro",
];

/// The number of a month by its name, in lower case.
pub(super) fn month(word: &str) -> Option<u32> {
    static NUMBERS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
        let of_month = |(names, number): (&&'static str, u32)| {
            names.split(' ').map(move |name| (name, number))
        };
        MONTHS.iter().zip(1..).flat_map(of_month).collect()
    });
    NUMBERS.get(word).copied()
}

/// Whether a word is a Korean one for a quarter or a half.
pub(super) fn is_korean_part(word: &str) -> bool {
    word.starts_with("분기") || word.contains("반기")
}

/// Words before a financial year.
pub(super) const FINANCIAL: [&[&str]; 4] = [
    &["fy"],
    &["financial", "year"],
    &["fiscal", "year"],
    &["fiscal"],
];

/// Words before the number of a week.
pub(super) const WEEK: [&str; 5] = ["w", "wk", "kw", "week", "weeks"];
/// Words before the number of a quarter.
pub(super) const QUARTER: [&str; 4] = ["q", "qtr", "quarter", "t"];
/// Words before the number of a half.
pub(super) const HALF: [&str; 4] = ["h", "hy", "s", "half"];
/// Words before the number of a month.
pub(super) const MONTH: [&str; 2] = ["m", "month"];

/// A Chinese number from 1 to 99, in digits or in words.
pub(super) fn chinese(text: &str) -> Option<u32> {
    if (1..=2).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit()) {
        return text.parse().ok().filter(|number| *number > 0);
    }
    let digit = |c: char| {
        let at = "一二三四五六七八九".chars().position(|known| known == c)?;
        u32::try_from(at + 1).ok()
    };
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        [one] => digit(*one),
        ['十', one] => Some(10 + digit(*one)?),
        [ten, '十'] => Some(10 * digit(*ten)?),
        [ten, '十', one] => Some(10 * digit(*ten)? + digit(*one)?),
        _ => None,
    }
}
