//! A polynomial over a rule's figures as the ends of what it can be: whole
//! numbers throughout, no division, no float.

use super::leaves::{Interval, Leaf};
use super::reasons::Why;
use super::text::{FALSE, all, any, not};
use crate::figure::exact::scaled;
use crate::solve::polynomial::{Poly, Var};
use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// Figures that occur more than once and are tried at both ends, at most.
const REPEATED: usize = 3;
/// Digits that the engines' whole numbers hold for certain.
pub(super) const DIGITS: i32 = 36;

/// A polynomial whose factors are whole numbers.
pub(super) struct Whole {
    /// Its terms: a factor, and the figures that are multiplied.
    pub terms: Vec<(BigInt, Vec<usize>)>,
    /// The power of ten by which it was multiplied.
    pub scale: i32,
}

impl Whole {
    /// Of a polynomial over leaves.
    ///
    /// # Errors
    /// Why its arithmetic cannot be written.
    pub(super) fn of(poly: &Poly, leaves: &[Leaf]) -> Result<Whole, Why> {
        let mut terms = Vec::new();
        for (vars, factor) in poly.terms() {
            let vars: Vec<usize> = vars.iter().map(|var: &Var| *var as usize).collect();
            if vars.windows(2).any(|pair| pair[0] == pair[1]) {
                return Err(Why::Square);
            }
            let scale: i32 = vars.iter().map(|var| leaves[*var].scale).sum();
            terms.push((factor / &scaled(1, scale), vars));
        }
        let scale = (0..60).find(|scale| {
            let by = scaled(1, *scale);
            terms.iter().all(|(factor, _)| (factor * &by).is_integer())
        });
        let scale = scale.ok_or(Why::Fraction)?;
        let by = scaled(1, scale);
        let terms = terms.into_iter();
        Ok(Whole {
            terms: terms
                .map(|(factor, vars)| ((factor * &by).to_integer(), vars))
                .collect(),
            scale,
        })
    }

    /// The figures that occur in it.
    pub(super) fn vars(&self) -> BTreeSet<usize> {
        self.terms
            .iter()
            .flat_map(|(_, vars)| vars.clone())
            .collect()
    }

    /// The figures that occur in more than one term.
    pub(super) fn repeated(&self) -> Vec<usize> {
        let mut times: BTreeMap<usize, usize> = BTreeMap::new();
        for var in self.terms.iter().flat_map(|(_, vars)| vars) {
            *times.entry(*var).or_default() += 1;
        }
        let repeated = times.into_iter().filter(|(_, times)| *times > 1);
        repeated.map(|(var, _)| var).collect()
    }

    /// Whether it adds figures only.
    pub(super) fn is_linear(&self) -> bool {
        self.terms.iter().all(|(_, vars)| vars.len() < 2)
    }

    /// For each figure, how many digits it may have for no term to be too long.
    pub(super) fn digits(&self) -> BTreeMap<usize, i32> {
        let count = i32::try_from(self.terms.len().to_string().len()).unwrap_or(DIGITS);
        let mut digits = BTreeMap::new();
        for (factor, vars) in &self.terms {
            let own = i32::try_from(factor.abs().to_string().len()).unwrap_or(DIGITS);
            let each = i32::try_from(vars.len()).unwrap_or(DIGITS).max(1);
            let left = (DIGITS - own - count) / each;
            for var in vars {
                let least = digits.entry(*var).or_insert(left);
                *least = left.min(*least);
            }
        }
        digits
    }
}

/// What is worked out for a rule's rows, one select after the other: each column
/// stands behind those that it is made of.
#[derive(Default)]
pub(super) struct Stages {
    /// The columns of one select after the other.
    pub(super) layers: Vec<Vec<String>>,
    /// In which select a column is, from 1 on.
    depths: BTreeMap<String, usize>,
    /// The columns by what they are.
    named: BTreeMap<String, String>,
    products: BTreeMap<Vec<Factor>, Interval>,
}

impl Stages {
    /// Gives an expression a column, and returns its name; a constant or a
    /// column stays as it is.
    pub(super) fn keep(&mut self, what: &str, expression: String) -> String {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if expression.chars().all(word) {
            return expression;
        }
        if let Some(known) = self.named.get(&expression) {
            return known.clone();
        }
        let words = expression.split(|c| !word(c));
        let depth = words.filter_map(|word| self.depths.get(word)).max();
        let depth = depth.copied().unwrap_or(0);
        let name = format!("{what}_{}", self.named.len() + 1);
        if self.layers.len() <= depth {
            self.layers.resize_with(depth + 1, Vec::new);
        }
        self.layers[depth].push(format!("{expression} AS {name}"));
        self.depths.insert(name.clone(), depth + 1);
        self.named.insert(expression, name.clone());
        name
    }

