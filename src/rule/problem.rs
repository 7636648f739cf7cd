//! What can be wrong with a configuration, and how it is said.

use super::lexer::Problem;
use crate::lang::Lang;
use crate::place::Place;
use crate::say;

/// A mistake in the configuration, at its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", place.address(), problem.say(Lang::En))]
pub struct ConfigError {
    /// What is wrong.
    pub problem: ConfigProblem,
    /// Where.
    pub place: Place,
}

/// What can be wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// It is not TOML; the reason in English.
    Toml(String),
    /// A key that means nothing here, and the nearest that does.
    Key(String, Option<String>, Vec<&'static str>),
    /// A value of another type.
    Type(&'static str, &'static str),
    /// A value that is none of those allowed, and the nearest that is.
    Value(String, Vec<&'static str>, Option<String>),
    /// A needed key is not there.
    Needs(&'static str),
    /// A second rule of the same name; the line of the first.
    Twice(String, u64),
    /// An expression that cannot be read.
    Expression(Problem),
    /// A value that is no number, decimals or tolerance.
    Number(String),
    /// A tolerance that is not one of absolute and relative.
    OneTolerance,
    /// A name that stands for nothing; the nearest that does, and what was looked through.
    Unknown {
        /// The name.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
        /// The section that was searched.
        section: Option<String>,
    },
    /// A row of a grid named without its column.
    NeedsColumn(String, Vec<String>),
    /// A section where a figure is needed.
    NeedsKey(String),
    /// A text column where a figure is needed.
    TextAsFigure(String),
    /// A figure compared with text.
    FigureAsText(String),
    /// Text without quotes.
    Unquoted(String),
    /// A rule over sections names a column without a row.
    ColumnWithoutRow(String, String),
    /// `rows` on a rule that names no column.
    RowsWithoutColumns,
    /// A rule that names columns of more than one section.
    TwoTables(String, String),
    /// A function over rows within one over rows.
    NestedRows,
    /// A section name that is not one.
    SectionName(String),
}

impl ConfigProblem {
    /// The problem in the reader's language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Toml(reason) => {
                say!(
                    lang,
                    "this is not TOML: {reason}",
                    "这不是有效的 TOML：{reason}"
                )
            }
            Self::Key(name, nearest, known) => {
                let hint = hint(nearest.as_deref(), lang);
                let known = known.join(", ");
                say!(
                    lang,
                    "nothing here is called `{name}`{hint}; there are {known}",
                    "这里没有“{name}”这一项{hint}；可用的有 {known}"
                )
            }
            Self::Type(wanted, found) => {
                say!(
                    lang,
                    "expected {wanted}, found {found}",
                    "此处应为 {wanted}，却是 {found}"
                )
            }
            Self::Value(found, known, nearest) => {
                let hint = hint(nearest.as_deref(), lang);
                let known = known.join(", ");
                say!(
                    lang,
                    "`{found}` is not one of {known}{hint}",
                    "“{found}”不是可用的值：{known}{hint}"
                )
            }
            Self::Needs(key) => say!(lang, "`{key}` is missing here", "这里缺少“{key}”"),
            Self::Twice(name, line) => say!(
                lang,
                "a rule `{name}` is there already, on line {line}",
                "规则“{name}”在第 {line} 行已经有了"
            ),
            Self::Expression(problem) => problem.say(lang),
            Self::Number(found) => say!(
                lang,
                "`{found}` is not a number that can be used here",
                "“{found}”不是这里可用的数字"
            ),
            Self::OneTolerance => say!(
                lang,
                "a tolerance is either {{ absolute = \"1\" }} or {{ relative = \"0.5%\" }}",
                "允许误差应为 {{ absolute = \"1\" }} 或 {{ relative = \"0.5%\" }} 之一"
            ),
            Self::SectionName(name) => say!(
                lang,
                "no section is called `{name}`",
                "没有名为“{name}”的部分"
            ),
            other => other.say_name(lang),
        }
    }

    /// Problems of names, once the expression itself is sound.
    fn say_name(&self, lang: Lang) -> String {
        match self {
            Self::Unknown {
                name,
                nearest,
                section: Some(section),
            } => {
                let hint = hint(nearest.as_deref(), lang);
                say!(
                    lang,
                    "`{name}` is no row or column of `{section}`, and no section{hint}",
                    "“{name}”不是“{section}”的行或列，也不是部分名{hint}"
                )
            }
            Self::Unknown {
                name,
                nearest,
                section: None,
            } => {
                let hint = hint(nearest.as_deref(), lang);
                say!(
                    lang,
                    "no section is called `{name}`{hint}",
                    "没有名为“{name}”的部分{hint}"
                )
            }
            Self::NeedsColumn(row, columns) => {
                let example = columns.first().map_or("column", String::as_str);
                say!(
                    lang,
                    "`{row}` is a row with several figures; name the column too, as in `{row}.{example}`",
                    "“{row}”这一行有多个数字；请同时写出列名，例如 {row}.{example}"
                )
            }
            Self::NeedsKey(name) => say!(
                lang,
                "`{name}` is a section; name the row too, as in `{name}.total`",
                "“{name}”是一个部分；请同时写出行名，例如 {name}.total"
            ),
            Self::TextAsFigure(name) => say!(
                lang,
                "`{name}` holds text, and a figure is needed here",
                "“{name}”是文本列，此处需要数字"
            ),
            Self::FigureAsText(name) => say!(
                lang,
                "`{name}` holds figures and cannot be compared with text; to use it as text say `text = true` of the column",
                "“{name}”是数字列，不能与文本比较；若是文本，请在该列写 text = true"
            ),
            Self::Unquoted(name) => say!(
                lang,
                "text goes in double quotes: \"{name}\"",
                "文本要放在双引号里：\"{name}\""
            ),
            Self::ColumnWithoutRow(section, column) => say!(
                lang,
                "`{section}.{column}` is a whole column; name a row, as in `{section}.total.{column}`, or take `sum({section}.{column})`",
                "“{section}.{column}”是整列；请写出行名，例如 {section}.total.{column}，或用 sum({section}.{column})"
            ),
            Self::RowsWithoutColumns => say!(
                lang,
                "`rows` selects rows, but the rule names no column of its section",
                "rows 用来选择行，但这条规则没有用到本部分的列"
            ),
            Self::TwoTables(first, second) => say!(
                lang,
                "one function cannot run over the rows of both `{first}` and `{second}`",
                "一个函数不能同时遍历“{first}”和“{second}”的行"
            ),
            _ => say!(
                lang,
                "a function over rows cannot stand inside another",
                "遍历行的函数不能再嵌套"
            ),
        }
    }
}

fn hint(nearest: Option<&str>, lang: Lang) -> String {
    nearest.map_or(String::new(), |name| {
        say!(lang, "; did you mean `{name}`?", "；是不是“{name}”？")
    })
}
