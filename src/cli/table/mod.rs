//! `reportcheck table`: lists a report's sections, or prints their tables with
//! the findings marked in them.

mod periods;

use crate::check::{CheckOptions, Outcome, check, recompute};
use crate::cli::validate::rounding;
use crate::cli::{Exit, Terminal, targets};
use crate::date::Date;
use crate::figure::{Reading, Rounding};
use crate::format::view::{Asked, Overview, Shown, Size, build, overview};
use crate::format::{csv, json, markdown, text};
use crate::report::{Loaded, Options, ReadError, Report, configuration, row_reader};
use crate::rule::Config;
use crate::say;
use crate::say::errors;
use crate::table::{ColumnKind, Table, TableRow};
use anyhow::Context;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Print a report's sections as tables, with what was found in them
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck table                              the sections of the newest report
  reportcheck table data/2016 --section proposals
  reportcheck table data/2016 --section proposals,trading --recompute
  reportcheck table data --section proposals --periods 2014..2016
  reportcheck table data/2016/budget.csv --columns quote
  reportcheck table data/2016 --section budget --format markdown --lang zh")]
pub struct TableArgs {
    /// The folder of a report, or of reports (the newest is taken), or a table
    pub(crate) path: Option<PathBuf>,
    /// The sections to print; without one they are listed
    #[arg(long = "section", value_name = "NAME", value_delimiter = ',')]
    pub(crate) sections: Vec<String>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// Show the keys of rows too
    #[arg(long)]
    pub(crate) keys: bool,
    /// Show quote, note or decimals too, or only the other columns named
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// Show beside each rate what its rule makes of the other figures
    #[arg(long)]
    pub(crate) recompute: bool,
    /// Set these periods side by side: 2014..2016, 2014,2016, 2015-Q1..
    #[arg(
        long,
        value_name = "PERIODS",
        conflicts_with = "recompute",
        allow_hyphen_values = true
    )]
    pub(crate) periods: Option<String>,
    /// A configuration to use instead of the one found
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    /// How figures were rounded, over all that is configured
    #[arg(long, value_name = "MODE", value_parser = rounding)]
    pub(crate) rounding: Option<Rounding>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Markdown,
    Csv,
    Json,
}

/// A checked report.
struct Opened {
    report: Report,
    config: Config,
    outcome: Outcome,
    /// The sections to print; none: they are listed.
    sections: Vec<String>,
    read: Options,
}

/// Prints the list of sections or the tables.
pub fn run(args: &TableArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    if let Some(periods) = &args.periods {
        return periods::run(args, periods, terminal);
    }
    let unread = |error: &ReadError| {
        terminal.warn(&errors::read_error(error, terminal.drawing()));
        Ok(Exit::Unread)
    };
    let (path, notice) = match targets::one(args.path.as_ref(), terminal) {
        Ok(selected) => selected,
        Err(error) => return unread(&error),
    };
    if let Some(notice) = &notice {
        terminal.warn(notice);
    }
    let opened = match open(&path, args, terminal) {
        Ok(opened) => opened,
        Err(error) => return unread(&error),
    };
    let for_tables = args.keys || args.recompute || !args.columns.is_empty();
    if opened.sections.is_empty() && for_tables {
        terminal.warn(&say!(
            terminal.lang,
            "error: --keys, --columns and --recompute need --section\n",
            "错误：--keys、--columns 和 --recompute 须与 --section 同用\n"
        ));
        return Ok(Exit::Unread);
    }
    let text = if opened.sections.is_empty() {
        list(&opened, args, terminal)?
    } else {
        tables(&opened, args, terminal)?
    };
    terminal.print(&text);
    // What could not be read comes last, where it is seen.
    let mistakes = opened.outcome.errors.iter().chain(&opened.report.errors);
    let mut exit = Exit::Clean;
    for error in mistakes {
        exit = unread(error)?;
    }
    Ok(exit)
}

/// Opens and checks the report; what was asked for must be there.
fn open(path: &Path, args: &TableArgs, terminal: &Terminal) -> Result<Opened, ReadError> {
    let read = Options {
        encoding: terminal.encoding,
        rounding: args.rounding,
        rules: args.rules.clone(),
        ..Options::default()
    };
    let folder = targets::folder_of(path);
    let Loaded { mut config, errors } = configuration(folder, &read);
    let mut sections = args.sections.clone();
    let mut opened = path;
    if let Some(section) = targets::section_of(path) {
        if args.rules.is_some() {
            targets::own_rules(&mut config, &section);
        } else if targets::section_within(path, &config).is_some() {
            opened = folder;
        }
        if sections.is_empty() {
            sections.push(section);
        }
    }
    let mut report = Report::open(opened, &config, &read);
    known_sections(&sections, &config, &report)?;
    known_columns(args, &sections, &report)?;
    let options = CheckOptions {
        keep: usize::MAX,
        read: read.clone(),
        today: Some(Date::today()),
        ..CheckOptions::default()
    };
    let mut outcome = check(&mut report, &config, &options);
    outcome.errors.splice(0..0, errors);
    // A long table is checked row by row; to be printed it is read as a whole.
    let needed = sections.iter().filter_map(|section| report.table(section));
    let needed: Vec<usize> = needed.filter(|&at| report.tables[at].streamed).collect();
    report.load_rows(&needed, &config, &read);
    Ok(Opened {
        report,
        config,
        outcome,
        sections,
        read,
    })
}

