//! Patterns of texts: `matches(code, "[A-Z]{2}[0-9]{4}")` asks of the whole text.

use crate::lang::Lang;
use crate::say;
use regex_lite::Regex;

/// A pattern that whole texts are held against, in time that grows with the text
/// alone.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    regex: Regex,
    written: String,
}

impl Pattern {
    /// Of a pattern as it is written.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(crate) fn of(written: &str) -> Result<Pattern, PatternSlip> {
        let slip = |error: regex_lite::Error| PatternSlip::of(&error.to_string());
        let read = |text: &str| Regex::new(text).map_err(slip);
        // By itself first: the parentheses around it must not make it whole.
        read(written)?;
        let regex = read(&format!("^(?:{written})$"))?;
        let written = written.to_owned();
        Ok(Pattern { regex, written })
    }

    /// Whether a whole text is as it says.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// As it is written.
    pub(crate) fn written(&self) -> &str {
        &self.written
    }
}

/// What is wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PatternSlip {
    /// Square brackets that do not close, or hold what they cannot.
    Brackets,
    /// Parentheses that do not pair.
    Parentheses,
    /// `*`, `+`, `?` or `{}` behind nothing, or not as they are written.
    Repetition,
    /// A backslash before a sign that it gives no meaning.
    Escape,
    /// What some other languages have and this one does not, or too much of it.
    Unknown,
}

impl PatternSlip {
    /// By what the reader of patterns says.
    fn of(reason: &str) -> PatternSlip {
        let has = |word: &str| reason.contains(word);
        match () {
            () if has("not supported") || has("too ") => PatternSlip::Unknown,
            () if has("class") => PatternSlip::Brackets,
            () if has("repetition") => PatternSlip::Repetition,
            () if has("escape") || has("hex") => PatternSlip::Escape,
            () if has("group") || has("')'") => PatternSlip::Parentheses,
            () => PatternSlip::Unknown,
        }
    }

    /// The slip in the reader's language.
    pub(super) fn say(self, lang: Lang) -> String {
        match self {
            PatternSlip::Brackets => say!(
                lang,
                "in this pattern the square brackets do not close, or hold what they cannot",
                "这个模式中的方括号没有结束，或其中的内容不可用"
            ),
            PatternSlip::Parentheses => say!(
                lang,
                "in this pattern the parentheses do not pair",
                "这个模式中的圆括号没有配对"
            ),
            PatternSlip::Repetition => say!(
                lang,
                "in this pattern `*`, `+`, `?` or `{{…}}` stands behind nothing that it could repeat, or is not written out; write `\\*` for the sign itself",
                "这个模式中的 *、+、? 或 {{…}} 前面没有可重复的内容，或没有写完整；要表示符号本身，请写成 \\*"
            ),
            PatternSlip::Escape => say!(
                lang,
                "in this pattern a backslash stands before what it gives no meaning",
                "这个模式中反斜杠后面的内容没有含义"
            ),
            PatternSlip::Unknown => say!(
                lang,
                "this pattern cannot be read, or is too long; it may have letters, `.`, `[…]`, `(…|…)`, `*`, `+`, `?`, `{{…}}` and `\\d`",
                "这个模式无法读取，或过长；可用的有文字、.、[…]、(…|…)、*、+、?、{{…}} 和 \\d"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_pattern_asks_of_the_whole_text() {
        let matches = |pattern: &str, text: &str| {
            let pattern = Pattern::of(pattern).expect("a pattern");
            pattern.matches(text)
        };
        assert!(matches("[A-Z]{2}[0-9]{4}", "AB1234"));
        assert!(!matches("[A-Z]{2}[0-9]{4}", "AB12345"));
        assert!(!matches("[A-Z]{2}[0-9]{4}", "xAB1234"));
        // Either of two, not one end each.
        assert!(matches("a|ab", "ab"));
        assert!(!matches("a|b", "ax"));
        assert!(matches("[一-龥]+", "北京"));
        assert!(matches("", "") && !matches("", "x"));
        // No line ends are skipped.
        assert!(!matches("a", "a\n"));
        for wrong in ["(", ")", "a)(b", "[", "x{2", "*"] {
            assert!(Pattern::of(wrong).is_err(), "{wrong}");
        }
    }
}
