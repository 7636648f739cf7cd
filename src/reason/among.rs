//! How well a figure stands among those that it is reckoned with. Where rules were
//! found in the figures and nobody wrote them, the lines of a table mostly keep
//! their shares from one column to the next, and a slip stands out of that: so it
//! is told apart from figures which are only named in the same sum.

use super::inquiry::Inquiry;
use crate::check::system::FigureCell;
use crate::discover::{BIT, log2};
use crate::figure::{Figure, Rat};
use crate::solve::polynomial::Var;
use crate::table::TableRow;
use num_traits::ToPrimitive;

/// Lines on each side that a figure's line is compared with.
const COMPARED: usize = 3;
/// So many other lines must be there to tell what is usual.
const OTHERS: usize = 2;
/// How far from what is usual says nothing, in sixteenths of a bit.
const USUAL: i64 = BIT / 4;
/// The most that a figure's place among others speaks, in bits.
const MOST: i64 = 6;
/// Figures are compared down to a millionth.
const FINEST: i64 = 1_000_000;

/// Where a figure and the others of its sum stand in another line: what is told of
/// it is the ratio of the two.
struct Beside {
    /// The figure's own, in the other line.
    own: i64,
    /// Those of the others, here less there.
    others: Vec<i64>,
}

impl Inquiry<'_, '_> {
    /// What it speaks, in bits, for another value of a figure that it stands
    /// nearer than the print to where its neighbours lead one to expect it;
    /// below zero where it stands farther off.
    /// A value of the other sign is off whoever wrote the rules; of what stands beside
    /// it only rules that were found in the figures tell.
    pub(super) fn among(&self, var: Var, value: &Rat) -> i64 {
        let Some(cell) = self.cell(var) else {
            return 0;
        };
        let sizes = cell
            .figure()
            .and_then(|own| Some((size(&own.nominal)?, size(value)?, own)));
        let Some((own, other, figure)) = sizes else {
            return 0;
        };
        if figure.nominal.is_negative() != value.is_negative() {
            return -MOST;
        }
        let beside = self.beside(var, &cell);
        let least = beside.iter().min_by_key(|one| one.spread());
        least.map_or(0, |one| one.speaks(own, other))
    }

    /// The lines beside a figure's, as far as rules that were found and fail name
    /// others that stand in it too.
    fn beside(&self, var: Var, cell: &FigureCell<'_>) -> Vec<Beside> {
        let checks = self.constraints.checks_of(var);
        let mut found = Vec::new();
        for check in checks.intersection(self.failing) {
            if self.system.checks[*check].rule.found.is_none() {
                return Vec::new();
            }
            let figures = self.constraints.figures_of(*check).into_iter();
            let cells = figures
                .filter(|other| *other != var)
                .filter_map(|other| self.cell(other));
            let cells: Vec<FigureCell<'_>> = cells
                .filter(|other| std::ptr::eq(other.table, cell.table))
                .collect();
            found.extend(across_columns(cell, &cells));
            found.extend(across_rows(cell, &cells));
        }
        found
    }
}

/// Of a sum of rows: how these stand in the columns beside its own.
fn across_columns(cell: &FigureCell<'_>, cells: &[FigureCell<'_>]) -> Vec<Beside> {
    let column = cell.key.column;
    let rows: Vec<&TableRow> = cells
        .iter()
        .filter(|other| other.key.column == column)
        .map(|other| other.row)
        .collect();
    let columns = cell.table.layout.figure_columns();
    let near = columns.filter(|other| (1..=COMPARED).contains(&other.abs_diff(column)));
    let beside = near.filter_map(|at| {
        let others = rows.iter().map(|row| (row.figure(column), row.figure(at)));
        Beside::of(cell.row.figure(at), others)
    });
    beside.collect()
}

/// Of a sum of columns: how these stand in the rows beside its own.
fn across_rows(cell: &FigureCell<'_>, cells: &[FigureCell<'_>]) -> Vec<Beside> {
    let same = |row: &TableRow| std::ptr::eq(row, cell.row);
    let columns: Vec<usize> = cells
        .iter()
        .filter(|other| same(other.row))
        .map(|other| other.key.column)
        .collect();
    let rows = &cell.table.rows;
    let Some(own) = rows.iter().position(same).filter(|_| !columns.is_empty()) else {
        return Vec::new();
    };
    let near = own.saturating_sub(COMPARED)..rows.len().min(own + COMPARED + 1);
    let beside = near.filter(|at| *at != own).filter_map(|at| {
        let others = columns
            .iter()
            .map(|column| (cell.row.figure(*column), rows[at].figure(*column)));
        Beside::of(rows[at].figure(cell.key.column), others)
    });
    beside.collect()
}

impl Beside {
    /// None where too few figures are there.
    fn of<'a>(
        own: Option<&Figure>,
        others: impl Iterator<Item = (Option<&'a Figure>, Option<&'a Figure>)>,
    ) -> Option<Beside> {
        let others =
            others.filter_map(|(here, there)| Some(size(&here?.nominal)? - size(&there?.nominal)?));
        let mut others: Vec<i64> = others.collect();
        others.sort_unstable();
        let own = size(&own?.nominal)?;
        (others.len() >= OTHERS).then_some(Beside { own, others })
    }

    fn middle(&self) -> i64 {
        let count = self.others.len();
        (self.others[(count - 1) / 2] + self.others[count / 2]) / 2
    }

    /// How far the others are from their middle, mostly.
    fn spread(&self) -> i64 {
        let middle = self.middle();
        let mut off: Vec<i64> = self.others.iter().map(|one| (one - middle).abs()).collect();
        off.sort_unstable();
        off[off.len() / 2]
    }

    fn speaks(&self, own: i64, other: i64) -> i64 {
        let off = |size: i64| (size - self.own - self.middle()).abs();
        let nearer = off(own) - off(other);
        (nearer / (self.spread() + USUAL)).clamp(-MOST, MOST)
    }
}

/// The logarithm of a figure's size, in sixteenths of a bit; none of nothing.
fn size(value: &Rat) -> Option<i64> {
    let size = (value.abs() * Rat::whole(FINEST)).to_integer().to_i128()?;
    (size > 0).then(|| log2(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_out_of_its_neighbours_is_likelier_wrong() {
        // Two others doubled from there to here; 7 there.
        let beside = Beside {
            own: 7 * BIT,
            others: vec![BIT - 1, BIT, BIT + 1],
        };
        assert_eq!(beside.spread(), 1);
        assert!(beside.speaks(9 * BIT, 8 * BIT) > 2);
        assert!(beside.speaks(8 * BIT, 9 * BIT) < -2);
        assert_eq!(beside.speaks(8 * BIT, 8 * BIT), 0);
    }
}
