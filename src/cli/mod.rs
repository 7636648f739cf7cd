//! The command line: one file a command. The only part that prints.

mod alone;
mod arguments;
mod bad_value;
mod baseline;
mod chinese;
mod claims;
mod completions;
mod exit;
mod explain;
mod fault;
mod figure;
mod fix;
mod init;
mod interrupted;
mod lint;
mod man;
mod open;
mod relations;
mod schema;
mod sql;
mod table;
mod targets;
mod terminal;
mod validate;
mod waivable;
mod waive;
mod whole_file;

pub use exit::Exit;

use crate::clean::{Own, on_one_line, output};
use crate::lang::Lang;
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::io::Write;
use terminal::{Common, Terminal};

#[derive(Parser)]
#[command(
    name = "reportcheck",
    version,
    about = "Cross-checks the figures of a published report, each as precisely as it is printed",
    after_help = "Examples:
  reportcheck validate data/2016             check a report
  reportcheck validate submissions/          check every report in a folder
  reportcheck init data                      write a configuration to begin with
  reportcheck lint                           check the rules themselves
  reportcheck table --section proposals      print a section
  reportcheck explain parts-exceed-whole     what a finding means and how to mend it
  reportcheck figure 5万多                   how a print is read
  reportcheck relations report.pdf           the sums and rates that figures show
  reportcheck claims report.pdf              what its sentences state of figures
  reportcheck fix data/2016                  what to change, where that can be told

Exit status: 0 nothing found, 1 findings, 2 something could not be read."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand)]
enum Command {
    Validate(validate::ValidateArgs),
    Lint(lint::LintArgs),
    Table(table::TableArgs),
    Explain(explain::ExplainArgs),
    Figure(figure::FigureArgs),
    Relations(relations::RelationsArgs),
    Claims(claims::ClaimsArgs),
    Fix(fix::FixArgs),
    Init(init::InitArgs),
    Waive(waive::WaiveArgs),
    Baseline(baseline::BaselineArgs),
    Schema(schema::SchemaArgs),
    Sql(sql::SqlArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// Runs the command line. What no command turns into a message of its own is
/// told here, and so is a fault of ours.
#[must_use]
pub fn run(args: impl Iterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = figure::with_negative_figures(args.collect());
    let lang = terminal::language(&args);
    fault::tell_in(lang);
    fault::guarded(lang, || command(&args, lang)).unwrap_or_else(|error| {
        let text = on_one_line(&format!("reportcheck: {error:#}"));
        let mut err = std::io::stderr().lock();
        let _gone = writeln!(err, "{text}");
        Exit::Unread
    })
}

/// Does what the command line says.
fn command(args: &[OsString], lang: Lang) -> anyhow::Result<Exit> {
    let matches = match command_in(lang).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return told(&error, lang),
    };
    let cli = Cli::from_arg_matches(&matches)?;
    let terminal = Terminal::new(&cli.common, args);
    let exit = match cli.command {
        Command::Validate(args) => validate::run(&args, &terminal),
        Command::Lint(args) => lint::run(&args, &terminal),
        Command::Table(args) => table::run(&args, &terminal),
        Command::Explain(args) => explain::run(&args, &terminal),
        Command::Figure(args) => figure::run(&args, &terminal),
        Command::Relations(args) => relations::run(&args, &terminal),
        Command::Claims(args) => claims::run(&args, &terminal),
        Command::Fix(args) => fix::run(&args, &terminal),
        Command::Init(args) => init::run(&args, &terminal),
        Command::Waive(args) => waive::run(&args, &terminal),
        Command::Baseline(args) => baseline::run(&args, &terminal),
        Command::Schema(args) => schema::run(&args, &terminal),
        Command::Sql(args) => sql::run(&args, &terminal),
        Command::Completions(args) => completions::run(&args, command_in(lang), &terminal),
        Command::Man(args) => man::run(&args, command_line(), &terminal),
    };
    Ok(terminal.settled(exit?))
}

/// The whole command line, as it is defined.
fn command_line() -> clap::Command {
    Cli::command()
}

/// The command line with its texts in the reader's language.
fn command_in(lang: Lang) -> clap::Command {
    match lang {
        Lang::En => command_line(),
        Lang::Zh => chinese::translated(command_line()),
    }
}

/// Tells what is wrong with the command line, or what help was asked for.
fn told(error: &clap::Error, lang: Lang) -> anyhow::Result<Exit> {
    let exit = match error.use_stderr() {
        true => Exit::Unread,
        false => Exit::Clean,
    };
    let help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    let own = !error.use_stderr() || help;
    let text = match lang {
        _ if own => return error.print().map(|()| exit).map_err(Into::into),
        Lang::Zh => chinese::message(error),
        // What it quotes of the arguments may be the name of a file.
        Lang::En => error.render().to_string(),
    };
    let plain = output(&text, Own::default());
    if plain == text && lang == Lang::En {
        error.print()?;
    } else {
        std::io::stderr().lock().write_all(plain.as_bytes())?;
    }
    Ok(exit)
}
