//! The arguments of `reportcheck validate`.

use crate::api::OpenOptions;
use crate::check::Outcome;
use crate::cli::arguments::{Failing, GivenRounding, GivenRules, Quiet, Untrusted, whole_number};
use crate::cli::bad_value::BadValue;
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::date::Date;
use crate::finding::MOST_LISTED;
use crate::format::Format;
use crate::parallel::at_once;
use crate::report::{Neighbours, Options};
use crate::rule::nearest;
use crate::say;
use crate::say::lists::listed;
use crate::say::run::ReportLine;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Check reports: every rule, and what needs no rule
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck validate                       the newest report from here
  reportcheck validate data/2016             one report
  reportcheck validate submissions/          every report in a folder
  reportcheck validate data/2016 --section proposals --lang zh
  reportcheck validate t.csv --check 'total = a + b' --rounding truncate
  reportcheck validate t.csv --rules my-rules.toml --format json
  reportcheck validate submissions/ --rules office.toml --untrusted")]
pub(crate) struct ValidateArgs {
    /// Folders of reports, or single tables and documents
    pub paths: Vec<PathBuf>,
    /// A rule to check instead of the configured ones; may be repeated
    #[arg(long, value_name = "RULE")]
    pub check: Vec<String>,
    #[command(flatten)]
    pub given: GivenRules,
    #[command(flatten)]
    pub untrusted: Untrusted,
    /// Only the rules of this name; may be repeated
    #[arg(long = "rule", value_name = "NAME")]
    pub only_rules: Vec<String>,
    /// Only this section; may be repeated
    #[arg(long = "section", value_name = "NAME")]
    pub sections: Vec<String>,
    #[command(flatten)]
    pub rounding: GivenRounding,
    #[command(flatten)]
    pub failing: Failing,
    /// Accept reports without any rule or any figure, instead of exit status 2
    #[arg(long)]
    pub allow_unchecked: bool,
    #[arg(long, value_name = "N", help = max_help(), value_parser = whole_number)]
    max: Option<usize>,
    /// List the figures that are under no rule, section by section
    #[arg(long)]
    pub coverage: bool,
    /// Also look for relations that the figures show by themselves, such as totals and their parts,
    /// among those that no rule covers; where there are no rules, that is done anyway
    #[arg(long)]
    pub discover: bool,
    /// What breaks a relation that was found is an error, and not a warning
    #[arg(long)]
    pub strict: bool,
    /// Check rule by rule only, and not the report as a whole
    #[arg(long)]
    pub no_reason: bool,
    /// The day by which waivers end, such as 2027-01-31 [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub quiet: Quiet,
    /// What to print
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    pub format: Format,
    /// Also write a file, in the format that its ending says, such as report.html, or that is named
    /// before it; may be repeated
    #[arg(long, value_name = "[FORMAT=]FILE", value_parser = output)]
    pub output: Vec<(Format, PathBuf)>,
    /// Reports, or parts of one long table, checked at the same time [default: one for each
    /// processor]
    #[arg(long, short, value_name = "N", value_parser = at_least_one)]
    jobs: Option<NonZeroUsize>,
    /// Check again whenever a file is saved, until interrupted
    #[arg(long)]
    pub watch: bool,
}

impl ValidateArgs {
    /// How many findings of a report a format lists.
    pub(crate) fn limit(&self, format: Format) -> usize {
        match self.max {
            Some(0) => MOST_LISTED,
            Some(max) => max.min(MOST_LISTED),
            None => format.listed(),
        }
    }

    /// How the reports are opened.
    pub(crate) fn opening(&self, terminal: &Terminal) -> OpenOptions {
        OpenOptions {
            read: Options {
                untrusted: self.untrusted.untrusted,
                report_size: self.untrusted.report_size,
                hold: self.untrusted.hold,
                named: self.paths.clone(),
                neighbours: match self.untrusted.untrusted {
                    true => Neighbours::by_names(terminal.reach.clone()),
                    false => Neighbours::within(terminal.reach.clone()),
                },
                rounding: self.rounding.rounding,
                rounded_to: self.rounding.rounded_to,
                decimal: self.rounding.decimal,
                rules: self.given.rules.clone(),
                ..terminal.read()
            },
            own_rules: self.check.clone(),
            sections: self.sections.clone(),
            today: Some(self.as_of.unwrap_or_else(Date::today)),
            keep: None,
            threads: None,
            discover: self.discover,
            strict: self.strict,
        }
    }

