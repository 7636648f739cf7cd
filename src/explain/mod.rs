//! What each kind of finding means: what is checked, why it matters, an
//! example and how to mend it. The pages are `en/CODE.md` and `zh/CODE.md`
//! beside this file, of the form that `page` reads; `reportcheck explain` and
//! `docs/findings.md` are printed from them, and a test runs every example.

mod page;

pub use page::{File, Page, headings};

use crate::lang::Lang;
use crate::rule::{BUILT_IN, Severity, nearest};
use std::sync::LazyLock;

/// A kind of finding.
#[derive(Debug)]
pub struct Entry {
    /// The code that findings of this kind carry.
    pub code: &'static str,
    /// Its page in English.
    pub en: Page,
    /// Its page in Chinese.
    pub zh: Page,
}

/// A code with the text of its page in English and in Chinese.
type Texts = (&'static str, &'static str, &'static str);

macro_rules! pages {
    ($($code:literal,)*) => {
        &[$((
            $code,
            include_str!(concat!("en/", $code, ".md")),
            include_str!(concat!("zh/", $code, ".md")),
        ),)*]
    };
}

/// Every kind of finding: of rules first, then of the checks that need none.
const TEXTS: &[Texts] = pages![
    "sum-mismatch",
    "balance-mismatch",
    "repeat-mismatch",
    "value-mismatch",
    "rate-mismatch",
    "growth-mismatch",
    "count-mismatch",
    "parts-exceed-whole",
    "parts-incomplete",
    "grim-impossible",
    "missing-figure",
    "bound-violated",
    "condition-violated",
    "jointly-inconsistent",
    "unreadable-figure",
    "fractional-count",
    "share-out-of-range",
    "unit-clash",
    "unknown-unit",
    "duplicate-key",
    "ragged-row",
    "unknown-column",
    "missing-table",
    "unknown-table",
    "quote-not-in-source",
    "figure-not-in-quote",
    "other-period",
    "rule-never-fails",
    "rule-always-fails",
    "rule-repeated",
    "rules-contradict",
    "rule-checks-nothing",
    "names-nothing",
    "restated-differently",
    "waiver-changed",
    "waiver-expired",
    "waiver-unused",
];

/// The pages, read once. A test holds every text to the form.
static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let read = |&(code, en, zh): &Texts| {
        let (en, zh) = (Page::read(en, Lang::En)?, Page::read(zh, Lang::Zh)?);
        Some(Entry { code, en, zh })
    };
    TEXTS.iter().filter_map(read).collect()
});

/// Where the finding of a kind gets its severity from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From the rule's `severity`; an error unless it says otherwise.
    Rule,
    /// From the `remainder` of an `includes` rule; a warning unless it says otherwise.
    Remainder,
    /// From `[checks]`; this one unless it says otherwise.
    BuiltIn(Severity),
}

impl Entry {
    /// Its page in the reader's language.
    pub fn page(&self, lang: Lang) -> &Page {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// Where its severity comes from.
    pub fn source(&self) -> Source {
        match BUILT_IN.iter().find(|(code, _)| *code == self.code) {
            Some((_, severity)) => Source::BuiltIn(*severity),
            None if self.code == "parts-incomplete" => Source::Remainder,
            None => Source::Rule,
        }
    }
}

/// Every kind of finding: of rules first, then of the checks that need none.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    ENTRIES.iter()
}

/// The kind of a code.
pub fn entry(code: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.code == code)
}

/// The code or other name nearest to a mistyped one.
pub fn nearest_name<'a>(name: &str, others: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest(name, TEXTS.iter().map(|(code, ..)| *code).chain(others))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_page_keeps_to_the_form() {
        for (code, en, zh) in TEXTS {
            for (text, lang) in [(en, Lang::En), (zh, Lang::Zh)] {
                let page = Page::read(text, lang);
                let again = page.map(|page| page.write(lang)).unwrap_or_default();
                assert_eq!(&again, text, "{code} in {lang:?}");
            }
        }
        assert_eq!(entries().count(), TEXTS.len());
    }

    #[test]
    fn every_page_is_in_the_list() {
        let listed: BTreeSet<String> = TEXTS
            .iter()
            .map(|(code, ..)| format!("{code}.md"))
            .collect();
        for folder in ["src/explain/en", "src/explain/zh"] {
            let items = std::fs::read_dir(folder).expect("a folder");
            let names = items.map(|item| item.expect("an item").file_name());
            let there: BTreeSet<String> =
                names.filter_map(|name| name.into_string().ok()).collect();
            assert_eq!(there, listed, "{folder}");
        }
    }
}
