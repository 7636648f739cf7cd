//! Finds the figures of a text, and what has digits in it and is none: dates,
//! ordinals, numbers of documents, telephones, names.

use super::beside::{
    chinese_multiplier, currency_length, hedge_behind, is_han, latin_multiplier, latin_unit,
    sign_before,
};
use super::measures::{chinese_unit, in_book, is_of_time};
use super::numbers::{Number, Scanned, Scanner};
use super::said::{NoFigure, Said};
use super::text::Text;
use super::times;
use crate::figure::{Context, Hedge, Reading, UnitBook, read};
use std::collections::HashMap;
use std::ops::Range;

/// Signs that part clauses.
pub(super) const BOUNDARIES: &[char] = &[',', ';', ':', '、', '。', '(', ')', '!', '?'];

/// Finds the figures of a text.
pub(super) fn scan(text: &Text, book: &UnitBook) -> Scanned {
    let mut scanner = Scanner {
        text,
        book,
        found: Scanned::default(),
    };
    let mut at = 0;
    while let Some(c) = text.at(at) {
        at = match c {
            '0'..='9' => scanner.digits(at),
            'a'..='z' | 'A'..='Z' => scanner.spelt(at),
            _ => scanner
                .in_words(at)
                .or_else(|| scanner.chinese_count(at))
                .unwrap_or(at + 1),
        };
    }
    scanner.share_units();
    scanner.take_times();
    surround(text, &mut scanner.found);
    scanner.found
}

