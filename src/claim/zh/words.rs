//! The words of Chinese reports that say what a figure is to another.

/// What a change does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It adds.
    Up,
    /// It takes away.
    Down,
}

/// Verbs of change, by which way they go; longer ones first.
const UP: &[&str] = &[
    "增长",
    "增加",
    "上升",
    "提高",
    "提升",
    "上涨",
    "增收",
    "增支",
    "扩大",
    "攀升",
    "增幅",
    "涨幅",
    "升幅",
    "增长率",
    "净增",
    "多收",
    "多出",
    "偏多",
    "偏高",
    "成长",
    "加幅",
    "增产",
    "增亏",
    "延长",
    "上浮",
    "增",
    "升",
    "涨",
];
const DOWN: &[&str] = &[
    "下降",
    "减少",
    "降低",
    "回落",
    "下滑",
    "下跌",
    "减收",
    "减支",
    "缩减",
    "缩短",
    "压减",
    "降幅",
    "收窄",
    "跌幅",
    "减幅",
    "压缩",
    "少收",
    "短收",
    "减产",
    "减亏",
    "下调",
    "下浮",
    "负增长",
    "核减",
    "精简",
    "偏少",
    "偏低",
    "减",
    "降",
    "跌",
    "缩",
];

/// What stands between a verb of change and its amount.
const AFTER_VERB: &[&str] = &[
    "了", "约", "为", "达", "达", "近", "超", "超过", "率", "率为", "幅", "幅为", "幅达", "达到",
    "仅", "：", ":",
];

/// Words that say what is compared with.
const COMPARED: &[&str] = &[
    "同比",
    "环比",
    "环比",
    "比上",
    "比去",
    "较上",
    "较去",
    "比年初",
    "较年初",
    "比前",
    "较前",
    "按年",
    "比2",
    "较2",
    "比同期",
    "较同期",
    "较上",
    "较去",
    "较年",
    "比预算",
    "较预算",
    "相比",
];

/// Which way a change goes whose words end here; nothing where they tell of none
/// or of where it led to.
pub(super) fn way(lead: &str) -> Option<Way> {
    let mut lead = lead.trim_end();
    for _ in 0..2 {
        let stripped = AFTER_VERB
            .iter()
            .filter_map(|word| lead.strip_suffix(word).map(|rest| (rest, *word)))
            .min_by_key(|(rest, _)| rest.len());
        let Some((rest, word)) = stripped else {
            break;
        };
        // 增幅为5% is a change, 上升为15467人 is what it came to.
        let reached =
            matches!(word, "为" | "达" | "达到") && !ends(rest, &["幅", "率", "额", "量"]);
        let verb = ends(rest, UP) || ends(rest, DOWN) || ends(rest, AFTER_VERB);
        if reached || !verb {
            break;
        }
        lead = rest;
    }
    // 新增 is what came in, 共增 and 不增 are none.
    let none = [
        "改造提升",
        "改建提升",
        "新增",
        "年增",
        "净新增",
        "增减",
        "不降",
        "不减",
        "共减",
        "累计减",
        "减免",
        "新建",
        "共压减",
    ];
    // 较年初新增86.4亿元 says by how much there is more.
    let compares = [
        "较年初",
        "比年初",
        "较上年末",
        "比上年末",
        "较上年",
        "比上年",
        "较上月末",
        "较去年",
    ];
    let against = |verb: &str| {
        let rest = lead.strip_suffix(verb).unwrap_or_default();
        ends(rest, &compares)
    };
    if against("新增") || against("净新增") {
        return Some(Way::Up);
    }
    if ends(lead, &none) {
        return None;
    }
    match () {
        () if ends(lead, &["负增长"]) => Some(Way::Down),
        () if ends(lead, DOWN) => Some(Way::Down),
        () if ends(lead, UP) => Some(Way::Up),
        () => compared(lead),
    }
}

/// 同比多破187起: which way a comparison goes by what follows it.
fn compared(lead: &str) -> Option<Way> {
    let at = COMPARED
        .iter()
        .filter_map(|word| Some(lead.rfind(word)? + word.len()))
        .max()?;
    let behind = &lead[at..];
    let short = behind.chars().count() <= 8;
    // 环比上涨的城市有15个 says how many did.
    let reached = ends(behind, &["至", "到", "为", "达", "有"]);
    if !short || reached {
        return None;
    }
    match () {
        () if behind.contains(['减', '少', '降', '跌']) => Some(Way::Down),
        () if behind.contains(['增', '多', '升', '涨']) => Some(Way::Up),
        () => None,
    }
}

/// Which way a change goes whose words begin here.
pub(super) fn way_behind(tail: &str) -> Option<Way> {
    let tail = tail.trim_start_matches([' ', '、']);
    let tail = tail.strip_prefix('同').unwrap_or(tail);
    // 41微克/立方米下降
    let per = tail.strip_prefix('/');
    let tail = per.map_or(tail, |rest| {
        rest.trim_start_matches(|c| "立方平米升公里千瓦时人天吨万元".contains(c))
    });
    let begins = |words: &[&str]| words.iter().any(|word| tail.starts_with(word));
    match () {
        () if begins(DOWN) || tail.starts_with('少') => Some(Way::Down),
        () if begins(UP) || tail.starts_with('多') => Some(Way::Up),
        () => None,
    }
}

