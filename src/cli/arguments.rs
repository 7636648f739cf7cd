//! Arguments that several commands take, each written once. Plain comments
//! stand on the groups: a doc comment would replace a command's description.

use super::bad_value::BadValue;
use super::exit::Exit;
use crate::date::Date;
use crate::figure::{DecimalSign, Multiple, Rounding};
use crate::finding::Findings;
use crate::rule::Severity;
use crate::say;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

// The report that a command changes.
#[derive(Args)]
pub(super) struct OneReport {
    /// The report's folder, or a table of it
    pub path: Option<PathBuf>,
}

// Another configuration.
#[derive(Args)]
pub(super) struct GivenRules {
    /// A configuration to use instead of the one found
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
}

// Whether what is checked was handed in by others, and how much of it is read.
#[derive(Args)]
pub(super) struct Untrusted {
    /// The reports were handed in by others: what they say that weakens their own check is told and
    /// not obeyed
    #[arg(long)]
    pub untrusted: bool,
    /// What the tables of a report may be together, in MiB; a sixty-fourth of it may be held in memory
    /// at once [default: 64 with --untrusted]
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..))]
    pub report_size: Option<u64>,
    /// The longest table that is held in memory where rules need all its rows at once, in MiB; it takes
    /// up to 24 times its text [default: as much as the free memory allows, at least 64]
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..))]
    pub hold: Option<u64>,
}

// Another way of rounding, and another decimal sign.
#[derive(Args)]
pub(super) struct GivenRounding {
    /// How figures were rounded, over all that is configured
    #[arg(long, value_name = "MODE")]
    pub rounding: Option<Rounding>,
    /// What figures were rounded to multiples of, such as 5, over all that is configured
    #[arg(long, value_name = "NUMBER", value_parser = multiple)]
    pub rounded_to: Option<Multiple>,
    /// The decimal sign of the tables, over all that is configured
    #[arg(long, value_name = "SIGN", value_parser = decimal_sign)]
    pub decimal: Option<DecimalSign>,
}

// What fails a run.
#[derive(Args)]
pub(super) struct Failing {
    /// The least severity that makes the exit status 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value = "error")]
    fail_on: FailOn,
}

// Whether findings are printed.
#[derive(Args)]
pub(super) struct Quiet {
    /// Only the exit status and what could not be read
    #[arg(long, short)]
    pub quiet: bool,
}

// When waivers end.
#[derive(Args)]
pub(super) struct AsOf {
    /// The day by which waivers end [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// The least severity that makes the exit status 1.
#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl Failing {
    /// What findings make of the exit status.
    pub(super) fn exit(&self, findings: &Findings) -> Exit {
        let failing = |least| findings.at_least(least) > 0;
        match self.least().is_some_and(failing) {
            false => Exit::Clean,
            true => Exit::Findings,
        }
    }

    /// The least severity that fails a run.
    pub(super) fn least(&self) -> Option<Severity> {
        match self.fail_on {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Note => Some(Severity::Note),
            FailOn::Never => None,
        }
    }
}

impl AsOf {
    /// That day.
    pub(super) fn day(&self) -> Date {
        self.as_of.unwrap_or_else(Date::today)
    }
}

/// What figures were rounded to multiples of.
pub(super) fn multiple(text: &str) -> Result<Multiple, BadValue> {
    let parsed = text.parse::<Multiple>();
    parsed.map_err(|error| BadValue::new(move |lang| error.say(lang)))
}

/// A whole number.
pub(super) fn whole_number(text: &str) -> Result<usize, BadValue> {
    text.parse().map_err(|_| {
        BadValue::new(|lang| say!(lang, "expected a whole number", "应为不小于 0 的整数"))
    })
}

/// A decimal sign by itself or by its name.
pub(super) fn decimal_sign(text: &str) -> Result<DecimalSign, BadValue> {
    match text {
        "." | "point" => Ok(DecimalSign::Point),
        "," | "comma" => Ok(DecimalSign::Comma),
        _ => Err(BadValue::new(|lang| {
            say!(
                lang,
                "write . or , or point or comma",
                "请写 .、,、point 或 comma"
            )
        })),
    }
}
