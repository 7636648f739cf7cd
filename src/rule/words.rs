//! A text in the languages that a configuration gives it in.

use crate::lang::Lang;

/// A text in the languages it was given in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Words {
    /// In English.
    pub en: Option<String>,
    /// In Chinese.
    pub zh: Option<String>,
}

impl Words {
    /// The same text for every reader.
    pub(crate) fn same(text: &str) -> Words {
        Words {
            en: Some(text.to_owned()),
            zh: Some(text.to_owned()),
        }
    }

    /// The text in the reader's language, else in the other.
    pub(crate) fn say(&self, lang: Lang) -> Option<&str> {
        let (first, second) = match lang {
            Lang::En => (&self.en, &self.zh),
            Lang::Zh => (&self.zh, &self.en),
        };
        first.as_deref().or(second.as_deref())
    }

    /// The text in exactly this language.
    pub(crate) fn only(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::En => self.en.as_deref(),
            Lang::Zh => self.zh.as_deref(),
        }
    }
}