impl Scanner<'_> {
    /// Takes what begins with digits at a place; where it ends.
    fn digits(&mut self, at: usize) -> usize {
        let number = self.number(at);
        if let Some(end) = self.ratio_to_one(&number) {
            return end;
        }
        let found = self.no_figure(&number);
        if let Some((NoFigure::Ratio, _)) = found
            && let Some(end) = self.structure(&number)
        {
            return end;
        }
        if let Some((NoFigure::Ratio, end)) = found
            && let Some(end) = self.against_one(&number, end)
        {
            return end;
        }
        if let Some((what, end)) = found {
            let end = end.max(number.span.end);
            self.found.others.push((at..end, what));
            return end;
        }
        match self.figure(&number) {
            Ok(said) => {
                let end = said.span.end;
                let what = match () {
                    () if is_of_time(&said.unit) && !is_measured(self.text, &said) => {
                        Some(NoFigure::Duration)
                    }
                    () if said.unit.is_empty() && is_bare(self.text, &said) => Some(NoFigure::Bare),
                    () => None,
                };
                match what {
                    Some(NoFigure::Duration) => self.found.times.push(said),
                    Some(what) => self.found.others.push((said.span, what)),
                    None => self.found.figures.push(said),
                }
                end
            }
            Err(end) => {
                self.found.others.push((at..end, NoFigure::Unreadable));
                end
            }
        }
    }

    /// The figure that a number is, with the words that belong to it; where it
    /// ends, if it can be none.
    fn figure(&self, number: &Number) -> Result<Said, usize> {
        let text = self.text;
        let mut end = number.span.end;
        let mut start = number.span.start;
        if let Some(sign) = sign_before(text, start) {
            start = sign;
        }
        if let Some(length) = currency_length(text, start) {
            start -= length;
        }
        // Hedges inside, multipliers, hedges, the unit, hedges.
        let mut at = text.past_spaces(end);
        // 4亿3,118万: the digits go on behind the larger multiplier.
        if matches!(text.at(at), Some('亿')) && text.at(at + 1).is_some_and(|c| c.is_ascii_digit())
        {
            let more = self.number(at + 1).span.end;
            if matches!(text.at(more), Some('万')) {
                at = more;
                end = more;
            }
        }
        let mut inside = |at: usize| match text.at(at) {
            Some('多' | '余' | '+') => {
                end = at + 1;
                text.past_spaces(at + 1)
            }
            _ => at,
        };
        at = inside(at);
        let multiple = chinese_multiplier(text, at).or_else(|| latin_multiplier(text, at));
        if let Some(length) = multiple {
            at = inside(text.past_spaces(at + length));
            end = end.max(text.before_spaces(at));
        }
        let mut number_end = end;
        let unit = chinese_unit(text, at)
            .or_else(|| latin_unit(text, at))
            .unwrap_or_default();
        if !unit.is_empty() {
            end = at + unit.chars().count();
            if matches!(unit.as_str(), "%" | "‰") {
                number_end = end;
            }
        }
        let behind = text.past_spaces(end);
        if let Some(length) = hedge_behind(text, behind) {
            end = behind + length;
        }
        if let Some(hedge) = self.hedge_before(start) {
            start = hedge;
        }
        let figure = self.read(start..number_end, end, &unit);
        let figure = figure.ok_or(end)?;
        Ok(Said {
            span: start..end,
            number: start..number_end,
            figure,
            unit,
            depth: text.depth[number.span.start],
            spelled: false,
            sentence: text.sentence_at(start),
            lead: start..start,
            tail: end..end,
        })
    }

    /// Lengths of time beside one that the sentence reports are figures too.
    fn take_times(&mut self) {
        let times = std::mem::take(&mut self.found.times);
        let told: Vec<(bool, bool)> = times
            .iter()
            .map(|said| {
                let averaged = times::are_averaged_over(self.text, said);
                let changed = times::are_changed(self.text, said, &times);
                (averaged, averaged || changed)
            })
            .collect();
        // Where a unit first stands in a sentence.
        let mut first: HashMap<(usize, String), usize> = HashMap::new();
        let of = |said: &Said| (said.sentence, said.unit.clone());
        for said in &self.found.figures {
            let start = first.entry(of(said)).or_insert(said.span.start);
            *start = said.span.start.min(*start);
        }
        for (said, (averaged, told)) in times.into_iter().zip(told) {
            let other = first.get(&of(&said));
            let beside =
                told || other.is_some_and(|start| *start < said.span.start || said.unit.is_ascii());
            if beside {
                first.entry(of(&said)).or_insert(said.span.start);
            }
            match (beside, averaged) {
                (true, true) => {
                    let said = self.counted(said);
                    self.found.figures.push(said);
                }
                (true, false) => self.found.figures.push(said),
                (false, _) => self.found.others.push((said.span, NoFigure::Duration)),
            }
        }
        self.found.figures.sort_by_key(|said| said.span.start);
        self.found.others.sort_by_key(|(span, _)| span.start);
    }

    /// 收入比为2.03:1: so many times as much.
    fn against_one(&mut self, number: &Number, end: usize) -> Option<usize> {
        let text = self.text;
        let start = number.span.start;
        let before = text.plain(start.saturating_sub(6)..start);
        let one = text.plain(number.span.end..end) == ":1";
        if !one || !before.contains('比') {
            return None;
        }
        let figure = self.read(number.span.clone(), number.span.end, "")?;
        self.push(
            number.span.clone(),
            number.span.clone(),
            figure,
            String::new(),
        );
        Some(end)
    }

    /// A pupil to teacher ratio of 18.4:1, or of 15.0 to 1: so many times as much.
    fn ratio_to_one(&mut self, number: &Number) -> Option<usize> {
        const REACH: usize = 48;
        const SIGNS: &[&str] = &[" to 1", ":1", ": 1", " to one"];
        let text = self.text;
        let (start, end) = (number.span.start, number.span.end);
        let sign = SIGNS.iter().find(|sign| text.has(end, sign))?;
        let close = end + sign.chars().count();
        let alone = text.at(close).is_none_or(|c| !c.is_alphanumeric())
            && !matches!(text.at(close), Some('.' | ',' | ':') if text
                .at(close + 1)
                .is_some_and(|c| c.is_ascii_digit()));
        let before = text
            .plain(start.saturating_sub(REACH)..start)
            .to_lowercase();
        // With few digits it is met by chance.
        let print = text.plain(number.span.clone());
        let fraction =
            print.contains('.') && print.chars().filter(char::is_ascii_digit).count() > 2;
        if !alone || !fraction || !before.contains("ratio") {
            return None;
        }
        let figure = self.read(number.span.clone(), end, "")?;
        self.push(
            number.span.clone(),
            number.span.clone(),
            figure,
            String::new(),
        );
        Some(close)
    }

    /// A length of time that is counted: 5天 are five, no more and no less.
    fn counted(&self, said: Said) -> Said {
        let own = self.book.read(in_book(&said.unit));
        let context = Context {
            whole: Some(true),
            ..Context::of_unit(self.book, own.as_ref())
        };
        match read(&self.text.plain(said.number.clone()), &context) {
            Reading::Figure(figure) if said.figure.hedge == Hedge::None => Said {
                figure: *figure,
                ..said
            },
            _ => said,
        }
    }

    /// Amounts in a row say their unit once: 42.7万、38.1万和35.6万辆次.
    fn share_units(&mut self) {
        for at in (0..self.found.figures.len().saturating_sub(1)).rev() {
            let (own, next) = (&self.found.figures[at], &self.found.figures[at + 1]);
            let between = self.text.plain(own.span.end..next.span.start);
            let in_row = matches!(
                between.trim(),
                "、" | "和" | "及" | "与" | "以及" | "、和" | "and"
            );
            if !own.unit.is_empty() || !in_row || next.unit.is_empty() || own.spelled {
                continue;
            }
            let (number, unit) = (own.number.clone(), next.unit.clone());
            if matches!(unit.as_str(), "%" | "‰") {
                continue;
            }
            if let Some(figure) = self.read(number.clone(), number.end, &unit) {
                let own = &mut self.found.figures[at];
                (own.figure, own.unit) = (figure, unit);
            }
        }
    }
}

