//! Names and stretches of rules as a sentence quotes them.

use crate::lang::Lang;
use crate::say;

/// Text on one line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of so many characters at most, and a sign where it is longer.
pub(crate) fn in_short(text: &str, most: usize) -> String {
    match text.chars().count() > most {
        true => text.chars().take(most).chain(['…']).collect(),
        false => text.to_owned(),
    }
}

/// Terms of a sum from which on its middle is left out.
const LONG_SUM: usize = 9;
/// Terms that a long sum begins with.
const TERMS_FIRST: usize = 3;

/// A stretch of a rule, a sum of many terms without its middle:
/// `a + b + c + … + z` (30 terms). A sum within brackets is one term.
pub(crate) fn sums_in_short(text: &str, lang: Lang) -> String {
    let terms = terms(text);
    let count = terms.len();
    if count < LONG_SUM {
        return text.to_owned();
    }
    let first = terms[..TERMS_FIRST].join(" + ");
    let last = terms[count - 1];
    say!(
        lang,
        "{first} + … + {last} ({count} figures)",
        "{first} + … + {last}（{count} 个数）"
    )
}

/// What stands between the plus signs of an expression that are in no quotes
/// and in no brackets.
fn terms(text: &str) -> Vec<&str> {
    let (mut terms, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    let mut quote: Option<char> = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '`' | '"') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, '+') if depth == 0 => {
                terms.push(text[start..at].trim());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    terms.push(text[start..].trim());
    terms
}

/// A stretch of a rule as a sentence quotes it, on one line. What holds the
/// quotes itself goes without.
pub(crate) fn quoted(text: &str, lang: Lang) -> String {
    let text = sums_in_short(&one_line(text), lang);
    let plain = text
        .strip_prefix('`')
        .and_then(|text| text.strip_suffix('`'));
    let text = plain.filter(|text| !text.contains('`')).unwrap_or(&text);
    let zh = in_quotes(text);
    match text.contains('`') {
        true => say!(lang, "{text}", " {text} "),
        false => say!(lang, "`{text}`", "{zh}"),
    }
}

/// Words in quotes; quotes within them become single ones.
pub(crate) fn in_quotes(words: &str) -> String {
    let words = words.replace('“', "‘").replace('”', "’");
    format!("“{words}”")
}

/// A Chinese sentence without the spaces that stand beside full-width marks
/// once a label in quotes takes the place of a name.
pub(crate) fn closed_up(text: String, lang: Lang) -> String {
    if lang == Lang::En {
        return text;
    }
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut closed = String::with_capacity(text.len());
    let mut within = 0_u32;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let before = closed.chars().next_back().unwrap_or(' ');
        let close = match before {
            '）' => true,
            '”' => chinese(next),
            _ => next == '“' && chinese(before),
        };
        if c == ' ' && within == 0 && close {
            continue;
        }
        match c {
            '“' => within += 1,
            '”' => within = within.saturating_sub(1),
            _ => {}
        }
        closed.push(c);
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_space_beside_full_width_marks() {
        let closed = |text: &str| closed_up(text.to_owned(), Lang::Zh);
        assert_eq!(
            closed("同时 “来信”（letters） 7 → 9 或 “走访” 4 → 5"),
            "同时“来信”（letters）7 → 9 或“走访” 4 → 5"
        );
        assert_eq!(closed("“来信” 在 [1, 2] 内"), "“来信”在 [1, 2] 内");
        assert_eq!(closed("“甲） 乙 “丙” 丁” 无误"), "“甲） 乙 “丙” 丁”无误");
        let english = "“letters” （a） 7";
        assert_eq!(closed_up(english.to_owned(), Lang::En), english);
    }

    #[test]
    fn a_long_sum_goes_without_its_middle() {
        let names: Vec<String> = (1..=12).map(|n| format!("`a + {n}`")).collect();
        let long = format!("x = {}", names.join(" + "));
        assert_eq!(
            sums_in_short(&long, Lang::En),
            "x = `a + 1` + `a + 2` + `a + 3` + … + `a + 12` (12 figures)"
        );
        let mean = format!("x = ({}) / 12", names.join(" + "));
        assert_eq!(sums_in_short(&mean, Lang::En), mean);
        assert_eq!(sums_in_short("a + b", Lang::En), "a + b");
    }

    #[test]
    fn quotes_in_quotes_are_single() {
        assert_eq!(quoted("“12369”热线", Lang::Zh), "“‘12369’热线”");
        assert_eq!(quoted("“12369”热线", Lang::En), "`“12369”热线`");
    }
}
