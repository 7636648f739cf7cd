//! The unit that a header says of its column: `share (%)`, `收入（万元）`,
//! `Amount, £m`, `% of total`.

use crate::figure::{Unit, UnitBook};

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
    let read = units.read(text).filter(|unit| unit.known);
    let unit = read.or_else(|| of_money(text, units))?;
    (unit.exp10 != 0 && !unit.counting).then_some(unit)
}

/// What stands in brackets at the end of a header: 交易额（万元）, Amount [EUR].
pub(crate) fn in_brackets(name: &str) -> Option<&str> {
    let inner = name.trim().strip_suffix(['）', ')', ']', '】'])?;
    let (_, inner) = inner.rsplit_once(['（', '(', '[', '【'])?;
    Some(inner.trim()).filter(|text| !text.is_empty())
}

/// `£m`, `$000`, `€ bn`: a currency and what it is counted in.
fn of_money(text: &str, units: &UnitBook) -> Option<Unit> {
    const MULTIPLES: [(&str, i32); 12] = [
        ("million", 6),
        ("billion", 9),
        ("thousand", 3),
        ("mn", 6),
        ("bn", 9),
        ("'000", 3),
        ("000s", 3),
        ("000", 3),
        ("m", 6),
        ("M", 6),
        ("k", 3),
        ("K", 3),
    ];
    MULTIPLES.iter().find_map(|(word, exp10)| {
        let currency = text.strip_suffix(word)?.trim();
        let sign = currency.chars().count() == 1 && !currency.starts_with(char::is_alphanumeric);
        let code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
        let unit = units
            .read(currency)
            .filter(|unit| unit.known && (sign || code))?;
        Some(unit.times_ten_to(*exp10, text.to_owned()))
    })
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
