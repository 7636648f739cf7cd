//! The reports of a run: each opened, checked and written out by itself, on
//! whatever thread; configurations that reports share are read once.

use super::ValidateArgs;
use crate::check::{CheckOptions, Outcome, RuleTally, check};
use crate::cli::open::Check;
use crate::cli::targets::Target;
use crate::cli::{Exit, Terminal, targets};
use crate::date::Date;
use crate::format::output::Output;
use crate::lint::{Usage, in_file_order, lint};
use crate::reason;
use crate::report::{Loaded, Options, ReadError, Report, find_configuration, load_configuration};
use crate::rule::{Config, rule_from_command_line};
use crate::say::errors;
use crate::say::run::{Checked, ReportLine};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A run's reports and how to check them.
pub struct Batch<'a> {
    args: &'a ValidateArgs,
    targets: Vec<Target>,
    outputs: Vec<Arc<dyn Output>>,
    /// Findings of a report that are kept in full.
    keep: usize,
    read: Options,
    /// The day by which waivers end: one for the whole run.
    today: Date,
    terminal: &'a Terminal,
    configurations: Mutex<HashMap<Shared, Arc<Loaded>>>,
}

/// What reports must have in common to share a configuration: its file, and
/// the one table whose rules those of the command line are.
type Shared = (Option<PathBuf>, Option<String>);

/// What a report leaves behind.
pub struct Done {
    /// Its parts in each output.
    pub parts: Vec<Vec<String>>,
    /// How it came out.
    pub line: ReportLine,
    /// What could not be read, drawn for the terminal.
    pub errors: Vec<String>,
    /// What it makes of the exit status.
    pub exit: Exit,
    /// Its configuration, with how the checks of its rules came out where all
    /// of them were made.
    pub rules: Option<(PathBuf, Arc<Loaded>, Vec<RuleTally>)>,
}

