//! What tells a finding from every other, run after run: the cell that it is
//! about, and a fingerprint that outlives line numbers and changed figures.

use crate::cell::{CellName, NamedCell};
use crate::finding::Finding;
use crate::format::places::relative;
use crate::say::run::Checked;
use std::collections::HashMap;

/// What a finding is known by.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    /// The cell; none for a place outside the tables.
    pub cell: Option<CellName>,
    /// A hash of what it is about and a number among those that are about the
    /// same: `8a5f0c3d2e1b4a69:1`.
    pub fingerprint: String,
}

/// The identities of a report's findings.
#[derive(Debug)]
pub(crate) struct Identities {
    /// Of the listed ones, in their order.
    pub listed: Vec<Identity>,
    /// Of the waived ones, in their order.
    pub waived: Vec<Identity>,
}

impl Identities {
    /// Of the findings that are listed up to a limit, and of all waived ones.
    pub(crate) fn of(checked: &Checked<'_>, limit: usize) -> Identities {
        let listed = checked.listed(limit);
        let waived = checked.outcome.waived.iter().map(|waived| &waived.finding);
        let findings: Vec<&Finding> = listed.iter().chain(waived).collect();
        // Numbered together, in the order of their places: to waive one of
        // several renumbers none.
        let mut order: Vec<usize> = (0..findings.len()).collect();
        order.sort_by_key(|&index| {
            let place = &findings[index].primary().place;
            let excerpt = &place.excerpt;
            (excerpt.key(), place.start)
        });
        let report = relative(&checked.report.path);
        let mut identities: Vec<Option<Identity>> = vec![None; findings.len()];
        let mut seen: HashMap<u64, u64> = HashMap::new();
        for index in order {
            let finding = findings[index];
            let cell = finding.primary().cell.as_ref();
            let cell = cell.and_then(NamedCell::own_name).cloned();
            let hash = hash_of(finding, cell.as_ref(), &report);
            let number = seen.entry(hash).or_default();
            *number += 1;
            identities[index] = Some(Identity {
                cell,
                fingerprint: format!("{hash:016x}:{number}"),
            });
        }
        let mut listed_ones: Vec<Identity> = identities.into_iter().flatten().collect();
        let waived = listed_ones.split_off(listed.len());
        Identities {
            listed: listed_ones,
            waived,
        }
    }
}

fn hash_of(finding: &Finding, cell: Option<&CellName>, report: &str) -> u64 {
    let rule = finding.rule.as_ref().map_or("", |rule| rule.name.as_str());
    let cell = match cell {
        Some(cell) => cell.to_string(),
        // Outside the tables: the file and what the finding is filed under.
        None => {
            let file = relative(&finding.primary().place.excerpt.path);
            let row = finding.row_key().unwrap_or_default();
            [file.as_str(), finding.section.as_str(), row].join("\0")
        }
    };
    hash(&[finding.code.name(), rule, &cell, report])
}

/// A fingerprint of something that is no finding.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    format!("{:016x}:1", hash(parts))
}

/// FNV-1a of 64 bits, the parts kept apart.
fn hash(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let separated = parts.iter().flat_map(|part| part.bytes().chain([0xFF]));
    for byte in separated {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_ne!(hash(&["a", ""]), hash(&["", "a"]));
        // The published value of FNV-1a for the byte 0xFF alone.
        assert_eq!(hash(&[""]), 0xaf64_724c_8602_eb6e);
    }
}
