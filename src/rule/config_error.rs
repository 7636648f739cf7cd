//! What can be wrong with a configuration, and how it is said.

use super::expr_error::{ExprError, ExprProblem};
use super::placed_text::PlacedText;
use super::severity::Severity;
use super::trees::TreeFault;
use crate::figure::UnknownMultiple;
use crate::lang::Lang;
use crate::place::Place;
use crate::say;

/// A mistake in the configuration, at its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", place.address(), problem.say(Lang::En))]
pub struct ConfigError {
    /// What is wrong.
    pub(crate) problem: ConfigProblem,
    /// Where.
    pub(crate) place: Place,
}

impl ConfigError {
    /// What is wrong with an expression, where it stands in the configuration.
    pub(super) fn in_expression(error: ExprError, text: &PlacedText) -> ConfigError {
        ConfigError {
            problem: ConfigProblem::Expression(error.problem),
            place: text.place(error.span),
        }
    }
}

/// What can be wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ConfigProblem {
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
    /// A text that may not be empty.
    Empty(&'static str),
    /// A period that is none.
    Period(String),
    /// A period that can be read in two ways.
    UnclearPeriod(String),
    /// A time that ends before it begins: its first period and its last.
    EndsBefore(String, String),
    /// A time of which it cannot be told whether a report is in it; the report's
    /// period, where it is known.
    NotComparable(Option<String>),
    /// `report.year` or `report.period` where the report's period is not known.
    NoYear(String),
    /// A word that no report says; the nearest that one does.
    NoWord {
        /// The word.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// A word that is a number where a text is needed.
    WordAsText(String),
    /// A word that is a text where a number is needed.
    WordAsNumber(String),
    /// A word of a name that has a meaning already.
    WordTaken(String),
    /// A published text outside the report's folder.
    SourceOutside(String),
    /// A day that is none.
    Date(String),
    /// A second waiver for the same finding; the line of the first.
    WaivedTwice(u64),
    /// A second rule of the same name; the line of the first.
    Twice(String, u64),
    /// An expression that cannot be read.
    Expression(ExprProblem),
    /// What is nothing to round figures to.
    Multiple(String),
    /// A value that is no number, decimals or tolerance.
    Number(String),
    /// A weight that is none; the least and the greatest that there are.
    Weight(String, u32, u32),
    /// A GRIM test under `not`, or as the condition of `if`.
    GrimTurned,
    /// A tolerance that is not one of absolute and relative.
    OneTolerance,
    /// Severities by size beside a tolerance.
    LevelsAndTolerance,
    /// Severities by size whose bounds do not rise with them.
    LevelsNotRising(Severity, Severity),
    /// A name that stands for nothing; the nearest that does, and what was looked through.
    Unknown {
        /// The name.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
        /// The section that was searched.
        section: Option<String>,
    },
    /// A name for the row before, which rules cannot look at.
    RowBefore(String),
    /// A name for the same period a year before, where it stands for nothing.
    YearAgo(String),
    /// `over` the rows of a section that does not say which period they are of.
    NoPeriodColumn(String),
    /// `prior.` inside of `over`, or the other way round.
    PriorOfParts,
    /// Nothing of the rows that a function goes over.
    NothingOfParts,
    /// A column that the section does not describe; the nearest that it does.
    NoColumn {
        /// The name.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
        /// The section.
        section: String,
    },
    /// A name of more than three parts.
    TooManyParts,
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
    /// `rows` on a rule that is checked for groups of rows.
    RowsOfGroups,
    /// A rule that names columns of more than one section.
    TwoTables(String, String),
    /// A function over rows within one over rows.
    NestedRows,
    /// A rule that is checked group by group, for groups by other columns or of
    /// another section.
    OtherGroups,
    /// A section name that is not one.
    SectionName(String),
    /// A list that nobody declares, and the nearest that somebody does.
    NoList(String, Option<String>),
    /// A list of numbers that holds something else: what, and the figure that is
    /// looked for in it.
    NoNumber(String, String),
    /// A list in a file outside the configuration's folder.
    ListOutside(String),
    /// A list in a file that holds none.
    EmptyList(String),
    /// A tree that nobody declares, and the nearest that somebody does.
    NoTreeNamed(String, Option<String>),
    /// What is written out is no tree.
    NoTree(TreeFault),
    /// What stands in a file is no tree: the file, the line from 1 (0: all of it).
    NoTreeIn(String, u64, TreeFault),
    /// `check` beside `tree`.
    CheckOfTree,
    /// `columns` or `except` of a rule in which no `$` stands for them.
    NoColumnSign,
    /// `except` beside a list of columns.
    ExceptOfList,
    /// A column that is listed twice.
    ColumnTwice(String),
    /// A join by key with a table whose key has a column that the rule's own table
    /// does not have.
    OtherKey {
        /// The other section.
        section: String,
        /// The column of its key.
        column: String,
        /// The rule's own section.
        home: String,
    },
    /// A key of no columns.
    NoKeyColumns,
    /// A file that is named with its folder where only its name can stand.
    FileInFolder(String),
    /// A `$` where no section tells which columns it stands for, or where the
    /// section has none.
    ColumnSign,
}

impl ConfigProblem {
    /// The problem in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        match self {
            Self::Toml(reason) => toml(reason, lang),
            Self::Key(name, Some(nearest), _) => say!(
                lang,
                "nothing here is called `{name}`; did you mean `{nearest}`?",
                "这里没有“{name}”这一项；是不是“{nearest}”？"
            ),
            Self::Key(name, None, known) => {
                let known = listed(known, lang);
                say!(
                    lang,
                    "nothing here is called `{name}`; there are {known}",
                    "这里没有“{name}”这一项；可用的有 {known}"
                )
            }
            Self::Type("tables", "table") => say!(
                lang,
                "there may be several of these: write its name in double brackets, `[[…]]`",
                "这里可以有多项：请把名称写在双方括号中，即 [[…]]"
            ),
            Self::Type(wanted, found) => {
                let (wanted, found) = (kind(wanted, lang), kind(found, lang));
                say!(
                    lang,
                    "expected {wanted}, found {found}",
                    "此处应为{wanted}，却是{found}"
                )
            }
            Self::Value(found, known, nearest) => {
                let hint = hint(nearest.as_deref(), lang);
                let known = listed(known, lang);
                say!(
                    lang,
                    "`{found}` is not one of {known}{hint}",
                    "“{found}”不可用；可用的有 {known}{hint}"
                )
            }
            Self::Needs(key) => say!(lang, "`{key}` is missing here", "这里缺少“{key}”"),
            Self::Empty(key) => say!(lang, "`{key}` is empty", "“{key}”是空的"),
            Self::SourceOutside(name) => say!(
                lang,
                "`{name}` is outside the report's folder, where nothing is read; put the text beside the tables, or say --follow-links",
                "“{name}”在报告的文件夹之外，未读取；请把原文放到表格旁边，或加上 --follow-links"
            ),
            Self::Period(found) => say!(
                lang,
                "`{found}` is no period; write one such as 2016, 2016-17, 2016-H1, 2016-Q3, 2016-07, 2016-W07 or 2016-07-31",
                "“{found}”不是报告期；请写成 2016、2016-17、2016-H1、2016-Q3、2016-07、2016-W07 或 2016-07-31 这样"
            ),
            Self::UnclearPeriod(found) => say!(
                lang,
                "`{found}` may be read in two ways; write a financial year as 2011-2012, a month as 2011M12, a day as 2011-12-31, or say `period` above",
                "“{found}”有两种读法；财政年度请写成 2011-2012，月份请写成 2011M12，日期请写成 2011-12-31，或在上面写明 period"
            ),
            Self::EndsBefore(from, until) => say!(
                lang,
                "`{until}` ends before `{from}` begins",
                "“{until}”的终点早于“{from}”的起点"
            ),
            Self::NotComparable(Some(period)) => say!(
                lang,
                "whether a report for {period} is in this time cannot be told: a part of it may be; write a period that begins and ends with one of the reports",
                "无法判断 {period} 的报告是否在此期间内：可能只有一部分在内；请写与各期报告的起止一致的报告期"
            ),
            Self::NotComparable(None) => say!(
                lang,
                "whether the report is in this time cannot be told, since its period is not known; call its folder by it, or say `period` in report.toml",
                "无法判断报告是否在此期间内，因为不知道它的报告期；请以报告期命名其文件夹，或在 report.toml 中写明 period"
            ),
            Self::NoYear(name) => say!(
                lang,
                "`report.{name}` cannot be told, since the report's period is not known; call its folder by it, or say `period` in report.toml",
                "无法得知 report.{name}，因为不知道报告的报告期；请以报告期命名其文件夹，或在 report.toml 中写明 period"
            ),
            Self::NoWord {
                name,
                nearest: None,
            } => say!(
                lang,
                "no report.toml says `{name}` under [words]; write there, say, {name} = \"…\"",
                "没有哪个 report.toml 的 [words] 中有“{name}”；可在其中写 {name} = \"…\""
            ),
            Self::WordAsText(name) => say!(
                lang,
                "`{name}` is a number in report.toml; compare it with numbers, or put it in quotes there",
                "`{name}` 在 report.toml 中是数字；请与数字比较，或在其中加上引号"
            ),
            Self::NoWord { name, nearest } => {
                let hint = hint(nearest.as_deref(), lang);
                say!(
                    lang,
                    "no report.toml says `{name}` under [words]{hint}",
                    "没有哪个 report.toml 的 [words] 中有“{name}”{hint}"
                )
            }
            Self::WordAsNumber(name) => say!(
                lang,
                "`{name}` is a text in report.toml; compare it with a text in double quotes or a text column, by = or !=",
                "`{name}` 在 report.toml 中是文本；请用 = 或 != 与双引号中的文本或文本列比较"
            ),
            Self::WordTaken(name) => say!(
                lang,
                "`report.{name}` is that of the report's period already; call the word otherwise",
                "`report.{name}` 已指报告期；请给这个词另取名称"
            ),
            Self::Date(found) => say!(
                lang,
                "`{found}` is no day; write one such as 2027-01-31",
                "“{found}”不是日期；请写成 2027-01-31 这样"
            ),
            Self::WaivedTwice(line) => say!(
                lang,
                "this finding is waived already, on line {line}; for several alike, write `times = 2` there",
                "第 {line} 行已豁免了这处发现；若有几处相同，请在那里写 times = 2"
            ),
            Self::Twice(name, line) => say!(
                lang,
                "a rule `{name}` is there already, on line {line}",
                "规则“{name}”在第 {line} 行已经有了"
            ),
            Self::Expression(problem) => problem.say(lang),
            Self::Multiple(found) => {
                let found = found.clone();
                UnknownMultiple { found }.say(lang)
            }
            Self::Number(found) => say!(
                lang,
                "`{found}` is not a number that can be used here",
                "“{found}”不是这里可用的数字"
            ),
            Self::Weight(found, least, most) => say!(
                lang,
                "expected a whole number from {least} to {most}, found `{found}`",
                "此处应为 {least} 到 {most} 的整数，却是“{found}”"
            ),
            Self::GrimTurned => say!(
                lang,
                "`grim` cannot stand under `not` or be the condition of `if`",
                "grim 不能放在 not 之后，也不能作 if 的条件"
            ),
            Self::OneTolerance => say!(
                lang,
                "a tolerance is either {{ absolute = \"1\" }} or {{ relative = \"0.5%\" }}",
                "允许误差应为 {{ absolute = \"1\" }} 或 {{ relative = \"0.5%\" }} 之一"
            ),
            Self::LevelsAndTolerance => say!(
                lang,
                "severities by size say what is tolerated; drop `tolerance`, or give one severity as a word",
                "按差异大小分级时已写明允许误差；请去掉 tolerance，或只写一个严重程度"
            ),
            Self::LevelsNotRising(lower, higher) => {
                let (lower, higher) = (lower.name(), higher.name());
                say!(
                    lang,
                    "the bound of {higher} must be above that of {lower}, and both absolute or both relative",
                    "{higher} 的界限必须高于 {lower} 的界限，且两者同为 absolute 或同为 relative"
                )
            }
            Self::SectionName(name) => say!(
                lang,
                "no section is called `{name}`",
                "没有名为“{name}”的部分"
            ),
            Self::NoList(name, nearest) => {
                let hint = hint(nearest.as_deref(), lang);
                say!(
                    lang,
                    "no list is called `{name}`; lists stand under [lists]{hint}",
                    "没有名为“{name}”的列表；列表写在 [lists] 之下{hint}"
                )
            }
            Self::NoNumber(entry, name) => say!(
                lang,
                "`{name}` holds figures, and \"{entry}\" in the list is no number",
                "“{name}”是数字列，而列表中的“{entry}”不是数字"
            ),
            Self::ListOutside(name) => say!(
                lang,
                "`{name}` is outside the configuration's folder, where nothing is read; put the list beside the configuration, or say --follow-links",
                "“{name}”在配置文件所在文件夹之外，未读取；请把列表放到配置文件旁边，或加上 --follow-links"
            ),
            Self::EmptyList(name) => say!(
                lang,
                "`{name}` holds no list: its first line is a header, and below it nothing stands in the first column",
                "“{name}”中没有列表：第一行是表头，其下的第一列没有内容"
            ),
            Self::NoTreeNamed(name, nearest) => {
                let hint = hint(nearest.as_deref(), lang);
                say!(
                    lang,
                    "no tree is called `{name}`; trees stand under [trees]{hint}",
                    "没有名为“{name}”的层级；层级写在 [trees] 之下{hint}"
                )
            }
            Self::NoTree(fault) => fault.say(lang),
            Self::NoTreeIn(file, 0, fault) => {
                let fault = fault.say(lang);
                say!(lang, "{file}: {fault}", "{file}：{fault}")
            }
            Self::NoTreeIn(file, line, fault) => {
                let fault = fault.say(lang);
                say!(
                    lang,
                    "{file}, line {line}: {fault}",
                    "{file} 第 {line} 行：{fault}"
                )
            }
            Self::CheckOfTree => say!(
                lang,
                "a rule of a `tree` is its sums; write another rule for `check`",
                "写了 tree 的规则就是该层级的各项合计；check 请另写一条规则"
            ),
            Self::NoColumnSign => say!(
                lang,
                "this is for rules that hold for several columns: write `$` in `check` where the column stands, as in `total.$ = sum($)`",
                "这一项用于对多列都成立的规则：请在 check 中以 $ 代表列名，例如 total.$ = sum($)"
            ),
            Self::ExceptOfList => say!(
                lang,
                "`except` takes columns out of `columns = \"*\"`; here they are listed",
                "except 用于从 columns = \"*\" 中去掉列；此处各列已逐一列出"
            ),
            Self::OtherKey {
                section,
                column,
                home,
            } => say!(
                lang,
                "the rows of `{section}` are told apart by `{column}` too, which `{home}` does not have, so that it cannot be told which of them is meant; add them up with `sum({section}.… by …)`, or name the column in `{home}` alike",
                "“{section}”的各行还以“{column}”区分，而“{home}”没有这一列，无法确定指的是哪一行；可用 sum({section}.… by …) 求和，或在“{home}”中使用同名的列"
            ),
            Self::NoKeyColumns => say!(
                lang,
                "a key has at least one column; leave `key` out where the first column is it",
                "键至少有一列；键即第一列时，请不写 key"
            ),
            Self::FileInFolder(name) => say!(
                lang,
                "`{name}` holds a stroke; here stands the name of a file in the report's folder, such as `*requests*.csv`",
                "“{name}”中有斜线；此处应为报告文件夹中的文件名，例如 *requests*.csv"
            ),
            Self::ColumnTwice(name) => say!(
                lang,
                "the column `{name}` is listed already",
                "列“{name}”前面已经列出"
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
            Self::RowBefore(name) => say!(
                lang,
                "`{name}` stands for nothing here: `previous.` and a column is the figure of the row above, in a rule over the rows of its section; `prior.` is the period before",
                "“{name}”在此没有所指：核对本部分各行的规则中，`previous.` 加列名指上一行的数字；`prior.` 指上一期"
            ),
            Self::YearAgo(name) => say!(
                lang,
                "`{name}` stands for nothing here: `year_ago.` and a column is the figure of the same period a year before, in a rule over the rows of a section that says `period`, the column of their periods",
                "“{name}”在此没有所指：核对本部分各行、且本部分以 period 注明各行时期所在列的规则中，`year_ago.` 加列名指上年同期的数字"
            ),
            Self::NoPeriodColumn(section) => say!(
                lang,
                "`over` needs to know the period of each row: say in [sections.{section}] which column it stands in, as in `period = \"quarter\"`",
                "over 需要知道各行所属的时期：请在 [sections.{section}] 中写明所在列，例如 period = \"quarter\""
            ),
            Self::PriorOfParts => say!(
                lang,
                "`over` takes the parts of the row's own period, in this report; `prior.` and growth from the period before cannot stand inside it or around it",
                "over 取该行本期在本报告中的各组成部分，其内外都不能用 `prior.` 或对上一期的 growth"
            ),
            Self::NothingOfParts => say!(
                lang,
                "no column of the rows that `over` goes through is named here",
                "此处没有写明 over 所取各行的列"
            ),
            Self::NoColumn {
                name,
                nearest,
                section,
            } => {
                let hint = hint(nearest.as_deref(), lang);
                say!(
                    lang,
                    "`{name}` is no column of `{section}`{hint}",
                    "“{name}”不是“{section}”的列{hint}"
                )
            }
            Self::TooManyParts => say!(
                lang,
                "a name has at most three parts: section.row.column",
                "名称最多三段：部分.行.列"
            ),
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
            Self::RowsOfGroups => say!(
                lang,
                "`rows` selects rows, but this rule is checked once for each group; select within the function, as in `sum(votes where kind = \"valid\" by precinct)`",
                "rows 用来选择行，但这条规则按组核对；请在函数内选择，例如 sum(votes where kind = \"valid\" by precinct)"
            ),
            Self::ColumnSign => say!(
                lang,
                "`$` stands for each figure column of the rule's section in turn, and here is none that it could stand for",
                "$ 依次代表规则所属部分的各数字列，而此处没有可以代表的列"
            ),
            Self::TwoTables(first, second) => say!(
                lang,
                "one function cannot run over the rows of both `{first}` and `{second}`",
                "一个函数不能同时遍历“{first}”和“{second}”的行"
            ),
            Self::OtherGroups => say!(
                lang,
                "a rule that names no figure of a row is checked once for each group, so all its groups must be by the same columns of one table",
                "没有用到各行自身数字的规则按组核对，因此其中各处 by 必须是同一表格的相同列"
            ),
            _ => say!(
                lang,
                "a function over rows cannot stand inside another",
                "遍历行的函数不能再嵌套"
            ),
        }
    }
}

