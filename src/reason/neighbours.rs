//! Slips that the cells around a figure explain: its neighbour was copied,
//! last period's figure was left standing, a total left out one of its parts,
//! a rate was taken of something else.

use super::constraints::Quotient;

use super::inquiry::{Inquiry, Meant, meant, same_kind};
use crate::cell::CellName;
use crate::check::system::FigureCell;
use crate::figure::{Figure, Range, Rat};
use crate::finding::SlipKind;
use crate::report::Report;
use crate::solve::polynomial::{Poly, Var};
use crate::table::Table;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeSet;

/// Figures of a section that a rate may have been taken of.
const DENOMINATORS: usize = 60;

/// A figure among the cells around it.
pub(super) struct Neighbourhood<'a, 'p, 's> {
    /// What is inquired.
    pub inquiry: &'a Inquiry<'p, 's>,
    /// The figure.
    pub var: Var,
    /// Its cell.
    pub cell: FigureCell<'s>,
    /// What is printed there.
    pub figure: &'a Figure,
    /// Where its true value must lie.
    pub range: &'a Range,
}

impl Neighbourhood<'_, '_, '_> {
    /// All prints that such a slip turned into the present one.
    pub(super) fn options(&self) -> Vec<Meant> {
        let mut options = self.totals();
        let only = self.inquiry.only_print(&self.cell, self.figure, self.range);
        if let Some(only) = only.filter(|only| only.print != self.figure.print) {
            options.extend(self.copies(&only));
            options.extend(self.denominators(&only));
        }
        options
    }

    /// The only print that would do, where the present one is another cell's.
    fn copies(&self, only: &Meant) -> Vec<Meant> {
        let value = &self.figure.nominal;
        let neighbours = neighbours(&self.cell);
        let ways = neighbours.len() as u64;
        let mut found = Vec::new();
        for (name, figure) in &neighbours {
            if figure.nominal == *value {
                let kind = SlipKind::Copied(name.clone());
                found.push(meant(kind, ways, only.print.clone(), only.range.clone()));
            }
        }
        let prior = self.inquiry.checked.prior();
        let before = prior.and_then(|prior| figure_in(prior, &self.cell));
        if before.is_some_and(|before| before.nominal == *value) && !self.cell.key.prior {
            let (print, range) = (only.print.clone(), only.range.clone());
            found.push(meant(SlipKind::LastPeriod, 1, print, range));
        }
        found
    }

    /// A total that lacks a part, has one twice, or is older than one.
    fn totals(&self) -> Vec<Meant> {
        let mut found: Vec<Meant> = Vec::new();
        for check in self.inquiry.failing {
            let constraints = &self.inquiry.constraints.all;
            let own = constraints
                .iter()
                .filter(|constraint| constraint.check == *check);
            // Only what is equal to its parts is their total.
            for constraint in own.filter(|constraint| constraint.range.is_point().is_some()) {
                let Some(parts) = parts_of(&constraint.terms, self.var) else {
                    continue;
                };
                let ways = parts.len() as u64;
                for part in parts {
                    found.extend(self.by_part(part, ways));
                }
            }
        }
        found
    }

    fn by_part(&self, part: Var, ways: u64) -> Vec<Meant> {
        let Some(cell) = self.inquiry.cell(part) else {
            return Vec::new();
        };
        let Some(figure) = cell.figure.filter(|figure| !figure.nominal.is_zero()) else {
            return Vec::new();
        };
        let name = cell.name();
        let prior = self.inquiry.checked.prior();
        let before = prior.and_then(|prior| figure_in(prior, &cell));
        let mut tries = vec![
            (SlipKind::LeftOut(name.clone()), figure.nominal.clone()),
            (
                SlipKind::CountedTwice(name.clone()),
                -figure.nominal.clone(),
            ),
        ];
        if let Some(before) = before {
            let change = &figure.nominal - &before.nominal;
            tries.push((SlipKind::OlderTotal(name), change));
        }
        let mut found = Vec::new();
        for (kind, by) in tries {
            let value = &self.figure.nominal + by;
            let print = self.figure.reprint(&value);
            let read = self.inquiry.read_in(&self.cell, &print);
            let allows = read.filter(|(figure, range)| {
                figure.nominal != self.figure.nominal && !range.meet(self.range).is_empty()
            });
            found.extend(allows.map(|(_, range)| meant(kind, ways, print, range)));
        }
        found
    }

    /// A rate that another denominator gives.
    fn denominators(&self, only: &Meant) -> Option<Meant> {
        let quotients = &self.inquiry.constraints.quotients;
        let quotient = quotients.iter().find(|quotient| {
            quotient.rate == self.var && self.inquiry.failing.contains(&quotient.check)
        })?;
        let part = -self.nominal(&quotient.rest)?;
        let over = self.nominal(&quotient.over)?;
        let allows = self.inquiry.range_of(self.figure);
        let gives = |value: &Rat| value.is_positive() && allows.contains(&(&part / value));
        let names = |poly: &Poly| -> Vec<CellName> {
            let vars = poly.vars().into_iter();
            vars.filter_map(|var| Some(self.inquiry.cell(var)?.name()))
                .collect()
        };
        let told = |over: Vec<CellName>, value: Rat, ways: u64| {
            let part = part.clone();
            let kind = SlipKind::OtherDenominator { over, value, part };
            meant(kind, ways, only.print.clone(), only.range.clone())
        };
        // Together with the part itself is what is mistaken most easily.
        let together = &over + &part;
        if gives(&together) {
            let mut cells = names(&quotient.over);
            cells.extend(
                names(&quotient.rest)
                    .into_iter()
                    .filter(|name| !cells.contains(name))
                    .collect::<Vec<_>>(),
            );
            return Some(told(cells, together, 2));
        }
        let at_hand = self.at_hand(quotient);
        let ways = (at_hand.len() + at_hand.len() * at_hand.len().saturating_sub(1) / 2) as u64;
        let single = at_hand
            .iter()
            .find(|(_, value)| *value != over && gives(value));
        if let Some((name, value)) = single {
            return Some(told(
                vec![name.clone()],
                value.clone(),
                at_hand.len() as u64,
            ));
        }
        for (number, (one, a)) in at_hand.iter().enumerate() {
            for (other, b) in &at_hand[number + 1..] {
                let sum = a + b;
                if sum != over && gives(&sum) {
                    return Some(told(vec![one.clone(), other.clone()], sum, ways));
                }
            }
        }
        None
    }

    /// The figures of the denominator's section that are of its kind.
    fn at_hand(&self, quotient: &Quotient) -> Vec<(CellName, Rat)> {
        let over = quotient.over.vars().into_iter();
        let Some(cell) = over.filter_map(|var| self.inquiry.cell(var)).next() else {
            return Vec::new();
        };
        let unit = cell.figure.and_then(|figure| figure.unit.as_ref());
        let (table, own) = (cell.table, cell.key.row);
        let list = table.layout.list_column().is_some();
        let mut found = Vec::new();
        for row in 0..table.rows.len() {
            for column in table.layout.figure_columns() {
                // In a grid the figures of the same row and of the same column.
                let near = list || Some(row) == own || column == cell.key.column;
                let Some(figure) = figure_at(table, row, column).filter(|_| near) else {
                    continue;
                };
                if same_kind(figure.unit.as_ref(), unit) && found.len() < DENOMINATORS {
                    let name = name_at(table, row, column);
                    found.push((name, figure.nominal.clone()));
                }
            }
        }
        found
    }

    /// A sum with the prints put in.
    fn nominal(&self, sum: &Poly) -> Option<Rat> {
        let print = |var| Some(self.inquiry.cell(var)?.figure?.nominal.clone());
        sum.put_in(print).as_constant()
    }
}

