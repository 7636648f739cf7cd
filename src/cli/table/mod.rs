//! `reportcheck table`: lists a report's sections, or prints their tables with
//! the findings marked in them.

mod args;
mod periods;

pub(super) use args::TableArgs;

use super::exit::Exit;
use super::open::{chosen, unknown, unknown_sections};
use super::terminal::Terminal;
use crate::api::OpenReport;
use crate::check::{Outcome, recompute};
use crate::finding::Findings;
use crate::format::view::{Asked, Basis, Overview, Size, build, overview};
use crate::format::{csv, json, markdown, text};
use crate::lang::Lang;
use crate::lint::Usage;
use crate::reason;
use crate::report::{ReadError, Report, ReportPath, row_reader, section_in};
use crate::say;
use crate::say::counts::beside_sections;
use crate::table::{ColumnKind, Table, TableRow};
use anyhow::Context;
use args::TableFormat;
use std::path::Path;

/// A report with what is to be printed of it.
struct Printed {
    /// The report.
    opened: OpenReport,
    /// What was found in it.
    outcome: Outcome,
    /// The sections to print; none: they are listed.
    sections: Vec<String>,
}

/// Prints the list of sections or the tables.
pub(super) fn run(args: &TableArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    if let Some(periods) = &args.periods {
        return periods::run(args, periods, terminal);
    }
    let path = match chosen(args.path.as_ref(), terminal) {
        Ok(path) => path,
        Err(exit) => return Ok(exit),
    };
    let printed = match open(&path, args, terminal) {
        Ok(printed) => printed,
        Err(error) => return Ok(terminal.error(&error)),
    };
    let for_tables = args.keys || args.recompute || !args.columns.is_empty();
    if printed.sections.is_empty() && for_tables {
        terminal.warn(&say!(
            terminal.lang,
            "error: --keys, --columns and --recompute need --section\n",
            "错误：--keys、--columns 和 --recompute 须与 --section 同用\n"
        ));
        return Ok(Exit::Unread);
    }
    let text = if printed.sections.is_empty() {
        list(&printed, args, terminal)?
    } else {
        tables(&printed, args, terminal)?
    };
    terminal.print_drawn(&text);
    // What could not be read comes last, where it is seen.
    let OpenReport { report, loaded, .. } = &printed.opened;
    let errors = loaded.errors.iter().chain(&printed.outcome.errors);
    let mut exit = Exit::Clean;
    for error in errors.chain(&report.errors) {
        exit = terminal.error(error);
    }
    Ok(exit)
}

/// Opens and checks the report; what was asked for must be there.
fn open(path: &Path, args: &TableArgs, terminal: &Terminal) -> Result<Printed, ReadError> {
    let mut opened = args.opening(terminal).open_there(path);
    // The whole report is checked, whichever of its tables are printed.
    opened.options.sections.clear();
    // Waivers are told of whatever rules are given.
    opened.options.other_rules = false;
    let mut sections = args.sections.clone();
    if sections.is_empty() {
        match opened.report.documents.as_slice() {
            // All that stands in it, unless the folder around it is the report.
            [one] if opened.report.path == *path && !one.sections.is_empty() => {
                let names = one.sections.iter();
                sections.extend(names.map(|(name, ..)| name.clone()));
            }
            _ => sections.extend(section_in(ReportPath::at(path), opened.config())),
        }
    }
    // The table that the path itself names need not be readable.
    let itself = section_in(ReportPath::at(path), opened.config());
    let asked = sections.iter().map(String::as_str);
    let asked = asked.filter(|name| itself.as_deref() != Some(*name));
    let unknown = unknown_sections(asked, opened.config(), [&opened.report]);
    if let Some(error) = unknown.into_iter().next() {
        return Err(error);
    }
    known_columns(args, &sections, &opened.report)?;
    // As `validate` checks it, so that both count alike.
    let outcome = opened.check_by(reason::check);
    // A long table is checked row by row; to be printed it is read as a whole.
    let (report, config, options) = opened.parts();
    let needed = sections.iter().filter_map(|section| report.table(section));
    let needed: Vec<usize> = needed.filter(|&at| report.tables[at].streamed).collect();
    report.load_rows(&needed, config, &options.read);
    Ok(Printed {
        opened,
        outcome,
        sections,
    })
}

