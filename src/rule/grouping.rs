//! `by precinct, kind` in a function over rows: the columns whose texts make
//! groups of its rows. `by` is a word of the language in that place alone, so
//! that a column may be called so.

use super::expr_error::{Expected, ExprError, ExprProblem};
use super::names::{COLUMN, KEYWORDS};
use super::syntax::Path;
use super::token::Token;
use super::token_stream::TokenStream;

/// The word before the columns.
const BY: &str = "by";

fn is_word(token: &Token, word: &str) -> bool {
    matches!(token, Token::Name(name) if name == word)
}

/// The name that a word is, and whether it stands for each of several columns.
fn column(token: &Token) -> Option<(&str, bool)> {
    match token {
        Token::Name(name) if KEYWORDS.contains(&name.as_str()) => None,
        Token::Name(name) => Some((name, name == COLUMN)),
        Token::Backquoted(name) | Token::Quoted(name) => Some((name, false)),
        _ => None,
    }
}

/// Whether columns to group by begin here, where a column may stand too:
/// `count(by region)`, but not `count(by)` or `count(by by region)`.
pub(super) fn starts_grouping(tokens: &TokenStream) -> bool {
    let ends = |token: &Token| matches!(token, Token::Sign(',' | ')'));
    is_word(tokens.token(), BY) && column(tokens.later(1)).is_some() && ends(tokens.later(2))
}

/// Reads the columns to group by, where some are given.
///
/// # Errors
/// What stands in the place of a column, or behind them and belongs before.
pub(super) fn grouping(tokens: &mut TokenStream) -> Result<Vec<Path>, ExprError> {
    let mut by = Vec::new();
    if !tokens.take_word(BY) {
        return Ok(by);
    }
    loop {
        let Some((name, is_sign)) = column(tokens.token()) else {
            return tokens.unexpected(Expected::Column);
        };
        let (name, span) = (name.to_owned(), tokens.span());
        tokens.next();
        by.push(Path {
            prior: false,
            parts: vec![(name, span)],
            quoted: false,
            sign: is_sign.then_some(0),
            span,
        });
        if !tokens.take_sign(',') {
            break;
        }
    }
    if is_word(tokens.token(), "where") {
        return Err(ExprError {
            problem: ExprProblem::WhereBehindBy,
            span: tokens.span(),
        });
    }
    Ok(by)
}
