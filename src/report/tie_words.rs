//! What the lines of tables and the figures of sentences are called, in a form
//! in which one can be the other: without numbers, brackets, units, and words
//! that say nothing of what is counted.

use super::across::is_plain;
use super::sentences::ReadPassage;
use super::tie_years::years;
use crate::claim::{Said, is_han};
use crate::structure::{total_name, without_number};
use std::collections::BTreeSet;

/// Names of lines that say nothing by themselves, beside those that say nothing
/// in any table.
const PLAIN: [&str; 6] = ["指标", "单位", "其他", "其它", "全年", "本年"];

/// What may stand before a name in a sentence and says nothing of it.
const BEFORE: &[&str] = &[
    "其中",
    "全年",
    "本年度",
    "本年",
    "今年",
    "年内",
    "当年",
    "年度",
    "报告期内",
    "一年来",
    "我局",
    "我办",
    "我委",
    "我院",
    "我市",
    "我区",
    "我县",
    "我省",
    "全局",
    "全市",
    "全区",
    "全县",
    "全省",
    "全国",
    "共计",
    "总共",
    "一共",
    "共",
    "累计",
    "实现",
    "完成",
    "，",
    "、",
    "的",
    "是",
    "有",
    "为",
    "底",
    "末",
];

/// What may stand behind it, before the figure.
const BEHIND: &[&str] = &[
    "共计", "总计", "合计", "累计", "共有", "达到", "总数", "总量", "总额", "数量", "共", "达",
    "为", "是", "有", "约", "近", "：", ":", "，", "了", "已", "计", "的", "数",
];

/// The same at the end of the name of a line.
const BEHIND_LINE: &[&str] = &["总数", "总量", "总额", "数量", "合计", "总计", "数"];

/// Words of a sentence that may make its figure another than the table's: of
/// another time, of a part, planned, or of each.
const DOUBTFUL: &[&str] = &[
    "上年",
    "去年",
    "同期",
    "前年",
    "上半年",
    "下半年",
    "季度",
    "个月",
    "月份",
    "至今",
    "以来",
    "累计",
    "五年",
    "三年",
    "“十",
    "计划",
    "预计",
    "目标",
    "力争",
    "预算",
    "人均",
    "平均",
    "日均",
    "户均",
    "每",
    "本级",
    "直属",
    "所属",
    "新增",
    "超过",
    "以上",
    "不足",
    "左右",
    "last year",
    "previous",
    "prior year",
    "month",
    "quarter",
    "since",
    "cumulative",
    "target",
    "planned",
    "expected",
    "estimated",
    "average",
    "per ",
    "each",
    "over",
    "more than",
    "nearly",
    "about",
    "around",
    "additional",
];

/// What changes are told against.
const COMPARED: &[&str] = &[
    "比上年同期",
    "较上年同期",
    "比去年同期",
    "较去年同期",
    "比上年度",
    "较上年度",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "than last year",
    "from last year",
    "on the previous year",
    "than the previous year",
    "over the previous year",
    "on last year",
    "over last year",
];

/// English words that say nothing of what is counted.
const EMPTY_EN: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "in",
    "to",
    "for",
    "and",
    "by",
    "with",
    "from",
    "at",
    "on",
    "we",
    "our",
    "it",
    "its",
    "there",
    "were",
    "was",
    "is",
    "are",
    "be",
    "been",
    "has",
    "have",
    "had",
    "which",
    "that",
    "this",
    "these",
    "total",
    "totals",
    "overall",
    "number",
    "during",
    "year",
    "fiscal",
    "financial",
    "reporting",
    "period",
    "all",
    "office",
    "department",
    "agency",
    "council",
    "commission",
    "authority",
    "ministry",
    "department's",
    "stood",
    "amounted",
    "came",
    "reached",
    "totalled",
    "totaled",
    "recorded",
    "whom",
    "also",
];

/// What parts the words of two figures of an English sentence.
const BREAKS: &[&str] = &[" and ", " while ", " but ", ", "];
/// What ends the words behind a figure.
const STOPS: &[&str] = &[
    " in ",
    " and ",
    " of ",
    " from ",
    " during ",
    " by ",
    " to ",
    " with ",
    " for ",
    " while ",
    " compared ",
    " at ",
];

/// What is behind a figure that is not all of what it is called.
const LESS: &[&str] = &[
    "不含",
    "不包括",
    "除外",
    "含上年",
    "（含",
    "(含",
    "以上",
    "以下",
    "左右",
];
/// How far behind a figure that may stand, in characters.
const NEAR_BEHIND: usize = 12;

/// What a figure beside another one says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// How much it changed over the year before.
    Change,
    /// What share of the whole it is.
    Share,
}

