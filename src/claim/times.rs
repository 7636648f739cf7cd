//! Lengths of time, and ages in English text: which are told for themselves, and
//! which are what a sentence reports.

use super::beside::{ends_with_word, latin_word_before};
use super::said::Said;
use super::text::Text;
use crate::figure::Rat;
use std::ops::Range;

/// Whether the words before a place speak of an age: aged 16, the age of 25.
pub(super) fn is_age(text: &Text, before: usize, digits: &Range<usize>) -> bool {
    // 1,944 of them under 18 (11.9%)
    let years = ["16", "18", "21", "25", "60", "65", "70", "75", "80", "85"];
    let age = years.contains(&text.plain(digits.clone()).as_str());
    let hedged = ["under", "over"]
        .iter()
        .any(|word| ends_with_word(text, before, word));
    let alone = text.at(text.past_spaces(digits.end));
    let alone = alone.is_none_or(|c| !c.is_alphanumeric() && c != '%');
    if age && hedged && alone || hedged && is_of_people(text, before, digits) {
        return true;
    }
    [
        "aged",
        "age of",
        "ages of",
        "age",
        "aged over",
        "aged under",
    ]
    .iter()
    .any(|word| ends_with_word(text, before, word))
}

/// Whether people are said to be over or under a number of two digits behind which
/// nothing is counted: 61% were over 50 and …, those under 35.
fn is_of_people(text: &Text, hedge: usize, digits: &Range<usize>) -> bool {
    const PEOPLE: &[&str] = &[
        "were",
        "was",
        "are",
        "is",
        "be",
        "being",
        "those",
        "people",
        "adults",
        "men",
        "women",
        "residents",
        "staff",
        "patients",
        "anyone",
        "population",
        "them",
    ];
    const BEHIND: &[&str] = &[
        "", "and", "or", "in", "at", "when", "by", "with", "but", "while",
    ];
    let behind = super::beside::latin_word(text, text.past_spaces(digits.end)).to_lowercase();
    let sign = text.at(digits.end);
    let counts = !BEHIND.contains(&behind.as_str())
        || matches!(sign, Some('%' | ',' | '.' | '-'))
            && text
                .at(digits.end + 1)
                .is_some_and(|c| c.is_ascii_alphanumeric());
    if digits.len() != 2 || counts || sign == Some('%') {
        return false;
    }
    let over = latin_word_before(text, hedge).len();
    let start = text.before_spaces(hedge).saturating_sub(over);
    let word = latin_word_before(text, start).to_lowercase();
    let verb = text.before_spaces(start).saturating_sub(word.len());
    let there = latin_word_before(text, verb).to_lowercase() == "there";
    PEOPLE.contains(&word.as_str()) && !there
}

/// Whether lengths of time in one sentence tell a change: from 46 days to 39.
pub(super) fn are_changed(text: &Text, said: &Said, times: &[Said]) -> bool {
    let after = |said: &Said, words: &[&str]| {
        let word = latin_word_before(text, said.span.start).to_lowercase();
        words.contains(&word.as_str())
    };
    let at = times.partition_point(|other| other.span.start < said.span.start);
    let near = &times[at.saturating_sub(3)..times.len().min(at + 4)];
    let alike = |other: &&Said| {
        other.sentence == said.sentence && other.unit == said.unit && said.unit.is_ascii()
    };
    // Over the 12 months …, an average of 112 per month.
    let sentence = text.sentences.get(said.sentence).cloned().unwrap_or(0..0);
    let low = text.plain(sentence).to_lowercase();
    if said.unit.is_ascii() && is_average_for(&low, &said.unit) {
        return true;
    }
    // The average time was 18.4 days, compared with 21.2 days.
    let means = ["average", "mean ", "median", "typical"];
    let against = ["with", "to", "against", "than", "from", "in"];
    let two = near.iter().filter(alike).count() >= 2;
    if two && means.iter().any(|word| low.contains(word)) && {
        let mut others = near.iter().filter(alike);
        others.any(|other| after(other, &against) || is_dated(text, other))
    } {
        return true;
    }
    let has = |words: &[&str]| near.iter().filter(alike).any(|other| after(other, words));
    has(&["from"]) && has(&["to"])
}

/// Whether a date and a colon stand before a length of time in brackets: (2021-22: 168
/// days).
fn is_dated(text: &Text, said: &Said) -> bool {
    said.depth > 0 && text.before(text.before_spaces(said.span.start)) == Some(':')
}

/// Whether an English sentence, in lower case, tells how much came on average in
/// each of a unit of time: an average of 250 a year, 112 per month on average.
pub(super) fn is_average_for(low: &str, unit: &str) -> bool {
    let one = unit.trim_end_matches('s');
    let per = ["per ", "each ", "every "]
        .iter()
        .any(|word| low.contains(&format!("{word}{one}")));
    // A year earlier is a time, and none that anything is told for.
    let article = format!(" a {one}");
    let mut behind = low.split(&article).skip(1);
    let other = ["s", " ago", " earlier", " before", " later", " on ", " on,"];
    let a = behind.any(|behind| {
        behind.starts_with(" on average") || !other.iter().any(|word| behind.starts_with(word))
    });
    low.contains("average") && (per || a)
}

/// Whether a Chinese sentence tells how much came on average in each day, month
/// or year of a length of time that it names as what it tells of: 长假7天, 日均.
pub(super) fn are_averaged_over(text: &Text, said: &Said) -> bool {
    const AVERAGES: &[(&[&str], &[&str])] = &[
        (
            &["天", "日", "工作日", "个工作日"],
            &["日均", "每天", "每日", "天均"],
        ),
        (&["个月"], &["月均", "每月", "每个月"]),
        (&["年"], &["年均", "每年"]),
        (&["周"], &["周均", "每周"]),
    ];
    const SPANS: &[&str] = &[
        "历时", "为期", "假期", "长假", "期间", "最近", "近", "过去", "共", "运行", "持续", "连续",
        "历经", "全年", "累计", "营业", "开放", "按",
    ];
    const BEHIND: &[&str] = &[
        "累计", "共", "以来", "期间", "内", "间", "来", "时间", "里", "中",
    ];
    let averages = AVERAGES
        .iter()
        .find(|(units, _)| units.contains(&said.unit.as_str()));
    let Some((_, averages)) = averages else {
        return false;
    };
    let sentence = text.sentences.get(said.sentence).cloned().unwrap_or(0..0);
    let behind = text.plain(said.span.end..sentence.end);
    let lead = text.plain(said.span.start.saturating_sub(8)..said.span.start);
    let lead = lead
        .rsplit([',', ';', ':', '。'])
        .next()
        .unwrap_or_default();
    let named = SPANS.iter().any(|word| lead.contains(word))
        || BEHIND.iter().any(|word| behind.starts_with(word));
    named && averages.iter().any(|word| behind.contains(word))
}

/// Whether a length of time is so long that it sums something up: 21,450 hours.
pub(super) fn is_much_time(text: &Text, said: &Said) -> bool {
    let lead = text
        .plain(said.span.start.saturating_sub(12)..said.span.start)
        .to_lowercase();
    let mean = lead.trim_end().ends_with("averaged") || lead.trim_end().ends_with("average of");
    mean && said.unit.is_ascii()
        || said.unit.is_ascii() && !said.unit.is_empty() && said.figure.nominal >= Rat::whole(1000)
}
