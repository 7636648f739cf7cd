//! A formula that is kept once for many cells, as each of them has it.

use super::lexer::{Token, tokens};
use super::reference::Address;

/// The formula as a cell so many rows below and columns to the right has it:
/// what is not fixed by `$` moves along.
pub(in crate::document) fn moved(formula: &str, rows: i64, columns: i64) -> String {
    let Some(tokens) = tokens(formula) else {
        return formula.to_owned();
    };
    let sign = |at: Option<usize>, wanted: &str| {
        let token = at.and_then(|at| tokens.get(at));
        matches!(token, Some((Token::Sign(sign), _)) if *sign == wanted)
    };
    let mut text = String::with_capacity(formula.len() + 4);
    let mut written = 0;
    for (at, (token, place)) in tokens.iter().enumerate() {
        if !matches!(token, Token::Word | Token::Number) {
            continue;
        }
        let Some(address) = Address::of(&formula[place.clone()]) else {
            continue;
        };
        let in_range = sign(at.checked_sub(1), ":") || sign(Some(at + 1), ":");
        if sign(Some(at + 1), "(") || address.cell().is_none() && !in_range {
            continue;
        }
        text.push_str(&formula[written..place.start]);
        match address.shifted(rows, columns) {
            Some(address) => text.push_str(&address.to_string()),
            None => text.push_str("#REF!"),
        }
        written = place.end;
    }
    text.push_str(&formula[written..]);
    text
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn what_is_not_fixed_moves_along() {
        for (formula, rows, columns, gives) in [
            ("B2-C2", 3, 0, "B5-C5"),
            ("B2/B$7*100", 1, 2, "D3/D$7*100"),
            ("$B$2+B$2+$B2", 1, 1, "$B$2+C$2+$B3"),
            ("SUM(B2:B5)", 0, 1, "SUM(C2:C5)"),
            ("SUM(B:B)+SUM(2:3)", 1, 1, "SUM(C:C)+SUM(3:4)"),
            ("LOG10(A1)&\"A1\"", 1, 0, "LOG10(A2)&\"A1\""),
            ("'A1 B'!A1+Sheet2!A1", 1, 0, "'A1 B'!A2+Sheet2!A2"),
            ("A1*5", -1, 0, "#REF!*5"),
            ("Q1_total+A1", 1, 0, "Q1_total+A2"),
            ("T1[A1]+A1", 1, 0, "T1[A1]+A2"),
        ] {
            assert_eq!(moved(formula, rows, columns), gives, "{formula}");
        }
    }
}
