//! What the words beside a figure make it in a change: what it is now, what it
//! was, or by how much it changed. Read from the words alone, in whatever order
//! a sentence has them.

use super::reader::English;
use super::tokens::{Kind, Token};
use super::words::{Way, is_rise, is_rose, way_of};
use crate::claim::measures::is_of_time;
use crate::claim::said::NoFigure;
use std::ops::Range;

/// What a figure is in a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What it is now: to 150, at 150.
    Now,
    /// What it was: from 120, than the 120, 120 a year earlier.
    Earlier,
    /// By how much it changed: by 30, 30 more, a rise of 30.
    By(Way),
    /// The words do not say.
    Unsaid,
}

/// So many words before a figure may say what it is.
const REACH: usize = 9;

/// Words that set what follows against something.
const AGAINST: &[&str] = &[
    "compared",
    "compares",
    "comparing",
    "compare",
    "relative",
    "contrast",
    "contrasted",
];

/// Words before an earlier value in brackets: (previous year: 120), (last
/// season's 120).
const BEFORE: &[&str] = &[
    "previous",
    "previously",
    "prior",
    "preceding",
    "last",
    "earlier",
    "former",
    "formerly",
];

/// Verbs behind which a value stands that says nothing of a change.
const VERBS: &[&str] = &[
    "was", "were", "is", "are", "had", "has", "have", "been", "being", "saw", "made", "received",
    "reached", "totalled", "totaled", "amounted", "recorded", "included",
];

/// Words before `by` that set one value above or below another.
const EXCEEDS: (&[&str], &[&str]) = (
    &[
        "exceeded",
        "exceeds",
        "exceed",
        "exceeding",
        "outnumbered",
        "outnumber",
        "outstripped",
        "outweighed",
        "overspent",
        "overran",
        "beat",
        "beating",
        "surpassed",
    ],
    &["underspent", "undershot", "missed", "trailed"],
);

