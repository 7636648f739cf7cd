//! The words of a rule's expression: numbers, names, signs.

use super::syntax::Comparison;
use crate::figure::Rat;
use crate::lang::Lang;
use crate::say;

/// A word of the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
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
    pub(crate) fn say(&self, lang: Lang) -> String {
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
