//! Rules over many rows at once: their figures stand column by column at one
//! power of ten, and a rule is some loops over them. What the largest figures
//! come to is asked before, so that none of the loops can overflow.

use super::columns::QuickColumns;
use super::plan::{Arithmetic, Plan, Terms};
use super::rule::{FastRule, is_met};
use crate::figure::{Quick, QuickMany};
use crate::rule::Comparison;
use crate::source::PlainRows;
use crate::table::QuickLooks;

/// Figures that are read at once, about: they stay in a core's nearest cache.
const FIGURES: usize = 1536;
/// What sums come to at most.
const LARGEST: i128 = i64::MAX as i128;

/// Many rows of a table, read the quick way.
pub(crate) struct ManyRows {
    columns: Vec<QuickMany>,
    /// Which rows were read, and satisfy all rules so far.
    sound: Vec<bool>,
    sums: Sums,
    figures: Vec<Quick>,
}

/// Both ends of a sum in each row.
#[derive(Default)]
struct Sums {
    lo: Vec<i64>,
    hi: Vec<i64>,
}

impl ManyRows {
    /// Room for the rows of a table of so many columns.
    pub(crate) fn new(width: usize) -> ManyRows {
        let mut columns = Vec::new();
        columns.resize_with(width, QuickMany::default);
        ManyRows {
            columns,
            sound: Vec::new(),
            sums: Sums::default(),
            figures: vec![Quick::default(); width],
        }
    }

    /// How many rows are read at once, at most.
    pub(crate) fn most(&self) -> usize {
        (FIGURES / self.columns.len().max(1)).clamp(16, 512)
    }

    /// Which rows are surely sound.
    pub(crate) fn sound(&mut self) -> &mut [bool] {
        &mut self.sound
    }

    /// Reads the figures of these columns.
    pub(crate) fn read(
        &mut self,
        rows: &PlainRows<'_>,
        (how, columns): (&QuickColumns, &[usize]),
        looks: &mut QuickLooks,
    ) {
        self.sound.clear();
        self.sound.resize(rows.len(), true);
        self.sums.lo.resize(rows.len(), 0);
        self.sums.hi.resize(rows.len(), 0);
        for &column in columns {
            let to = &mut self.columns[column];
            how.read_many(column, rows, to, &mut self.sound);
            looks.see_many(column, to.looks);
        }
    }

    /// Marks the rows that do not surely satisfy a rule, but for those that it
    /// is not for.
    pub(crate) fn tell(&mut self, rule: &FastRule, plan: &mut Plan, others: &[bool]) {
        let columns = &self.columns;
        let loose = |column: &usize| !columns[*column].points;
        let arithmetic = match rule.repeated.iter().any(loose) {
            true => None,
            false => plan.at(rule, |column| columns[column].exp),
        };
        let is_other = |row: usize| others.get(row).is_some_and(|other| *other);
        let Some(arithmetic) = arithmetic.filter(|arithmetic| self.fits(arithmetic)) else {
            for row in 0..self.sound.len() {
                if self.sound[row] && !is_other(row) {
                    self.sound[row] = self.holds_in(rule, row);
                }
            }
            return;
        };
        let bounded = !matches!(rule.sign, Comparison::Equal | Comparison::Unequal);
        for divisor in &arithmetic.divisors {
            self.sums.work_out(divisor, columns);
            self.sums.mark(&mut self.sound, |row, lo, hi| {
                lo > 0 || (!bounded && hi < 0) || is_other(row)
            });
        }
        self.sums.work_out(&arithmetic.terms, columns);
        let open = rule.columns.iter().any(|&column| columns[column].open);
        if rule.sign == Comparison::Equal && others.is_empty() {
            // An end that is zero only matters where it is possible.
            let bar = i64::from(open);
            let holds = |_, lo, hi| (lo <= -bar) & (hi >= bar);
            self.sums.mark(&mut self.sound, holds);
        } else {
            self.sums.mark(&mut self.sound, |row, lo: i64, hi: i64| {
                is_met(rule.sign, lo.cmp(&0), hi.cmp(&0), open) || is_other(row)
            });
        }
    }

