//! A table whose lines are called as the other tables of its report (a row for each
//! year, office or kind, and a sheet for each of them): what it says of each is what
//! that table shows in all.

use super::across::{At, Called, same_figures};
use super::found_total::{FoundTotal, TotalLine};
use super::tie_years::years;
use crate::figure::{Figure, Hedge};
use crate::rule::{Lines, Rule};
use crate::structure::{plain_words, same_name, total_name};
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// Tables that lines of one are called as, at least.
const FEWEST: usize = 2;
/// Names of lines that are held against names of tables; of more, none are.
const NAMES: usize = 300_000;
/// Of so many tables one may be expected to sum up others.
const MANY: usize = 40;
/// Words that say that a number is a year.
const OF_A_YEAR: [&str; 6] = ["年度", "年", "财年", "fy", "year", "calendar"];

/// The relations between tables and those that sum them up, as rules; `totals` are the
/// lines whose figures show that they sum up others, `first` is the number of the first
/// relation.
pub(super) fn summaries(
    tables: &[&Table],
    totals: &[FoundTotal],
    covered: &dyn Fn(&str, usize, usize) -> bool,
    first: usize,
) -> (Vec<Rule>, usize) {
    if tables.len() <= FEWEST || pairs_of_names(tables) > NAMES {
        return (Vec::new(), 0);
    }
    let sides: Vec<Sides> = tables
        .iter()
        .map(|table| Sides::of(table, totals))
        .collect();
    let mut rules = Vec::new();
    let mut number = first;
    for (own, side) in sides.iter().enumerate() {
        for lines in [&side.rows, &side.columns] {
            let pairs = pairs(tables, &sides, own, lines);
            let open =
                |((_, row, column), _): &(At, At)| !covered(tables[own].section(), *row, *column);
            let pairs: Vec<(At, At)> = pairs.into_iter().filter(open).collect();
            let others: BTreeSet<usize> = pairs.iter().map(|(_, other)| other.0).collect();
            if others.len() < FEWEST {
                continue;
            }
            let told = same_figures(tables, &pairs, Lines::Tables, number);
            number += usize::from(!told.is_empty());
            rules.extend(told);
        }
    }
    (rules, number - first)
}

/// Whether a report has so many tables that none is held against those it sums up; a
/// few long tables hardly do.
pub(super) fn are_too_many(tables: &[&Table]) -> bool {
    tables.len() > MANY && pairs_of_names(tables) > NAMES
}

fn pairs_of_names(tables: &[&Table]) -> usize {
    let lines = |table: &&Table| table.rows.len() + table.layout.columns.len();
    let lines: usize = tables.iter().map(lines).sum();
    tables.len().saturating_mul(lines)
}

/// A line of a table: its row or its column, what that is called, and what the name
/// says of its figures.
struct Line<'t> {
    at: usize,
    name: &'t str,
    called: Called,
}

/// The rows and the columns of a table, and those of them that are totals.
struct Sides<'t> {
    rows: Vec<Line<'t>>,
    columns: Vec<Line<'t>>,
    /// The row that sums up all others, or the only one.
    total_row: Option<usize>,
    /// The column that does, or the only one.
    total_column: Option<usize>,
}

impl<'t> Sides<'t> {
    fn of(table: &'t Table, totals: &[FoundTotal]) -> Sides<'t> {
        let line = |at: usize, name: &'t str| Line {
            at,
            name,
            called: Called::of(name),
        };
        let rows = table.rows.iter().enumerate();
        let rows: Vec<Line<'t>> = rows.map(|(at, row)| line(at, row.key())).collect();
        let columns = table.layout.figure_columns();
        let columns: Vec<Line<'t>> = columns
            .map(|at| line(at, table.layout.columns[at].name.as_str()))
            .collect();
        let own = |total: &&FoundTotal| total.section == table.section() && !total.is_part;
        let found: Vec<TotalLine> = totals.iter().filter(own).map(|total| total.line).collect();
        let is_found_row = |at: &usize| {
            let first = table.rows[*at].first_line();
            found.contains(&TotalLine::Row(first))
        };
        let is_found_column = |at: &usize| found.contains(&TotalLine::Column(*at));
        Sides {
            total_row: total_of(&rows, is_found_row),
            total_column: table
                .layout
                .list_column()
                .or_else(|| total_of(&columns, is_found_column)),
            rows,
            columns,
        }
    }

    /// What the table shows in all of what another one calls so: of its total row or of
    /// its total column, where that is one figure.
    fn in_all(&self, called: &Called) -> Option<(usize, usize)> {
        let only = |lines: &[Line<'_>]| {
            let mut same = lines.iter().filter(|line| line.called == *called);
            let one = same.next().map(|line| line.at);
            one.filter(|_| same.next().is_none())
        };
        match called {
            Called::NotAtAll => None,
            Called::Plainly => self.total_row.zip(self.total_column),
            Called::So(_) => match (only(&self.rows), only(&self.columns)) {
                (None, Some(column)) => Some((self.total_row?, column)),
                (Some(row), None) => Some((row, self.total_column?)),
                _ => None,
            },
        }
    }
}