    fn keep_ends(&mut self, what: &str, ends: Interval) -> Interval {
        Interval {
            lo: self.keep(&format!("{what}_lo"), ends.lo),
            hi: self.keep(&format!("{what}_hi"), ends.hi),
            lo_open: self.keep(&format!("{what}_lo_open"), ends.lo_open),
            hi_open: self.keep(&format!("{what}_hi_open"), ends.hi_open),
        }
    }
}

/// A figure of a product, or one end of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Factor {
    All(usize),
    End(usize, bool),
}

impl Factor {
    fn interval(self, leaves: &[Leaf]) -> Interval {
        match self {
            Factor::All(leaf) => Interval::of(&leaves[leaf]),
            Factor::End(leaf, upper) => Interval::end(&leaves[leaf], upper),
        }
    }
}

impl Stages {
    /// What a polynomial can be; with whether a figure that occurs more than
    /// once leaves a choice, and whether one has no end.
    pub(super) fn bounds_of(
        &mut self,
        whole: &Whole,
        leaves: &[Leaf],
    ) -> Result<(Interval, [String; 2]), Why> {
        let repeated = whole.repeated();
        if repeated.len() > REPEATED {
            return Err(Why::Repeated);
        }
        let mut corners = Vec::new();
        for bits in 0..1_u32 << repeated.len() {
            let factor = |leaf: usize| match repeated.iter().position(|other| *other == leaf) {
                Some(at) => Factor::End(leaf, bits >> at & 1 == 1),
                None => Factor::All(leaf),
            };
            let corner = self.sum(whole, leaves, &factor);
            corners.push(self.keep_ends("corner", corner));
        }
        let of =
            |part: &dyn Fn(&Leaf) -> String| any(repeated.iter().map(|leaf| part(&leaves[*leaf])));
        let loose = of(&|leaf| leaf.loose());
        let free = of(&|leaf| format!("({} IS NULL OR {} IS NULL)", leaf.lo, leaf.hi));
        if corners.len() == 1 {
            return Ok((corners.swap_remove(0), [loose, free]));
        }
        let hull = self.hull(&corners);
        Ok((hull, [loose, free]))
    }

    /// The least range that holds several; an open end is one only where none
    /// of those that reach it is closed.
    fn hull(&mut self, corners: &[Interval]) -> Interval {
        let furthest = |of: &str, ends: Vec<&String>| {
            let free = any(ends.iter().map(|end| format!("{end} IS NULL")));
            let ends: Vec<String> = ends.iter().map(|end| (*end).clone()).collect();
            format!(
                "CASE WHEN {free} THEN NULL ELSE {of}({}) END",
                ends.join(", ")
            )
        };
        let lo = furthest("least", corners.iter().map(|corner| &corner.lo).collect());
        let hi = furthest(
            "greatest",
            corners.iter().map(|corner| &corner.hi).collect(),
        );
        let (lo, hi) = (self.keep("hull_lo", lo), self.keep("hull_hi", hi));
        let open = |end: &str, of: &dyn Fn(&Interval) -> [String; 2]| {
            let some = any(corners.iter().map(|corner| of(corner)[1].clone()));
            let reached = corners.iter().map(|corner| {
                let [own, open] = of(corner);
                all([format!("coalesce({own} = {end}, FALSE)"), not(&open)])
            });
            all([some, not(&any(reached))])
        };
        let lo_open = open(&lo, &|corner| [corner.lo.clone(), corner.lo_open.clone()]);
        let hi_open = open(&hi, &|corner| [corner.hi.clone(), corner.hi_open.clone()]);
        self.keep_ends(
            "hull",
            Interval {
                lo,
                hi,
                lo_open,
                hi_open,
            },
        )
    }

    /// The same with a figure that occurs more than once taken for several: as
    /// a finding shows its sides.
    pub(super) fn apart(&mut self, whole: &Whole, leaves: &[Leaf]) -> Interval {
        self.sum(whole, leaves, &Factor::All)
    }

    /// The same in one expression, of terms that multiply nothing.
    pub(super) fn inline(whole: &Whole, leaves: &[Leaf]) -> Result<Interval, Why> {
        if !whole.is_linear() || !whole.repeated().is_empty() {
            return Err(Why::InFunction);
        }
        Ok(Stages::default().sum(whole, leaves, &Factor::All))
    }

