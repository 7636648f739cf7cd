//! `reportcheck sql`: the rules of a report as queries for an engine.

use super::arguments::{GivenRounding, GivenRules};
use super::bad_value::BadValue;
use super::exit::Exit;
use super::open::{chosen, unknown};
use super::terminal::{Terminal, ToldOnce};
use super::whole_file::write_whole;
use crate::api::OpenReport;
use crate::check::bound_then;
use crate::report::ReadError;
use crate::say;
use crate::say::terms::plural;
use crate::sql::{Asked, Dialect, Script, script};
use crate::table::Table;
use clap::{Args, ValueEnum};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Write the rules as SQL, for an engine that is where the data live
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck sql data/2016 > checks.sql
  duckdb < checks.sql
  reportcheck sql data/2016 --dialect spark --output checks.sql
  reportcheck sql data/2016 --table \"requests=read_parquet('requests.parquet')\"
  reportcheck sql data/2016 --table requests=lake.requests --table prior.requests=lake.requests_2015

Exit status: 0 every rule is written, 1 some are not, 2 there are no rules, or
something could not be read.")]
pub(super) struct SqlArgs {
    /// The folder of a report, or of reports (the newest is taken), or a table
    path: Option<PathBuf>,
    /// The engine that is to run them
    #[arg(long, value_enum, default_value = "duckdb")]
    dialect: DialectArg,
    /// Where the rows of a section live, as the engine calls it; may be repeated. prior.SECTION is
    /// that of the report before
    #[arg(long = "table", value_name = "SECTION=EXPRESSION", value_parser = source)]
    tables: Vec<(String, String)>,
    /// A file to write to instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    given: GivenRules,
    #[command(flatten)]
    rounding: GivenRounding,
}

#[derive(Clone, Copy, ValueEnum)]
enum DialectArg {
    Duckdb,
    Spark,
}

/// `requests=lake.requests`
fn source(text: &str) -> Result<(String, String), BadValue> {
    let parts = text
        .split_once('=')
        .map(|(name, at)| (name.trim(), at.trim()));
    let parts = parts.filter(|(name, at)| !name.is_empty() && !at.is_empty());
    let parts = parts.map(|(name, at)| (name.to_owned(), at.to_owned()));
    parts.ok_or_else(|| {
        BadValue::new(|lang| {
            say!(
                lang,
                "write the section and where its rows live: requests=lake.requests",
                "请写部分和其各行所在：requests=lake.requests"
            )
        })
    })
}

/// Writes the queries.
pub(super) fn run(args: &SqlArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let path = match chosen(args.path.as_ref(), terminal) {
        Ok(path) => path,
        Err(exit) => return Ok(exit),
    };
    let mut how = terminal.opening();
    how.read.rounding = args.rounding.rounding;
    how.read.rounded_to = args.rounding.rounded_to;
    how.read.decimal = args.rounding.decimal;
    how.read.rules.clone_from(&args.given.rules);
    let mut opened = how.open_there(&path);
    let sources: BTreeMap<String, String> = args.tables.iter().cloned().collect();
    if let Some(error) = no_such_table(&sources, &opened) {
        return Ok(terminal.error(&error));
    }
    let (written, errors) = write(&mut opened, &sources, args, terminal);
    let mut exit = Exit::Clean;
    let mut told = ToldOnce::new(terminal);
    for error in opened.loaded.errors.iter().chain(&errors) {
        exit = told.error(error);
    }
    let Some(script) = written else {
        return Ok(exit);
    };
    if script.rules() == 0 {
        return Ok(match exit {
            Exit::Clean => no_rules(&opened, terminal),
            unread => unread,
        });
    }
    match &args.output {
        None => terminal.print(&script.text),
        Some(file) => {
            if let Err(error) = write_whole(file, &script.text) {
                return Ok(terminal.unwritten(&error));
            }
        }
    }
    tell(&script, terminal);
    let all = script.not_written.is_empty();
    Ok(exit.worse(if all { Exit::Clean } else { Exit::Findings }))
}

/// The queries of a report, and what could not be read.
fn write(
    opened: &mut OpenReport,
    sources: &BTreeMap<String, String>,
    args: &SqlArgs,
    terminal: &Terminal,
) -> (Option<Script>, Vec<ReadError>) {
    let (report, config, options) = opened.parts();
    let asked = Asked {
        dialect: match args.dialect {
            DialectArg::Duckdb => Dialect::DuckDb,
            DialectArg::Spark => Dialect::Spark,
        },
        sources,
        options: &options.read,
        lang: terminal.lang,
    };
    let mut written = None;
    let outcome = bound_then(report, config, options, |scope, bound| {
        written = Some(script(scope, bound, &asked));
    });
    (written, outcome.errors)
}

/// That there are no rules, and what to do next: a script without queries would
/// be taken for one that finds nothing.
fn no_rules(opened: &OpenReport, terminal: &Terminal) -> Exit {
    let lang = terminal.lang;
    let file = opened.config().excerpt.as_ref().map(|file| &file.path);
    terminal.problem(&match file {
        None => say!(
            lang,
            "nothing was written: there are no rules; `reportcheck init` writes some to begin with",
            "未写出任何内容：还没有规则；可用 reportcheck init 写出初稿"
        ),
        Some(file) => say!(
            lang,
            "nothing was written: {file} has no rule for this; write one there, or see what `reportcheck init --stdout` writes to begin with",
            "未写出任何内容：{file} 中没有适用的规则；请在其中写上规则，或用 reportcheck init --stdout 看看初稿",
            file = file.display()
        ),
    })
}

/// A section that rows were given for and no table has.
fn no_such_table(sources: &BTreeMap<String, String>, opened: &OpenReport) -> Option<ReadError> {
    let named = sources.keys().map(String::as_str);
    let named = named.map(|name| name.strip_prefix("prior.").unwrap_or(name));
    let tables = opened.report.tables.iter().map(Table::section);
    let configured = opened.config().sections.iter();
    let known = tables.chain(configured.map(|section| section.name.as_str()));
    let known: BTreeSet<&str> = known.collect();
    unknown("--table", named, known.into_iter()).pop()
}

/// Tells how many rules are written, and why the others are not.
fn tell(script: &Script, terminal: &Terminal) {
    let lang = terminal.lang;
    let (written, not_written) = (script.written, script.not_written.len());
    let mut text = say!(
        lang,
        "{written} rule{s} written, {not_written} not\n",
        "已写出 {written} 条规则，未写出 {not_written} 条{s}\n",
        s = plural(written as u64, lang)
    );
    for rule in &script.not_written {
        let (name, why) = (&rule.rule, rule.why.say(lang));
        text.push_str(&say!(lang, "  {name}: {why}\n", "  {name}：{why}\n"));
    }
    terminal.warn(&text);
}
