//! What is known while the figures of a text are found, and how the digits of a
//! number are read.

use super::beside::hedge_start;
use super::latin;
use super::measures::in_book;
use super::said::{NoFigure, Said};
use super::text::Text;
use crate::figure::{Context, Figure, Reading, UnitBook, read};
use std::ops::Range;

/// What was found in a text, in its order.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// Its figures.
    pub figures: Vec<Said>,
    /// What has digits in it and is none. Spans are in characters.
    pub others: Vec<(Range<usize>, NoFigure)>,
    /// Lengths of time, which are figures only beside others that are reported.
    pub times: Vec<Said>,
}

/// More digits than this are no figure of a text.
pub(super) const MOST_DIGITS: usize = 30;

/// A number as it stands in a text.
pub(super) struct Number {
    /// Its digits, with their separators and point.
    pub span: Range<usize>,
    /// Whether it is plain digits: no separator, no point.
    pub plain: bool,
}

/// Finds the figures of a text, one after another.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a Text,
    pub(super) book: &'a UnitBook,
    pub(super) found: Scanned,
}

impl Scanner<'_> {
    /// The digits at a place, in groups of three or not, with what follows
    /// their point.
    pub(super) fn number(&self, at: usize) -> Number {
        let text = self.text;
        let run = |from: usize| {
            let rest = text.chars.get(from..).unwrap_or_default();
            from + rest.iter().take_while(|c| c.is_ascii_digit()).count()
        };
        let mut end = run(at);
        let mut plain = true;
        if end - at <= 3 {
            // A comma that parts clauses is no separator.
            let grouped = |end: usize| {
                text.at(end) == Some(',') && text.raw[end] == ','
                    || text.raw.get(end) == Some(&'，') && wide(text, at)
            };
            while grouped(end) && run(end + 1) == end + 4 {
                end += 4;
                plain = false;
            }
            // `1,28,205`
            if !plain {
                while grouped(end) && run(end + 1) == end + 3 {
                    end += 3;
                }
            } else if grouped(end) && run(end + 1) == end + 3 && grouped(end + 3) {
                let mut more = end;
                while grouped(more) && matches!(run(more + 1) - more, 3 | 4) {
                    more = run(more + 1);
                }
                (end, plain) = (more, false);
            }
        }
        // `4 812.6`, `3 975`: groups of three behind single spaces.
        if plain && let Some(grouped) = latin::past_groups(text, at..end) {
            (end, plain) = (grouped, false);
        }
        if text.at(end) == Some('.') && run(end + 1) > end + 1 {
            end = run(end + 1);
            plain = false;
        }
        Number {
            span: at..end,
            plain,
        }
    }

    pub(super) fn push(
        &mut self,
        span: Range<usize>,
        number: Range<usize>,
        figure: Figure,
        unit: String,
    ) {
        self.found.figures.push(Said {
            depth: self.text.depth[number.start],
            sentence: self.text.sentence_at(span.start),
            lead: span.start..span.start,
            tail: span.end..span.end,
            spelled: false,
            number,
            figure,
            unit,
            span,
        });
    }

    /// Reads what stands there as a figure.
    pub(super) fn read(&self, number: Range<usize>, end: usize, unit: &str) -> Option<Figure> {
        let unit = in_book(unit);
        let own = self.book.read(unit);
        let behind = number.end.max(end);
        let mut print = self.text.plain(number.clone());
        // 4亿3,118万: no reader of cells takes signs behind a multiplier.
        if print
            .split_once('亿')
            .is_some_and(|(_, behind)| behind.contains(','))
        {
            print.retain(|c| c != ',');
        }
        // A hedge behind the unit stands behind the number too.
        let hedge = [
            "以上", "以下", "左右", "以内", "上下", "多", "余", "or more", "or fewer",
        ];
        let hedge = hedge
            .iter()
            .find(|word| self.text.ends(behind, word) && number.end < behind);
        if let Some(hedge) = hedge {
            print.push_str(hedge);
        }
        let print = print.replace("lakh crore", "trillion");
        let print = latin::plain_hedge(&print);
        let percent = print.contains(['%', '‰']);
        let context = match percent {
            true => Context::of_unit(self.book, None),
            false => Context::of_unit(self.book, own.as_ref()),
        };
        // A mean is a fraction that was rounded, be it of things that are counted.
        let fraction = latin::is_mean(self.text, number.start, end)
            || latin::is_multiple(self.text, unit, behind)
            || is_chinese_mean(self.text, number.start);
        let context = match fraction {
            true => Context {
                whole: Some(false),
                ..context
            },
            false => context,
        };
        match read(&print, &context) {
            Reading::Figure(figure) => Some(*figure),
            _ => None,
        }
    }

    /// Where the hedge before a number starts: "421 more than 300" has none.
    pub(super) fn hedge_before(&self, start: usize) -> Option<usize> {
        let hedge =
            hedge_start(self.text, start).or_else(|| latin::hedge_start(self.text, start))?;
        let loose = latin::hedge_start(self.text, start).unwrap_or(hedge);
        let hedge = hedge.min(loose);
        let last = self.found.figures.last().map(|said| said.span.end);
        let compares = last == Some(self.text.before_spaces(hedge))
            && self.text.plain(hedge..start).is_ascii();
        (!compares).then_some(hedge)
    }
}

/// Whether the words of its clause before a number say that it is so much for each:
/// 日均接待5089人次, 平均每个乡镇2969户.
fn is_chinese_mean(text: &Text, start: usize) -> bool {
    const OF: &str = "平人户场件日天周月季年亩次店校班村乡镇县台车例床所家户";
    let lead: Vec<char> = text
        .plain(start.saturating_sub(16)..start)
        .chars()
        .collect();
    let sign = |c: &char| matches!(c, ',' | ';' | ':' | '、' | '。' | '(' | ')' | '\n');
    let clause = lead.iter().rposition(sign).map_or(0, |at| at + 1);
    let own = &lead[clause..];
    own.windows(2)
        .any(|pair| pair[1] == '均' && OF.contains(pair[0]))
}

/// Whether digits are set in full width, so that their separators are too.
fn wide(text: &Text, at: usize) -> bool {
    matches!(text.raw[at], '０'..='９')
}
