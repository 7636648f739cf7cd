//! `reportcheck table --periods`: sections of several reports side by side.

use super::args::{TableArgs, TableFormat};
use crate::cli::exit::Exit;
use crate::cli::open::{unknown, unknown_sections};
use crate::cli::targets;
use crate::cli::terminal::{Terminal, ToldOnce};
use crate::format::text::line;
use crate::format::view::periods::{self, PeriodSection, PeriodTables};
use crate::format::{csv, json, markdown, text};
use crate::period::{Period, Periods};
use crate::report::{
    Options, ReadError, Report, configuration, folder_above, folder_of, section_of, series_of,
};
use crate::rule::Config;
use crate::say;
use crate::say::lists;
use crate::say::no_report;
use crate::series::{PeriodReport, blocks, restated};
use crate::table::ColumnKind;
use anyhow::Context;
use std::path::{Path, PathBuf};

/// Periods without a report that are named.
const NAMED: usize = 12;

/// Why nothing can be shown.
enum Refused {
    /// Something could not be read.
    Read(ReadError),
    /// What was asked for makes no sense; the sentence.
    Asked(String),
}

impl From<ReadError> for Refused {
    fn from(error: ReadError) -> Refused {
        Refused::Read(error)
    }
}

/// Prints the sections over the periods.
pub(super) fn run(args: &TableArgs, asked: &str, terminal: &Terminal) -> anyhow::Result<Exit> {
    let opened = match open(args, asked, terminal) {
        Ok(opened) => opened,
        Err(Refused::Read(error)) => return Ok(terminal.error(&error)),
        Err(Refused::Asked(sentence)) => {
            terminal.warn(&line(&say!(
                terminal.lang,
                "error: {sentence}",
                "错误：{sentence}"
            )));
            return Ok(Exit::Unread);
        }
    };
    terminal.warn(&opened.gaps(terminal));
    let sections = opened.sections(args);
    let shown = PeriodTables {
        config: &opened.config,
        sections,
        keys: args.keys,
        lang: terminal.lang,
    };
    let printed = match args.format {
        TableFormat::Text => text::table::document(&periods::document(&shown), terminal.drawing()),
        TableFormat::Markdown => {
            markdown::table::document(&periods::document(&shown), terminal.lang)
        }
        TableFormat::Csv => csv::periods::document(&shown).context("writing CSV")?,
        TableFormat::Json => json::periods::document(&shown, &opened.missing),
    };
    terminal.print_drawn(&printed);
    // What could not be read comes last, where it is seen; once, though a
    // report may be looked at from two sides.
    let mut exit = Exit::Clean;
    let mut told = ToldOnce::new(terminal);
    let own = opened.reports.iter().flat_map(|one| &one.report.errors);
    for error in opened.errors.iter().chain(own) {
        exit = told.error(error);
    }
    Ok(exit)
}

/// The reports of the periods.
struct PeriodReports {
    config: Config,
    errors: Vec<ReadError>,
    /// Oldest first.
    reports: Vec<PeriodReport>,
    missing: Vec<Period>,
    names: Vec<String>,
}

fn open(args: &TableArgs, asked: &str, terminal: &Terminal) -> Result<PeriodReports, Refused> {
    let (path, _) = targets::one(args.path.as_ref(), terminal)?;
    let names = sections_asked(args, &path, terminal)?;
    let read = args.opening(terminal).read;
    let folder = folder_of(&path);
    let loaded = configuration(folder, &read);
    let parent = folder_above(&path).unwrap_or_default();
    let (known, evidence) = series_of(folder, loaded.config.period, &read.neighbours);
    let periods = Periods::read(asked, &evidence)
        .map_err(|error| error.say(terminal.lang))
        .map_err(|said| say!(terminal.lang, "--periods: {said}", "--periods：{said}"))
        .map_err(Refused::Asked)?;
    let reports = open_reports(&known, &periods, &names, &loaded.config, &read);
    if reports.is_empty() {
        return Err(Refused::Asked(nothing_in(&known, &parent, asked, terminal)));
    }
    known_names(args, &names, &loaded.config, &reports)?;
    let there: Vec<Period> = known.into_iter().map(|(period, _)| period).collect();
    Ok(PeriodReports {
        missing: periods.missing(&there),
        config: loaded.config,
        errors: loaded.errors,
        reports,
        names,
    })
}

