//! Gaps in the series of a table that says its periods.

use crate::finding::{Code, Detail, Finding, Findings, Mark};
use crate::rule::Config;
use crate::table::{Gap, Table};

/// Finds periods that a series leaves out between others: only where the
/// configuration says which column is the period.
pub(super) fn check_gaps(table: &Table, config: &Config, limit: usize, to: &mut Findings) {
    let layout = &table.layout;
    let code = Code::MissingPeriod;
    let (Some(column), Some(severity)) = (layout.period_column(), config.severity_of(code)) else {
        return;
    };
    for gap in table.series(config.period).gaps() {
        let row = &table.rows[gap.row];
        if !to.wants(severity, limit) && !to.watches_row(code.name(), row.key()) {
            to.count_one(severity, &layout.section);
            continue;
        }
        let mark = Mark::cell(layout, (Some(gap.row), row), column);
        to.push(Finding::new(code, severity, mark, missing_periods(gap)));
    }
}

/// What is told of a gap.
pub(super) fn missing_periods(gap: Gap) -> Detail {
    Detail::MissingPeriods {
        series: gap.series,
        between: gap.between,
        missing: gap.missing,
        more: gap.more,
    }
}
