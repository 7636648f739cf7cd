//! Words in the names of columns and rows that say that a figure may be below
//! zero: a change, a difference, money. Data, and how it is looked up.

/// English words; a name has one of them between its other words.
const WORDS: &[&str] = &[
    // What grows or shrinks.
    "change",
    "changes",
    "chg",
    "delta",
    "growth",
    "increase",
    "decrease",
    "movement",
    "shift",
    "trend",
    "adjustment",
    "adjustments",
    "adj",
    "adjusted",
    "revision",
    "revisions",
    "correction",
    "corrections",
    // What is left of two.
    "difference",
    "differences",
    "diff",
    "variance",
    "deviation",
    "gap",
    "net",
    "balance",
    "balances",
    "saldo",
    "surplus",
    "deficit",
    "margin",
    "residual",
    "discrepancy",
    "anomaly",
    "migration",
    // Money, which is also owed.
    "profit",
    "profits",
    "loss",
    "losses",
    "gain",
    "gains",
    "income",
    "earnings",
    "ebit",
    "ebitda",
    "revenue",
    "revenues",
    "cost",
    "costs",
    "expense",
    "expenses",
    "expenditure",
    "spending",
    "amount",
    "amounts",
    "cash",
    "cashflow",
    "flow",
    "flows",
    "fund",
    "funds",
    "assets",
    "liabilities",
    "equity",
    "debt",
    "payment",
    "payments",
    "sales",
    "turnover",
    "budget",
    "price",
    "usd",
    "eur",
    "gbp",
    "cny",
    "rmb",
    "jpy",
    "dollars",
    "euros",
    // What is measured from a zero in the middle.
    "temperature",
    "temp",
    "celsius",
    "fahrenheit",
    "altitude",
    "elevation",
    "longitude",
    "latitude",
];

/// Chinese words; a name holds one of them.
const PARTS: &[&str] = &[
    "变化",
    "变动",
    "增减",
    "增长",
    "增加",
    "增幅",
    "增量",
    "涨跌",
    "升降",
    "同比",
    "环比",
    "调整",
    "修正",
    "差额",
    "差异",
    "差值",
    "差距",
    "相差",
    "误差",
    "顺差",
    "逆差",
    "净",
    "盈亏",
    "盈余",
    "盈利",
    "亏损",
    "利润",
    "损益",
    "收益",
    "结余",
    "余额",
    "赤字",
    "金额",
    "收入",
    "支出",
    "资金",
    "资产",
    "负债",
    "权益",
    "成本",
    "费用",
    "预算",
    "决算",
    "经费",
    "产值",
    "销售额",
    "交易额",
    "投资额",
    "总额",
    "款",
    "税",
    "价",
    "气温",
    "温度",
    "海拔",
];

/// Whether a name says that what it is of may be below zero.
pub(super) fn may_be_negative(name: &str) -> bool {
    let mut word = String::new();
    let mut before = ' ';
    for c in name.chars().chain([' ']) {
        let begins = c.is_ascii_uppercase() && before.is_ascii_lowercase();
        if !c.is_ascii_alphabetic() || begins {
            if WORDS.contains(&word.as_str()) {
                return true;
            }
            word.clear();
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    !name.is_ascii() && PARTS.iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::may_be_negative;

    #[test]
    fn names_of_changes_and_of_money_are_told_from_names_of_counts() {
        for name in [
            "change",
            "net",
            "Net change",
            "netChange",
            "change_2024",
            "balance",
            "2024 diff",
            "增减",
            "较上年增减",
            "净增",
            "收支差额",
            "profit (EUR)",
            "Temperature",
        ] {
            assert!(may_be_negative(name), "{name}");
        }
        for name in [
            "all",
            "white",
            "exchanged",
            "network",
            "unbalanced",
            "received",
            "changed",
            "",
            "受理",
            "合计",
            "办结件数",
            "2024",
        ] {
            assert!(!may_be_negative(name), "{name}");
        }
    }
}
