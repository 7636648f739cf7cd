//! Numbers in English words: `seven`, `sixty-one`, `a third`, `none`,
//! `doubled`; and numbers in words that are no figures: `two to three`,
//! `one in nine`.

use super::text::Text;
use std::ops::Range;

/// What words say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// A whole number.
    Number(u32),
    /// A part of one: the first over the second.
    Part(u32, u32),
    /// So many times as much.
    Times(u32),
    /// No figure: a span, odds, an age, a name.
    Nothing,
}

/// A number in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelt {
    /// Its words.
    pub span: Range<usize>,
    /// What they say.
    pub says: Says,
}

const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Words for parts of one, by what they divide by.
const PARTS: &[(&str, u32)] = &[
    ("half", 2),
    ("halves", 2),
    ("third", 3),
    ("thirds", 3),
    ("quarter", 4),
    ("quarters", 4),
    ("fifth", 5),
    ("fifths", 5),
    ("sixth", 6),
    ("eighth", 8),
    ("eighths", 8),
    ("tenth", 10),
    ("tenths", 10),
];

/// Words for so many times as much.
const TIMES: &[(&str, u32)] = &[
    ("doubled", 2),
    ("doubling", 2),
    ("tripled", 3),
    ("trebled", 3),
    ("tripling", 3),
    ("trebling", 3),
    ("quadrupled", 4),
    ("halved", 2),
    ("halving", 2),
    ("twofold", 2),
    ("threefold", 3),
    ("fourfold", 4),
    ("fivefold", 5),
    ("sixfold", 6),
    ("tenfold", 10),
];

/// The same before `the`: `double the 47`.
const TIMES_THE: &[(&str, u32)] = &[
    ("double", 2),
    ("twice", 2),
    ("treble", 3),
    ("triple", 3),
    ("thrice", 3),
];

/// Reads the number whose words begin at a place.
pub(super) fn read(text: &Text, at: usize) -> Option<Spelt> {
    let (word, end) = word_at(text, at)?;
    let spelt = |end: usize, says: Says| {
        Some(Spelt {
            span: at..end,
            says,
        })
    };
    let named = |list: &[(&str, u32)]| {
        let found = list.iter().find(|(name, _)| *name == word);
        found.map(|(_, value)| *value)
    };
    if let Some(times) = named(TIMES) {
        return spelt(end, Says::Times(times));
    }
    if let Some(times) = named(TIMES_THE) {
        let the = next_word(text, end)
            .is_some_and(|(word, _)| ["the", "as", "that", "its", "what"].contains(&word.as_str()));
        return spelt(end, Says::Times(times)).filter(|_| the);
    }
    match word.as_str() {
        "none" => {
            let (next, _) = next_word(text, end)?;
            let verb = ["was", "were", "had", "of", "is", "are", "has"].contains(&next.as_str());
            return spelt(end, Says::Number(0)).filter(|_| verb);
        }
        "a" | "an" => return part_of_one(text, at, end),
        "half" => {
            let (next, _) = next_word(text, end)?;
            let first = [
                "first", "second", "other", "latter", "last", "next", "a", "one",
            ];
            let before = word_before(text, at);
            let whole = ["of", "the", "its", "their", "all"].contains(&next.as_str());
            let part = whole && !first.contains(&before.as_str());
            return spelt(end, Says::Part(1, 2)).filter(|_| part);
        }
        _ => {}
    }
    let (value, end) = whole_number(text, at)?;
    Some(behind(text, at..end, value))
}

