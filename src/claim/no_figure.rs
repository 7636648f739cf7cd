//! What has digits in it and is no figure: dates, ordinals, numbers of documents,
//! telephones, names, spans.

use super::beside::{
    MONTHS, MULTIPLES, currency_before, hedged_behind, is_han, is_multiplier, latin_word,
    latin_word_before, multiple_at,
};
use super::latin;
use super::measures::chinese_unit;
use super::numbers::{MOST_DIGITS, Number, Scanner};
use super::said::NoFigure;
use super::times;
use std::ops::Range;

/// Whether a number behind a name in letters is followed by what Chinese counts by:
/// 手机APP2,660件.
fn is_counted_behind(text: &super::text::Text, span: &Range<usize>) -> bool {
    const COUNTED: &[char] = &['件', '条', '人', '起', '宗', '笔', '份', '户'];
    const LETTERS: usize = 3;
    let letters = text.chars[..span.start].iter().rev();
    let letters = letters.take_while(|c| c.is_ascii_uppercase()).count();
    let measure = text.at(text.past_spaces(span.end));
    letters >= LETTERS && measure.is_some_and(|c| COUNTED.contains(&c))
}

impl Scanner<'_> {
    /// What a number is that is no figure, and where it ends.
    pub(super) fn no_figure(&self, number: &Number) -> Option<(NoFigure, usize)> {
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
        if text.ends(before, "第") || self.is_item(number, before) {
            return Some((NoFigure::Ordinal, end));
        }
        if times::is_age(text, before, &number.span) {
            return Some((NoFigure::Duration, end));
        }
        self.date(number)
            .or_else(|| self.numbered(number, before, after))
            .or_else(|| self.span_or_ratio(number, before, after))
    }

    /// Whether a number is that of an item which the text begins with: `3、`, `3.`.
    fn is_item(&self, number: &Number, before: usize) -> bool {
        let sign = self.text.at(number.span.end);
        let behind = self.text.at(number.span.end + 1);
        let digit = behind.is_some_and(|c| c.is_ascii_digit());
        let short = number.plain && number.span.len() <= 2;
        before == 0 && short && matches!(sign, Some('、' | '.' | ')')) && !digit
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
        if letter(before) && !currency_before(text, start) && !is_counted_behind(text, &number.span)
        {
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
        // (n=772) and 80% (1,840/2,300) are amounts.
        let counted = latin::is_sample(text, start) || latin::is_over(text, &number.span);
        if tied_before && !counted {
            return Some((NoFigure::Name, run_end()));
        }
        // 40-day, 7-seater
        if text.at(end) == Some('-') && letter(text.at(end + 1)) && text.raw[end] != '—' {
            let word = latin_word(text, end + 1);
            if word != "fold" && word != "percent" {
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
                || matches!(word.as_str(), "pp" | "x" | "p");
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
            let point = text.at(end + 3) == Some('.')
                && text.at(end + 4).is_some_and(|c| c.is_ascii_digit());
            let minutes = two(end + 1).filter(|to| *to == end + 3 && !point);
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
        let of_time = [
            "in", "since", "until", "before", "after", "during", "from", "by",
        ];
        let bare = (1500..=1899).contains(&value)
            && end - start == 4
            && !currency_before(text, start)
            && latin::stands_alone(text, end);
        let told = value >= 1500
            && of_time.contains(&word_before.to_lowercase().as_str())
            && text.at(after).is_none_or(|c| ",.;)".contains(c));
        let year = bare
            || (1000..=2100).contains(&value) && end - start == 4 && (month(&word_before) || told);
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
        // Scope 1, 4,200 tonnes scope 2: what is grouped or measured goes on with none.
        let grouped = text.chars[start..end].contains(&',');
        let last = self.found.others.last().filter(|_| !grouped);
        if !share && latin::in_series(text, before, last) {
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
        // 41,000 - 18 per cent less: nothing falls from the one to the other.
        let places = |span: Range<usize>| {
            let whole = text.chars[span].iter().take_while(|c| **c != '.');
            whole.filter(|c| c.is_ascii_digit()).count()
        };
        let first = text.past_spaces(sign + 1);
        if *word? == "-" && sign > end + percent && places(start..end) > places(first..other) {
            return None;
        }
        // "rose 11% to 842 million"
        if percent > 0 && *word? == "to " && !latin::is_percent_behind(text, other) {
            return None;
        }
        let unit = text.past_spaces(other);
        let unit = chinese_unit(text, unit).map_or(other, |word| unit + word.chars().count());
        Some((NoFigure::Span, unit))
    }
}
