//! What the columns beside the keys are called, and what their header says of
//! them.

use super::header::Heads;
use super::lines::Lines;
use super::roles::Roles;
use super::said::Said;
use super::understood::{Holds, UnderstoodColumn};
use super::words;
use crate::figure::UnitBook;
use crate::period::readings;

/// The columns beside the keys, with what their header says of them.
pub(super) fn described(
    lines: &Lines,
    (roles, heads): (&Roles, &Heads),
    units: &UnitBook,
) -> Vec<UnderstoodColumn> {
    let describe = |(column, holds): &(u32, Holds)| {
        let parts = heads.parts(*column);
        let name = parts.join(" ");
        let unit = parts.iter().rev().find_map(|part| {
            let text = words::within(part, units)?;
            Some(Said {
                text: text.to_owned(),
                row: lines.header.end.saturating_sub(1),
                column: *column,
            })
        });
        let found = parts.iter().flat_map(|part| readings(part));
        let period = found
            .filter(|reading| reading.sure)
            .map(|r| r.period)
            .next();
        UnderstoodColumn {
            column: *column,
            name,
            parts,
            unit,
            period,
            total: false,
            holds: *holds,
        }
    };
    roles.others.iter().map(describe).collect()
}