/// What a number in words is by what follows it.
fn behind(text: &Text, span: Range<usize>, value: u32) -> Spelt {
    let end = span.end;
    let spelt = |end: usize, says: Says| Spelt {
        span: span.start..end,
        says,
    };
    // two-thirds, three quarters; four-fold; a three-year term
    let tied = text.at(end) == Some('-');
    let next = match tied {
        true => word_at(text, end + 1),
        false => next_word(text, end),
    };
    let Some((word, word_end)) = next else {
        return spelt(end, Says::Number(value));
    };
    let of = PARTS.iter().find(|(name, _)| *name == word);
    if let Some((_, of)) = of.filter(|(_, of)| value > 0 && value < *of) {
        let told = [
            "by", "of", "than", "nearly", "almost", "about", "over", "some", "up", "down", "or",
            "is",
        ];
        let bracket = text.before(text.before_spaces(span.start)) == Some('(')
            && text.at(text.past_spaces(word_end)) == Some(')');
        let told = bracket || told.contains(&word_before(text, span.start).as_str());
        let quarters = word == "quarters" && !told && !is_of_something(text, word_end);
        return match quarters {
            true => spelt(word_end, Says::Nothing),
            false => spelt(word_end, Says::Part(value, *of)),
        };
    }
    if tied {
        return match word.as_str() {
            "fold" if value <= 100 => spelt(word_end, Says::Times(value)),
            _ => spelt(word_end, Says::Nothing),
        };
    }
    match word.as_str() {
        "times" if value <= 100 => return spelt(word_end, Says::Times(value)),
        "in" if odds(text, word_end) => {
            let of = below_hundred(text, text.past_spaces(word_end));
            let behind = |end: usize| {
                let of = next_word(text, end).is_some_and(|(word, _)| word == "of");
                of || brackets_count(text, end) || is_told(text, span.start, end)
            };
            return match of.filter(|(of, end)| *of > value && behind(*end)) {
                Some((of, end)) => spelt(end, Says::Part(value, of)),
                None => spelt(word_end, Says::Nothing),
            };
        }
        "out" if odds(text, word_end) => {
            let of = next_word(text, word_end).map_or(word_end, |(_, end)| end);
            let all = below_hundred(text, text.past_spaces(of));
            let whole = |end: usize| {
                next_word(text, end).is_some_and(|(word, _)| word == "of")
                    || brackets_count(text, end)
            };
            return match all.filter(|(all, end)| *all > value && whole(*end)) {
                Some((all, end)) => spelt(end, Says::Part(value, all)),
                None => spelt(word_end, Says::Nothing),
            };
        }
        "to" | "or" if odds(text, word_end) => {
            return spelt(word_end, Says::Nothing);
        }
        _ => {}
    }
    if value == 1 && !counts_one(text, &span, &word) {
        return spelt(end, Says::Nothing);
    }
    spelt(end, Says::Number(value))
}

/// Whether odds tell again what stands before them: `1,217, nearly one in six;`.
fn is_told(text: &Text, start: usize, end: usize) -> bool {
    const HEDGES: &[&str] = &[
        "nearly", "almost", "about", "roughly", "over", "than", "or", "around", "is",
    ];
    let ends = matches!(
        text.at(text.past_spaces(end)),
        None | Some(',' | ';' | '.' | ')')
    );
    let comma = text.before(text.before_spaces(start)) == Some(',');
    ends && (comma || HEDGES.contains(&word_before(text, start).as_str()))
}

/// Whether brackets with a number in them follow, behind at most eight words:
/// `one in ten drivers (212 of 2,340)`.
fn brackets_count(text: &Text, end: usize) -> bool {
    let mut at = end;
    for _ in 0..9 {
        let next = text.past_spaces(at);
        if text.at(next) == Some('(') {
            return text.at(next + 1).is_some_and(|c| c.is_ascii_digit());
        }
        match word_at(text, next) {
            Some((_, past)) => at = past,
            None => return false,
        }
    }
    false
}

/// Whether a number follows `in`, `to`, `or`, `out of`.
fn odds(text: &Text, at: usize) -> bool {
    let Some((word, end)) = next_word(text, at) else {
        return text
            .at(text.past_spaces(at))
            .is_some_and(|c| c.is_ascii_digit());
    };
    match word.as_str() {
        "of" => next_word(text, end).is_some_and(|(word, _)| SMALL.contains(&word.as_str())),
        word => SMALL.contains(&word) || TENS.contains(&word),
    }
}

/// Whether `one` counts something and is no pronoun.
fn counts_one(text: &Text, span: &Range<usize>, next: &str) -> bool {
    const AFTER: &[&str] = &[
        "of", "or", "another", "such", "way", "thing", "hand", "day", "time", "side", "that",
        "who", "which", "in", "off", "stop", "year", "month", "week", "hour", "minute", "might",
        "can", "may", "would", "should", "could", "must", "and", "to", "point", "quarter",
    ];
    const BEFORE: &[&str] = &["and", "or", "only", "just", "with", "but"];
    let before = text.before(text.before_spaces(span.start));
    let free = matches!(before, None | Some(',' | ';' | ':' | '.' | '('));
    let word = word_before(text, span.start);
    !AFTER.contains(&next) && (free || BEFORE.contains(&word.as_str()))
}

