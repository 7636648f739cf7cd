//! What the name of a line says that the line is. Data, and how it is looked up.

use super::relation::{CourseKind, RelationKind};
use crate::structure::{begins_as_part, is_opening, plain_words, total_name};

/// A line of such a name is a mean.
const AVERAGE: &[&str] = &[
    "average",
    "avg",
    "mean",
    "ave.",
    "平均",
    "均值",
    "durchschnitt",
    "mittelwert",
    "moyenne",
    "media",
    "promedio",
    "média",
    "gemiddeld",
    "средн",
    "평균",
    "keskiarvo",
    "gennemsnit",
    "genomsnitt",
    "gjennomsnitt",
    "średni",
    "průměr",
    "ortalama",
];
/// A line of such a name sums up others.
const SUM: &[&str] = &[
    "total",
    "sum",
    "all ",
    "合计",
    "总计",
    "小计",
    "共计",
    "总数",
    "總計",
    "合計",
    "小計",
    "計",
    "其中",
    "gesamt",
    "insgesamt",
    "summe",
    "somme",
    "totale",
    "suma",
    "итого",
    "всего",
    "합계",
    "yhteensä",
    "i alt",
    "ogółem",
    "celkem",
    "razem",
    "overall",
    "net ",
    "gross",
];
/// A line of such a name is a share or a rate.
const RATE: &[&str] = &[
    "average",
    "avg",
    "mean",
    "平均",
    "%",
    "percent",
    "per cent",
    "pct",
    "share",
    "rate",
    "ratio",
    "proportion",
    " per ",
    "占",
    "率",
    "比重",
    "比例",
    "人均",
    "anteil",
    "quote",
    "taux",
    "tasa",
    "доля",
    "prozent",
];
/// A line of such a name holds shares.
const SHARES: &[&str] = &[
    "%",
    "percent",
    "per cent",
    "pct",
    "share",
    "proportion",
    "占比",
    "比重",
    "比例",
    "构成",
    "份额",
];
/// A line of such a name is a change.
const CHANGE: &[&str] = &[
    "change",
    "chg",
    "growth",
    "increase",
    "decrease",
    "difference",
    "diff",
    "variation",
    "增长",
    "增减",
    "增幅",
    "同比",
    "环比",
    "变动",
    "增速",
    "增加",
    "减少",
    "比上年",
    "较上年",
    "veränderung",
    "zuwachs",
    "évolution",
    "delta",
    "muutos",
    "endring",
    "ændring",
    "+/-",
];

/// A line of such a name is what is left.
const LEFT: &[&str] = &[
    "net",
    "balance",
    "profit",
    "loss",
    "surplus",
    "deficit",
    "margin",
    "remaining",
    "closing",
    "ending",
    "结余",
    "差额",
    "净",
    "利润",
    "余额",
    "盈余",
    "结转",
    "期末",
    "年末",
    "saldo",
    "überschuss",
    "gewinn",
    "solde",
    "bénéfice",
];

/// A line of such a name counts what is not done yet: what was there before and came
/// in, less what was done.
const OPEN: &[&str] = &[
    "pending",
    "outstanding",
    "carried over",
    "carried forward",
    "at end",
    "at the end",
    "未结",
    "未办结",
    "结存",
    "库存",
];

/// A line of such a name counts what came in.
const CAME_IN: &[&str] = &[
    "received",
    "requests",
    "applications",
    "petitions",
    "complaints",
    "enquiries",
    "cases",
    "submitted",
    "lodged",
    "收到",
    "收件",
    "来件",
    "受理",
    "承办",
    "交办",
    "申请",
    "提案",
    "建议",
    "信访",
    "投诉",
];
/// A line of such a name counts what became of it.
const BECAME: &[&str] = &[
    "closed",
    "handled",
    "processed",
    "answered",
    "completed",
    "decided",
    "granted",
    "refused",
    "rejected",
    "denied",
    "approved",
    "accepted",
    "withdrawn",
    "disposed",
    "resolved",
    "upheld",
    "dismissed",
    "settled",
    "open",
    "pending",
    "outstanding",
    "in progress",
    "carried",
    "backlog",
    "办结",
    "已办",
    "未办",
    "在办",
    "待办",
    "正在办理",
    "办理中",
    "答复",
    "结转",
    "同意",
    "予公开",
    "予以公开",
    "部分公开",
    "不予",
    "撤回",
    "撤销",
    "驳回",
    "采纳",
    "解决",
];

