//! Why a cell cannot be read as a figure: typed reasons, and their sentences
//! in both languages. Never prints more of a cell than `EXCERPT` characters.

use std::fmt;

use super::prints::DecimalSign as Sign;
use crate::clean::shown;
use crate::lang::Lang;
use crate::say;

/// How many characters of a cell a message may show.
const EXCERPT: usize = 40;

/// The reason why a cell is not a figure. Characters of the cell are counted
/// from 1; `found` is an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// The cell is longer than any figure: prose, or a number of too many digits.
    TooLong {
        /// How the cell begins.
        found: String,
    },
    /// No number stands where one should.
    NoNumber {
        /// Where the number was looked for.
        at: usize,
        /// What stands there instead; empty at the end of the cell.
        found: String,
    },
    /// `无`, `None`: is it zero, or does it not apply, or is it not there?
    NothingWord {
        /// The word.
        found: String,
    },
    /// Thousands separators that do not group by three.
    Grouping {
        /// The place of the wrong group or separator.
        at: usize,
        /// The number as it is grouped.
        found: String,
        /// The decimal sign that it was read with.
        decimal: Sign,
    },
    /// A number that nothing tells how to read: `1.080`.
    DecimalSign {
        /// The number.
        found: String,
        /// What it is with a separator of thousands.
        grouped: String,
        /// What it is with a decimal sign.
        fraction: String,
    },
    /// Two numbers with a dash between them, where a column of ranges is not
    /// known.
    Span {
        /// The place of the dash.
        at: usize,
        /// What stands from there on.
        found: String,
    },
    /// `±312`, where a column of margins is not known.
    Margin {
        /// The place of the sign.
        at: usize,
    },
    /// `▲5`, which is minus five or five up.
    Triangle {
        /// The place of the triangle.
        at: usize,
        /// The triangle.
        found: char,
    },
    /// `120-`, which is minus 120 or 120 at most.
    TrailingMinus {
        /// The place of the sign.
        at: usize,
        /// The cell.
        found: String,
    },
    /// A decimal point without a digit after it.
    BarePoint {
        /// The place of the point.
        at: usize,
    },
    /// A superscript, circled or foreign digit, which is never read as a digit.
    OddDigit {
        /// The place of the digit.
        at: usize,
        /// The digit.
        found: char,
    },
    /// A Chinese numeral that is malformed or may mean two numbers.
    Numeral {
        /// The place of the numeral.
        at: usize,
        /// The numeral.
        found: String,
    },
    /// Two signs, or a sign inside accounting parentheses.
    TwoSigns {
        /// The place of the second sign.
        at: usize,
    },
    /// Parentheses that are not closed around the figure.
    Parentheses {
        /// The place of the opening parenthesis.
        at: usize,
    },
    /// Two hedges that say different things.
    TwoHedges {
        /// The first hedge.
        first: String,
        /// The second hedge.
        second: String,
    },
    /// Another number after the first: a span, a date, a fraction, an exponent.
    SecondNumber {
        /// Where the figure should have ended.
        at: usize,
        /// What stands there.
        found: String,
    },
    /// Words after the number that are no known unit.
    UnknownUnit {
        /// Where the words begin.
        at: usize,
        /// The words.
        found: String,
    },
    /// Anything else after the number.
    Unexpected {
        /// Where it begins.
        at: usize,
        /// What stands there.
        found: String,
    },
    /// A multiplier in the cell and another in the unit of its column or row.
    TwoMultipliers {
        /// The unit of the column or row.
        unit: String,
        /// The figure read in the plain unit.
        plain: String,
        /// The figure read in the unit of the column or row.
        multiplied: String,
    },
}

