//! Relations that were found in tables for a spreadsheet, one row each.

use super::cells::{MARK, words, written};
use crate::discover::{Along, Searched};
use crate::lang::Lang;
use crate::say::discovered::{label, sentence, whole};

/// The columns.
const COLUMNS: [&str; 9] = [
    "table", "kind", "along", "result", "label", "holds_in", "fails_in", "evidence", "sentence",
];

/// All relations of some tables.
///
/// # Errors
/// What the writer says.
pub(crate) fn relations(searched: &[Searched], lang: Lang) -> Result<String, csv::Error> {
    let mut records = vec![COLUMNS.map(String::from)];
    for (at, table) in searched.iter().enumerate() {
        for relation in &table.found.relations {
            let number = match relation.along {
                Along::Rows => table.numbers.get(relation.result).copied(),
                Along::Columns => None,
            };
            let number = number.unwrap_or(relation.result as u64 + 1);
            records.push([
                (at + 1).to_string(),
                relation.kind.name().to_owned(),
                relation.along.name().to_owned(),
                number.to_string(),
                words(&label(table, relation.along, relation.result)),
                relation.holds().to_string(),
                relation.fails().count().to_string(),
                relation.bits.to_string(),
                words(&sentence(table, relation, lang)),
            ]);
        }
        for split in &table.found.wholes {
            records.push([
                (at + 1).to_string(),
                "whole".to_owned(),
                split.along.name().to_owned(),
                String::new(),
                String::new(),
                split.holds().to_string(),
                split.fails().count().to_string(),
                split.bits.to_string(),
                words(&whole(table, split, lang)),
            ]);
        }
    }
    Ok(format!("{MARK}{}", written(records)?))
}
