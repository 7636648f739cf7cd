//! Rules: the configuration, the expression language, and names bound to the
//! cells of a report.

mod amounts;
mod config;
mod facts;
mod lexer;
mod load;
mod mistake;
mod nearest;
mod parser;
mod problem;
mod restated;
mod syntax;
mod toml_reader;
mod toml_text;
mod trust;
mod waiver;
mod waiver_text;

pub use config::{
    BUILT_IN, ColumnConfig, Config, DescribedAs, Missing, OF_RULES, PlacedText, Rule,
    SectionConfig, Severity, Tolerance, Words,
};
pub use facts::{Facts, load_facts};
pub use load::{load, rule_from_command_line};
pub use mistake::{ExprError, ExprProblem};
pub use nearest::nearest;
pub use parser::{is_bare_name, parse, parse_name, written_name};
pub use problem::{ConfigError, ConfigProblem};
pub use syntax::{Comparison, Expr, Function, Path, Span};
pub use toml_text::{toml_key, toml_string};
pub use trust::Trust;
pub use waiver::{Waiver, WaiverDraft, WaiverSubject};
pub use waiver_text::{waiver_block, with_waivers};