    /// Whether a machine word holds all that a rule's sums can come to.
    fn fits(&self, arithmetic: &Arithmetic) -> bool {
        let divisors = &arithmetic.divisors;
        let mut sums = divisors.iter().chain([&arithmetic.terms]);
        let bound = |column: usize| self.columns[column].bound();
        sums.all(|terms| terms.bound(bound).is_some_and(|bound| bound <= LARGEST))
    }

    /// Whether a row surely satisfies a rule.
    fn holds_in(&mut self, rule: &FastRule, row: usize) -> bool {
        for &column in &rule.columns {
            let many = &self.columns[column];
            self.figures[column] = Quick {
                lo: many.lo[row],
                hi: many.hi()[row],
                exp: many.exp,
                open: many.open,
                ..Quick::default()
            };
        }
        rule.surely_holds(&self.figures)
    }
}

impl Sums {
    /// Works out both ends of a sum in each row.
    fn work_out(&mut self, terms: &Terms, columns: &[QuickMany]) {
        let Sums { lo, hi } = self;
        let alone = i64::try_from(terms.alone).unwrap_or_default();
        let points = terms.columns().all(|column| columns[column].points);
        lo.fill(alone);
        hi.fill(alone);
        for &(factor, column) in &terms.added {
            let figures = &columns[column];
            add(lo, factor, &figures.lo);
            if !points {
                add(hi, factor, figures.hi());
            }
        }
        for &(factor, column) in &terms.subtracted {
            let figures = &columns[column];
            add(lo, factor, figures.hi());
            if !points {
                add(hi, factor, &figures.lo);
            }
        }
        for &(factor, first, second) in &terms.products {
            let (a, b) = (&columns[first], &columns[second]);
            if a.least < 0 || b.least < 0 {
                add_corners((lo, hi), factor, (a, b));
                continue;
            }
            let (low, high) = match factor < 0 {
                true => ((a.hi(), b.hi()), (&*a.lo, &*b.lo)),
                false => ((&*a.lo, &*b.lo), (a.hi(), b.hi())),
            };
            add_products(lo, factor, low);
            if !points {
                add_products(hi, factor, high);
            }
        }
        if points {
            hi.copy_from_slice(lo);
        }
    }

    /// Marks the rows of which something is not so.
    fn mark(&self, sound: &mut [bool], is_so: impl Fn(usize, i64, i64) -> bool) {
        let ends = self.lo.iter().zip(&self.hi).enumerate();
        for (sound, (row, (lo, hi))) in sound.iter_mut().zip(ends) {
            *sound &= is_so(row, *lo, *hi);
        }
    }
}

/// Adds a multiple of each row's figure.
#[inline]
fn add(to: &mut [i64], factor: i64, figures: &[i64]) {
    match factor {
        1 => to.iter_mut().zip(figures).for_each(|(to, a)| *to += a),
        -1 => to.iter_mut().zip(figures).for_each(|(to, a)| *to -= a),
        _ => {
            let both = to.iter_mut().zip(figures);
            both.for_each(|(to, a)| *to += factor * a);
        }
    }
}

/// Adds a multiple of the product of two figures in each row.
#[inline]
fn add_products(to: &mut [i64], factor: i64, (a, b): (&[i64], &[i64])) {
    for (to, (a, b)) in to.iter_mut().zip(a.iter().zip(b)) {
        *to += factor * (a * b);
    }
}

/// The same of figures that may be below zero: the ends of the product are some
/// of the products of the ends.
fn add_corners((lo, hi): (&mut [i64], &mut [i64]), factor: i64, (a, b): (&QuickMany, &QuickMany)) {
    let a = a.lo.iter().zip(a.hi());
    let b = b.lo.iter().zip(b.hi());
    for ((lo, hi), ((a_lo, a_hi), (b_lo, b_hi))) in lo.iter_mut().zip(hi).zip(a.zip(b)) {
        let corners = [a_lo * b_lo, a_lo * b_hi, a_hi * b_lo, a_hi * b_hi];
        let corners = corners.map(|corner| factor * corner);
        *lo += corners.into_iter().fold(i64::MAX, i64::min);
        *hi += corners.into_iter().fold(i64::MIN, i64::max);
    }
}
