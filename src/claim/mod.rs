//! What the sentences of a text state of its figures: claims, each a rule over
//! the figures that it names. A grammar written by hand: `scan` finds the
//! figures, a room for each language says what they are to each other by their
//! words, and `judge` tells which of several readings holds.

mod beside;
mod claimed;
mod counted;
mod doubt;
mod en;
mod evidence;
#[cfg(test)]
mod in_lines;
mod in_words;
mod judge;
mod latin;
mod measures;
mod no_figure;
mod numbers;
mod said;
mod scan;
mod spelt;
mod spelt_figures;
mod text;
mod times;
mod traditional;
mod zh;

pub(crate) use beside::is_han;
pub(crate) use claimed::{Claim, ClaimKind, Stands, Why};
pub(crate) use counted::Counted;
pub(crate) use said::{NoFigure, Said};

use crate::figure::UnitBook;
use std::ops::Range;
use text::Text;

/// Characters that are read together; claims do not reach from one such stretch
/// to the next, so that the cost grows with the length alone.
const STRETCH: usize = 3_000;
/// Figures that are read together.
const FIGURES: usize = 300;

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
        true => {
            let unread = scanned
                .others
                .iter()
                .filter(|(_, what)| *what == NoFigure::Unreadable);
            let unread: Vec<usize> = unread
                .map(|(span, _)| text.sentence_at(span.start))
                .collect();
            let stretches = stretches(&text, &scanned.figures).into_iter();
            let read = stretches.flat_map(|stretch| {
                let read = zh::claims(&text, &scanned.figures[stretch.clone()], &unread);
                read.into_iter()
                    .map(move |claim| claim.behind(stretch.start))
            });
            read.collect()
        }
        false => en::claims(&text, &scanned.figures, &scanned.others),
    };
    Read {
        sentences: text.sentences,
        others: scanned.others,
        claims: doubt::doubted(claims, &scanned.figures),
        figures: scanned.figures,
    }
}

/// The figures of stretches of a text, which end where a sentence does.
fn stretches(text: &Text, figures: &[Said]) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for at in 1..=figures.len() {
        let cut = match figures.get(at) {
            None => true,
            Some(said) => {
                let begins = |said: &Said| {
                    text.sentences
                        .get(said.sentence)
                        .map_or(0, |sentence| sentence.start)
                };
                let new = said.sentence != figures[at - 1].sentence;
                let long = begins(said) - begins(&figures[start]) > STRETCH;
                new && long || at - start >= FIGURES
            }
        };
        if cut {
            stretches.push(start..at);
            start = at;
        }
    }
    stretches
}

/// Whether a text is Chinese rather than English: by what its letters are.
fn is_chinese(text: &Text) -> bool {
    let han = text.chars.iter().filter(|c| is_han(**c)).count();
    let latin = text.chars.iter().filter(|c| c.is_ascii_alphabetic());
    // A word of either is a few letters of the one, one or two of the other.
    han > 0 && 3 * han >= latin.count()
}
