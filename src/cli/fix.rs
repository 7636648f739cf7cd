//! `reportcheck fix`: shows the changes that would mend a report's findings,
//! and makes them.

use super::open::{Check, Opened, unknown_rule};
use super::whole_file::write_whole;
use super::{Exit, Terminal, targets};
use crate::cell::{CellName, find};
use crate::date::Date;
use crate::finding::Finding;
use crate::fix::{Plan, plan};
use crate::format::{diff, text};
use crate::reason;
use crate::report::{Options, ReadError, Report};
use crate::rule::{Severity, parse_name};
use crate::say::run::Checked;
use crate::say::{errors, fix};
use crate::source::{Amended, NotAmended, amend_file};
use clap::Args;
use std::path::{Path, PathBuf};

/// Show the changes that the other figures suggest, and make them with --write
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck fix                            what to change in the newest report from here
  reportcheck fix data/2016 --write          change it
  reportcheck fix data/2016 --cell environment.complaints --write
  reportcheck fix data/2016 > fix.patch

Exit status: 0 nothing to change or all changed, 1 changes are suggested and not made, 2 something could not be read or changed.")]
pub struct FixArgs {
    /// The report's folder, or a table of it
    path: Option<PathBuf>,
    /// Only findings of this rule, or of this code
    #[arg(long, value_name = "NAME|CODE")]
    rule: Option<String>,
    /// Only changes with this cell, such as requests.received, or findings at it
    #[arg(long)]
    cell: Option<String>,
    /// Make the changes
    #[arg(long)]
    write: bool,
    /// The day by which waivers end [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

/// Shows the changes, and makes them where that is asked.
pub fn run(args: &FixArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    Ok(run_by(args, reason::check, terminal))
}

/// As `run`, by some way of checking.
fn run_by(args: &FixArgs, how: Check, terminal: &Terminal) -> Exit {
    let unread = |error: &ReadError| {
        terminal.warn(&errors::read_error(error, terminal.drawing()));
        Exit::Unread
    };
    let (path, notice) = match targets::one(args.path.as_ref(), terminal) {
        Ok(found) => found,
        Err(error) => return unread(&error),
    };
    terminal.warn(&notice.unwrap_or_default());
    let mut opened = args.open(&path, terminal);
    let Some(limits) = args.limits(&mut opened, terminal) else {
        return Exit::Unread;
    };
    let outcome = opened.check(how);
    let mut exit = Exit::Clean;
    for error in opened.config_errors.iter().chain(&outcome.errors) {
        exit = unread(error);
    }
    let kept = outcome.findings.kept.iter();
    let wanted = kept.filter(|finding| limits.allow(finding, &opened.report));
    let mut plan = plan(wanted, &opened.report);
    let (files, refused) = amended(&mut plan, &opened, terminal);
    show(&plan, &files, terminal);
    if files.is_empty() || !args.write {
        let cells = plan.fixes().len();
        terminal.print(&fix::suggested(cells, files.len(), terminal.lang));
        let left = match files.is_empty() {
            true => Exit::Clean,
            false => Exit::Findings,
        };
        return exit.worse(refused).worse(left);
    }
    if exit == Exit::Unread {
        tell(&fix::not_all_read(terminal.lang), terminal);
        return exit;
    }
    let written = write(&plan, &files, terminal);
    what_is_left(args, &path, how, terminal);
    refused.worse(written)
}

impl FixArgs {
    fn open(&self, path: &Path, terminal: &Terminal) -> Opened {
        let read = Options {
            encoding: terminal.encoding,
            ..Options::default()
        };
        Opened::new(path, read, self.as_of.unwrap_or_else(Date::today))
    }

    /// What the options leave; `None` where one of them names nothing, which
    /// is told.
    fn limits(&self, opened: &mut Opened, terminal: &Terminal) -> Option<Limits<'_>> {
        let rule = self.rule.as_deref();
        if let Some(error) = rule.and_then(|rule| unknown_rule(rule, &opened.config)) {
            terminal.warn(&errors::read_error(&error, terminal.drawing()));
            return None;
        }
        let mut limits = Limits {
            rule,
            cell: None,
            // The whole report says what is wrong in one of its tables.
            section: std::mem::take(&mut opened.options.sections).pop(),
        };
        let Some(cell) = &self.cell else {
            return Some(limits);
        };
        let problem = match parse_name(cell).and_then(|name| find(&name, &opened.report)) {
            Some(Ok(found)) => {
                limits.cell = Some(found.name);
                return Some(limits);
            }
            Some(Err(error)) => error.say(terminal.lang),
            None => ReadError::unknown_option("--cell", cell, &[]).say(terminal.lang),
        };
        tell(&problem, terminal);
        None
    }
}