/// Says of each figure what words it stands among.
fn surround(text: &Text, found: &mut Scanned) {
    let spans: Vec<Range<usize>> = found.figures.iter().map(|said| said.span.clone()).collect();
    for (index, said) in found.figures.iter_mut().enumerate() {
        let sentence = text.sentences.get(said.sentence).cloned().unwrap_or(0..0);
        let from = match index.checked_sub(1) {
            Some(last) => spans[last].end.max(sentence.start),
            None => sentence.start,
        };
        let to = spans
            .get(index + 1)
            .map_or(sentence.end, |next| next.start.min(sentence.end));
        let boundary =
            |at: &usize| BOUNDARIES.contains(&text.chars[*at]) && !inside_number(text, *at);
        let start = (from..said.span.start)
            .rev()
            .find(boundary)
            .map_or(from, |at| at + 1);
        let end = (said.span.end..to)
            .find(boundary)
            .unwrap_or(to.max(said.span.end));
        said.lead = start.min(said.span.start)..said.span.start;
        said.tail = said.span.end..end;
    }
}

/// Whether a sign stands between two digits.
fn inside_number(text: &Text, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.raw[at] != '，' && text.raw[at] != '：' && digit(text.before(at)) && digit(text.at(at + 1))
}

/// Whether a number without a unit is one of Chinese text, where what is
/// counted has a measure word.
fn is_bare(text: &Text, said: &Said) -> bool {
    let beside = |c: Option<char>| c.is_some_and(is_han);
    let in_row = matches!(
        text.at(text.past_spaces(said.span.end)),
        Some('、' | '和' | '及' | '与')
    );
    // 出游人次3.27亿
    let print = text.plain(said.number.clone());
    // 性别比为104.7
    let start = said.span.start;
    let before_it = text.plain(start.saturating_sub(16)..start);
    let ratio = [
        "性别比",
        "性比例",
        "退休比",
        "抚养比",
        "比值",
        "收入比",
        "消费支出比",
    ]
    .iter()
    .any(|name| before_it.contains(name));
    if ratio && print.contains('.') {
        return false;
    }
    if in_row || print.ends_with('亿') && print.contains('.') {
        return false;
    }
    let before = text.before(text.before_spaces(said.span.start));
    let after = text.at(text.past_spaces(said.span.end));
    beside(before) || beside(after)
}

/// Whether a length of time is what the text reports: 优良天数321天, 由61.3天缩短至
/// 52.8天.
fn is_measured(text: &Text, said: &Said) -> bool {
    if times::is_much_time(text, said) {
        return true;
    }
    const WORDS: &[&str] = &[
        "天数", "时长", "用时", "工时", "缩短", "延长", "由", "减少", "增加", "多", "平均", "时数",
        "时间", "周期", "优良",
    ];
    let end = text.before_spaces(said.span.start);
    let lead = text.plain(end.saturating_sub(10)..end);
    let lead = lead
        .rsplit([',', ';', ':', '。'])
        .next()
        .unwrap_or_default()
        .to_owned();
    WORDS.iter().any(|word| lead.contains(word))
}
