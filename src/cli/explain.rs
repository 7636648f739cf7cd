//! `reportcheck explain`: what a finding means, or what a rule checks.

use super::exit::Exit;
use super::targets;
use super::terminal::Terminal;
use crate::check::names;
use crate::explain::{entry, nearest_name};
use crate::format::{markdown, text};
use crate::report::{Options, ReadError, Report, configuration, folder_of};
use crate::rule::{Code, Config, Rule};
use crate::say;
use clap::Args;
use std::path::{Path, PathBuf};

/// Say what a finding means and how to mend it, or what a rule checks
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck explain                        all codes, one line each
  reportcheck explain parts-exceed-whole     a finding's code
  reportcheck explain science-posts data/2016    a rule, with the cells that it names")]
pub(super) struct ExplainArgs {
    /// A finding's code or a rule's name
    #[arg(value_name = "CODE|RULE")]
    name: Option<String>,
    /// The report that has the rule [default: the newest report from here]
    path: Option<PathBuf>,
    /// Print the whole reference as Markdown
    #[arg(long, hide = true)]
    markdown: bool,
}

/// Prints the page of a code, a rule, or the list of codes.
pub(super) fn run(args: &ExplainArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let lang = terminal.lang;
    if args.markdown {
        terminal.print(&markdown::explain::markdown(lang));
        return Ok(Exit::Clean);
    }
    let Some(name) = &args.name else {
        terminal.print(&text::explain::list(lang));
        return Ok(Exit::Clean);
    };
    match Code::named(name).and_then(entry) {
        Some(entry) => {
            terminal.print(&text::explain::page(entry, terminal.width, lang));
            Ok(Exit::Clean)
        }
        None => Ok(explain_rule(name, args.path.as_ref(), terminal)),
    }
}

/// Explains a rule by its name in the configuration found.
fn explain_rule(name: &str, path: Option<&PathBuf>, terminal: &Terminal) -> Exit {
    let (report, notice) = match targets::one(path, terminal) {
        Ok((path, notice)) => (Some(path), notice),
        // A configuration can be asked about before there is any report.
        Err(ReadError::NoTables { .. }) => (None, None),
        Err(error) => return terminal.error(&error),
    };
    let options = terminal.read();
    let at = report.as_ref().or(path);
    let folder = at.map_or(Path::new("."), |at| folder_of(at));
    let loaded = configuration(folder, &options);
    let Some(rule) = loaded.config.rules.iter().find(|rule| rule.name == name) else {
        loaded.errors.iter().for_each(|error| {
            terminal.error(error);
        });
        return unknown(name, &loaded.config, terminal);
    };
    terminal.warn(&notice.unwrap_or_default());
    let mut exit = Exit::Clean;
    for error in &loaded.errors {
        exit = terminal.error(error);
    }
    let mistake = print_rule(rule, &loaded.config, report.as_deref(), &options, terminal);
    match mistake {
        Some(mistake) => terminal.error(&mistake),
        None => exit,
    }
}

fn print_rule(
    rule: &Rule,
    config: &Config,
    report: Option<&Path>,
    options: &Options,
    terminal: &Terminal,
) -> Option<ReadError> {
    // Other tables of the report may be named, so all of it is opened.
    let report = report.map(folder_of);
    let found = report.map(|path| {
        let mut report = Report::open(path, config, options);
        let one = Config {
            rules: vec![rule.clone()],
            ..config.clone()
        };
        let of_columns = report.for_columns(&one).unwrap_or(one);
        let rules = of_columns.rules.iter();
        let mut named = Vec::new();
        for found in rules.map(|rule| names(rule, &mut report, config, options)) {
            named.extend(found?);
        }
        Ok(named)
    });
    let (found, mistake) = match found {
        Some(Ok(names)) => (Some(names), None),
        Some(Err(error)) => (None, Some(ReadError::Config(error))),
        None => (None, None),
    };
    let text = text::explain::rule(
        rule,
        config,
        found.as_deref(),
        terminal.width,
        terminal.lang,
    );
    terminal.print(&text);
    mistake
}

fn unknown(name: &str, config: &Config, terminal: &Terminal) -> Exit {
    let lang = terminal.lang;
    let rules = config.rules.iter().map(|rule| rule.name.as_str());
    let title = match nearest_name(name, rules) {
        Some(nearest) => say!(
            lang,
            "no finding's code and no rule here is called `{name}`; did you mean `{nearest}`?",
            "没有名为“{name}”的发现代码或规则；是不是“{nearest}”？"
        ),
        None => say!(
            lang,
            "no finding's code and no rule here is called `{name}`; `reportcheck explain` lists the codes",
            "没有名为“{name}”的发现代码或规则；“reportcheck explain”可列出全部代码"
        ),
    };
    terminal.problem(&title)
}
