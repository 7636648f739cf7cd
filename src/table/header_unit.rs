//! The unit that a header says of its column: `share (%)`, `收入（万元）`,
//! `Amount, £m`, `% of total`.

use crate::figure::{Stated, Unit, UnitBook};

/// The share or the multiple of a unit that a header says; a unit alone
/// (`Weight (kg)`) changes no figure and is left.
pub(super) fn unit_of_header(name: &str, units: &UnitBook) -> Option<Unit> {
    let name = name.trim();
    if name.starts_with("% ") || name.ends_with(" %") || name == "%" {
        return units.read("%");
    }
    let inner = in_brackets(name).or_else(|| Some(name.rsplit_once([',', '，'])?.1))?;
    let inner = inner.trim();
    let said = ["in ", "单位：", "单位:", "單位：", "單位:"]
        .iter()
        .find_map(|word| inner.strip_prefix(word));
    let text = said.unwrap_or(inner).trim();
    let Some(Stated::Known(unit)) = units.stated(text) else {
        return None;
    };
    (unit.exp10 != 0 && !unit.counting).then_some(unit)
}

/// What stands in brackets at the end of a header: 交易额（万元）, Amount [EUR].
pub(crate) fn in_brackets(name: &str) -> Option<&str> {
    let inner = name.trim().strip_suffix(['）', ')', ']', '】'])?;
    let (_, inner) = inner.rsplit_once(['（', '(', '[', '【'])?;
    Some(inner.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_shares_and_multiples() {
        let units = UnitBook::default();
        let said = |name: &str| {
            let unit = unit_of_header(name, &units)?;
            Some((unit.bases.keys().cloned().collect::<String>(), unit.exp10))
        };
        for (name, base, exp10) in [
            ("share (%)", "", -2),
            ("Rate [%]", "", -2),
            ("占比（％）", "", -2),
            ("% of total", "", -2),
            ("deaths (‰)", "", -3),
            ("收入（万元）", "元", 4),
            ("收入（单位：亿元）", "元", 8),
            ("Amount, £m", "GBP", 6),
            ("Cost (in £m)", "GBP", 6),
            ("Amount ($000)", "USD", 3),
            ("Budget (EUR bn)", "EUR", 9),
            ("Pay (million USD)", "USD", 6),
            ("Output (thousands)", "", 3),
            ("Births (per 1,000 population)", "people", -3),
        ] {
            assert_eq!(said(name), Some((base.to_owned(), exp10)), "{name}");
        }
        for name in [
            "share",
            "Weight (kg)",
            "Betrag (EUR)",
            "人口（万人）",
            "CI (95%)",
            "Rate (m)",
            "Smith, J",
        ] {
            assert_eq!(said(name), None, "{name}");
        }
    }
}