    /// How many reports are checked at the same time.
    pub(crate) fn threads(&self) -> usize {
        self.jobs.map_or_else(at_once, NonZeroUsize::get)
    }

    /// Whether what is printed ends in a line for people.
    pub(crate) fn says_it_last(&self) -> bool {
        let line = [
            Format::Text,
            Format::Concise,
            Format::Markdown,
            Format::Github,
        ];
        !self.quiet.quiet && line.contains(&self.format)
    }

    /// What a report's outcome makes of the exit status.
    pub(crate) fn exit(&self, outcome: &Outcome, line: &ReportLine) -> Exit {
        if line.unread > 0 {
            return Exit::Unread;
        }
        match self.failing.exit(&outcome.findings) {
            // What fails by what was found says so already.
            Exit::Clean if line.fails_for_nothing(self.allow_unchecked) => Exit::Unread,
            exit => exit,
        }
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// The help of `--max`, which says what each format does without it.
fn max_help() -> String {
    let limits = Format::ALL.map(|format| (format.name(), format.listed()));
    let most = limits.iter().map(|(_, most)| *most).max().unwrap_or(0);
    let own = limits.iter().filter(|(_, own)| *own < most);
    let own: String = own
        .map(|(name, own)| format!("{own} in {name}, "))
        .collect();
    format!(
        "Findings listed for each report; 0 lists all, which are {MOST_LISTED} at most [default: {own}{most} in other formats]"
    )
}

/// A number of reports.
fn at_least_one(text: &str) -> Result<NonZeroUsize, BadValue> {
    text.parse().map_err(|_| {
        BadValue::new(|lang| {
            say!(
                lang,
                "expected a whole number from 1",
                "应为不小于 1 的整数"
            )
        })
    })
}

/// A format by its name.
fn format(name: &str) -> Result<Format, BadValue> {
    let unknown = |lang| {
        let names = Format::ALL.map(Format::name);
        let nearest = nearest(name, names);
        let nearest =
            nearest.map(|nearest| say!(lang, "did you mean {nearest}? ", "是不是 {nearest}？"));
        let nearest = nearest.unwrap_or_default();
        let names = listed(&names, lang);
        say!(
            lang,
            "{nearest}formats are {names}",
            "{nearest}可用的格式有 {names}"
        )
    };
    Format::named(name).ok_or_else(|| BadValue::new(unknown))
}

/// `FORMAT=FILE`, or a file whose ending says the format.
fn output(text: &str) -> Result<(Format, PathBuf), BadValue> {
    let written = PathBuf::from(text);
    let by_ending = || Format::of_file(&written).map(|format| (format, written.clone()));
    let Some((name, file)) = text.split_once('=') else {
        return by_ending().ok_or_else(|| unknown_ending(text));
    };
    if Format::named(name).is_some() && file.is_empty() {
        return Err(BadValue::new(|lang| {
            say!(
                lang,
                "expected a file after `{name}=`",
                "“{name}=”后面应有文件名"
            )
        }));
    }
    // A word by itself is meant for a format; all else begins the file's name.
    match name.chars().all(char::is_alphabetic) {
        true => Ok((format(name)?, PathBuf::from(file))),
        false => by_ending().ok_or_else(|| unknown_ending(text)),
    }
}

/// A file whose ending does not say which format it is to have.
fn unknown_ending(file: &str) -> BadValue {
    BadValue::new(|lang| {
        let names = listed(&Format::ALL.map(Format::name), lang);
        let endings = listed(&Format::ENDINGS.map(|(ending, _)| ending), lang);
        say!(
            lang,
            "the ending of `{file}` does not say its format; write FORMAT=FILE, such as html={file} (formats are {names}), or end the file in {endings}",
            "“{file}”的扩展名看不出格式；请写成“格式=文件”，如 html={file}（可用的格式有 {names}），或使用扩展名 {endings}"
        )
    })
}