/// The sections that are asked for; the table itself where one is named.
fn sections_asked(
    args: &TableArgs,
    path: &Path,
    terminal: &Terminal,
) -> Result<Vec<String>, Refused> {
    match (args.sections.is_empty(), section_of(path)) {
        (false, _) => Ok(args.sections.clone()),
        (true, Some(section)) => Ok(vec![section]),
        (true, None) => Err(Refused::Asked(say!(
            terminal.lang,
            "--periods needs --section",
            "--periods 须与 --section 同用"
        ))),
    }
}

fn nothing_in(
    known: &[(Period, PathBuf)],
    parent: &Path,
    asked: &str,
    terminal: &Terminal,
) -> String {
    let (lang, parent) = (terminal.lang, parent.display());
    let there: Vec<String> = known.iter().map(|(period, _)| period.plain()).collect();
    let there = lists::listed(&there, lang);
    match there.is_empty() {
        true => say!(
            lang,
            "--periods: no report in {parent} is of a known period",
            "--periods：{parent} 中没有报告期明确的报告"
        ),
        false => say!(
            lang,
            "--periods: there is no report for {asked} in {parent}; there are {there}",
            "--periods：{parent} 中没有 {asked} 的报告；现有 {there}"
        ),
    }
}

/// Opens the reports of the periods, and looks at what each one's successor
/// prints of it.
fn open_reports(
    known: &[(Period, PathBuf)],
    periods: &Periods,
    names: &[String],
    config: &Config,
    read: &Options,
) -> Vec<PeriodReport> {
    let mut reports = Vec::new();
    for (period, path) in known.iter().filter(|(period, _)| periods.hold(period)) {
        let mut report = Report::open(path, config, read);
        let tables = names.iter().filter_map(|name| report.table(name));
        let long: Vec<usize> = tables.filter(|&at| report.tables[at].streamed).collect();
        report.load_rows(&long, config, read);
        let after = period.after();
        let next = known.iter().find(|(other, _)| other.is(&after));
        let restated = next.map(|(next, path)| restated((next, path), config, read));
        reports.push(PeriodReport {
            period: period.clone(),
            report,
            restated: restated.unwrap_or_default(),
        });
    }
    reports
}

/// `--section` and `--columns` name what is there.
fn known_names(
    args: &TableArgs,
    names: &[String],
    config: &Config,
    reports: &[PeriodReport],
) -> Result<(), ReadError> {
    // A table that could not be read is one all the same.
    let failed = |name: &str| reports.iter().any(|one| one.report.failed(name));
    let asked = names.iter().map(String::as_str);
    let asked = asked.filter(|name| !failed(name));
    let all = || reports.iter().map(|one| &one.report);
    let mut mistakes = unknown_sections(asked, config, all());
    if mistakes.is_empty() {
        let tables = all().flat_map(|report| &report.tables);
        let shown = tables.filter(|table| names.iter().any(|name| name == table.section()));
        let columns = shown.flat_map(|table| &table.layout.columns);
        let figures = columns.filter(|column| column.kind == ColumnKind::Figure);
        let known = figures.map(|column| column.name.as_str());
        mistakes = unknown("--columns", args.columns.iter().map(String::as_str), known);
    }
    mistakes.into_iter().next().map_or(Ok(()), Err)
}

impl PeriodReports {
    /// What is named and not there: a line for reports, one for tables.
    fn gaps(&self, terminal: &Terminal) -> String {
        let lang = terminal.lang;
        let mut text = String::new();
        for period in self.missing.iter().take(NAMED) {
            text.push_str(&line(&no_report(period.text(), lang)));
        }
        if let more @ 1.. = self.missing.len().saturating_sub(NAMED) {
            text.push_str(&say!(
                lang,
                "and none for {more} more periods\n",
                "另有 {more} 个报告期也没有报告\n"
            ));
        }
        for name in &self.names {
            for one in &self.reports {
                if one.report.table(name).is_none() {
                    let period = one.period.plain();
                    text.push_str(&line(&say!(
                        lang,
                        "the report for {period} has no readable table `{name}`",
                        "{period} 的报告没有可读的“{name}”表格"
                    )));
                }
            }
        }
        text
    }

    fn sections<'a>(&'a self, args: &TableArgs) -> Vec<PeriodSection<'a>> {
        let section = |name: &'a String| {
            let has = |one: &&PeriodReport| one.report.table(name).is_some();
            let reports: Vec<&PeriodReport> = self.reports.iter().filter(has).collect();
            PeriodSection {
                name,
                blocks: blocks(&reports, &self.config, name, &args.columns),
                reports,
            }
        };
        let sections = self.names.iter().map(section);
        sections
            .filter(|section| !section.reports.is_empty())
            .collect()
    }
}
