//! Rules: the configuration, the expression language, and names bound to the
//! cells of a report.

mod amounts;
mod code;
mod config;
mod config_error;
mod expr_error;
mod facts;
mod kind;
mod lexer;
mod load;
mod names;
mod nearest;
mod parser;
mod placed_text;
mod restated;
mod severity;
mod syntax;
mod token;
mod toml_reader;
mod toml_text;
mod trust;
mod waiver;
mod waiver_text;
mod words;

pub(crate) use code::each_code;
pub use code::{Code, Group, SeverityFrom};
pub use config::{
    ColumnConfig, Config, DescribedAs, Missing, Rule, SectionConfig, Tolerance, Trust,
};
pub use config_error::{ConfigError, ConfigProblem};
pub use expr_error::{ExprError, ExprProblem};
pub use facts::{Facts, load_facts};
pub use kind::code_of;
pub use load::{load, rule_from_command_line};
pub use names::{is_bare_name, written_name};
pub use nearest::nearest;
pub use parser::{parse, parse_name};
pub use placed_text::PlacedText;
pub use severity::Severity;
pub use syntax::{Comparison, Expr, Function, Path, Span};
pub use toml_text::{toml_key, toml_string};
pub use waiver::{Waiver, WaiverDraft, WaiverSubject};
pub use waiver_text::{waiver_block, with_waivers};
pub use words::Words;
