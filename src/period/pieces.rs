//! A text as numbers, words and what stands between them.

use std::ops::Range;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// ASCII digits.
    Number(String),
    /// Letters, in lower case.
    Word(String),
    /// Chinese characters.
    Chinese(String),
    /// Anything else: white space and dashes are one character, however many
    /// there are.
    Between(char),
}

/// A piece with its place, in bytes.
pub(super) type Placed = (Piece, Range<usize>);

/// The kinds of characters that make a piece.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Word,
    Chinese,
    Between,
}

/// Full-width forms as plain ones, all dashes as one.
fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFF01 + 0x21).unwrap_or(c),
        '‐' | '‑' | '–' | '—' | '−' => '-',
        _ => c,
    }
}

/// The Korean words behind the number of a year, a month, a day and a week,
/// as the Chinese ones.
fn korean(c: char) -> char {
    match c {
        '년' => '年',
        '월' => '月',
        '일' => '日',
        '주' => '周',
        _ => c,
    }
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Number,
        '\u{3400}'..='\u{9FFF}' => Kind::Chinese,
        _ if c.is_alphabetic() => Kind::Word,
        _ => Kind::Between,
    }
}

/// Takes a text apart.
pub(super) fn pieces(text: &str) -> Vec<Placed> {
    let mut pieces: Vec<Placed> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let numbered = matches!(pieces.last(), Some((Piece::Number(_), _)));
        let c = match numbered {
            true => korean(plain(c)),
            false => plain(c),
        };
        let kind = kind(c);
        if let Some((piece, place)) = pieces.last_mut() {
            let joined = match (piece, kind) {
                (Piece::Number(text), Kind::Number) | (Piece::Chinese(text), Kind::Chinese) => {
                    text.push(c);
                    true
                }
                (Piece::Word(text), Kind::Word) => {
                    text.extend(c.to_lowercase());
                    true
                }
                // ` - ` is one dash.
                (Piece::Between(known), Kind::Between) => {
                    if known.is_whitespace() {
                        *known = c;
                        true
                    } else {
                        c.is_whitespace()
                    }
                }
                _ => false,
            };
            if joined {
                place.end = end;
                continue;
            }
        }
        let piece = match kind {
            Kind::Number => Piece::Number(c.to_string()),
            Kind::Word => Piece::Word(c.to_lowercase().collect()),
            Kind::Chinese => Piece::Chinese(c.to_string()),
            Kind::Between => Piece::Between(c),
        };
        pieces.push((piece, at..end));
    }
    pieces
}
