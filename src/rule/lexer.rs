//! Splits a rule's expression into its words. Full-width forms
//! are read as their ASCII ones; offsets are those of the text as written.

use super::expr_error::{ExprError, ExprProblem};
use super::names::COLUMN;
use super::syntax::{Comparison, Span};
use super::token::Token;
use crate::figure::exact::scaled;
use crate::figure::plain_char;
use num_bigint::BigInt;

/// More words than any honest rule has.
const WORD_LIMIT: usize = 20_000;
/// More digits than any honest number has.
const DIGIT_LIMIT: usize = 400;

/// Splits an expression into its words, with an `End` last.
///
/// # Errors
/// The first character that begins no word, an unclosed quote, a malformed number.
pub(super) fn words(text: &str) -> Result<Vec<(Token, Span)>, ExprError> {
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
                problem: ExprProblem::TooLong(WORD_LIMIT),
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
            .map(|c| (plain_char(c), c.len_utf8()))
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

    fn error<T>(&self, problem: ExprProblem, start: usize) -> Result<T, ExprError> {
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
            '$' => Token::Name(COLUMN.to_owned()),
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
            _ => return self.error(ExprProblem::Character(c), start),
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
                return self.error(ExprProblem::OpenQuote(quote), start);
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
            return self.error(ExprProblem::Number, start);
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
            return self.error(ExprProblem::NumberThenName(name), start);
        }
        let Ok(mantissa) = digits.parse::<BigInt>() else {
            return self.error(ExprProblem::Number, start);
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
            .is_some_and(|c| plain_char(c).is_ascii_digit())
    }
}
