//! Finds the figures of a text, and what has digits in it and is none: dates,
//! ordinals, numbers of documents, telephones, names.

use super::latin;
use super::measures::{chinese_unit, in_book, is_of_time};
use super::said::{NoFigure, Said};
use super::text::Text;
use crate::figure::{Context, Decimals, Figure, Hedge, Reading, UnitBook, hedge_words, read};
use std::ops::Range;

/// What was found in a text, in its order.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// Its figures.
    pub figures: Vec<Said>,
    /// What has digits in it and is none. Spans are in characters.
    pub others: Vec<(Range<usize>, NoFigure)>,
    /// Lengths of time, which are figures only beside others that are reported.
    times: Vec<Said>,
}

/// Signs that part clauses.
pub(super) const BOUNDARIES: &[char] = &[',', ';', ':', '、', '。', '(', ')', '!', '?'];

/// More digits than this are no figure of a text.
const MOST_DIGITS: usize = 30;

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

/// A number as it stands in a text.
struct Number {
    /// Its digits, with their separators and point.
    span: Range<usize>,
    /// Whether it is plain digits: no separator, no point.
    plain: bool,
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a Text,
    pub(super) book: &'a UnitBook,
    pub(super) found: Scanned,
}

impl Scanner<'_> {
    /// Takes what begins with digits at a place; where it ends.
    fn digits(&mut self, at: usize) -> usize {
        let number = self.number(at);
        let found = self.no_figure(&number);
        if let Some((NoFigure::Ratio, _)) = found
            && let Some(end) = self.structure(&number)
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

    /// The digits at a place, in groups of three or not, with what follows
    /// their point.
    fn number(&self, at: usize) -> Number {
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

    /// What a number is that is no figure, and where it ends.
    fn no_figure(&self, number: &Number) -> Option<(NoFigure, usize)> {
        let text = self.text;
        let Range { start, end } = number.span;
        if end - start > MOST_DIGITS {
            return Some((NoFigure::Unreadable, end));
        }
        // 1兆7302亿
        if text.at(end) == Some('兆') && text.at(end + 1) != Some('瓦') {
            let rest = &text.chars[end + 1..];
            let more = rest
                .iter()
                .take_while(|c| c.is_ascii_digit() || "万亿,.".contains(**c));
            return Some((NoFigure::Unreadable, end + 1 + more.count()));
        }
        let glued = self.glued(number);
        if glued.is_some() {
            return glued;
        }
        let before = text.before_spaces(start);
        let after = text.past_spaces(end);
        // 每10万人 is what something is counted by.
        if text.ends(before, "每") {
            return Some((NoFigure::Bare, end));
        }
        if text.ends(before, "第") {
            return Some((NoFigure::Ordinal, end));
        }
        if latin::is_age(text, before) {
            return Some((NoFigure::Duration, end));
        }
        self.date(number)
            .or_else(|| self.numbered(number, before, after))
            .or_else(|| self.span_or_ratio(number, before, after))
    }

    /// Digits that letters, points or strokes tie to others: an address, a
    /// version, a telephone number.
    fn glued(&self, number: &Number) -> Option<(NoFigure, usize)> {
        let text = self.text;
        let Range { start, end } = number.span;
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let tie = |c: char| matches!(c, '-' | '.' | '/' | '_' | '@' | '#' | '&' | '=' | '\'');
        let run_end = || {
            let rest = text.chars.get(end..).unwrap_or_default();
            let run = rest
                .iter()
                .take_while(|c| c.is_ascii_alphanumeric() || tie(**c));
            end + run.count()
        };
        let before = text.before(start);
        // `RMB300 million` and `US$5` are money; `A320` and `H5` are names.
        if letter(before) && !currency_before(text, start) {
            return Some((NoFigure::Name, run_end()));
        }
        // Apache-2.0, UTF-8; #2249
        if before == Some('#') {
            return Some((NoFigure::Document, end));
        }
        // UTC+12
        let plus = before == Some('+') && start >= 2 && letter(Some(text.chars[start - 2]));
        if plus {
            return Some((NoFigure::Name, run_end()));
        }
        if let Some(end) = latin::slashed_date(text, start).filter(|_| number.plain) {
            return Some((NoFigure::Date, end));
        }
        let hyphen = before == Some('-')
            && text.raw[start - 1] != '—'
            && start >= 2
            && text.chars[start - 2].is_ascii_alphabetic();
        let tied_before = hyphen
            || before.is_some_and(|c| matches!(c, '_' | '@' | '/' | '='))
                && start >= 2
                && text.chars[start - 2].is_ascii_alphanumeric();
        if tied_before {
            return Some((NoFigure::Name, run_end()));
        }
        // 40-day, 7-seater
        if text.at(end) == Some('-') && letter(text.at(end + 1)) && text.raw[end] != '—' {
            let word = latin_word(text, end + 1);
            if word != "fold" {
                return Some((NoFigure::Name, end + 1 + word.len()));
            }
        }
        if let Some(to) = latin::phone(text, &number.span).filter(|_| number.plain) {
            return Some((NoFigure::Phone, to));
        }
        // 0955-7068823, 2016-01-31, 010-6655
        if number.plain && text.at(end) == Some('-') {
            let rest = text.chars.get(end + 1..).unwrap_or_default();
            let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
            let (first, parted) = (text.chars[start], rest.get(digits) == Some(&'-'));
            let phone = digits >= 7
                || first == '0' && digits >= 3
                || digits >= 3 && parted && end - start == 3;
            let date = end - start == 4 && digits <= 2 && parted;
            if phone || date {
                let what = if date {
                    NoFigure::Date
                } else {
                    NoFigure::Phone
                };
                return Some((what, run_end()));
            }
        }
        // 1.2.3, 10.0.0.1
        if !number.plain
            && text.at(end) == Some('.')
            && text.at(end + 1).is_some_and(|c| c.is_ascii_digit())
        {
            return Some((NoFigure::Name, run_end()));
        }
        // `3D`, `5G`, `20-minute`; `12km`, `5m`, `3rd` are seen later.
        if letter(text.at(end)) {
            let run = text.plain(end..run_end());
            let word: String = run.chars().take_while(char::is_ascii_alphabetic).collect();
            if ["st", "nd", "rd", "th"].contains(&word.as_str()) {
                return Some((NoFigure::Ordinal, end + 2));
            }
            let unit = chinese_unit(text, end).is_some()
                || MULTIPLES.contains(&word.as_str())
                || matches!(word.as_str(), "pp" | "x");
            if !unit {
                return Some((NoFigure::Name, run_end()));
            }
        }
        let digits = end - start;
        let long = number.plain && digits >= 11;
        (long && letter(text.at(end)) || long && text.chars[start] == '1' && digits == 11)
            .then_some((NoFigure::Phone, end))
    }

    /// A year, a month, a day, with what belongs to them; the time of a day.
    fn date(&self, number: &Number) -> Option<(NoFigure, usize)> {
        let text = self.text;
        let Range { start, end } = number.span;
        if !number.plain {
            return None;
        }
        let value: u32 = text.plain(start..end).parse().unwrap_or(u32::MAX);
        let after = text.past_spaces(end);
        let year = end - start == 4 && (1900..=2100).contains(&value);
        let next = text.at(after);
        let two = |at: usize| {
            let rest = text.chars.get(at..).unwrap_or_default();
            let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
            (1..=2).contains(&digits).then_some(at + digits)
        };
        if end - start <= 2 && next == Some(':') && after == end && value < 25 {
            // 8:30, 14:05; 3:2 is a ratio.
            let minutes = two(end + 1).filter(|to| *to == end + 3);
            if let Some(to) = minutes {
                return Some((NoFigure::Clock, to));
            }
        }
        if year {
            let span = matches!(next, Some('-' | '~' | '至' | '/' | '到'));
            let other = span.then(|| text.past_spaces(after + 1));
            if let Some(other) = other {
                let rest = text.chars.get(other..).unwrap_or_default();
                let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
                if matches!(digits, 2 | 4) {
                    return Some((NoFigure::Date, self.past_year(other + digits)));
                }
            }
            let behind = text.at(after + 1);
            let of_year = next == Some('年') && behind != Some('限');
            if of_year {
                return Some((NoFigure::Date, self.past_year(end)));
            }
            let unit = chinese_unit(text, after).is_some();
            let chinese = text.at(after).is_some_and(|c| !c.is_ascii());
            let money = currency_before(text, start);
            if !money
                && !unit
                && !multiple_at(text, after)
                && (!chinese || text.depth[start] > 0)
                && next != Some('%')
            {
                return Some((NoFigure::Date, end));
            }
        }
        if next == Some('月') && value <= 12 {
            let mut to = after + 1;
            if text.at(to) == Some('份') {
                to += 1;
            }
            if let Some(day) = two(text.past_spaces(to)).map(|day| text.past_spaces(day))
                && matches!(text.at(day), Some('日' | '号'))
            {
                to = day + 1;
            }
            return Some((NoFigure::Date, to));
        }
        // 1-12月, 3至5月
        if matches!(next, Some('-' | '~' | '至' | '到' | '、')) && value <= 12 {
            let other = two(text.past_spaces(after + 1)).map(|to| text.past_spaces(to));
            if let Some(other) = other.filter(|other| text.at(*other) == Some('月')) {
                return Some((NoFigure::Date, other + 1));
            }
        }
        let of_month =
            value <= 31 && (next == Some('日') || next == Some('号') && self.after_date(start));
        if of_month {
            return Some((NoFigure::Date, after + 1));
        }
        self.latin_date(number, value)
    }

    /// A day or a year beside the name of a month: `31 March 2021`, `March 31,
    /// 2021`, `FY 2020/21`.
    fn latin_date(&self, number: &Number, value: u32) -> Option<(NoFigure, usize)> {
        let text = self.text;
        let Range { start, end } = number.span;
        let after = text.past_spaces(end);
        let word_behind = latin_word(text, after);
        let word_before = latin_word_before(text, start);
        let month = |word: &str| {
            let word = word.trim_end_matches('.').to_lowercase();
            word.len() >= 3
                && MONTHS
                    .iter()
                    .any(|month| *month == word || word.len() <= 4 && month.starts_with(&word))
        };
        let day = value <= 31
            && (month(&word_behind) && word_behind.to_lowercase() != "may"
                || month(&word_before) && start > 0);
        let may = value <= 31 && word_behind == "May";
        // "18 January 1871", "in 1871": years that are no likely counts.
        let bare = (1500..=1899).contains(&value)
            && end - start == 4
            && !currency_before(text, start)
            && latin::stands_alone(text, end);
        let year = bare
            || (1000..=2100).contains(&value)
                && end - start == 4
                && (month(&word_before)
                    || value >= 1500
                        && [
                            "in", "since", "until", "before", "after", "during", "from", "by",
                        ]
                        .contains(&word_before.to_lowercase().as_str())
                        && text.at(after).is_none_or(|c| ",.;)".contains(c)));
        (day || may || year).then_some((NoFigure::Date, end))
    }

    /// Behind a year: `年`, `年度`, and its month and day.
    fn past_year(&self, end: usize) -> usize {
        let after = self.text.past_spaces(end);
        if self.text.at(after) != Some('年') {
            return end;
        }
        match self.text.at(after + 1) {
            Some('度' | '底' | '初' | '末') => after + 2,
            _ => after + 1,
        }
    }

    fn after_date(&self, start: usize) -> bool {
        let last = self.found.others.last();
        last.is_some_and(|(span, what)| {
            *what == NoFigure::Date && self.text.past_spaces(span.end) >= start
        })
    }

    /// The number of a document, a hotline, a place in a series.
    fn numbered(&self, number: &Number, before: usize, after: usize) -> Option<(NoFigure, usize)> {
        let text = self.text;
        let Range { start, end } = number.span;
        let next = text.at(after);
        let bracketed = text.before(before) == Some('[') && matches!(next, Some(']'));
        if bracketed {
            return Some((NoFigure::Document, end));
        }
        if next == Some('号') || next == Some('号') {
            return Some((NoFigure::Document, after + 1));
        }
        let quoted = text.before(before) == Some('"') && text.at(after) == Some('"');
        if quoted {
            return Some((NoFigure::Name, end));
        }
        // 12345热线, 12369环保投诉, 110指挥中心
        let digits = end - start;
        let chinese = |c: Option<char>| c.is_some_and(is_han);
        if number.plain
            && (3..=6).contains(&digits)
            && chinese(next)
            && chinese_unit(text, after).is_none()
            && !is_multiplier(next)
            && !hedged_behind(text, after)
        {
            let behind = text.plain(after..after + 14);
            let line = [
                "热线", "热线", "平台", "电话", "专线", "专线", "指挥", "举报", "服务", "投诉",
                "政务", "市民", "阳光",
            ];
            if line.iter().any(|word| behind.contains(word)) {
                return Some((NoFigure::Name, end));
            }
        }
        let of_series = [
            "No.",
            "No",
            "Nos.",
            "no.",
            "Article",
            "article",
            "Section",
            "section",
            "Table",
            "table",
            "Chapter",
            "chapter",
            "Figure",
            "figure",
            "paragraph",
            "Paragraph",
            "page",
            "Page",
            "Regulation",
            "Rule",
            "Annex",
            "Part",
            "Phase",
            "Level",
            "Band",
            "Grade",
            "Class",
            "Type",
            "Tier",
            "Stage",
            "Goal",
            "Form",
            "Schedule",
            "Resolution",
            "Directive",
            "version",
            "Version",
            "Room",
            "Act",
            "s.",
            "para",
            "ISO",
            "Case",
            "Recommendation",
            "Question",
            "Covid",
            "COVID",
            "Programme",
            "Route",
            "Block",
            "Unit",
            "Q",
            "邮编:",
            "电话:",
            "编号:",
            "编号:",
            "代码:",
            "文号",
        ];
        let share = latin::is_percent_behind(text, end);
        if !share && latin::in_series(text, before, self.found.others.last()) {
            return Some((NoFigure::Document, end));
        }
        let series = of_series.iter().find(|word| {
            text.ends(before, word) && {
                let start = before - word.chars().count();
                let letter = word.chars().next().is_some_and(|c| c.is_ascii());
                !letter
                    || !text
                        .before(start)
                        .is_some_and(|c| c.is_ascii_alphanumeric())
            }
        });
        if series.is_some() {
            return Some((NoFigure::Document, end));
        }
        None
    }

    /// From one number to another, or one against another.
    fn span_or_ratio(
        &self,
        number: &Number,
        before: usize,
        after: usize,
    ) -> Option<(NoFigure, usize)> {
        let text = self.text;
        let Range { start, end } = number.span;
        let digit = |at: usize| text.at(at).is_some_and(|c| c.is_ascii_digit());
        if text.at(end) == Some(':') && digit(end + 1) {
            return Some((NoFigure::Ratio, self.number(end + 1).span.end));
        }
        // 3至5, 10%-15%, 50 to 60; "由12至15" and "from 12 to 15" are changes.
        if let Some(end) = latin::between(text, start, end).filter(|_| number.span.start > 0) {
            return Some((NoFigure::Span, end));
        }
        let percent = usize::from(text.at(after) == Some('%'));
        let sign = text.past_spaces(after + percent);
        let word = ["-", "~", "至", "～", "to "]
            .iter()
            .find(|word| text.has(sign, word));
        let other = text.past_spaces(sign + word?.chars().count());
        let tied = *word? != "-" || sign == end + percent || other > sign + 1;
        if !digit(other) || !tied {
            return None;
        }
        let lead = text.plain(before.saturating_sub(14)..before);
        let change = lead.contains('由')
            || lead.contains('从')
            || lead.contains('从')
            || lead.to_lowercase().contains("from");
        let by = matches!(
            latin_word_before(text, start).to_lowercase().as_str(),
            "by" | "rose" | "fell"
        );
        if (change || by && *word? == "to ") && *word? != "-" {
            return None;
        }
        let other = self.number(other).span.end;
        // "rose 11% to 842 million"
        if percent > 0 && *word? == "to " && !latin::is_percent_behind(text, other) {
            return None;
        }
        let unit = text.past_spaces(other);
        let unit = chinese_unit(text, unit).map_or(other, |word| unit + word.chars().count());
        Some((NoFigure::Span, unit))
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

    /// Reads what stands there as a figure.
    fn read(&self, number: Range<usize>, end: usize, unit: &str) -> Option<Figure> {
        let unit = in_book(unit);
        let own = self.book.read(unit);
        let behind = number.end.max(end);
        let mut print = self.text.plain(number.clone());
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
        let context = match latin::is_mean(self.text, number.start, end) {
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

    /// Shares of a structure: 三次产业结构为6.3:42.5:51.2.
    fn structure(&mut self, first: &Number) -> Option<usize> {
        let text = self.text;
        let start = first.span.start;
        let before = text.plain(start.saturating_sub(12)..start);
        if !before.contains("结构") && !before.contains("比例") && !before.contains("占比") {
            return None;
        }
        let mut spans = vec![first.span.clone()];
        while let Some(last) = spans.last()
            && text.at(last.end) == Some(':')
            && text.at(last.end + 1).is_some_and(|c| c.is_ascii_digit())
        {
            let next = self.number(last.end + 1).span;
            spans.push(next);
        }
        if spans.len() < 3 {
            return None;
        }
        let context = Context::of_unit(self.book, None);
        let figures: Option<Vec<Figure>> = spans
            .iter()
            .map(
                |span| match read(&format!("{}%", text.plain(span.clone())), &context) {
                    Reading::Figure(figure) => Some(*figure),
                    _ => None,
                },
            )
            .collect();
        let end = spans.last().map(|last| last.end);
        for (span, figure) in spans.iter().zip(figures?) {
            self.push(span.clone(), span.clone(), figure, String::new());
        }
        end
    }

    /// A share in words: 百分之三十二, 五成, 过半, 四分之三.
    fn in_words(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        let numeral = |from: usize| {
            let rest = text.chars.get(from..).unwrap_or_default();
            let part = |c: &&char| {
                "零〇一二三四五六七八九十百点点".contains(**c) || c.is_ascii_digit() || **c == '.'
            };
            from + rest.iter().take_while(part).count()
        };
        let spelled = |from: usize, to: usize| text.plain(from..to);
        let half = [
            "过半数",
            "过半",
            "过半",
            "超半数",
            "超过半数",
            "超过一半",
            "逾半数",
        ];
        let (end, print, decimals) =
            if text.has(at, "百分之") && numeral(at + 3) > at + 3 && !text.has(at, "百分之百分")
            {
                let end = numeral(at + 3);
                (
                    end,
                    format!("{}%", self.digits_of(&spelled(at + 3, end))?),
                    None,
                )
            } else if let Some(word) = half.iter().find(|word| text.has(at, word)) {
                (at + word.chars().count(), ">50%".to_owned(), None)
            } else if let Some((times, end)) = self.doubled(at) {
                let print = format!("约{times}倍");
                let context = Context::of_unit(self.book, None);
                if let Reading::Figure(figure) = read(&print, &context) {
                    self.push(at..end, at..end, *figure, "倍".to_owned());
                }
                return Some(end);
            } else if let Some((part, end)) = self.tenths(at) {
                (
                    end,
                    format!("{part}%"),
                    Some(Decimals::Places(if part % 10 == 0 { -1 } else { 0 })),
                )
            } else {
                let quarters = [
                    ("四分之三", 75),
                    ("四分之一", 25),
                    ("五分之一", 20),
                    ("五分之二", 40),
                    ("五分之三", 60),
                    ("五分之四", 80),
                    ("二分之一", 50),
                    ("十分之一", 10),
                ];
                let (word, part) = quarters.iter().find(|(word, _)| text.has(at, word))?;
                (
                    at + word.chars().count(),
                    format!("{part}%"),
                    Some(Decimals::Exact),
                )
            };
        let start = hedge_start(text, at).unwrap_or(at);
        let print = format!("{}{print}", text.plain(start..at).trim());
        let context = Context {
            decimals,
            ..Context::of_unit(self.book, None)
        };
        let Reading::Figure(figure) = read(&print, &context) else {
            return Some(end);
        };
        self.push(start..end, start..end, *figure, String::new());
        Some(end)
    }

    /// 翻了一番, 翻两番: how many times as much, and where the words end.
    fn doubled(&self, at: usize) -> Option<(u32, usize)> {
        let text = self.text;
        if text.at(at) != Some('翻') {
            return None;
        }
        let number = at + 1 + usize::from(text.at(at + 1) == Some('了'));
        let power = match text.at(number)? {
            '一' | '1' => 1,
            '二' | '两' | '2' => 2,
            '三' | '3' => 3,
            _ => return None,
        };
        (text.at(number + 1) == Some('番')).then_some((1 << power, number + 2))
    }

    /// 五成, 七成二: so many hundredths, and where the words end.
    fn tenths(&self, at: usize) -> Option<(u32, usize)> {
        const DIGITS: &str = "零一二三四五六七八九";
        let digit = |at: usize| {
            let c = self.text.at(at)?;
            let found = DIGITS.chars().position(|digit| digit == c)?;
            u32::try_from(found).ok()
        };
        let own = digit(at).filter(|own| *own > 0)?;
        let before = self
            .text
            .before(at)
            .is_none_or(|c| !"十百千零分第几".contains(c));
        let behind = self.text.at(at + 2);
        if self.text.at(at + 1) != Some('成')
            || !before
            || matches!(behind, Some('立' | '为' | '员' | '果' | '功' | '本'))
        {
            return None;
        }
        let small =
            digit(at + 2).filter(|_| self.text.at(at + 3).is_none_or(|c| !"个件成十".contains(c)));
        Some((
            own * 10 + small.unwrap_or(0),
            at + 2 + usize::from(small.is_some()),
        ))
    }

    /// A spelled number in digits: 三十二点三 is 32.3.
    fn digits_of(&self, spelled: &str) -> Option<String> {
        if spelled.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(spelled.to_owned());
        }
        let (whole, places) = spelled.split_once('点').unwrap_or((spelled, ""));
        let context = Context::of_unit(self.book, None);
        let Reading::Figure(whole) = read(whole, &context) else {
            return None;
        };
        let places: Option<String> = places
            .chars()
            .map(|c| {
                "零一二三四五六七八九"
                    .chars()
                    .position(|digit| digit == c)
                    .map(|digit| digit.to_string())
            })
            .collect();
        let places = places?;
        let point = if places.is_empty() { "" } else { "." };
        Some(format!("{}{point}{places}", whole.nominal.to_integer()))
    }

    fn push(&mut self, span: Range<usize>, number: Range<usize>, figure: Figure, unit: String) {
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

    /// Lengths of time beside one that the sentence reports are figures too.
    fn take_times(&mut self) {
        for said in std::mem::take(&mut self.found.times) {
            let beside = self.found.figures.iter().any(|other| {
                other.sentence == said.sentence
                    && other.unit == said.unit
                    && other.span.start < said.span.start
            });
            match beside {
                true => self.found.figures.push(said),
                false => self.found.others.push((said.span, NoFigure::Duration)),
            }
        }
        self.found.figures.sort_by_key(|said| said.span.start);
        self.found.others.sort_by_key(|(span, _)| span.start);
    }

    /// Amounts in a row say their unit once: 42.7万、38.1万和35.6万辆次.
    fn share_units(&mut self) {
        for at in (0..self.found.figures.len().saturating_sub(1)).rev() {
            let (own, next) = (&self.found.figures[at], &self.found.figures[at + 1]);
            let between = self.text.plain(own.span.end..next.span.start);
            let in_row = matches!(between.trim(), "、" | "和" | "及" | "与" | "以及" | "、和");
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

    /// A Chinese number before a measure word: 三个, 十二项.
    fn chinese_count(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        let digit = |c: char| "一二三四五六七八九十百两".contains(c);
        let part = |c: char| digit(c) || "千万亿零".contains(c);
        let first = text.at(at).filter(|c| digit(*c))?;
        let rest = &text.chars[at..];
        let length = rest.iter().take_while(|c| part(**c)).count();
        let end = at + length;
        let before = text.before(at);
        let unit = chinese_unit(text, end);
        let Some(unit) = unit.filter(|unit| !unit.starts_with(['年', '月', '日', '天'])) else {
            return Some(end);
        };
        let one = length == 1 && first == '一';
        let ordinal = matches!(
            before,
            Some('第' | '初' | '统' | '唯' | '之' | '每' | '万' | '同' | '新')
        );
        let glued = before.is_some_and(|c| c.is_ascii_digit());
        if one || ordinal || glued {
            return Some(end);
        }
        let span = at..end + unit.chars().count();
        let print = text.plain(at..end).replace(['两'], "二");
        let own = self.book.read(in_book(&unit));
        let context = Context::of_unit(self.book, own.as_ref());
        let Reading::Figure(figure) = read(&print, &context) else {
            return Some(end);
        };
        let counting = figure.unit.as_ref().is_some_and(|unit| unit.counting);
        if !counting || is_of_time(&unit) {
            return Some(end);
        }
        self.found.figures.push(Said {
            number: at..end,
            figure: *figure,
            unit,
            depth: text.depth[at],
            spelled: length == 1,
            sentence: text.sentence_at(at),
            lead: at..at,
            tail: span.end..span.end,
            span: span.clone(),
        });
        Some(span.end)
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

/// Whether digits are set in full width, so that their separators are too.
fn wide(text: &Text, at: usize) -> bool {
    matches!(text.raw[at], '０'..='９')
}

/// Whether a number without a unit is one of Chinese text, where what is
/// counted has a measure word.
fn is_bare(text: &Text, said: &Said) -> bool {
    let beside = |c: Option<char>| c.is_some_and(is_han);
    let in_row = matches!(
        text.at(text.past_spaces(said.span.end)),
        Some('、' | '和' | '及' | '与')
    );
    if in_row {
        return false;
    }
    let before = text.before(text.before_spaces(said.span.start));
    let after = text.at(text.past_spaces(said.span.end));
    beside(before) || beside(after)
}

/// Whether a length of time is what the text reports: 优良天数321天, 由61.3天缩短至
/// 52.8天.
fn is_measured(text: &Text, said: &Said) -> bool {
    if latin::is_much_time(text, said) {
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

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Words for multiples, as they stand behind numbers.
const MULTIPLES: &[&str] = &[
    "m", "bn", "k", "K", "M", "B", "million", "billion", "trillion", "thousand", "crore", "lakh",
    "mn", "tn",
];

/// Months, in lower case.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn is_multiplier(c: Option<char>) -> bool {
    matches!(c, Some('万' | '亿' | '千' | '百' | '十'))
}

fn hedged_behind(text: &Text, at: usize) -> bool {
    matches!(text.at(at), Some('多' | '余'))
}

fn multiple_at(text: &Text, at: usize) -> bool {
    is_multiplier(text.at(at)) || hedged_behind(text, at) || latin_multiplier(text, at).is_some()
}

/// The characters that a Chinese multiplier takes at a place.
fn chinese_multiplier(text: &Text, at: usize) -> Option<usize> {
    let rest = text.chars.get(at..).unwrap_or_default();
    let all = rest.iter().take_while(|c| is_multiplier(Some(**c))).count();
    // 千瓦时 and 千克 are units of their own.
    let of_unit = |from: &usize| {
        let unit = chinese_unit(text, at + from).unwrap_or_default();
        unit.starts_with(['千', '百']) && unit.chars().count() > 1
    };
    let length = (0..all).find(of_unit).unwrap_or(all);
    (length > 0).then_some(length)
}

/// The characters that a word for a multiple takes at a place.
pub(super) fn latin_multiplier(text: &Text, at: usize) -> Option<usize> {
    let word = latin_word(text, at);
    let known = MULTIPLES.contains(&word.as_str());
    // `5 m` is five metres, `£5m` and `5m` are millions of money.
    let money = word.len() > 2 || text.before(at).is_some_and(|c| c.is_ascii_digit());
    // `2.4 lakh crore`
    let crore = at + word.len() + 1;
    let more = match word == "lakh" && latin_word(text, crore) == "crore" {
        true => " crore".len(),
        false => 0,
    };
    (known && money).then(|| word.chars().count() + more)
}

/// The unit that English text has at a place.
pub(super) fn latin_unit(text: &Text, at: usize) -> Option<String> {
    const UNITS: &[&str] = &[
        "percentage points",
        "percentage point",
        "per cent",
        "percent",
        "pp",
        "euros",
        "euro",
        "dollars",
        "pounds",
        "rupees",
        "yuan",
        "yen",
        "tonnes",
        "tons",
        "kilometres",
        "kilometers",
        "km",
        "hectares",
        "acres",
        "miles",
        "metres",
        "litres",
        "GWh",
        "MWh",
        "kWh",
        "MW",
        "GW",
        "working days",
        "calendar days",
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "quarters",
        "seconds",
        "times",
        "mm",
        "cm",
        "m",
        "ft",
        "mg",
        "g",
        "kg",
        "ml",
        "mph",
        "°C",
        "°F",
        "dB",
        "GB",
        "MB",
        "TB",
        "-fold",
        "fold",
        "degrees",
    ];
    let found = UNITS.iter().find(|word| text.has(at, word))?;
    let end = at + found.chars().count();
    let goes_on = text.at(end).is_some_and(|c| c.is_ascii_alphanumeric());
    (!goes_on).then(|| (*found).to_owned())
}

/// The Latin word that starts at a place.
pub(super) fn latin_word(text: &Text, at: usize) -> String {
    let rest = text.chars.get(at..).unwrap_or_default();
    rest.iter()
        .take_while(|c| c.is_ascii_alphabetic())
        .take(24)
        .collect()
}

/// The Latin word that ends before a place, spaces aside.
pub(super) fn latin_word_before(text: &Text, at: usize) -> String {
    let end = text.before_spaces(at);
    let before = &text.chars[..end];
    let word: Vec<char> = before
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_alphabetic() || **c == '.')
        .take(24)
        .copied()
        .collect();
    word.into_iter().rev().collect()
}

/// The signs and codes of money that stand right before numbers.
const CURRENCIES: &[&str] = &[
    "US$", "HK$", "NT$", "A$", "C$", "NZ$", "S$", "R$", "$", "£", "€", "¥", "₹", "RMB ", "RMB",
    "USD ", "USD", "EUR ", "EUR", "GBP ", "GBP", "CNY ", "CNY", "Rs. ", "Rs.", "Rs ", "Rs", "INR ",
    "INR", "CHF ", "AUD ", "CAD ", "NOK ", "SEK ", "DKK ",
];

fn currency_length(text: &Text, start: usize) -> Option<usize> {
    let sign = CURRENCIES.iter().find(|sign| text.ends(start, sign))?;
    Some(sign.chars().count())
}

fn currency_before(text: &Text, start: usize) -> bool {
    currency_length(text, start).is_some()
}

/// Where a minus sign stands that belongs to a number.
fn sign_before(text: &Text, start: usize) -> Option<usize> {
    let sign = text.before(start) == Some('-');
    let free = start < 2 || matches!(text.chars[start - 2], ' ' | '(' | ',' | ':' | '为' | '长');
    (sign && free).then(|| start - 1)
}

/// The characters that a hedge takes behind a figure.
fn hedge_behind(text: &Text, at: usize) -> Option<usize> {
    const BEHIND: &[&str] = &[
        "以上", "以下", "左右", "以内", "上下", "多", "余", "or more", "or fewer",
    ];
    let found = BEHIND.iter().find(|word| text.has(at, word))?;
    // 余下 and 多数 are words of what follows.
    let after = text.at(at + found.chars().count());
    let word = found.chars().count() == 1
        && matches!(after, Some('下' | '数' | '于' | '款' | '名' | '家'));
    (!word).then(|| found.chars().count())
}

/// Where the hedge before a number starts.
fn hedge_start(text: &Text, start: usize) -> Option<usize> {
    let end = text.before_spaces(start);
    let hedges = [
        Hedge::About,
        Hedge::Nearly,
        Hedge::Below,
        Hedge::Above,
        Hedge::AtLeast,
        Hedge::AtMost,
    ];
    let words = hedges.into_iter().flat_map(hedge_words);
    let words = words.filter(|(before, _)| *before).map(|(_, word)| word);
    let longest = words
        .filter(|word| ends_with_word(text, end, word))
        .max_by_key(|word| word.chars().count())?;
    Some(end - longest.chars().count())
}

pub(super) fn ends_with_word(text: &Text, end: usize, word: &str) -> bool {
    let length = word.chars().count();
    let Some(start) = end.checked_sub(length) else {
        return false;
    };
    let same = word.chars().enumerate().all(|(at, c)| {
        text.at(start + at)
            .is_some_and(|own| own.eq_ignore_ascii_case(&c))
    });
    let latin = word.starts_with(|c: char| c.is_ascii_alphabetic());
    let before = text.before(start);
    // 最近 and 附近 are no hedges, nor is the end of another word.
    let other = match latin {
        true => before.is_some_and(|c| c.is_ascii_alphanumeric()),
        false => word == "近" && matches!(before, Some('最' | '附' | '将' | '邻')),
    };
    let sign = matches!(word, "~" | "≈" | "<" | ">" | "≤" | "≥" | "<=" | ">=");
    same && !other && !sign
}
