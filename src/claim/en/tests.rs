//! Sentences, and the claims that are read from them, one a line.

use crate::claim::{Stands, read};
use crate::figure::UnitBook;

/// The claims of a text: pattern, reported figure, operands, verdict.
fn claims(text: &str) -> Vec<String> {
    let read = read(text, &UnitBook::default());
    let chars: Vec<char> = text.chars().collect();
    let print =
        |figure: usize| -> String { chars[read.figures[figure].number.clone()].iter().collect() };
    let line = |claim: &crate::claim::Claim| {
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
        let reported = print(claim.reported);
        format!(
            "{} {reported} <- {} {verdict}",
            claim.pattern,
            operands.join(" ")
        )
    };
    read.claims.iter().map(line).collect()
}

/// Holds texts against their claims.
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(claims(text), *expected, "{text}");
    }
}

#[test]
fn changes() {
    check(&[(
        "Thefts fell from 2,400 to 1,800, a drop of 600 or 25%.",
        &[
            "change-from 25% <- 1,800 2,400 holds",
            "change-from 600 <- 2,400 1,800 holds",
        ],
    )]);
}
