//! Lists of codes, which rules name behind `in`.

use super::lexer::words;
use super::nearest::nearest;
use super::placed_text::PlacedText;
use super::token::Token;
use crate::figure::Rat;
use std::collections::HashSet;
use std::sync::Arc;

/// Lists of more texts than this name no nearest one: each of many findings would
/// go through all.
const NEAREST_OF: usize = 5_000;

/// Some texts, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CodeList {
    texts: Vec<String>,
    known: HashSet<String>,
}

/// A list of the configuration.
#[derive(Clone, Debug)]
pub(crate) struct ListSource {
    /// Its name.
    pub name: String,
    /// The table whose first column it is, as the configuration names it.
    pub file: Option<PlacedText>,
    /// What it holds.
    pub list: Arc<CodeList>,
}

impl CodeList {
    /// Of these texts.
    pub(crate) fn of(texts: Vec<String>) -> CodeList {
        CodeList {
            known: texts.iter().cloned().collect(),
            texts,
        }
    }

    /// Whether a text is among them.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.known.contains(text)
    }

    /// Its texts.
    pub(crate) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// The text of it that one was likely meant to be.
    pub(crate) fn nearest(&self, text: &str) -> Option<&str> {
        if self.texts.len() > NEAREST_OF {
            return None;
        }
        nearest(text, self.texts.iter().map(String::as_str))
    }
}

/// A number, as a rule writes it.
pub(crate) fn number_of(text: &str) -> Option<(Rat, bool)> {
    let words = words(text).ok()?;
    match words.as_slice() {
        [(Token::Number(value, percent), _), _] => Some((value.clone(), *percent)),
        [(Token::Sign('-'), _), (Token::Number(value, percent), _), _] => {
            Some((-value.clone(), *percent))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::number_of;

    #[test]
    fn numbers_are_those_of_rules() {
        let shown =
            |text: &str| number_of(text).map(|(value, percent)| (value.to_string(), percent));
        assert_eq!(shown("2015"), Some(("2015".to_owned(), false)));
        assert_eq!(shown("-1.5"), Some(("-3/2".to_owned(), false)));
        assert_eq!(shown("50%"), Some(("1/2".to_owned(), true)));
        for text in ["", "A1", "1 2", "1+1", "--1", "01.1.2"] {
            assert_eq!(number_of(text), None, "{text}");
        }
    }
}
