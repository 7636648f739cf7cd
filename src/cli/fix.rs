//! `reportcheck fix`: shows the changes that would mend a report's findings,
//! and makes them.

use super::alone::Alone;
use super::arguments::{AsOf, OneReport};
use super::exit::Exit;
use super::open::{chosen, unknown_rule};
use super::terminal::Terminal;
use super::whole_file::{Before, Unwritable, WriteError, write_over};
use crate::api::{Check, OpenReport};
use crate::cell::{CellName, NamedCell, find};
use crate::finding::Finding;
use crate::fix::{Plan, plan};
use crate::format::diff;
use crate::format::text::drawn;
use crate::format::text::line;
use crate::reason;
use crate::report::{ReadError, folder_of};
use crate::rule::parse_name;
use crate::say::counts::summary;
use crate::say::fix;
use crate::say::run::Checked;
use crate::source::{Amended, NotAmended, TableForm, amend_file};
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
pub(super) struct FixArgs {
    #[command(flatten)]
    report: OneReport,
    /// Only findings of this rule, or of this code
    #[arg(long, value_name = "NAME|CODE")]
    rule: Option<String>,
    /// Only changes with this cell, such as requests.received, or findings at it
    #[arg(long)]
    cell: Option<String>,
    /// Make the changes
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    as_of: AsOf,
}

/// Shows the changes, and makes them where that is asked.
pub(super) fn run(args: &FixArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    Ok(run_by(args, reason::check, terminal))
}

/// As `run`, by some way of checking.
fn run_by(args: &FixArgs, how: Check, terminal: &Terminal) -> Exit {
    let path = match chosen(args.report.path.as_ref(), terminal) {
        Ok(path) => path,
        Err(exit) => return exit,
    };
    let mut opened = args.open(&path, terminal);
    let Some(wanted) = args.wanted(&mut opened, terminal) else {
        return Exit::Unread;
    };
    let outcome = opened.check_by(how);
    let mut exit = Exit::Clean;
    for error in opened.loaded.errors.iter().chain(&outcome.errors) {
        exit = terminal.error(error);
    }
    let kept = outcome.findings.kept.iter();
    let kept = kept.filter(|finding| wanted.hold(finding));
    let mut plan = plan(kept, &opened.report);
    let (files, refused) = amended(&mut plan, &opened, terminal);
    show(&plan, &files, terminal);
    if files.is_empty() || !args.write {
        let cells = plan.fixes().len();
        terminal.print(&line(&fix::suggested(cells, files.len(), terminal.lang)));
        let left = match files.is_empty() {
            true => Exit::Clean,
            false => Exit::Findings,
        };
        return exit.worse(refused).worse(left);
    }
    if exit == Exit::Unread {
        return terminal.problem(&fix::not_all_read(terminal.lang));
    }
    let written = write(&plan, &files, &opened, terminal);
    what_is_left(args, &path, how, terminal);
    refused.worse(written)
}

impl FixArgs {
    fn open(&self, path: &Path, terminal: &Terminal) -> OpenReport {
        terminal.opening().today(self.as_of.day()).open_there(path)
    }

    /// What the options leave; `None` where one of them names nothing, which
    /// is told.
    fn wanted(&self, opened: &mut OpenReport, terminal: &Terminal) -> Option<WantedFindings<'_>> {
        let rule = self.rule.as_deref();
        if let Some(error) = rule.and_then(|rule| unknown_rule(rule, opened.config())) {
            terminal.error(&error);
            return None;
        }
        let mut wanted = WantedFindings {
            rule,
            cell: None,
            // The whole report says what is wrong in one of its tables.
            section: std::mem::take(&mut opened.options.sections).pop(),
        };
        let Some(cell) = &self.cell else {
            return Some(wanted);
        };
        let problem = match parse_name(cell).and_then(|name| find(&name, &opened.report)) {
            Some(Ok(found)) => {
                wanted.cell = Some(found.name);
                return Some(wanted);
            }
            Some(Err(error)) => error.say(terminal.lang),
            None => ReadError::unknown_option("--cell", cell, &[]).say(terminal.lang),
        };
        terminal.problem(&problem);
        None
    }
}

/// Which findings are to be mended.
struct WantedFindings<'a> {
    /// Only those of this rule or code.
    rule: Option<&'a str>,
    /// Only those at this cell, or that change it.
    cell: Option<CellName>,
    /// Only those in this section, or that change it.
    section: Option<String>,
}

