//! The lines of tables whose figures show that they sum up others.

use super::searched::Searched;
use crate::discover::{Along, Relation, RelationKind};

/// A line of a table that is the sum of others, by its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundTotal {
    /// The section of its table.
    pub section: String,
    /// Which line it is.
    pub line: TotalLine,
    /// What the table calls it.
    pub name: String,
    /// Whether it is a part of another sum.
    pub is_part: bool,
    /// The number of its relation in the report.
    pub relation: usize,
}

/// A line that sums up others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TotalLine {
    /// A row, by the line of the file that it begins in.
    Row(u64),
    /// A column of the table.
    Column(usize),
}

/// The totals that relations of a table are; each has its number in the report.
pub(super) fn totals(searched: &Searched<'_>, relations: &[(usize, &Relation)]) -> Vec<FoundTotal> {
    let sums = relations
        .iter()
        .filter(|(_, relation)| relation.kind == RelationKind::Sum && relation.operands.len() > 1);
    let mut totals: Vec<FoundTotal> = Vec::new();
    for (number, relation) in sums {
        let Some((line, name)) = total_line(searched, relation) else {
            continue;
        };
        let of_others = |(_, other): &(usize, &Relation)| {
            let mut operands = other.operands.iter();
            let sum = other.kind == RelationKind::Sum && other.along == relation.along;
            sum && operands.any(|operand| operand.line == relation.result)
        };
        // A line may be the sum of several splittings.
        if totals.iter().all(|total| total.line != line) {
            totals.push(FoundTotal {
                section: searched.table.section().to_owned(),
                line,
                name,
                is_part: relations.iter().any(of_others),
                relation: *number,
            });
        }
    }
    totals
}

/// The line that a relation is the result of, and what the table calls it.
pub(super) fn total_line(
    searched: &Searched<'_>,
    relation: &Relation,
) -> Option<(TotalLine, String)> {
    called(searched, relation.along, relation.result)
}

/// A row or a column, and what the table calls it.
pub(super) fn called(
    searched: &Searched<'_>,
    along: Along,
    line: usize,
) -> Option<(TotalLine, String)> {
    let (row, column) = searched.cell(along, line, 0);
    let table = searched.table;
    Some(match along {
        Along::Rows => {
            let row = table.rows.get(row)?;
            (TotalLine::Row(row.first_line()), row.key().to_owned())
        }
        Along::Columns => {
            let name = table.layout.columns[column].name.clone();
            (TotalLine::Column(column), name)
        }
    })
}