/// `--section` names sections.
fn known_sections(sections: &[String], config: &Config, report: &Report) -> Result<(), ReadError> {
    let configured = config.sections.iter().map(|section| section.name.as_str());
    let known: Vec<&str> = configured
        .chain(report.tables.iter().map(Table::section))
        .collect();
    // The table that the path itself names need not be readable.
    let named = report.path.file_stem().map(|stem| stem.to_string_lossy());
    let unknown = sections
        .iter()
        .find(|name| !known.contains(&name.as_str()) && named.as_deref() != Some(name.as_str()));
    match unknown {
        Some(name) => Err(ReadError::unknown_option("--section", name, &known)),
        None => Ok(()),
    }
}

/// `--columns` names columns of the tables that are printed, or reserved ones.
fn known_columns(args: &TableArgs, sections: &[String], report: &Report) -> Result<(), ReadError> {
    if sections.is_empty() {
        return Ok(());
    }
    let tables = sections.iter().filter_map(|section| report.table(section));
    let own = tables.flat_map(|at| &report.tables[at].layout.columns);
    let known: Vec<&str> = own.map(|column| column.name.as_str()).collect();
    let reserved = |name: &str| ColumnKind::reserved(name).is_some();
    let missing = |name: &&String| !known.contains(&name.as_str()) && !reserved(name);
    match args.columns.iter().find(missing) {
        Some(name) => Err(ReadError::unknown_option("--columns", name, &known)),
        None => Ok(()),
    }
}

fn list(opened: &Opened, args: &TableArgs, terminal: &Terminal) -> anyhow::Result<String> {
    let sizes: Vec<Size> = opened
        .report
        .tables
        .iter()
        .map(|table| size(table, opened))
        .collect();
    let list: Overview = overview(
        &opened.report,
        &opened.config,
        &sizes,
        &opened.outcome.findings,
        terminal.lang,
    );
    Ok(match args.format {
        Format::Text => text::table::overview(&list, terminal.drawing()),
        Format::Markdown => markdown::table::overview(&list, terminal.lang),
        Format::Csv => csv::table::overview(&list).context("writing CSV")?,
        Format::Json => json::table::overview(&list).context("writing JSON")?,
    })
}

/// How long a table is; a long one is read row by row.
fn size(table: &Table, opened: &Opened) -> Size {
    let mut size = Size::default();
    let mut count = |row: &TableRow| {
        let figures = row.readings.iter();
        let figures = figures.filter(|reading| matches!(reading, Reading::Figure(_)));
        size.rows += 1;
        size.figures += figures.count() as u64;
    };
    if !table.streamed {
        table.rows.iter().for_each(&mut count);
        return size;
    }
    let path = &table.layout.header.path;
    // A file that cannot be read was told of when it was checked.
    let Ok(mut rows) = row_reader(path, &opened.config, &opened.read) else {
        return size;
    };
    let mut header = true;
    while let Ok(Some(row)) = rows.next_row() {
        if !std::mem::take(&mut header) {
            count(&table.layout.read(&row, &opened.config.units));
        }
    }
    size
}

fn tables(opened: &Opened, args: &TableArgs, terminal: &Terminal) -> anyhow::Result<String> {
    let recomputed = match args.recompute {
        true => recompute(&opened.report, &opened.config, &opened.read),
        false => Vec::new(),
    };
    let shown = Shown {
        report: &opened.report,
        config: &opened.config,
        findings: &opened.outcome.findings.kept,
        lang: terminal.lang,
    };
    let asked = Asked {
        sections: &opened.sections,
        keys: args.keys,
        columns: &args.columns,
        recomputed: &recomputed,
    };
    let document = build(&shown, &asked);
    Ok(match args.format {
        Format::Text => text::table::document(&document, terminal.drawing()),
        Format::Markdown => markdown::table::document(&document, terminal.lang),
        Format::Csv => csv::table::document(&document, terminal.lang).context("writing CSV")?,
        Format::Json => json::table::document(&document).context("writing JSON")?,
    })
}
