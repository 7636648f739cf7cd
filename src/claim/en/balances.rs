//! Balances: what was there, what came, what went, what is left.

use super::reader::{English, LAST, MOST, Taken};
use super::roles::Role;
use super::shapes::{Shape, Shapes, shapes};
use super::tokens::{Kind, Token};
use super::words::is_rose;
use crate::claim::claimed::{Claim, ClaimKind, Operand, SHARE_OF_WHOLE, Stands};
use std::sync::LazyLock;

/// `B were pending at the start, A were received and D disposed of, leaving C`.
const BALANCE: &str = "balance";
/// `exports of A and imports of B, a surplus of D`.
const SURPLUS: &str = "surplus";

/// What an amount is to a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Opening,
    /// What came.
    In,
    Out,
    Closing,
    /// What was there, at the start or at the end.
    Level,
}

/// Words that say which side an amount is on, the surest first.
static SIDES: LazyLock<Vec<(Shape, Side)>> = LazyLock::new(|| {
    let sides: &[(&'static str, Side)] = &[
        ("leaving", Side::Closing),
        ("carried forward", Side::Closing),
        ("ended|finished *3 with|at", Side::Closing),
        ("began|begun|started|entered *3 with|at", Side::Opening),
        ("closed at|the|with", Side::Closing),
        ("ended at|the|with", Side::Closing),
        ("closing", Side::Closing),
        ("brought forward", Side::Opening),
        ("left over", Side::Opening),
        ("carried over", Side::Opening),
        ("opened the|at|with", Side::Opening),
        ("opening", Side::Opening),
        ("at the beginning|start|outset", Side::Opening),
        ("at start", Side::Opening),
        ("beginning|initial", Side::Opening),
        ("pending|outstanding from", Side::Opening),
        ("prior|previous|preceding year", Side::Opening),
        ("already", Side::Opening),
        ("the end|close of", Side::Closing),
        ("at the end|close", Side::Closing),
        ("year end", Side::Closing),
        ("end of", Side::Closing),
        (
            "disposed|redressed|resolved|processed|completed|concluded|determined",
            Side::Out,
        ),
        (
            "finalised|finalized|withdrawn|paid|settled|discharged|left|repaid|spent",
            Side::Out,
        ),
        (
            "lost|filled|sales|sold|resigned|expired|died|deaths|cancelled|retired|ceased|removed",
            Side::Out,
        ),
        (
            "deregistered|struck|leavers|departures|lapsed|cleared|used|dispatched",
            Side::Out,
        ),
        (
            "payments|outgoings|closures|withdrawals|outflow|outflows|disposals|losses",
            Side::Out,
        ),
        (
            "plus|inflow|inflows|additions|intake|admissions|gains",
            Side::In,
        ),
        ("closed|decided|released|departed|written", Side::Out),
        (
            "received|instituted|registered|filed|lodged|admitted|joined|added",
            Side::In,
        ),
        (
            "contributions|earnings|earned|receipts|arrivals|recruits|recruited|income",
            Side::In,
        ),
        (
            "purchases|bought|purchased|arose|births|further|acquired|enrolled|raised|joiners",
            Side::In,
        ),
        ("took|transfers|transferred in", Side::In),
        ("transfers|transferred out", Side::Out),
        ("dividends|distributions", Side::Out),
        (
            "gained|starters|hired|appointed|obtained|entrants",
            Side::In,
        ),
        (
            "new|fresh|openings|opened|commenced|initiated|surplus|created|granted",
            Side::In,
        ),
        (
            "pendency|backlog|remainder|outstanding|pending|caseload|stock",
            Side::Level,
        ),
        ("on|in hand", Side::Level),
    ];
    sides
        .iter()
        .map(|(words, side)| (Shape::new(words), *side))
        .collect()
});

/// A date of which something is told.
static AS_ON: LazyLock<Shape> = LazyLock::new(|| Shape::new("as? on|at|of date"));

/// What is left of two amounts.
static LEFT: Shapes = LazyLock::new(|| {
    shapes(&[
        "surplus|deficit|gap|shortfall|margin|profit|loss|excess|difference|leaving|underspend|overspend|balance|variance|saving|improvement|equity *9 #d",
        "#d *4 remains|remained|remaining|available|unspent|unused|outstanding|undrawn",
        "net *3 of #d",
        "majority|lead *3 of #d",
    ])
});

/// The first of the levels is the opening one, the last the closing one.
fn settle_levels(sides: &mut [(usize, Side)]) {
    let has = |sides: &[(usize, Side)], wanted: Side| sides.iter().any(|(_, side)| *side == wanted);
    let (opened, closed) = (has(sides, Side::Opening), has(sides, Side::Closing));
    if let Some((_, side)) = sides
        .first_mut()
        .filter(|(_, side)| *side == Side::Level && !opened)
    {
        *side = Side::Opening;
    }
    if let Some((_, side)) = sides
        .last_mut()
        .filter(|(_, side)| *side == Side::Level && !closed)
    {
        *side = Side::Closing;
    }
}

/// A balance is told in so many sentences at most.
const SENTENCES: usize = 3;

/// And so many figures.
const FIGURES: usize = 24;

impl English<'_> {
    /// Reads the balances of a text.
    pub(super) fn balances(&mut self) {
        for sentence in 0..self.text.sentences.len() {
            self.balance(sentence);
        }
        for at in 0..self.tokens.len() {
            self.surplus(at);
        }
        self.shares_of_what_is_left();
    }

    /// A balance that begins in a sentence.
    fn balance(&mut self, sentence: usize) {
        let mut sides: Vec<(usize, Side)> = Vec::new();
        let mut strange = 0;
        let from = self
            .figures
            .partition_point(|said| said.sentence < sentence);
        for figure in from..self.figures.len().min(from + FIGURES) {
            let said = &self.figures[figure];
            let within = said.sentence < sentence + SENTENCES;
            let amount = said.is_amount() && !said.is_multiple() && said.depth == 0;
            let like = sides
                .first()
                .is_none_or(|(first, _)| self.alike(*first, figure));
            let closed = |side: &Side| matches!(side, Side::Closing | Side::Level);
            let full = sides.iter().skip(1).any(|(_, side)| closed(side));
            let free = matches!(self.taken[figure], Taken::No | Taken::Earlier)
                || self.moved(self.places[figure]).is_some();
            if !within || !amount || !like || full || !free {
                continue;
            }
            match self.side(figure) {
                Some(side) => sides.push((figure, side)),
                None => strange += 1,
            }
        }
        settle_levels(&mut sides);
        let begins = sides
            .first()
            .is_some_and(|(first, _)| self.figures[*first].sentence == sentence);
        let of = |wanted: Side| -> Vec<usize> {
            let found = sides.iter().filter(|(_, side)| *side == wanted);
            found.map(|(figure, _)| *figure).collect()
        };
        let (opening, closing) = (of(Side::Opening), of(Side::Closing));
        let (came, went) = (of(Side::In), of(Side::Out));
        let ([opening], [closing]) = (opening.as_slice(), closing.as_slice()) else {
            return;
        };
        if !begins || came.is_empty() && went.is_empty() {
            return;
        }
        let both = !came.is_empty() && !went.is_empty();
        let mut operands: Vec<Operand> = vec![(*opening).into()];
        operands.extend(came.into_iter().map(Operand::from));
        operands.extend(went.into_iter().map(|figure| Operand {
            figure,
            minus: true,
        }));
        let holds = self.holds(ClaimKind::Balance, *closing, &operands);
        // What is left is told last.
        let last = operands.iter().all(|operand| operand.figure < *closing);
        if holds || both && last && strange == 0 {
            self.claim(ClaimKind::Balance, BALANCE, *closing, &operands);
        }
    }

    /// The side that the words of its clause put an amount on.
    pub(super) fn side(&self, figure: usize) -> Option<Side> {
        let place = self.places[figure];
        let sentence = self.tokens[place].sentence;
        let ends = |at: usize| {
            let token = &self.tokens[at];
            token.sentence != sentence
                || matches!(
                    token.word.as_str(),
                    "," | ";" | "and" | "(" | ")" | "." | ":"
                )
                || matches!(token.kind, Kind::Figure(_))
        };
        let start = (0..place)
            .rev()
            .take(12)
            .find(|at| ends(*at))
            .map_or(place.saturating_sub(12), |at| at + 1);
        let behind = (place + 1..self.tokens.len()).take(12).find(|at| ends(*at));
        let end = behind.unwrap_or((place + 12).min(self.tokens.len()));
        let comma = start > 0 && self.tokens[start - 1].word == ",";
        let start = match start < place || place == 0 || !comma {
            true => start,
            // "As on 1 April 2022, 2,17,486 grievances": the words before the comma.
            false => {
                let from = self.tokens_of(sentence).start.max(place.saturating_sub(6));
                let figure = |at: &usize| matches!(self.tokens[*at].kind, Kind::Figure(_));
                (from..place).rev().find(figure).map_or(from, |at| at + 1)
            }
        };
        if let Some(side) = self.side_before(place) {
            return Some(side);
        }
        let found = SIDES.iter().find(|(words, _)| {
            (start..end).any(|at| {
                let found = self.shape(at, words);
                found.is_some_and(|found| found.tokens.end <= end)
            })
        });
        let date = |from: usize, to: usize| (from..to).any(|at| self.shape(at, &AS_ON).is_some());
        let dated = || (date(start, place) || date(place, end)).then_some(Side::Level);
        found
            .map(|(_, side)| *side)
            .or_else(|| self.moved(place))
            .or_else(dated)
    }

    /// The side of an amount that the words right before it put it on: less 12,
    /// plus 30, which left 51.
    fn side_before(&self, place: usize) -> Option<Side> {
        let near = &self.tokens[place.saturating_sub(3)..place];
        let word = |token: &Token| match token.word.as_str() {
            "less" | "minus" => Some(Side::Out),
            "plus" => Some(Side::In),
            _ => None,
        };
        let last = near.last().map(|token| token.word.as_str());
        // We carried 406 complaints over from 2020.
        let over = (place + 1..place + 6).any(|at| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| {
                token.word == "over" && token.sentence == self.tokens[place].sentence
            })
        });
        match last {
            Some("left") => Some(Side::Closing),
            Some("carried" | "brought") if over => Some(Side::Opening),
            _ => near
                .iter()
                .rev()
                .take_while(|token| token.kind == Kind::Word)
                .find_map(word),
        }
    }

    /// The side of an amount that a level moved from or to: rose from A to B.
    fn moved(&self, place: usize) -> Option<Side> {
        let rose = |from: usize| {
            let before = from.saturating_sub(2)..from;
            self.tokens[before].iter().any(|token| is_rose(&token.word))
        };
        let last = place.checked_sub(1)?;
        match self.tokens[last].word.as_str() {
            "from" if rose(last) => Some(Side::Opening),
            "to" => {
                let mut before = (last.saturating_sub(8)..last).rev();
                let from = before.find(|at| self.tokens[*at].word == "from")?;
                rose(from).then_some(Side::Closing)
            }
            _ => None,
        }
    }

    /// `an underspend of £70k (1.2%)`: the share of what is left of one of the two
    /// amounts that it is left of.
    fn shares_of_what_is_left(&mut self) {
        let left = self.claims.iter().filter(|claim| claim.pattern == SURPLUS);
        let left: Vec<(usize, usize, usize)> = left
            .filter_map(|claim| match claim.operands.as_slice() {
                [high, low] => Some((claim.reported, high.figure, low.figure)),
                _ => None,
            })
            .collect();
        for (by, high, low) in left {
            let share = by + 1;
            let near = self
                .figures
                .get(share)
                .is_some_and(|said| said.is_percent())
                && self.places[share] - self.places[by] <= 4
                && self.taken[share] == Taken::No;
            for base in [high, low] {
                if near && self.share(SHARE_OF_WHOLE, share, by, base, false) {
                    break;
                }
            }
        }
    }

    /// Whether an amount is one of what its sentence begins with: `Of the £4.2m,
    /// £3.9m was spent`.
    fn before_of(&self, part: usize) -> bool {
        let first = self.tokens_of(self.figures[part].sentence).start;
        matches!(self.tokens[first].word.as_str(), "of" | "out" | "from")
    }

    /// What one amount is more than another, where it is.
    fn surplus(&mut self, at: usize) {
        let Some(found) = self.any_shape(at, &LEFT) else {
            return;
        };
        let Some(by) = found.get('d') else {
            return;
        };
        let sentence = self.figures[by].sentence;
        let told = |claim: &Claim| claim.reported == by && claim.kind != ClaimKind::Ratio;
        if self.claims.iter().rev().take(LAST).any(told) {
            return;
        }
        let near = |own: bool| -> Vec<usize> {
            let first = if own {
                sentence
            } else {
                sentence.saturating_sub(1)
            };
            let before = (0..by)
                .rev()
                .take_while(|other| self.figures[*other].sentence >= first)
                .take(MOST)
                .filter(|other| (self.figures[*other].sentence == sentence) == own)
                .filter(|other| self.taken[*other] != Taken::Change)
                // "Spending rose to A (2021: B), leaving D" is not A less B.
                .filter(|other| {
                    let deeper = self.figures[*other].depth > self.figures[by].depth;
                    !(deeper && self.role(*other) == Role::Earlier)
                });
            before.filter(|other| self.alike(*other, by)).collect()
        };
        // "Receipts were A and payments B. The excess was D."
        let mut before = near(true);
        let own = !before.is_empty();
        if before.is_empty() {
            before = near(false);
        }
        if let [one, other] = before.as_slice() {
            let (high, low) = match self.is_part(*one, *other) {
                true => (*other, *one),
                false => (*one, *other),
            };
            let operands = [high.into(), low.into()];
            let word = self.tokens[at].word.as_str();
            let left = match word {
                _ if self.are_came_and_went(*one, *other) => {
                    before.len() == 2 && own && !self.tells_more(low.max(high), by)
                }
                "leaving" => self.before_of(low),
                "profit" | "surplus" | "majority" | "net" => before.len() == 2 && own,
                _ => false,
            };
            // Products of 71 and services of 4, for net sales of 75.
            if self.holds(ClaimKind::Sum, by, &operands) {
                return;
            }
            if self.holds(ClaimKind::Difference, by, &operands) {
                self.add(ClaimKind::Difference, SURPLUS, by, &operands, Stands::Holds);
            } else if left
                && (self.is_near_difference(by, high, low) || self.differs_by_slip(by, high, low))
            {
                self.add(ClaimKind::Difference, SURPLUS, by, &operands, Stands::Fails);
            }
        }
    }
}
