//! What a waiver of a finding says: the rule, the cell by its name, and every
//! print that the finding rests on.

use crate::cell::{CellName, CellPath};
use crate::finding::{Detail, Finding, MarkRole};
use crate::report::Report;
use crate::rule::{Config, WaiverSubject};

/// What a waiver of a finding has to say: its rule and cell, and every print
/// that it rests on, so that one that changes shows the finding again.
pub(crate) fn subject(finding: &Finding) -> WaiverSubject {
    let mut with: Vec<(String, String)> = Vec::new();
    let mut add = |name: String, print: &str| {
        let taken = |name: &str| with.iter().any(|(known, _)| known == name);
        let mut numbered = name.clone();
        let mut number = 1;
        while taken(&numbered) {
            number += 1;
            numbered = format!("{name} #{number}");
        }
        with.push((numbered, print.to_owned()));
    };
    for mark in finding.related() {
        // The row that had a key first says nothing that the key does not.
        if mark.role == MarkRole::First {
            continue;
        }
        let name = Some(mark.name.clone()).filter(|name| !name.is_empty());
        let name = name.or_else(|| mark.cell_name()).unwrap_or_default();
        add(name, mark.place.words());
    }
    match &finding.detail {
        // What rests on more than the marks: of many figures only some are
        // shown, and of a count none.
        Detail::Mismatch(mismatch) => {
            let sides = [&mismatch.left, &mismatch.right];
            let clauses = mismatch.clauses.iter();
            let sides = sides
                .into_iter()
                .chain(clauses.flat_map(|c| [&c.left, &c.right]));
            for side in sides {
                let unseen = mismatch.more_figures > 0 || side.text.contains("count");
                if let Some(value) = side.printed.as_ref().filter(|_| unseen) {
                    add(side.text.clone(), &value.to_string());
                }
            }
            // The same prints in other units, or under a rule that asks
            // something else by now, make another difference.
            match (&mismatch.difference, &finding.rule) {
                (Some(difference), _) => add("difference".to_owned(), &difference.to_string()),
                (None, Some(rule)) => add("rule".to_owned(), &rule.check),
                (None, None) => {}
            }
        }
        // A joint clash rests on what its checks ask, as much as on its figures.
        Detail::Joint => {
            let checks = finding.clash.iter().flat_map(|clash| &clash.checks);
            for check in checks {
                add(check.rule.name.clone(), &check.rule.check);
            }
        }
        Detail::UnitClash { left, right } => add("units".to_owned(), &format!("{left} / {right}")),
        _ => {}
    }
    // What stands in no table is known by its section: that of the rule, or
    // the one that has no table.
    let section = || {
        let section = &finding.section;
        (!section.is_empty()).then(|| CellName::of_section(section).to_string())
    };
    WaiverSubject {
        rule: finding.waived_as().to_owned(),
        cell: finding.primary().cell_name().or_else(section),
        print: finding.primary().place.words().to_owned(),
        with,
    }
}

/// Whether a waiver is for a cell of a section whose table is not there. That
/// is a finding of its own; nobody knows by it whether the figures agree now.
pub(crate) fn table_is_gone(waived: &WaiverSubject, report: &Report, config: &Config) -> bool {
    let cell = CellPath::of_subject(waived).filter(|cell| cell.names.len() > 1 && !cell.prior);
    let gone = |section: &str| config.section(section).is_some() && report.table(section).is_none();
    cell.as_ref().and_then(CellPath::section).is_some_and(gone)
}
