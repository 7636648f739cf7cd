//! Relations that were found in tables, as machines read them: one entry for
//! each result cell in which a relation holds, and those in which it fails.

use super::dto::VERSION;
use super::written::whole;
use crate::discover::{
    Course, Crosses, Discovered, Outcome, Part, Portion, Relation, RelationKind, Searched, Whole,
};
use crate::report::Between;
use crate::say::discovered::{Listed, label};
use serde::Serialize;

#[derive(Serialize)]
struct RelationsDto {
    version: u32,
    tables: Vec<TableDto>,
    relations: Vec<RelationDto>,
    fails: Vec<RelationDto>,
    wholes: Vec<WholeDto>,
    shares: Vec<SharesDto>,
    courses: Vec<CourseDto>,
    parts: Vec<PartDto>,
    between: Vec<BetweenDto>,
}

/// Figures of several tables that are the same, or the sum of others.
#[derive(Serialize)]
struct BetweenDto {
    checks: Vec<String>,
    holds_in: usize,
    fails_in: usize,
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

/// Lines that add up to a number in each of those that they cross.
#[derive(Serialize)]
struct WholeDto {
    table: usize,
    along: &'static str,
    sum: u8,
    over: Vec<WholeLineDto>,
    evidence: u32,
}

#[derive(Serialize)]
struct WholeLineDto {
    parts: Vec<CellDto>,
    holds: bool,
}

/// A line that says which parts of a whole the figures of another are.
#[derive(Serialize)]
struct SharesDto {
    table: usize,
    along: &'static str,
    /// What the whole is as a share: 100, or 1.
    scale: u8,
    over: Vec<ShareDto>,
    evidence: u32,
}

#[derive(Serialize)]
struct ShareDto {
    share: CellDto,
    of: CellDto,
    /// The cell of the whole; none where that is all figures together.
    whole: Option<CellDto>,
    holds: bool,
}

/// A line that goes on from one crossing line to the next.
#[derive(Serialize)]
struct CourseDto {
    table: usize,
    kind: &'static str,
    along: &'static str,
    over: Vec<PaceDto>,
    evidence: u32,
}

/// A line that is by its name a part of another.
#[derive(Serialize)]
struct PartDto {
    table: usize,
    along: &'static str,
    over: Vec<PartLineDto>,
}

#[derive(Serialize)]
struct PartLineDto {
    part: CellDto,
    whole: CellDto,
    holds: bool,
}

#[derive(Serialize)]
struct PaceDto {
    result: CellDto,
    of: CellDto,
    /// The cell of the other line in the crossing line before.
    before: CellDto,
    holds: bool,
}

#[derive(Serialize)]
struct CellDto {
    row: u64,
    column: u64,
}

/// All relations of some tables.
pub(crate) fn relations(listed: &Listed<'_>) -> String {
    let searched = listed.tables;
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
        found: table.found.count(),
        hold: table.found.hold_everywhere(),
        gave_up: table.found.gave_up,
    });
    whole(&RelationsDto {
        version: VERSION,
        tables: tables.collect(),
        relations,
        fails,
        wholes: each(searched, |found| &found.wholes, split),
        shares: each(searched, |found| &found.portions, shares),
        courses: each(searched, |found| &found.courses, course),
        parts: each(searched, |found| &found.parts, part),
        between: listed.between.iter().map(of_tables).collect(),
    })
}

fn of_tables(one: &Between) -> BetweenDto {
    BetweenDto {
        checks: one.checks.clone(),
        holds_in: one.holds,
        fails_in: one.checks.len().saturating_sub(one.holds),
    }
}

/// What is found of a kind in all tables, each entry with the number of its table.
fn each<T, D>(
    searched: &[Searched],
    of_kind: impl Fn(&Discovered) -> &Vec<T>,
    entry: impl Fn(usize, &Searched, &T) -> D,
) -> Vec<D> {
    let tables = (1..).zip(searched);
    let all = tables.flat_map(|(number, table)| {
        let found = of_kind(&table.found).iter();
        found
            .map(|one| entry(number, table, one))
            .collect::<Vec<D>>()
    });
    all.collect()
}

fn split(table: usize, searched: &Searched, split: &Whole) -> WholeDto {
    let at = |line: usize, crossing: usize| place(searched, split.along.cell(line, crossing));
    let over = split.over.iter().map(|(crossing, outcome)| WholeLineDto {
        parts: split
            .parts
            .iter()
            .map(|part| at(*part, *crossing))
            .collect(),
        holds: outcome.holds(),
    });
    WholeDto {
        table,
        along: split.along.name(),
        sum: split.sum,
        over: over.collect(),
        evidence: split.bits,
    }
}

fn shares(table: usize, searched: &Searched, portion: &Portion) -> SharesDto {
    let at = |line: usize, crossing: usize| place(searched, portion.along.cell(line, crossing));
    let over = portion.over.iter().map(|(crossing, outcome)| ShareDto {
        share: at(portion.share, *crossing),
        of: at(portion.of, *crossing),
        whole: portion.whole.map(|whole| at(portion.of, whole)),
        holds: outcome.holds(),
    });
    SharesDto {
        table,
        along: portion.along.name(),
        scale: portion.scale,
        over: over.collect(),
        evidence: portion.bits,
    }
}

fn course(table: usize, searched: &Searched, course: &Course) -> CourseDto {
    let at = |line: usize, crossing: usize| place(searched, course.along.cell(line, crossing));
    let over = course.over.iter().map(|pace| PaceDto {
        result: at(course.result, pace.crossing),
        of: at(course.of, pace.crossing),
        before: at(course.of, pace.before),
        holds: pace.outcome.holds(),
    });
    CourseDto {
        table,
        kind: course.kind.name(),
        along: course.along.name(),
        over: over.collect(),
        evidence: course.bits,
    }
}

fn part(table: usize, searched: &Searched, part: &Part) -> PartDto {
    let at = |line: usize, crossing: usize| place(searched, part.along.cell(line, crossing));
    let over = part.over.iter().map(|(crossing, outcome)| PartLineDto {
        part: at(part.part, *crossing),
        whole: at(part.whole, *crossing),
        holds: outcome.holds(),
    });
    PartDto {
        table,
        along: part.along.name(),
        over: over.collect(),
    }
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
    place(searched, relation.along.cell(line, crossing))
}

fn place(searched: &Searched, (row, column): (usize, usize)) -> CellDto {
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
