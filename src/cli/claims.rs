//! `reportcheck claims`: what the sentences of a document state of their figures.

use super::exit::Exit;
use super::terminal::Terminal;
use crate::document::open_any;
use crate::format::{csv, json};
use crate::report::ListedClaims;
use crate::say::claims;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// List what the sentences of a document state of their figures
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck claims report.txt
  reportcheck claims report.docx --lang zh
  reportcheck claims report.pdf --format json

Every figure is listed with what it was taken for, and every claim with its
verdict: consistent, inconsistent, or that it depends on what is not in the text.")]
pub(super) struct ClaimsArgs {
    /// A document: text, Markdown, Word, PDF or a web page
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: ClaimsFormat,
}

/// A format of `claims`.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ClaimsFormat {
    Text,
    Json,
    Csv,
}

/// Lists what was read.
pub(super) fn run(args: &ClaimsArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let access = terminal.reach.naming(&args.file).access(&args.file);
    let document = match open_any(&args.file, &access, terminal.encoding) {
        Ok(document) => document,
        Err(error) => return Ok(terminal.error(&error.into())),
    };
    let listed = ListedClaims::of(document);
    terminal.print_raw(&match args.format {
        ClaimsFormat::Text => claims::listed(&listed, terminal.lang),
        ClaimsFormat::Json => json::claims::claims(&listed, terminal.lang),
        ClaimsFormat::Csv => csv::claims::claims(&listed, terminal.lang)?,
    });
    Ok(Exit::Clean)
}