/// The line that sums up all others: the only one that does by its figures, or by its
/// name, or that there is.
fn total_of(lines: &[Line<'_>], is_found: impl Fn(&usize) -> bool) -> Option<usize> {
    let only = |is: &dyn Fn(&Line<'_>) -> bool| {
        let mut those = lines.iter().filter(|line| is(line));
        let one = those.next().map(|line| line.at);
        one.filter(|_| those.next().is_none())
    };
    let named = || only(&|line: &Line<'_>| total_name(line.name).is_some());
    let found = only(&|line: &Line<'_>| is_found(&line.at));
    found.or_else(named).or_else(|| only(&|_: &Line<'_>| true))
}

/// What lines of a table say of other tables, and those figures there.
fn pairs(tables: &[&Table], sides: &[Sides<'_>], own: usize, lines: &[Line<'_>]) -> Vec<(At, At)> {
    let of_rows = lines.as_ptr() == sides[own].rows.as_ptr();
    let lone = tables[own].layout.list_column();
    let crossing = match of_rows {
        true => &sides[own].columns,
        false => &sides[own].rows,
    };
    let mut pairs = Vec::new();
    for (line, other) in called_as_tables(tables, own, lines) {
        for cross in crossing {
            let (row, column) = match of_rows {
                true => (line, cross.at),
                false => (cross.at, line),
            };
            let plainly = of_rows && lone == Some(cross.at);
            let there = match plainly {
                true => sides[other].in_all(&Called::Plainly),
                false => sides[other].in_all(&cross.called),
            };
            let Some((row_there, column_there)) = there else {
                continue;
            };
            let here = (own, row, column);
            let there = (other, row_there, column_there);
            if is_plain_figure(tables, here) && is_plain_figure(tables, there) {
                pairs.push((here, there));
            }
        }
    }
    pairs
}

fn is_plain_figure(tables: &[&Table], (table, row, column): At) -> bool {
    let row = tables[table].rows.get(row);
    let figure: Option<&Figure> = row.and_then(|row| row.figure(column));
    figure.is_some_and(|figure| figure.hedge == Hedge::None)
}

/// The lines of a table that are called as another table each, and no two as one.
fn called_as_tables(tables: &[&Table], own: usize, lines: &[Line<'_>]) -> Vec<(usize, usize)> {
    let mut by_table: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for line in lines {
        let others = (0..tables.len()).filter(|other| *other != own);
        let fits = |by: fn(&str, &str) -> bool| -> Vec<usize> {
            let fits = |other: &usize| {
                let table = tables[*other];
                let title = &table.layout.title;
                let titles = [&title.zh, &title.en].into_iter().flatten();
                let mut names = titles.map(String::as_str).chain([table.section()]);
                names.any(|name| by(line.name, name))
            };
            others.clone().filter(fits).collect()
        };
        let ways: [fn(&str, &str) -> bool; 3] = [same_name, is_of_year, is_named_in];
        let mut found = ways.into_iter().map(fits);
        if let Some([only]) = found.find(|fit| !fit.is_empty()).as_deref() {
            by_table.entry(*only).or_default().push(line.at);
        }
    }
    let once = by_table.into_iter();
    once.filter_map(|(table, lines)| match lines.as_slice() {
        [only] => Some((*only, table)),
        _ => None,
    })
    .collect()
}

/// Whether a line is called by a year and nothing else, and a table by that year alone.
fn is_of_year(line: &str, section: &str) -> bool {
    let [year] = years(line)[..] else {
        return false;
    };
    let mut rest = line.to_lowercase().replacen(year, "", 1);
    for word in OF_A_YEAR {
        rest = rest.replace(word, "");
    }
    !rest.contains(char::is_alphanumeric) && years(section) == [year]
}

/// Whether the name of a table has that of a line in it, as whole words.
fn is_named_in(line: &str, section: &str) -> bool {
    let line = line.trim();
    if total_name(line).is_some() || !line.chars().any(char::is_alphabetic) {
        return false;
    }
    if !line.is_ascii() {
        let many = line.chars().count() > 1;
        return many && section.to_lowercase().contains(&line.to_lowercase());
    }
    let (line, section) = (plain_words(line), plain_words(section));
    section.windows(line.len()).any(|part| part == line)
}

#[cfg(test)]
mod tests {
    use super::{is_named_in, is_of_year};

    #[test]
    fn lines_call_tables_by_year_or_by_words() {
        for (line, section) in [
            ("2019", "requests-2019"),
            ("2019年", "2019"),
            ("FY2019", "2019"),
        ] {
            assert!(is_of_year(line, section), "{line} {section}");
        }
        for (line, section) in [
            ("2019", "2019-2020"),
            ("end of 2019", "2019"),
            ("19", "2019"),
        ] {
            assert!(!is_of_year(line, section), "{line} {section}");
        }
        for (line, section) in [("North", "requests_north"), ("海淀区", "海淀区申请情况")]
        {
            assert!(is_named_in(line, section), "{line} {section}");
        }
        for (line, section) in [("North", "northern"), ("合计", "合计表"), ("区", "海淀区")]
        {
            assert!(!is_named_in(line, section), "{line} {section}");
        }
    }
}
