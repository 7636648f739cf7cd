//! The command line: one file a command. The only part that prints.

mod baseline;
mod completions;
mod explain;
mod figure;
mod fix;
mod init;
mod lint;
mod man;
mod open;
mod schema;
mod table;
mod targets;
mod validate;
mod waivable;
mod waive;
mod whole_file;

use crate::format::snippet::Drawing;
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::source::Encoding;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::{Arc, OnceLock};

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above `--fail-on` was found.
    Clean,
    /// Something was.
    Findings,
    /// The command, the configuration or a file could not be read.
    Unread,
}

impl Exit {
    /// The worse of two ends.
    #[must_use]
    pub fn worse(self, other: Exit) -> Exit {
        if self.code() >= other.code() {
            self
        } else {
            other
        }
    }

    /// The exit status.
    pub fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Unread => 2,
        }
    }
}

#[derive(Parser)]
#[command(
    name = "reportcheck",
    version,
    about = "Cross-checks the figures of a published report, each as far as its print allows",
    after_help = "Examples:
  reportcheck validate data/2016             check a report
  reportcheck validate submissions/          check every report in a folder
  reportcheck init data                      write a configuration to begin with
  reportcheck lint                           check the rules themselves
  reportcheck table --section proposals      print a section
  reportcheck explain parts-exceed-whole     what a finding means and how to mend it
  reportcheck figure 5万多                   how a print is read
  reportcheck fix data/2016                  what to change, where that can be told

Exit status: 0 nothing found, 1 findings, 2 something could not be read."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Args, Clone)]
struct Common {
    /// Language of messages [default: from the locale]
    #[arg(long, global = true, value_enum)]
    lang: Option<LangArg>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value = "auto")]
    color: ColorArg,
    /// Encoding of the tables, e.g. gb18030 [default: UTF-8]
    #[arg(long, global = true, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,
}

fn encoding(name: &str) -> Result<Encoding, String> {
    name.parse::<Encoding>().map_err(|error| error.to_string())
}

#[derive(Clone, Copy, ValueEnum)]
enum LangArg {
    En,
    Zh,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorArg {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    Validate(validate::ValidateArgs),
    Lint(lint::LintArgs),
    Table(table::TableArgs),
    Explain(explain::ExplainArgs),
    Figure(figure::FigureArgs),
    Fix(fix::FixArgs),
    Init(init::InitArgs),
    Waive(waive::WaiveArgs),
    Baseline(baseline::BaselineArgs),
    Schema(schema::SchemaArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// What every command knows of its reader and its terminal.
#[derive(Clone)]
struct Terminal {
    lang: Lang,
    color: bool,
    width: usize,
    encoding: Option<Encoding>,
    /// Why standard output could not be written to, its reader's going aside.
    unwritten: Arc<OnceLock<std::io::Error>>,
}

impl Terminal {
    fn new(common: &Common) -> Terminal {
        let out = std::io::stdout();
        let color = match common.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => {
                out.is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        let columns = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let seen = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = columns.or(seen).unwrap_or(100).clamp(20, 1000);
        let lang = match common.lang {
            Some(LangArg::En) => Lang::En,
            Some(LangArg::Zh) => Lang::Zh,
            None => locale(),
        };
        Terminal {
            lang,
            color,
            width,
            encoding: common.encoding,
            unwritten: Arc::default(),
        }
    }

    fn drawing(&self) -> Drawing {
        Drawing {
            lang: self.lang,
            color: self.color,
            width: self.width,
        }
    }

    /// Writes to standard output. A reader that has gone (`| head`) ends the
    /// output, not the run: the exit status still tells what was found. Any
    /// other failure, such as a full disk, is told at the end of the run.
    fn print(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        if let Err(error) = written
            && error.kind() != ErrorKind::BrokenPipe
        {
            // The first failure says why; those after it add nothing.
            let _known = self.unwritten.set(error);
        }
    }

    /// What a command comes to, which is no success where its output is lost.
    fn settled(&self, exit: Exit) -> Exit {
        let Some(cause) = self.unwritten.get() else {
            return exit;
        };
        let lang = self.lang;
        let why = whole_file::cause(cause, lang);
        let text = say!(
            lang,
            "standard output cannot be written: {why}",
            "无法写入标准输出：{why}"
        );
        self.warn(&self.drawing().draw(Severity::Error, None, &text, &[], &[]));
        Exit::Unread
    }

    /// Writes to standard error.
    fn warn(&self, text: &str) {
        let mut out = std::io::stderr().lock();
        let _gone = out.write_all(text.as_bytes());
    }
}

/// The reader's language by the environment, in the order that POSIX gives.
fn locale() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let name = set("LC_ALL")
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANG"));
    name.map_or(Lang::En, |name| Lang::of_locale(&name))
}

/// Runs the command line.
///
/// # Errors
/// What no command turns into a message of its own.
pub fn run(args: impl Iterator<Item = OsString>) -> anyhow::Result<Exit> {
    let matches = match Cli::command().try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => {
            let exit = if error.use_stderr() {
                Exit::Unread
            } else {
                Exit::Clean
            };
            error.print()?;
            return Ok(exit);
        }
    };
    let cli = Cli::from_arg_matches(&matches)?;
    let terminal = Terminal::new(&cli.common);
    let exit = match cli.command {
        Command::Validate(args) => validate::run(&args, &terminal),
        Command::Lint(args) => lint::run(&args, &terminal),
        Command::Table(args) => table::run(&args, &terminal),
        Command::Explain(args) => explain::run(&args, &terminal),
        Command::Figure(args) => figure::run(&args, &terminal),
        Command::Fix(args) => fix::run(&args, &terminal),
        Command::Init(args) => init::run(&args, &terminal),
        Command::Waive(args) => waive::run(&args, &terminal),
        Command::Baseline(args) => baseline::run(&args, &terminal),
        Command::Schema(args) => schema::run(&args, &terminal),
        Command::Completions(args) => completions::run(&args, &terminal),
        Command::Man(args) => man::run(&args, &terminal),
    };
    Ok(terminal.settled(exit?))
}
