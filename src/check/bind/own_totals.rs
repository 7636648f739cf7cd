//! `total.x = sum(x)`, `x = sum(x by group)`: the row that a rule compares with a
//! function over rows is none of the rows that are meant.

use super::bound::{CellRef, Number, Over, RowRef};
use crate::rule::{Comparison, Function};

/// Leaves rows out of the functions over rows that they are compared with.
pub(super) fn leave_out_own(members: &mut [Number], signs: &[Comparison]) {
    let equation = signs.iter().all(|sign| *sign == Comparison::Equal);
    for at in 0..members.len() {
        if let Some((number, cell)) = cells_beside(&members[at], at) {
            for (other, member) in members.iter_mut().enumerate() {
                if number.is_none_or(|number| number != other) {
                    each_added(member, &mut |over| leave_out(over, cell, equation));
                }
            }
        }
    }
}

/// The cell that a member is, with its number, since that is not to be looked
/// through; or a cell that is taken from a function inside of it.
fn cells_beside(member: &Number, at: usize) -> Option<(Option<usize>, CellRef)> {
    match member {
        Number::Cell(cell, _) => Some((Some(at), *cell)),
        Number::Sum(parts, _) => match parts.as_slice() {
            [(a, Number::Over(_)), (b, Number::Cell(cell, _))]
            | [(a, Number::Cell(cell, _)), (b, Number::Over(_))]
                if a != b =>
            {
                Some((None, *cell))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The functions over rows that a number adds or subtracts.
fn each_added(number: &mut Number, see: &mut impl FnMut(&mut Over)) {
    match number {
        Number::Over(over) => see(over),
        Number::Negate(inner) => each_added(inner, see),
        Number::Sum(members, _) => members
            .iter_mut()
            .for_each(|(_, member)| each_added(member, see)),
        _ => {}
    }
}

fn leave_out(over: &mut Over, cell: CellRef, equation: bool) {
    let row = match (cell.row, &over.by) {
        (RowRef::Fixed(row), _) => Some(row),
        // Of its own group a row may be the sum.
        (RowRef::Checked, Some(_)) => None,
        _ => return,
    };
    let same_column = match &over.argument {
        Some(Number::Cell(argument, _)) => argument.column == cell.column,
        Some(_) => false,
        None => true,
    };
    let meant = match over.function {
        Function::Sum => same_column,
        Function::Mean | Function::Median | Function::Mad | Function::Count => {
            same_column && equation
        }
        // The greatest of some rows is one of them.
        _ => false,
    };
    let here = over.prior == cell.prior && over.table == cell.table;
    if !(meant && here) {
        return;
    }
    match (row, &mut over.by) {
        (Some(row), _) => {
            if let Err(at) = over.own.binary_search(&row) {
                over.own.insert(at, row);
            }
        }
        (None, Some(by)) => by.without_checked = true,
        (None, None) => {}
    }
}
