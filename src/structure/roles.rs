//! Which columns call the rows, and what the other columns hold.

use super::kind::Kind;
use super::lines::Lines;
use super::profile::Profile;
use super::understood::Holds;
use std::collections::BTreeMap;

/// What the columns of a table are for.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles {
    /// The columns that call the rows.
    pub keys: Vec<u32>,
    /// The others.
    pub others: Vec<(u32, Holds)>,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    figures: usize,
    missing: usize,
    times: usize,
    texts: usize,
    /// Whole numbers that rise by one from row to row.
    steps: usize,
    last: Option<u32>,
}

/// Finds what the columns of a table are for.
pub(super) fn roles(profile: &Profile<'_>, lines: &Lines) -> Roles {
    let mut held: BTreeMap<u32, Held> = BTreeMap::new();
    let data = lines.classes().filter(|(_, class)| class.is_data());
    for (row, _) in data {
        for (cell, kind) in profile.cells(row, &lines.width) {
            let held = held.entry(cell.column).or_default();
            match kind {
                Kind::Figure => held.figures += 1,
                Kind::Counter(number) => {
                    held.figures += 1;
                    held.steps += usize::from(held.last.is_some_and(|last| last + 1 == number));
                    held.last = Some(number);
                }
                Kind::Missing => held.missing += 1,
                Kind::Year(_) | Kind::Time => held.times += 1,
                Kind::Text => held.texts += 1,
                Kind::Blank => {}
            }
        }
    }
    let mut roles = Roles::default();
    let mut first_figures = None;
    for (column, held) in &held {
        let holds = holds(held, lines.figures.contains(column));
        let leads = first_figures.is_none();
        let numbers = held.figures > 2 && held.steps + 1 >= held.figures && held.texts == 0;
        match holds {
            Holds::Figures if leads && numbers => roles.others.push((*column, Holds::Numbers)),
            Holds::Text if leads => roles.keys.push(*column),
            holds => {
                if holds == Holds::Figures {
                    first_figures = first_figures.or(Some(*column));
                }
                roles.others.push((*column, holds));
            }
        }
    }
    if roles.keys.is_empty() {
        keys_of_numbers(&mut roles);
    }
    roles
}

/// Where no texts call the rows, the first column does if it holds times or
/// numbers of rows.
fn keys_of_numbers(roles: &mut Roles) {
    let keys = |holds: &Holds| matches!(holds, Holds::Times | Holds::Numbers);
    if roles.others.first().is_some_and(|(_, holds)| keys(holds)) {
        let (column, _) = roles.others.remove(0);
        roles.keys.push(column);
    }
}

fn holds(held: &Held, figures: bool) -> Holds {
    match () {
        () if figures => Holds::Figures,
        () if held.times > held.texts + held.figures => Holds::Times,
        () => Holds::Text,
    }
}
