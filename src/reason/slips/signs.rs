//! Slips beside the digits: the sign, the multiplier, % and ‰.

use super::draft::{Draft, Drafts};
use super::spelling::{Spelling, alike};
use crate::figure::{Figure, plain_char};
use crate::finding::SlipKind;

/// A multiplier and its power of ten.
type Word = (&'static str, i32);

/// Chinese multipliers that are taken for one another.
const CHINESE: &[Word] = &[("千", 3), ("万", 4), ("百万", 6), ("亿", 8)];

/// Other Chinese multipliers, that may be printed instead of these.
const RARE: &[Word] = &[
    ("百", 2),
    ("十万", 5),
    ("千万", 7),
    ("十亿", 9),
    ("百亿", 10),
    ("千亿", 11),
    ("万亿", 12),
];

/// English multipliers that are taken for one another.
const ENGLISH: &[Word] = &[("thousand", 3), ("million", 6), ("billion", 9)];

/// Other English multipliers.
const RARE_ENGLISH: &[Word] = &[("trillion", 12)];

/// The sign is missing, or too much; parentheses are a sign too.
pub(super) fn sign(printed: &Spelling, drafts: &mut Drafts<'_>) {
    let mut meant = printed.clone();
    meant.negative = !printed.negative;
    let mut before: Vec<char> = printed.before.chars().collect();
    while before.last().is_some_and(|c| c.is_whitespace()) {
        before.pop();
    }
    let last = before.last().copied().map(plain_char);
    let signed = matches!(last, Some('-' | '−' | '–' | '负' | '+' | '('));
    if signed {
        before.pop();
    }
    if last == Some('(') {
        let close = |c: char| plain_char(c) == ')';
        meant.after = printed.after.replacen(close, "", 1);
    }
    if !printed.negative {
        if !signed {
            before = printed.before.chars().collect();
        }
        before.extend(printed.digits.first().map(|digit| alike(*digit, '-')));
    }
    meant.before = before.into_iter().collect();
    drafts.add(SlipKind::Sign, &meant);
}

/// Another multiplier, one missing or too much; ‰ for %.
pub(super) fn multiplier(printed: &Spelling, figure: &Figure, drafts: &mut Drafts<'_>) {
    let unit = figure.unit.as_ref();
    if unit.is_some_and(|unit| unit.is_pure() && unit.exp10 != 0) {
        return share(printed, drafts);
    }
    // In `50多万` a hedge comes first.
    let between = |c: char| c.is_whitespace() || matches!(plain_char(c), '多' | '余' | '+');
    let rest = printed.after.trim_start_matches(between);
    let head = &printed.after[..printed.after.len() - rest.len()];
    let none: &[Word] = &[("", 0)];
    let (from, lists) = if figure.multiplier_exp10 == 0 {
        match unit.map(|unit| unit.text.is_ascii()) {
            Some(true) => ("", [none, ENGLISH]),
            Some(false) => ("", [none, CHINESE]),
            None => ("", [CHINESE, ENGLISH]),
        }
    } else if let Some(from) = word_at(rest, &[CHINESE, RARE], figure) {
        (from, [none, CHINESE])
    } else if let Some(from) = word_at(rest, &[ENGLISH, RARE_ENGLISH], figure) {
        (from, [none, ENGLISH])
    } else {
        return;
    };
    let tail = &rest[from.len()..];
    let others = lists.into_iter().flatten();
    for (to, exp10) in others.filter(|(_, exp10)| *exp10 != figure.multiplier_exp10) {
        // English words stand apart from the number, and take their space along.
        let english = |word: &str| word.starts_with(|c: char| c.is_ascii_alphabetic());
        let after = match (english(from), english(to)) {
            (false, true) => format!(" {to}{head}{tail}"),
            (true, false) => format!("{}{to}{tail}", head.trim_end()),
            _ => format!("{head}{to}{tail}"),
        };
        let power = exp10 - figure.multiplier_exp10;
        drafts
            .found
            .push(replaced(printed, (from, to), after, power));
    }
}

/// The figure's multiplier at the start of a text, as it is printed there.
fn word_at<'t>(text: &'t str, lists: &[&[Word]], figure: &Figure) -> Option<&'t str> {
    let words = lists.iter().flat_map(|list| list.iter());
    words
        .filter(|(_, exp10)| *exp10 == figure.multiplier_exp10)
        .filter_map(|(word, _)| text.get(..word.len()).map(|start| (start, word)))
        .find_map(|(start, word)| start.eq_ignore_ascii_case(word).then_some(start))
}

/// ‰ for %, or the other way round.
fn share(printed: &Spelling, drafts: &mut Drafts<'_>) {
    let first = printed.digits.first().copied().unwrap_or('0');
    let is_share = |c: char| matches!(plain_char(c), '%' | '‰');
    let mut signs = printed.after.matches(is_share);
    let (Some(from), None) = (signs.next(), signs.next()) else {
        return;
    };
    let (to, power) = if from == "‰" {
        (alike(first, '%'), 1)
    } else {
        ('‰', -1)
    };
    let to = to.to_string();
    let after = printed.after.replacen(is_share, &to, 1);
    drafts
        .found
        .push(replaced(printed, (from, &to), after, power));
}

/// The print with another text after the digits, which makes it larger by a
/// power of ten.
fn replaced(printed: &Spelling, (from, to): (&str, &str), after: String, power: i32) -> Draft {
    let kind = SlipKind::Multiplier {
        from: from.to_owned(),
        to: to.to_owned(),
    };
    let mut meant = printed.clone();
    meant.after = after.trim_end().to_owned();
    meant.exp10 += power;
    Draft::new(kind, &meant)
}
