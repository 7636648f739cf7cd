//! A column that goes on from row to row, as one rule for all rows: each against the row
//! above it, where these belong together.

use super::as_courses::{CourseWriter, Rows};
use super::as_rules::Names;
use crate::discover::{Course, CourseKind, Outcome};
use crate::figure::Rat;
use crate::rule::{Rule, Tolerance, written_name};
use std::collections::BTreeSet;

/// The rules of a course: one for all rows where that is better, else one for each line.
pub(super) fn course_rules(
    writer: &CourseWriter<'_>,
    covered: &dyn Fn(usize, usize) -> bool,
    names: &mut Names,
) -> Vec<Rule> {
    let of_rows = writer.is_of_rows(covered);
    let rule = of_rows.then(|| writer.rule_of_rows(Rows::All, names));
    match rule.flatten() {
        Some(rule) => vec![rule],
        None => writer.rules(covered, names),
    }
}

impl CourseWriter<'_> {
    /// The rule for all rows; none where no such rule says what was found.
    pub(super) fn rule_of_rows(&self, rows: Rows, names: &mut Names) -> Option<Rule> {
        let course = self.course();
        let back = course
            .over
            .first()
            .is_some_and(|pace| pace.before > pace.crossing);
        // The rows in which the rule looks at the row above.
        let looked: BTreeSet<usize> = course
            .over
            .iter()
            .map(|pace| pace.crossing.max(pace.before))
            .collect();
        let mut paces = course.over.iter();
        if !paces.all(|pace| pace.crossing.abs_diff(pace.before) == 1) {
            return None;
        }
        let mut others: Vec<usize> = (1..self.searched().table.rows.len())
            .filter(|row| !looked.contains(row) && self.is_asked(*row, back))
            .collect();
        let mut conditions = self.shared_words(&looked, &mut others);
        let (own, of) = (self.column_name(course.result), self.column_name(course.of));
        let (above, here) = (|name: &str| format!("previous.{name}"), str::to_owned);
        let now: &dyn Fn(&str) -> String = if back { &above } else { &here };
        let before: &dyn Fn(&str) -> String = if back { &here } else { &above };
        let begins = |row: &usize| {
            let at = row - usize::from(back);
            let figures = self
                .figure(course.result, at)
                .zip(self.figure(course.of, at));
            figures.is_some_and(|(own, of)| own.nominal == of.nominal)
        };
        if course.kind == CourseKind::RunningTotal && others.iter().any(begins) {
            others.retain(|row| !begins(row));
            conditions.push(format!("{} != {}", now(&own), now(&of)));
        }
        if rows == Rows::All && !others.is_empty() {
            return None;
        }
        let what = self.text([now(&own), before(&own)], [now(&of), before(&of)]);
        let text = match conditions.is_empty() {
            true => what,
            false => format!("if {} then {what}", conditions.join(" and ")),
        };
        let mut rule = self.rule(&own, &text, &self.searched().table.layout.header, names)?;
        let slacks = course
            .over
            .iter()
            .filter(|pace| !matches!(pace.outcome, Outcome::Fails(_)));
        let slack = slacks.filter_map(|pace| self.slack(pace)).max();
        if let Some(slack) = slack.filter(Rat::is_positive) {
            rule.tolerance = Some(Tolerance::Absolute(slack));
        }
        Some(rule)
    }

    /// Whether a rule about a row and the one above it finds all figures there.
    fn is_asked(&self, row: usize, back: bool) -> bool {
        let Course {
            kind, result, of, ..
        } = *self.course();
        let (now, before) = match back {
            true => (row - 1, row),
            false => (row, row - 1),
        };
        let there = |line: usize, at: usize| self.figure(line, at).is_some();
        there(result, now)
            && match kind {
                CourseKind::RunningTotal => there(result, before) && there(of, now),
                CourseKind::Change | CourseKind::Growth => there(of, before) && there(of, now),
                CourseKind::CarriedOver => there(of, before),
            }
    }

    /// The columns whose words are the same in all rows that belong together, and others
    /// somewhere else, as conditions; rows that these leave out are no others.
    fn shared_words(&self, looked: &BTreeSet<usize>, others: &mut Vec<usize>) -> Vec<String> {
        let table = self.searched().table;
        let figures = &self.searched().columns;
        let mut conditions = Vec::new();
        for column in (0..table.layout.columns.len()).filter(|one| !figures.contains(one)) {
            let same = |row: &usize| {
                let text = |row: usize| table.rows.get(row).map(|row| row.text(column).trim());
                text(*row) == text(row - 1)
            };
            let mut all = 1..table.rows.len();
            if looked.iter().all(same) && all.any(|row| !same(&row)) {
                others.retain(same);
                let name = match column {
                    0 => "key".to_owned(),
                    _ => written_name(&table.layout.columns[column].name).into_owned(),
                };
                conditions.push(format!("{name} = previous.{name}"));
            }
        }
        conditions
    }
}
