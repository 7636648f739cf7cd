//! Tables told as sentences: `Requests received: 194. Answered on time: 171. Compliance
//! rate: 88%.` A percentage whose label repeats that of an amount is its share of the
//! first of them; every other one is told only where one pair alone makes it.

use super::reader::English;
use super::told::Told;
use crate::claim::claimed::{ClaimKind, Operand};
use crate::claim::evidence::{is_slip, only_pair};
use crate::claim::judge::made_of;
use crate::figure::Rat;

/// `Number received: 194. Number on time: 171. Percentage on time: 88%.`
const LABELLED: &str = "labelled-rate";
/// `246 were closed. Upheld: 82. Partly upheld: 64. Not upheld: 100.`
const PARTS: &str = "labelled-parts";
/// `Pending at the start: 74. Received: 386. Processed: 402. Pending at the end: 58.`
const BALANCE: &str = "balance";
/// Words of labels for what was there, what came, what went and what is left.
const START: &[&str] = &[
    "start",
    "beginning",
    "brought",
    "opening",
    "preceding",
    "prior",
];
const END: &[&str] = &["end", "closing", "carried", "remaining", "outstanding"];
const CAME: &[&str] = &[
    "received",
    "new",
    "opened",
    "added",
    "lodged",
    "submitted",
    "filed",
];
const WENT: &[&str] = &[
    "processed",
    "closed",
    "completed",
    "disposed",
    "finalised",
    "decided",
    "resolved",
    "settled",
];
/// Entries of one such table at most.
const MOST: usize = 24;
/// A share with fewer steps is met by chance.
const STEPS: i64 = 10;
/// A whole with fewer steps may be made up by chance.
const WHOLE: i64 = 30;
/// Words of labels that say only how it is told.
const COMMON: &[&str] = &[
    "number",
    "total",
    "percentage",
    "percent",
    "proportion",
    "share",
    "rate",
    "of",
    "the",
    "per",
    "cent",
    "in",
    "a",
    "an",
    "as",
    "all",
    "requests",
    "complaints",
    "cases",
    "applications",
    "and",
    "which",
    "were",
    "was",
    "that",
];
/// Words of labels for what all the others are some of.
const TAKEN_IN: &[&str] = &["received", "total", "made", "all", "submitted", "lodged"];
/// Words of labels that begin with what a percentage is called.
const SHARES: &[&str] = &["percentage", "percent", "proportion", "share", "%"];
/// Words for a change, or what is paid for money: no share of an amount.
const NO_SHARE: &[&str] = &[
    "change",
    "growth",
    "increase",
    "decrease",
    "interest",
    "inflation",
    "target",
    "variance",
    "tax",
    "discount",
    "previous",
    "last",
];

/// A figure behind its label and a colon.
struct Entry {
    figure: usize,
    label: Vec<String>,
}

