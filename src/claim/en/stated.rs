//! Whether a percentage says of what it is, so that it is no change.

use super::reader::English;
use super::tokens::Kind;

impl English<'_> {
    /// `£142.9m, or 38.2% of net sales of £374.2m`: a percentage that no word for a
    /// change stands beside, and an amount that it is of.
    pub(super) fn is_share_of_stated(&self, rate: usize) -> bool {
        let place = self.places[rate];
        let before = place.checked_sub(1).map(|at| self.tokens[at].word.as_str());
        let tied = matches!(
            before,
            Some("or" | "," | "representing" | "equal" | "about")
        );
        let sentence = self.tokens[place].sentence;
        let behind = self.tokens.get(place + 1..).unwrap_or_default();
        let behind = behind.iter().take(6);
        let mut behind = behind.take_while(|token| token.sentence == sentence && token.word != ",");
        let of = behind.next().is_some_and(|token| token.word == "of");
        let amount = |kind: Kind| match kind {
            Kind::Figure(other) => self.figures[other].is_amount(),
            _ => false,
        };
        tied && of && behind.any(|token| amount(token.kind))
    }
}
