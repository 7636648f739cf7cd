//! The words of an expression, taken one by one.

use super::expr_error::{Expected, ExprError, ExprProblem};
use super::lexer::words;
use super::syntax::Span;
use super::token::Token;

/// The words of an expression, and the one at hand.
pub(super) struct TokenStream {
    words: Vec<(Token, Span)>,
    at: usize,
}

impl TokenStream {
    /// The words of a text.
    ///
    /// # Errors
    /// The first thing that is no word.
    pub(super) fn of(text: &str) -> Result<TokenStream, ExprError> {
        Ok(TokenStream {
            words: words(text)?,
            at: 0,
        })
    }

    /// The word at hand.
    pub(super) fn token(&self) -> &Token {
        &self.words[self.at].0
    }

    /// The one that comes so many words later; the end stays.
    pub(super) fn later(&self, words: usize) -> &Token {
        &self.words[(self.at + words).min(self.words.len() - 1)].0
    }

    /// Its place.
    pub(super) fn span(&self) -> Span {
        self.words[self.at].1
    }

    /// The span of the word before, where what was just parsed ends.
    pub(super) fn behind(&self) -> Span {
        self.words[self.at.saturating_sub(1)].1
    }

    /// Takes the word at hand; the end stays.
    pub(super) fn next(&mut self) -> (Token, Span) {
        let word = self.words[self.at].clone();
        if self.at + 1 < self.words.len() {
            self.at += 1;
        }
        word
    }

    /// Takes a sign, where it is at hand.
    pub(super) fn take_sign(&mut self, sign: char) -> bool {
        let found = *self.token() == Token::Sign(sign);
        if found {
            self.next();
        }
        found
    }

    /// Takes a word, where it is at hand.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.token(), Token::Name(name) if name == word);
        if found {
            self.next();
        }
        found
    }

    /// Takes `in` or `not in`, where they are at hand: whether there is a `not`.
    pub(super) fn take_in(&mut self) -> Option<bool> {
        let not = matches!(self.token(), Token::Name(name) if name == "not");
        let behind = self.words.get(self.at + usize::from(not));
        if !matches!(behind, Some((Token::Name(name), _)) if name == "in") {
            return None;
        }
        for _ in 0..=usize::from(not) {
            self.next();
        }
        Some(not)
    }

    /// That something else was expected here.
    pub(super) fn unexpected<T>(&self, expected: Expected) -> Result<T, ExprError> {
        let problem = ExprProblem::Expected(expected, self.token().clone());
        Err(ExprError {
            problem,
            span: self.span(),
        })
    }
}