/// Whether words tell of an earlier time.
pub(super) fn is_earlier(words: &str) -> bool {
    const EARLIER: &[&str] = &[
        "上年",
        "去年",
        "同期",
        "上月",
        "上季",
        "前年",
        "上一年",
        "上期",
        "期初",
        "年初",
        "上半年的",
        "上年度",
        "往年",
        "年前",
        "上周",
        "前一年",
        "常年",
    ];
    EARLIER.iter().any(|word| words.contains(word))
}

/// Whether words say that a change is told in other prices than the amounts.
pub(super) fn is_adjusted(words: &str) -> bool {
    const ADJUSTED: &[&str] = &[
        "可比",
        "不变价",
        "不变价",
        "扣除价格",
        "扣除物价",
        "实际增长",
        "实际下降",
        "同口径",
        "剔除",
        "还原",
        "自然口径",
        "平均增长",
        "年均",
        "两年平均",
        "季调",
        "扣除",
    ];
    ADJUSTED.iter().any(|word| words.contains(word))
}

/// Whether words end in one of a list.
pub(super) fn ends(words: &str, list: &[&str]) -> bool {
    list.iter().any(|word| words.ends_with(word))
}

/// Whether words hold one of a list.
pub(super) fn holds(words: &str, list: &[&str]) -> bool {
    list.iter().any(|word| words.contains(word))
}

/// Words that stand before parts of a whole.
pub(super) const OF_WHICH: &[&str] = &[
    "其中",
    "包括",
    "包含",
    "分别为",
    "分别是",
    "分别",
    "分为",
    "主要是",
    "构成为",
    "即",
    "含",
    "当中",
];

/// Words of the last part, which takes all the rest.
pub(super) const REST: &[&str] = &[
    "其他",
    "其它",
    "其余",
    "其余",
    "余下",
    "另外",
    "剩余",
    "另有",
    "另",
    "及以下",
    "未",
];

/// Words of a way by which something came out: one thing may come out by several.
pub(super) const CHANNELS: &[&str] = &[
    "方式",
    "渠道",
    "途径",
    "平台",
    "网站",
    "媒体",
    "公众号",
    "微信",
    "微博",
    "客户端",
];

/// Words for what was taken in.
pub(super) const TAKEN_IN: &[&str] = &[
    "受理", "收到", "接到", "收", "交办", "承办", "登记", "申请", "呼入", "来电", "接收", "立案",
    "新收", "接获", "接获", "共", "应", "抽检", "检查", "检验", "计划", "预算", "交办", "承办",
    "总", "发出", "发出", "发放", "参加", "报名",
];

/// Words for cases that were brought to their end, one as good as another.
pub(super) const SETTLED: &[&str] = &["办结", "结案", "审结", "审执结", "执结"];

/// What changes, where the words before a change name it: 死亡人数 of
/// 死亡人数减少; empty where they do not.
pub(super) fn noun_of_change(lead: &str) -> String {
    const GENERIC: &[&str] = &[
        "同比",
        "环比",
        "环比",
        "比上年同期",
        "比去年同期",
        "较上年同期",
        "较去年同期",
        "比上年末",
        "较上年末",
        "比上年",
        "比去年",
        "较上年",
        "较去年",
        "比年初",
        "较年初",
        "按年",
        "比上月",
        "较上月",
        "较上年度",
        "比上年度",
        "与去年",
        "较去年",
        "较上年",
        "较上季度",
        "较前一年",
        "较前一年度",
        "分别",
        "实际",
        "又",
        "共",
        "总体",
        "净",
        "净",
        "则",
        "仍",
        "也",
        "略",
        "可比价格",
        "按可比价格计算",
        "按可比价格",
        "累计",
        "年均",
        "与上年相比",
        "与去年相比",
        "小幅",
        "大幅",
        "有所",
        "预计",
        "仅",
        "的",
        "，",
        "并",
        "已",
        "上年",
        "去年",
        "同期",
        "相比",
        "与",
        "比",
        "较",
        "较",
        "由",
        "从",
        "从",
        "扣除价格因素",
    ];
    let verbs = UP.iter().chain(DOWN).filter_map(|word| lead.rfind(word));
    let Some(at) = verbs.min_by_key(|at| std::cmp::Reverse(*at)).map(|last| {
        // 增长 ends where 长 does: take the verb that begins first around there.
        let all = UP.iter().chain(DOWN);
        all.filter_map(|word| lead.rfind(word))
            .filter(|at| *at + 9 >= last)
            .min()
            .unwrap_or(last)
    }) else {
        // 全国人口与2010年的…相比
        let before = lead.split(['与', '较', '比']).next().unwrap_or_default();
        let whole = before.len() == lead.len();
        return if whole {
            String::new()
        } else {
            strip(before, GENERIC)
        };
    };
    strip(&lead[..at], GENERIC)
}

/// Words without those of a list at their beginning and end.
fn strip(words: &str, list: &[&str]) -> String {
    let mut rest = words;
    loop {
        let cut = list
            .iter()
            .find_map(|word| rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)));
        match cut {
            Some(shorter) => rest = shorter,
            None => return rest.to_owned(),
        }
    }
}