impl<'a> Batch<'a> {
    /// A run over these reports.
    pub fn new(
        args: &'a ValidateArgs,
        targets: Vec<Target>,
        outputs: Vec<Arc<dyn Output>>,
        keep: usize,
        terminal: &'a Terminal,
    ) -> Batch<'a> {
        Batch {
            args,
            targets,
            outputs,
            keep,
            read: args.read(terminal),
            today: args.as_of.unwrap_or_else(Date::today),
            terminal,
            configurations: Mutex::default(),
        }
    }

    /// How many reports there are.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Checks a report and writes its parts.
    pub fn check(&self, index: usize) -> Done {
        match &self.targets[index] {
            Target::Report(path) => self.check_report(path),
            Target::Unreadable(path, error) => self.unreadable(path, error),
        }
    }

    /// What a report leaves behind whose check a fault of ours stopped.
    pub fn stopped(&self, index: usize) -> Done {
        let (Target::Report(path) | Target::Unreadable(path, _)) = &self.targets[index];
        self.unreadable(path, &ReadError::Stopped { path: path.clone() })
    }

    fn unreadable(&self, path: &Path, error: &ReadError) -> Done {
        let (report, outcome) = (Report::empty(path), Outcome::default());
        let errors = std::slice::from_ref(error);
        self.done(&report, &Config::default(), errors, &outcome)
    }

    fn check_report(&self, path: &Path) -> Done {
        let args = self.args;
        let folder = targets::folder_of(path);
        let section = targets::section_of(path);
        let alone = section.is_some() && (!args.check.is_empty() || args.rules.is_some());
        let file = match alone && args.rules.is_none() {
            true => None,
            false => find_configuration(folder, &self.read),
        };
        let loaded = self.configuration(file.clone(), section.as_deref());
        let within = targets::section_within(path, &loaded.config).filter(|_| !alone);
        let opened = if within.is_some() { folder } else { path };
        let mut sections = args.sections.clone();
        if sections.is_empty() {
            sections.extend(within);
        }
        let mut report = Report::open(opened, &loaded.config, &self.read);
        let unknown = unknown_names(args, &loaded.config, &report);
        let options = CheckOptions {
            rules: args.only_rules.clone(),
            sections,
            keep: self.keep,
            keep_streamed: None,
            names: self.outputs.iter().any(|output| output.names_cells()),
            coverage: args.coverage,
            read: self.read.clone(),
            today: Some(self.today),
            other_rules: !args.check.is_empty()
                || args.rules.is_some()
                || !loaded.errors.is_empty(),
        };
        let how: Check = match args.no_reason {
            true => check,
            false => reason::check,
        };
        let mut outcome = how(&mut report, &loaded.config, &options);
        outcome.errors.splice(0..0, unknown);
        let mut done = self.done(&report, &loaded.config, &loaded.errors, &outcome);
        let all = section.is_none() && args.only_rules.is_empty() && args.sections.is_empty();
        let rules = match all {
            true => outcome.rules,
            false => Vec::new(),
        };
        done.rules = file.map(|file| (file, loaded, rules));
        done
    }

    /// The rules of a configuration that reports of this run were checked by,
    /// checked themselves; none where nothing is found in them.
    pub fn check_rules(&self, file: &Path, config: &Config, usage: &Usage) -> Option<Done> {
        let own_rules = self.args.check.is_empty() && self.args.only_rules.is_empty();
        if !own_rules {
            return None;
        }
        let mut found = lint(config);
        found.extend(usage.rules_that_check_nothing(config));
        in_file_order(&mut found);
        let mut outcome = Outcome::default();
        for finding in found {
            outcome.findings.push(finding);
        }
        // What is wrong with the configuration was told with its reports.
        let report = Report::empty(file);
        (outcome.findings.total() > 0).then(|| self.done(&report, config, &[], &outcome))
    }

    fn done(
        &self,
        report: &Report,
        config: &Config,
        errors: &[ReadError],
        outcome: &Outcome,
    ) -> Done {
        let checked = Checked {
            report,
            config,
            shared_errors: errors,
            outcome,
        };
        let drawing = self.terminal.drawing();
        let line = checked.line();
        Done {
            parts: self.outputs.iter().map(|to| to.parts(&checked)).collect(),
            errors: checked
                .errors()
                .map(|error| errors::read_error(error, drawing))
                .collect(),
            exit: self.args.exit(outcome, line.unread > 0),
            line,
            rules: None,
        }
    }

    /// The configuration of a file, read once, with the command line's rules.
    fn configuration(&self, file: Option<PathBuf>, section: Option<&str>) -> Arc<Loaded> {
        let own = self.args.check.is_empty() && self.args.rules.is_none();
        let key = (file, section.filter(|_| !own).map(str::to_owned));
        let held = || {
            let known = self.configurations.lock();
            known.unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(known) = held().get(&key) {
            return known.clone();
        }
        let mut loaded = key
            .0
            .as_deref()
            .map_or_else(Loaded::default, load_configuration);
        let mistakes = ad_hoc_rules(self.args, section, &mut loaded);
        loaded.errors.extend(mistakes);
        let loaded = Arc::new(loaded);
        held().entry(key).or_insert(loaded).clone()
    }
}

/// Puts the rules of the command line in the place of the configured ones.
fn ad_hoc_rules(args: &ValidateArgs, section: Option<&str>, loaded: &mut Loaded) -> Vec<ReadError> {
    let mut mistakes = Vec::new();
    if args.check.is_empty() {
        if let (Some(section), true) = (section, args.rules.is_some()) {
            targets::own_rules(&mut loaded.config, section);
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
fn unknown_names(args: &ValidateArgs, config: &Config, report: &Report) -> Vec<ReadError> {
    let rules: Vec<&str> = config.rules.iter().map(|rule| rule.name.as_str()).collect();
    let configured = config.sections.iter().map(|section| section.name.as_str());
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
