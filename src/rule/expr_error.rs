//! What can be wrong with an expression, and how it is said.

use super::pattern::PatternSlip;
use super::syntax::{Function, Span};
use super::token::Token;
use crate::lang::Lang;
use crate::say;

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExprError {
    /// What is wrong.
    pub problem: ExprProblem,
    /// Where, in bytes of the expression.
    pub span: Span,
}

/// What can be wrong with an expression's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ExprProblem {
    /// A character that no word begins with.
    Character(char),
    /// A quote that is not closed.
    OpenQuote(char),
    /// A number that is not one.
    Number,
    /// A name directly behind a number.
    NumberThenName(String),
    /// Something else was expected here.
    Expected(Expected, Token),
    /// No function has this name; the nearest one that exists.
    Function(String, Option<&'static str>),
    /// A function with the wrong number of arguments.
    Arguments(&'static str, &'static str, usize),
    /// `where` on a function that has no rows.
    FilterNotAllowed(&'static str),
    /// `by` in a function that has no rows.
    GroupsNotAllowed(&'static str),
    /// A `where` behind `by`.
    WhereBehindBy,
    /// `over` in a function that cannot take it.
    PartsNotAllowed(&'static str),
    /// A function that goes over the parts of a period, without them.
    PartsNeeded(&'static str),
    /// `where` or `by` beside `over`.
    OverAll,
    /// `since` in a function that cannot take it.
    SinceNotAllowed(&'static str),
    /// Parentheses nested deeper than the limit.
    TooDeep(usize),
    /// More words than the limit.
    TooLong(usize),
    /// An arithmetic expression where a condition is needed.
    NotACondition,
    /// A condition where a number is needed.
    NotANumber,
    /// Something else than the name of a text where a function takes one.
    TextNeeded(&'static str),
    /// Something else than a pattern in quotes.
    PatternNeeded,
    /// A pattern that cannot be read.
    Pattern(PatternSlip),
}

/// What the parser was looking for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// A number, a name, a function or a parenthesis.
    Operand,
    /// A name after a dot.
    Name,
    /// The name of a column after `by`.
    Column,
    /// A closing parenthesis.
    Close,
    /// `then` after `if`.
    Then,
    /// A sign such as `=` or the end.
    OperatorOrEnd,
    /// A list behind `in`.
    List,
    /// One of a list.
    Entry,
    /// A kind of parts behind `over`.
    Parts,
    /// A word for a row before behind `since`.
    Back,
}

impl ExprProblem {
    /// The problem in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        match self {
            ExprProblem::Character(c) => {
                say!(lang, "a rule cannot contain `{c}`", "规则中不能有“{c}”")
            }
            ExprProblem::OpenQuote(c) => {
                say!(lang, "the quote {c} is not closed", "引号 {c} 没有结束")
            }
            ExprProblem::Number => say!(
                lang,
                "this is not a number; write 1000, 0.5, 86% or 5万",
                "这不是数字；请写成 1000、0.5、86% 或 5万"
            ),
            ExprProblem::NumberThenName(name) => say!(
                lang,
                "`{name}` stands directly after a number; a name that begins with a digit goes in back-quotes, as in `2016_total`",
                "数字后面紧跟“{name}”；以数字开头的名称要加反引号，例如 `2016_total`"
            ),
            ExprProblem::Expected(what, found) => {
                let (what, found) = (what.say(lang), found.say(lang));
                say!(
                    lang,
                    "expected {what}, found {found}",
                    "此处应为{what}，却是{found}"
                )
            }
            ExprProblem::Function(name, _)
                if ["lag", "previous", "prev", "shift", "diff", "cumsum", "lead"]
                    .contains(&name.as_str()) =>
            {
                say!(
                    lang,
                    "there is no function `{name}`; `previous.` and a column is the figure of the row above, `prior.` of the period before, `year_ago.` of the same period a year before",
                    "没有函数“{name}”；`previous.` 加列名指上一行，`prior.` 指上一期，`year_ago.` 指上年同期"
                )
            }
            ExprProblem::Function(name, Some(nearest)) => say!(
                lang,
                "there is no function `{name}`; did you mean `{nearest}`?",
                "没有函数“{name}”；是不是“{nearest}”？"
            ),
            ExprProblem::Function(name, None) => {
                let known = Function::ALL.map(|(known, _)| known);
                let [first @ .., last] = &known;
                let (first, all) = (first.join(", "), known.join("、"));
                say!(
                    lang,
                    "there is no function `{name}`; there are {first} and {last}",
                    "没有函数“{name}”；可用的有 {all}"
                )
            }
            ExprProblem::Arguments(name, wanted, found) => say!(
                lang,
                "`{name}` needs {wanted} in its parentheses, found {found}",
                "“{name}”的括号中应有 {wanted} 项，却有 {found} 项"
            ),
            ExprProblem::FilterNotAllowed(name) => say!(
                lang,
                "`where` cannot stand in this `{name}`; it goes with one column in sum, min, max, mean, median, mad or count",
                "这个“{name}”中不能用 where；where 只用于 sum、min、max、mean、median、mad、count 的一个列"
            ),
            ExprProblem::GroupsNotAllowed(name) => say!(
                lang,
                "`by` cannot stand in this `{name}`; it goes with one column in sum, min, max, mean, median, mad or count",
                "这个“{name}”中不能用 by；by 只用于 sum、min、max、mean、median、mad、count 的一个列"
            ),
            ExprProblem::WhereBehindBy => say!(
                lang,
                "`where` comes before `by`, as in `sum(votes where kind = \"valid\" by precinct)`",
                "where 要写在 by 之前，例如 sum(votes where kind = \"valid\" by precinct)"
            ),
            ExprProblem::PartsNotAllowed(name) => say!(
                lang,
                "`over` cannot stand in this `{name}`; it goes with one expression in sum, mean, min, max, count, first or last",
                "这个“{name}”中不能用 over；over 只用于 sum、mean、min、max、count、first、last 的一项"
            ),
            ExprProblem::PartsNeeded(name) => say!(
                lang,
                "`{name}` needs to know over which periods, as in `{name}(closing over quarters)`",
                "“{name}”要写明各期，例如 {name}(closing over quarters)"
            ),
            ExprProblem::OverAll => say!(
                lang,
                "`over` takes all parts of a period, so that `where` and `by` cannot stand beside it",
                "over 取一期的全部组成部分，不能同时用 where 或 by"
            ),
            ExprProblem::SinceNotAllowed(name) => say!(
                lang,
                "`since` cannot stand in this `{name}`; it goes with growth, as in `growth(received since year_ago)`",
                "这个“{name}”中不能用 since；since 只用于 growth，例如 growth(received since year_ago)"
            ),
            ExprProblem::TooDeep(limit) => say!(
                lang,
                "parentheses are nested more than {limit} deep",
                "括号嵌套超过 {limit} 层"
            ),
            ExprProblem::TooLong(limit) => {
                say!(
                    lang,
                    "the rule has more than {limit} words",
                    "规则超过 {limit} 个词"
                )
            }
            ExprProblem::NotACondition => say!(
                lang,
                "a comparison such as `total = a + b` is needed here; this is only a number",
                "此处需要比较式，例如 total = a + b；这里只是一个数"
            ),
            ExprProblem::NotANumber => say!(
                lang,
                "a condition stands where a number is needed",
                "此处需要一个数，却是一个条件"
            ),
            ExprProblem::TextNeeded(name) => say!(
                lang,
                "`{name}` takes the name of a text column here",
                "“{name}”此处需要文本列的列名"
            ),
            ExprProblem::PatternNeeded => say!(
                lang,
                "`matches` takes a pattern in double quotes here, as in matches(code, \"[A-Z]{{2}}[0-9]{{4}}\")",
                "matches 此处需要双引号中的模式，例如 matches(code, \"[A-Z]{{2}}[0-9]{{4}}\")"
            ),
            ExprProblem::Pattern(slip) => slip.say(lang),
        }
    }
}

impl Expected {
    fn say(self, lang: Lang) -> String {
        match self {
            Expected::Operand => say!(lang, "a name, a number or `(`", "名称、数字或“(”"),
            Expected::Name => say!(lang, "a name after the dot", "点号后的名称"),
            Expected::Column => say!(
                lang,
                "the name of a column to group rows by",
                "用来分组的列名"
            ),
            Expected::Close => say!(lang, "`)`", "“)”"),
            Expected::Then => say!(lang, "`then`", "“then”"),
            Expected::OperatorOrEnd => say!(
                lang,
                "a sign such as `+`, `=`, `and`, or the end",
                "运算符（如 +、=、and）或结尾"
            ),
            Expected::List => say!(
                lang,
                "a list, as in (\"A\", \"B\"), or the name of one under [lists]",
                "列表，例如 (\"A\", \"B\")，或 [lists] 中的列表名"
            ),
            Expected::Parts => say!(
                lang,
                "`halves`, `quarters` or `months`",
                "halves（半年）、quarters（季度）或 months（月）"
            ),
            Expected::Back => say!(
                lang,
                "`year_ago`, `previous` or `prior`",
                "year_ago（上年同期）、previous（上一行）或 prior（上一期）"
            ),
            Expected::Entry => say!(
                lang,
                "a text in double quotes or a number",
                "双引号中的文本或数字"
            ),
        }
    }
}
