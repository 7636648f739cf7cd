//! What is told of a report that was handed in by others: what it says of its
//! own check, and is not obeyed; and which rules it leaves unchecked.

use super::bind::{BoundRule, Scope};
use super::options::CheckOptions;
use crate::finding::{
    CheckedRow, Code, Detail, Finding, Findings, Mark, NotChecked, RuleNote, Tally, WhyNot,
};
use crate::report::{AsideKind, NoPrior, Report};
use crate::rule::{Config, Missing, Rule};
use crate::table::{ColumnKind, NoneBefore};

/// Tells what of a report and of its tables' columns is not obeyed.
pub(super) fn tell_aside(report: &Report, config: &Config, to: &mut Findings) {
    let Some(severity) = config.severity_of(Code::NotObeyed) else {
        return;
    };
    let mut tell = |mark, what| {
        let detail = Detail::NotObeyed(what);
        to.push(Finding::new(Code::NotObeyed, severity, mark, detail));
    };
    for aside in &report.aside {
        tell(Mark::in_file(aside.place.clone()), aside.what.clone());
    }
    for table in &report.tables {
        let columns = table.layout.columns.iter().enumerate();
        for (number, column) in columns.filter(|(_, column)| column.kind == ColumnKind::Aside) {
            let mark = Mark::column(&table.layout, number);
            tell(mark, AsideKind::Column(column.name.clone()));
        }
    }
}

/// A rule that could not be checked of a report that was handed in is a
/// finding, unless those who wrote the rules said that it may be so.
pub(super) fn unchecked(
    not_checked: &NotChecked,
    rule: &Rule,
    (scope, options): (&Scope<'_>, &CheckOptions),
    to: &mut Findings,
) {
    if is_excused(not_checked, rule, scope.config) {
        return;
    }
    // Shown is what was handed in, as far as it is there.
    let section = match &not_checked.why {
        WhyNot::NoRow(section, _)
        | WhyNot::NoPartner(section)
        | WhyNot::NoColumn(section, _)
        | WhyNot::NoName(section, _)
        | WhyNot::HoldsText(section, _)
        | WhyNot::SeveralRows(section, ..) => Some(section.as_str()),
        _ => rule.section.as_deref(),
    };
    let tables = &scope.report.tables;
    let table = section.and_then(|section| scope.report.table(section));
    let mark = match (&not_checked.cell, table) {
        (Some(cell), _) => cell.clone(),
        (None, Some(table)) => Mark::table(&tables[table].layout),
        (None, None) => Mark::in_file(not_checked.rule.place.clone()),
    };
    let why = not_checked.why.clone();
    let mark = mark.named(not_checked.name.clone());
    let detail = Detail::Unchecked(Some(why));
    let finding = Finding::new(Code::UncheckedRule, rule.gravest(), mark, detail)
        .of_rule(not_checked.rule.clone())
        .in_section(rule.section.as_deref().unwrap_or_default())
        .for_row(not_checked.row.as_ref().map(|row| CheckedRow {
            key: row.key.clone(),
            number: None,
        }));
    to.offer(finding, options.keep);
}

/// Whether that a rule was not checked is nobody's fault, told otherwise as
/// gravely, or allowed by the rule or the column.
fn is_excused(not_checked: &NotChecked, rule: &Rule, config: &Config) -> bool {
    let told = |code| config.severity_of(code) >= Some(rule.gravest());
    let skips = rule.missing_said && rule.missing == Missing::Skip;
    match &not_checked.why {
        WhyNot::NotReported | WhyNot::NotApplicable | WhyNot::Withheld => {
            skips || may_be_missing(not_checked, config)
        }
        WhyNot::NotInForce(..) => true,
        // A series begins somewhere, and a table does.
        WhyNot::NoneBefore(
            NoneBefore::First | NoneBefore::YearFirst | NoneBefore::NoSuchDay | NoneBefore::Above,
        ) => true,
        WhyNot::Unreadable => told(Code::UnreadableFigure),
        WhyNot::Ragged => told(Code::RaggedRow),
        WhyNot::UnitClash(..) => told(Code::UnitClash),
        WhyNot::NoReport(NoPrior::First(_) | NoPrior::NoReport(_)) => true,
        // The report is not taken up with what another one lacks, and nothing
        // of nothing is any rate. But 43 of none is none.
        WhyNot::NotInPrior(_) | WhyNot::SeveralInPrior(_) | WhyNot::DivisionByZero => true,
        WhyNot::NoReport(NoPrior::Unclear(_) | NoPrior::Several(..)) => true,
        WhyNot::NoTable(section) => config.section(section).is_some_and(|section| {
            let graver = !config.checks.contains_key(&Code::MissingTable);
            section.required.table == Some(false) || graver || told(Code::MissingTable)
        }),
        WhyNot::NotInReport(_)
        | WhyNot::NoWord(_)
        | WhyNot::NoRow(..)
        | WhyNot::NoPartner(_)
        | WhyNot::NoParts(_)
        | WhyNot::OtherKey(..)
        | WhyNot::NoColumn(..)
        | WhyNot::NoName(..) => skips,
        WhyNot::NoReport(NoPrior::PeriodUnknown)
        | WhyNot::HoldsText(..)
        | WhyNot::NoneBefore(_)
        | WhyNot::SeveralRows(..)
        | WhyNot::SeveralOfPart(_)
        | WhyNot::UntoldMonths
        | WhyNot::NoRows
        | WhyNot::NoGroup
        | WhyNot::Selection
        | WhyNot::OverZero
        | WhyNot::TooComplex => false,
    }
}

/// Whether the configuration says that the figures of a column may be missing.
fn may_be_missing(not_checked: &NotChecked, config: &Config) -> bool {
    let cell = not_checked.cell.as_ref().map(Mark::named_cell);
    let Some((cell, section)) = cell.and_then(|cell| Some((cell, config.section(&cell.section)?)))
    else {
        return false;
    };
    let number = not_checked
        .cell
        .as_ref()
        .and_then(|mark| mark.cell.as_ref()?.column);
    let named = cell.column.as_deref();
    let mut columns = section.columns.iter();
    let column = columns.find(|column| match named {
        Some(name) => column.name == name,
        // A list has one column of figures.
        None => number.is_some() && !column.text,
    });
    column.is_some_and(|column| {
        column.required == Some(false) || column.missing.missing == Some(Missing::Skip)
    })
}

/// Tells the rules that are for no row of a report that was handed in.
pub(super) fn tell_for_no_row(
    bound: &[(&Rule, BoundRule)],
    tallies: &[Tally],
    scope: &Scope<'_>,
    to: &mut Findings,
) {
    for ((rule, bound), tally) in bound.iter().zip(tallies) {
        let skips = rule.missing_said && rule.missing == Missing::Skip;
        let Some(table) = bound.rows_of.filter(|_| tally.checks() == 0 && !skips) else {
            continue;
        };
        let mark = Mark::table(&scope.report.tables[table].layout);
        let detail = Detail::Unchecked(None);
        let finding = Finding::new(Code::UncheckedRule, rule.gravest(), mark, detail);
        to.push(finding.of_rule(RuleNote::of(rule)));
    }
}
