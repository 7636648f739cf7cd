//! The middle of some polynomials by size: between which bounds it lies, and what
//! ties it to them.
//!
//! A median rises with each of its values, so that the middle of the lower ends and
//! that of the upper ends are its own ends, exactly. Where the values occur elsewhere
//! too, which of them are below it and which above is a choice, and every choice that
//! the prints leave open is an alternative.

use super::formula::{Atom, Formula, Relation, all, any};
use super::polynomial::Poly;
use crate::figure::{End, Range, Rat};
use num_traits::One;

/// Choices that are written out for one median: more are not.
const CHOICES: usize = 64;
/// Steps that looking for them may take.
const STEPS: usize = 4_000;

/// Where the middle of some values lies by size.
#[derive(Clone, Copy)]
struct Places {
    /// How many are below the middle ones, and how many above.
    outside: usize,
    /// How many are in the middle: one of an odd number, two of an even one.
    middle: usize,
}

impl Places {
    fn of(count: usize) -> Places {
        let middle = if count.is_multiple_of(2) { 2 } else { 1 };
        let outside = count.saturating_sub(middle) / 2;
        Places { outside, middle }
    }
}

/// How many values are in the middle of so many.
pub(crate) fn in_middle(count: usize) -> usize {
    Places::of(count).middle
}

/// What the middle ones of some numbers add up to; `None` of no numbers.
pub(crate) fn middle_of_numbers(mut numbers: Vec<Rat>) -> Option<Rat> {
    let Places { outside, middle } = Places::of(numbers.len());
    numbers.sort();
    let chosen = numbers.get(outside..outside + middle)?;
    chosen.iter().cloned().reduce(|sum, number| sum + number)
}

/// What is known of the middle of some values.
pub(crate) struct Middle {
    /// What the middle ones add up to: half of it is the median of an even number.
    pub range: Range,
    /// What those are, each way that the ranges leave open; `None` where there are
    /// too many.
    pub choices: Option<Vec<Choice>>,
}

/// Which values are in the middle, below it and above, by their numbers.
#[derive(Clone)]
pub(crate) struct Choice {
    middle: Vec<usize>,
    below: Vec<usize>,
    above: Vec<usize>,
}

/// The middle of some values, of at least one: by the ranges that they take each by
/// itself.
pub(crate) fn middle(polys: &[Poly], ranges: &[Range]) -> Option<Middle> {
    let places = Places::of(ranges.len());
    let mut low: Vec<&End> = ranges.iter().map(|range| &range.lo).collect();
    let mut high: Vec<&End> = ranges.iter().map(|range| &range.hi).collect();
    low.sort_by(|one, other| one.compare(other, true));
    high.sort_by(|one, other| one.compare(other, false));
    let at = |at: usize| {
        let (lo, hi) = (low.get(at)?, high.get(at)?);
        Some(Range::between((*lo).clone(), (*hi).clone()))
    };
    let (first, last) = (at(places.outside)?, at(places.outside + places.middle - 1)?);
    let choices = choices(polys, ranges, places, (&first.lo, &last.hi));
    let range = match places.middle {
        1 => first,
        _ => first.plus(&last),
    };
    Some(Middle { range, choices })
}

/// Whether all that ends here lies below all that begins there.
fn ends_below(hi: &End, lo: &End) -> bool {
    match (hi.value(), lo.value()) {
        (Some(end), Some(begin)) => {
            end < begin || (end == begin && !(hi.is_closed() && lo.is_closed()))
        }
        _ => false,
    }
}

/// Every way to part the values.
fn choices(
    polys: &[Poly],
    ranges: &[Range],
    places: Places,
    (least, most): (&End, &End),
) -> Option<Vec<Choice>> {
    let below = (0..ranges.len()).filter(|at| ends_below(&ranges[*at].hi, least));
    let above = (0..ranges.len()).filter(|at| ends_below(most, &ranges[*at].lo));
    let (below, above) = (below.count(), above.count());
    let is_open =
        |at: &usize| !ends_below(&ranges[*at].hi, least) && !ends_below(most, &ranges[*at].lo);
    let mut open: Vec<usize> = (0..ranges.len()).filter(is_open).collect();
    // The same number twice is one choice, whichever of the two is taken.
    let same = |one: usize, other: usize| {
        let number = polys[one].as_constant();
        number.is_some() && number == polys[other].as_constant()
    };
    open.sort_by_key(|at| (polys[*at].as_constant(), *at));
    let mut search = Search {
        open: &open,
        same: &same,
        left: [
            places.outside.checked_sub(below)?,
            places.middle,
            places.outside.checked_sub(above)?,
        ],
        taken: Vec::new(),
        found: Vec::new(),
        steps: STEPS,
    };
    search.go().then_some(search.found)
}

