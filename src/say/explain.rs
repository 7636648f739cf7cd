//! What the kinds of findings mean, for a terminal and as Markdown.

use crate::explain::{Explanation, entries};
use crate::lang::Lang;
use crate::rule::SeverityFrom;
use crate::say;
use crate::say::terms::severity_name;

/// Where a kind's severity comes from.
pub(crate) fn severity(entry: &Explanation, lang: Lang) -> String {
    match entry.code.severity_from() {
        SeverityFrom::Rule => say!(
            lang,
            "The rule's: `severity = \"error\"` unless it says `\"warning\"` or `\"note\"`.",
            "由规则决定：默认 `severity = \"error\"`（错误），可写 `\"warning\"`（警告）或 `\"note\"`（提示）。"
        ),
        SeverityFrom::Remainder => say!(
            lang,
            "The rule's: `remainder = \"warning\"` unless it says `\"error\"`, `\"note\"` or `\"none\"`.",
            "由规则决定：默认 `remainder = \"warning\"`（警告），可写 `\"error\"`（错误）、`\"note\"`（提示）或 `\"none\"`（不提示）。"
        ),
        SeverityFrom::Checks(severity) => {
            let (code, name) = (entry.code, severity_name(severity, lang));
            let other = match severity.name() {
                "note" => "warning",
                _ => "note",
            };
            say!(
                lang,
                "{name}, without any rule. To change it, write `{code} = \"{other}\"` under `[checks]` in reportcheck.toml; `\"off\"` turns it off.",
                "{name}，不需要规则。若要更改，在 reportcheck.toml 的 `[checks]` 中写 `{code} = \"{other}\"`；写 `\"off\"` 则关闭。"
            )
        }
    }
}

/// The heading of the kinds that rules find, and of those that need none.
pub(crate) fn heading(built_in: bool, lang: Lang) -> String {
    match built_in {
        false => say!(lang, "Findings of rules", "规则的发现"),
        true => say!(lang, "Findings that need no rule", "不需要规则的发现"),
    }
}

/// The kinds of one group.
pub(crate) fn of_group(built_in: bool) -> impl Iterator<Item = &'static Explanation> {
    entries().filter(move |entry| entry.code.is_built_in() == built_in)
}

/// A title as a sentence of its own.
pub(crate) fn sentence(title: &str, lang: Lang) -> String {
    let mut letters = title.chars();
    match (letters.next(), lang) {
        (Some(first), Lang::En) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        _ => format!("{title}。"),
    }
}
