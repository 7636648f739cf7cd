//! The measure words that stand behind numbers in Chinese text, and the units
//! that stand behind those in English: so that a figure's unit ends where the
//! words of the sentence go on.

use super::text::Text;

/// Words that count, longest first where one begins with another; the nouns
/// that follow them (件建议, 个部门) are words of the sentence.
const COUNTING: &str = "人次 户次 家次 件次 批次 台次 车次 架次 班次 场次 例次 票次 支次 门次 人份 剂次 团组 \
    人 名 位 户 件 条 條 个 個 项 項 家 次 批 笔 筆 份 起 篇 张 張 所 处 處 台 臺 辆 輛 套 宗 例 场 場 期 \
    栋 棟 幢 座 只 隻 头 頭 匹 羽 尾 株 棵 部 册 冊 本 种 種 类 類 组 組 支 队 班 封 通 架 艘 列 间 間 \
    床 张床 席 站 门 門 节 節 课 字 页 頁 幅 枚 颗 顆 粒 块 塊 片 根 口 股 票 单 單 款 卷 集 首 对 對 剂 劑 趟 \
    桩 樁 盒 箱 包 袋 瓶 村 镇 鎮 乡 鄉 县 縣 市 区 區 街道 社区 样 樣 戶";

/// Words that measure.
const MEASURING: &str = "平方公里 平方千米 平方米 立方米 标准立方米 公里 千米 公顷 公頃 公斤 千克 毫克 微克 吨标准煤 \
    千瓦时 千瓦時 兆瓦时 兆瓦 千瓦 美元 欧元 歐元 英镑 英鎊 日元 港元 港币 港幣 新台币 新臺幣 澳门元 元 圆 \
    厘米 毫米 海里 延米 米 亩 畝 吨 噸 斤 克 升 度 毫升 \
    工作日 个工作日 個工作日 个月 個月 小时 小時 个小时 分钟 分鐘 秒 天 日 年 周 岁 歲 季度 个季度 学时 课时 \
    km² km2 m² m3 m³ km kg kWh MWh GWh MW kW t ha ㎡ ℃ 分贝 分";

/// Words that make no unit but a factor.
const PURE: &str = "个百分点 個百分點 百分点 百分點 % ‰ 倍";

/// Names that the book of units has for words as they are printed.
const SAME: &[(&str, &str)] = &[
    ("個", "个"),
    ("項", "项"),
    ("條", "条"),
    ("筆", "笔"),
    ("張", "张"),
    ("處", "处"),
    ("臺", "台"),
    ("輛", "辆"),
    ("場", "场"),
    ("棟", "栋"),
    ("隻", "只"),
    ("頭", "头"),
    ("冊", "册"),
    ("種", "种"),
    ("類", "类"),
    ("組", "组"),
    ("間", "间"),
    ("門", "门"),
    ("節", "节"),
    ("頁", "页"),
    ("顆", "颗"),
    ("塊", "块"),
    ("單", "单"),
    ("對", "对"),
    ("劑", "剂"),
    ("樁", "桩"),
    ("鎮", "镇"),
    ("鄉", "乡"),
    ("縣", "县"),
    ("區", "区"),
    ("樣", "样"),
    ("戶", "户"),
    ("公頃", "公顷"),
    ("千瓦時", "千瓦时"),
    ("歐元", "欧元"),
    ("英鎊", "英镑"),
    ("港幣", "港币"),
    ("新臺幣", "新台币"),
    ("畝", "亩"),
    ("噸", "吨"),
    ("個工作日", "工作日"),
    ("個月", "个月"),
    ("小時", "小时"),
    ("分鐘", "分钟"),
    ("歲", "岁"),
    ("個百分點", "个百分点"),
    ("百分點", "百分点"),
];

/// The unit that stands at a place, as printed in plain characters: the longest
/// word that does.
pub(super) fn chinese_unit(text: &Text, at: usize) -> Option<String> {
    let lists = [COUNTING, MEASURING, PURE].into_iter();
    let words = lists.flat_map(|list| list.split_whitespace());
    let there = words.filter(|word| text.has(at, word));
    let longest = there.max_by_key(|word| word.chars().count())?;
    let latin = longest.chars().all(|c| c.is_ascii_alphabetic());
    let end = at + longest.chars().count();
    let goes_on = latin && text.at(end).is_some_and(|c| c.is_ascii_alphanumeric());
    (!goes_on).then(|| longest.to_owned())
}

/// The name under which the book of units knows a word.
pub(super) fn in_book(word: &str) -> &str {
    let same = SAME.iter().find(|(printed, _)| *printed == word);
    same.map_or(word, |(_, known)| known)
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
