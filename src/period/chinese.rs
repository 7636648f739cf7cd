//! A Chinese text as a period: `2016年第三季度`, `2016-2017学年`, `2021年1-9月`.

use super::calendar::{Part, Period, YearName};
use super::pieces::Piece;
use super::reading::{PeriodReading, follows, part_named, small, span, way_of, year_of};
use super::way::Way;
use super::words;

/// Words after a Chinese year, the longest first.
const YEARS: [&str; 10] = [
    "财政年度",
    "財政年度",
    "会计年度",
    "會計年度",
    "学年度",
    "學年度",
    "学年",
    "學年",
    "财年",
    "年度",
];

/// `2016年`, `2016年度`, `2016年第三季度`, `2016年7月`, `2016-2017学年`.
pub(super) fn read(pieces: &[Piece], text: &str, financial: bool) -> Vec<PeriodReading> {
    let mut plain = String::new();
    for piece in pieces {
        match piece {
            Piece::Number(text) | Piece::Word(text) | Piece::Chinese(text) => plain.push_str(text),
            Piece::Between(c) if c.is_whitespace() => {}
            Piece::Between(c) => plain.push(*c),
        }
    }
    let found = chinese(&plain, text, financial);
    found.into_iter().collect()
}

/// The year at the start of a text and what follows it: `2021…`, `二〇二一年…`.
fn chinese_year(plain: &str) -> Option<(u32, &str)> {
    if let Some(year) = plain.get(..4).and_then(year_of) {
        return Some((year, &plain[4..]));
    }
    let (digits, _) = plain.split_once('年')?;
    let digit = |c: char| {
        let at = "〇一二三四五六七八九".chars().position(|known| known == c);
        at.or((c == '零' || c == '○').then_some(0))
    };
    let digits: Option<String> = digits
        .chars()
        .map(|c| Some(digit(c)?.to_string()))
        .collect();
    let digits = digits.filter(|digits| digits.len() == 4)?;
    Some((digits.parse().ok()?, &plain[plain.find('年')?..]))
}

fn chinese(plain: &str, text: &str, financial: bool) -> Option<PeriodReading> {
    let (year, mut rest) = chinese_year(plain)?;
    let mut named = match financial {
        true => YearName::Financial,
        false => YearName::Plain,
    };
    if let Some(second) = rest.strip_prefix(['-', '/', '_', '至']) {
        let digits = second.bytes().take_while(u8::is_ascii_digit).count();
        if !follows(year, &second[..digits]) {
            return None;
        }
        (named, rest) = (YearName::Two, &second[digits..]);
    }
    let mut words = YEARS.iter().chain(&["年"]);
    let word = words.find(|word| rest.starts_with(**word));
    rest = word.map_or(rest, |word| &rest[word.len()..]);
    let rest = rest.trim_start_matches(['-', '_', '.']);
    let part = match rest {
        "" | "全年" => None,
        rest => match chinese_months(rest) {
            Some(part) => part,
            None => Some(chinese_part(rest)?),
        },
    };
    let way = way_of(named, part);
    let period = Period::new(year, named, part, text)?;
    Some(PeriodReading {
        way,
        period,
        sure: way != Way::ToMonth,
    })
}

/// `1-6月`, `1月至9月`, `前三季度`: the months from one to another.
fn chinese_months(text: &str) -> Option<Option<Part>> {
    let quarters = text
        .strip_prefix('前')
        .and_then(|rest| rest.strip_suffix("季度"));
    if let Some(quarters) = quarters {
        return span(1, 3 * words::chinese(quarters)?);
    }
    let months = text.strip_suffix("月份").or(text.strip_suffix('月'))?;
    let months = months
        .strip_prefix('前')
        .map(|last| ("1", last.trim_end_matches('个')));
    let months = months.or_else(|| {
        let text = text.trim_end_matches('份').trim_end_matches('月');
        text.split_once(['-', '至', '到', '~', '～'])
    });
    let (first, last) = months?;
    span(
        words::chinese(first.trim_end_matches('月'))?,
        words::chinese(last)?,
    )
}

/// What follows a year: `上半年`, `第三季度`, `7月`, `7月31日`, `第7周`, `Q3`.
fn chinese_part(text: &str) -> Option<Part> {
    match text {
        "上半年" | "上半年度" | "上半期" | "上期" | "上学期" | "상반기" | "第一学期"
        | "第1学期" | "第一學期" => {
            return Some(Part::Half(1));
        }
        "下半年" | "下半年度" | "下半期" | "下期" | "下学期" | "하반기" | "第二学期"
        | "第2学期" | "第二學期" => {
            return Some(Part::Half(2));
        }
        _ => {}
    }
    let number = |text: &str| words::chinese(text.strip_prefix('第').unwrap_or(text));
    let before = |words: &[&str]| words.iter().find_map(|word| text.strip_suffix(*word));
    if let Some(quarter) = before(&["四半期", "季度", "季", "분기"]) {
        return number(quarter).map(Part::Quarter);
    }
    if let Some(week) = before(&["周", "週"]) {
        return number(week).map(Part::Week);
    }
    if let Some(day) = before(&["日", "号"]) {
        let (month, day) = day.split_once('月')?;
        return Some(Part::Day(words::chinese(month)?, words::chinese(day)?));
    }
    if let Some(month) = before(&["月份", "月"]) {
        return number(month).map(Part::Month);
    }
    match text.strip_prefix(['q', 'h', 'w']) {
        Some(number) => part_named(&text[..1], number),
        None => small(text).map(Part::Month),
    }
}
