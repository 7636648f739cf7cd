//! Lines that go on from one crossing line to the next, as rules: one for each line,
//! `May.total = April.total + May.count`.

use super::as_rules::{Names, new_name};
use super::searched::{Searched, found, relation_rule};
use super::slack::{half_of_last_place, quotient_spread};
use crate::discover::{Course, CourseKind, Crosses, Outcome, Pace};
use crate::figure::{Figure, Hedge, Rat};
use crate::rule::{Code, Found, Rule, Tolerance};

/// A course in a table that is searched.
pub(super) struct CourseWriter<'a> {
    searched: &'a Searched<'a>,
    course: &'a Course,
    found: Found,
}

impl<'a> CourseWriter<'a> {
    /// Of a course, the relation of this number in the report.
    pub(super) fn new(
        searched: &'a Searched<'a>,
        course: &'a Course,
        number: usize,
    ) -> CourseWriter<'a> {
        let code = match course.kind {
            CourseKind::RunningTotal => Code::SumMismatch,
            CourseKind::Change => Code::BalanceMismatch,
            CourseKind::Growth => Code::GrowthMismatch,
            CourseKind::CarriedOver => Code::RepeatMismatch,
        };
        let fared = (course.holds(), course.over.len());
        CourseWriter {
            searched,
            course,
            found: Found {
                named: course.named,
                ..found(number, code, course.along, fared)
            },
        }
    }

    /// Its rules; `covered` tells of figures that are under a rule already.
    pub(super) fn rules(
        &self,
        covered: &dyn Fn(usize, usize) -> bool,
        names: &mut Names,
    ) -> Vec<Rule> {
        let paces = self.course.over.iter();
        let is_new = |pace: &&Pace| {
            let (row, column) = self.cell(self.course.result, pace.crossing);
            !covered(row, column)
        };
        paces
            .filter(is_new)
            .filter_map(|pace| self.rule_at(pace, names))
            .collect()
    }

    fn cell(&self, line: usize, crossing: usize) -> (usize, usize) {
        self.searched.cell(self.course.along, line, crossing)
    }

    fn name(&self, line: usize, crossing: usize) -> String {
        let (row, column) = self.cell(line, crossing);
        self.searched.table.name_in_rules(row, column)
    }

    fn figure(&self, line: usize, crossing: usize) -> Option<&'a Figure> {
        let figure = self.searched.figure(self.course.along, line, crossing)?;
        (figure.hedge == Hedge::None).then_some(figure)
    }

    /// The rule for one line.
    fn rule_at(&self, pace: &Pace, names: &mut Names) -> Option<Rule> {
        let Course {
            kind, result, of, ..
        } = *self.course;
        self.figure(result, pace.crossing)?;
        let cells = [
            (result, pace.crossing),
            (of, pace.crossing),
            (of, pace.before),
        ];
        let mut cells = cells.into_iter();
        let along = self.course.along;
        if !cells.all(|(line, at)| self.searched.has_own_key(along, line, at)) {
            return None;
        }
        let own = self.name(result, pace.crossing);
        let (now, before) = (self.name(of, pace.crossing), self.name(of, pace.before));
        let text = match kind {
            CourseKind::RunningTotal => {
                format!("{own} = {} + {now}", self.name(result, pace.before))
            }
            CourseKind::Change => format!("{own} = {now} - {before}"),
            CourseKind::CarriedOver => format!("{own} = {before}"),
            CourseKind::Growth if self.course.percent => {
                format!("{own} = 100 * ({now} / {before} - 1)")
            }
            CourseKind::Growth => format!("{own} = {now} / {before} - 1"),
        };
        let table = self.searched.table;
        let (row, _) = self.cell(result, pace.crossing);
        let section = table.section();
        let name = new_name(format!("found-course:{section}.{own}"), names);
        let excerpt = table.rows.get(row)?.excerpt();
        let mut rule = relation_rule(&name, &text, excerpt, self.found.clone())?;
        rule.section = Some(section.to_owned());
        let slack = self.slack(pace)?;
        if slack.is_positive() {
            rule.tolerance = Some(Tolerance::Absolute(slack));
        }
        Some(rule)
    }

    /// What the rule for a line must allow beyond its prints: what holds but for
    /// rounding is not to fail by them.
    fn slack(&self, pace: &Pace) -> Option<Rat> {
        let Course {
            kind, result, of, ..
        } = *self.course;
        let own = half_of_last_place(self.figure(result, pace.crossing)?);
        let cells: &[(usize, usize)] = match kind {
            CourseKind::CarriedOver => &[(of, pace.before)],
            CourseKind::RunningTotal => &[(result, pace.before), (of, pace.crossing)],
            CourseKind::Change | CourseKind::Growth => &[(of, pace.before), (of, pace.crossing)],
        };
        let parts = cells.iter().map(|(line, at)| self.figure(*line, *at));
        let parts: Vec<&Figure> = parts.collect::<Option<_>>()?;
        let halves: Vec<Rat> = parts.iter().map(|part| half_of_last_place(part)).collect();
        if kind == CourseKind::Growth {
            let factor = Rat::whole(if self.course.percent { 100 } else { 1 });
            let spread = quotient_spread((1, 0), &parts, &halves)?;
            return Some(own + spread * factor);
        }
        if pace.outcome != Outcome::Trivial {
            return Some(Rat::ZERO);
        }
        Some(halves.iter().fold(own, |sum, half| sum + half))
    }
}
