//! The words of a rule's expression: numbers, names, signs. Full-width forms
//! are read as their ASCII ones; offsets are those of the text as written.

use super::syntax::{Comparison, Span};
use crate::figure::Rat;
use crate::figure::exact::scaled;
use crate::lang::Lang;
use crate::say;
use num_bigint::BigInt;

/// A word of the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A number and whether it was written with % or ‰.
    Number(Rat, bool),
    /// A bare name or keyword.
    Name(String),
    /// A name in back-quotes.
    Backquoted(String),
    /// Text (or a name) in double quotes.
    Quoted(String),
    /// `=`, `<=` and so on.
    Compare(Comparison),
    /// One of `+ - * / ( ) , .`
    Sign(char),
    /// The end of the expression.
    End,
}

impl Token {
    /// The token as a message names it.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Token::Number(..) => say!(lang, "a number", "数字"),
            Token::Name(name) | Token::Backquoted(name) => say!(lang, "`{name}`", "“{name}”"),
            Token::Quoted(text) => say!(lang, "the text \"{text}\"", "文本“{text}”"),
            Token::Compare(sign) => {
                let sign = sign.sign();
                say!(lang, "`{sign}`", "“{sign}”")
            }
            Token::Sign(sign) => say!(lang, "`{sign}`", "“{sign}”"),
            Token::End => say!(lang, "the end of the rule", "规则结尾"),
        }
    }
}

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExprError {
    /// What is wrong.
    pub problem: Problem,
    /// Where, in bytes of the expression.
    pub span: Span,
}

/// What can be wrong with an expression's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
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
    /// Parentheses nested deeper than the limit.
    TooDeep(usize),
    /// More words than the limit.
    TooLong(usize),
    /// An arithmetic expression where a condition is needed.
    NotACondition,
    /// A condition where a number is needed.
    NotANumber,
}

/// What the parser was looking for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A number, a name, a function or a parenthesis.
    Operand,
    /// A name after a dot.
    Name,
    /// A closing parenthesis.
    Close,
    /// `then` after `if`.
    Then,
    /// A sign such as `=` or the end.
    OperatorOrEnd,
}

impl Problem {
    /// The problem in the reader's language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Problem::Character(c) => {
                say!(lang, "a rule cannot contain `{c}`", "规则中不能有“{c}”")
            }
            Problem::OpenQuote(c) => {
                say!(lang, "the quote {c} is not closed", "引号 {c} 没有结束")
            }
            Problem::Number => say!(
                lang,
                "this is not a number; write 1000, 0.5, 86% or 5万",
                "这不是数字；请写成 1000、0.5、86% 或 5万"
            ),
            Problem::NumberThenName(name) => say!(
                lang,
                "`{name}` stands directly after a number; a name that begins with a digit goes in back-quotes, as in `2016_total`",
                "数字后面紧跟“{name}”；以数字开头的名称要加反引号，例如 `2016_total`"
            ),
            Problem::Expected(what, found) => {
                let (what, found) = (what.say(lang), found.say(lang));
                say!(
                    lang,
                    "expected {what}, found {found}",
                    "此处应为{what}，却是{found}"
                )
            }
            Problem::Function(name, Some(nearest)) => say!(
                lang,
                "there is no function `{name}`; did you mean `{nearest}`?",
                "没有函数“{name}”；是不是“{nearest}”？"
            ),
            Problem::Function(name, None) => say!(
                lang,
                "there is no function `{name}`; there are sum, min, max, mean, count, abs, growth and grim",
                "没有函数“{name}”；可用的有 sum、min、max、mean、count、abs、growth、grim"
            ),
            Problem::Arguments(name, wanted, found) => say!(
                lang,
                "`{name}` needs {wanted} in its parentheses, found {found}",
                "“{name}”的括号中应有 {wanted} 项，却有 {found} 项"
            ),
            Problem::FilterNotAllowed(name) => say!(
                lang,
                "`where` cannot stand in this `{name}`; it goes with one column in sum, min, max, mean or count",
                "这个“{name}”中不能用 where；where 只用于 sum、min、max、mean、count 的一个列"
            ),
            Problem::TooDeep(limit) => say!(
                lang,
                "parentheses are nested more than {limit} deep",
                "括号嵌套超过 {limit} 层"
            ),
            Problem::TooLong(limit) => {
                say!(
                    lang,
                    "the rule has more than {limit} words",
                    "规则超过 {limit} 个词"
                )
            }
            Problem::NotACondition => say!(
                lang,
                "a comparison such as `total = a + b` is needed here; this is only a number",
                "此处需要比较式，例如 total = a + b；这里只是一个数"
            ),
            Problem::NotANumber => say!(
                lang,
                "a condition stands where a number is needed",
                "此处需要一个数，却是一个条件"
            ),
        }
    }
}

impl Expected {
    fn say(self, lang: Lang) -> String {
        match self {
            Expected::Operand => say!(lang, "a name, a number or `(`", "名称、数字或“(”"),
            Expected::Name => say!(lang, "a name after the dot", "点号后的名称"),
            Expected::Close => say!(lang, "`)`", "“)”"),
            Expected::Then => say!(lang, "`then`", "“then”"),
            Expected::OperatorOrEnd => say!(
                lang,
                "a sign such as `+`, `=`, `and`, or the end",
                "运算符（如 +、=、and）或结尾"
            ),
        }
    }
}

/// More words than any honest rule has.
const WORD_LIMIT: usize = 20_000;
/// More digits than any honest number has.
const DIGIT_LIMIT: usize = 400;

