//! Figures of the period before that a report states once more: a year that
//! both have a column of, and the opening figures, which are the closing ones
//! of the report before, or of a sheet of the year before in the same report.
//! Found by names, never by values.

use super::across::{At, Evidence, has_year};
use super::searched::relation_rule;
use crate::discover::Along;
use crate::figure::{Figure, Hedge};
use crate::period::{Period, in_name};
use crate::rule::{Code, Found, Lines, Rule, written_name};
use crate::structure::{is_closing, is_opening};
use crate::table::Table;
use std::collections::HashMap;

/// Whether tables name anything that the report before could have too: a year,
/// or what was there at the start.
pub(crate) fn may_state_again(tables: &[&Table]) -> bool {
    let says = |name: &str| has_year(name) || is_opening(name);
    tables.iter().any(|table| {
        let mut columns = table.layout.columns.iter();
        let mut rows = table.rows.iter();
        columns.any(|column| says(&column.name)) || rows.any(|row| says(row.key()))
    })
}

/// The relations of tables to those of the same sections in the report before,
/// as rules; `first` is the number of the first.
pub(super) fn before(
    tables: &[&Table],
    earlier: &[Table],
    covered: &dyn Fn(&str, usize, usize) -> bool,
    first: usize,
) -> (Vec<Rule>, usize) {
    let mut found = Linked {
        rules: Vec::new(),
        number: first,
        covered,
    };
    for table in tables {
        let same = |one: &&Table| one.section() == table.section() && !one.streamed;
        if let Some(earlier) = earlier.iter().find(same) {
            let prefix = format!("prior.{}", written_name(table.section()));
            found.link(&TwoYears::of(table, earlier, prefix));
        }
        // Sheets that are called by their years are periods of one report.
        let Some(period) = period_of_name(table.section()) else {
            continue;
        };
        let is_before = |one: &&&Table| {
            let other = period_of_name(one.section());
            other.is_some_and(|other| other.0 == period.0 && other.1.is(&period.1.before()))
        };
        if let Some(earlier) = tables.iter().filter(|one| !one.streamed).find(is_before) {
            let prefix = written_name(earlier.section()).into_owned();
            found.link(&TwoYears::of(table, earlier, prefix));
        }
    }
    (found.rules, found.number - first)
}

/// The period that the name of a section holds, where that is certain, and what
/// else it says.
fn period_of_name(section: &str) -> Option<(String, Period)> {
    let name = in_name(section)?;
    match name.readings.as_slice() {
        [only] if only.sure => Some((name.rest, only.period.clone())),
        _ => None,
    }
}

/// What is found, year by year.
struct Linked<'a> {
    rules: Vec<Rule>,
    /// The number of the next relation.
    number: usize,
    covered: &'a dyn Fn(&str, usize, usize) -> bool,
}

impl Linked<'_> {
    /// Links two years.
    fn link(&mut self, two: &TwoYears<'_>) {
        let section = two.now.section();
        let linked = [
            (two.same_years(), false, Code::RestatedDifferently),
            (two.stocks(), true, Code::BalanceMismatch),
        ];
        for (pairs, named, code) in linked {
            let open = |((_, row, column), _): &(At, At)| !(self.covered)(section, *row, *column);
            let pairs: Vec<(At, At)> = pairs.into_iter().filter(open).collect();
            let evidence = Evidence::of(&[two.now, two.before], &pairs);
            if pairs.is_empty() || !(named || evidence.is_enough()) {
                continue;
            }
            let found = Found {
                relation: self.number,
                code,
                over: Lines::Figures,
                holds: evidence.holds,
                tried: pairs.len(),
                named,
                hardly: false,
            };
            let made = pairs.iter().filter_map(|pair| two.rule(pair, &found));
            let count = self.rules.len();
            self.rules.extend(made);
            self.number += usize::from(self.rules.len() > count);
        }
    }
}

/// A table, and the same one of the period before.
struct TwoYears<'a> {
    now: &'a Table,
    before: &'a Table,
    /// What rules call the earlier table.
    prefix: String,
}

