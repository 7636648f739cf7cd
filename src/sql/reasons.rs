//! Why a rule cannot be written as a query, in sentences.

use crate::lang::Lang;
use crate::say;

/// Why a rule, or what it needs, is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Its figures have a comma as the decimal sign, or none that is known.
    DecimalSign,
    /// Its figures were rounded to multiples.
    Multiple,
    /// The table says the unit, or how far figures are known, row by row.
    ByRow,
    /// A column of it stands in brackets behind another.
    InBrackets,
    /// A column without a name of its own in the header.
    NoName,
    /// More stands in the table's file than a header of one row, and rows.
    Form,
    /// The greatest or least of figures, or a size without its sign.
    Function(&'static str),
    /// A figure multiplied by itself.
    Square,
    /// More figures than are tried at their ends occur more than once.
    Repeated,
    /// Products of more figures than 37 digits hold.
    TooLong,
    /// A tolerance under `or`, `not` or `if`.
    Tolerance,
    /// A number that is no decimal one.
    Fraction,
    /// It is not in force in the report's period.
    NotInForce,
    /// Blanks that count as zero only where something else is reported.
    ZeroIfAny,
    /// `not` before `if` or `includes`.
    Turned,
    /// More than a sum of figures inside a function over rows.
    InFunction,
    /// What it divides by, under `or`, `not` or `if`, or inside a function.
    Division,
    /// A function over rows that hangs on the row that is checked.
    HangsOnRow,
    /// A function over groups of rows in a way that is not written.
    Groups,
    /// Other figures of another row, report or table than can be joined here.
    Joined,
    /// The row above, or that of the period before in the same table.
    RowBefore,
    /// A severity by the size of the difference.
    Levels,
    /// A text that report.toml says.
    ReportWord,
    /// A row whose key is that of several.
    SeveralRows(String),
    /// What this report has nothing for.
    Absent,
    /// The table could not be read.
    Unread(String),
}

impl Why {
    /// The reason, in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        match self {
            Why::DecimalSign => say!(
                lang,
                "its figures are not printed with a point as the decimal sign",
                "其数字不以点号为小数点"
            ),
            Why::Multiple => say!(
                lang,
                "its figures were rounded to multiples",
                "其数字修约为某数的倍数"
            ),
            Why::ByRow => say!(
                lang,
                "the rows of its column say different units or decimals",
                "其列中各行注明的单位或小数位不同"
            ),
            Why::InBrackets => say!(
                lang,
                "it names figures in brackets behind others",
                "它用到写在另一数字后面括号中的数字"
            ),
            Why::NoName => say!(
                lang,
                "it names a column that the header gives no name of its own",
                "它用到表头中没有独立名称的列"
            ),
            Why::Form => say!(
                lang,
                "its table's file has lines above the header, a header of several rows, or remarks among its rows",
                "它的表格文件在表头上方另有内容，或表头有多行，或行间夹有注释"
            ),
            Why::Function(name) => say!(lang, "it calls {name}", "它用到 {name}"),
            Why::Square => say!(
                lang,
                "it multiplies a figure by itself",
                "它把一个数字与自身相乘"
            ),
            Why::Repeated => say!(
                lang,
                "too many of its figures occur more than once",
                "重复出现的数字过多"
            ),
            Why::TooLong => say!(
                lang,
                "its products are longer than 37 digits",
                "其乘积超过 37 位"
            ),
            Why::Tolerance => say!(
                lang,
                "it has a tolerance under or, not or if",
                "它在 or、not 或 if 之下有容差"
            ),
            Why::Fraction => say!(
                lang,
                "a number in it has no end as a decimal",
                "其中有无法写成有限小数的数"
            ),
            Why::Division => say!(
                lang,
                "it divides under or, not or if, or inside a function",
                "它在 or、not、if 之下或函数之内作除法"
            ),
            Why::NotInForce => say!(
                lang,
                "it is not in force in this report's period",
                "它在本报告的报告期不适用"
            ),
            Why::ZeroIfAny => say!(
                lang,
                "it is not checked where all of its figures are missing (zero-if-any)",
                "其数字全部缺失时不核对（zero-if-any）"
            ),
            Why::Turned => say!(
                lang,
                "it has not before if or includes",
                "它在 if 或 includes 之前有 not"
            ),
            Why::InFunction => say!(
                lang,
                "it takes more than a sum of figures inside a function over rows",
                "它在整列函数之内用到不止是相加的算式"
            ),
            Why::HangsOnRow => say!(
                lang,
                "it calls a function over rows that each row makes another",
                "它用到随所核对的行而变的整列函数"
            ),
            Why::Groups => say!(
                lang,
                "it calls a function over groups of rows in a way that is not written here",
                "它以此处未写出的方式按组计算整列函数"
            ),
            Why::Joined => say!(
                lang,
                "it joins rows in a way that is not written here",
                "它以此处未写出的方式连接各行"
            ),
            Why::RowBefore => say!(
                lang,
                "it asks for other rows by their place or their period: the one above, of the period before, of a year ago, of the parts of a period",
                "它用到按位置或时期所指的其他行：上一行、上一期、上年同期或本期各组成部分的行"
            ),
            Why::Levels => say!(
                lang,
                "its severity hangs on the size of the difference",
                "其严重程度取决于差异大小"
            ),
            Why::ReportWord => say!(
                lang,
                "it asks for a text of report.toml",
                "它用到 report.toml 中的文本"
            ),
            Why::SeveralRows(key) => say!(
                lang,
                "several rows have the key {key}",
                "有多行的键为 {key}"
            ),
            Why::Absent => say!(
                lang,
                "this report lacks something that it names",
                "此报告缺少它所用的内容"
            ),
            Why::Unread(what) => say!(
                lang,
                "its table could not be read: {what}",
                "其表格无法读取：{what}"
            ),
        }
    }
}
