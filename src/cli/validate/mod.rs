//! `reportcheck validate`: checks reports and prints what it found.

mod batch;
mod sinks;
mod watch;

use crate::check::Outcome;
use crate::cli::targets;
use crate::cli::{Exit, Terminal};
use crate::date::Date;
use crate::figure::Rounding;
use crate::finding::Findings;
use crate::format::Format;
use crate::lint::Usage;
use crate::parallel::in_order;
use crate::report::{Loaded, Options};
use crate::rule::{Severity, nearest};
use crate::say;
use crate::say::run::Run;
use batch::Batch;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use sinks::Sinks;
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use watch::watch;

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
    pub(crate) paths: Vec<PathBuf>,
    /// A rule to check instead of the configured ones; may be repeated
    #[arg(long, value_name = "RULE")]
    pub(crate) check: Vec<String>,
    /// A configuration to use instead of the one found
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    /// Only the rules of this name; may be repeated
    #[arg(long = "rule", value_name = "NAME")]
    pub(crate) only_rules: Vec<String>,
    /// Only this section; may be repeated
    #[arg(long = "section", value_name = "NAME")]
    pub(crate) sections: Vec<String>,
    /// How figures were rounded, over all that is configured
    #[arg(long, value_name = "MODE", value_parser = rounding)]
    pub(crate) rounding: Option<Rounding>,
    /// The least severity that makes the exit status 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value = "error")]
    fail_on: FailOn,
    #[arg(long, value_name = "N", help = max_help())]
    max: Option<usize>,
    /// List the figures that are under no rule, section by section
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Check rule by rule only, and not the report as a whole
    #[arg(long)]
    pub(crate) no_reason: bool,
    /// The day by which waivers end, such as 2027-01-31 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// Only the exit status and what could not be read
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// What to print
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// Also write a format to a file; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output)]
    pub(crate) output: Vec<(Format, PathBuf)>,
    /// Reports checked at the same time [default: one for each processor]
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Check again whenever a file is saved, until interrupted
    #[arg(long)]
    watch: bool,
}

/// The least severity that makes the exit status 1.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    /// What findings make of the exit status.
    pub(crate) fn exit(self, findings: &Findings) -> Exit {
        let failing = |least| findings.at_least(least) > 0;
        match self.least().is_some_and(failing) {
            false => Exit::Clean,
            true => Exit::Findings,
        }
    }

    /// The least severity that fails a run.
    fn least(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Note => Some(Severity::Note),
            FailOn::Never => None,
        }
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// The help of `--max`, which says what each format does without it.
fn max_help() -> String {
    let limits = Format::ALL.map(|format| (format.name(), format.listed()));
    let limits = limits.iter().filter(|(_, most)| *most < usize::MAX);
    let limits: String = limits
        .map(|(name, most)| format!("{most} in {name}, "))
        .collect();
    format!("Findings listed for each report; 0 lists all [default: {limits}all in other formats]")
}

/// A format by its name.
fn format(name: &str) -> Result<Format, String> {
    Format::named(name).ok_or_else(|| {
        let names = Format::ALL.map(Format::name);
        let nearest = nearest(name, names).map(|nearest| format!("did you mean {nearest}? "));
        let nearest = nearest.unwrap_or_default();
        format!("{nearest}formats are {}", names.join(", "))
    })
}

/// `FORMAT=FILE`.
fn output(text: &str) -> Result<(Format, PathBuf), String> {
    let (name, file) = text
        .split_once('=')
        .ok_or("expected FORMAT=FILE, such as json=findings.json")?;
    if file.is_empty() {
        return Err(format!("expected a file after `{name}=`"));
    }
    Ok((format(name)?, PathBuf::from(file)))
}

/// A rounding mode by its name, for command-line options.
pub fn rounding(name: &str) -> Result<Rounding, String> {
    name.parse::<Rounding>().map_err(|error| error.to_string())
}

/// Reports listed one by one in progress no more often than this.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// Checks the reports, once or whenever they change.
pub fn run(args: &ValidateArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let once = || check_all(args, terminal);
    // A file that cannot be written to is no reason to go on watching.
    if args.watch
        && let Err(error) = Sinks::open(args, &targets::all(&args.paths, terminal), terminal)
    {
        terminal.warn(&error.drawn(terminal.drawing()));
        return Ok(Exit::Unread);
    }
    match args.watch {
        true => watch(&args.paths, &args.read(terminal), terminal, once),
        false => once(),
    }
}

