//! Proofs replayed by a reader who knows no more than the prints and the
//! rules: each line must follow from those and from the lines before it, and
//! the end must be a contradiction.

use super::population::{SmallReport, SmallRule, Sum};
use crate::figure::{End, Range, Rat};
use crate::finding::{Clash, ProofStep};
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// A linear consequence of a rule: a sum that lies within a range.
#[derive(Clone, Debug)]
struct Line {
    terms: BTreeMap<String, Rat>,
    within: Span,
}

/// A range by its ends, each with whether it is part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    lo: Option<(Rat, bool)>,
    hi: Option<(Rat, bool)>,
}

impl Span {
    fn of(range: &Range) -> Span {
        let end = |end: &End| match end {
            End::Free => None,
            End::Closed(value) => Some((value.clone(), true)),
            End::Open(value) => Some((value.clone(), false)),
        };
        Span {
            lo: end(&range.lo),
            hi: end(&range.hi),
        }
    }

    fn point(value: Rat) -> Span {
        let end = Some((value, true));
        Span {
            lo: end.clone(),
            hi: end,
        }
    }

    fn plus(&self, other: &Span) -> Span {
        let add = |one: &Option<(Rat, bool)>, other: &Option<(Rat, bool)>| {
            let ((one, a), (other, b)) = (one.as_ref()?, other.as_ref()?);
            Some((one + other, *a && *b))
        };
        Span {
            lo: add(&self.lo, &other.lo),
            hi: add(&self.hi, &other.hi),
        }
    }

    fn times(&self, factor: &Rat) -> Span {
        let end = |end: &Option<(Rat, bool)>| {
            let (value, closed) = end.as_ref()?;
            Some((value * factor, *closed))
        };
        let (lo, hi) = (end(&self.lo), end(&self.hi));
        match factor.is_negative() {
            true => Span { lo: hi, hi: lo },
            false => Span { lo, hi },
        }
    }

    fn meet(&self, other: &Span) -> Span {
        let inner = |one: &Option<(Rat, bool)>, other: &Option<(Rat, bool)>, low: bool| {
            let (Some(a), Some(b)) = (one, other) else {
                return one.clone().or(other.clone());
            };
            let first = match a.0 == b.0 {
                true => !a.1,
                false => (a.0 > b.0) == low,
            };
            Some(if first { a.clone() } else { b.clone() })
        };
        Span {
            lo: inner(&self.lo, &other.lo, true),
            hi: inner(&self.hi, &other.hi, false),
        }
    }

    fn is_empty(&self) -> bool {
        match (&self.lo, &self.hi) {
            (Some((lo, a)), Some((hi, b))) => lo > hi || (lo == hi && !(*a && *b)),
            _ => false,
        }
    }

    /// Whether all of it lies in another.
    fn is_in(&self, other: &Span) -> bool {
        self.is_empty() || self.meet(other) == *self
    }

    /// Only its whole numbers.
    fn wholes(&self) -> Span {
        let lo = self.lo.as_ref().map(|(value, closed)| {
            let up = value.ceil();
            let up = if up == *value && !closed {
                up + Rat::one()
            } else {
                up
            };
            (up, true)
        });
        let hi = self.hi.as_ref().map(|(value, closed)| {
            let down = value.floor();
            let down = if down == *value && !closed {
                down - Rat::one()
            } else {
                down
            };
            (down, true)
        });
        Span { lo, hi }
    }

    fn value(&self) -> Option<&Rat> {
        let ((lo, _), (hi, _)) = (self.lo.as_ref()?, self.hi.as_ref()?);
        (lo == hi && !self.is_empty()).then_some(lo)
    }

    fn below(value: Rat, closed: bool) -> Span {
        Span {
            lo: None,
            hi: Some((value, closed)),
        }
    }
}

/// What is known of each figure, and whether it is whole.
type Known = BTreeMap<String, (Span, bool)>;

fn rat(value: i64) -> Rat {
    Rat::from_integer(value.into())
}

