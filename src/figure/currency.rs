//! Currencies before a number: `$5`, `US$ 5`, `EUR 5`, `Rs. 5`. A sign that
//! several currencies share is that of the column, where one is known.

use super::unit::{Unit, UnitBook};
use super::words::CURRENCY_SIGNS;

/// A currency at the start of a text: the unit that it is, and its length.
pub(super) fn at_start(
    text: &[char],
    book: &UnitBook,
    column: Option<&Unit>,
) -> Option<(CurrencyUnit, usize)> {
    let first = *text.first()?;
    let mut best: Option<(&[&str], usize)> = None;
    for (sign, bases) in CURRENCY_SIGNS {
        if !sign.starts_with(first) {
            continue;
        }
        let length = sign.chars().count();
        let same = text.len() > length && sign.chars().zip(text).all(|(a, b)| a == *b);
        let word = sign.ends_with(|c: char| c.is_ascii_alphabetic());
        let ends = !word || !text.get(length).is_some_and(|c| c.is_alphabetic());
        if same && ends && best.is_none_or(|(_, longest)| length > longest) {
            best = Some((bases, length));
        }
    }
    let (bases, length) = best?;
    let of_column = column.is_some_and(|column| {
        let only = column.bases.iter().next();
        only.is_some_and(|(base, _)| bases.contains(&base.as_str()))
    });
    if of_column {
        return Some((CurrencyUnit::OfColumn, length));
    }
    let written: String = text[..length].iter().collect();
    let unit = book.read(bases.first()?)?.times_ten_to(0, written);
    Some((CurrencyUnit::Own(unit), length))
}

/// Whether a unit is a currency.
pub(super) fn is_of(unit: &Unit) -> bool {
    let known = |base: &str| {
        CURRENCY_SIGNS
            .iter()
            .any(|(_, bases)| bases.contains(&base))
    };
    unit.bases.keys().any(|base| known(base))
}

/// The unit that a currency before a number is.
pub(super) enum CurrencyUnit {
    /// It repeats the one of the column, which may be millions of it.
    OfColumn,
    /// One of its own.
    Own(Unit),
}