/// What is wrong with a file that is not TOML. The reasons that occur in
/// practice are said in plain words, others as the TOML parser gives them.
fn toml(reason: &str, lang: Lang) -> String {
    let starts = |with: &str| reason.starts_with(with);
    if starts("invalid unquoted key") {
        return say!(
            lang,
            "a key goes in double quotes unless it is made of letters A-Z, digits, `-` and `_`",
            "键名除英文字母、数字、- 和 _ 外，都要放在双引号里"
        );
    }
    if starts("duplicate key") {
        return say!(lang, "this key is there already", "这个键名前面已经有了");
    }
    if starts("string values must be quoted") {
        return say!(lang, "text goes in double quotes", "文本要放在双引号里");
    }
    if starts("invalid basic string") || starts("invalid literal string") {
        return say!(
            lang,
            "the quotes of this text do not close",
            "这个文本的引号没有结束"
        );
    }
    if starts("unclosed table") || starts("unclosed array of tables") {
        return say!(lang, "a closing `]` is missing here", "这里缺少结束的 ]");
    }
    if starts("unexpected key or value") {
        return say!(
            lang,
            "nothing more can stand on this line",
            "这一行不能再有别的内容"
        );
    }
    if starts("missing escaped value") {
        return say!(
            lang,
            "this `\\` begins no known escape; write `\\\\`, or put the text in single quotes",
            "这个反斜杠后不是可用的转义；请写两个反斜杠，或把文本放在单引号里"
        );
    }
    say!(
        lang,
        "this is not TOML: {reason}",
        "这不是有效的 TOML：{reason}"
    )
}

