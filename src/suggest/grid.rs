//! Rules that a grid might keep: a column that adds up others, a row that adds
//! up others, a column of rates, an account in every row.

use super::candidate::{
    CandidateRule, Shape, alike, fine_rate, in_rule, is_large, is_plain, telling_rate,
};
use super::words;
use crate::figure::Figure;
use crate::structure::{is_closing, is_opening};
use crate::table::Table;
use num_traits::Zero;

/// Rows that are looked at to think of a rule; all of them decide on it.
const ROWS: usize = 300;
/// Columns that a total may add up.
const PARTS: usize = 12;
/// How far apart the columns of a rate or of an account may stand.
const NEAR: usize = 8;

/// A column of figures.
struct Values<'a> {
    header: &'a str,
    /// Its name as a rule writes it.
    name: String,
    figures: Vec<Option<&'a Figure>>,
    /// One of them, to tell its unit by.
    example: &'a Figure,
}

struct GridRules<'a> {
    section: &'a str,
    columns: Vec<Option<Values<'a>>>,
    found: Vec<CandidateRule>,
}

/// Rules that the grid might keep.
pub(super) fn candidates(table: &Table, totals: &[String], looks_back: bool) -> Vec<CandidateRule> {
    let column = |column: usize| {
        let rows = table.rows.iter().take(ROWS);
        let figures: Vec<Option<&Figure>> = rows.map(|row| row.figure(column)).collect();
        let header = table.layout.columns[column].name.as_str();
        Some(Values {
            header,
            name: in_rule(header)?,
            example: figures.iter().flatten().next().copied()?,
            figures,
        })
    };
    let mut grid = GridRules {
        section: table.section(),
        columns: table.layout.figure_columns().map(column).collect(),
        found: Vec::new(),
    };
    for at in 0..grid.columns.len() {
        grid.sums(at, true);
        grid.sums(at, false);
        grid.rates(at, looks_back);
        grid.accounts(at);
    }
    if looks_back {
        grid.openings();
    }
    for key in totals {
        grid.total_row(table, key);
    }
    grid.found
}