/// The search for every way to part values into those below, in the middle and above.
struct Search<'s> {
    open: &'s [usize],
    same: &'s dyn Fn(usize, usize) -> bool,
    /// How many may still be below, in the middle, above.
    left: [usize; 3],
    /// Where those before are.
    taken: Vec<usize>,
    found: Vec<Choice>,
    steps: usize,
}

impl Search<'_> {
    /// False where there are too many.
    fn go(&mut self) -> bool {
        let Some(steps) = self.steps.checked_sub(1) else {
            return false;
        };
        self.steps = steps;
        let at = self.taken.len();
        if at == self.open.len() {
            let of = |part: usize| {
                let taken = self.taken.iter().zip(self.open);
                let own = taken.filter(move |(taken, _)| **taken == part);
                own.map(|(_, at)| *at).collect()
            };
            let (below, middle, above) = (of(0), of(1), of(2));
            let choice = Choice {
                middle,
                below,
                above,
            };
            self.found.push(choice);
            return self.found.len() <= CHOICES;
        }
        let repeats = at > 0 && (self.same)(self.open[at - 1], self.open[at]);
        let first = match self.taken.last() {
            Some(before) if repeats => *before,
            _ => 0,
        };
        for part in first..3 {
            if self.left[part] == 0 {
                continue;
            }
            self.left[part] -= 1;
            self.taken.push(part);
            let goes_on = self.go();
            self.taken.pop();
            self.left[part] += 1;
            if !goes_on {
                return false;
            }
        }
        true
    }
}

impl Middle {
    /// What the middle ones add up to, where it is sure which those are.
    pub(crate) fn settled(&self, polys: &[Poly]) -> Option<Poly> {
        match self.choices.as_deref()? {
            [only] if only.below.is_empty() && only.above.is_empty() => Some(only.sum(polys)),
            _ => None,
        }
    }

    /// That a figure is what the middle ones add up to; `None` where there are too
    /// many choices to say it.
    pub(crate) fn tie(&self, polys: &[Poly], figure: &Poly) -> Option<Formula> {
        let choices = self.choices.as_ref()?;
        let one = |choice: &Choice| choice.tie(polys, figure);
        Some(any(choices.iter().map(one).collect()))
    }
}

impl Choice {
    fn sum(&self, polys: &[Poly]) -> Poly {
        let mut sum = Poly::constant(Rat::ZERO);
        for at in &self.middle {
            sum.add_scaled(&polys[*at], &Rat::one());
        }
        sum
    }

