//! How crossing lines follow one another by what they are called: as years, quarters or
//! months, by numbers, or as the lines of a country, say, that stand below those of
//! another.

use super::field::Line;
use super::words;
use crate::period::{Evidence, Period, PeriodReading, choose, readings};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Marks of a note.
const MARKS: [char; 5] = ['*', '＊', '†', '①', '注'];
/// The year in which months and quarters are read that stand without one.
const ANY_YEAR: &str = "2000";

/// The names of crossing lines, as they follow one another.
pub(super) struct Steps<'a> {
    lines: Vec<Step<'a>>,
    /// Which of their words stay the same from one line to the next mostly.
    shared: Vec<usize>,
}

/// The name of a crossing line.
struct Step<'a> {
    words: Vec<&'a str>,
    period: Option<Period>,
    numbers: Vec<i64>,
    marked: bool,
    /// Whether it is no step of the way: 上半年 among months, 合计 and Total.
    aside: bool,
}

impl<'a> Steps<'a> {
    /// Of crossing lines.
    pub(super) fn of(lines: &'a [Line]) -> Steps<'a> {
        let words: Vec<Vec<&str>> = lines.iter().map(words_of).collect();
        let shared = shared(&words);
        let periods = periods(&words);
        let is_shared = |at: usize, word: usize| {
            let same = |other: usize| {
                let other = words.get(other).and_then(|words| words.get(word));
                other == words[at].get(word)
            };
            shared.contains(&word) && (same(at + 1) || at > 0 && same(at - 1))
        };
        let numbered = lines.iter().filter(|line| has_digit(name_of(line)));
        let mostly = numbered.count() * 2 > lines.len();
        let kind = most(periods.iter().flatten().map(kind_of));
        let aside = |at: usize| {
            let label = name_of(&lines[at]);
            // Austria may be a total; in each of several lines it is none.
            let total = words::is_total(label) && !is_shared(at, 0);
            let other = periods[at]
                .as_ref()
                .is_some_and(|own| Some(kind_of(own)) != kind);
            total || other || mostly && !has_digit(label)
        };
        let aside: Vec<bool> = (0..lines.len()).map(aside).collect();
        let steps = lines.iter().zip(words).zip(periods).zip(aside);
        let steps = steps.map(|(((line, words), period), aside)| Step {
            words,
            period,
            numbers: numbers(name_of(line)),
            marked: name_of(line).contains(MARKS),
            aside,
        });
        Steps {
            lines: steps.collect(),
            shared,
        }
    }

    /// The lines that follow one another, totals aside.
    pub(super) fn followed(&self) -> impl Iterator<Item = usize> + '_ {
        let lines = self.lines.iter().enumerate();
        lines.filter(|(_, step)| !step.aside).map(|(at, _)| at)
    }

    /// Which of some lines do not follow the one before by their names: by more than
    /// most others do, or the other way.
    pub(super) fn gaps(&self, lines: &[usize]) -> Vec<bool> {
        let steps: Vec<Option<i64>> = lines.windows(2).map(|pair| self.step(pair)).collect();
        let usual = most(steps.iter().flatten().copied());
        let is_gap = |step: &Option<i64>| {
            let pair = step.zip(usual);
            pair.is_some_and(|(step, usual)| {
                step.abs() > usual.abs() || step.signum() == -usual.signum()
            })
        };
        std::iter::once(false)
            .chain(steps.iter().map(is_gap))
            .take(lines.len())
            .collect()
    }

    /// Which of some lines may begin anew: a note says so, or words that others share
    /// with the line before them are others than there.
    pub(super) fn anew(&self, lines: &[usize]) -> Vec<bool> {
        let word = |line: usize, at: usize| self.lines[line].words.get(at);
        let differs = |at: usize| {
            let before = at.checked_sub(1).map(|before| lines[before]);
            before.is_some_and(|before| {
                let mut shared = self.shared.iter();
                shared.any(|one| word(before, *one) != word(lines[at], *one))
            })
        };
        let anew = |at: usize| self.lines[lines[at]].marked || differs(at);
        (0..lines.len()).map(anew).collect()
    }

