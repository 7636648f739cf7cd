//! The measure words that stand behind numbers in Chinese text, and the units
//! that stand behind those in English: so that a figure's unit ends where the
//! words of the sentence go on.

use super::text::Text;

/// Words that count, longest first where one begins with another; the nouns
/// that follow them (件建议, 个部门) are words of the sentence.
const COUNTING: &[&str] = &[
    "人份", "人次", "省", "件次", "例次", "剂次", "台次", "团组", "场次", "家次", "张床", "户次",
    "批次", "支次", "架次", "班次", "社区", "票次", "街道", "车次", "门次", "个", "乡", "人", "件",
    "份", "位", "例", "个", "册", "册", "列", "剂", "剂", "包", "匹", "区", "区", "单", "卷", "县",
    "口", "只", "台", "名", "单", "场", "块", "场", "块", "处", "头", "套", "字", "宗", "家", "对",
    "封", "对", "尾", "市", "席", "幅", "幢", "床", "座", "张", "张", "户", "户", "所", "批", "支",
    "期", "本", "村", "条", "枚", "架", "栋", "株", "样", "根", "桩", "条", "栋", "棵", "桩", "样",
    "次", "款", "片", "班", "瓶", "盒", "票", "种", "种", "站", "笔", "笔", "箱", "节", "篇", "类",
    "粒", "组", "县", "组", "羽", "股", "台", "艘", "节", "处", "袋", "课", "起", "趟", "辆", "辆",
    "通", "部", "乡", "镇", "镇", "门", "间", "门", "间", "队", "只", "集", "页", "项", "头", "颗",
    "类", "页", "项", "颗", "首",
];

/// Words that measure.
const MEASURING: &[&str] = &[
    "标准立方米",
    "个工作日",
    "个工作日",
    "吨标准煤",
    "平方公里",
    "平方千米",
    "GWh",
    "MWh",
    "kWh",
    "km2",
    "km²",
    "个季度",
    "个小时",
    "兆瓦时",
    "千瓦时",
    "千瓦时",
    "工作日",
    "平方米",
    "新台币",
    "新台币",
    "澳门元",
    "立方米",
    "MW",
    "ha",
    "kW",
    "kg",
    "km",
    "m3",
    "m²",
    "m³",
    "个月",
    "个月",
    "兆瓦",
    "公斤",
    "公里",
    "公顷",
    "公顷",
    "分贝",
    "分钟",
    "分钟",
    "千克",
    "千瓦",
    "千米",
    "厘米",
    "季度",
    "学时",
    "小时",
    "小时",
    "延米",
    "微克",
    "日元",
    "欧元",
    "欧元",
    "毫克",
    "毫升",
    "毫米",
    "海里",
    "港元",
    "港币",
    "港币",
    "美元",
    "英镑",
    "英镑",
    "课时",
    "t",
    "℃",
    "㎡",
    "亩",
    "元",
    "克",
    "分",
    "升",
    "吨",
    "周",
    "吨",
    "圆",
    "天",
    "岁",
    "年",
    "度",
    "斤",
    "日",
    "岁",
    "亩",
    "秒",
    "米",
];

/// Words that make no unit but a factor.
const PURE: &[&str] = &["个百分点", "百分点", "%", "‰", "倍"];

/// The unit that stands at a place, as printed in plain characters: the longest
/// word that does.
pub(super) fn chinese_unit(text: &Text, at: usize) -> Option<String> {
    let first = text.at(at)?;
    let words = [COUNTING, MEASURING, PURE].into_iter().flatten();
    let there = words.filter(|word| word.starts_with(first) && text.has(at, word));
    let longest = there.max_by_key(|word| word.chars().count())?;
    let latin = longest.chars().all(|c| c.is_ascii_alphabetic());
    let end = at + longest.chars().count();
    let goes_on = latin && text.at(end).is_some_and(|c| c.is_ascii_alphanumeric());
    (!goes_on).then(|| (*longest).to_owned())
}

/// The name under which the book of units knows a word.
pub(super) fn in_book(word: &str) -> &str {
    match word {
        "个工作日" => "工作日",
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
