//! What could not be read of a report, and why.

use super::location::{CONFIG_FILE, is_spreadsheet};
use super::twice::same_section;
use crate::document::{Cause, DocumentError};
use crate::lang::Lang;
use crate::period::DoubtAbout;
use crate::rule::{ConfigError, nearest};
use crate::say;
use crate::source::SourceError;
use crate::table::HeaderError;
use std::path::{Path, PathBuf};

/// Names of a folder's files before the list is cut.
const NAMED: usize = 3;

/// Known names before the list is cut.
const NAMES: usize = 6;

/// What could not be read. Everything else still is.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A file or its bytes.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A document.
    #[error(transparent)]
    Document(DocumentError),
    /// A table's header.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// A mistake in a configuration.
    #[error(transparent)]
    Config(Box<ConfigError>),
    /// A document in which no table was found.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    NoTableWithin {
        /// The document.
        path: PathBuf,
        /// How many figures its sentences hold.
        figures: u64,
        /// How many claims were read in them.
        claims: u64,
    },
    /// A table without a header.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    Empty {
        /// The table.
        path: PathBuf,
        /// How many lines above the header were passed over.
        skip: u32,
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
        /// Names that there are.
        there: Vec<String>,
    },
    /// A report whose checking a fault in this program stopped.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    Stopped {
        /// The report.
        path: PathBuf,
    },
    /// The period of a report, or of one beside it, may be read in two ways.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    PeriodUnclear {
        /// The report.
        path: PathBuf,
        /// The period as it is written.
        written: String,
        /// Whether it is a day that is in doubt, and not a month or a year.
        about: DoubtAbout,
    },
    /// Two reports beside one are for the period before.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    TwoBefore {
        /// The report.
        path: PathBuf,
        /// The period.
        period: String,
        /// The two.
        both: [PathBuf; 2],
    },
    /// Two tables of one section: neither is taken.
    #[error("{}: {}", both[0].display(), self.say(Lang::En))]
    TwoTables {
        /// The two.
        both: [PathBuf; 2],
    },
    /// Several files for one section: none is taken.
    #[error("{}: {}", files.first().map_or(Path::new(""), PathBuf::as_path).display(), self.say(Lang::En))]
    SeveralFiles {
        /// The section.
        section: String,
        /// The files.
        files: Vec<PathBuf>,
    },
    /// A file that two sections claim: it is taken for neither.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    TwoSections {
        /// The file.
        path: PathBuf,
        /// The two.
        sections: [String; 2],
    },
    /// A report that was handed in, without a configuration of those who
    /// check it.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    NoOwnRules {
        /// The report.
        path: PathBuf,
    },
    /// The tables of a report are longer together than may be.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    LongReport {
        /// The report.
        path: PathBuf,
        /// What they may be, in MiB.
        mib: u64,
    },
    /// A table that is needed as a whole, where others take what may be held.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    HeldTables {
        /// The table.
        path: PathBuf,
        /// What all may be, of which a sixty-fourth may be held, in MiB.
        mib: u64,
    },
    /// A path that is not there.
    #[error("{}: {}", path.display(), self.say(Lang::En))]
    NotFound {
        /// The path.
        path: PathBuf,
    },
}

/// The name of a file without its folder.
fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// That sentences hold figures, and none of them can be held to another.
fn nothing_stated(figures: u64, claims: u64, lang: Lang) -> String {
    match claims {
        0 => say!(
            lang,
            "no table with figures was found in it, and its sentences state nothing of their {figures} figure{s} that could be checked (`reportcheck claims` lists them)",
            "其中没有找到含有数字的表格，句中 {figures} 个数字也没有可以核对的陈述（reportcheck claims 可列出）{s}",
            s = if figures == 1 || lang == Lang::Zh {
                ""
            } else {
                "s"
            }
        ),
        _ => say!(
            lang,
            "no table with figures was found in it, and what its sentences state of their {figures} figure{s} depends on what is not in them (`reportcheck claims` lists it)",
            "其中没有找到含有数字的表格，句中 {figures} 个数字的陈述取决于文中没有的数字（reportcheck claims 可列出）{s}",
            s = if figures == 1 || lang == Lang::Zh {
                ""
            } else {
                "s"
            }
        ),
    }
}

