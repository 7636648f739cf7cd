//! What the name of a line says that the line is. Data, and how it is looked up.

use super::relation::RelationKind;
use crate::structure::total_name;

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
    "/",
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
    "net", "balance", "profit", "loss", "surplus", "deficit", "margin", "remaining",
    "closing", "ending", "结余", "差额", "净", "利润", "余额", "盈余", "结转", "期末", "年末",
    "saldo", "überschuss", "gewinn", "solde", "bénéfice",
];

/// Whether the name of a line says that it is what a relation makes of it.
pub(super) fn claims(label: &str, kind: RelationKind) -> bool {
    let label = label.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match kind {
        RelationKind::Sum | RelationKind::Cumulative => total_name(&label).is_some() || says(SUM),
        RelationKind::Average => says(AVERAGE),
        RelationKind::Quotient | RelationKind::Percentage => says(RATE),
        RelationKind::RelativeChange | RelationKind::PercentChange => says(CHANGE) || says(RATE),
        RelationKind::Change => says(CHANGE),
        RelationKind::Difference => says(CHANGE) || says(LEFT),
        RelationKind::Balance => says(LEFT),
        _ => false,
    }
}
