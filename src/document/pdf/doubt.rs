//! Whether every printed word ended in one cell, and every cell holds one figure:
//! where not, it is told, since a figure may be parted or two taken for one.

use super::letters::is_unknown;
use super::page::{Glyph, Page};
use super::table::Table;
use super::text::lines;

/// Whether a page has a cell whose figure may be another.
pub(super) fn is_doubtful(page: &Page, tables: &[Table]) -> bool {
    let mut owner: Vec<Option<(usize, usize)>> = vec![None; page.glyphs.len()];
    for (number, table) in tables.iter().enumerate() {
        for (index, cell) in table.cells.iter().enumerate() {
            cell.glyphs
                .iter()
                .for_each(|&at| owner[at] = Some((number, index)));
        }
    }
    if tables.is_empty() {
        return false;
    }
    let upright: Vec<usize> = (0..page.glyphs.len())
        .filter(|&at| page.glyphs[at].turn == 0)
        .collect();
    lines(&page.glyphs, &upright).iter().any(|line| {
        let solid = line
            .glyphs
            .iter()
            .filter(|&&at| !page.glyphs[at].is_blank());
        let solid: Vec<usize> = solid.copied().collect();
        solid.windows(2).any(|pair| {
            let (a, b) = (&page.glyphs[pair[0]], &page.glyphs[pair[1]]);
            let gap = b.area.left - a.area.right;
            let digits = is_of_figure(a) && is_of_figure(b) && a.base.abs_diff(b.base) < 100;
            let parted = owner[pair[0]] != owner[pair[1]] && gap * 12 < line.size;
            let two =
                owner[pair[0]].is_some() && owner[pair[0]] == owner[pair[1]] && gap > line.size;
            digits && (parted || two)
        })
    })
}

/// Whether a glyph is one of a figure.
fn is_of_figure(glyph: &Glyph) -> bool {
    glyph
        .text
        .chars()
        .all(|letter| letter.is_ascii_digit() || ".,%()-−–".contains(letter))
}

/// Whether a page has letters of which the document does not say what they are.
pub(super) fn has_unknown(page: &Page) -> bool {
    page.glyphs
        .iter()
        .any(|glyph| glyph.text.chars().any(is_unknown))
}