    /// How far a line is from the one before, where their names tell: as periods, or
    /// where these differ in one number alone.
    fn step(&self, pair: &[usize]) -> Option<i64> {
        let [before, now] = pair else { return None };
        let (before, now) = (&self.lines[*before], &self.lines[*now]);
        if let (Some(before), Some(now)) = (&before.period, &now.period) {
            return before.steps_to(now);
        }
        let both = before.numbers.iter().zip(&now.numbers);
        let apart: Vec<i64> = both.map(|(a, b)| b - a).filter(|by| *by != 0).collect();
        match apart.as_slice() {
            // Numbers are no way that has a direction.
            [one] if before.numbers.len() == now.numbers.len() => Some(one.abs()),
            _ => None,
        }
    }
}

/// What calls a line: its label, else a number.
fn name_of(line: &Line) -> &str {
    match line.label.is_empty() {
        true => line.key.lines().next().unwrap_or_default(),
        false => &line.label,
    }
}

/// What calls a line, and its other words.
fn words_of(line: &Line) -> Vec<&str> {
    let name = name_of(line);
    let others = line.words.lines().chain(line.key.lines());
    let others = others.filter(|words| *words != name);
    std::iter::once(name).chain(others).collect()
}

/// Which words stay the same from one line to the next in half of all lines or more.
fn shared(words: &[Vec<&str>]) -> Vec<usize> {
    let most = words.iter().map(Vec::len).max().unwrap_or(0);
    let same = |at: usize| {
        let pairs = words.windows(2);
        let same = pairs.filter(|pair| {
            let word = pair[0].get(at).filter(|word| !word.is_empty());
            word.is_some() && word == pair[1].get(at)
        });
        same.count()
    };
    (0..most)
        .filter(|at| same(*at) * 2 >= words.len())
        .collect()
}

/// The period that each line is of, where its words say one.
fn periods(words: &[Vec<&str>]) -> Vec<Option<Period>> {
    let read = |words: &Vec<&str>| -> Vec<PeriodReading> {
        let mut all = words.iter().map(|word| of_any_year(word));
        all.find(|found| !found.is_empty()).unwrap_or_default()
    };
    let read: Vec<Vec<PeriodReading>> = words.iter().map(read).collect();
    let evidence = Evidence::of(None, read.iter().map(Vec::as_slice));
    let chosen = read.iter().map(|one| choose(one, &evidence).ok().flatten());
    chosen.collect()
}

/// How a text may be read as a period; a month or a quarter without its year is one of
/// any year.
fn of_any_year(text: &str) -> Vec<PeriodReading> {
    if !has_digit(text) && !text.chars().any(char::is_alphabetic) {
        return Vec::new();
    }
    let found = readings(text);
    if !found.is_empty() || text.contains(ANY_YEAR) {
        return found;
    }
    let with_year = |text: Cow<'_, str>| readings(&text);
    let plain = with_year(format!("{ANY_YEAR}年{text}").into());
    match plain.is_empty() {
        true if has_letter_and_digit(text) => with_year(format!("{ANY_YEAR}-{text}").into()),
        _ => plain,
    }
}

fn has_letter_and_digit(text: &str) -> bool {
    has_digit(text) && text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Which periods are years, which are quarters, and so on.
fn kind_of(period: &Period) -> (bool, Option<u32>) {
    let (_, two, part) = period.order();
    (two, part.map(|(kind, ..)| kind))
}

/// What there is most of.
fn most<T: Ord + Copy>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(one, _)| one)
}

fn has_digit(label: &str) -> bool {
    label.chars().any(|c| c.is_ascii_digit())
}

/// The numbers in a name.
fn numbers(label: &str) -> Vec<i64> {
    let groups = label.split(|c: char| !c.is_ascii_digit());
    groups.filter_map(|group| group.parse().ok()).collect()
}
