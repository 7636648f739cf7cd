//! A period within the name of a folder or file: `dpc-20200530`, `foi_2023-24`.
//! What else the name says tells one series from another.

use super::era;
use super::pieces::{Piece, Placed, pieces};
use super::reading::PeriodReading;
use super::spelling::readings;
use super::words;

/// A name that holds a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PeriodName {
    /// What else it says, in lower case: names of one series agree in it.
    pub series: (String, String),
    /// The name without the period and the marks that set it apart: `dpc`.
    pub rest: String,
    /// The period as written.
    pub written: String,
    /// The ways that it may be read in.
    pub readings: Vec<PeriodReading>,
}

/// Pieces that a period has at most.
const MOST_PIECES: usize = 9;

/// The one period that a name holds; none where there is no one.
pub(crate) fn in_name(name: &str) -> Option<PeriodName> {
    let name = name.trim();
    let whole = readings(name);
    if !whole.is_empty() {
        return Some(PeriodName {
            series: Default::default(),
            rest: String::new(),
            written: name.to_owned(),
            readings: whole,
        });
    }
    if name.starts_with('.') {
        return None;
    }
    let of_era = era::converted(name).filter(|of_era| of_era.sure);
    let text = of_era.as_ref().map_or(name, |of_era| &of_era.text);
    let (from, to, _) = first_within(text)?;
    // Two periods in one name, or a part of a year apart from it: which is
    // meant cannot be told.
    let more = |text: &str| first_within(text).is_some() || says_part(&pieces(text));
    if more(&text[..from]) || more(&text[to..]) {
        return None;
    }
    let as_written = |at: usize| of_era.as_ref().map_or(at, |of_era| of_era.origin[at]);
    let (from, to) = (as_written(from), as_written(to));
    let found = readings(&name[from..to]);
    if found.is_empty() {
        return None;
    }
    let marks = |c: char| !c.is_alphanumeric();
    let (before, after) = (&name[..from], &name[to..]);
    let (before, after) = (before.trim_matches(marks), after.trim_matches(marks));
    let rest = match (before, after) {
        (before, "") => before.to_owned(),
        ("", after) => after.to_owned(),
        (before, after) => format!("{before}-{after}"),
    };
    Some(PeriodName {
        series: (before.to_lowercase(), after.to_lowercase()),
        rest,
        written: name[from..to].to_owned(),
        readings: found,
    })
}

/// The first and longest run of pieces that is a period by itself: from where
/// to where.
fn first_within(name: &str) -> Option<(usize, usize, Vec<PeriodReading>)> {
    let pieces = pieces(name);
    for start in 0..pieces.len() {
        if !begins(&pieces[start..]) {
            continue;
        }
        let from = pieces[start].1.start;
        let longest = pieces.len().min(start + MOST_PIECES);
        let ends = pieces[start..longest]
            .iter()
            .rev()
            .flat_map(|(piece, place)| match piece {
                Piece::Between(_) => Vec::new(),
                // 年度报告 is 年度, and more.
                Piece::Chinese(_) => {
                    let chars = name[place.clone()]
                        .char_indices()
                        .map(|(at, _)| place.start + at);
                    chars
                        .skip(1)
                        .chain([place.end])
                        .collect::<Vec<_>>()
                        .into_iter()
                        .rev()
                        .collect()
                }
                Piece::Number(_) | Piece::Word(_) => vec![place.end],
            });
        for to in ends {
            let found = readings(&name[from..to]);
            if !found.is_empty() {
                return Some((from, to, found));
            }
        }
    }
    None
}

/// Whether a period within a name may begin here: with a year, or with a word
/// for a part of one. `12-2016` may be number 12 of 2016.
fn begins(pieces: &[Placed]) -> bool {
    match pieces {
        [(Piece::Number(digits), _), ..] => match digits.len() {
            4 | 6 | 8 => digits[..4]
                .parse()
                .is_ok_and(|year: u32| (1900..2200).contains(&year)),
            _ => matches!(pieces, [_, (Piece::Word(_), _), ..]),
        },
        [(Piece::Word(word), _), ..] => is_of_period(word),
        _ => false,
    }
}

fn is_of_period(word: &str) -> bool {
    let of_year = words::FINANCIAL.iter().any(|words| words[0] == word);
    of_year || words::month(word).is_some() || is_part(word)
}

fn is_part(word: &str) -> bool {
    let lists: [&[&str]; 4] = [&words::WEEK, &words::QUARTER, &words::HALF, &words::MONTH];
    lists.iter().any(|words| words.contains(&word))
}

/// Whether some pieces say a part of a year: `Q3 report 2016`.
fn says_part(pieces: &[Placed]) -> bool {
    pieces
        .windows(2)
        .any(|pair| match (&pair[0].0, &pair[1].0) {
            (Piece::Word(word), Piece::Number(_)) => is_part(word),
            (Piece::Number(number), Piece::Word(word)) => number.len() == 1 && is_part(word),
            _ => false,
        })
        || pieces.iter().any(|(piece, _)| match piece {
            Piece::Word(word) => words::month(word).is_some() || words::is_korean_part(word),
            Piece::Chinese(text) => {
                text.contains(['月', '季', '周', '日']) || text.contains("半年")
            }
            _ => false,
        })
}
