//! Figures in English words: `seven`, `a third`, `doubled`.

use super::beside::{latin_multiplier, latin_unit, latin_word};
use super::latin::{is_multiple, plain_hedge};
use super::measures::is_of_time;
use super::numbers::Scanner;
use super::said::Said;
use super::spelt::{self, Says};
use super::times::is_average_for;
use crate::figure::{Context, Figure, Prints, Reading, read};
use std::ops::Range;

impl Scanner<'_> {
    /// Takes the Latin word at a place, which may be a number; where it ends.
    pub(super) fn spelt(&mut self, at: usize) -> usize {
        let text = self.text;
        let word = latin_word(text, at);
        let past = at + word.len().max(1);
        let glued = text
            .before(at)
            .is_some_and(|c| c.is_ascii_alphanumeric() || c == '\'')
            || text.before(at) == Some('-')
                && at >= 2
                && text.chars[at - 2].is_ascii_alphanumeric();
        if glued {
            return past;
        }
        let Some(spelt) = spelt::read(text, at) else {
            return past;
        };
        let end = spelt.span.end;
        if let Some((said, end)) = self.said(&spelt.span, &spelt.says) {
            self.found.figures.push(said);
            return end;
        }
        end.max(past)
    }

    /// The figure that words say, and where its print ends.
    fn said(&self, span: &Range<usize>, says: &Says) -> Option<(Said, usize)> {
        let text = self.text;
        let mut end = span.end;
        let unit;
        let start = self.hedge_before(span.start).unwrap_or(span.start);
        let hedge = plain_hedge(&text.plain(start..span.start))
            .trim()
            .to_lowercase();
        let figure = match says {
            Says::Nothing => return None,
            Says::Number(value) => {
                let at = text.past_spaces(end);
                let multiple = latin_multiplier(text, at).filter(|length| *length > 2);
                let mut print = format!("{hedge} {value}");
                if let Some(length) = multiple {
                    print = format!("{print} {}", text.plain(at..at + length));
                    end = at + length;
                }
                let at = text.past_spaces(end);
                let own = latin_unit(text, at).unwrap_or_default();
                if is_of_time(&own) && !self.is_averaged_over(span.start, &own) {
                    return None;
                }
                if !own.is_empty() {
                    end = at + own.chars().count();
                }
                unit = own;
                let whole = is_multiple(text, &unit, end).then_some(false);
                self.figure_of(print.trim(), &unit, whole)?
            }
            Says::Part(one, of) => {
                unit = "%".to_owned();
                self.part(&hedge, *one, *of)?
            }
            Says::Times(times) => {
                unit = "times".to_owned();
                self.times(&hedge, *times)?
            }
        };
        let number_end = match unit.as_str() {
            "%" | "times" => span.end,
            _ => text.before_spaces(end - unit.chars().count()),
        };
        let mut figure = figure;
        figure.print = text.printed(start..end);
        let said = Said {
            span: start..end,
            number: span.start..number_end,
            figure,
            unit,
            depth: text.depth[span.start],
            spelled: matches!(says, Says::Number(value) if *value < 20),
            sentence: text.sentence_at(start),
            lead: start..start,
            tail: end..end,
        };
        Some((said, end))
    }

    /// Whether a time in words is what a sentence tells an average over: in the
    /// five years …, an average of 250 a year.
    fn is_averaged_over(&self, start: usize, unit: &str) -> bool {
        let text = self.text;
        let lead = text.plain(start.saturating_sub(24)..start).to_lowercase();
        let over = [
            "over", "in", "during", "across", "within", "for", "past", "last",
        ];
        let mut words = lead
            .split(' ')
            .filter(|word| !word.is_empty())
            .rev()
            .take(3);
        let sentence = text.sentences.get(text.sentence_at(start));
        let low = || sentence.map(|span| text.plain(span.clone()).to_lowercase());
        words.any(|word| over.contains(&word))
            && low().is_some_and(|low| is_average_for(&low, unit))
    }

    /// A share in words, which nobody means to the last digit.
    pub(super) fn part(&self, hedge: &str, one: u32, of: u32) -> Option<Figure> {
        let hundredths = 100_000 * one / of;
        let print = |thousandths: u32| format!("{}.{:03}%", thousandths / 1000, thousandths % 1000);
        let span = |low: u32, high: u32| format!("{}-{}", print(low), print(high));
        let print = match hedge {
            "" => span(hundredths.saturating_sub(1500), hundredths + 1500),
            "about" | "approximately" | "around" => {
                span(hundredths.saturating_sub(5000), hundredths + 5000)
            }
            "nearly" | "almost" => span(hundredths.saturating_sub(5000), hundredths - 1),
            _ => format!("{hedge} {}", print(hundredths)),
        };
        self.figure_of(&print, "%", None)
    }

    /// So many times as much, in words.
    fn times(&self, hedge: &str, times: u32) -> Option<Figure> {
        let thousandths = 1000 * times;
        let print = |thousandths: u32| format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
        let span = |low: u32, high: u32| format!("{}-{}", print(low), print(high));
        let print = match hedge {
            "" => span(thousandths - 75 * times, thousandths + 75 * times),
            "about" | "approximately" | "around" => {
                span(thousandths - 200 * times, thousandths + 200 * times)
            }
            "nearly" | "almost" => span(thousandths - 200 * times, thousandths - 1),
            _ => format!("{hedge} {}", print(thousandths)),
        };
        self.figure_of(&print, "", None)
    }

    /// Reads a print that stands for words; whether it is a whole number, where its
    /// unit does not say that.
    fn figure_of(&self, print: &str, unit: &str, whole: Option<bool>) -> Option<Figure> {
        let own = match unit {
            "%" => None,
            unit => self.book.read(unit),
        };
        let ranges = Prints {
            ranges: true,
            ..Prints::PLAIN.clone()
        };
        let context = Context {
            prints: &ranges,
            whole,
            ..Context::of_unit(self.book, own.as_ref())
        };
        match read(print, &context) {
            Reading::Figure(figure) => Some(*figure),
            _ => None,
        }
    }
}
