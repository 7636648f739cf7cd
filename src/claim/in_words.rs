//! Figures in Chinese words: shares such as 百分之三十二 and 五成, 翻番, counts
//! such as 三个, and the shares of a structure, 6.3:42.5:51.2.

use super::beside::{chinese_multiplier, hedge_behind, hedge_start};
use super::measures::{chinese_unit, in_book, is_of_time};
use super::numbers::{Number, Scanner};
use super::said::Said;
use super::text::Text;
use super::times::are_averaged_over;
use crate::figure::{Context, Decimals, Figure, Reading, read};

impl Scanner<'_> {
    /// Shares of a structure: 三次产业结构为6.3:42.5:51.2.
    pub(super) fn structure(&mut self, first: &Number) -> Option<usize> {
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
    pub(super) fn in_words(&mut self, at: usize) -> Option<usize> {
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
                return self.fraction(at);
            };
        let start = hedge_start(text, at).unwrap_or(at);
        let behind = hedge_behind(text, end).filter(|_| text.plain(start..at).is_empty());
        let hedge = text.plain(end..end + behind.unwrap_or(0));
        let end = end + behind.unwrap_or(0);
        let print = format!("{}{print}{hedge}", text.plain(start..at).trim());
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

    /// 三分之一, 四分之三: a part in words, which nobody means to the last digit.
    fn fraction(&mut self, at: usize) -> Option<usize> {
        const DIGITS: &str = "一二三四五六七八九十";
        let text = self.text;
        let digit = |at: usize| {
            let c = text.at(at)?;
            let place = DIGITS.chars().position(|digit| digit == c)?;
            u32::try_from(place + 1).ok()
        };
        let of = digit(at).filter(|_| text.has(at + 1, "分之"))?;
        let part = digit(at + 3).filter(|part| *part < of)?;
        let glued = |at: usize| text.at(at).is_some_and(|c| "十百点".contains(c));
        let before = text.before(at).is_some_and(|c| "十百千第".contains(c));
        if glued(at + 4) || before {
            return None;
        }
        let own = at + 4;
        let start = hedge_start(text, at).unwrap_or(at);
        let behind = hedge_behind(text, own).filter(|_| start == at);
        let end = own + behind.unwrap_or(0);
        let hedge = text.plain(start..at) + &text.plain(own..end);
        let figure = self.part(fraction_hedge(hedge.trim()), part, of)?;
        self.push(start..end, start..end, figure, String::new());
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
            '番' => return Some((2, number + 1)),
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

    /// 九百九十五点六亿元: a number in words that has decimals; where it ends.
    fn chinese_decimal(&mut self, at: usize, length: usize) -> Option<usize> {
        let text = self.text;
        let places = |c: &char| "零〇一二三四五六七八九".contains(*c);
        let point = at + length;
        let rest = text.chars.get(point + 1..).unwrap_or_default();
        let decimals = rest.iter().take_while(|c| places(c)).count();
        if text.at(point) != Some('点') || decimals == 0 {
            return None;
        }
        let end = point + 1 + decimals;
        let many = chinese_multiplier(text, end).unwrap_or(0);
        let unit = chinese_unit(text, end + many)?;
        let digits = self.digits_of(&text.plain(at..end))?;
        let print = digits + &text.plain(end..end + many);
        let own = self.book.read(in_book(&unit));
        let context = Context::of_unit(self.book, own.as_ref());
        let Reading::Figure(figure) = read(&print, &context) else {
            return None;
        };
        let stop = end + many + unit.chars().count();
        self.push(at..stop, at..end + many, *figure, unit);
        Some(stop)
    }

    /// 三年来共审结35624件，年均11875件: a time in words that an average is told over;
    /// where it ends.
    fn chinese_years(&mut self, at: usize, end: usize) -> Option<usize> {
        let text = self.text;
        let unit = chinese_unit(text, end).filter(|unit| matches!(unit.as_str(), "年" | "天"))?;
        let print = text.plain(at..end).replace(['两'], "二");
        let own = self.book.read(in_book(&unit));
        let context = Context {
            whole: Some(true),
            ..Context::of_unit(self.book, own.as_ref())
        };
        let Reading::Figure(figure) = read(&print, &context) else {
            return None;
        };
        let stop = end + unit.chars().count();
        let said = Said {
            span: at..stop,
            number: at..end,
            figure: *figure,
            unit,
            depth: text.depth[at],
            spelled: false,
            sentence: text.sentence_at(at),
            lead: at..at,
            tail: stop..stop,
        };
        let ordinal = matches!(text.before(at), Some('第' | '〇' | '零'));
        if ordinal || !are_averaged_over(text, &said) {
            return None;
        }
        self.found.figures.push(said);
        Some(stop)
    }

    /// A Chinese number before a measure word: 三个, 十二项.
    pub(super) fn chinese_count(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        let digit = |c: char| "一二三四五六七八九十百两".contains(c);
        let part = |c: char| digit(c) || "千万亿零".contains(c);
        let first = text.at(at).filter(|c| digit(*c))?;
        let rest = &text.chars[at..];
        let length = rest.iter().take_while(|c| part(**c)).count();
        if let Some(end) = self.chinese_decimal(at, length) {
            return Some(end);
        }
        let end = at + length;
        let before = text.before(at);
        let unit = chinese_unit(text, end);
        let unit = unit
            .filter(|unit| !unit.starts_with(['点', '方']))
            .or_else(|| counts_beside(text, at, end));
        let Some(unit) = unit.filter(|unit| !unit.starts_with(['年', '月', '日', '天'])) else {
            return Some(self.chinese_years(at, end).unwrap_or(end));
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
        let named = match unit.as_str() {
            "大" | "点" | "方面" => "个",
            unit => in_book(unit),
        };
        let own = self.book.read(named);
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

/// What counts names or points beside it, and is no measure word elsewhere: A、B、C三大
/// 行动; 做法有三点：一是…; 两方面问题：一是….
fn counts_beside(text: &Text, at: usize, end: usize) -> Option<String> {
    let behind = text.plain(end..end + 12);
    let points = behind.find("一是").filter(|_| behind.contains([':', ',']));
    match () {
        () if behind.starts_with("方面") && points.is_some() => Some("方面".to_owned()),
        () if behind.starts_with('点') && points.is_some_and(|points| points <= 9) => {
            Some("点".to_owned())
        }
        () if behind.starts_with('大') => {
            let before = text.plain(at.saturating_sub(40)..at);
            let clause = before
                .rsplit([',', ';', ':', '。', '(', ')'])
                .next()
                .unwrap_or_default();
            let names = clause.contains('、') && !clause.contains(|c: char| c.is_ascii_digit());
            names.then(|| "大".to_owned())
        }
        () => None,
    }
}

/// The hedge of a part in words, as English text has it.
fn fraction_hedge(hedge: &str) -> &str {
    match hedge {
        "约" | "大约" | "左右" | "大概" => "about",
        "近" | "将近" | "接近" => "nearly",
        "超过" | "超" | "逾" | "多" | "强" => "over",
        "以上" | "至少" => "at least",
        "不足" | "不到" | "弱" => "below",
        _ => "",
    }
}
