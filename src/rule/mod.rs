//! Rules: the configuration, the expression language, and names bound to the
//! cells of a report.

mod across;
mod amounts;
mod code;
mod config;
mod config_error;
mod declared_lists;
mod declared_trees;
mod every;
mod expr_error;
mod facts;
mod found;
mod grouping;
mod in_force;
mod in_period;
mod input;
mod keyed;
mod kind;
mod levels;
mod lexer;
mod lists;
mod load;
mod missing_settings;
mod names;
mod nearest;
mod over_since;
mod parser;
mod pattern;
mod picks;
mod placed_text;
mod print_settings;
mod rates;
mod report_words;
mod required;
mod restated;
mod severity;
mod stated;
mod syntax;
mod token;
mod token_stream;
mod toml_reader;
mod toml_text;
mod trees;
mod trust;
mod waiver;
mod waiver_text;
mod words;

pub(crate) use across::{Across, Back};
pub(crate) use code::each_code;
pub(crate) use code::{Code, CodeGroup, SeverityFrom};
pub(crate) use config::{
    ColumnConfig, Config, DescribedAs, KeySettings, Required, Rule, SectionConfig, Tolerance, Trust,
};
pub use config_error::ConfigError;
pub(crate) use config_error::ConfigProblem;
pub(crate) use expr_error::ExprProblem;
pub(crate) use facts::{Facts, load_facts, source_outside};
pub(crate) use found::{Found, Lines};
pub(crate) use report_words::{OF_PERIOD, REPORT, ReportWord};

pub(crate) use declared_lists::list_mistake;
pub(crate) use declared_trees::tree_mistake;
pub(crate) use in_force::{InForce, OutOfForce};
pub(crate) use input::{ColumnBy, InputSettings};
#[cfg(test)]
pub(crate) use kind::code_of;
pub(crate) use lists::{CodeList, number_of};
pub(crate) use load::{
    limit_rows, load, rule_from_command_line, rule_of_author, rule_of_claim, rule_of_relation,
};
pub(crate) use missing_settings::{Missing, MissingMark, MissingSettings};
pub(crate) use names::{is_bare_name, written_name};
pub(crate) use nearest::nearest;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use parser::parse;
pub(crate) use parser::{names_in_arithmetic, parse_name};
pub(crate) use pattern::Pattern;
pub(crate) use picks::picks;
pub(crate) use placed_text::PlacedText;
pub(crate) use print_settings::PrintSettings;
pub(crate) use rates::Rates;
pub use severity::Severity;
pub(crate) use stated::Stated;
pub(crate) use syntax::{Beside, Comparison, Entry, Expr, Function, Listed, Path, Span};
pub(crate) use toml_text::{toml_key, toml_string};
pub(crate) use trees::{CodeTree, TreeFault};
pub(crate) use waiver::{Waiver, WaiverDraft, WaiverSubject};
pub(crate) use waiver_text::{waiver_block, with_waivers};
pub(crate) use words::Words;