impl<'a> TwoYears<'a> {
    fn of(now: &'a Table, before: &'a Table, prefix: String) -> TwoYears<'a> {
        TwoYears {
            now,
            before,
            prefix,
        }
    }

    /// Figures that both tables call by the same year.
    fn same_years(&self) -> Vec<(At, At)> {
        let known = self.named(self.before);
        let mut pairs: Vec<(At, At)> = self
            .named(self.now)
            .into_iter()
            .filter_map(|(name, at)| {
                let (row, column) = at?;
                let (before_row, before_column) = (*known.get(&name)?)?;
                Some(((0, row, column), (1, before_row, before_column)))
            })
            .collect();
        pairs.sort_unstable();
        pairs
    }

    /// The figures of a table that names with a year call, by these; none of a
    /// name that several have.
    fn named(&self, table: &Table) -> HashMap<(String, String), Option<(usize, usize)>> {
        let mut named = HashMap::new();
        for (at_row, row) in table.rows.iter().enumerate() {
            for column in table.layout.figure_columns() {
                let of_column = &table.layout.columns[column].name;
                let year = has_year(row.key()) || has_year(of_column);
                if !year || !is_plain(row.figure(column)) {
                    continue;
                }
                let name = (row.key().to_owned(), of_column.clone());
                let found = Some((at_row, column));
                let kept = named.entry(name).or_insert(found);
                if *kept != found {
                    *kept = None;
                }
            }
        }
        named
    }

    /// Opening figures with the closing ones of the report before, where both
    /// tables have one line of them.
    fn stocks(&self) -> Vec<(At, At)> {
        let mut pairs = Vec::new();
        let opening = only(self.now.rows.iter().map(|row| row.key()), is_opening);
        let closing = only(self.before.rows.iter().map(|row| row.key()), is_closing);
        if let (Some(opening), Some(closing)) = (opening, closing) {
            pairs.extend(self.crossing(Along::Rows, opening, closing));
        }
        let names = |table: &'_ Table| -> Vec<String> {
            let columns = table.layout.columns.iter();
            columns.map(|column| column.name.clone()).collect()
        };
        let (now, before) = (names(self.now), names(self.before));
        let opening = only(now.iter().map(String::as_str), is_opening);
        let closing = only(before.iter().map(String::as_str), is_closing);
        if let (Some(opening), Some(closing)) = (opening, closing) {
            pairs.extend(self.crossing(Along::Columns, opening, closing));
        }
        pairs
    }

    /// The figures of two lines that stand in crossing lines of one name.
    fn crossing(&self, along: Along, opening: usize, closing: usize) -> Vec<(At, At)> {
        let (now, before) = (self.now, self.before);
        let mut pairs = Vec::new();
        match along {
            Along::Rows => {
                let alone = now.layout.list_column().zip(before.layout.list_column());
                for column in now.layout.figure_columns() {
                    let name = &now.layout.columns[column].name;
                    let same = before.layout.column(name);
                    let same = match alone {
                        Some((own, other)) => (own == column).then_some(other),
                        None => same,
                    };
                    pairs.extend(same.map(|other| ((0, opening, column), (1, closing, other))));
                }
            }
            Along::Columns => {
                for (at_row, row) in now.rows.iter().enumerate() {
                    let same = now.only_row(row.key()).and(before.only_row(row.key()));
                    pairs.extend(same.map(|other| ((0, at_row, opening), (1, other, closing))));
                }
            }
        }
        let both = |((_, row, column), (_, other, other_column)): &(At, At)| {
            let own = now.rows.get(*row).and_then(|row| row.figure(*column));
            let other = before.rows.get(*other);
            is_plain(own) && is_plain(other.and_then(|row| row.figure(*other_column)))
        };
        pairs.retain(both);
        pairs
    }

    fn rule(
        &self,
        ((_, row, column), (_, before_row, before_column)): &(At, At),
        found: &Found,
    ) -> Option<Rule> {
        let own = self.now.full_name_in_rules(*row, *column);
        let other = self.before.name_in_rules(*before_row, *before_column);
        let text = format!("{own} = {}.{other}", self.prefix);
        let excerpt = self.now.rows.get(*row)?.excerpt();
        let name = format!("found-prior:{own}");
        relation_rule(&name, &text, excerpt, found.clone())
    }
}

/// The only one of some names that says so.
fn only<'n>(names: impl Iterator<Item = &'n str>, says: fn(&str) -> bool) -> Option<usize> {
    let mut found = names.enumerate().filter(|(_, name)| says(name));
    let (first, _) = found.next()?;
    found.next().is_none().then_some(first)
}

fn is_plain(figure: Option<&Figure>) -> bool {
    figure.is_some_and(|figure| figure.hedge == Hedge::None)
}
