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
use num_traits::{One, Zero};
use std::collections::BTreeSet;

/// Figures of a section that a rate may have been taken of.
const DENOMINATORS: usize = 60;

/// Rows whose cells are held against their neighbours.
const PAIRS_COUNTED: usize = 1_000;
/// Where one pair of neighbours in so many is equal, that says nothing.
const OFTEN: usize = 4;

/// Two cells, by row and column.
type CellPair = [(usize, usize); 2];

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
        for (at, figure) in &neighbours {
            if figure.nominal == *value && !often_equal(&self.cell, *at) {
                let name = name_at(self.cell.table, at.0, at.1);
                let kind = SlipKind::Copied(name);
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
            let totals = &self.inquiry.system.checks[*check].totals;
            let alone = totals.contains(&self.var);
            // Only what is equal to its parts is their total.
            for constraint in own.filter(|constraint| constraint.range.is_point().is_some()) {
                let Some(parts) = parts_of(&constraint.terms, self.var, alone) else {
                    continue;
                };
                let ways = parts.len() as u64;
                for (part, added) in parts {
                    found.extend(self.by_part(part, added, ways));
                }
            }
        }
        found
    }

    fn by_part(&self, part: Var, added: bool, ways: u64) -> Vec<Meant> {
        let Some(cell) = self.inquiry.cell(part) else {
            return Vec::new();
        };
        // What is added of `<5` cannot be told.
        let told = |figure: &&Figure| !figure.nominal.is_zero() && !figure.is_code();
        let Some(figure) = cell.figure().filter(told) else {
            return Vec::new();
        };
        let name = cell.name();
        let prior = self.inquiry.checked.prior();
        let before = prior.and_then(|prior| figure_in(prior, &cell));
        let (without, twice) = match added {
            true => (
                SlipKind::LeftOut(name.clone()),
                SlipKind::CountedTwice(name.clone()),
            ),
            false => (
                SlipKind::NotTakenOff(name.clone()),
                SlipKind::TakenOffTwice(name.clone()),
            ),
        };
        let mut tries = vec![
            (without, figure.nominal.clone()),
            (twice, -figure.nominal.clone()),
        ];
        if let Some(before) = before {
            let change = &figure.nominal - &before.nominal;
            tries.push((SlipKind::OlderTotal(name), change));
        }
        let mut found = Vec::new();
        for (kind, by) in tries {
            let by = if added { by } else { -by };
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
        let allows = self.inquiry.range_of(&self.cell, self.figure);
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
        let unit = cell.figure().and_then(|figure| figure.unit.as_ref());
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
        let print = |var| Some(self.inquiry.cell(var)?.figure()?.nominal.clone());
        sum.put_in(print).as_constant()
    }
}

/// The parts of a total by a constraint, each with whether it is added: the
/// figures that enter with the opposite factor, where all others do; of a
/// balance, which stands alone in its rule, also those that are taken off.
fn parts_of(terms: &[(Var, Rat)], total: Var, alone: bool) -> Option<Vec<(Var, bool)>> {
    let (_, factor) = terms.iter().find(|(var, _)| *var == total)?;
    let part = |(var, other): &(Var, Rat)| {
        let ratio = other / factor;
        let added = ratio == -Rat::one();
        (added || (alone && ratio.is_one())).then_some((*var, added))
    };
    let others = terms.iter().filter(|(var, _)| *var != total);
    let parts: Vec<(Var, bool)> = others.map(part).collect::<Option<_>>()?;
    (parts.len() > 1).then_some(parts)
}

/// The figure of a cell of a table.
pub(super) fn figure_at(table: &Table, row: usize, column: usize) -> Option<&Figure> {
    let row = table.rows.get(row).filter(|row| row.is_complete())?;
    row.figure(column)
}

/// The name of a cell of a table.
fn name_at(table: &Table, row: usize, column: usize) -> CellName {
    CellName::in_row(&table.layout, table.rows[row].key(), column)
}

/// The figures beside, above and below a cell, by row and column.
fn neighbours<'s>(cell: &FigureCell<'s>) -> Vec<((usize, usize), &'s Figure)> {
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
    // The rows that a long table holds need not be next to each other.
    let apart = table.is_condensed();
    let above = [row.checked_sub(1), Some(row + 1)].into_iter().flatten();
    let above = above.filter(|_| !apart).map(|row| (row, cell.key.column));
    let cells: BTreeSet<(usize, usize)> = beside.chain(above).collect();
    let figure = |(row, column)| Some(((row, column), figure_at(table, row, column)?));
    cells.into_iter().filter_map(figure).collect()
}

/// Whether a figure is the same as one beside, above or below it.
pub(super) fn is_copied(cell: &FigureCell<'_>) -> bool {
    let value = cell.figure().map(|figure| &figure.nominal);
    let neighbours = neighbours(cell);
    let mut others = neighbours.iter().map(|(_, figure)| &figure.nominal);
    others.any(|other| Some(other) == value)
}

/// Whether other cells are equal to their neighbours about as often, so that
/// this one's being equal to its neighbour says nothing: those of the same two
/// rows (or columns), or the others along the same column (or row).
fn often_equal(cell: &FigureCell<'_>, (row, column): (usize, usize)) -> bool {
    let Some(own) = cell.key.row else {
        return false;
    };
    let table = cell.table;
    let columns: Vec<usize> = table.layout.figure_columns().collect();
    let above = column == cell.key.column;
    let own = (own, cell.key.column);
    // Pairs of cells in the same two lines, and pairs along this line.
    let (across, along): (Vec<CellPair>, Vec<CellPair>) = if above {
        let across = columns.iter().map(|&at| [(own.0, at), (row, at)]);
        let along = 1..table.rows.len().min(PAIRS_COUNTED);
        let along = along.map(|at| [(at - 1, column), (at, column)]);
        (across.collect(), along.collect())
    } else {
        let rows = 0..table.rows.len().min(PAIRS_COUNTED);
        let across = rows.map(|at| [(at, own.1), (at, column)]);
        let along = columns.windows(2);
        let along = along.map(|pair| [(row, pair[0]), (row, pair[1])]);
        (across.collect(), along.collect())
    };
    let share = |pairs: &[CellPair]| {
        let others = pairs.iter().filter(|pair| !pair.contains(&own));
        let read = |(row, column): (usize, usize)| figure_at(table, row, column);
        let both = others.filter_map(|[one, other]| Some((read(*one)?, read(*other)?)));
        let (mut pairs, mut equal) = (0, 0);
        for (one, other) in both {
            pairs += 1;
            equal += usize::from(one.nominal == other.nominal);
        }
        (pairs, equal)
    };
    [share(&across), share(&along)]
        .iter()
        .any(|(pairs, equal)| *equal > 0 && equal * OFTEN >= *pairs)
}

/// The figure of the same name in another report.
fn figure_in<'r>(report: &'r Report, cell: &FigureCell<'_>) -> Option<&'r Figure> {
    let table = &report.tables[report.table(cell.table.section())?];
    let row = table.only_row(cell.row.key())?;
    let name = &cell.table.layout.columns[cell.key.column].name;
    let column = table.layout.column(name)?;
    figure_at(table, row, column)
}
