//! Relations that were found in tables for a spreadsheet, one row each.

use super::cells::{MARK, words, written};
use crate::discover::{Along, Crosses, Searched};
use crate::lang::Lang;
use crate::report::Between;
use crate::say::discovered::{Listed, between, course, label, part, sentence, shares, whole};

/// The columns.
const COLUMNS: [&str; 9] = [
    "table", "kind", "along", "result", "label", "holds_in", "fails_in", "evidence", "sentence",
];

/// All relations of some tables.
///
/// # Errors
/// What the writer says.
pub(crate) fn relations(listed: &Listed<'_>, lang: Lang) -> Result<String, csv::Error> {
    let mut records = vec![COLUMNS.map(String::from)];
    for (number, table) in (1..).zip(listed.tables) {
        let found = &table.found;
        records.extend(found.relations.iter().map(|one| {
            let line = (one.along, Some(one.result));
            let fares = fares(one, Some(one.bits));
            let told = sentence(table, one, lang);
            record((number, table), one.kind.name(), line, fares, &told)
        }));
        records.extend(found.portions.iter().map(|one| {
            let line = (one.along, Some(one.share));
            let fares = fares(one, Some(one.bits));
            record(
                (number, table),
                "share",
                line,
                fares,
                &shares(table, one, lang),
            )
        }));
        records.extend(found.courses.iter().map(|one| {
            let line = (one.along, Some(one.result));
            let fares = fares(one, Some(one.bits));
            let told = course(table, one, lang);
            record((number, table), one.kind.name(), line, fares, &told)
        }));
        records.extend(found.parts.iter().map(|one| {
            let line = (one.along, Some(one.part));
            let fares = fares(one, None);
            record(
                (number, table),
                "part",
                line,
                fares,
                &part(table, one, lang),
            )
        }));
        records.extend(found.wholes.iter().map(|one| {
            let line = (one.along, None);
            let fares = fares(one, Some(one.bits));
            record(
                (number, table),
                "whole",
                line,
                fares,
                &whole(table, one, lang),
            )
        }));
    }
    records.extend(listed.between.iter().map(|one| of_tables(one, lang)));
    Ok(format!("{MARK}{}", written(records)?))
}

/// In how many lines a relation holds and fails, and how much speaks for it.
fn fares(one: &impl Crosses, bits: Option<u32>) -> [String; 3] {
    [
        one.holds().to_string(),
        one.fails().count().to_string(),
        bits.map_or_else(String::new, |bits| bits.to_string()),
    ]
}

/// A relation of a table, by its kind, its result line if it has one, how it fares and
/// what is said of it.
fn record(
    (at, table): (usize, &Searched),
    kind: &str,
    (along, line): (Along, Option<usize>),
    [holds, fails, bits]: [String; 3],
    told: &str,
) -> [String; 9] {
    let of_line = |text: &dyn Fn(usize) -> String| line.map_or_else(String::new, text);
    [
        at.to_string(),
        kind.to_owned(),
        along.name().to_owned(),
        of_line(&|line| number(table, along, line).to_string()),
        of_line(&|line| words(&label(table, along, line))),
        holds,
        fails,
        bits,
        words(told),
    ]
}

/// A relation between tables, which is of none of them.
fn of_tables(one: &Between, lang: Lang) -> [String; 9] {
    let mut record = [const { String::new() }; 9];
    record[1] = "between".to_owned();
    record[5] = one.holds.to_string();
    record[6] = (one.checks.len().saturating_sub(one.holds)).to_string();
    record[8] = words(&between(one, lang));
    record
}

/// The number of a line in its file.
fn number(table: &Searched, along: Along, line: usize) -> u64 {
    let number = match along {
        Along::Rows => table.numbers.get(line).copied(),
        Along::Columns => None,
    };
    number.unwrap_or(line as u64 + 1)
}
