//! What a rule's names stand for in its query: each figure, and each sum or
//! count over rows, with the ends of what it allows.

use super::text::{FALSE, all, any, not};

/// A figure of a rule's query.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// What it is, for the comment.
    pub words: String,
    /// Its ends, as whole numbers; NULL where there is none.
    pub lo: String,
    pub hi: String,
    /// Whether the ends themselves are not possible.
    pub lo_open: String,
    pub hi_open: String,
    /// Whether only whole numbers are possible, and more than one.
    pub whole: String,
    /// Whether some of what it is made of are such and others are not.
    pub mixed: String,
    /// Whether it is not printed, and could be what its ends allow.
    pub unknown: String,
    /// Whether nothing can be said without it.
    pub stop: String,
    /// Whether the rule insists on it, and it is not there.
    pub insists: String,
    /// Whether the rule insists on it, and its row is not there.
    pub gone: String,
    /// Whether it prints a % that its column does not say.
    pub percent: String,
    /// The power of ten by which it is multiplied to be whole.
    pub scale: i32,
    /// The power of ten that it, multiplied, stays below.
    pub size: i32,
    /// Where its figures are, so that two that share some are known.
    pub home: Home,
}

/// Where a leaf's figures are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// Nowhere: a number.
    Nowhere,
    /// A cell of a table; of a fixed row or of the row that is checked.
    Cell((bool, usize), Option<usize>),
    /// Many rows of a table, without those that are left out.
    Rows((bool, usize), Vec<usize>),
    /// The same, and without the row that is checked.
    OtherRows((bool, usize), Vec<usize>),
}

impl Leaf {
    /// A number that is known.
    pub(super) fn number(words: &str, value: &str, scale: i32, size: i32) -> Leaf {
        Leaf {
            words: words.to_owned(),
            lo: value.to_owned(),
            hi: value.to_owned(),
            lo_open: FALSE.to_owned(),
            hi_open: FALSE.to_owned(),
            whole: FALSE.to_owned(),
            mixed: FALSE.to_owned(),
            unknown: FALSE.to_owned(),
            stop: FALSE.to_owned(),
            insists: FALSE.to_owned(),
            gone: FALSE.to_owned(),
            percent: FALSE.to_owned(),
            scale,
            size,
            home: Home::Nowhere,
        }
    }

    /// The same, its parts by the columns that a query gives them.
    pub(super) fn staged(&self, name: &str) -> (Leaf, Vec<String>) {
        let mut columns = Vec::new();
        let mut staged = self.clone();
        let parts: [(&mut String, &str); 10] = [
            (&mut staged.lo, "lo"),
            (&mut staged.hi, "hi"),
            (&mut staged.lo_open, "lo_open"),
            (&mut staged.hi_open, "hi_open"),
            (&mut staged.whole, "whole"),
            (&mut staged.mixed, "mixed"),
            (&mut staged.unknown, "unknown"),
            (&mut staged.stop, "stop"),
            (&mut staged.insists, "insists"),
            (&mut staged.gone, "gone"),
        ];
        for (part, what) in parts {
            let constant = part == FALSE;
            if !constant {
                let column = format!("{name}_{what}");
                columns.push(format!("{part} AS {column}"));
                *part = column;
            }
        }
        (staged, columns)
    }

    /// Whether it leaves a choice.
    pub(super) fn loose(&self) -> String {
        match self.lo == self.hi {
            true => FALSE.to_owned(),
            false => format!("coalesce({} <> {}, TRUE)", self.lo, self.hi),
        }
    }

    /// Whether it is zero and nothing else.
    pub(super) fn is_zero(&self) -> String {
        format!("coalesce({} = 0 AND {} = 0, FALSE)", self.lo, self.hi)
    }

    /// Whether the figures of two may be the same, by what they are.
    pub(super) fn shares(&self, other: &Leaf) -> bool {
        match (&self.home, &other.home) {
            (Home::Rows(at, left_out), Home::Cell(other, row))
            | (Home::Cell(other, row), Home::Rows(at, left_out)) => {
                at == other && row.is_none_or(|row| !left_out.contains(&row))
            }
            (Home::OtherRows(at, left_out), Home::Cell(other, row))
            | (Home::Cell(other, row), Home::OtherRows(at, left_out)) => {
                at == other && row.is_some_and(|row| !left_out.contains(&row))
            }
            (
                Home::Rows(at, _) | Home::OtherRows(at, _),
                Home::Rows(other, _) | Home::OtherRows(other, _),
            ) => at == other,
            (Home::Cell(at, one), Home::Cell(other, two)) => {
                at == other && one.is_some() != two.is_some()
            }
            _ => false,
        }
    }
}

