//! What speaks for a rule that a sentence of the report states.

use crate::lang::Lang;
use crate::rule::Stated;
use crate::say;
use crate::say::quote::one_line;

/// The words that state it, and what they were read as.
pub(crate) fn evidence(check: &str, stated: &Stated, lang: Lang) -> Vec<String> {
    let words = one_line(&stated.words);
    vec![
        say!(lang, "stated in the text: “{words}”", "正文写明：“{words}”"),
        say!(lang, "read as: {check}", "读作：{check}"),
    ]
}
