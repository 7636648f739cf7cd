//! What the sentences of a text state of its figures: claims, each a rule over
//! the figures that it names.

mod claimed;
mod counted;
mod en;
mod evidence;
mod judge;
mod latin;
mod measures;
mod said;
mod scan;
mod spelt;
mod text;
mod zh;

pub(crate) use claimed::{Claim, ClaimKind, Operand, Stands, Why};
pub(crate) use counted::Counted;
pub(crate) use said::{NoFigure, Said};

use crate::figure::UnitBook;
use std::ops::Range;
use text::Text;

/// What was read of a text.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// Its sentences.
    pub sentences: Vec<Range<usize>>,
    /// Its figures, in their order.
    pub figures: Vec<Said>,
    /// What has digits in it and is no figure.
    pub others: Vec<(Range<usize>, NoFigure)>,
    /// What it states of its figures.
    pub claims: Vec<Claim>,
}

/// Reads the figures of a text and what it states of them. All spans are in
/// characters.
pub(crate) fn read(text: &str, book: &UnitBook) -> Read {
    let text = Text::new(text);
    let scanned = scan::scan(&text, book);
    let claims = match is_chinese(&text) {
        true => zh::claims(&text, &scanned.figures),
        false => en::claims(&text, &scanned.figures, &scanned.others),
    };
    Read {
        sentences: text.sentences,
        figures: scanned.figures,
        others: scanned.others,
        claims,
    }
}

/// Whether a text is Chinese rather than English: by what its letters are.
fn is_chinese(text: &Text) -> bool {
    let han = text.chars.iter().filter(|c| scan::is_han(**c)).count();
    let latin = text.chars.iter().filter(|c| c.is_ascii_alphabetic());
    // A word of either is a few letters of the one, one or two of the other.
    han > 0 && 3 * han >= latin.count()
}
