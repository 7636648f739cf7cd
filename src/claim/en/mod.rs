//! The claims of English sentences: shapes of words around the figures, and
//! what they state of them.

mod averages;
mod balances;
mod bounds;
mod came;
mod change_shapes;
mod changes;
mod counts;
mod differences;
mod frames;
mod held;
mod held_balances;
mod held_flows;
mod held_pairs;
mod held_shares;
mod held_stated;
mod held_sums;
mod labelled;
mod listed;
mod parts;
mod rates;
mod reader;
mod repeats;
mod respective;
mod roles;
mod shapes;
mod shares_of;
mod sought;
mod stated;
mod sums;
#[cfg(test)]
mod tests;
mod tokens;
mod told;
mod totals;
#[cfg(test)]
mod traps;
mod whole_shares;
mod words;

use super::claimed::Claim;
use super::said::{NoFigure, Said};
use super::text::Text;
use reader::{English, Taken};
use std::ops::Range;
use tokens::Kind;

/// Reads the claims of the figures of a text.
pub(super) fn claims(
    text: &Text,
    figures: &[Said],
    others: &[(Range<usize>, NoFigure)],
) -> Vec<Claim> {
    let tokens = tokens::tokens(text, figures, others);
    let mut places = vec![0; figures.len()];
    for (at, token) in tokens.iter().enumerate() {
        if let Kind::Figure(figure) = token.kind {
            places[figure] = at;
        }
    }
    let ways = tokens.iter().map(|token| match token.kind {
        Kind::Word => words::way_of(&token.word),
        _ => None,
    });
    let mut reader = English {
        text,
        figures,
        ways: ways.collect(),
        tokens,
        places,
        taken: vec![Taken::No; figures.len()],
        claims: Vec::new(),
    };
    reader.changes();
    reader.shares_in_turn();
    reader.rates();
    reader.named_shares();
    reader.listed_shares();
    reader.named_rates();
    reader.set_against();
    reader.balances();
    reader.parts();
    reader.parts_of_shares();
    reader.averages();
    reader.bounds();
    reader.sought();
    reader.counts();
    reader.repeats();
    reader.labelled();
    reader.held();
    reader.held_shares();
    reader.claims
}
