//! Balances: what was there, what came, what went, what is left.

use super::reader::{English, Taken};
use super::shapes::Shape;
use super::tokens::Kind;
use crate::claim::claimed::{ClaimKind, Operand, Stands};
use std::sync::LazyLock;

/// `B were pending at the start, A were received and D disposed of, leaving C`.
const BALANCE: &str = "balance";
/// `exports of A and imports of B, a surplus of D`.
const SURPLUS: &str = "surplus";

/// What an amount is to a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opening,
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
        ("began|started|entered *3 with|at", Side::Opening),
        ("closed at|the|with", Side::Closing),
        ("ended at|the|with", Side::Closing),
        ("closing", Side::Closing),
        ("brought forward", Side::Opening),
        ("carried over", Side::Opening),
        ("opened the|at|with", Side::Opening),
        ("opening", Side::Opening),
        ("at the beginning|start|outset", Side::Opening),
        ("at start", Side::Opening),
        ("pending|outstanding from", Side::Opening),
        ("prior|previous|preceding year", Side::Opening),
        ("already", Side::Opening),
        ("the end|close of", Side::Closing),
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
            "payments|outgoings|closures|withdrawals|outflows|disposals|less",
            Side::Out,
        ),
        ("plus|inflows|additions|intake|admissions", Side::In),
        ("closed|decided|released|departed|written", Side::Out),
        (
            "received|instituted|registered|filed|lodged|admitted|joined|added",
            Side::In,
        ),
        (
            "contributions|earnings|receipts|arrivals|recruits|recruited|income",
            Side::In,
        ),
        ("new|fresh|opened|commenced|initiated", Side::In),
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
static LEFT: LazyLock<Shape> =
    LazyLock::new(|| Shape::new("surplus|deficit|gap|shortfall|margin|profit|loss *5 #d"));

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
            if !within || !amount || !like || full || self.taken[figure] != Taken::No {
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
        if !begins || came.is_empty() || went.is_empty() {
            return;
        }
        let mut operands: Vec<Operand> = vec![(*opening).into()];
        operands.extend(came.into_iter().map(Operand::from));
        operands.extend(went.into_iter().map(|figure| Operand {
            figure,
            minus: true,
        }));
        let holds = self.holds(ClaimKind::Balance, *closing, &operands);
        if holds || strange == 0 {
            self.claim(ClaimKind::Balance, BALANCE, *closing, &operands);
        }
    }

    /// The side that the words of its clause put an amount on.
    fn side(&self, figure: usize) -> Option<Side> {
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
        let start = match start < place || place == 0 {
            true => start,
            // "As on 1 April 2022, 2,17,486 grievances": the words before the comma.
            false => self.tokens_of(sentence).start.max(place.saturating_sub(6)),
        };
        let found = SIDES.iter().find(|(words, _)| {
            (start..end).any(|at| {
                let found = self.shape(at, words);
                found.is_some_and(|found| found.tokens.end <= end)
            })
        });
        let date = |from: usize, to: usize| (from..to).any(|at| self.shape(at, &AS_ON).is_some());
        let dated = || match () {
            () if date(start, place) => Some(Side::Opening),
            () if date(place, end) => Some(Side::Closing),
            () => None,
        };
        found.map(|(_, side)| *side).or_else(dated)
    }

    /// What one amount is more than another, where it is.
    fn surplus(&mut self, at: usize) {
        let Some(found) = self.shape(at, &LEFT) else {
            return;
        };
        let Some(by) = found.get('d') else {
            return;
        };
        let sentence = self.figures[by].sentence;
        let before = self.amounts_before(by, 0);
        let before: Vec<usize> = before
            .into_iter()
            .filter(|other| self.figures[*other].sentence == sentence && self.alike(*other, by))
            .collect();
        if let [one, other] = before.as_slice() {
            let (high, low) = match self.is_part(*one, *other) {
                true => (*other, *one),
                false => (*one, *other),
            };
            let operands = [high.into(), low.into()];
            if self.holds(ClaimKind::Difference, by, &operands) {
                self.add(ClaimKind::Difference, SURPLUS, by, &operands, Stands::Holds);
            }
        }
    }
}