/// Splits an expression into its words, with an `End` last.
///
/// # Errors
/// The first character that begins no word, an unclosed quote, a malformed number.
pub fn words(text: &str) -> Result<Vec<(Token, Span)>, ExprError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut words = Vec::new();
    loop {
        lexer.skip_space();
        let start = lexer.at;
        let token = lexer.token()?;
        let ended = token == Token::End;
        words.push((
            token,
            Span {
                start,
                end: lexer.at,
            },
        ));
        if ended {
            return Ok(words);
        }
        if words.len() > WORD_LIMIT {
            return Err(ExprError {
                problem: Problem::TooLong(WORD_LIMIT),
                span: Span {
                    start,
                    end: lexer.at,
                },
            });
        }
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl Lexer<'_> {
    /// The next character, full-width forms folded, and its width in bytes.
    fn peek(&self) -> Option<(char, usize)> {
        self.text[self.at..]
            .chars()
            .next()
            .map(|c| (fold(c), c.len_utf8()))
    }

    fn take(&mut self) -> Option<char> {
        let (c, width) = self.peek()?;
        self.at += width;
        Some(c)
    }

    fn take_if(&mut self, wanted: char) -> bool {
        match self.peek() {
            Some((c, width)) if c == wanted => {
                self.at += width;
                true
            }
            _ => false,
        }
    }

    fn skip_space(&mut self) {
        while let Some((c, width)) = self.peek() {
            if !c.is_whitespace() {
                break;
            }
            self.at += width;
        }
    }

    fn error<T>(&self, problem: Problem, start: usize) -> Result<T, ExprError> {
        Err(ExprError {
            problem,
            span: Span {
                start,
                end: self.at.max(start + 1),
            },
        })
    }

    fn token(&mut self) -> Result<Token, ExprError> {
        let start = self.at;
        let Some((c, _)) = self.peek() else {
            return Ok(Token::End);
        };
        if c.is_ascii_digit() {
            return self.number(start);
        }
        if c.is_alphabetic() || c == '_' {
            return Ok(Token::Name(self.name()));
        }
        self.take();
        Ok(match c {
            '"' | '`' => return self.quoted(c, start),
            '=' => {
                self.take_if('=');
                Token::Compare(Comparison::Equal)
            }
            '!' if self.take_if('=') => Token::Compare(Comparison::Unequal),
            '≠' => Token::Compare(Comparison::Unequal),
            '<' if self.take_if('=') => Token::Compare(Comparison::AtMost),
            '<' if self.take_if('>') => Token::Compare(Comparison::Unequal),
            '<' => Token::Compare(Comparison::Less),
            '>' if self.take_if('=') => Token::Compare(Comparison::AtLeast),
            '>' => Token::Compare(Comparison::Greater),
            '≤' | '≦' => Token::Compare(Comparison::AtMost),
            '≥' | '≧' => Token::Compare(Comparison::AtLeast),
            '+' | '*' | '/' | '(' | ')' | ',' | '.' => Token::Sign(c),
            '-' | '−' | '–' => Token::Sign('-'),
            '×' | '·' => Token::Sign('*'),
            '÷' => Token::Sign('/'),
            '、' => Token::Sign(','),
            _ => return self.error(Problem::Character(c), start),
        })
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some((c, width)) = self.peek() {
            if !(c.is_alphanumeric() || c == '_') {
                break;
            }
            name.push(c);
            self.at += width;
        }
        name
    }

    fn quoted(&mut self, quote: char, start: usize) -> Result<Token, ExprError> {
        let mut text = String::new();
        loop {
            let Some(raw) = self.text[self.at..].chars().next() else {
                return self.error(Problem::OpenQuote(quote), start);
            };
            self.at += raw.len_utf8();
            if raw == quote {
                break;
            }
            text.push(raw);
        }
        Ok(if quote == '`' {
            Token::Backquoted(text)
        } else {
            Token::Quoted(text)
        })
    }

    fn number(&mut self, start: usize) -> Result<Token, ExprError> {
        let mut digits = String::new();
        let mut places = 0_i32;
        let mut point = false;
        while let Some((c, width)) = self.peek() {
            match c {
                '0'..='9' => {
                    digits.push(c);
                    places += i32::from(point);
                }
                '.' if !point && self.digit_follows(width) => point = true,
                _ => break,
            }
            self.at += width;
        }
        if digits.len() > DIGIT_LIMIT {
            return self.error(Problem::Number, start);
        }
        let mut exponent = -places;
        while let Some((c, _)) = self.peek() {
            exponent += match c {
                '百' => 2,
                '千' => 3,
                '万' => 4,
                '亿' => 8,
                _ => break,
            };
            self.take();
        }
        let percent = match self.peek() {
            Some(('%', _)) => 2,
            Some(('‰', _)) => 3,
            _ => 0,
        };
        if percent > 0 {
            self.take();
        }
        if let Some((c, _)) = self.peek()
            && (c.is_alphanumeric() || c == '_')
        {
            let name = self.name();
            return self.error(Problem::NumberThenName(name), start);
        }
        let Ok(mantissa) = digits.parse::<BigInt>() else {
            return self.error(Problem::Number, start);
        };
        Ok(Token::Number(
            scaled(mantissa, exponent - percent),
            percent > 0,
        ))
    }

    fn digit_follows(&self, width: usize) -> bool {
        self.text[self.at + width..]
            .chars()
            .next()
            .is_some_and(|c| fold(c).is_ascii_digit())
    }
}

/// Full-width ASCII and the ideographic space as their ASCII forms; nothing else.
fn fold(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFF01 + 0x21).unwrap_or(c),
        _ => c,
    }
}