/// `--columns` names columns of the tables that are printed, or reserved ones.
fn known_columns(args: &TableArgs, sections: &[String], report: &Report) -> Result<(), ReadError> {
    if sections.is_empty() {
        return Ok(());
    }
    let tables = sections.iter().filter_map(|section| report.table(section));
    let own = tables.flat_map(|at| &report.tables[at].layout.columns);
    let asked = args.columns.iter().map(String::as_str);
    let asked = asked.filter(|name| ColumnKind::reserved(name).is_none());
    let unknown = unknown("--columns", asked, own.map(|column| column.name.as_str()));
    unknown.into_iter().next().map_or(Ok(()), Err)
}

fn list(printed: &Printed, args: &TableArgs, terminal: &Terminal) -> anyhow::Result<String> {
    let opened = &printed.opened;
    let sizes: Vec<Size> = opened
        .report
        .tables
        .iter()
        .map(|table| size(table, opened))
        .collect();
    let list: Overview = overview(
        &opened.report,
        opened.config(),
        &sizes,
        &printed.outcome.findings,
        terminal.lang,
    );
    let beside = beside(printed, terminal.lang);
    Ok(match args.format {
        TableFormat::Text => {
            let list = text::table::overview(&list, terminal.drawing());
            beside.map_or(list.clone(), |beside| format!("{list}{beside}\n"))
        }
        TableFormat::Markdown => {
            let list = markdown::table::overview(&list, terminal.lang);
            beside.map_or(list.clone(), |beside| format!("{list}\n{beside}\n"))
        }
        TableFormat::Csv => csv::table::overview(&list).context("writing CSV")?,
        TableFormat::Json => json::table::overview(&list),
    })
}

/// What `validate` counts beside the findings that are listed: what waivers
/// accept, and what is wrong with the rules themselves.
fn beside(printed: &Printed, lang: Lang) -> Option<String> {
    let (opened, outcome) = (&printed.opened, &printed.outcome);
    let report = &opened.report;
    let mut usage = Usage::new();
    usage.add_names(&outcome.rules);
    if report.is_folder {
        usage.add_tallies(&outcome.rules);
    }
    usage.add_prior(
        &report.path,
        report.no_prior.as_ref(),
        outcome.prior.is_some(),
    );
    let mut of_rules = Findings::default();
    for finding in usage.findings(opened.config()) {
        of_rules.push(finding);
    }
    beside_sections(outcome.waived.len(), &of_rules, lang)
}

/// How long a table is; a long one is read row by row.
fn size(table: &Table, opened: &OpenReport) -> Size {
    let mut size = Size::default();
    let mut count = |row: &TableRow| {
        let figures = (0..row.width()).filter(|column| row.has_figure(*column));
        size.rows += 1;
        size.figures += figures.count() as u64;
    };
    if !table.streamed {
        table.rows.iter().for_each(&mut count);
        return size;
    }
    // A file that cannot be read was told of when it was checked.
    let Ok(mut rows) = row_reader(&table.layout, opened.config(), &opened.options.read) else {
        return size;
    };
    let mut header = true;
    while let Ok(Some(row)) = rows.next_row() {
        if !std::mem::take(&mut header) {
            count(&table.layout.read(&row, &opened.config().units));
        }
    }
    size
}

fn tables(printed: &Printed, args: &TableArgs, terminal: &Terminal) -> anyhow::Result<String> {
    let opened = &printed.opened;
    let recomputed = match args.recompute {
        true => recompute(&opened.report, opened.config(), &opened.options.read),
        false => Vec::new(),
    };
    let basis = Basis {
        report: &opened.report,
        config: opened.config(),
        lang: terminal.lang,
    };
    let findings = &printed.outcome.findings.kept;
    let asked = Asked {
        sections: &printed.sections,
        keys: args.keys,
        columns: &args.columns,
        recomputed: &recomputed,
    };
    let document = build(basis, findings, &asked);
    Ok(match args.format {
        TableFormat::Text => text::table::document(&document, terminal.drawing()),
        TableFormat::Markdown => markdown::table::document(&document, terminal.lang),
        TableFormat::Csv => {
            csv::table::document(&document, terminal.lang).context("writing CSV")?
        }
        TableFormat::Json => json::table::document(&document),
    })
}
