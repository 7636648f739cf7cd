//! `reportcheck relations`: which relations the figures of a file's tables show.

use super::exit::Exit;
use super::terminal::Terminal;
use crate::discover::search;
use crate::document::open_any;
use crate::figure::UnitBook;
use crate::format::{csv, json};
use crate::report::between;
use crate::say::discovered::{self, Listed};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// List the sums, rates and changes that the figures of a file's tables show
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck relations budget.csv
  reportcheck relations report.xlsx --lang zh
  reportcheck relations budget.csv --format json

Nothing but the figures is needed: no rules, no configuration. A relation that
breaks in a line or two is listed with the lines in which it does.")]
pub(super) struct RelationsArgs {
    /// A table or a document
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: RelationsFormat,
}

/// A format of `relations`.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RelationsFormat {
    Text,
    Json,
    Csv,
}

/// Lists what was found.
pub(super) fn run(args: &RelationsArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let access = terminal.reach.naming(&args.file).access(&args.file);
    let document = match open_any(&args.file, &access, terminal.encoding) {
        Ok(document) => document,
        Err(error) => return Ok(terminal.error(&error.into())),
    };
    let found = search(&document, &UnitBook::default());
    let between = match found.len() {
        0 | 1 => Vec::new(),
        _ => between(&args.file, &terminal.read()),
    };
    let found = Listed {
        tables: &found,
        between: &between,
    };
    terminal.print_raw(&match args.format {
        RelationsFormat::Text => discovered::listed(&found, terminal.lang),
        RelationsFormat::Json => json::relations::relations(&found),
        RelationsFormat::Csv => csv::relations::relations(&found, terminal.lang)?,
    });
    Ok(Exit::Clean)
}
