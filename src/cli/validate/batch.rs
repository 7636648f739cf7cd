//! The reports of a run: each opened, checked and written out by itself, on
//! whatever thread; configurations that reports share are read once.

use super::args::ValidateArgs;
use crate::api::{OpenOptions, OpenReport};
use crate::check::{CheckOptions, Outcome, RuleTally, check};
use crate::cli::exit::Exit;
use crate::cli::open::{unknown, unknown_sections};
use crate::cli::targets::Target;
use crate::cli::terminal::Terminal;
use crate::format::output::Output;
use crate::format::text::drawn;
use crate::lint::Usage;
use crate::reason;
use crate::report::{Loaded, NoPrior, ReadError, Report};
use crate::rule::Config;
use crate::say::run::{Checked, ReportLine};
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A run's reports and how to check them.
pub(super) struct Batch<'a> {
    args: &'a ValidateArgs,
    targets: Vec<Target>,
    outputs: Vec<Arc<dyn Output>>,
    /// Findings of a report that are kept in full.
    keep: usize,
    /// How reports are opened: by one day for the whole run.
    opening: OpenOptions,
    terminal: &'a Terminal,
    configurations: Mutex<HashMap<Shared, Arc<Loaded>>>,
}

/// What reports must have in common to share a configuration: its file, and
/// the one table whose rules those of the command line are.
type Shared = (Option<PathBuf>, Option<PathBuf>);

/// What a report leaves behind.
pub(super) struct Done {
    /// Its parts in each output.
    pub parts: Vec<Vec<String>>,
    /// How it came out.
    pub line: ReportLine,
    /// What could not be read, drawn for the terminal.
    pub errors: Vec<String>,
    /// What it makes of the exit status.
    pub exit: Exit,
    /// Its configuration, with how the checks of its rules came out.
    pub rules: Option<UsedRules>,
}

impl Done {
    /// How many bytes its texts take.
    pub(super) fn bytes(&self) -> usize {
        let parts = self.parts.iter().flatten();
        parts.chain(&self.errors).map(String::len).sum()
    }
}

/// The configuration of a report, with how the checks of its rules came out.
pub(super) struct UsedRules {
    /// Its file; that of the first rule where the command line has them.
    pub file: PathBuf,
    /// The configuration.
    pub loaded: Arc<Loaded>,
    /// Its checks.
    pub tallies: Vec<RuleTally>,
    /// Whether all of its rules were checked.
    pub all: bool,
    /// Whether a report of the period before was found.
    pub found_prior: bool,
    /// Why not, where one was looked for.
    pub no_prior: Option<NoPrior>,
}

impl<'a> Batch<'a> {
    /// A run over these reports.
    pub(super) fn new(
        args: &'a ValidateArgs,
        opening: OpenOptions,
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
            opening,
            terminal,
            configurations: Mutex::default(),
        }
    }

    /// How many reports there are.
    pub(super) fn len(&self) -> usize {
        self.targets.len()
    }

    /// Checks a report and writes its parts.
    pub(super) fn check(&self, index: usize) -> Done {
        match &self.targets[index] {
            Target::Report(path) => self.check_report(path),
            Target::Unreadable(path, error) => self.unreadable(path, error),
        }
    }

    /// What a report leaves behind whose check a fault of ours stopped.
    pub(super) fn stopped(&self, index: usize) -> Done {
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
        let at = self.opening.read.neighbours.look_at(path);
        let table = at.table();
        let file = self.opening.configuration_of(at);
        let loaded = self.configuration(file.clone(), table);
        let mut opened = self.opening.open_with(at, loaded);
        let unknown = unknown_names(args, opened.config(), &opened.report);
        opened.options = CheckOptions {
            rules: args.only_rules.clone(),
            keep: self.keep,
            among_others: self.len() > 1,
            names: self.outputs.iter().any(|output| output.names_cells()),
            coverage: args.coverage,
            threads: match self.len() {
                1 => NonZeroUsize::new(args.threads()),
                // The others are checked on the others.
                _ => Some(NonZeroUsize::MIN),
            },
            ..opened.options
        };
        let mut outcome = opened.check_by(match args.no_reason {
            true => check,
            false => reason::check,
        });
        outcome.errors.splice(0..0, unknown);
        let mut done = {
            let (report, errors) = (&opened.report, &opened.loaded.errors);
            self.done(report, opened.config(), errors, &outcome)
        };
        let OpenReport { report, loaded, .. } = opened;
        let all = table.is_none() && args.only_rules.is_empty() && args.sections.is_empty();
        let of_command_line = || {
            Some(
                loaded
                    .config
                    .rules
                    .first()?
                    .check
                    .whole()
                    .excerpt
                    .path
                    .to_path_buf(),
            )
        };
        done.rules = file.or_else(of_command_line).map(|file| UsedRules {
            file,
            loaded: loaded.clone(),
            tallies: outcome.rules,
            all,
            found_prior: outcome.prior.is_some(),
            no_prior: report.no_prior,
        });
        done
    }

    /// The rules of a configuration that reports of this run were checked by,
    /// checked themselves; none where nothing is found in them. Names that no
    /// report has are mistakes in them.
    pub(super) fn check_rules(&self, file: &Path, config: &Config, usage: &Usage) -> Option<Done> {
        let own_rules = self.args.check.is_empty() && self.args.only_rules.is_empty();
        let mut found = Vec::new();
        if own_rules {
            found = usage.findings(config);
        }
        let mut outcome = Outcome {
            // Of reports that were handed in, each is told what it lacks.
            errors: match self.args.untrusted.untrusted {
                true => Vec::new(),
                false => usage.names_of_no_report(),
            },
            ..Outcome::default()
        };
        for finding in found {
            outcome.findings.push(finding);
        }
        // What is wrong with the configuration was told with its reports.
        let report = Report::empty(file);
        let any = outcome.findings.total() > 0 || !outcome.errors.is_empty();
        any.then(|| self.done(&report, config, &[], &outcome))
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
                .map(|error| drawn::read_error(error, drawing))
                .collect(),
            exit: self.args.exit(outcome, &line),
            line,
            rules: None,
        }
    }

    /// The configuration of a file, read once, with the command line's rules.
    fn configuration(&self, file: Option<PathBuf>, table: Option<&Path>) -> Arc<Loaded> {
        let table = table.filter(|_| self.opening.has_own_rules());
        let key = (file, table.map(Path::to_path_buf));
        let held = || {
            let known = self.configurations.lock();
            known.unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(known) = held().get(&key) {
            return known.clone();
        }
        let loaded = Arc::new(self.opening.load(key.0.as_deref(), table));
        held().entry(key).or_insert(loaded).clone()
    }
}

/// `--rule` and `--section` name something that is there.
fn unknown_names(args: &ValidateArgs, config: &Config, report: &Report) -> Vec<ReadError> {
    let rules = config.rule_names().into_iter();
    let asked = args.only_rules.iter().map(String::as_str);
    let mut unknown = unknown("--rule", asked, rules);
    let asked = args.sections.iter().map(String::as_str);
    unknown.extend(unknown_sections(asked, config, [report]));
    unknown
}
