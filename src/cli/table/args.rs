//! The arguments of `reportcheck table`.

use crate::api::OpenOptions;
use crate::cli::arguments::{GivenRounding, GivenRules};
use crate::cli::terminal::Terminal;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Print a report's sections as tables, with what was found in them
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck table                              the sections of the newest report
  reportcheck table data/2016 --section proposals
  reportcheck table data/2016 --section proposals,trading --recompute
  reportcheck table data --section proposals --periods 2014..2016
  reportcheck table data/2016/budget.csv --columns quote
  reportcheck table data/2016 --section budget --format markdown --lang zh")]
pub(crate) struct TableArgs {
    /// The folder of a report, or of reports (the newest is taken), or a table
    pub path: Option<PathBuf>,
    /// The sections to print; without one they are listed
    #[arg(long = "section", value_name = "NAME", value_delimiter = ',')]
    pub sections: Vec<String>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: TableFormat,
    /// Show the keys of rows too
    #[arg(long)]
    pub keys: bool,
    /// Show quote, note or decimals too, or only the other columns named
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Show beside each total and rate what its rule makes of the other figures
    #[arg(long)]
    pub recompute: bool,
    /// Set these periods side by side: 2014..2016, 2014,2016, 2015-Q1..
    #[arg(
        long,
        value_name = "PERIODS",
        conflicts_with = "recompute",
        allow_hyphen_values = true
    )]
    pub periods: Option<String>,
    #[command(flatten)]
    pub given: GivenRules,
    #[command(flatten)]
    pub rounding: GivenRounding,
}

/// A format of `table`.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    Text,
    Markdown,
    Csv,
    Json,
}

impl TableArgs {
    /// How reports are opened.
    pub(crate) fn opening(&self, terminal: &Terminal) -> OpenOptions {
        let mut how = terminal.opening();
        how.read.rounding = self.rounding.rounding;
        how.read.rounded_to = self.rounding.rounded_to;
        how.read.decimal = self.rounding.decimal;
        how.read.rules.clone_from(&self.given.rules);
        how
    }
}