impl<'a> GridRules<'a> {
    fn column(&self, at: usize) -> Option<&Values<'a>> {
        self.columns.get(at)?.as_ref()
    }

    fn near(&self, at: usize) -> impl Iterator<Item = usize> + use<> {
        at.saturating_sub(NEAR)..(at + NEAR + 1).min(self.columns.len())
    }

    fn add(&mut self, shape: Shape, subject: &str, check: String, more: CandidateRule) {
        let subject = match shape {
            Shape::Prior => format!("{subject}-prior"),
            _ => subject.to_owned(),
        };
        self.found.push(CandidateRule {
            section: self.section.to_owned(),
            shape,
            subject,
            check,
            ..more
        });
    }

    /// A column that adds up those after it, or those before it.
    fn sums(&mut self, at: usize, after: bool) {
        let Some(total) = self.column(at).filter(|total| !total.example.is_rate()) else {
            return;
        };
        let mut parts: Vec<&Values> = Vec::new();
        let mut sums = Vec::new();
        for step in 1..=PARTS {
            let place = if after {
                at.checked_add(step)
            } else {
                at.checked_sub(step)
            };
            let part = place.and_then(|place| self.column(place));
            let Some(part) = part.filter(|part| alike(part.example, total.example)) else {
                break;
            };
            parts.push(part);
            if parts.len() < 2 {
                continue;
            }
            let (telling, most) = telling_rows(total, &parts);
            let names: Vec<&str> = match after {
                true => parts.iter().map(|part| part.name.as_str()).collect(),
                false => parts.iter().rev().map(|part| part.name.as_str()).collect(),
            };
            let check = format!("{} = {}", total.name, names.join(" + "));
            let more = CandidateRule {
                size: parts.len(),
                hinted: words::is_total(total.header),
                telling,
                exact: most > 2,
                ..CandidateRule::default()
            };
            sums.push((check, more));
        }
        let subject = total.header.to_owned();
        for (check, more) in sums {
            self.add(Shape::Sum, &subject, check, more);
        }
    }

    /// A column of rates, or of growth.
    fn rates(&mut self, at: usize, looks_back: bool) {
        let Some(rate) = self.column(at).filter(|rate| rate.example.is_rate()) else {
            return;
        };
        let mut rates = Vec::new();
        let exact = rate.figures.iter().flatten().all(|rate| fine_rate(rate));
        let distance = |other: usize| at.abs_diff(other);
        for part_at in self.near(at) {
            let part = self.column(part_at).filter(|part| !part.example.is_rate());
            let Some(part) = part else { continue };
            if looks_back {
                let check = format!("{} = growth({})", rate.name, part.name);
                let rows = rate.figures.iter().flatten();
                let more = CandidateRule {
                    spread: distance(part_at),
                    exact,
                    telling: rows.filter(|rate| !rate.nominal.is_zero()).count(),
                    ..CandidateRule::default()
                };
                rates.push((check, more));
            }
            for whole_at in self.near(at).filter(|whole_at| *whole_at != part_at) {
                let Some(whole) = self.column(whole_at) else {
                    continue;
                };
                if whole.example.is_rate() || !alike(part.example, whole.example) {
                    continue;
                }
                let rows = rate.figures.iter().zip(&part.figures).zip(&whole.figures);
                let telling = rows.filter(|((rate, part), whole)| match (rate, part, whole) {
                    (Some(rate), Some(part), Some(whole)) => telling_rate(rate, part, whole),
                    _ => false,
                });
                let more = CandidateRule {
                    spread: distance(part_at) + distance(whole_at),
                    exact,
                    telling: telling.count(),
                    ..CandidateRule::default()
                };
                let (rate, part, whole) = (&rate.name, &part.name, &whole.name);
                rates.push((format!("{rate} = {part} / {whole}"), more.clone()));
                rates.push((format!("{rate} = {part} / ({whole} + {part})"), more));
            }
        }
        let subject = rate.header.to_owned();
        for (check, more) in rates {
            self.add(Shape::Rate, &subject, check, more);
        }
    }

    /// Four columns in the order of an account.
    fn accounts(&mut self, at: usize) {
        let Some(opening) = self.column(at).filter(|column| !column.example.is_rate()) else {
            return;
        };
        let mut accounts = Vec::new();
        let last = (at + NEAR).min(self.columns.len().saturating_sub(1));
        for end in at + 3..=last {
            for came_at in at + 1..end {
                for went_at in came_at + 1..end {
                    let others = [came_at, went_at, end].map(|other| self.column(other));
                    let [Some(came), Some(went), Some(closing)] = others else {
                        continue;
                    };
                    let four = [opening, came, went, closing];
                    if !four.iter().all(|one| alike(one.example, opening.example)) {
                        continue;
                    }
                    let hinted = is_opening(opening.header) && is_closing(closing.header);
                    let large = |row: usize| {
                        four.iter().all(|one| {
                            let cell = one.figures.get(row).copied().flatten();
                            cell.is_some_and(|cell| is_large(cell, 10))
                        })
                    };
                    let rows = 0..opening.figures.len();
                    let more = CandidateRule {
                        size: 4,
                        spread: end - at,
                        hinted,
                        telling: rows.filter(|row| large(*row)).count(),
                        exact: true,
                        ..CandidateRule::default()
                    };
                    let [opening, came, went, closing] = four.map(|one| &one.name);
                    let check = format!("{closing} = {opening} + {came} - {went}");
                    accounts.push((end, check, more));
                }
            }
        }
        for (end, check, more) in accounts {
            let subject = self.column(end).map_or("", |closing| closing.header);
            self.add(Shape::Balance, subject, check, more);
        }
    }

    /// What a period begins with is what the one before ended with.
    fn openings(&mut self) {
        let mut links = Vec::new();
        let columns = || self.columns.iter().flatten();
        for opening in columns().filter(|column| is_opening(column.header)) {
            for closing in columns().filter(|column| is_closing(column.header)) {
                if alike(opening.example, closing.example) {
                    let check = format!("{} = prior.{}", opening.name, closing.name);
                    links.push((opening.header.to_owned(), check));
                }
            }
        }
        for (subject, check) in links {
            let more = CandidateRule {
                hinted: true,
                telling: 1,
                ..CandidateRule::default()
            };
            self.add(Shape::Prior, &subject, check, more);
        }
    }

    /// A row that adds up all others, column by column.
    fn total_row(&mut self, table: &Table, key: &str) {
        let (Some(row), Some(key_name)) = (table.only_row(key), in_rule(key)) else {
            return;
        };
        let columns = self.columns.iter().flatten();
        let sums = columns.filter(|column| !column.example.is_rate());
        let sums: Vec<(String, String)> = sums
            .filter(|column| {
                let there = column.figures.iter().flatten();
                let there = there.filter(|figure| !figure.nominal.is_zero());
                let total = column.figures.get(row).copied().flatten();
                there.count() > 2 && total.is_some_and(|total| is_large(total, 10))
            })
            .map(|column| {
                let check = format!("{key_name}.{0} = sum({0})", column.name);
                (format!("{key}-{}", column.header), check)
            })
            .collect();
        for (subject, check) in sums {
            let more = CandidateRule {
                size: table.rows.len(),
                hinted: true,
                telling: 1,
                row: Some(format!("{key} sums up all")),
                ..CandidateRule::default()
            };
            self.add(Shape::Sum, &subject, check, more);
        }
    }
}

/// In how many rows a sum says something, and the most parts that are not zero.
fn telling_rows(total: &Values, parts: &[&Values]) -> (usize, usize) {
    let (mut telling, mut most) = (0, 0);
    for (row, total) in total.figures.iter().enumerate() {
        let there = parts.iter().filter(|part| {
            let part = part.figures.get(row).copied().flatten();
            part.is_some_and(|part| !part.nominal.is_zero() && is_plain(part))
        });
        let there = there.count();
        let large = total.is_some_and(|total| is_plain(total) && is_large(total, 10));
        if large && there > 1 {
            telling += 1;
            most = most.max(there);
        }
    }
    (telling, most)
}