/// The parts of a total by a constraint: the figures that enter with the opposite
/// factor, where all others do.
fn parts_of(terms: &[(Var, Rat)], total: Var) -> Option<Vec<Var>> {
    let (_, factor) = terms.iter().find(|(var, _)| *var == total)?;
    let others: Vec<&(Var, Rat)> = terms.iter().filter(|(var, _)| *var != total).collect();
    let opposite = |(_, other): &&(Var, Rat)| (other / factor) == -Rat::one();
    let all = others.iter().all(opposite);
    (all && others.len() > 1).then(|| others.iter().map(|(var, _)| *var).collect())
}

/// The figure of a cell of a table.
pub(super) fn figure_at(table: &Table, row: usize, column: usize) -> Option<&Figure> {
    let row = table.rows.get(row).filter(|row| row.complete)?;
    row.figure(column)
}

/// The name of a cell of a table.
fn name_at(table: &Table, row: usize, column: usize) -> CellName {
    CellName::in_row(&table.layout, table.rows[row].key(), column)
}

/// The figures beside, above and below a cell.
fn neighbours<'s>(cell: &FigureCell<'s>) -> Vec<(CellName, &'s Figure)> {
    let table = cell.table;
    let Some(row) = cell.key.row else {
        return Vec::new();
    };
    let columns: Vec<usize> = table.layout.figure_columns().collect();
    let Some(at) = columns.iter().position(|column| *column == cell.key.column) else {
        return Vec::new();
    };
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let beside = beside.filter_map(|at| Some((row, *columns.get(at)?)));
    let above = [row.checked_sub(1), Some(row + 1)].into_iter().flatten();
    let above = above.map(|row| (row, cell.key.column));
    let cells: BTreeSet<(usize, usize)> = beside.chain(above).collect();
    // The figure first: there may be no such row.
    let figure = |(row, column)| {
        let figure = figure_at(table, row, column)?;
        Some((name_at(table, row, column), figure))
    };
    cells.into_iter().filter_map(figure).collect()
}

/// The figure of the same name in another report.
fn figure_in<'r>(report: &'r Report, cell: &FigureCell<'_>) -> Option<&'r Figure> {
    let table = &report.tables[report.table(cell.table.section())?];
    let row = table.only_row(cell.row.key())?;
    let name = &cell.table.layout.columns[cell.key.column].name;
    let column = table.layout.column(name)?;
    figure_at(table, row, column)
}