/// Whether a sentence leaves open whether it is the table's figure that it
/// states, by what stands before it.
/// What its own name says is not in doubt, nor is what another figure is
/// compared with.
pub(super) fn is_doubtful(before: &str, name: &str) -> bool {
    let mut lower = before.to_lowercase();
    for compared in COMPARED {
        lower = lower.replace(compared, "");
    }
    let doubtful = |word: &&str| lower.contains(*word) && !name.contains(*word);
    DOUBTFUL.iter().any(doubtful) || names_a_month(before)
}

/// Whether a month or a day is named: 1-10月, 6月30日.
fn names_a_month(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let month = matches!(c, '月' | '日') && before.is_ascii_digit();
        before = c;
        month
    })
}

/// What a column says of the figures beside it, by its name.
pub(super) fn beside_of(column: &str) -> Option<Beside> {
    let lower = column.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&[
        "增长",
        "增速",
        "增幅",
        "升降",
        "同比",
        "比上年",
        "较上年",
        "change",
        "growth",
    ]) {
        return Some(Beside::Change);
    }
    has(&[
        "占比",
        "比重",
        "构成",
        "占总",
        "占全",
        "share",
        "percent of",
    ])
    .then_some(Beside::Share)
}

/// What the words before a figure say of the figure before it; then, whether it
/// fell. Real and nominal changes, and those of other periods, are none.
pub(super) fn beside_said(lead: &str) -> Option<(Beside, bool)> {
    let text: String = lead.chars().filter(|c| is_han(*c)).collect();
    let rest = [
        "比上年度",
        "比上年",
        "较上年度",
        "较上年",
        "比去年",
        "较去年",
        "同比",
        "按年",
    ]
    .iter()
    .find_map(|word| text.strip_prefix(word));
    if let Some(way) = rest {
        let way = way.trim_end_matches(['了', '约', '为', '达']);
        return match way {
            "增长" | "上升" | "提高" | "增加" => Some((Beside::Change, false)),
            "下降" | "减少" | "降低" => Some((Beside::Change, true)),
            _ => None,
        };
    }
    let of = text.strip_prefix("占")?;
    let whole = [
        "",
        "总数",
        "总数的",
        "全部",
        "总量的",
        "总量",
        "总额的",
        "比",
        "比为",
        "比重为",
    ];
    whole.contains(&of).then_some((Beside::Share, false))
}

/// What a row or a column is called; nothing where it is a total or a word that
/// says nothing.
pub(super) fn name_of_line(name: &str) -> Option<String> {
    let name = without_number(name.trim());
    let name = ["其中：", "其中:", "其中", "#", "of which:", "of which"]
        .iter()
        .find_map(|word| name.strip_prefix(word))
        .unwrap_or(name);
    if total_name(name).is_some() || beside_of(name).is_some() {
        return None;
    }
    let open = name.find(['（', '(', '[', '【']).filter(|at| *at > 0);
    let name = &name[..open.unwrap_or(name.len())];
    if !name.chars().any(is_han) {
        return words_of(name);
    }
    let mut text: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    text.retain(|c| c != '的');
    let short = BEHIND_LINE
        .iter()
        .find_map(|word| text.strip_suffix(word))
        .filter(|rest| rest.chars().count() >= 3);
    let text = short.map(str::to_owned).unwrap_or(text);
    let says = text.chars().filter(|c| is_han(*c)).count() >= 2;
    let plain = is_plain(&text) || PLAIN.contains(&text.as_str());
    (says && !plain).then_some(text)
}

/// The content words of an English name, sorted; none where they are fewer than
/// two.
fn words_of(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-');
    let words = words.filter(|word| !word.is_empty() && !EMPTY_EN.contains(word));
    let letters = |word: &&str| word.chars().any(char::is_alphabetic);
    let all: BTreeSet<String> = words
        .filter(letters)
        .map(|word| match word.strip_suffix('s') {
            Some(one) if one.len() > 2 && !one.ends_with('s') => one.to_owned(),
            _ => word.to_owned(),
        })
        .collect();
    if all.len() < 2 {
        return None;
    }
    Some(all.into_iter().collect::<Vec<String>>().join(" "))
}

/// What a cell is called by its row and its column.
pub(super) fn joined(row: &str, column: &str) -> Vec<String> {
    match row.chars().chain(column.chars()).any(is_han) {
        true => vec![format!("{row}{column}"), format!("{column}{row}")],
        false => words_of(&format!("{row} {column}")).into_iter().collect(),
    }
}

/// Whether a name says enough for a difference to be one.
pub(super) fn is_long(name: &str) -> bool {
    match name.chars().any(is_han) {
        true => name.chars().count() >= 4,
        false => name.len() >= 8,
    }
}

