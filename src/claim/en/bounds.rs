//! Bounds that a figure keeps: a target that is met or missed, a round figure
//! and the one that it stands for.

use super::reader::English;
use super::roles::Role;
use super::shapes::{Shape, Shapes, shapes};
use super::tokens::Kind;
use crate::claim::claimed::{Claim, ClaimKind};
use crate::figure::Hedge;
use crate::figure::Rat;
use std::sync::LazyLock;

/// `over 500 volunteers (523)`; `53%, above the 50% target`.
const BOUND: &str = "bound";

/// A round figure and the one that it stands for.
static ROUND: LazyLock<Shape> = LazyLock::new(|| Shape::new("#h *4 ( #x *3 )"));

/// A percentage that is a target.
static TARGETS: Shapes = LazyLock::new(|| {
    shapes(&[
        "%t *2 target|kpi|threshold|standard|benchmark|goal|minimum|maximum|limit|ceiling|requirement|objective",
        "target|kpi|threshold|standard|benchmark|goal|minimum|maximum|limit|ceiling|requirement|objective *2 of|is|was|at *2 %t",
        "target|kpi|threshold|standard|benchmark|goal|limit|objective ( %t )",
        "targeted|required|stipulated|agreed %t",
        "%t required|stipulated|expected|promised",
    ])
});

/// How a value stands to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Above,
    Below,
    /// Better or worse, which may be either.
    Either,
}

/// Words that say how a value stands to its target.
const WORDS: &[(&[&str], Kept)] = &[
    (
        &[
            "above",
            "exceeded",
            "exceeding",
            "exceeds",
            "exceed",
            "beat",
            "beating",
            "beats",
            "surpassed",
            "surpassing",
            "met",
            "meeting",
            "meets",
            "meet",
            "over",
            "topped",
            "higher",
            "ahead",
        ],
        Kept::Above,
    ),
    (
        &[
            "below", "missed", "missing", "misses", "short", "under", "within", "lower", "beneath",
            "behind",
        ],
        Kept::Below,
    ),
    (
        &["better", "worse", "inside", "outside", "against", "versus"],
        Kept::Either,
    ),
];

/// Words with which nothing is said of one value.
const NOT: &[&str] = &[
    "not", "no", "none", "only", "neither", "nor", "never", "without", "failed", "fails", "cannot",
    "if", "unless", "will", "should", "must", "would", "aim", "aims", "set", "raised", "lowered",
    "increase", "reduced",
];

/// An amount that is a limit or a target.
static AMOUNT_TARGETS: Shapes = LazyLock::new(|| {
    shapes(&[
        "#t *1 budget|limit|cap|ceiling|target|allocation|allowance|threshold",
        "budget|limit|cap|ceiling|target|allocation|allowance|threshold of|at *2 #t",
    ])
});

