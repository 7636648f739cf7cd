//! Arguments that several commands take, each written once. Plain comments
//! stand on the groups: a doc comment would replace a command's description.

use super::exit::Exit;
use crate::date::Date;
use crate::figure::{DecimalSign, Multiple, Rounding};
use crate::finding::Findings;
use crate::lang::Lang;
use crate::rule::Severity;
use clap::builder::{PossibleValuesParser, TypedValueParser};
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

// Another way of rounding, and another decimal sign.
#[derive(Args)]
pub(super) struct GivenRounding {
    /// How figures were rounded, over all that is configured
    #[arg(long, value_name = "MODE", value_parser = rounding())]
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

/// A rounding mode by its name; help and completions list them.
pub(super) fn rounding() -> impl TypedValueParser<Value = Rounding> {
    let names = Rounding::ALL.map(Rounding::name);
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Rounding>())
}

/// What figures were rounded to multiples of.
pub(super) fn multiple(text: &str) -> Result<Multiple, String> {
    text.parse::<Multiple>()
        .map_err(|error| error.say(Lang::En))
}

/// A decimal sign by itself or by its name.
pub(super) fn decimal_sign(text: &str) -> Result<DecimalSign, String> {
    match text {
        "." | "point" => Ok(DecimalSign::Point),
        "," | "comma" => Ok(DecimalSign::Comma),
        _ => Err("write . or , or point or comma".to_owned()),
    }
}