impl English<'_> {
    /// The tokens around a place up to what begins another statement.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        const PARTS: &[&str] = &[
            ";", "while", "whereas", "whilst", "although", "though", "but", "before", "however",
        ];
        let sentence = self.tokens_of(self.tokens[at].sentence);
        let parts =
            |at: &usize| PARTS.contains(&self.tokens[*at].word.as_str()) && !self.is_phrase(*at);
        let start = (sentence.start..at).rev().find(parts);
        let end = (at..sentence.end).find(parts);
        start.map_or(sentence.start, |at| at + 1)..end.unwrap_or(sentence.end)
    }

    /// Whether `before` is part of `the year before`.
    fn is_phrase(&self, at: usize) -> bool {
        let last = at.checked_sub(1).map(|at| self.tokens[at].word.as_str());
        self.tokens[at].word == "before"
            && matches!(
                last,
                Some(
                    "year"
                        | "month"
                        | "quarter"
                        | "season"
                        | "decade"
                        | "years"
                        | "months"
                        | "week"
                )
            )
    }

    /// What a figure is in a change.
    pub(super) fn role(&self, figure: usize) -> Role {
        if let Some(way) = self.more_behind(figure) {
            return Role::By(way);
        }
        if self.is_dated_before(figure) || self.is_bracketed_date(figure) {
            return Role::Earlier;
        }
        self.role_before(figure)
    }

    /// `960 more than`, `12,900 (7.4%) fewer`, `4 litres below`, `a 5% rise`.
    fn more_behind(&self, figure: usize) -> Option<Way> {
        let place = self.places[figure];
        let sentence = self.tokens[place].sentence;
        let mut at = place + 1;
        let (mut words, mut commas) = (0, 0);
        while let Some(token) = self.tokens.get(at) {
            if token.sentence != sentence {
                return None;
            }
            if token.word == "(" && words == 0 {
                let close = (at..at + 6)
                    .find(|at| self.tokens.get(*at).is_some_and(|token| token.word == ")"))?;
                at = close + 1;
                continue;
            }
            // 60 or 6.3% more
            let again = matches!(token.word.as_str(), "," | "or" | "i.e")
                || matches!(token.kind, Kind::Figure(_)) && self.before(at, &["or"]);
            if again && words == 0 {
                commas += usize::from(token.word == ",");
                at += 1;
                continue;
            }
            // "421, or 9%, more"; but "377, or 14% more" is 377 now.
            if commas == 1 {
                return None;
            }
            if token.kind != Kind::Word {
                return None;
            }
            if let Some(way) = self.compares(at, words > 0 || self.has_article(place)) {
                return Some(way);
            }
            words += 1;
            if words > 2 || super::words::ends_noun(&token.word) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whether `a` or `an` stands before a figure: a 5% rise.
    fn has_article(&self, place: usize) -> bool {
        (1..=2).any(|back| {
            let token = place
                .checked_sub(back)
                .map(|at| self.tokens[at].word.as_str());
            matches!(token, Some("a" | "an" | "the"))
        })
    }

    /// Which way a word of comparison behind a figure goes: more, higher than, up.
    fn compares(&self, at: usize, noun: bool) -> Option<Way> {
        let token = &self.tokens[at];
        let next = self.tokens.get(at + 1).map(|token| token.word.as_str());
        match token.word.as_str() {
            "above" | "below" | "over" | "under" | "short" => {
                let against = ["the", "that", "its", "those", "in", "last", "our", "of"];
                let over = match token.word.as_str() {
                    // 262 a year over the five years
                    "over" if self.is_time_behind(at) => return None,
                    "over" => Some(Way::Up),
                    "short" => Some(Way::Down),
                    word => way_of(word),
                };
                against.contains(&next?).then_some(over)?
            }
            "up" | "down" if self.is_up(at) => way_of(&token.word),
            "ahead" => Some(Way::Up),
            word if is_rise(word) => noun.then(|| way_of(word))?,
            "more" | "fewer" | "less" | "higher" | "lower" | "greater" | "larger" | "smaller"
            | "better" | "worse" => {
                let ends = matches!(next?, "than" | "in" | "on" | "," | "." | ")" | ";");
                ends.then(|| way_of(&token.word))?
            }
            _ => None,
        }
    }

    /// Whether `since` and a time stand before a word: a value of then is one that was
    /// last undercut, and no change is told against it.
    fn is_since(&self, at: usize) -> bool {
        let near = self.tokens[at.saturating_sub(5)..at].iter().rev();
        let mut near = near.take_while(|token| !matches!(token.kind, Kind::Figure(_)));
        near.any(|token| token.word == "since")
    }

    /// Whether a length of time stands right behind a word: over the five years.
    fn is_time_behind(&self, at: usize) -> bool {
        const TIMES: &[&str] = &[
            "year", "years", "month", "months", "decade", "decades", "week", "weeks", "quarter",
            "quarters", "period", "days", "term", "course", "summer", "winter", "season",
        ];
        let near = self.tokens[at + 1..].iter().take(4);
        let mut near = near.take_while(|token| token.kind != Kind::Sign);
        // Over the year before is a comparison.
        let time = |token: &Token| match token.kind {
            Kind::Figure(figure) => is_of_time(&self.figures[figure].unit),
            Kind::Thing(what) => what == NoFigure::Duration,
            _ => TIMES.contains(&token.word.as_str()),
        };
        near.any(time)
            && !(at + 1..at + 6).any(|at| {
                self.tokens.get(at).is_some_and(|token| {
                    let word = token.word.as_str();
                    BEFORE.contains(&word) || matches!(word, "before" | "ago")
                })
            })
    }

    /// `5,040 (5,250 in 2021)`: in brackets of its own, with its date.
    fn is_bracketed_date(&self, figure: usize) -> bool {
        let place = self.places[figure];
        let opens = self.before(place, &["("]);
        let near = self.tokens[place + 1..].iter().take(5);
        let mut words = near.take_while(|token| token.word != ")" && token.word != ",");
        opens && words.any(|token| matches!(token.kind, Kind::Thing(NoFigure::Date)))
    }

    /// `120 a year earlier`, `120 in the previous year`.
    fn is_dated_before(&self, figure: usize) -> bool {
        let place = self.places[figure];
        let sentence = self.tokens[place].sentence;
        let near: Vec<&Token> = self.tokens[place + 1..]
            .iter()
            .take(8)
            .take_while(|token| {
                let ends = matches!(
                    token.word.as_str(),
                    "," | ";" | ")" | "(" | "and" | "than" | "on" | "to"
                );
                token.sentence == sentence && !ends && !matches!(token.kind, Kind::Figure(_))
            })
            .collect();
        let words: Vec<&str> = near.iter().map(|token| token.word.as_str()).collect();
        words.windows(2).any(|pair| {
            matches!(
                pair,
                [
                    "year" | "month" | "years" | "months" | "decade" | "season" | "week",
                    "earlier" | "before" | "ago" | "previously"
                ] | [
                    "previous" | "preceding" | "prior",
                    "year" | "quarter" | "month" | "season" | "period" | "report"
                ]
            )
        }) || words.contains(&"prior-year")
    }

    /// What the words before a figure make it.
    fn role_before(&self, figure: usize) -> Role {
        let place = self.places[figure];
        let sentence = self.tokens[place].sentence;
        let mut comma = false;
        for back in 1..=REACH {
            let Some(at) = place.checked_sub(back) else {
                break;
            };
            let token = &self.tokens[at];
            if token.sentence != sentence || matches!(token.kind, Kind::Figure(_)) {
                break;
            }
            let word = token.word.as_str();
            match word {
                // The lowest since 1998, when there were 606.
                "when" if self.is_since(at) => return Role::Unsaid,
                "when" => return Role::Earlier,
                "(" => match self.role_in_brackets(at, place) {
                    // than in 2021 (23.0)
                    Role::Unsaid if back == 1 => {}
                    role => return role,
                },
                ";" | ")" => break,
                "," => comma = true,
                _ if comma || token.kind != Kind::Word => {}
                "than" | "against" | "versus" | "vs" | "from" | "above" | "below" => {
                    return Role::Earlier;
                }
                _ if EXCEEDS.0.contains(&word) => return Role::Earlier,
                "to" | "with" if self.follows(at, AGAINST) => return Role::Earlier,
                "to" | "at" => return Role::Now,
                "on" | "over" if self.follows_change(at) => return Role::Earlier,
                // $0.7 million under the $10.0 million budget
                "under" | "over"
                    if at > 0 && matches!(self.tokens[at - 1].kind, Kind::Figure(_)) =>
                {
                    return Role::Earlier;
                }
                "by" => return self.by_before(at).map_or(Role::Unsaid, Role::By),
                "of" => {
                    if let Some(way) = self.rise_before(at) {
                        return Role::By(way);
                    }
                }
                _ if back <= 3 && (is_rose(word) || self.is_up(at)) => {
                    return way_of(word).map_or(Role::Unsaid, Role::By);
                }
                _ if VERBS.contains(&word) => break,
                _ => {}
            }
        }
        Role::Unsaid
    }

    /// `(2021: 120)`, `(previous year 120)`.
    fn role_in_brackets(&self, open: usize, place: usize) -> Role {
        let inside = &self.tokens[open + 1..place];
        let dated = inside.iter().any(|token| {
            matches!(token.kind, Kind::Thing(_)) || BEFORE.contains(&token.word.as_str())
        });
        match dated && inside.len() <= 6 {
            true => Role::Earlier,
            false => Role::Unsaid,
        }
    }

    /// Whether one of some words stands right before a token, or one word before.
    fn follows(&self, at: usize, words: &[&str]) -> bool {
        (1..=2).any(|back| {
            let word = at.checked_sub(back).map(|at| self.tokens[at].word.as_str());
            word.is_some_and(|word| words.contains(&word))
        })
    }

    /// Whether a change is told right before a token: `up 5% on`, `a rise of 5%
    /// over`, `20% up on`.
    fn follows_change(&self, at: usize) -> bool {
        let before = at.saturating_sub(3)..at;
        self.tokens[before].iter().any(|token| match token.kind {
            Kind::Figure(figure) => self.figures[figure].is_percent(),
            _ => {
                is_rise(&token.word)
                    || matches!(token.word.as_str(), "up" | "down" | "more" | "higher")
            }
        })
    }

    /// Whether `up` or `down` tells a change: not made up, broken down.
    pub(super) fn is_up(&self, at: usize) -> bool {
        const OTHERS: &[&str] = &[
            "made", "make", "makes", "making", "set", "taken", "take", "takes", "took", "broken",
            "drew", "drawn", "closed", "shut", "wound", "written", "signed", "follow", "followed",
            "split", "picked",
        ];
        let last = at.checked_sub(1).map(|at| self.tokens[at].word.as_str());
        matches!(self.tokens[at].word.as_str(), "up" | "down")
            && !last.is_some_and(|word| OTHERS.contains(&word))
    }

    /// Which way a verb before `by` goes: rose by, exceeded that of 2021 by.
    pub(super) fn by_before(&self, by: usize) -> Option<Way> {
        let sentence = self.tokens[by].sentence;
        for at in (by.saturating_sub(24)..by).rev() {
            let token = &self.tokens[at];
            if token.sentence != sentence || token.word == ";" {
                return None;
            }
            if EXCEEDS.0.contains(&token.word.as_str()) {
                return Some(Way::Up);
            }
            if EXCEEDS.1.contains(&token.word.as_str()) {
                return Some(Way::Down);
            }
            if is_rose(&token.word) || self.is_up(at) {
                return way_of(&token.word);
            }
            let compared = matches!(
                token.word.as_str(),
                "higher" | "lower" | "more" | "fewer" | "less"
            );
            if (is_rise(&token.word) || compared) && by - at <= 2 {
                return way_of(&token.word);
            }
        }
        None
    }

    /// Whether the verb before `by` sets one value above or below another.
    pub(super) fn exceeds(&self, by: usize) -> bool {
        let clause = self.clause(by);
        self.tokens[clause.start..by].iter().any(|token| {
            let word = token.word.as_str();
            EXCEEDS.0.contains(&word) || EXCEEDS.1.contains(&word)
        })
    }

    /// Which way a noun before `of` goes: a rise of, a reduction in the stock of.
    pub(super) fn rise_before(&self, of: usize) -> Option<Way> {
        let sentence = self.tokens[of].sentence;
        (of.saturating_sub(4)..of).rev().find_map(|at| {
            let token = &self.tokens[at];
            let near = token.sentence == sentence && is_rise(&token.word);
            near.then(|| way_of(&token.word))?
        })
    }
}
