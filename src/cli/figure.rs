//! `reportcheck figure`: how a print is read, or what a report leaves one of
//! its figures.

use super::arguments::{decimal_sign, multiple};
use super::exit::Exit;
use super::open::chosen;
use super::terminal::Terminal;
use crate::api::OpenReport;
use crate::cell::{NoCell, find};
use crate::figure::{
    Context, DecimalSign, Decimals, Multiple, Prints, Reading, Rounding, UnitBook, UnknownDecimals,
    read,
};
use crate::format::text::figure;
use crate::reason;
use crate::rule::{Path, parse_name};
use clap::Args;
use std::convert::Infallible;
use std::ffi::OsString;
use std::path::PathBuf;

/// Show how a print is read, or what the rules leave a figure of a report
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck figure 5万多
  reportcheck figure 6.4％ --rounding truncate
  reportcheck figure 21918.70 --unit 万元
  reportcheck figure -15.8%
  reportcheck figure 'about 200' 1,234* --lang en
  reportcheck figure science.posts --in data/2016")]
pub(super) struct FigureArgs {
    /// The prints, or names of cells such as requests.received
    #[arg(required = true, value_name = "PRINT|CELL", value_parser = unmarked)]
    prints: Vec<String>,
    /// The unit of its column or row
    #[arg(long)]
    unit: Option<String>,
    /// Places known after the point; negative for tens, INF for exact
    #[arg(long, value_parser = decimals)]
    decimals: Option<Decimals>,
    /// The sign before its fraction; the other one separates thousands
    #[arg(long, value_name = "SIGN", value_parser = decimal_sign)]
    decimal: Option<DecimalSign>,
    /// What it was rounded to a multiple of, such as 5 or 0.5
    #[arg(long, value_name = "NUMBER", value_parser = multiple, conflicts_with = "decimals")]
    rounded_to: Option<Multiple>,
    /// How it was rounded
    #[arg(long, value_name = "MODE")]
    rounding: Option<Rounding>,
    /// The report that the cells are in [default: the newest from here]
    #[arg(long = "in", value_name = "PATH")]
    within: Option<PathBuf>,
}

/// What stands before a negative figure, so that it is not taken for an option.
const MARK: char = '\u{E000}';

/// A command line in which negative figures such as `-15.8%` are told from
/// options: after `figure`, what begins with `-` and goes on with neither a
/// letter nor another `-`.
pub(super) fn with_negative_figures(mut args: Vec<OsString>) -> Vec<OsString> {
    let named = args.iter().skip(1).position(|arg| arg == "figure");
    let Some(behind) = named.map(|at| at + 2) else {
        return args;
    };
    for arg in args.iter_mut().skip(behind) {
        let Some(text) = arg.to_str() else { continue };
        if text == "--" {
            break;
        }
        let next = text.strip_prefix('-').and_then(|rest| rest.chars().next());
        if next.is_some_and(|next| next != '-' && !next.is_ascii_alphabetic()) {
            *arg = OsString::from(format!("{MARK}{text}"));
        }
    }
    args
}

fn unmarked(text: &str) -> Result<String, Infallible> {
    Ok(text.strip_prefix(MARK).unwrap_or(text).to_owned())
}

fn decimals(text: &str) -> Result<Decimals, UnknownDecimals> {
    text.strip_prefix(MARK).unwrap_or(text).parse()
}

/// Prints how each print is read, and what each cell may be.
pub(super) fn run(args: &FigureArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let units = UnitBook::default();
    let unit = args.unit.as_deref().and_then(|text| units.read(text));
    let context = Context {
        unit: unit.as_ref(),
        decimals: args.decimals.or(args.rounded_to.map(Decimals::Multiple)),
        rounding: args.rounding.unwrap_or_default(),
        whole: None,
        units: &units,
        prints: &Prints {
            decimal: args.decimal.unwrap_or_default(),
            ..Prints::PLAIN.clone()
        },
    };
    let mut exit = Exit::Clean;
    let mut report = None;
    for print in &args.prints {
        let reading = read(print, &context);
        if matches!(reading, Reading::Unreadable(_)) {
            if let Some(name) = cell_name(print) {
                exit = exit.worse(cell(&name, args, &mut report, terminal));
                continue;
            }
            exit = exit.worse(Exit::Findings);
        }
        terminal.print(&figure::print(print, &reading, terminal.lang));
    }
    Ok(exit)
}

/// The name of a cell: with a section, and of this period.
fn cell_name(text: &str) -> Option<Path> {
    parse_name(text).filter(|name| !name.prior && [2, 3].contains(&name.parts.len()))
}

/// The report, opened for the first cell, with what that makes of the exit
/// status; `None` where it could not be.
type OpenedOnce = Option<Option<(OpenReport, Exit)>>;

/// Prints what the report leaves a cell.
fn cell(name: &Path, args: &FigureArgs, opened: &mut OpenedOnce, terminal: &Terminal) -> Exit {
    let opened = opened.get_or_insert_with(|| open(args, terminal));
    let Some((opened, exit)) = opened.as_mut() else {
        return Exit::Unread;
    };
    let section = name.parts.first().map_or("", |(part, _)| part.as_str());
    if let Some(table) = opened.report.table(section)
        && opened.report.tables[table].streamed
    {
        let (report, config, options) = opened.parts();
        report.load_rows(&[table], config, &options.read);
    }
    let found = match find(name, &opened.report) {
        Some(Ok(found)) => found,
        Some(Err(error)) => return not_there(&error, opened, terminal),
        None => return Exit::Unread,
    };
    let (report, config, options) = opened.parts();
    let implied = reason::implied(report, config, options, &found.name);
    let table = &opened.report.tables[found.table];
    let row = &table.rows[found.row];
    let reading = row.reading(found.column).unwrap_or(&Reading::Blank);
    let read = match reading {
        Reading::Unreadable(_) => Exit::Findings,
        _ => Exit::Clean,
    };
    let lang = terminal.lang;
    terminal.print(&match implied {
        Some(implied) => {
            let unit = table.layout.unit_of(row.unit(), found.column);
            figure::implied(&implied, unit, lang)
        }
        None => {
            let place = row.place(found.column);
            figure::of_cell(&found.name, &place, reading, lang)
        }
    });
    exit.worse(read)
}

/// Opens the report, and tells what of it cannot be read.
fn open(args: &FigureArgs, terminal: &Terminal) -> Option<(OpenReport, Exit)> {
    let path = chosen(args.within.as_ref(), terminal).ok()?;
    let mut how = terminal.opening();
    how.read.rounding = args.rounding;
    how.read.rounded_to = args.rounded_to;
    how.read.decimal = args.decimal;
    let mut opened = how.open_there(&path);
    // The rules of all sections say what a figure may be.
    opened.options.sections.clear();
    let mut exit = Exit::Clean;
    for error in opened.loaded.errors.iter().chain(&opened.report.errors) {
        exit = terminal.error(error);
    }
    Some((opened, exit))
}

/// Tells that there is no such cell, unless its table could not be read, which
/// was told.
fn not_there(error: &NoCell, opened: &OpenReport, terminal: &Terminal) -> Exit {
    match error {
        NoCell::Table(section, _) if opened.report.failed(section) => Exit::Unread,
        error => terminal.problem(&error.say(terminal.lang)),
    }
}
