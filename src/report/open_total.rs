//! Lines that are called totals and are none in too many of the lines that they
//! cross: nothing of these is told as a slip, so it is said that they were passed
//! over.

use super::found_total::{TotalLine, total_line};
use super::searched::Searched;
use crate::discover::{Along, Relation, RelationKind, Slips};
use crate::rule::Lines;
use crate::structure::total_name;

/// A line that is called a total, and is the sum of others in some of the lines
/// that it crosses only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenTotal {
    /// The section of its table.
    pub section: String,
    /// Which line it is.
    pub line: TotalLine,
    /// What the table calls it.
    pub name: String,
    /// What it crosses.
    pub over: Lines,
    /// In how many of these it is the sum of others.
    pub holds: usize,
    /// In how many it could be.
    pub tried: usize,
    /// In how many it is not, and passed over: too many for slips.
    pub passed_over: usize,
    /// The number of its relation in the report.
    pub relation: usize,
}

impl OpenTotal {
    /// A line that its name calls a total, and the figures a sum of others, so
    /// far as it was tried; nothing of any other relation.
    pub(super) fn of(
        searched: &Searched<'_>,
        relation: &Relation,
        slips: &Slips<'_>,
        number: usize,
    ) -> Option<OpenTotal> {
        let lines = match relation.along {
            Along::Rows => &searched.field.rows,
            Along::Columns => &searched.field.columns,
        };
        let label = &lines.get(relation.result)?.label;
        let is_sum = relation.kind == RelationKind::Sum && relation.operands.len() > 1;
        if !is_sum || total_name(label).is_none() {
            return None;
        }
        let passed_over = passed_over(relation, slips);
        let (line, name) = total_line(searched, relation)?;
        let (holds, tried) = slips.tally(relation, &|_| false);
        Some(OpenTotal {
            section: searched.table.section().to_owned(),
            line,
            name,
            over: match relation.along {
                Along::Rows => Lines::Columns,
                Along::Columns => Lines::Rows,
            },
            holds,
            tried,
            passed_over,
            relation: number,
        })
    }

    /// Whether it fails in some lines that are passed over, and holds in twice as
    /// many as it fails in: what holds in fewer is likely called a total of
    /// something else.
    pub(crate) fn is_said(&self) -> bool {
        self.passed_over > 0 && self.holds >= 2 * (self.tried - self.holds)
    }
}

/// In how many lines a relation fails that are passed over since they are too many
/// to be slips.
fn passed_over(relation: &Relation, slips: &Slips<'_>) -> usize {
    let fails = relation.fails_anywhere();
    let passed = fails.filter(|(crossing, miss)| slips.passes_over(relation, *crossing, *miss));
    passed.count()
}