/// A kind of value, as a sentence names it.
fn kind(name: &str, lang: Lang) -> String {
    match name {
        "string" => say!(lang, "a text in quotes", "引号中的文本"),
        "number" => say!(lang, "a number", "数字"),
        "boolean" => say!(lang, "true or false", "true 或 false"),
        "date" => say!(lang, "a date", "日期"),
        "words" => say!(
            lang,
            "a text in quotes or {{ en = \"…\", zh = \"…\" }}",
            "引号中的文本或 {{ zh = \"…\", en = \"…\" }}"
        ),
        "marks" => say!(
            lang,
            "a list of marks in brackets, or a table that says what each means",
            "方括号中的标记列表，或写明各标记含义的表"
        ),
        "array" => say!(lang, "a list in brackets", "方括号中的列表"),
        "tree" => say!(
            lang,
            "a table of codes with those below them, or the name of a table's file",
            "代码及其下级的表，或表格文件名"
        ),
        "codes" => say!(
            lang,
            "a list in brackets, or the name of a table's file in quotes",
            "方括号中的列表，或引号中的表格文件名"
        ),
        "header" => say!(
            lang,
            "a header in quotes, a list of headers in brackets, or the number of the column",
            "引号中的表头、方括号中的表头列表，或列的序号"
        ),
        "trusted" => say!(
            lang,
            "true, or a list of row keys in brackets",
            "方括号中的行键列表或 true"
        ),
        "table" => say!(lang, "a table", "表"),
        _ => say!(lang, "tables in double brackets", "双方括号的表"),
    }
}

/// Words one after another.
fn listed(words: &[&str], lang: Lang) -> String {
    words.join(&say!(lang, ", ", "、"))
}

fn hint(nearest: Option<&str>, lang: Lang) -> String {
    nearest.map_or(String::new(), |name| {
        say!(lang, "; did you mean `{name}`?", "；是不是“{name}”？")
    })
}