/// What a figure of a sentence is called: the words before it, in Chinese;
/// those around it, in English. Each with whether the words behind it leave it
/// all of what is called so.
pub(super) fn names_of_said(passage: &ReadPassage, said: &Said) -> Vec<(String, bool)> {
    let lead = passage.words(&said.lead);
    if lead.chars().any(is_han) {
        let behind = passage.words(&(said.span.end..said.span.end + NEAR_BEHIND));
        let whole = !LESS.iter().any(|word| behind.contains(word));
        let names = names_of_lead(lead).into_iter();
        return names.map(|name| (name, whole)).collect();
    }
    let tail = passage.words(&said.tail);
    let ends = tail.find([',', ';', '(', ')', '.', ':']);
    let tail = &tail[..ends.unwrap_or(tail.len())];
    let own = passage.words(&said.span);
    let unit: String = own.chars().filter(|c| !c.is_ascii_digit()).collect();
    let near = BREAKS.iter().filter_map(|word| lead.rfind(word));
    let near = near.max().map_or(lead, |at| &lead[at..]);
    let first = STOPS.iter().filter_map(|word| tail.find(word)).min();
    let short = &tail[..first.unwrap_or(tail.len())];
    let rest = tail[short.len()..].trim_start();
    let year = rest
        .strip_prefix("in ")
        .is_some_and(|rest| years(rest.get(..4).unwrap_or("")).len() == 1);
    let goes_on = ["and ", "while ", "during the year"];
    let whole = rest.is_empty() || year || goes_on.iter().any(|word| rest.starts_with(word));
    let mut names: Vec<(String, bool)> = Vec::new();
    for (lead, tail, whole) in [
        (lead, tail, true),
        (lead, short, whole),
        (near, tail, true),
        (near, short, whole),
    ] {
        let name = words_of(&format!("{lead} {unit} {tail}"));
        let new = name.filter(|name| !names.iter().any(|(known, _)| known == name));
        names.extend(new.map(|name| (name, whole)));
    }
    names
}

/// The words before a figure, less and less of what may stand before a name.
fn names_of_lead(lead: &str) -> Vec<String> {
    let lead: String = lead.chars().filter(|c| !c.is_whitespace()).collect();
    let mut text = lead.as_str();
    while let Some(rest) = BEHIND.iter().find_map(|word| text.strip_suffix(word)) {
        text = rest;
    }
    let mut names = Vec::new();
    loop {
        let plain: String = text
            .chars()
            .filter(|c| c.is_alphanumeric() && *c != '的')
            .collect();
        if plain.chars().count() >= 2 && !names.contains(&plain) {
            names.push(plain);
        }
        let year = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = match year.strip_prefix('年') {
            Some(rest) if year.len() < text.len() => rest,
            _ => match BEFORE.iter().find_map(|word| text.strip_prefix(word)) {
                Some(rest) => rest,
                None => return names,
            },
        };
        text = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_and_a_sentence_are_called_the_same() {
        for (line, lead) in [
            (
                "受理政府信息公开申请数量（件）",
                "2023年，全市共受理政府信息公开申请",
            ),
            ("1. 一般公共预算收入", "全年完成一般公共预算收入"),
            ("其中：网上申请", "其中网上申请"),
            ("发布规范性文件", "发布规范性文件共"),
        ] {
            let name = name_of_line(line).expect("it says something");
            assert!(names_of_lead(lead).contains(&name), "{name} {lead}");
        }
    }

    #[test]
    fn nothing_more_is_left_away() {
        for (line, lead) in [
            ("一般公共预算收入", "市本级一般公共预算收入"),
            ("受理申请", "未受理申请"),
            ("粮食产量", "夏粮产量"),
            ("网上申请", "网上申请办结"),
        ] {
            let name = name_of_line(line).expect("it says something");
            assert!(!names_of_lead(lead).contains(&name), "{name} {lead}");
        }
        for line in ["合计", "数量", "比上年增长（%）", "12", ""] {
            assert_eq!(name_of_line(line), None, "{line}");
        }
    }

    #[test]
    fn english_names_are_sets_of_words() {
        let name = name_of_line("Requests received").expect("it says something");
        assert_eq!(name, "received request");
        assert_eq!(words_of("The office received requests"), Some(name));
        assert_eq!(name_of_line("Total"), None);
    }

    #[test]
    fn changes_and_shares_stand_beside() {
        assert_eq!(beside_said("，比上年增长"), Some((Beside::Change, false)));
        assert_eq!(beside_said("同比下降"), Some((Beside::Change, true)));
        assert_eq!(beside_said("占总数的"), Some((Beside::Share, false)));
        assert_eq!(beside_said("按可比价同比增长"), None);
        assert_eq!(beside_said("比上年同期增长"), None);
        assert_eq!(beside_of("比上年增长（%）"), Some(Beside::Change));
        assert_eq!(beside_of("占比"), Some(Beside::Share));
    }

    #[test]
    fn other_times_are_doubtful() {
        for text in [
            "1-10月受理",
            "上年受理",
            "累计受理",
            "市本级受理",
            "since 2010",
        ] {
            assert!(is_doubtful(text, "受理"), "{text}");
        }
        assert!(!is_doubtful("2023年，全市受理", "受理"));
        assert!(!is_doubtful(
            "受理312件，比上年增长5%；全年新增就业",
            "新增就业"
        ));
    }
}
