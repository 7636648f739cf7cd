//! What each row is called, and below which headings it stands.

use super::lines::Lines;
use super::profile::Profile;
use super::roles::Roles;
use super::understood::{LineClass, UnderstoodRow};
use std::collections::BTreeMap;

/// The rows of a table with figures and its group headings.
pub(super) fn rows(profile: &Profile<'_>, lines: &Lines, roles: &Roles) -> Vec<UnderstoodRow> {
    let mut above: BTreeMap<u32, String> = BTreeMap::new();
    let mut group: Option<String> = None;
    let mut rows = Vec::new();
    for (row, class) in lines.classes() {
        if class == LineClass::Group {
            let cell = profile.only_cell(row, &lines.width);
            group = cell.map(|cell| cell.text.trim().to_owned());
            above.clear();
        }
        if !(class.is_data() || class == LineClass::Group) {
            continue;
        }
        let mut key: Vec<String> = group.iter().cloned().collect();
        if class.is_data() {
            for (at, column) in roles.keys.iter().enumerate() {
                let last = at + 1 == roles.keys.len();
                match profile.cell(row, *column) {
                    Some((cell, _)) => {
                        above.insert(*column, cell.text.trim().to_owned());
                        key.push(cell.text.trim().to_owned());
                    }
                    None if !last => key.extend(above.get(column).cloned()),
                    None => {}
                }
            }
        }
        let depth = u32::try_from(key.len().saturating_sub(1)).unwrap_or_default();
        rows.push(UnderstoodRow {
            row,
            class,
            key,
            depth,
        });
    }
    rows
}
