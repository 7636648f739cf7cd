//! The measure words that stand behind numbers in Chinese text, and the units
//! that stand behind those in English: so that a figure's unit ends where the
//! words of the sentence go on.

use super::text::Text;

/// Words that count, measure or make a factor, in the order of their first
/// characters, of those that begin alike the longer first. The nouns that follow
/// them (件建议, 个部门) are words of the sentence.
const UNITS: &[&str] = &[
    "%",
    "GWh",
    "MWh",
    "MW",
    "ha",
    "kWh",
    "km2",
    "km²",
    "kW",
    "kg",
    "km",
    "m3",
    "m²",
    "m³",
    "t",
    "‰",
    "℃",
    "㎡",
    "个工作日",
    "个百分点",
    "个季度",
    "个小时",
    "个月",
    "个",
    "乡",
    "亩",
    "人份",
    "人次",
    "人",
    "件次",
    "件",
    "份",
    "位",
    "例次",
    "例",
    "倍",
    "元",
    "兆瓦时",
    "兆瓦",
    "克",
    "公斤",
    "公里",
    "公顷",
    "册",
    "分贝",
    "分钟",
    "分",
    "列",
    "剂次",
    "剂",
    "包",
    "匹",
    "区",
    "千瓦时",
    "千克",
    "千瓦",
    "千米",
    "升",
    "单",
    "卷",
    "厘米",
    "县",
    "口",
    "只",
    "台次",
    "台",
    "名",
    "吨标准煤",
    "吨",
    "周",
    "团组",
    "圆",
    "场次",
    "场",
    "块",
    "处",
    "天",
    "头",
    "套",
    "字",
    "季度",
    "学时",
    "宗",
    "家次",
    "家",
    "对",
    "封",
    "小时",
    "尾",
    "岁",
    "工作日",
    "市",
    "席",
    "幅",
    "幢",
    "平方公里",
    "平方千米",
    "平方米",
    "年",
    "床",
    "度",
    "座",
    "延米",
    "张床",
    "张",
    "微克",
    "户次",
    "户",
    "所",
    "批次",
    "批",
    "支次",
    "支",
    "斤",
    "新台币",
    "日元",
    "日",
    "期",
    "本",
    "村",
    "条",
    "枚",
    "架次",
    "架",
    "标准立方米",
    "栋",
    "株",
    "样",
    "根",
    "桩",
    "棵",
    "次",
    "欧元",
    "款",
    "毫克",
    "毫升",
    "毫米",
    "海里",
    "港元",
    "港币",
    "澳门元",
    "片",
    "班次",
    "班",
    "瓶",
    "百分点",
    "盒",
    "省",
    "社区",
    "票次",
    "票",
    "种",
    "秒",
    "立方米",
    "站",
    "笔",
    "箱",
    "篇",
    "米",
    "类",
    "粒",
    "组",
    "美元",
    "羽",
    "股",
    "艘",
    "节",
    "英镑",
    "街道",
    "袋",
    "课时",
    "课",
    "起",
    "趟",
    "车次",
    "辆",
    "通",
    "部",
    "镇",
    "门次",
    "门",
    "间",
    "队",
    "集",
    "页",
    "项",
    "颗",
    "首",
];

/// The unit that stands at a place, as printed in plain characters: the longest
/// word that does.
pub(super) fn chinese_unit(text: &Text, at: usize) -> Option<String> {
    let first = text.at(at)?;
    let begins = |word: &str| word.chars().next().unwrap_or_default();
    let start = UNITS.partition_point(|word| begins(word) < first);
    let alike = UNITS[start..]
        .iter()
        .take_while(|word| begins(word) == first);
    let longest = *alike.into_iter().find(|word| text.has(at, word))?;
    let latin = longest.chars().all(|c| c.is_ascii_alphabetic());
    let end = at + longest.chars().count();
    let goes_on = latin && text.at(end).is_some_and(|c| c.is_ascii_alphanumeric());
    (!goes_on).then(|| longest.to_owned())
}

/// The name under which the book of units knows a word.
pub(super) fn in_book(word: &str) -> &str {
    match word {
        "个工作日" => "工作日",
        "-percent" => "percent",
        word => word,
    }
}

/// Whether a unit is one of time or of age, whose figures are no parts of
/// anything that a report adds up.
pub(super) fn is_of_time(unit: &str) -> bool {
    const TIME: &[&str] = &[
        "年",
        "个月",
        "月",
        "日",
        "天",
        "小时",
        "个小时",
        "分钟",
        "秒",
        "周",
        "工作日",
        "个工作日",
        "岁",
        "季度",
        "个季度",
        "years",
        "year",
        "months",
        "month",
        "days",
        "day",
        "hours",
        "hour",
        "minutes",
        "minute",
        "weeks",
        "week",
        "working days",
        "quarters",
        "seconds",
    ];
    TIME.contains(&in_book(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_in_their_order() {
        let order = |word: &&str| {
            let first = word.chars().next();
            (first, std::cmp::Reverse(word.chars().count()))
        };
        assert!(UNITS.is_sorted_by_key(order));
    }
}
