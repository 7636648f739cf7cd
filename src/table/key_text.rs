//! The key of a row whose section says which columns make it up:
//! `key = ["agency", "year"]`. It is written as their texts, `north, 2015`, so that
//! it is one name wherever a row has one, and no two keys are written alike.

use crate::rule::SectionConfig;
use std::borrow::Cow;

/// Between the texts of a key.
const BETWEEN: &str = ", ";

/// The columns that a section says make up the key of its rows; those that the
/// table lacks are told as missing, and the first column is the key then.
pub(super) fn key_columns<'n>(
    section: Option<&SectionConfig>,
    column: impl Fn(&str) -> Option<usize> + 'n,
) -> Option<Vec<usize>> {
    let mut columns: Vec<usize> = Vec::new();
    for name in section?.key_names() {
        let found = column(name)?;
        if !columns.contains(&found) {
            columns.push(found);
        }
    }
    (!columns.is_empty()).then_some(columns)
}

/// A key as its texts: one with a comma or a quote in it stands in quotes, so
/// that no other key is written so; blank ones at the end are left out.
pub(crate) fn written_key<'t>(texts: impl Iterator<Item = Cow<'t, str>>) -> String {
    let mut key = String::new();
    // Commas behind which nothing stood yet.
    let mut owed = 0;
    for text in texts {
        let text = text.trim();
        if !text.is_empty() {
            (0..owed).for_each(|_| key.push_str(BETWEEN));
            owed = 0;
            match text.contains([',', '"']) {
                true => key.push_str(&format!("\"{}\"", text.replace('"', "\"\""))),
                false => key.push_str(text),
            }
        }
        owed += 1;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::written_key;
    use proptest::prelude::*;
    use std::borrow::Cow;

    fn key(texts: &[String]) -> String {
        written_key(texts.iter().map(|text| Cow::Borrowed(text.as_str())))
    }

    #[test]
    fn a_key_is_written_as_its_texts() {
        let of = |texts: &[&str]| {
            key(&texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>())
        };
        assert_eq!(of(&["north", "2015"]), "north, 2015");
        assert_eq!(of(&["Total", ""]), "Total");
        assert_eq!(of(&["", "2015"]), ", 2015");
        assert_eq!(of(&["", "", ""]), "");
        assert_eq!(of(&["a, b", "c"]), "\"a, b\", c");
        assert_eq!(of(&["a \"b\"", "c"]), "\"a \"\"b\"\"\", c");
    }

    proptest! {
        /// Two keys are written alike only where all their texts are the same.
        #[test]
        fn no_two_keys_are_written_alike(
            one in prop::collection::vec("[a,\" ]{0,3}", 3),
            other in prop::collection::vec("[a,\" ]{0,3}", 3),
        ) {
            let trimmed = |texts: &[String]| texts.iter().map(|text| text.trim().to_owned()).collect::<Vec<_>>();
            prop_assert_eq!(key(&one) == key(&other), trimmed(&one) == trimmed(&other));
        }
    }
}
