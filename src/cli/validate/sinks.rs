//! Where a run's formats go: one to standard output, any number to files,
//! each of which is written whole or not at all.

use super::args::ValidateArgs;
use crate::clean::{Own, output, pieces};
use crate::cli::targets::{Selected, really};
use crate::cli::terminal::Terminal;
use crate::cli::whole_file::{Unwritable, WholeFile, WriteError};
use crate::format::output::{Output, Setting};
use crate::say::run::Run;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Findings of a run that a format that gathers is given: it holds them all,
/// and no service takes more.
const GATHERED: usize = 25_000;

/// The columns of a text that no terminal shows.
const FILE_WIDTH: usize = 100;

/// A run's formats and their files.
pub(super) struct Sinks {
    sinks: Vec<Sink>,
    keep: usize,
}

struct Sink {
    output: Arc<dyn Output>,
    to: To,
    /// The parts of a format that needs them all at once.
    gathered: Vec<String>,
    /// How many findings are among them, and how many are left out.
    findings: usize,
    left_out: u64,
    /// Whether its head is written.
    begun: bool,
    /// Whether a part is written.
    any: bool,
}

enum To {
    Terminal,
    File(WholeFile),
    /// It could not be written; the rest of the run goes on.
    Failed(WriteError),
}

impl Sinks {
    /// Opens all of them before anything is checked.
    ///
    /// # Errors
    /// A file that cannot be written to.
    pub(super) fn open(
        args: &ValidateArgs,
        selected: &Selected,
        terminal: &Terminal,
    ) -> Result<Sinks, WriteError> {
        let many = selected.targets.len() > 1;
        let setting = |format| Setting {
            lang: terminal.lang,
            color: terminal.color,
            width: terminal.width,
            limit: args.limit(format),
            coverage: args.coverage,
            many,
            errors_apart: true,
            fail_on: args.failing.least(),
            allow_unchecked: args.allow_unchecked,
        };
        let mut sinks = Vec::new();
        let mut keep = 0;
        if !args.quiet.quiet {
            keep = args.limit(args.format);
            let output = args.format.output(setting(args.format));
            sinks.push(Sink::new(Arc::from(output), To::Terminal));
        }
        let mut named = BTreeSet::new();
        for (format, path) in &args.output {
            let refuse = |why| WriteError {
                path: path.clone(),
                why,
            };
            let real = really(path);
            let rules = args.given.rules.as_deref().map(really);
            if selected.reads(&real, &args.paths) || rules.as_ref() == Some(&real) {
                return Err(refuse(Unwritable::Input));
            }
            // A device takes any number of texts.
            let kept = !real.exists() || real.is_file();
            if kept && !named.insert(real) {
                return Err(refuse(Unwritable::Twice));
            }
            let setting = Setting {
                color: false,
                width: FILE_WIDTH,
                errors_apart: false,
                ..setting(*format)
            };
            keep = keep.max(setting.limit);
            let to = To::File(WholeFile::begin(path)?);
            sinks.push(Sink::new(Arc::from(format.output(setting)), to));
        }
        Ok(Sinks { sinks, keep })
    }

    /// The formats, in the order in which [`Sinks::add`] takes their parts.
    pub(super) fn outputs(&self) -> Vec<Arc<dyn Output>> {
        self.sinks.iter().map(|sink| sink.output.clone()).collect()
    }

    /// How many findings of a report some format lists.
    pub(super) fn keep(&self) -> usize {
        self.keep
    }

    /// Adds a report's parts to each format.
    pub(super) fn add(&mut self, parts: Vec<Vec<String>>, terminal: &Terminal) {
        for (sink, parts) in self.sinks.iter_mut().zip(parts) {
            sink.add(parts, terminal);
        }
    }

    /// Writes what comes last and gives the files their names; what could not
    /// be written is returned.
    pub(super) fn finish(self, run: &Run, terminal: &Terminal) -> Vec<WriteError> {
        let finished = self
            .sinks
            .into_iter()
            .map(|sink| sink.finish(run, terminal));
        finished.filter_map(Result::err).collect()
    }
}

impl Sink {
    fn new(output: Arc<dyn Output>, to: To) -> Sink {
        Sink {
            output,
            to,
            gathered: Vec::new(),
            findings: 0,
            left_out: 0,
            begun: false,
            any: false,
        }
    }

    fn add(&mut self, parts: Vec<String>, terminal: &Terminal) {
        if self.output.gathers() {
            self.gather(parts);
            return;
        }
        let head = self.head(&Run::default());
        self.write(&head, terminal);
        for part in parts {
            if std::mem::replace(&mut self.any, true) {
                self.write(self.output.between(), terminal);
            }
            self.write(&part, terminal);
        }
    }

    fn write(&mut self, text: &str, terminal: &Terminal) {
        let own = Own {
            colors: terminal.color && matches!(self.to, To::Terminal),
            annotations: self.output.annotates(),
        };
        self.to.write(text, own, terminal);
    }

    fn gather(&mut self, parts: Vec<String>) {
        for part in parts {
            if self.output.is_finding(&part) {
                if self.findings == GATHERED {
                    self.left_out += 1;
                    continue;
                }
                self.findings += 1;
            }
            self.gathered.push(part);
        }
    }

    /// What comes first, once.
    fn head(&mut self, run: &Run) -> String {
        match std::mem::replace(&mut self.begun, true) {
            true => String::new(),
            false => self.output.head(run),
        }
    }

    fn finish(mut self, run: &Run, terminal: &Terminal) -> Result<(), WriteError> {
        if self.left_out > 0 {
            self.gathered
                .extend(self.output.not_gathered(self.left_out));
        }
        let text = match self.output.gathers() {
            true => self.output.gather(&self.gathered, run),
            false => format!("{}{}", self.head(run), self.output.tail(run)),
        };
        self.write(&text, terminal);
        match self.to {
            To::Terminal => Ok(()),
            To::File(file) => file.finish(),
            To::Failed(error) => Err(error),
        }
    }
}

impl To {
    fn write(&mut self, text: &str, own: Own, terminal: &Terminal) {
        match self {
            _ if text.is_empty() => {}
            To::Terminal => terminal.print_own(text, own),
            To::File(file) => {
                let mut added = pieces(text).map(|piece| file.add(output(piece, own).as_bytes()));
                if let Some(Err(error)) = added.find(Result::is_err) {
                    *self = To::Failed(error);
                }
            }
            To::Failed(_) => {}
        }
    }
}