impl English<'_> {
    /// Reads the tables that are told as sentences.
    pub(super) fn labelled(&mut self) {
        let mut told = Told::of(&self.claims);
        let mut table: Vec<Entry> = Vec::new();
        for figure in 0..self.figures.len() {
            let entry = self.entry(figure);
            let goes_on = table.last().is_some_and(|last: &Entry| {
                let near = last.figure + 2 >= figure && self.is_next(last.figure, figure);
                near && table.len() < MOST
            });
            // A share in the brackets of an entry belongs to it.
            let place = self.places[figure];
            let beside = entry.is_none() && goes_on && self.before(place, &["("]);
            if beside {
                continue;
            }
            if entry.is_none() || !goes_on {
                self.read_table(&table, &mut told);
                table.clear();
            }
            table.extend(entry);
        }
        self.read_table(&table, &mut told);
    }

    /// A figure that alone stands behind a label and a colon.
    fn entry(&self, figure: usize) -> Option<Entry> {
        let place = self.places[figure];
        let sentence = self.tokens[place].sentence;
        let start = self.tokens_of(sentence).start;
        let colon = place.checked_sub(1)?;
        if self.tokens[colon].word != ":" || colon < start {
            return None;
        }
        let parts = |at: &usize| matches!(self.tokens[*at].word.as_str(), ";" | ":" | ".");
        let from = (start..colon).rev().find(parts).map_or(start, |at| at + 1);
        let label: Vec<String> = self.tokens[from..colon]
            .iter()
            .map(|token| token.word.clone())
            .collect();
        let behind = self.tokens.get(place + 1);
        let ends = behind.is_none_or(|token| {
            token.sentence != sentence || matches!(token.word.as_str(), "." | ";" | "," | "(")
        });
        let short = !label.is_empty() && label.len() <= 12;
        (ends && short).then_some(Entry { figure, label })
    }

    /// Whether one entry stands in the sentence of another, or in the next.
    fn is_next(&self, one: usize, other: usize) -> bool {
        self.figures[other].sentence <= self.figures[one].sentence + 1
    }

    fn read_table(&mut self, table: &[Entry], told: &mut Told) {
        if table.len() < 2 {
            return;
        }
        for entry in table {
            let said = &self.figures[entry.figure];
            if said.is_percent() && !said.is_points() {
                self.labelled_rate(entry, table);
            }
        }
        self.labelled_shares(table);
        self.labelled_parts(table, told);
    }

    /// `Received: 412. On time: 387 (93.9%). Late: 25 (9.1%).` The share in the brackets of
    /// an entry that one wrong digit parts from that of the first, where another's holds.
    fn labelled_shares(&mut self, table: &[Entry]) {
        let all = table.first().filter(|entry| is_taken_in(entry));
        let Some(base) = all.map(|entry| entry.figure) else {
            return;
        };
        let entries = table[1..].iter().filter_map(|entry| {
            let share = entry.figure + 1;
            let said = self.figures.get(share)?;
            let place = *self.places.get(share)?;
            let tied = place == self.places[entry.figure] + 2 && self.before(place, &["("]);
            let closes = self
                .tokens
                .get(place + 1)
                .is_some_and(|token| token.word == ")");
            let fits = said.is_percent() && tied && closes && self.alike(entry.figure, base);
            fits.then_some([entry.figure, share])
        });
        let pairs: Vec<[usize; 2]> = entries.collect();
        let holds = |[part, share]: &[usize; 2]| {
            self.holds(ClaimKind::Ratio, *share, &[(*part).into(), base.into()])
        };
        if !pairs.iter().any(holds) {
            return;
        }
        for [part, share] in pairs {
            let known = self.claims.iter().any(|claim| claim.reported == share);
            if !known && self.shares_digits(share, part, base) {
                let operands = [part.into(), base.into()];
                self.claim(ClaimKind::Ratio, LABELLED, share, &operands);
            }
        }
    }

    /// A percentage of a table: of the amount whose label it repeats and of the first
    /// amount, or of the only two amounts that make it.
    fn labelled_rate(&mut self, rate: &Entry, table: &[Entry]) {
        let figure = rate.figure;
        let known = self.claims.iter().any(|claim| claim.reported == figure);
        let other = rate
            .label
            .iter()
            .any(|word| NO_SHARE.contains(&word.as_str()));
        if known || other || self.figures[figure].steps().abs() < Rat::whole(STEPS) {
            return;
        }
        let amounts: Vec<&Entry> = table
            .iter()
            .filter(|entry| self.is_value(entry.figure))
            .collect();
        let called = rate.label.first().is_some_and(|word| {
            SHARES.contains(&word.as_str()) && amounts.iter().any(|entry| repeats(rate, entry))
        });
        let named = self.named_pair(rate, &amounts).filter(|_| called);
        if let Some([part, whole]) = named {
            // What came late may not be due yet: only a wrong digit is told, and none
            // where it is of what was closed.
            let of = |whole: usize| [part.into(), whole.into()];
            let mut others = amounts.iter().map(|entry| entry.figure);
            let other = others
                .find(|other| *other != part && self.holds(ClaimKind::Ratio, figure, &of(*other)));
            let whole = other.unwrap_or(whole);
            let operands = of(whole);
            if other.is_some() || self.shares_digits(figure, part, whole) {
                self.claim(ClaimKind::Ratio, LABELLED, figure, &operands);
            }
            return;
        }
        let near: Vec<usize> = amounts.iter().map(|entry| entry.figure).collect();
        let pair = only_pair(&near, |part, whole| {
            let fits = self.alike(part, whole) && self.is_part(part, whole);
            let first = part > whole;
            fits && first && self.holds(ClaimKind::Ratio, figure, &[part.into(), whole.into()])
        });
        if let Some(pair) = pair.filter(|_| !called) {
            let operands = pair.map(Operand::from);
            self.claim(ClaimKind::Ratio, LABELLED, figure, &operands);
        }
    }

    /// The amount whose label a percentage repeats, alone of all, and the first amount,
    /// where that is called what was taken in.
    fn named_pair(&self, rate: &Entry, amounts: &[&Entry]) -> Option<[usize; 2]> {
        let mut parts = amounts.iter().filter(|entry| repeats(rate, entry));
        let part = parts.next()?;
        let first = amounts.first()?;
        let all = is_taken_in(first);
        let fits = first.figure != part.figure
            && self.alike(part.figure, first.figure)
            && self.is_part(part.figure, first.figure);
        (parts.next().is_none() && all && fits).then_some([part.figure, first.figure])
    }

    /// Entries behind one, or behind the only amount of the sentence before, that make
    /// it up: told where they hold.
    fn labelled_parts(&mut self, table: &[Entry], told: &mut Told) {
        let amounts: Vec<usize> = table
            .iter()
            .map(|entry| entry.figure)
            .filter(|figure| self.is_value(*figure))
            .collect();
        let Some(first) = amounts.first().copied() else {
            return;
        };
        let before = first.checked_sub(1).filter(|before| {
            let near = self.figures[*before].sentence + 1 >= self.figures[first].sentence;
            near && self.is_value(*before) && table[0].figure == first
        });
        if self.labelled_balance(table, &amounts) {
            return;
        }
        let wholes = before.into_iter().chain(amounts.iter().copied());
        for whole in wholes {
            let behind: Vec<usize> = amounts.iter().copied().filter(|at| *at > whole).collect();
            self.made_up(whole, &behind, told);
        }
        let total = table.last().filter(|entry| {
            let first = entry.label.first().map(String::as_str);
            matches!(first, Some("total" | "all" | "altogether")) && self.is_value(entry.figure)
        });
        if let Some(total) = total.map(|entry| entry.figure) {
            let parts: Vec<usize> = amounts.iter().copied().filter(|at| *at < total).collect();
            self.made_up(total, &parts, told);
        }
    }

    /// What was there, came, went and is left: `Pending at the start of the year: 74.
    /// Received: 386. Processed: 402. Pending at the end of the year: 58.`
    fn labelled_balance(&mut self, table: &[Entry], amounts: &[usize]) -> bool {
        let called = |words: &[&str]| -> Vec<usize> {
            let own = table.iter().filter(|entry| {
                amounts.contains(&entry.figure)
                    && entry
                        .label
                        .iter()
                        .any(|word| words.contains(&word.as_str()))
            });
            own.map(|entry| entry.figure).collect()
        };
        let (start, end) = (called(START), called(END));
        let ([start], [end]) = (start.as_slice(), end.as_slice()) else {
            return false;
        };
        let level = |figure: &usize| figure != start && figure != end;
        let (came, went) = (called(CAME), called(WENT));
        let came: Vec<usize> = came.into_iter().filter(level).collect();
        let went: Vec<usize> = went.into_iter().filter(level).collect();
        let apart = !came.iter().any(|figure| went.contains(figure));
        let all = came.len() + went.len() + 2 == amounts.len();
        let alike = amounts.iter().all(|figure| self.alike(*figure, *end));
        if !apart || !all || !alike || came.is_empty() || went.is_empty() || start == end {
            return false;
        }
        let signed = |figures: &[usize], minus: bool| -> Vec<Operand> {
            let one = |figure: &usize| Operand {
                figure: *figure,
                minus,
            };
            figures.iter().map(one).collect()
        };
        let mut operands = vec![Operand::from(*start)];
        operands.extend(signed(&came, false));
        operands.extend(signed(&went, true));
        let right = made_of(ClaimKind::Balance, &operands, self.figures);
        let slip = right.is_some_and(|right| is_slip(&self.figures[*end], &right));
        // What is in hand may have come back; what is pending at both ends may not.
        let pending = [start, end].iter().all(|figure| {
            let mut own = table.iter().filter(|entry| entry.figure == **figure);
            own.any(|entry| entry.label.iter().any(|word| word == "pending"))
        });
        let told = slip && pending || self.holds(ClaimKind::Balance, *end, &operands);
        if told {
            self.claim(ClaimKind::Balance, BALANCE, *end, &operands);
        }
        told
    }

    /// Claims that a whole is made up by amounts right behind it, if it is.
    fn made_up(&mut self, whole: usize, behind: &[usize], told: &mut Told) {
        let few = self.figures[whole].steps() < Rat::whole(WHOLE);
        if few || told.parts.iter().any(|(one, _)| *one == whole) {
            return;
        }
        let found = (2..=behind.len()).rev().find(|count| {
            let parts = &behind[..*count];
            let smaller = parts.iter().all(|part| !self.is_part(whole, *part));
            let all = self.all_alike(whole, parts);
            smaller && all && self.holds(ClaimKind::Sum, whole, &Operand::all(parts))
        });
        if let Some(count) = found {
            let operands = Operand::all(&behind[..count]);
            self.claim(ClaimKind::Sum, PARTS, whole, &operands);
            let pairs = behind[..count].iter().map(|part| (whole, *part));
            told.parts.extend(pairs);
        }
    }
}

/// Whether a label is that of what all the others are some of.
fn is_taken_in(entry: &Entry) -> bool {
    let mut words = entry.label.iter();
    words.any(|word| TAKEN_IN.contains(&word.as_str()))
}

/// Whether the label of a percentage says nothing else than that of an amount does:
/// `Percentage completed within 20 working days`, `Number completed within 20 working
/// days`.
fn repeats(rate: &Entry, amount: &Entry) -> bool {
    let own = |entry: &Entry| -> Vec<String> {
        let words = entry.label.iter();
        words
            .filter(|word| !COMMON.contains(&word.as_str()))
            .cloned()
            .collect()
    };
    let (rate, amount) = (own(rate), own(amount));
    !rate.is_empty() && rate == amount
}
