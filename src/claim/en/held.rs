//! What English sentences tell without a shape of its own: told only where it
//! holds, and where that is no chance. So nothing here is ever a finding; it
//! says what was checked.

use super::frames::ALONE;
use super::reader::English;
use super::roles::Role;
use super::tokens::Kind;
use super::told::{NEAR, Told};
use super::words::Way;
use crate::claim::claimed::{ClaimKind, Operand};
use crate::claim::evidence::only_pair;
use crate::claim::said::around;
use crate::figure::Rat;

/// A change against a value of its sentence or the one before.
const FROM: &str = "change-from";
/// An amount by which two values of its sentence or the one before differ.
const DIFFERENCE: &str = "difference";
/// `A is B less C`.
const LESS: &str = "surplus";
/// `A, fewer than the B of last year`.
const BOUND: &str = "bound";

impl English<'_> {
    /// Reads what is told only where it holds.
    pub(super) fn held(&mut self) {
        self.held_brought();
        let mut told = Told::of(&self.claims);
        for figure in 0..self.figures.len() {
            let said = &self.figures[figure];
            match said.is_percent() {
                _ if said.is_points() => self.held_points(figure, &told),
                true => {
                    self.held_change(figure, &mut told);
                    self.held_rate(figure, &mut told);
                }
                false if self.is_value(figure) => {
                    self.held_difference(figure, &told);
                    self.held_apart(figure, &told);
                    self.held_of(figure, &told);
                    self.held_less(figure);
                    self.held_bound(figure);
                    self.held_deficit(figure, &told);
                    self.held_parts(figure, &told);
                    self.held_total(figure, &told);
                    self.held_average(figure, &told);
                    self.held_flows(figure);
                    self.held_balance(figure);
                    self.held_net(figure, &told);
                    self.held_ratio_to_one(figure);
                }
                false => {}
            }
        }
        self.claims
            .retain(|claim| claim.pattern != ALONE || !told.settled.contains(&claim.reported));
    }

    /// The values around a figure, in its sentence and so many before it, nearest
    /// first.
    fn values_near(&self, figure: usize, sentences: usize) -> Vec<usize> {
        let near = around(self.figures, figure, sentences).into_iter();
        near.filter(|other| self.is_value(*other)).collect()
    }

    /// The pairs of a value and an earlier one around a figure.
    fn pairs_near(&self, figure: usize, sentences: usize) -> Vec<[usize; 2]> {
        let near = self.values_near(figure, sentences);
        let then = self.values_then(figure);
        let earlier: Vec<usize> = near
            .iter()
            .copied()
            .filter(|other| self.role(*other) == Role::Earlier || self.is_when(*other))
            .chain(then)
            .collect();
        let nows = near
            .iter()
            .copied()
            .filter(|other| matches!(self.role(*other), Role::Now | Role::Unsaid))
            .filter(|other| !self.is_when(*other));
        nows.flat_map(|now| earlier.iter().map(move |earlier| [now, *earlier]))
            .filter(|[now, earlier]| now != earlier && self.alike(*now, *earlier))
            .collect()
    }

    /// The values of the sentence behind a figure's, where that begins by telling of an
    /// earlier time: A year earlier 44,200 were pending.
    fn values_then(&self, figure: usize) -> Vec<usize> {
        const THEN: &[&[&str]] = &[
            &["a", "year", "earlier"],
            &["a", "year", "ago"],
            &["a", "year", "before"],
            &["the", "year", "before"],
            &["the", "previous", "year"],
            &["in", "the", "previous", "year"],
            &["in", "the", "prior", "year"],
            &["last", "year"],
        ];
        let behind = self.figures[figure].sentence + 1;
        let values = (figure + 1..self.figures.len())
            .skip_while(|other| self.figures[*other].sentence < behind)
            .take_while(|other| self.figures[*other].sentence == behind);
        let values: Vec<usize> = values
            .filter(|other| self.is_value(*other))
            .take(2)
            .collect();
        let Some(first) = values.first() else {
            return values;
        };
        let sentence = self.tokens_of(self.figures[*first].sentence);
        let tokens = &self.tokens[sentence];
        let begins = |words: &&[&str]| {
            tokens.len() >= words.len()
                && tokens
                    .iter()
                    .zip(words.iter())
                    .all(|(token, word)| token.word == *word)
        };
        match THEN.iter().any(begins) {
            true => values,
            false => Vec::new(),
        }
    }

    /// Whether a value is told of another time: when there were 320.
    fn is_when(&self, figure: usize) -> bool {
        let place = self.places[figure];
        let near = &self.tokens[place.saturating_sub(7)..place];
        let words = near
            .iter()
            .rev()
            .take_while(|token| token.kind == Kind::Word && token.word != "which");
        let mut words = words.map(|token| token.word.as_str());
        self.role(figure) == Role::Earlier && words.any(|word| word == "when")
    }

    /// `9.2 million were insured, an increase of 2.2% from 9.0 million`, `and
    /// profit 20% from 5.0 to 6.0`.
    fn held_change(&mut self, rate: usize, told: &mut Told) {
        if told.changes.contains(&rate) {
            return;
        }
        let way = self.rate_way(rate);
        let from = self.rate_from_to(rate);
        let pairs = match (way, from) {
            (_, Some(pair)) => vec![pair],
            (Some(_), None) => self.pairs_near(rate, 1),
            (None, None) => return,
        };
        for [now, earlier] in pairs {
            let up = match way {
                Some(way) => way == Way::Up,
                None => self.is_part(earlier, now),
            };
            let kind = match up {
                true => ClaimKind::Growth,
                false => ClaimKind::Decline,
            };
            let operands = [now.into(), earlier.into()];
            if self.holds(kind, rate, &operands) {
                told.settled.insert(rate);
                self.claim(kind, FROM, rate, &operands);
                return;
            }
        }
    }

    /// What stands in `P% from A to B`.
    fn rate_from_to(&self, rate: usize) -> Option<[usize; 2]> {
        let (earlier, now) = (rate + 1, rate + 2);
        let place = |figure: usize| self.places.get(figure).copied();
        let (from, to) = (place(earlier)?, place(now)?);
        let tied = self.tokens[self.places[rate] + 1].word == "from"
            && from == self.places[rate] + 2
            && to <= from + 3
            && self.before(to, &["to"]);
        (tied && self.is_value(now) && self.alike(now, earlier)).then_some([now, earlier])
    }

    /// `grew by 4,547`, of two values that the sentence before tells.
    fn held_difference(&mut self, by: usize, told: &Told) {
        let Role::By(way) = self.role(by) else {
            return;
        };
        if told.differences.contains(&by) {
            return;
        }
        for [now, earlier] in self.pairs_near(by, 1) {
            let operands = match way {
                Way::Up => [now.into(), earlier.into()],
                Way::Down => [earlier.into(), now.into()],
            };
            if now != by
                && earlier != by
                && self.alike(now, by)
                && self.holds(ClaimKind::Difference, by, &operands)
            {
                self.claim(ClaimKind::Difference, DIFFERENCE, by, &operands);
                return;
            }
        }
    }

    /// `cash flow of 41.2 (2019: 38.9) is cash earned of 63.7 (60.2) less capital
    /// expenditure of 22.5 (21.3)`.
    fn held_less(&mut self, low: usize) {
        let place = self.places[low];
        let sentence = self.tokens_of(self.tokens[place].sentence);
        let less = (sentence.start.max(place.saturating_sub(8))..place)
            .rev()
            .take_while(|at| self.tokens[*at].word != ",")
            .find(|at| matches!(self.tokens[*at].word.as_str(), "less" | "minus"));
        let Some(less) = less.filter(|at| self.tokens[at + 1].word != "than") else {
            return;
        };
        let before: Vec<usize> = (low.saturating_sub(5)..low)
            .rev()
            .filter(|other| self.figures[*other].sentence == self.figures[low].sentence)
            .filter(|other| self.places[*other] < less || self.figures[*other].depth > 0)
            .collect();
        for high in &before {
            for left in before.iter().filter(|left| *left < high) {
                let operands = [(*high).into(), low.into()];
                let alike = self.alike(*high, low) && self.alike(*left, low);
                let level = self.figures[*high].depth == self.figures[low].depth;
                if alike && level && self.holds(ClaimKind::Difference, *left, &operands) {
                    self.claim(ClaimKind::Difference, LESS, *left, &operands);
                    return self.held_less_in_brackets([*left, *high, low]);
                }
            }
        }
    }

    /// The same of what stands in brackets behind each of the three.
    fn held_less_in_brackets(&mut self, three: [usize; 3]) {
        let [left, high, low] = three.map(|figure| figure + 1);
        let inside = [left, high, low].iter().all(|figure| {
            self.figures.get(*figure).is_some_and(|said| {
                said.depth > self.figures[figure - 1].depth && self.is_value(*figure)
            })
        });
        let operands = [high.into(), low.into()];
        if inside && self.holds(ClaimKind::Difference, left, &operands) {
            self.claim(ClaimKind::Difference, LESS, left, &operands);
        }
    }

    /// `71 requests, fewer than the 96 of the year before`.
    fn held_bound(&mut self, bound: usize) {
        let place = self.places[bound];
        let word = |back: usize| {
            let at = place.checked_sub(back)?;
            Some(self.tokens[at].word.as_str())
        };
        let the = usize::from(matches!(word(1), Some("the" | "last" | "our")));
        if the == 0 || word(1 + the) != Some("than") {
            return;
        }
        let kind = match word(2 + the) {
            Some("fewer" | "less" | "lower" | "smaller") => ClaimKind::AtMost,
            Some("more" | "higher" | "greater" | "larger") => ClaimKind::AtLeast,
            _ => return,
        };
        let about = bound.checked_sub(1).filter(|about| {
            let same = self.figures[*about].sentence == self.figures[bound].sentence;
            let by = matches!(self.role(*about), Role::By(_) | Role::Earlier);
            same && !by && self.is_value(*about) && self.alike(*about, bound)
        });
        // 1,200, 60 fewer than the 1,260 of last year
        let near = about.filter(|about| place - self.places[*about] > 3);
        if let Some(about) = near.filter(|about| self.holds(kind, bound, &[(*about).into()])) {
            self.claim(kind, BOUND, bound, &[about.into()]);
        }
    }

    /// `a deficit of 2.5. Receipts were 6.1 and outlays 8.6.`
    fn held_deficit(&mut self, left: usize, told: &Told) {
        const WENT: &[&str] = &[
            "outlays",
            "spending",
            "expenditure",
            "expenses",
            "costs",
            "payments",
            "imports",
            "liabilities",
        ];
        const CAME: &[&str] = &[
            "receipts",
            "revenue",
            "revenues",
            "income",
            "exports",
            "assets",
            "contributions",
        ];
        let named = |figure: usize, words: &[&str]| {
            let place = self.places[figure];
            let near = &self.tokens[place.saturating_sub(5)..place];
            let last = near.iter().rposition(|token| {
                token.word == "," || token.word == ";" || matches!(token.kind, Kind::Figure(_))
            });
            let near = &near[last.map_or(0, |at| at + 1)..];
            near.iter()
                .any(|token| words.contains(&token.word.as_str()))
        };
        let down = named(left, &["deficit", "shortfall", "loss"]);
        if !down && !named(left, &["surplus", "profit", "excess"]) {
            return;
        }
        let sentence = self.figures[left].sentence;
        if told.differences.contains(&left) {
            return;
        }
        let near = (left.saturating_sub(NEAR)..self.figures.len().min(left + NEAR + 1))
            .filter(|other| self.figures[*other].sentence.abs_diff(sentence) <= 2)
            .filter(|other| *other != left && self.is_value(*other) && self.alike(*other, left));
        let near: Vec<usize> = near.collect();
        let came = near.iter().copied().filter(|other| named(*other, CAME));
        let pairs: Vec<[usize; 2]> = came
            .flat_map(|came| near.iter().map(move |went| [came, *went]))
            .filter(|[came, went]| came != went && named(*went, WENT))
            .collect();
        for [came, went] in pairs {
            let operands: [Operand; 2] = match down {
                true => [went.into(), came.into()],
                false => [came.into(), went.into()],
            };
            if self.holds(ClaimKind::Difference, left, &operands) {
                self.claim(ClaimKind::Difference, LESS, left, &operands);
                return;
            }
        }
    }

    /// `up by 4.5 points to 33.0%, against 28.5%`: points between two rates.
    fn held_points(&mut self, points: usize, told: &Told) {
        let said = &self.figures[points];
        let steps = said.steps();
        if told.differences.contains(&points) || steps.abs() < Rat::whole(10) {
            return;
        }
        let near: Vec<usize> = (points.saturating_sub(4)..self.figures.len().min(points + 3))
            .filter(|other| {
                let own = self.figures[*other].sentence;
                let near = own == said.sentence || own + 1 == said.sentence;
                near && self.figures[*other].is_percent()
                    && !matches!(self.role(*other), Role::By(_))
            })
            .collect();
        let pair = only_pair(&near, |high, low| {
            let operands = [high.into(), low.into()];
            self.holds(ClaimKind::Difference, points, &operands)
        });
        if let Some([high, low]) = pair {
            let operands = [high.into(), low.into()];
            self.claim(ClaimKind::Difference, DIFFERENCE, points, &operands);
        }
    }
}
