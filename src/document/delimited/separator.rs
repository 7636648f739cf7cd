//! The sign that sets the cells of a text apart: the one that most lines hold
//! equally often.

use crate::source::RawRow;
use std::collections::HashMap;

/// The signs that may set cells apart, those that stand in texts the least first.
const SIGNS: [u8; 4] = [b'\t', b';', b'|', b','];
/// Cells of a line are counted no further.
const MOST: usize = 16_384;

/// What sets the cells of a text apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Separator {
    /// The sign.
    pub sign: u8,
    /// How many cells most lines have.
    usual: usize,
    /// Whether a space stands behind it as a rule.
    spaced: bool,
}

/// How often a sign stands in a line, and how often a space follows it.
#[derive(Clone, Copy, Debug, Default)]
struct InLine {
    signs: usize,
    spaced: usize,
}

impl Separator {
    /// A comma, of which nothing is known.
    pub(super) const COMMA: Separator = Separator {
        sign: b',',
        usual: 1,
        spaced: false,
    };

    /// The separator of a text; none where most lines hold none equally often.
    /// In what may be prose, commas with a space behind them set nothing apart.
    pub(super) fn of(text: &str, prose: bool) -> Option<Separator> {
        let lines = lines(text);
        if let Some(sign) = text.lines().next().and_then(is_said) {
            return Separator::by(sign, &lines).or(Some(Separator {
                sign,
                ..Separator::COMMA
            }));
        }
        let found = SIGNS.iter().filter_map(|sign| {
            let separator = Separator::by(*sign, &lines)?;
            let at = position(*sign)?;
            let any = lines.iter().filter(|line| line[at].signs > 0).count();
            let usual = lines
                .iter()
                .filter(|line| line[at].signs + 1 == separator.usual);
            let usual = usual.count();
            let alike = usual > 1 || !prose;
            let sure = !prose || (!(separator.spaced && *sign == b',') && usual * 2 >= any);
            (alike && sure).then_some((usual * 2 + any, separator))
        });
        // Of two that are alike the one that texts hold the least.
        let best = found.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, separator)| separator)
    }

    /// How a sign sets cells apart; none where it stands in no line.
    fn by(sign: u8, lines: &[[InLine; SIGNS.len()]]) -> Option<Separator> {
        let at = position(sign)?;
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for line in lines.iter().filter(|line| line[at].signs > 0) {
            *counts.entry(line[at].signs).or_default() += 1;
        }
        let usual = counts
            .iter()
            .max_by_key(|(signs, lines)| (**lines, **signs));
        let usual = *usual?.0;
        let like = lines.iter().filter(|line| line[at].signs == usual);
        let spaced: usize = like.clone().map(|line| line[at].spaced).sum();
        Some(Separator {
            sign,
            usual: usual + 1,
            spaced: spaced * 2 > like.count() * usual,
        })
    }

    /// Whether a line is one of words that happens to hold the sign: a title, a
    /// source, a comment.
    pub(super) fn is_prose(&self, row: &RawRow<'_>) -> bool {
        if row.fields.len() < 2 || row.fields.len() == self.usual {
            return false;
        }
        if row.raw.starts_with('#') {
            return true;
        }
        let quoted = row.fields.iter().any(|field| field.quoted);
        let after_space = |at: usize| row.slice(at).starts_with(' ');
        let word = |at: usize| row.slice(at).trim_start().starts_with(char::is_alphabetic);
        let later = || 1..row.fields.len();
        !quoted && !self.spaced && later().all(after_space) && later().any(word)
    }
}

fn position(sign: u8) -> Option<usize> {
    SIGNS.iter().position(|known| *known == sign)
}

/// The sign that a first line says, as spreadsheets are told: `sep=;`.
pub(super) fn is_said(line: &str) -> Option<u8> {
    let line = line.trim_start_matches('\u{feff}').trim_matches('"');
    let sign = match line.get(..4) {
        Some(word) if word.eq_ignore_ascii_case("sep=") => &line[4..],
        _ => return None,
    };
    let sign = sign.bytes().next()?;
    position(sign).map(|_| sign)
}

/// How often each sign stands in each line that is not blank, outside quotes.
fn lines(text: &str) -> Vec<[InLine; SIGNS.len()]> {
    let mut lines = Vec::new();
    let mut line = [InLine::default(); SIGNS.len()];
    let (mut quoted, mut opens, mut blank) = (false, true, true);
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => {
                let closes = quoted;
                quoted = !closes && opens;
                opens = closes;
                blank = false;
            }
            _ if quoted => {}
            b'\n' | b'\r' => {
                if !blank {
                    lines.push(line);
                }
                line = Default::default();
                (opens, blank) = (true, true);
            }
            _ => {
                opens = false;
                if let Some(sign) = position(byte) {
                    opens = true;
                    let spaced = bytes.get(at + 1) == Some(&b' ');
                    line[sign].signs = (line[sign].signs + 1).min(MOST);
                    line[sign].spaced += usize::from(spaced);
                }
                blank &= byte.is_ascii_whitespace() || position(byte).is_some();
            }
        }
    }
    if !blank {
        lines.push(line);
    }
    lines
}