/// A polynomial: factors by products of names.
type Poly = BTreeMap<Vec<String>, Rat>;

fn poly(sum: &Sum) -> Poly {
    let name = |key: &&str| format!("t.{key}");
    let mut poly = Poly::new();
    for (factor, keys) in sum {
        let mut names: Vec<String> = keys.iter().map(name).collect();
        names.sort();
        *poly.entry(names).or_insert_with(Rat::zero) += rat(*factor);
    }
    poly
}

/// A linear polynomial within bounds, as a line.
fn line(poly: &Poly, within: &Span) -> Option<Line> {
    let mut terms = BTreeMap::new();
    let mut constant = Rat::zero();
    for (names, factor) in poly {
        match names.as_slice() {
            [] => constant = factor.clone(),
            [name] => {
                terms.insert(name.clone(), factor.clone());
            }
            _ => return None,
        }
    }
    terms.retain(|_, factor| !factor.is_zero());
    let within = within.plus(&Span::point(-constant));
    Some(Line { terms, within })
}

/// With a name replaced by a value.
fn put_in(poly: &Poly, name: &str, value: &Rat) -> Poly {
    let mut put = Poly::new();
    for (names, factor) in poly {
        let mut left = names.clone();
        let mut factor = factor.clone();
        while let Some(at) = left.iter().position(|other| other == name) {
            left.remove(at);
            factor *= value;
        }
        *put.entry(left).or_insert_with(Rat::zero) += factor;
    }
    put
}

/// What stands beside a name in products.
fn beside(poly: &Poly, name: &str) -> Poly {
    let with = poly
        .iter()
        .filter(|(names, _)| names.iter().any(|other| other == name));
    let without = with.map(|(names, factor)| {
        let mut left = names.clone();
        left.retain(|other| other != name);
        (left, factor.clone())
    });
    without.collect()
}

fn reach(poly: &Poly, known: &Known) -> Option<Span> {
    let one = line(poly, &Span::point(Rat::zero()))?;
    let constant = one.within.times(&-Rat::one());
    let add = |sum: Span, (name, factor): (&String, &Rat)| sum.plus(&known[name].0.times(factor));
    Some(one.terms.iter().fold(constant, add))
}

/// All that a rule says of sums, given what is printed.
fn lines_of(rule: &SmallRule, printed: &Known) -> Vec<Line> {
    let t = rat(rule.tolerance);
    let zero = Span {
        lo: Some((-t.clone(), true)),
        hi: Some((t.clone(), true)),
    };
    let most = Span::below(t, true);
    let equal = rule.zero.iter().map(|sum| (poly(sum), zero.clone(), true));
    let at_most = rule
        .at_most
        .iter()
        .map(|sum| (poly(sum), most.clone(), false));
    let mut lines = Vec::new();
    for (poly, within, equal) in equal.chain(at_most) {
        if let Some(found) = line(&poly, &within) {
            // What is equal is so either way round.
            let turned = poly.iter().map(|(names, factor)| (names.clone(), -factor));
            let turned = line(&turned.collect(), &within).filter(|_| equal);
            lines.extend(turned.into_iter().chain([found]));
            continue;
        }
        let names: Vec<String> = poly.keys().flatten().cloned().collect();
        for name in &names {
            lines.extend(by_rate(&poly, name, equal, printed));
        }
        // Settled figures are numbers, whichever of them.
        for name in &names {
            let mut settled = poly.clone();
            for other in &names {
                if let (true, Some(value)) = (other != name, printed[other].0.value()) {
                    settled = put_in(&settled, other, value);
                }
            }
            lines.extend(line(&settled, &within));
            if let Some(value) = printed[name].0.value() {
                lines.extend(line(&put_in(&poly, name, value), &within));
            }
        }
    }
    lines
}

