//! Reads `over quarters` and `since year_ago` in a function. Both words are words
//! of the language in that place alone, so that columns may be called so.

use super::across::{Across, Back};
use super::expr_error::{Expected, ExprError, ExprProblem};
use super::syntax::Function;
use super::token::Token;
use super::token_stream::TokenStream;
use crate::period::Parts;

/// Reads which periods a function looks at, where it says so.
///
/// # Errors
/// What stands in the place of the word.
pub(super) fn across(tokens: &mut TokenStream) -> Result<Option<Across>, ExprError> {
    let over = tokens.take_word("over");
    if !over && !tokens.take_word("since") {
        return Ok(None);
    }
    let found = match tokens.token() {
        Token::Name(word) if over => Parts::named(word).map(Across::Over),
        Token::Name(word) => Back::named(word).map(Across::Since),
        _ => None,
    };
    if found.is_none() {
        return tokens.unexpected(if over {
            Expected::Parts
        } else {
            Expected::Back
        });
    }
    tokens.next();
    if over && matches!(tokens.token(), Token::Name(word) if word == "where" || word == "by") {
        return Err(ExprError {
            problem: ExprProblem::OverAll,
            span: tokens.span(),
        });
    }
    Ok(found)
}

/// Whether a function may look at these periods, with so many arguments and with
/// what else stands in it.
///
/// # Errors
/// What does not go together.
pub(super) fn check_across(
    function: Function,
    args: usize,
    across: Option<Across>,
    selects: bool,
) -> Result<(), ExprProblem> {
    use Function::{Count, First, Growth, Last, Mad, Max, Mean, Median, Min, Sum};
    let name = function.name();
    match across {
        None if matches!(function, First | Last) => Err(ExprProblem::PartsNeeded(name)),
        None => Ok(()),
        Some(Across::Since(_)) if function == Growth => Ok(()),
        Some(Across::Since(_)) => Err(ExprProblem::SinceNotAllowed(name)),
        Some(Across::Over(_)) if selects => Err(ExprProblem::OverAll),
        Some(Across::Over(_)) => {
            let takes = matches!(
                function,
                Sum | Min | Max | Mean | Median | Mad | Count | First | Last
            );
            match takes && args == 1 {
                true => Ok(()),
                false => Err(ExprProblem::PartsNotAllowed(name)),
            }
        }
    }
}