impl English<'_> {
    /// Reads the bounds of a text.
    pub(super) fn bounds(&mut self) {
        for at in 0..self.tokens.len() {
            self.bound(at);
            if let Kind::Figure(figure) = self.tokens[at].kind {
                self.bound_of_each(figure);
            }
            let target = self.any_shape(at, &TARGETS);
            if let Some(target) = target.and_then(|found| found.get('t')) {
                self.target(target);
            }
            let limit = self.any_shape(at, &AMOUNT_TARGETS);
            if let Some(limit) = limit.and_then(|found| found.get('t')) {
                self.kept_amount(limit);
            }
        }
    }

    /// `over 500 volunteers (523)`: a round figure, and the one that it stands for.
    fn bound(&mut self, at: usize) {
        let Some(found) = self.shape(at, &ROUND) else {
            return;
        };
        let (Some(round), Some(exact)) = (found.get('h'), found.get('x')) else {
            return;
        };
        let kind = match self.figures[round].figure.hedge {
            Hedge::Above | Hedge::AtLeast | Hedge::MoreThan => ClaimKind::AtLeast,
            Hedge::Below | Hedge::AtMost | Hedge::Nearly => ClaimKind::AtMost,
            _ => return,
        };
        let near = {
            let (round, exact) = (&self.figures[round].figure, &self.figures[exact].figure);
            let miss = (&round.nominal - &exact.nominal).abs();
            miss * &Rat::whole(5) <= round.nominal && exact.hedge == Hedge::None
        };
        if near && self.alike(round, exact) {
            self.claim(kind, BOUND, round, &[exact.into()]);
        }
    }

    /// `Under £2m in each of the last three years: £1.84m, £1.97m and £2.06m`.
    fn bound_of_each(&mut self, bound: usize) {
        let kind = match self.figures[bound].figure.hedge {
            Hedge::Above | Hedge::AtLeast | Hedge::MoreThan => ClaimKind::AtLeast,
            Hedge::Below | Hedge::AtMost => ClaimKind::AtMost,
            _ => return,
        };
        let sentence = self.tokens_of(self.figures[bound].sentence);
        let behind = self.places[bound] + 1..sentence.end;
        let Some(colon) = behind.clone().find(|at| self.tokens[*at].word == ":") else {
            return;
        };
        let each = self.tokens[sentence.start..colon]
            .iter()
            .any(|token| matches!(token.word.as_str(), "each" | "every" | "all"));
        let values: Vec<usize> = (colon..sentence.end)
            .filter_map(|at| match self.tokens[at].kind {
                Kind::Figure(figure) => Some(figure),
                _ => None,
            })
            .collect();
        let percent = self.figures[bound].is_percent();
        let alike = values.iter().all(|value| {
            let said = &self.figures[*value];
            let same = if percent {
                said.is_percent()
            } else {
                self.alike(bound, *value)
            };
            same && said.figure.hedge == Hedge::None
        });
        if each && alike && values.len() > 1 {
            for value in values {
                self.claim(kind, BOUND, bound, &[value.into()]);
            }
        }
    }

    /// The values of a sentence that its words set above or below a target: the
    /// only one of the clause, or all that are listed where all of them are said
    /// to keep it.
    fn target(&mut self, target: usize) {
        let told = |claim: &Claim| {
            matches!(claim.kind, ClaimKind::AtLeast | ClaimKind::AtMost) && claim.reported == target
        };
        if self.claims.iter().rev().take(super::reader::LAST).any(told) {
            return;
        }
        let place = self.places[target];
        let clause = self.clause(place);
        let words = || {
            self.tokens[clause.clone()]
                .iter()
                .map(|token| token.word.as_str())
        };
        // "met in 91% of cases" is a share of what was met.
        let of = self
            .tokens
            .get(place + 1)
            .is_some_and(|token| token.word == "of");
        if of || words().any(|word| NOT.contains(&word)) {
            return;
        }
        let near = clause.start.max(place.saturating_sub(8))..clause.end.min(place + 3);
        let kept = self.tokens[near].iter().rev().find_map(|token| {
            let word = token.word.as_str();
            WORDS
                .iter()
                .find(|(words, _)| words.contains(&word))
                .map(|(_, kept)| *kept)
        });
        let Some(kept) = kept else {
            return;
        };
        let shares: Vec<usize> = self.tokens[clause.clone()]
            .iter()
            .filter_map(|token| match token.kind {
                Kind::Figure(figure) => Some(figure),
                _ => None,
            })
            .filter(|share| *share != target && self.figures[*share].is_percent())
            .filter(|share| self.figures[*share].figure.hedge == Hedge::None)
            .filter(|share| !self.figures[*share].is_points() && self.role(*share) != Role::Earlier)
            .collect();
        // 96% in a year, against a target of 95%, and 62% in a month, against 65%.
        let set = (place.saturating_sub(4)..place)
            .any(|at| matches!(self.tokens[at].word.as_str(), "against" | "versus"));
        let shares = match kept == Kept::Either && set {
            true => shares
                .into_iter()
                .rfind(|share| *share < target)
                .into_iter()
                .collect(),
            false => shares,
        };
        let all = words().any(|word| matches!(word, "every" | "each" | "all" | "both"));
        let colon = (place..clause.end).find(|at| self.tokens[*at].word == ":");
        let listed = shares.iter().all(|share| {
            let behind = colon.is_some_and(|colon| self.places[*share] > colon);
            *share > target && (behind || self.figures[*share].depth > 0)
        });
        match shares.as_slice() {
            [share] => self.keeps(*share, target, kept),
            shares if all && listed => {
                for share in shares.iter().copied() {
                    self.keeps(share, target, kept);
                }
            }
            _ => {}
        }
    }

    /// `spending of £11.8m was within the £12m budget`: the only other amount of the
    /// clause, before a word that sets it above or below; told where it holds.
    fn kept_amount(&mut self, limit: usize) {
        let told = |claim: &Claim| claim.figures().any(|figure| figure == limit);
        if self.claims.iter().rev().take(super::reader::LAST).any(told) {
            return;
        }
        let place = self.places[limit];
        let clause = self.clause(place);
        let words = |from: usize, to: usize| {
            self.tokens[from..to]
                .iter()
                .map(|token| token.word.as_str())
        };
        if words(clause.start, clause.end).any(|word| NOT.contains(&word)) {
            return;
        }
        let near = clause.start.max(place.saturating_sub(6));
        let kept = words(near, place).rev().find_map(|word| {
            let found = WORDS
                .iter()
                .take(2)
                .find(|(words, _)| words.contains(&word));
            found.map(|(_, kept)| *kept)
        });
        let values: Vec<usize> = self.tokens[clause]
            .iter()
            .filter_map(|token| match token.kind {
                Kind::Figure(figure) => Some(figure),
                _ => None,
            })
            .filter(|value| *value != limit && self.alike(*value, limit))
            .filter(|value| self.figures[*value].figure.hedge == Hedge::None)
            .collect();
        let (Some(kept), [value]) = (kept, values.as_slice()) else {
            return;
        };
        let kind = match kept {
            Kept::Above => ClaimKind::AtLeast,
            _ => ClaimKind::AtMost,
        };
        let operands = [(*value).into()];
        if *value < limit && self.holds(kind, limit, &operands) {
            self.claim(kind, BOUND, limit, &operands);
        }
    }

    /// A share that is above a target or below; a target has no places that were
    /// rounded, so that nothing is said of one that is missed by less.
    fn keeps(&mut self, share: usize, target: usize, kept: Kept) {
        let (own, other) = (&self.figures[share].figure, &self.figures[target].figure);
        let above = match kept {
            Kept::Above => true,
            Kept::Below => false,
            Kept::Either => own.nominal >= other.nominal,
        };
        let holds = match above {
            true => own.nominal >= other.nominal,
            false => own.nominal <= other.nominal,
        };
        let kind = match above {
            true => ClaimKind::AtLeast,
            false => ClaimKind::AtMost,
        };
        let operands = [share.into()];
        if holds || !self.holds(kind, target, &operands) {
            self.claim(kind, BOUND, target, &operands);
        }
    }
}