/// What `rate · over + rest` says by the ends of the rate.
fn by_rate(poly: &Poly, rate: &str, equal: bool, printed: &Known) -> Vec<Line> {
    let (mut over, mut rest) = (beside(poly, rate), put_in(poly, rate, &Rat::zero()));
    let Some(sign) = reach(&over, printed) else {
        return Vec::new();
    };
    let above = Span {
        lo: Some((Rat::zero(), false)),
        hi: None,
    };
    let positive = sign.is_in(&above);
    if !positive && !sign.is_in(&above.times(&-Rat::one())) {
        return Vec::new();
    }
    let turn = if positive { Rat::one() } else { -Rat::one() };
    over.values_mut().for_each(|factor| *factor *= &turn);
    rest.values_mut().for_each(|factor| *factor *= &turn);
    let mut lines: Vec<Line> = line(&over, &above).into_iter().collect();
    let span = &printed[rate].0;
    let mut low: Vec<(Rat, bool)> = span.lo.iter().cloned().collect();
    let mut high: Vec<(Rat, bool)> = span.hi.iter().cloned().collect();
    // What any print of it would say.
    let at_least = Span {
        lo: Some((Rat::zero(), true)),
        hi: None,
    };
    if span.is_in(&at_least) {
        low.push((Rat::zero(), true));
    }
    if span.is_in(&Span::below(Rat::one(), true)) {
        high.push((Rat::one(), true));
    }
    let side = |end: &Rat| {
        let mut sum = rest.clone();
        for (names, factor) in &over {
            *sum.entry(names.clone()).or_insert_with(Rat::zero) += factor * end;
        }
        sum
    };
    for (end, closed) in low.iter().filter(|_| equal || positive) {
        lines.extend(line(&side(end), &Span::below(Rat::zero(), *closed)));
    }
    for (end, closed) in high.iter().filter(|_| equal || !positive) {
        let within = Span::below(Rat::zero(), *closed).times(&-Rat::one());
        lines.extend(line(&side(end), &within));
    }
    lines
}

/// A proof under way.
struct Replay<'a> {
    clash: &'a Clash,
    report: &'a SmallReport,
    printed: &'a Known,
    /// What is known outside of each open case, and whether it is the last.
    open: Vec<(Known, bool, Span)>,
    known: Known,
}

/// Replays the proof of a clash.
///
/// # Errors
/// What does not follow.
pub(super) fn replay(
    clash: &Clash,
    report: &SmallReport,
    printed: &BTreeMap<String, Range>,
) -> Result<(), String> {
    let known = printed.iter().map(|(name, range)| {
        let span = Span::of(range);
        let span = if range.whole { span.wholes() } else { span };
        let whole = range.whole || span.value().is_some_and(Rat::is_integer);
        (name.clone(), (span, whole))
    });
    let known: Known = known.collect();
    let mut replay = Replay {
        clash,
        report,
        printed: &known,
        open: Vec::new(),
        known: known.clone(),
    };
    for (number, step) in clash.derivation.iter().enumerate() {
        let last = number + 1 == clash.derivation.len();
        let ended = replay
            .step(step)
            .map_err(|why| format!("line {}: {why}", number + 1))?;
        if ended != last {
            return Err(format!(
                "line {} should {}end it",
                number + 1,
                if last { "" } else { "not " }
            ));
        }
    }
    match clash.derivation.is_empty() {
        true => Err("no line at all".to_owned()),
        false => Ok(()),
    }
}

fn ensure(holds: bool, why: impl Into<String>) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why.into()) }
}

type Terms = [(Rat, String, Range)];