/// What the values of a range allow, by the ends.
#[derive(Clone, Debug)]
pub(super) struct Interval {
    pub lo: String,
    pub hi: String,
    pub lo_open: String,
    pub hi_open: String,
}

impl Interval {
    /// A leaf's.
    pub(super) fn of(leaf: &Leaf) -> Interval {
        Interval {
            lo: leaf.lo.clone(),
            hi: leaf.hi.clone(),
            lo_open: leaf.lo_open.clone(),
            hi_open: leaf.hi_open.clone(),
        }
    }

    /// One end of a leaf as a value by itself.
    pub(super) fn end(leaf: &Leaf, upper: bool) -> Interval {
        let (end, open) = match upper {
            true => (&leaf.hi, &leaf.hi_open),
            false => (&leaf.lo, &leaf.lo_open),
        };
        Interval {
            lo: end.clone(),
            hi: end.clone(),
            lo_open: open.clone(),
            hi_open: open.clone(),
        }
    }

    /// The ends of the product of two that do not hang together.
    pub(super) fn product_ends(&self, other: &Interval) -> (String, String) {
        let (x, y) = (self, other);
        let above = |end: &str| format!("({end} IS NULL OR {end} > 0)");
        let below = |end: &str| format!("({end} IS NULL OR {end} < 0)");
        let both = |free: &str, sign: String| format!("({free} IS NULL AND {sign})");
        let no_lower = [
            both(&x.lo, above(&y.hi)),
            both(&x.hi, below(&y.lo)),
            both(&y.lo, above(&x.hi)),
            both(&y.hi, below(&x.lo)),
        ];
        let no_upper = [
            both(&x.hi, above(&y.hi)),
            both(&x.lo, below(&y.lo)),
            both(&y.hi, above(&x.hi)),
            both(&y.lo, below(&x.lo)),
        ];
        let mut values: Vec<String> = Vec::new();
        for ((a, _), (b, _)) in corners(x, y) {
            let value = format!("{a} * {b}");
            if !values.contains(&value) {
                values.push(value);
            }
        }
        let furthest = |of: &str| match values.as_slice() {
            [one] => one.clone(),
            _ => format!("{of}({})", values.join(", ")),
        };
        let end = |of: &str, free: [String; 4]| {
            let free = free.join(" OR ");
            format!(
                "CASE WHEN {free} THEN NULL ELSE coalesce({}, 0) END",
                furthest(of)
            )
        };
        (end("least", no_lower), end("greatest", no_upper))
    }

    /// Whether the ends of a product are not possible: a corner is where both
    /// of its ends are, or where one is a zero that is.
    pub(super) fn product_is_open(&self, other: &Interval, ends: [&str; 2]) -> [String; 2] {
        let corners = corners(self, other);
        let some_open = any(corners
            .iter()
            .flat_map(|((_, x), (_, y))| [(*x).clone(), (*y).clone()]));
        ends.map(|end| {
            let possible = corners.iter().map(|((a, a_open), (b, b_open))| {
                let met = any([
                    all([not(a_open), not(b_open)]),
                    all([format!("{a} = 0"), not(a_open)]),
                    all([format!("{b} = 0"), not(b_open)]),
                ]);
                format!("coalesce({a} * {b} = {end} AND {met}, FALSE)")
            });
            all([some_open.clone(), not(&any(possible))])
        })
    }
}

/// An end, and whether it is open.
type End<'i> = (&'i String, &'i String);

/// The corners of two ranges.
fn corners<'i>(x: &'i Interval, y: &'i Interval) -> [(End<'i>, End<'i>); 4] {
    let [low, high] = [(&x.lo, &x.lo_open), (&x.hi, &x.hi_open)];
    let [below, above] = [(&y.lo, &y.lo_open), (&y.hi, &y.hi_open)];
    [(low, below), (low, above), (high, below), (high, above)]
}
