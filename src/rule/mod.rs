//! Rules: the configuration, the expression language, and names bound to the
//! cells of a report.

mod amounts;
mod config;
mod facts;
mod lexer;
mod load;
mod mistake;
mod names;
mod nearest;
mod parser;
mod placed_text;
mod problem;
mod restated;
mod syntax;
mod token;
mod toml_reader;
mod toml_text;
mod trust;
mod waiver;
mod waiver_text;
mod words;

pub use config::{
    BUILT_IN, ColumnConfig, Config, DescribedAs, Missing, OF_RULES, Rule, SectionConfig, Severity,
    Tolerance, Trust,
};
pub use facts::{Facts, load_facts};
pub use load::{load, rule_from_command_line};
pub use mistake::{ExprError, ExprProblem};
pub use names::{is_bare_name, written_name};
pub use nearest::nearest;
pub use parser::{parse, parse_name};
pub use placed_text::PlacedText;
pub use problem::{ConfigError, ConfigProblem};
pub use syntax::{Comparison, Expr, Function, Path, Span};
pub use toml_text::{toml_key, toml_string};
pub use waiver::{Waiver, WaiverDraft, WaiverSubject};
pub use waiver_text::{waiver_block, with_waivers};
pub use words::Words;
