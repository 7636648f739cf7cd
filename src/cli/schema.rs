//! `reportcheck schema`: the JSON Schemas of the files that people write, for
//! editors that complete and check them.

use super::exit::Exit;
use super::terminal::Terminal;
use clap::{Args, ValueEnum};

/// Print the JSON Schema of reportcheck.toml or report.toml, for editors
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck schema > reportcheck.schema.json
  reportcheck schema report > report.schema.json

Then begin reportcheck.toml with
  #:schema ./reportcheck.schema.json")]
pub(super) struct SchemaArgs {
    /// Of reportcheck.toml, or of report.toml
    #[arg(value_enum, value_name = "FILE", default_value = "reportcheck")]
    file: Described,
}

/// A file that has a schema.
#[derive(Clone, Copy, ValueEnum)]
enum Described {
    Reportcheck,
    Report,
}

/// Prints the schema.
pub(super) fn run(args: &SchemaArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    terminal.print(match args.file {
        Described::Reportcheck => include_str!("../../docs/schema/reportcheck.schema.json"),
        Described::Report => include_str!("../../docs/schema/report.schema.json"),
    });
    Ok(Exit::Clean)
}
