//! The claims of a text, one a line, as tests hold them against what they should be.

use super::{Claim, Stands, read};
use crate::figure::UnitBook;

/// The claims of a text: pattern, reported figure, operands, verdict.
pub(super) fn claims(text: &str) -> Vec<String> {
    let read = read(text, &UnitBook::default());
    let chars: Vec<char> = text.chars().collect();
    let print = |figure: usize| -> String {
        let number = read.figures[figure].number.clone();
        chars[number].iter().collect()
    };
    let line = |claim: &Claim| {
        let operands = claim.operands.iter().map(|operand| {
            let sign = if operand.minus { "-" } else { "" };
            format!("{sign}{}", print(operand.figure))
        });
        let operands: Vec<String> = operands.collect();
        let verdict = match claim.stands {
            Stands::Holds => "holds",
            Stands::Fails => "fails",
            Stands::Depends(_) => "depends",
        };
        let (pattern, reported) = (claim.pattern, print(claim.reported));
        format!(
            "{pattern}: {reported} <- {} {verdict}",
            operands.join(" + ")
        )
    };
    read.claims.iter().map(line).collect()
}
