//! What a print that was taken apart allows: by its digits and its hedge, within
//! what its figures can be, and in whole numbers where only these are possible.

use super::prints::Columns;
use super::text::{FALSE, all, any, by_number, either};
use crate::figure::{Decimals, Floor, ends};
use std::cmp::Ordering;

impl Columns<'_> {
    /// What it allows by itself, before what its figures cannot be.
    pub(super) fn allowed(&self) -> Vec<String> {
        let (h, v, s, u) = (
            self.name("h"),
            self.name("v"),
            self.name("s"),
            self.name("u"),
        );
        let plain = self.plain(&v, &s);
        // 近 of a count takes one away at least.
        let one = self.reading.at(0);
        let counted = format!("({} AND {u} < {one})", self.whole_print(&v));
        let below = match self.reading.counts {
            true => format!("CASE WHEN {counted} THEN {one} ELSE {u} END"),
            false => u.clone(),
        };
        let size = |positive: String, negative: String| {
            format!("CASE WHEN {v} >= 0 THEN {positive} ELSE {negative} END")
        };
        let more = size(v.clone(), format!("{v} - 2 * {u}"));
        let more_hi = size(format!("{v} + 2 * {u}"), v.clone());
        let nearly = format!(
            "CASE WHEN {v} > 0 THEN {v} - {below} WHEN {v} < 0 THEN {v} ELSE {v} - {u} END"
        );
        let nearly_hi = format!(
            "CASE WHEN {v} > 0 THEN {v} WHEN {v} < 0 THEN {v} + {below} ELSE {v} + {u} END"
        );
        // The hedges in the order of `HEDGES`: lower end, upper end, open ends.
        let (f, t) = ("FALSE".to_owned(), "TRUE".to_owned());
        let (null, about) = (
            "NULL".to_owned(),
            (format!("{v} - {u}"), format!("{v} + {u}")),
        );
        let rows: [[String; 4]; 8] = [
            plain,
            [more, more_hi, format!("{v} < 0"), format!("{v} >= 0")],
            [about.0, about.1, f.clone(), f.clone()],
            [nearly, nearly_hi, format!("{v} < 0"), format!("{v} > 0")],
            [null.clone(), v.clone(), f.clone(), t.clone()],
            [null.clone(), v.clone(), f.clone(), f.clone()],
            [v.clone(), null.clone(), t, f.clone()],
            [v.clone(), null, f.clone(), f],
        ];
        let column = |at: usize| by_number(&h, rows.iter().map(|row| row[at].clone()));
        vec![
            self.named(&column(0), "lo 1"),
            self.named(&column(1), "hi 1"),
            self.named(&column(2), "lo open 1"),
            self.named(&column(3), "hi open 1"),
        ]
    }

    /// What a plain print allows.
    fn plain(&self, v: &str, s: &str) -> [String; 4] {
        let exact = match (self.reading.known, self.reading.exact) {
            (Some(Decimals::Exact), _) => "TRUE".to_owned(),
            (_, true) if self.reading.percent => {
                format!("({} = 0 AND NOT {})", self.name("p"), self.name("pct"))
            }
            (_, true) => format!("{} = 0", self.name("p")),
            _ => FALSE.to_owned(),
        };
        // An odd last digit: that of the value in whole steps.
        let odd = format!("abs({v}) % (4 * {s}) >= 2 * {s}");
        let mode = self.reading.rounding;
        let of = |sign: Ordering, part: usize| {
            let [even_ends, odd_ends] = [false, true].map(|odd| ends(mode, sign, odd));
            let end = |steps: i8| match steps {
                0 => v.to_owned(),
                steps if steps < 0 => format!("{v} - {} * {s}", -steps),
                steps => format!("{v} + {steps} * {s}"),
            };
            let open = |even: bool, odd_open: bool| match (even, odd_open) {
                (true, true) => "TRUE".to_owned(),
                (false, false) => FALSE.to_owned(),
                _ => odd.clone(),
            };
            match part {
                0 => end(even_ends.lo),
                1 => end(even_ends.hi),
                2 => open(even_ends.lo_open, odd_ends.lo_open),
                _ => open(even_ends.hi_open, odd_ends.hi_open),
            }
        };
        let closed = [
            v.to_owned(),
            v.to_owned(),
            FALSE.to_owned(),
            FALSE.to_owned(),
        ];
        [0, 1, 2, 3].map(|part| {
            let [more, none, less] =
                [Ordering::Greater, Ordering::Equal, Ordering::Less].map(|sign| of(sign, part));
            let rounded = match more == none && none == less {
                true => more,
                false => format!(
                    "CASE WHEN {v} > 0 THEN {more} WHEN {v} = 0 THEN {none} ELSE {less} END"
                ),
            };
            either(&exact, &closed[part], &rounded)
        })
    }

    /// Whether a print counts whole things.
    fn whole_print(&self, v: &str) -> String {
        match (self.reading.counts, self.reading.scale()) {
            (false, _) => FALSE.to_owned(),
            (true, scale) if scale <= 0 => "TRUE".to_owned(),
            (true, _) => format!("{v} % {} = 0", self.reading.at(0)),
        }
    }

    /// The same within what its figures can be.
    pub(super) fn bounded(&self) -> Vec<String> {
        let (h, v) = (self.name("h"), self.name("v"));
        let [lo, hi, lo_open, hi_open] =
            ["lo 1", "hi 1", "lo open 1", "hi open 1"].map(|part| self.name(part));
        let floor = self.floor();
        let share = self.reading.sample.floor == Some(Floor::Share);
        let one = self.reading.at(0);
        // What is plainly printed outside is possible nevertheless, and so is
        // what would leave nothing at all.
        let mut applies = vec![
            floor,
            format!("{v} >= 0"),
            format!("NOT ({h} = 4 AND {v} = 0)"),
        ];
        if share {
            applies.push(format!("{v} <= {one}"));
            applies.push(format!("NOT ({h} = 6 AND {v} = {one})"));
        }
        let applies = all(applies);
        let below = all([applies.clone(), format!("({lo} IS NULL OR {lo} < 0)")]);
        let above = match share {
            true => all([applies, format!("({hi} IS NULL OR {hi} > {one})")]),
            false => FALSE.to_owned(),
        };
        vec![
            self.named(&either(&below, "0", &lo), "lo 2"),
            self.named(&either(&above, &one, &hi), "hi 2"),
            self.named(&either(&below, FALSE, &lo_open), "lo open 2"),
            self.named(&either(&above, FALSE, &hi_open), "hi open 2"),
        ]
    }

    /// Whether the row's figures cannot be below zero.
    fn floor(&self) -> String {
        if self.reading.sample.floor.is_none() {
            return FALSE.to_owned();
        }
        let keys = self.reading.sample.below_zero.iter();
        let keys: Vec<String> = keys.map(|key| self.dialect.quoted(key)).collect();
        match keys.is_empty() {
            true => "TRUE".to_owned(),
            false => format!(
                "{} NOT IN (\n         {})",
                self.key,
                keys.join(",\n         ")
            ),
        }
    }

    /// The same in whole numbers, where only these are possible.
    pub(super) fn tightened(&self) -> Vec<String> {
        let (h, v) = (self.name("h"), self.name("v"));
        let [lo, hi, lo_open, hi_open] =
            ["lo 2", "hi 2", "lo open 2", "hi open 2"].map(|part| self.name(part));
        let one = self.reading.at(0);
        let up = format!("{lo} + ((-{lo}) % {one} + {one}) % {one}");
        let up = format!("{up} + CASE WHEN {lo_open} AND {lo} % {one} = 0 THEN {one} ELSE 0 END");
        let down = format!("{hi} - ({hi} % {one} + {one}) % {one}");
        let down =
            format!("{down} - CASE WHEN {hi_open} AND {hi} % {one} = 0 THEN {one} ELSE 0 END");
        let nominal = match self.reading.scale() <= 0 {
            true => "TRUE".to_owned(),
            false => format!("{v} % {one} = 0"),
        };
        // A hedged figure of a table that prints whole numbers only is whole,
        // unless that leaves it no value.
        let alike = match self.reading.sample.whole && !self.reading.counts {
            true => all([
                format!("{h} > 0"),
                nominal,
                format!("coalesce({down} >= {up}, TRUE)"),
            ]),
            false => FALSE.to_owned(),
        };
        let whole = any([self.whole_print(&v), alike]);
        vec![
            self.named(&either(&whole, &up, &lo), "lo 3"),
            self.named(&either(&whole, &down, &hi), "hi 3"),
            self.named(&either(&whole, FALSE, &lo_open), "lo open 3"),
            self.named(&either(&whole, FALSE, &hi_open), "hi open 3"),
            self.named(&whole, "whole"),
        ]
    }

    /// What the cell allows, whatever it says; with how it is called in the end.
    pub(super) fn settled(&self) -> Vec<String> {
        let k = self.name("k");
        let h = self.name("h");
        let sample = &self.reading.sample;
        let floor = self.floor();
        let bottom = either(&floor, "0", "NULL");
        let top = match sample.floor == Some(Floor::Share) {
            true => either(&floor, &self.reading.at(0), "NULL"),
            false => "NULL".to_owned(),
        };
        let integer = self.dialect.integer();
        let end = |part: &str, missing: &str| {
            let part = self.name(part);
            let missing = format!("WHEN {k} IN (1, 3) THEN {missing}");
            let zero = format!("WHEN {k} IN (0, 6) THEN 0");
            format!("CAST(CASE WHEN {h} IS NOT NULL THEN {part} {zero} {missing} END AS {integer})")
        };
        let open = |part: &str| format!("coalesce({}, FALSE)", self.name(part));
        let (lo, hi, whole) = (self.name("lo 3"), self.name("hi 3"), self.name("whole"));
        let loose = format!("coalesce({lo} <> {hi}, TRUE)");
        let missing = if sample.whole { "TRUE" } else { FALSE };
        let w = format!(
            "CASE WHEN {h} IS NOT NULL THEN {whole} AND {loose} WHEN {k} IN (1, 3) THEN {missing} \
             ELSE FALSE END"
        );
        vec![
            self.named(&k, "k"),
            self.named(&end("lo 3", &bottom), "lo"),
            self.named(&end("hi 3", &top), "hi"),
            self.named(&open("lo open 3"), "lo open"),
            self.named(&open("hi open 3"), "hi open"),
            self.named(&w, "w"),
            self.named(&self.name("pct"), "pct"),
        ]
    }
}
