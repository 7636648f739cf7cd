//! Words in the names of columns and rows that say that a figure may be below
//! zero: a change, a difference, money. Data, and how it is looked up.

use std::sync::LazyLock;

/// English words; a name has one of them between its other words.
const WORDS: &str = "
    change changes chg delta growth increase decrease movement shift trend adjustment
    adjustments adj adjusted revision revisions correction corrections difference
    differences diff variance deviation gap net saldo surplus deficit margin residual
    discrepancy anomaly migration temperature temp celsius fahrenheit altitude elevation
    longitude latitude
";

/// English words for money, which is also owed.
const MONEY: &str = "
    balance balances transfers profit profits loss losses gain gains income earnings
    ebit ebitda revenue revenues cost costs expense expenses expenditure spending amount
    amounts cash cashflow flow flows fund funds assets liabilities equity debt payment
    payments sales turnover budget price usd eur gbp cny rmb jpy dollars euros
";

/// Chinese words; a name holds one of them.
const PARTS: &str = "
    变化 变动 增减 增长 增加 增幅 增量 涨跌 升降 同比 环比 调整 修正 差额 差异
    差值 差距 相差 误差 顺差 逆差 净 盈亏 盈余 盈利 亏损 利润 损益 收益 结余
    余额 赤字 气温 温度 海拔
";

/// Chinese words for money.
const MONEY_PARTS: &str = "
    金额 收入 支出 资金 资产 负债 权益 成本 费用 预算 决算 经费 产值 销售额
    交易额 投资额 总额 款 税 价
";

/// What the names of a table's columns say: looked up once, since it is asked
/// for each cell.
#[derive(Clone, Debug, Default)]
pub(super) struct NamedColumns {
    /// Which are of a change or a difference, in their order.
    change: Vec<bool>,
    /// Which are of money.
    money: Vec<bool>,
}

impl NamedColumns {
    /// Of these names.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>) -> NamedColumns {
        let mut found = NamedColumns::default();
        for name in names {
            found.change.push(is_of_change(name));
            found.money.push(is_of_money(name));
        }
        found
    }

    /// Whether a column is of a change or a difference.
    pub(super) fn is_of_change(&self, column: usize) -> bool {
        self.change.get(column) == Some(&true)
    }

    /// Whether a column is of money.
    pub(super) fn is_of_money(&self, column: usize) -> bool {
        self.money.get(column) == Some(&true)
    }
}

/// Words as they are looked up, in alphabetical order.
struct Names {
    /// Whole words.
    words: Vec<&'static str>,
    /// Parts of Chinese names.
    parts: Vec<&'static str>,
}

impl Names {
    fn of(words: &'static str, parts: &'static str) -> Names {
        let in_order = |words: &'static str| {
            let mut words: Vec<&str> = words.split_whitespace().collect();
            words.sort_unstable();
            words
        };
        Names {
            words: in_order(words),
            parts: in_order(parts),
        }
    }

    fn are_in(&self, name: &str) -> bool {
        has_word(name, &self.words) || (!name.is_ascii() && self.has_part(name))
    }

    /// Whether a part begins at any place of a name.
    fn has_part(&self, name: &str) -> bool {
        name.char_indices().any(|(at, first)| {
            let rest = &name[at..];
            let same_first = &rest[..first.len_utf8()];
            let from = self.parts.partition_point(|part| *part < same_first);
            let of_first = self.parts[from..].iter();
            let mut of_first = of_first.take_while(|part| part.starts_with(same_first));
            of_first.any(|part| rest.starts_with(part))
        })
    }
}

/// Whether a name says that what it is of is a change or a difference.
pub(super) fn is_of_change(name: &str) -> bool {
    static CHANGE: LazyLock<Names> = LazyLock::new(|| Names::of(WORDS, PARTS));
    CHANGE.are_in(name)
}

/// Whether a name says that it is of money.
pub(super) fn is_of_money(name: &str) -> bool {
    static OF_MONEY: LazyLock<Names> = LazyLock::new(|| Names::of(MONEY, MONEY_PARTS));
    OF_MONEY.are_in(name)
}

fn has_word(name: &str, words: &[&str]) -> bool {
    let mut word = String::new();
    let mut before = ' ';
    for c in name.chars().chain([' ']) {
        let begins = c.is_ascii_uppercase() && before.is_ascii_lowercase();
        if !c.is_ascii_alphabetic() || begins {
            if words.binary_search(&word.as_str()).is_ok() {
                return true;
            }
            word.clear();
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{is_of_change, is_of_money};

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
            assert!(is_of_change(name) || is_of_money(name), "{name}");
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
            assert!(!is_of_change(name) && !is_of_money(name), "{name}");
        }
        assert!(is_of_money("balance at end") && is_of_money("支出（万元）"));
        assert!(!is_of_money("change") && !is_of_money("增减"));
    }
}