/// A line of such a name is a running total.
const RUNNING: &[&str] = &[
    "cumulative",
    "running total",
    "to date",
    "ytd",
    "accumulated",
    "累计",
    "累計",
    "kumul",
    "cumul",
];
/// A line of such a name is what was left before, beside those that are called an
/// opening figure.
const CARRIED: &[&str] = &[
    "beginning",
    "at start",
    "start of",
    "上月结转",
    "月初",
    "旧存",
    "上年",
];

/// A line whose name begins so is a part of the one before it too.
const PART: &[&str] = &["o/w", "davon", "dont "];

/// Whether the name of a line says that it is a part of the line before it.
pub(super) fn is_part(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    // Behind a number or a dash: `（一）其中`, `- of which`.
    let bare = label.trim_start_matches(|c: char| !c.is_alphabetic());
    let says = begins_as_part(bare) || PART.iter().any(|word| bare.starts_with(word));
    says && !is_rate(bare)
}

/// Whether the name of a line says that it goes on so from one line to the next.
pub(super) fn is_course(label: &str, kind: CourseKind) -> bool {
    let label = label.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match kind {
        CourseKind::RunningTotal => says(RUNNING),
        CourseKind::Change | CourseKind::Growth => says(CHANGE),
        CourseKind::CarriedOver => (is_opening(&label) || says(CARRIED)) && !says(CHANGE),
    }
}

/// Whether the name of a line says that it goes on in any way.
pub(super) fn is_any_course(label: &str) -> bool {
    let mut kinds = CourseKind::ALL.into_iter();
    kinds.any(|kind| is_course(label, kind))
}

/// Whether the name of a line says that it holds shares.
pub(super) fn is_share(label: &str) -> bool {
    let label = label.to_lowercase();
    SHARES.iter().any(|word| label.contains(word))
}

/// Whether the name of a line says that it is a total.
pub(super) fn is_total(label: &str) -> bool {
    total_name(&label.to_lowercase()).is_some()
}

/// Whether the names of some lines say that they split what another counts:
/// received into closed and open, 受理 into 办结 and 未办结.
pub(super) fn split<'l>(whole: &str, mut parts: impl Iterator<Item = &'l str>) -> bool {
    let says = |label: &str, words: &[&str]| words.iter().any(|word| label.contains(word));
    let became = |label: &str| {
        let label = label.to_lowercase();
        says(&label, BECAME) && !is_rate(&label)
    };
    let whole = whole.to_lowercase();
    let came_in = says(&whole, CAME_IN) && !says(&whole, BECAME) && !is_rate(&whole);
    came_in && parts.all(became)
}

/// Whether a name in small letters may be that of a rate.
fn is_rate(label: &str) -> bool {
    label.contains('/') || RATE.iter().any(|word| label.contains(word))
}

/// Whether the name of a line says with a stroke what it is of what: pages/year beside
/// a line that is called by one of the two. Elsewhere a stroke stands between names
/// (Scholarships/Grants).
pub(super) fn divides<'l>(result: &str, mut operands: impl Iterator<Item = &'l str>) -> bool {
    if !result.contains('/') {
        return false;
    }
    let own = plain_words(result);
    operands.any(|other| plain_words(other).iter().any(|word| own.contains(word)))
}

/// Whether the name of a line says that it is what a relation makes of it.
pub(super) fn claims(label: &str, kind: RelationKind) -> bool {
    let label = label.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match kind {
        RelationKind::Sum => total_name(&label).is_some() || says(SUM),
        RelationKind::Average => says(AVERAGE),
        RelationKind::Quotient | RelationKind::Percentage => says(RATE),
        RelationKind::RelativeChange | RelationKind::PercentChange => says(CHANGE) || says(RATE),
        RelationKind::Difference => says(CHANGE) || says(LEFT),
        RelationKind::Balance => says(LEFT) || says(OPEN),
        _ => false,
    }
}