/// `a third of`, `nearly a quarter`: no third party, and no quarter of a year.
fn part_of_one(text: &Text, start: usize, end: usize) -> Option<Spelt> {
    let (word, end) = next_word(text, end)?;
    let (_, of) = PARTS.iter().find(|(name, _)| *name == word)?;
    let before = word_before(text, start);
    const HEDGES: &[&str] = &[
        "nearly",
        "almost",
        "about",
        "around",
        "over",
        "under",
        "than",
        "to",
        "roughly",
        "approximately",
        "least",
        "just",
    ];
    let hedged = HEDGES.contains(&before.as_str()) && before != "to";
    let next = next_word(text, end)
        .map(|(word, _)| word)
        .unwrap_or_default();
    let compared = ["fewer", "more", "less", "lower", "higher"].contains(&next.as_str());
    let told = matches!(
        before.as_str(),
        "of" | "by" | "or" | "up" | "down" | "is" | "being" | "exactly"
    ) && matches!(text.at(text.past_spaces(end)), Some(',' | '.' | ';' | ')'));
    let counted = text.at(text.past_spaces(end)) == Some('(');
    const BEHIND: &[&str] = &[
        "on", "from", "over", "since", "compared", "against", "during", "to", "in",
    ];
    let told = told || before == "by" && BEHIND.contains(&next.as_str());
    let part = is_of_something(text, end) || hedged || compared || told || counted;
    part.then_some(Spelt {
        span: start..end,
        says: Says::Part(1, *of),
    })
}

/// Whether `of` something that is no year follows.
fn is_of_something(text: &Text, end: usize) -> bool {
    let Some((of, end)) = next_word(text, end) else {
        return false;
    };
    let digits = text
        .at(text.past_spaces(end))
        .is_some_and(|c| c.is_ascii_digit());
    let year = next_word(text, end).is_some_and(|(word, _)| word == "year");
    let the_year = next_word(text, end)
        .filter(|(word, _)| word == "the")
        .and_then(|(_, end)| next_word(text, end))
        .is_some_and(|(word, _)| word == "year");
    of == "of" && !(digits || year || the_year)
}

/// The value of a whole number, and where its words end.
fn whole_number(text: &Text, at: usize) -> Option<(u32, usize)> {
    let (mut value, mut end) = below_hundred(text, at)?;
    for (name, factor) in [("hundred", 100), ("thousand", 1000)] {
        let Some((_, to)) = next_word(text, end).filter(|(word, _)| word == name) else {
            continue;
        };
        value *= factor;
        end = to;
        let rest = match next_word(text, end) {
            Some((and, to)) if and == "and" => to,
            _ => end,
        };
        let rest = text.past_spaces(rest);
        if let Some((more, to)) = below_hundred(text, rest)
            && value % 100 == 0
            && name == "hundred"
        {
            value += more;
            end = to;
        }
    }
    Some((value, end))
}

fn below_hundred(text: &Text, at: usize) -> Option<(u32, usize)> {
    let (word, end) = word_at(text, at)?;
    let place = |list: &[&str], word: &str| {
        let place = list.iter().position(|name| *name == word)?;
        u32::try_from(place).ok()
    };
    if let Some(value) = place(SMALL, &word) {
        return Some((value, end));
    }
    let tens = 20 + 10 * place(TENS, &word)?;
    let next = match text.at(end) {
        Some('-') => word_at(text, end + 1),
        _ => next_word(text, end),
    };
    let ones = next.and_then(|(word, to)| Some((place(&SMALL[..10], &word)?, to)));
    match ones.filter(|(ones, _)| *ones > 0) {
        Some((ones, to)) => Some((tens + ones, to)),
        None => Some((tens, end)),
    }
}

/// The word that begins at a place, in lower case, and where it ends.
fn word_at(text: &Text, at: usize) -> Option<(String, usize)> {
    let word = super::beside::latin_word(text, at);
    let end = at + word.len();
    (!word.is_empty()).then(|| (word.to_lowercase(), end))
}

/// The word behind the spaces from a place on.
fn next_word(text: &Text, at: usize) -> Option<(String, usize)> {
    word_at(text, text.past_spaces(at))
}

/// The word before a place.
fn word_before(text: &Text, at: usize) -> String {
    super::beside::latin_word_before(text, at).to_lowercase()
}