impl ReadError {
    /// The problem in the reader's language, without its place.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            ReadError::Source(error) => error.say(lang),
            ReadError::Header(error) => error.say(lang),
            ReadError::Config(error) => error.problem.say(lang),
            ReadError::Document(error) => error.cause.say(lang),
            ReadError::NoTableWithin {
                figures: figures @ 1..,
                claims,
                ..
            } => nothing_stated(*figures, *claims, lang),
            ReadError::NoTableWithin { .. } => say!(
                lang,
                "no table with figures was found in it",
                "其中没有找到含有数字的表格"
            ),
            ReadError::Empty { skip: 1.., .. } => say!(
                lang,
                "below the lines that `skip` passes over there is no header",
                "按 skip 略过上面的行之后，没有表头"
            ),
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
                ..
            } => say!(
                lang,
                "{option}: there is no `{name}`; did you mean `{nearest}`?",
                "{option}：没有“{name}”；是不是“{nearest}”？"
            ),
            ReadError::Option {
                option,
                name,
                nearest: None,
                there,
            } => {
                let none = say!(
                    lang,
                    "{option}: there is no `{name}`",
                    "{option}：没有“{name}”"
                );
                match known_names(there, lang) {
                    None => none,
                    Some(there) => say!(lang, "{none}, only {there}", "{none}，只有{there}"),
                }
            }
            ReadError::Stopped { .. } => say!(
                lang,
                "a fault in reportcheck stopped this check; please report it with the lines above",
                "reportcheck 自身出错，未能完成核对；请将上面的信息反馈给开发者"
            ),
            ReadError::PeriodUnclear { written, about, .. } => unclear(written, *about, lang),
            ReadError::TwoBefore {
                period,
                both: [one, other],
                ..
            } => say!(
                lang,
                "two reports are for {period}: {one} and {other}; which one is before this one cannot be told",
                "{period} 有两份报告：{one} 和 {other}；无法确定哪一份是本报告的上一期",
                one = one.display(),
                other = other.display()
            ),
            ReadError::TwoTables { both } => {
                let [one, other] = both.each_ref().map(|path| {
                    let name = path.file_name().unwrap_or_default();
                    name.to_string_lossy().into_owned()
                });
                say!(
                    lang,
                    "`{one}` and `{other}` are two tables for one section; neither is read, keep one",
                    "“{one}”和“{other}”是同一部分的两张表格，都未读取；请只保留一张"
                )
            }
            ReadError::SeveralFiles { section, files } => {
                let names: Vec<String> = files.iter().map(|file| name_of(file)).collect();
                let names = names.join(&say!(lang, ", ", "、"));
                say!(
                    lang,
                    "these files fit `file` of the section `{section}`, and which of them is meant cannot be told: {names}; none is read, keep one or say more of its name",
                    "这些文件都符合“{section}”部分的 file，无法确定是哪一个：{names}；均未读取，请只保留一个，或把 file 写得更具体"
                )
            }
            ReadError::TwoSections {
                sections: [one, other],
                ..
            } => say!(
                lang,
                "the sections `{one}` and `{other}` both claim this file; it is not read, say more of its name in `file`",
                "“{one}”和“{other}”两个部分都指向这个文件，未读取；请把 file 写得更具体"
            ),
            ReadError::NoOwnRules { .. } => say!(
                lang,
                "there are no rules to check this by: with --untrusted they are named by --rules, or stand in {CONFIG_FILE} in a folder above what was handed in",
                "没有可用于核对的规则：使用 --untrusted 时，规则应由 --rules 指定，或写在报送文件夹的上级文件夹的 {CONFIG_FILE} 中"
            ),
            ReadError::LongReport { mib, .. } => say!(
                lang,
                "the tables of this report come to more than {mib} MiB, each counted as 64 KiB at least, and none is read; `--report-size` allows more",
                "这份报告的表格合计超过 {mib} MiB（每张至少按 64 KiB 计），均未读取；可用 --report-size 放宽"
            ),
            ReadError::HeldTables { mib, .. } => say!(
                lang,
                "the rules need all rows of this table at once, and of a report's tables a sixty-fourth of {mib} MiB at most may be held so; `--report-size` allows more",
                "规则需要同时用到这张表格的所有行，而一份报告中这样使用的表格合计不得超过 {mib} MiB 的六十四分之一；可用 --report-size 放宽"
            ),
            ReadError::NotFound { .. } => {
                say!(lang, "no such file or folder", "没有这个文件或文件夹")
            }
        }
    }
}

/// The first of the names that there are; nothing, where there are none.
fn known_names(there: &[String], lang: Lang) -> Option<String> {
    let named = &there[..there.len().min(NAMES)];
    let quoted = named.iter().map(|name| say!(lang, "`{name}`", "“{name}”"));
    let names = quoted
        .collect::<Vec<String>>()
        .join(&say!(lang, ", ", "、"));
    match there.len() - named.len() {
        0 if named.is_empty() => None,
        0 => Some(names),
        more => Some(say!(
            lang,
            "{names} and {more} more",
            "{names}等，另有 {more} 个"
        )),
    }
}

/// That a folder holds no tables, and what it holds.
fn no_tables(holds: Option<&[String]>, lang: Lang) -> String {
    let expected = say!(
        lang,
        "no report here: expected tables (CSV), documents (workbooks, PDFs, text documents, web pages), or folders that hold them",
        "这里没有报告：应有表格（CSV）、文档（工作簿、PDF、文字文档、网页），或含有这些文件的文件夹"
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
            "; save each spreadsheet as .xlsx",
            "；请把电子表格另存为 .xlsx"
        ),
        false => String::new(),
    };
    say!(
        lang,
        "{expected}; it holds {names}{more}{next}",
        "{expected}；其中有 {names}{more}{next}"
    )
}

