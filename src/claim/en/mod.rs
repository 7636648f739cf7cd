//! The claims of English sentences: shapes of words around the figures, and
//! what they state of them.

mod changes;
mod rates;
mod shapes;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

use super::claimed::{Claim, ClaimKind, Operand, Stands, Why};
use super::judge;
use super::said::{NoFigure, Said};
use super::text::Text;
use std::ops::Range;
use tokens::{Kind, Token};

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
    let mut reader = Reader {
        text,
        figures,
        tokens,
        places,
        taken: vec![Taken::No; figures.len()],
        claims: Vec::new(),
    };
    reader.changes();
    reader.rates();
    reader.claims
}

/// What a figure was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// Nothing yet.
    No,
    /// An earlier value.
    Earlier,
    /// By how much something changed.
    Change,
    /// A share or a rate that is read.
    Share,
}

/// What is known of a text while its claims are read.
pub(super) struct Reader<'a> {
    text: &'a Text,
    figures: &'a [Said],
    tokens: Vec<Token>,
    /// The token of each figure.
    places: Vec<usize>,
    /// What each figure was found to be.
    taken: Vec<Taken>,
    claims: Vec<Claim>,
}

impl Reader<'_> {
    /// Whether some words stand in a row in a sentence.
    fn sentence_has(&self, figure: usize, words: &[&str]) -> bool {
        let sentence = self.text.sentences.get(self.figures[figure].sentence);
        let Some(sentence) = sentence else {
            return false;
        };
        let low = self.text.plain(sentence.clone()).to_lowercase();
        words.iter().any(|word| low.contains(word))
    }

    /// Whether two amounts may be set against each other.
    fn alike(&self, one: usize, other: usize) -> bool {
        self.figures[one].adds_to(&self.figures[other])
    }

    /// Whether an exact reading holds.
    fn holds(&self, kind: ClaimKind, reported: usize, operands: &[Operand]) -> bool {
        judge::holds(kind, &self.figures[reported], operands, self.figures) == Some(true)
    }

    /// Adds a claim of one reading.
    fn claim(
        &mut self,
        kind: ClaimKind,
        pattern: &'static str,
        reported: usize,
        operands: &[Operand],
    ) {
        let stands = match judge::holds(kind, &self.figures[reported], operands, self.figures) {
            Some(true) => Stands::Holds,
            Some(false) => Stands::Fails,
            None => Stands::Depends(Why::Unclear),
        };
        self.add(kind, pattern, reported, operands, stands);
    }

    /// Adds a claim of which is known what can be said.
    fn add(
        &mut self,
        kind: ClaimKind,
        pattern: &'static str,
        reported: usize,
        operands: &[Operand],
        stands: Stands,
    ) {
        let all = operands.iter().map(|operand| operand.figure);
        let spans = all
            .chain([reported])
            .map(|figure| &self.figures[figure].span);
        let words = spans.fold(None, |words: Option<Range<usize>>, span| match words {
            Some(words) => Some(words.start.min(span.start)..words.end.max(span.end)),
            None => Some(span.clone()),
        });
        let known = self.claims.iter().any(|claim| {
            claim.kind == kind && claim.reported == reported && claim.operands == operands
        });
        if !known {
            self.claims.push(Claim {
                kind,
                pattern,
                reported,
                operands: operands.to_vec(),
                counted: 0,
                words: words.unwrap_or(0..0),
                stands,
            });
        }
    }
}
