//! Relations that were found in tables, as machines read them: one entry for
//! each result cell in which a relation holds, and those in which it fails.

use super::dto::VERSION;
use super::written::whole;
use crate::discover::{Outcome, Relation, RelationKind, Searched, Standing};
use crate::say::discovered::label;
use serde::Serialize;

#[derive(Serialize)]
struct RelationsDto {
    version: u32,
    tables: Vec<TableDto>,
    relations: Vec<RelationDto>,
    fails: Vec<RelationDto>,
}

#[derive(Serialize)]
struct TableDto {
    table: usize,
    name: Option<String>,
    found: usize,
    hold: usize,
    gave_up: bool,
}

#[derive(Serialize)]
struct RelationDto {
    table: usize,
    kind: &'static str,
    along: &'static str,
    result: CellDto,
    operands: Vec<CellDto>,
    label: String,
    claimed: bool,
    evidence: u32,
    holds_in: usize,
    fails_in: usize,
    standing: &'static str,
}

#[derive(Serialize)]
struct CellDto {
    row: u64,
    column: u64,
}

/// All relations of some tables.
pub(crate) fn relations(searched: &[Searched]) -> String {
    let (mut relations, mut fails) = (Vec::new(), Vec::new());
    for (at, table) in searched.iter().enumerate() {
        for relation in &table.found.relations {
            for (crossing, outcome) in &relation.over {
                let cell = || entry(at + 1, table, relation, *crossing);
                match outcome {
                    Outcome::Holds | Outcome::Trivial => {
                        relations.push(cell());
                        relations.extend(division(at + 1, table, relation, *crossing));
                    }
                    Outcome::Fails(_) => fails.push(cell()),
                    Outcome::Blank => {}
                }
            }
        }
    }
    let tables = searched.iter().enumerate().map(|(at, table)| TableDto {
        table: at + 1,
        name: table.name.clone(),
        found: table.found.relations.len(),
        hold: table
            .found
            .relations
            .iter()
            .filter(|relation| relation.standing == Standing::Holds)
            .count(),
        gave_up: table.found.gave_up,
    });
    whole(&RelationsDto {
        version: VERSION,
        tables: tables.collect(),
        relations,
        fails,
    })
}

/// A product once more, as the division that it is too.
fn division(
    table: usize,
    searched: &Searched,
    relation: &Relation,
    crossing: usize,
) -> Option<RelationDto> {
    let [quotient, above, below] = searched.division(relation)?;
    let product = entry(table, searched, relation, crossing);
    let cell = |line: usize| cell(searched, relation, line, crossing);
    Some(RelationDto {
        kind: RelationKind::Quotient.name(),
        result: cell(quotient),
        operands: vec![cell(above), cell(below)],
        label: label(searched, relation.along, quotient),
        ..product
    })
}

fn cell(searched: &Searched, relation: &Relation, line: usize, crossing: usize) -> CellDto {
    let (row, column) = relation.along.cell(line, crossing);
    CellDto {
        row: searched.numbers.get(row).copied().unwrap_or(row as u64 + 1),
        column: column as u64 + 1,
    }
}

fn entry(table: usize, searched: &Searched, relation: &Relation, crossing: usize) -> RelationDto {
    let cell = |line: usize| cell(searched, relation, line, crossing);
    RelationDto {
        table,
        kind: relation.kind.name(),
        along: relation.along.name(),
        result: cell(relation.result),
        operands: relation
            .operands
            .iter()
            .map(|operand| cell(operand.line))
            .collect(),
        label: label(searched, relation.along, relation.result),
        claimed: relation.claimed,
        evidence: relation.bits,
        holds_in: relation.holds(),
        fails_in: relation.fails().count(),
        standing: relation.standing.name(),
    }
}