/// That a period may be read in two ways, and how to say which is meant.
fn unclear(written: &str, about: DoubtAbout, lang: Lang) -> String {
    match about {
        DoubtAbout::MonthOrYears => say!(
            lang,
            "`{written}` may be a month or a financial year, and the reports beside this one do not tell which; say `period = \"financial-year\"` or `period = \"month\"` in {CONFIG_FILE}",
            "“{written}”可以是月份，也可以是跨年的财政年度，相邻的报告也不能说明是哪一种；请在 {CONFIG_FILE} 中写 period = \"financial-year\"（财政年度）或 period = \"month\"（月份）"
        ),
        DoubtAbout::Day => say!(
            lang,
            "`{written}` may begin with the day or with the month, and the reports beside this one do not tell which; say `period = \"day-month-year\"` or `period = \"month-day-year\"` in {CONFIG_FILE}",
            "“{written}”开头的可以是日，也可以是月，相邻的报告也不能说明是哪一种；请在 {CONFIG_FILE} 中写 period = \"day-month-year\"（日在前）或 period = \"month-day-year\"（月在前）"
        ),
        DoubtAbout::Japan => say!(
            lang,
            "`{written}` may be the year of an era of Japan or something else, and the reports beside this one do not tell which; say `period = \"japanese-era\"` in {CONFIG_FILE}, or the period in report.toml",
            "“{written}”可以是日本年号纪年，也可以是别的，相邻的报告也不能说明；请在 {CONFIG_FILE} 中写 period = \"japanese-era\"（日本年号），或在 report.toml 中写明报告期"
        ),
        DoubtAbout::Minguo => say!(
            lang,
            "`{written}` may be a year of the Republic of China (民國) or something else, and the reports beside this one do not tell which; say `period = \"minguo\"` in {CONFIG_FILE}, or the period in report.toml",
            "“{written}”可以是民国纪年，也可以是别的，相邻的报告也不能说明；请在 {CONFIG_FILE} 中写 period = \"minguo\"（民国纪年），或在 report.toml 中写明报告期"
        ),
        DoubtAbout::Buddhist => say!(
            lang,
            "`{written}` may be a Buddhist year or a common one, and the reports beside this one do not tell which; say `period = \"buddhist\"` in {CONFIG_FILE}, or the period in report.toml",
            "“{written}”可以是佛历，也可以是公历，相邻的报告也不能说明；请在 {CONFIG_FILE} 中写 period = \"buddhist\"（佛历），或在 report.toml 中写明报告期"
        ),
        DoubtAbout::ToMonth => say!(
            lang,
            "`{written}` runs from the year's beginning to a month, and which report comes before it cannot be told; say a period such as `period = \"2021-09\"` in each report.toml",
            "“{written}”自年初累计至某月，无法判断它之前是哪一份报告；请在各份 report.toml 中写明报告期，如 period = \"2021-09\""
        ),
    }
}

impl From<DocumentError> for ReadError {
    /// That its file cannot be read is told as of any other file, at its own place.
    fn from(error: DocumentError) -> ReadError {
        match error.cause {
            Cause::Source(source) => source.into(),
            _ => ReadError::Document(error),
        }
    }
}

impl From<ConfigError> for ReadError {
    fn from(error: ConfigError) -> ReadError {
        ReadError::Config(Box::new(error))
    }
}

impl ReadError {
    /// Whether it is why a section has no table, although one is there.
    pub(crate) fn keeps_out(&self, section: &str) -> bool {
        let path = match self {
            ReadError::TwoTables { both } => {
                return both.iter().any(|path| same_section(path, section));
            }
            ReadError::SeveralFiles { section: own, .. } => return own == section,
            ReadError::TwoSections { sections, .. } => {
                return sections.iter().any(|own| own == section);
            }
            ReadError::Document(error) => {
                let stem = error.path.file_stem();
                return stem.is_some_and(|stem| stem.eq_ignore_ascii_case(section));
            }
            ReadError::LongReport { .. } => return true,
            _ => match self.table() {
                Some(path) => path,
                None => return false,
            },
        };
        let name = format!("{section}.csv");
        path.file_name()
            .is_some_and(|file| file.eq_ignore_ascii_case(&name))
    }

    /// The file of the one table that it keeps from being read.
    pub(crate) fn table(&self) -> Option<&Path> {
        match self {
            ReadError::Source(error) => Some(error.path()),
            ReadError::Header(error) => Some(&error.place.excerpt.path),
            ReadError::Document(error) => Some(&error.path),
            ReadError::Empty { path, .. }
            | ReadError::HeldTables { path, .. }
            | ReadError::NoTableWithin { path, .. } => Some(path),
            _ => None,
        }
    }

    /// An option that names none of the known things.
    pub(crate) fn unknown_option(option: &'static str, name: &str, known: &[&str]) -> ReadError {
        let nearest = nearest(name, known.iter().copied()).map(str::to_owned);
        ReadError::Option {
            option,
            name: name.to_owned(),
            nearest,
            there: known.iter().map(|name| (*name).to_owned()).collect(),
        }
    }
}
