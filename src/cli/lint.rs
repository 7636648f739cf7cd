//! `reportcheck lint`: checks the rules themselves, and looks their names up
//! in the reports below the configuration.

use super::arguments::{Failing, GivenRules, Quiet};
use super::exit::Exit;
use super::targets::{self, Target};
use super::terminal::{Terminal, ToldOnce};
use crate::check::{CheckOptions, check};
use crate::finding::Findings;
use crate::format::json;
use crate::format::text::lint as show;
use crate::lint::{Looked, Usage, in_file_order, look};
use crate::report::{Options, ReadError, Report, find_configuration, load_configuration};
use crate::say::lint::Linted;
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Check the rules themselves: which can never fail, always do, repeat,
/// follow from or contradict one another, or check nothing
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck lint                    the configuration found from here
  reportcheck lint data               the one of a folder of reports
  reportcheck lint my-rules.toml      a certain file
  reportcheck lint data --rules my-rules.toml --fail-on warning")]
pub(super) struct LintArgs {
    /// Configurations, or folders of reports that have one [default: the one found from here]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    given: GivenRules,
    #[command(flatten)]
    failing: Failing,
    #[command(flatten)]
    quiet: Quiet,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: LintFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LintFormat {
    Text,
    Json,
}

/// A configuration, and where the reports that it is for are.
struct LintTarget {
    file: PathBuf,
    folder: PathBuf,
    /// Whether every report there is checked by it, whatever its own is.
    given: bool,
}

/// Checks the rules of each configuration.
pub(super) fn run(args: &LintArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let here = [PathBuf::from(".")];
    let paths = match args.paths.is_empty() {
        true => here.as_slice(),
        false => args.paths.as_slice(),
    };
    let mut exit = Exit::Clean;
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        let found = match find(path, args.given.rules.as_deref(), &terminal.read()) {
            Ok(found) => found,
            Err(error) => {
                exit = terminal.error(&error);
                continue;
            }
        };
        if !seen.insert((found.file.clone(), found.folder.clone())) {
            continue;
        }
        let linted = lint_one(&found, terminal);
        exit = exit.worse(match linted.errors.is_empty() {
            false => Exit::Unread,
            true => args.failing.exit(&linted.findings),
        });
        let mut told = ToldOnce::new(terminal);
        for error in &linted.errors {
            told.error(error);
        }
        match args.format {
            _ if args.quiet.quiet => {}
            LintFormat::Text => terminal.print_drawn(&show::text(&linted, terminal.drawing())),
            LintFormat::Json => all.push(linted),
        }
    }
    if args.format == LintFormat::Json && !args.quiet.quiet {
        terminal.print(&json::lint::linted(&all, terminal.lang));
    }
    Ok(exit)
}

/// The configuration that a path is or has.
fn find(path: &Path, rules: Option<&Path>, read: &Options) -> Result<LintTarget, ReadError> {
    if !path.exists() {
        let path = path.to_path_buf();
        return Err(ReadError::NotFound { path });
    }
    if let Some(file) = rules {
        return Ok(LintTarget {
            file: file.to_path_buf(),
            folder: path.to_path_buf(),
            given: true,
        });
    }
    let file = match path.is_dir() {
        false => path.to_path_buf(),
        true => find_configuration(path, read).ok_or_else(|| {
            let path = path.to_path_buf();
            ReadError::NoConfiguration { path }
        })?,
    };
    let file = file
        .strip_prefix(".")
        .map(Path::to_path_buf)
        .unwrap_or(file);
    // A folder that was named holds the reports; else they are beside the file.
    let named = path.is_dir() && path != Path::new(".");
    let folder = match file.parent() {
        _ if named => path.to_path_buf(),
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    // Under another name it is nobody's configuration but what is said here.
    let given = file
        .file_name()
        .is_none_or(|name| name != crate::report::CONFIG_FILE);
    Ok(LintTarget {
        file,
        folder,
        given,
    })
}

fn lint_one(found: &LintTarget, terminal: &Terminal) -> Linted {
    let mut loaded = load_configuration(&found.file, &terminal.reach);
    let read = terminal.read();
    let options = CheckOptions {
        read: read.clone(),
        among_others: true,
        ..CheckOptions::default()
    };
    let mut usage = Usage::new();
    for path in reports(found, terminal) {
        let mut report = Report::open(&path, &loaded.config, &read);
        let mut outcome = check(&mut report, &loaded.config, &options);
        usage.add(&report, &outcome, &loaded.config);
        loaded.errors.append(&mut outcome.errors);
    }
    loaded.errors.extend(usage.names_of_no_report());
    let config = &loaded.config;
    let Looked {
        findings: mut list,
        beyond,
    } = look(config);
    list.extend(usage.rules_that_check_nothing(config));
    list.extend(usage.rules_that_never_look_back(config));
    list.extend(usage.names_of_nothing(config));
    in_file_order(&mut list);
    let mut findings = Findings::default();
    for finding in list {
        findings.push(finding);
    }
    let names = usage.never_settled(config).into_iter();
    Linted {
        file: found.file.clone(),
        rules: config.rules.len(),
        reports: usage.reports(),
        findings,
        beyond,
        never_settled: names.map(str::to_owned).collect(),
        errors: loaded.errors,
    }
}

/// The reports that a configuration is for: those below it that have no
/// nearer one.
fn reports(found: &LintTarget, terminal: &Terminal) -> Vec<PathBuf> {
    let real = |path: &Path| path.canonicalize().ok();
    let own = real(&found.file);
    let read = terminal.read();
    let is_own = |path: &Path| {
        let folder = if path.is_dir() {
            Some(path)
        } else {
            path.parent()
        };
        let nearest = folder.and_then(|folder| find_configuration(folder, &read));
        found.given || nearest.as_deref().and_then(real) == own
    };
    let selected = targets::all(
        std::slice::from_ref(&found.folder),
        &Options::default(),
        1,
        terminal,
    );
    let reports = selected
        .targets
        .into_iter()
        .filter_map(|target| match target {
            Target::Report(path) => Some(path),
            Target::Unreadable(..) => None,
        });
    reports.filter(|path| is_own(path)).collect()
}