fn check_all(args: &ValidateArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let selected = targets::all(&args.paths, terminal);
    if let Some(notice) = selected.notice.as_ref().filter(|_| !args.quiet) {
        terminal.warn(notice);
    }
    let many = selected.targets.len() > 1;
    let mut sinks = match Sinks::open(args, &selected, terminal) {
        Ok(sinks) => sinks,
        Err(error) => {
            terminal.warn(&error.drawn(terminal.drawing()));
            return Ok(Exit::Unread);
        }
    };
    let batch = Batch::new(
        args,
        selected.targets,
        sinks.outputs(),
        sinks.keep(),
        terminal,
    );
    let mut exit = Exit::Clean;
    let mut run = Run::default();
    let mut told = BTreeSet::new();
    let mut rules: BTreeMap<PathBuf, (Arc<Loaded>, Usage)> = BTreeMap::new();
    let mut progress = Progress::new(batch.len(), many && !args.quiet, terminal);
    let (count, threads) = (batch.len(), args.threads());
    in_order(
        count,
        threads,
        |index| batch.check(index),
        |index, done| {
            let done = done.unwrap_or_else(|| batch.stopped(index));
            progress.clear();
            for error in &done.errors {
                // Reports that share a configuration share its mistakes: told once.
                if told.insert(error.clone()) {
                    terminal.warn(error);
                }
            }
            exit = exit.worse(done.exit);
            sinks.add(done.parts, terminal);
            run.lines.push(done.line);
            if let Some((file, loaded, tallies)) = done.rules {
                let known = rules.entry(file);
                let (_, usage) = known.or_insert_with(|| (loaded, Usage::new()));
                usage.add_tallies(&tallies);
            }
            progress.show(index + 1);
            true
        },
    );
    progress.clear();
    for (file, (loaded, usage)) in &rules {
        if let Some(done) = batch.check_rules(file, &loaded.config, usage) {
            exit = exit.worse(done.exit);
            sinks.add(done.parts, terminal);
            run.rules.push(done.line);
        }
    }
    for error in sinks.finish(&run, terminal) {
        terminal.warn(&error.drawn(terminal.drawing()));
        exit = Exit::Unread;
    }
    Ok(exit)
}

impl ValidateArgs {
    /// How many findings of a report a format lists.
    pub(crate) fn limit(&self, format: Format) -> usize {
        match self.max {
            Some(0) => usize::MAX,
            Some(max) => max,
            None => format.listed(),
        }
    }

    /// How the reports are to be read.
    pub(crate) fn read(&self, terminal: &Terminal) -> Options {
        Options {
            encoding: terminal.encoding,
            rounding: self.rounding,
            rules: self.rules.clone(),
            ..Options::default()
        }
    }

    fn threads(&self) -> usize {
        let own = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        self.jobs.map_or_else(own, NonZeroUsize::get)
    }

    /// What a report's outcome makes of the exit status.
    pub(crate) fn exit(&self, outcome: &Outcome, unread: bool) -> Exit {
        match unread {
            true => Exit::Unread,
            false => self.fail_on.exit(&outcome.findings),
        }
    }

    /// The least severity that fails the run.
    pub(crate) fn fails_on(&self) -> Option<Severity> {
        self.fail_on.least()
    }
}

/// How far a long run has come, on one line of standard error that is
/// overwritten; nothing where that is no terminal.
struct Progress<'a> {
    terminal: &'a Terminal,
    count: usize,
    active: bool,
    shown: Option<Instant>,
    visible: bool,
}

impl<'a> Progress<'a> {
    fn new(count: usize, wanted: bool, terminal: &'a Terminal) -> Progress<'a> {
        Progress {
            terminal,
            count,
            active: wanted && std::io::stderr().is_terminal(),
            shown: None,
            visible: false,
        }
    }

    fn show(&mut self, done: usize) {
        let due = self.shown.is_none_or(|at| at.elapsed() >= PROGRESS_EVERY);
        if self.active && due {
            let count = self.count;
            let text = say!(
                self.terminal.lang,
                "checked {done} of {count} reports",
                "已核对 {done} / {count} 份报告"
            );
            self.terminal.warn(&format!("\r{text}"));
            self.shown = Some(Instant::now());
            self.visible = true;
        }
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.visible) {
            self.terminal.warn("\r\x1b[K");
        }
    }
}
