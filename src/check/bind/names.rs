//! Which cells a rule names, for people who ask.

use super::bound::{CellRef, Condition, Leaf, Over, RowRef};
use super::{BoundRule, Scope, Unbound, bind};
use crate::figure::Rounding;
use crate::finding::{Mark, WhyNot};
use crate::report::{Options, Report};
use crate::rule::{Config, ConfigError, PlacedText, Rule, Span};

/// A name of a rule and what it stands for in a report.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BoundName {
    /// The name as the rule writes it.
    pub name: String,
    /// What it stands for.
    pub stands_for: StandsFor,
}

/// What a name stands for in a report.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StandsFor {
    /// A cell, and how its figure was rounded.
    Cell(Mark, Rounding),
    /// A column in each row that the rule is checked for; its name in the header.
    Column(Mark, Rounding),
    /// A column over whose rows a function runs; its name in the header.
    Rows(Mark, Rounding),
    /// Nothing in this report.
    Absent(WhyNot),
}

/// Looks up the names of a rule, in the order in which it writes them.
///
/// # Errors
/// A mistake in the rule.
pub(crate) fn names(
    rule: &Rule,
    report: &mut Report,
    config: &Config,
    options: &Options,
) -> Result<Vec<BoundName>, Box<ConfigError>> {
    let prior = match report.prior(config, options) {
        Ok(prior) => Some(prior),
        Err(why) => {
            report.no_prior = Some(why);
            None
        }
    };
    let try_bind = |report: &Report| {
        let scope = Scope {
            report,
            prior: prior.as_ref(),
            config,
        };
        bind(rule, &scope).map_err(Box::new)
    };
    let mut bound = try_bind(report);
    if let Err(unbound) = &bound
        && let Unbound::NeedsRows(tables) = unbound.as_ref()
    {
        let tables: Vec<usize> = tables.iter().copied().collect();
        report.load_rows(&tables, config, options);
        bound = try_bind(report);
    }
    let bound = match bound {
        Ok(bound) => bound,
        Err(unbound) => match *unbound {
            Unbound::Mistake(error) => return Err(error),
            // The table cannot be read; whoever checks the report is told so.
            Unbound::NeedsRows(_) | Unbound::NotThere => return Ok(Vec::new()),
        },
    };
    match bound.lacks.first() {
        Some(mistake) => Err(Box::new(mistake.clone())),
        None => Ok(of_bound(rule, &bound, report, prior.as_ref())),
    }
}

/// The names of a rule that is bound already.
pub(crate) fn of_bound(
    rule: &Rule,
    bound: &BoundRule,
    report: &Report,
    prior: Option<&Report>,
) -> Vec<BoundName> {
    let mut names = NamesFound {
        report,
        prior,
        text: &rule.check,
        found: Vec::new(),
    };
    names.condition(&bound.condition);
    if let (Some((text, _)), Some(filter)) = (&rule.rows, &bound.filter) {
        names.text = text;
        names.condition(filter);
    }
    names.found
}

struct NamesFound<'a> {
    report: &'a Report,
    prior: Option<&'a Report>,
    text: &'a PlacedText,
    found: Vec<BoundName>,
}

impl NamesFound<'_> {
    fn add(&mut self, name: String, stands_for: StandsFor) {
        let named = BoundName { name, stands_for };
        if !self.found.contains(&named) {
            self.found.push(named);
        }
    }

    fn words(&self, span: Span) -> String {
        let words = self.text.text.get(span.start..span.end);
        words.unwrap_or_default().to_owned()
    }

    fn cell(&mut self, cell: &CellRef, name: Option<String>) {
        let report = if cell.prior {
            self.prior
        } else {
            Some(self.report)
        };
        let Some(table) = report.and_then(|report| report.tables.get(cell.table)) else {
            return;
        };
        let column = &table.layout.columns[cell.column];
        let rounding = table.layout.rounding(cell.column);
        let heading = || Mark::column(&table.layout, cell.column).in_prior(cell.prior);
        let stands_for = match cell.row {
            RowRef::Fixed(row) => {
                let row = (Some(row), &table.rows[row]);
                let mark = Mark::cell(&table.layout, row, cell.column);
                StandsFor::Cell(mark.in_prior(cell.prior), rounding)
            }
            RowRef::Checked
            | RowRef::Joined
            | RowRef::Before
            | RowRef::YearAgo
            | RowRef::Above
            | RowRef::Part(..) => StandsFor::Column(heading(), rounding),
            RowRef::Each => StandsFor::Rows(heading(), rounding),
        };
        let name = name.unwrap_or_else(|| column.name.clone());
        self.add(name, stands_for);
    }

    fn condition(&mut self, condition: &Condition) {
        condition.visit(&mut |leaf| self.leaf(leaf));
    }

    fn leaf(&mut self, leaf: Leaf<'_>) {
        match leaf {
            Leaf::Figure(cell, span) => {
                let name = self.words(span);
                self.cell(cell, Some(name));
            }
            Leaf::Text(cell) | Leaf::WholeText(cell) => self.cell(cell, None),
            Leaf::Over(over) => self.over(over),
            Leaf::Absent(absent, span) => {
                let name = self.words(span);
                self.add(name, StandsFor::Absent(WhyNot::from(absent)));
            }
        }
    }

    fn over(&mut self, over: &Over) {
        if let Some(argument) = &over.argument {
            argument.visit(&mut |leaf| self.leaf(leaf));
        }
        if let Some(column) = over.counted {
            let cell = CellRef {
                prior: over.prior,
                table: over.table,
                row: RowRef::Each,
                column,
            };
            self.cell(&cell, None);
        }
        if let Some(filter) = &over.filter {
            self.condition(filter);
        }
        for column in over.by.iter().flat_map(|by| &by.columns) {
            let cell = CellRef {
                prior: over.prior,
                table: over.table,
                row: RowRef::Each,
                column: *column,
            };
            self.cell(&cell, None);
        }
    }
}