impl WantedFindings<'_> {
    /// Whether a finding is one to mend: of a rule, or of several together.
    fn hold(&self, finding: &Finding) -> bool {
        if finding.rule.is_none() && finding.clash.is_none() {
            return false;
        }
        let clash = finding.clash.as_deref();
        let checks = || clash.iter().flat_map(|clash| &clash.checks);
        let mending = clash.and_then(|clash| clash.repairs.first());
        let changes = || mending.iter().flat_map(|mending| &mending.changes);
        let of_rule = self.rule.is_none_or(|rule| {
            let named = finding.waived_as() == rule || finding.code.name() == rule;
            named || checks().any(|check| check.rule.name == rule)
        });
        let at_cell = self.cell.as_ref().is_none_or(|cell| {
            let own = finding.primary().cell.as_ref();
            let own = own.and_then(NamedCell::own_name);
            own == Some(cell) || changes().any(|change| change.mark.named_cell() == cell)
        });
        let in_section = self.section.as_ref().is_none_or(|section| {
            let changed = changes().any(|change| change.mark.named_cell().section == *section);
            finding.section == *section || changed
        });
        of_rule && at_cell && in_section
    }
}

/// Tables with the changes in them.
type AmendedTables = Vec<(PathBuf, Amended)>;

/// The tables as they would be. Suggestions that change one which cannot be
/// changed are dropped as a whole, and that is told.
fn amended(plan: &mut Plan<'_>, opened: &OpenReport, terminal: &Terminal) -> (AmendedTables, Exit) {
    let encoding = opened.options.read.encoding.or(opened.config().encoding);
    let mut exit = Exit::Clean;
    loop {
        let mut files = AmendedTables::new();
        let mut refused = Vec::new();
        for (path, changes) in plan.by_file() {
            let access = opened.options.read.reach().access(&path);
            let mut tables = opened.report.tables.iter();
            let form = tables
                .find(|table| *table.layout.header.path == *path)
                .map_or_else(TableForm::default, |table| table.layout.form.clone());
            match amend_file(&path, &access, (encoding, &form), &changes) {
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
    let drawn = drawn::unwritten(
        Path::new(&place),
        &error.say(terminal.lang),
        terminal.drawing(),
    );
    terminal.warn_drawn(&drawn);
}

/// Prints the changes, and what is to be said beside them.
fn show(plan: &Plan<'_>, files: &AmendedTables, terminal: &Terminal) {
    let lang = terminal.lang;
    let mut said = String::new();
    for (path, amended) in files {
        let (old, new) = (&amended.old, &amended.new);
        let shown = diff::unified(path, old, new, terminal.color);
        if diff::hides(&shown, old, new) {
            terminal.warn(&line(&fix::no_patch(path, lang)));
        }
        said.push_str(&shown);
    }
    let quotes = plan.fixes().into_iter();
    let quotes = quotes.filter_map(|change| fix::quote(change, lang));
    let without = plan.without.iter();
    let without = without.map(|(finding, why)| fix::none(finding, why, lang));
    said.extend(quotes.chain(without).map(|sentence| line(&sentence)));
    terminal.print_drawn(&said);
}

/// Writes the tables, each whole or not at all, and tells which were written;
/// none where one of them was saved since it was read.
fn write(plan: &Plan<'_>, files: &AmendedTables, opened: &OpenReport, terminal: &Terminal) -> Exit {
    let before = |path: &Path, amended: &Amended| {
        let access = opened.options.read.reach().access(path);
        Before::said(&amended.before, access)
    };
    let folder = folder_of(&opened.report.path);
    let alone = Alone::in_folder(folder).map_err(|error| WriteError {
        path: folder.to_path_buf(),
        why: Unwritable::System(error),
    });
    let _alone = match alone {
        Ok(alone) => alone,
        Err(error) => return terminal.unwritten(&error),
    };
    let mut exit = Exit::Clean;
    for (path, amended) in files {
        if let Err(why) = before(path, amended).holds(path) {
            let path = path.clone();
            exit = terminal.unwritten(&WriteError { path, why });
        }
    }
    if exit != Exit::Clean {
        return exit;
    }
    let counts = plan.by_file();
    for (path, amended) in files {
        match write_over(path, before(path, amended), &amended.bytes) {
            Ok(()) => {
                let cells = counts.get(path).map_or(0, Vec::len);
                terminal.print(&line(&fix::written(path, cells, terminal.lang)));
            }
            Err(error) => exit = terminal.unwritten(&error),
        }
    }
    exit
}

/// Checks the report again, and prints the counts.
fn what_is_left(args: &FixArgs, path: &Path, how: Check, terminal: &Terminal) {
    let mut opened = args.open(path, terminal);
    opened.options.sections.clear();
    let outcome = opened.check_by(how);
    let checked = Checked {
        report: &opened.report,
        config: opened.config(),
        shared_errors: &opened.loaded.errors,
        outcome: &outcome,
    };
    terminal.print(&summary(&checked, usize::MAX, terminal.lang));
}

#[cfg(test)]
mod tests;
