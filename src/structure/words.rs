//! How units are stated in words.

use crate::figure::UnitBook;

/// What stands before a unit.
const BEFORE: [&str; 12] = [
    "单位：",
    "单位:",
    "單位：",
    "單位:",
    "計量單位：",
    "计量单位：",
    "计量单位:",
    "（单位：",
    "Unit:",
    "Units:",
    "unit:",
    "units:",
];

/// The unit that a text states and nothing else.
pub(super) fn unit_alone(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = text
        .trim_start_matches(['(', '（', '['])
        .trim_end_matches([')', '）', ']']);
    let said = BEFORE.iter().find_map(|word| inner.strip_prefix(word));
    let said = said.or_else(|| match inner.len() < text.len() {
        true => in_words(inner),
        false => None,
    });
    said.map(str::trim).filter(|said| !said.is_empty())
}

/// `in thousands`, `in NOK million`, `thousands of dollars`, `%`.
fn in_words(text: &str) -> Option<&str> {
    let rest = text
        .strip_prefix("in ")
        .or_else(|| text.strip_prefix("In "));
    let multiple = |word: &str| {
        [
            "thousand", "million", "billion", "percent", "per cent", "%", "000",
        ]
        .iter()
        .any(|known| word.contains(known))
    };
    let plain = text.to_lowercase();
    match rest {
        Some(rest) if multiple(&plain) => Some(rest),
        _ if plain == "%" || plain == "percent" || plain == "per cent" => Some(text),
        _ => None,
    }
}

/// The unit that a text states at its end, in brackets or behind a comma.
pub(super) fn within<'t>(text: &'t str, _units: &UnitBook) -> Option<&'t str> {
    let at = BEFORE.iter().find_map(|word| {
        let at = text.find(word)?;
        Some(&text[at + word.len()..])
    })?;
    let end = at.find([')', '）', ' ', '，', ',']).unwrap_or(at.len());
    Some(at[..end].trim()).filter(|said| !said.is_empty())
}
