//! Rows without a unit of their own that add up to the row above them, whose label
//! states one: 工业总产值（亿元） over 轻工业 and 重工业. They are in its unit, since as
//! printed they are its parts.

use super::lines::Lines;
use super::profile::Profile;
use super::roles::Roles;
use super::understood::{Holds, LineClass, UnderstoodRow};
use crate::document::GridCell;
use crate::figure::{Context, Rat, Reading, UnitBook, read};
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet};

/// In so many columns they must add up, and in more than in which they do not.
const COLUMNS: usize = 2;
/// Rows that may be the parts of one.
const PARTS: usize = 40;

/// A figure as it is printed, and what its last place counts.
struct Printed {
    value: Rat,
    step: Rat,
}

/// Gives the rows that add up to one with a unit that unit.
pub(super) fn share_units(
    (profile, lines): (&Profile<'_>, &Lines),
    roles: &Roles,
    units: &UnitBook,
    rows: &mut [UnderstoodRow],
) {
    let stated = rows.iter().any(|row| row.unit.is_some());
    let said_apart = roles.others.iter().any(|(_, holds)| *holds == Holds::Units);
    if !stated || said_apart {
        return;
    }
    let columns = roles.others.iter();
    let columns = columns.filter(|(_, holds)| *holds == Holds::Figures);
    let columns: BTreeSet<u32> = columns.map(|(column, _)| *column).collect();
    let figures = |row: &UnderstoodRow| figures(profile, lines, &columns, units, row.row);
    for at in 0..rows.len() {
        let Some(unit) = rows[at].unit.clone() else {
            continue;
        };
        let without = |row: &&UnderstoodRow| row.unit.is_none() && row.class != LineClass::Group;
        let parts = rows[at + 1..].iter().take_while(without).take(PARTS);
        let parts: Vec<BTreeMap<u32, Printed>> = parts.map(figures).collect();
        if parts.len() < 2 {
            continue;
        }
        let count = added_up(&figures(&rows[at]), &parts);
        for row in &mut rows[at + 1..at + 1 + count] {
            row.unit = Some(unit.clone());
        }
    }
}

/// The plain figures of a row, by their columns.
fn figures(
    profile: &Profile<'_>,
    lines: &Lines,
    columns: &BTreeSet<u32>,
    units: &UnitBook,
    row: usize,
) -> BTreeMap<u32, Printed> {
    let context = Context::of_unit(units, None);
    let cells = profile.cells(row, &lines.width);
    let cells = cells.filter(|(cell, _)| columns.contains(&cell.column));
    let figure = |cell: &GridCell| match read(&cell.text, &context) {
        Reading::Figure(figure) => Some(Printed {
            value: figure.nominal.clone(),
            step: figure.step.clone(),
        }),
        _ => None,
    };
    cells
        .filter_map(|(cell, _)| Some((cell.column, figure(cell)?)))
        .collect()
}

/// How many of some rows, from the first, add up to a row; 0 where none do.
fn added_up(total: &BTreeMap<u32, Printed>, parts: &[BTreeMap<u32, Printed>]) -> usize {
    let mut sums: BTreeMap<u32, Printed> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        for (column, figure) in part {
            let sum = sums.entry(*column).or_insert_with(|| Printed {
                value: Rat::zero(),
                step: Rat::zero(),
            });
            sum.value += &figure.value;
            sum.step += &figure.step;
        }
        let both = total
            .iter()
            .filter_map(|(column, total)| Some((total, sums.get(column)?)));
        let (mut holds, mut fails) = (0, 0);
        for (total, sum) in both {
            let off = (&total.value - &sum.value).abs() * Rat::whole(2);
            match off <= &sum.step + &total.step {
                // What is nothing says nothing.
                true => holds += usize::from(!total.value.is_zero()),
                false => fails += 1,
            }
        }
        if at > 0 && holds >= COLUMNS && holds > fails {
            return at + 1;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::of;

    fn units(text: &str) -> Vec<Option<String>> {
        let structure = of(text);
        let rows = structure.tables[0].rows.iter();
        rows.map(|row| row.unit.clone()).collect()
    }

    #[test]
    fn rows_that_add_up_to_one_with_a_unit_are_in_it() {
        let of_table = |last: &str| {
            units(&format!(
                "指标,2021,2022,2023\n人口（万人）,31,32,33\n工业总产值（亿元）,1203,1312,1501\n\
                 轻工业,502,560,600\n重工业,701,752,{last}\n乡镇,11,11,12\n"
            ))
        };
        let output = || Some("亿元".to_owned());
        let people = || Some("万人".to_owned());
        let all = [people(), output(), output(), output(), None];
        assert_eq!(of_table("901"), all);
        // One slip does not hide it.
        assert_eq!(of_table("951"), all);
    }

    #[test]
    fn rows_that_are_no_parts_of_it_keep_none() {
        let found =
            units("Item,2021,2022\nPopulation (millions),31,32\nTowns,11,12\nVillages,20,25\n");
        assert_eq!(found, [Some("millions".to_owned()), None, None]);
    }
}