    fn tie(&self, polys: &[Poly], figure: &Poly) -> Formula {
        let atom = |poly, relation| Formula::Atom(Atom { poly, relation });
        let less = |one: usize, other: usize| {
            let poly = polys[one].clone().minus(&polys[other]);
            atom(poly, Relation::NotPositive)
        };
        let mut tied = vec![atom(self.sum(polys).minus(figure), Relation::Zero)];
        for &middle in &self.middle {
            tied.extend(self.below.iter().map(|below| less(*below, middle)));
            tied.extend(self.above.iter().map(|above| less(middle, *above)));
        }
        all(tied)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::exact::int;
    use crate::solve::decide::decide;
    use crate::solve::decision::Decision;
    use crate::solve::polynomial::Var;
    use crate::solve::ranges::Ranges;
    use proptest::prelude::*;

    fn whole(lo: i64, hi: i64) -> Range {
        let (lo, hi) = (End::Closed(int(lo)), End::Closed(int(hi)));
        Range {
            whole: true,
            ..Range::between(lo, hi)
        }
    }

    /// Every choice of values within ranges.
    fn every(ranges: &[(i64, i64)]) -> Vec<Vec<i64>> {
        ranges.iter().fold(vec![Vec::new()], |all, (lo, hi)| {
            let longer = all.iter().flat_map(|start| {
                (*lo..=*hi).map(move |value| [start.as_slice(), &[value]].concat())
            });
            longer.collect()
        })
    }

    fn middle_sum(values: &[i64]) -> i64 {
        let mut values = values.to_vec();
        values.sort_unstable();
        let half = values.len() / 2;
        match values.len() % 2 {
            1 => values[half],
            _ => values[half - 1] + values[half],
        }
    }

    #[test]
    fn open_ends_stay_open() {
        let open = |lo, hi| Range::between(End::Open(int(lo)), End::Open(int(hi)));
        let polys = [0, 1, 2].map(Poly::var);
        let found = middle(&polys, &[whole(0, 3), open(1, 3), open(1, 9)]).expect("some values");
        let ends = (End::Open(int(1)), End::Closed(int(3)));
        assert_eq!((found.range.lo, found.range.hi), ends);
        let found = middle(&polys, &[whole(1, 3), whole(1, 3), open(1, 9)]).expect("some values");
        let ends = (End::Closed(int(1)), End::Closed(int(3)));
        assert_eq!((found.range.lo, found.range.hi), ends);
    }

    #[test]
    fn a_bound_may_be_missing() {
        let free = Range::everything(false);
        let polys = [0, 1, 2].map(Poly::var);
        let found = middle(&polys, &[whole(4, 5), free.clone(), whole(7, 7)]).expect("some values");
        let ends = (End::Closed(int(4)), End::Closed(int(7)));
        assert_eq!((found.range.lo, found.range.hi), ends);
        let found = middle(&polys, &[free.clone(), free, whole(7, 7)]).expect("some values");
        assert!(found.range.is_free());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The bounds are those of all choices of whole numbers, and the tie holds of
        /// just the sums that some choice gives beside one of the values.
        #[test]
        fn bounds_and_ties_are_those_of_every_choice(
            drawn in prop::collection::vec((0i64..6, 0i64..4), 1..6),
            own in 0usize..5,
        ) {
            let ends: Vec<(i64, i64)> = drawn.iter().map(|(lo, more)| (*lo, lo + more)).collect();
            let own = own % ends.len();
            let mut ranges = Ranges::default();
            let mut polys = Vec::new();
            for (lo, hi) in &ends {
                polys.push(match lo == hi {
                    true => Poly::constant(int(*lo)),
                    false => Poly::var(ranges.push(whole(*lo, *hi))),
                });
            }
            let boxes: Vec<Range> = ends.iter().map(|(lo, hi)| whole(*lo, *hi)).collect();
            let found = middle(&polys, &boxes).expect("some values");
            let choices = every(&ends);
            let sums = choices.iter().map(|values| middle_sum(values));
            let (least, most) = (sums.clone().min().expect("one"), sums.max().expect("one"));
            prop_assert_eq!(found.range.lo.value(), Some(&int(least)));
            prop_assert_eq!(found.range.hi.value(), Some(&int(most)));
            let figure: Var = ranges.push(Range::everything(true));
            let Some(tie) = found.tie(&polys, &Poly::var(figure)) else {
                return Ok(());
            };
            let (lo, hi) = ends[own];
            for value in lo..=hi {
                for sum in least - 1..=most + 1 {
                    let is = |poly: &Poly, number: i64| {
                        let poly = poly.clone().minus(&Poly::constant(int(number)));
                        Formula::Atom(Atom { poly, relation: Relation::Zero })
                    };
                    let asked = all(vec![
                        tie.clone(),
                        is(&polys[own], value),
                        is(&Poly::var(figure), sum),
                    ]);
                    let fits = |values: &&Vec<i64>| values[own] == value && middle_sum(values) == sum;
                    let expected = Decision::of(choices.iter().any(|values| fits(&values)));
                    prop_assert_eq!(decide(&asked, &ranges), expected, "{:?} {} {}", ends, value, sum);
                }
            }
        }
    }
}