/// Which findings are to be mended.
struct Limits<'a> {
    /// Only those of this rule or code.
    rule: Option<&'a str>,
    /// Only those at this cell, or that change it.
    cell: Option<CellName>,
    /// Only those in this section, or that change it.
    section: Option<String>,
}

impl Limits<'_> {
    /// Whether a finding is one to mend: of a rule, or of several together.
    fn allow(&self, finding: &Finding, report: &Report) -> bool {
        if finding.rule.is_none() && finding.clash.is_none() {
            return false;
        }
        let clash = finding.clash.as_deref();
        let checks = || clash.iter().flat_map(|clash| &clash.checks);
        let mending = clash.and_then(|clash| clash.repairs.first());
        let changes = || mending.iter().flat_map(|mending| &mending.changes);
        let of_rule = self.rule.is_none_or(|rule| {
            let named = finding.waived_as() == rule || finding.code == rule;
            named || checks().any(|check| check.rule.name == rule)
        });
        let at_cell = self.cell.as_ref().is_none_or(|cell| {
            let own = CellName::at(&finding.primary.place, report);
            own.as_ref() == Some(cell) || changes().any(|change| change.cell == *cell)
        });
        let in_section = self.section.as_ref().is_none_or(|section| {
            let changed = changes().any(|change| change.cell.section == *section);
            finding.section == *section || changed
        });
        of_rule && at_cell && in_section
    }
}

/// Tables with the changes in them.
type Files = Vec<(PathBuf, Amended)>;

/// The tables as they would be. Suggestions that change one which cannot be
/// changed are dropped as a whole, and that is told.
fn amended(plan: &mut Plan<'_>, opened: &Opened, terminal: &Terminal) -> (Files, Exit) {
    let encoding = opened.options.read.encoding.or(opened.config.encoding);
    let mut exit = Exit::Clean;
    loop {
        let mut files = Files::new();
        let mut refused = Vec::new();
        for (path, changes) in plan.by_file() {
            match amend_file(&path, encoding, &changes) {
                Ok(amended) => files.push((path, amended)),
                Err(error) => {
                    not_amended(&path, &error, terminal);
                    refused.push(path);
                }
            }
        }
        if refused.is_empty() {
            return (files, exit);
        }
        exit = Exit::Unread;
        refused.iter().for_each(|path| plan.drop_file(path));
    }
}

/// Tells why a table cannot be changed.
fn not_amended(path: &Path, error: &NotAmended, terminal: &Terminal) {
    let line = match error {
        NotAmended::Unread(_) => String::new(),
        NotAmended::Moved { line, .. } | NotAmended::NotEncodable { line, .. } => {
            format!(":{line}")
        }
    };
    let place = format!("{}{line}", path.display());
    let drawn = errors::unwritten(
        Path::new(&place),
        &error.say(terminal.lang),
        terminal.drawing(),
    );
    terminal.warn(&drawn);
}

/// Prints the changes, and what is to be said beside them.
fn show(plan: &Plan<'_>, files: &Files, terminal: &Terminal) {
    let lang = terminal.lang;
    let mut said = String::new();
    for (path, amended) in files {
        said.push_str(&diff::unified(
            path,
            &amended.old,
            &amended.new,
            terminal.color,
        ));
    }
    let quotes = plan.fixes().into_iter();
    said.extend(quotes.filter_map(|change| fix::quote(change, lang)));
    let without = plan.without.iter();
    said.extend(without.map(|(finding, why)| fix::none(finding, why, lang)));
    terminal.print(&said);
}

/// Writes the tables, each whole or not at all, and tells which were written.
fn write(plan: &Plan<'_>, files: &Files, terminal: &Terminal) -> Exit {
    let mut exit = Exit::Clean;
    let counts = plan.by_file();
    for (path, amended) in files {
        match write_whole(path, &amended.bytes) {
            Ok(()) => {
                let cells = counts.get(path).map_or(0, Vec::len);
                terminal.print(&fix::written(path, cells, terminal.lang));
            }
            Err(error) => {
                terminal.warn(&error.drawn(terminal.drawing()));
                exit = Exit::Unread;
            }
        }
    }
    exit
}

/// Checks the report again, and prints the counts.
fn what_is_left(args: &FixArgs, path: &Path, how: Check, terminal: &Terminal) {
    let mut opened = args.open(path, terminal);
    opened.options.sections.clear();
    let outcome = opened.check(how);
    let checked = Checked {
        report: &opened.report,
        config: &opened.config,
        shared_errors: &opened.config_errors,
        outcome: &outcome,
    };
    terminal.print(&text::summary(&checked, usize::MAX, terminal.lang));
}

/// Tells what keeps the command from its work.
fn tell(problem: &str, terminal: &Terminal) {
    let drawing = terminal.drawing();
    terminal.warn(&drawing.draw(Severity::Error, None, problem, &[], &[]));
}

#[cfg(test)]
mod tests;
