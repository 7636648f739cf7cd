//! What could not be read of a report, and why.

use super::location::{CONFIG_FILE, is_spreadsheet};
use crate::lang::Lang;
use crate::rule::{ConfigError, nearest};
use crate::say;
use crate::source::SourceError;
use crate::table::HeaderError;
use std::path::{Path, PathBuf};

/// Names of a folder's files before the list is cut.
const NAMED: usize = 3;

/// What could not be read. Everything else still is.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A file or its bytes.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A table's header.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// A mistake in a configuration.
    #[error(transparent)]
    Config(Box<ConfigError>),
    /// A table without a header.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    Empty {
        /// The table.
        path: PathBuf,
    },
    /// A folder that is no report.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    NoTables {
        /// The folder.
        path: PathBuf,
        /// What else it holds, by name; none where it is no folder.
        holds: Option<Vec<String>>,
    },
    /// A folder without a configuration, in it or above it.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    NoConfiguration {
        /// The folder.
        path: PathBuf,
    },
    /// A command-line option that names nothing.
    #[error("{}", self.say(Lang::En))]
    Option {
        /// The option.
        option: &'static str,
        /// The name it was given.
        name: String,
        /// The nearest name that there is.
        nearest: Option<String>,
    },
    /// A report whose checking a fault in this program stopped.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    Stopped {
        /// The report.
        path: PathBuf,
    },
    /// A path that is not there.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    NotFound {
        /// The path.
        path: PathBuf,
    },
}

impl ReadError {
    /// The problem in the reader's language, without its place.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            ReadError::Source(error) => error.say(lang),
            ReadError::Header(error) => error.say(lang),
            ReadError::Config(error) => error.problem.say(lang),
            ReadError::Empty { .. } => say!(
                lang,
                "the table is empty; its first row must be a header such as `key,label,value,unit`",
                "表格是空的；第一行应为表头，例如 key,label,value,unit"
            ),
            ReadError::NoTables { holds, .. } => no_tables(holds.as_deref(), lang),
            ReadError::NoConfiguration { .. } => say!(
                lang,
                "there is no {CONFIG_FILE} here or in a folder above",
                "这里和上级文件夹中都没有 {CONFIG_FILE}"
            ),
            ReadError::Option {
                option,
                name,
                nearest: Some(nearest),
            } => say!(
                lang,
                "{option}: there is no `{name}`; did you mean `{nearest}`?",
                "{option}：没有“{name}”；是不是“{nearest}”？"
            ),
            ReadError::Option {
                option,
                name,
                nearest: None,
            } => {
                say!(
                    lang,
                    "{option}: there is no `{name}`",
                    "{option}：没有“{name}”"
                )
            }
            ReadError::Stopped { .. } => say!(
                lang,
                "a fault in reportcheck stopped this check; please report it with the lines above",
                "reportcheck 自身出错，未能完成核对；请将上面的信息反馈给开发者"
            ),
            ReadError::NotFound { .. } => {
                say!(lang, "no such file or folder", "没有这个文件或文件夹")
            }
        }
    }
}

/// That a folder holds no tables, and what it holds.
fn no_tables(holds: Option<&[String]>, lang: Lang) -> String {
    let expected = say!(
        lang,
        "no report here: expected CSV tables, or folders that hold them",
        "这里没有报告：应有 CSV 表格，或含有表格的文件夹"
    );
    let holds = match holds {
        None => return expected,
        Some([]) => {
            return say!(
                lang,
                "{expected}; the folder is empty",
                "{expected}；文件夹是空的"
            );
        }
        Some(holds) => holds,
    };
    let names = &holds[..holds.len().min(NAMED)];
    let more = holds.len() - names.len();
    let names = names.join(&say!(lang, ", ", "、"));
    let more = match more {
        0 => String::new(),
        more => say!(lang, " and {more} more", " 等，另有 {more} 项"),
    };
    let next = match holds.iter().any(|name| is_spreadsheet(Path::new(name))) {
        true => say!(
            lang,
            "; save each sheet as CSV UTF-8",
            "；请将每张工作表另存为 CSV UTF-8"
        ),
        false => String::new(),
    };
    say!(
        lang,
        "{expected}; it holds {names}{more}{next}",
        "{expected}；其中有 {names}{more}{next}"
    )
}

impl From<ConfigError> for ReadError {
    fn from(error: ConfigError) -> ReadError {
        ReadError::Config(Box::new(error))
    }
}

impl ReadError {
    /// An option that names none of the known things.
    pub(crate) fn unknown_option(option: &'static str, name: &str, known: &[&str]) -> ReadError {
        let nearest = nearest(name, known.iter().copied()).map(str::to_owned);
        ReadError::Option {
            option,
            name: name.to_owned(),
            nearest,
        }
    }
}
