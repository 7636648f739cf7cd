//! What is wrong with a value of the command line, in both languages: the
//! reader's is known only once the whole line is read.

use crate::lang::Lang;
use std::fmt;

/// What is wrong with a value of the command line.
#[derive(Debug)]
pub(super) struct BadValue {
    en: String,
    zh: String,
}

impl BadValue {
    /// By what says it.
    pub(super) fn new(say: impl Fn(Lang) -> String) -> BadValue {
        BadValue {
            en: say(Lang::En),
            zh: say(Lang::Zh),
        }
    }

    /// The problem in the reader's language.
    pub(super) fn say(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

impl fmt::Display for BadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.say(Lang::En))
    }
}

impl std::error::Error for BadValue {}