    fn sum(
        &mut self,
        whole: &Whole,
        leaves: &[Leaf],
        factor: &dyn Fn(usize) -> Factor,
    ) -> Interval {
        let (mut lo, mut hi) = (Vec::new(), Vec::new());
        let (mut lo_open, mut hi_open) = (Vec::new(), Vec::new());
        for (times, vars) in &whole.terms {
            if vars.is_empty() {
                lo.push(times.to_string());
                hi.push(times.to_string());
                continue;
            }
            let factors: Vec<Factor> = vars.iter().map(|var| factor(*var)).collect();
            let term = self.product(&factors, leaves);
            let scaled = |end: &str| match times.is_one() {
                true => end.to_owned(),
                false => format!("{times} * {end}"),
            };
            let (low, high) = match times.is_negative() {
                false => ((&term.lo, &term.lo_open), (&term.hi, &term.hi_open)),
                true => ((&term.hi, &term.hi_open), (&term.lo, &term.lo_open)),
            };
            lo.push(scaled(low.0));
            hi.push(scaled(high.0));
            lo_open.push(low.1.clone());
            hi_open.push(high.1.clone());
        }
        let added = |terms: Vec<String>| match terms.is_empty() {
            true => "0".to_owned(),
            false => terms.join(" + ").replace("+ -", "- "),
        };
        Interval {
            lo: added(lo),
            hi: added(hi),
            lo_open: any(lo_open),
            hi_open: any(hi_open),
        }
    }

    fn product(&mut self, factors: &[Factor], leaves: &[Leaf]) -> Interval {
        if let [one] = factors {
            return one.interval(leaves);
        }
        if let Some(known) = self.products.get(factors) {
            return known.clone();
        }
        let Some((last, others)) = factors.split_last() else {
            return Interval::of(&Leaf::number("", "1", 0, 1));
        };
        let (one, other) = (self.product(others, leaves), last.interval(leaves));
        let (lo, hi) = one.product_ends(&other);
        let (lo, hi) = (self.keep("product_lo", lo), self.keep("product_hi", hi));
        let [lo_open, hi_open] = one.product_is_open(&other, [&lo, &hi]);
        let ends = Interval {
            lo,
            hi,
            lo_open,
            hi_open,
        };
        let kept = self.keep_ends("product", ends);
        self.products.insert(factors.to_vec(), kept.clone());
        kept
    }
}

/// How a comparison comes out.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    /// Whether some values are so; surely not where this does not hold.
    pub possible: String,
    /// Whether all are.
    pub certain: String,
    /// Whether `possible` is sure.
    pub sure: String,
    /// Whether it comes to one number.
    pub constant: String,
    /// The figures in it.
    pub leaves: BTreeSet<usize>,
}

/// A comparison of a polynomial with zero.
pub(super) struct Against<'a> {
    pub whole: &'a Whole,
    pub leaves: &'a [Leaf],
    pub ends: Interval,
    /// Whether a figure that occurs more than once leaves a choice, and whether
    /// one has no end.
    pub repeated: [String; 2],
}