impl Replay<'_> {
    /// Goes a step on; whether that ends the proof.
    fn step(&mut self, step: &ProofStep) -> Result<bool, String> {
        match step {
            ProofStep::Held { figure, range, .. } => {
                self.held(figure, range)?;
                return Ok(false);
            }
            ProofStep::Bounded {
                check,
                figure,
                terms,
                constant,
                range,
            } => {
                self.bounded(*check, figure, (terms, constant), range)?;
                return Ok(false);
            }
            ProofStep::Suppose {
                figure,
                range,
                other,
                first,
            } => {
                self.suppose(figure, range, other, *first)?;
                return Ok(false);
            }
            ProofStep::NoValue { figure, one, other } => {
                ensure(Span::of(one).meet(&Span::of(other)).is_empty(), "they meet")?;
                self.nothing_left(figure)?;
            }
            ProofStep::NoWhole { figure, range } => {
                ensure(
                    Span::of(range).wholes().is_empty(),
                    "a whole number lies there",
                )?;
                ensure(self.known(figure)?.1, "not whole")?;
                self.nothing_left(figure)?;
            }
            ProofStep::Combined {
                checks,
                terms,
                at_most,
                strict,
                bound,
                range,
            } => {
                let within = match at_most {
                    true => Span::below(bound.clone(), !strict),
                    false => Span::point(bound.clone()),
                };
                self.added(checks, &sum_of(terms), &within)?;
                let mut reach = Span::point(Rat::zero());
                for (factor, name, range) in terms {
                    ensure(
                        self.known(name)?.0.is_in(&Span::of(range)),
                        "a term says too much",
                    )?;
                    reach = reach.plus(&Span::of(range).times(factor));
                }
                ensure(reach.is_in(&Span::of(range)), "the sum is wider")?;
                ensure(
                    Span::of(range).meet(&within).is_empty(),
                    "it is within reach",
                )?;
            }
            ProofStep::OutOfStep {
                checks,
                terms,
                others,
                sum,
                step,
            } => {
                let mut all = sum_of(terms);
                all.extend(sum_of(others));
                self.added(checks, &all, &Span::of(sum))?;
                let mut rest = Span::of(sum);
                for (factor, name, range) in others {
                    let known = &self.known(name)?.0;
                    ensure(known.is_in(&Span::of(range)), "a term says too much")?;
                    rest = rest.plus(&Span::of(range).times(&-factor));
                }
                for (factor, name, _) in terms {
                    ensure(self.known(name)?.1, "not whole")?;
                    ensure((factor / step).is_integer(), "not a multiple")?;
                }
                let steps = rest.times(&step.recip()).wholes();
                ensure(steps.is_empty(), "the sum is a multiple too")?;
            }
        }
        Ok(self.closed())
    }

    fn known(&self, name: &str) -> Result<&(Span, bool), String> {
        ensure(!name.is_empty(), "a figure without a name")?;
        self.known.get(name).ok_or(format!("no figure {name}"))
    }

    /// A count is not below zero, whatever is printed of it.
    fn held(&mut self, figure: &str, range: &Range) -> Result<(), String> {
        let key = figure.strip_prefix("t.").unwrap_or(figure);
        let counted = |cell: &&(&str, String, &str)| cell.0 == key && cell.2 == "件";
        ensure(
            self.report.cells.iter().any(|cell| counted(&cell)),
            "no count",
        )?;
        let from_zero = Span {
            lo: Some((Rat::zero(), true)),
            hi: None,
        };
        ensure(from_zero.is_in(&Span::of(range)), "held too narrowly")?;
        self.known(figure)?;
        if let Some((span, _)) = self.known.get_mut(figure) {
            *span = span.meet(&Span::of(range));
        }
        Ok(())
    }

    fn nothing_left(&self, figure: &str) -> Result<(), String> {
        ensure(
            self.known(figure)?.0.is_empty(),
            format!("{figure} has values left"),
        )
    }

    fn lines(&self, check: usize) -> Result<Vec<Line>, String> {
        let name = &self
            .clash
            .checks
            .get(check)
            .ok_or("no such check")?
            .rule
            .name;
        let number = name
            .trim_start_matches('r')
            .parse::<usize>()
            .map_err(|_| "a rule")?;
        Ok(lines_of(&self.report.rules[number], self.printed))
    }

    fn bounded(
        &mut self,
        check: usize,
        figure: &str,
        (terms, _): (&Terms, &Rat),
        range: &Range,
    ) -> Result<(), String> {
        let others = terms.iter().filter(|(_, name, _)| !name.starts_with('±'));
        let mut wanted = BTreeMap::from([(figure.to_owned(), Rat::one())]);
        let mut shift = Span::point(Rat::zero());
        for (factor, name, range) in others {
            ensure(
                self.known(name)?.0.is_in(&Span::of(range)),
                format!("{name} may lie elsewhere"),
            )?;
            wanted.insert(name.clone(), -factor.clone());
            shift = shift.plus(&Span::of(range).times(factor));
        }
        let says = |line: &Line| {
            let Some(factor) = line.terms.get(figure) else {
                return false;
            };
            let same = line.terms.len() == wanted.len()
                && wanted
                    .iter()
                    .all(|(name, wanted)| line.terms.get(name) == Some(&(wanted * factor)));
            same && line
                .within
                .times(&factor.recip())
                .plus(&shift)
                .is_in(&Span::of(range))
        };
        ensure(
            self.lines(check)?.iter().any(says),
            format!("no rule leaves {figure} {range:?}"),
        )?;
        let (known, whole) = self.known(figure)?.clone();
        let left = known.meet(&Span::of(range));
        let left = if whole { left.wholes() } else { left };
        self.known.insert(figure.to_owned(), (left, whole));
        Ok(())
    }

    /// Whether checks, each so often, add up to a sum within bounds.
    fn added(
        &self,
        checks: &[(usize, Rat)],
        sum: &BTreeMap<String, Rat>,
        within: &Span,
    ) -> Result<(), String> {
        let mut sums = vec![(BTreeMap::<String, Rat>::new(), Span::point(Rat::zero()))];
        for (check, times) in checks {
            let mut next = Vec::new();
            for line in self.lines(*check)? {
                // As rules are added up, the factors of each are whole.
                let mut scale = Rat::one();
                for factor in line.terms.values() {
                    scale *= Rat::from_integer((factor * &scale).denom());
                }
                let times = times * scale;
                for (sum, within) in &sums {
                    let mut sum = sum.clone();
                    for (name, factor) in &line.terms {
                        *sum.entry(name.clone()).or_insert_with(Rat::zero) += factor * &times;
                    }
                    next.push((sum, within.plus(&line.within.times(&times))));
                }
            }
            ensure(next.len() < 200_000, "too many ways")?;
            sums = next;
        }
        let says = |(mut own, reach): (BTreeMap<String, Rat>, Span)| {
            own.retain(|_, factor| !factor.is_zero());
            own == *sum && reach.is_in(within)
        };
        ensure(sums.into_iter().any(says), "the rules do not add up so")
    }

    fn suppose(
        &mut self,
        figure: &str,
        range: &Range,
        other: &Range,
        first: bool,
    ) -> Result<(), String> {
        let (here, there) = (Span::of(range), Span::of(other));
        let (low, high) = if here.lo.is_none() {
            (&here, &there)
        } else {
            (&there, &here)
        };
        let (Some((low, true)), Some((high, true))) = (&low.hi, &high.lo) else {
            return Err("no two sides".to_owned());
        };
        let (known, whole) = self.known(figure)?.clone();
        ensure(
            whole && low.is_integer() && high - low == Rat::one(),
            "a gap",
        )?;
        if !first {
            let earlier = self.open.pop().ok_or("no first case")?;
            ensure(!earlier.1 && earlier.2 == here, "another case")?;
        }
        self.open.push((self.known.clone(), !first, there));
        self.known
            .insert(figure.to_owned(), (known.meet(&here), whole));
        Ok(())
    }

    /// A contradiction: ends the case, those around it whose last it is, and
    /// the proof where there is none left.
    fn closed(&mut self) -> bool {
        while let Some((known, last, _)) = self.open.last().cloned() {
            self.known = known;
            if !last {
                return false;
            }
            self.open.pop();
        }
        true
    }
}

fn sum_of(terms: &Terms) -> BTreeMap<String, Rat> {
    terms
        .iter()
        .map(|(factor, name, _)| (name.clone(), factor.clone()))
        .collect()
}
