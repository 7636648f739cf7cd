//! Where a range of two numbers falls apart: `0-2`, `12–15`, `12至15`, `12 to 15`.

/// The end of the first number's text and the start of the second's.
pub(super) fn split(chars: &[char]) -> Option<(usize, usize)> {
    let is_number =
        |c: &char| c.is_ascii_digit() || "零〇一二两三四五六七八九十百千万亿".contains(*c);
    let first = chars.iter().position(is_number)?;
    let mut at = first + 1;
    while at < chars.len() {
        let length = separator(&chars[at..]);
        if length > 0 && number_follows(&chars[at + length..], &is_number) {
            let rest = &chars[at + length..];
            let spaces = rest.iter().take_while(|c| c.is_whitespace()).count();
            return Some((at, at + length + spaces));
        }
        at += 1;
    }
    None
}

/// The length of what stands between the two ends of a range, at the start.
fn separator(text: &[char]) -> usize {
    match text {
        [
            '-' | '–' | '—' | '‐' | '‑' | '‒' | '−' | '~' | '～' | '〜' | '至' | '到',
            ..,
        ] => 1,
        [' ', 't', 'o', ' ', ..] => 3,
        _ => 0,
    }
}

/// Whether a number begins here, be it behind a sign or a currency.
fn number_follows(text: &[char], is_number: &impl Fn(&char) -> bool) -> bool {
    let mut rest = text
        .iter()
        .skip_while(|c| c.is_whitespace() || "-−$€£¥￥.".contains(**c));
    rest.next().is_some_and(is_number)
}
