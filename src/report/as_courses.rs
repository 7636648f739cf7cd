//! Lines that go on from one crossing line to the next, as rules: one for each line,
//! `May.total = April.total + May.count`.

use super::as_rules::{Names, new_name};
use super::searched::{Searched, found, relation_rule};
use super::slack::{half_of_last_place, quotient_spread};
use crate::discover::{Along, Course, CourseKind, Crosses, Outcome, Pace};
use crate::figure::{Figure, Hedge, Rat};
use crate::place::Excerpt;
use crate::rule::{Code, Found, Rule, Tolerance, written_name};

/// More lines are under one rule, where one says it.
const MANY: usize = 100;

/// Where the rule is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// All rows are at hand: the rule says no more than what was found.
    All,
    /// The first of many, in which the rule is still to be tried.
    First,
}

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
        let new = paces.filter(|pace| self.is_new(pace, covered));
        new.filter_map(|pace| self.rule_at(pace, names)).collect()
    }

    /// Whether no rule covers the result there.
    fn is_new(&self, pace: &Pace, covered: &dyn Fn(usize, usize) -> bool) -> bool {
        let (row, column) = self.cell(self.course.result, pace.crossing);
        !covered(row, column)
    }

    /// Whether one rule for all rows is better: there are many, or some that are called
    /// as others are, and no rule covers any.
    pub(super) fn is_of_rows(&self, covered: &dyn Fn(usize, usize) -> bool) -> bool {
        let along = self.course.along;
        let mut paces = self.course.over.iter();
        let own = |at: usize| self.searched.has_own_key(along, self.course.result, at);
        let many = self.course.over.len() > MANY;
        along == Along::Columns
            && paces.clone().all(|pace| self.is_new(pace, covered))
            && (many || paces.any(|pace| !own(pace.crossing) || !own(pace.before)))
    }

    /// The course.
    pub(super) fn course(&self) -> &'a Course {
        self.course
    }

    /// The table that it was found in.
    pub(super) fn searched(&self) -> &'a Searched<'a> {
        self.searched
    }

    /// What rules call a column.
    pub(super) fn column_name(&self, line: usize) -> String {
        let column = self.searched.columns[line];
        let name = &self.searched.table.layout.columns[column].name;
        written_name(name).into_owned()
    }

    fn cell(&self, line: usize, crossing: usize) -> (usize, usize) {
        self.searched.cell(self.course.along, line, crossing)
    }

    fn name(&self, line: usize, crossing: usize) -> String {
        let (row, column) = self.cell(line, crossing);
        self.searched.table.name_in_rules(row, column)
    }

    pub(super) fn figure(&self, line: usize, crossing: usize) -> Option<&'a Figure> {
        let figure = self.searched.figure(self.course.along, line, crossing)?;
        (figure.hedge == Hedge::None).then_some(figure)
    }

    /// The rule for one line.
    fn rule_at(&self, pace: &Pace, names: &mut Names) -> Option<Rule> {
        let Course { result, of, .. } = *self.course;
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
        let names_of = |line: usize| [pace.crossing, pace.before].map(|at| self.name(line, at));
        let text = self.text(names_of(result), names_of(of));
        let (row, _) = self.cell(result, pace.crossing);
        let excerpt = self.searched.table.rows.get(row)?.excerpt();
        let mut rule = self.rule(&own, &text, excerpt, names)?;
        let slack = self.slack(pace)?;
        if slack.is_positive() {
            rule.tolerance = Some(Tolerance::Absolute(slack));
        }
        Some(rule)
    }

    /// What a line is of the one before it: the names of the result and of the other line,
    /// each there and before.
    pub(super) fn text(
        &self,
        [own, own_before]: [String; 2],
        [now, before]: [String; 2],
    ) -> String {
        match self.course.kind {
            CourseKind::RunningTotal => format!("{own} = {own_before} + {now}"),
            CourseKind::Change => format!("{own} = {now} - {before}"),
            CourseKind::CarriedOver => format!("{own} = {before}"),
            CourseKind::Growth if self.course.percent => {
                format!("{own} = 100 * ({now} / {before} - 1)")
            }
            CourseKind::Growth => format!("{own} = {now} / {before} - 1"),
        }
    }

    /// A rule of it, by what it is about.
    pub(super) fn rule(
        &self,
        own: &str,
        text: &str,
        at: &Excerpt,
        names: &mut Names,
    ) -> Option<Rule> {
        let section = self.searched.table.section();
        let name = new_name(format!("found-course:{section}.{own}"), names);
        let mut rule = relation_rule(&name, text, at, self.found.clone())?;
        rule.section = Some(section.to_owned());
        Some(rule)
    }

    /// What the rule for a line must allow beyond its prints: what holds but for
    /// rounding is not to fail by them.
    pub(super) fn slack(&self, pace: &Pace) -> Option<Rat> {
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
        // A fraction among whole numbers (4670.7) shows that these were rounded, however
        // many zeros are printed behind their points.
        let result = self.figure(result, pace.crossing)?;
        let whole = |figure: &&Figure| figure.nominal.is_integer();
        let rounded = parts.iter().copied().filter(whole).count();
        if whole(&result) && rounded < parts.len() {
            let halves = i64::try_from(rounded + 1).ok()?;
            return Some((Rat::whole(halves) / Rat::whole(2)).max(own));
        }
        if pace.outcome != Outcome::Trivial {
            return Some(Rat::ZERO);
        }
        Some(halves.iter().fold(own, |sum, half| sum + half))
    }
}
