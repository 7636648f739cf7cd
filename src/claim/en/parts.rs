//! Totals and their parts.

use super::reader::{English, OPEN, Taken};
use super::shapes::Shape;
use super::sums::{Closed, OF_WHICH, REST};
use super::tokens::Kind;
use crate::claim::claimed::{ClaimKind, Operand, Stands};
use crate::claim::evidence::Evidence;
use std::sync::LazyLock;

/// `W, comprising A x and B y`; `W (A, B and C respectively)`.
const LISTED: &str = "parts-listed";

/// What leads from a total to its parts.
static LEADS: LazyLock<Vec<(Shape, Closed)>> = LazyLock::new(|| {
    let leads: &[(&'static str, Closed)] = &[
        ("comprising|comprised", Closed::Surely),
        ("comprises|comprise", Closed::Surely),
        ("made up of", Closed::Surely),
        ("consisting of", Closed::Surely),
        ("consisted|consists of", Closed::Surely),
        ("composed of", Closed::Surely),
        ("broken down as|into", Closed::Surely),
        ("split between|into|as", Closed::Surely),
        ("divided into|between", Closed::Surely),
        ("of which", Closed::Perhaps),
        ("of whom", Closed::Perhaps),
        ("including|includes|include|included", Closed::Open),
        ("among|amongst which|them|these", Closed::Open),
        ("notably|mainly|principally|chiefly", Closed::Open),
        (":", Closed::Likely),
    ];
    leads
        .iter()
        .map(|(words, closed)| (Shape::new(words), *closed))
        .collect()
});

/// What begins a sentence that tells the parts of what was told before.
static OF_THESE: LazyLock<Shape> = LazyLock::new(|| Shape::new("of these|them|those"));

/// A part, and what it is one of.
static PART_OF: LazyLock<Shape> = LazyLock::new(|| Shape::new("#a of *3 #b"));

/// Words that say that parts have nothing in common.
const ONCE: &[&str] = &[
    "once only",
    "only once",
    "counted once",
    "to one ",
    "under one ",
    "in one category",
    "a single ",
    "mutually exclusive",
];

/// What a sentence is about.
static OF: LazyLock<Shape> = LazyLock::new(|| Shape::new("of *4 #b"));

impl English<'_> {
    /// Reads the totals of a text and the shares that make up a whole.
    pub(super) fn parts(&mut self) {
        for at in 0..self.tokens.len() {
            self.totalled(at);
        }
        for sentence in 0..self.text.sentences.len() {
            self.parts_of_sentence(sentence);
            self.shares_of_sentence(sentence);
        }
    }

    fn parts_of_sentence(&mut self, sentence: usize) {
        let tokens = self.tokens_of(sentence);
        let mut led = false;
        let mut past = 0;
        for at in tokens.clone() {
            let lead = LEADS
                .iter()
                .find(|(words, _)| self.shape(at, words).is_some());
            let these = at == tokens.start && self.shape(at, &OF_THESE).is_some();
            if let Some(found) = lead.filter(|_| self.is_counted_of(at))
                && self.parts_from_one(at, at + found.0.len(), tokens.end)
            {
                led = true;
            } else if let Some((words, closed)) = lead {
                led |= self.led_parts(at, at + words.len(), tokens.end, *closed);
            } else if these {
                led |= self.led_parts(at, at + OF_THESE.len(), tokens.end, Closed::Perhaps);
            }
            if self.tokens[at].word == "(" && at >= past {
                past = self.bracketed_parts(at, tokens.end);
            }
        }
        if !led {
            self.parts_of_before(sentence);
        }
    }

    /// Whether an amount stands right before `of which`: nine of which were accepted.
    fn is_counted_of(&self, at: usize) -> bool {
        let which = self.tokens.get(at + 1).map(|token| token.word.as_str());
        let of = self.tokens[at].word == "of" && matches!(which, Some("which" | "whom"));
        let before = at.checked_sub(1).map(|at| self.tokens[at].kind);
        of && matches!(before, Some(Kind::Figure(part)) if self.is_value(part))
    }

    /// `14 recommendations, nine of which were accepted, three in part and two rejected`:
    /// the amount before `of which` is the first of the parts.
    fn parts_from_one(&mut self, at: usize, behind: usize, end: usize) -> bool {
        let Kind::Figure(first) = self.tokens[at - 1].kind else {
            return false;
        };
        let sentence = self.figures[first].sentence;
        let whole = self.amounts_before(first, 0).into_iter().find(|whole| {
            let own = self.figures[*whole].sentence == sentence;
            own && self.alike(*whole, first) && self.is_part(first, *whole)
        });
        let rest = self.list(behind, end).into_iter();
        let rest = rest.filter(|part| self.alike(*part, first));
        let parts: Vec<usize> = std::iter::once(first).chain(rest).collect();
        let Some(whole) = whole.filter(|_| parts.len() > 1) else {
            return false;
        };
        let operands = Operand::all(&parts);
        self.holds(ClaimKind::Sum, whole, &operands)
            && self.sum(OF_WHICH, whole, &parts, Closed::Perhaps)
    }

    /// The parts that follow a word which leads to them.
    fn led_parts(&mut self, at: usize, behind: usize, end: usize, closed: Closed) -> bool {
        let parts = self.list(behind, end);
        let Some(first) = parts.first().copied() else {
            return false;
        };
        // 24 into the Office, including the Agency, and 20 into the Department
        let away = self.tokens[behind..self.places[first]]
            .iter()
            .any(|token| matches!(token.word.as_str(), "," | ";"));
        if away && closed == Closed::Open {
            return false;
        }
        let before: Vec<usize> = self
            .amounts_before(first, 1)
            .into_iter()
            .filter(|whole| self.places[*whole] < at && self.alike(*whole, first))
            .collect();
        let sentence = self.figures[first].sentence;
        let near = before
            .iter()
            .take_while(|whole| self.figures[**whole].sentence == sentence);
        let near: Vec<usize> = near
            .copied()
            .filter(|whole| !self.is_apart(*whole, at))
            .collect();
        let named = self.tokens[at].word != ":" && closed <= Closed::Perhaps;
        let of_these = self.tokens[at].word == "of" && near.is_empty();
        let wholes = if near.is_empty() && of_these {
            before
        } else {
            near
        };
        let words = &self.tokens[self.tokens_of(sentence)];
        let open = words
            .iter()
            .any(|token| OPEN.contains(&token.word.as_str()));
        let rest = self.names_rest(&parts);
        let closed = match closed {
            Closed::Open => Closed::Open,
            _ if rest && wholes.len() == 1 => Closed::Surely,
            _ if open => Closed::Perhaps,
            closed if wholes.len() > 1 => closed.min(Closed::Likely),
            closed => closed,
        };
        self.parts_of(&wholes, &parts, closed, named)
    }

    /// Whether something else begins between a total and what leads to its parts.
    fn is_apart(&self, whole: usize, lead: usize) -> bool {
        let place = self.places[whole];
        let between = &self.tokens[place + 1..lead];
        let opens = |word: &str| between.iter().filter(|token| token.word == word).count();
        between.iter().any(|token| token.word == ";") || opens(")") > opens("(")
    }

    /// Claims the parts of one of some totals: of the first that they make up;
    /// some of its parts, where they are `named` as such.
    fn parts_of(&mut self, wholes: &[usize], parts: &[usize], closed: Closed, named: bool) -> bool {
        let pattern = match closed {
            Closed::Surely | Closed::Likely => LISTED,
            _ => OF_WHICH,
        };
        for whole in wholes {
            for length in (2..=parts.len()).rev() {
                let parts = &parts[..length];
                let whole_list = length == parts.len();
                let operands: Vec<Operand> = parts.iter().map(|part| (*part).into()).collect();
                if self.all_alike(*whole, parts)
                    && self.holds(ClaimKind::Sum, *whole, &operands)
                    && (whole_list || length > 1)
                {
                    return self.sum(pattern, *whole, parts, closed);
                }
            }
        }
        let Some(whole) = wholes.first() else {
            return false;
        };
        let operands: Vec<Operand> = parts.iter().map(|part| (*part).into()).collect();
        if self.sum(pattern, *whole, parts, closed) {
            return true;
        }
        // 41, 33 and 21 of 90 that are counted once only are too many.
        let once = self.sentence_has(*whole, ONCE);
        if named && once && parts.len() > 1 && parts.iter().all(|part| self.alike(*whole, *part)) {
            self.claim(ClaimKind::Part, OF_WHICH, *whole, &operands);
            return true;
        }
        // 350 of 312 are too many.
        let much = parts.iter().any(|part| !self.is_part(*part, *whole));
        let which = parts.first().is_some_and(|part| {
            let place = self.places[*part];
            let between = self.places[*whole] + 1..place;
            (self.before(place, &["of", "which"]) || self.before(place, &["of", "whom"]))
                && between.len() <= 10
        });
        if much && which && wholes.len() == 1 && parts.len() == 1 && self.add_up(*whole, parts[0]) {
            self.claim(ClaimKind::Part, OF_WHICH, *whole, &operands);
            return true;
        }
        let open = named && parts.iter().all(|part| self.alike(*whole, *part));
        if open && self.holds(ClaimKind::Part, *whole, &operands) {
            self.add(ClaimKind::Part, OF_WHICH, *whole, &operands, Stands::Holds);
            return true;
        }
        false
    }

    /// The amounts of a list: alike, none of them a change or a share's base.
    fn list(&self, start: usize, end: usize) -> Vec<usize> {
        let mut parts: Vec<usize> = Vec::new();
        let first = self.tokens.get(start).map(|token| token.span.start);
        let depth = first.map_or(0, |at| self.text.depth[at]);
        for (at, token) in self.tokens.iter().enumerate().take(end).skip(start) {
            // "against 274 in 2021" ends a list, "12 against refusals" does not.
            let against = matches!(token.word.as_str(), "against" | "versus");
            if token.word == "compared" || against && self.amount_within(at, 4) {
                break;
            }
            let Kind::Figure(figure) = token.kind else {
                continue;
            };
            let said = &self.figures[figure];
            let fits = said.depth == depth
                && said.is_amount()
                && !said.is_multiple()
                && matches!(self.taken[figure], Taken::No | Taken::Share);
            let alike = parts.first().is_none_or(|first| self.alike(*first, figure));
            if fits && alike {
                parts.push(figure);
            }
        }
        parts
    }

    /// Whether an amount stands among the words behind a token.
    fn amount_within(&self, at: usize, most: usize) -> bool {
        let words = self.tokens[at + 1..].iter().take(most);
        let mut words = words.take_while(|token| token.kind != Kind::Sign);
        words.any(|token| matches!(token.kind, Kind::Figure(_)))
    }

    /// `the 19 failures concerned iron (8), lead (6) and coliforms (5)`;
    /// `cases (18,240, 6,705 and 6,515 respectively)`.
    fn bracketed_parts(&mut self, open: usize, end: usize) -> usize {
        let close = (open..end)
            .find(|at| self.tokens[*at].word == ")")
            .unwrap_or(end);
        let inside = self.list(open + 1, close);
        let respectively = self.tokens[open..(close + 2).min(end)]
            .iter()
            .any(|token| token.word == "respectively");
        let (parts, closed) = match inside.len() {
            0 => return open,
            1 => {
                // One in each pair of brackets, of those that follow each other.
                let depth = self.figures[inside[0]].depth;
                let parts: Vec<usize> = (inside[0]..self.figures.len())
                    .take_while(|part| self.places[*part] < end)
                    .filter(|part| self.figures[*part].depth == depth)
                    .take_while(|part| {
                        let place = self.places[*part];
                        self.alike(inside[0], *part)
                            && self.tokens[place - 1].word == "("
                            && self
                                .tokens
                                .get(place + 1)
                                .is_some_and(|token| token.word == ")")
                    })
                    .collect();
                (parts, Closed::Perhaps)
            }
            _ if respectively => (inside, Closed::Surely),
            _ => (inside, Closed::Perhaps),
        };
        let Some(first) = parts.first().copied().filter(|_| parts.len() > 1) else {
            return open;
        };
        let past = parts.last().map_or(open, |last| self.places[*last]);
        let wholes: Vec<usize> = self
            .amounts_before(first, 1)
            .into_iter()
            .filter(|whole| {
                self.alike(*whole, first) && self.figures[*whole].depth < self.figures[first].depth
            })
            .collect();
        let wholes = match closed {
            Closed::Surely => wholes.get(..1).unwrap_or_default().to_vec(),
            _ => wholes,
        };
        self.parts_of(&wholes, &parts, closed, true);
        past
    }

    /// The amounts of a sentence as the parts of a total before them.
    fn parts_of_before(&mut self, sentence: usize) {
        let tokens = self.tokens_of(sentence);
        let all = self.list(tokens.start, tokens.end);
        let Some(first) = all.first().copied() else {
            return;
        };
        let stated = self.is_stated_first(first, tokens.start);
        let own = self.tokens_of(sentence).find_map(|at| {
            let found = self.shape(at, &PART_OF)?;
            Some((found.get('a')?, found.get('b')?))
        });
        let (wholes, parts): (Vec<usize>, Vec<usize>) = match own {
            Some((part, whole)) if all.contains(&part) && all.contains(&whole) => {
                let parts = all.iter().copied().filter(|other| *other != whole);
                (vec![whole], parts.collect())
            }
            _ if stated => (vec![first], all[1..].to_vec()),
            _ => {
                let before = self.amounts_before(first, 1);
                let before = before.into_iter().filter(|whole| self.alike(*whole, first));
                let mut wholes: Vec<usize> = before.collect();
                wholes.dedup();
                (wholes, all.clone())
            }
        };
        if parts.len() < 2 {
            self.parts_with_total_first(&all);
            return;
        }
        let rest = self.names_rest(&parts);
        let sure = rest && wholes.len() == 1;
        let closed = match () {
            () if stated && self.are_both(&parts) => Closed::Surely,
            () if sure && !self.has_open_words(sentence) => Closed::Surely,
            () => Closed::Perhaps,
        };
        let pattern = if rest || stated { REST } else { LISTED };
        let parts = match wholes.first().filter(|_| stated) {
            Some(whole) => self.first_parts(*whole, &parts),
            None => parts,
        };
        for whole in &wholes {
            if self.sum(pattern, *whole, &parts, Closed::Perhaps) {
                return;
            }
        }
        if self.parts_with_total_first(&all) {
            return;
        }
        if let [whole] = wholes.as_slice() {
            self.sum(pattern, *whole, &parts, closed);
        } else if !stated && self.are_both(&parts) {
            self.both_of_one(pattern, &wholes, &parts);
        }
    }

    /// Whether the first amount of a sentence is the total that the sentence is
    /// about: `Of the 236 …, 198 …`.
    fn is_stated_first(&self, first: usize, start: usize) -> bool {
        let of = self.places[first];
        (of.saturating_sub(5).max(start)..of).any(|at| {
            let begins =
                at == start || matches!(self.tokens[at - 1].word.as_str(), "," | ";" | ":");
            let found = self.shape(at, &OF);
            begins && found.is_some_and(|found| found.get('b') == Some(first))
        })
    }

    /// The first of some parts, where they make up a total and the others do not
    /// belong to them: of the 96, 40, 31 and 25; 22 were upheld.
    fn first_parts(&self, whole: usize, parts: &[usize]) -> Vec<usize> {
        let length = (3..parts.len()).rev().find(|length| {
            let parts = &parts[..*length];
            let operands: Vec<Operand> = parts.iter().map(|part| (*part).into()).collect();
            self.all_alike(whole, parts) && self.holds(ClaimKind::Sum, whole, &operands)
        });
        parts[..length.unwrap_or(parts.len())].to_vec()
    }

    /// `34 members (17 and 17). 19 posts were filled and 16 vacant`: of some totals
    /// the one that a slip away is that of two parts which are all there can be.
    fn both_of_one(&mut self, pattern: &'static str, wholes: &[usize], parts: &[usize]) {
        let near = |whole: &&usize| Evidence::of(self.figures, **whole, parts).slip;
        let near: Vec<usize> = wholes.iter().filter(near).copied().collect();
        if let [whole] = near.as_slice() {
            self.sum(pattern, *whole, parts, Closed::Surely);
        }
    }

    /// The first amount of a sentence as the total of the others, where it is.
    fn parts_with_total_first(&mut self, all: &[usize]) -> bool {
        match all {
            [whole, parts @ ..] if parts.len() > 1 => {
                let closed = match self.are_both(parts) {
                    true => Closed::Surely,
                    false => Closed::Perhaps,
                };
                self.sum(LISTED, *whole, parts, closed)
            }
            _ => false,
        }
    }
}