impl Against<'_> {
    /// `p = 0`
    pub(super) fn equal(&self, opposite: bool) -> Compared {
        let inside = all([self.reaches_down(), self.reaches_up()]);
        let zero = all([
            format!("coalesce({} = 0, FALSE)", self.ends.lo),
            format!("coalesce({} = 0, FALSE)", self.ends.hi),
        ]);
        let (gaps, sure) = self.whole_numbers();
        let possible = all([inside, gaps]);
        match opposite {
            false => {
                let sure = any([not(&possible), sure]);
                self.compared(possible.clone(), zero, all([self.ends_are_sure(), sure]))
            }
            true => self.compared(not(&zero), not(&possible), "TRUE".to_owned()),
        }
    }

    /// `p ≤ 0`, or `p < 0`
    pub(super) fn at_most(&self, strict: bool) -> Compared {
        let possible = match strict {
            true => format!("(coalesce({}, -1) < 0)", self.ends.lo),
            false => self.reaches_down(),
        };
        let certain = match strict {
            true => not(&self.reaches_up()),
            false => format!("(coalesce({}, 1) <= 0)", self.ends.hi),
        };
        let sure = match strict {
            true => "TRUE".to_owned(),
            false => self.ends_are_sure(),
        };
        self.compared(possible, certain, sure)
    }

    /// Whether it can be zero or less, by its lower end.
    fn reaches_down(&self) -> String {
        let Interval { lo, lo_open, .. } = &self.ends;
        match lo_open.as_str() {
            FALSE => format!("(coalesce({lo}, -1) <= 0)"),
            open => format!("(coalesce({lo}, -1) < 0 OR ({lo} = 0 AND NOT {open}))"),
        }
    }

    /// Whether it can be zero or more, by its upper end.
    fn reaches_up(&self) -> String {
        let Interval { hi, hi_open, .. } = &self.ends;
        match hi_open.as_str() {
            FALSE => format!("(coalesce({hi}, 1) >= 0)"),
            open => format!("(coalesce({hi}, 1) > 0 OR ({hi} = 0 AND NOT {open}))"),
        }
    }

    /// Whether an open end at zero is surely not possible.
    fn ends_are_sure(&self) -> String {
        let at =
            |end: &str, open: &str| all([format!("coalesce({end} = 0, FALSE)"), open.to_owned()]);
        let touches = any([
            at(&self.ends.lo, &self.ends.lo_open),
            at(&self.ends.hi, &self.ends.hi_open),
        ]);
        not(&all([self.repeated[0].clone(), touches]))
    }

    /// Whether zero is no gap between whole numbers, and whether that is sure.
    fn whole_numbers(&self) -> (String, String) {
        let vars = self.whole.vars();
        let open = |leaf: &usize| self.leaves[*leaf].whole != FALSE;
        let wholes: Vec<usize> = vars.iter().copied().filter(open).collect();
        let mixed = any(vars.iter().map(|leaf| self.leaves[*leaf].mixed.clone()));
        let some = any(wholes.iter().map(|leaf| self.leaves[*leaf].whole.clone()));
        if some == FALSE {
            return ("TRUE".to_owned(), not(&mixed));
        }
        if !self.whole.is_linear() || !self.whole.repeated().is_empty() {
            return ("TRUE".to_owned(), not(&any([mixed, some])));
        }
        let factor = |leaf: usize| {
            let term = self.whole.terms.iter().find(|(_, vars)| vars == &[leaf]);
            term.map_or_else(BigInt::zero, |(factor, _)| factor.abs())
        };
        // How far apart the values that one whole number makes are.
        let gap = |leaf: usize| {
            factor(leaf) * BigInt::from(10).pow(self.leaves[leaf].scale.unsigned_abs())
        };
        let gaps = wholes.iter().map(|leaf| {
            let whole = &self.leaves[*leaf].whole;
            format!("CASE WHEN {whole} THEN {} END", gap(*leaf))
        });
        let gaps: Vec<String> = gaps.collect();
        let furthest = |of: &str| match gaps.as_slice() {
            [one] => one.clone(),
            _ => format!("{of}({})", gaps.join(", ")),
        };
        let (least, widest) = (furthest("least"), furthest("greatest"));
        let others = vars.iter().map(|leaf| {
            let leaf = &self.leaves[*leaf];
            all([leaf.loose(), not(&leaf.whole)])
        });
        let others = any(others);
        let width = vars.iter().map(|at| {
            let leaf = &self.leaves[*at];
            let width = format!("{} * ({} - {})", factor(*at), leaf.hi, leaf.lo);
            format!("CASE WHEN {} THEN 0 ELSE {width} END", leaf.whole)
        });
        let width = width.collect::<Vec<_>>().join(" + ");
        let wide = format!("coalesce({width} > {widest}, TRUE)");
        let end = format!("coalesce({}, {})", self.ends.lo, self.ends.hi);
        let alike = match gaps.len() {
            1 => format!("({end} IS NOT NULL)"),
            _ => format!("coalesce({least} = {widest} AND {end} IS NOT NULL, FALSE)"),
        };
        // Whole numbers alone, equally far apart: zero is one of their steps.
        let alone = all([some.clone(), not(&others)]);
        let meets = format!("coalesce({end} % {least} = 0, TRUE)");
        let possible = any([not(&all([alone.clone(), alike.clone()])), meets]);
        let sure = any([not(&some), all([alone, alike]), all([others, wide])]);
        (possible, all([sure, not(&mixed)]))
    }

    fn compared(&self, possible: String, certain: String, sure: String) -> Compared {
        let constant = self.whole.terms.iter().map(|(_, vars)| {
            let points = all(vars.iter().map(|leaf| not(&self.leaves[*leaf].loose())));
            any(std::iter::once(points).chain(vars.iter().map(|leaf| self.leaves[*leaf].is_zero())))
        });
        let vars = self.whole.vars();
        // Figures that may be the same make what was worked out too wide.
        let mut apart = vec![sure, not(&self.repeated[1])];
        for (at, one) in vars.iter().enumerate() {
            for other in vars.iter().skip(at + 1) {
                let (one, other) = (&self.leaves[*one], &self.leaves[*other]);
                if one.shares(other) {
                    apart.push(not(&all([one.loose(), other.loose()])));
                }
            }
        }
        let sure = any([not(&possible), all(apart)]);
        Compared {
            sure,
            constant: all(constant),
            certain,
            possible,
            leaves: vars,
        }
    }
}
