//! What each kind of finding means: what is checked, why it matters, an
//! example and how to mend it. The pages are `en/CODE.md` and `zh/CODE.md`
//! beside this file, of the form that `page` reads; `reportcheck explain` and
//! `docs/findings.md` are printed from them, and a test runs every example.

mod page;

pub(crate) use page::{File, Page, headings};

use crate::lang::Lang;
use crate::rule::{Code, each_code, nearest};
use std::sync::LazyLock;

/// A kind of finding.
#[derive(Debug)]
pub(crate) struct Explanation {
    /// The code that findings of this kind carry.
    pub code: Code,
    /// Its page in English.
    pub en: Page,
    /// Its page in Chinese.
    pub zh: Page,
}

/// A code with the text of its page in English and in Chinese.
type Texts = (Code, &'static str, &'static str);

macro_rules! pages {
    ($($(#[$doc:meta])+ $code:ident = $name:literal, $group:ident, $severity:expr;)+) => {
        &[$((
            Code::$code,
            include_str!(concat!("en/", $name, ".md")),
            include_str!(concat!("zh/", $name, ".md")),
        ),)+]
    };
}

/// Every kind of finding: of rules first, then of the checks that need none.
const TEXTS: &[Texts] = each_code!(pages);

/// The pages, read once. A test holds every text to the form.
static ENTRIES: LazyLock<Vec<Explanation>> = LazyLock::new(|| {
    let read = |&(code, en, zh): &Texts| {
        let (en, zh) = (Page::read(en, Lang::En)?, Page::read(zh, Lang::Zh)?);
        Some(Explanation { code, en, zh })
    };
    TEXTS.iter().filter_map(read).collect()
});

impl Explanation {
    /// Its page in the reader's language.
    pub(crate) fn page(&self, lang: Lang) -> &Page {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// Every kind of finding: of rules first, then of the checks that need none.
pub(crate) fn entries() -> impl Iterator<Item = &'static Explanation> {
    ENTRIES.iter()
}

/// The kind of a code.
pub(crate) fn entry(code: Code) -> Option<&'static Explanation> {
    entries().find(|entry| entry.code == code)
}

/// The code or other name nearest to a mistyped one.
pub(crate) fn nearest_name<'a>(
    name: &str,
    others: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    nearest(name, Code::ALL.iter().map(|code| code.name()).chain(others))
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
