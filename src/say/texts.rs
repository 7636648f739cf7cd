//! The headline of a rule that a text breaks: what stands there, and what is asked.

use crate::finding::{Finding, TextAsked, TextFailed};
use crate::lang::Lang;
use crate::say;
use crate::say::called;
use crate::say::quote::{in_short, one_line};

/// Characters of a text that a headline shows.
const SHOWN: usize = 60;

/// What stands there, and what of that is not as the rule asks.
pub(super) fn text_title(failed: &TextFailed, finding: &Finding, lang: Lang) -> String {
    let name = called::side(&failed.name, finding, lang);
    let found = short(&failed.found);
    let is = match found.is_empty() {
        true => say!(lang, "{name} is blank", "{name}为空白"),
        false => say!(lang, "{name} is \"{found}\"", "{name}为“{found}”"),
    };
    match &failed.asked {
        TextAsked::Listed { list, nearest } => {
            let list = list_called(list.as_deref(), lang);
            let nearest = nearest.as_deref().filter(|_| !found.is_empty()).map(short);
            let hint = nearest.map_or(String::new(), |nearest| {
                say!(
                    lang,
                    "; the nearest there is \"{nearest}\"",
                    "；其中最接近的是“{nearest}”"
                )
            });
            say!(
                lang,
                "{is}, which is not in {list}{hint}",
                "{is}，不在{list}中{hint}"
            )
        }
        TextAsked::NotListed { list: None } => {
            say!(lang, "{is}, which it may not be", "{is}，而此处不得如此")
        }
        TextAsked::NotListed { list } => {
            let list = list_called(list.as_deref(), lang);
            say!(
                lang,
                "{is}, which is in {list}, where it may not be",
                "{is}，在{list}中，而此处不得如此"
            )
        }
        TextAsked::Reported => say!(
            lang,
            "{name} is not reported, and must be",
            "{name}未填报，而此处必须填报"
        ),
        TextAsked::Matches(pattern) => say!(
            lang,
            "{is}, which is not of the form \"{pattern}\"",
            "{is}，不符合格式“{pattern}”"
        ),
        TextAsked::Same(other, text) => {
            let other = called::side(other, finding, lang);
            let text = short(text);
            match text.is_empty() {
                true => say!(lang, "{is}, but {other} is blank", "{is}，而{other}为空白"),
                false => say!(
                    lang,
                    "{is}, but {other} is \"{text}\"",
                    "{is}，而{other}为“{text}”"
                ),
            }
        }
        TextAsked::Other(other) => {
            let other = called::side(other, finding, lang);
            say!(
                lang,
                "{is}, and so is {other}, which must differ",
                "{is}，{other}也是，而两者应当不同"
            )
        }
    }
}

/// A text on one line, cut where it is long.
fn short(text: &str) -> String {
    in_short(&one_line(text), SHOWN)
}

fn list_called(list: Option<&str>, lang: Lang) -> String {
    match list {
        Some(list) => say!(lang, "the list `{list}`", "列表“{list}”"),
        None => say!(lang, "the list", "所列各项"),
    }
}
