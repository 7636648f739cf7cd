//! A rule while its names are looked up, and the reports they are looked up in.

use super::bound::{Absent, CellRef, PartAt};
use crate::period::Parts;
use crate::report::{NoPrior, Report};
use crate::rule::{Config, ConfigError, ConfigProblem, PlacedText, Span};
use crate::table::Table;
use std::collections::BTreeSet;

/// The reports that names are looked up in.
pub(crate) struct Scope<'a> {
    /// The report that is checked.
    pub report: &'a Report,
    /// The report one period before.
    pub prior: Option<&'a Report>,
    /// The configuration.
    pub config: &'a Config,
}

impl<'a> Scope<'a> {
    /// A table by its number in the report, or in the one before.
    pub(crate) fn table(&self, prior: bool, table: usize) -> Option<&'a Table> {
        let report = match prior {
            true => self.prior?,
            false => self.report,
        };
        report.tables.get(table)
    }
}

/// A rule while its names are looked up.
pub(super) struct Binder<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) home: Option<&'a str>,
    pub(super) text: &'a PlacedText,
    /// The table whose rows a function is running over.
    pub(super) each: Option<(bool, usize)>,
    /// The table, the kind and which one of the parts of the row's period a function
    /// has come to.
    pub(super) part: Option<(usize, Parts, PartAt)>,
    /// The kinds of parts that functions go over.
    pub(super) over: Vec<Parts>,
    /// The table whose rows the rule is checked for.
    pub(super) checked: Option<usize>,
    pub(super) needs_rows: BTreeSet<usize>,
    /// Whether what is bound stands in the report of the period before.
    pub(super) back: bool,
    /// Whether a row or column that is not there is no mistake.
    pub(super) lenient: bool,
    /// Whether the rule is a sum of a tree, whose codes need not all be there.
    pub(super) of_tree: bool,
    /// The first name that this report has nothing for.
    pub(super) lacking: Option<(Absent, Span)>,
    /// Names that this report has nothing for: mistakes in the rule, unless
    /// another report has them.
    pub(super) lacks: Vec<ConfigError>,
}

/// What was bound, or the mistake in the rule.
pub(super) type BindResult<T> = Result<T, Box<ConfigError>>;

/// What a name stands for.
pub(super) enum Resolved {
    Cell(CellRef),
    Absent(Absent),
}

impl<'a> Binder<'a> {
    pub(super) fn mistake<T>(&self, problem: ConfigProblem, span: Span) -> BindResult<T> {
        Err(Box::new(ConfigError {
            problem,
            place: self.text.place(span),
        }))
    }

    /// That the report has nothing for a name: it is noted as the mistake that
    /// it may be.
    pub(super) fn lack(&mut self, absent: Absent, problem: ConfigProblem, span: Span) -> Absent {
        let place = self.text.place(span);
        let error = ConfigError { problem, place };
        if !self.lacks.contains(&error) {
            self.lacks.push(error);
        }
        self.lacking.get_or_insert_with(|| (absent.clone(), span));
        absent
    }

    pub(super) fn report(&self, prior: bool) -> Result<&'a Report, Absent> {
        if !prior {
            return Ok(self.scope.report);
        }
        self.scope.prior.ok_or_else(|| {
            let why = self.scope.report.no_prior.clone();
            Absent::Report(why.unwrap_or(NoPrior::PeriodUnknown))
        })
    }
}
