//! Sums of the first lines that are searched, in each crossing line: two of them tell
//! what lines that follow one another add up to, however many these are.

use super::additive::Running;
use super::view::View;
use std::cell::OnceCell;
use std::ops::Range;

/// So many places that fit a sum are tried; where more do, its figure says little.
const FITTING: usize = 32;
/// A sum is looked for within what rounding so many parts may make.
const ROUNDED: i128 = 16;

/// What the first so many lines add up to, in a crossing line.
#[derive(Clone, Copy, Debug, Default)]
struct SoFar {
    sum: i128,
    half: i128,
    there: i128,
}

/// The sums in a crossing line.
#[derive(Clone, Default)]
struct Sorted {
    /// From the least, with their places.
    sums: Vec<(i128, usize)>,
    /// What the roundest figure may be off by.
    half: i128,
}

/// The sums of the first lines.
pub(super) struct Sums {
    /// How many lines cross them.
    crossing: usize,
    /// Place by place, of each crossing line.
    so_far: Vec<SoFar>,
    /// The same of each crossing line where it was asked for.
    sorted: Vec<OnceCell<Sorted>>,
}

impl Sums {
    /// Of lines that are searched, by their places among these.
    pub(super) fn of(view: &View, active: &[usize]) -> Sums {
        let crossing = view.crossing;
        let mut so_far = vec![SoFar::default(); crossing];
        so_far.reserve(active.len() * crossing);
        for (at, &line) in active.iter().enumerate() {
            for (cross, number) in view.line(line).iter().enumerate() {
                let mut own = so_far[at * crossing + cross];
                if number.there {
                    own.sum += number.value;
                    own.half += number.half;
                    own.there += 1;
                }
                so_far.push(own);
            }
        }
        Sums {
            crossing,
            so_far,
            sorted: vec![OnceCell::new(); crossing],
        }
    }

    /// What the lines at some places add up to in a crossing line.
    pub(super) fn running(&self, places: &Range<usize>, cross: usize) -> Running {
        let (from, to) = (self.at(places.start, cross), self.at(places.end, cross));
        Running::summed(
            to.sum - from.sum,
            to.half - from.half,
            to.there - from.there,
            i128::try_from(places.len()).unwrap_or(0),
        )
    }

    /// The places up to which the lines from one on add up to nearly a figure, which may
    /// be off by so much, in a crossing line; of its opposite, those from which the lines
    /// before it do.
    pub(super) fn fitting(
        &self,
        place: usize,
        cross: usize,
        (figure, half): (i128, i128),
    ) -> Vec<usize> {
        let wanted = self.at(place, cross).sum + figure;
        let sorted = self.sorted[cross].get_or_init(|| self.sort(cross));
        let slack = half + sorted.half * ROUNDED;
        let sums = &sorted.sums;
        let from = sums.partition_point(|(sum, _)| *sum < wanted - slack);
        let fitting = sums[from..].iter();
        let fitting = fitting.take_while(|(sum, _)| *sum <= wanted + slack);
        fitting.take(FITTING).map(|(_, place)| *place).collect()
    }

    fn sort(&self, cross: usize) -> Sorted {
        let places = 0..self.so_far.len() / self.crossing;
        let halves = places.clone().skip(1);
        let halves =
            halves.map(|place| self.at(place, cross).half - self.at(place - 1, cross).half);
        let half = halves.max().unwrap_or(0);
        let sums = places.map(|place| (self.at(place, cross).sum, place));
        let mut sums: Vec<(i128, usize)> = sums.collect();
        sums.sort_unstable();
        Sorted { sums, half }
    }

    fn at(&self, place: usize, cross: usize) -> SoFar {
        self.so_far[place * self.crossing + cross]
    }
}
