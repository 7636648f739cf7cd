//! A rule that is checked once for each group of the rows of a table. A row that
//! has nothing where the group is said is in none, and that is told.

use super::bind::{Leaf, Over};
use super::options::CheckOptions;
use super::outcome::{Outcome, record};
use super::verdict::{AtRow, Checker};
use crate::table::Table;

/// Checks a rule for each group, by the first of its rows.
pub(super) fn check_groups(
    checker: &Checker<'_>,
    table: usize,
    section: &str,
    options: &CheckOptions,
    outcome: &mut Outcome,
) {
    let scope = checker.scope;
    let held = &scope.report.tables[table];
    for number in checker.bound.rows_in(held) {
        let at: AtRow<'_> = Some((table, Some(number), &held.rows[number]));
        let verdict = checker.check(at, outcome.wants_more(checker.rule, options));
        record(verdict, checker.rule, section, scope, options, outcome);
    }
    for (number, more) in in_no_group(checker, table) {
        let at: AtRow<'_> = Some((table, Some(number), &held.rows[number]));
        let verdict = checker.in_no_group(at);
        record(verdict, checker.rule, section, scope, options, outcome);
        outcome.tally.not_checked += more;
    }
}

/// The rows that functions of a rule would take and that are in no group, each with
/// how many more are like it and not held.
fn in_no_group(checker: &Checker<'_>, table: usize) -> Vec<(usize, u64)> {
    let held: &Table = &checker.scope.report.tables[table];
    let Some(columns) = &checker.bound.by else {
        return Vec::new();
    };
    let groups = held.grouped_by(columns);
    let mut overs: Vec<&Over> = Vec::new();
    checker.bound.condition.visit(&mut |leaf| {
        if let Leaf::Over(over) = leaf
            && over.by.is_some()
            && (over.prior, over.table) == (false, table)
        {
            overs.push(over);
        }
    });
    let taken = |at: usize| {
        let mut overs = overs.iter();
        overs.any(|over| {
            let heading = over.headings.binary_search(&at).is_ok();
            !over.leaves_out(at) && !heading && checker.selects(over, held, at, None)
        })
    };
    let rows = (0..held.rows.len()).filter(|at| groups.of_row(*at).is_none());
    let like = |at: usize| {
        let group = held.group_like(at).map(|group| &held.groups()[group]);
        (at, group.map_or(0, |group| group.rows))
    };
    rows.filter(|at| taken(*at)).map(like).collect()
}