impl Unreadable {
    /// What was found and what would be readable, in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        use Unreadable::*;
        // A table, one sentence a variant: its length is its use.
        match self {
            TooLong { found } => say!(
                lang,
                "`{found}` is too long for a figure: one number of at most 400 digits is readable",
                "“{found}”过长，不是一个数；可读的是至多400位的一个数"
            ),
            NoNumber { at, found } if found.is_empty() => say!(
                lang,
                "no number at character {at}, where the cell ends: write one such as `1,234`, `11.7万` or `十二`",
                "第{at}个字符处单元格已结束，没有数；可写如“1,234”“11.7万”“十二”"
            ),
            // Leaves room for the words of its cell: a mark is short.
            NoNumber { found, .. } if is_mark(found) => say!(
                lang,
                "`{found}` is no figure and no mark known here: if it stands where a figure is missing, say `missing_marks = {{ \"{found}\" = \"not-reported\" }}` for the section or the column (or \"not-applicable\", \"withheld\", \"zero\")",
                "“{found}”不是数，也不是已知的标记；如它表示没有数，请为这一节或这一列注明 missing_marks = {{ \"{found}\" = \"not-reported\" }}（或 \"not-applicable\"、\"withheld\"、\"zero\"）"
            ),
            NoNumber { found, .. } if found.starts_with(['#', '=', '\'']) => say!(
                lang,
                "`{found}` was left by a spreadsheet: write the number that it should show",
                "“{found}”是电子表格留下的；请写它应显示的数"
            ),
            NoNumber { found, .. }
                if ["增长", "上升", "增加", "下降", "减少", "降低"]
                    .iter()
                    .any(|word| found.starts_with(word)) =>
            {
                say!(
                    lang,
                    "`{found}` says up or down in words: write 15.8% or -15.8%",
                    "“{found}”用文字表示增减；请写 15.8% 或 -15.8%"
                )
            }
            NoNumber { at, found } => say!(
                lang,
                "no number at character {at}, but `{found}`: write one such as `1,234`, `11.7万` or `十二`",
                "第{at}个字符处是“{found}”，不是数；可写如“1,234”“11.7万”“十二”"
            ),
            NothingWord { found } if found.is_ascii() => say!(
                lang,
                "`{found}` may mean zero, or be what a program writes where nothing is reported: write `0` or leave the cell empty, or say under `missing_marks` what it means",
                "“{found}”可指零，也可能是程序在没有填报处写下的；请写“0”或留空，或在 missing_marks 中注明其含义"
            ),
            NothingWord { found } => say!(
                lang,
                "`{found}` may mean zero or not applicable: write `0` or `不适用`",
                "“{found}”可指零，也可指不适用；请写“0”或“不适用”"
            ),
            Grouping {
                at,
                found,
                decimal: Sign::Comma,
            } => say!(
                lang,
                "the digits of `{found}` are not grouped by three at character {at}, where the comma is the decimal sign: write `1.234,5` or `1234,5`",
                "小数点写作逗号时，“{found}”第{at}个字符处不是三位一节；请写“1.234,5”或“1234,5”"
            ),
            Grouping { at, found, .. } => say!(
                lang,
                "the digits of `{found}` are not grouped by three at character {at}: write `1,234,567` or `1234567`, or say `decimal = \",\"` where the comma is the decimal sign",
                "“{found}”第{at}个字符处不是三位一节；请写“1,234,567”或“1234567”；如小数点写作逗号，请注明 decimal = \",\""
            ),
            DecimalSign {
                found,
                grouped,
                fraction,
            } => say!(
                lang,
                "`{found}` may be {grouped} or {fraction}, and nothing in the table tells: say `decimal = \".\"` or `decimal = \",\"` for the section or the column",
                "“{found}”既可读作{grouped}，也可读作{fraction}，表中无从判断；请为这一节或这一列注明 decimal = \".\" 或 decimal = \",\""
            ),
            Span { at, found } => say!(
                lang,
                "`{found}` at character {at} is a second number: write one, or say `ranges = true` where the column holds ranges such as `12-15`",
                "第{at}个字符起的“{found}”是另一个数；请只写一个数，如这一列填的是“12-15”一类的区间，请注明 ranges = true"
            ),
            Margin { at } => say!(
                lang,
                "`±` at character {at} stands before a margin: say `margin = true` for a column of margins",
                "第{at}个字符“±”表示误差幅度；如这一列填的是误差幅度，请注明 margin = true"
            ),
            Triangle { at, found } => say!(
                lang,
                "`{found}` at character {at} may be a minus or mean that the figure went up: say `triangle = \"minus\"` or `triangle = \"plus\"` for the section",
                "第{at}个字符“{found}”既可能表示负数，也可能表示上升；请为这一节注明 triangle = \"minus\" 或 triangle = \"plus\""
            ),
            TrailingMinus { at, found } => say!(
                lang,
                "the `-` at character {at} of `{found}` may make it negative, or mean that much or less: say `trailing_minus = \"negative\"` or `trailing_minus = \"at-most\"`",
                "“{found}”第{at}个字符“-”既可能表示负数，也可能表示不超过此数；请注明 trailing_minus = \"negative\" 或 trailing_minus = \"at-most\""
            ),
            BarePoint { at } => say!(
                lang,
                "no digit follows the point at character {at}: write `5` or `5.0`",
                "第{at}个字符的小数点后没有数字；请写“5”或“5.0”"
            ),
            OddDigit { at, found } => say!(
                lang,
                "`{found}` at character {at} is not read as a digit: write digits 0-9, and a footnote mark as `[2]` at the end",
                "第{at}个字符“{found}”不作数字读；数字请写0-9，脚注号请在末尾写作“[2]”"
            ),
            Numeral { at, found } => say!(
                lang,
                "the numeral `{found}` at character {at} is not one plain number: write it in digits, or as in `三万五千` or `一百零五`",
                "第{at}个字符处的“{found}”不是一个明确的数；请用数字书写，或如“三万五千”“一百零五”"
            ),
            TwoSigns { at } => say!(
                lang,
                "a second sign at character {at}: write `-5` or `(5)`, not both",
                "第{at}个字符处又有一个正负号；请写“-5”或“(5)”之一"
            ),
            Parentheses { at } => say!(
                lang,
                "the parenthesis at character {at} does not enclose one number: write `(5)` for minus five",
                "第{at}个字符的括号没有正好括住一个数；负五可写作“(5)”"
            ),
            TwoHedges { first, second } => say!(
                lang,
                "`{first}` and `{second}` say different things: keep one of them",
                "“{first}”与“{second}”含义不同；请只留其一"
            ),
            SecondNumber { at, found } if found.starts_with('(') => say!(
                lang,
                "`{found}` at character {at} is a second number: a cell holds one figure; if it is a footnote mark, say `flags = [\"{found}\"]` of the column",
                "第{at}个字符起的“{found}”是另一个数；一个单元格只写一个数，如是脚注号，请为这一列注明 flags = [\"{found}\"]"
            ),
            SecondNumber { at, found } => say!(
                lang,
                "`{found}` at character {at} is not part of the number: a cell holds one figure, written in full such as `100000` or `12.5`",
                "第{at}个字符起的“{found}”不属于这个数；一个单元格只写一个数，如“100000”“12.5”"
            ),
            UnknownUnit { at, found } => say!(
                lang,
                "`{found}` at character {at} is no unit known here: declare it as a unit, or under `flags` if it is a flag, or move it out of the cell",
                "第{at}个字符起的“{found}”不是已知单位；请先声明这个单位，如是标记请写入 flags，或移出单元格"
            ),
            Unexpected { at, found } if is_mark(found) && !found.contains(char::is_uppercase) => {
                say!(
                    lang,
                    "`{found}` at character {at} is no unit and no mark known here: if it is a flag, say `flags = [\"{found}\"]` for the section or the column",
                    "第{at}个字符处的“{found}”不是单位，也不是已知的标记；如是标记，请为这一节或这一列注明 flags = [\"{found}\"]"
                )
            }
            Unexpected { at, found } => say!(
                lang,
                "`{found}` at character {at} cannot follow a number: only a multiplier (`万`), a unit, `多` or `以上`, a footnote mark (`[1]`) or one of its `flags` can",
                "第{at}个字符起的“{found}”不能接在数后；数后可接“万”等、单位、“多”“以上”等、脚注号“[1]”或 flags 中的标记"
            ),
            TwoMultipliers {
                unit,
                plain,
                multiplied,
            } => say!(
                lang,
                "under the unit `{unit}` this may be `{plain}` or `{multiplied}`: write the whole unit in the cell, or the number without a multiplier",
                "单位为“{unit}”时，既可读作“{plain}”，也可读作“{multiplied}”；请在单元格内写全单位，或去掉倍数"
            ),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for Unreadable {}

/// The text cut to a readable length, with control and invisible characters
/// made visible, so that a cell cannot disturb a message.
pub(crate) fn excerpt(text: &str) -> String {
    let mut chars = text.chars();
    let mut kept: String = chars.by_ref().take(EXCERPT - 1).map(shown).collect();
    match (chars.next(), chars.next()) {
        (None, _) => {}
        (Some(last), None) => kept.push(shown(last)),
        _ => kept.push('…'),
    }
    kept
}

/// Whether some characters may be a mark: few, and none that a text in TOML
/// could not hold.
fn is_mark(found: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '"' | '\\' | '\u{FFFD}');
    let word = found.chars().filter(|c| c.is_alphanumeric()).count();
    let few = (1..=3).contains(&found.chars().count()) && word <= 2;
    few && found != "##"
        && found != "###"
        && found.is_ascii()
        && !found.starts_with(['=', '\'', '.', ','])
        && found.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_are_short_and_harmless() {
        assert_eq!(excerpt("ab\u{1b}[0m\u{202e}"), "ab\u{FFFD}[0m\u{FFFD}");
        assert_eq!(excerpt(&"九".repeat(40)), "九".repeat(40));
        assert_eq!(excerpt(&"九".repeat(41)), format!("{}…", "九".repeat(39)));
    }
}
