//! `reportcheck validate`: checks reports and prints what it found.

use super::{Exit, Terminal, select};
use crate::check::{CheckOptions, Outcome, check};
use crate::figure::Rounding;
use crate::render::snippet::visible;
use crate::render::{errors, json, text};
use crate::report::{Loaded, Options, ReadError, Report, configuration};
use crate::rule::{Severity, rule_from_command_line};
use anyhow::Context;
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Check reports: every rule, and what needs no rule
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck validate                       the newest report from here
  reportcheck validate data/2016             one report
  reportcheck validate submissions/          every report in a folder
  reportcheck validate data/2016 --section proposals --lang zh
  reportcheck validate t.csv --check 'total = a + b' --rounding truncate
  reportcheck validate t.csv --rules my-rules.toml --format json")]
pub struct ValidateArgs {
    /// Folders of reports, or single CSV tables
    paths: Vec<PathBuf>,
    /// A rule to check instead of the configured ones; may be repeated
    #[arg(long, value_name = "RULE")]
    check: Vec<String>,
    /// A configuration to use instead of the one found
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Only the rules of this name; may be repeated
    #[arg(long = "rule", value_name = "NAME")]
    only_rules: Vec<String>,
    /// Only this section; may be repeated
    #[arg(long = "section", value_name = "NAME")]
    sections: Vec<String>,
    /// How figures were rounded, over all that is configured
    #[arg(long, value_name = "MODE", value_parser = rounding)]
    rounding: Option<Rounding>,
    /// The least severity that makes the exit status 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value = "error")]
    fail_on: FailOn,
    /// Findings listed for each report; 0 lists all
    #[arg(long, value_name = "N", default_value_t = 50)]
    max: usize,
    /// Only the exit status and what could not be read
    #[arg(long, short)]
    quiet: bool,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// A rounding mode by its name, for command-line options.
pub fn rounding(name: &str) -> Result<Rounding, String> {
    name.parse::<Rounding>().map_err(|error| error.to_string())
}

/// Checks the reports.
pub fn run(args: &ValidateArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let selected = match select::all(&args.paths, terminal) {
        Ok(selected) => selected,
        Err(error) => {
            terminal.warn(&errors::read_error(&error, terminal.drawing()));
            return Ok(Exit::Unread);
        }
    };
    if let Some(notice) = selected.notice.as_ref().filter(|_| !args.quiet) {
        terminal.warn(notice);
    }
    let mut exit = Exit::Clean;
    let mut checked = Vec::new();
    let many = selected.paths.len() > 1;
    let mut told = BTreeSet::new();
    for path in &selected.paths {
        let (report, outcome) = check_one(path, args, terminal);
        exit = worse(exit, outcome_exit(&outcome, args));
        match args.format {
            Format::Json => checked.push((report, outcome)),
            Format::Text => print_text(&report, &outcome, args, many, &mut told, terminal),
        }
    }
    if args.format == Format::Json {
        let reports = checked.iter().map(|(report, outcome)| (report, outcome));
        let document = json::Document::new(reports, limit(args), terminal.lang);
        let text = serde_json::to_string_pretty(&document).context("writing JSON")?;
        terminal.print(&format!("{text}\n"));
    }
    Ok(exit)
}

fn limit(args: &ValidateArgs) -> usize {
    if args.max == 0 { usize::MAX } else { args.max }
}

fn worse(a: Exit, b: Exit) -> Exit {
    if a.code() >= b.code() { a } else { b }
}

fn outcome_exit(outcome: &Outcome, args: &ValidateArgs) -> Exit {
    if !outcome.errors.is_empty() {
        return Exit::Unread;
    }
    let failing = match args.fail_on {
        FailOn::Error => outcome.findings.at_least(Severity::Error),
        FailOn::Warning => outcome.findings.at_least(Severity::Warning),
        FailOn::Note => outcome.findings.at_least(Severity::Note),
        FailOn::Never => 0,
    };
    if failing > 0 {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

fn check_one(path: &Path, args: &ValidateArgs, terminal: &Terminal) -> (Report, Outcome) {
    let read = Options {
        encoding: terminal.encoding,
        rounding: args.rounding,
        rules: args.rules.clone(),
        ..Options::default()
    };
    let single = !path.is_dir();
    let folder = match path.parent() {
        Some(parent) if single && parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) if single => parent,
        _ => path,
    };
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let stem = stem.unwrap_or_default();
    let alone = single && (!args.check.is_empty() || args.rules.is_some());
    let mut loaded = if alone && args.rules.is_none() {
        Loaded::default()
    } else {
        configuration(folder, &read)
    };
    let mut sections = args.sections.clone();
    // A table of a configured report is checked within its report.
    let within = single && !alone && loaded.config.section(&stem).is_some();
    if within && sections.is_empty() {
        sections.push(stem.clone());
    }
    let opened = if within { folder } else { path };
    let mut report = Report::open(opened, &loaded.config, &read);
    let mut mistakes = ad_hoc_rules(args, single.then_some(stem.as_str()), &mut loaded);
    mistakes.extend(unknown_names(args, &loaded, &report));
    let options = CheckOptions {
        rules: args.only_rules.clone(),
        sections,
        keep: limit(args),
        read,
    };
    let mut outcome = check(&mut report, &loaded.config, &options);
    loaded.errors.extend(mistakes);
    loaded.errors.append(&mut report.errors);
    loaded.errors.append(&mut outcome.errors);
    outcome.errors = loaded.errors;
    (report, outcome)
}

/// Puts the rules of the command line in the place of the configured ones.
fn ad_hoc_rules(args: &ValidateArgs, section: Option<&str>, loaded: &mut Loaded) -> Vec<ReadError> {
    let mut mistakes = Vec::new();
    if args.check.is_empty() {
        // Rules without a section, for a single table, are that table's.
        for rule in loaded
            .config
            .rules
            .iter_mut()
            .filter(|_| args.rules.is_some())
        {
            if let (None, Some(section)) = (&rule.section, section) {
                rule.section = Some(section.to_owned());
            }
        }
        return mistakes;
    }
    loaded.config.rules.clear();
    let section = match args.sections.as_slice() {
        [one] => Some(one.as_str()),
        _ => section,
    };
    for (index, text) in args.check.iter().enumerate() {
        match rule_from_command_line(text, index + 1, section) {
            Ok(rule) => loaded.config.rules.push(rule),
            Err(error) => mistakes.push(ReadError::Config(error)),
        }
    }
    mistakes
}

/// `--rule` and `--section` name something that is there.
fn unknown_names(args: &ValidateArgs, loaded: &Loaded, report: &Report) -> Vec<ReadError> {
    let rules: Vec<&str> = loaded
        .config
        .rules
        .iter()
        .map(|rule| rule.name.as_str())
        .collect();
    let configured = loaded
        .config
        .sections
        .iter()
        .map(|section| section.name.as_str());
    let sections: Vec<&str> = configured
        .chain(report.tables.iter().map(|table| table.section()))
        .collect();
    let mut mistakes = Vec::new();
    for (option, names, known) in [
        ("--rule", &args.only_rules, &rules),
        ("--section", &args.sections, &sections),
    ] {
        for name in names.iter().filter(|name| !known.contains(&name.as_str())) {
            mistakes.push(ReadError::unknown_option(option, name, known));
        }
    }
    mistakes
}

fn print_text(
    report: &Report,
    outcome: &Outcome,
    args: &ValidateArgs,
    many: bool,
    told: &mut BTreeSet<String>,
    terminal: &Terminal,
) {
    let drawing = terminal.drawing();
    for error in &outcome.errors {
        // Reports that share a configuration share its mistakes: told once.
        let text = errors::read_error(error, drawing);
        if told.insert(text.clone()) {
            terminal.warn(&text);
        }
    }
    if args.quiet {
        return;
    }
    let mut out = String::new();
    if many {
        let path = report.path.display().to_string();
        out.push_str(&format!("== {} ==\n", visible(&path)));
    }
    let shown = outcome.findings.kept.iter().take(limit(args));
    let mut count = 0;
    for finding in shown {
        out.push_str(&text::finding(finding, drawing));
        out.push('\n');
        count += 1;
        if out.len() > 1 << 16 {
            terminal.print(&out);
            out.clear();
        }
    }
    out.push_str(&text::not_checked(outcome, terminal.lang));
    let hidden = outcome.findings.total() - count;
    out.push_str(&text::summary(outcome, hidden, terminal.lang));
    if many {
        out.push('\n');
    }
    terminal.print(&out);
}
