//! Relations that were found in tables for a spreadsheet, one row each.

use super::cells::{MARK, words, written};
use crate::discover::{Along, Searched};
use crate::lang::Lang;
use crate::say::discovered::{course, label, part, sentence, shares, whole};

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
            let number = number(table, relation.along, relation.result);
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
        for portion in &table.found.portions {
            let number = number(table, portion.along, portion.share);
            records.push([
                (at + 1).to_string(),
                "share".to_owned(),
                portion.along.name().to_owned(),
                number.to_string(),
                words(&label(table, portion.along, portion.share)),
                portion.holds().to_string(),
                portion.fails().count().to_string(),
                portion.bits.to_string(),
                words(&shares(table, portion, lang)),
            ]);
        }
        for one in &table.found.courses {
            records.push([
                (at + 1).to_string(),
                one.kind.name().to_owned(),
                one.along.name().to_owned(),
                number(table, one.along, one.result).to_string(),
                words(&label(table, one.along, one.result)),
                one.holds().to_string(),
                one.fails().count().to_string(),
                one.bits.to_string(),
                words(&course(table, one, lang)),
            ]);
        }
        for one in &table.found.parts {
            records.push([
                (at + 1).to_string(),
                "part".to_owned(),
                one.along.name().to_owned(),
                number(table, one.along, one.part).to_string(),
                words(&label(table, one.along, one.part)),
                one.holds().to_string(),
                one.fails().count().to_string(),
                String::new(),
                words(&part(table, one, lang)),
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

/// The number of a line in its file.
fn number(table: &Searched, along: Along, line: usize) -> u64 {
    let number = match along {
        Along::Rows => table.numbers.get(line).copied(),
        Along::Columns => None,
    };
    number.unwrap_or(line as u64 + 1)
}
